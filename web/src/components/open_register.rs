//! Opening a register: which one, and with what in its drawer.

use crate::browser;
use crate::components::count_grid::{CountGrid, Tally};
use crate::components::field::{Errors, FieldNote, forgive};
use crate::draft::Draft;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::{Confirming, Till};
use leptos::prelude::*;
use ventanilla_core::wire::kantuta::registers::Register;
use ventanilla_core::wire::kantuta::sessions::OpenSessionRequest;
use ventanilla_core::wire::money::Dec;

/// How a drawer is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    Counting,
    Accepting,
}

/// Opening a register.
#[component]
pub(crate) fn OpenRegister() -> impl IntoView {
    let till = Till::here();
    let only = till
        .registers
        .with_untracked(|registers| match registers.as_slice() {
            [register] => Some(register.id),
            _ => None,
        });
    let chosen: RwSignal<Option<i64>> = RwSignal::new(only);
    let manner = RwSignal::new(Manner::Counting);
    let errors: Errors = RwSignal::new(Vec::new());
    let tally = Tally::new(untrack(|| till.currency()));
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done => browser::focus_soon("sell-number"),
        Ended::Refused(_) | Ended::NotSent | Ended::Unknown => browser::focus_soon("open-submit"),
    });
    let review = {
        let tally = tally.clone();
        move || {
            let counted = match manner.get_untracked() {
                Manner::Counting => untrack(|| tally.read()).map(Some),
                Manner::Accepting => Ok(None),
            };
            let mut draft = Draft::new();
            if let Some(id) = chosen.get_untracked() {
                draft = draft.id("id_caja", id);
            }
            if let Ok(Some(count)) = &counted {
                draft = draft.count("conteo", count);
            }
            let currency = untrack(|| till.currency());
            let checked = draft.read(|body| OpenSessionRequest::parse(body, currency));
            match (checked, counted) {
                (Ok(checked), Ok(counted)) => {
                    errors.set(Vec::new());
                    till.notice.set(None);
                    let register = untrack(|| till.register_name(checked.request.id_caja));
                    till.confirming.set(Some(Confirming {
                        intent: Intent::Open {
                            register,
                            counted: counted.map(|count| Dec::from(count.total())),
                        },
                        body: checked.body,
                        on_end,
                    }));
                }
                (checked, counted) => {
                    let mut wrong = checked.err().unwrap_or_default();
                    wrong.extend(counted.err());
                    errors.set(wrong);
                    browser::focus_first_wrong();
                }
            }
        }
    };
    view! {
        <section class="card" aria-labelledby="open-title">
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    review();
                }
            >
                <h1 id="open-title">{move || till.say(Text::OpenTitle)}</h1>
                <p class="lead">{move || till.say(Text::OpenLead)}</p>
                <fieldset class="registers">
                    <legend>{move || till.say(Text::Register)}</legend>
                    <Show
                        when=move || till.registers.with(|registers| !registers.is_empty())
                        fallback=move || view! { <p class="hint">{move || till.say(Text::NoRegisters)}</p> }
                    >
                        <div class="choices">
                            <For each=move || till.registers.get() key=|register| register.id let:register>
                                <RegisterButton register=register chosen=chosen errors=errors/>
                            </For>
                        </div>
                    </Show>
                    <FieldNote id="open-register-error".to_owned() field="id_caja" errors=errors/>
                </fieldset>
                <Manners manner=manner chosen=chosen/>
                <div hidden=move || manner.get() == Manner::Accepting>
                    <CountGrid tally=tally errors=errors next="open-submit"/>
                </div>
                <button type="submit" class="primary wide" id="open-submit" data-testid="open-submit">
                    {move || till.say(Text::OpenAction)}
                </button>
            </form>
        </section>
    }
}

#[component]
fn RegisterButton(
    register: Register,
    chosen: RwSignal<Option<i64>>,
    errors: Errors,
) -> impl IntoView {
    let id = register.id;
    let is_on = move || chosen.get() == Some(id);
    let is_wrong =
        move || errors.with(|errors| errors.iter().any(|error| error.field == "id_caja"));
    let test_id = format!("register-{}", register.nombre);
    view! {
        <label class="choice" class:on=is_on>
            <input
                type="radio"
                class="unseen"
                name="register"
                data-testid=test_id
                data-wrong=move || is_wrong().to_string()
                prop:checked=is_on
                on:change=move |_| {
                    chosen.set(Some(id));
                    forgive(errors, "id_caja");
                }
            />
            <span class="name">{register.nombre}</span>
        </label>
    }
}

#[component]
fn Manners(manner: RwSignal<Manner>, chosen: RwSignal<Option<i64>>) -> impl IntoView {
    let till = Till::here();
    // What should be in a drawer is shown to those who see drawers; the others take it as it is, or count.
    let recorded = move || {
        let id = chosen.get()?;
        if till.is_blind() {
            return None;
        }
        till.registers.with(|registers| {
            Some(
                registers
                    .iter()
                    .find(|register| register.id == id)?
                    .saldo
                    .amount(),
            )
        })
    };
    let accept_hint = move || match recorded() {
        Some(amount) => till.say_with(Text::AcceptBalanceOf, &[("saldo", &till.money(amount))]),
        None => till.say(Text::AcceptBalanceHint).to_owned(),
    };
    view! {
        <fieldset class="manners">
            <legend>{move || till.say(Text::HowToOpen)}</legend>
            <div class="choices">
                <label class="choice" class:on=move || manner.get() == Manner::Counting>
                    <input
                        type="radio" class="unseen" name="manner" data-testid="open-count"
                        prop:checked=move || manner.get() == Manner::Counting on:change=move |_| manner.set(Manner::Counting)
                    />
                    <span class="name">{move || till.say(Text::CountCash)}</span>
                    <span class="caption">{move || till.say(Text::CountCashHint)}</span>
                </label>
                <label class="choice" class:on=move || manner.get() == Manner::Accepting>
                    <input
                        type="radio" class="unseen" name="manner" data-testid="open-accept"
                        prop:checked=move || manner.get() == Manner::Accepting on:change=move |_| manner.set(Manner::Accepting)
                    />
                    <span class="name">{move || till.say(Text::AcceptBalance)}</span>
                    <span class="caption" data-testid="open-accept-hint">{accept_hint}</span>
                </label>
            </div>
        </fieldset>
    }
}
