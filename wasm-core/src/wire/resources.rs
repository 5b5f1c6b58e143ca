//! Our own resources, beside the documented doors. Their money is always a decimal string; their errors are [`problem`]s.

pub mod api_keys;
pub mod branches;
pub mod integrators;
pub mod loyalty;
pub mod loyalty_orders;
pub mod operations;
pub mod operators;
pub mod payments;
pub mod problem;
pub mod providers;
pub mod sessions;
pub mod settings;
pub mod setup;
pub mod wallets;
