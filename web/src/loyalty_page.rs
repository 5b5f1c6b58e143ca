//! The page of loyalty wallets: its sections, each with an address of its own behind the `#`.

use crate::access;
use crate::browser;
use crate::components::{loyalty, section_list};
use crate::frame::Program;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;
use ventanilla_core::role::Role;
use ventanilla_core::{Currency, Permission};

/// A section of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoyaltySection {
    /// A customer's points earned and used.
    Attend,
    /// The wallets.
    Wallets,
    /// Who works there.
    Collaborators,
    /// What other systems ask with.
    Keys,
    /// Numbers that are blocked, and landlines.
    Phones,
    /// One's own PIN.
    Pin,
}

impl LoyaltySection {
    /// Every section, in the order of the list.
    const ALL: [Self; 6] = [
        Self::Attend,
        Self::Wallets,
        Self::Collaborators,
        Self::Keys,
        Self::Phones,
        Self::Pin,
    ];

    /// Its name, and its address behind the `#`.
    const fn face(self) -> (Text, &'static str) {
        match self {
            Self::Attend => (Text::AttendTab, "atender"),
            Self::Wallets => (Text::LoyaltyWalletsTab, "monederos"),
            Self::Collaborators => (Text::CollaboratorsTab, "colaboradores"),
            Self::Keys => (Text::ApiKeysTab, "claves"),
            Self::Phones => (Text::PhonesTab, "telefonos"),
            Self::Pin => (Text::PinTab, "pin"),
        }
    }

    /// Whether the page shows it to that role, in a shop with that currency.
    fn is_for(self, role: Role, currency: Currency) -> bool {
        let needed = match self {
            Self::Attend => return true,
            Self::Wallets | Self::Collaborators | Self::Keys => Permission::ManageLoyalty,
            Self::Phones | Self::Pin => Permission::AdjustPoints,
        };
        access::keeps_points(currency) && role.may(needed)
    }

    /// The whole address of something in it, for links and for going there.
    pub(crate) fn at(self, rest: &str) -> String {
        section_list::at(Program::Loyalty, self.face().1, rest)
    }
}

/// The section that an address names, and what stands in the address after it; what is not for that role, and any other address, is the
/// first section.
fn route(hash: &str, role: Role, currency: Currency) -> (LoyaltySection, String) {
    let (name, rest) = section_list::split(hash);
    LoyaltySection::ALL
        .into_iter()
        .filter(|section| section.is_for(role, currency))
        .find(|section| section.face().1 == name)
        .map_or((LoyaltySection::Attend, String::new()), |section| {
            (section, rest.to_owned())
        })
}

/// The list of sections beside the one that is shown.
pub(crate) fn loyalty_page(till: Till) -> AnyView {
    let hash = browser::follow_hash();
    let place = Memo::new(move |_| hash.with(|hash| route(hash, till.role(), till.currency())));
    let here = Memo::new(move |_| place.with(|(section, _)| *section));
    let rest = Signal::derive(move || place.with(|(_, rest)| rest.clone()));
    // What came of something in one section is not to stand above the next one.
    Effect::new(move |known: Option<LoyaltySection>| {
        let section = here.get();
        if known.is_some_and(|known| known != section) {
            till.notice.set(None);
        }
        section
    });
    Effect::new(move |_| section_list::reveal(here.get().face().1));
    let links = part(move || {
        let (role, currency) = (till.role(), till.currency());
        let sections = LoyaltySection::ALL
            .into_iter()
            .filter(|section| section.is_for(role, currency))
            .map(|section| {
                let (name, address) = section.face();
                section_list::link(till, name, address, section.at(""), move || {
                    here.get() == section
                })
            })
            .collect_view();
        view! {
            {sections}
            <a href=Program::Till.path() data-testid="to-till">{till.words(Text::ToTill)}</a>
        }
        .into_any()
    });
    section_list::beside(
        till,
        links.into_any(),
        part(move || loyalty::section(till, here.get(), rest)).into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        use LoyaltySection::{Attend, Keys, Phones, Pin, Wallets};
        use Role::{Administrador, Gerente, Operador};
        let table = [
            ("", Operador, Attend, ""),
            ("#atender/movimientos", Operador, Attend, "movimientos"),
            ("#monederos", Operador, Attend, ""),
            ("#monederos/3", Administrador, Wallets, "3"),
            ("#claves/nueva", Administrador, Keys, "nueva"),
            ("#claves", Gerente, Attend, ""),
            ("#telefonos", Gerente, Phones, ""),
            ("#pin", Gerente, Pin, ""),
            ("#pin", Operador, Attend, ""),
            ("#nada", Administrador, Attend, ""),
        ];
        for (hash, role, section, rest) in table {
            assert_eq!(
                route(hash, role, Currency::Mxn),
                (section, rest.to_owned()),
                "{hash} {role:?}"
            );
        }
        assert_eq!(route("#monederos", Administrador, Currency::Bob).0, Attend);
        assert_eq!(Wallets.at("3"), "/app/monederos/#monederos/3");
    }
}
