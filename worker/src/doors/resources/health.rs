//! Whether the server and its database are there, and of which versions.

use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::store::tenant::SchemaRow;
use crate::store::{row, tenant};
use ventanilla_core::wire::resources::settings::Health;

/// GET `/salud`.
pub async fn find(call: &Call<'_>) -> Result<Response, Failure> {
    let rows = call.app.ports.db.batch(vec![tenant::find_schema()]).await?;
    let schema: SchemaRow = row::one(&rows.into_iter().next().unwrap_or_default())?;
    ok(&Health {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        esquema: schema.name,
    })
}
