//! A labelled field with its error beside it.

use crate::format;
use crate::till::Till;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use ventanilla_core::field::FieldError;

use crate::i18n::Text;
use crate::view::text_if;

/// The errors of one form.
pub(crate) type Errors = RwSignal<Vec<FieldError>>;

/// A labelled input of one line. Enter goes on, by `on_enter`.
#[component]
pub(crate) fn TextField(
    /// Its id and its data-testid.
    id: &'static str,
    /// What it asks for.
    label: Text,
    /// Its name on the wire: errors of that field are shown here.
    field: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// The form's errors.
    errors: Errors,
    /// What Enter does.
    on_enter: Callback<()>,
    /// The input's type.
    #[prop(default = Signal::stored("text"), into)]
    kind: Signal<&'static str>,
    /// Which keys a phone shows.
    #[prop(default = "text")]
    keys: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// How it looks.
    #[prop(default = "")]
    class: &'static str,
    /// What stands before what is typed.
    #[prop(optional, into)]
    prefix: Signal<String>,
    /// A word of help below it.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it that only the page knows, besides the form's errors.
    #[prop(optional, into)]
    note: Signal<String>,
) -> impl IntoView {
    let till = Till::here();
    let error_id = format!("{id}-error");
    let hint_id = format!("{id}-hint");
    let is_wrong = move || {
        errors.with(|errors| errors.iter().any(|error| error.field == field))
            || note.with(|note| !note.is_empty())
    };
    let described_by = {
        let ids = format!("{error_id} {hint_id}");
        move || ids.clone()
    };
    let typed = move |event| {
        value.set(event_target_value(&event));
        forgive(errors, field);
    };
    view! {
        <div class=format!("field {class}")>
            <label for=id>{till.words(label)}</label>
            <div class="box">
                <span class="prefix" aria-hidden="true">{prefix}</span>
                <input
                    id=id
                    data-testid=id
                    type=kind
                    inputmode=keys
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck="false"
                    maxlength="254"
                    prop:value=move || value.get()
                    aria-invalid=move || is_wrong().to_string()
                    data-wrong=move || is_wrong().to_string()
                    aria-describedby=described_by
                    on:input=typed
                    on:keydown=move |event| enter(&event, on_enter)
                />
            </div>
            <p class="hint" id=hint_id data-testid=format!("{id}-hint")>{hint}</p>
            <FieldNote id=error_id field=field errors=errors note=note/>
        </div>
    }
}

/// What is wrong with a field, in the page's language.
#[component]
pub(crate) fn FieldNote(
    /// Its id and its data-testid.
    id: String,
    /// The field's name on the wire.
    #[prop(into)]
    field: String,
    /// The form's errors.
    errors: Errors,
    /// What is wrong that only the page knows.
    #[prop(optional, into)]
    note: Signal<String>,
) -> impl IntoView {
    let till = Till::here();
    let text = move || {
        let (language, currency) = (till.language.get(), till.currency());
        errors
            .with(|errors| {
                errors
                    .iter()
                    .find(|error| error.field == field)
                    .map(|error| format::field_error(error, currency, language))
            })
            .or_else(|| Some(note.get()))
    };
    view! { <p class="wrong" id=id.clone() data-testid=id role="alert">{text_if(text)}</p> }
}

/// Takes a field's error away: what was wrong is being changed.
pub(crate) fn forgive(errors: Errors, field: &str) {
    if errors.with_untracked(|errors| errors.iter().any(|error| error.field == field)) {
        errors.update(|errors| errors.retain(|error| error.field != field));
    }
}

/// Goes on when Enter is pressed, once, and not while a character is being composed.
pub(crate) fn enter(event: &KeyboardEvent, on_enter: Callback<()>) {
    if event.key() == "Enter" && !event.is_composing() {
        event.prevent_default();
        if !event.repeat() {
            on_enter.run(());
        }
    }
}
