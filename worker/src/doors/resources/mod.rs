//! Our own resources, with RFC 9457 errors.

pub mod api_keys;
pub mod branches;
pub mod error;
pub mod health;
pub mod integrators;
pub mod loyalty;
pub mod loyalty_orders;
pub mod operations;
pub mod operators;
pub mod payments;
pub mod providers;
pub mod root;
pub mod sessions;
pub mod settings;
pub mod setup;
mod stored;
pub mod wallets;
