//! What the sandbox remembers. It is a fake provider's own book and no part of the ledger.

use crate::ports::Statement;
use serde::Deserialize;

/// How often something has happened.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CountRow {
    /// How often.
    pub count: i64,
}

const COUNT: &str = "INSERT INTO sandbox_memory (key, count) VALUES (?1, 1) \
    ON CONFLICT (key) DO UPDATE SET count = count + 1 RETURNING json_object('count', count) AS row";

/// Counts one more of that name, and selects how many there are ([`CountRow`]).
pub fn count(name: &str) -> Statement {
    Statement::new(COUNT).text(name)
}
