//! Our own resources, beside the documented doors. Their money is always a decimal string; their errors are [`problem`]s.

pub mod branches;
pub mod operations;
pub mod operators;
pub mod problem;
pub mod sessions;
pub mod settings;
pub mod setup;
