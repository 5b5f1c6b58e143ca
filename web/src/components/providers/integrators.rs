//! Integrators: other systems that ask for payments on credit, what each owes, and what is left to it.

use super::panel::Panel;
use super::standing::{debt, left};
use super::{funding, integrator_form, key};
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{fact, facts, paragraph, word};
use crate::i18n::Text;
use crate::intent::Receipt;
use crate::notice::Notice;
use crate::services_page::ServiceSection;
use crate::till::{Till, set_changed};
use crate::view::{follow, part};
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::role::Role;
use ventanilla_core::wire::resources::integrators::Integrator;

/// What has the focus when the list is shown.
const TITLE: &str = "integrators-title";
/// What stands in the address of something new, and of a payment.
const NEW: &str = "nuevo";
const PAY: &str = "pago";

/// A part of the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    List,
    New,
    Edit(i64),
    Pay(i64),
}

impl Place {
    /// Reads what stands in the address after the section's name. What that role may not do, and what is nothing, is the list.
    fn of(rest: &str, role: Role) -> Self {
        let (number, what) = rest.split_once('/').unwrap_or((rest, ""));
        let number = number.parse().ok().filter(|number: &i64| *number > 0);
        let manages = role.may(Permission::ManageIntegrations);
        match (number, what) {
            (None, _) if rest == NEW && manages => Self::New,
            (Some(number), "") if manages => Self::Edit(number),
            (Some(number), PAY) if role.may(Permission::FundPrefunds) => Self::Pay(number),
            _ => Self::List,
        }
    }
}

/// The section.
pub(crate) fn section(panel: Panel, rest: Signal<String>) -> AnyView {
    let till = panel.till;
    let here = Memo::new(move |_| rest.with(|rest| Place::of(rest, till.role())));
    // The answer with keys that were just made. It is nowhere else, and gone once somebody goes elsewhere.
    let made = RwSignal::new(String::new());
    let put_away = move || set_changed(made, String::new());
    follow(move || {
        here.track();
        put_away();
    });
    let done = Callback::new(move |()| {
        put_away();
        browser::go(&list_address());
    });
    part(move || {
        let place = here.get();
        let answer = made.get();
        untrack(|| match place {
            _ if !answer.is_empty() => key::new_ones(panel, &answer, done),
            Place::List => list(till),
            Place::New => {
                panel.begin();
                integrator_form::new(panel, made)
            }
            Place::Edit(number) => {
                panel.begin();
                one(till, number, move |known| {
                    integrator_form::edit(panel, made, known)
                })
            }
            Place::Pay(number) => {
                panel.begin();
                one(till, number, move |known| {
                    funding::view(till, funding::Purpose::Debt(known))
                })
            }
        })
    })
    .into_any()
}

/// The address of the list.
pub(crate) fn list_address() -> String {
    ServiceSection::Integrators.at("")
}

/// Reads the integrators, and shows something of one of them.
fn one(till: Till, number: i64, show: impl Fn(Integrator) -> AnyView + Send + 'static) -> AnyView {
    let integrators = read(till);
    let show: Box<dyn Fn(Integrator) -> AnyView + Send> = Box::new(show);
    part(move || {
        integrators.show_bare("integrators-retry", |list: Vec<Integrator>| {
            list.into_iter()
                .find(|known| known.id == number)
                .map_or_else(|| gone(till), &show)
        })
    })
    .into_any()
}

fn gone(till: Till) -> AnyView {
    view! {
        <div class="waiting" data-testid="providers-gone">
            <h1>{till.words(Text::SettingsGone)}</h1>
            <a class="button secondary" href=list_address()>{till.words(Text::SettingsBack)}</a>
        </div>
    }
    .into_any()
}

fn read(till: Till) -> Loader {
    let integrators = Loader::new(till);
    integrators.read("/integradores".to_owned());
    integrators
}

fn list(till: Till) -> AnyView {
    let integrators = read(till);
    integrators.when_back();
    follow(move || {
        let is_news = till
            .notice
            .with(|notice| Notice::is_news(notice, |receipt| *receipt == Receipt::DebtPaid));
        if is_news {
            integrators.again();
        }
    });
    browser::focus_soon(TITLE);
    let add = till.role().may(Permission::ManageIntegrations).then(|| {
        let address = ServiceSection::Integrators.at(NEW);
        view! {
            <a class="button primary" data-testid="integrator-new" href=address>
                <span aria-hidden="true">"+ "</span> {till.words(Text::IntegratorNew)}
            </a>
        }
    });
    view! {
        <header class="section-head">
            <div>
                <h1 id=TITLE tabindex="-1">{till.words(Text::IntegratorsTab)}</h1>
                <p class="lead">
                    {till.words(Text::IntegratorsLead)} " "
                    <a href="/docs/" data-testid="integrators-docs">{till.words(Text::Documentation)}</a>
                </p>
            </div>
            {add}
        </header>
        <div class="providers" aria-live="polite">
            {part(move || integrators.show_bare("integrators-retry", |list: Vec<Integrator>| {
                if list.is_empty() {
                    return paragraph("integrators-none", "card none", till.say(Text::IntegratorsNone).to_owned());
                }
                list.into_iter().map(|integrator| card(till, integrator)).collect_view().into_any()
            }))}
        </div>
    }
    .into_any()
}

fn card(till: Till, integrator: Integrator) -> AnyView {
    let id = format!("integrator-{}", integrator.id);
    let title = format!("{id}-title");
    let is_active = integrator.activo;
    let left = left(&integrator);
    let (word_of_debt, owed) = debt(integrator.debe.amount());
    let badge = (!is_active)
        .then(|| view! { <span class="badge">{till.say(Text::SettingsInactive)}</span> });
    let short = (is_active && left.is_zero()).then(|| {
        let words = word("", till.say(Text::IntegratorShort).to_owned());
        view! { <p class="short" data-testid="integrator-short"><Icon drawing=Drawing::Alert/> {words}</p> }
    });
    let line = |id: &'static str, label: Text, value: String| {
        fact(id, till.say(label).to_owned(), String::new(), value)
    };
    let figures = vec![
        line("integrator-owed", word_of_debt, till.money(owed)),
        line(
            "integrator-limit",
            Text::IntegratorLimit,
            till.money(integrator.limite_credito.amount()),
        ),
    ];
    let role = till.role();
    let pay = role.may(Permission::FundPrefunds).then(|| {
        let address = ServiceSection::Integrators.at(&format!("{}/{PAY}", integrator.id));
        view! { <a class="button primary" href=address data-testid="integrator-pay">{till.say(Text::DebtAction)}</a> }
    });
    let edit = role.may(Permission::ManageIntegrations).then(|| {
        let address = ServiceSection::Integrators.at(&integrator.id.to_string());
        view! { <a class="button secondary" href=address data-testid="integrator-edit">{till.say(Text::IntegratorChange)}</a> }
    });
    let public = key::key(
        till,
        "api-key",
        Text::ApiKey,
        &integrator.nombre,
        integrator.api_key,
    );
    view! {
        <section class="card provider" class:off=!is_active data-testid=id aria-labelledby=title.clone()>
            <h2 id=title.clone()>{integrator.nombre} " " {badge}</h2>
            <p class="available"><span class="caption">{till.say(Text::IntegratorLeft)}</span> <strong data-testid="integrator-left">{till.money(left)}</strong></p>
            {short}
            {facts("integrator-figures", "facts lines", figures)}
            {public}
            <div class="row-actions">{pay} {edit}</div>
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
        let table = [
            ("", Administrador, Place::List),
            ("nuevo", Administrador, Place::New),
            ("nuevo", Gerente, Place::List),
            ("3", Administrador, Place::Edit(3)),
            ("3", Gerente, Place::List),
            ("3/pago", Gerente, Place::Pay(3)),
            ("3/pago", Operador, Place::List),
            ("3/nada", Administrador, Place::List),
            ("nuevo/pago", Administrador, Place::List),
            ("0", Administrador, Place::List),
            ("-1", Administrador, Place::List),
            ("?x", Administrador, Place::List),
        ];
        for (rest, role, expected) in table {
            assert_eq!(Place::of(rest, role), expected, "{rest} {role:?}");
        }
    }
}
