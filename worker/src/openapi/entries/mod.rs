//! What is said of each route, by topic.

mod access;
mod customers;
mod operations;
mod payments;
pub(super) mod phone_credits;
mod portal;
mod providers;
mod recharges;
mod registers;
mod reports;
mod server;
pub(super) mod services;
mod sessions;
mod settings;
mod users;
mod wallets;

use super::entry::Entry;

/// The entries of all routes.
pub(super) fn all() -> Vec<Entry> {
    [
        access::entries(),
        users::entries(),
        registers::entries(),
        sessions::entries(),
        recharges::entries(),
        portal::entries(),
        customers::entries(),
        services::entries(),
        phone_credits::entries(),
        payments::entries(),
        providers::entries(),
        wallets::entries(),
        reports::entries(),
        operations::entries(),
        settings::entries(),
        server::entries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
