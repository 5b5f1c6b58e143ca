//! The operator's reference of a sale, added afterwards.

use super::entry::Entry;
use super::state::{History, row_id};
use crate::api::{self, ReadError};
use crate::browser;
use crate::components::field::{Errors, TextField};
use crate::components::form::{Form, Submit};
use crate::components::trouble::read_error;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::view::text_if;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::Code;
use ventanilla_core::wire::kantuta::recharges::{OperatorReferenceRequest, TopUp};
use ventanilla_core::wire::resources::operations::Operation;

/// Asks for the reference of a sale that has none.
pub(crate) fn reference(history: History, entry: &Entry) -> AnyView {
    let till = history.till;
    let typed = RwSignal::new(String::new());
    let errors: Errors = RwSignal::new(Vec::new());
    let trouble: RwSignal<Option<ReadError>> = RwSignal::new(None);
    let is_busy = RwSignal::new(false);
    let operation_id = entry.operation.id.clone();
    let number = entry.operation.numero;
    let save = Callback::new(move |()| {
        let Some(number) = number.filter(|_| !is_busy.get_untracked()) else {
            return;
        };
        trouble.set(None);
        let checked = Draft::new()
            .text("referencia_operadora", &typed.get_untracked())
            .read(OperatorReferenceRequest::parse);
        match checked {
            Err(wrong) => {
                errors.set(wrong);
                browser::focus_first_wrong();
            }
            Ok(checked) => {
                is_busy.set(true);
                let operation_id = operation_id.clone();
                spawn_local(async move {
                    let outcome = send(
                        history,
                        number,
                        &operation_id,
                        &checked.body,
                        &checked.request,
                    )
                    .await;
                    is_busy.set(false);
                    match outcome {
                        Ok(reference) => {
                            history.set_reference(&operation_id, reference);
                            browser::focus_soon(row_id(&operation_id));
                        }
                        Err(ReadError::NotSignedIn) => {}
                        Err(error) => trouble.set(Some(error)),
                    }
                });
            }
        }
    });
    let why = text_if(move || {
        trouble.with(|trouble| trouble.as_ref().map(|error| read_error(till, error)))
    });
    view! {
        <Form class="reference" on_submit=save>
            <TextField
                id="operation-reference" label=Text::OperatorReference field="referencia_operadora" value=typed errors=errors on_enter=save
            />
            <Submit id="operation-reference-save" text=Text::KeepReference is_busy=is_busy class="secondary"/>
            <p class="wrong" role="alert" data-testid="operation-reference-trouble">{why}</p>
        </Form>
    }
    .into_any()
}

/// Sends the reference. It is written once: where it is there already, what stands there tells whether an earlier attempt arrived.
async fn send(
    history: History,
    number: i64,
    operation_id: &str,
    body: &str,
    request: &OperatorReferenceRequest,
) -> Result<String, ReadError> {
    let path = format!("/recargas/cliente/{number}/referencia");
    match history.till.change("PATCH", &path, Some(body)).await {
        Ok(body) => {
            let sale: TopUp = api::parse(&body)?;
            sale.referencia_operadora.ok_or(ReadError::Unreadable)
        }
        Err(ReadError::Refused(refusal)) if refusal.code == Code::ReferenceAlreadySet => {
            let operation: Operation = history
                .till
                .get(&format!("/operaciones/{operation_id}"))
                .await?;
            operation
                .referencia_operadora
                .filter(|known| *known == request.referencia_operadora)
                .ok_or(ReadError::Refused(refusal))
        }
        Err(error) => Err(error),
    }
}
