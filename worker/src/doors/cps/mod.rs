//! The documented API of service payments. It is served with and without its gateway's prefix, `/cps` (contract of CPS, section 3).

pub mod error;

use crate::auth::payer::Payer;
use crate::call::{Call, ok, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::{commit, order, service_payment};
use crate::store::service_payment::PaymentRow;
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::receipt;
use ventanilla_core::service::Service;
use ventanilla_core::wire::cps::Success;
use ventanilla_core::wire::cps::balances::{Balance, BalanceQuery};
use ventanilla_core::wire::cps::payments::{PayRequest, Payment, PaymentStatus};
use ventanilla_core::wire::cps::services::ServiceListQuery;
use ventanilla_core::wire::resources::payments::OrderState;
use ventanilla_core::wire::time::Iso;

/// POST `/cps/v2/operation/use/pay`. A payment whose outcome is not known is a 200 with `pending` (contract, section 10).
pub async fn pay(call: &Call<'_>, payer: &Payer) -> Result<Response, Failure> {
    assert_sold(call, payer).await?;
    let idempotency = call.idempotency()?;
    let request = PayRequest::parse(call.body()?, payer.currency())?;
    let answer = service_payment::pay(call.app, payer, idempotency, &request).await?;
    let status = status_of(&answer.value)?;
    if status == PaymentStatus::Rejected {
        let code = order::refusal_code(answer.value.refusal.as_deref().unwrap_or_default());
        let refused = error::of_payment(code, &answer.value.operation_id);
        return respond(refused.status, answer, |_| Ok(refused));
    }
    respond(200, answer, |row| ok(&Success::of(view(row, status)?)))
}

/// GET `/cps/v2/operation/get/balance`.
pub async fn balance(call: &Call<'_>, payer: &Payer) -> Result<Response, Failure> {
    assert_sold(call, payer).await?;
    let query = BalanceQuery::parse(&call.request.query_pairs())?;
    let told = service_payment::balance(call.app, payer, &query.number).await?;
    ok(&Success::of(Balance {
        id_type_service: query.number.service(),
        number_service: query.number.as_str().to_owned(),
        balance: told.balance.into(),
        currency: told.currency,
    }))
}

/// GET `/cps/v2/list/basic_services`.
pub async fn services(call: &Call<'_>, payer: &Payer) -> Result<Response, Failure> {
    assert_sold(call, payer).await?;
    let query = ServiceListQuery::parse(&call.request.query_pairs())?;
    assert_holds(call, payer).await?;
    ok(&query.answer(Service::can_get_balance))
}

/// The services are Venezuelan, and so is their money (contract, section 7). Refuses with `not_available`, to a token that holds.
async fn assert_sold(call: &Call<'_>, payer: &Payer) -> Result<(), Failure> {
    if payer.currency() == Currency::Ves {
        return Ok(());
    }
    assert_holds(call, payer).await?;
    Err(Code::NotAvailable.into())
}

/// That a token still holds; a signed request has used its nonce up already.
async fn assert_holds(call: &Call<'_>, payer: &Payer) -> Result<(), Failure> {
    if let Payer::Staff(identity) = payer {
        commit::read(call.app, identity, Vec::new()).await?;
    }
    Ok(())
}

fn status_of(row: &PaymentRow) -> Result<PaymentStatus, Failure> {
    let state = OrderState::parse(&row.state)
        .ok_or_else(|| Failure::Internal(format!("unknown state {}", row.state)))?;
    Ok(match state {
        OrderState::Delivered => PaymentStatus::Approved,
        OrderState::Submitted | OrderState::Pending | OrderState::Unknown => PaymentStatus::Pending,
        OrderState::Refused => PaymentStatus::Rejected,
    })
}

fn view(row: PaymentRow, status: PaymentStatus) -> Result<Payment, Failure> {
    let id_type_service = Service::of_id(row.service_id)
        .ok_or_else(|| Failure::Internal(format!("unknown service {}", row.service_id)))?;
    Ok(Payment {
        id_type_service,
        status,
        amount: row.amount.into(),
        // The receipt's number where the provider gave none (contract, section 10).
        reference: match row.reference {
            Some(reference) if status == PaymentStatus::Approved => reference,
            Some(_) | None => receipt::of_payment(row.branch_number, row.receipt_number),
        },
        created_at: Iso::from_ms(row.created_at_ms),
        id_operation: row.operation_id,
        number_service: row.number,
    })
}
