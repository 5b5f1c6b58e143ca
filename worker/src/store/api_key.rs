//! API keys of other systems. What is kept of one is its hash.

use super::row::columns;
use crate::ports::Statement;

/// The key that a request showed, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresentedKeyRow {
    /// Its id.
    pub id: i64,
    /// Its tenant.
    pub tenant_id: i64,
    /// The tenant's currency.
    pub currency: String,
    /// The doors that it opens, by name.
    pub doors: Vec<String>,
}
columns!(PresentedKeyRow {
    id,
    tenant_id,
    currency,
    doors
});

const PRESENTED: &str = "SELECT json_object('id', api_key.id, 'tenant_id', api_key.tenant_id, 'currency', tenant.currency, 'doors', json(api_key.doors)) AS row \
    FROM api_key JOIN tenant ON tenant.id = api_key.tenant_id WHERE api_key.key_hash = ?1 AND api_key.revoked_at_ms IS NULL";
const NOTE_USE: &str = "UPDATE api_key SET last_used_at_ms = CAST(?2 AS INTEGER) WHERE key_hash = ?1 AND revoked_at_ms IS NULL \
    AND coalesce(last_used_at_ms, 0) <= CAST(?2 AS INTEGER) - CAST(?3 AS INTEGER)";

/// How exactly the last use is known, in milliseconds: reads would otherwise all be writes.
const USE_MS: i64 = 60_000;

/// Selects the good key of that hash ([`PresentedKeyRow`]).
pub fn presented(key_hash: &str) -> Statement {
    Statement::new(PRESENTED).text(key_hash)
}

/// Writes down that a key is used, unless that was written down a moment ago.
pub fn note_use(key_hash: &str, now_ms: i64) -> Statement {
    Statement::new(NOTE_USE)
        .text(key_hash)
        .integer(now_ms)
        .integer(USE_MS)
}

macro_rules! key_holds {
    () => {
        "EXISTS (SELECT 1 FROM api_key WHERE id = CAST(?1 AS INTEGER) AND revoked_at_ms IS NULL)"
    };
}

const ASSERT: &str = concat!(
    "INSERT INTO must (ok, code) SELECT ",
    key_holds!(),
    ", 'unauthorized'"
);
const CHECK: &str = concat!("SELECT json_object('holds', ", key_holds!(), ") AS row");

/// Fails with `unauthorized` where the key was revoked.
pub fn assert(id: i64) -> Statement {
    Statement::new(ASSERT).integer(id)
}

/// Selects whether the key is still good.
pub fn check(id: i64) -> Statement {
    Statement::new(CHECK).integer(id)
}

/// A key as its tenant sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKeyRow {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its first characters.
    pub hint: String,
    /// The doors that it opens, by name.
    pub doors: Vec<String>,
    /// When it was made.
    pub created_at_ms: i64,
    /// When it was used last, to the minute.
    pub last_used_at_ms: Option<i64>,
    /// When it was revoked.
    pub revoked_at_ms: Option<i64>,
}
columns!(ApiKeyRow {
    id,
    name,
    hint,
    doors,
    created_at_ms,
    last_used_at_ms,
    revoked_at_ms
});

macro_rules! select_keys {
    ($condition:literal) => {
        concat!(
            "SELECT json_object('id', id, 'name', name, 'hint', hint, 'doors', json(doors), 'created_at_ms', created_at_ms, \
               'last_used_at_ms', last_used_at_ms, 'revoked_at_ms', revoked_at_ms) AS row \
             FROM api_key WHERE tenant_id = CAST(?1 AS INTEGER) ",
            $condition
        )
    };
}

const LIST: &str = select_keys!("ORDER BY id DESC LIMIT 1000");
const FIND: &str = select_keys!("AND id = CAST(?2 AS INTEGER)");
const FIND_BY_HASH: &str = select_keys!("AND key_hash = ?2");

/// Selects a tenant's keys, the newest first ([`ApiKeyRow`]).
pub fn list(tenant_id: i64) -> Statement {
    Statement::new(LIST).integer(tenant_id)
}

/// Selects one ([`ApiKeyRow`]).
pub fn find(tenant_id: i64, id: i64) -> Statement {
    Statement::new(FIND).integer(tenant_id).integer(id)
}

/// Selects the one of that hash ([`ApiKeyRow`]).
pub fn find_by_hash(tenant_id: i64, key_hash: &str) -> Statement {
    Statement::new(FIND_BY_HASH)
        .integer(tenant_id)
        .text(key_hash)
}

/// A key to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApiKey<'a> {
    /// Its name.
    pub name: &'a str,
    /// SHA-256 of the key, in hexadecimal.
    pub key_hash: &'a str,
    /// Its first characters.
    pub hint: &'a str,
    /// The names of the doors that it opens.
    pub doors: &'a [&'static str],
}

const INSERT: &str = "INSERT INTO api_key (tenant_id, name, key_hash, hint, doors, created_by_user_id, created_at_ms) \
    VALUES (CAST(?1 AS INTEGER), ?2, ?3, ?4, ?5, CAST(?6 AS INTEGER), CAST(?7 AS INTEGER))";

/// Stores a key. `by_user_id` is whose it is to answer for, unless the set-up made it.
pub fn insert(
    tenant_id: i64,
    key: &NewApiKey<'_>,
    by_user_id: Option<i64>,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT)
        .integer(tenant_id)
        .text(key.name)
        .text(key.key_hash)
        .text(key.hint)
        .text(super::json(key.doors))
        .optional_integer(by_user_id)
        .integer(now_ms)
}

const ASSERT_FREE: &str = "INSERT INTO must (ok, code) SELECT NOT EXISTS (SELECT 1 FROM api_key WHERE key_hash = ?1), 'integrator_exists'";

/// Fails with `integrator_exists` where somebody has or had a key of that hash, of whatever tenant.
pub fn assert_free(key_hash: &str) -> Statement {
    Statement::new(ASSERT_FREE).text(key_hash)
}

const ASSERT_KNOWN: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM api_key WHERE tenant_id = CAST(?1 AS INTEGER) \
    AND id = CAST(?2 AS INTEGER)), 'api_key_not_found'";
const REVOKE: &str = "UPDATE api_key SET revoked_at_ms = coalesce(revoked_at_ms, CAST(?3 AS INTEGER)) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";

/// Revokes a key; one that was stays as it was. Fails with `api_key_not_found`.
pub fn revoke(tenant_id: i64, id: i64, now_ms: i64) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_KNOWN).integer(tenant_id).integer(id),
        Statement::new(REVOKE)
            .integer(tenant_id)
            .integer(id)
            .integer(now_ms),
    ]
}
