//! Buying float from an operator with cash of the drawer.

use crate::browser;
use crate::components::field::{Errors, TextField};
use crate::components::form::{self, Form, Submit};
use crate::components::operator_choice::OperatorChoice;
use crate::components::sell::{AmountField, field_errors};
use crate::draft::Draft;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::Till;
use leptos::prelude::*;
use ventanilla_core::Operator;
use ventanilla_core::wire::kantuta::recharges::InjectionRequest;
use ventanilla_core::wire::money::Dec;

/// Buying float.
#[component]
pub(crate) fn Inject() -> impl IntoView {
    let till = Till::here();
    let chosen: RwSignal<Option<Operator>> = RwSignal::new(None);
    let amount = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let errors: Errors = RwSignal::new(Vec::new());
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done | Ended::Unknown => {
            chosen.set(None);
            amount.set(String::new());
            reason.set(String::new());
            browser::focus_soon("inject-operator-Tigo");
        }
        Ended::Refused(refusal) => {
            errors.set(field_errors(&refusal.fields));
            browser::focus_soon("inject-amount");
        }
        Ended::NotSent => browser::focus_soon("inject-continue"),
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
            .choice(
                "operadora_destino",
                chosen.get_untracked().map(Operator::name),
            )
            .amount("monto", &amount.get_untracked(), currency)
            .text("motivo", &reason.get_untracked())
            .id("id_caja_sesion", session_id)
            .read(|body| InjectionRequest::parse(body, currency));
        form::review(
            till,
            errors,
            checked,
            |request| Intent::Injection {
                operator: request.operadora_destino,
                amount: Dec::from(request.monto),
            },
            on_end,
        );
    };
    view! {
        <Form on_submit=Callback::new(move |()| review())>
            <h1>{till.words(Text::InjectTitle)}</h1>
            <p class="lead">{till.words(Text::InjectLead)}</p>
            <OperatorChoice id="inject-operator" field="operadora_destino" chosen=chosen errors=errors next="inject-amount"/>
            <AmountField id="inject-amount" value=amount errors=errors on_enter=Callback::new(|()| browser::focus_soon("inject-reason"))/>
            <TextField
                id="inject-reason" label=Text::InjectReason field="motivo" value=reason errors=errors
                hint=Signal::derive(move || till.say(Text::InjectReasonHint).to_owned()) on_enter=Callback::new(move |()| review())
            />
            <Submit id="inject-continue" text=Text::Continue/>
        </Form>
    }
}
