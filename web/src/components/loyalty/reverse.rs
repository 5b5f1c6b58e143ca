//! Undoing what moved points: its reason, and then the same last question as for everything else.

use super::attending::Attending;
use super::authorising::Asked;
use super::movements::{name, signed};
use super::sale::Coming;
use crate::browser;
use crate::components::dialog::Dialog;
use crate::components::field::{Errors, TextField};
use crate::components::form::{self, Form, Submit};
use crate::components::sell::field_errors;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::Till;
use crate::view::{follow, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::Amount;
use ventanilla_core::loyalty::MovementKind;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::resources::loyalty::LoyaltyMovement;
use ventanilla_core::wire::resources::operations::ReverseRequest;

/// The id of a movement's button.
pub(crate) fn button_id(movement_id: &str) -> String {
    format!("reverse-{movement_id}")
}

/// Asks for the reason while there is a movement to be undone.
pub(crate) fn dialog(
    attending: Attending,
    reversing: RwSignal<Option<LoyaltyMovement>>,
) -> AnyView {
    let till = attending.till;
    let reason = RwSignal::new(String::new());
    let errors: Errors = RwSignal::new(Vec::new());
    let is_open =
        yes(move || reversing.with(Option::is_some) && till.confirming.with(Option::is_none));
    follow(move || {
        if is_open.get() {
            browser::focus_soon("reverse-reason");
        }
    });
    let put_away = move || {
        let id = reversing.with_untracked(|known| known.as_ref().map(|known| known.id.clone()));
        reason.set(String::new());
        errors.set(Vec::new());
        reversing.set(None);
        if let Some(id) = id {
            browser::focus_soon(button_id(&id));
        }
    };
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done | Ended::Unknown => {
            put_away();
            // The button that asked goes with what was undone.
            browser::focus_soon("movements-title");
        }
        Ended::Refused(refusal) if refusal.fields.is_empty() => put_away(),
        Ended::Refused(refusal) => errors.set(field_errors(&refusal.fields)),
        Ended::NotSent => {}
    });
    let review = Callback::new(move |()| {
        let Some(movement) = reversing.get_untracked() else {
            return;
        };
        let why = reason.get_untracked();
        let checked = Draft::new()
            .text("motivo", &why)
            .read(ReverseRequest::parse);
        let asked = untrack(|| asked(till, &movement, attending.balance(), &why));
        attending.authorising.asked.set(asked);
        form::review(till, errors, checked, |_| intent(movement), on_end);
    });
    let about = text_if(move || {
        let movement = reversing.get()?;
        let name = till.say(name(movement.tipo));
        Some(format!(
            "{name} · {} · {}",
            signed(till, &movement),
            movement.cliente
        ))
    });
    view! {
        <Dialog id="reverse-dialog" is_open=is_open on_cancel=Callback::new(move |()| put_away()) labelled_by="reverse-title">
            <h2 id="reverse-title">{till.words(Text::ReversePointsOf)}</h2>
            <p data-testid="reverse-about"><strong>{about}</strong></p>
            <p class="lead">{till.words(Text::ReversePointsLead)}</p>
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

/// What the last question shows of it; nothing where the customer has used the points by now: then the server refuses.
fn asked(till: Till, movement: &LoyaltyMovement, balance: Amount, why: &str) -> Option<Asked> {
    Some(Asked {
        coming: undoing(movement.tipo, movement.puntos.amount(), balance)?,
        facts: vec![
            (Text::Kind, till.say(name(movement.tipo)).to_owned()),
            (Text::Reason, why.trim().to_owned()),
        ],
        sale: None,
        threshold: None,
    })
}

/// What comes of undoing a movement of so many points: they go back the other way.
fn undoing(kind: MovementKind, points: Amount, balance: Amount) -> Option<Coming> {
    let back = if kind.gives() {
        MovementKind::Removal
    } else {
        MovementKind::Addition
    };
    Coming::of(back, points, balance)
}

fn intent(movement: LoyaltyMovement) -> Intent {
    Intent::Reverse {
        operation_id: movement.id,
        what: match movement.tipo {
            MovementKind::Earning => OperationKind::LoyaltyEarning,
            MovementKind::Redemption => OperationKind::LoyaltyRedemption,
            MovementKind::Addition | MovementKind::Removal => OperationKind::LoyaltyAdjustment,
        },
        called: None,
        direction: None,
        operator: None,
        detail: Some(movement.cliente),
        amount: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Currency;

    #[test]
    fn what_is_undone_goes_back_the_other_way() {
        let amount = |text: &str| Amount::parse(text, Currency::Mxn).unwrap();
        let undone = |kind, points: &str, balance: &str| {
            let coming = undoing(kind, amount(points), amount(balance))?;
            Some((
                coming.kind.gives(),
                coming.points,
                coming.after.to_text(Currency::Mxn),
            ))
        };
        let table = [
            (MovementKind::Earning, "152.50", Some((false, "150.00"))),
            (MovementKind::Addition, "2.50", Some((false, "0.00"))),
            (MovementKind::Redemption, "0", Some((true, "2.50"))),
            (MovementKind::Removal, "10", Some((true, "12.50"))),
            // They are used by now.
            (MovementKind::Earning, "2.49", None),
        ];
        for (kind, balance, expected) in table {
            let expected = expected.map(|(gives, after)| (gives, amount("2.50"), after.to_owned()));
            assert_eq!(undone(kind, "2.50", balance), expected, "{kind:?}");
        }
    }
}
