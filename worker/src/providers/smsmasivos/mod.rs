//! SMS Masivos, Mexico (contract of wallets): who and what there is, contacts and their points, and collaborators.
//!
//! One file a conversation, with what it sends and how it reads the answer. The service has no idempotency and no look-up of a transaction, so that the
//! balance is asked for and stored before, and asked for again where nobody can tell what became of one (contract, section 14). Whoever decides has both.

mod answer;
pub mod contacts;
mod credentials;
pub mod directory;
pub mod employees;
pub mod fate;
pub mod points;
pub mod registration;
mod request;

pub use credentials::{Credentials, CredentialsFlaw};

#[cfg(test)]
mod tests;
