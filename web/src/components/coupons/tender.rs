//! What was handed over for a coupon, what is given back, and the sums that are most likely handed over. Pure.

use ventanilla_core::{Amount, AmountError, Currency, DenominationKind};

/// How many sums are one touch away, besides the exact one.
const QUICK_MAX: usize = 4;

/// What was handed over, by what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tender {
    /// Exactly that, or nothing was typed, which says the same.
    Exact,
    /// More: so much goes back.
    Change(Amount),
    /// Less: so much is missing.
    Short(Amount),
    /// What is typed is no amount.
    Unreadable(AmountError),
}

/// Reads what is typed as handed over.
pub(crate) fn read(typed: &str, asked: Amount, currency: Currency) -> Tender {
    if typed.trim().is_empty() {
        return Tender::Exact;
    }
    let tendered = match Amount::parse_typed(typed, currency) {
        Ok(tendered) => tendered,
        Err(error) => return Tender::Unreadable(error),
    };
    let Some(change) = tendered.checked_sub(asked) else {
        return Tender::Unreadable(AmountError::OutOfRange);
    };
    match change.checked_neg() {
        Some(missing) if change.is_negative() => Tender::Short(missing),
        _ if change.is_zero() => Tender::Exact,
        _ => Tender::Change(change),
    }
}

/// A sum as it is written into the field: without the points between thousands, which what is typed may mean as decimals.
pub(crate) fn typed(sum: Amount, currency: Currency) -> String {
    sum.to_json_number(currency)
}

/// What people hand over for it in notes, the least first: the next whole number of each note, as far as it is more than what is asked for.
pub(crate) fn quick(asked: Amount, currency: Currency) -> Vec<Amount> {
    let mut sums: Vec<Amount> = Vec::new();
    // The smallest note first, so that what is nearest comes first.
    let notes = currency
        .denominations()
        .iter()
        .rev()
        .filter(|denomination| denomination.kind() == DenominationKind::Note);
    for note in notes {
        let sum = next_whole(asked, note.value());
        if let Some(sum) = sum.filter(|sum| *sum > asked && !sums.contains(sum)) {
            let place = sums.iter().position(|known| *known > sum);
            sums.insert(place.unwrap_or(sums.len()), sum);
        }
    }
    sums.truncate(QUICK_MAX);
    sums
}

/// The least whole number of notes that covers what is asked for.
fn next_whole(asked: Amount, note: Amount) -> Option<Amount> {
    let rest = asked.minor().checked_rem(note.minor())?;
    let sum = if rest == 0 {
        asked
    } else {
        let missing = note.minor().checked_sub(rest)?;
        asked.checked_add(Amount::from_minor(missing).ok()?)?
    };
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(minor: i64) -> Amount {
        Amount::from_minor(minor).unwrap()
    }

    #[test]
    fn change() {
        let asked = amount(23_950);
        let table = [
            ("", Tender::Exact),
            ("  ", Tender::Exact),
            ("239,50", Tender::Exact),
            ("300", Tender::Change(amount(6_050))),
            ("239.51", Tender::Change(amount(1))),
            ("200", Tender::Short(amount(3_950))),
            ("0", Tender::Short(asked)),
            ("abc", Tender::Unreadable(AmountError::NotANumber)),
            ("1.234", Tender::Unreadable(AmountError::Ambiguous)),
        ];
        for (typed, expected) in table {
            assert_eq!(read(typed, asked, Currency::Bob), expected, "{typed}");
        }
    }

    #[test]
    fn notes_that_people_hand_over() {
        let table: [(i64, &[i64]); 4] = [
            (23_950, &[24_000, 25_000, 30_000, 40_000]),
            (20_000, &[]),
            (4_000, &[5_000, 10_000, 20_000]),
            (1, &[1_000, 2_000, 5_000, 10_000]),
        ];
        for (asked, expected) in table {
            let sums: Vec<i64> = quick(amount(asked), Currency::Bob)
                .into_iter()
                .map(Amount::minor)
                .collect();
            assert_eq!(sums, expected, "{asked}");
        }
        assert!(quick(Amount::MAX, Currency::Bob).is_empty());
    }

    #[test]
    fn what_a_quick_sum_writes_is_read_as_itself() {
        for currency in [Currency::Ars, Currency::Mxn, Currency::Bob] {
            let mut count = 0_u32;
            for asked in [
                1,
                23_950,
                84_999,
                840_000,
                1_234_567,
                99_999_901,
                123_456_789,
            ] {
                let asked = amount(asked);
                for sum in quick(asked, currency) {
                    let change = Tender::Change(sum.checked_sub(asked).unwrap());
                    let typed = typed(sum, currency);
                    assert_eq!(
                        read(&typed, asked, currency),
                        change,
                        "{typed} {currency:?}"
                    );
                    count += 1;
                }
            }
            assert!(count > 10, "{currency:?}");
        }
    }
}
