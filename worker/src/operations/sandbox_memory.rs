//! The sandbox's memory in the database, so that it survives the instance that it runs in.

use crate::ports::{Db, Rows, Statement};
use crate::providers::sandbox::{NAMES_MAX, SandboxMemory};
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

    async fn rows(&self, statement: Statement) -> Result<Rows, String> {
        let rows = self
            .db
            .batch(vec![statement])
            .await
            .map_err(|error| format!("{error:?}"))?;
        Ok(rows.into_iter().next().unwrap_or_default())
    }
}

impl SandboxMemory for StoredMemory {
    fn count(&self, name: &str) -> LocalBoxFuture<'_, Result<i64, String>> {
        let statement = sandbox::count(name);
        Box::pin(async move {
            let rows = self.rows(statement).await?;
            let row: sandbox::CountRow =
                row::one(&rows).map_err(|failure| format!("{failure:?}"))?;
            Ok(row.count)
        })
    }

    fn names(&self, start: &str) -> LocalBoxFuture<'_, Result<Vec<String>, String>> {
        let statement = sandbox::names(start, NAMES_MAX);
        Box::pin(async move {
            let rows = self.rows(statement).await?;
            let rows: Vec<sandbox::NameRow> =
                row::many(&rows).map_err(|failure| format!("{failure:?}"))?;
            Ok(rows.into_iter().map(|row| row.name).collect())
        })
    }
}
