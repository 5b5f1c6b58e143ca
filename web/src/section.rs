//! The sections of an open register.

use crate::access;
use crate::components::icon::Drawing;
use crate::i18n::Text;
use ventanilla_core::Currency;
use ventanilla_core::role::Role;

/// The id of the way to the page where mobiles are recharged.
pub(crate) const TO_RECHARGES: &str = "to-recharges";
/// The id of the way to the page where customers get their points.
pub(crate) const TO_POINTS: &str = "to-points";

/// A section of an open register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Selling credit.
    Sell,
    /// Buying float.
    Inject,
    /// Cash in and out.
    Cash,
    /// Counting and closing.
    Close,
}

impl Section {
    /// Every section, in the order of the tabs.
    pub(crate) const ALL: [Self; 4] = [Self::Sell, Self::Inject, Self::Cash, Self::Close];

    /// Its name on the tab, and its drawing.
    pub(crate) const fn face(self) -> (Text, Drawing) {
        match self {
            Self::Sell => (Text::TabSell, Drawing::Phone),
            Self::Inject => (Text::TabInject, Drawing::Inject),
            Self::Cash => (Text::TabCash, Drawing::Cash),
            Self::Close => (Text::TabClose, Drawing::Lock),
        }
    }

    /// The data-testid of its tab.
    pub(crate) const fn tab_id(self) -> &'static str {
        match self {
            Self::Sell => "tab-sell",
            Self::Inject => "tab-inject",
            Self::Cash => "tab-cash",
            Self::Close => "tab-close",
        }
    }

    /// Its address behind the `#`.
    pub(crate) const fn address(self) -> &'static str {
        match self {
            Self::Sell => "vender",
            Self::Inject => "inyectar",
            Self::Cash => "efectivo",
            Self::Close => "cierre",
        }
    }

    /// The section that an address names.
    pub(crate) fn at(hash: &str) -> Option<Self> {
        let name = hash.trim_start_matches('#');
        Self::ALL
            .into_iter()
            .find(|section| section.address() == name)
    }

    /// The id of what has the focus in it first.
    pub(crate) fn first_field(self, currency: Currency) -> String {
        match self {
            Self::Sell if access::sells_phone_credits(currency) => TO_RECHARGES.to_owned(),
            Self::Sell if access::keeps_points(currency) => TO_POINTS.to_owned(),
            Self::Sell => "sell-number".to_owned(),
            Self::Inject => "inject-operator-Tigo".to_owned(),
            Self::Cash => "cash-INGRESO".to_owned(),
            Self::Close => currency
                .denominations()
                .first()
                .map(|largest| format!("count-{}", largest.value().to_text(currency)))
                .unwrap_or_default(),
        }
    }

    /// Whether the pages show it to that role, in a shop with that currency.
    pub(crate) fn is_for(self, role: Role, currency: Currency) -> bool {
        self != Self::Inject || access::adjusts_float(role, currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for section in Section::ALL {
            assert_eq!(
                Section::at(&format!("#{}", section.address())),
                Some(section)
            );
        }
        for other in ["", "#", "#nada", "#Vender"] {
            assert_eq!(Section::at(other), None, "{other}");
        }
    }

    #[test]
    fn float_is_bought_by_those_who_answer_for_it() {
        for (role, currency, expected) in [
            (Role::Administrador, Currency::Bob, true),
            (Role::Gerente, Currency::Bob, true),
            (Role::Operador, Currency::Bob, false),
            // A provider's credit is not bought ahead for each operator.
            (Role::Gerente, Currency::Ves, false),
            (Role::Gerente, Currency::Brl, false),
            (Role::Gerente, Currency::Mxn, false),
        ] {
            assert_eq!(
                Section::Inject.is_for(role, currency),
                expected,
                "{role:?} {currency:?}"
            );
            assert!(Section::Sell.is_for(role, currency));
        }
    }

    #[test]
    fn recharges_are_on_a_page_of_their_own() {
        assert_eq!(Section::Sell.first_field(Currency::Brl), TO_RECHARGES);
        assert_eq!(Section::Sell.first_field(Currency::Mxn), TO_POINTS);
        assert_eq!(Section::Sell.first_field(Currency::Ves), "sell-number");
    }

    #[test]
    fn counting_starts_with_the_largest() {
        assert_eq!(Section::Close.first_field(Currency::Bob), "count-200.00");
    }
}
