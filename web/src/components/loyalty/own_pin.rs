//! One's own PIN, with which one authorises at others' tills.

use crate::browser;
use crate::components::form::{Form, Submit};
use crate::components::providers::panel::Panel;
use crate::components::settings::Change;
use crate::components::settings::fields::{self, At, Secret};
use crate::components::settings::form_state::FormState;
use crate::draft::Draft;
use crate::i18n::Text;
use leptos::prelude::*;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::resources::loyalty::PinRequest;

/// The field of the new one.
const PIN: &str = "own-pin";
/// The button that keeps it.
const SAVE: &str = "own-pin-save";

/// The section.
pub(crate) fn section(panel: Panel) -> AnyView {
    let till = panel.till;
    let form = FormState::of(SAVE);
    let secret = Secret::new_one(RwSignal::new(false));
    let save = Callback::new(move |()| {
        let then = move |_: String| {
            panel.done(form, Text::PinSaved, String::new());
            // What it was is nobody's to see any more.
            let _ = secret.value.try_set(String::new());
            browser::focus_soon(PIN);
        };
        panel.send(form, changed(&secret.value.get_untracked()), Box::new(then));
    });
    browser::focus_soon(PIN);
    let at = At {
        id: PIN,
        field: "pin",
        form,
    };
    let pin = fields::password(
        at,
        Text::PinNew,
        secret,
        Text::PinHint,
        Signal::stored(String::new()),
        save,
    );
    let trouble = panel.trouble(form, Text::SettingsLost);
    view! {
        <header class="section-head">
            <div>
                <h1>{till.words(Text::PinTab)}</h1>
                <p class="lead">{till.words(Text::PinLeadOwn)}</p>
            </div>
        </header>
        <div class="settings-form">
            <div class="card">
                <Form on_submit=save>
                    {pin}
                    <p class="wrong" role="alert" data-testid="own-pin-trouble">{trouble}</p>
                    <Submit id=SAVE text=Text::SettingsSave busy_text=Text::SettingsSaving is_busy=form.is_busy/>
                </Form>
            </div>
        </div>
    }
    .into_any()
}

fn changed(pin: &str) -> Result<Change, Vec<FieldError>> {
    let checked = Draft::new().password("pin", pin).read(PinRequest::parse)?;
    Ok(Change {
        method: "PUT",
        path: "/monederos/pin".to_owned(),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;

    #[test]
    fn four_to_eight_digits() {
        assert_eq!(
            changed("2468").unwrap().body.as_deref(),
            Some(r#"{"pin":"2468"}"#)
        );
        let code = |pin: &str| changed(pin).unwrap_err().first().map(|error| error.code);
        assert_eq!(code(""), Some(Code::Required));
        assert_eq!(code("12a4"), Some(Code::PinFormat));
    }
}
