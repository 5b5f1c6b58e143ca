//! The report of a cash session: its head, everything that moved its drawer, and what that comes to.

use super::row::columns;
use super::sum::{Sum, sum_json};
use crate::ports::Statement;
use std::collections::BTreeMap;
use ventanilla_core::amount::Amount;

/// The head of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSessionRow {
    /// The session.
    pub id: i64,
    /// The register.
    pub register_id: i64,
    /// The register's name.
    pub register_name: String,
    /// Its branch's name.
    pub branch_name: String,
    /// The branch's offset from UTC, in minutes.
    pub utc_offset_min: i32,
    /// The user whose session it is.
    pub user_id: i64,
    /// The name of that user.
    pub user_name: String,
    /// The name of who opened it.
    pub opened_by_name: String,
    /// The name of who closed it.
    pub closed_by_name: Option<String>,
    /// When it was opened.
    pub opened_at_ms: i64,
    /// When it was closed.
    pub closed_at_ms: Option<i64>,
    /// What was in the drawer at opening.
    pub opening_amount: Amount,
    /// That less what the register held before.
    pub opening_difference: Amount,
    /// What the ledger said at closing.
    pub expected_amount: Option<Amount>,
    /// What was counted at closing.
    pub counted_amount: Option<Amount>,
    /// Why there was a difference.
    pub difference_reason: Option<String>,
    /// The pieces counted at opening, by denomination.
    pub opening_count: Option<BTreeMap<String, u32>>,
    /// The pieces counted at closing, by denomination.
    pub closing_count: Option<BTreeMap<String, u32>>,
    /// Whether the tenant's drawers are counted blind.
    pub is_blind: bool,
}
columns!(ReportSessionRow {
    id,
    register_id,
    register_name,
    branch_name,
    utc_offset_min,
    user_id,
    user_name,
    opened_by_name,
    closed_by_name,
    opened_at_ms,
    closed_at_ms,
    opening_amount,
    opening_difference,
    expected_amount,
    counted_amount,
    difference_reason,
    opening_count,
    closing_count,
    is_blind,
});

// In two parts: D1 allows a function 32 arguments.
const HEAD: &str = "SELECT json_insert(json_object('id', cash_session.id, 'register_id', cash_session.register_id, 'register_name', cash_register.name, \
      'branch_name', branch.name, 'utc_offset_min', branch.utc_offset_min, 'user_name', owner.name, 'opened_by_name', opener.name, \
      'closed_by_name', closer.name, 'opened_at_ms', cash_session.opened_at_ms, 'closed_at_ms', cash_session.closed_at_ms, \
      'opening_amount', cash_session.opening_amount, 'opening_difference', cash_session.opening_difference, \
      'expected_amount', cash_session.expected_amount, 'counted_amount', cash_session.counted_amount), \
      '$.difference_reason', cash_session.difference_reason, '$.opening_count', json(cash_session.opening_count), \
      '$.closing_count', json(cash_session.closing_count), '$.is_blind', tenant.blind_close, '$.user_id', cash_session.user_id) AS row \
    FROM cash_session \
    JOIN tenant ON tenant.id = cash_session.tenant_id \
    JOIN cash_register ON cash_register.id = cash_session.register_id \
    JOIN branch ON branch.id = cash_register.branch_id \
    JOIN user_account AS owner ON owner.id = cash_session.user_id \
    JOIN operation AS opening ON opening.id = cash_session.opening_operation_id \
    JOIN user_account AS opener ON opener.id = opening.user_id \
    LEFT JOIN user_account AS closer ON closer.id = cash_session.closed_by_user_id \
    WHERE cash_session.tenant_id = CAST(?1 AS INTEGER) AND cash_session.id = CAST(?2 AS INTEGER)";

/// Selects the head ([`ReportSessionRow`]).
pub fn head(tenant_id: i64, cash_session_id: i64) -> Statement {
    Statement::new(HEAD)
        .integer(tenant_id)
        .integer(cash_session_id)
}

/// The transfers that moved the drawer of session `?2`, their operations, and the drawer.
macro_rules! of_drawer {
    () => {
        " FROM transfer \
          CROSS JOIN operation ON operation.id = transfer.operation_id \
          CROSS JOIN cash_session ON cash_session.id = transfer.cash_session_id \
          CROSS JOIN account AS drawer ON drawer.tenant_id = transfer.tenant_id AND drawer.kind = 'register_cash' \
            AND drawer.owner_id = cash_session.register_id AND drawer.currency = transfer.currency "
    };
}
macro_rules! of_session {
    () => {
        " WHERE transfer.tenant_id = CAST(?1 AS INTEGER) AND transfer.cash_session_id = CAST(?2 AS INTEGER) \
          AND transfer.kind IN ('posted', 'post') "
    };
}

/// One thing that moved the drawer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportEntryRow {
    /// When.
    pub created_at_ms: i64,
    /// The kind of its operation.
    pub kind: String,
    /// Whether cash came in.
    pub is_income: bool,
    /// A customer's number, an operator's name or a person's reason.
    pub detail: Option<String>,
    /// The operator's name.
    pub operator: Option<String>,
    /// The number of the top-up, the injection or the movement.
    pub number: Option<i64>,
    /// How much.
    pub amount: Amount,
    /// The state that its operation had come to within the session.
    pub state: String,
}
columns!(ReportEntryRow {
    created_at_ms,
    kind,
    is_income,
    detail,
    operator,
    number,
    amount,
    state
});

/// Whether an operation was reversed within session `?2`: what is undone from another drawer later belongs to that one's report, and a
/// report that was filed stays true.
macro_rules! is_reversed_here {
    () => {
        "EXISTS (SELECT 1 FROM operation AS reversal WHERE reversal.tenant_id = operation.tenant_id \
           AND reversal.reverses_operation_id = operation.id AND reversal.cash_session_id = CAST(?2 AS INTEGER))"
    };
}

// The cash of a service payment came in, whatever becomes of its order afterwards.
const ENTRIES: &str = concat!(
    "SELECT json_object('created_at_ms', transfer.created_at_ms, 'kind', operation.kind, 'is_income', transfer.to_account_id = drawer.id, \
       'detail', CASE WHEN operation.kind IN ('top_up', 'injection', 'coupon_collection', 'service_payment', 'service_refund') THEN operation.subject \
         WHEN operation.kind IN ('cash_movement', 'reversal') THEN operation.description END, \
       'operator', operator.name, \
       'number', coalesce(top_up.id, injection.id, iif(operation.kind = 'cash_movement', transfer.id, NULL)), \
       'amount', transfer.amount, 'state', CASE WHEN operation.kind = 'service_payment' THEN 'succeeded' \
         WHEN operation.state = 'reversed' AND NOT ",
    is_reversed_here!(),
    " THEN 'succeeded' ELSE operation.state END) AS row",
    of_drawer!(),
    "LEFT JOIN top_up ON top_up.operation_id = operation.id \
     LEFT JOIN injection ON injection.operation_id = operation.id \
     LEFT JOIN operator ON operator.id = coalesce(top_up.operator_id, injection.operator_id)",
    of_session!(),
    "ORDER BY transfer.id LIMIT CAST(?3 AS INTEGER)"
);

/// Selects what moved the drawer, oldest first ([`ReportEntryRow`]).
pub fn entries(tenant_id: i64, cash_session_id: i64, limit: i64) -> Statement {
    Statement::new(ENTRIES)
        .integer(tenant_id)
        .integer(cash_session_id)
        .integer(limit)
}

/// What all of one kind in one direction come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTotalRow {
    /// The kind.
    pub kind: String,
    /// Whether cash came in.
    pub is_income: bool,
    /// How many.
    pub count: i64,
    /// Their sum.
    pub sum: Sum,
}
columns!(ReportTotalRow {
    kind,
    is_income,
    count,
    sum
});

const TOTALS: &str = concat!(
    "SELECT json_object('kind', operation.kind, 'is_income', transfer.to_account_id = drawer.id, 'count', count(*), 'sum', ",
    sum_json!("transfer.amount"),
    ") AS row",
    of_drawer!(),
    of_session!(),
    "GROUP BY operation.kind, transfer.to_account_id = drawer.id ORDER BY operation.kind, transfer.to_account_id = drawer.id"
);

/// Selects what everything that moved the drawer comes to, however much it is ([`ReportTotalRow`]).
pub fn totals(tenant_id: i64, cash_session_id: i64) -> Statement {
    Statement::new(TOTALS)
        .integer(tenant_id)
        .integer(cash_session_id)
}

/// What was sold of one operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorSumRow {
    /// The operator's name.
    pub operator: String,
    /// How many top-ups.
    pub count: i64,
    /// Their sum.
    pub sum: Sum,
}
columns!(OperatorSumRow {
    operator,
    count,
    sum
});

const SOLD: &str = concat!(
    "SELECT json_object('operator', operator.name, 'count', count(*), 'sum', ",
    sum_json!("top_up.amount"),
    ") AS row FROM top_up INDEXED BY top_up_by_session \
       CROSS JOIN operation ON operation.id = top_up.operation_id \
       CROSS JOIN operator ON operator.id = top_up.operator_id \
     WHERE top_up.tenant_id = CAST(?1 AS INTEGER) AND top_up.cash_session_id = CAST(?2 AS INTEGER) AND NOT ",
    is_reversed_here!(),
    " GROUP BY operator.id ORDER BY operator.id"
);

/// Selects what was sold of each operator in the session and not reversed in it ([`OperatorSumRow`]).
pub fn sold(tenant_id: i64, cash_session_id: i64) -> Statement {
    Statement::new(SOLD)
        .integer(tenant_id)
        .integer(cash_session_id)
}
