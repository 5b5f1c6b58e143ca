//! What is said of each route, by topic.

mod access;
mod api_keys;
mod customers;
pub(super) mod loyalty;
mod loyalty_orders;
mod loyalty_wallets;
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
        loyalty::entries(),
        loyalty_wallets::entries(),
        loyalty_orders::entries(),
        api_keys::entries(),
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
