//! A whole tenant at once. It has no id yet: these statements find it by its name, which is `?1`. Lists are bound as one JSON text each.

use super::row::columns;
use crate::ports::Statement;
use serde::Serialize;
use ventanilla_core::amount::Amount;
use ventanilla_core::operation::OperationKind;

/// A tenant to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTenant<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its country, ISO 3166-1 alpha-2.
    pub country: &'a str,
    /// The currency of its books, ISO 4217.
    pub currency: &'a str,
    /// `demo` or `live`.
    pub mode: &'a str,
    /// The offset from UTC of its branches' days.
    pub utc_offset_min: i32,
}

/// A branch of a new tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetupBranch<'a> {
    /// Its short code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// A user of a new tenant.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct SetupUser<'a> {
    /// What it logs in with.
    pub login: &'a str,
    /// The name shown.
    pub name: &'a str,
    /// The hash of its password.
    pub password_hash: String,
    /// Its role's number.
    pub role_id: i64,
}

/// A register of a new tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetupRegister<'a> {
    /// Its name.
    pub name: &'a str,
    /// The code of its branch.
    pub branch: &'a str,
}

/// An operator of a new tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetupOperator<'a> {
    /// Its name.
    pub name: &'a str,
    /// The float it starts with, in minor units, as decimal text.
    pub float: String,
}

/// A prefund of a new tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetupPrefund<'a> {
    /// The provider's name.
    pub provider: &'a str,
    /// The money it starts with, in minor units, as decimal text.
    pub amount: String,
}

/// A wallet of a new tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupWallet<'a> {
    /// What the wire calls it.
    pub public_id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The money it starts with.
    pub amount: Amount,
}

/// What was created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupRow {
    /// The tenant's id.
    pub tenant_id: i64,
    /// The tenant's name.
    pub name: String,
}
columns!(SetupRow { tenant_id, name });

const INSERT_TENANT: &str = "INSERT INTO tenant (name, country, currency, mode, utc_offset_min, created_at_ms, updated_at_ms) \
    VALUES (?1, ?2, ?3, ?4, CAST(?5 AS INTEGER), CAST(?6 AS INTEGER), CAST(?6 AS INTEGER))";
const INSERT_ACCOUNTS: &str = "INSERT INTO account (tenant_id, currency, kind, floor, created_at_ms) \
    SELECT tenant.id, tenant.currency, account_kind.kind, account_kind.floor, CAST(?2 AS INTEGER) \
    FROM tenant JOIN account_kind ON account_kind.kind IN ('capital', 'cash_over_short', 'outside', 'income', 'bank_clearing') \
    WHERE tenant.name = ?1 ORDER BY account_kind.kind";

/// Creates the tenant and the accounts it has one of. A name that is taken is refused by the column.
pub fn tenant(tenant: &NewTenant<'_>, now_ms: i64) -> Vec<Statement> {
    vec![
        Statement::new(INSERT_TENANT)
            .text(tenant.name)
            .text(tenant.country)
            .text(tenant.currency)
            .text(tenant.mode)
            .integer(i64::from(tenant.utc_offset_min))
            .integer(now_ms),
        Statement::new(INSERT_ACCOUNTS)
            .text(tenant.name)
            .integer(now_ms),
    ]
}

const INSERT_BRANCHES: &str = "INSERT INTO branch (tenant_id, code, name, utc_offset_min, created_at_ms, updated_at_ms) \
    SELECT tenant.id, json_extract(item.value, '$.code'), json_extract(item.value, '$.name'), tenant.utc_offset_min, \
      CAST(?3 AS INTEGER), CAST(?3 AS INTEGER) \
    FROM tenant JOIN json_each(?2) AS item WHERE tenant.name = ?1 ORDER BY item.key";
const SET_DEFAULT_BRANCH: &str = "UPDATE tenant SET default_branch_id = (SELECT min(id) FROM branch WHERE branch.tenant_id = tenant.id) WHERE name = ?1";

/// Creates the branches; the first one is the default.
pub fn branches(tenant_name: &str, branches: &[SetupBranch<'_>], now_ms: i64) -> Vec<Statement> {
    vec![
        Statement::new(INSERT_BRANCHES)
            .text(tenant_name)
            .text(super::json(branches))
            .integer(now_ms),
        Statement::new(SET_DEFAULT_BRANCH).text(tenant_name),
    ]
}

const INSERT_USERS: &str = "INSERT INTO user_account (tenant_id, login, name, password_hash, role_id, created_at_ms, updated_at_ms) \
    SELECT tenant.id, json_extract(item.value, '$.login'), json_extract(item.value, '$.name'), json_extract(item.value, '$.password_hash'), \
      json_extract(item.value, '$.role_id'), CAST(?3 AS INTEGER), CAST(?3 AS INTEGER) \
    FROM tenant JOIN json_each(?2) AS item WHERE tenant.name = ?1 ORDER BY item.key";

/// Creates the users. A log-in name that is taken is refused by the column.
pub fn users(tenant_name: &str, users: &[SetupUser<'_>], now_ms: i64) -> Statement {
    Statement::new(INSERT_USERS)
        .text(tenant_name)
        .text(super::json(users))
        .integer(now_ms)
}

const INSERT_REGISTERS: &str = "INSERT INTO cash_register (tenant_id, branch_id, name, specialty, created_at_ms, updated_at_ms) \
    SELECT tenant.id, (SELECT branch.id FROM branch WHERE branch.tenant_id = tenant.id AND branch.code = json_extract(item.value, '$.branch')), \
      json_extract(item.value, '$.name'), 'MIXTA', CAST(?3 AS INTEGER), CAST(?3 AS INTEGER) \
    FROM tenant JOIN json_each(?2) AS item WHERE tenant.name = ?1 ORDER BY item.key";
const INSERT_DRAWERS: &str = "INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms) \
    SELECT tenant.id, tenant.currency, 'register_cash', cash_register.id, 0, CAST(?2 AS INTEGER) \
    FROM tenant JOIN cash_register ON cash_register.tenant_id = tenant.id WHERE tenant.name = ?1 ORDER BY cash_register.id";

/// Creates the registers and their empty drawers. The branches are there already.
pub fn registers(
    tenant_name: &str,
    registers: &[SetupRegister<'_>],
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(INSERT_REGISTERS)
            .text(tenant_name)
            .text(super::json(registers))
            .integer(now_ms),
        Statement::new(INSERT_DRAWERS)
            .text(tenant_name)
            .integer(now_ms),
    ]
}

const INSERT_OPERATION: &str = "INSERT INTO operation (id, tenant_id, kind, state, actor, subject, description, created_at_ms, updated_at_ms) \
    SELECT ?2, id, ?3, 'succeeded', 'setup', name, 'Instalación', CAST(?4 AS INTEGER), CAST(?4 AS INTEGER) FROM tenant WHERE name = ?1";
const INSERT_OPERATORS: &str = "INSERT INTO operator (tenant_id, name, created_at_ms, updated_at_ms) \
    SELECT tenant.id, json_extract(item.value, '$.name'), CAST(?3 AS INTEGER), CAST(?3 AS INTEGER) \
    FROM tenant JOIN json_each(?2) AS item WHERE tenant.name = ?1 ORDER BY item.key";
const INSERT_FLOATS: &str = "INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms) \
    SELECT tenant.id, tenant.currency, 'operator_float', operator.id, 0, CAST(?2 AS INTEGER) \
    FROM tenant JOIN operator ON operator.tenant_id = tenant.id WHERE tenant.name = ?1 ORDER BY operator.id";
const FUND_FLOATS: &str = "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
    SELECT tenant.id, ?2, 'posted', tenant.currency, outside.id, float.id, CAST(json_extract(item.value, '$.float') AS INTEGER), CAST(?4 AS INTEGER) \
    FROM tenant JOIN json_each(?3) AS item \
    JOIN operator ON operator.tenant_id = tenant.id AND operator.name = json_extract(item.value, '$.name') \
    JOIN account AS float ON float.tenant_id = tenant.id AND float.kind = 'operator_float' AND float.owner_id = operator.id \
    JOIN account AS outside ON outside.tenant_id = tenant.id AND outside.kind = 'outside' AND outside.owner_id = 0 \
    WHERE tenant.name = ?1 AND CAST(json_extract(item.value, '$.float') AS INTEGER) > 0 ORDER BY item.key";

/// Creates the operators and gives them the float they start with, all by one operation.
pub fn operators(
    tenant_name: &str,
    operation_id: &str,
    operators: &[SetupOperator<'_>],
    now_ms: i64,
) -> Vec<Statement> {
    let list = super::json(operators);
    vec![
        Statement::new(INSERT_OPERATION)
            .text(tenant_name)
            .text(operation_id)
            .text(OperationKind::TenantSetup.as_str())
            .integer(now_ms),
        Statement::new(INSERT_OPERATORS)
            .text(tenant_name)
            .text(&list)
            .integer(now_ms),
        Statement::new(INSERT_FLOATS)
            .text(tenant_name)
            .integer(now_ms),
        Statement::new(FUND_FLOATS)
            .text(tenant_name)
            .text(operation_id)
            .text(list)
            .integer(now_ms),
    ]
}

const FUND_PREFUNDS: &str = "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
    SELECT tenant.id, ?2, 'posted', tenant.currency, outside.id, prefund.id, CAST(json_extract(item.value, '$.amount') AS INTEGER), CAST(?4 AS INTEGER) \
    FROM tenant JOIN json_each(?3) AS item \
    JOIN provider ON provider.name = json_extract(item.value, '$.provider') \
    JOIN account AS prefund ON prefund.tenant_id = tenant.id AND prefund.kind = 'provider_prefund' AND prefund.owner_id = provider.id \
    JOIN account AS outside ON outside.tenant_id = tenant.id AND outside.kind = 'outside' AND outside.owner_id = 0 \
    WHERE tenant.name = ?1 ORDER BY item.key";

/// Gives the prefunds the money they start with, by the operation that [`operators`] has stored.
pub fn prefunds(
    tenant_name: &str,
    operation_id: &str,
    prefunds: &[SetupPrefund<'_>],
    now_ms: i64,
) -> Statement {
    Statement::new(FUND_PREFUNDS)
        .text(tenant_name)
        .text(operation_id)
        .text(super::json(prefunds))
        .integer(now_ms)
}

const INSERT_WALLET: &str = "INSERT INTO phone_wallet (tenant_id, public_id, name, created_at_ms, updated_at_ms) \
    SELECT id, ?2, ?3, CAST(?4 AS INTEGER), CAST(?4 AS INTEGER) FROM tenant WHERE name = ?1";
const FUND_WALLET: &str = "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
    SELECT tenant.id, ?2, 'posted', tenant.currency, outside.id, wallet.id, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER) \
    FROM tenant JOIN phone_wallet ON phone_wallet.tenant_id = tenant.id AND phone_wallet.public_id = ?3 \
    JOIN account AS wallet ON wallet.tenant_id = tenant.id AND wallet.kind = 'phone_wallet' AND wallet.owner_id = phone_wallet.id \
    JOIN account AS outside ON outside.tenant_id = tenant.id AND outside.kind = 'outside' AND outside.owner_id = 0 \
    WHERE tenant.name = ?1";

/// Creates a wallet and gives it the money it starts with, by the operation that [`operators`] has stored.
pub fn wallet(
    tenant_name: &str,
    operation_id: &str,
    wallet: &SetupWallet<'_>,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(INSERT_WALLET)
            .text(tenant_name)
            .text(wallet.public_id)
            .text(wallet.name)
            .integer(now_ms),
        Statement::new(FUND_WALLET)
            .text(tenant_name)
            .text(operation_id)
            .text(wallet.public_id)
            .amount(wallet.amount)
            .integer(now_ms),
    ]
}

const FIND: &str =
    "SELECT json_object('tenant_id', id, 'name', name) AS row FROM tenant WHERE name = ?1";

/// Selects what was created ([`SetupRow`]).
pub fn find(tenant_name: &str) -> Statement {
    Statement::new(FIND).text(tenant_name)
}
