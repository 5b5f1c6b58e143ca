//! The operator's reference of a sale, added afterwards.

use crate::api::{self, ReadError};
use crate::components::note_form::{Note, NoteForm, Sending, note_form};
use crate::draft::Draft;
use crate::till::Till;
use leptos::prelude::*;
use ventanilla_core::Code;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::kantuta::recharges::{OperatorReferenceRequest, TopUp};
use ventanilla_core::wire::resources::operations::Operation;

/// The sale that a reference is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sale {
    /// Its number.
    pub(crate) id: i64,
    /// Its operation.
    pub(crate) operation_id: String,
}

/// Asks for the reference of a sale that has none; `on_written` is told what stands written then.
pub(crate) fn reference_form(
    till: Till,
    form: NoteForm,
    sale: Sale,
    on_written: Callback<String>,
) -> AnyView {
    let send = move |note| -> Sending {
        let sale = sale.clone();
        Box::pin(send(till, sale, note))
    };
    let typed = RwSignal::new(String::new());
    note_form(till, form, typed, check, Box::new(send), on_written)
}

fn check(typed: &str) -> Result<Note, Vec<FieldError>> {
    Draft::new()
        .text("referencia_operadora", typed)
        .read(OperatorReferenceRequest::parse)
        .map(|checked| Note {
            text: checked.request.referencia_operadora,
            body: checked.body,
        })
}

/// Sends the reference. It is written once: where it is there already, what stands there tells whether an earlier attempt arrived.
async fn send(till: Till, sale: Sale, note: Note) -> Result<String, ReadError> {
    let path = format!("/recargas/cliente/{}/referencia", sale.id);
    match till.change("PATCH", &path, Some(&note.body)).await {
        Ok(body) => {
            let sale: TopUp = api::parse(&body)?;
            sale.referencia_operadora.ok_or(ReadError::Unreadable)
        }
        Err(ReadError::Refused(refusal)) if refusal.code == Code::ReferenceAlreadySet => {
            let operation: Operation = till
                .get(&format!("/operaciones/{}", sale.operation_id))
                .await?;
            operation
                .referencia_operadora
                .filter(|known| *known == note.text)
                .ok_or(ReadError::Refused(refusal))
        }
        Err(error) => Err(error),
    }
}
