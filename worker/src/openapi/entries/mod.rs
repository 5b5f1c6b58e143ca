//! What is said of each route, by topic.

mod access;
mod customers;
mod operations;
mod payments;
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
        payments::entries(),
        providers::entries(),
        reports::entries(),
        operations::entries(),
        settings::entries(),
        server::entries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
