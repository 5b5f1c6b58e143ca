//! Buying float from an operator with cash of the drawer.

use crate::browser;
use crate::components::field::Errors;
use crate::components::operator_choice::OperatorChoice;
use crate::components::sell::{AmountField, field_errors};
use crate::draft::Draft;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::{Confirming, Till};
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
    let errors: Errors = RwSignal::new(Vec::new());
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done | Ended::Unknown => {
            chosen.set(None);
            amount.set(String::new());
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
            .id("id_caja_sesion", session_id)
            .read(|body| InjectionRequest::parse(body, currency));
        match checked {
            Ok(checked) => {
                errors.set(Vec::new());
                till.notice.set(None);
                till.confirming.set(Some(Confirming {
                    intent: Intent::Injection {
                        operator: checked.request.operadora_destino,
                        amount: Dec::from(checked.request.monto),
                    },
                    body: checked.body,
                    on_end,
                }));
            }
            Err(wrong) => {
                errors.set(wrong);
                browser::focus_first_wrong();
            }
        }
    };
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                review();
            }
        >
            <h1>{move || till.say(Text::InjectTitle)}</h1>
            <p class="lead">{move || till.say(Text::InjectLead)}</p>
            <OperatorChoice id="inject-operator" field="operadora_destino" chosen=chosen errors=errors next="inject-amount"/>
            <AmountField id="inject-amount" value=amount errors=errors on_enter=Callback::new(move |()| review())/>
            <button type="submit" class="primary wide" id="inject-continue" data-testid="inject-continue">
                {move || till.say(Text::Continue)}
            </button>
        </form>
    }
}
