//! Why a text is not a code, and where.

use core::fmt;

use crate::code::Code;
use crate::field::Flaw;
use crate::written::quantity;

/// Why a text is not one of the codes that are read here.
///
/// Positions are in characters from the start of the text as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarcodeError {
    /// There is nothing to read.
    Empty,
    /// Something that is no digit.
    NotDigits {
        /// Where the first one is.
        position: usize,
    },
    /// No code that is asked for has that many digits.
    WrongLength {
        /// How many there are.
        digits: usize,
    },
    /// A coupon of branch 0000.
    BranchZero {
        /// Where the branch starts.
        position: usize,
    },
    /// A coupon of customer 000000.
    CustomerZero {
        /// Where the customer starts.
        position: usize,
    },
    /// A date that the calendar does not have.
    NoSuchDate {
        /// Where the part starts that is wrong: the month, or the day of a month that has fewer.
        position: usize,
    },
    /// A date after today.
    FutureDate {
        /// Where the date starts.
        position: usize,
    },
    /// A check digit that the other digits do not give. Any of the digits that it covers may be the wrong one.
    WrongCheckDigit {
        /// Where the check digit is.
        position: usize,
    },
    /// A boleto in another currency than the real.
    ForeignCurrency {
        /// Where the currency is.
        position: usize,
    },
    /// A collection boleto whose third digit, which says what its value is and how it is checked, is none of 6 to 9.
    UnknownValueKind {
        /// Where that digit is.
        position: usize,
    },
}

impl BarcodeError {
    /// Where it is wrong, if that is one place.
    pub const fn position(self) -> Option<usize> {
        match self {
            Self::Empty | Self::WrongLength { .. } => None,
            Self::NotDigits { position }
            | Self::BranchZero { position }
            | Self::CustomerZero { position }
            | Self::NoSuchDate { position }
            | Self::FutureDate { position }
            | Self::WrongCheckDigit { position }
            | Self::ForeignCurrency { position }
            | Self::UnknownValueKind { position } => Some(position),
        }
    }

    /// The same, told of a text in which the positions are others.
    pub(super) fn moved(mut self, to: impl FnOnce(usize) -> usize) -> Self {
        match &mut self {
            Self::Empty | Self::WrongLength { .. } => {}
            Self::NotDigits { position }
            | Self::BranchZero { position }
            | Self::CustomerZero { position }
            | Self::NoSuchDate { position }
            | Self::FutureDate { position }
            | Self::WrongCheckDigit { position }
            | Self::ForeignCurrency { position }
            | Self::UnknownValueKind { position } => *position = to(*position),
        }
        self
    }

    const fn code(self) -> Code {
        match self {
            Self::Empty => Code::Required,
            Self::NotDigits { .. } => Code::BarcodeNotDigits,
            Self::WrongLength { .. } => Code::BarcodeLength,
            Self::BranchZero { .. } => Code::CouponBranchZero,
            Self::CustomerZero { .. } => Code::CouponCustomerZero,
            Self::NoSuchDate { .. } => Code::BarcodeDateInvalid,
            Self::FutureDate { .. } => Code::BarcodeDateFuture,
            Self::WrongCheckDigit { .. } => Code::BarcodeCheckDigit,
            Self::ForeignCurrency { .. } => Code::BoletoCurrency,
            Self::UnknownValueKind { .. } => Code::BoletoValueKind,
        }
    }
}

impl From<BarcodeError> for Flaw {
    fn from(error: BarcodeError) -> Self {
        let mut flaw = Self::new(error.code());
        flaw.position = error.position();
        match error {
            BarcodeError::WrongLength { digits } => flaw.with("digitos", quantity(digits)),
            _ => flaw,
        }
    }
}

impl fmt::Display for BarcodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Empty => "there is no code",
            Self::NotDigits { .. } => "the code has something else than digits",
            Self::WrongLength { .. } => "no code that is asked for has that many digits",
            Self::BranchZero { .. } => "the coupon is of no branch",
            Self::CustomerZero { .. } => "the coupon is of no customer",
            Self::NoSuchDate { .. } => "the date in the code does not exist",
            Self::FutureDate { .. } => "the date in the code is after today",
            Self::WrongCheckDigit { .. } => "a check digit is wrong",
            Self::ForeignCurrency { .. } => "the boleto is not in reais",
            Self::UnknownValueKind { .. } => "the boleto's third digit is none of 6 to 9",
        };
        formatter.write_str(words)
    }
}

impl core::error::Error for BarcodeError {}
