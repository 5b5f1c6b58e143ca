//! The documented API of phone credits.

pub mod error;
pub mod oauth;
mod view;

use crate::auth::buyer::Buyer;
use crate::call::{Call, ok, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::identifier;
use crate::operations::{commit, order, phone_credit};
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::wire::phone_credits::orders::{
    CompleteOrderRequest, CreateOrderRequest, DealerEntry, DealerList, Order, TransactionStatus,
};

/// GET `/phone-credits/providers`.
pub async fn dealers(call: &Call<'_>, buyer: &Buyer) -> Result<Response, Failure> {
    assert_sold(call, buyer).await?;
    let dealers = phone_credit::dealers(call.app, buyer).await?;
    ok(&DealerList {
        dealers: dealers
            .into_iter()
            .map(|dealer| DealerEntry {
                code: dealer,
                name: dealer.name().to_owned(),
            })
            .collect(),
    })
}

/// POST `/phone-credits/order/create`. The status is 200: the documented client takes no other (contract, section 5).
pub async fn create(call: &Call<'_>, buyer: &Buyer) -> Result<Response, Failure> {
    assert_sold(call, buyer).await?;
    let request = CreateOrderRequest::parse(call.body()?)?;
    let order = phone_credit::create(call.app, buyer, &request).await?;
    ok(&view::order(order, call.app.ports.clock.now_ms())?)
}

/// POST `/phone-credits/order/:orderId/complete`. What is not known yet is a 200 with `pending`.
pub async fn complete(call: &Call<'_>, buyer: &Buyer) -> Result<Response, Failure> {
    assert_sold(call, buyer).await?;
    let idempotency = call.idempotency()?;
    let request = CompleteOrderRequest::parse(call.body()?)?;
    let order_id = call
        .segments
        .first()
        .copied()
        .filter(|text| identifier::is_uuid(text))
        .ok_or(Failure::from(Code::OrderNotFound))?;
    let answer = phone_credit::complete(call.app, buyer, idempotency, order_id, &request).await?;
    let status = view::status(&answer.value.state)?;
    if status == TransactionStatus::Failed {
        let code = order::refusal_code(answer.value.refusal.as_deref().unwrap_or_default());
        let refused = error::of_transaction(code, &answer.value.operation_id, call.request);
        return respond(refused.status, answer, |_| Ok(refused));
    }
    respond(200, answer, |row| ok(&view::transaction(row)?))
}

/// GET `/phone-credits/order/history/:walletId`.
pub async fn history(call: &Call<'_>, buyer: &Buyer) -> Result<Response, Failure> {
    assert_sold(call, buyer).await?;
    let wallet = call.segments.first().copied().unwrap_or_default();
    let orders = phone_credit::history(call.app, buyer, wallet).await?;
    let now_ms = call.app.ports.clock.now_ms();
    let orders = orders
        .into_iter()
        .map(|row| view::order(row, now_ms))
        .collect::<Result<Vec<Order>, Failure>>()?;
    ok(&orders)
}

/// What is sold is Brazilian, and so is its money. Refuses with `not_available`, to a token that holds.
async fn assert_sold(call: &Call<'_>, buyer: &Buyer) -> Result<(), Failure> {
    if buyer.currency() == Currency::Brl {
        return Ok(());
    }
    commit::read(call.app, buyer, Vec::new()).await?;
    Err(Code::NotAvailable.into())
}
