//! Integrators: other systems that ask by signed requests, on credit.

use super::operation::OperationRef;
use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;

/// What a signed request is checked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignerRow {
    /// Its id.
    pub id: i64,
    /// Its tenant.
    pub tenant_id: i64,
    /// The tenant's currency.
    pub currency: String,
    /// Raised by every change of keys or state.
    pub version: i64,
    /// The key it signs with, sealed.
    pub sealed: String,
}
columns!(SignerRow {
    id,
    tenant_id,
    currency,
    version,
    sealed
});

const SIGNER: &str = "SELECT json_object('id', integrator.id, 'tenant_id', integrator.tenant_id, 'currency', tenant.currency, \
      'version', integrator.version, 'sealed', integrator.sealed) AS row \
    FROM integrator JOIN tenant ON tenant.id = integrator.tenant_id WHERE integrator.api_key = ?1 AND integrator.active = 1";

/// Selects the active integrator of that key ([`SignerRow`]).
pub fn signer(api_key: &str) -> Statement {
    Statement::new(SIGNER).text(api_key)
}

/// Whether an integrator is still as it was when its request was checked.
macro_rules! integrator_holds {
    () => {
        "EXISTS (SELECT 1 FROM integrator WHERE id = CAST(?1 AS INTEGER) AND version = CAST(?2 AS INTEGER) AND active = 1)"
    };
}

const ASSERT: &str = concat!(
    "INSERT INTO must (ok, code) SELECT ",
    integrator_holds!(),
    ", 'unauthorized'"
);
const CHECK: &str = concat!(
    "SELECT json_object('holds', ",
    integrator_holds!(),
    ") AS row"
);
const USE_NONCE: &str = "INSERT INTO integrator_nonce (integrator_id, nonce_ms) VALUES (CAST(?1 AS INTEGER), CAST(?2 AS INTEGER))";

/// Fails with `unauthorized` unless the integrator is as it was.
pub fn assert(id: i64, version: i64) -> Statement {
    Statement::new(ASSERT).integer(id).integer(version)
}

/// Selects whether the integrator is as it was.
pub fn check(id: i64, version: i64) -> Statement {
    Statement::new(CHECK).integer(id).integer(version)
}

/// Uses a nonce up. One that was used is refused by the table.
pub fn use_nonce(id: i64, nonce_ms: i64) -> Statement {
    Statement::new(USE_NONCE).integer(id).integer(nonce_ms)
}

const FORGET_NONCES: &str = "DELETE FROM integrator_nonce WHERE nonce_ms < CAST(?1 AS INTEGER)";

/// Forgets nonces from before a time: requests with them are too old by themselves.
pub fn forget_nonces(before_ms: i64) -> Statement {
    Statement::new(FORGET_NONCES).integer(before_ms)
}

/// An integrator as its tenant sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntegratorRow {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its public key.
    pub api_key: String,
    /// How much it may owe.
    pub credit_limit: Amount,
    /// What it owes; below zero where it has paid ahead.
    pub owed: Amount,
    /// Whether its requests are accepted.
    pub is_active: bool,
}
columns!(IntegratorRow {
    id,
    name,
    api_key,
    credit_limit,
    owed,
    is_active
});

macro_rules! select_integrators {
    ($condition:literal) => {
        concat!(
            "SELECT json_object('id', integrator.id, 'name', integrator.name, 'api_key', integrator.api_key, 'credit_limit', integrator.credit_limit, \
               'owed', account.posted, 'is_active', integrator.active) AS row \
             FROM integrator JOIN account ON account.tenant_id = integrator.tenant_id AND account.kind = 'integrator_receivable' \
               AND account.owner_id = integrator.id WHERE integrator.tenant_id = CAST(?1 AS INTEGER) ",
            $condition
        )
    };
}

const LIST: &str = select_integrators!("ORDER BY integrator.id LIMIT 1000");
const FIND: &str = select_integrators!("AND integrator.id = CAST(?2 AS INTEGER)");
const FIND_NAMED: &str = select_integrators!("AND integrator.name = ?2");

/// Selects a tenant's integrators ([`IntegratorRow`]).
pub fn list(tenant_id: i64) -> Statement {
    Statement::new(LIST).integer(tenant_id)
}

/// Selects one ([`IntegratorRow`]).
pub fn find(tenant_id: i64, id: i64) -> Statement {
    Statement::new(FIND).integer(tenant_id).integer(id)
}

/// Selects the one of that name ([`IntegratorRow`]).
pub fn find_named(tenant_id: i64, name: &str) -> Statement {
    Statement::new(FIND_NAMED).integer(tenant_id).text(name)
}

const INSERT: &str = "INSERT INTO integrator (tenant_id, name, api_key, sealed, credit_limit, created_at_ms, updated_at_ms) \
    VALUES (CAST(?1 AS INTEGER), ?2, ?3, ?4, CAST(?5 AS INTEGER), CAST(?6 AS INTEGER), CAST(?6 AS INTEGER))";

/// Stores an integrator with its keys.
pub fn insert(
    tenant_id: i64,
    name: &str,
    api_key: &str,
    sealed: &str,
    credit_limit: Amount,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT)
        .integer(tenant_id)
        .text(name)
        .text(api_key)
        .text(sealed)
        .amount(credit_limit)
        .integer(now_ms)
}

const ASSERT_KEY_FREE: &str = "INSERT INTO must (ok, code) SELECT NOT EXISTS (SELECT 1 FROM integrator WHERE api_key = ?1), 'integrator_exists'";

/// Fails with `integrator_exists` where somebody has that public key, of whatever tenant.
pub fn assert_key_free(api_key: &str) -> Statement {
    Statement::new(ASSERT_KEY_FREE).text(api_key)
}

const ASSERT_KNOWN: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM integrator WHERE tenant_id = CAST(?1 AS INTEGER) \
    AND id = CAST(?2 AS INTEGER)), 'integrator_not_found'";
const UPDATE: &str = "UPDATE integrator SET name = coalesce(?3, name), credit_limit = coalesce(CAST(?4 AS INTEGER), credit_limit), \
      active = coalesce(CAST(?5 AS INTEGER), active), version = version + (coalesce(CAST(?5 AS INTEGER), active) <> active), updated_at_ms = CAST(?6 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";

/// Fails with `integrator_not_found` unless the tenant has it.
pub fn assert_known(tenant_id: i64, id: i64) -> Statement {
    Statement::new(ASSERT_KNOWN).integer(tenant_id).integer(id)
}

/// Changes what is given of an integrator; only its state ends what it has begun. Fails with `integrator_not_found`.
pub fn update(
    tenant_id: i64,
    id: i64,
    name: Option<&str>,
    credit_limit: Option<Amount>,
    is_active: Option<bool>,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        assert_known(tenant_id, id),
        Statement::new(UPDATE)
            .integer(tenant_id)
            .integer(id)
            .optional_text(name)
            .optional_amount(credit_limit)
            .optional_flag(is_active)
            .integer(now_ms),
    ]
}

const SET_KEYS: &str = "UPDATE integrator SET api_key = ?3, sealed = ?4, version = version + 1, updated_at_ms = CAST(?5 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";

/// Gives an integrator other keys. Fails with `integrator_not_found`.
pub fn set_keys(
    tenant_id: i64,
    id: i64,
    api_key: &str,
    sealed: &str,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        assert_known(tenant_id, id),
        Statement::new(SET_KEYS)
            .integer(tenant_id)
            .integer(id)
            .text(api_key)
            .text(sealed)
            .integer(now_ms),
    ]
}

const PAY: &str = "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
    SELECT owed.tenant_id, ?2, 'posted', owed.currency, owed.id, bank.id, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER) \
    FROM account AS owed JOIN account AS bank ON bank.tenant_id = owed.tenant_id AND bank.kind = 'bank_clearing' AND bank.owner_id = 0 \
    WHERE owed.tenant_id = CAST(?1 AS INTEGER) AND owed.kind = 'integrator_receivable' AND owed.owner_id = CAST(?3 AS INTEGER)";

/// Moves what an integrator has paid from its debt to the bank.
pub fn pay(reference: &OperationRef, integrator_id: i64, amount: Amount, now_ms: i64) -> Statement {
    Statement::new(PAY)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .integer(integrator_id)
        .amount(amount)
        .integer(now_ms)
}
