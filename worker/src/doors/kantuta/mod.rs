//! The documented API of users, cash registers and top-ups.

pub mod auth;
pub mod error;
pub mod recharges;
pub mod registers;
pub mod reports;
pub mod sessions;
pub mod users;
mod view;
