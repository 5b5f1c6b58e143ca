//! `Sums`: what the operations that a filter leaves come to, put together from the server's totals. Pure.

use ventanilla_core::Amount;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::wire::kantuta::sessions::MovementKind;
use ventanilla_core::wire::resources::operations::OperationTotal;

/// So many operations, and what they come to; `None` beyond what an amount can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sum {
    /// How many.
    pub(crate) count: i64,
    /// What they come to.
    pub(crate) amount: Option<Amount>,
}

/// What the operations of a filter come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sums {
    /// How many there are.
    pub(crate) count: i64,
    /// Top-ups sold and not reversed.
    pub(crate) sold: Sum,
    /// Cash that came into drawers, what was reversed afterwards included: its reversal went out.
    pub(crate) cash_in: Sum,
    /// Cash that left drawers, likewise.
    pub(crate) cash_out: Sum,
    /// What was reversed.
    pub(crate) reversed: Sum,
}

/// Puts the server's totals together.
pub(crate) fn sums(totals: &[OperationTotal]) -> Sums {
    let of = |is_part: &dyn Fn(&OperationTotal) -> bool| {
        sum(totals.iter().filter(|total| is_part(total)))
    };
    Sums {
        count: of(&|_| true).count,
        sold: of(&|total| {
            total.tipo == OperationKind::TopUp && total.estado == OperationState::Succeeded
        }),
        cash_in: of(&|total| moved(total, MovementKind::Ingreso)),
        cash_out: of(&|total| moved(total, MovementKind::Egreso)),
        reversed: of(&|total| total.estado == OperationState::Reversed),
    }
}

fn sum<'a>(totals: impl Iterator<Item = &'a OperationTotal>) -> Sum {
    let nothing = Sum {
        count: 0,
        amount: Some(Amount::ZERO),
    };
    totals.fold(nothing, |sum, total| Sum {
        count: sum.count.saturating_add(total.cantidad),
        amount: sum
            .amount
            .and_then(|amount| amount.checked_add(total.monto.amount())),
    })
}

/// Whether these moved their amount through a drawer in that direction.
fn moved(total: &OperationTotal, direction: MovementKind) -> bool {
    was_done(total.estado) && total.sentido == Some(direction) && is_cash(total.tipo)
}

/// Whether what was asked for was done, whatever became of it afterwards.
pub(crate) const fn was_done(state: OperationState) -> bool {
    matches!(state, OperationState::Succeeded | OperationState::Reversed)
}

/// Whether what such an operation moved is its amount. An opening or a closing says what was counted, and moves what that differed by.
pub(crate) const fn is_cash(kind: OperationKind) -> bool {
    !matches!(
        kind,
        OperationKind::CashSessionOpen | OperationKind::CashSessionClose
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use MovementKind::{Egreso, Ingreso};
    use OperationKind::{
        CashMovement, CashSessionClose, CashSessionOpen, Injection, Reversal, TopUp,
    };
    use OperationState::{Failed, Reversed, Succeeded};
    use ventanilla_core::wire::money::Dec;

    fn total(
        tipo: OperationKind,
        estado: OperationState,
        sentido: Option<MovementKind>,
        cantidad: i64,
        minor: i64,
    ) -> OperationTotal {
        OperationTotal {
            tipo,
            estado,
            sentido,
            cantidad,
            monto: Dec::from(Amount::from_minor(minor).unwrap()),
        }
    }

    fn of(count: i64, minor: i64) -> Sum {
        Sum {
            count,
            amount: Amount::from_minor(minor).ok(),
        }
    }

    #[test]
    fn a_day() {
        let totals = [
            total(TopUp, Succeeded, Some(Ingreso), 5, 11_060),
            total(TopUp, Reversed, Some(Ingreso), 1, 2_000),
            total(TopUp, Failed, Some(Ingreso), 1, 700),
            total(Reversal, Succeeded, Some(Egreso), 1, 2_000),
            total(Injection, Succeeded, Some(Egreso), 1, 5_000),
            total(CashMovement, Succeeded, Some(Egreso), 1, 1_550),
            total(CashMovement, Succeeded, Some(Ingreso), 2, 300),
            total(CashSessionOpen, Succeeded, None, 1, 20_000),
            total(CashSessionOpen, Succeeded, Some(Ingreso), 1, 30_000),
            total(CashSessionClose, Succeeded, Some(Egreso), 1, 22_500),
        ];
        let expected = Sums {
            count: 15,
            sold: of(5, 11_060),
            cash_in: of(8, 13_360),
            cash_out: of(3, 8_550),
            reversed: of(1, 2_000),
        };
        assert_eq!(sums(&totals), expected);
    }

    #[test]
    fn nothing_and_too_much() {
        assert_eq!(sums(&[]).count, 0);
        assert_eq!(sums(&[]).sold, of(0, 0));
        let most = Amount::MAX.minor();
        let totals = [
            total(TopUp, Succeeded, Some(Ingreso), i64::MAX, most),
            total(TopUp, Succeeded, Some(Ingreso), 2, most),
        ];
        let sold = sums(&totals).sold;
        assert_eq!((sold.count, sold.amount), (i64::MAX, None));
    }
}
