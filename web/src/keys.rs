//! The keys that work everywhere: what each does. The page of shortcuts lists exactly these.

use crate::access;
use crate::browser;
use crate::frame::Program;
use crate::i18n::Text;
use crate::section::Section;
use crate::till::Till;
use leptos::prelude::*;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Lists the keys.
    Help,
    /// Shows the receipt of the last sale.
    LastReceipt,
    /// Goes to a section of the till.
    Go(Section),
    /// Goes to the history.
    History,
    /// Opens the menu.
    Menu,
}

/// Every key with what it does, in the order of the list.
pub(crate) const ALL: [(&str, Action, Text); 8] = [
    ("F1", Action::Help, Text::KeyHelp),
    ("F2", Action::Go(Section::Sell), Text::SellTitle),
    ("F3", Action::LastReceipt, Text::KeyLastReceipt),
    ("F4", Action::Go(Section::Inject), Text::InjectTitle),
    ("F7", Action::Go(Section::Cash), Text::CashTitle),
    ("F8", Action::History, Text::History),
    ("F9", Action::Go(Section::Close), Text::CloseTitle),
    ("F10", Action::Menu, Text::Menu),
];

/// What works inside a form, beside the keys above.
pub(crate) const IN_FORMS: [(&str, Text); 4] = [
    ("Enter", Text::KeyEnter),
    ("Tab", Text::KeyTab),
    ("← →", Text::KeyArrows),
    ("Esc", Text::KeyEscape),
];

/// What a key does; `None` for any other.
pub(crate) fn action(key: &str) -> Option<Action> {
    ALL.into_iter()
        .find(|(name, _, _)| *name == key)
        .map(|(_, action, _)| action)
}

/// Whether the pages offer it to who is signed in.
pub(crate) fn is_offered(till: Till, action: Action) -> bool {
    match action {
        Action::Go(Section::Inject) => access::adjusts_float(till.role(), till.currency()),
        _ => true,
    }
}

/// Does it. Where nothing fits (no register is open, say), nothing happens.
pub(crate) fn act(till: Till, action: Action) {
    if !untrack(|| is_offered(till, action)) {
        return;
    }
    match action {
        Action::Help => till.is_helping.set(true),
        Action::Menu => till.is_menu_open.set(true),
        Action::LastReceipt => till.show_last_receipt(),
        Action::History => browser::go("/app/oficina/#historial"),
        Action::Go(section) if till.program == Program::Till => till.go(section),
        Action::Go(section) => browser::go(&format!("/app/#{}", section.address())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_key_does_one_thing() {
        let names: BTreeSet<&str> = ALL.iter().map(|(name, _, _)| *name).collect();
        assert_eq!(names.len(), ALL.len());
        for (name, expected, _) in ALL {
            assert_eq!(action(name), Some(expected));
        }
        for other in ["", "f1", "F5", "a", "Enter", "F12"] {
            assert_eq!(action(other), None, "{other}");
        }
    }
}
