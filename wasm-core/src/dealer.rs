//! `Dealer`: the mobile operators of Brazil whose credit is sold by order.

/// A mobile operator of Brazil, as orders of phone credit name it (contract of phone credits, section 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dealer {
    /// Vivo.
    Vivo,
    /// Claro.
    Claro,
    /// Oi.
    Oi,
    /// Tim.
    Tim,
}

impl Dealer {
    /// Every dealer, by its code.
    pub const ALL: [Self; 4] = [Self::Vivo, Self::Claro, Self::Oi, Self::Tim];

    /// The code on the wire: three digits.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vivo => "001",
            Self::Claro => "002",
            Self::Oi => "003",
            Self::Tim => "004",
        }
    }

    /// The name, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vivo => "Vivo",
            Self::Claro => "Claro",
            Self::Oi => "Oi",
            Self::Tim => "Tim",
        }
    }

    /// The dealer of exactly that code; `None` for any other text.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dealer| dealer.code() == code)
    }

    /// The dealer of that number; `None` for any other.
    pub fn of_id(id: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|dealer| dealer.id() == id)
    }

    /// The number that the store keeps: its code without the noughts.
    pub const fn id(self) -> i64 {
        match self {
            Self::Vivo => 1,
            Self::Claro => 2,
            Self::Oi => 3,
            Self::Tim => 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for dealer in Dealer::ALL {
            assert_eq!(Dealer::parse(dealer.code()), Some(dealer));
            assert_eq!(dealer.code().parse(), Ok(dealer.id()));
            assert_eq!(Dealer::of_id(dealer.id()), Some(dealer));
        }
        for bad in ["", "1", "01", "000", "005", "0001", "Vivo", "001 "] {
            assert_eq!(Dealer::parse(bad), None, "{bad:?}");
        }
    }
}
