//! The tenant's money with each provider, and the way to its account there.

use super::panel::Panel;
use super::standing::available;
use super::{account, funding};
use crate::access;
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{fact_of, facts, paragraph, word};
use crate::i18n::Text;
use crate::intent::Receipt;
use crate::notice::Notice;
use crate::services_page::ServiceSection;
use crate::till::Till;
use crate::view::{follow, part};
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::currency::Currency;
use ventanilla_core::provider::Provider;
use ventanilla_core::role::Role;
use ventanilla_core::wire::resources::providers::ProviderState;
use ventanilla_core::wire::resources::settings::Mode;

/// What has the focus when the list is shown.
const TITLE: &str = "funds-title";
/// What stands in the address of adding money, and of the account.
const FUND: &str = "agregar";
const ACCOUNT: &str = "cuenta";

/// A part of the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    List,
    Fund(Provider),
    Account(Provider),
}

impl Place {
    /// Reads what stands in the address after the section's name. What that role may not do, and what is nothing, is the list.
    fn of(rest: &str, role: Role) -> Self {
        let named = rest
            .split_once('/')
            .and_then(|(name, what)| Some((Provider::parse(name)?, what)));
        match named {
            // Where there are wallets, each is funded on its own.
            Some((provider, FUND))
                if role.may(Permission::FundPrefunds) && is_funded_here(provider) =>
            {
                Self::Fund(provider)
            }
            Some((provider, ACCOUNT)) if role.may(Permission::ManageIntegrations) => {
                Self::Account(provider)
            }
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
            Place::Fund(provider) => {
                panel.begin();
                one(till, provider, move |provider| {
                    funding::view(till, funding::Purpose::Fund(provider))
                })
            }
            Place::Account(provider) => {
                panel.begin();
                one(till, provider, move |provider| {
                    account::view(panel, provider)
                })
            }
        })
    })
    .into_any()
}

/// The address of something about a provider.
fn address_of(provider: Provider, what: &str) -> String {
    ServiceSection::Funds.at(&format!("{}/{what}", provider.name()))
}

/// Reads the providers, and shows something of one of them.
fn one(
    till: Till,
    provider: Provider,
    show: impl Fn(ProviderState) -> AnyView + Send + 'static,
) -> AnyView {
    let providers = read(till);
    let show: Box<dyn Fn(ProviderState) -> AnyView + Send> = Box::new(show);
    part(move || {
        providers.show_bare("funds-retry", |list: Vec<ProviderState>| {
            list.into_iter()
                .find(|known| known.nombre == provider)
                .map_or_else(|| ().into_any(), &show)
        })
    })
    .into_any()
}

fn read(till: Till) -> Loader {
    let providers = Loader::new(till);
    providers.read("/proveedores".to_owned());
    providers
}

fn list(till: Till) -> AnyView {
    let providers = read(till);
    providers.when_back();
    follow(move || {
        let is_news = till
            .notice
            .with(|notice| Notice::is_news(notice, |receipt| *receipt == Receipt::Funded));
        if is_news {
            providers.again();
        }
    });
    browser::focus_soon(TITLE);
    view! {
        <header class="section-head">
            <div>
                <h1 id=TITLE tabindex="-1">{till.words(Text::FundsTab)}</h1>
                <p class="lead">{till.words(Text::FundsLead)}</p>
            </div>
        </header>
        <div class="providers" aria-live="polite">
            {part(move || providers.show_bare("funds-retry", |list: Vec<ProviderState>| {
                let currency = till.currency();
                list.into_iter()
                    .filter(|provider| concerns(provider, currency))
                    .map(|provider| card(till, &provider))
                    .collect_view()
                    .into_any()
            }))}
        </div>
    }
    .into_any()
}

/// Whether the shop's money there is one fund, to which this section adds.
const fn is_funded_here(provider: Provider) -> bool {
    provider.has_funds() && !provider.has_wallets()
}

/// Whether a provider is shown: those of the shop's country are, and wherever there is money.
fn concerns(provider: &ProviderState, currency: Currency) -> bool {
    let is_at_home = match provider.nombre {
        Provider::Cps => !access::sells_phone_credits(currency) && !access::keeps_points(currency),
        Provider::BitCapital => access::sells_phone_credits(currency),
        Provider::SmsMasivos => access::keeps_points(currency),
    };
    is_at_home || !provider.fondo.amount().is_zero()
}

fn card(till: Till, provider: &ProviderState) -> AnyView {
    let name = provider.nombre.label();
    let id = format!("provider-{}", provider.nombre.name());
    let title = format!("{id}-title");
    let role = till.role();
    let money = provider.nombre.has_funds().then(|| money(till, provider));
    let fund = if provider.nombre.has_wallets() {
        Some((
            ServiceSection::Wallets.at(""),
            "fund-wallets",
            Text::WalletsGo,
        ))
    } else {
        (is_funded_here(provider.nombre) && role.may(Permission::FundPrefunds)).then(|| {
            let address = address_of(provider.nombre, FUND);
            (address, "fund-add", Text::FundAction)
        })
    };
    let fund = fund.map(|(address, id, words)| {
        view! { <a class="button primary" href=address data-testid=id>{till.say(words)}</a> }
    });
    let account = role.may(Permission::ManageIntegrations).then(|| {
        let address = address_of(provider.nombre, ACCOUNT);
        view! { <a class="button secondary" href=address data-testid="provider-account">{till.say(Text::AccountAction)}</a> }
    });
    view! {
        <section class="card provider" data-testid=id aria-labelledby=title.clone()>
            <h2 id=title.clone()>{name}</h2>
            {money}
            <div class="row-actions">{fund} {account}</div>
            {paragraph("provider-server", "hint", server(till, provider))}
        </section>
    }
    .into_any()
}

/// What the shop has there.
fn money(till: Till, provider: &ProviderState) -> AnyView {
    let left = available(provider);
    let held = provider.retenido.amount();
    let empty = (!left.is_positive()).then(|| {
        let words = if provider.nombre.has_wallets() {
            Text::WalletsFundsEmpty
        } else {
            Text::FundsEmpty
        };
        let words = word("", till.say(words).to_owned());
        view! { <p class="short" data-testid="funds-empty"><Icon drawing=Drawing::Alert/> {words}</p> }
    });
    let open = (!held.is_zero()).then(|| {
        let address = ServiceSection::Open.at("");
        view! { " " <a href=address data-testid="funds-open">{till.say(Text::FundsOpen)}</a> }
    });
    let figures = vec![
        fact_of(
            "fund-posted",
            till.say(Text::FundPosted).to_owned(),
            String::new(),
            word("", till.money(provider.fondo.amount())),
        ),
        fact_of(
            "fund-held",
            till.say(Text::FundHeld).to_owned(),
            String::new(),
            view! { {word("", till.money(held))} {open} }.into_any(),
        ),
    ];
    view! {
        <p class="available"><span class="caption">{till.say(Text::FundAvailable)}</span> <strong data-testid="fund-available">{till.money(left)}</strong></p>
        {empty}
        {facts("fund-figures", "facts lines", figures)}
    }
    .into_any()
}

/// Which server orders go to.
pub(crate) fn server(till: Till, provider: &ProviderState) -> String {
    let is_demo = till.settings.with(|settings| {
        settings
            .as_ref()
            .is_some_and(|known| known.modo == Mode::Demo)
    });
    match &provider.base_url {
        Some(address) => till.say_with(Text::AccountOwn, &[("servidor", address)]),
        None => till
            .say(if is_demo {
                Text::AccountNoneDemo
            } else {
                Text::AccountNone
            })
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::wire::answer;

    #[test]
    fn providers_of_other_countries_are_not_in_the_way() {
        let provider = |name: &str, posted: &str| -> ProviderState {
            answer::read(&format!(
                r#"{{"nombre":"{name}","fondo":"{posted}","retenido":"0.00","base_url":null}}"#
            ))
            .unwrap()
        };
        for (name, posted, currency, expected) in [
            ("cps", "0.00", Currency::Ves, true),
            ("cps", "0.00", Currency::Bob, true),
            ("cps", "0.00", Currency::Brl, false),
            ("cps", "0.00", Currency::Mxn, false),
            ("cps", "1.00", Currency::Brl, true),
            ("bitcapital", "0.00", Currency::Brl, true),
            ("bitcapital", "0.00", Currency::Ves, false),
            ("smsmasivos", "0.00", Currency::Mxn, true),
            ("smsmasivos", "0.00", Currency::Ves, false),
        ] {
            let shown = concerns(&provider(name, posted), currency);
            assert_eq!(shown, expected, "{name} {posted} {currency:?}");
        }
    }

    #[test]
    fn places() {
        use Role::{Administrador, Gerente, Operador};
        let table = [
            ("", Administrador, Place::List),
            ("cps/agregar", Administrador, Place::Fund(Provider::Cps)),
            ("cps/agregar", Gerente, Place::Fund(Provider::Cps)),
            ("cps/agregar", Operador, Place::List),
            ("bitcapital/agregar", Administrador, Place::List),
            ("smsmasivos/agregar", Administrador, Place::List),
            (
                "smsmasivos/cuenta",
                Administrador,
                Place::Account(Provider::SmsMasivos),
            ),
            (
                "bitcapital/cuenta",
                Administrador,
                Place::Account(Provider::BitCapital),
            ),
            ("cps/cuenta", Administrador, Place::Account(Provider::Cps)),
            ("cps/cuenta", Gerente, Place::List),
            ("cps", Administrador, Place::List),
            ("CPS/cuenta", Administrador, Place::List),
            ("cps/cuenta/x", Administrador, Place::List),
            ("otro/cuenta", Administrador, Place::List),
        ];
        for (rest, role, expected) in table {
            assert_eq!(Place::of(rest, role), expected, "{rest} {role:?}");
        }
        assert_eq!(
            address_of(Provider::Cps, ACCOUNT),
            "/app/proveedores/#fondos/cps/cuenta"
        );
    }
}
