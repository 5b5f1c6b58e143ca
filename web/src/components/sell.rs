//! Selling a top-up: number, operator, amount, and a yes.

use crate::browser;
use crate::components::field::{Errors, TextField};
use crate::components::form::{self, Form, Submit};
use crate::components::operator_choice::{OperatorChoice, country, float_of};
use crate::draft::Draft;
use crate::format;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::{DRAFT_STORES, Till};
use crate::view::{later, text_if};
use leptos::prelude::*;
use ventanilla_core::code::Language;
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::wire::kantuta::error::FieldCode;
use ventanilla_core::wire::kantuta::recharges::TopUpRequest;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::{Amount, Code, Currency, Operator, operator};

/// The amounts that are one touch away.
const QUICK_AMOUNTS: [Amount; 5] = [
    Amount::from_small_minor(1_000),
    Amount::from_small_minor(2_000),
    Amount::from_small_minor(3_000),
    Amount::from_small_minor(5_000),
    Amount::from_small_minor(10_000),
];

/// How many turns it takes until the form is whole: only then does the focus go there.
pub(crate) const FORM_TURNS: u32 = 4;

/// Selling a top-up.
#[component]
pub(crate) fn Sell() -> impl IntoView {
    let till = Till::here();
    // What is typed outlives a look at another page, or a reload.
    let [number, amount] = DRAFT_STORES.map(kept_in_tab);
    let chosen: RwSignal<Option<Operator>> = RwSignal::new(None);
    let errors: Errors = RwSignal::new(Vec::new());
    let suggested = Memo::new(move |_| operator::suggest(country(till), &number.get()));
    let effective = move || chosen.get().or(suggested.get());
    let after_number = Callback::new(move |()| {
        browser::focus_soon(match untrack(effective) {
            Some(_) => "sell-amount",
            None => "sell-operator-Tigo",
        });
    });
    let above_float = move || {
        let operator = effective()?;
        let float = float_of(till, operator)?;
        above(&amount.get(), float, till.currency()).then(|| {
            till.say_with(
                Text::AboveFloat,
                &[
                    ("operadora", operator.name()),
                    ("saldo", &till.money(float)),
                ],
            )
        })
    };
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done | Ended::Unknown => {
            number.set(String::new());
            chosen.set(None);
            amount.set(String::new());
            browser::focus_soon("sell-number");
        }
        Ended::Refused(refusal) => {
            errors.set(field_errors(&refusal.fields));
            browser::focus_soon("sell-amount");
        }
        Ended::NotSent => browser::focus_soon("sell-continue"),
    });
    let review = Callback::new(move |()| {
        let Some(session_id) = till
            .session
            .with_untracked(|session| session.as_ref().map(|open| open.id))
        else {
            return;
        };
        let (country, currency) = untrack(|| (country(till), till.currency()));
        let checked = Draft::new()
            .choice("operadora", untrack(effective).map(Operator::name))
            .text("numero_cliente", &number.get_untracked())
            .amount("monto", &amount.get_untracked(), currency)
            .id("id_caja_sesion", session_id)
            .read(|body| TopUpRequest::parse(body, currency, country))
            .map_err(without_consequences);
        form::review(
            till,
            errors,
            checked,
            |request| Intent::TopUp {
                operator: request.operadora,
                number: request.numero_cliente.national().to_owned(),
                amount: Dec::from(request.monto),
            },
            on_end,
        );
    });
    let calling_code = Signal::derive(move || format!("+{}", country(till).pack().calling_code));
    view! {
        <Form on_submit=review>
            <h1>{till.words(Text::SellTitle)}</h1>
            <TextField
                id="sell-number" label=Text::Number field="numero_cliente" value=number errors=errors kind="tel" keys="tel" class="number"
                prefix=calling_code on_enter=after_number
            />
            {later(1, move || view! {
                <OperatorChoice id="sell-operator" field="operadora" chosen=chosen suggested=suggested errors=errors next="sell-amount"/>
            }.into_any())}
            {later(2, move || view! {
                <AmountField id="sell-amount" value=amount errors=errors on_enter=review/>
            }.into_any())}
            {later(3, move || view! { <QuickAmounts of=QUICK_AMOUNTS amount=amount errors=errors next="sell-continue"/> }.into_any())}
            {later(FORM_TURNS, move || view! {
                <p class="hint caution" role="status" data-testid="sell-above-float">{text_if(above_float)}</p>
                <Submit id="sell-continue" text=Text::Continue/>
            }.into_any())}
        </Form>
    }
}

/// An amount, the largest thing there is.
#[component]
pub(crate) fn AmountField(
    /// Its id and its data-testid.
    id: &'static str,
    /// Its name on the wire.
    #[prop(default = "monto")]
    field: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// The form's errors.
    errors: Errors,
    /// What Enter does.
    on_enter: Callback<()>,
) -> impl IntoView {
    let till = Till::here();
    let symbol = Signal::derive(move || till.currency().symbol().to_owned());
    view! {
        <TextField id=id label=Text::Amount field=field value=value errors=errors keys="decimal" class="amount" prefix=symbol on_enter=on_enter/>
    }
}

/// Amounts that are one touch away.
#[component]
pub(crate) fn QuickAmounts(
    /// Which.
    of: [Amount; 5],
    /// The field's name on the wire.
    #[prop(default = "monto")]
    field: &'static str,
    /// What is typed.
    amount: RwSignal<String>,
    /// The form's errors.
    errors: Errors,
    /// The id of what comes next.
    next: &'static str,
) -> impl IntoView {
    let till = Till::here();
    view! {
        <div class="quick" role="group" aria-label=till.words(Text::QuickAmounts)>
            {of.map(|quick| {
                let text = move || format::piece(quick, till.currency(), till.language.get());
                let take = move |_| {
                    amount.set(format::piece(quick, till.currency(), Language::Es));
                    super::field::forgive(errors, field);
                    browser::focus_soon(next);
                };
                view! {
                    <button type="button" data-testid=format!("quick-{}", quick.to_json_number(untrack(|| till.currency()))) on:click=take>{text}</button>
                }
            })}
        </div>
    }
}

/// A text that this tab remembers.
pub(crate) fn kept_in_tab(name: &'static str) -> RwSignal<String> {
    let text = RwSignal::new(browser::tab_stored(name).unwrap_or_default());
    Effect::new(move |_| text.with(|text| browser::tab_store(name, text)));
    text
}

/// A number that is wrong suggests no operator: that none is chosen is no fault of its own then.
fn without_consequences(mut wrong: Vec<FieldError>) -> Vec<FieldError> {
    let is_number_wrong = wrong
        .iter()
        .any(|error| error.field == "numero_cliente" && error.code != Code::Required);
    if is_number_wrong {
        wrong.retain(|error| error.field != "operadora" || error.code != Code::Required);
    }
    wrong
}

/// What the server found wrong with which field, as the form shows it.
pub(crate) fn field_errors(fields: &[FieldCode]) -> Vec<FieldError> {
    fields
        .iter()
        .map(|wrong| Flaw::new(wrong.code).of(&wrong.field))
        .collect()
}

/// Whether what is typed is more than there is. The server decides; this is said before.
fn above(typed: &str, float: Amount, currency: Currency) -> bool {
    Amount::parse_typed(typed, currency).is_ok_and(|amount| amount > float)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fault_is_told_once() {
        let fields = |wrong: &[(&str, Code)]| -> Vec<String> {
            let wrong = wrong
                .iter()
                .map(|(field, code)| Flaw::new(*code).of(field))
                .collect();
            without_consequences(wrong)
                .into_iter()
                .map(|error| error.field)
                .collect()
        };
        let landline = ("numero_cliente", Code::PhoneLandline);
        let no_operator = ("operadora", Code::Required);
        assert_eq!(fields(&[no_operator, landline]), ["numero_cliente"]);
        assert_eq!(
            fields(&[no_operator, ("numero_cliente", Code::Required)]),
            ["operadora", "numero_cliente"]
        );
        assert_eq!(fields(&[no_operator]), ["operadora"]);
        assert_eq!(
            fields(&[("operadora", Code::OperatorNotFound), landline]).len(),
            2
        );
    }

    #[test]
    fn more_than_there_is() {
        let float = Amount::from_minor(100_000).unwrap();
        let table = [
            ("1000", false),
            ("1000,01", true),
            ("1.000,01", true),
            ("", false),
            ("x", false),
            ("99999999999999999999", false),
        ];
        for (typed, expected) in table {
            assert_eq!(above(typed, float, Currency::Bob), expected, "{typed}");
        }
    }
}
