//! Attempts counted against buckets, so that guessing is slowed down durably. Buckets belong to no tenant: who tries has none yet.

use super::row::columns;
use crate::ports::Statement;
use serde::Serialize;

/// A bucket and how many attempts it takes before it is locked for the rest of its window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// The bucket's name.
    pub bucket: String,
    /// Attempts allowed in one window.
    pub attempts_max: i64,
}

/// Until when one of the buckets is locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockRow {
    /// The end of the last locked one's window; none where nothing is locked.
    pub until_ms: Option<i64>,
}
columns!(LockRow { until_ms });

/// The buckets of `?1` ([`Limit`] as JSON) that are locked at `?2`.
macro_rules! locked {
    () => {
        "FROM json_each(?1) AS bounded JOIN attempt ON attempt.bucket = json_extract(bounded.value, '$.bucket') \
         WHERE attempt.window_ends_at_ms > CAST(?2 AS INTEGER) AND attempt.failures >= json_extract(bounded.value, '$.attempts_max')"
    };
}

const FIND_LOCK: &str = concat!(
    "SELECT json_object('until_ms', max(attempt.window_ends_at_ms)) AS row ",
    locked!()
);

/// An attempt on a locked bucket counts nowhere: else one address could lock a user out of all others.
const COUNT: &str = concat!(
    "INSERT INTO attempt (bucket, failures, window_ends_at_ms) \
     SELECT json_extract(wanted.value, '$.bucket'), 1, CAST(?3 AS INTEGER) FROM json_each(?1) AS wanted WHERE NOT EXISTS (SELECT 1 ",
    locked!(),
    ") ON CONFLICT (bucket) DO UPDATE SET \
       failures = iif(attempt.window_ends_at_ms <= CAST(?2 AS INTEGER), 1, attempt.failures + 1), \
       window_ends_at_ms = iif(attempt.window_ends_at_ms <= CAST(?2 AS INTEGER), excluded.window_ends_at_ms, attempt.window_ends_at_ms)"
);
const UNCOUNT: &str = "UPDATE attempt SET failures = max(failures - 1, 0) WHERE bucket IN (SELECT value FROM json_each(?1))";
const FORGET: &str = "DELETE FROM attempt WHERE bucket IN (SELECT value FROM json_each(?1))";
const PURGE: &str = "DELETE FROM attempt WHERE bucket IN \
    (SELECT bucket FROM attempt WHERE window_ends_at_ms <= CAST(?1 AS INTEGER) ORDER BY window_ends_at_ms LIMIT 20)";

/// Selects until when the buckets are locked ([`LockRow`]). To be read before [`count`] in the same batch.
pub fn find_lock(limits: &[Limit], now_ms: i64) -> Statement {
    Statement::new(FIND_LOCK).text(json(limits)).integer(now_ms)
}

/// Counts one attempt in every bucket, or in none where one is locked. A window that is over starts again.
pub fn count(limits: &[Limit], now_ms: i64, window_ends_at_ms: i64) -> Statement {
    Statement::new(COUNT)
        .text(json(limits))
        .integer(now_ms)
        .integer(window_ends_at_ms)
}

/// Takes one attempt back, since it was no failure.
pub fn uncount(buckets: &[String]) -> Statement {
    Statement::new(UNCOUNT).text(json(buckets))
}

/// Forgets buckets.
pub fn forget(buckets: &[String]) -> Statement {
    Statement::new(FORGET).text(json(buckets))
}

/// Deletes some of the windows that are over.
pub fn purge(now_ms: i64) -> Statement {
    Statement::new(PURGE).integer(now_ms)
}

/// Lists of texts and numbers always serialise; an empty list would count nothing and lock nothing.
fn json<T: Serialize>(list: &[T]) -> String {
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())
}
