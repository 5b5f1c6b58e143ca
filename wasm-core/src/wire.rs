//! The wire: request and response types, shared by the edge and the pages.
//!
//! Requests are read by their own `parse`, which collects every error; responses are plain serde types. Field names are the
//! wire's. JSON numbers of money survive only `serde_json`'s text functions (`from_str`, `from_slice`, `to_string`): a
//! `serde_json::Value` or a JavaScript value would have been a float on the way.

pub mod answer;
pub mod body;
pub mod cps;
pub mod forms;
pub mod kantuta;
pub mod loyalty;
pub mod money;
pub mod phone_credits;
pub mod portal;
pub mod resources;
pub mod time;

mod names;

pub use body::Body;
pub use forms::Form;
pub use money::{Dec, Money, Num};
pub use time::{Date, Iso, Moment};

/// The longest body of a request that is read, in bytes; [`crate::Code::BodyTooLarge`] beyond. An imported file's is longer.
pub const BODY_BYTES_MAX: usize = 64 * 1024;
