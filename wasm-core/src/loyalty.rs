//! Loyalty wallets: points, the percentage by which a sale earns them, and the numbers of the contacts who have them (contract of wallets).

use crate::amount::{Amount, AmountError};
use crate::country::Country;
use crate::percent::Percent;
use crate::wire::time::Date;

/// How many digits a contact's number has.
const PHONE_DIGITS: usize = 10;

/// The number of a contact or of a collaborator: exactly ten ASCII digits, as the wire has it (contract, section 12).
///
/// Nothing around the digits is passed over: what people write is for [`crate::PhoneNumber`] to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TenDigits(String);

impl TenDigits {
    /// Reads them; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let all_digits =
            text.len() == PHONE_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
        all_digits.then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether Mexico's numbering plan has that area code; what is a landline, it does not tell.
    pub fn is_of_known_area(&self) -> bool {
        Country::Mexico
            .pack()
            .phone_rules
            .is_some_and(|rules| rules.areas.begins(&self.0))
    }
}

/// Points of a loyalty wallet, in hundredths; never less than none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(Amount);

impl Points {
    /// The decimals of points, on every wire.
    pub(crate) const DECIMALS: u32 = 2;
    /// No points.
    pub const ZERO: Self = Self(Amount::ZERO);

    /// Those of an amount in hundredths; `None` below nothing.
    pub fn new(hundredths: Amount) -> Option<Self> {
        (!hundredths.is_negative()).then_some(Self(hundredths))
    }

    /// Reads a machine-written decimal with two decimals at most; errors as [`Amount::parse`]'s, with [`AmountError::OutOfRange`] below nothing.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let hundredths = Amount::parse_with_decimals(text, Self::DECIMALS)?;
        Self::new(hundredths).ok_or(AmountError::OutOfRange)
    }

    /// How many hundredths.
    pub const fn amount(self) -> Amount {
        self.0
    }

    /// The decimal text with both decimals: `12.50`.
    pub fn to_text(self) -> String {
        self.0.text_with_decimals(Self::DECIMALS)
    }

    /// Whether there are any.
    pub const fn is_positive(self) -> bool {
        self.0.is_positive()
    }
}

/// What a sale earns of what it came to: from 0.01 % to 100 %, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percentage(Amount);

impl Percentage {
    /// The least: 0.01 %.
    pub const MIN: Amount = Amount::from_small_minor(1);
    /// The most: 100 %.
    pub const MAX: Amount = Amount::from_small_minor(10_000);

    /// That of so many hundredths of a percent; `None` outside of [`Percentage::MIN`] to [`Percentage::MAX`].
    pub fn new(hundredths: Amount) -> Option<Self> {
        (Self::MIN..=Self::MAX)
            .contains(&hundredths)
            .then_some(Self(hundredths))
    }

    /// How many hundredths of a percent.
    pub const fn amount(self) -> Amount {
        self.0
    }

    /// The points that a sale of that amount earns, rounded to hundredths, halves up (contract of wallets, section 16); `None` where that is more
    /// than there can be, or the amount is less than nothing.
    ///
    /// ```
    /// use ventanilla_core::Amount;
    /// use ventanilla_core::loyalty::Percentage;
    ///
    /// let ten = Percentage::new(Amount::from_small_minor(1_000)).unwrap();
    /// let earned = ten.of(Amount::from_small_minor(12_345)).unwrap();
    /// assert_eq!(earned.amount().minor(), 1_235); // 12.345 points
    /// ```
    pub fn of(self, purchase: Amount) -> Option<Points> {
        Points::new(Percent::new(self.0)?.of(purchase)?)
    }
}

/// Reads a contact's date of birth: a date of the calendar that is not after today, alone or before a time of day, which is dropped
/// (`YYYY-MM-DD`, `YYYY-MM-DD HH:MM:SS`, `YYYY-MM-DD HH-MM-SS`: contract of wallets, section 5). `None` for anything else.
pub fn birth_date(text: &str, today: Date) -> Option<Date> {
    let (date, time) = match text.split_once(' ') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let is_good = time.is_none_or(is_time_of_day);
    Date::parse(date).filter(|date| is_good && *date <= today)
}

/// `HH:MM:SS` or `HH-MM-SS`, from 00:00:00 to 23:59:59.
fn is_time_of_day(text: &str) -> bool {
    let separator = if text.contains(':') { ':' } else { '-' };
    let parts: Vec<&str> = text.split(separator).collect();
    let within = |part: &str, most: u8| {
        part.len() == 2
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse::<u8>().is_ok_and(|number| number <= most)
    };
    matches!(parts.as_slice(), [hours, minutes, seconds]
        if within(hours, 23) && within(minutes, 59) && within(seconds, 59))
}

/// The fewest digits of a PIN.
pub const PIN_DIGITS_MIN: usize = 4;
/// The most digits of a PIN.
pub const PIN_DIGITS_MAX: usize = 8;

/// Whether a text can be somebody's PIN: four to eight ASCII digits.
pub fn is_pin(text: &str) -> bool {
    (PIN_DIGITS_MIN..=PIN_DIGITS_MAX).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What moves points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MovementKind {
    /// A sale gave some.
    Earning,
    /// A sale took some in payment.
    Redemption,
    /// A person added some.
    Addition,
    /// A person removed some.
    Removal,
}

impl MovementKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Earning,
        Self::Redemption,
        Self::Addition,
        Self::Removal,
    ];

    /// The name, as our own resources and the store write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Earning => "earning",
            Self::Redemption => "redemption",
            Self::Addition => "addition",
            Self::Removal => "removal",
        }
    }

    /// The kind of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether the contact has more points afterwards.
    pub const fn gives(self) -> bool {
        matches!(self, Self::Earning | Self::Addition)
    }
}

/// A part of the wallets' door, as API keys are given for (their paths' first segment).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApiDoor {
    /// `/toolusers`: who works there.
    ToolUsers,
    /// `/wallet`: wallets, contacts, sales and points.
    Wallet,
    /// `/employee`: registering and archiving collaborators.
    Employee,
}

impl ApiDoor {
    /// Every door.
    pub const ALL: [Self; 3] = [Self::ToolUsers, Self::Wallet, Self::Employee];

    /// The name: the first segment of its paths.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ToolUsers => "toolusers",
            Self::Wallet => "wallet",
            Self::Employee => "employee",
        }
    }

    /// The door of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|door| door.as_str() == text)
    }
}

#[cfg(test)]
mod tests;
