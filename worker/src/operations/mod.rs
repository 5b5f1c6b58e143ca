//! What the business does. Each operation parses nothing and answers nothing itself: it takes typed values, makes one batch, returns rows.

pub mod audit;
pub mod cash_session;
pub mod client_session;
pub mod commit;
pub mod coupon;
pub mod funding;
pub mod injection;
pub mod integrator;
pub mod invoice;
pub mod link;
pub mod login;
pub mod movement;
pub mod order;
pub mod password_reset;
pub mod phone_credit;
pub mod register;
pub mod reversal;
pub mod sandbox_memory;
pub mod service_payment;
pub mod setup;
pub mod throttle;
pub mod top_up;
pub mod user;
pub mod wallet;
