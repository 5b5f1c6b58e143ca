//! The tenant's settings.

use crate::auth::token::Identity;
use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::{read, write};
use crate::store::tenant::{TenantChange, TenantRow};
use crate::store::{row, tenant};
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;
use ventanilla_core::wire::resources::settings::{Mode, TenantSettings, TenantUpdateRequest};

/// GET `/configuracion`.
pub async fn find(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let rows = read(call.app, identity, vec![tenant::find(identity.tenant_id)]).await?;
    ok(&view(row::one(
        &rows.into_iter().next().unwrap_or_default(),
    )?)?)
}

/// PATCH `/configuracion`. Refuses with `tenant_exists`.
pub async fn update(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let request = TenantUpdateRequest::parse(call.body()?)?;
    let change = TenantChange {
        name: request.nombre.as_deref(),
        utc_offset_min: request.zona_utc_minutos,
        blind_close: request.cierre_ciego,
        receipt_header: request
            .encabezado_recibo
            .as_ref()
            .map(|header| header.as_deref().unwrap_or_default()),
    };
    let statements = vec![
        tenant::update(identity.tenant_id, &change, call.app.ports.clock.now_ms()),
        tenant::find(identity.tenant_id),
    ];
    ok(&view(row::one(
        &write(call.app, identity, statements).await?,
    )?)?)
}

fn view(row: TenantRow) -> Result<TenantSettings, Failure> {
    let unknown = |what: &str| Failure::Internal(format!("unknown {what} is stored"));
    Ok(TenantSettings {
        nombre: row.name,
        pais: Country::parse(&row.country).ok_or_else(|| unknown("country"))?,
        moneda: Currency::parse(&row.currency).ok_or_else(|| unknown("currency"))?,
        modo: Mode::parse(&row.mode).ok_or_else(|| unknown("mode"))?,
        zona_utc_minutos: row.utc_offset_min,
        cierre_ciego: row.blind_close,
        encabezado_recibo: Some(row.receipt_header).filter(|header| !header.is_empty()),
    })
}
