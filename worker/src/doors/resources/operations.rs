//! Operations: the list and what it comes to, one of them, what became of a key, and reversing.

use super::stored;
use crate::auth::payer::Payer;
use crate::auth::token::Identity;
use crate::call::{Call, ok, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::operations::reversal;
use crate::store::operation::OperationRow;
use crate::store::operation_list::{OperationQuery, OperationScope, OperationTotalRow};
use crate::store::span::Span;
use crate::store::{operation, operation_list, row};
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::operation::OperationState;
use ventanilla_core::phone::PhoneNumber;
use ventanilla_core::wire::kantuta::sessions::MovementKind;
use ventanilla_core::wire::resources::operations::{
    Operation, OperationFilter, OperationPage, OperationTotal, OperationTotals, ReverseRequest,
    TOTALS_OPERATIONS_MAX, UserName,
};
use ventanilla_core::wire::time::Iso;

/// GET `/operaciones`.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let filter = OperationFilter::parse(&call.request.query_pairs(), identity.currency)?;
    let limit = filter.limit;
    let query = query(filter, limit, identity)?;
    let rows = read(
        call.app,
        identity,
        vec![operation_list::page(identity.tenant_id, &query)],
    )
    .await?;
    let rows: Vec<OperationRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let is_full = i64::try_from(rows.len()).is_ok_and(|found| found >= query.limit);
    let cursor = rows
        .last()
        .filter(|_| is_full)
        .map(|row| format!("{}.{}", row.created_at_ms, row.id));
    let usuarios = user_names(&rows);
    let operaciones = rows
        .into_iter()
        .map(|row| view(row, identity.currency))
        .collect::<Result<_, _>>()?;
    ok(&OperationPage {
        operaciones,
        usuarios,
        cursor,
    })
}

/// The users of a page, each once.
fn user_names(rows: &[OperationRow]) -> Vec<UserName> {
    let mut names: Vec<UserName> = Vec::new();
    for row in rows {
        if let (Some(id), Some(name)) = (row.user_id, &row.user_name)
            && names.iter().all(|known| known.id != id)
        {
            names.push(UserName {
                id,
                nombre: name.clone(),
            });
        }
    }
    names
}

/// GET `/operaciones/totales`.
pub async fn totals(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let filter =
        OperationFilter::parse_without_page(&call.request.query_pairs(), identity.currency)?;
    let query = query(filter, TOTALS_OPERATIONS_MAX, identity)?;
    let rows = read(
        call.app,
        identity,
        vec![operation_list::totals(identity.tenant_id, &query)],
    )
    .await?;
    let rows: Vec<OperationTotalRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let completo = rows.iter().all(|row| row.sum.is_whole && !row.is_cut);
    let totales = rows
        .into_iter()
        .filter(|row| row.count > 0)
        .map(total)
        .collect::<Result<_, _>>()?;
    ok(&OperationTotals {
        totales,
        completo,
        moneda: identity.currency,
    })
}

/// GET `/operaciones/:id`. An integrator sees its own.
pub async fn find(call: &Call<'_>, payer: &Payer) -> Result<Response, Failure> {
    let id = call.operation_id()?;
    let of_actor = match payer {
        Payer::Staff(_) => None,
        Payer::Integrator(_) => Some(payer.actor()),
    };
    let statement = operation::find(payer.tenant_id(), id, of_actor.as_deref());
    let rows = read(call.app, payer, vec![statement]).await?;
    let found: Option<OperationRow> = rows.first().map(row::first).transpose()?.flatten();
    ok(&view(
        found.ok_or(Code::OperationNotFound)?,
        payer.currency(),
    )?)
}

/// POST `/operaciones/:id/reversar`.
pub async fn reverse(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.operation_id()?;
    let caller = call.caller(identity)?;
    let request = ReverseRequest::parse(call.body()?)?;
    let answer = reversal::reverse(call.app, &caller, id, &request.motivo).await?;
    respond(201, answer, |row| ok(&view(row, identity.currency)?))
}

/// Chooses the index a search starts from: the filter that is likely to leave the fewest.
fn query(
    filter: OperationFilter,
    limit: u32,
    identity: &Identity,
) -> Result<OperationQuery, Failure> {
    let scope = if let Some(key) = &filter.idempotency_key {
        OperationScope::Key {
            key: key.as_str().to_owned(),
            actor: identity.actor(),
        }
    } else if let Some(text) = &filter.buscar {
        // A number is found however it was typed.
        let number =
            PhoneNumber::parse(identity.country, text).map(|phone| phone.national().to_owned());
        OperationScope::Subject(number.unwrap_or_else(|_| text.clone()))
    } else if let Some(state) = filter
        .estado
        .filter(|state| *state != OperationState::Succeeded)
    {
        OperationScope::State(state)
    } else if let Some(id) = filter.id_caja_sesion {
        OperationScope::Session(id)
    } else if let Some(amount) = filter.monto {
        OperationScope::Amount(amount)
    } else if let Some(id) = filter.id_usuario {
        OperationScope::User(id)
    } else if let Some(operator) = filter.operadora {
        OperationScope::Operator(operator)
    } else if let Some(kind) = filter.tipo {
        OperationScope::Kind(kind)
    } else {
        OperationScope::All
    };
    Ok(OperationQuery {
        scope,
        kind: filter.tipo,
        state: filter.estado,
        cash_session_id: filter.id_caja_sesion,
        user_id: filter.id_usuario,
        amount: filter.monto,
        operator: filter.operadora,
        span: Span {
            from: filter.desde,
            until: filter.hasta,
        },
        cursor: filter.cursor.as_deref().map(read_cursor).transpose()?,
        limit: limit.into(),
    })
}

/// A cursor is the time and the id of the last operation it was given with.
fn read_cursor(text: &str) -> Result<(i64, String), Failure> {
    let (time, id) = text.split_once('.').ok_or(Code::CursorInvalid)?;
    Ok((
        time.parse().map_err(|_| Code::CursorInvalid)?,
        id.to_owned(),
    ))
}

fn view(row: OperationRow, currency: Currency) -> Result<Operation, Failure> {
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let (kind, state) = (stored::kind(&row.kind)?, stored::state(&row.state)?);
    Ok(Operation {
        tipo: kind,
        estado: state,
        reversible: kind.is_reversible() && state == OperationState::Succeeded && !row.is_upstream,
        id: row.id,
        numero: row.number,
        monto: row.amount.map(Into::into),
        moneda: currency,
        sentido: row.is_income.map(MovementKind::of_cash),
        operadora: row.operator.as_deref().map(stored::operator).transpose()?,
        id_usuario: row.user_id,
        id_caja_sesion: row.cash_session_id,
        id_caja: row.register_id,
        detalle: some(row.subject),
        motivo: row.reason.and_then(some),
        referencia_operadora: row.reference,
        revierte_a: row.reverses_operation_id,
        idempotency_key: row.idempotency_key,
        fecha_hora: Iso::from_ms(row.created_at_ms),
        actualizada: Iso::from_ms(row.updated_at_ms),
    })
}

fn total(row: OperationTotalRow) -> Result<OperationTotal, Failure> {
    Ok(OperationTotal {
        tipo: stored::kind(&row.kind)?,
        estado: stored::state(&row.state)?,
        sentido: row.is_income.map(MovementKind::of_cash),
        cantidad: row.count,
        monto: row.sum.amount.into(),
    })
}
