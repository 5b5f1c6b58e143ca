//! The wallets: what is in each, and the ways to fund it, change it and see what it has paid.

use super::order::available;
use super::{wallet_form, wallet_history};
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{fact_of, facts, word};
use crate::components::providers::funding;
use crate::components::providers::panel::Panel;
use crate::i18n::Text;
use crate::intent::Receipt;
use crate::notice::Notice;
use crate::services_page::ServiceSection;
use crate::till::Till;
use crate::view::{follow, part};
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::role::Role;
use ventanilla_core::uuid::is_uuid;
use ventanilla_core::wire::resources::wallets::Wallet;

/// What has the focus when the list is shown.
const TITLE: &str = "wallets-title";
/// What stands in the address of something new, of adding money, and of what was paid.
const NEW: &str = "nueva";
const FUND: &str = "agregar";
const HISTORY: &str = "historial";

/// A part of the section.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    List,
    New,
    Edit(String),
    Fund(String),
    History(String),
}

impl Place {
    /// Reads what stands in the address after the section's name. What that role may not do, and what is nothing, is the list.
    fn of(rest: &str, role: Role) -> Self {
        let (id, what) = rest.split_once('/').unwrap_or((rest, ""));
        let manages = role.may(Permission::ManageIntegrations);
        if rest == NEW && manages {
            return Self::New;
        }
        match what {
            _ if !is_uuid(id) => Self::List,
            "" if manages => Self::Edit(id.to_owned()),
            FUND if role.may(Permission::FundPrefunds) => Self::Fund(id.to_owned()),
            HISTORY => Self::History(id.to_owned()),
            _ => Self::List,
        }
    }
}

/// The section.
pub(crate) fn section(panel: Panel, rest: Signal<String>) -> AnyView {
    let till = panel.till;
    let here = Memo::new(move |_| rest.with(|rest| Place::of(rest, till.role())));
    part(move || {
        let place = here.get();
        untrack(|| match place {
            Place::List => list(till),
            Place::New => {
                panel.begin();
                wallet_form::new(panel)
            }
            Place::Edit(id) => {
                panel.begin();
                one(till, id, move |known| wallet_form::edit(panel, known))
            }
            Place::Fund(id) => {
                panel.begin();
                one(till, id, move |known| {
                    funding::view(till, funding::Purpose::Wallet(known))
                })
            }
            Place::History(id) => one(till, id, move |known| wallet_history::view(till, known)),
        })
    })
    .into_any()
}

/// The address of something about a wallet.
fn address_of(id: &str, what: &str) -> String {
    if what.is_empty() {
        ServiceSection::Wallets.at(id)
    } else {
        ServiceSection::Wallets.at(&format!("{id}/{what}"))
    }
}

/// Reads the wallets, and shows something of one of them.
fn one(till: Till, id: String, show: impl Fn(Wallet) -> AnyView + Send + 'static) -> AnyView {
    let wallets = read(till);
    let show: Box<dyn Fn(Wallet) -> AnyView + Send> = Box::new(show);
    part(move || {
        wallets.show_bare("wallets-retry", |list: Vec<Wallet>| {
            list.into_iter()
                .find(|known| known.id == id)
                .map_or_else(|| gone(till), &show)
        })
    })
    .into_any()
}

fn gone(till: Till) -> AnyView {
    view! {
        <div class="waiting" data-testid="wallet-gone">
            <h1>{till.words(Text::SettingsGone)}</h1>
            <a class="button secondary" href=ServiceSection::Wallets.at("")>{till.words(Text::SettingsBack)}</a>
        </div>
    }
    .into_any()
}

fn read(till: Till) -> Loader {
    let wallets = Loader::new(till);
    wallets.read("/carteras".to_owned());
    wallets
}

fn list(till: Till) -> AnyView {
    let wallets = read(till);
    wallets.when_back();
    follow(move || {
        let is_news = till
            .notice
            .with(|notice| Notice::is_news(notice, |receipt| *receipt == Receipt::WalletFunded));
        if is_news {
            wallets.again();
        }
    });
    browser::focus_soon(TITLE);
    let add = till.role().may(Permission::ManageIntegrations).then(|| {
        let address = ServiceSection::Wallets.at(NEW);
        view! { <a class="button primary" href=address data-testid="wallet-new">{till.words(Text::WalletNew)}</a> }
    });
    view! {
        <header class="section-head">
            <div>
                <h1 id=TITLE tabindex="-1">{till.words(Text::WalletsTab)}</h1>
                <p class="lead">{till.words(Text::WalletsLead)}</p>
            </div>
            {add}
        </header>
        <div class="providers" aria-live="polite">
            {part(move || wallets.show_bare("wallets-retry", |list: Vec<Wallet>| {
                if list.is_empty() {
                    let none = till.say(Text::WalletsNone);
                    return view! { <p class="card none" data-testid="wallets-none">{none}</p> }.into_any();
                }
                list.iter().map(|wallet| card(till, wallet)).collect_view().into_any()
            }))}
        </div>
    }
    .into_any()
}

fn card(till: Till, wallet: &Wallet) -> AnyView {
    let title = format!("wallet-{}-title", wallet.id);
    let left = available(wallet);
    let held = wallet.retenido.amount();
    let empty = (!left.is_positive()).then(|| {
        let words = word("", till.say(Text::WalletEmpty).to_owned());
        view! { <p class="short" data-testid="wallet-empty"><Icon drawing=Drawing::Alert/> {words}</p> }
    });
    let open = (!held.is_zero()).then(|| {
        let address = ServiceSection::Open.at("");
        view! { " " <a href=address data-testid="wallet-open">{till.say(Text::FundsOpen)}</a> }
    });
    let provider_id = wallet.id_proveedor.clone().unwrap_or_default();
    let mut figures = vec![
        fact_of(
            "wallet-posted",
            till.say(Text::WalletBalance).to_owned(),
            String::new(),
            word("", till.money(wallet.saldo.amount())),
        ),
        fact_of(
            "wallet-held",
            till.say(Text::FundHeld).to_owned(),
            String::new(),
            view! { {word("", till.money(held))} {open} }.into_any(),
        ),
    ];
    if !provider_id.is_empty() {
        figures.push(fact_of(
            "wallet-provider-id",
            till.say(Text::WalletProviderId).to_owned(),
            String::new(),
            word("", provider_id),
        ));
    }
    let role = till.role();
    let way = |what: &'static str, id: &'static str, class: &'static str, words: Text| {
        let address = address_of(&wallet.id, what);
        view! { <a class=class href=address data-testid=id>{till.say(words)}</a> }.into_any()
    };
    let mut ways = Vec::new();
    if role.may(Permission::FundPrefunds) {
        ways.push(way(
            FUND,
            "wallet-fund",
            "button primary",
            Text::WalletFundAction,
        ));
    }
    ways.push(way(
        HISTORY,
        "wallet-history",
        "button secondary",
        Text::WalletHistory,
    ));
    if role.may(Permission::ManageIntegrations) {
        ways.push(way(
            "",
            "wallet-edit",
            "button secondary",
            Text::WalletChange,
        ));
    }
    view! {
        <section class="card provider" data-testid="wallet" aria-labelledby=title.clone()>
            <h2 id=title.clone()>{wallet.nombre.clone()}</h2>
            <p class="available"><span class="caption">{till.say(Text::FundAvailable)}</span> <strong data-testid="wallet-available">{till.money(left)}</strong></p>
            {empty}
            {facts("wallet-figures", "facts lines", figures)}
            <div class="row-actions">{ways}</div>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        use Role::{Administrador, Gerente, Operador};
        const ID: &str = "2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f";
        let id = || ID.to_owned();
        let of = |what: &str| format!("{ID}{what}");
        let table = [
            (String::new(), Administrador, Place::List),
            ("nueva".to_owned(), Administrador, Place::New),
            ("nueva".to_owned(), Gerente, Place::List),
            (of(""), Administrador, Place::Edit(id())),
            (of(""), Gerente, Place::List),
            (of("/agregar"), Gerente, Place::Fund(id())),
            (of("/agregar"), Operador, Place::List),
            (of("/historial"), Operador, Place::History(id())),
            (of("/nada"), Administrador, Place::List),
            ("3/historial".to_owned(), Administrador, Place::List),
        ];
        for (rest, role, expected) in table {
            assert_eq!(Place::of(&rest, role), expected, "{rest} {role:?}");
        }
        assert_eq!(
            address_of(ID, FUND),
            format!("/app/recargas/#carteras/{ID}/agregar")
        );
    }
}
