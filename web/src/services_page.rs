//! The pages of service payments: their sections, each with an address of its own behind the `#`, on four pages: and those of phone credits.

use crate::access;
use crate::components::{credits, orders, providers, section_list, services};
use crate::frame::Program;
use crate::i18n::Text;
use crate::till::Till;
use leptos::prelude::*;
use ventanilla_core::product::Product;
use ventanilla_core::role::Role;
use ventanilla_core::{Currency, Permission};

/// A section of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ServiceSection {
    /// A service paid.
    Pay,
    /// Payments that wait for an answer or a person, and refunds to be paid out.
    Open,
    /// Money with the providers, and the accounts there.
    Funds,
    /// Other systems that ask for payments on credit.
    Integrators,
    /// A mobile recharged.
    Recharge,
    /// The wallets that pay for recharges.
    Wallets,
}

impl ServiceSection {
    /// Every section, in the order of the list.
    pub(crate) const ALL: [Self; 6] = [
        Self::Recharge,
        Self::Wallets,
        Self::Pay,
        Self::Open,
        Self::Funds,
        Self::Integrators,
    ];

    /// Where a payment of that is made, and shown.
    pub(crate) const fn of(product: Product) -> Self {
        match product {
            Product::Service(_) => Self::Pay,
            Product::Credit(_) => Self::Recharge,
        }
    }

    /// Its name, and its address behind the `#`.
    const fn face(self) -> (Text, &'static str) {
        match self {
            Self::Pay => (Text::PayServiceTab, "pagar"),
            Self::Open => (Text::OpenPaymentsTab, "por-confirmar"),
            Self::Funds => (Text::FundsTab, "fondos"),
            Self::Integrators => (Text::IntegratorsTab, "integradores"),
            Self::Recharge => (Text::RechargeTab, "recargar"),
            Self::Wallets => (Text::WalletsTab, "carteras"),
        }
    }

    /// The program that shows it: no page loads more than it needs.
    const fn program(self) -> Program {
        match self {
            Self::Pay => Program::Services,
            Self::Open => Program::Orders,
            Self::Funds | Self::Integrators => Program::Providers,
            Self::Recharge | Self::Wallets => Program::Credits,
        }
    }

    /// Whether the pages show it to that role, in a shop with that currency.
    fn is_for(self, role: Role, currency: Currency) -> bool {
        let is_brazilian = access::sells_phone_credits(currency);
        match self {
            Self::Pay => !is_brazilian,
            Self::Open => true,
            Self::Recharge => is_brazilian,
            Self::Wallets => is_brazilian && role.may(Permission::SeeDrawer),
            Self::Funds | Self::Integrators => role.may(Permission::SeeDrawer),
        }
    }

    /// The whole address of something in it, for links and for going there.
    pub(crate) fn at(self, rest: &str) -> String {
        section_list::at(self.program(), self.face().1, rest)
    }
}

impl section_list::Section for ServiceSection {
    const LIST: &'static [Self] = &Self::ALL;

    fn face(self) -> (Text, &'static str) {
        Self::face(self)
    }

    fn is_for(self, role: Role, currency: Currency) -> bool {
        Self::is_for(self, role, currency)
    }

    fn address(self) -> String {
        self.at("")
    }
}

/// The section of that program that an address names, and what stands in the address after it; any other address is that of the page's
/// first section.
fn route(hash: &str, program: Program) -> (ServiceSection, String) {
    let (name, rest) = section_list::split(hash);
    let mut sections = ServiceSection::ALL
        .into_iter()
        .filter(|section| section.program() == program);
    let first = sections.clone().next().unwrap_or(ServiceSection::Pay);
    sections
        .find(|section| section.face().1 == name)
        .map_or((first, String::new()), |section| (section, rest.to_owned()))
}

/// The page of paying.
pub(crate) fn services_page(till: Till) -> AnyView {
    let offers = ViewFn::from(move || services::offers(till));
    till.notice_offers.set_value(Some(offers));
    frame(till, Program::Services, services::section)
}

/// The page of payments that wait.
pub(crate) fn orders_page(till: Till) -> AnyView {
    frame(till, Program::Orders, orders::section)
}

/// The page of providers and integrators.
pub(crate) fn providers_page(till: Till) -> AnyView {
    frame(till, Program::Providers, providers::section)
}

/// The page of phone credits.
pub(crate) fn credits_page(till: Till) -> AnyView {
    let offers = ViewFn::from(move || services::offers(till));
    till.notice_offers.set_value(Some(offers));
    frame(till, Program::Credits, credits::section)
}

/// The list of sections beside the one that is shown.
fn frame(
    till: Till,
    program: Program,
    content: fn(Till, ServiceSection, Signal<String>) -> AnyView,
) -> AnyView {
    section_list::page(till, move |hash| route(hash, program), content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        use Program::{Credits, Orders, Providers, Services};
        use ServiceSection::{Funds, Integrators, Open, Pay, Recharge, Wallets};
        let table = [
            ("", Services, Pay, ""),
            ("#pagar/57", Services, Pay, "57"),
            ("#por-confirmar", Services, Pay, ""),
            ("#", Orders, Open, ""),
            ("#por-confirmar/8e03978e", Orders, Open, "8e03978e"),
            ("#nada", Providers, Funds, ""),
            ("#fondos/cps/cuenta", Providers, Funds, "cps/cuenta"),
            ("", Credits, Recharge, ""),
            ("#recargar/valor", Credits, Recharge, "valor"),
            ("#carteras", Credits, Wallets, ""),
            ("#integradores?x", Providers, Integrators, "?x"),
        ];
        for (hash, program, section, rest) in table {
            assert_eq!(
                route(hash, program),
                (section, rest.to_owned()),
                "{hash} {program:?}"
            );
            if !rest.is_empty() {
                assert_eq!(section.at(rest), format!("{}{hash}", program.path()));
            }
        }
    }

    #[test]
    fn sections_are_for_those_who_need_them() {
        use ServiceSection::{Funds, Open, Pay, Recharge, Wallets};
        for (role, currency, expected) in [
            (Role::Administrador, Currency::Ves, vec![Pay, Open, Funds]),
            (Role::Gerente, Currency::Bob, vec![Pay, Open, Funds]),
            (Role::Operador, Currency::Ves, vec![Pay, Open]),
            (Role::Usuario, Currency::Ves, vec![Pay, Open]),
            (
                Role::Gerente,
                Currency::Brl,
                vec![Recharge, Wallets, Open, Funds],
            ),
            (Role::Operador, Currency::Brl, vec![Recharge, Open]),
        ] {
            let mut shown: Vec<ServiceSection> = ServiceSection::ALL.to_vec();
            shown.retain(|section| {
                *section != ServiceSection::Integrators && section.is_for(role, currency)
            });
            assert_eq!(shown, expected, "{role:?} {currency:?}");
        }
    }
}
