//! What is stored by its name, as the core has it. A name that is unknown here is a fault of ours.

use crate::error::Failure;
use crate::operations::loyalty_wallet::mark_name;
use ventanilla_core::loyalty::{ApiDoor, MovementKind};
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::operator::Operator;
use ventanilla_core::product::Product;
use ventanilla_core::provider::Provider;
use ventanilla_core::wire::resources::loyalty::PhoneMark;
use ventanilla_core::wire::resources::loyalty_orders::LoyaltyOrderKind;
use ventanilla_core::wire::resources::payments::OrderState;

pub(super) fn kind(name: &str) -> Result<OperationKind, Failure> {
    OperationKind::parse(name).ok_or_else(|| unknown("kind", name))
}

pub(super) fn state(name: &str) -> Result<OperationState, Failure> {
    OperationState::parse(name).ok_or_else(|| unknown("state", name))
}

pub(super) fn operator(name: &str) -> Result<Operator, Failure> {
    Operator::parse(name).ok_or_else(|| unknown("operator", name))
}

pub(super) fn provider(name: &str) -> Result<Provider, Failure> {
    Provider::parse(name).ok_or_else(|| unknown("provider", name))
}

pub(super) fn order_state(name: &str) -> Result<OrderState, Failure> {
    OrderState::parse(name).ok_or_else(|| unknown("state of an order", name))
}

pub(super) fn product(id: i64) -> Result<Product, Failure> {
    Product::of_id(id).ok_or_else(|| unknown("product", &id.to_string()))
}

pub(super) fn movement_kind(name: &str) -> Result<MovementKind, Failure> {
    MovementKind::parse(name).ok_or_else(|| unknown("kind of movement", name))
}

pub(super) fn loyalty_order_kind(name: &str) -> Result<LoyaltyOrderKind, Failure> {
    LoyaltyOrderKind::parse(name).ok_or_else(|| unknown("kind of order", name))
}

pub(super) fn api_door(name: &str) -> Result<ApiDoor, Failure> {
    ApiDoor::parse(name).ok_or_else(|| unknown("door", name))
}

pub(super) fn phone_mark(name: &str) -> Result<PhoneMark, Failure> {
    PhoneMark::ALL
        .into_iter()
        .find(|mark| mark_name(*mark) == name)
        .ok_or_else(|| unknown("mark", name))
}

fn unknown(what: &str, name: &str) -> Failure {
    Failure::Internal(format!("unknown {what} {name} is stored"))
}
