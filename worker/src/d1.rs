//! The database port on Cloudflare D1.

use crate::ports::{Db, DbError, Rows, Statement};
use futures::future::LocalBoxFuture;
use serde::Deserialize;
use wasm_bindgen::JsValue;
use worker::D1Database;

/// A D1 binding.
pub struct D1(D1Database);

impl D1 {
    /// Wraps the binding.
    pub fn new(database: D1Database) -> Self {
        Self(database)
    }
}

#[derive(Deserialize)]
struct Row {
    row: String,
}

impl Db for D1 {
    fn batch(&self, statements: Vec<Statement>) -> LocalBoxFuture<'_, Result<Vec<Rows>, DbError>> {
        Box::pin(async move {
            let mut prepared = Vec::with_capacity(statements.len());
            for statement in &statements {
                let parameters: Vec<JsValue> = statement
                    .parameters()
                    .iter()
                    .map(|value| value.as_deref().map_or(JsValue::NULL, JsValue::from_str))
                    .collect();
                prepared.push(
                    self.0
                        .prepare(statement.sql())
                        .bind(&parameters)
                        .map_err(read_error)?,
                );
            }
            let results = self.0.batch(prepared).await.map_err(read_error)?;
            let mut batches = Vec::with_capacity(results.len());
            for result in results {
                let rows: Vec<Row> = result.results().map_err(read_error)?;
                batches.push(rows.into_iter().map(|row| row.row).collect());
            }
            Ok(batches)
        })
    }
}

/// SQLite's own words are in the cause where D1 gives one, else in the message itself.
fn read_error(error: worker::Error) -> DbError {
    match error {
        worker::Error::D1(error) => {
            let cause = error.cause();
            let own = || String::from(AsRef::<js_sys::Error>::as_ref(&error).message());
            DbError::from_message(&if cause == UNKNOWN_CAUSE { own() } else { cause })
        }
        other => DbError::from_message(&other.to_string()),
    }
}

/// What the platform's binding says where an error has no cause.
const UNKNOWN_CAUSE: &str = "unknown error";
