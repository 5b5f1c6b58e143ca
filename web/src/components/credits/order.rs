//! An order in preview: for how long it is good, what a wallet covers of it, and whose phone it is. Pure.

use ventanilla_core::Amount;
use ventanilla_core::wire::phone_credits::orders::{ORDER_LIFETIME_MS, Order, OrderStatus};
use ventanilla_core::wire::resources::wallets::Wallet;

const MS_PER_MINUTE: i64 = 60_000;

/// For how long an order can still be completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// So many minutes at least.
    Minutes(i64),
    /// Less than one.
    Moment,
    /// No more.
    Nothing,
}

/// For how long that order can still be completed, by the server's clock.
pub(crate) fn left(order: &Order, now_ms: i64) -> Left {
    let age_ms = now_ms.saturating_sub(order.created_at.ms());
    let left_ms = ORDER_LIFETIME_MS.saturating_sub(age_ms);
    match left_ms.div_euclid(MS_PER_MINUTE) {
        _ if left_ms <= 0 || order.status != OrderStatus::Created => Left::Nothing,
        0 => Left::Moment,
        // A clock that is behind promises no more than there is.
        minutes => Left::Minutes(minutes.min(ORDER_LIFETIME_MS.div_euclid(MS_PER_MINUTE))),
    }
}

/// The phone's national digits.
pub(crate) fn national(order: &Order) -> String {
    format!("{}{}", order.phone_code, order.phone_number)
}

/// What a wallet can still pay: what is there and not held for orders that are open.
pub(crate) fn available(wallet: &Wallet) -> Amount {
    wallet
        .saldo
        .amount()
        .checked_sub(wallet.retenido.amount())
        .filter(|left| !left.is_negative())
        .unwrap_or(Amount::ZERO)
}

/// The wallet that pays unless somebody chooses another: the one that was used last, else the fullest.
pub(crate) fn suggested<'a>(wallets: &'a [Wallet], last: &str) -> Option<&'a Wallet> {
    wallets
        .iter()
        .find(|wallet| wallet.id == last)
        .or_else(|| wallets.iter().max_by_key(|wallet| available(wallet)))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use ventanilla_core::wire::answer;

    /// When [`order`] was created.
    const CREATED_MS: i64 = 1_782_859_671_123;

    /// An order in preview.
    pub(crate) fn order() -> Order {
        answer::read(
            r#"{"id":"98291601-80aa-4082-ba6d-bf92621fe9c7","providerCode":"001","phoneCode":"19","phoneNumber":"996416288",
            "providerOrderId":"4c023bf5-0ffe-40c8-a99d-e5feeb47de65","status":"created","amounts":[{"id":"a","amount":"500","amountKey":"",
            "deletedAt":null,"createdAt":"2026-06-30T22:47:51.123Z","updatedAt":"2026-06-30T22:47:51.123Z"}],"walletId":null,
            "chosenAmount":null,"deletedAt":null,"createdAt":"2026-06-30T22:47:51.123Z","updatedAt":"2026-06-30T22:47:51.123Z"}"#,
        )
        .unwrap()
    }

    fn wallet(id: &str, posted: &str, held: &str) -> Wallet {
        answer::read(&format!(
            r#"{{"id":"{id}","nombre":"{id}","saldo":"{posted}","retenido":"{held}","id_proveedor":null}}"#
        ))
        .unwrap()
    }

    #[test]
    fn how_long_an_order_is_good() {
        let order = order();
        assert_eq!(order.created_at.ms(), CREATED_MS);
        assert_eq!(national(&order), "19996416288");
        let minute = MS_PER_MINUTE;
        for (age_ms, expected) in [
            (-5 * minute, Left::Minutes(30)),
            (0, Left::Minutes(30)),
            (1, Left::Minutes(29)),
            (28 * minute, Left::Minutes(2)),
            (29 * minute, Left::Minutes(1)),
            (29 * minute + 1, Left::Moment),
            (30 * minute - 1, Left::Moment),
            (30 * minute, Left::Nothing),
            (i64::MAX, Left::Nothing),
        ] {
            assert_eq!(left(&order, CREATED_MS.saturating_add(age_ms)), expected);
        }
        let completed = Order {
            status: OrderStatus::Completed,
            ..order
        };
        assert_eq!(left(&completed, CREATED_MS), Left::Nothing);
    }

    #[test]
    fn which_wallet_pays() {
        let wallets = [
            wallet("a", "10.00", "9.00"),
            wallet("b", "8.00", "0.00"),
            wallet("c", "0.00", "0.00"),
        ];
        let id = |last| suggested(&wallets, last).map(|wallet| wallet.id.as_str());
        assert_eq!(id(""), Some("b"));
        assert_eq!(id("a"), Some("a"));
        assert_eq!(id("gone"), Some("b"));
        assert_eq!(suggested(&[], "a"), None);
        assert_eq!(available(&wallet("d", "1.00", "2.00")), Amount::ZERO);
    }
}
