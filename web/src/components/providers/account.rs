//! The tenant's own account at a provider: its keys go in and never come out.

use super::funds::server;
use super::panel::Panel;
use super::sheet::{self, Sheet};
use crate::browser;
use crate::components::question::Question;
use crate::components::settings::Change;
use crate::components::settings::fields::{self, At, Secret};
use crate::components::settings::form_state::FormState;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::services_page::ServiceSection;
use crate::view::text;
use leptos::prelude::*;
use ventanilla_core::field::FieldError;
use ventanilla_core::provider::Provider;
use ventanilla_core::wire::resources::providers::{ProviderAccountRequest, ProviderState};

const RETIRE: &str = "account-retire";

/// What is typed.
#[derive(Clone, Copy)]
struct Typed<'a> {
    base_url: &'a str,
    api_key: &'a str,
    private_key: &'a str,
}

/// The form, and the way to take the account out of use.
pub(crate) fn view(panel: Panel, known: ProviderState) -> AnyView {
    let till = panel.till;
    let form = FormState::of(sheet::SAVE);
    let provider = known.nombre;
    let base_url = RwSignal::new(known.base_url.clone().unwrap_or_default());
    let is_shown = RwSignal::new(false);
    let [api_key, private_key] = [(); 2].map(|()| Secret {
        fills: "off",
        ..Secret::new_one(is_shown)
    });
    let save = Callback::new(move |()| {
        let (base_url, api_key, private_key) = (
            base_url.get_untracked(),
            api_key.value.get_untracked(),
            private_key.value.get_untracked(),
        );
        let change = change(
            provider,
            Typed {
                base_url: &base_url,
                api_key: &api_key,
                private_key: &private_key,
            },
        );
        let then = move |_: String| leave(panel, form, Text::AccountSaved, provider);
        panel.send(form, change, Box::new(then));
    });
    browser::focus_soon("account-url");
    let at = |id, field| At { id, field, form };
    let nothing = Signal::stored(String::new());
    let (public, secret) = key_names(provider);
    let to_api_key = fields::to("account-api-key");
    let to_private_key = fields::to("account-private-key");
    let after_server = if public.is_some() {
        to_api_key
    } else {
        to_private_key
    };
    let public = public.map(|public| {
        fields::password(
            at("account-api-key", "api_key"),
            public,
            api_key,
            Text::AccountKeyHint,
            nothing,
            to_private_key,
        )
    });
    let fields = vec![
        fields::text(
            till,
            at("account-url", "base_url"),
            Text::AccountServer,
            base_url,
            Some(Text::AccountServerHint),
            after_server,
        ),
        public.into_any(),
        fields::password(
            at("account-private-key", "private_key"),
            secret,
            private_key,
            Text::AccountPrivateKeyHint,
            nothing,
            save,
        ),
        view! { <p class="note">{till.words(Text::AccountSealed)}</p> }.into_any(),
    ];
    let name = provider.label();
    let sheet = Sheet {
        title: till.say_with(Text::AccountTitle, &[("proveedor", name)]),
        lead: server(till, &known),
        save: Text::SettingsSave,
        is_busy: form.is_busy.into(),
        trouble: panel.trouble(form, Text::SettingsLost),
        back: ServiceSection::Funds.at(""),
        on_submit: save,
    };
    let retiring = known.base_url.is_some().then(|| retiring(panel, provider));
    view! {
        {sheet::view(till, sheet, fields)}
        {retiring}
    }
    .into_any()
}

/// What a provider calls its public key, where it has one, and its secret one.
const fn key_names(provider: Provider) -> (Option<Text>, Text) {
    match provider {
        Provider::Cps => (Some(Text::ApiKey), Text::PrivateKey),
        Provider::BitCapital => (Some(Text::AccountClientId), Text::AccountClientSecret),
        Provider::SmsMasivos => (None, Text::ApiKey),
    }
}

/// The way to take the account out of use, with its question.
fn retiring(panel: Panel, provider: Provider) -> AnyView {
    let till = panel.till;
    let form = FormState::of(RETIRE);
    let retire = Callback::new(move |()| {
        let change = Change {
            method: "DELETE",
            path: path(provider),
            body: None,
        };
        let then = move |_: String| leave(panel, form, Text::AccountRetired, provider);
        panel.send(form, Ok(change), Box::new(then));
    });
    let ask = move |_| {
        form.trouble.set(None);
        panel.question.set(Some(Question {
            title: Text::AccountRetireTitle,
            lead: Text::AccountRetireLead,
            name: provider.label().to_owned(),
            yes: Text::AccountRetireYes,
            then: retire,
        }));
    };
    let words = text(move || {
        till.say(if form.is_busy.get() {
            Text::OneMoment
        } else {
            Text::AccountRetire
        })
    });
    view! {
        <div class="settings-form">
            <section class="card retiring">
                <p class="hint">{till.words(Text::AccountRetireHint)}</p>
                <button type="button" class="danger" id=RETIRE data-testid=RETIRE disabled=form.is_busy on:click=ask>{words}</button>
                <p class="wrong" role="alert" data-testid="retire-trouble">{panel.trouble(form, Text::SettingsLost)}</p>
            </section>
        </div>
    }
    .into_any()
}

fn leave(panel: Panel, form: FormState, text: Text, provider: Provider) {
    let name = provider.label().to_owned();
    panel.leave(form, text, name, &ServiceSection::Funds.at(""));
}

fn path(provider: Provider) -> String {
    format!("/proveedores/{}/cuenta", provider.name())
}

fn change(provider: Provider, typed: Typed<'_>) -> Result<Change, Vec<FieldError>> {
    let mut draft = Draft::new().text("base_url", typed.base_url);
    if provider.has_public_key() {
        draft = draft.password("api_key", typed.api_key);
    }
    let checked = draft
        .password("private_key", typed.private_key)
        .read(|body| ProviderAccountRequest::parse(body, provider))?;
    Ok(Change {
        method: "PUT",
        path: path(provider),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(base_url: &str, api_key: &str, private_key: &str) -> Result<String, Vec<String>> {
        sent_to(Provider::Cps, base_url, api_key, private_key)
    }

    fn sent_to(
        provider: Provider,
        base_url: &str,
        api_key: &str,
        private_key: &str,
    ) -> Result<String, Vec<String>> {
        let typed = Typed {
            base_url,
            api_key,
            private_key,
        };
        change(provider, typed)
            .map(|change| change.body.unwrap_or_default())
            .map_err(|errors| {
                let mut fields: Vec<String> = errors.into_iter().map(|error| error.field).collect();
                fields.sort();
                fields
            })
    }

    #[test]
    fn keys_are_sent_as_typed() {
        assert_eq!(
            sent(" https://cps.example/api ", " a b ", "ñ\"7").as_deref(),
            Ok(r#"{"base_url":"https://cps.example/api","api_key":" a b ","private_key":"ñ\"7"}"#)
        );
        let long = "x".repeat(257);
        let table = [
            ("", "", "", vec!["api_key", "base_url", "private_key"]),
            ("https://x", "", "k", vec!["api_key"]),
            ("  ", "k", "k", vec!["base_url"]),
            ("https://x", "k", &long, vec!["private_key"]),
            (&long, "k", "k", vec!["base_url"]),
        ];
        for (base_url, api_key, private_key, expected) in table {
            let wrong = sent(base_url, api_key, private_key).unwrap_err();
            assert_eq!(wrong, expected, "{base_url} {api_key}");
        }
    }

    #[test]
    fn a_provider_without_a_public_key_is_sent_none() {
        assert_eq!(
            sent_to(Provider::SmsMasivos, "https://sms.example", "", "s").as_deref(),
            Ok(r#"{"base_url":"https://sms.example","private_key":"s"}"#)
        );
        assert_eq!(
            sent_to(Provider::SmsMasivos, "https://sms.example", "", ""),
            Err(vec!["private_key".to_owned()])
        );
    }
}
