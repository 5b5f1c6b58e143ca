//! The last sales.

use crate::format;
use crate::i18n::Text;
use crate::till::Till;
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::wire::kantuta::recharges::TopUp;

/// The last sales; supervisors may reverse them here.
#[component]
pub(crate) fn Sales() -> impl IntoView {
    let till = Till::here();
    view! {
        <aside class="card sales" aria-labelledby="sales-title">
            <h2 id="sales-title">{move || till.say(Text::SalesTitle)}</h2>
            <Show
                when=move || till.sales.with(|sales| !sales.is_empty())
                fallback=move || view! { <p class="hint" data-testid="no-sales">{move || till.say(Text::NoSales)}</p> }
            >
                <ol data-testid="sales">
                    <For each=move || till.sales.get() key=|sale| sale.id let:sale>
                        <Sale sale=sale/>
                    </For>
                </ol>
            </Show>
        </aside>
    }
}

#[component]
fn Sale(sale: TopUp) -> impl IntoView {
    let till = Till::here();
    let amount = sale.monto.amount();
    let class = format!("mark {}", sale.operadora.name().to_lowercase());
    let id = sale.id;
    let when = sale.fecha_hora;
    let register_id = sale.caja_sesion.as_ref().map(|session| session.id_caja);
    let register = move || {
        register_id
            .filter(|_| till.role().may(Permission::Reverse))
            .map(|id| format!(" · {}", till.register_name(id)))
    };
    let is_supervised = move || till.role().may(Permission::Reverse);
    // A cashier's list is of one shift; a supervisor's goes back further.
    let written = move || {
        let write = if is_supervised() {
            format::day_and_time
        } else {
            format::time
        };
        write(when, till.offset_minutes())
    };
    let stored = StoredValue::new(sale.clone());
    view! {
        <li data-testid="sale">
            <span class=class aria-hidden="true"></span>
            <span class="about">
                <strong>{format::phone(&sale.numero_cliente)}</strong>
                <span class="caption">
                    {sale.operadora.name()} " · " {move || till.say_with(Text::NumberSign, &[("id", &id.to_string())])} " · "
                    <time datetime=when.to_text()>{written}</time>
                    {register}
                </span>
            </span>
            <span class="sum" data-testid="sale-amount">{move || till.money(amount)}</span>
            <Show when=is_supervised>
                <button
                    type="button"
                    class="quiet"
                    data-testid="reverse"
                    aria-label=move || till.say_with(Text::ReverseOf, &[("id", &id.to_string())])
                    on:click=move |_| till.reversing.set(Some(stored.get_value()))
                >
                    {move || till.say(Text::Reverse)}
                </button>
            </Show>
        </li>
    }
}
