//! How much is left: of a tenant's money with a provider, and of what an integrator may owe. Pure.

use crate::i18n::Text;
use ventanilla_core::Amount;
use ventanilla_core::wire::resources::integrators::Integrator;
use ventanilla_core::wire::resources::providers::ProviderState;

/// What can still be spent at a provider: what is there and not held for open payments.
pub(crate) fn available(provider: &ProviderState) -> Amount {
    let (posted, held) = (provider.fondo.amount(), provider.retenido.amount());
    posted.checked_sub(held).unwrap_or(Amount::ZERO)
}

/// What an integrator may still owe, never less than nothing. What it has paid ahead is more of it.
pub(crate) fn left(integrator: &Integrator) -> Amount {
    left_of(integrator.limite_credito.amount(), integrator.debe.amount())
}

/// As [`left`], of a limit and what is owed.
pub(crate) fn left_of(limit: Amount, owed: Amount) -> Amount {
    limit
        .checked_sub(owed)
        .filter(|left| left.is_positive())
        .unwrap_or(Amount::ZERO)
}

/// What an integrator owes, or has paid ahead: what that is called, and how much.
pub(crate) fn debt(owed: Amount) -> (Text, Amount) {
    match owed.checked_neg().filter(|ahead| ahead.is_positive()) {
        Some(ahead) => (Text::IntegratorAhead, ahead),
        None => (Text::IntegratorOwes, owed),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use ventanilla_core::Currency;
    use ventanilla_core::wire::answer;

    /// An integrator with that limit and debt.
    pub(crate) fn integrator(limit: &str, owed: &str) -> Integrator {
        answer::read(&format!(
            r#"{{"id":3,"nombre":"Red del Sur","api_key":"b0de","limite_credito":"{limit}","debe":"{owed}","activo":true}}"#
        ))
        .unwrap()
    }

    #[test]
    fn what_is_left_of_a_prefund() {
        for (posted, held, expected) in [
            ("50000.00", "0.00", "50000.00"),
            ("100.00", "30.50", "69.50"),
            ("30.50", "30.50", "0.00"),
            ("0.00", "0.00", "0.00"),
        ] {
            let provider: ProviderState = answer::read(&format!(
                r#"{{"nombre":"cps","fondo":"{posted}","retenido":"{held}","base_url":null}}"#
            ))
            .unwrap();
            assert_eq!(
                available(&provider).to_text(Currency::Ves),
                expected,
                "{posted} {held}"
            );
        }
    }

    #[test]
    fn what_is_left_of_a_credit() {
        for (limit, owed, expected, word) in [
            ("100.00", "0.00", "100.00", Text::IntegratorOwes),
            ("100.00", "99.99", "0.01", Text::IntegratorOwes),
            ("100.00", "100.00", "0.00", Text::IntegratorOwes),
            // The limit was lowered since.
            ("50.00", "100.00", "0.00", Text::IntegratorOwes),
            ("0.00", "0.00", "0.00", Text::IntegratorOwes),
            ("0.00", "-25.00", "25.00", Text::IntegratorAhead),
        ] {
            let integrator = integrator(limit, owed);
            let left = left(&integrator).to_text(Currency::Ves);
            let (text, amount) = debt(integrator.debe.amount());
            assert_eq!((left.as_str(), text), (expected, word), "{limit} {owed}");
            assert!(!amount.is_negative());
        }
    }
}
