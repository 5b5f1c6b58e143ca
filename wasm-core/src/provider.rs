//! `Provider`: who delivers what is sold, upstream.

/// An upstream provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    /// CPS: services and mobile credit of Venezuela.
    Cps,
    /// Bit Capital: phone credits of Brazil.
    BitCapital,
    /// SMS Masivos: loyalty wallets of Mexico.
    SmsMasivos,
}

impl Provider {
    /// Every provider.
    pub const ALL: [Self; 3] = [Self::Cps, Self::BitCapital, Self::SmsMasivos];

    /// The name, as the wire and the store write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cps => "cps",
            Self::BitCapital => "bitcapital",
            Self::SmsMasivos => "smsmasivos",
        }
    }

    /// What people call it, the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cps => "CPS",
            Self::BitCapital => "Bit Capital",
            Self::SmsMasivos => "SMS Masivos",
        }
    }

    /// Whether the shop's money there lies in wallets, each funded on its own, and not in one prefund.
    pub const fn has_wallets(self) -> bool {
        match self {
            Self::Cps | Self::SmsMasivos => false,
            Self::BitCapital => true,
        }
    }

    /// Whether the shop has money there at all: points are none.
    pub const fn has_funds(self) -> bool {
        match self {
            Self::Cps | Self::BitCapital => true,
            Self::SmsMasivos => false,
        }
    }

    /// Whether an account there has a public key beside its secret.
    pub const fn has_public_key(self) -> bool {
        match self {
            Self::Cps | Self::BitCapital => true,
            Self::SmsMasivos => false,
        }
    }

    /// The provider of exactly that name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|provider| provider.name() == name)
    }
}
