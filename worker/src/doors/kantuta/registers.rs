//! Cash registers (contract, 3.2, 3.3, 3.5 to 3.7).

use super::view;
use crate::auth::token::Identity;
use crate::call::{Call, assert_actor, ok, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::{read, write, write_all};
use crate::operations::register as creating;
use crate::ports::{Rows, Statement};
use crate::store::register::RegisterRow;
use crate::store::{cash_session, register, row};
use ventanilla_core::code::Code;
use ventanilla_core::wire::kantuta::registers::{
    CreateRegisterRequest, Register, UpdateRegisterRequest,
};

/// The most sessions answered with a register: the newest of them.
pub const SESSIONS_MAX: i64 = 1000;

/// GET `/cajas`.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let rows = read(call.app, identity, vec![register::list(identity.tenant_id)]).await?;
    let rows: Vec<RegisterRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    ok(&rows
        .into_iter()
        .map(|row| view::register(row, None))
        .collect::<Result<Vec<Register>, _>>()?)
}

/// GET `/cajas/:id`.
pub async fn find(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let statements = find_with_sessions(identity.tenant_id, id);
    answer_with_sessions(id, &read(call.app, identity, statements).await?)
}

/// POST `/cajas`.
pub async fn create(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let caller = call.caller(identity)?;
    let request = CreateRegisterRequest::parse(call.body()?, identity.currency)?;
    assert_actor(identity, request.id_user_create)?;
    let answer = creating::create(call.app, &caller, &request).await?;
    respond(201, answer, |row| ok(&view::created_register(row)?))
}

/// PATCH `/cajas/:id`.
pub async fn update(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let request = UpdateRegisterRequest::parse(call.body()?)?;
    assert_actor(identity, request.id_user_update)?;
    let specialty = request.especialidad.map(|specialty| specialty.as_str());
    let now_ms = call.app.ports.clock.now_ms();
    let mut statements = register::update(
        identity.tenant_id,
        id,
        request.nombre.as_deref(),
        specialty,
        request.id_sucursal,
        identity.user_id,
        now_ms,
    );
    let read_from = statements.len();
    statements.extend(find_with_sessions(identity.tenant_id, id));
    let rows = write_all(call.app, identity, statements)
        .await
        .map_err(|failure| failure.with("id", id))?;
    answer_with_sessions(id, rows.get(read_from..).unwrap_or_default())
}

/// DELETE `/cajas/:id`: retires it; what happened in it stays.
pub async fn retire(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let claimed = call
        .request
        .query_pairs()
        .into_iter()
        .find(|(name, _)| name == "id_user_update");
    let claimed = claimed
        .map(|(_, value)| value.parse().map_err(|_| Failure::from(Code::IdInvalid)))
        .transpose()?;
    assert_actor(identity, claimed)?;
    let now_ms = call.app.ports.clock.now_ms();
    write(
        call.app,
        identity,
        register::retire(identity.tenant_id, id, identity.user_id, now_ms),
    )
    .await
    .map_err(|failure| failure.with("id", id))?;
    Ok(Response::empty(200))
}

fn find_with_sessions(tenant_id: i64, id: i64) -> Vec<Statement> {
    vec![
        register::find(tenant_id, id),
        cash_session::of_register(tenant_id, id, SESSIONS_MAX),
    ]
}

fn answer_with_sessions(id: i64, rows: &[Rows]) -> Result<Response, Failure> {
    let found: Option<RegisterRow> = rows.first().map(row::first).transpose()?.flatten();
    let sessions = rows.get(1).map(row::many).transpose()?.unwrap_or_default();
    let found = found.ok_or_else(|| Failure::from(Code::RegisterNotFound).with("id", id))?;
    ok(&view::register(found, Some(sessions))?)
}
