//! Money in JSON: decimal strings and numbers, neither of which is ever a float here.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::amount::Amount;
use crate::wire::answer::{FromJson, Json};

/// The decimals of money on this wire, whatever the currency (all of them have two).
const DECIMALS: u32 = 2;

/// Money as a JSON string with two decimals: `"30.00"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dec(Amount);

/// Money as a JSON number, written from integers and read from its literal text: `30.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Num(Amount);

/// Money as a JSON number with its two decimals: `30.50`. Read as [`Num`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FixedNum(Amount);

/// Money in either form: what was stored reads as a string, what was just sent is echoed as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Money {
    /// As a string.
    Dec(Amount),
    /// As a number.
    Num(Amount),
}

macro_rules! wrapper {
    ($type:ident) => {
        impl $type {
            /// The amount.
            pub const fn amount(self) -> Amount {
                self.0
            }
        }

        impl From<Amount> for $type {
            fn from(amount: Amount) -> Self {
                Self(amount)
            }
        }
    };
}

wrapper!(Dec);
wrapper!(Num);
wrapper!(FixedNum);

impl Dec {
    /// The text between its quotes: `30.00`.
    pub fn to_text(self) -> String {
        decimal_text(self.0)
    }
}

impl Money {
    /// The amount, in whichever form.
    pub const fn amount(self) -> Amount {
        match self {
            Self::Dec(amount) | Self::Num(amount) => amount,
        }
    }
}

impl From<Dec> for Money {
    fn from(dec: Dec) -> Self {
        Self::Dec(dec.amount())
    }
}

impl From<Num> for Money {
    fn from(num: Num) -> Self {
        Self::Num(num.amount())
    }
}

impl Serialize for Dec {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&decimal_text(self.0))
    }
}

impl<'de> Deserialize<'de> for Dec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Amount::parse_with_decimals(&text, DECIMALS)
            .map(Self)
            .map_err(D::Error::custom)
    }
}

impl Serialize for Num {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(number_text(self.0))
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Num {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let literal = <Box<RawValue>>::deserialize(deserializer)?;
        Amount::parse_with_decimals(literal.get(), DECIMALS)
            .map(Self)
            .map_err(D::Error::custom)
    }
}

impl Serialize for FixedNum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(decimal_text(self.0))
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for FixedNum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Num::deserialize(deserializer).map(|number| Self(number.0))
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Dec(amount) => Dec(*amount).serialize(serializer),
            Self::Num(amount) => Num(*amount).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let literal = <Box<RawValue>>::deserialize(deserializer)?;
        match serde_json::from_str::<Dec>(literal.get()) {
            Ok(dec) => Ok(dec.into()),
            Err(_) => Amount::parse_with_decimals(literal.get(), DECIMALS)
                .map(Self::Num)
                .map_err(D::Error::custom),
        }
    }
}

impl FromJson for Dec {
    fn from_json(json: Json<'_>) -> Option<Self> {
        amount_of(&json.string()?).map(Self)
    }
}

impl FromJson for Num {
    fn from_json(json: Json<'_>) -> Option<Self> {
        amount_of(json.as_str()).map(Self)
    }
}

impl FromJson for FixedNum {
    fn from_json(json: Json<'_>) -> Option<Self> {
        amount_of(json.as_str()).map(Self)
    }
}

impl FromJson for Money {
    fn from_json(json: Json<'_>) -> Option<Self> {
        match json.string() {
            Some(text) => amount_of(&text).map(Self::Dec),
            None => amount_of(json.as_str()).map(Self::Num),
        }
    }
}

fn amount_of(text: &str) -> Option<Amount> {
    Amount::parse_with_decimals(text, DECIMALS).ok()
}

/// An amount as the text of a JSON number.
pub(crate) fn number_text(amount: Amount) -> String {
    amount.json_number_with_decimals(DECIMALS)
}

/// An amount as the text of a JSON string.
pub(crate) fn decimal_text(amount: Amount) -> String {
    amount.text_with_decimals(DECIMALS)
}

#[cfg(feature = "openapi")]
mod schema {
    use std::borrow::Cow;

    use utoipa::openapi::schema::{OneOfBuilder, Schema, SchemaType, Type};
    use utoipa::openapi::{ObjectBuilder, RefOr};
    use utoipa::{PartialSchema, ToSchema};

    use super::{Dec, FixedNum, Money, Num};

    impl PartialSchema for Dec {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(SchemaType::new(Type::String))
                .pattern(Some(r"^-?[0-9]+\.[0-9]{2}$"))
                .description(Some("Money as a string with two decimals"))
                .examples(["30.00"])
                .into()
        }
    }

    impl ToSchema for Dec {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("Dec")
        }
    }

    impl PartialSchema for Num {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(SchemaType::new(Type::Number))
                .description(Some("Money as a number with at most two decimals"))
                .examples([30])
                .into()
        }
    }

    impl ToSchema for Num {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("Num")
        }
    }

    impl PartialSchema for FixedNum {
        fn schema() -> RefOr<Schema> {
            Num::schema()
        }
    }

    impl ToSchema for FixedNum {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("FixedNum")
        }
    }

    impl PartialSchema for Money {
        fn schema() -> RefOr<Schema> {
            OneOfBuilder::new()
                .item(Dec::schema())
                .item(Num::schema())
                .into()
        }
    }

    impl ToSchema for Money {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("Money")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::Currency;

    #[test]
    fn every_currency_has_the_wire_s_decimals() {
        for currency in Currency::ALL {
            assert_eq!(currency.exponent(), DECIMALS, "{currency:?}");
        }
    }

    #[test]
    fn numbers_and_strings() {
        let cases: &[(&str, Option<Money>)] = &[
            ("30", Some(Money::Num(Amount::from_small_minor(3000)))),
            ("30.5", Some(Money::Num(Amount::from_small_minor(3050)))),
            ("-0.05", Some(Money::Num(Amount::from_small_minor(-5)))),
            ("90071992547409.91", Some(Money::Num(Amount::MAX))),
            (
                "\"30.00\"",
                Some(Money::Dec(Amount::from_small_minor(3000))),
            ),
            ("\"90071992547409.91\"", Some(Money::Dec(Amount::MAX))),
            ("30.001", None),
            ("1e3", None),
            ("\"1e3\"", None),
            ("\"\"", None),
            ("90071992547409.92", None),
            ("null", None),
            ("[30]", None),
        ];
        for (json, expected) in cases {
            let money: Option<Money> = serde_json::from_str(json).ok();
            assert_eq!(money, *expected, "{json}");
            if let Some(money) = money {
                assert_eq!(serde_json::to_string(&money).unwrap(), *json);
            }
        }
        assert!(serde_json::from_str::<Num>("\"30.00\"").is_err());
        assert!(serde_json::from_str::<Dec>("30").is_err());
    }
}
