//! What is stored by its name, as the core has it. A name that is unknown here is a fault of ours.

use crate::error::Failure;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::operator::Operator;

pub(super) fn kind(name: &str) -> Result<OperationKind, Failure> {
    OperationKind::parse(name).ok_or_else(|| unknown("kind", name))
}

pub(super) fn state(name: &str) -> Result<OperationState, Failure> {
    OperationState::parse(name).ok_or_else(|| unknown("state", name))
}

pub(super) fn operator(name: &str) -> Result<Operator, Failure> {
    Operator::parse(name).ok_or_else(|| unknown("operator", name))
}

fn unknown(what: &str, name: &str) -> Failure {
    Failure::Internal(format!("unknown {what} {name} is stored"))
}
