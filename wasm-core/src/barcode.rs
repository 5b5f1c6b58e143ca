//! Barcodes: the numbers that a scanner or a person gives, read into what they say.

mod boleto;
mod coupon;
mod error;
mod gtin;
mod sscc;

pub use boleto::{Boleto, BoletoKind};
pub use coupon::{BranchNumber, CouponCode, CustomerNumber};
pub use error::BarcodeError;
pub use gtin::{Gtin, GtinKind};
pub use sscc::Sscc;

use crate::check_digit::{CheckDigit, first_other_than_digit, value_of};
use crate::wire::time::Date;

/// What stands before an SSCC in a GS1-128 symbol: its application identifier.
const SSCC_IDENTIFIER: &str = "00";

/// What was scanned or typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Barcode {
    /// A payment coupon.
    Coupon(CouponCode),
    /// A trade item.
    Gtin(Gtin),
    /// A logistic unit.
    Sscc(Sscc),
    /// A Brazilian boleto.
    Boleto(Boleto),
}

/// Reads whatever a scanner or a person gives.
///
/// Spaces, control characters, dots and hyphens are dropped, and so is an AIM symbology identifier before the code, such as
/// `]C1`. The count of digits then says what it can be; no other reading is tried where a check digit is wrong:
///
/// | digits | what |
/// |---|---|
/// | 8, 12, 13, 14 | a GTIN. The eight of a UPC-E look like a GTIN-8: a scanner must be set to expand them |
/// | 18 | an SSCC |
/// | 19 | a coupon |
/// | 20 | a coupon as [`CouponCode::parse_scanned`] reads it; if it is none, an SSCC behind its identifier `00` |
/// | 44 | the bars of a boleto: of collection if the first is 8, else of a bank |
/// | 47, 48 | the typed line of a boleto: of a bank, of collection |
///
/// Refused is everything else; where several readings are possible, the error is that of the first.
pub fn recognize(text: &str, today: Date) -> Result<Barcode, BarcodeError> {
    // Most of what is scanned is nothing but digits.
    if first_other_than_digit(text).is_none() {
        return of_digits(text, today);
    }
    let code = text.trim_start_matches(is_blank);
    let code = without_identifier(code).unwrap_or(code);
    let place = |position| {
        let before = text.chars().count().saturating_sub(code.chars().count());
        place_in(code, is_between, position).saturating_add(before)
    };
    of_digits(&without(code, is_between), today).map_err(|error| error.moved(place))
}

/// What follows an AIM symbology identifier, which is a bracket, a letter and a modifier.
fn without_identifier(text: &str) -> Option<&str> {
    let mut characters = text.chars();
    let identifier = [characters.next()?, characters.next()?, characters.next()?];
    match identifier {
        [']', letter, modifier]
            if letter.is_ascii_alphabetic() && modifier.is_ascii_alphanumeric() =>
        {
            Some(characters.as_str())
        }
        _ => None,
    }
}

fn of_digits(digits: &str, today: Date) -> Result<Barcode, BarcodeError> {
    match digits.len() {
        8 | 12 | 13 | 14 => Gtin::parse(digits).map(Barcode::Gtin),
        18 => Sscc::parse(digits).map(Barcode::Sscc),
        20 => CouponCode::parse_scanned(digits, today)
            .map(Barcode::Coupon)
            .or_else(|error| {
                digits
                    .strip_prefix(SSCC_IDENTIFIER)
                    .and_then(|sscc| Sscc::parse(sscc).ok())
                    .map(Barcode::Sscc)
                    .ok_or(error)
            }),
        44 | 47 | 48 => Boleto::parse(digits, today).map(Barcode::Boleto),
        // Nineteen, or a length that a coupon's reader refuses like any other.
        _ => CouponCode::parse(digits, today).map(Barcode::Coupon),
    }
}

/// Refuses a text that is empty or has something else than ASCII digits.
fn only_digits(text: &str) -> Result<(), BarcodeError> {
    if text.is_empty() {
        return Err(BarcodeError::Empty);
    }
    first_other_than_digit(text)
        .map_or(Ok(()), |position| Err(BarcodeError::NotDigits { position }))
}

/// Refuses a last digit that is not what the scheme gives for those before it.
fn check_last_digit(text: &str, scheme: CheckDigit) -> Result<(), BarcodeError> {
    if scheme.is_valid(text) {
        Ok(())
    } else {
        Err(BarcodeError::WrongCheckDigit {
            position: text.len().saturating_sub(1),
        })
    }
}

/// A part of a text of digits; empty where the text has none.
fn part(digits: &str, start: usize, length: usize) -> &str {
    digits
        .get(start..start.saturating_add(length))
        .unwrap_or_default()
}

/// The number that digits write.
fn number(digits: &str) -> i64 {
    digits.bytes().fold(0i64, |number, digit| {
        number
            .saturating_mul(10)
            .saturating_add(i64::from(value_of(digit)))
    })
}

/// The text without the characters that `dropped` picks.
fn without(text: &str, dropped: fn(char) -> bool) -> String {
    text.chars()
        .filter(|character| !dropped(*character))
        .collect()
}

/// Where in `text` the character is that has that position in [`without`]'s text.
fn place_in(text: &str, dropped: fn(char) -> bool, position: usize) -> usize {
    text.chars()
        .enumerate()
        .filter(|(_, character)| !dropped(*character))
        .nth(position)
        .map_or(position, |(place, _)| place)
}

/// What scanners send around a code, and people type between its digits.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// That, and what is printed between the digits of a code that is to be typed.
fn is_between(character: char) -> bool {
    is_blank(character) || matches!(character, '.' | '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests;
