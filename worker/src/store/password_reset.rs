//! The last reset code of a user, of which only a hash is kept, and that it was confirmed.

use super::login::AccountRow;
use super::row::columns;
use crate::ports::Statement;

/// A reset that has been asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct ResetRow {
    /// SHA-256 over user id and code, in hexadecimal.
    pub code_hash: String,
    /// When the code is good no more.
    pub expires_at_ms: i64,
    /// When it was confirmed.
    pub confirmed_at_ms: Option<i64>,
    /// From where it was confirmed.
    pub confirmed_address: Option<String>,
}
columns!(ResetRow {
    code_hash,
    expires_at_ms,
    confirmed_at_ms,
    confirmed_address
});

const FIND: &str = "SELECT json_object('code_hash', password_reset.code_hash, 'expires_at_ms', password_reset.expires_at_ms, \
      'confirmed_at_ms', password_reset.confirmed_at_ms, 'confirmed_address', password_reset.confirmed_address) AS row \
    FROM password_reset JOIN user_account ON user_account.id = password_reset.user_id WHERE user_account.login = ?1";

/// Selects the reset of a log-in name ([`ResetRow`]). It has no tenant yet.
pub fn find(login: &str) -> Statement {
    Statement::new(FIND).text(login)
}

const STORE: &str = "INSERT INTO password_reset (user_id, code_hash, expires_at_ms) \
    SELECT id, ?3, CAST(?4 AS INTEGER) FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER) AND active = 1 \
    ON CONFLICT (user_id) DO UPDATE SET code_hash = excluded.code_hash, expires_at_ms = excluded.expires_at_ms, \
      confirmed_at_ms = NULL, confirmed_address = NULL";
const CONFIRM: &str = "UPDATE password_reset SET confirmed_at_ms = CAST(?4 AS INTEGER), confirmed_address = ?5 \
    WHERE user_id = (SELECT id FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)) AND code_hash = ?3";
const FORGET: &str = "DELETE FROM password_reset \
    WHERE user_id = (SELECT id FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER))";

/// Keeps the hash of a new code in the place of any earlier one.
pub fn store(account: &AccountRow, code_hash: &str, expires_at_ms: i64) -> Statement {
    Statement::new(STORE)
        .integer(account.tenant_id)
        .integer(account.user.id)
        .text(code_hash)
        .integer(expires_at_ms)
}

/// Notes that the code was confirmed, and from where.
pub fn confirm(account: &AccountRow, code_hash: &str, address: &str, now_ms: i64) -> Statement {
    Statement::new(CONFIRM)
        .integer(account.tenant_id)
        .integer(account.user.id)
        .text(code_hash)
        .integer(now_ms)
        .text(address)
}

/// Forgets a user's code.
pub fn forget(tenant_id: i64, user_id: i64) -> Statement {
    Statement::new(FORGET).integer(tenant_id).integer(user_id)
}

const ASSERT_PENDING: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM password_reset \
      JOIN user_account ON user_account.id = password_reset.user_id \
    WHERE user_account.tenant_id = CAST(?1 AS INTEGER) AND user_account.id = CAST(?2 AS INTEGER) AND user_account.active = 1 \
      AND password_reset.code_hash = ?3 AND password_reset.confirmed_at_ms IS CAST(?4 AS INTEGER)), 'reset_code_invalid'";
const SET_PASSWORD: &str = "UPDATE user_account SET password_hash = ?3, token_version = token_version + 1, updated_at_ms = CAST(?4 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";

/// Sets the password and uses the reset up, unless it has changed since it was read (`reset_code_invalid`).
pub fn complete(
    account: &AccountRow,
    reset: &ResetRow,
    password_hash: &str,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_PENDING)
            .integer(account.tenant_id)
            .integer(account.user.id)
            .text(&reset.code_hash)
            .optional_integer(reset.confirmed_at_ms),
        Statement::new(SET_PASSWORD)
            .integer(account.tenant_id)
            .integer(account.user.id)
            .text(password_hash)
            .integer(now_ms),
        forget(account.tenant_id, account.user.id),
    ]
}
