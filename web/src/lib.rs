//! The pages of Ventanilla: the till and the back office, as a cashier and a manager see them. Thirteen programs of one library: a page loads what it shows.

#![allow(
    unreachable_pub,
    reason = "`#[component]` makes a public function of every component"
)]

mod access;
mod address;
mod api;
mod browser;
mod camera;
mod clock;
mod components;
mod count;
mod coupon_slip;
mod coupons_page;
mod draft;
mod format;
mod frame;
mod i18n;
mod intent;
mod intl;
mod kept;
mod keys;
mod language;
mod loyalty_page;
mod notice;
mod office_page;
mod outbox;
mod payment_slip;
mod payment_words;
mod pending;
mod reading;
mod refusal;
mod scanner;
mod section;
mod services_page;
mod slip;
mod symbol;
mod till;
mod till_page;
mod told;
mod view;

/// Runs the till.
pub fn till() {
    frame::mount(
        frame::Program::Till,
        till_page::till_page,
        scanner::listen_at_the_door,
    );
}

/// Runs the history.
pub fn office() {
    frame::mount(frame::Program::Office, office_page::history_page, |_| None);
}

/// Runs cash sessions and closing reports.
pub fn sessions() {
    frame::mount(frame::Program::Sessions, office_page::sessions_page, |_| {
        None
    });
}

/// Runs the coupons.
pub fn coupons() {
    frame::mount(
        frame::Program::Coupons,
        coupons_page::coupons_page,
        scanner::listen_at_the_door,
    );
}

/// Runs the issuing of coupons.
pub fn issuing() {
    frame::mount(
        frame::Program::Issuing,
        coupons_page::issuing_page,
        scanner::listen_at_the_door,
    );
}

/// Runs customers and their invoices.
pub fn customers() {
    frame::mount(
        frame::Program::Customers,
        coupons_page::customers_page,
        scanner::listen_at_the_door,
    );
}

/// Runs the settings.
pub fn settings() {
    frame::mount(frame::Program::Settings, office_page::settings_page, |_| {
        None
    });
}

/// Runs the paying of services.
pub fn services() {
    frame::mount(
        frame::Program::Services,
        services_page::services_page,
        |_| None,
    );
}

/// Runs the payments that wait.
pub fn orders() {
    frame::mount(frame::Program::Orders, services_page::orders_page, |_| None);
}

/// Runs providers and integrators.
pub fn providers() {
    frame::mount(
        frame::Program::Providers,
        services_page::providers_page,
        |_| None,
    );
}

/// Runs loyalty wallets as they are kept.
pub fn wallets() {
    frame::mount(frame::Program::Wallets, loyalty_page::wallets_page, |_| {
        None
    });
}

/// Runs customers' points earned and used.
pub fn loyalty() {
    frame::mount(frame::Program::Loyalty, loyalty_page::loyalty_page, |_| {
        None
    });
}

/// Runs phone credits and their wallets.
pub fn credits() {
    frame::mount(frame::Program::Credits, services_page::credits_page, |_| {
        None
    });
}
