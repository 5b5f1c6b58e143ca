//! `PhoneNumber`: a mobile number of a country that can be topped up, normalised to its national digits; and [`NationalNumber`], any number of
//! its plan.

use core::fmt;

mod automaton;
mod national;
#[rustfmt::skip]
mod tables;

pub use national::{NationalNumber, NationalNumberError, PhoneKind, metadata};

use crate::check_digit::first_other_than_digit;
use crate::country::Country;
use crate::written::joined;

/// Characters of a typed number beyond which it cannot be one, whatever it is padded with.
const TEXT_CHARS_MAX: usize = 40;

/// How a country's mobile numbers look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhoneRules {
    /// How many digits a national number has, its area code among them.
    pub digits: usize,
    /// What is or was dialled before a number and is no part of it, the longest first.
    pub trunk_prefixes: &'static [&'static str],
    /// The area codes that every number starts with.
    pub areas: AreaCodes,
    /// The first digits that mobiles have, after the area code.
    pub mobile_first_digits: &'static str,
    /// The first digits that landlines have, after the area code.
    pub landline_first_digits: &'static str,
    /// How many digits a landline has, its area code among them.
    pub landline_digits: usize,
}

/// The area codes of a country, all of one length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AreaCodes {
    /// How many digits they have; none where numbers have no area code.
    pub digits: usize,
    /// The codes: from the first to the second of each pair, both included.
    pub ranges: &'static [(u16, u16)],
}

impl AreaCodes {
    /// Numbers without area codes.
    pub const NONE: Self = Self {
        digits: 0,
        ranges: &[],
    };

    /// Whether it is one of them; where numbers have none, everything is.
    pub fn contains(&self, area_code: &str) -> bool {
        area_code.len() == self.digits && self.begins(area_code)
    }

    /// Whether these digits, or the first of them, are an area code or become one with more digits.
    pub fn begins(&self, digits: &str) -> bool {
        if self.digits == 0 {
            return true;
        }
        let start = digits.get(..self.digits).unwrap_or(digits);
        if !start.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let padded = |filling: &str| {
            let missing = self.digits.saturating_sub(start.len());
            joined(&[start, &filling.repeat(missing)])
                .parse::<u16>()
                .unwrap_or_default()
        };
        let (least, most) = (padded("0"), padded("9"));
        self.ranges
            .iter()
            .any(|(first, last)| *first <= most && least <= *last)
    }
}

/// A mobile number that can be topped up.
///
/// What a valid number satisfies: the country's count of ASCII digits, starting as the country's mobiles do. Spaces, hyphens,
/// dots and parentheses between the digits, and the country's calling code before them, are accepted and removed.
///
/// ```
/// use ventanilla_core::{Country, PhoneError, PhoneNumber};
///
/// let number = PhoneNumber::parse(Country::Bolivia, "+591 765-43210")?;
/// assert_eq!(number.national(), "76543210");
/// assert_eq!(number.international(), "+59176543210");
/// assert_eq!(PhoneNumber::parse(Country::Bolivia, "22440000"), Err(PhoneError::Landline));
/// # Ok::<(), PhoneError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber {
    country: Country,
    national: String,
}

/// Why a text is not a [`PhoneNumber`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    /// There is nothing to read.
    Empty,
    /// Something that is neither a digit nor a separator.
    NotDigits {
        /// Where, in characters from the start of the text.
        position: usize,
    },
    /// Fewer digits than the country's numbers have.
    TooShort,
    /// More digits than the country's numbers have.
    TooLong,
    /// A landline: it cannot be topped up.
    Landline,
    /// The right count of digits, but no mobile of the country starts like that; or another country's calling code.
    UnknownPrefix,
    /// It starts with an area code that the country does not have.
    UnknownArea,
    /// The numbers of this country are not known here, so none can be accepted.
    CountryUnsupported,
}

impl PhoneNumber {
    /// Reads a mobile number of `country` as people write it. Errors: see [`PhoneError`].
    pub fn parse(country: Country, text: &str) -> Result<Self, PhoneError> {
        let pack = country.pack();
        let rules = pack.phone_rules.ok_or(PhoneError::CountryUnsupported)?;
        let (plus, digits) = digits_of(text)?;
        let national = rules.national_part(plus, &digits, pack.calling_code)?;
        let national = rules.without_trunk_prefix(national);
        rules.assert_mobile(national)?;
        Ok(Self {
            country,
            national: national.to_owned(),
        })
    }

    /// As [`PhoneNumber::parse`], from an area code and the number after it, each in its own field and both in digits only. `Err` says of
    /// which of the two what is wrong.
    pub fn of_area(country: Country, area_code: &str, number: &str) -> Result<Self, PartError> {
        let of_area = PartError::AreaCode;
        let rules = country
            .pack()
            .phone_rules
            .ok_or(of_area(PhoneError::CountryUnsupported))?;
        let area_code = only_digits(area_code).map_err(of_area)?;
        rules.assert_area(area_code).map_err(of_area)?;
        let number = only_digits(number).map_err(PartError::Number)?;
        let national = joined(&[area_code, number]);
        rules.assert_mobile(&national).map_err(PartError::Number)?;
        Ok(Self { country, national })
    }

    /// The area code, empty where mobiles have none, and the number after it: `("19", "996416288")`.
    pub fn parts(&self) -> (&str, &str) {
        let area_digits = self
            .country
            .pack()
            .phone_rules
            .map_or(0, |rules| rules.areas.digits);
        self.national
            .split_at_checked(area_digits)
            .unwrap_or(("", &self.national))
    }

    /// The country whose number it is.
    pub const fn country(&self) -> Country {
        self.country
    }

    /// The national digits: `76543210`.
    pub fn national(&self) -> &str {
        &self.national
    }

    /// The number as E.164 writes it: `+59176543210`.
    pub fn international(&self) -> String {
        joined(&["+", self.country.pack().calling_code, &self.national])
    }
}

/// What is wrong with an area code or with the number after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartError {
    /// Of the area code.
    AreaCode(PhoneError),
    /// Of the number after it.
    Number(PhoneError),
}

impl PhoneRules {
    /// Without what was dialled before it; a prefix is one only before a whole number.
    fn without_trunk_prefix<'a>(&self, national: &'a str) -> &'a str {
        self.trunk_prefixes
            .iter()
            .filter_map(|prefix| national.strip_prefix(prefix))
            .find(|rest| rest.len() == self.digits || rest.len() == self.landline_digits)
            .unwrap_or(national)
    }

    /// Whether digits are as many as a mobile or a landline has, with or without what was dialled before it.
    fn is_whole(&self, digits: &str) -> bool {
        let count = self.without_trunk_prefix(digits).len();
        count == self.digits || count == self.landline_digits
    }

    /// The digits after the calling code.
    fn national_part<'a>(
        &self,
        plus: bool,
        digits: &'a str,
        calling_code: &str,
    ) -> Result<&'a str, PhoneError> {
        national_part(plus, digits, calling_code, |rest| self.is_whole(rest))
    }

    fn assert_area(&self, area_code: &str) -> Result<(), PhoneError> {
        if self.areas.contains(area_code) {
            Ok(())
        } else {
            Err(PhoneError::UnknownArea)
        }
    }

    /// Says what else than a mobile the national digits are.
    fn assert_mobile(&self, national: &str) -> Result<(), PhoneError> {
        if national.len() > self.digits {
            return Err(PhoneError::TooLong);
        }
        let (area_code, number) = national
            .split_at_checked(self.areas.digits)
            .ok_or(PhoneError::TooShort)?;
        self.assert_area(area_code)?;
        let is_landline = starts_with_one_of(number, self.landline_first_digits);
        match national.len() {
            digits if digits == self.landline_digits && is_landline => Err(PhoneError::Landline),
            digits if digits < self.digits => Err(PhoneError::TooShort),
            _ if starts_with_one_of(number, self.mobile_first_digits) => Ok(()),
            _ => Err(PhoneError::UnknownPrefix),
        }
    }
}

/// The text, if it is nothing but digits.
fn only_digits(text: &str) -> Result<&str, PhoneError> {
    if text.is_empty() {
        return Err(PhoneError::Empty);
    }
    if text.len() > TEXT_CHARS_MAX {
        return Err(PhoneError::TooLong);
    }
    match first_other_than_digit(text) {
        Some(position) => Err(PhoneError::NotDigits { position }),
        None => Ok(text),
    }
}

/// The national digits typed so far, without calling code; `None` where there is none, or something else than digits.
pub(crate) fn partial_national(country: Country, text: &str) -> Option<String> {
    let pack = country.pack();
    let (plus, digits) = digits_of(text).ok()?;
    let rules = pack.phone_rules?;
    rules
        .national_part(plus, &digits, pack.calling_code)
        .ok()
        .map(str::to_owned)
}

/// Whether the text starts with a plus sign, and its digits, without separators.
pub(crate) fn digits_of(text: &str) -> Result<(bool, String), PhoneError> {
    let mut plus = false;
    let digits = bare_digits(text, |character, is_start| {
        if character == '+' && is_start && !plus {
            plus = true;
            true
        } else {
            is_separator(character)
        }
    })?;
    Ok((plus, digits))
}

/// The digits of a text without what `passes_over` accepts beside them; it is told whether no digit came before.
pub(crate) fn bare_digits(
    text: &str,
    mut passes_over: impl FnMut(char, bool) -> bool,
) -> Result<String, PhoneError> {
    let mut digits = [b'0'; TEXT_CHARS_MAX];
    let mut places = digits.iter_mut();
    for (position, character) in text.chars().enumerate() {
        match (character, u8::try_from(character)) {
            _ if position >= TEXT_CHARS_MAX => return Err(PhoneError::TooLong),
            ('0'..='9', Ok(digit)) => {
                if let Some(place) = places.next() {
                    *place = digit;
                }
            }
            _ if passes_over(character, places.len() == TEXT_CHARS_MAX) => {}
            _ => return Err(PhoneError::NotDigits { position }),
        }
    }
    let count = TEXT_CHARS_MAX.saturating_sub(places.len());
    let digits = digits.get(..count).unwrap_or_default();
    match str::from_utf8(digits) {
        Ok(digits) if !digits.is_empty() => Ok(digits.to_owned()),
        _ => Err(PhoneError::Empty),
    }
}

/// The digits after the calling code. It is taken off after `+` and `00`, and without either only where a whole number is left, so that there is no
/// doubt.
pub(crate) fn national_part<'a>(
    plus: bool,
    digits: &'a str,
    calling_code: &str,
    is_whole: impl Fn(&str) -> bool,
) -> Result<&'a str, PhoneError> {
    let international = if plus {
        Some(digits)
    } else {
        digits.strip_prefix("00")
    };
    match (international, digits.strip_prefix(calling_code)) {
        (Some(international), _) => match international.strip_prefix(calling_code) {
            Some(rest) => Ok(rest),
            // So far it may still become this country's.
            None if calling_code.starts_with(international) => Err(PhoneError::TooShort),
            None => Err(PhoneError::UnknownPrefix),
        },
        (None, Some(rest)) if is_whole(rest) => Ok(rest),
        (None, _) => Ok(digits),
    }
}

fn starts_with_one_of(digits: &str, first_digits: &str) -> bool {
    digits
        .bytes()
        .next()
        .is_some_and(|digit| first_digits.bytes().any(|first| first == digit))
}

/// What people and address books put between digits: spaces (no-break ones too), hyphens, dots and parentheses.
fn is_separator(character: char) -> bool {
    is_blank_or_dash(character)
        || matches!(character, '.' | '(' | ')')
        // What address books put around a number so that it is shown from left to right; nobody sees it.
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Of these, spaces and hyphens.
pub(crate) const fn is_blank_or_dash(character: char) -> bool {
    matches!(
        character,
        ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2010}' | '\u{2011}'
    )
}

impl fmt::Display for PhoneError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("there is no number"),
            Self::NotDigits { position } => write!(
                formatter,
                "character {position} is neither a digit nor a separator"
            ),
            Self::TooShort => formatter.write_str("the number has too few digits"),
            Self::TooLong => formatter.write_str("the number has too many digits"),
            Self::Landline => formatter.write_str("the number is a landline"),
            Self::UnknownPrefix => formatter.write_str("no mobile of the country starts like that"),
            Self::UnknownArea => formatter.write_str("the country has no such area code"),
            Self::CountryUnsupported => {
                formatter.write_str("the numbers of this country are not known")
            }
        }
    }
}

impl core::error::Error for PhoneError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bolivian_numbers() {
        use PhoneError::*;
        let cases: &[(&str, Result<&str, PhoneError>)] = &[
            ("76543210", Ok("76543210")),
            ("60000000", Ok("60000000")),
            ("765 43 210", Ok("76543210")),
            ("765-43210", Ok("76543210")),
            ("765.43.210", Ok("76543210")),
            ("(7) 654-3210", Ok("76543210")),
            (" 76543210 ", Ok("76543210")),
            ("76543\u{a0}210", Ok("76543210")),
            ("+59176543210", Ok("76543210")),
            ("+591 765-43210", Ok("76543210")),
            ("(+591) 76543210", Ok("76543210")),
            ("0059176543210", Ok("76543210")),
            ("59176543210", Ok("76543210")),
            ("", Err(Empty)),
            ("  ", Err(Empty)),
            ("+", Err(Empty)),
            ("()-", Err(Empty)),
            ("7654321", Err(TooShort)),
            ("2244000", Err(TooShort)),
            ("+591 7654321", Err(TooShort)),
            ("591", Err(TooShort)),
            ("5917654321", Err(TooLong)),
            ("765432100", Err(TooLong)),
            ("591765432100", Err(TooLong)),
            ("076543210", Err(TooLong)),
            ("22440000", Err(Landline)),
            ("33440000", Err(Landline)),
            ("44440000", Err(Landline)),
            ("+591 2 2440000", Err(Landline)),
            ("10000000", Err(UnknownPrefix)),
            ("80010000", Err(UnknownPrefix)),
            ("00000000", Err(UnknownPrefix)),
            ("+54 9 11 1234 5678", Err(UnknownPrefix)),
            ("00541112345678", Err(UnknownPrefix)),
            ("7654321a", Err(NotDigits { position: 7 })),
            ("7654a210", Err(NotDigits { position: 4 })),
            ("++59176543210", Err(NotDigits { position: 1 })),
            ("765+43210", Err(NotDigits { position: 3 })),
            ("٧٦٥٤٣٢١٠", Err(NotDigits { position: 0 })),
            ("7654\u{0}3210", Err(NotDigits { position: 4 })),
            ("76543210\n", Err(NotDigits { position: 8 })),
        ];
        for (text, expected) in cases {
            let read = PhoneNumber::parse(Country::Bolivia, text);
            assert_eq!(
                read.as_ref()
                    .map(PhoneNumber::national)
                    .map_err(|error| *error),
                *expected,
                "{text:?}"
            );
        }
        assert_eq!(
            PhoneNumber::parse(Country::Bolivia, &"7".repeat(100_000)),
            Err(TooLong)
        );
    }

    #[test]
    fn brazilian_numbers() {
        use PhoneError::*;
        let cases: &[(&str, Result<&str, PhoneError>)] = &[
            ("19996416288", Ok("19996416288")),
            ("(19) 99641-6288", Ok("19996416288")),
            ("19 9 9641 6288", Ok("19996416288")),
            ("019 99641-6288", Ok("19996416288")),
            ("+55 19 99641-6288", Ok("19996416288")),
            ("+55 (019) 99641-6288", Ok("19996416288")),
            ("\u{202a}+55 19 99641-6288\u{202c}", Ok("19996416288")),
            ("005519996416288", Ok("19996416288")),
            ("5519996416288", Ok("19996416288")),
            ("55 0 19 99641-6288", Ok("19996416288")),
            ("55 0 19 3641-6288", Err(Landline)),
            ("55 19 3641-6288", Err(Landline)),
            ("+5", Err(TooShort)),
            // 55 is an area code as well.
            ("55996416288", Ok("55996416288")),
            ("5555996416288", Ok("55996416288")),
            ("21900000000", Ok("21900000000")),
            ("", Err(Empty)),
            ("1", Err(TooShort)),
            ("1999641628", Err(TooShort)),
            ("1977641628", Err(TooShort)),
            ("199964162881", Err(TooLong)),
            ("1932334455", Err(Landline)),
            ("(11) 3123-4567", Err(Landline)),
            ("1153123456", Err(Landline)),
            ("19896416288", Err(UnknownPrefix)),
            ("20996416288", Err(UnknownArea)),
            ("23996416288", Err(UnknownArea)),
            ("10996416288", Err(UnknownArea)),
            ("2033445566", Err(UnknownArea)),
            ("0000996416288", Err(UnknownPrefix)),
            ("+54 9 11 1234 5678", Err(UnknownPrefix)),
            ("1999641628x", Err(NotDigits { position: 10 })),
            ("٧9996416288", Err(NotDigits { position: 0 })),
        ];
        for (text, expected) in cases {
            let read = PhoneNumber::parse(Country::Brazil, text);
            assert_eq!(
                read.as_ref()
                    .map(PhoneNumber::national)
                    .map_err(|error| *error),
                *expected,
                "{text:?}"
            );
        }
        let number = PhoneNumber::parse(Country::Brazil, "19996416288").unwrap();
        assert_eq!(number.parts(), ("19", "996416288"));
        assert_eq!(number.international(), "+5519996416288");
    }

    /// Against the plan as the contract writes it (section 5), not as a list.
    #[test]
    fn brazilian_area_codes() {
        for first in '0'..='9' {
            for second in '0'..='9' {
                let seconds = match first {
                    '1' | '4' | '6' | '8' | '9' => "123456789",
                    '2' => "12478",
                    '3' => "1234578",
                    '5' => "1345",
                    '7' => "134579",
                    _ => "",
                };
                // 51 and 53 to 55; 71, 73 to 75, 77 and 79.
                let expected = seconds.contains(second);
                let area_code = format!("{first}{second}");
                let read = PhoneNumber::of_area(Country::Brazil, &area_code, "996416288");
                assert_eq!(read.is_ok(), expected, "{area_code}");
                if !expected {
                    assert_eq!(read, Err(PartError::AreaCode(PhoneError::UnknownArea)));
                }
            }
        }
    }

    #[test]
    fn two_fields() {
        use PartError::{AreaCode, Number};
        use PhoneError::*;
        let cases = [
            ("19", "996416288", Ok("19996416288")),
            ("00", "996416288", Err(AreaCode(UnknownArea))),
            ("20", "996416288", Err(AreaCode(UnknownArea))),
            ("", "996416288", Err(AreaCode(Empty))),
            ("1", "996416288", Err(AreaCode(UnknownArea))),
            ("019", "996416288", Err(AreaCode(UnknownArea))),
            ("+19", "996416288", Err(AreaCode(NotDigits { position: 0 }))),
            ("19", "", Err(Number(Empty))),
            ("19", "96416288", Err(Number(TooShort))),
            ("19", "77641628", Err(Number(TooShort))),
            ("19", "32334455", Err(Number(Landline))),
            ("19", "896416288", Err(Number(UnknownPrefix))),
            ("19", "9964162881", Err(Number(TooLong))),
            ("19", "99641-6288", Err(Number(NotDigits { position: 5 }))),
            (
                "19",
                "99641628\u{661}",
                Err(Number(NotDigits { position: 8 })),
            ),
        ];
        for (area_code, number, expected) in cases {
            let read = PhoneNumber::of_area(Country::Brazil, area_code, number);
            assert_eq!(
                read.as_ref()
                    .map(PhoneNumber::national)
                    .map_err(|error| *error),
                expected,
                "{area_code:?} {number:?}"
            );
        }
    }

    #[test]
    fn mexican_numbers() {
        use PhoneError::*;
        let cases: &[(&str, Result<&str, PhoneError>)] = &[
            ("4771234567", Ok("4771234567")),
            ("477 123 4567", Ok("4771234567")),
            ("(477) 123-4567", Ok("4771234567")),
            ("+52 477 123 4567", Ok("4771234567")),
            ("524771234567", Ok("4771234567")),
            ("00524771234567", Ok("4771234567")),
            // As mobiles were dialled until 2019.
            ("+52 1 477 123 4567", Ok("4771234567")),
            ("5214771234567", Ok("4771234567")),
            ("0444771234567", Ok("4771234567")),
            ("045 477 123 4567", Ok("4771234567")),
            ("01 477 123 4567", Ok("4771234567")),
            ("5512345678", Ok("5512345678")),
            ("3312345678", Ok("3312345678")),
            ("", Err(Empty)),
            ("477123456", Err(TooShort)),
            ("47712345678", Err(TooLong)),
            ("0123456789", Err(UnknownArea)),
            ("1234567890", Err(UnknownArea)),
            ("2021234567", Err(UnknownArea)),
            ("5201234567", Err(UnknownArea)),
            ("9991234567", Ok("9991234567")),
            ("+54 9 11 1234 5678", Err(UnknownPrefix)),
            ("477123456a", Err(NotDigits { position: 9 })),
            ("+5", Err(TooShort)),
            ("00", Err(TooShort)),
            ("52 1 477 123 4567", Ok("4771234567")),
            ("52 045 477 123 4567", Ok("4771234567")),
            // The calling code is taken off once.
            ("+52 52 1 477 123 4567", Err(TooLong)),
            ("00 52 52 1 477 123 4567", Err(TooLong)),
            ("52521 477 123 4567", Err(TooLong)),
            ("+52 52 477 123 4567", Err(TooLong)),
        ];
        for (text, expected) in cases {
            let read = PhoneNumber::parse(Country::Mexico, text);
            assert_eq!(
                read.as_ref()
                    .map(PhoneNumber::national)
                    .map_err(|error| *error),
                *expected,
                "{text:?}"
            );
        }
        assert_eq!(
            PhoneNumber::parse(Country::Mexico, "5512345678").map(|number| number.international()),
            Ok("+525512345678".to_owned())
        );
    }

    #[test]
    fn countries_without_rules_accept_nothing() {
        for country in [Country::Venezuela, Country::Argentina] {
            assert_eq!(
                PhoneNumber::parse(country, "76543210"),
                Err(PhoneError::CountryUnsupported)
            );
        }
    }
}
