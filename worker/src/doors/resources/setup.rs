//! Setting up tenants.

use crate::call::Call;
use crate::error::Failure;
use crate::http::Response;
use crate::operations::setup;
use ventanilla_core::wire::resources::setup::{SetupTenantRequest, SetupTenantResponse};

/// POST `/instalacion/tenants`, the set-up token in `Authorization`.
pub async fn create_tenant(call: &Call<'_>) -> Result<Response, Failure> {
    setup::assert_allowed(call.app, call.request.bearer())?;
    let request = SetupTenantRequest::parse(call.body()?)?;
    let created = setup::create_tenant(call.app, &request).await?;
    Ok(Response::json(
        201,
        &SetupTenantResponse {
            tenant_id: created.tenant_id,
            name: created.name,
        },
    ))
}
