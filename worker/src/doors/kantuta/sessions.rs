//! Cash sessions and movements (contract, 3.1, 3.4, 3.8 to 3.10).

use super::view::{self, Figures};
use crate::auth::token::Identity;
use crate::call::{Call, assert_actor, ok, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::operations::{cash_session as sessions, movement};
use crate::store::cash_session::{self, BalanceRow, CashSessionRow};
use crate::store::row;
use ventanilla_core::code::Code;
use ventanilla_core::role::Permission;
use ventanilla_core::wire::kantuta::sessions::{
    CloseSessionRequest, DifferenceReasonRequest, MovementRequest, OpenSessionRequest,
};
use ventanilla_core::wire::money::Dec;

/// GET `/cajas/sesion-activa/:id_usuario`: one's own, or anybody's for those who see drawers.
pub async fn active(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let user_id = call.id()?;
    if user_id != identity.user_id && !identity.role.may(Permission::SeeDrawer) {
        return Err(Code::Forbidden.into());
    }
    let rows = read(
        call.app,
        identity,
        vec![cash_session::active_of_user(identity.tenant_id, user_id)],
    )
    .await?;
    let found: Option<CashSessionRow> = rows.first().map(row::first).transpose()?.flatten();
    let found = found.ok_or_else(|| Failure::from(Code::NoActiveSession).with("id", user_id))?;
    ok(&view::cash_session(found, Figures::Read)?)
}

/// GET `/cajas/sesion/:id/balance`: a bare decimal string, which existing clients show even when it is zero (contract, 3.4).
pub async fn balance(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let rows = read(
        call.app,
        identity,
        vec![cash_session::drawer_balance(identity.tenant_id, id)],
    )
    .await?;
    let found: Option<BalanceRow> = rows.first().map(row::first).transpose()?.flatten();
    let found = found.ok_or_else(|| Failure::from(Code::SessionNotFound).with("id", id))?;
    ok(&Dec::from(found.posted))
}

/// POST `/cajas/abrir`.
pub async fn open(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let caller = call.caller(identity)?;
    let request = OpenSessionRequest::parse(call.body()?, identity.currency)?;
    assert_actor(identity, request.id_usuario)?;
    assert_actor(identity, request.id_user_create)?;
    let answer = sessions::open(call.app, &caller, &request)
        .await
        .map_err(|failure| failure.with("id", request.id_caja))?;
    respond(201, answer, |row| {
        ok(&view::cash_session(row, Figures::Echoed)?)
    })
}

/// PATCH `/cajas/sesion/:id/cerrar`.
pub async fn close(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let caller = call.caller(identity)?;
    let request = CloseSessionRequest::parse(call.body()?, identity.currency)?;
    assert_actor(identity, request.id_user_update)?;
    let answer = sessions::close(call.app, &caller, id, &request)
        .await
        .map_err(|failure| failure.with("id", id))?;
    respond(200, answer, |row| {
        ok(&view::cash_session(row, Figures::Echoed)?)
    })
}

/// PATCH `/cajas/sesion/:id/motivo`: why a closed session had a difference, once.
pub async fn explain_difference(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let caller = call.caller(identity)?;
    let request = DifferenceReasonRequest::parse(call.body()?)?;
    let row = sessions::explain_difference(call.app, &caller, id, &request.motivo)
        .await
        .map_err(|failure| failure.with("id", id))?;
    ok(&view::cash_session(row, Figures::Read)?)
}

/// POST `/cajas/movimiento`.
pub async fn record_movement(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let caller = call.caller(identity)?;
    let request = MovementRequest::parse(call.body()?, identity.currency)?;
    assert_actor(identity, request.id_user_create)?;
    let answer = movement::record(call.app, &caller, &request)
        .await
        .map_err(|failure| failure.with("id", request.id_sesion_caja))?;
    respond(201, answer, |row| ok(&view::movement(row)?))
}
