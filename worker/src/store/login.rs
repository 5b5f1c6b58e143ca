//! Log-ins and their refresh tokens. Who logs in has no tenant yet: these statements begin with what was shown instead.

use super::row::columns;
use super::user::{UserRow, user_json};
use crate::ports::Statement;
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;

/// What a token is made of, and what a password is checked against.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The tenant.
    pub tenant_id: i64,
    /// The tenant's currency.
    pub currency: Currency,
    /// The tenant's country.
    pub country: Country,
    /// Whether the tenant is a demo.
    pub demo: bool,
    /// The hash of the user's password.
    pub password_hash: String,
    /// The version that tokens must carry.
    pub token_version: i64,
    /// The user.
    pub user: UserRow,
}
columns!(AccountRow {
    tenant_id,
    currency,
    country,
    demo,
    password_hash,
    token_version,
    user
});

macro_rules! select_account {
    () => {
        concat!(
            "SELECT json_object('tenant_id', tenant.id, 'currency', tenant.currency, 'country', tenant.country, 'demo', tenant.mode = 'demo', \
               'password_hash', user_account.password_hash, 'token_version', user_account.token_version, 'user', ",
            user_json!(),
            ") AS row FROM user_account JOIN tenant ON tenant.id = user_account.tenant_id "
        )
    };
}

const FIND_ACCOUNT: &str = concat!(select_account!(), "WHERE user_account.login = ?1");
const FIND_REFRESHED: &str = concat!(
    select_account!(),
    "JOIN login_session ON login_session.tenant_id = user_account.tenant_id AND login_session.user_id = user_account.id \
     JOIN refresh_token ON refresh_token.login_session_id = login_session.id \
     WHERE refresh_token.id = ?1 AND login_session.revoked_at_ms IS NULL"
);

/// Selects the account of a log-in name ([`AccountRow`]), whatever its tenant and state.
pub fn find_account(login: &str) -> Statement {
    Statement::new(FIND_ACCOUNT).text(login)
}

/// Selects the account for which this refresh token was issued ([`AccountRow`]).
pub fn find_refreshed(token_id: &str) -> Statement {
    Statement::new(FIND_REFRESHED).text(token_id)
}

/// A log-in and its first refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLogin<'a> {
    /// The log-in's id.
    pub id: &'a str,
    /// The refresh token's id.
    pub token_id: &'a str,
    /// When the refresh token expires.
    pub token_expires_at_ms: i64,
    /// When nothing that came from this log-in is good any more.
    pub expires_at_ms: i64,
}

const ASSERT_UNCHANGED: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM user_account \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER) AND active = 1 AND token_version = CAST(?3 AS INTEGER)), 'login_failed'";
const INSERT_SESSION: &str = "INSERT INTO login_session (id, tenant_id, user_id, created_at_ms, expires_at_ms) \
    VALUES (?3, CAST(?1 AS INTEGER), CAST(?2 AS INTEGER), CAST(?4 AS INTEGER), CAST(?5 AS INTEGER))";
const INSERT_TOKEN: &str = "INSERT INTO refresh_token (id, login_session_id, created_at_ms, expires_at_ms) \
    VALUES (?2, ?1, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER))";
/// The tokens go with their log-in.
const PURGE: &str = "DELETE FROM login_session WHERE id IN \
    (SELECT id FROM login_session WHERE expires_at_ms <= CAST(?1 AS INTEGER) ORDER BY expires_at_ms LIMIT 20)";

/// Starts a log-in, unless the account has changed since its password was checked (`login_failed`). Some expired log-ins are deleted.
pub fn start(account: &AccountRow, login: &NewLogin<'_>, now_ms: i64) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_UNCHANGED)
            .integer(account.tenant_id)
            .integer(account.user.id)
            .integer(account.token_version),
        Statement::new(PURGE).integer(now_ms),
        Statement::new(INSERT_SESSION)
            .integer(account.tenant_id)
            .integer(account.user.id)
            .text(login.id)
            .integer(now_ms)
            .integer(login.expires_at_ms),
        Statement::new(INSERT_TOKEN)
            .text(login.id)
            .text(login.token_id)
            .integer(now_ms)
            .integer(login.token_expires_at_ms),
    ]
}

/// A refresh token shown, and the one that takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotation<'a> {
    /// The user the shown token names.
    pub user_id: i64,
    /// The token shown.
    pub shown_token_id: &'a str,
    /// The log-in it belongs to, and its next token.
    pub next: NewLogin<'a>,
}

const ISSUE: &str = "INSERT INTO refresh_token (id, login_session_id, created_at_ms, expires_at_ms) \
    SELECT ?4, login_session.id, CAST(?5 AS INTEGER), CAST(?6 AS INTEGER) \
    FROM refresh_token AS shown JOIN login_session ON login_session.id = shown.login_session_id \
    JOIN user_account ON user_account.tenant_id = login_session.tenant_id AND user_account.id = login_session.user_id \
    WHERE shown.id = ?3 AND shown.used_at_ms IS NULL AND shown.expires_at_ms > CAST(?5 AS INTEGER) \
      AND login_session.id = ?1 AND login_session.user_id = CAST(?2 AS INTEGER) AND login_session.revoked_at_ms IS NULL \
      AND user_account.active = 1";
/// No guard that fails: revoking a log-in whose token was shown twice must not be rolled back.
const SPEND: &str = "UPDATE refresh_token SET used_at_ms = CAST(?3 AS INTEGER) \
    WHERE id = ?1 AND used_at_ms IS NULL AND EXISTS (SELECT 1 FROM refresh_token WHERE id = ?2)";
const PROLONG: &str = "UPDATE login_session SET expires_at_ms = CAST(?3 AS INTEGER) \
    WHERE id = ?1 AND EXISTS (SELECT 1 FROM refresh_token WHERE id = ?2)";
/// Two tabs that refresh at once, or an answer that was lost and asked for again, are no theft.
const REUSE_GRACE_MS: i64 = 30_000;
const REVOKE_REUSED: &str = "UPDATE login_session SET revoked_at_ms = CAST(?4 AS INTEGER) \
    WHERE id = ?1 AND revoked_at_ms IS NULL AND NOT EXISTS (SELECT 1 FROM refresh_token WHERE id = ?3) \
      AND EXISTS (SELECT 1 FROM refresh_token WHERE id = ?2 AND login_session_id = ?1 AND used_at_ms <= CAST(?4 AS INTEGER) - CAST(?5 AS INTEGER))";
const PURGE_TOKENS: &str = "DELETE FROM refresh_token WHERE id IN \
    (SELECT id FROM refresh_token WHERE login_session_id = ?1 AND expires_at_ms <= CAST(?2 AS INTEGER) LIMIT 20)";

/// Exchanges a refresh token, once; a token that was exchanged before revokes its log-in. [`find_refreshed`] tells whether it was.
pub fn rotate(rotation: &Rotation<'_>, now_ms: i64) -> Vec<Statement> {
    let Rotation {
        user_id,
        shown_token_id,
        next,
    } = rotation;
    vec![
        Statement::new(ISSUE)
            .text(next.id)
            .integer(*user_id)
            .text(*shown_token_id)
            .text(next.token_id)
            .integer(now_ms)
            .integer(next.token_expires_at_ms),
        Statement::new(SPEND)
            .text(*shown_token_id)
            .text(next.token_id)
            .integer(now_ms),
        Statement::new(PROLONG)
            .text(next.id)
            .text(next.token_id)
            .integer(next.expires_at_ms),
        Statement::new(REVOKE_REUSED)
            .text(next.id)
            .text(*shown_token_id)
            .text(next.token_id)
            .integer(now_ms)
            .integer(REUSE_GRACE_MS),
        Statement::new(PURGE_TOKENS).text(next.id).integer(now_ms),
    ]
}

const REVOKE: &str = "UPDATE login_session SET revoked_at_ms = CAST(?3 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = ?2 AND revoked_at_ms IS NULL";
const REVOKE_ALL: &str = "UPDATE login_session SET revoked_at_ms = CAST(?3 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND user_id = CAST(?2 AS INTEGER) AND revoked_at_ms IS NULL";

/// Revokes one log-in.
pub fn revoke(tenant_id: i64, login_session_id: &str, now_ms: i64) -> Statement {
    Statement::new(REVOKE)
        .integer(tenant_id)
        .text(login_session_id)
        .integer(now_ms)
}

/// Revokes all log-ins of a user.
pub fn revoke_all(tenant_id: i64, user_id: i64, now_ms: i64) -> Statement {
    Statement::new(REVOKE_ALL)
        .integer(tenant_id)
        .integer(user_id)
        .integer(now_ms)
}
