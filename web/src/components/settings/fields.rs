//! The fields that only the settings have: lists to choose from, switches, passwords, texts of several lines.

use super::form_state::FormState;
use crate::browser;
use crate::components::choice::Choice;
use crate::components::field::{Errors, FieldNote, TextField, forgive};
use crate::i18n::Text;
use crate::till::Till;
use crate::view;
use leptos::prelude::*;
use ventanilla_core::code::Language;
use ventanilla_core::{Amount, Currency};

/// One of a few: what is sent for it, what it is called, what it means.
pub(crate) type Alternative = (String, Text, Text);

/// What is typed in a field for a password.
#[derive(Clone, Copy)]
pub(crate) struct Secret {
    /// What is typed.
    pub(crate) value: RwSignal<String>,
    /// Whether it is shown.
    pub(crate) is_shown: RwSignal<bool>,
    /// What the browser may fill in.
    pub(crate) fills: &'static str,
}

impl Secret {
    /// A password that is being chosen.
    pub(crate) fn new_one(is_shown: RwSignal<bool>) -> Self {
        Self {
            value: RwSignal::new(String::new()),
            is_shown,
            fills: "new-password",
        }
    }

    /// The password that is good now.
    pub(crate) fn present(is_shown: RwSignal<bool>) -> Self {
        Self {
            fills: "current-password",
            ..Self::new_one(is_shown)
        }
    }
}

/// Where a field stands: its id, its name on the wire, and the form it is in.
#[derive(Clone, Copy)]
pub(crate) struct At {
    /// Its id and its data-testid.
    pub(crate) id: &'static str,
    /// Its name on the wire: errors of that field are shown here.
    pub(crate) field: &'static str,
    /// The form it is in.
    pub(crate) form: FormState,
}

/// A text that follows the page's language. All of them are of one type, which keeps the program small.
pub(crate) fn words(till: Till, text: Text) -> Signal<String> {
    view::text(move || till.say(text))
}

/// Moves the focus to that field: what Enter does in the one before it.
pub(crate) fn to(id: &'static str) -> Callback<()> {
    Callback::new(move |()| browser::focus_soon(id))
}

/// A line of text, and what Enter does in it.
pub(crate) fn text(
    till: Till,
    at: At,
    label: Text,
    value: RwSignal<String>,
    hint: Option<Text>,
    on_enter: Callback<()>,
) -> AnyView {
    let hint = hint.map_or_else(|| Signal::stored(String::new()), |text| words(till, text));
    view! { <TextField id=at.id label=label field=at.field value=value errors=at.form.errors hint=hint on_enter=on_enter/> }
        .into_any()
}

/// An amount; blank where there is none.
pub(crate) fn amount(
    till: Till,
    at: At,
    label: Text,
    value: RwSignal<String>,
    hint: Text,
    on_enter: Callback<()>,
) -> AnyView {
    let symbol = Signal::derive(move || till.currency().symbol().to_owned());
    let hint = words(till, hint);
    view! {
        <TextField
            id=at.id label=label field=at.field value=value errors=at.form.errors keys="decimal" prefix=symbol hint=hint on_enter=on_enter
        />
    }
    .into_any()
}

/// A password, shown or hidden.
pub(crate) fn password(
    at: At,
    label: Text,
    secret: Secret,
    hint: Text,
    note: Signal<String>,
    on_enter: Callback<()>,
) -> AnyView {
    let till = Till::here();
    let is_shown = secret.is_shown;
    let kind = Signal::derive(move || if is_shown.get() { "text" } else { "password" });
    let hint = words(till, hint);
    let pressed = Signal::derive(move || is_shown.get().to_string());
    let words = Signal::derive(move || {
        till.say(if is_shown.get() {
            Text::HidePassword
        } else {
            Text::ShowPassword
        })
    });
    view! {
        <div class="with-button">
            <TextField
                id=at.id label=label field=at.field value=secret.value errors=at.form.errors kind=kind autocomplete=secret.fills hint=hint
                note=note on_enter=on_enter
            />
            <button type="button" class="quiet reveal" aria-pressed=pressed on:click=move |_| is_shown.update(|shown| *shown = !*shown)>
                {words}
            </button>
        </div>
    }
    .into_any()
}

/// One of many, from a list that opens: each with what is sent for it and what it is called.
pub(crate) fn select(
    till: Till,
    at: At,
    label: Text,
    value: RwSignal<String>,
    options: Vec<(String, String)>,
    hint: Option<Text>,
) -> AnyView {
    let chosen = value.get_untracked();
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(sent, name)| {
            let is_chosen = sent == chosen;
            view! { <option value=sent selected=is_chosen>{name}</option> }.into_any()
        })
        .collect();
    let is_wrong = is_wrong(at.form.errors, at.field);
    let hint = hint
        .map(|text| view! { <p class="hint" id=format!("{}-hint", at.id)>{till.words(text)}</p> });
    view! {
        <div class="field">
            <label for=at.id>{till.words(label)}</label>
            <div class="box">
                <select
                    id=at.id data-testid=at.id aria-describedby=format!("{0}-hint {0}-error", at.id) aria-invalid=is_wrong data-wrong=is_wrong
                    on:change=move |event| {
                        value.set(event_target_value(&event));
                        forgive(at.form.errors, at.field);
                    }
                >
                    {options}
                </select>
            </div>
            {hint}
            <FieldNote id=format!("{}-error", at.id) field=at.field errors=at.form.errors/>
        </div>
    }
    .into_any()
}

/// One of a few, each with a word on what it means. `next` is the id of what comes after them.
pub(crate) fn choices(
    till: Till,
    at: At,
    legend: Text,
    value: RwSignal<String>,
    options: Vec<Alternative>,
    next: &'static str,
) -> AnyView {
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(sent, name, meaning)| {
            let id = format!("{}-{sent}", at.id);
            let chosen = sent.clone();
            let is_on = Signal::derive(move || value.with(|known| *known == chosen));
            let choose = Callback::new(move |()| {
                value.set(sent.clone());
                forgive(at.form.errors, at.field);
            });
            view! {
                <Choice group=at.id id=id is_on=is_on on_choose=choose next=next>
                    <span class="name">{till.words(name)}</span>
                    <span class="caption">{till.words(meaning)}</span>
                </Choice>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="few">
            <legend>{till.words(legend)}</legend>
            <div class="choices">{options}</div>
            <FieldNote id=format!("{}-error", at.id) field=at.field errors=at.form.errors/>
        </fieldset>
    }
    .into_any()
}

/// Something that is so or not.
pub(crate) fn switch(
    till: Till,
    id: &'static str,
    value: RwSignal<bool>,
    name: Text,
    meaning: Signal<String>,
) -> AnyView {
    view! {
        <label class="choice switch" class:on=value>
            <input
                type="checkbox" role="switch" class="unseen" id=id data-testid=id aria-describedby=format!("{id}-hint") prop:checked=value
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <span class="name">{till.words(name)}</span>
            <span class="caption" id=format!("{id}-hint") data-testid=format!("{id}-hint")>{meaning}</span>
        </label>
    }
    .into_any()
}

/// An amount as somebody would type it in that language.
pub(crate) fn typed_amount(amount: Amount, currency: Currency, language: Language) -> String {
    let text = amount.to_text(currency);
    match language {
        // In Mexico, Spanish has a point there.
        Language::Es if currency == Currency::Mxn => text,
        Language::Es | Language::Pt => text.replace('.', ","),
        Language::En => text,
    }
}

/// Whether a field has an error.
pub(crate) fn is_wrong(errors: Errors, field: &'static str) -> Signal<&'static str> {
    Signal::derive(move || {
        let is_wrong = errors.with(|errors| errors.iter().any(|error| error.field == field));
        if is_wrong { "true" } else { "false" }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_back() {
        for minor in [0, 5, 50, 5_000, 123_450, 100_000_000] {
            let amount = Amount::from_minor(minor).unwrap();
            for language in Language::ALL {
                let typed = typed_amount(amount, Currency::Bob, language);
                assert_eq!(
                    Amount::parse_typed(&typed, Currency::Bob),
                    Ok(amount),
                    "{typed}"
                );
            }
        }
    }
}
