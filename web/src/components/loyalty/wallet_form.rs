//! A loyalty wallet being made or changed.

use super::wallet_draft::{Typed, added, changed};
use super::wallets::list_address;
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::field::TextField;
use crate::components::parts::word;
use crate::components::providers::panel::Panel;
use crate::components::providers::sheet::{self, Sheet};
use crate::components::settings::fields::{self, At};
use crate::components::settings::form_state::FormState;
use crate::i18n::Text;
use crate::view::{part, yes};
use leptos::prelude::*;
use ventanilla_core::wire::loyalty::answers::{ToolUser, ToolUsers};
use ventanilla_core::wire::resources::loyalty::LoyaltyWallet;

const NAME: &str = "loyalty-name";
const PERCENTAGE: &str = "loyalty-percent";
const CONTACTS: &str = "loyalty-contacts";
const REDEMPTIONS: &str = "loyalty-redemptions";
const MESSAGES: &str = "loyalty-messages";
const THRESHOLD: &str = "loyalty-pin-from";
const LINK: &str = "loyalty-link";
const UPSTREAM: &str = "loyalty-upstream";

/// What is typed, as signals.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    percentage: RwSignal<String>,
    asks_ticket: RwSignal<bool>,
    is_ticket_once: RwSignal<bool>,
    asks_birth: RwSignal<bool>,
    contacts: RwSignal<String>,
    redemptions: RwSignal<String>,
    messages: RwSignal<String>,
    threshold: RwSignal<String>,
    link: RwSignal<String>,
    upstream: RwSignal<String>,
    is_for_all: RwSignal<bool>,
    collaborators: RwSignal<Vec<i64>>,
}

impl Fields {
    fn new(typed: Typed) -> Self {
        Self {
            name: RwSignal::new(typed.name),
            percentage: RwSignal::new(typed.percentage),
            asks_ticket: RwSignal::new(typed.asks_ticket),
            is_ticket_once: RwSignal::new(typed.is_ticket_once),
            asks_birth: RwSignal::new(typed.asks_birth),
            contacts: RwSignal::new(typed.contacts),
            redemptions: RwSignal::new(typed.redemptions),
            messages: RwSignal::new(typed.messages),
            threshold: RwSignal::new(typed.threshold),
            link: RwSignal::new(typed.link),
            upstream: RwSignal::new(typed.upstream),
            is_for_all: RwSignal::new(typed.is_for_all),
            collaborators: RwSignal::new(typed.collaborators),
        }
    }

    fn typed(self) -> Typed {
        Typed {
            name: self.name.get_untracked(),
            percentage: self.percentage.get_untracked(),
            asks_ticket: self.asks_ticket.get_untracked(),
            is_ticket_once: self.is_ticket_once.get_untracked(),
            asks_birth: self.asks_birth.get_untracked(),
            contacts: self.contacts.get_untracked(),
            redemptions: self.redemptions.get_untracked(),
            messages: self.messages.get_untracked(),
            threshold: self.threshold.get_untracked(),
            link: self.link.get_untracked(),
            upstream: self.upstream.get_untracked(),
            is_for_all: self.is_for_all.get_untracked(),
            collaborators: self.collaborators.get_untracked(),
        }
    }
}

/// A new wallet.
pub(crate) fn new(panel: Panel) -> AnyView {
    let till = panel.till;
    let form = FormState::of(sheet::SAVE);
    let typed = Fields::new(Typed::fresh());
    let save = Callback::new(move |()| {
        let typed = typed.typed();
        let change = added(&typed, untrack(|| till.currency()));
        let then = move |_: String| {
            let name = typed.name.trim().to_owned();
            panel.leave(form, Text::LoyaltyMade, name, &list_address());
        };
        panel.send(form, change, Box::new(then));
    });
    let sheet = Sheet {
        title: till.say(Text::LoyaltyNew).to_owned(),
        lead: till.say(Text::LoyaltyWalletsLead).to_owned(),
        save: Text::WalletCreate,
        is_busy: form.is_busy.into(),
        trouble: panel.trouble(form, Text::SettingsLost),
        back: list_address(),
        on_submit: save,
    };
    sheet::view(till, sheet, body(panel, form, typed, save))
}

/// A wallet that is there already.
pub(crate) fn edit(panel: Panel, known: LoyaltyWallet) -> AnyView {
    let till = panel.till;
    let form = FormState::of(sheet::SAVE);
    let before = untrack(|| Typed::of(&known, till.currency(), till.language.get()));
    let typed = Fields::new(before.clone());
    let (id, name) = (known.id, known.nombre);
    let save = Callback::new(move |()| {
        let typed = typed.typed();
        let change = changed(id, &before, &typed, untrack(|| till.currency()));
        let then = move |_: String| {
            let name = typed.name.trim().to_owned();
            panel.leave(form, Text::SettingsSavedOf, name, &list_address());
        };
        panel.send(form, change, Box::new(then));
    });
    let mut fields = body(panel, form, typed, save);
    fields.push(permitted(panel, typed));
    let sheet = Sheet {
        title: name,
        lead: String::new(),
        save: Text::SettingsSave,
        is_busy: form.is_busy.into(),
        trouble: panel.trouble(form, Text::SettingsLost),
        back: list_address(),
        on_submit: save,
    };
    sheet::view(till, sheet, fields)
}

/// What new ones and others have alike.
fn body(panel: Panel, form: FormState, typed: Fields, save: Callback<()>) -> Vec<AnyView> {
    let till = panel.till;
    browser::focus_soon(NAME);
    let at = |id, field| At { id, field, form };
    let number = |id: &'static str,
                  field: &'static str,
                  label: Text,
                  value: RwSignal<String>,
                  hint: Text,
                  next: Callback<()>| {
        let hint = fields::words(till, hint);
        view! {
            <TextField id=id label=label field=field value=value errors=form.errors keys="decimal" hint=hint on_enter=next/>
        }
        .into_any()
    };
    let pair = |parts: Vec<AnyView>| view! { <div class="pair">{parts}</div> }.into_any();
    let switch = move |id, value, name, hint| {
        fields::switch(till, id, value, name, fields::words(till, hint))
    };
    let once = part(move || {
        if !typed.asks_ticket.get() {
            return ().into_any();
        }
        switch(
            "loyalty-ticket-once",
            typed.is_ticket_once,
            Text::LoyaltyTicketOnce,
            Text::LoyaltyTicketOnceHint,
        )
    });
    vec![
        fields::text(
            till,
            at(NAME, "nombre"),
            Text::SettingsName,
            typed.name,
            None,
            fields::to(PERCENTAGE),
        ),
        pair(vec![
            number(
                PERCENTAGE,
                "porcentaje",
                Text::LoyaltyPercentage,
                typed.percentage,
                Text::LoyaltyPercentageHint,
                fields::to(THRESHOLD),
            ),
            number(
                THRESHOLD,
                "pin_desde",
                Text::LoyaltyThreshold,
                typed.threshold,
                Text::LoyaltyThresholdHint,
                fields::to(CONTACTS),
            ),
        ]),
        switch(
            "loyalty-ticket",
            typed.asks_ticket,
            Text::LoyaltyTicket,
            Text::LoyaltyTicketHint,
        ),
        once.into_any(),
        switch(
            "loyalty-birth",
            typed.asks_birth,
            Text::LoyaltyBirth,
            Text::LoyaltyBirthHint,
        ),
        pair(vec![
            number(
                CONTACTS,
                "clientes_disponibles",
                Text::LoyaltyContacts,
                typed.contacts,
                Text::LoyaltyQuotaHint,
                fields::to(REDEMPTIONS),
            ),
            number(
                REDEMPTIONS,
                "canjes_disponibles",
                Text::LoyaltyRedemptions,
                typed.redemptions,
                Text::LoyaltyQuotaHint,
                fields::to(MESSAGES),
            ),
            number(
                MESSAGES,
                "creditos_disponibles",
                Text::LoyaltyMessages,
                typed.messages,
                Text::LoyaltyQuotaHint,
                fields::to(LINK),
            ),
        ]),
        fields::text(
            till,
            at(LINK, "enlace_clientes"),
            Text::LoyaltyLink,
            typed.link,
            Some(Text::LoyaltyLinkHint),
            fields::to(UPSTREAM),
        ),
        fields::text(
            till,
            at(UPSTREAM, "clave_proveedor"),
            Text::LoyaltyUpstreamKey,
            typed.upstream,
            Some(Text::LoyaltyUpstreamKeyHint),
            save,
        ),
    ]
}

/// Who may use it.
fn permitted(panel: Panel, typed: Fields) -> AnyView {
    let till = panel.till;
    let users = Loader::posting(till);
    users.read("/toolusers/get".to_owned());
    let all = fields::switch(
        till,
        "loyalty-all",
        typed.is_for_all,
        Text::LoyaltyEverybody,
        fields::words(till, Text::LoyaltyEverybodyHint),
    );
    let list = part(move || {
        if typed.is_for_all.get() {
            return ().into_any();
        }
        users.show_bare("users-retry", |list: ToolUsers| {
            let boxes: Vec<AnyView> = list
                .result
                .iter()
                .filter(|user| user.usertool_status == 1)
                .map(|user| checkbox(typed.collaborators, user))
                .collect();
            view! {
                <fieldset class="few" data-testid="loyalty-who">
                    <legend>{till.say(Text::LoyaltyWho)}</legend>
                    <div class="choices">{boxes}</div>
                </fieldset>
            }
            .into_any()
        })
    });
    view! {
        {all}
        {list}
    }
    .into_any()
}

fn checkbox(chosen: RwSignal<Vec<i64>>, user: &ToolUser) -> AnyView {
    let id = user.usertool_id;
    let is_on = yes(move || chosen.with(|chosen| chosen.contains(&id)));
    let change = move |event| {
        let is_checked = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|known| *known != id);
            if is_checked {
                chosen.push(id);
            }
        });
    };
    let name = word("name", user.usertool_name.clone());
    let branch = word("caption", user.usertool_branch.clone());
    let test_id = format!("loyalty-user-{id}");
    view! {
        <label class="choice tick" class:on=is_on>
            <input type="checkbox" class="unseen" id=test_id.clone() data-testid=test_id prop:checked=is_on on:change=change/>
            {name}
            {branch}
        </label>
    }
    .into_any()
}
