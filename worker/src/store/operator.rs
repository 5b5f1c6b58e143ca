//! Mobile operators of a tenant, their float and settings.

use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;

/// An operator and its float.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorRow {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether its airtime is sold.
    pub active: bool,
    /// Float that can be sold.
    pub balance: Amount,
    /// Below this the page warns.
    pub low_balance_threshold: Option<Amount>,
    /// Who changed it last.
    pub updated_by_user_id: Option<i64>,
    /// When it was set up.
    pub created_at_ms: i64,
    /// When it was changed last.
    pub updated_at_ms: i64,
}
columns!(OperatorRow {
    id,
    name,
    active,
    balance,
    low_balance_threshold,
    updated_by_user_id,
    created_at_ms,
    updated_at_ms,
});

macro_rules! select_operator {
    ($condition:literal) => {
        concat!(
            "SELECT json_object('id', operator.id, 'name', operator.name, 'active', operator.active, 'balance', account.posted - account.held, \
               'low_balance_threshold', operator.low_balance_threshold, 'updated_by_user_id', operator.updated_by_user_id, \
               'created_at_ms', operator.created_at_ms, 'updated_at_ms', operator.updated_at_ms) AS row \
             FROM operator JOIN account ON account.tenant_id = operator.tenant_id AND account.kind = 'operator_float' AND account.owner_id = operator.id \
             WHERE operator.tenant_id = CAST(?1 AS INTEGER)",
            $condition
        )
    };
}

const LIST: &str = select_operator!(" ORDER BY operator.id");
const LIST_ACTIVE: &str = select_operator!(" AND operator.active = 1 ORDER BY operator.id");
const FIND: &str = select_operator!(" AND operator.id = CAST(?2 AS INTEGER)");

/// Selects all operators.
pub fn list(tenant_id: i64) -> Statement {
    Statement::new(LIST).integer(tenant_id)
}

/// Selects the operators whose airtime is sold.
pub fn list_active(tenant_id: i64) -> Statement {
    Statement::new(LIST_ACTIVE).integer(tenant_id)
}

/// Selects one operator.
pub fn find(tenant_id: i64, id: i64) -> Statement {
    Statement::new(FIND).integer(tenant_id).integer(id)
}

const ASSERT_KNOWN: &str = "INSERT INTO must (ok, code) SELECT EXISTS \
    (SELECT 1 FROM operator WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)), 'operator_not_found'";
/// `?4` says whether the threshold changes, since NULL is a value of its own: no warning.
const UPDATE: &str = "UPDATE operator SET active = coalesce(CAST(?3 AS INTEGER), active), \
      low_balance_threshold = iif(?4 = '1', CAST(?5 AS INTEGER), low_balance_threshold), \
      updated_by_user_id = CAST(?6 AS INTEGER), updated_at_ms = CAST(?7 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";

/// Changes what is given; `threshold` is `Some(None)` to stop warning.
pub fn update(
    tenant_id: i64,
    id: i64,
    active: Option<bool>,
    threshold: Option<Option<Amount>>,
    user_id: i64,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_KNOWN).integer(tenant_id).integer(id),
        Statement::new(UPDATE)
            .integer(tenant_id)
            .integer(id)
            .optional_flag(active)
            .flag(threshold.is_some())
            .optional_amount(threshold.flatten())
            .integer(user_id)
            .integer(now_ms),
    ]
}
