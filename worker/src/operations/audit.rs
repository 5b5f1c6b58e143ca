//! The daily look at the ledger's invariants.

use crate::app::App;
use crate::error::Failure;
use crate::store::invariant::{self, ViolationRow};
use crate::store::row;

/// Every invariant that is broken; none, if all is well.
pub async fn violations(app: &App) -> Result<Vec<ViolationRow>, Failure> {
    let results = app.ports.db.batch(invariant::violations()).await?;
    let mut found = Vec::new();
    for rows in &results {
        found.extend(row::many::<ViolationRow>(rows)?);
    }
    Ok(found)
}
