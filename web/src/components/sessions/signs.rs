//! How a difference between what was counted and what should have been there is shown: by words and a drawing, not by colour alone.

use crate::components::icon::Drawing;
use crate::components::parts::{badge, span, word};
use crate::format;
use crate::i18n::Text;
use crate::till::Till;
use leptos::prelude::*;
use ventanilla_core::Amount;

/// What a difference is called.
pub(crate) fn difference_name(difference: Amount) -> Text {
    if difference.is_zero() {
        Text::EvenMark
    } else if difference.is_positive() {
        Text::OverMark
    } else {
        Text::ShortMark
    }
}

/// A difference with its sign, its name and its drawing.
pub(crate) fn difference_mark(till: Till, difference: Amount) -> AnyView {
    let name = till.say(difference_name(difference)).to_owned();
    if difference.is_zero() {
        return badge("verdict even", Drawing::Tick, name);
    }
    let amount = format::difference(difference, till.currency(), till.language.get());
    span(
        "verdict off",
        vec![
            badge("verdict", Drawing::Alert, name),
            word("amount", amount),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (minor, expected) in [
            (0, Text::EvenMark),
            (1, Text::OverMark),
            (-1, Text::ShortMark),
        ] {
            assert_eq!(
                difference_name(Amount::from_minor(minor).unwrap()),
                expected
            );
        }
    }
}
