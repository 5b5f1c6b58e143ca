//! `Provider`: who delivers what is sold, upstream.

/// An upstream provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    /// CPS: services and mobile credit of Venezuela.
    Cps,
}

impl Provider {
    /// Every provider.
    pub const ALL: [Self; 1] = [Self::Cps];

    /// The name, as the wire and the store write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cps => "cps",
        }
    }

    /// What people call it, the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cps => "CPS",
        }
    }

    /// The provider of exactly that name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|provider| provider.name() == name)
    }
}
