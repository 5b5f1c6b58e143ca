//! Providers: the tenant's money there, and its own account. Keys go in and never come out.

use super::stored;
use crate::auth::token::Identity;
use crate::call::{Call, ok, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::operations::funding;
use crate::store::provider::{self, ProviderRow};
use crate::store::row;
use ventanilla_core::code::Code;
use ventanilla_core::provider::Provider;
use ventanilla_core::wire::resources::integrators::FundingRequest;
use ventanilla_core::wire::resources::providers::{ProviderAccountRequest, ProviderState};

/// GET `/proveedores`.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let rows = read(call.app, identity, vec![provider::list(identity.tenant_id)]).await?;
    let rows: Vec<ProviderRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let providers = rows
        .into_iter()
        .map(view)
        .collect::<Result<Vec<ProviderState>, _>>()?;
    ok(&providers)
}

/// POST `/proveedores/:nombre/fondos`. Refuses with `provider_not_found`.
pub async fn fund(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let provider = of_path(call)?;
    let caller = call.caller(identity)?;
    let request = FundingRequest::parse(call.body()?, identity.currency)?;
    let answer = funding::fund_prefund(call.app, &caller, provider, &request).await?;
    respond(201, answer, |row| ok(&view(row)?))
}

/// PUT `/proveedores/:nombre/cuenta`. Refuses with `provider_not_found`, `base_url_not_allowed`.
pub async fn set_account(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let provider = of_path(call)?;
    let request = ProviderAccountRequest::parse(call.body()?, provider)?;
    let row = funding::set_account(call.app, identity, provider, &request).await?;
    ok(&view(row)?)
}

/// DELETE `/proveedores/:nombre/cuenta`: it is not used any more. Refuses with `provider_not_found`.
pub async fn retire_account(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let provider = of_path(call)?;
    let row = funding::retire_account(call.app, identity, provider).await?;
    ok(&view(row)?)
}

fn of_path(call: &Call<'_>) -> Result<Provider, Failure> {
    call.segments
        .first()
        .and_then(|name| Provider::parse(name))
        .ok_or_else(|| Code::ProviderNotFound.into())
}

fn view(row: ProviderRow) -> Result<ProviderState, Failure> {
    Ok(ProviderState {
        nombre: stored::provider(&row.name)?,
        fondo: row.posted.into(),
        retenido: row.held.into(),
        base_url: row.base_url,
    })
}
