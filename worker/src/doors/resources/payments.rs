//! Service payments as the shop sees them: the newest, those that wait, what was said about each, and what a person decides.

use super::stored;
use crate::auth::token::Identity;
use crate::call::{Call, ok, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::operations::service_payment as payments;
use crate::store::provider::{self, CallRow};
use crate::store::provider_order::Target;
use crate::store::service_payment::{self, PaymentRow};
use crate::store::{remark, row};
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::receipt;
use ventanilla_core::wire::resources::payments::{
    ProviderCall, RefundState, ResolveRequest, ServicePayment, ServicePayments,
};
use ventanilla_core::wire::time::Iso;

/// How many payments a list has at most.
const LIST_MAX: i64 = 100;

/// GET `/pagos`: the newest.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let statement = service_payment::recent(identity.tenant_id, LIST_MAX);
    let rows = read(call.app, identity, vec![statement]).await?;
    answer(rows.first().map(row::many).transpose()?, identity.currency)
}

/// GET `/pagos/pendientes`: what waits for an answer or a person, and the refunds to be paid out, the oldest first.
pub async fn waiting(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let statement = service_payment::open(identity.tenant_id, LIST_MAX);
    let rows = read(call.app, identity, vec![statement]).await?;
    answer(rows.first().map(row::many).transpose()?, identity.currency)
}

/// GET `/pagos/:id`. Refuses with `operation_not_found`.
pub async fn find(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let statement = service_payment::find(identity.tenant_id, call.operation_id()?);
    let rows = read(call.app, identity, vec![statement]).await?;
    let found: Option<PaymentRow> = rows.first().map(row::first).transpose()?.flatten();
    ok(&view(
        found.ok_or(Code::OperationNotFound)?,
        identity.currency,
    )?)
}

/// GET `/pagos/:id/llamadas`: every request to the provider about it, and what came back.
pub async fn calls(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let statement = provider::calls(identity.tenant_id, call.operation_id()?);
    let rows = read(call.app, identity, vec![statement]).await?;
    let rows: Vec<CallRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let calls: Vec<ProviderCall> = rows
        .into_iter()
        .map(|row| ProviderCall {
            enviado: row.sent,
            enviado_en: Iso::from_ms(row.sent_at_ms),
            causa: row
                .answered
                .as_deref()
                .and_then(remark::of_call)
                .map(|code| code.as_str().to_owned()),
            respuesta: row.answered,
            respondido_en: row.answered_at_ms.map(Iso::from_ms),
        })
        .collect();
    ok(&calls)
}

/// POST `/pagos/:id/resolver`.
pub async fn resolve(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.operation_id()?;
    let request = ResolveRequest::parse(call.body()?)?;
    let row = payments::resolve(
        call.app,
        identity,
        id,
        request.resultado,
        &request.evidencia,
    )
    .await?;
    ok(&view(row, identity.currency)?)
}

/// POST `/pagos/:id/devolver`. The body is not read.
pub async fn refund(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.operation_id()?;
    let caller = call.caller(identity)?;
    let answer = payments::refund(call.app, &caller, id).await?;
    respond(201, answer, |row| ok(&view(row, identity.currency)?))
}

fn answer(rows: Option<Vec<PaymentRow>>, currency: Currency) -> Result<Response, Failure> {
    let pagos = rows
        .unwrap_or_default()
        .into_iter()
        .map(|row| view(row, currency))
        .collect::<Result<_, _>>()?;
    ok(&ServicePayments { pagos })
}

fn view(row: PaymentRow, moneda: Currency) -> Result<ServicePayment, Failure> {
    let devolucion = match (row.is_refund_due, row.refunded_at_ms) {
        (true, _) => RefundState::Due,
        (false, Some(_)) => RefundState::Paid,
        (false, None) => RefundState::None,
    };
    let estado = stored::order_state(&row.state)?;
    let is_decided = row.settled_by.is_some();
    let remark = remark::of_order(estado, row.said.as_deref(), &row.evidence, is_decided);
    Ok(ServicePayment {
        recibo: receipt::of_payment(row.branch_number, row.receipt_number),
        servicio: stored::product(row.service_id)?,
        estado,
        es_simulado: Target::parse(&row.target) == Some(Target::Sandbox),
        id_operacion: row.operation_id,
        numero: row.number,
        monto: row.amount.into(),
        moneda,
        referencia: row.reference,
        causa: remark.reason.map(|code| code.as_str().to_owned()),
        detalle: remark.words,
        resuelto_por: row.settled_by,
        devolucion,
        cajero: row.user_name,
        caja: row.register_name,
        sucursal: row.branch_name,
        id_caja_sesion: row.cash_session_id,
        integrador: row.integrator,
        cartera: row.wallet,
        fecha_hora: Iso::from_ms(row.created_at_ms),
        actualizada: Iso::from_ms(row.updated_at_ms),
    })
}
