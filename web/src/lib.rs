//! The pages of Ventanilla: the till and the back office, as a cashier and a manager see them. Two programs of one library.

#![allow(
    unreachable_pub,
    reason = "`#[component]` makes a public function of every component"
)]

mod access;
mod address;
mod api;
mod browser;
mod components;
mod count;
mod draft;
mod format;
mod frame;
mod i18n;
mod intent;
mod intl;
mod kept;
mod notice;
mod office_page;
mod outbox;
mod pending;
mod reading;
mod refusal;
mod slip;
mod till;
mod till_page;

/// Runs the till.
pub fn till() {
    frame::mount(till_page::till_page);
}

/// Runs the back office.
pub fn office() {
    frame::mount(office_page::office_page);
}
