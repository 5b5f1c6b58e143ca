//! The last sales, and their receipts.

use crate::components::icon::{Drawing, Icon};
use crate::components::operator_choice::colour;
use crate::format;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{When, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::wire::kantuta::recharges::TopUp;

/// The last sales; each receipt can be printed again.
#[component]
pub(crate) fn Sales() -> impl IntoView {
    let till = Till::here();
    view! {
        <aside class="card sales" aria-labelledby="sales-title">
            <h2 id="sales-title">{till.words(Text::SalesTitle)}</h2>
            <When
                is=yes(move || till.sales.with(|sales| !sales.is_empty()))
                fallback=move || view! { <p class="hint" data-testid="no-sales">{till.words(Text::NoSales)}</p> }
            >
                <ol data-testid="sales">
                    <For each=move || till.sales.get() key=|sale| sale.id let:sale>
                        <Sale sale=sale/>
                    </For>
                </ol>
            </When>
        </aside>
    }
}

#[component]
fn Sale(sale: TopUp) -> impl IntoView {
    let till = Till::here();
    let amount = sale.monto.amount();
    let class = format!("mark {}", colour(sale.operadora));
    let id = sale.id;
    let when = sale.fecha_hora;
    let register_id = sale.caja_sesion.as_ref().map(|session| session.id_caja);
    let is_supervised = move || till.role().may(Permission::Reverse);
    let number =
        Signal::derive(move || till.say_with(Text::NumberSign, &[("id", &id.to_string())]));
    // A cashier's list is of one shift at one register; a supervisor's goes back further, and over all of them.
    let written = Signal::derive(move || {
        if is_supervised() {
            format::day_and_time(when, till.offset_minutes(), till.language.get())
        } else {
            format::time(when, till.offset_minutes(), till.language.get())
        }
    });
    let register =
        text_if(move || Some(till.register_name(register_id.filter(|_| is_supervised())?)));
    let stored = StoredValue::new(sale.clone());
    view! {
        <li data-testid="sale">
            <span class=class aria-hidden="true"></span>
            <span class="about">
                <strong>{format::phone(&sale.numero_cliente)}</strong>
                <span class="caption">
                    <span>{sale.operadora.name()} " · " {number}</span>
                    <time datetime=when.to_text()>{written}</time>
                    <span>{register}</span>
                </span>
            </span>
            <span class="sum" data-testid="sale-amount">{till.money_signal(amount)}</span>
            <button
                type="button"
                class="quiet icon-only"
                data-testid="sale-receipt"
                aria-label=Signal::derive(move || till.say_with(Text::ReceiptOf, &[("id", &id.to_string())]))
                on:click=move |_| stored.with_value(|sale| till.show_receipt(sale))
            >
                <Icon drawing=Drawing::Receipt/>
            </button>
        </li>
    }
}
