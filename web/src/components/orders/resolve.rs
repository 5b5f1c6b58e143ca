//! What became of a payment that nobody could tell of, said by a person who found out, with evidence.

use super::payment::TITLE;
use super::state::Orders;
use super::words::payer;
use crate::browser;
use crate::components::choice::Choice;
use crate::components::field::{Errors, FieldNote, TextField, forgive};
use crate::components::form::{self, Form, Submit};
use crate::components::sell::field_errors;
use crate::draft::{Checked, Draft};
use crate::format;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::payment_words::Payer;
use crate::view::text;
use leptos::prelude::*;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::resources::payments::{Resolution, ResolveRequest, ServicePayment};

/// The box for the evidence.
const EVIDENCE: &str = "resolve-evidence";
const CONTINUE: &str = "resolve-continue";
/// The name of what was found out, on the wire.
const FOUND: &str = "resultado";
/// The name of the evidence, on the wire.
const HOW: &str = "evidencia";

/// The form.
pub(super) fn resolution(orders: Orders, payment: &ServicePayment) -> AnyView {
    let till = orders.till;
    let (payment_id, receipt) = (payment.id_operacion.clone(), payment.recibo.clone());
    let (amount, payer) = (payment.monto, payer(payment));
    // By its name; nothing is chosen until somebody does.
    let found = RwSignal::new(String::new());
    let evidence = RwSignal::new(String::new());
    let errors: Errors = RwSignal::new(Vec::new());
    // What came of it is told by its notice, and the payment is read again.
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Refused(refusal) if !refusal.fields.is_empty() => {
            errors.set(field_errors(&refusal.fields));
            browser::focus_first_wrong();
        }
        Ended::NotSent => browser::focus_soon(CONTINUE),
        Ended::Done | Ended::Unknown | Ended::Refused(_) => browser::focus_soon(TITLE),
    });
    let review = Callback::new(move |()| {
        let checked = read(&found.get_untracked(), &evidence.get_untracked());
        form::review(
            till,
            errors,
            checked,
            |request| Intent::ResolvePayment {
                payment_id: payment_id.clone(),
                receipt: receipt.clone(),
                amount,
                outcome: request.resultado,
                evidence: request.evidencia,
            },
            on_end,
        );
    });
    let is_wrong = Signal::derive(move || {
        errors.with(|errors| errors.iter().any(|error| error.field == FOUND))
    });
    let choices = Resolution::ALL.map(|of| {
        let is_on = Signal::derive(move || found.with(|found| found == of.as_str()));
        let choose = Callback::new(move |()| {
            found.set(of.as_str().to_owned());
            forgive(errors, FOUND);
        });
        let moved = text(move || {
            let amount = till.money(amount.amount());
            till.say_with(money_of(payer, of), &[("monto", &amount)])
        });
        view! {
            <Choice group=FOUND id=format!("resolve-{}", of.as_str()) is_on=is_on is_wrong=is_wrong on_choose=choose next=EVIDENCE>
                <span class="name">{till.words(format::resolution_name(of))}</span>
                <span class="hint">{moved}</span>
            </Choice>
        }
    });
    let hint = text(move || till.say(Text::EvidenceHint));
    view! {
        <div class="card way" data-testid="order-way">
            <Form on_submit=review>
                <h2>{till.words(Text::ResolveTitle)}</h2>
                <fieldset>
                    <legend>{till.words(Text::ResolutionFound)}</legend>
                    <div class="choices">{choices}</div>
                    <FieldNote id="resolve-found-error".to_owned() field=FOUND errors=errors/>
                </fieldset>
                <TextField id=EVIDENCE label=Text::Evidence field=HOW value=evidence errors=errors hint=hint on_enter=review/>
                <Submit id=CONTINUE text=Text::Continue/>
            </Form>
        </div>
    }
    .into_any()
}

/// Has the core read what is chosen and typed.
fn read(found: &str, evidence: &str) -> Result<Checked<ResolveRequest>, Vec<FieldError>> {
    Draft::new()
        .text(FOUND, found)
        .text(HOW, evidence)
        .read(ResolveRequest::parse)
}

/// What a decision does to the money.
const fn money_of(payer: Payer, found: Resolution) -> Text {
    match (payer, found) {
        (Payer::Customer, Resolution::Delivered) => Text::DeliveredMoney,
        (Payer::Customer, Resolution::NotDelivered) => Text::NotDeliveredMoney,
        (Payer::Integrator, Resolution::Delivered) => Text::DeliveredDebt,
        (Payer::Integrator, Resolution::NotDelivered) => Text::NotDeliveredDebt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;
    use ventanilla_core::wire::resources::payments::EVIDENCE_CHARS_MAX;

    #[test]
    fn both_are_asked_for() {
        let wrong = |found: &str, evidence: &str| -> Vec<(String, Code)> {
            read(found, evidence)
                .err()
                .unwrap_or_default()
                .into_iter()
                .map(|error| (error.field.to_string(), error.code))
                .collect()
        };
        let found = (FOUND.to_owned(), Code::Required);
        let how = (HOW.to_owned(), Code::Required);
        assert_eq!(wrong("", ""), [found.clone(), how.clone()]);
        assert_eq!(wrong("", "Ana, 10:15"), [found]);
        assert_eq!(wrong("entregado", "  "), [how]);
        let long = "x".repeat(EVIDENCE_CHARS_MAX + 1);
        assert_eq!(wrong("entregado", &long).len(), 1);
        assert_eq!(wrong("quizás", "Ana").len(), 1);
        for of in Resolution::ALL {
            let checked = read(of.as_str(), " Ana, 10:15 ").unwrap();
            assert_eq!(checked.request.resultado, of);
            assert_eq!(checked.request.evidencia, "Ana, 10:15");
        }
    }

    #[test]
    fn cash_is_given_back_to_customers_alone() {
        for payer in [Payer::Customer, Payer::Integrator] {
            for found in Resolution::ALL {
                let words = money_of(payer, found).template(ventanilla_core::code::Language::Es);
                let gives_back = words.contains("habrá que devolver");
                let expected = payer == Payer::Customer && found == Resolution::NotDelivered;
                assert_eq!(gives_back, expected, "{words}");
            }
        }
    }
}
