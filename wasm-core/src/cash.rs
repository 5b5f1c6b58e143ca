//! `CashCount`: how many of each note and coin are in a drawer.

use core::fmt;

use crate::amount::Amount;
use crate::currency::Currency;
use crate::field::json::Json;
use crate::wire::body::Object;

/// The most pieces of one denomination that a count may hold: beyond it, somebody typed an amount.
pub const QUANTITY_MAX: u32 = 1_000_000;

/// Whether a denomination is paper (or polymer) or metal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DenominationKind {
    /// A note.
    Note,
    /// A coin.
    Coin,
}

impl DenominationKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Note, Self::Coin];

    /// The name by which JavaScript knows it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Coin => "coin",
        }
    }
}

/// A note or coin of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Denomination {
    kind: DenominationKind,
    value: Amount,
}

impl Denomination {
    pub(crate) const fn new(kind: DenominationKind, minor: i32) -> Self {
        Self {
            kind,
            value: Amount::from_small_minor(minor),
        }
    }

    /// Note or coin.
    pub const fn kind(self) -> DenominationKind {
        self.kind
    }

    /// What one piece is worth.
    pub const fn value(self) -> Amount {
        self.value
    }

    /// What one piece is worth, in minor units.
    pub const fn minor(self) -> i64 {
        self.value.minor()
    }
}

/// A counted drawer.
///
/// What a valid count satisfies: every denomination is one of the currency's, every quantity is between 0 and
/// [`QUANTITY_MAX`], no denomination occurs twice, and the total is an [`Amount`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashCount {
    currency: Currency,
    /// Largest denomination first; nothing is kept for a quantity of zero.
    pieces: Vec<(Amount, u32)>,
    total: Amount,
}

/// Why something is not a [`CashCount`]. The text is the denomination as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountError {
    /// Not a JSON object of denominations and quantities.
    NotAnObject,
    /// Not a note or coin of the currency.
    UnknownDenomination(String),
    /// The same denomination twice, as in `"2"` and `"2.00"`.
    Repeated(String),
    /// Not a whole number of pieces, or a negative one.
    NotAQuantity(String),
    /// More than [`QUANTITY_MAX`] pieces, or a total beyond [`Amount::MAX`].
    TooMany(String),
}

impl CashCount {
    /// Reads the wire's `conteo`: a JSON object such as `{"200.00": 3, "0.50": 4}`. Errors: see [`CountError`].
    pub fn parse(json: &str, currency: Currency) -> Result<Self, CountError> {
        let members = Json::document(json)
            .and_then(Json::members)
            .ok_or(CountError::NotAnObject)?;
        Self::from_pairs(
            members
                .iter()
                .map(|(name, value)| (name.as_ref(), value.as_str())),
            currency,
        )
    }

    /// Puts a count together from denominations and quantities, both as texts. Errors: see [`CountError`].
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        currency: Currency,
    ) -> Result<Self, CountError> {
        let mut count = Self {
            currency,
            pieces: Vec::new(),
            total: Amount::ZERO,
        };
        let mut quantities: Vec<(Amount, u32)> = Vec::new();
        for (name, quantity) in pairs {
            let value = denomination(name, currency)
                .ok_or_else(|| CountError::UnknownDenomination(shortened(name)))?;
            if quantities.iter().any(|(known, _)| *known == value) {
                return Err(CountError::Repeated(shortened(name)));
            }
            let quantity = read_quantity(quantity, name)?;
            count
                .add(value, quantity)
                .ok_or_else(|| CountError::TooMany(shortened(name)))?;
            quantities.push((value, quantity));
        }
        let in_order = currency
            .denominations()
            .iter()
            .map(|denomination| denomination.value());
        count.pieces = in_order
            .filter_map(|value| {
                quantities
                    .iter()
                    .find(|(known, quantity)| *known == value && *quantity > 0)
            })
            .copied()
            .collect();
        Ok(count)
    }

    /// What all pieces are worth together.
    pub const fn total(&self) -> Amount {
        self.total
    }

    /// The currency that was counted.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Denomination and quantity, largest denomination first, without those of which there is none.
    pub fn pieces(&self) -> &[(Amount, u32)] {
        &self.pieces
    }

    /// The wire's `conteo` as JSON text, largest denomination first.
    pub fn to_json(&self) -> String {
        Object::write(|count| {
            for (value, quantity) in &self.pieces {
                count.whole(&value.to_text(self.currency), i64::from(*quantity));
            }
        })
    }

    fn add(&mut self, value: Amount, quantity: u32) -> Option<()> {
        self.total = self
            .total
            .checked_add(value.checked_mul(i64::from(quantity))?)?;
        Some(())
    }
}

impl CountError {
    /// The denomination as it was written; empty where there is none.
    pub fn denomination(&self) -> &str {
        match self {
            Self::NotAnObject => "",
            Self::UnknownDenomination(text)
            | Self::Repeated(text)
            | Self::NotAQuantity(text)
            | Self::TooMany(text) => text,
        }
    }
}

impl fmt::Display for CountError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => {
                formatter.write_str("the count is not an object of denominations and quantities")
            }
            Self::UnknownDenomination(text) => {
                write!(formatter, "{text:?} is not a denomination of the currency")
            }
            Self::Repeated(text) => write!(formatter, "{text:?} occurs twice"),
            Self::NotAQuantity(text) => {
                write!(formatter, "the quantity of {text:?} is not a whole number")
            }
            Self::TooMany(text) => write!(formatter, "the quantity of {text:?} is too large"),
        }
    }
}

impl core::error::Error for CountError {}

fn denomination(text: &str, currency: Currency) -> Option<Amount> {
    let value = Amount::parse(text, currency).ok()?;
    currency
        .denominations()
        .iter()
        .map(|known| known.value())
        .find(|known| *known == value)
}

/// A whole number of pieces, up to [`QUANTITY_MAX`].
fn read_quantity(text: &str, name: &str) -> Result<u32, CountError> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CountError::NotAQuantity(shortened(name)));
    }
    let quantity = text
        .parse()
        .ok()
        .filter(|quantity| *quantity <= QUANTITY_MAX);
    quantity.ok_or_else(|| CountError::TooMany(shortened(name)))
}

/// What an error repeats of a text from outside.
fn shortened(text: &str) -> String {
    text.chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn counts() {
        use CountError::*;
        let cases: &[(&str, Result<i64, CountError>)] = &[
            ("{}", Ok(0)),
            (r#"{"200.00": 3, "0.50": 4}"#, Ok(60_200)),
            (r#"{"200": 1}"#, Ok(20_000)),
            (r#"{"10.00": 0}"#, Ok(0)),
            (r#"{"0.10": 1000000}"#, Ok(10_000_000)),
            ("[]", Err(NotAnObject)),
            ("3", Err(NotAnObject)),
            ("\"x\"", Err(NotAnObject)),
            ("", Err(NotAnObject)),
            ("{", Err(NotAnObject)),
            (r#"{"3.00": 1}"#, Err(UnknownDenomination(name("3.00")))),
            (r#"{"-10.00": 1}"#, Err(UnknownDenomination(name("-10.00")))),
            (r#"{"": 1}"#, Err(UnknownDenomination(name("")))),
            (r#"{"diez": 1}"#, Err(UnknownDenomination(name("diez")))),
            (r#"{"10.000": 1}"#, Err(UnknownDenomination(name("10.000")))),
            (r#"{"2": 1, "2.00": 1}"#, Err(Repeated(name("2.00")))),
            (r#"{"2": 0, "2": 1}"#, Err(Repeated(name("2")))),
            (r#"{"2": -1}"#, Err(NotAQuantity(name("2")))),
            (r#"{"2": 1.5}"#, Err(NotAQuantity(name("2")))),
            (r#"{"2": 1e2}"#, Err(NotAQuantity(name("2")))),
            (r#"{"2": "1"}"#, Err(NotAQuantity(name("2")))),
            (r#"{"2": null}"#, Err(NotAQuantity(name("2")))),
            (r#"{"2": [[]]}"#, Err(NotAQuantity(name("2")))),
            (r#"{"2": 1000001}"#, Err(TooMany(name("2")))),
            (r#"{"2": 99999999999999999999}"#, Err(TooMany(name("2")))),
        ];
        for (json, expected) in cases {
            let read = CashCount::parse(json, Currency::Bob);
            assert_eq!(
                read.as_ref().map(|count| count.total().minor()),
                expected.as_ref().copied(),
                "{json}"
            );
        }
    }

    #[test]
    fn writes_what_it_reads() {
        let count = CashCount::parse(r#"{"0.50":4,"10":0,"200":3}"#, Currency::Bob).unwrap();
        assert_eq!(count.to_json(), r#"{"200.00":3,"0.50":4}"#);
        assert_eq!(
            CashCount::parse(&count.to_json(), Currency::Bob).unwrap(),
            count
        );
    }
}
