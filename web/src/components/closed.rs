//! After the closing: what was counted, what should have been there, and why they differ.

use crate::api::ReadError;
use crate::browser;
use crate::components::field::{Errors, TextField};
use crate::components::form::{Form, Submit};
use crate::components::trouble::read_error;
use crate::draft::Draft;
use crate::format;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{When, part, text, text_if, yes};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::kantuta::sessions::{CashSession, DifferenceReasonRequest};
use ventanilla_core::wire::money::Money;
use ventanilla_core::{Amount, Code};

/// The summary of the session just closed.
#[component]
pub(crate) fn ClosedSummary() -> impl IntoView {
    let till = Till::here();
    part(move || {
        till.closed
            .get()
            .map(|session| view! { <Summary session=session/> }.into_any())
            .into_any()
    })
}

#[component]
fn Summary(session: CashSession) -> impl IntoView {
    let till = Till::here();
    let difference = session.diferencia.map_or(Amount::ZERO, Money::amount);
    let verdict = verdict(difference);
    let register_id = session.id_caja;
    let (class, is_off) = match verdict {
        Text::Balanced => ("difference even", false),
        _ => ("difference off", true),
    };
    let row = move |label: Text, amount: Option<Money>, id: &'static str| {
        let figure = text_if(move || amount.map(|amount| till.money(amount.amount())));
        view! { <div><dt>{till.words(label)}</dt><dd data-testid=id>{figure}</dd></div> }
    };
    let difference_text =
        move || format::difference(difference, till.currency(), till.language.get());
    let finish = move |_| {
        till.closed.set(None);
        till.notice.set(None);
        spawn_local(till.read_all());
    };
    let needs_reason = is_off && session.motivo_diferencia.is_none();
    view! {
        <section class="card summary" aria-labelledby="closed-title" data-testid="closed">
            <header>
                <h1 id="closed-title" tabindex="-1">{till.words(Text::ClosedTitle)}</h1>
                <p class="lead">{text(move || till.register_name(register_id))}</p>
            </header>
            <p class=class role="status">
                <span class="caption">{till.words(Text::Difference)}</span>
                <strong data-testid="closed-difference">{text(difference_text)}</strong>
                <span>{till.words(verdict)}</span>
            </p>
            <dl>
                {row(Text::Opening, Some(session.monto_inicial), "closed-opening")}
                {row(Text::Expected, session.monto_final_teorico, "closed-expected")}
                {row(Text::Counted, session.monto_final_real, "closed-counted")}
            </dl>
            {needs_reason.then(|| view! { <ReasonForm session_id=session.id/> })}
            <a class="button secondary wide" data-testid="closed-report" href=format!("/app/oficina/#turnos/{}", session.id)>
                {till.words(Text::PrintReport)}
            </a>
            <button type="button" class="primary wide" data-testid="closed-finish" on:click=finish>{till.words(Text::Finish)}</button>
        </section>
    }
}

#[component]
fn ReasonForm(session_id: i64) -> impl IntoView {
    let till = Till::here();
    let reason = RwSignal::new(String::new());
    let errors: Errors = RwSignal::new(Vec::new());
    let trouble: RwSignal<Option<ReadError>> = RwSignal::new(None);
    let is_saved = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let save = move || {
        if is_busy.get_untracked() || is_saved.get_untracked() {
            return;
        }
        let checked = Draft::new()
            .text("motivo", &reason.get_untracked())
            .read(DifferenceReasonRequest::parse);
        match checked {
            Err(wrong) => {
                errors.set(wrong);
                browser::focus_first_wrong();
            }
            Ok(checked) => {
                is_busy.set(true);
                trouble.set(None);
                spawn_local(async move {
                    let outcome = send_reason(till, session_id, &checked.body).await;
                    is_busy.set(false);
                    match outcome {
                        Ok(()) => is_saved.set(true),
                        Err(ReadError::NotSignedIn) => {}
                        Err(error) => trouble.set(Some(error)),
                    }
                });
            }
        }
    };
    view! {
        <When
            is=yes(move || !is_saved.get())
            fallback=move || view! { <p class="saved" role="status" data-testid="reason-saved">{till.words(Text::ReasonSaved)}</p> }
        >
            <Form class="reason" on_submit=Callback::new(move |()| save())>
                <TextField
                    id="difference-reason" label=Text::DifferenceReason field="motivo" value=reason errors=errors
                    on_enter=Callback::new(move |()| save())
                />
                <p class="wrong" role="alert">{text_if(move || trouble.get().map(|error| read_error(till, &error)))}</p>
                <Submit id="save-reason" text=Text::SaveReason is_busy=is_busy class="secondary"/>
            </Form>
        </When>
    }
}

/// Sends the reason. It is written once: that it is there already means that an earlier attempt arrived.
async fn send_reason(till: Till, session_id: i64, body: &str) -> Result<(), ReadError> {
    let path = format!("/cajas/sesion/{session_id}/motivo");
    match till.change("PATCH", &path, Some(body)).await {
        Ok(_) => Ok(()),
        Err(ReadError::Refused(refusal)) if refusal.code == Code::DifferenceReasonAlreadySet => {
            Ok(())
        }
        Err(error) => Err(error),
    }
}

fn verdict(difference: Amount) -> Text {
    if difference.is_zero() {
        Text::Balanced
    } else if difference.is_positive() {
        Text::Over
    } else {
        Text::Short
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts() {
        for (minor, expected) in [(0, Text::Balanced), (1, Text::Over), (-1, Text::Short)] {
            assert_eq!(verdict(Amount::from_minor(minor).unwrap()), expected);
        }
    }
}
