//! The sandbox's memory in the database, so that it survives the instance that it runs in.

use crate::ports::Db;
use crate::providers::sandbox::SandboxMemory;
use crate::store::{row, sandbox};
use futures::future::LocalBoxFuture;

/// Remembers in a database.
pub struct StoredMemory {
    db: Box<dyn Db>,
}

impl StoredMemory {
    /// In this one.
    pub fn new(db: Box<dyn Db>) -> Self {
        Self { db }
    }
}

impl SandboxMemory for StoredMemory {
    fn count(&self, name: &str) -> LocalBoxFuture<'_, Result<i64, String>> {
        let statement = sandbox::count(name);
        Box::pin(async move {
            let rows = self
                .db
                .batch(vec![statement])
                .await
                .map_err(|error| format!("{error:?}"))?;
            let row: sandbox::CountRow = row::one(&rows.into_iter().next().unwrap_or_default())
                .map_err(|failure| format!("{failure:?}"))?;
            Ok(row.count)
        })
    }
}
