//! The door of services: `/cps/v2` and `/v2` (contract of CPS). Fields that are not asked for are passed over. Its money is a JSON
//! number with at most two decimals, and its ids are JSON numbers in bodies and digits in queries.

pub mod balances;
pub mod error;
pub mod payments;
pub mod services;

use crate::amount::Amount;
use crate::code::Code;
use crate::field::value::{AmountRange, Value, integer};
use crate::field::{Flaw, value::whole_in};
use crate::service::Service;
use crate::wire::kantuta::AMOUNT_MAX;

pub use super::portal::envelope::Success;

/// The least of a payment: more than nothing.
pub const AMOUNT_MIN: Amount = Amount::from_small_minor(1);
/// The amounts of payments: from that to the first door's most.
const AMOUNTS: AmountRange = AmountRange {
    minimum: AMOUNT_MIN,
    maximum: AMOUNT_MAX,
};

/// Reads `idTypeService` of a body: a JSON number, and no text of one (contract of CPS, section 7).
fn service(value: Value<'_>) -> Result<Service, Flaw> {
    of_whole(integer(i64::MIN..=i64::MAX)(value))
}

/// Reads `idTypeService` of a query.
fn service_in(text: &str) -> Result<Service, Flaw> {
    of_whole(whole_in(text, &(i64::MIN..=i64::MAX)))
}

fn of_whole(id: Result<i64, Flaw>) -> Result<Service, Flaw> {
    let id = match id {
        Ok(id) => Service::of_id(id),
        // A whole number that does not fit is one that no service has.
        Err(flaw) if matches!(flaw.code, Code::TooSmall | Code::TooLarge) => None,
        Err(flaw) => return Err(flaw),
    };
    id.ok_or(Flaw::new(Code::ServiceUnknown))
}

#[cfg(test)]
mod tests;
