//! Sums of amounts, computed where the rows are.

use super::row::FromRow;
use ventanilla_core::amount::Amount;
use ventanilla_core::wire::answer::Json;

/// The sum of `$amount` (minor units, never negative; NULL is nothing), to be read as a [`Sum`]. It is made of two halves, neither of
/// which leaves the integers however many rows there are: SQLite's own `sum` of whole amounts fails the statement when it overflows.
macro_rules! sum_json {
    ($amount:expr) => {
        concat!(
            "json_array(coalesce(sum((",
            $amount,
            ") >> 32), 0), coalesce(sum((",
            $amount,
            ") & 4294967295), 0))"
        )
    };
}
pub(crate) use sum_json;

const HALF: i64 = 1 << 32;

/// A sum, as far as an amount can say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// The sum; the largest amount where it is more than that.
    pub amount: Amount,
    /// Whether it is the whole sum.
    pub is_whole: bool,
}

impl From<(i64, i64)> for Sum {
    fn from((high, low): (i64, i64)) -> Self {
        let minor = high
            .checked_mul(HALF)
            .and_then(|high| high.checked_add(low));
        match minor.map(Amount::from_minor) {
            Some(Ok(amount)) => Self {
                amount,
                is_whole: true,
            },
            Some(Err(_)) | None => Self {
                amount: Amount::MAX,
                is_whole: false,
            },
        }
    }
}

impl FromRow for Sum {
    fn from_row(json: Json<'_>) -> Option<Self> {
        let [high, low] = Vec::from_row(json)?.try_into().ok()?;
        Some(Self::from((high, low)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_halves() {
        let max = Amount::MAX.minor();
        let cases = [
            ((0, 0), 0, true),
            ((0, 3_000), 3_000, true),
            ((0, HALF), HALF, true),
            ((1, 5), HALF + 5, true),
            ((max >> 32, max & 0xffff_ffff), max, true),
            ((max >> 32, (max & 0xffff_ffff) + 1), max, false),
            ((i64::MAX, 0), max, false),
            ((i64::MAX / HALF, i64::MAX), max, false),
        ];
        for (halves, minor, is_whole) in cases {
            let sum = Sum::from(halves);
            assert_eq!(
                (sum.amount.minor(), sum.is_whole),
                (minor, is_whole),
                "{halves:?}"
            );
        }
    }
}
