//! That a token still holds: its log-in is not revoked, its user active, its version current.

use crate::auth::token::Identity;
use crate::ports::Statement;

macro_rules! token_holds {
    () => {
        "EXISTS (SELECT 1 FROM login_session \
           JOIN user_account ON user_account.tenant_id = login_session.tenant_id AND user_account.id = login_session.user_id \
         WHERE login_session.id = ?2 AND login_session.tenant_id = CAST(?1 AS INTEGER) AND login_session.revoked_at_ms IS NULL \
           AND user_account.id = CAST(?3 AS INTEGER) AND user_account.active = 1 AND user_account.token_version = CAST(?4 AS INTEGER))"
    };
}

const ASSERT: &str = concat!(
    "INSERT INTO must (ok, code) SELECT ",
    token_holds!(),
    ", 'token_revoked'"
);
const CHECK: &str = concat!("SELECT json_object('holds', ", token_holds!(), ") AS row");

/// Fails the batch with `token_revoked` unless the token holds.
pub fn assert(identity: &Identity) -> Statement {
    bind(ASSERT, identity)
}

/// Selects whether the token holds, for batches that only read.
pub fn check(identity: &Identity) -> Statement {
    bind(CHECK, identity)
}

fn bind(sql: &'static str, identity: &Identity) -> Statement {
    Statement::new(sql)
        .integer(identity.tenant_id)
        .text(&identity.login_session_id)
        .integer(identity.user_id)
        .integer(identity.token_version)
}
