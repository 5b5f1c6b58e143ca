//! Loyalty wallets as a pure model, and random days at their doors. It shares no code with the worker: what an attribute means, what is refused
//! and in which order is read from the contract of wallets once more.

mod attributes;
mod generator;
mod model;
mod movements;
mod requests;
mod settings;

pub use generator::{FRAME, Generator};
pub use model::{Agent, Answer, Asked, Contact, Method, Model, Movement, Person, Request, Told};

/// The wallets of the demo tenant, by name.
pub const WALLETS: [&str; 2] = ["Puntos Tienda", "Club Mayoreo"];

/// Whoever administers.
pub const ADMINISTRADOR: &str = "admin@tienda.demo";
/// A supervisor, with a PIN.
pub const GERENTE: &str = "gerente@tienda.demo";
/// A cashier whose log-in name is a number, and who can so be archived.
pub const LUPITA: &str = "4771000001";
/// Another cashier.
pub const PACO: &str = "paco@tienda.demo";

/// The supervisor's PIN.
pub const PIN: &str = "2468";

/// Hundredths as JavaScript writes the number.
fn number(hundredths: i64) -> serde_json::Value {
    let text = decimal(hundredths);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    serde_json::from_str(text).expect("a number")
}

/// Hundredths with both decimals.
fn decimal(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
