//! The documented API of loyalty wallets: `/toolusers`, `/wallet`, `/employee` (contract of wallets).

pub mod answers;
pub mod documented;
pub mod parameters;
pub mod requests;

#[cfg(test)]
mod tests;
