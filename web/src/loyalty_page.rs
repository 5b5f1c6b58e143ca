//! The pages of loyalty wallets: their sections, each with an address of its own behind the `#`, on two pages.

use crate::access;
use crate::components::{loyalty, section_list};
use crate::frame::Program;
use crate::i18n::Text;
use crate::till::Till;
use leptos::prelude::*;
use ventanilla_core::role::Role;
use ventanilla_core::{Currency, Permission};

/// A section of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoyaltySection {
    /// A customer's points earned and used.
    Attend,
    /// The wallets.
    Wallets,
    /// What was ordered at the service that keeps some wallets' points.
    Orders,
    /// Who works there.
    Collaborators,
    /// Who and what that service has.
    Upstream,
    /// What other systems ask with.
    Keys,
    /// Numbers that are blocked, and landlines.
    Phones,
    /// One's own PIN.
    Pin,
}

impl LoyaltySection {
    /// Every section, in the order of the list.
    const ALL: [Self; 8] = [
        Self::Attend,
        Self::Wallets,
        Self::Orders,
        Self::Collaborators,
        Self::Upstream,
        Self::Keys,
        Self::Phones,
        Self::Pin,
    ];

    /// Its name, and its address behind the `#`.
    const fn face(self) -> (Text, &'static str) {
        match self {
            Self::Attend => (Text::AttendTab, "atender"),
            Self::Orders => (Text::UpstreamOrdersTab, "pedidos"),
            Self::Wallets => (Text::LoyaltyWalletsTab, "monederos"),
            Self::Collaborators => (Text::CollaboratorsTab, "colaboradores"),
            Self::Upstream => (Text::UpstreamTab, "proveedor"),
            Self::Keys => (Text::ApiKeysTab, "claves"),
            Self::Phones => (Text::PhonesTab, "telefonos"),
            Self::Pin => (Text::PinTab, "pin"),
        }
    }

    /// The program that shows it: no page loads more than it needs.
    const fn program(self) -> Program {
        match self {
            Self::Attend => Program::Loyalty,
            Self::Wallets
            | Self::Orders
            | Self::Collaborators
            | Self::Upstream
            | Self::Keys
            | Self::Phones
            | Self::Pin => Program::Wallets,
        }
    }

    /// Whether the pages show it to that role, in a shop with that currency.
    fn is_for(self, role: Role, currency: Currency) -> bool {
        let needed = match self {
            Self::Attend => return true,
            Self::Orders => Permission::ReadAll,
            Self::Wallets | Self::Collaborators | Self::Upstream | Self::Keys => {
                Permission::ManageLoyalty
            }
            Self::Phones | Self::Pin => Permission::AdjustPoints,
        };
        access::keeps_points(currency) && role.may(needed)
    }

    /// The whole address of something in it, for links and for going there.
    pub(crate) fn at(self, rest: &str) -> String {
        section_list::at(self.program(), self.face().1, rest)
    }
}

impl section_list::Section for LoyaltySection {
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

/// The section of that program that an address names, and what stands in the address after it; what is not for that role, and any other
/// address, is the first section there that is.
fn route(hash: &str, program: Program, role: Role, currency: Currency) -> (LoyaltySection, String) {
    let (name, rest) = section_list::split(hash);
    let mut sections = LoyaltySection::ALL
        .into_iter()
        .filter(|section| section.program() == program && section.is_for(role, currency));
    let first = sections.clone().next().unwrap_or(LoyaltySection::Attend);
    sections
        .find(|section| section.face().1 == name)
        .map_or((first, String::new()), |section| (section, rest.to_owned()))
}

/// The page of attending customers.
pub(crate) fn loyalty_page(till: Till) -> AnyView {
    frame(till, Program::Loyalty, loyalty::attending)
}

/// The page of wallets, collaborators, keys and numbers.
pub(crate) fn wallets_page(till: Till) -> AnyView {
    frame(till, Program::Wallets, loyalty::keeping)
}

/// The list of sections beside the one that is shown.
fn frame(
    till: Till,
    program: Program,
    content: fn(Till, LoyaltySection, Signal<String>) -> AnyView,
) -> AnyView {
    section_list::page(
        till,
        move |hash| route(hash, program, till.role(), till.currency()),
        content,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        use LoyaltySection::{Attend, Keys, Orders, Pin, Upstream, Wallets as List};
        use Program::{Loyalty, Wallets};
        use Role::{Administrador, Gerente, Operador, Usuario};
        let table = [
            ("", Loyalty, Operador, Attend, ""),
            ("#atender/ajustar", Loyalty, Operador, Attend, "ajustar"),
            ("#monederos", Loyalty, Administrador, Attend, ""),
            ("#monederos/3", Wallets, Administrador, List, "3"),
            ("#claves/nueva", Wallets, Administrador, Keys, "nueva"),
            ("", Wallets, Administrador, List, ""),
            ("#claves", Wallets, Gerente, Orders, ""),
            ("#pin", Wallets, Gerente, Pin, ""),
            ("#pin", Wallets, Operador, Orders, ""),
            ("#pedidos", Wallets, Usuario, Orders, ""),
            ("#pedidos/8e03", Wallets, Gerente, Orders, "8e03"),
            ("#proveedor", Wallets, Administrador, Upstream, ""),
            ("#proveedor", Wallets, Gerente, Orders, ""),
        ];
        for (hash, program, role, section, rest) in table {
            assert_eq!(
                route(hash, program, role, Currency::Mxn),
                (section, rest.to_owned()),
                "{hash} {program:?} {role:?}"
            );
        }
        let elsewhere = route("#monederos", Wallets, Administrador, Currency::Bob);
        assert_eq!(elsewhere.0, Attend);
        assert_eq!(List.at("3"), "/app/puntos/#monederos/3");
        assert_eq!(Attend.at(""), "/app/monederos/#atender");
    }
}
