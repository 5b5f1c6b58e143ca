//! Who may come in: passwords and tokens.

pub mod password;
pub mod token;
