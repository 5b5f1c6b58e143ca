//! The customer portal of a tenant: its host names, the secret it signs with, and what branches owe one another.

use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;

/// Whether host `?2` is nobody's or the tenant's own, and in use.
macro_rules! host_fits {
    () => {
        "NOT EXISTS (SELECT 1 FROM tenant_domain WHERE domain = ?2 AND (tenant_id <> CAST(?1 AS INTEGER) OR active = 0))"
    };
}

const ASSERT_HOST: &str = concat!(
    "INSERT INTO must (ok, code) SELECT ",
    host_fits!(),
    ", 'tenant_unknown'"
);
const CHECK_HOST: &str = concat!("SELECT json_object('holds', ", host_fits!(), ") AS row");

/// Fails the batch with `tenant_unknown` where the host is another tenant's or not in use.
pub fn assert_host(tenant_id: i64, host: &str) -> Statement {
    Statement::new(ASSERT_HOST).integer(tenant_id).text(host)
}

/// Selects whether the host is nobody's or the tenant's own and in use.
pub fn check_host(tenant_id: i64, host: &str) -> Statement {
    Statement::new(CHECK_HOST).integer(tenant_id).text(host)
}

/// A tenant as its portal's tokens are checked against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalRow {
    /// The tenant's currency, ISO 4217.
    pub currency: String,
    /// Whether the request's host fits the tenant.
    pub host_fits: bool,
    /// Whether the tenant has the customer that the token names.
    pub knows_customer: bool,
    /// The sealed secret.
    pub sealed: Option<String>,
    /// The secret's version.
    pub version: Option<i64>,
}
columns!(PortalRow {
    currency,
    host_fits,
    knows_customer,
    sealed,
    version
});

const FIND: &str = concat!(
    "SELECT json_object('currency', tenant.currency, 'host_fits', ",
    host_fits!(),
    ", 'knows_customer', EXISTS (SELECT 1 FROM customer WHERE customer.tenant_id = tenant.id AND customer.number = CAST(?3 AS INTEGER)), \
      'sealed', portal_secret.sealed, 'version', portal_secret.version) AS row \
     FROM tenant LEFT JOIN portal_secret ON portal_secret.tenant_id = tenant.id WHERE tenant.id = CAST(?1 AS INTEGER)"
);

/// Selects the tenant that a portal's token claims ([`PortalRow`]).
pub fn find(tenant_id: i64, host: &str, customer: i64) -> Statement {
    Statement::new(FIND)
        .integer(tenant_id)
        .text(host)
        .integer(customer)
}

macro_rules! secret_holds {
    () => {
        "EXISTS (SELECT 1 FROM portal_secret WHERE tenant_id = CAST(?1 AS INTEGER) AND version = CAST(?2 AS INTEGER))"
    };
}

const ASSERT_SECRET: &str = concat!(
    "INSERT INTO must (ok, code) SELECT ",
    secret_holds!(),
    ", 'token_revoked'"
);
const CHECK_SECRET: &str = concat!("SELECT json_object('holds', ", secret_holds!(), ") AS row");

/// Fails the batch with `token_revoked` where the secret is no longer that one.
pub fn assert_secret(tenant_id: i64, version: i64) -> Statement {
    Statement::new(ASSERT_SECRET)
        .integer(tenant_id)
        .integer(version)
}

/// Selects whether the secret is still that one.
pub fn check_secret(tenant_id: i64, version: i64) -> Statement {
    Statement::new(CHECK_SECRET)
        .integer(tenant_id)
        .integer(version)
}

const REPLACE_SECRET: &str = "INSERT INTO portal_secret (tenant_id, version, sealed, created_at_ms) \
    VALUES (CAST(?1 AS INTEGER), 1, ?2, CAST(?3 AS INTEGER)) \
    ON CONFLICT (tenant_id) DO UPDATE SET version = version + 1, sealed = excluded.sealed, created_at_ms = excluded.created_at_ms \
    RETURNING json_object('version', version) AS row";

/// The version of a secret that was just stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretVersionRow {
    /// How many there have been.
    pub version: i64,
}
columns!(SecretVersionRow { version });

/// Replaces the tenant's secret and answers its version ([`SecretVersionRow`]).
pub fn replace_secret(tenant_id: i64, sealed: &str, now_ms: i64) -> Statement {
    Statement::new(REPLACE_SECRET)
        .integer(tenant_id)
        .text(sealed)
        .integer(now_ms)
}

const SET_DOMAIN: &str = "INSERT INTO tenant_domain (domain, tenant_id, active, created_at_ms, updated_at_ms) \
    SELECT ?2, id, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER), CAST(?4 AS INTEGER) FROM tenant WHERE id = CAST(?1 AS INTEGER) \
    ON CONFLICT (domain) DO UPDATE SET tenant_id = excluded.tenant_id, active = excluded.active, updated_at_ms = excluded.updated_at_ms \
    RETURNING json_object('tenant_id', tenant_id) AS row";

/// Makes a host name a tenant's, or takes it out of use; answers nothing where there is no such tenant.
pub fn set_domain(tenant_id: i64, domain: &str, active: bool, now_ms: i64) -> Statement {
    Statement::new(SET_DOMAIN)
        .integer(tenant_id)
        .text(domain)
        .flag(active)
        .integer(now_ms)
}

/// What the other branches owe a branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchBalanceRow {
    /// The branch.
    pub id: i64,
    /// Its number in the codes of its coupons.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// The balance; negative where it owes the others.
    pub balance: Amount,
}
columns!(BranchBalanceRow {
    id,
    number,
    name,
    balance
});

const BRANCH_BALANCES: &str = "SELECT json_object('id', branch.id, 'number', branch.number, 'name', branch.name, 'balance', account.posted) AS row \
    FROM branch JOIN account ON account.tenant_id = branch.tenant_id AND account.kind = 'between_branches' AND account.owner_id = branch.id \
    WHERE branch.tenant_id = CAST(?1 AS INTEGER) ORDER BY branch.number LIMIT 1000";

/// Selects what branches owe one another ([`BranchBalanceRow`]), the first thousand.
pub fn branch_balances(tenant_id: i64) -> Statement {
    Statement::new(BRANCH_BALANCES).integer(tenant_id)
}
