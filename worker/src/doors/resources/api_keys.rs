//! API keys of other systems.

use super::stored;
use crate::auth::token::Identity;
use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::api_key as keys;
use crate::operations::commit::read;
use crate::store::api_key::{self, ApiKeyRow};
use crate::store::row;
use ventanilla_core::loyalty::ApiDoor;
use ventanilla_core::wire::resources::api_keys::{ApiKey, ApiKeyRequest, NewApiKey};
use ventanilla_core::wire::time::Iso;

/// GET `/claves-api`.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let statement = api_key::list(identity.tenant_id);
    let rows = read(call.app, identity, vec![statement]).await?;
    let rows: Vec<ApiKeyRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let list = rows
        .into_iter()
        .map(view)
        .collect::<Result<Vec<ApiKey>, Failure>>()?;
    ok(&list)
}

/// POST `/claves-api`: the only time that the key is told.
pub async fn create(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let request = ApiKeyRequest::parse(call.body()?)?;
    let (row, apikey) = keys::create(call.app, identity, &request).await?;
    let new_key = NewApiKey {
        clave: view(row)?,
        apikey,
    };
    Ok(Response::json(201, &new_key))
}

/// DELETE `/claves-api/:id`: revokes a key, which stays listed. Refuses with `api_key_not_found`.
pub async fn revoke(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    ok(&view(keys::revoke(call.app, identity, call.id()?).await?)?)
}

fn view(row: ApiKeyRow) -> Result<ApiKey, Failure> {
    let doors = row.doors.iter().map(|name| stored::api_door(name));
    Ok(ApiKey {
        id: row.id,
        nombre: row.name,
        comienzo: row.hint,
        puertas: doors.collect::<Result<Vec<ApiDoor>, Failure>>()?,
        creada: Iso::from_ms(row.created_at_ms),
        ultimo_uso: row.last_used_at_ms.map(Iso::from_ms),
        revocada: row.revoked_at_ms.map(Iso::from_ms),
    })
}
