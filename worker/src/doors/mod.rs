//! HTTP in and out, one folder for each API.

pub mod cps;
pub mod kantuta;
pub mod loyalty;
pub mod phone_credits;
pub mod portal;
pub mod resources;
