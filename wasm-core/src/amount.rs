//! `Amount`: money in whole minor units (cents), never in floating point.

use core::fmt;

use rust_decimal::Decimal;

use crate::currency::Currency;
use crate::written::push_digits;

mod typed;

pub(crate) use typed::parse_with_decimals as parse_typed_with_decimals;

/// The largest number of minor units: 2^53 − 1, the last integer that JavaScript holds exactly.
const MINOR_MAX: i64 = 9_007_199_254_740_991;
/// Room for an amount's text: sixteen digits, a sign and a point.
const TEXT_BYTES: usize = 20;

/// An amount of money in minor units of some currency; negative where it is a difference.
///
/// What a valid amount satisfies: a whole number of minor units between −(2^53 − 1) and 2^53 − 1. The currency is not part
/// of it: a tenant has one currency, and every text is read and written with that currency's decimals.
///
/// ```
/// use ventanilla_core::{Amount, AmountError, Currency};
///
/// let amount = Amount::parse("30.50", Currency::Bob)?;
/// assert_eq!(amount.minor(), 3050);
/// assert_eq!(amount.to_text(Currency::Bob), "30.50");
/// assert_eq!(Amount::parse("30.505", Currency::Bob), Err(AmountError::TooManyDecimals));
/// # Ok::<(), AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

/// Why a text or a result is not an [`Amount`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// There is nothing to read.
    Empty,
    /// Something other than digits, one leading minus and one decimal point.
    NotANumber,
    /// More decimals than the currency has. Nothing is ever rounded.
    TooManyDecimals,
    /// Beyond [`Amount::MAX`], in either direction.
    OutOfRange,
    /// As typed, the text could be two different amounts: `1.234` is 1234 to some and 1.234 to others.
    Ambiguous,
}

impl Amount {
    /// No money.
    pub const ZERO: Self = Self(0);
    /// The largest amount, 2^53 − 1 minor units.
    pub const MAX: Self = Self(MINOR_MAX);

    /// The amount of that many minor units; [`AmountError::OutOfRange`] beyond [`Amount::MAX`] in either direction.
    pub const fn from_minor(minor: i64) -> Result<Self, AmountError> {
        if minor > MINOR_MAX || minor < -MINOR_MAX {
            Err(AmountError::OutOfRange)
        } else {
            Ok(Self(minor))
        }
    }

    /// The amount of that many minor units, for constants: an i32 is always in range.
    pub const fn from_small_minor(minor: i32) -> Self {
        Self(minor as i64)
    }

    /// The number of minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// Reads a machine-written decimal: ASCII digits, optionally a leading `-` and one `.` with digits on both sides.
    ///
    /// Exponents, spaces, `+`, `,` and digits of other scripts are [`AmountError::NotANumber`]; more decimals than the
    /// currency has, even zeros, are [`AmountError::TooManyDecimals`].
    pub fn parse(text: &str, currency: Currency) -> Result<Self, AmountError> {
        Self::parse_with_decimals(text, currency.exponent())
    }

    pub(crate) fn parse_with_decimals(text: &str, exponent: u32) -> Result<Self, AmountError> {
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return Err(AmountError::NotANumber),
            None => (digits, ""),
        };
        if whole.is_empty() {
            return Err(AmountError::NotANumber);
        }
        Self::from_parts(negative, whole, fraction, exponent)
    }

    /// Reads what people type: a comma or a dot before the decimals, spaces, dots, commas or apostrophes between thousands.
    ///
    /// `1.234` with a two-decimal currency is [`AmountError::Ambiguous`]: it is refused, never guessed.
    pub fn parse_typed(text: &str, currency: Currency) -> Result<Self, AmountError> {
        typed::parse_with_decimals(text, currency.exponent())
    }

    /// The sum, or `None` beyond [`Amount::MAX`].
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0
            .checked_add(other.0)
            .and_then(|minor| Self::from_minor(minor).ok())
    }

    /// The difference, or `None` beyond [`Amount::MAX`].
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0
            .checked_sub(other.0)
            .and_then(|minor| Self::from_minor(minor).ok())
    }

    /// The amount that many times, or `None` beyond [`Amount::MAX`].
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0
            .checked_mul(times)
            .and_then(|minor| Self::from_minor(minor).ok())
    }

    /// The amount with the other sign. Always in range, since the range is symmetric; an `Option` like its siblings.
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }

    /// Whether it is more than nothing.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Whether it is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The decimal text with all of the currency's decimals: `30.00`.
    pub fn to_text(self, currency: Currency) -> String {
        self.text_with_decimals(currency.exponent())
    }

    /// The shortest decimal text, as JavaScript writes the number: `30`, `30.5`. It is a valid JSON number.
    pub fn to_json_number(self, currency: Currency) -> String {
        self.json_number_with_decimals(currency.exponent())
    }

    pub(crate) fn json_number_with_decimals(self, exponent: u32) -> String {
        let mut text = self.text_with_decimals(exponent);
        text.truncate(shortest(&text, exponent).len());
        text
    }

    /// The same amount in whole currency units, for rates and percentages.
    pub fn to_decimal(self, currency: Currency) -> Decimal {
        Decimal::new(self.0, currency.exponent())
    }

    pub(crate) fn text_with_decimals(self, exponent: u32) -> String {
        let mut text = String::with_capacity(TEXT_BYTES);
        self.push_text(&mut text, exponent);
        text
    }

    /// Adds the text with so many decimals to another.
    pub(crate) fn push_text(self, text: &mut String, exponent: u32) {
        let decimals = usize::try_from(exponent).unwrap_or(0);
        if self.0 < 0 {
            text.push('-');
        }
        push_digits(text, self.0.unsigned_abs(), decimals.saturating_add(1));
        if decimals > 0 {
            text.insert(text.len().saturating_sub(decimals), '.');
        }
    }

    /// Puts together digits that were already told apart. An empty `whole` counts as zero.
    fn from_parts(
        negative: bool,
        whole: &str,
        fraction: &str,
        exponent: u32,
    ) -> Result<Self, AmountError> {
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(fraction) {
            return Err(AmountError::NotANumber);
        }
        let exponent = usize::try_from(exponent).unwrap_or(0);
        let missing = exponent
            .checked_sub(fraction.len())
            .ok_or(AmountError::TooManyDecimals)?;
        let mut minor: i64 = 0;
        let mut append = |byte: u8| {
            minor = minor
                .checked_mul(10)?
                .checked_add(i64::from(byte.wrapping_sub(b'0')))?;
            Some(())
        };
        for byte in whole.bytes() {
            append(byte).ok_or(AmountError::OutOfRange)?;
        }
        for byte in fraction.bytes() {
            append(byte).ok_or(AmountError::OutOfRange)?;
        }
        for _ in 0..missing {
            append(b'0').ok_or(AmountError::OutOfRange)?;
        }
        Self::from_minor(if negative {
            minor.saturating_neg()
        } else {
            minor
        })
    }
}

/// An amount's text without the noughts that end its decimals: the shortest text of the same number.
pub(crate) fn shortest(text: &str, exponent: u32) -> &str {
    if exponent > 0 {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    }
}

impl fmt::Display for AmountError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "there is no amount",
            Self::NotANumber => "the amount is not a decimal number",
            Self::TooManyDecimals => "the amount has more decimals than the currency",
            Self::OutOfRange => "the amount is too large",
            Self::Ambiguous => "the amount can be read in two ways",
        })
    }
}

impl core::error::Error for AmountError {}

#[cfg(test)]
mod tests;
