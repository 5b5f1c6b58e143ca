//! The back office's page: its sections, each with an address of its own behind the `#`.

use crate::browser;
use crate::components::banners::NoticeCard;
use crate::components::history::history;
use crate::components::sessions::sessions;
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

/// The section that an address names and the role may see, and what stands in the address after it: `7` of `#turnos/7`,
/// `?tipo=top_up` of `#historial?tipo=top_up`.
fn route(hash: &str, role: Role) -> (OfficeSection, String) {
    let path = hash.trim_start_matches('#');
    let (name, rest) = path
        .find(['/', '?'])
        .and_then(|end| path.split_at_checked(end))
        .unwrap_or((path, ""));
    let rest = rest.strip_prefix('/').unwrap_or(rest);
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
    // A section stays as it is while only what stands after it in the address changes.
    let here = Memo::new(move |_| place.with(|(section, _)| *section));
    let rest = Signal::derive(move || place.with(|(_, rest)| rest.clone()));
    let section = part(move || match here.get() {
        OfficeSection::History => history(till, rest),
        OfficeSection::Sessions => sessions(till, rest),
        OfficeSection::Users
        | OfficeSection::Branches
        | OfficeSection::Registers
        | OfficeSection::Operators
        | OfficeSection::Shop
        | OfficeSection::Password => view! { <p>{rest}</p> }.into_any(),
    });
    view! {
        <div class="office">
            <nav class="sections" aria-label=till.words(Text::Sections)>{links}</nav>
            <main class="section">
                <NoticeCard/>
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
            ("#turnos?caja=2", Role::Operador, Sessions, "?caja=2"),
            (
                "#historial?tipo=top_up",
                Role::Usuario,
                History,
                "?tipo=top_up",
            ),
            (
                "#historial?buscar=a/b?c",
                Role::Usuario,
                History,
                "?buscar=a/b?c",
            ),
            ("#historial/", Role::Usuario, History, ""),
            ("#usuarios?x=1", Role::Gerente, History, ""),
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
