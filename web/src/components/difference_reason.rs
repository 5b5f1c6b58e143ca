//! Why the count at a closing differed: asked after the closing, and on its report for as long as nobody has said it.

use crate::api::{self, ReadError};
use crate::browser;
use crate::components::note_form::{Note, NoteForm, Sending, note_form};
use crate::components::parts::told;
use crate::draft::Draft;
use crate::i18n::{self, Text};
use crate::till::{REASON_STORE, Till};
use crate::view::{follow, text};
use leptos::prelude::*;
use ventanilla_core::Code;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::kantuta::registers::Register;
use ventanilla_core::wire::kantuta::sessions::DifferenceReasonRequest;

/// The id of the field.
pub(crate) const REASON_ID: &str = "difference-reason";

/// The session that a reason is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unexplained {
    /// The session.
    pub(crate) session_id: i64,
    /// Its register.
    pub(crate) register_id: i64,
}

/// The reason that stands written now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Explained {
    /// The reason.
    pub(crate) reason: String,
    /// Whether it is the one that was typed here.
    pub(crate) is_own: bool,
}

/// What is typed as the reason of that session: it stays in this tab until it is saved, on whichever page it was typed.
pub(crate) fn kept_reason(session_id: i64) -> RwSignal<String> {
    let kept = browser::tab_stored(REASON_STORE).and_then(|kept| reason_kept(&kept, session_id));
    let typed = RwSignal::new(kept.unwrap_or_default());
    let mut is_new = true;
    follow(move || {
        let reason = typed.get();
        // The draft of another session stays until something is typed for this one.
        if !is_new {
            browser::tab_store(REASON_STORE, &to_keep(session_id, &reason));
        }
        is_new = false;
    });
    typed
}

/// Asks for the reason; `on_explained` is told what stands written then.
pub(crate) fn reason_form(
    till: Till,
    session: Unexplained,
    class: &'static str,
    typed: RwSignal<String>,
    on_explained: Callback<Explained>,
) -> AnyView {
    let form = NoteForm {
        id: REASON_ID,
        save_id: "save-reason",
        label: Text::DifferenceReason,
        save: Text::SaveReason,
        field: "motivo",
        class,
    };
    let sent = StoredValue::new(String::new());
    let send = move |note: Note| -> Sending {
        sent.set_value(note.text.clone());
        Box::pin(send_reason(till, session, note))
    };
    let on_written = Callback::new(move |reason: String| {
        let is_own = sent.with_value(|sent| *sent == reason);
        on_explained.run(Explained { reason, is_own });
    });
    note_form(till, form, typed, check_reason, Box::new(send), on_written)
}

/// What came of it, in words.
pub(crate) fn outcome(till: Till, is_own: bool) -> AnyView {
    let (id, class) = if is_own {
        ("reason-saved", "saved")
    } else {
        ("reason-stands", "wrong")
    };
    let words = text(move || {
        if is_own {
            till.say(Text::ReasonSaved).to_owned()
        } else {
            i18n::code_template(Code::DifferenceReasonAlreadySet, till.language.get()).to_owned()
        }
    });
    told(id, class, words)
}

fn to_keep(session_id: i64, reason: &str) -> String {
    if reason.is_empty() {
        String::new()
    } else {
        format!("{session_id} {reason}")
    }
}

fn reason_kept(kept: &str, session_id: i64) -> Option<String> {
    let (id, reason) = kept.split_once(' ')?;
    (id == session_id.to_string()).then(|| reason.to_owned())
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

/// Sends the reason. The server takes the same one twice, and refuses another: then the one that stands is read.
async fn send_reason(till: Till, session: Unexplained, note: Note) -> Result<String, ReadError> {
    let path = format!("/cajas/sesion/{}/motivo", session.session_id);
    let written = match till.change("PATCH", &path, Some(&note.body)).await {
        Err(ReadError::Refused(refusal)) if refusal.code == Code::DifferenceReasonAlreadySet => {
            let path = format!("/cajas/{}", session.register_id);
            let register: Register = api::parse(&till.change("GET", &path, None).await?)?;
            standing(register, session.session_id).ok_or(ReadError::Refused(refusal))?
        }
        Ok(_) => note.text,
        Err(error) => return Err(error),
    };
    browser::tab_forget(&[REASON_STORE]);
    Ok(written)
}

/// The reason that a register's session has.
fn standing(register: Register, session_id: i64) -> Option<String> {
    register
        .sesiones?
        .into_iter()
        .find(|session| session.id == session_id)?
        .motivo_diferencia
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_belongs_to_its_session() {
        let kept = to_keep(7, "Vuelto mal dado");
        let table = [
            (kept.as_str(), 7, Some("Vuelto mal dado")),
            (kept.as_str(), 70, None),
            (kept.as_str(), 8, None),
            ("7", 7, None),
            ("", 7, None),
        ];
        for (kept, session_id, expected) in table {
            assert_eq!(
                reason_kept(kept, session_id).as_deref(),
                expected,
                "{kept} {session_id}"
            );
        }
        assert_eq!(to_keep(7, ""), "", "nothing typed is nothing kept");
    }

    #[test]
    fn the_reason_that_stands() {
        let register = |reason: &str| -> Register {
            let json = format!(
                r#"{{"id":1,"nombre":"Caja 1","especialidad":"MIXTA","saldo":"0.00","id_sucursal":1,"estado":true,
                "id_user_create":1,"id_user_update":null,"created_at":"2026-06-30T12:00:00Z","updated_at":"2026-06-30T12:00:00Z",
                "sesiones":[{{"id":7,"monto_inicial":"1.00","monto_final_teorico":"1.00","monto_final_real":"0.00","diferencia":"-1.00",
                "estado_sesion":"CERRADA","fecha_apertura":"2026-06-30T12:00:00Z","fecha_cierre":"2026-06-30T13:00:00Z","id_caja":1,
                "id_usuario":3,"motivo_diferencia":{reason},"estado":true,"id_user_create":3,"id_user_update":null,
                "created_at":"2026-06-30T12:00:00Z","updated_at":"2026-06-30T12:00:00Z"}}]}}"#
            );
            serde_json::from_str(&json).unwrap()
        };
        assert_eq!(standing(register("\"Robo\""), 7).as_deref(), Some("Robo"));
        assert_eq!(standing(register("\"Robo\""), 8), None);
        assert_eq!(standing(register("null"), 7), None);
    }
}
