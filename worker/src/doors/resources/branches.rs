//! Branches.

use crate::auth::token::Identity;
use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::{read, write};
use crate::store::branch::{BranchChange, BranchRow};
use crate::store::{branch, row};
use ventanilla_core::wire::resources::branches::{Branch, BranchRequest, BranchUpdateRequest};

/// GET `/sucursales`.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let rows = read(call.app, identity, vec![branch::list(identity.tenant_id)]).await?;
    let rows: Vec<BranchRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    ok(&rows.into_iter().map(view).collect::<Vec<Branch>>())
}

/// POST `/sucursales`. Refuses with `branch_code_taken`.
pub async fn create(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let request = BranchRequest::parse(call.body()?)?;
    let now_ms = call.app.ports.clock.now_ms();
    let statements = vec![
        branch::insert(
            identity.tenant_id,
            &request.codigo,
            &request.nombre,
            request.zona_utc_minutos,
            now_ms,
        ),
        branch::find_by_code(identity.tenant_id, &request.codigo),
    ];
    let created = row::one(&write(call.app, identity, statements).await?)?;
    Ok(Response::json(201, &view(created)))
}

/// PATCH `/sucursales/:id`. Refuses with `branch_not_found`, `branch_in_use`, `branch_code_taken`.
pub async fn update(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let request = BranchUpdateRequest::parse(call.body()?)?;
    let change = BranchChange {
        code: request.codigo.as_deref(),
        name: request.nombre.as_deref(),
        utc_offset_min: request.zona_utc_minutos,
        active: request.estado,
    };
    let mut statements = branch::update(
        identity.tenant_id,
        id,
        &change,
        call.app.ports.clock.now_ms(),
    );
    statements.push(branch::find(identity.tenant_id, id));
    ok(&view(row::one(
        &write(call.app, identity, statements).await?,
    )?))
}

fn view(row: BranchRow) -> Branch {
    Branch {
        id: row.id,
        codigo: row.code,
        nombre: row.name,
        zona_utc_minutos: row.utc_offset_min,
        estado: row.active,
    }
}
