//! A drawer being counted: what is typed beside each note and coin.

use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::{Amount, CashCount, Code, Currency};

/// The field that an error of the count as a whole belongs to.
pub(crate) const COUNT_FIELD: &str = "conteo";

/// Reads the quantities typed. A blank is none of that piece, but blanks only are no count: an empty drawer is said with a zero.
/// An error's field is the denomination as the wire writes it, or [`COUNT_FIELD`].
pub(crate) fn read(
    typed: &[(Amount, String)],
    currency: Currency,
) -> Result<CashCount, FieldError> {
    if typed.iter().all(|(_, quantity)| quantity.trim().is_empty()) {
        return Err(Flaw::new(Code::Required).of(COUNT_FIELD));
    }
    let pairs: Vec<(String, &str)> = typed
        .iter()
        .map(|(value, quantity)| (value.to_text(currency), or_zero(quantity)))
        .collect();
    let pairs = pairs
        .iter()
        .map(|(name, quantity)| (name.as_str(), *quantity));
    CashCount::from_pairs(pairs, currency).map_err(|error| {
        let field = error.denomination().to_owned();
        Flaw::from(error).of(&field)
    })
}

/// What one line comes to; `None` while its quantity cannot be read.
pub(crate) fn line_total(value: Amount, quantity: &str, currency: Currency) -> Option<Amount> {
    let name = value.to_text(currency);
    CashCount::from_pairs([(name.as_str(), or_zero(quantity))], currency)
        .ok()
        .map(|count| count.total())
}

/// What everything counted so far comes to; `None` while some quantity cannot be read.
pub(crate) fn running_total(typed: &[(Amount, String)], currency: Currency) -> Option<Amount> {
    typed
        .iter()
        .try_fold(Amount::ZERO, |sum, (value, quantity)| {
            sum.checked_add(line_total(*value, quantity, currency)?)
        })
}

fn or_zero(quantity: &str) -> &str {
    match quantity.trim() {
        "" => "0",
        quantity => quantity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(quantities: &[(i64, &str)]) -> Vec<(Amount, String)> {
        quantities
            .iter()
            .map(|(minor, quantity)| (Amount::from_minor(*minor).unwrap(), (*quantity).to_owned()))
            .collect()
    }

    type Quantities<'a> = &'a [(i64, &'a str)];
    type Total<'a> = Result<i64, (&'a str, Code)>;

    #[test]
    fn counts() {
        let table: &[(Quantities<'_>, Total<'_>)] = &[
            (&[(20_000, "1"), (50, "3")], Ok(20_150)),
            (&[(20_000, " 2 "), (50, "")], Ok(40_000)),
            (&[(20_000, "0"), (50, "")], Ok(0)),
            (
                &[(20_000, ""), (50, "  ")],
                Err((COUNT_FIELD, Code::Required)),
            ),
            (&[], Err((COUNT_FIELD, Code::Required))),
            (&[(20_000, "x")], Err(("200.00", Code::CountNotAQuantity))),
            (&[(50, "1.5")], Err(("0.50", Code::CountNotAQuantity))),
            (&[(50, "-1")], Err(("0.50", Code::CountNotAQuantity))),
            (&[(50, "٣")], Err(("0.50", Code::CountNotAQuantity))),
            (&[(50, "1000001")], Err(("0.50", Code::CountTooMany))),
            (
                &[(50, "99999999999999999999")],
                Err(("0.50", Code::CountTooMany)),
            ),
            (&[(300, "1")], Err(("3.00", Code::CountUnknownDenomination))),
        ];
        for (quantities, expected) in table {
            let read = read(&typed(quantities), Currency::Bob);
            let read = read
                .as_ref()
                .map(|count| count.total().minor())
                .map_err(|error| (error.field.as_str(), error.code));
            assert_eq!(read, *expected, "{quantities:?}");
        }
    }

    #[test]
    fn running() {
        let table: &[(Quantities<'_>, Option<i64>)] = &[
            (&[], Some(0)),
            (&[(20_000, ""), (50, "")], Some(0)),
            (&[(20_000, "1"), (50, "2")], Some(20_100)),
            (&[(20_000, "1"), (50, "2x")], None),
        ];
        for (quantities, expected) in table {
            let total = running_total(&typed(quantities), Currency::Bob);
            assert_eq!(total.map(Amount::minor), *expected, "{quantities:?}");
        }
    }
}
