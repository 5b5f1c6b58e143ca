//! One text that is written down once: an operator's reference, the reason of a difference.

use crate::api::ReadError;
use crate::browser;
use crate::components::field::{Errors, TextField};
use crate::components::form::{Form, Submit};
use crate::components::trouble::read_error;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::text_if;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use ventanilla_core::field::FieldError;

/// How the form looks, and what its field is called.
#[derive(Clone, Copy)]
pub(crate) struct NoteForm {
    /// The id of the field.
    pub(crate) id: &'static str,
    /// The id of the button.
    pub(crate) save_id: &'static str,
    /// What is asked for.
    pub(crate) label: Text,
    /// What the button says.
    pub(crate) save: Text,
    /// The field's name on the wire.
    pub(crate) field: &'static str,
    /// The form's class.
    pub(crate) class: &'static str,
}

/// A text that the core has read, and the body that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    /// The text.
    pub(crate) text: String,
    /// The body.
    pub(crate) body: String,
}

/// What a note's sending will have come to: what stands written then.
pub(crate) type Sending = Pin<Box<dyn Future<Output = Result<String, ReadError>>>>;

/// A form for one text, which is in `typed` while it is being typed. What was refused or lost stays there, and can be sent again.
pub(crate) fn note_form(
    till: Till,
    form: NoteForm,
    typed: RwSignal<String>,
    check: fn(&str) -> Result<Note, Vec<FieldError>>,
    send: Box<dyn Fn(Note) -> Sending + Send + Sync>,
    on_written: Callback<String>,
) -> AnyView {
    let errors: Errors = RwSignal::new(Vec::new());
    let trouble: RwSignal<Option<ReadError>> = RwSignal::new(None);
    let is_busy = RwSignal::new(false);
    let save = Callback::new(move |()| {
        if is_busy.get_untracked() {
            return;
        }
        trouble.set(None);
        match check(&typed.get_untracked()) {
            Err(wrong) => {
                errors.set(wrong);
                browser::focus_first_wrong();
            }
            Ok(note) => {
                is_busy.set(true);
                let sending = send(note);
                spawn_local(async move {
                    let outcome = sending.await;
                    is_busy.set(false);
                    match outcome {
                        // Where it stood is gone if the page has moved on meanwhile.
                        Ok(written) => {
                            on_written.try_run(written);
                        }
                        // The page asks for the sign-in; what is typed stays.
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
        <Form class=form.class on_submit=save>
            <TextField id=form.id label=form.label field=form.field value=typed errors=errors on_enter=save/>
            <Submit id=form.save_id text=form.save is_busy=is_busy class="secondary"/>
            <p class="wrong" role="alert" data-testid=format!("{}-trouble", form.id)>{why}</p>
        </Form>
    }
    .into_any()
}
