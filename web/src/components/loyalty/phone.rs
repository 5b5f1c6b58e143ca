//! A Mexican number as it is typed and as it is shown. Pure.

use crate::i18n::Text;
use ventanilla_core::code::Language;
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::loyalty::TenDigits;
use ventanilla_core::{Code, Country, PhoneNumber};

/// The name of the number on the wire.
pub(crate) const FIELD: &str = "phone";
/// The area codes of two digits: Mexico City, Guadalajara and Monterrey. All others have three.
const SHORT_AREAS: [&str; 4] = ["55", "56", "33", "81"];
/// How many digits a number has.
const DIGITS: usize = 10;

/// The ten digits of what is typed, without what may stand before them; or what is wrong with the field of that name.
pub(crate) fn whole(typed: &str, field: &str) -> Result<TenDigits, FieldError> {
    let number =
        PhoneNumber::parse(Country::Mexico, typed).map_err(|error| Flaw::from(error).of(field))?;
    TenDigits::parse(number.national()).ok_or_else(|| Flaw::new(Code::PhoneNotDigits).of(field))
}

/// A number as people read it: `477 123 4567`, `55 1234 5678`.
pub(crate) fn shown(digits: &str) -> String {
    let ends = if SHORT_AREAS.iter().any(|area| digits.starts_with(area)) {
        (2, 6)
    } else {
        (3, 6)
    };
    match (
        digits.get(..ends.0),
        digits.get(ends.0..ends.1),
        digits.get(ends.1..),
    ) {
        (Some(area), Some(first), Some(second)) => format!("{area}\u{a0}{first}\u{a0}{second}"),
        _ => digits.to_owned(),
    }
}

/// What is still to be typed; and once it is all there, what was read.
pub(crate) fn hint(typed: &str, language: Language) -> Option<String> {
    let error = match PhoneNumber::parse(Country::Mexico, typed) {
        Ok(number) => return Some(shown(number.national())),
        Err(error) => error,
    };
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let is_plain = !typed.contains('+') && Flaw::from(error).code == Code::PhoneTooShort;
    match DIGITS.checked_sub(digits) {
        _ if typed.trim().is_empty() => Some(Text::PointsPhoneHint.template(language).to_owned()),
        Some(1) if is_plain => Some(Text::PayDigitMissing.template(language).to_owned()),
        Some(missing) if is_plain => {
            let missing = missing.to_string();
            Some(Text::PayDigitsMissing.filled(language, &[("cantidad", &missing)]))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_it_is_dropped() {
        for typed in [
            "4771234567",
            "477 123 4567",
            "+52 477 123 4567",
            "+52 1 477 123 4567",
            "044 477 123 4567",
            "045 477 123 4567",
            "01 477 123 4567",
            "52 477 123 4567",
        ] {
            let read = whole(typed, FIELD).map(|digits| digits.as_str().to_owned());
            assert_eq!(read.as_deref(), Ok("4771234567"), "{typed}");
        }
        for (typed, code) in [
            ("", Code::Required),
            ("477", Code::PhoneTooShort),
            ("47712345678", Code::PhoneTooLong),
            ("477x234567", Code::PhoneNotDigits),
        ] {
            let error = whole(typed, FIELD).unwrap_err();
            assert_eq!((error.field.as_str(), error.code), (FIELD, code), "{typed}");
        }
    }

    #[test]
    fn in_words() {
        let said = |typed| {
            hint(typed, Language::Es)
                .unwrap_or_default()
                .replace('\u{a0}', " ")
        };
        for (typed, expected) in [
            ("", "10 dígitos; puede empezar con +52."),
            ("477123", "Faltan 4 dígitos."),
            ("477 123 456", "Falta un dígito."),
            ("4771234567", "477 123 4567"),
            ("5512345678", "55 1234 5678"),
            ("+52 55", ""),
            ("477x", ""),
        ] {
            assert_eq!(said(typed), expected, "{typed}");
        }
        assert_eq!(shown("477"), "477");
    }
}
