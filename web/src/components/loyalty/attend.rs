//! Attending a customer: who it is, and what is shown of them.

use super::attending::{Attending, Looked, PHONE, Stage};
use super::{adjust, done, movements, phone, register, sell};
use crate::browser;
use crate::components::choice::Choice;
use crate::components::field::TextField;
use crate::components::form::{Form, Submit};
use crate::components::parts::paragraph;
use crate::i18n::Text;
use crate::loyalty_page::LoyaltySection;
use crate::till::Till;
use crate::view::{part, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::role::Role;
use ventanilla_core::wire::resources::loyalty::LoyaltyWallet;

/// The heading of the section.
const TITLE: &str = "points-title";

/// A part of the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The customer.
    Customer,
    /// What moved their points.
    Movements,
    /// Their points adjusted.
    Adjust,
}

impl Place {
    /// Reads what stands in the address after the section's name. Without a customer, and for whoever may not, it is the customer.
    fn of(rest: &str, role: Role, has_customer: bool) -> Self {
        match rest {
            "movimientos" if has_customer => Self::Movements,
            "ajustar" if has_customer && role.may(Permission::AdjustPoints) => Self::Adjust,
            _ => Self::Customer,
        }
    }

    /// Its address.
    pub(crate) fn address(self) -> String {
        LoyaltySection::Attend.at(match self {
            Self::Customer => "",
            Self::Movements => "movimientos",
            Self::Adjust => "ajustar",
        })
    }
}

/// The section.
pub(crate) fn section(till: Till, rest: Signal<String>) -> AnyView {
    let attending = Attending::new(till);
    attending.begin();
    let place = Memo::new(move |_| {
        let has_customer = attending
            .looked
            .with(|looked| matches!(looked, Looked::Found(_)));
        rest.with(|rest| Place::of(rest, till.role(), has_customer))
    });
    let stage = Memo::new(move |_| attending.stage());
    let may_sell = Memo::new(move |_| till.role().may(Permission::Sell));
    let has_wallet = Memo::new(move |_| attending.wallet.with(Option::is_some));
    let shown = part(move || {
        if !may_sell.get() {
            let words = till.say(Text::ReadOnly).to_owned();
            return paragraph("points-read-only", "card lead", words);
        }
        if !has_wallet.get() {
            return attending.wallets.show_bare(
                "points-wallets-retry",
                |list: Vec<LoyaltyWallet>| {
                    let words = if list.is_empty() {
                        Text::LoyaltyWalletsNone
                    } else {
                        Text::PointsNoWallet
                    };
                    paragraph("points-no-wallet", "card lead", till.say(words).to_owned())
                },
            );
        }
        match (place.get(), stage.get()) {
            (Place::Movements, _) => untrack(|| movements::view(attending)),
            (Place::Adjust, Stage::Sell) => untrack(|| adjust::view(attending)),
            (_, Stage::Find) => untrack(|| find(attending)),
            (_, Stage::Register) => untrack(|| register::view(attending)),
            (_, Stage::Sell) => untrack(|| sell::view(attending)),
            (_, Stage::Done) => untrack(|| done::view(attending)),
        }
    });
    view! {
        <section class="paying points" aria-labelledby=TITLE>
            <h1 id=TITLE tabindex="-1">{till.words(Text::AttendTab)}</h1>
            {shown}
        </section>
    }
    .into_any()
}

/// The number, and which wallet.
fn find(attending: Attending) -> AnyView {
    let till = attending.till;
    browser::focus_soon(PHONE);
    let look_up = Callback::new(move |()| attending.look_up());
    let hint = text_if(move || {
        let language = till.language.get();
        attending.phone.with(|typed| phone::hint(typed, language))
    });
    let why = text_if(move || attending.why());
    let is_busy = yes(move || attending.looked.with(|looked| *looked == Looked::Asking));
    let wallets = part(move || choice(attending));
    view! {
        <div class="card">
            <Form on_submit=look_up>
                {wallets}
                <TextField
                    id=PHONE label=Text::PointsPhone field=phone::FIELD value=attending.phone errors=attending.errors kind="tel" keys="tel"
                    class="number" hint=hint on_enter=look_up
                />
                <p class="wrong" role="alert" data-testid="points-trouble">{why}</p>
                <Submit id="points-find" text=Text::PointsFind busy_text=Text::PointsFinding is_busy=is_busy/>
            </Form>
        </div>
    }
    .into_any()
}

/// Which of several wallets; the choice is remembered for the tab.
pub(crate) fn choice(attending: Attending) -> AnyView {
    let till = attending.till;
    let usable = attending.usable.get();
    if usable.len() < 2 {
        return ().into_any();
    }
    let choices: Vec<AnyView> = usable
        .into_iter()
        .map(|wallet| {
            let id = wallet.id;
            let is_on = yes(move || {
                attending
                    .wallet
                    .with(|known| known.as_ref().is_some_and(|known| known.id == id))
            });
            let choose = Callback::new(move |()| attending.chosen.set(id.to_string()));
            view! {
                <Choice group="points-wallet" id=format!("points-wallet-{id}") is_on=is_on on_choose=choose next=PHONE>
                    <span class="name">{wallet.nombre}</span>
                </Choice>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="few" data-testid="points-wallets">
            <legend>{till.say(Text::PointsWallet)}</legend>
            <div class="choices">{choices}</div>
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        use Place::{Adjust, Customer, Movements};
        use Role::{Gerente, Operador};
        let table = [
            ("", Gerente, true, Customer),
            ("movimientos", Operador, true, Movements),
            ("movimientos", Operador, false, Customer),
            ("ajustar", Gerente, true, Adjust),
            ("ajustar", Gerente, false, Customer),
            ("ajustar", Operador, true, Customer),
            ("nada", Gerente, true, Customer),
        ];
        for (rest, role, has_customer, expected) in table {
            assert_eq!(
                Place::of(rest, role, has_customer),
                expected,
                "{rest} {role:?} {has_customer}"
            );
        }
        assert_eq!(Adjust.address(), "/app/monederos/#atender/ajustar");
    }
}
