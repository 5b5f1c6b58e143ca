//! What the business does. Each operation parses nothing and answers nothing itself: it takes typed values, makes one batch, returns rows.

pub mod audit;
pub mod cash_session;
pub mod commit;
pub mod coupon;
pub mod injection;
pub mod invoice;
pub mod login;
pub mod movement;
pub mod password_reset;
pub mod register;
pub mod reversal;
pub mod setup;
pub mod throttle;
pub mod top_up;
pub mod user;
