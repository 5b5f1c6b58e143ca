//! Cash registers and their drawers.

use super::operation::{OperationRef, bind_reference, referenced_id};
use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;

/// A register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// Its id.
    pub id: i64,
    /// Its branch.
    pub branch_id: i64,
    /// Its name.
    pub name: String,
    /// What it may be used for.
    pub specialty: String,
    /// What its drawer holds; in the answer of its creation, what it was created with.
    pub balance: Amount,
    /// Whether it can be used.
    pub active: bool,
    /// Who created it.
    pub created_by_user_id: Option<i64>,
    /// Who changed it last.
    pub updated_by_user_id: Option<i64>,
    /// When it was created.
    pub created_at_ms: i64,
    /// When it was changed last.
    pub updated_at_ms: i64,
}
columns!(RegisterRow {
    id,
    branch_id,
    name,
    specialty,
    balance,
    active,
    created_by_user_id,
    updated_by_user_id,
    created_at_ms,
    updated_at_ms,
});

/// A register as it is now, or, with other columns, as it was created.
macro_rules! select_register {
    ($branch_id:literal, $name:literal, $specialty:literal, $balance:literal, $condition:expr) => {
        concat!(
            "SELECT json_object('id', cash_register.id, 'branch_id', ",
            $branch_id,
            ", 'name', ",
            $name,
            ", 'specialty', ",
            $specialty,
            ", 'balance', ",
            $balance,
            ", 'active', cash_register.active, 'created_by_user_id', cash_register.created_by_user_id, \
               'updated_by_user_id', cash_register.updated_by_user_id, 'created_at_ms', cash_register.created_at_ms, \
               'updated_at_ms', cash_register.updated_at_ms) AS row \
             FROM cash_register JOIN account ON account.tenant_id = cash_register.tenant_id AND account.kind = 'register_cash' AND account.owner_id = cash_register.id \
             WHERE cash_register.tenant_id = CAST(?1 AS INTEGER) AND ",
            $condition
        )
    };
}

macro_rules! select_current {
    ($condition:expr) => {
        select_register!(
            "cash_register.branch_id",
            "cash_register.name",
            "cash_register.specialty",
            "account.posted",
            $condition
        )
    };
}

const LIST: &str = select_current!("cash_register.active = 1 ORDER BY cash_register.id");
const FIND: &str =
    select_current!("cash_register.active = 1 AND cash_register.id = CAST(?2 AS INTEGER)");
const FIND_ANY: &str = select_current!("cash_register.id = CAST(?2 AS INTEGER)");
const OF_SESSION: &str = select_current!(
    "cash_register.id = (SELECT register_id FROM cash_session WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER))"
);
const CREATED_BY: &str = select_register!(
    "cash_register.created_branch_id",
    "cash_register.created_name",
    "cash_register.created_specialty",
    "coalesce((SELECT amount FROM transfer WHERE transfer.tenant_id = cash_register.tenant_id AND transfer.operation_id = cash_register.operation_id), 0)",
    concat!("cash_register.operation_id = ", referenced_id!())
);

/// Selects the active registers.
pub fn list(tenant_id: i64) -> Statement {
    Statement::new(LIST).integer(tenant_id)
}

/// Selects one active register.
pub fn find(tenant_id: i64, id: i64) -> Statement {
    Statement::new(FIND).integer(tenant_id).integer(id)
}

/// Selects one register, retired or not: what happened in it stays in the reports.
pub fn find_any(tenant_id: i64, id: i64) -> Statement {
    Statement::new(FIND_ANY).integer(tenant_id).integer(id)
}

/// Selects the register of a cash session, retired or not.
pub fn of_session(tenant_id: i64, cash_session_id: i64) -> Statement {
    Statement::new(OF_SESSION)
        .integer(tenant_id)
        .integer(cash_session_id)
}

/// Selects the register that an operation created.
pub fn created_by(reference: &OperationRef) -> Statement {
    bind_reference(CREATED_BY, reference)
}

const ASSERT_BRANCH: &str = "INSERT INTO must (ok, code) SELECT ?2 IS NULL OR EXISTS \
    (SELECT 1 FROM branch WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER) AND active = 1), 'branch_not_found'";
const INSERT: &str = "INSERT INTO cash_register (tenant_id, branch_id, name, specialty, operation_id, created_name, created_specialty, created_branch_id, \
      created_by_user_id, created_at_ms, updated_at_ms) \
    SELECT id, coalesce(CAST(?3 AS INTEGER), default_branch_id), ?4, ?5, ?2, ?4, ?5, coalesce(CAST(?3 AS INTEGER), default_branch_id), \
      CAST(?6 AS INTEGER), CAST(?7 AS INTEGER), CAST(?7 AS INTEGER) FROM tenant WHERE id = CAST(?1 AS INTEGER)";
const INSERT_DRAWER: &str = "INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms) \
    SELECT tenant.id, tenant.currency, 'register_cash', cash_register.id, 0, CAST(?3 AS INTEGER) \
    FROM cash_register JOIN tenant ON tenant.id = cash_register.tenant_id \
    WHERE cash_register.tenant_id = CAST(?1 AS INTEGER) AND cash_register.operation_id = ?2";
const FUND_DRAWER: &str = "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
    SELECT drawer.tenant_id, ?2, 'posted', drawer.currency, \
      (SELECT id FROM account WHERE tenant_id = CAST(?1 AS INTEGER) AND kind = 'capital' AND owner_id = 0), drawer.id, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER) \
    FROM cash_register JOIN account AS drawer ON drawer.tenant_id = cash_register.tenant_id AND drawer.kind = 'register_cash' AND drawer.owner_id = cash_register.id \
    WHERE cash_register.tenant_id = CAST(?1 AS INTEGER) AND cash_register.operation_id = ?2";

/// A register to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRegister<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it may be used for.
    pub specialty: &'a str,
    /// Its branch; none for the tenant's default.
    pub branch_id: Option<i64>,
    /// The owner's money that is in its drawer from the start.
    pub balance: Amount,
}

/// Creates a register, its drawer, and what is in it.
pub fn create(
    reference: &OperationRef,
    register: &NewRegister<'_>,
    user_id: i64,
    now_ms: i64,
) -> Vec<Statement> {
    let tenant_id = reference.tenant_id;
    let mut statements = vec![
        Statement::new(ASSERT_BRANCH)
            .integer(tenant_id)
            .optional_integer(register.branch_id),
        Statement::new(INSERT)
            .integer(tenant_id)
            .text(&reference.id)
            .optional_integer(register.branch_id)
            .text(register.name)
            .text(register.specialty)
            .integer(user_id)
            .integer(now_ms),
        Statement::new(INSERT_DRAWER)
            .integer(tenant_id)
            .text(&reference.id)
            .integer(now_ms),
    ];
    if register.balance.is_positive() {
        statements.push(
            Statement::new(FUND_DRAWER)
                .integer(tenant_id)
                .text(&reference.id)
                .amount(register.balance)
                .integer(now_ms),
        );
    }
    statements
}

const ASSERT_ACTIVE: &str = "INSERT INTO must (ok, code) SELECT EXISTS \
    (SELECT 1 FROM cash_register WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER) AND active = 1), 'register_not_found'";
const UPDATE: &str = "UPDATE cash_register SET name = coalesce(?3, name), specialty = coalesce(?4, specialty), \
      branch_id = coalesce(CAST(?5 AS INTEGER), branch_id), updated_by_user_id = CAST(?6 AS INTEGER), updated_at_ms = CAST(?7 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";
const RETIRE: &str = "UPDATE cash_register SET active = 0, updated_by_user_id = CAST(?3 AS INTEGER), updated_at_ms = CAST(?4 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";

/// Changes what is given of an active register.
pub fn update(
    tenant_id: i64,
    id: i64,
    name: Option<&str>,
    specialty: Option<&str>,
    branch_id: Option<i64>,
    user_id: i64,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_ACTIVE).integer(tenant_id).integer(id),
        Statement::new(ASSERT_BRANCH)
            .integer(tenant_id)
            .optional_integer(branch_id),
        Statement::new(UPDATE)
            .integer(tenant_id)
            .integer(id)
            .optional_text(name)
            .optional_text(specialty)
            .optional_integer(branch_id)
            .integer(user_id)
            .integer(now_ms),
    ]
}

/// Retires an active register; refused by trigger while it is open or holds cash.
pub fn retire(tenant_id: i64, id: i64, user_id: i64, now_ms: i64) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_ACTIVE).integer(tenant_id).integer(id),
        Statement::new(RETIRE)
            .integer(tenant_id)
            .integer(id)
            .integer(user_id)
            .integer(now_ms),
    ]
}
