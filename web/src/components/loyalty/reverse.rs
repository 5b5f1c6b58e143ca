//! Undoing what moved points: its reason, and then the same last question as for everything else.

use super::movements::{name, signed};
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
use ventanilla_core::loyalty::MovementKind;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::resources::loyalty::LoyaltyMovement;
use ventanilla_core::wire::resources::operations::ReverseRequest;

/// The id of a movement's button.
pub(crate) fn button_id(movement_id: &str) -> String {
    format!("reverse-{movement_id}")
}

/// Asks for the reason while there is a movement to be undone.
pub(crate) fn dialog(till: Till, reversing: RwSignal<Option<LoyaltyMovement>>) -> AnyView {
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
        let checked = Draft::new()
            .text("motivo", &reason.get_untracked())
            .read(ReverseRequest::parse);
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
