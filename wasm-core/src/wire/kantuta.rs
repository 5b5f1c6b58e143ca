//! The first door: `/auth`, `/usuario`, `/persona`, `/cajas`, `/recargas` and `/reportes`, as existing clients know it.

pub mod auth;
pub mod error;
pub mod history;
pub mod recharges;
pub mod registers;
pub mod reports;
pub mod sessions;
pub mod users;

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::currency::Currency;
use crate::field::value::AmountRange;
use crate::readable;
use crate::wire::time::Iso;

/// The block that every entity carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Audit {
    /// Whether it is in use; `false` once deleted or reversed.
    pub estado: bool,
    /// The user who created it.
    pub id_user_create: Option<i64>,
    /// The user who changed it last.
    pub id_user_update: Option<i64>,
    /// When it was created.
    pub created_at: Iso,
    /// When it was changed last.
    pub updated_at: Iso,
}

/// The most of any amount on this door: the contract's `decimal(12,2)`.
pub const AMOUNT_MAX: Amount = match Amount::from_minor(999_999_999_999) {
    Ok(amount) => amount,
    Err(_) => Amount::MAX,
};
/// The most of a register's first balance: the contract's `decimal(10,2)`.
pub const REGISTER_BALANCE_MAX: Amount = match Amount::from_minor(9_999_999_999) {
    Ok(amount) => amount,
    Err(_) => Amount::MAX,
};
/// The least of a top-up and of a movement.
pub const TOP_UP_MIN: Amount = Amount::from_small_minor(10);
/// The least of an injection.
pub const INJECTION_MIN: Amount = Amount::from_small_minor(100);

/// From that amount to [`AMOUNT_MAX`].
const fn at_least(minimum: Amount) -> AmountRange {
    AmountRange {
        minimum,
        maximum: AMOUNT_MAX,
    }
}

/// What an amount and a count of the same cash come to: they must agree, and either is enough; but a count of nothing may be a form
/// that was not filled in, so that an empty drawer takes an amount of zero beside it.
fn counted(
    fields: &mut crate::field::reader::Fields<'_>,
    name: &str,
    amount: Option<Amount>,
    count: Option<&crate::cash::CashCount>,
    currency: Currency,
) -> Option<Amount> {
    let total = count.map(crate::cash::CashCount::total);
    if let (Some(amount), Some(total)) = (amount, total)
        && amount != total
    {
        let flaw = crate::field::Flaw::new(crate::code::Code::CountMismatch)
            .with("conteo", total.to_text(currency))
            .with("monto", amount.to_text(currency));
        fields.refuse(name, flaw);
    }
    if amount.is_none() && count.is_some_and(|count| count.pieces().is_empty()) {
        fields.refuse(name, crate::code::Code::Required);
    }
    total.or(amount)
}

readable!(Audit {
    estado,
    id_user_create,
    id_user_update,
    created_at,
    updated_at
});

#[cfg(test)]
mod tests;
