//! Opening a register: which one, and with what in its drawer.

use crate::browser;
use crate::components::choice::Choice;
use crate::components::count_grid::{CountGrid, Tally};
use crate::components::field::{Errors, FieldNote, forgive};
use crate::components::form::{Form, Submit};
use crate::draft::Draft;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::section::Section;
use crate::till::{Confirming, Till};
use crate::view::{When, yes};
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
    // The first key chooses a register; where there is only one, it counts.
    let first = till
        .registers
        .with_untracked(|registers| registers.first().map(register_id));
    let first_count = Section::Close.first_field(untrack(|| till.currency()));
    browser::focus_soon(match (only, first) {
        (None, Some(register)) => register,
        (_, _) => first_count,
    });
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
            <Form on_submit=Callback::new(move |()| review())>
                <h1 id="open-title">{till.words(Text::OpenTitle)}</h1>
                <p class="lead">{till.words(Text::OpenLead)}</p>
                <fieldset class="registers">
                    <legend>{till.words(Text::Register)}</legend>
                    <When
                        is=yes(move || till.registers.with(|registers| !registers.is_empty()))
                        fallback=move || view! { <p class="hint">{till.words(Text::NoRegisters)}</p> }
                    >
                        <div class="choices">
                            <For each=move || till.registers.get() key=|register| register.id let:register>
                                <RegisterButton register=register chosen=chosen errors=errors/>
                            </For>
                        </div>
                    </When>
                    <FieldNote id="open-register-error".to_owned() field="id_caja" errors=errors/>
                </fieldset>
                <Manners manner=manner chosen=chosen/>
                <div hidden=move || manner.get() == Manner::Accepting>
                    <CountGrid tally=tally errors=errors next="open-submit"/>
                </div>
                <Submit id="open-submit" text=Text::OpenAction/>
            </Form>
        </section>
    }
}

fn register_id(register: &Register) -> String {
    format!("register-{}", register.nombre)
}

#[component]
fn RegisterButton(
    register: Register,
    chosen: RwSignal<Option<i64>>,
    errors: Errors,
) -> impl IntoView {
    let till = Till::here();
    let id = register.id;
    let is_on = Signal::derive(move || chosen.get() == Some(id));
    let is_wrong = Signal::derive(move || {
        errors.with(|errors| errors.iter().any(|error| error.field == "id_caja"))
    });
    let choose = Callback::new(move |()| {
        chosen.set(Some(id));
        forgive(errors, "id_caja");
    });
    view! {
        <Choice
            group="register" id=register_id(&register) is_on=is_on is_wrong=is_wrong on_choose=choose
            next=Section::Close.first_field(untrack(|| till.currency()))
        >
            <span class="name">{register.nombre}</span>
        </Choice>
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
    let accept_hint = Signal::derive(move || match recorded() {
        Some(amount) => till.say_with(Text::AcceptBalanceOf, &[("saldo", &till.money(amount))]),
        None => till.say(Text::AcceptBalanceHint).to_owned(),
    });
    let is = |of: Manner| Signal::derive(move || manner.get() == of);
    let choose = |of: Manner| Callback::new(move |()| manner.set(of));
    view! {
        <fieldset class="manners">
            <legend>{till.words(Text::HowToOpen)}</legend>
            <div class="choices">
                <Choice group="manner" id="open-count" is_on=is(Manner::Counting) on_choose=choose(Manner::Counting)>
                    <span class="name">{till.words(Text::CountCash)}</span>
                    <span class="caption">{till.words(Text::CountCashHint)}</span>
                </Choice>
                <Choice group="manner" id="open-accept" is_on=is(Manner::Accepting) on_choose=choose(Manner::Accepting)>
                    <span class="name">{till.words(Text::AcceptBalance)}</span>
                    <span class="caption" data-testid="open-accept-hint">{accept_hint}</span>
                </Choice>
            </div>
        </fieldset>
    }
}
