//! Integrators: other systems that ask by signed requests, on credit.

use crate::auth::token::Identity;
use crate::call::{Call, ok, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::operations::{funding, integrator as integrators};
use crate::store::integrator::{self, IntegratorRow};
use crate::store::row;
use ventanilla_core::wire::resources::integrators::{
    FundingRequest, Integrator, IntegratorKeys, IntegratorRequest, IntegratorUpdateRequest,
};

/// GET `/integradores`.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let rows = read(
        call.app,
        identity,
        vec![integrator::list(identity.tenant_id)],
    )
    .await?;
    let rows: Vec<IntegratorRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let list: Vec<Integrator> = rows.into_iter().map(view).collect();
    ok(&list)
}

/// POST `/integradores`. Refuses with `integrator_exists`.
pub async fn create(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let request = IntegratorRequest::parse(call.body()?, identity.currency)?;
    let (row, private_key) = integrators::create(call.app, identity, &request).await?;
    let keys = IntegratorKeys {
        integrador: view(row),
        private_key,
    };
    Ok(Response::json(201, &keys))
}

/// POST `/integradores/:id/clave`: new keys; the former ones are good no more. Refuses with `integrator_not_found`.
pub async fn renew_keys(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let (row, private_key) = integrators::renew_keys(call.app, identity, call.id()?).await?;
    let keys = IntegratorKeys {
        integrador: view(row),
        private_key,
    };
    Ok(Response::json(201, &keys))
}

/// PATCH `/integradores/:id`. Refuses with `integrator_not_found`, `integrator_exists`.
pub async fn update(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let request = IntegratorUpdateRequest::parse(call.body()?, identity.currency)?;
    let row = integrators::update(call.app, identity, id, &request).await?;
    ok(&view(row))
}

/// POST `/integradores/:id/pagos`: it has paid what it owes, or ahead. Refuses with `integrator_not_found`.
pub async fn pay(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let caller = call.caller(identity)?;
    let request = FundingRequest::parse(call.body()?, identity.currency)?;
    let answer = funding::pay_debt(call.app, &caller, id, &request).await?;
    respond(201, answer, |row| ok(&view(row)))
}

fn view(row: IntegratorRow) -> Integrator {
    Integrator {
        id: row.id,
        nombre: row.name,
        api_key: row.api_key,
        limite_credito: row.credit_limit.into(),
        debe: row.owed.into(),
        activo: row.is_active,
    }
}
