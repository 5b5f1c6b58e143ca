//! Rows to the wire.

use crate::error::Failure;
use crate::operations::phone_credit;
use crate::store::phone_credit::{OrderRow, TransactionRow};
use ventanilla_core::country::Country;
use ventanilla_core::dealer::Dealer;
use ventanilla_core::phone::PhoneNumber;
use ventanilla_core::wire::phone_credits::orders::{
    Order, OrderAmount, OrderStatus, PaymentStatus, Transaction, TransactionData,
    TransactionPayment, TransactionStatus,
};
use ventanilla_core::wire::resources::payments::OrderState;
use ventanilla_core::wire::time::Iso;

/// An order, as it stands at that time.
pub(super) fn order(row: OrderRow, now_ms: i64) -> Result<Order, Failure> {
    let status = phone_credit::status(&row, now_ms)?;
    let (phone_code, phone_number) = parts(&row.number)?;
    let created_at = Iso::from_ms(row.created_at_ms);
    let amounts = row
        .amounts
        .into_iter()
        .map(|offered| OrderAmount {
            id: offered.id,
            amount: offered.amount.into(),
            amount_key: offered.amount_key,
            deleted_at: None,
            created_at,
            updated_at: created_at,
        })
        .collect();
    // An order that expires changes by the clock alone.
    let updated_at_ms = match status {
        OrderStatus::Expired => row.expires_at_ms,
        _ => row.updated_at_ms.unwrap_or(row.created_at_ms),
    };
    Ok(Order {
        id: row.id,
        provider_code: dealer(row.dealer_id)?,
        phone_code,
        phone_number,
        provider_order_id: row.reference,
        status,
        amounts,
        wallet_id: row.wallet,
        chosen_amount: row.chosen.map(Into::into),
        deleted_at: None,
        created_at,
        updated_at: Iso::from_ms(updated_at_ms),
    })
}

/// What a completion came to.
pub(super) fn transaction(row: TransactionRow) -> Result<Transaction, Failure> {
    let status = status(&row.state)?;
    let (phone_code, phone_number) = parts(&row.number)?;
    Ok(Transaction {
        id: row.operation_id.clone(),
        kind: "payment".to_owned(),
        status,
        created_at: Iso::from_ms(row.created_at_ms),
        updated_at: Iso::from_ms(row.updated_at_ms),
        banking: None,
        payments: vec![TransactionPayment {
            id: row.operation_id,
            kind: "withdrawal".to_owned(),
            status: match status {
                TransactionStatus::Pending => PaymentStatus::Pending,
                TransactionStatus::Executed => PaymentStatus::Settled,
                TransactionStatus::Failed => PaymentStatus::Failed,
            },
            schedule_for: None,
            amount: row.amount.into(),
        }],
        additional_data: TransactionData {
            phone_credit_order_id: row.order_id,
            provider_code: dealer(row.dealer_id)?,
            phone_code,
            phone_number,
        },
    })
}

/// What is said of a completion whose order is in that state. Only what is known to be done is executed, and only what is known not to be
/// done has failed.
pub(super) fn status(state: &str) -> Result<TransactionStatus, Failure> {
    match OrderState::parse(state) {
        Some(OrderState::Submitted | OrderState::Pending | OrderState::Unknown) => {
            Ok(TransactionStatus::Pending)
        }
        Some(OrderState::Delivered) => Ok(TransactionStatus::Executed),
        Some(OrderState::Refused) => Ok(TransactionStatus::Failed),
        None => Err(Failure::Internal(format!("unknown state {state}"))),
    }
}

fn dealer(id: i64) -> Result<Dealer, Failure> {
    Dealer::of_id(id).ok_or_else(|| Failure::Internal(format!("unknown dealer {id}")))
}

/// Area code and number.
fn parts(number: &str) -> Result<(String, String), Failure> {
    let number = PhoneNumber::parse(Country::Brazil, number)
        .map_err(|error| Failure::Internal(format!("a stored number: {error}")))?;
    let (area_code, rest) = number.parts();
    Ok((area_code.to_owned(), rest.to_owned()))
}
