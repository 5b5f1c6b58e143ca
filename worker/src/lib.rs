//! The edge of Ventanilla: HTTP doors, operations and the ledger's store, as a Cloudflare Worker.
//!
//! The events enter in [`platform`]; everything behind [`router::handle`] is plain Rust over the ports and runs natively.

pub mod app;
pub mod auth;
pub mod call;
pub mod d1;
pub mod doors;
pub mod error;
pub mod fetch;
pub mod http;
pub mod identifier;
pub mod mail;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod operations;
pub mod platform;
pub mod ports;
pub mod providers;
pub mod router;
pub mod status;
pub mod store;
