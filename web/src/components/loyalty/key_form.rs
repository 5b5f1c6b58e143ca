//! An API key being made: its name, and what it may do.

use super::keys::{door_name, list_address};
use crate::browser;
use crate::components::field::{FieldNote, forgive};
use crate::components::providers::panel::Panel;
use crate::components::providers::sheet::{self, Sheet};
use crate::components::settings::Change;
use crate::components::settings::fields::{self, At};
use crate::components::settings::form_state::FormState;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::view::yes;
use leptos::prelude::*;
use ventanilla_core::field::FieldError;
use ventanilla_core::loyalty::ApiDoor;
use ventanilla_core::wire::resources::api_keys::ApiKeyRequest;

const NAME: &str = "api-key-name";
/// The name of the doors on the wire.
const DOORS: &str = "puertas";

/// The form. What is answered, with the key, goes to `made`.
pub(crate) fn new(panel: Panel, made: RwSignal<String>) -> AnyView {
    let till = panel.till;
    let form = FormState::of(sheet::SAVE);
    let name = RwSignal::new(String::new());
    // None is ticked: what a key may do is asked for, and never left over.
    let doors: RwSignal<Vec<ApiDoor>> = RwSignal::new(Vec::new());
    let save = Callback::new(move |()| {
        let change = added(&name.get_untracked(), &doors.get_untracked());
        let then = move |answer: String| {
            // The section may be gone; then the key can be revoked.
            let _ = made.try_set(answer);
        };
        panel.send(form, change, Box::new(then));
    });
    browser::focus_soon(NAME);
    let at = At {
        id: NAME,
        field: "nombre",
        form,
    };
    let boxes: Vec<AnyView> = ApiDoor::ALL
        .into_iter()
        .map(|door| checkbox(panel, form, doors, door))
        .collect();
    let doors = view! {
        <fieldset class="few">
            <legend>{till.words(Text::ApiKeyDoors)}</legend>
            <div class="choices">{boxes}</div>
            <FieldNote id="api-key-doors-error".to_owned() field=DOORS errors=form.errors/>
        </fieldset>
    };
    let fields = vec![
        fields::text(till, at, Text::SettingsName, name, None, save),
        doors.into_any(),
    ];
    let sheet = Sheet {
        title: till.say(Text::ApiKeyNew).to_owned(),
        lead: till.say(Text::ApiKeysLead).to_owned(),
        save: Text::WalletCreate,
        is_busy: form.is_busy.into(),
        trouble: panel.trouble(form, Text::SettingsLost),
        back: list_address(),
        on_submit: save,
    };
    sheet::view(till, sheet, fields)
}

fn checkbox(
    panel: Panel,
    form: FormState,
    doors: RwSignal<Vec<ApiDoor>>,
    door: ApiDoor,
) -> AnyView {
    let is_on = yes(move || doors.with(|doors| doors.contains(&door)));
    let change = move |event| {
        let is_checked = event_target_checked(&event);
        doors.update(|doors| {
            doors.retain(|known| *known != door);
            if is_checked {
                doors.push(door);
            }
        });
        forgive(form.errors, DOORS);
    };
    let id = format!("api-key-{}", door.as_str());
    let name = panel.till.words(door_name(door));
    let is_wrong = fields::is_wrong(form.errors, DOORS);
    view! {
        <label class="choice tick" class:on=is_on>
            <input
                type="checkbox" class="unseen" id=id.clone() data-testid=id data-wrong=is_wrong prop:checked=is_on on:change=change
            />
            <span class="name">{name}</span>
        </label>
    }
    .into_any()
}

fn added(name: &str, doors: &[ApiDoor]) -> Result<Change, Vec<FieldError>> {
    let doors: Vec<String> = doors
        .iter()
        .map(|door| format!("\"{}\"", door.as_str()))
        .collect();
    let checked = Draft::new()
        .text("nombre", name)
        .json(DOORS, format!("[{}]", doors.join(",")))
        .read(ApiKeyRequest::parse)?;
    Ok(Change {
        method: "POST",
        path: "/claves-api".to_owned(),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent() {
        let change = added(" Caja web ", &[ApiDoor::Wallet]).unwrap();
        assert_eq!(
            change.body.as_deref(),
            Some(r#"{"nombre":"Caja web","puertas":["wallet"]}"#)
        );
        let errors = added("", &[]).unwrap_err();
        let mut fields: Vec<String> = errors.into_iter().map(|error| error.field).collect();
        fields.sort();
        assert_eq!(fields, ["nombre", DOORS]);
    }
}
