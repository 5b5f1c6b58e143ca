//! The door of payment coupons: `/portal`, as existing clients know it (contract of coupons), and what a shop needs beside it. Fields that
//! are not asked for are passed over. Its money is a JSON number with two decimals.

pub mod coupons;
pub mod customers;
pub mod envelope;
pub mod import;
pub mod invoices;
pub mod settings;

use crate::amount::Amount;
use crate::field::value::AmountRange;
use crate::wire::kantuta::AMOUNT_MAX;

/// The amounts of invoices and coupons: from one cent to the first door's most.
pub(crate) const AMOUNTS: AmountRange = AmountRange {
    minimum: Amount::from_small_minor(1),
    maximum: AMOUNT_MAX,
};
