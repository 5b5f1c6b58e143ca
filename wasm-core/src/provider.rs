//! `Provider`: who delivers what is sold, upstream.

/// An upstream provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    /// CPS: services and mobile credit of Venezuela.
    Cps,
    /// Bit Capital: phone credits of Brazil.
    BitCapital,
}

impl Provider {
    /// Every provider.
    pub const ALL: [Self; 2] = [Self::Cps, Self::BitCapital];

    /// The name, as the wire and the store write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cps => "cps",
            Self::BitCapital => "bitcapital",
        }
    }

    /// What people call it, the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cps => "CPS",
            Self::BitCapital => "Bit Capital",
        }
    }

    /// Whether the shop's money there lies in wallets, each funded on its own, and not in one prefund.
    pub const fn has_wallets(self) -> bool {
        match self {
            Self::Cps => false,
            Self::BitCapital => true,
        }
    }

    /// The provider of exactly that name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|provider| provider.name() == name)
    }
}
