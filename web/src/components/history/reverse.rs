//! Reversing an operation: its reason, and then the same last question as for everything else.

use super::entry::Entry;
use super::state::{History, row_id};
use crate::browser;
use crate::components::dialog::Dialog;
use crate::components::field::{Errors, TextField};
use crate::components::form::{self, Form, Submit};
use crate::components::sell::field_errors;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::view::{follow, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::kantuta::sessions::MovementKind;
use ventanilla_core::wire::resources::operations::{Operation, ReverseRequest};

/// Asks for the reason of a reversal.
pub(crate) fn reverse_dialog(history: History) -> AnyView {
    let till = history.till;
    let entry = move || history.reversing.get().and_then(|id| history.entry(&id));
    let reason = RwSignal::new(String::new());
    let errors: Errors = RwSignal::new(Vec::new());
    let is_open = yes(move || {
        history.reversing.with(Option::is_some) && till.confirming.with(Option::is_none)
    });
    follow(move || {
        if is_open.get() {
            browser::focus_soon("reverse-reason");
        }
    });
    let put_away = move || {
        let row = history
            .reversing
            .with_untracked(|id| id.as_ref().map(|id| row_id(id)));
        reason.set(String::new());
        errors.set(Vec::new());
        history.reversing.set(None);
        // The button that asked may be gone by now.
        if let Some(row) = row {
            browser::focus_soon(row);
        }
    };
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done | Ended::Unknown => put_away(),
        Ended::Refused(refusal) if refusal.fields.is_empty() => put_away(),
        Ended::Refused(refusal) => errors.set(field_errors(&refusal.fields)),
        Ended::NotSent => {}
    });
    let review = Callback::new(move |()| {
        let Some(intent) = untrack(entry).and_then(|entry| intent(&entry)) else {
            return;
        };
        let checked = Draft::new()
            .text("motivo", &reason.get_untracked())
            .read(ReverseRequest::parse);
        form::review(till, errors, checked, |_| intent, on_end);
    });
    let words = move |which: fn(&Operation) -> Text| {
        text_if(move || {
            let entry = entry()?;
            let number = entry.operation.numero.map(|id| id.to_string());
            let number = number.unwrap_or_default();
            Some(till.say_with(which(&entry.operation), &[("id", &number)]))
        })
    };
    let about = text_if(move || {
        let entry = entry()?;
        let amount = entry
            .operation
            .monto
            .map(|amount| till.money(amount.amount()));
        let mut parts = vec![
            entry.title(till.language.get()),
            entry.about(),
            amount.unwrap_or_default(),
        ];
        parts.retain(|part| !part.is_empty());
        Some(parts.join(" · "))
    });
    view! {
        <Dialog id="reverse-dialog" is_open=is_open on_cancel=Callback::new(move |()| put_away()) labelled_by="reverse-title">
            <h2 id="reverse-title">{words(title)}</h2>
            <p data-testid="reverse-about"><strong>{about}</strong></p>
            <p class="lead">{words(lead)}</p>
            <Form on_submit=review>
                <TextField id="reverse-reason" label=Text::Reason field="motivo" value=reason errors=errors on_enter=review/>
                <div class="actions">
                    <Submit id="reverse-continue" text=Text::Continue class="primary"/>
                    <button type="button" class="secondary" data-testid="reverse-cancel" on:click=move |_| put_away()>
                        {till.words(Text::Close)}
                    </button>
                </div>
            </Form>
        </Dialog>
    }
    .into_any()
}

fn title(operation: &Operation) -> Text {
    match operation.tipo {
        OperationKind::Injection => Text::ReverseInjectionOf,
        OperationKind::CashMovement => Text::ReverseMovementOf,
        OperationKind::PrefundFunding => Text::ReverseFundingOf,
        OperationKind::WalletFunding => Text::ReverseWalletFundingOf,
        OperationKind::IntegratorPayment => Text::ReverseDebtPaymentOf,
        kind if kind.moves_points() => Text::ReversePointsOf,
        _ => Text::ReverseOf,
    }
}

/// What moves when it is reversed.
fn lead(operation: &Operation) -> Text {
    match (operation.tipo, operation.sentido) {
        (OperationKind::Injection, _) => Text::ReverseInjectionLead,
        (OperationKind::CashMovement, Some(MovementKind::Egreso)) => Text::ReverseOutLead,
        (OperationKind::CashMovement, _) => Text::ReverseInLead,
        (OperationKind::PrefundFunding, _) => Text::ReverseFundingLead,
        (OperationKind::WalletFunding, _) => Text::ReverseWalletFundingLead,
        (OperationKind::IntegratorPayment, _) => Text::ReverseDebtPaymentLead,
        (kind, _) if kind.moves_points() => Text::ReversePointsLead,
        _ => Text::ReverseLead,
    }
}

fn intent(entry: &Entry) -> Option<Intent> {
    let operation = &entry.operation;
    let detail = match operation.tipo {
        kind if kind == OperationKind::TopUp || kind.moves_points() => operation.detalle.clone(),
        _ => entry.reason().map(str::to_owned),
    };
    Some(Intent::Reverse {
        operation_id: operation.id.clone(),
        what: operation.tipo,
        called: operation.numero,
        direction: operation.sentido,
        operator: operation.operadora,
        detail,
        amount: match operation.monto {
            None if !operation.tipo.moves_points() => return None,
            amount => amount,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::super::entry::tests::one;
    use super::*;

    #[test]
    fn what_moves_back() {
        let movement = ("tipo", r#""cash_movement""#);
        let out = ("sentido", r#""EGRESO""#);
        let table = [
            (one(&[]), Text::ReverseOf, Text::ReverseLead),
            (
                one(&[("tipo", r#""injection""#), out]),
                Text::ReverseInjectionOf,
                Text::ReverseInjectionLead,
            ),
            (
                one(&[movement]),
                Text::ReverseMovementOf,
                Text::ReverseInLead,
            ),
            (
                one(&[movement, out]),
                Text::ReverseMovementOf,
                Text::ReverseOutLead,
            ),
            (
                one(&[("tipo", r#""prefund_funding""#)]),
                Text::ReverseFundingOf,
                Text::ReverseFundingLead,
            ),
            (
                one(&[("tipo", r#""integrator_payment""#)]),
                Text::ReverseDebtPaymentOf,
                Text::ReverseDebtPaymentLead,
            ),
            (
                one(&[movement, ("sentido", "null")]),
                Text::ReverseMovementOf,
                Text::ReverseInLead,
            ),
        ];
        for (entry, expected_title, expected_lead) in table {
            let operation = &entry.operation;
            assert_eq!(
                (title(operation), lead(operation)),
                (expected_title, expected_lead)
            );
        }
        assert_eq!(intent(&one(&[("monto", "null")])), None);
        let points = [("tipo", r#""loyalty_earning""#), ("monto", "null")];
        assert!(intent(&one(&points)).is_some());
        assert_eq!(lead(&one(&points).operation), Text::ReversePointsLead);
    }
}
