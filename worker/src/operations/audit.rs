//! The daily look at the ledger's invariants.

use crate::app::App;
use crate::error::Failure;
use crate::store::invariant::{self, ViolationRow};
use crate::store::row;

/// Every invariant that is broken; none, if all is well.
pub async fn violations(app: &App) -> Result<Vec<ViolationRow>, Failure> {
    let mut found = Vec::new();
    for rule in invariant::violations() {
        for rows in app.ports.db.batch(vec![rule]).await? {
            found.extend(row::many::<ViolationRow>(&rows)?);
        }
    }
    Ok(found)
}
