//! API keys: the list, a new one shown once, and one revoked.

use super::key_form;
use crate::api;
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::parts::{unread, word};
use crate::components::providers::key;
use crate::components::providers::panel::Panel;
use crate::components::question::Question;
use crate::components::settings::Change;
use crate::components::settings::form_state::FormState;
use crate::format;
use crate::i18n::Text;
use crate::loyalty_page::LoyaltySection;
use crate::view::{part, text};
use leptos::prelude::*;
use ventanilla_core::loyalty::ApiDoor;
use ventanilla_core::wire::resources::api_keys::{ApiKey, NewApiKey};

/// What has the focus when the list is shown.
const TITLE: &str = "api-keys-title";
/// What has the focus when a new key is shown.
const NEW_TITLE: &str = "keys-title";
/// What stands in the address of something new.
const NEW: &str = "nueva";

/// The section.
pub(crate) fn section(panel: Panel, rest: Signal<String>) -> AnyView {
    // A key that was just made, as the server answered it: the only time that it is seen.
    let made = RwSignal::new(String::new());
    let is_new = Memo::new(move |_| rest.with(|rest| rest == NEW));
    part(move || {
        let answer = made.get();
        let is_new = is_new.get();
        untrack(|| {
            if !answer.is_empty() {
                new_one(panel, &answer, made)
            } else if is_new {
                panel.begin();
                key_form::new(panel, made)
            } else {
                list(panel)
            }
        })
    })
    .into_any()
}

/// The list's address.
pub(crate) fn list_address() -> String {
    LoyaltySection::Keys.at("")
}

/// What a door is called.
pub(crate) const fn door_name(door: ApiDoor) -> Text {
    match door {
        ApiDoor::ToolUsers => Text::ApiKeyUsers,
        ApiDoor::Wallet => Text::ApiKeyWallet,
        ApiDoor::Employee => Text::ApiKeyEmployee,
    }
}

fn new_one(panel: Panel, answer: &str, made: RwSignal<String>) -> AnyView {
    let till = panel.till;
    let done = Callback::new(move |()| {
        made.set(String::new());
        browser::go(&list_address());
    });
    let new: NewApiKey = match api::parse(answer) {
        Ok(new) => new,
        Err(error) => return unread(till, &error, "keys-retry", done),
    };
    browser::focus_soon(NEW_TITLE);
    let name = new.clave.nombre;
    let title = till.say_with(Text::ApiKeyOf, &[("nombre", &name)]);
    let shown = key::key(till, "new-api-key", Text::ApiKeyWord, &name, new.apikey);
    view! {
        <section class="card new-keys" data-testid="new-keys" aria-labelledby=NEW_TITLE>
            <h1 id=NEW_TITLE tabindex="-1">{title}</h1>
            <p class="once" role="alert">{till.words(Text::ApiKeyOnce)}</p>
            {shown}
            <p class="hint"><a href="/docs/">{till.words(Text::Documentation)}</a></p>
            <div class="row-actions">
                <button type="button" class="primary" id="keys-done" data-testid="keys-done" on:click=move |_| done.run(())>
                    {text(move || till.say(Text::KeysDone))}
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn list(panel: Panel) -> AnyView {
    let till = panel.till;
    let keys = Loader::new(till);
    keys.read("/claves-api".to_owned());
    keys.when_back();
    browser::focus_soon(TITLE);
    let form = FormState::of(TITLE);
    let trouble = panel.trouble(form, Text::SettingsLost);
    let new = LoyaltySection::Keys.at(NEW);
    let rows = part(move || {
        keys.show_bare("keys-retry", |list: Vec<ApiKey>| {
            if list.is_empty() {
                let none = till.say(Text::ApiKeysNone);
                return view! { <p class="card none" data-testid="api-keys-none">{none}</p> }
                    .into_any();
            }
            let rows: Vec<AnyView> = list
                .into_iter()
                .map(|known| row(panel, keys, form, known))
                .collect();
            view! { <ul class="card kept" data-testid="api-keys">{rows}</ul> }.into_any()
        })
    });
    view! {
        <header class="section-head">
            <div>
                <h1 id=TITLE tabindex="-1">{till.words(Text::ApiKeysTab)}</h1>
                <p class="lead">{till.words(Text::ApiKeysLead)} " " <a href="/docs/">{till.words(Text::Documentation)}</a></p>
            </div>
            <a class="button primary" href=new data-testid="api-key-new">{till.words(Text::ApiKeyNew)}</a>
        </header>
        <p class="wrong" role="alert" data-testid="api-keys-trouble">{trouble}</p>
        {rows}
    }
    .into_any()
}

fn row(panel: Panel, keys: Loader, form: FormState, known: ApiKey) -> AnyView {
    let till = panel.till;
    let is_good = known.revocada.is_none();
    let used = match known.ultimo_uso {
        Some(at) => {
            let when = format::day_and_time(at, till.offset_minutes(), till.language.get());
            till.say_with(Text::ApiKeyUsed, &[("fecha", &when)])
        }
        None => till.say(Text::ApiKeyNever).to_owned(),
    };
    let doors: Vec<&str> = known
        .puertas
        .iter()
        .map(|door| till.say(door_name(*door)))
        .collect();
    let revoked =
        (!is_good).then(|| view! { <span class="badge">{till.say(Text::ApiKeyRevoked)}</span> });
    let (id, name) = (known.id, known.nombre.clone());
    let revoke = is_good.then(|| {
        let full = till.say_with(Text::ApiKeyRevokeTitle, &[("nombre", &name)]);
        let ask = move |_| ask(panel, keys, form, id, name.clone());
        view! {
            <button type="button" class="quiet" data-testid="api-key-revoke" aria-label=full on:click=ask>
                {till.say(Text::ApiKeyRevoke)}
            </button>
        }
    });
    view! {
        <li data-testid="api-key" class:off=!is_good>
            <span class="about">
                <span class="name">{known.nombre} " " {revoked}</span>
                {word("caption", format!("{}… · {used}", known.comienzo))}
                {word("caption", doors.join(" · "))}
            </span>
            {revoke}
        </li>
    }
    .into_any()
}

fn ask(panel: Panel, keys: Loader, form: FormState, id: i64, name: String) {
    let said = name.clone();
    panel.question.set(Some(Question {
        title: Text::ApiKeyRevokeTitle,
        lead: Text::ApiKeyRevokeLead,
        name,
        yes: Text::ApiKeyRevoke,
        then: Callback::new(move |()| {
            let change = Change {
                method: "DELETE",
                path: format!("/claves-api/{id}"),
                body: None,
            };
            let said = said.clone();
            let then = move |_: String| {
                panel.done(form, Text::ApiKeyRevokedOf, said);
                keys.again();
                browser::focus_soon(TITLE);
            };
            panel.send(form, Ok(change), Box::new(then));
        }),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::code::Language;

    #[test]
    fn every_door_has_a_name_of_its_own() {
        for language in Language::ALL {
            let mut names = ApiDoor::ALL.map(|door| door_name(door).template(language));
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        }
    }
}
