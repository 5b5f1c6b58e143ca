//! A collaborator being registered: they sign in with their mobile.

use super::collaborators::list_address;
use super::phone;
use crate::browser;
use crate::components::field::TextField;
use crate::components::providers::panel::Panel;
use crate::components::providers::sheet::{self, Sheet};
use crate::components::settings::Change;
use crate::components::settings::fields::{self, At, Secret};
use crate::components::settings::form_state::FormState;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::view::text_if;
use leptos::prelude::*;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::loyalty::parameters::Parameters;
use ventanilla_core::wire::loyalty::requests::AddEmployeeRequest;

const KIND: &str = "collaborator-kind";
const NAME: &str = "collaborator-name";
const BRANCH: &str = "collaborator-branch";
const NUMBER: &str = "collaborator-number";
const PASSWORD: &str = "collaborator-password";
/// The name of the mobile on the wire.
const NUMBER_FIELD: &str = "number";

/// What is typed.
#[derive(Clone, Debug)]
struct Typed {
    kind: String,
    name: String,
    branch: String,
    number: String,
    password: String,
}

/// The form.
pub(crate) fn new(panel: Panel) -> AnyView {
    let till = panel.till;
    let form = FormState::of(sheet::SAVE);
    let kind = RwSignal::new("cajero".to_owned());
    let [name, branch, number] = [(); 3].map(|()| RwSignal::new(String::new()));
    let secret = Secret::new_one(RwSignal::new(false));
    let save = Callback::new(move |()| {
        let typed = Typed {
            kind: kind.get_untracked(),
            name: name.get_untracked(),
            branch: branch.get_untracked(),
            number: number.get_untracked(),
            password: secret.value.get_untracked(),
        };
        let then = {
            let name = typed.name.trim().to_owned();
            move |_: String| panel.leave(form, Text::CollaboratorMade, name, &list_address())
        };
        panel.send(form, added(&typed), Box::new(then));
    });
    browser::focus_soon(NAME);
    let at = |id, field| At { id, field, form };
    let hint = text_if(move || {
        let language = till.language.get();
        number.with(|typed| phone::hint(typed, language))
    });
    let kinds = vec![
        (
            "cajero".to_owned(),
            Text::CollaboratorCashier,
            Text::CollaboratorCashierHint,
        ),
        (
            "gerente".to_owned(),
            Text::CollaboratorManager,
            Text::CollaboratorManagerHint,
        ),
    ];
    let fields = vec![
        fields::choices(
            till,
            at(KIND, "type"),
            Text::CollaboratorKind,
            kind,
            kinds,
            NAME,
        ),
        fields::text(
            till,
            at(NAME, "employee_name"),
            Text::CollaboratorName,
            name,
            None,
            fields::to(BRANCH),
        ),
        fields::text(
            till,
            at(BRANCH, "business_name"),
            Text::CollaboratorBranch,
            branch,
            None,
            fields::to(NUMBER),
        ),
        view! {
            <TextField
                id=NUMBER label=Text::CollaboratorNumber field=NUMBER_FIELD value=number errors=form.errors kind="tel" keys="tel" hint=hint
                on_enter=fields::to(PASSWORD)
            />
        }
        .into_any(),
        fields::password(
            at(PASSWORD, "password"),
            Text::Password,
            secret,
            Text::CollaboratorPasswordHint,
            Signal::stored(String::new()),
            save,
        ),
    ];
    let sheet = Sheet {
        title: till.say(Text::CollaboratorNew).to_owned(),
        lead: String::new(),
        save: Text::WalletCreate,
        is_busy: form.is_busy.into(),
        trouble: panel.trouble(form, Text::SettingsLost),
        back: list_address(),
        on_submit: save,
    };
    sheet::view(till, sheet, fields)
}

fn added(typed: &Typed) -> Result<Change, Vec<FieldError>> {
    let number = phone::whole(&typed.number, NUMBER_FIELD);
    let digits = number.as_ref().map(|number| number.as_str().to_owned());
    let checked = Draft::new()
        .text("type", &typed.kind)
        .text("employee_name", &typed.name)
        .text("business_name", &typed.branch)
        .text(NUMBER_FIELD, digits.as_deref().unwrap_or(&typed.number))
        .password("password", &typed.password)
        .read(|body| {
            Parameters::of_json(body).and_then(|parameters| AddEmployeeRequest::parse(&parameters))
        });
    match (checked, number) {
        (Ok(checked), Ok(_)) => Ok(Change {
            method: "POST",
            path: "/employee/add".to_owned(),
            body: Some(checked.body),
        }),
        (checked, number) => {
            let mut errors = checked.err().unwrap_or_default();
            if let Err(error) = number {
                errors.retain(|known| known.field != NUMBER_FIELD);
                errors.push(error);
            }
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent() {
        let typed = |number: &str, password: &str| Typed {
            kind: "cajero".to_owned(),
            name: " Ana ".to_owned(),
            branch: "Centro".to_owned(),
            number: number.to_owned(),
            password: password.to_owned(),
        };
        let change = added(&typed("+52 477 100 0009", "una-larga")).unwrap();
        assert_eq!(
            change.body.as_deref(),
            Some(
                r#"{"type":"cajero","employee_name":"Ana","business_name":"Centro","number":"4771000009","password":"una-larga"}"#
            )
        );
        let wrong = |number: &str, password: &str| -> Vec<String> {
            let errors = added(&typed(number, password)).unwrap_err();
            errors.into_iter().map(|error| error.field).collect()
        };
        assert_eq!(wrong("477", "una-larga"), ["number"]);
        assert_eq!(wrong("", ""), ["password", "number"]);
        assert_eq!(wrong("4771000009", "corta"), ["password"]);
    }
}
