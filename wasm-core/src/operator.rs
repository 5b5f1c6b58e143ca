//! `Operator`: the mobile operators whose credit is sold, and the hint that a number's prefix gives.

use crate::country::Country;
use crate::phone;

/// A mobile operator whose credit is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// Tigo (Telecel), Bolivia.
    Tigo,
    /// Entel, Bolivia.
    Entel,
    /// Viva (Nuevatel), Bolivia.
    Viva,
}

impl Operator {
    /// Every operator, in the order that pages show them.
    pub const ALL: [Self; 3] = [Self::Tigo, Self::Entel, Self::Viva];

    /// The name, as the wire writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tigo => "Tigo",
            Self::Entel => "Entel",
            Self::Viva => "Viva",
        }
    }

    /// The operator of exactly that name; case counts. `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|operator| operator.name() == name)
    }
}

/// The operator that a number, complete or still being typed, was issued by; `None` while that is open or unknown.
///
/// Only ever a hint: numbers are portable in Bolivia since 2018-10-01.
///
/// ```
/// use ventanilla_core::{operator, Country, Operator};
///
/// assert_eq!(operator::suggest(Country::Bolivia, "765"), Some(Operator::Tigo));
/// assert_eq!(operator::suggest(Country::Bolivia, "7"), None);
/// ```
pub fn suggest(country: Country, digits: &str) -> Option<Operator> {
    let blocks = blocks(country);
    if blocks.is_empty() {
        return None;
    }
    issued_to(blocks, &phone::partial_national(country, digits)?)
}

/// As [`suggest`], of the national digits of a number, which are not read again.
pub fn suggest_of(country: Country, national: &str) -> Option<Operator> {
    issued_to(blocks(country), national)
}

fn issued_to(blocks: &[(&str, Operator)], national: &str) -> Option<Operator> {
    let [.., longest] = PREFIX_DIGITS;
    let undecided = national.len() < longest
        && blocks
            .iter()
            .any(|(prefix, _)| prefix.len() > national.len() && prefix.starts_with(national));
    if undecided {
        return None;
    }
    PREFIX_DIGITS.iter().rev().find_map(|digits| {
        let start = national.get(..*digits)?;
        let block = blocks.iter().find(|(prefix, _)| *prefix == start)?;
        Some(block.1)
    })
}

const fn blocks(country: Country) -> &'static [(&'static str, Operator)] {
    match country {
        Country::Bolivia => BOLIVIA,
        Country::Venezuela | Country::Brazil | Country::Mexico | Country::Argentina => &[],
    }
}

/// How many digits the prefixes have, the fewest first.
const PREFIX_DIGITS: [usize; 2] = [2, 4];

/// Number blocks as issued; the longest prefix that fits wins. Source: the carrier data of libphonenumber 9.0 for +591.
const BOLIVIA: &[(&str, Operator)] = &[
    ("60", Operator::Viva),
    ("61", Operator::Viva),
    ("62", Operator::Tigo),
    ("63", Operator::Entel),
    ("64", Operator::Entel),
    ("65", Operator::Viva),
    ("67", Operator::Entel),
    ("68", Operator::Entel),
    ("69", Operator::Tigo),
    ("70", Operator::Viva),
    ("71", Operator::Entel),
    ("72", Operator::Entel),
    ("73", Operator::Entel),
    ("74", Operator::Entel),
    ("7416", Operator::Tigo),
    ("7417", Operator::Tigo),
    ("7418", Operator::Tigo),
    ("7419", Operator::Viva),
    ("7426", Operator::Tigo),
    ("7427", Operator::Tigo),
    ("7428", Operator::Tigo),
    ("7429", Operator::Viva),
    ("7438", Operator::Viva),
    ("7439", Operator::Viva),
    ("7446", Operator::Tigo),
    ("7447", Operator::Tigo),
    ("7448", Operator::Tigo),
    ("7449", Operator::Viva),
    ("7456", Operator::Tigo),
    ("7457", Operator::Tigo),
    ("7458", Operator::Tigo),
    ("7459", Operator::Viva),
    ("7473", Operator::Tigo),
    ("7474", Operator::Viva),
    ("7478", Operator::Tigo),
    ("7479", Operator::Viva),
    ("7487", Operator::Viva),
    ("7488", Operator::Viva),
    ("7489", Operator::Viva),
    ("75", Operator::Tigo),
    ("76", Operator::Tigo),
    ("77", Operator::Tigo),
    ("78", Operator::Tigo),
    ("79", Operator::Viva),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for operator in Operator::ALL {
            assert_eq!(Operator::parse(operator.name()), Some(operator));
        }
        for bad in ["", "tigo", "TIGO", "Tigo ", "Claro", "Nuevatel"] {
            assert_eq!(Operator::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn prefixes_are_of_known_lengths() {
        for (prefix, _) in BOLIVIA {
            assert!(PREFIX_DIGITS.contains(&prefix.len()), "{prefix}");
        }
    }

    #[test]
    fn hints() {
        let cases = [
            ("76543210", Some(Operator::Tigo)),
            ("765", Some(Operator::Tigo)),
            ("+591 60", Some(Operator::Viva)),
            ("0059171", Some(Operator::Entel)),
            ("59171000000", Some(Operator::Entel)),
            ("71-0", Some(Operator::Entel)),
            ("7410", Some(Operator::Entel)),
            ("7419", Some(Operator::Viva)),
            ("74190000", Some(Operator::Viva)),
            ("7416 0000", Some(Operator::Tigo)),
            ("", None),
            ("7", None),
            ("74", None),
            ("741", None),
            ("66", None),
            ("2244", None),
            ("+54 11", None),
            ("7x", None),
            ("abc", None),
        ];
        for (text, expected) in cases {
            assert_eq!(suggest(Country::Bolivia, text), expected, "{text:?}");
        }
        assert_eq!(suggest(Country::Mexico, "76543210"), None);
    }
}
