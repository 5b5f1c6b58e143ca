//! Module Recargas: float, top-ups, injections, histories (contract, section 4).

use super::view::{self, Figures};
use crate::auth::token::Identity;
use crate::call::{Call, ok, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::{read, write};
use crate::operations::{injection as injecting, top_up as selling};
use crate::store::history::HistoryQuery;
use crate::store::span::Span;
use crate::store::{injection, operator, row, top_up};
use ventanilla_core::code::Code;
use ventanilla_core::role::Permission;
use ventanilla_core::wire::kantuta::history::HistoryFilter;
use ventanilla_core::wire::kantuta::recharges::{
    Injection, InjectionRequest, OperatorBalance, OperatorReferenceRequest, TopUp, TopUpRequest,
};

/// GET `/recargas/operadoras/saldos`.
pub async fn balances(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let rows = read(
        call.app,
        identity,
        vec![operator::list_active(identity.tenant_id)],
    )
    .await?;
    let operators: Vec<operator::OperatorRow> =
        rows.first().map(row::many).transpose()?.unwrap_or_default();
    ok(&operators
        .iter()
        .map(view::operator_balance)
        .collect::<Result<Vec<OperatorBalance>, _>>()?)
}

/// POST `/recargas/cliente`.
pub async fn sell(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let caller = call.caller(identity)?;
    let request = TopUpRequest::parse(call.body()?, identity.currency, identity.country)?;
    let answer = selling::sell(call.app, &caller, &request)
        .await
        .map_err(|failure| failure.with("operadora", request.operadora.name()))?;
    respond(201, answer, |row| ok(&view::top_up(row, Figures::Echoed)?))
}

/// PATCH `/recargas/cliente/:id/referencia`: the operator's own reference of a sale, once.
pub async fn set_reference(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let request = OperatorReferenceRequest::parse(call.body()?)?;
    let for_anyone = identity.role.may(Permission::SeeDrawer);
    let now_ms = call.app.ports.clock.now_ms();
    let mut statements = top_up::insert_reference(
        identity.tenant_id,
        id,
        &request.referencia_operadora,
        identity.user_id,
        for_anyone,
        now_ms,
    );
    statements.push(top_up::find(identity.tenant_id, id));
    let rows = write(call.app, identity, statements)
        .await
        .map_err(|failure| failure.with("id", id))?;
    ok(&view::top_up(row::one(&rows)?, Figures::Read)?)
}

/// POST `/recargas/inyeccion`.
pub async fn inject(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let caller = call.caller(identity)?;
    let request = InjectionRequest::parse(call.body()?, identity.currency)?;
    let answer = injecting::inject(call.app, &caller, &request)
        .await
        .map_err(|failure| failure.with("operadora", request.operadora_destino.name()))?;
    respond(201, answer, |row| {
        ok(&view::injection(row, Figures::Echoed)?)
    })
}

/// GET `/recargas/historial/clientes`.
pub async fn top_up_history(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let query = history_query(call)?;
    let rows = read(
        call.app,
        identity,
        vec![top_up::history(identity.tenant_id, &query)],
    )
    .await?;
    let rows: Vec<top_up::TopUpRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let cursor = next_cursor(
        &query,
        rows.len(),
        rows.last().map(|row| (row.created_at_ms, row.id)),
    );
    let items = rows
        .into_iter()
        .map(|row| view::top_up(row, Figures::Read))
        .collect::<Result<Vec<TopUp>, _>>()?;
    Ok(paged(ok(&items)?, cursor))
}

/// GET `/recargas/historial/inyecciones`.
pub async fn injection_history(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let query = history_query(call)?;
    let rows = read(
        call.app,
        identity,
        vec![injection::history(identity.tenant_id, &query)],
    )
    .await?;
    let rows: Vec<injection::InjectionRow> =
        rows.first().map(row::many).transpose()?.unwrap_or_default();
    let cursor = next_cursor(
        &query,
        rows.len(),
        rows.last().map(|row| (row.created_at_ms, row.id)),
    );
    let items = rows
        .into_iter()
        .map(|row| view::injection(row, Figures::Read))
        .collect::<Result<Vec<Injection>, _>>()?;
    Ok(paged(ok(&items)?, cursor))
}

fn history_query(call: &Call<'_>) -> Result<HistoryQuery, Failure> {
    let filter = HistoryFilter::parse(&call.request.query_pairs())?;
    Ok(HistoryQuery {
        operator: filter.operadora,
        cash_session_id: filter.id_caja_sesion,
        span: Span {
            from: filter.desde,
            until: filter.hasta,
        },
        cursor: filter.cursor.as_deref().map(read_cursor).transpose()?,
        limit: filter.limit.into(),
    })
}

/// A cursor is the time and the id of the last row it was given with.
fn read_cursor(text: &str) -> Result<(i64, i64), Failure> {
    let (time, id) = text.split_once('.').ok_or(Code::CursorInvalid)?;
    match (time.parse(), id.parse()) {
        (Ok(time), Ok(id)) => Ok((time, id)),
        (Err(_), _) | (_, Err(_)) => Err(Code::CursorInvalid.into()),
    }
}

fn next_cursor(query: &HistoryQuery, found: usize, last: Option<(i64, i64)>) -> Option<String> {
    let is_full = i64::try_from(found).is_ok_and(|found| found >= query.limit);
    last.filter(|_| is_full)
        .map(|(time, id)| format!("{time}.{id}"))
}

/// The body is the bare array that existing clients expect, so the cursor of the next page goes in a header (RFC 8288).
fn paged(response: Response, cursor: Option<String>) -> Response {
    match cursor {
        Some(cursor) => response.with_header("x-next-cursor", cursor),
        None => response,
    }
}
