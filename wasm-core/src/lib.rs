//! The rules of Ventanilla: money, phones, operators, services, cash counts and the wire types, the same in the browser and at the edge.
//!
//! Everything here is pure: no input or output, no clock, no randomness. What is valid is decided here and nowhere else; a
//! value that exists is valid, because parsing is the only way to one.

pub mod amount;
pub mod barcode;
pub mod cash;
pub mod check_digit;
pub mod code;
pub mod country;
pub mod csv;
pub mod currency;
pub mod dealer;
pub mod email;
pub mod field;
pub mod idempotency;
pub mod import;
#[cfg(feature = "js")]
pub mod js;
pub mod loyalty;
pub mod operation;
pub mod operator;
pub mod percent;
pub mod phone;
pub mod product;
pub mod provider;
pub mod receipt;
pub mod role;
pub mod scan;
pub mod search;
pub mod service;
pub mod uuid;
pub mod wire;
mod written;

pub use amount::{Amount, AmountError};
pub use barcode::{Barcode, BarcodeError, BranchNumber, CouponCode, CustomerNumber};
pub use cash::{CashCount, CountError, Denomination, DenominationKind};
pub use check_digit::{CheckDigit, CheckDigitError};
pub use code::{Code, Language};
pub use country::{Country, CountryPack};
pub use currency::Currency;
pub use dealer::Dealer;
pub use field::{FieldError, Flaw, Invalid};
pub use idempotency::IdempotencyKey;
pub use loyalty::{Percentage, Points, TenDigits};
pub use operation::{OperationKind, OperationState};
pub use operator::Operator;
pub use phone::{PhoneError, PhoneNumber};
pub use role::{Permission, Role};
pub use service::{Carrier, Service, ServiceKind, ServiceNumber, ServiceNumberError};
