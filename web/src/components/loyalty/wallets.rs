//! The loyalty wallets: what each gives, what is left of its quotas, and the way to change it.

use super::attending::points;
use super::wallet_form;
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::parts::{fact, facts, paragraph};
use crate::components::providers::panel::Panel;
use crate::format;
use crate::i18n::Text;
use crate::loyalty_page::LoyaltySection;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;
use ventanilla_core::wire::resources::loyalty::LoyaltyWallet;

/// What has the focus when the list is shown.
const TITLE: &str = "loyalty-wallets-title";
/// What stands in the address of something new.
pub(crate) const NEW: &str = "nuevo";

/// The section.
pub(crate) fn section(panel: Panel, rest: Signal<String>) -> AnyView {
    let till = panel.till;
    let here = Memo::new(move |_| rest.get());
    part(move || {
        let rest = here.get();
        untrack(|| match rest.as_str() {
            "" => list(till),
            NEW => {
                panel.begin();
                wallet_form::new(panel)
            }
            id => {
                panel.begin();
                one(panel, id.to_owned())
            }
        })
    })
    .into_any()
}

/// The list's address.
pub(crate) fn list_address() -> String {
    LoyaltySection::Wallets.at("")
}

fn read(till: Till) -> Loader {
    let wallets = Loader::new(till);
    wallets.read("/monederos".to_owned());
    wallets
}

fn one(panel: Panel, id: String) -> AnyView {
    let till = panel.till;
    let wallets = read(till);
    part(move || {
        wallets.show_bare("wallets-retry", |list: Vec<LoyaltyWallet>| {
            let known = list.into_iter().find(|known| known.id.to_string() == id);
            known.map_or_else(|| gone(till), |known| wallet_form::edit(panel, known))
        })
    })
    .into_any()
}

fn gone(till: Till) -> AnyView {
    view! {
        <div class="waiting" data-testid="wallet-gone">
            <h1>{till.words(Text::SettingsGone)}</h1>
            <a class="button secondary" href=list_address()>{till.words(Text::SettingsBack)}</a>
        </div>
    }
    .into_any()
}

fn list(till: Till) -> AnyView {
    let wallets = read(till);
    wallets.when_back();
    browser::focus_soon(TITLE);
    let new = LoyaltySection::Wallets.at(NEW);
    view! {
        <header class="section-head">
            <div>
                <h1 id=TITLE tabindex="-1">{till.words(Text::LoyaltyWalletsTab)}</h1>
                <p class="lead">{till.words(Text::LoyaltyWalletsLead)}</p>
            </div>
            <a class="button primary" href=new data-testid="loyalty-new">{till.words(Text::LoyaltyNew)}</a>
        </header>
        <div class="providers" aria-live="polite">
            {part(move || wallets.show_bare("wallets-retry", |list: Vec<LoyaltyWallet>| {
                if list.is_empty() {
                    return paragraph("loyalty-none", "card none", till.say(Text::LoyaltyWalletsNone).to_owned());
                }
                list.iter().map(|wallet| card(till, wallet)).collect_view().into_any()
            }))}
        </div>
    }
    .into_any()
}

fn card(till: Till, wallet: &LoyaltyWallet) -> AnyView {
    let title = format!("loyalty-wallet-{}", wallet.id);
    let percentage = points(till, wallet.porcentaje.amount());
    let percentage = till.say_with(Text::PointsEarnHint, &[("porcentaje", &percentage)]);
    let whole = |number: i64| format::whole(number, till.currency(), till.language.get());
    let line = |id: &'static str, label: Text, value: String| {
        fact(id, till.say(label).to_owned(), String::new(), value)
    };
    // Of what is kept elsewhere, nothing is counted here.
    let mut figures = match &wallet.clave_proveedor {
        Some(key) => vec![line(
            "loyalty-kept-upstream",
            Text::LoyaltyUpstreamKey,
            key.clone(),
        )],
        None => vec![
            line(
                "loyalty-customers",
                Text::LoyaltyCustomers,
                whole(wallet.clientes),
            ),
            line(
                "loyalty-points",
                Text::PointsCount,
                points(till, wallet.puntos.amount()),
            ),
            line(
                "loyalty-contacts-left",
                Text::LoyaltyContacts,
                whole(wallet.clientes_disponibles),
            ),
            line(
                "loyalty-redemptions-left",
                Text::LoyaltyRedemptions,
                whole(wallet.canjes_disponibles),
            ),
            line(
                "loyalty-messages-left",
                Text::LoyaltyMessages,
                whole(wallet.creditos_disponibles),
            ),
        ],
    };
    if let Some(threshold) = wallet.pin_desde {
        figures.push(line(
            "loyalty-threshold",
            Text::LoyaltyThreshold,
            points(till, threshold.amount()),
        ));
    }
    let kept = wallet.clave_proveedor.is_some().then(|| {
        paragraph(
            "loyalty-upstream-note",
            "hint",
            till.say(Text::LoyaltyUpstream).to_owned(),
        )
    });
    let edit = LoyaltySection::Wallets.at(&wallet.id.to_string());
    view! {
        <section class="card provider" data-testid="loyalty-wallet" aria-labelledby=title.clone()>
            <h2 id=title.clone()>{wallet.nombre.clone()}</h2>
            <p class="available"><strong data-testid="loyalty-percentage">{percentage}</strong></p>
            {kept}
            {facts("loyalty-figures", "facts lines", figures)}
            <div class="row-actions">
                <a class="button secondary" href=edit data-testid="loyalty-edit">{till.say(Text::WalletChange)}</a>
            </div>
        </section>
    }
    .into_any()
}
