//! The settings: who may sign in, where things are sold, with what, and how. A section a file; what they share is the desk's.

mod branches;
mod desk;
pub(crate) mod fields;
pub(crate) mod form_state;
mod frame;
mod offset;
mod operators;
mod password;
mod registers;
mod shop;
mod users;

pub(crate) use desk::{Change, Desk};

use crate::office_page::OfficeSection;
use leptos::prelude::*;

/// A section of the settings; `rest` is what stands in the address after its name.
pub(crate) fn section(desk: Desk, section: OfficeSection, rest: &str) -> AnyView {
    match section {
        OfficeSection::Users => desk.show(section, rest, users::view),
        OfficeSection::Branches => desk.show(section, rest, branches::view),
        OfficeSection::Registers => desk.show(section, rest, registers::view),
        OfficeSection::Operators => desk.show(section, rest, operators::view),
        OfficeSection::Shop => desk.show(section, rest, shop::view),
        OfficeSection::Password => desk.show_unread(password::view),
        OfficeSection::History | OfficeSection::Sessions => ().into_any(),
    }
}
