//! API keys: made, told once, revoked.

use super::commit::write;
use crate::app::App;
use crate::auth::agent::key_hash;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::identifier;
use crate::ports::Statement;
use crate::store::api_key::{self, ApiKeyRow, NewApiKey};
use crate::store::row;
use ventanilla_core::loyalty::ApiDoor;
use ventanilla_core::wire::resources::api_keys::ApiKeyRequest;

/// How many random bytes a key is made of; it is written in hexadecimal.
const KEY_BYTES: usize = 32;
/// How many of its characters are kept, to tell keys apart.
const HINT_CHARS: usize = 6;

/// Makes a key. Answers it, and it is never told again.
pub async fn create(
    app: &App,
    identity: &Identity,
    request: &ApiKeyRequest,
) -> Result<(ApiKeyRow, String), Failure> {
    let key = identifier::random_hex::<KEY_BYTES>(&app.ports)?;
    let statements = vec![
        insert(
            identity.tenant_id,
            &request.nombre,
            &key,
            &request.puertas,
            Some(identity.user_id),
            app.ports.clock.now_ms(),
        ),
        api_key::find_by_hash(identity.tenant_id, &key_hash(&key)),
    ];
    let rows = write(app, identity, statements).await?;
    Ok((row::one(&rows)?, key))
}

/// The statement that stores a key.
pub fn insert(
    tenant_id: i64,
    name: &str,
    key: &str,
    doors: &[ApiDoor],
    by_user_id: Option<i64>,
    now_ms: i64,
) -> Statement {
    let doors: Vec<&'static str> = doors.iter().map(|door| door.as_str()).collect();
    let hint: String = key.chars().take(HINT_CHARS).collect();
    let new_key = NewApiKey {
        name,
        key_hash: &key_hash(key),
        hint: &hint,
        doors: &doors,
    };
    api_key::insert(tenant_id, &new_key, by_user_id, now_ms)
}

/// Revokes a key, at once. Refuses with `api_key_not_found`.
pub async fn revoke(app: &App, identity: &Identity, id: i64) -> Result<ApiKeyRow, Failure> {
    let mut statements = api_key::revoke(identity.tenant_id, id, app.ports.clock.now_ms());
    statements.push(api_key::find(identity.tenant_id, id));
    row::one(&write(app, identity, statements).await?)
}
