//! `NationalNumber`: a number of a country's numbering plan, mobile or fixed, and which of the two.

use core::fmt;

use super::automaton::{Automaton, Run};
use super::{PhoneError, digits_of, tables};
use crate::code::Code;
use crate::country::Country;
use crate::field::Flaw;
use crate::written::joined;

/// What a number of the plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhoneKind {
    /// A mobile.
    Mobile,
    /// A landline.
    Fixed,
    /// Either: the plan of the country does not tell them apart.
    FixedOrMobile,
}

impl PhoneKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Mobile, Self::Fixed, Self::FixedOrMobile];

    /// The name by which JavaScript knows it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Fixed => "fixed",
            Self::FixedOrMobile => "fixed_or_mobile",
        }
    }

    /// Whether it can be a mobile.
    pub const fn may_be_mobile(self) -> bool {
        matches!(self, Self::Mobile | Self::FixedOrMobile)
    }
}

/// A number that the numbering plan of a country has, mobile or fixed.
///
/// What a valid number satisfies: digits that the plan, as libphonenumber publishes it, gives to landlines or to mobiles. That somebody
/// has the number is not known. A number that can be topped up is a [`super::PhoneNumber`], for which each country's contract is stricter.
///
/// Accepted and removed are what [`super::PhoneNumber`] removes, and what is dialled before a number inside the country: `0`, a carrier's
/// selection code, Mexico's `01`, `044`, `045` and `1` of before 2019. Argentina's `15` before a mobile becomes the `9` of the plan.
///
/// ```
/// use ventanilla_core::Country;
/// use ventanilla_core::phone::{NationalNumber, PhoneKind};
///
/// let number = NationalNumber::parse(Country::Argentina, "011 15-2345-6789")?;
/// assert_eq!((number.digits(), number.kind()), ("91123456789", PhoneKind::Mobile));
/// assert_eq!(number.international(), "+5491123456789");
/// # Ok::<(), ventanilla_core::phone::NationalNumberError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NationalNumber {
    country: Country,
    digits: String,
    kind: PhoneKind,
}

/// Why a text is not a [`NationalNumber`]. Positions are in characters from the start of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NationalNumberError {
    /// There is nothing to read.
    Empty,
    /// Something that is neither a digit nor a separator.
    NotDigits {
        /// Where.
        position: usize,
    },
    /// A number that begins like this goes on.
    TooShort,
    /// A number that begins like this has fewer digits.
    TooLong {
        /// Where the first digit is that is too much; `None` where there are more characters than are looked at.
        position: Option<usize>,
    },
    /// No number of the country has this digit after those before it.
    Unassigned {
        /// Where the digit is.
        position: usize,
    },
    /// The calling code of another country.
    OtherCountry {
        /// Where it starts.
        position: usize,
    },
}

/// What is dialled before a number inside its country.
struct Dialling {
    /// The trunk prefixes.
    trunk: &'static [&'static str],
    /// The carriers' selection codes, each after a trunk prefix.
    carriers: &'static [&'static str],
}

/// Argentina's prefix of mobiles, which is dialled after the area code where the plan has a 9 before it.
const MOBILE_AFTER_AREA: &str = "15";
/// How many digits such a number has, the 15 among them, whatever the length of its area code.
const WITH_MOBILE_AFTER_AREA: usize = 12;

impl NationalNumber {
    /// Reads a number of `country` as people write it. Errors: see [`NationalNumberError`].
    pub fn parse(country: Country, text: &str) -> Result<Self, NationalNumberError> {
        let (plus, digits) = digits_of(text).map_err(NationalNumberError::of_text)?;
        let calling_code = country.pack().calling_code;
        let (skipped, code) = if plus { (0, true) } else { idd(&digits) };
        let after = digits.get(skipped..).unwrap_or_default();
        let mut reading = Reading {
            country,
            farthest: (0, Run::Stuck(skipped)),
        };
        let found = match (code, after.strip_prefix(calling_code)) {
            // So far it may still become this country's.
            (true, None) if calling_code.starts_with(after) => {
                return Err(NationalNumberError::TooShort);
            }
            (true, None) => {
                let position = nth_digit(text, skipped);
                return Err(NationalNumberError::OtherCountry { position });
            }
            (true, Some(rest)) => reading.of(rest, skipped.saturating_add(calling_code.len())),
            (false, rest) => reading
                .of(after, 0)
                .or_else(|| reading.of(rest?, calling_code.len())),
        };
        found.ok_or_else(|| reading.error(text))
    }

    /// The country whose number it is.
    pub const fn country(&self) -> Country {
        self.country
    }

    /// The national significant number: `76543210`.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// Whether it is a mobile or a landline, as far as the plan tells.
    pub const fn kind(&self) -> PhoneKind {
        self.kind
    }

    /// The number as E.164 writes it: `+59176543210`.
    pub fn international(&self) -> String {
        joined(&["+", self.country.pack().calling_code, &self.digits])
    }
}

/// The package whose metadata the numbering plans are: `libphonenumber-js` and its version.
pub const fn metadata() -> &'static str {
    tables::METADATA
}

/// The ways in which digits can be a number, tried one after another.
struct Reading {
    country: Country,
    /// Where the reading that came farthest began among the digits, and how it ended.
    farthest: (usize, Run),
}

impl Reading {
    /// The number that digits are, as they are or after what is dialled before it; `start` is their place among all digits.
    fn of(&mut self, digits: &str, start: usize) -> Option<NationalNumber> {
        if let Some(number) = self.plain(digits, start) {
            return Some(number);
        }
        let Dialling { trunk, carriers } = dialling(self.country);
        for prefix in *trunk {
            let Some(rest) = digits.strip_prefix(prefix) else {
                continue;
            };
            let after_trunk = start.saturating_add(prefix.len());
            let found = self.plain(rest, after_trunk).or_else(|| {
                carriers.iter().find_map(|carrier| {
                    let after_carrier = after_trunk.saturating_add(carrier.len());
                    self.plain(rest.strip_prefix(carrier)?, after_carrier)
                })
            });
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn plain(&mut self, digits: &str, start: usize) -> Option<NationalNumber> {
        let run = plan(self.country).run(digits);
        if let Run::Whole(kind) = run {
            return Some(NationalNumber {
                country: self.country,
                digits: digits.to_owned(),
                kind,
            });
        }
        if let Some(number) = self.with_mobile_after_area(digits) {
            return Some(number);
        }
        let (began, ended) = self.farthest;
        if reach(start, run) > reach(began, ended) {
            self.farthest = (start, run);
        }
        None
    }

    fn with_mobile_after_area(&self, digits: &str) -> Option<NationalNumber> {
        if self.country != Country::Argentina || digits.len() != WITH_MOBILE_AFTER_AREA {
            return None;
        }
        // Area codes have two to four digits.
        (2..=4).rev().find_map(|area_digits| {
            let (area, rest) = digits.split_at_checked(area_digits)?;
            let Run::Whole(_) = tables::ARGENTINE_AREAS.run(area) else {
                return None;
            };
            let digits = joined(&["9", area, rest.strip_prefix(MOBILE_AFTER_AREA)?]);
            match plan(self.country).run(&digits) {
                Run::Whole(kind) => Some(NationalNumber {
                    country: self.country,
                    digits,
                    kind,
                }),
                Run::Unfinished | Run::TooLong(_) | Run::Stuck(_) => None,
            }
        })
    }

    /// What is wrong, in the reading that came farthest.
    fn error(&self, text: &str) -> NationalNumberError {
        let (start, run) = self.farthest;
        match run {
            Run::Whole(_) | Run::Unfinished => NationalNumberError::TooShort,
            Run::TooLong(index) => NationalNumberError::TooLong {
                position: Some(nth_digit(text, start.saturating_add(index))),
            },
            Run::Stuck(index) => NationalNumberError::Unassigned {
                position: nth_digit(text, start.saturating_add(index)),
            },
        }
    }
}

/// How many of all digits a reading explains.
fn reach(start: usize, run: Run) -> usize {
    match run {
        Run::Whole(_) | Run::Unfinished => usize::MAX,
        Run::TooLong(index) | Run::Stuck(index) => start.saturating_add(index),
    }
}

/// How many digits the prefix of international calls has, and whether it is there.
fn idd(digits: &str) -> (usize, bool) {
    const PREFIX: &str = "00";
    if digits.starts_with(PREFIX) {
        (PREFIX.len(), true)
    } else {
        (0, false)
    }
}

/// Where the digit of that index is in a text.
fn nth_digit(text: &str, index: usize) -> usize {
    text.chars()
        .enumerate()
        .filter(|(_, character)| character.is_ascii_digit())
        .nth(index)
        .map_or(0, |(position, _)| position)
}

const fn plan(country: Country) -> &'static Automaton {
    match country {
        Country::Bolivia => &tables::BOLIVIA,
        Country::Venezuela => &tables::VENEZUELA,
        Country::Brazil => &tables::BRAZIL,
        Country::Mexico => &tables::MEXICO,
        Country::Argentina => &tables::ARGENTINA,
    }
}

/// Source: the national prefixes in libphonenumber's metadata; of Mexico, what was dialled until 2019-08-03.
const fn dialling(country: Country) -> &'static Dialling {
    match country {
        Country::Bolivia => &Dialling {
            trunk: &["0"],
            carriers: &["10", "11", "12", "13", "14", "15", "16", "17", "18", "19"],
        },
        Country::Venezuela | Country::Argentina => &Dialling {
            trunk: &["0"],
            carriers: &[],
        },
        Country::Brazil => &Dialling {
            trunk: &["0", "90"],
            carriers: &[
                "12", "14", "15", "21", "22", "23", "25", "31", "41", "43", "55", "65", "99",
            ],
        },
        Country::Mexico => &Dialling {
            trunk: &["01", "044", "045", "1"],
            carriers: &[],
        },
    }
}

impl NationalNumberError {
    fn of_text(error: PhoneError) -> Self {
        match error {
            PhoneError::NotDigits { position } => Self::NotDigits { position },
            PhoneError::TooLong => Self::TooLong { position: None },
            PhoneError::Empty
            | PhoneError::TooShort
            | PhoneError::Landline
            | PhoneError::UnknownPrefix
            | PhoneError::UnknownArea
            | PhoneError::CountryUnsupported => Self::Empty,
        }
    }
}

impl From<NationalNumberError> for Flaw {
    fn from(error: NationalNumberError) -> Self {
        use NationalNumberError as Error;
        let (code, position) = match error {
            Error::Empty => (Code::Required, None),
            Error::NotDigits { position } => (Code::PhoneNotDigits, Some(position)),
            Error::TooShort => (Code::PhoneTooShort, None),
            Error::TooLong { position } => (Code::PhoneTooLong, position),
            Error::Unassigned { position } => (Code::PhoneUnassigned, Some(position)),
            Error::OtherCountry { position } => (Code::PhoneOtherCountry, Some(position)),
        };
        Self {
            position,
            ..Self::new(code)
        }
    }
}

impl fmt::Display for NationalNumberError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "there is no number",
            Self::NotDigits { .. } => "a character is neither a digit nor a separator",
            Self::TooShort => "the number has too few digits",
            Self::TooLong { .. } => "the number has too many digits",
            Self::Unassigned { .. } => "no number of the country has that digit there",
            Self::OtherCountry { .. } => "the calling code is another country's",
        })
    }
}

impl core::error::Error for NationalNumberError {}

#[cfg(test)]
mod tests;
