//! After the closing: what was counted, what should have been there, and why they differ.

use crate::api::ReadError;
use crate::components::note_form::{Note, NoteForm, Sending, note_form};
use crate::draft::Draft;
use crate::format;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{part, text, text_if};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::field::FieldError;
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
    let is_saved = RwSignal::new(false);
    let form = NoteForm {
        id: "difference-reason",
        save_id: "save-reason",
        label: Text::DifferenceReason,
        save: Text::SaveReason,
        field: "motivo",
        class: "reason",
    };
    let send = move |note| -> Sending { Box::pin(send_reason(till, session_id, note)) };
    let on_written = Callback::new(move |_| is_saved.set(true));
    part(move || {
        if is_saved.get() {
            view! { <p class="saved" role="status" data-testid="reason-saved">{till.words(Text::ReasonSaved)}</p> }
                .into_any()
        } else {
            note_form(till, form, check_reason, send, on_written)
        }
    })
}

fn check_reason(typed: &str) -> Result<Note, Vec<FieldError>> {
    Draft::new()
        .text("motivo", typed)
        .read(DifferenceReasonRequest::parse)
        .map(|checked| Note {
            text: checked.request.motivo,
            body: checked.body,
        })
}

/// Sends the reason. It is written once: that it is there already means that an earlier attempt arrived.
async fn send_reason(till: Till, session_id: i64, note: Note) -> Result<String, ReadError> {
    let path = format!("/cajas/sesion/{session_id}/motivo");
    match till.change("PATCH", &path, Some(&note.body)).await {
        Ok(_) => Ok(note.text),
        Err(ReadError::Refused(refusal)) if refusal.code == Code::DifferenceReasonAlreadySet => {
            Ok(note.text)
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
