//! The pages of Ventanilla: the till, as a cashier and a manager see it.

#![allow(
    unreachable_pub,
    reason = "`#[component]` makes a public function of every component"
)]

mod access;
mod api;
mod app;
mod browser;
mod components;
mod count;
mod draft;
mod format;
mod i18n;
mod intent;
mod notice;
mod outbox;
mod pending;
mod reading;
mod refusal;
mod till;

fn main() {
    leptos::mount::mount_to_body(app::App);
    browser::remove("loading");
}
