//! `Gtin`: the number of a trade item, GS1 General Specifications, section 7.9.

use super::{BarcodeError, check_last_digit, only_digits};
use crate::check_digit::CheckDigit;

/// How many digits the longest has.
const DIGITS_MAX: usize = 14;

/// The number of a trade item.
///
/// What a valid number satisfies: 8, 12, 13 or 14 ASCII digits, the last one GS1's check digit. That its company was given a
/// prefix, or the item that number, is not looked at.
///
/// ```
/// use ventanilla_core::barcode::{BarcodeError, Gtin, GtinKind};
///
/// let gtin = Gtin::parse("4006381333931")?;
/// assert_eq!((gtin.kind(), gtin.gtin_14()), (GtinKind::Gtin13, "04006381333931"));
/// assert_eq!(
///     Gtin::parse("4006381333932"),
///     Err(BarcodeError::WrongCheckDigit { position: 12 })
/// );
/// # Ok::<(), BarcodeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gtin {
    kind: GtinKind,
    /// The fourteen digits, with as many noughts before those that were written as it takes.
    digits: [u8; DIGITS_MAX],
}

/// How many digits a GTIN has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GtinKind {
    /// Eight: EAN-8.
    Gtin8,
    /// Twelve: UPC-A.
    Gtin12,
    /// Thirteen: EAN-13.
    Gtin13,
    /// Fourteen: ITF-14, cartons.
    Gtin14,
}

impl GtinKind {
    /// Every kind, the shortest first.
    pub const ALL: [Self; 4] = [Self::Gtin8, Self::Gtin12, Self::Gtin13, Self::Gtin14];

    /// The name that GS1 gives it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gtin8 => "GTIN-8",
            Self::Gtin12 => "GTIN-12",
            Self::Gtin13 => "GTIN-13",
            Self::Gtin14 => "GTIN-14",
        }
    }
}

impl Gtin {
    /// Reads the digits of a GTIN. Refused, in this order: nothing at all, anything else than ASCII digits, another count of
    /// them, and a wrong check digit.
    pub fn parse(text: &str) -> Result<Self, BarcodeError> {
        only_digits(text)?;
        let kind = match text.len() {
            8 => GtinKind::Gtin8,
            12 => GtinKind::Gtin12,
            13 => GtinKind::Gtin13,
            14 => GtinKind::Gtin14,
            digits => return Err(BarcodeError::WrongLength { digits }),
        };
        check_last_digit(text, CheckDigit::Gs1)?;
        let mut digits = [b'0'; DIGITS_MAX];
        for (place, digit) in digits.iter_mut().rev().zip(text.bytes().rev()) {
            *place = digit;
        }
        Ok(Self { kind, digits })
    }

    /// How many digits it was written with.
    pub const fn kind(&self) -> GtinKind {
        self.kind
    }

    /// The digits as they were written.
    pub fn as_str(&self) -> &str {
        let written = match self.kind {
            GtinKind::Gtin8 => 8,
            GtinKind::Gtin12 => 12,
            GtinKind::Gtin13 => 13,
            GtinKind::Gtin14 => DIGITS_MAX,
        };
        let start = DIGITS_MAX.saturating_sub(written);
        self.gtin_14().get(start..).unwrap_or_default()
    }

    /// The same number with fourteen digits: an item has one of these, however its symbol writes it.
    pub fn gtin_14(&self) -> &str {
        str::from_utf8(&self.digits).unwrap_or_default()
    }
}
