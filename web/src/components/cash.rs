//! Cash into or out of the drawer, with a reason.

use crate::browser;
use crate::components::choice::Choice;
use crate::components::field::{Errors, FieldNote, TextField, forgive};
use crate::components::form::{self, Form, Submit};
use crate::components::sell::{AmountField, field_errors};
use crate::draft::Draft;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::notice::direction_name;
use crate::outbox::Ended;
use crate::till::Till;
use leptos::prelude::*;
use ventanilla_core::wire::kantuta::sessions::{MovementKind, MovementRequest};
use ventanilla_core::wire::money::Dec;

/// Cash in or out.
#[component]
pub(crate) fn Cash() -> impl IntoView {
    let till = Till::here();
    let direction: RwSignal<Option<MovementKind>> = RwSignal::new(None);
    let amount = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let errors: Errors = RwSignal::new(Vec::new());
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done | Ended::Unknown => {
            direction.set(None);
            amount.set(String::new());
            reason.set(String::new());
            browser::focus_soon("cash-INGRESO");
        }
        Ended::Refused(refusal) => {
            errors.set(field_errors(&refusal.fields));
            browser::focus_soon("cash-amount");
        }
        Ended::NotSent => browser::focus_soon("cash-continue"),
    });
    let review = move || {
        let Some(session_id) = till
            .session
            .with_untracked(|session| session.as_ref().map(|open| open.id))
        else {
            return;
        };
        let currency = untrack(|| till.currency());
        let checked = Draft::new()
            .choice("tipo", direction.get_untracked().map(MovementKind::as_str))
            .amount("monto", &amount.get_untracked(), currency)
            .text("motivo", &reason.get_untracked())
            .id("id_sesion_caja", session_id)
            .read(|body| MovementRequest::parse(body, currency));
        form::review(
            till,
            errors,
            checked,
            |request| Intent::Movement {
                direction: request.tipo,
                amount: Dec::from(request.monto),
                reason: request.motivo,
            },
            on_end,
        );
    };
    view! {
        <Form on_submit=Callback::new(move |()| review())>
            <h1>{till.words(Text::CashTitle)}</h1>
            <fieldset class="directions">
                <legend>{till.words(Text::Direction)}</legend>
                <div class="choices">
                    {MovementKind::ALL.map(|kind| view! { <DirectionButton kind=kind direction=direction errors=errors/> })}
                </div>
                <FieldNote id="cash-direction-error".to_owned() field="tipo" errors=errors/>
            </fieldset>
            <AmountField id="cash-amount" value=amount errors=errors on_enter=Callback::new(|()| browser::focus_soon("cash-reason"))/>
            <TextField
                id="cash-reason" label=Text::Reason field="motivo" value=reason errors=errors
                hint=Signal::derive(move || till.say(Text::ReasonHint).to_owned()) on_enter=Callback::new(move |()| review())
            />
            <Submit id="cash-continue" text=Text::Continue/>
        </Form>
    }
}

#[component]
fn DirectionButton(
    kind: MovementKind,
    direction: RwSignal<Option<MovementKind>>,
    errors: Errors,
) -> impl IntoView {
    let till = Till::here();
    let is_on = Signal::derive(move || direction.get() == Some(kind));
    let is_wrong = Signal::derive(move || {
        kind == MovementKind::Ingreso
            && errors.with(|errors| errors.iter().any(|error| error.field == "tipo"))
    });
    let choose = Callback::new(move |()| {
        direction.set(Some(kind));
        forgive(errors, "tipo");
    });
    let hint = match kind {
        MovementKind::Ingreso => Text::InHint,
        MovementKind::Egreso => Text::OutHint,
    };
    view! {
        <Choice
            group="cash-direction" id=format!("cash-{}", kind.as_str()) is_on=is_on is_wrong=is_wrong on_choose=choose next="cash-amount"
        >
            <span class="name">{till.words(direction_name(kind))}</span>
            <span class="caption">{till.words(hint)}</span>
        </Choice>
    }
}
