//! A form on a card, with its way back.

use crate::components::form::{Form, Submit};
use crate::components::parts::link;
use crate::i18n::Text;
use crate::till::Till;
use leptos::prelude::*;

/// The id of the button that sends a form: there is one at a time.
pub(crate) const SAVE: &str = "providers-save";

/// What a form is.
pub(crate) struct Sheet {
    /// Its heading.
    pub(crate) title: String,
    /// What it is for.
    pub(crate) lead: String,
    /// What the button says.
    pub(crate) save: Text,
    /// Whether it is being sent.
    pub(crate) is_busy: Signal<bool>,
    /// Why it could not be sent, if it is no field's fault.
    pub(crate) trouble: Signal<String>,
    /// Where it goes back to.
    pub(crate) back: String,
    /// What sending it does.
    pub(crate) on_submit: Callback<()>,
}

/// The form.
pub(crate) fn view(till: Till, sheet: Sheet, fields: Vec<AnyView>) -> AnyView {
    view! {
        <div class="settings-form">
            <div class="card">
                <Form on_submit=sheet.on_submit>
                    <h1>{sheet.title}</h1>
                    <p class="lead">{sheet.lead}</p>
                    {fields}
                    <p class="wrong" role="alert" data-testid="providers-trouble">{sheet.trouble}</p>
                    <div class="actions">
                        <Submit id=SAVE text=sheet.save busy_text=Text::SettingsSaving is_busy=sheet.is_busy class="primary"/>
                        {link(till, "providers-cancel", "button secondary", sheet.back, Text::SettingsCancel)}
                    </div>
                </Form>
            </div>
        </div>
    }
    .into_any()
}
