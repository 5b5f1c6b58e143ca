//! `CheckDigit`: the digits that tell a misread or mistyped number from the one that was meant.

mod iso_7064;
mod quasigroup;

use core::fmt;

use crate::code::Code;
use crate::field::Flaw;
use crate::written::quantity;

/// How many digits of an ISBN-10 come before its check digit.
const ISBN_10_DIGITS: usize = 9;

/// A scheme of check digits, by its standard or by what tells it from its neighbours.
///
/// Modulus 11 leaves a remainder that no digit can write, and each scheme has its own way out. The names of those that are
/// widely used without a standard say how far the weights go, from 2 on from the right and then again from 2, and what stands
/// for the results 10 and 11.
///
/// ```
/// use ventanilla_core::CheckDigit;
///
/// assert_eq!(CheckDigit::Luhn.compute("7992739871").as_deref(), Ok("3"));
/// assert!(CheckDigit::Luhn.is_valid("79927398713"));
/// assert!(!CheckDigit::Luhn.is_valid("79927398731"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckDigit {
    /// Modulus 10 with the weights 3, 1, 3, 1 and so on from the left: payment coupons.
    Mod10FromLeft,
    /// Modulus 10 with the weights 3, 1, 3, 1 and so on from the right: GS1 General Specifications, section 7.9, for GTIN and
    /// SSCC.
    Gs1,
    /// ISO/IEC 7812-1, annex B: every other digit doubled, from the right. FEBRABAN's `módulo 10`.
    Luhn,
    /// Modulus 11, weights 2 to 9; 10 and 11 are 0. FEBRABAN's of collection boletos.
    Mod11To9Zero,
    /// Modulus 11, weights 2 to 9; 10 and 11 are 1. FEBRABAN's of bank boletos.
    Mod11To9One,
    /// Modulus 11, weights 2 to 9; 10 is `X`, 11 is 0. ISO 3297, for ISSN.
    Mod11To9X,
    /// Modulus 11, weights 2 to 7; 10 is `K`, 11 is 0. The Chilean RUT's.
    Mod11To7K,
    /// Modulus 11, weights 2 to 7; 11 is 0, and what would have 10 has none and is not issued. The Argentine CUIT's.
    Mod11To7,
    /// ISO 2108:1992, for ISBN-10: modulus 11, weights 2 to 10 over nine digits; 10 is `X`, 11 is 0.
    Isbn10,
    /// ISO/IEC 7064, MOD 11-2: pure, with 10 as `X`.
    Iso7064Mod11Radix2,
    /// ISO/IEC 7064, MOD 97-10: pure, two digits.
    Iso7064Mod97Radix10,
    /// ISO/IEC 7064, MOD 11,10: hybrid.
    Iso7064Mod11And10,
    /// J. Verhoeff, *Error Detecting Decimal Codes*, 1969: over the dihedral group of the pentagon.
    Verhoeff,
    /// H. M. Damm, *Total anti-symmetrische Quasigruppen*, 2004: over an anti-symmetric quasigroup of ten elements.
    Damm,
}

/// Why digits have no check digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckDigitError {
    /// There is nothing to check.
    Empty,
    /// Something that is no ASCII digit.
    NotDigits {
        /// Where the first one is, in characters from the start.
        position: usize,
    },
    /// The scheme is of another count of digits.
    WrongLength {
        /// How many there are.
        digits: usize,
    },
    /// The scheme leaves these digits without one.
    None,
}

impl CheckDigit {
    /// Every scheme.
    pub const ALL: [Self; 14] = [
        Self::Mod10FromLeft,
        Self::Gs1,
        Self::Luhn,
        Self::Mod11To9Zero,
        Self::Mod11To9One,
        Self::Mod11To9X,
        Self::Mod11To7K,
        Self::Mod11To7,
        Self::Isbn10,
        Self::Iso7064Mod11Radix2,
        Self::Iso7064Mod97Radix10,
        Self::Iso7064Mod11And10,
        Self::Verhoeff,
        Self::Damm,
    ];

    /// The name by which JavaScript asks for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mod10FromLeft => "mod10-left",
            Self::Gs1 => "gs1",
            Self::Luhn => "luhn",
            Self::Mod11To9Zero => "mod11-9-zero",
            Self::Mod11To9One => "mod11-9-one",
            Self::Mod11To9X => "mod11-9-x",
            Self::Mod11To7K => "mod11-7-k",
            Self::Mod11To7 => "mod11-7",
            Self::Isbn10 => "isbn-10",
            Self::Iso7064Mod11Radix2 => "iso7064-11-2",
            Self::Iso7064Mod97Radix10 => "iso7064-97-10",
            Self::Iso7064Mod11And10 => "iso7064-11,10",
            Self::Verhoeff => "verhoeff",
            Self::Damm => "damm",
        }
    }

    /// The scheme of exactly that name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }

    /// What stands after `payload`: one digit, `X` or `K` where the scheme has them, or the two digits of MOD 97-10.
    ///
    /// Refused: no payload, anything else than ASCII digits in it, other than nine digits for an ISBN-10, and what the scheme
    /// leaves without a check digit.
    pub fn compute(self, payload: &str) -> Result<String, CheckDigitError> {
        self.check_payload(payload)?;
        let check = self.of_digits(payload);
        let mut text = String::new();
        if self == Self::Iso7064Mod97Radix10 {
            text.push(character_of(check / 10));
        }
        text.push(self.last_character(check).ok_or(CheckDigitError::None)?);
        Ok(text)
    }

    /// What is wrong with what stands before a check digit.
    fn check_payload(self, payload: &str) -> Result<(), CheckDigitError> {
        if payload.is_empty() {
            return Err(CheckDigitError::Empty);
        }
        if let Some(position) = first_other_than_digit(payload) {
            return Err(CheckDigitError::NotDigits { position });
        }
        match payload.len() {
            digits if self == Self::Isbn10 && digits != ISBN_10_DIGITS => {
                Err(CheckDigitError::WrongLength { digits })
            }
            _ => Ok(()),
        }
    }

    /// How a check digit's value ends; `None` where the scheme has nothing for it.
    fn last_character(self, check: u8) -> Option<char> {
        match self {
            Self::Mod11To7 if check == 10 => None,
            Self::Mod11To7K if check == 10 => Some('K'),
            Self::Iso7064Mod97Radix10 => Some(character_of(check % 10)),
            _ => Some(character_of(check)),
        }
    }

    /// Whether `text` ends in what [`CheckDigit::compute`] gives for the rest of it: as it is, with a capital `X` or `K` and
    /// without anything between the digits.
    pub fn is_valid(self, text: &str) -> bool {
        let is_pair = self == Self::Iso7064Mod97Radix10;
        let split = text.len().checked_sub(if is_pair { 2 } else { 1 });
        let Some((payload, check)) = split.and_then(|end| text.split_at_checked(end)) else {
            return false;
        };
        if is_pair {
            return self.compute(payload).as_deref() == Ok(check);
        }
        // Nothing is allocated: this is asked of every code that is scanned.
        self.check_payload(payload).is_ok()
            && self.last_character(self.of_digits(payload)) == check.chars().next()
    }

    /// The check digit's value, of a payload that is nothing but ASCII digits; 10 for what no digit writes.
    pub(crate) fn of_digits(self, payload: &str) -> u8 {
        match self {
            // From the right, the weights start with what the first digit's three leaves for the last.
            Self::Mod10FromLeft if payload.len().is_multiple_of(2) => to_ten(payload, 1, 3),
            Self::Mod10FromLeft | Self::Gs1 => to_ten(payload, 3, 1),
            Self::Luhn => luhn(payload),
            Self::Mod11To9Zero => match to_eleven(payload, 9) {
                10 => 0,
                other => other,
            },
            Self::Mod11To9One => match to_eleven(payload, 9) {
                0 | 10 => 1,
                other => other,
            },
            Self::Mod11To9X => to_eleven(payload, 9),
            Self::Mod11To7K | Self::Mod11To7 => to_eleven(payload, 7),
            Self::Isbn10 => to_eleven(payload, 10),
            Self::Iso7064Mod11Radix2 => iso_7064::mod_11_radix_2(payload),
            Self::Iso7064Mod97Radix10 => iso_7064::mod_97_radix_10(payload),
            Self::Iso7064Mod11And10 => iso_7064::mod_11_and_10(payload),
            Self::Verhoeff => quasigroup::verhoeff(payload),
            Self::Damm => quasigroup::damm(payload),
        }
    }
}

/// The value of an ASCII digit; for anything else, which is never asked for, some digit's.
pub(crate) fn value_of(digit: u8) -> u8 {
    digit.wrapping_sub(b'0') % 10
}

/// The digit of a value; `X` for what no digit writes.
pub(crate) fn character_of(value: u8) -> char {
    char::from_digit(u32::from(value), 10).unwrap_or('X')
}

/// Where the first character is that is no ASCII digit.
pub(crate) fn first_other_than_digit(text: &str) -> Option<usize> {
    // Before it there are only characters of one byte.
    text.bytes().position(|byte| !byte.is_ascii_digit())
}

/// What is missing of the sum of all digits to the next ten, the last one times `last`, that before it times `other`, and so on.
fn to_ten(payload: &str, last: u64, other: u64) -> u8 {
    let mut weights = (last, other);
    let mut sum = 0;
    for digit in payload.bytes().rev() {
        sum = weighed(sum, digit, weights.0);
        weights = (weights.1, weights.0);
    }
    missing(sum, 10)
}

/// The same to the next eleven, the last digit times two, that before it times three, and so on up to a weight after which two comes again. The
/// 11 that standards speak of is 0 here.
fn to_eleven(payload: &str, last_weight: u64) -> u8 {
    let mut weight = 2;
    let mut sum = 0;
    for digit in payload.bytes().rev() {
        sum = weighed(sum, digit, weight);
        weight = if weight == last_weight {
            2
        } else {
            weight.saturating_add(1)
        };
    }
    missing(sum, 11)
}

/// Ninety at most for each digit: no text is so long that it saturates.
fn weighed(sum: u64, digit: u8, weight: u64) -> u64 {
    u64::from(value_of(digit))
        .saturating_mul(weight)
        .saturating_add(sum)
}

fn missing(sum: u64, modulus: u64) -> u8 {
    let remainder = sum.checked_rem(modulus).unwrap_or(0);
    let missing = modulus.saturating_sub(remainder);
    u8::try_from(if missing == modulus { 0 } else { missing }).unwrap_or(0)
}

/// Every other digit is doubled, the last one first; of a double with two digits their sum counts, which is nine less.
fn luhn(payload: &str) -> u8 {
    let mut is_doubled = true;
    let mut sum = 0;
    for digit in payload.bytes().rev() {
        let doubled = match value_of(digit) {
            value @ 0..=4 => value.saturating_mul(2),
            value => value.saturating_mul(2).saturating_sub(9),
        };
        let value = if is_doubled { doubled } else { value_of(digit) };
        sum = u64::from(value).saturating_add(sum);
        is_doubled = !is_doubled;
    }
    missing(sum, 10)
}

impl From<CheckDigitError> for Flaw {
    fn from(error: CheckDigitError) -> Self {
        match error {
            CheckDigitError::Empty => Self::new(Code::Required),
            CheckDigitError::NotDigits { position } => {
                Self::new(Code::BarcodeNotDigits).at(position)
            }
            CheckDigitError::WrongLength { digits } => {
                Self::new(Code::BarcodeLength).with("digitos", quantity(digits))
            }
            CheckDigitError::None => Self::new(Code::CheckDigitNone),
        }
    }
}

impl fmt::Display for CheckDigitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "there are no digits to check",
            Self::NotDigits { .. } => "there is something else than digits",
            Self::WrongLength { .. } => "the scheme is of another count of digits",
            Self::None => "the scheme leaves these digits without a check digit",
        })
    }
}

impl core::error::Error for CheckDigitError {}

#[cfg(test)]
mod tests;
