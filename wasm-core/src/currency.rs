//! `Currency`: the currencies of the five countries and the dollar, with their decimals and their cash.

use crate::cash::{Denomination, DenominationKind};
use DenominationKind::{Coin, Note};

/// A currency that a tenant can keep its books in (ISO 4217).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Currency {
    /// Bolivian boliviano.
    Bob,
    /// Venezuelan bolívar.
    Ves,
    /// Brazilian real.
    Brl,
    /// Argentine peso.
    Ars,
    /// Mexican peso.
    Mxn,
    /// United States dollar.
    Usd,
}

impl Currency {
    /// Every currency.
    pub const ALL: [Self; 6] = [
        Self::Bob,
        Self::Ves,
        Self::Brl,
        Self::Ars,
        Self::Mxn,
        Self::Usd,
    ];

    /// The ISO 4217 code, upper case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bob => "BOB",
            Self::Ves => "VES",
            Self::Brl => "BRL",
            Self::Ars => "ARS",
            Self::Mxn => "MXN",
            Self::Usd => "USD",
        }
    }

    /// The currency of an upper-case ISO 4217 code; `None` for any other text.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|currency| currency.code() == code)
    }

    /// How many decimals an amount has (the exponent of ISO 4217).
    pub const fn exponent(self) -> u32 {
        match self {
            Self::Bob | Self::Ves | Self::Brl | Self::Ars | Self::Mxn | Self::Usd => 2,
        }
    }

    /// What is printed before an amount.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Bob => "Bs",
            Self::Ves => "Bs.",
            Self::Brl => "R$",
            Self::Ars | Self::Mxn => "$",
            Self::Usd => "US$",
        }
    }

    /// The notes and coins in use, largest first. Each value occurs once, as the note where there is both a note and a coin.
    pub const fn denominations(self) -> &'static [Denomination] {
        match self {
            Self::Bob => BOB,
            Self::Ves => VES,
            Self::Brl => BRL,
            Self::Ars => ARS,
            Self::Mxn => MXN,
            Self::Usd => USD,
        }
    }
}

const fn of(kind: DenominationKind, minor: i32) -> Denomination {
    Denomination::new(kind, minor)
}

/// Banco Central de Bolivia: notes of 10 to 200, coins of 10 centavos to 5 bolivianos.
const BOB: &[Denomination] = &[
    of(Note, 20_000),
    of(Note, 10_000),
    of(Note, 5_000),
    of(Note, 2_000),
    of(Note, 1_000),
    of(Coin, 500),
    of(Coin, 200),
    of(Coin, 100),
    of(Coin, 50),
    of(Coin, 20),
    of(Coin, 10),
];

/// Banco Central de Venezuela, since the 2021 conversion, with the notes of 200 and 500 of 2024.
const VES: &[Denomination] = &[
    of(Note, 50_000),
    of(Note, 20_000),
    of(Note, 10_000),
    of(Note, 5_000),
    of(Note, 2_000),
    of(Note, 1_000),
    of(Note, 500),
    of(Coin, 100),
    of(Coin, 50),
    of(Coin, 25),
];

/// Banco Central do Brasil; the coin of 1 centavo is no longer struck but still legal tender.
const BRL: &[Denomination] = &[
    of(Note, 20_000),
    of(Note, 10_000),
    of(Note, 5_000),
    of(Note, 2_000),
    of(Note, 1_000),
    of(Note, 500),
    of(Note, 200),
    of(Coin, 100),
    of(Coin, 50),
    of(Coin, 25),
    of(Coin, 10),
    of(Coin, 5),
    of(Coin, 1),
];

/// Banco Central de la República Argentina.
const ARS: &[Denomination] = &[
    of(Note, 2_000_000),
    of(Note, 1_000_000),
    of(Note, 200_000),
    of(Note, 100_000),
    of(Note, 50_000),
    of(Note, 20_000),
    of(Note, 10_000),
    of(Note, 5_000),
    of(Note, 2_000),
    of(Note, 1_000),
    of(Coin, 500),
    of(Coin, 200),
    of(Coin, 100),
];

/// Banco de México. The value of 20 pesos exists as a note and as a coin.
const MXN: &[Denomination] = &[
    of(Note, 100_000),
    of(Note, 50_000),
    of(Note, 20_000),
    of(Note, 10_000),
    of(Note, 5_000),
    of(Note, 2_000),
    of(Coin, 1_000),
    of(Coin, 500),
    of(Coin, 200),
    of(Coin, 100),
    of(Coin, 50),
    of(Coin, 20),
    of(Coin, 10),
];

/// Federal Reserve notes and United States coins. The value of 1 dollar exists as a note and as a coin.
const USD: &[Denomination] = &[
    of(Note, 10_000),
    of(Note, 5_000),
    of(Note, 2_000),
    of(Note, 1_000),
    of(Note, 500),
    of(Note, 200),
    of(Note, 100),
    of(Coin, 50),
    of(Coin, 25),
    of(Coin, 10),
    of(Coin, 5),
    of(Coin, 1),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for currency in Currency::ALL {
            assert_eq!(Currency::parse(currency.code()), Some(currency));
        }
        for bad in ["", "bob", "BOB ", "EUR", "B", "BOBS", "068"] {
            assert_eq!(Currency::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn denominations_are_positive_and_fall() {
        for currency in Currency::ALL {
            let minors: Vec<i64> = currency
                .denominations()
                .iter()
                .map(|denomination| denomination.minor())
                .collect();
            assert!(
                minors.windows(2).all(|pair| pair[0] > pair[1]),
                "{currency:?}"
            );
            assert!(
                minors.last().is_some_and(|smallest| *smallest > 0),
                "{currency:?}"
            );
        }
    }
}
