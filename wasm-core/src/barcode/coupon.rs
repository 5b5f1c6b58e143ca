//! `CouponCode`: the 19 digits of a payment coupon.

use super::{BarcodeError, is_blank, number, only_digits, part, place_in, without};
use crate::check_digit::CheckDigit;
use crate::wire::time::Date;

/// How many digits a coupon's code has.
const DIGITS: usize = 19;
/// Where the customer starts, after the branch.
const CUSTOMER_AT: usize = 4;
/// Where the year of the day starts on which the coupon was made.
const YEAR_AT: usize = 10;
const MONTH_AT: usize = 14;
const DAY_AT: usize = 16;
/// Where the check digit is.
const CHECK_AT: usize = 18;
/// The year before which no coupon was made that a second reading of a code could be.
const FIRST_YEAR: i64 = 2000;

/// The number of a branch, 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BranchNumber(u16);

/// The number of a customer, 1 to 999999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomerNumber(u32);

/// The code of a payment coupon: 4 digits of the branch, 6 of the customer, 8 of the day on which it was made (`yyyymmdd`)
/// and a check digit.
///
/// What a valid code satisfies: 19 ASCII digits; a branch and a customer that are not zero; a date of the calendar that is
/// not after the day it was read; and the check digit that makes the sum of all digits, the first 18 times 3, 1, 3, 1 and so
/// on **from the left**, a multiple of ten. GS1's weights go from the right, and over 18 digits are the other way round.
///
/// One wrong digit is always found. Not found is a swap of two neighbours that differ by five, of two digits two apart, and
/// of the last digit of the day with the check digit, since both of them count once.
///
/// ```
/// use ventanilla_core::wire::Date;
/// use ventanilla_core::{BarcodeError, CouponCode};
///
/// let today = Date::new(2026, 2, 1).unwrap();
/// let code = CouponCode::parse("0001056789202601274", today)?;
/// assert_eq!((code.branch().get(), code.customer().get()), (1, 56789));
/// assert_eq!(code.date().to_text(), "2026-01-27");
/// assert_eq!(
///     CouponCode::parse("0001056789202601272", today),
///     Err(BarcodeError::WrongCheckDigit { position: 18 })
/// );
/// # Ok::<(), BarcodeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CouponCode {
    digits: [u8; DIGITS],
    branch: BranchNumber,
    customer: CustomerNumber,
    date: Date,
}

impl BranchNumber {
    /// The largest number.
    pub const MAX: u16 = 9_999;

    /// The branch of that number; `None` below 1 and above [`BranchNumber::MAX`].
    pub fn new(number: i64) -> Option<Self> {
        let number = u16::try_from(number).ok()?;
        (1..=Self::MAX).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl CustomerNumber {
    /// The largest number.
    pub const MAX: u32 = 999_999;

    /// The customer of that number; `None` below 1 and above [`CustomerNumber::MAX`].
    pub fn new(number: i64) -> Option<Self> {
        let number = u32::try_from(number).ok()?;
        (1..=Self::MAX).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl CouponCode {
    /// How many digits a code has.
    pub const DIGITS: usize = DIGITS;

    /// The code of a coupon that a branch makes for a customer on a day.
    pub fn build(branch: BranchNumber, customer: CustomerNumber, date: Date) -> Self {
        let mut payload = u64::from(branch.0);
        for (part, scale) in [
            (u64::from(customer.0), 1_000_000),
            (date.year().unsigned_abs(), 10_000),
            (date.month().unsigned_abs(), 100),
            (date.day().unsigned_abs(), 100),
        ] {
            // Eighteen digits: far from the end of u64.
            payload = payload.saturating_mul(scale).saturating_add(part);
        }
        let mut digits = [b'0'; DIGITS];
        for place in digits.iter_mut().rev().skip(1) {
            *place = u8::try_from(payload % 10).unwrap_or(0).saturating_add(b'0');
            payload /= 10;
        }
        let (payload, check) = digits.split_at_mut(CHECK_AT);
        let payload = str::from_utf8(payload).unwrap_or_default();
        check.fill(
            CheckDigit::Mod10FromLeft
                .of_digits(payload)
                .saturating_add(b'0'),
        );
        Self {
            digits,
            branch,
            customer,
            date,
        }
    }

    /// Reads exactly 19 digits, as they are stored and sent.
    ///
    /// Refused, in this order: nothing at all, anything else than ASCII digits, another count of them, branch 0000, customer
    /// 000000, a date that does not exist, a wrong check digit, and a date after `today`: what a wrong check digit makes
    /// doubtful is not called a date of the future.
    pub fn parse(text: &str, today: Date) -> Result<Self, BarcodeError> {
        only_digits(text)?;
        if text.len() != DIGITS {
            return Err(BarcodeError::WrongLength { digits: text.len() });
        }
        let branch = BranchNumber::new(number(part(text, 0, 4)))
            .ok_or(BarcodeError::BranchZero { position: 0 })?;
        let customer = CustomerNumber::new(number(part(text, CUSTOMER_AT, 6))).ok_or(
            BarcodeError::CustomerZero {
                position: CUSTOMER_AT,
            },
        )?;
        let date = date(text)?;
        let code = Self::build(branch, customer, date);
        if code.as_str() != text {
            // The other parts were read back as they are, so that only the last digit can differ.
            return Err(BarcodeError::WrongCheckDigit { position: CHECK_AT });
        }
        if date > today {
            return Err(BarcodeError::FutureDate { position: YEAR_AT });
        }
        Ok(code)
    }

    /// Reads what a scanner or a person gives: spaces and control characters, such as the line end after a scan, are dropped.
    ///
    /// Interleaved 2 of 5 carries an even count of digits, so that 20 are read as well: with a zero before the code, or else
    /// with a digit after it that makes the sum of all 19, times 3, 1, 3, 1 from the left, a multiple of ten. Everything else is
    /// refused as [`CouponCode::parse`] does.
    pub fn parse_scanned(text: &str, today: Date) -> Result<Self, BarcodeError> {
        Self::parse_digits(&without(text, is_blank), today)
            .map_err(|error| error.moved(|position| place_in(text, is_blank, position)))
    }

    fn parse_digits(text: &str, today: Date) -> Result<Self, BarcodeError> {
        only_digits(text)?;
        let (Some(code), 20) = (text.get(..DIGITS), text.len()) else {
            return Self::parse(text, today);
        };
        let prefixed = match text.strip_prefix('0') {
            Some(code) => Self::parse(code, today)
                .map_err(|error| error.moved(|position| position.saturating_add(1))),
            None => Err(BarcodeError::WrongLength { digits: text.len() }),
        };
        // With a zero before it, it is most likely meant as we print it: of two readings that fail, that one's error is told.
        prefixed.or_else(|error| {
            let read = Self::parse(code, today).ok();
            // What would be a coupon of the Middle Ages is the digits of another code.
            read.filter(|code| {
                code.date.year() >= FIRST_YEAR && CheckDigit::Mod10FromLeft.is_valid(text)
            })
            .ok_or(error)
        })
    }

    /// The 19 digits.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.digits).unwrap_or_default()
    }

    /// The branch that made the coupon.
    pub const fn branch(self) -> BranchNumber {
        self.branch
    }

    /// The customer whose coupon it is.
    pub const fn customer(self) -> CustomerNumber {
        self.customer
    }

    /// The day on which the coupon was made.
    pub const fn date(self) -> Date {
        self.date
    }
}

fn date(digits: &str) -> Result<Date, BarcodeError> {
    let of = |place, length| number(part(digits, place, length));
    let (year, month) = (of(YEAR_AT, 4), of(MONTH_AT, 2));
    Date::new(year, month, of(DAY_AT, 2)).ok_or(BarcodeError::NoSuchDate {
        position: if (1..=12).contains(&month) {
            DAY_AT
        } else {
            MONTH_AT
        },
    })
}

#[cfg(test)]
mod tests;
