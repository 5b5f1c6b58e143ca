//! What the sandbox remembers. It is a fake provider's own book and no part of the ledger.

use super::row::columns;
use crate::ports::Statement;

/// How often something has happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRow {
    /// How often.
    pub count: i64,
}
columns!(CountRow { count });

/// Something that has happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRow {
    /// Its name.
    pub name: String,
}
columns!(NameRow { name });

const COUNT: &str = "INSERT INTO sandbox_memory (key, count) VALUES (?1, 1) \
    ON CONFLICT (key) DO UPDATE SET count = count + 1 RETURNING json_object('count', count) AS row";

/// Counts one more of that name, and selects how many there are ([`CountRow`]).
pub fn count(name: &str) -> Statement {
    Statement::new(COUNT).text(name)
}

// Nothing that is written goes on with Unicode's last code point, so that this is a range of the key.
const NAMES: &str = "SELECT json_object('name', key) AS row FROM sandbox_memory \
    WHERE key >= ?1 AND key < ?1 || char(1114111) ORDER BY key DESC LIMIT CAST(?2 AS INTEGER)";

/// Selects the names that begin so, the last first, `limit` at most ([`NameRow`]).
pub fn names(start: &str, limit: i64) -> Statement {
    Statement::new(NAMES).text(start).integer(limit)
}
