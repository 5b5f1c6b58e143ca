//! Clients of phone credits: integrators with a session, and the signatures they have used.

use super::row::columns;
use crate::ports::Statement;

/// What a client is checked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRow {
    /// The integrator.
    pub id: i64,
    /// Its tenant.
    pub tenant_id: i64,
    /// What it is called.
    pub name: String,
    /// Raised by every change of keys or state.
    pub version: i64,
    /// Its secret, sealed.
    pub sealed: String,
}
columns!(ClientRow {
    id,
    tenant_id,
    name,
    version,
    sealed
});

macro_rules! select_client {
    ($condition:literal) => {
        concat!(
            "SELECT json_object('id', id, 'tenant_id', tenant_id, 'name', name, 'version', version, 'sealed', sealed) AS row \
             FROM integrator WHERE active = 1 AND ",
            $condition
        )
    };
}

const OF_KEY: &str = select_client!("api_key = ?1");
const FIND: &str = select_client!("id = CAST(?1 AS INTEGER) AND version = CAST(?2 AS INTEGER)");

/// Selects the active client of that id, as it is on the wire ([`ClientRow`]).
pub fn of_key(client_id: &str) -> Statement {
    Statement::new(OF_KEY).text(client_id)
}

/// Selects an active client that is as it was ([`ClientRow`]).
pub fn find(id: i64, version: i64) -> Statement {
    Statement::new(FIND).integer(id).integer(version)
}

macro_rules! session_holds {
    () => {
        "EXISTS (SELECT 1 FROM client_session WHERE id = ?1 AND tenant_id = CAST(?2 AS INTEGER) AND integrator_id = CAST(?3 AS INTEGER) \
           AND revoked_at_ms IS NULL)"
    };
}

const ASSERT_SESSION: &str = concat!(
    "INSERT INTO must (ok, code) SELECT ",
    session_holds!(),
    ", 'token_revoked'"
);
const CHECK_SESSION: &str = concat!("SELECT json_object('holds', ", session_holds!(), ") AS row");

/// Fails with `token_revoked` unless the session holds.
pub fn assert_session(session_id: &str, tenant_id: i64, client_id: i64) -> Statement {
    bind_session(ASSERT_SESSION, session_id, tenant_id, client_id)
}

/// Selects whether the session holds.
pub fn check_session(session_id: &str, tenant_id: i64, client_id: i64) -> Statement {
    bind_session(CHECK_SESSION, session_id, tenant_id, client_id)
}

fn bind_session(sql: &'static str, session_id: &str, tenant_id: i64, client_id: i64) -> Statement {
    Statement::new(sql)
        .text(session_id)
        .integer(tenant_id)
        .integer(client_id)
}

const START: &str = "INSERT INTO client_session (id, tenant_id, integrator_id, created_at_ms, expires_at_ms) \
    VALUES (?1, CAST(?2 AS INTEGER), CAST(?3 AS INTEGER), CAST(?4 AS INTEGER), CAST(?5 AS INTEGER))";
const PURGE: &str = "DELETE FROM client_session WHERE id IN \
    (SELECT id FROM client_session WHERE expires_at_ms <= CAST(?1 AS INTEGER) ORDER BY expires_at_ms LIMIT 20)";
const REVOKE: &str = "UPDATE client_session SET revoked_at_ms = CAST(?2 AS INTEGER) WHERE id = ?1 AND revoked_at_ms IS NULL";

/// Starts a session without a user. Some expired ones are deleted.
pub fn start_session(
    session_id: &str,
    client: &ClientRow,
    now_ms: i64,
    expires_at_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(PURGE).integer(now_ms),
        Statement::new(START)
            .text(session_id)
            .integer(client.tenant_id)
            .integer(client.id)
            .integer(now_ms)
            .integer(expires_at_ms),
    ]
}

/// Ends a session.
pub fn revoke_session(session_id: &str, now_ms: i64) -> Statement {
    Statement::new(REVOKE).text(session_id).integer(now_ms)
}

const USE_SIGNATURE: &str = "INSERT INTO client_signature (integrator_id, signature, used_at_ms) \
    VALUES (CAST(?1 AS INTEGER), ?2, CAST(?3 AS INTEGER))";
const FORGET_SIGNATURES: &str =
    "DELETE FROM client_signature WHERE used_at_ms < CAST(?1 AS INTEGER)";

/// Uses a signature up. One that was used is refused by the table.
pub fn use_signature(client_id: i64, signature: &str, now_ms: i64) -> Statement {
    Statement::new(USE_SIGNATURE)
        .integer(client_id)
        .text(signature)
        .integer(now_ms)
}

/// Forgets signatures from before a time: requests with them are too old by themselves.
pub fn forget_signatures(before_ms: i64) -> Statement {
    Statement::new(FORGET_SIGNATURES).integer(before_ms)
}
