//! `Product`: what an order at a provider is of.

use crate::dealer::Dealer;
use crate::provider::Provider;
use crate::service::Service;

/// What an order at a provider is of: a service of Venezuela, or phone credit of Brazil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Product {
    /// A service.
    Service(Service),
    /// Phone credit.
    Credit(Dealer),
}

impl Product {
    /// Its number: the service's id, or the dealer's, which are below all of those.
    pub const fn id(self) -> i64 {
        match self {
            Self::Service(service) => service.id(),
            Self::Credit(dealer) => dealer.id(),
        }
    }

    /// The product of that number; `None` for any other.
    pub fn of_id(id: i64) -> Option<Self> {
        Dealer::of_id(id)
            .map(Self::Credit)
            .or_else(|| Service::of_id(id).map(Self::Service))
    }

    /// What people call it, the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Service(service) => service.label(),
            Self::Credit(dealer) => dealer.name(),
        }
    }

    /// Who delivers it.
    pub const fn provider(self) -> Provider {
        match self {
            Self::Service(_) => Provider::Cps,
            Self::Credit(_) => Provider::BitCapital,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_one_product_s() {
        let services = Service::ALL.iter().copied().map(Product::Service);
        let credits = Dealer::ALL.into_iter().map(Product::Credit);
        for product in services.chain(credits) {
            assert_eq!(Product::of_id(product.id()), Some(product));
        }
        for id in [-1, 0, 5, 56, 230] {
            assert_eq!(Product::of_id(id), None, "{id}");
        }
    }
}
