//! `Percent`: a rate, and the share of an amount that it comes to.

use crate::amount::{Amount, AmountError, parse_typed_with_decimals};

/// How many decimals a rate has.
const DECIMALS: u32 = 2;

/// How many hundredths of a percent the whole has.
const UNITS: i64 = 10_000;

/// A rate from 0 to 1000 %, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(Amount);

impl Percent {
    /// 1000 %.
    pub const MAX: Self = Self(Amount::from_small_minor(100_000));

    /// The rate of so many hundredths of a percent; `None` below nothing and above 1000 %.
    pub fn new(hundredths: Amount) -> Option<Self> {
        (Amount::ZERO..=Self::MAX.0)
            .contains(&hundredths)
            .then_some(Self(hundredths))
    }

    /// Reads a rate as people type it, without the sign: `13`, `12,5`, `1.25`. Errors as [`Amount::parse_typed`]'s, with
    /// [`AmountError::OutOfRange`] below nothing and above 1000.
    pub fn parse_typed(text: &str) -> Result<Self, AmountError> {
        let hundredths = parse_typed_with_decimals(text, DECIMALS)?;
        Self::new(hundredths).ok_or(AmountError::OutOfRange)
    }

    /// How many hundredths of a percent.
    pub const fn hundredths(self) -> Amount {
        self.0
    }

    /// The shortest text, without the sign: `12.5`.
    pub fn to_text(self) -> String {
        self.0.json_number_with_decimals(DECIMALS)
    }

    /// That share of an amount, rounded to whole minor units, halves away from zero; `None` beyond [`Amount::MAX`].
    ///
    /// ```
    /// use ventanilla_core::Amount;
    /// use ventanilla_core::percent::Percent;
    ///
    /// let rate = Percent::parse_typed("12,5")?;
    /// let share = rate.of(Amount::from_small_minor(1_234)); // 154.25 centavos
    /// assert_eq!(share.map(Amount::minor), Some(154));
    /// # Ok::<(), ventanilla_core::AmountError>(())
    /// ```
    pub fn of(self, amount: Amount) -> Option<Amount> {
        // In two parts, so that nothing can overflow: whole ten-thousands of minor units, whose share is exact, and what is left.
        let (rate, minor) = (self.0.minor(), amount.minor());
        let (whole, rest) = (minor.checked_div(UNITS)?, minor.checked_rem(UNITS)?);
        let half = UNITS.checked_div(2)?.checked_mul(rest.signum())?;
        let rounded = rest
            .checked_mul(rate)?
            .checked_add(half)?
            .checked_div(UNITS)?;
        let share = whole.checked_mul(rate)?.checked_add(rounded)?;
        Amount::from_minor(share).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_as_typed() {
        use AmountError::*;
        for (text, expected) in [
            ("13", Ok(1_300)),
            ("12,5", Ok(1_250)),
            ("0.08", Ok(8)),
            (" 1.25 ", Ok(125)),
            ("0", Ok(0)),
            ("1000", Ok(100_000)),
            ("", Err(Empty)),
            ("13%", Err(NotANumber)),
            ("1e1", Err(NotANumber)),
            ("0.001", Err(TooManyDecimals)),
            ("1.125", Err(Ambiguous)),
            ("-1", Err(OutOfRange)),
            ("1000.01", Err(OutOfRange)),
        ] {
            let read = Percent::parse_typed(text).map(|rate| rate.0.minor());
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn shares() {
        for (minor, rate, expected) in [
            (10_000, "13", Some(1_300)),
            (0, "13", Some(0)),
            (1, "50", Some(1)),
            (-1, "50", Some(-1)),
            (1, "49.99", Some(0)),
            (-3, "50", Some(-2)),
            (1_234, "12.5", Some(154)),
            (333, "33.33", Some(111)),
            (Amount::MAX.minor(), "100", Some(Amount::MAX.minor())),
            (Amount::MAX.minor(), "100.01", None),
            (-Amount::MAX.minor(), "1000", None),
        ] {
            let amount = Amount::from_minor(minor).unwrap();
            let share = Percent::parse_typed(rate).unwrap().of(amount);
            assert_eq!(share.map(Amount::minor), expected, "{rate} of {minor}");
        }
    }
}
