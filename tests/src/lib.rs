//! Tests that cross the rooms of Ventanilla, natively: the worker behind its ports, on in-memory SQLite with the real migrations.

pub mod doubles;
pub mod generator;
pub mod model;
pub mod shop;
pub mod sqlite;
pub mod step;
pub mod wallets;
