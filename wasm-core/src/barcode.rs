//! Barcodes: the numbers that a scanner or a person gives, read into what they say.

mod coupon;
mod error;

pub use coupon::{BranchNumber, CouponCode, CustomerNumber};
pub use error::BarcodeError;

/// The value of an ASCII digit; what is none counts as zero, and is never asked for.
pub(crate) fn value_of(digit: u8) -> u8 {
    digit.wrapping_sub(b'0') % 10
}

/// Exactly `N` digits; otherwise what is wrong, first of all the first character that is no digit.
fn exactly<const N: usize>(text: &str) -> Result<[u8; N], BarcodeError> {
    only_digits(text)?;
    text.as_bytes()
        .try_into()
        .map_err(|_| BarcodeError::WrongLength { digits: text.len() })
}

/// Refuses a text that is empty or has something else than ASCII digits.
fn only_digits(text: &str) -> Result<(), BarcodeError> {
    if text.is_empty() {
        return Err(BarcodeError::Empty);
    }
    match text
        .chars()
        .position(|character| !character.is_ascii_digit())
    {
        Some(position) => Err(BarcodeError::NotDigits { position }),
        None => Ok(()),
    }
}

/// The number that a part of digits writes; a part that is not there counts as zero.
fn number(digits: &[u8], start: usize, length: usize) -> i64 {
    digits
        .iter()
        .skip(start)
        .take(length)
        .fold(0i64, |number, digit| {
            number
                .saturating_mul(10)
                .saturating_add(i64::from(value_of(*digit)))
        })
}

/// Reads `text` without the characters that `dropped` picks; where something is wrong is told of `text` as it was given.
fn without<T>(
    text: &str,
    dropped: impl Fn(char) -> bool,
    read: impl FnOnce(&str) -> Result<T, BarcodeError>,
) -> Result<T, BarcodeError> {
    let kept: String = text
        .chars()
        .filter(|character| !dropped(*character))
        .collect();
    read(&kept).map_err(|error| {
        error.moved(|position| {
            text.chars()
                .enumerate()
                .filter(|(_, character)| !dropped(*character))
                .nth(position)
                .map_or(position, |(place, _)| place)
        })
    })
}

/// What scanners send around a code, and people type between its digits.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}
