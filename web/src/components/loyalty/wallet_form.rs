//! A loyalty wallet being made or changed.

use super::wallets::list_address;
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::field::TextField;
use crate::components::parts::word;
use crate::components::providers::panel::Panel;
use crate::components::providers::sheet::{self, Sheet};
use crate::components::settings::Change;
use crate::components::settings::fields::{self, At};
use crate::components::settings::form_state::FormState;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::view::{part, yes};
use leptos::prelude::*;
use ventanilla_core::code::Language;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::loyalty::answers::{ToolUser, ToolUsers};
use ventanilla_core::wire::resources::loyalty::{
    LoyaltyWallet, LoyaltyWalletRequest, LoyaltyWalletUpdateRequest,
};
use ventanilla_core::{Amount, Currency};

const NAME: &str = "loyalty-name";
const PERCENTAGE: &str = "loyalty-percent";
const CONTACTS: &str = "loyalty-contacts";
const REDEMPTIONS: &str = "loyalty-redemptions";
const MESSAGES: &str = "loyalty-messages";
const THRESHOLD: &str = "loyalty-pin-from";
const LINK: &str = "loyalty-link";

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Typed {
    name: String,
    percentage: String,
    asks_ticket: bool,
    is_ticket_once: bool,
    asks_birth: bool,
    contacts: String,
    redemptions: String,
    messages: String,
    threshold: String,
    link: String,
    is_for_all: bool,
    collaborators: Vec<i64>,
}

impl Typed {
    /// What a new one starts with.
    fn fresh() -> Self {
        Self {
            name: String::new(),
            percentage: String::new(),
            asks_ticket: false,
            is_ticket_once: false,
            asks_birth: false,
            contacts: "1000".to_owned(),
            redemptions: "1000".to_owned(),
            messages: "1000".to_owned(),
            threshold: String::new(),
            link: String::new(),
            is_for_all: true,
            collaborators: Vec::new(),
        }
    }

    /// What stands in the fields of one that is there.
    fn of(known: &LoyaltyWallet, currency: Currency, language: Language) -> Self {
        let number = |amount: Amount| fields::typed_amount(amount, currency, language);
        Self {
            name: known.nombre.clone(),
            percentage: number(known.porcentaje.amount()),
            asks_ticket: known.exige_ticket,
            is_ticket_once: known.ticket_unico,
            asks_birth: known.exige_nacimiento,
            contacts: known.clientes_disponibles.to_string(),
            redemptions: known.canjes_disponibles.to_string(),
            messages: known.creditos_disponibles.to_string(),
            threshold: known
                .pin_desde
                .map(|threshold| number(threshold.amount()))
                .unwrap_or_default(),
            link: known.enlace_clientes.clone(),
            is_for_all: known.para_todos,
            collaborators: known.colaboradores.clone(),
        }
    }
}

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

fn added(typed: &Typed, currency: Currency) -> Result<Change, Vec<FieldError>> {
    let draft = Draft::new()
        .text("nombre", &typed.name)
        .decimal("porcentaje", &typed.percentage, currency)
        .flag("exige_ticket", typed.asks_ticket)
        .flag("ticket_unico", typed.asks_ticket && typed.is_ticket_once)
        .flag("exige_nacimiento", typed.asks_birth)
        .whole("clientes_disponibles", typed.contacts.trim())
        .whole("canjes_disponibles", typed.redemptions.trim())
        .whole("creditos_disponibles", typed.messages.trim())
        .text("enlace_clientes", &typed.link);
    let draft = if typed.threshold.trim().is_empty() {
        draft
    } else {
        draft.decimal("pin_desde", &typed.threshold, currency)
    };
    let checked = draft.read(LoyaltyWalletRequest::parse)?;
    Ok(Change {
        method: "POST",
        path: "/monederos".to_owned(),
        body: Some(checked.body),
    })
}

/// Only what is not as it was.
fn changed(
    id: i64,
    before: &Typed,
    typed: &Typed,
    currency: Currency,
) -> Result<Change, Vec<FieldError>> {
    let mut draft = Draft::new()
        .changed("nombre", &before.name, &typed.name)
        .changed("enlace_clientes", &before.link, &typed.link);
    if typed.percentage.trim() != before.percentage {
        draft = draft.decimal("porcentaje", &typed.percentage, currency);
    }
    let once = |typed: &Typed| typed.asks_ticket && typed.is_ticket_once;
    for (name, was, is) in [
        ("exige_ticket", before.asks_ticket, typed.asks_ticket),
        ("ticket_unico", once(before), once(typed)),
        ("exige_nacimiento", before.asks_birth, typed.asks_birth),
    ] {
        if was != is {
            draft = draft.flag(name, is);
        }
    }
    for (name, was, is) in [
        ("clientes_disponibles", &before.contacts, &typed.contacts),
        (
            "canjes_disponibles",
            &before.redemptions,
            &typed.redemptions,
        ),
        ("creditos_disponibles", &before.messages, &typed.messages),
    ] {
        if was != is.trim() {
            // What is blank is no number: the core says so.
            draft = if is.trim().is_empty() {
                draft.json(name, "\"\"".to_owned())
            } else {
                draft.whole(name, is.trim())
            };
        }
    }
    if typed.threshold.trim() != before.threshold {
        draft = if typed.threshold.trim().is_empty() {
            draft.nothing("pin_desde")
        } else {
            draft.decimal("pin_desde", &typed.threshold, currency)
        };
    }
    if typed.is_for_all && !before.is_for_all {
        draft = draft.nothing("colaboradores");
    } else if !typed.is_for_all
        && (before.is_for_all || typed.collaborators != before.collaborators)
    {
        let ids: Vec<String> = typed.collaborators.iter().map(i64::to_string).collect();
        draft = draft.json("colaboradores", format!("[{}]", ids.join(",")));
    }
    let checked = draft.read(LoyaltyWalletUpdateRequest::parse)?;
    Ok(Change {
        method: "PATCH",
        path: format!("/monederos/{id}"),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::super::sale::tests::wallet;
    use super::*;

    fn typed() -> Typed {
        Typed {
            name: " Lealtad ".to_owned(),
            percentage: "3.33".to_owned(),
            ..Typed::fresh()
        }
    }

    fn body(change: Result<Change, Vec<FieldError>>) -> String {
        change.unwrap().body.unwrap()
    }

    fn wrong(change: Result<Change, Vec<FieldError>>) -> Vec<String> {
        let errors = change.unwrap_err();
        let mut fields: Vec<String> = errors.into_iter().map(|error| error.field).collect();
        fields.sort();
        fields
    }

    #[test]
    fn new_ones() {
        assert_eq!(
            body(added(&typed(), Currency::Mxn)),
            r#"{"nombre":"Lealtad","porcentaje":"3.33","exige_ticket":false,"ticket_unico":false,"exige_nacimiento":false,"clientes_disponibles":1000,"canjes_disponibles":1000,"creditos_disponibles":1000,"enlace_clientes":""}"#
        );
        let with = Typed {
            threshold: "500".to_owned(),
            is_ticket_once: true,
            ..typed()
        };
        let with = body(added(&with, Currency::Mxn));
        assert!(with.contains(r#""pin_desde":"500.00""#), "{with}");
        // A ticket that is not asked for is not good once only.
        assert!(with.contains(r#""ticket_unico":false"#), "{with}");
        let bad = Typed {
            name: String::new(),
            percentage: "100.01".to_owned(),
            contacts: "muchos".to_owned(),
            link: "http://x".to_owned(),
            ..typed()
        };
        assert_eq!(
            wrong(added(&bad, Currency::Mxn)),
            [
                "clientes_disponibles",
                "enlace_clientes",
                "nombre",
                "porcentaje"
            ]
        );
    }

    #[test]
    fn only_what_changed_is_sent() {
        let known = wallet(true, r#""500.00""#);
        let before = Typed::of(&known, Currency::Mxn, Language::En);
        let change = |typed: &Typed| changed(1, &before, typed, Currency::Mxn);
        assert_eq!(body(change(&before)), "{}");
        let table = [
            (
                Typed {
                    percentage: "5".to_owned(),
                    ..before.clone()
                },
                r#"{"porcentaje":"5.00"}"#,
            ),
            (
                Typed {
                    threshold: " ".to_owned(),
                    ..before.clone()
                },
                r#"{"pin_desde":null}"#,
            ),
            (
                Typed {
                    is_for_all: true,
                    ..before.clone()
                },
                r#"{"colaboradores":null}"#,
            ),
            (
                Typed {
                    collaborators: vec![7, 3],
                    ..before.clone()
                },
                r#"{"colaboradores":[7,3]}"#,
            ),
            (
                Typed {
                    asks_ticket: false,
                    contacts: "9".to_owned(),
                    ..before.clone()
                },
                r#"{"exige_ticket":false,"clientes_disponibles":9}"#,
            ),
        ];
        for (typed, expected) in table {
            assert_eq!(body(change(&typed)), expected, "{typed:?}");
        }
        let bad = Typed {
            name: " ".to_owned(),
            percentage: String::new(),
            messages: String::new(),
            ..before.clone()
        };
        assert_eq!(
            wrong(change(&bad)),
            ["creditos_disponibles", "nombre", "porcentaje"]
        );
    }
}
