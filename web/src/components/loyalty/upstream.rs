//! Who and what the service has that keeps the points of some wallets: its wallets' keys, and who our collaborators are there.

use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::field::{FieldNote, forgive};
use crate::components::parts::{link, paragraph};
use crate::components::providers::panel::Panel;
use crate::components::question::Question;
use crate::components::settings::Change;
use crate::components::settings::form_state::FormState;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::services_page::ServiceSection;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;
use ventanilla_core::field::FieldError;
use ventanilla_core::provider::Provider;
use ventanilla_core::wire::loyalty::answers::{ToolUser, ToolUsers};
use ventanilla_core::wire::resources::loyalty_orders::{
    LinkCollaboratorRequest, UpstreamDirectory, UpstreamUser, UpstreamWallet,
};

/// What has the focus when the section is shown.
const TITLE: &str = "upstream-title";
/// The name of the id there, on the wire.
const FIELD: &str = "id_proveedor";

/// What the rows share.
#[derive(Clone, Copy)]
struct Upstream {
    panel: Panel,
    directory: Loader,
}

/// The section.
pub(crate) fn section(panel: Panel) -> AnyView {
    let till = panel.till;
    let directory = Loader::new(till);
    directory.read("/monederos/proveedor".to_owned());
    directory.when_back();
    let users = Loader::posting(till);
    users.read("/toolusers/get".to_owned());
    users.when_back();
    browser::focus_soon(TITLE);
    let upstream = Upstream { panel, directory };
    let account = ServiceSection::Funds.at(&format!("{}/cuenta", Provider::SmsMasivos.name()));
    let shown = part(move || {
        directory.show_bare("upstream-retry", |known: UpstreamDirectory| {
            let wallets = wallets(till, &known.monederos);
            let known = StoredValue::new(known);
            let rows = part(move || {
                users.show_bare("users-retry", |list: ToolUsers| {
                    known.with_value(|known| collaborators(upstream, known, list))
                })
            });
            view! { {wallets} {rows} }.into_any()
        })
    });
    view! {
        <header class="section-head">
            <div>
                <h1 id=TITLE tabindex="-1">{till.words(Text::UpstreamTab)}</h1>
                <p class="lead">{till.words(Text::UpstreamLead)}</p>
            </div>
            {link(till, "upstream-account", "button secondary", account, Text::UpstreamAccount)}
        </header>
        {shown}
    }
    .into_any()
}

/// The wallets there, with the keys that ours are told.
fn wallets(till: Till, list: &[UpstreamWallet]) -> AnyView {
    let rows: Vec<AnyView> = list
        .iter()
        .map(|wallet| {
            view! {
                <li data-testid="upstream-wallet">
                    <span class="about">
                        <span class="name">{wallet.nombre.clone()}</span>
                        <code class="caption">{wallet.clave.clone()}</code>
                    </span>
                </li>
            }
            .into_any()
        })
        .collect();
    let rows = if rows.is_empty() {
        let none = till.say(Text::UpstreamNoWallets).to_owned();
        paragraph("upstream-no-wallets", "card none", none)
    } else {
        view! { <ul class="card kept" data-testid="upstream-wallets">{rows}</ul> }.into_any()
    };
    view! {
        <h2>{till.say(Text::UpstreamWallets)}</h2>
        <p class="hint">{till.say(Text::UpstreamWalletsHint)}</p>
        {rows}
    }
    .into_any()
}

/// Our collaborators who may sign, each with who they are there.
fn collaborators(upstream: Upstream, known: &UpstreamDirectory, list: ToolUsers) -> AnyView {
    let till = upstream.panel.till;
    let rows: Vec<AnyView> = list
        .result
        .into_iter()
        .filter(|user| user.usertool_status == 1)
        .map(|user| row(upstream, known, user))
        .collect();
    view! {
        <h2>{till.say(Text::CollaboratorsTab)}</h2>
        <p class="hint">{till.say(Text::UpstreamWhoHint)}</p>
        <ul class="card kept asked" data-testid="upstream-collaborators">{rows}</ul>
    }
    .into_any()
}

fn row(upstream: Upstream, known: &UpstreamDirectory, user: ToolUser) -> AnyView {
    let (panel, till) = (upstream.panel, upstream.panel.till);
    let form = FormState::of(TITLE);
    let user_id = user.usertool_id;
    let linked = linked(known, user_id);
    let chosen = RwSignal::new(linked.map(|id| id.to_string()).unwrap_or_default());
    let options: Vec<AnyView> = options(&known.usuarios, linked)
        .into_iter()
        .map(|(id, name)| {
            let name = name.unwrap_or_else(|| {
                till.say(if id.is_empty() {
                    Text::UpstreamChoose
                } else {
                    Text::UpstreamGone
                })
                .to_owned()
            });
            let is_chosen = chosen.with_untracked(|chosen| *chosen == id);
            view! { <option value=id selected=is_chosen>{name}</option> }.into_any()
        })
        .collect();
    let id = format!("upstream-is-{user_id}");
    let name = user.usertool_name;
    let said = name.clone();
    let save = move |_| {
        let said = said.clone();
        let then = move |_: String| finished(upstream, form, Text::UpstreamLinked, said);
        panel.send(
            form,
            linking(user_id, &chosen.get_untracked()),
            Box::new(then),
        );
    };
    let full = till.say_with(Text::UpstreamSaveOf, &[("nombre", &name)]);
    let unlink = linked.map(|_| {
        let full = till.say_with(Text::UpstreamUnlinkOf, &[("nombre", &name)]);
        let said = name.clone();
        view! {
            <button
                type="button" class="quiet" data-testid="upstream-unlink" aria-label=full
                on:click=move |_| ask(upstream, form, user_id, said.clone())
            >
                {till.say(Text::UpstreamUnlink)}
            </button>
        }
    });
    let trouble = panel.trouble(form, Text::SettingsLost);
    let label = till.say_with(Text::UpstreamIs, &[("nombre", &name)]);
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    view! {
        <li data-testid="upstream-collaborator">
            <div class="field">
                <label for=id.clone()>{label}</label>
                <div class="box">
                    <select
                        id=id.clone() data-testid=id aria-describedby=described
                        on:change=move |event| {
                            chosen.set(event_target_value(&event));
                            forgive(form.errors, FIELD);
                        }
                    >
                        {options}
                    </select>
                </div>
                <FieldNote id=error_id field=FIELD errors=form.errors/>
                <p class="wrong" role="alert">{trouble}</p>
            </div>
            <span class="row-actions">
                <button type="button" class="secondary" data-testid="upstream-save" aria-label=full on:click=save>
                    {till.say(Text::SettingsSave)}
                </button>
                {unlink}
            </span>
        </li>
    }
    .into_any()
}

/// What the service calls a collaborator, if it knows them.
fn linked(known: &UpstreamDirectory, user_id: i64) -> Option<i64> {
    known
        .colaboradores
        .iter()
        .find(|known| known.id_usuario == user_id)
        .map(|known| known.id_proveedor)
}

/// What is sent for each, and its name. Nobody is chosen before somebody is linked; who is linked and not there any more still stands there.
fn options(users: &[UpstreamUser], linked: Option<i64>) -> Vec<(String, Option<String>)> {
    let mut options: Vec<(String, Option<String>)> = users
        .iter()
        .map(|user| (user.id.to_string(), Some(user.nombre.clone())))
        .collect();
    let first = match linked {
        None => Some(String::new()),
        Some(id) if users.iter().all(|user| user.id != id) => Some(id.to_string()),
        Some(_) => None,
    };
    if let Some(first) = first {
        options.insert(0, (first, None));
    }
    options
}

fn path(user_id: i64) -> String {
    format!("/monederos/proveedor/colaboradores/{user_id}")
}

/// Says who a collaborator is there.
fn linking(user_id: i64, chosen: &str) -> Result<Change, Vec<FieldError>> {
    let checked = Draft::new()
        .whole(FIELD, chosen)
        .read(LinkCollaboratorRequest::parse)?;
    Ok(Change {
        method: "PUT",
        path: path(user_id),
        body: Some(checked.body),
    })
}

/// Says that a collaborator is nobody there any more.
fn unlinking(user_id: i64) -> Change {
    Change {
        method: "DELETE",
        path: path(user_id),
        body: None,
    }
}

fn ask(upstream: Upstream, form: FormState, user_id: i64, name: String) {
    let panel = upstream.panel;
    panel.question.set(Some(Question {
        title: Text::UpstreamUnlinkTitle,
        lead: Text::UpstreamUnlinkLead,
        name: name.clone(),
        yes: Text::UpstreamUnlink,
        then: Callback::new(move |()| {
            let name = name.clone();
            let then = move |_: String| finished(upstream, form, Text::UpstreamUnlinked, name);
            panel.send(form, Ok(unlinking(user_id)), Box::new(then));
        }),
    }));
}

fn finished(upstream: Upstream, form: FormState, said: Text, name: String) {
    upstream.panel.done(form, said, name);
    upstream.directory.again();
    // The rows are made anew.
    browser::focus_soon(TITLE);
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;
    use ventanilla_core::wire::answer;

    fn directory() -> UpstreamDirectory {
        answer::read(
            r#"{"usuarios":[{"id":8141,"nombre":"Caja"},{"id":8142,"nombre":"Gerencia"}],
            "monederos":[],"colaboradores":[{"id_usuario":3,"id_proveedor":8142},{"id_usuario":4,"id_proveedor":9}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn who_can_be_chosen() {
        let known = directory();
        let ids = |user_id: i64| -> Vec<String> {
            options(&known.usuarios, linked(&known, user_id))
                .into_iter()
                .map(|(id, name)| format!("{id} {}", name.unwrap_or_default()))
                .collect()
        };
        assert_eq!(ids(3), ["8141 Caja", "8142 Gerencia"]);
        assert_eq!(ids(4), ["9 ", "8141 Caja", "8142 Gerencia"]);
        assert_eq!(ids(5), [" ", "8141 Caja", "8142 Gerencia"]);
        assert_eq!(options(&[], None).len(), 1);
    }

    #[test]
    fn what_is_sent() {
        let change = linking(3, "8141").unwrap();
        assert_eq!(
            (change.method, change.path.as_str(), change.body.as_deref()),
            (
                "PUT",
                "/monederos/proveedor/colaboradores/3",
                Some(r#"{"id_proveedor":8141}"#)
            )
        );
        let change = unlinking(3);
        assert_eq!(
            (change.method, change.path.as_str(), change.body),
            ("DELETE", "/monederos/proveedor/colaboradores/3", None)
        );
        let table = [
            ("", Code::Required),
            ("0", Code::TooSmall),
            ("x", Code::NotAnInteger),
        ];
        for (chosen, code) in table {
            let wrong = linking(3, chosen).unwrap_err();
            let found: Vec<(&str, Code)> = wrong
                .iter()
                .map(|error| (error.field.as_str(), error.code))
                .collect();
            assert_eq!(found, [(FIELD, code)], "{chosen}");
        }
    }
}
