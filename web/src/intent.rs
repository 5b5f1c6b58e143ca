//! `Intent`: what somebody asked for that moves value, in words that can be shown again after a reload; and the `Receipt` that answers it.

use serde::{Deserialize, Serialize};
use ventanilla_core::Operator;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::kantuta::recharges::{Injection, TopUp};
use ventanilla_core::wire::kantuta::registers::Register;
use ventanilla_core::wire::kantuta::sessions::{CashMovement, CashSession, MovementKind};
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::resources::operations::Operation;

/// What was asked for. The figures are for showing: what counts is the body that is kept beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Intent {
    /// Credit for a customer.
    TopUp {
        /// Whose credit.
        operator: Operator,
        /// The customer's number, national digits.
        number: String,
        /// How much.
        amount: Dec,
    },
    /// Float from an operator.
    Injection {
        /// Whose credit.
        operator: Operator,
        /// How much.
        amount: Dec,
    },
    /// Cash into or out of the drawer.
    Movement {
        /// Which way.
        direction: MovementKind,
        /// How much.
        amount: Dec,
        /// Why.
        reason: String,
    },
    /// A register to be opened.
    Open {
        /// The register's name.
        register: String,
        /// What was counted; `None` where the balance on record is taken.
        counted: Option<Dec>,
    },
    /// The open register to be closed.
    Close {
        /// The session.
        session_id: i64,
        /// What was counted.
        counted: Dec,
    },
    /// An operation to be undone. Browsers may still hold some from when only sales were: without a kind, and with the names in the
    /// aliases.
    Reverse {
        /// The operation.
        operation_id: String,
        /// What kind of operation it was.
        #[serde(default = "sale")]
        what: OperationKind,
        /// The number that people call it by.
        #[serde(default, alias = "top_up_id")]
        called: Option<i64>,
        /// Which way it moved the drawer's cash.
        #[serde(default)]
        direction: Option<MovementKind>,
        /// The operator of a sale or of float.
        #[serde(default)]
        operator: Option<Operator>,
        /// The customer's number of a sale; the reason of a movement.
        #[serde(default, alias = "number")]
        detail: Option<String>,
        /// How much it was.
        amount: Dec,
    },
    /// A register to be made, with the owner's cash in it.
    CreateRegister {
        /// Its name.
        register: String,
        /// Its branch's name.
        branch: String,
        /// The cash it starts with.
        amount: Dec,
    },
}

/// What the server recorded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Receipt {
    /// Credit sold.
    TopUp(TopUp),
    /// Float bought.
    Injection(Injection),
    /// Cash moved.
    Movement(CashMovement),
    /// A register opened.
    Opened(CashSession),
    /// A register closed.
    Closed(CashSession),
    /// An operation undone.
    Reversed(Operation),
    /// A register made.
    Created(Register),
}

impl Intent {
    /// The HTTP method it is asked with.
    pub(crate) const fn method(&self) -> &'static str {
        match self {
            Self::Close { .. } => "PATCH",
            Self::TopUp { .. }
            | Self::Injection { .. }
            | Self::Movement { .. }
            | Self::Open { .. }
            | Self::Reverse { .. }
            | Self::CreateRegister { .. } => "POST",
        }
    }

    /// The path it is asked at.
    pub(crate) fn path(&self) -> String {
        match self {
            Self::TopUp { .. } => "/recargas/cliente".to_owned(),
            Self::Injection { .. } => "/recargas/inyeccion".to_owned(),
            Self::Movement { .. } => "/cajas/movimiento".to_owned(),
            Self::Open { .. } => "/cajas/abrir".to_owned(),
            Self::Close { session_id, .. } => format!("/cajas/sesion/{session_id}/cerrar"),
            Self::Reverse { operation_id, .. } => format!("/operaciones/{operation_id}/reversar"),
            Self::CreateRegister { .. } => "/cajas".to_owned(),
        }
    }

    /// How much it is about, if that is known.
    pub(crate) const fn amount(&self) -> Option<Dec> {
        match self {
            Self::TopUp { amount, .. }
            | Self::Injection { amount, .. }
            | Self::Movement { amount, .. }
            | Self::Reverse { amount, .. }
            | Self::CreateRegister { amount, .. } => Some(*amount),
            Self::Close { counted, .. } => Some(*counted),
            Self::Open { counted, .. } => *counted,
        }
    }

    /// Reads the answer of a success; `None` where it is not one.
    pub(crate) fn read_receipt(&self, body: &str) -> Option<Receipt> {
        match self {
            Self::TopUp { .. } => serde_json::from_str(body).ok().map(Receipt::TopUp),
            Self::Injection { .. } => serde_json::from_str(body).ok().map(Receipt::Injection),
            Self::Movement { .. } => serde_json::from_str(body).ok().map(Receipt::Movement),
            Self::Open { .. } => serde_json::from_str(body).ok().map(Receipt::Opened),
            Self::Close { .. } => serde_json::from_str(body).ok().map(Receipt::Closed),
            Self::Reverse { .. } => serde_json::from_str(body).ok().map(Receipt::Reversed),
            Self::CreateRegister { .. } => serde_json::from_str(body).ok().map(Receipt::Created),
        }
    }
}

/// What was reversed before there was anything else to reverse.
const fn sale() -> OperationKind {
    OperationKind::TopUp
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Amount;

    fn reversal(what: OperationKind, operator: Option<Operator>, detail: Option<&str>) -> Intent {
        Intent::Reverse {
            operation_id: "8e03978e-40d5-43dd-bc93-6894a57f9324".to_owned(),
            what,
            called: Some(57),
            direction: None,
            operator,
            detail: detail.map(str::to_owned),
            amount: Dec::from(Amount::from_minor(3_000).unwrap()),
        }
    }

    #[test]
    fn what_older_pages_stored_is_still_read() {
        let stored = r#"{"kind":"reverse","operation_id":"8e03978e-40d5-43dd-bc93-6894a57f9324","top_up_id":57,"operator":"Tigo",
            "number":"76543210","amount":"30.00"}"#;
        let read: Intent = serde_json::from_str(stored).unwrap();
        let expected = reversal(OperationKind::TopUp, Some(Operator::Tigo), Some("76543210"));
        assert_eq!(read, expected);
        assert_eq!(
            read.path(),
            "/operaciones/8e03978e-40d5-43dd-bc93-6894a57f9324/reversar"
        );
    }

    #[test]
    fn reversals_are_read_back() {
        for intent in [
            reversal(OperationKind::TopUp, Some(Operator::Viva), Some("76543210")),
            reversal(OperationKind::Injection, Some(Operator::Viva), None),
            reversal(OperationKind::CashMovement, None, Some("Taxi")),
        ] {
            let text = serde_json::to_string(&intent).unwrap();
            assert_eq!(
                serde_json::from_str::<Intent>(&text).unwrap(),
                intent,
                "{text}"
            );
        }
        for bad in [
            "{}",
            r#"{"kind":"reverse"}"#,
            r#"{"kind":"reverse","operation_id":"x","what":"sale","amount":"30.00"}"#,
            r#"{"kind":"reverse","operation_id":"x","amount":30}"#,
        ] {
            assert!(serde_json::from_str::<Intent>(bad).is_err(), "{bad}");
        }
    }
}
