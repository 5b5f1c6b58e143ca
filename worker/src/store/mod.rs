//! SQL as constants, beside the rows it returns; functions that return statements. Nothing here runs anything.
//!
//! `?1` is the tenant wherever a statement belongs to one (logging in, attempts and set-up know none yet). Integers arrive as decimal
//! text and are cast.
//! Every SELECT returns one column, `row`, with one JSON object.

pub mod access;
pub mod api_key;
pub mod attempt;
pub mod branch;
pub mod cash_session;
pub mod client;
pub mod closing_report;
pub mod collaborator;
pub mod coupon;
pub mod coupon_end;
pub mod customer;
pub mod history;
pub mod injection;
pub mod integrator;
pub mod invariant;
pub mod invoice;
pub mod ledger;
pub mod login;
pub mod loyalty;
pub mod loyalty_order;
pub mod loyalty_wallet;
pub mod movement;
pub mod operation;
pub mod operation_list;
pub mod operator;
pub mod password_reset;
pub mod phone_credit;
pub mod phone_wallet;
pub mod portal;
pub mod provider;
pub mod provider_order;
pub mod register;
pub mod remark;
pub mod report;
pub mod row;
pub mod sandbox;
pub mod service_payment;
pub mod setup;
pub mod span;
pub mod sum;
pub mod tenant;
pub mod top_up;
pub mod user;

/// A list as one parameter. Lists of texts and numbers always serialise; an empty one would change nothing.
fn json<T: serde::Serialize>(list: &[T]) -> String {
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())
}
