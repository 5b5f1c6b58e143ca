//! What the pages say of an answer, read from one that says more: whole, those answers would take a good part of each program.

use ventanilla_core::Amount;
use ventanilla_core::operation::OperationState;
use ventanilla_core::wire::answer::{FromJson, Json, Members};
use ventanilla_core::wire::money::Num;

/// A payment, or a recharge: which operation it is, and whether it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Payment {
    /// The operation.
    pub(crate) id: String,
    /// Whether it is done; if not, nobody can tell yet.
    pub(crate) is_done: bool,
}

/// A coupon that was collected or cancelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Coupon {
    /// What it asked for.
    pub(crate) amount: Amount,
    /// The number of its receipt.
    pub(crate) receipt: Option<String>,
}

/// Points that were moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Points {
    /// What the customer has now; `None` where it was only told that they were moved.
    pub(crate) balance: Option<Amount>,
}

/// What a list of operations says of the one that was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listed {
    /// It is recorded.
    Recorded,
    /// It is there, and was refused.
    Refused,
    /// It is there, and not known to be done.
    Open,
    /// It is not there.
    Nothing,
}

/// Anything that has members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Something;

impl FromJson for Payment {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let members = Members::of(json)?;
        // A service's answer has its own name of it; a transaction has the plain one.
        let id = members.read("idOperation").or_else(|| members.read("id"))?;
        let status: String = members.read("status")?;
        let is_done = match status.as_str() {
            "approved" | "executed" => true,
            "pending" | "rejected" | "failed" => false,
            _ => return None,
        };
        Some(Self { id, is_done })
    }
}

impl FromJson for Coupon {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let members = Members::of(json)?;
        let amount: Num = members.read("monto")?;
        Some(Self {
            amount: amount.amount(),
            receipt: members.read("recibo_id")?,
        })
    }
}

impl FromJson for Points {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let balance: Num = Members::of(json)?.read("newBalance")?;
        Some(Self {
            balance: Some(balance.amount()),
        })
    }
}

impl FromJson for Listed {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let list: Vec<State> = Members::of(json)?.read("operaciones")?;
        Some(match list.first() {
            Some(State(OperationState::Succeeded | OperationState::Reversed)) => Self::Recorded,
            Some(State(OperationState::Failed)) => Self::Refused,
            Some(State(
                OperationState::Created | OperationState::Submitted | OperationState::Unknown,
            )) => Self::Open,
            None => Self::Nothing,
        })
    }
}

struct State(OperationState);

impl FromJson for State {
    fn from_json(json: Json<'_>) -> Option<Self> {
        Members::of(json)?.read("estado").map(Self)
    }
}

impl FromJson for Something {
    fn from_json(json: Json<'_>) -> Option<Self> {
        Members::of(json).map(|_| Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::wire::answer;
    use ventanilla_core::wire::cps::payments::PaymentStatus;
    use ventanilla_core::wire::phone_credits::orders::TransactionStatus;

    #[test]
    fn every_status_is_known() {
        let read = |id: &str, status: &str| {
            answer::read::<Payment>(&format!(r#"{{"{id}":"x","status":"{status}"}}"#))
                .map(|payment| payment.is_done)
        };
        for status in [
            PaymentStatus::Approved,
            PaymentStatus::Pending,
            PaymentStatus::Rejected,
        ] {
            let expected = Some(status == PaymentStatus::Approved);
            assert_eq!(read("idOperation", status.as_str()), expected);
        }
        for status in TransactionStatus::ALL {
            let expected = Some(status == TransactionStatus::Executed);
            assert_eq!(read("id", status.as_str()), expected);
        }
        assert_eq!(read("id", "maybe"), None);
        assert_eq!(read("other", "pending"), None);
        assert_eq!(answer::read::<Something>("[]"), None);
        assert_eq!(answer::read::<Something>("{}"), Some(Something));
        assert_eq!(
            answer::read::<Coupon>(r#"{"monto":239.5,"recibo_id":null,"estado":"used"}"#),
            Some(Coupon {
                amount: Amount::from_minor(23_950).unwrap(),
                receipt: None
            })
        );
        assert_eq!(answer::read::<Coupon>("{}"), None);
    }
}
