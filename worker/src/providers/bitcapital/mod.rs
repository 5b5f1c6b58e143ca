//! Bit Capital, Brazil (contract of phone credits): which mobile operators can be recharged, an order's preview, its completion, and its
//! fate in the history of the wallet that pays.
//!
//! One file a conversation, with what it sends and how it reads the answer. Each begins with a session of its own, but the completion: its session is asked for
//! before anything is stored, so that what is stored before it is sent is the completion itself. What is not documented leaves an order unknown.

mod answer;
pub mod complete;
pub mod create;
mod credentials;
pub mod dealers;
pub mod fate;
mod record;
mod session;
pub mod sign_in;

pub use credentials::{Credentials, CredentialsFlaw};
pub use session::{TOKEN_PATH, Token};

#[cfg(test)]
mod tests;
