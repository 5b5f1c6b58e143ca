//! The back office's page: its sections, each with an address of its own behind the `#`.

use crate::browser;
use crate::components::banners::NoticeCard;
use crate::components::settings::{self, Desk};
use crate::i18n::Text;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::role::Role;

/// A section of the back office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfficeSection {
    /// What was done, by whom, and what it comes to.
    History,
    /// Sessions and their closing reports.
    Sessions,
    /// Users and roles.
    Users,
    /// Branches.
    Branches,
    /// Registers.
    Registers,
    /// Operators and the float below which pages warn.
    Operators,
    /// The shop: its name, its clock, its receipts, how it closes.
    Shop,
    /// One's own password.
    Password,
}

impl OfficeSection {
    /// Every section, in the order of the list.
    pub(crate) const ALL: [Self; 8] = [
        Self::History,
        Self::Sessions,
        Self::Users,
        Self::Branches,
        Self::Registers,
        Self::Operators,
        Self::Shop,
        Self::Password,
    ];

    /// Its name, and its address behind the `#`.
    const fn face(self) -> (Text, &'static str) {
        match self {
            Self::History => (Text::History, "historial"),
            Self::Sessions => (Text::SessionsTitle, "turnos"),
            Self::Users => (Text::Users, "usuarios"),
            Self::Branches => (Text::Branches, "sucursales"),
            Self::Registers => (Text::Registers, "cajas"),
            Self::Operators => (Text::Operators, "operadoras"),
            Self::Shop => (Text::Shop, "tienda"),
            Self::Password => (Text::OwnPassword, "clave"),
        }
    }

    /// Its address behind the `#`.
    pub(crate) const fn address(self) -> &'static str {
        self.face().1
    }

    /// Whether the pages show it to that role.
    fn is_for(self, role: Role) -> bool {
        match self {
            Self::History | Self::Sessions | Self::Password => true,
            Self::Users => role.may(Permission::ManageUsers),
            Self::Branches | Self::Registers | Self::Operators | Self::Shop => {
                role.may(Permission::ManageSettings)
            }
        }
    }
}

/// The section that an address names and the role may see, and what stands in the address after it (`#turnos/7`).
fn route(hash: &str, role: Role) -> (OfficeSection, String) {
    let path = hash.trim_start_matches('#');
    let (name, rest) = path.split_once('/').unwrap_or((path, ""));
    OfficeSection::ALL
        .into_iter()
        .find(|section| section.face().1 == name && section.is_for(role))
        .map_or((OfficeSection::History, String::new()), |section| {
            (section, rest.to_owned())
        })
}

/// The back office's page.
pub(crate) fn office_page(till: Till) -> AnyView {
    let hash = browser::follow_hash();
    let place = Memo::new(move |_| hash.with(|hash| route(hash, till.role())));
    let links = part(move || {
        OfficeSection::ALL
            .into_iter()
            .filter(|section| section.is_for(till.role()))
            .map(|section| {
                let (name, address) = section.face();
                let is_here = Signal::derive(move || {
                    place.with(|(here, _)| (*here == section).then_some("page"))
                });
                view! {
                    <a href=format!("#{address}") aria-current=is_here data-testid=format!("to-{address}")>{till.words(name)}</a>
                }
                .into_any()
            })
            .collect_view()
            .into_any()
    });
    let desk = Desk::new(till);
    let here = Signal::derive(move || place.with(|(here, _)| *here));
    let section = part(move || {
        let (section, rest) = place.get();
        match section {
            OfficeSection::History | OfficeSection::Sessions => view! { <p>{rest}</p> }.into_any(),
            OfficeSection::Users
            | OfficeSection::Branches
            | OfficeSection::Registers
            | OfficeSection::Operators
            | OfficeSection::Shop
            | OfficeSection::Password => settings::section(desk, section, &rest),
        }
    });
    view! {
        <div class="office">
            <nav class="sections" aria-label=till.words(Text::Sections)>{links}</nav>
            <main class="section">
                <NoticeCard/>
                {desk.above(here)}
                {section}
            </main>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        use OfficeSection::{History, Password, Sessions, Users};
        let table = [
            ("", Role::Administrador, History, ""),
            ("#", Role::Administrador, History, ""),
            ("#usuarios", Role::Administrador, Users, ""),
            ("#usuarios", Role::Gerente, History, ""),
            ("#tienda", Role::Operador, History, ""),
            ("#turnos/7", Role::Operador, Sessions, "7"),
            ("#turnos/7/x", Role::Operador, Sessions, "7/x"),
            ("#clave", Role::Usuario, Password, ""),
            ("#nada", Role::Administrador, History, ""),
        ];
        for (hash, role, section, rest) in table {
            assert_eq!(
                route(hash, role),
                (section, rest.to_owned()),
                "{hash} {role:?}"
            );
        }
    }
}
