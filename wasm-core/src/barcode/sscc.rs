//! `Sscc`: the number of a pallet or parcel, GS1 General Specifications, section 7.9.

use super::{BarcodeError, check_last_digit, only_digits};
use crate::check_digit::CheckDigit;

/// How many digits it has.
const DIGITS: usize = 18;

/// The serial shipping container code of a logistic unit.
///
/// What a valid code satisfies: 18 ASCII digits, the last one GS1's check digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sscc(String);

impl Sscc {
    /// Reads the 18 digits, without the application identifier `00`. Refused, in this order: nothing at all, anything else than
    /// ASCII digits, another count of them, and a wrong check digit.
    pub fn parse(text: &str) -> Result<Self, BarcodeError> {
        only_digits(text)?;
        if text.len() != DIGITS {
            return Err(BarcodeError::WrongLength { digits: text.len() });
        }
        check_last_digit(text, CheckDigit::Gs1)?;
        Ok(Self(text.to_owned()))
    }

    /// The 18 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
