//! Who works there: the list, and archiving those who sign in with their mobile.

use super::{collaborator_form, phone};
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::parts::word;
use crate::components::providers::panel::Panel;
use crate::components::question::Question;
use crate::components::settings::Change;
use crate::components::settings::form_state::FormState;
use crate::i18n::Text;
use crate::loyalty_page::LoyaltySection;
use crate::view::part;
use leptos::prelude::*;
use ventanilla_core::loyalty::TenDigits;
use ventanilla_core::wire::body::Body;
use ventanilla_core::wire::loyalty::answers::{ToolUser, ToolUsers};
use ventanilla_core::wire::loyalty::requests::DisableEmployeeRequest;

/// What has the focus when the list is shown.
const TITLE: &str = "collaborators-title";
/// What stands in the address of something new.
const NEW: &str = "nuevo";

/// The section.
pub(crate) fn section(panel: Panel, rest: Signal<String>) -> AnyView {
    let is_new = Memo::new(move |_| rest.with(|rest| rest == NEW));
    part(move || {
        if is_new.get() {
            untrack(|| {
                panel.begin();
                collaborator_form::new(panel)
            })
        } else {
            untrack(|| list(panel))
        }
    })
    .into_any()
}

/// The list's address.
pub(crate) fn list_address() -> String {
    LoyaltySection::Collaborators.at("")
}

fn list(panel: Panel) -> AnyView {
    let till = panel.till;
    let users = Loader::posting(till);
    users.read("/toolusers/get".to_owned());
    users.when_back();
    browser::focus_soon(TITLE);
    let form = FormState::of(TITLE);
    let new = LoyaltySection::Collaborators.at(NEW);
    let trouble = panel.trouble(form, Text::SettingsLost);
    let rows = part(move || {
        users.show_bare("users-retry", |list: ToolUsers| {
            let rows: Vec<AnyView> = list
                .result
                .into_iter()
                .map(|user| row(panel, users, form, user))
                .collect();
            view! { <ul class="card kept" data-testid="collaborators">{rows}</ul> }.into_any()
        })
    });
    view! {
        <header class="section-head">
            <div>
                <h1 id=TITLE tabindex="-1">{till.words(Text::CollaboratorsTab)}</h1>
                <p class="lead">{till.words(Text::CollaboratorsLead)}</p>
            </div>
            <a class="button primary" href=new data-testid="collaborator-new">{till.words(Text::CollaboratorNew)}</a>
        </header>
        <p class="wrong" role="alert" data-testid="collaborators-trouble">{trouble}</p>
        {rows}
    }
    .into_any()
}

fn row(panel: Panel, users: Loader, form: FormState, user: ToolUser) -> AnyView {
    let till = panel.till;
    let is_there = user.usertool_status == 1;
    let kind = if user.usertool_type == "gerente" {
        Text::CollaboratorManager
    } else {
        Text::CollaboratorCashier
    };
    let mut about = vec![till.say(kind).to_owned()];
    about.extend([
        phone::shown(&user.usertool_number),
        user.usertool_branch.clone(),
    ]);
    about.retain(|part| !part.is_empty());
    let archived = (!is_there)
        .then(|| view! { <span class="badge">{till.say(Text::CollaboratorArchived)}</span> });
    // Those who sign in with an e-mail address are looked after with the users.
    let number = TenDigits::parse(&user.usertool_number).filter(|_| is_there);
    let archive = number.map(|number| {
        let name = user.usertool_name.clone();
        let full = till.say_with(Text::CollaboratorArchiveOf, &[("nombre", &name)]);
        let ask = move |_| ask(panel, users, form, name.clone(), &number);
        view! {
            <button type="button" class="quiet" data-testid="collaborator-archive" aria-label=full on:click=ask>
                {till.say(Text::CollaboratorArchive)}
            </button>
        }
    });
    view! {
        <li data-testid="collaborator" class:off=!is_there>
            <span class="about">
                <span class="name">{user.usertool_name} " " {archived}</span>
                {word("caption", about.join(" · "))}
            </span>
            {archive}
        </li>
    }
    .into_any()
}

fn ask(panel: Panel, users: Loader, form: FormState, name: String, number: &TenDigits) {
    let body = DisableEmployeeRequest {
        number: number.clone(),
    }
    .to_json();
    let said = name.clone();
    panel.question.set(Some(Question {
        title: Text::CollaboratorArchiveTitle,
        lead: Text::CollaboratorArchiveLead,
        name,
        yes: Text::CollaboratorArchive,
        then: Callback::new(move |()| {
            let change = Change {
                method: "POST",
                path: "/employee/disable".to_owned(),
                body: Some(body.clone()),
            };
            let said = said.clone();
            let then = move |_: String| {
                panel.done(form, Text::CollaboratorArchivedOf, said);
                users.again();
                browser::focus_soon(TITLE);
            };
            panel.send(form, Ok(change), Box::new(then));
        }),
    }));
}
