//! Closing the register by counting what is in it.

use crate::browser;
use crate::components::count_grid::{CountGrid, Tally};
use crate::components::field::Errors;
use crate::components::form::{self, Form, Submit};
use crate::draft::Draft;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::Till;
use crate::view::{When, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::wire::kantuta::sessions::CloseSessionRequest;
use ventanilla_core::wire::money::Dec;

/// Closing the register.
#[component]
pub(crate) fn CloseRegister() -> impl IntoView {
    let till = Till::here();
    let errors: Errors = RwSignal::new(Vec::new());
    let tally = Tally::new(untrack(|| till.currency()));
    // A sale whose fate is open may still move this drawer: it is counted when that is known.
    let is_held_back = move || till.has_open_requests();
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done => browser::focus_soon("closed-title"),
        Ended::Refused(_) | Ended::NotSent | Ended::Unknown => browser::focus_soon("close-submit"),
    });
    let review = {
        let tally = tally.clone();
        move || {
            let Some(session_id) = till
                .session
                .with_untracked(|session| session.as_ref().map(|open| open.id))
            else {
                return;
            };
            if till.is_held_back() {
                return;
            }
            let currency = untrack(|| till.currency());
            let checked = untrack(|| tally.read())
                .map_err(|wrong| vec![wrong])
                .and_then(|count| {
                    Draft::new()
                        .count("conteo", &count)
                        .read(|body| CloseSessionRequest::parse(body, currency))
                });
            form::review(
                till,
                errors,
                checked,
                |request| Intent::Close {
                    session_id,
                    counted: Dec::from(request.monto_final_real),
                },
                on_end,
            );
        }
    };
    view! {
        <Form on_submit=Callback::new(move |()| review())>
            <h1>{till.words(Text::CloseTitle)}</h1>
            <p class="lead">
                {till.words(Text::CloseLead)} " "
                {text_if(move || till.is_blind().then(|| till.say(Text::BlindHint)))}
            </p>
            <When is=yes(move || !till.is_blind() && till.drawer.get().is_some())>
                <p class="total expected">
                    <span>{till.words(Text::Expected)}</span>
                    <output data-testid="close-expected">{text_if(move || till.drawer.get().map(|amount| till.money(amount)))}</output>
                </p>
            </When>
            <CountGrid tally=tally errors=errors next="close-submit"/>
            <p class="hint caution" role="status" data-testid="close-held-back">
                {text_if(move || is_held_back().then(|| till.say(Text::CloseHeldBack)))}
            </p>
            <Submit id="close-submit" text=Text::CloseAction is_held_back=Signal::derive(is_held_back)/>
        </Form>
    }
}
