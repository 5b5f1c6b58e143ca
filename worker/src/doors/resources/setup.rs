//! Setting up tenants.

use crate::call::Call;
use crate::error::Failure;
use crate::http::Response;
use crate::operations::setup;
use ventanilla_core::code::Code;
use ventanilla_core::wire::resources::setup::{
    Domain, DomainRequest, SetupTenantRequest, SetupTenantResponse,
};

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

/// PUT `/instalacion/dominios/:dominio`, the set-up token in `Authorization`. Refuses with `id_invalid`, `tenant_not_found`.
pub async fn set_domain(call: &Call<'_>) -> Result<Response, Failure> {
    setup::assert_allowed(call.app, call.request.bearer())?;
    let domain = domain_of_path(call).ok_or(Failure::from(Code::IdInvalid))?;
    let request = DomainRequest::parse(call.body()?)?;
    if !setup::set_domain(call.app, &domain, &request).await? {
        return Err(Code::TenantNotFound.into());
    }
    Ok(Response::json(
        200,
        &Domain {
            dominio: domain,
            tenant_id: request.tenant_id,
            activo: request.activo,
        },
    ))
}

/// The first variable segment as a host name (RFC 1123, section 2.1), in lower case.
fn domain_of_path(call: &Call<'_>) -> Option<String> {
    let text = call.segments.first()?.to_ascii_lowercase();
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    (text.len() <= 253 && text.split('.').all(is_label)).then_some(text)
}
