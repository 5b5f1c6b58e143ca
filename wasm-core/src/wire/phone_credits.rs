//! The documented API of phone credits (contract of phone credits): three steps, and the sessions of the clients that take them.

pub mod error;
pub mod money;
pub mod oauth;
pub mod orders;
