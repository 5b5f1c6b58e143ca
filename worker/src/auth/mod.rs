//! Who may come in: passwords, tokens, signatures, and the secrets they are checked with.

pub mod agent;
pub mod buyer;
pub mod client_token;
mod forms;
mod hs256;
pub mod party;
pub mod password;
pub mod payer;
pub mod platform_signature;
pub mod portal_token;
pub mod seal;
pub mod signature;
pub mod token;
