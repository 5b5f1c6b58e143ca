//! `Intent`: what somebody asked for that moves value, in words that can be shown again after a reload; and the `Receipt` that answers it.

use serde::{Deserialize, Serialize};
use ventanilla_core::Operator;
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
    /// A sale to be undone.
    Reverse {
        /// The operation.
        operation_id: String,
        /// The sale's number.
        top_up_id: i64,
        /// Whose credit it was.
        operator: Operator,
        /// The customer's number.
        number: String,
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
    /// A sale undone.
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
