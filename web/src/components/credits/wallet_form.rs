//! A wallet being made or changed: its name, and its id at the provider.

use crate::browser;
use crate::components::providers::panel::Panel;
use crate::components::providers::sheet::{self, Sheet};
use crate::components::settings::Change;
use crate::components::settings::fields::{self, At};
use crate::components::settings::form_state::FormState;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::services_page::ServiceSection;
use leptos::prelude::*;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::resources::wallets::{Wallet, WalletRequest, WalletUpdateRequest};

const NAME: &str = "wallet-name";
const PROVIDER_ID: &str = "wallet-id";

/// What is typed, as signals.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    provider_id: RwSignal<String>,
}

/// What a form is called, and what it sends.
struct Face {
    title: String,
    lead: String,
    save: Text,
    done: Text,
}

/// A new wallet.
pub(crate) fn new(panel: Panel) -> AnyView {
    let till = panel.till;
    let face = Face {
        title: till.say(Text::WalletNew).to_owned(),
        lead: till.say(Text::WalletNewLead).to_owned(),
        save: Text::WalletCreate,
        done: Text::WalletMade,
    };
    form(panel, face, "", "", Box::new(added))
}

/// A wallet that is there already.
pub(crate) fn edit(panel: Panel, known: Wallet) -> AnyView {
    let face = Face {
        title: known.nombre.clone(),
        lead: String::new(),
        save: Text::SettingsSave,
        done: Text::SettingsSavedOf,
    };
    let (name, provider_id) = (
        known.nombre.clone(),
        known.id_proveedor.clone().unwrap_or_default(),
    );
    let change = move |name: &str, provider_id: &str| changed(&known, name, provider_id);
    form(panel, face, &name, &provider_id, Box::new(change))
}

type MakeChange = Box<dyn Fn(&str, &str) -> Result<Change, Vec<FieldError>> + Send + Sync>;

fn form(panel: Panel, face: Face, name: &str, provider_id: &str, change: MakeChange) -> AnyView {
    let till = panel.till;
    let form = FormState::of(sheet::SAVE);
    let typed = Typed {
        name: RwSignal::new(name.to_owned()),
        provider_id: RwSignal::new(provider_id.to_owned()),
    };
    let done = face.done;
    let save = Callback::new(move |()| {
        let name = typed.name.get_untracked();
        let change = change(&name, &typed.provider_id.get_untracked());
        let then = move |_: String| {
            let name = name.trim().to_owned();
            panel.leave(form, done, name, &ServiceSection::Wallets.at(""));
        };
        panel.send(form, change, Box::new(then));
    });
    browser::focus_soon(NAME);
    let at = |id, field| At { id, field, form };
    let fields = vec![
        fields::text(
            till,
            at(NAME, "nombre"),
            Text::WalletName,
            typed.name,
            Some(Text::WalletNameHint),
            fields::to(PROVIDER_ID),
        ),
        fields::text(
            till,
            at(PROVIDER_ID, "id_proveedor"),
            Text::WalletProviderId,
            typed.provider_id,
            Some(Text::WalletProviderIdHint),
            save,
        ),
    ];
    let sheet = Sheet {
        title: face.title,
        lead: face.lead,
        save: face.save,
        is_busy: form.is_busy.into(),
        trouble: panel.trouble(form, Text::SettingsLost),
        back: ServiceSection::Wallets.at(""),
        on_submit: save,
    };
    sheet::view(till, sheet, fields)
}

fn added(name: &str, provider_id: &str) -> Result<Change, Vec<FieldError>> {
    let checked = Draft::new()
        .text("nombre", name)
        .text("id_proveedor", provider_id)
        .read(WalletRequest::parse)?;
    Ok(Change {
        method: "POST",
        path: "/carteras".to_owned(),
        body: Some(checked.body),
    })
}

fn changed(known: &Wallet, name: &str, provider_id: &str) -> Result<Change, Vec<FieldError>> {
    let known_id = known.id_proveedor.as_deref().unwrap_or_default();
    let checked = Draft::new()
        .changed("nombre", &known.nombre, name)
        .changed("id_proveedor", known_id, provider_id)
        .read(WalletUpdateRequest::parse)?;
    Ok(Change {
        method: "PATCH",
        path: format!("/carteras/{}", known.id),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::wire::answer;

    fn wrong(sent: Result<Change, Vec<FieldError>>) -> Vec<String> {
        let errors = sent.unwrap_err();
        errors.into_iter().map(|error| error.field).collect()
    }

    fn body(sent: Result<Change, Vec<FieldError>>) -> String {
        sent.unwrap().body.unwrap()
    }

    #[test]
    fn what_is_made() {
        assert_eq!(body(added(" Matriz ", "")), r#"{"nombre":"Matriz"}"#);
        assert_eq!(
            body(added("Loja", "w-1")),
            r#"{"nombre":"Loja","id_proveedor":"w-1"}"#
        );
        assert_eq!(wrong(added(" ", "")), ["nombre"]);
        assert_eq!(wrong(added(&"x".repeat(81), "")), ["nombre"]);
    }

    #[test]
    fn only_what_changes_is_sent() {
        let known: Wallet = answer::read(
            r#"{"id":"w","nombre":"Matriz","saldo":"1.00","retenido":"0.00","id_proveedor":"w-1"}"#,
        )
        .unwrap();
        assert_eq!(body(changed(&known, "Matriz", "w-1")), "{}");
        assert_eq!(body(changed(&known, "Loja", "w-1")), r#"{"nombre":"Loja"}"#);
        assert_eq!(
            body(changed(&known, "Matriz", " w-2")),
            r#"{"id_proveedor":"w-2"}"#
        );
        assert_eq!(wrong(changed(&known, "", "w-1")), ["nombre"]);
        assert_eq!(wrong(changed(&known, "Matriz", "")), ["id_proveedor"]);
    }
}
