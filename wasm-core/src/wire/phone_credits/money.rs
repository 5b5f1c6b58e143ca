//! [`Centavos`] and [`Reais`]: an order's amounts are in the one, its completion is in the other (contract of phone credits, section 4).
//!
//! Forgetting the change of unit charges a hundred times too much. So neither is the other, neither is a plain number, and this is the one
//! place where one becomes the other: both are the same [`Amount`], written in two ways.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::amount::Amount;
use crate::code::Code;
use crate::currency::Currency;
use crate::field::Flaw;
use crate::field::value::Value;
use crate::wire::answer::{FromJson, Json};
use crate::written::decimal;

/// Money as an order offers it: a text of whole centavos, `"500"` for five reais.
///
/// ```
/// use ventanilla_core::wire::phone_credits::money::{Centavos, Reais};
///
/// let offered = Centavos::parse("1550").unwrap();
/// assert_eq!(Reais::from(offered).to_text(), "15.50");
/// assert_eq!(Reais::parse("15.5"), Ok(Reais::from(offered)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Centavos(Amount);

/// Money as a completion and a transaction have it: a text in reais, `"5.00"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reais(Amount);

/// The most digits after the point (contract of phone credits, section 4); those beyond the centavos may only be noughts.
const REAIS_DECIMALS_MAX: usize = 6;
/// The digits of a real's hundredth.
const CENTAVO_DECIMALS: usize = 2;

impl Centavos {
    /// Reads a text of digits only, more than nought.
    pub fn parse(text: &str) -> Option<Self> {
        let is_written = !text.is_empty()
            && !text.starts_with('0')
            && text.bytes().all(|byte| byte.is_ascii_digit());
        let minor = is_written.then(|| text.parse().ok()).flatten()?;
        Amount::from_minor(minor).ok().map(Self)
    }

    /// The text: `500`.
    pub fn to_text(self) -> String {
        decimal(self.0.minor())
    }

    /// The amount.
    pub const fn amount(self) -> Amount {
        self.0
    }
}

impl Reais {
    /// Reads a decimal as the wire has it: `5`, `5.0`, `5.00`, up to six decimals of which only two say something. Refuses signs, commas,
    /// exponents and whatever is no number with [`Code::NotDecimalText`], a third decimal with [`Code::TooManyDecimals`], and what is more
    /// than any amount with [`Code::TooLarge`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        if text.starts_with('-') {
            return Err(Code::NotDecimalText);
        }
        let text = match text.split_once('.') {
            Some((_, fraction)) if fraction.len() > REAIS_DECIMALS_MAX => {
                return Err(Code::TooManyDecimals);
            }
            Some((_, fraction)) => {
                let noughts = fraction.len().saturating_sub(CENTAVO_DECIMALS);
                let length = text.len().saturating_sub(noughts);
                match text.split_at_checked(length) {
                    Some((kept, rest)) if rest.bytes().all(|byte| byte == b'0') => kept,
                    // What is left is read to the end, for what is wrong with it.
                    Some(_) | None => text,
                }
            }
            None => text,
        };
        use crate::amount::AmountError;
        Amount::parse(text, Currency::Brl)
            .map(Self)
            .map_err(|error| match error {
                AmountError::Empty => Code::Required,
                AmountError::NotANumber | AmountError::Ambiguous => Code::NotDecimalText,
                AmountError::TooManyDecimals => Code::TooManyDecimals,
                AmountError::OutOfRange => Code::TooLarge,
            })
    }

    /// The text, always with its two decimals: `5.00`.
    pub fn to_text(self) -> String {
        self.0.to_text(Currency::Brl)
    }

    /// The amount.
    pub const fn amount(self) -> Amount {
        self.0
    }

    /// The one among the amounts on offer that these reais are. Refuses with [`Code::AmountInCentavos`] where somebody forgot the change of
    /// unit, else with [`Code::AmountNotOffered`].
    pub fn choose(self, offered: &[Centavos]) -> Result<Centavos, Flaw> {
        let chosen = Centavos::from(self);
        if offered.contains(&chosen) {
            return Ok(chosen);
        }
        // What they would be if they had been sent in centavos.
        let meant = offered
            .iter()
            .find(|centavos| self.0 == centavos.0.checked_mul(100).unwrap_or(Amount::ZERO));
        if let Some(centavos) = meant {
            return Err(
                Flaw::new(Code::AmountInCentavos).with("monto", Self::from(*centavos).to_text())
            );
        }
        let mut values = String::new();
        for centavos in offered {
            if !values.is_empty() {
                values.push_str(", ");
            }
            values.push_str(&Self::from(*centavos).to_text());
        }
        Err(Flaw::new(Code::AmountNotOffered).with("valores", values))
    }

    /// Reads a JSON string, or a JSON number by its literal text.
    pub(crate) fn read(value: Value<'_>) -> Result<Self, Flaw> {
        let text = match value.string() {
            Ok(text) => text,
            Err(_) => value
                .number()
                .map_err(|_| Flaw::new(Code::NotDecimalText))?
                .to_owned(),
        };
        Self::parse(&text).map_err(|code| match code {
            Code::TooLarge => Flaw::new(code).with("maximo", Self(Amount::MAX).to_text()),
            code => Flaw::new(code),
        })
    }
}

impl From<Centavos> for Reais {
    fn from(centavos: Centavos) -> Self {
        Self(centavos.0)
    }
}

impl From<Reais> for Centavos {
    fn from(reais: Reais) -> Self {
        Self(reais.0)
    }
}

impl From<Amount> for Centavos {
    fn from(amount: Amount) -> Self {
        Self(amount)
    }
}

impl From<Amount> for Reais {
    fn from(amount: Amount) -> Self {
        Self(amount)
    }
}

impl Serialize for Centavos {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

impl Serialize for Reais {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for Centavos {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a text of whole centavos"))
    }
}

impl<'de> Deserialize<'de> for Reais {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).map_err(|_| D::Error::custom("not a text of reais"))
    }
}

impl FromJson for Centavos {
    fn from_json(json: Json<'_>) -> Option<Self> {
        Self::parse(&json.string()?)
    }
}

impl FromJson for Reais {
    fn from_json(json: Json<'_>) -> Option<Self> {
        Self::parse(&json.string()?).ok()
    }
}

#[cfg(feature = "openapi")]
mod schema {
    use std::borrow::Cow;

    use utoipa::openapi::schema::{Schema, SchemaType, Type};
    use utoipa::openapi::{ObjectBuilder, RefOr};
    use utoipa::{PartialSchema, ToSchema};

    use super::{Centavos, Reais};

    impl PartialSchema for Centavos {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(SchemaType::new(Type::String))
                .pattern(Some(r"^[1-9][0-9]*$"))
                .description(Some("Money as a string of whole centavos"))
                .examples(["500"])
                .into()
        }
    }

    impl ToSchema for Centavos {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("Centavos")
        }
    }

    impl PartialSchema for Reais {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(SchemaType::new(Type::String))
                .pattern(Some(r"^[0-9]+(\.[0-9]{1,6})?$"))
                .description(Some("Money as a string in reais"))
                .examples(["5.00"])
                .into()
        }
    }

    impl ToSchema for Reais {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("Reais")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn centavos(text: &str) -> Centavos {
        Centavos::parse(text).unwrap()
    }

    /// Every amount up to a million centavos, against a decimal of another make.
    #[test]
    fn the_change_of_unit_is_exact() {
        use rust_decimal::Decimal;
        for minor in 1..=1_000_000_i64 {
            let text = minor.to_string();
            let offered = Centavos::parse(&text).unwrap();
            let reais = Reais::from(offered);
            let written = reais.to_text();
            assert_eq!(written, Decimal::new(minor, 2).to_string());
            assert_eq!(Reais::parse(&written), Ok(reais));
            let sent = Decimal::from_str_exact(&written).unwrap() * Decimal::ONE_HUNDRED;
            assert_eq!(sent.normalize().to_string(), text);
            assert_eq!(reais.choose(&[offered]), Ok(offered));
            assert_eq!(Centavos::from(reais).to_text(), text);
        }
    }

    #[test]
    fn centavos_are_whole() {
        for good in ["1", "5", "500", "3000", "9007199254740991"] {
            assert_eq!(centavos(good).to_text(), good);
        }
        for bad in [
            "",
            "0",
            "00",
            "0500",
            "-500",
            "+500",
            "5.00",
            "5,00",
            "5e2",
            " 500",
            "500 ",
            "٥٠٠",
            "9007199254740992",
            "99999999999999999999",
        ] {
            assert_eq!(Centavos::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn reais_as_they_are_sent() {
        let five = Reais::from(centavos("500"));
        for good in ["5", "5.0", "5.00", "5.000", "5.000000", "05"] {
            assert_eq!(Reais::parse(good), Ok(five), "{good:?}");
        }
        assert_eq!(Reais::parse("0.05"), Ok(Reais::from(centavos("5"))));
        assert_eq!(Reais::parse("15.5"), Ok(Reais::from(centavos("1550"))));
        for (bad, code) in [
            ("", Code::Required),
            ("5.001", Code::TooManyDecimals),
            ("5.0000001", Code::TooManyDecimals),
            ("5.0000000", Code::TooManyDecimals),
            ("-5", Code::NotDecimalText),
            ("+5", Code::NotDecimalText),
            ("5e0", Code::NotDecimalText),
            ("5,00", Code::NotDecimalText),
            ("5.", Code::NotDecimalText),
            (".5", Code::NotDecimalText),
            ("5.00.00", Code::NotDecimalText),
            ("5.00a", Code::NotDecimalText),
            ("R$ 5", Code::NotDecimalText),
            (" 5", Code::NotDecimalText),
            ("NaN", Code::NotDecimalText),
            ("٥", Code::NotDecimalText),
            ("90071992547409.92", Code::TooLarge),
        ] {
            assert_eq!(Reais::parse(bad), Err(code), "{bad:?}");
        }
    }

    #[test]
    fn what_is_chosen_was_offered() {
        let offered = [centavos("500"), centavos("1550"), centavos("3000")];
        let choose = |text| Reais::parse(text).unwrap().choose(&offered);
        assert_eq!(choose("5"), Ok(centavos("500")));
        assert_eq!(choose("15.50"), Ok(centavos("1550")));
        let flaw = |code, name: &'static str, value: &str| {
            Err(Flaw::new(code).with(name, value.to_owned()))
        };
        assert_eq!(choose("500"), flaw(Code::AmountInCentavos, "monto", "5.00"));
        assert_eq!(
            choose("1550"),
            flaw(Code::AmountInCentavos, "monto", "15.50")
        );
        for other in ["0", "5.01", "50", "30000000", "90071992547409.91"] {
            assert_eq!(
                choose(other),
                flaw(Code::AmountNotOffered, "valores", "5.00, 15.50, 30.00"),
                "{other}"
            );
        }
        // Where both would be lawful, what was sent is what is meant.
        let both = [centavos("500"), centavos("50000")];
        assert_eq!(
            Reais::parse("500").unwrap().choose(&both),
            Ok(centavos("50000"))
        );
    }
}
