//! The back office: its sections, each with an address of its own behind the `#`, on three pages.

use crate::browser;
use crate::components::history::history;
use crate::components::paper;
use crate::components::section_list;
use crate::components::sessions::sessions;
use crate::components::settings::{self, Desk};
use crate::frame::Program;
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

    /// The program that shows it: no page loads more than it needs.
    const fn program(self) -> Program {
        match self {
            Self::History => Program::Office,
            Self::Sessions => Program::Sessions,
            Self::Users
            | Self::Branches
            | Self::Registers
            | Self::Operators
            | Self::Shop
            | Self::Password => Program::Settings,
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

/// The section that an address names, of this program and for that role, and what stands in the address after it: `7` of `#turnos/7`,
/// `?tipo=top_up` of `#historial?tipo=top_up`. Any other address is that of the first section.
fn route(hash: &str, program: Program, role: Role) -> (OfficeSection, String) {
    let (name, rest) = section_list::split(hash);
    let mut sections = OfficeSection::ALL
        .into_iter()
        .filter(|section| section.program() == program && section.is_for(role));
    let first = sections.clone().next().unwrap_or(OfficeSection::Password);
    sections
        .find(|section| section.face().1 == name)
        .map_or((first, String::new()), |section| (section, rest.to_owned()))
}

/// The page of the history.
pub(crate) fn history_page(till: Till) -> AnyView {
    till.sale_controls.set_value(Some(paper::add_reference));
    frame(till, Program::Office, |_, rest| history(till, rest))
}

/// The page of cash sessions and closing reports.
pub(crate) fn sessions_page(till: Till) -> AnyView {
    till.sale_controls.set_value(Some(paper::add_reference));
    frame(till, Program::Sessions, |_, rest| sessions(till, rest))
}

/// The page of settings.
pub(crate) fn settings_page(till: Till) -> AnyView {
    let desk = Desk::new(till);
    frame(till, Program::Settings, |here, rest| {
        view! {
            {desk.above()}
            {part(move || settings::section(desk, here.get(), &rest.get()))}
        }
        .into_any()
    })
}

/// The list of sections beside the one that is shown. A section stays as it is while only what stands after it in the address changes.
fn frame(
    till: Till,
    program: Program,
    content: impl FnOnce(Memo<OfficeSection>, Signal<String>) -> AnyView,
) -> AnyView {
    let hash = browser::follow_hash();
    let place = Memo::new(move |_| hash.with(|hash| route(hash, program, till.role())));
    let here = Memo::new(move |_| place.with(|(section, _)| *section));
    let rest = Signal::derive(move || place.with(|(_, rest)| rest.clone()));
    Effect::new(move |_| section_list::reveal(here.get().address()));
    let links = part(move || {
        OfficeSection::ALL
            .into_iter()
            .filter(|section| section.is_for(till.role()))
            .map(|section| {
                let (name, address) = section.face();
                let href = format!("{}#{address}", section.program().path());
                section_list::link(till, name, address, href, move || here.get() == section)
            })
            .collect_view()
            .into_any()
    });
    section_list::beside(till, links.into_any(), content(here, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        use OfficeSection::{History, Password, Sessions, Users};
        use Program::{Office, Settings};
        use Role::{Administrador, Gerente, Operador, Usuario};
        let table = [
            ("", Office, Administrador, History, ""),
            ("#", Office, Administrador, History, ""),
            ("#", Settings, Administrador, Users, ""),
            ("#", Settings, Operador, Password, ""),
            ("#usuarios", Settings, Administrador, Users, ""),
            ("#usuarios", Settings, Gerente, Password, ""),
            ("#usuarios", Office, Administrador, History, ""),
            ("#tienda", Settings, Operador, Password, ""),
            ("#turnos/7", Program::Sessions, Operador, Sessions, "7"),
            ("#turnos/7/x", Program::Sessions, Operador, Sessions, "7/x"),
            (
                "#turnos?caja=2",
                Program::Sessions,
                Operador,
                Sessions,
                "?caja=2",
            ),
            (
                "#historial?tipo=top_up",
                Office,
                Usuario,
                History,
                "?tipo=top_up",
            ),
            (
                "#historial?buscar=a/b?c",
                Office,
                Usuario,
                History,
                "?buscar=a/b?c",
            ),
            ("#historial/", Office, Usuario, History, ""),
            ("#turnos", Office, Usuario, History, ""),
            ("#", Program::Sessions, Usuario, Sessions, ""),
            ("#clave", Settings, Usuario, Password, ""),
            ("#nada", Office, Administrador, History, ""),
        ];
        for (hash, program, role, section, rest) in table {
            assert_eq!(
                route(hash, program, role),
                (section, rest.to_owned()),
                "{hash} {program:?} {role:?}"
            );
        }
    }
}
