//! CPS of Chinchin, Venezuela (contracts/cps.md): paying a service, asking for a balance, listing services, and an order's fate.
//!
//! One file a conversation, with what it sends and how it reads the answer. What a good answer looks like is not documented: it is
//! section 7 of the contract, and whatever is not exactly that leaves an order unknown.

mod answer;
pub mod balance;
mod credentials;
pub mod fate;
pub mod pay;
mod request;
pub mod services;

pub use credentials::{Credentials, CredentialsFlaw, Dialect};

#[cfg(test)]
mod tests;
