//! Cash movements: not a table of their own, but the transfers of drawers, read as the documented reports show them.

use super::operation::{OperationRef, bind_reference, referenced_id};
use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;

/// A transfer that moved a drawer's cash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovementRow {
    /// The transfer's id.
    pub id: i64,
    /// Its operation.
    pub operation_id: String,
    /// Whether cash came in.
    pub is_income: bool,
    /// How much.
    pub amount: Amount,
    /// Reason or report text.
    pub description: String,
    /// The cash session; none for what a register was created with.
    pub cash_session_id: Option<i64>,
    /// Who did it.
    pub user_id: Option<i64>,
    /// When.
    pub created_at_ms: i64,
}
columns!(MovementRow {
    id,
    operation_id,
    is_income,
    amount,
    description,
    cash_session_id,
    user_id,
    created_at_ms,
});

/// Transfers that touch a drawer; `$drawer` says which account that is.
macro_rules! movement_json {
    ($drawer:literal) => {
        concat!(
            "json_object('id', transfer.id, 'operation_id', transfer.operation_id, 'is_income', transfer.to_account_id = ",
            $drawer,
            ", 'amount', transfer.amount, 'description', operation.description, 'cash_session_id', transfer.cash_session_id, \
             'user_id', operation.user_id, 'created_at_ms', transfer.created_at_ms)"
        )
    };
}

const MADE_BY: &str = concat!(
    "SELECT ",
    movement_json!("drawer.id"),
    " AS row FROM transfer JOIN operation ON operation.id = transfer.operation_id \
       JOIN account AS drawer ON drawer.id IN (transfer.from_account_id, transfer.to_account_id) AND drawer.kind = 'register_cash' \
     WHERE transfer.tenant_id = CAST(?1 AS INTEGER) AND transfer.operation_id = ",
    referenced_id!()
);

/// Selects the movement of an operation.
pub fn made_by(reference: &OperationRef) -> Statement {
    bind_reference(MADE_BY, reference)
}

/// The session's own movements: what opened and closed it is in its amounts, and sales and injections have their own lists
/// (contract of the documented report, 3.11), where one that was reversed in the same session is missing too.
const OF_SESSION: &str = concat!(
    "SELECT ",
    movement_json!("drawer.id"),
    " AS row FROM transfer JOIN operation ON operation.id = transfer.operation_id \
       JOIN cash_session ON cash_session.id = transfer.cash_session_id \
       JOIN account AS drawer ON drawer.tenant_id = transfer.tenant_id AND drawer.kind = 'register_cash' AND drawer.owner_id = cash_session.register_id \
     WHERE transfer.tenant_id = CAST(?1 AS INTEGER) AND transfer.cash_session_id = CAST(?2 AS INTEGER) \
       AND operation.kind NOT IN ('cash_session_open', 'cash_session_close', 'top_up', 'injection') \
       AND NOT EXISTS (SELECT 1 FROM operation AS original WHERE original.id = operation.reverses_operation_id \
         AND original.kind IN ('top_up', 'injection') AND original.cash_session_id = transfer.cash_session_id) \
     ORDER BY transfer.id LIMIT CAST(?3 AS INTEGER)"
);

/// Selects a session's movements, oldest first.
pub fn of_session(tenant_id: i64, cash_session_id: i64, limit: i64) -> Statement {
    Statement::new(OF_SESSION)
        .integer(tenant_id)
        .integer(cash_session_id)
        .integer(limit)
}

/// Both sides of the drawer by their indexes; the newest of each are enough to find the newest of both.
const OF_REGISTER: &str = concat!(
    "SELECT row FROM (SELECT transfer.id AS id, ",
    movement_json!("drawer.id"),
    " AS row FROM account AS drawer \
       JOIN transfer ON transfer.id IN ( \
         SELECT id FROM (SELECT id FROM transfer WHERE from_account_id = drawer.id ORDER BY id DESC LIMIT CAST(?3 AS INTEGER)) \
         UNION ALL \
         SELECT id FROM (SELECT id FROM transfer WHERE to_account_id = drawer.id ORDER BY id DESC LIMIT CAST(?3 AS INTEGER))) \
       JOIN operation ON operation.id = transfer.operation_id \
     WHERE drawer.tenant_id = CAST(?1 AS INTEGER) AND drawer.kind = 'register_cash' AND drawer.owner_id = CAST(?2 AS INTEGER) \
     ORDER BY transfer.id DESC LIMIT CAST(?3 AS INTEGER)) ORDER BY id"
);

/// Selects a register's newest movements, oldest of them first.
pub fn of_register(tenant_id: i64, register_id: i64, limit: i64) -> Statement {
    Statement::new(OF_REGISTER)
        .integer(tenant_id)
        .integer(register_id)
        .integer(limit)
}
