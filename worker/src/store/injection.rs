//! Injections: cash of a drawer that buys operator float.

use super::cash_session::{CashSessionRow, cash_session_json};
use super::history::{HistoryQuery, HistoryStatements, history_page};
use super::operation::{OperationRef, bind_reference, referenced_id};
use super::row::columns;
use super::span::in_span;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;
use ventanilla_core::operator::Operator;

/// An injection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InjectionRow {
    /// Its id.
    pub id: i64,
    /// Its operation.
    pub operation_id: String,
    /// The operator's name.
    pub operator: String,
    /// What was bought.
    pub amount: Amount,
    /// The cash session that paid.
    pub cash_session_id: i64,
    /// The session's user.
    pub user_id: i64,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub created_at_ms: i64,
    /// The session; only in the history.
    pub cash_session: Option<CashSessionRow>,
}
columns!(InjectionRow {
    id,
    operation_id,
    operator,
    amount,
    cash_session_id,
    user_id,
    reason,
    created_at_ms,
    cash_session,
});

const INSERT: &str = "INSERT INTO injection (tenant_id, operation_id, operator_id, amount, cash_session_id, user_id, created_at_ms, reason) \
    SELECT tenant_id, ?2, (SELECT id FROM operator WHERE tenant_id = CAST(?1 AS INTEGER) AND name = ?3), CAST(?4 AS INTEGER), id, user_id, CAST(?6 AS INTEGER), ?7 \
    FROM cash_session WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?5 AS INTEGER)";

/// Stores the purchase.
pub fn insert(
    reference: &OperationRef,
    operator: Operator,
    amount: Amount,
    cash_session_id: i64,
    reason: Option<&str>,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .text(operator.name())
        .amount(amount)
        .integer(cash_session_id)
        .integer(now_ms)
        .optional_text(reason)
}

macro_rules! injection_json {
    ($session:expr) => {
        concat!(
            "json_object('id', injection.id, 'operation_id', injection.operation_id, 'operator', operator.name, 'amount', injection.amount, \
             'cash_session_id', injection.cash_session_id, 'user_id', injection.user_id, 'reason', injection.reason, 'created_at_ms', injection.created_at_ms",
            $session,
            ")"
        )
    };
}

const MADE_BY: &str = concat!(
    "SELECT ",
    injection_json!(""),
    " AS row FROM injection JOIN operator ON operator.id = injection.operator_id \
     WHERE injection.tenant_id = CAST(?1 AS INTEGER) AND injection.operation_id = ",
    referenced_id!()
);

/// Selects the injection of an operation.
pub fn made_by(reference: &OperationRef) -> Statement {
    bind_reference(MADE_BY, reference)
}

macro_rules! injection_page {
    ($index:literal, $scope:literal) => {
        history_page!(
            "injection",
            $index,
            injection_json!(concat!(", 'cash_session', ", cash_session_json!())),
            "",
            $scope,
            in_span!("injection.created_at_ms", "?2", "?3", "?4", "?5", "?6")
        )
    };
}

const PAGE: &str = injection_page!("injection_by_time", "");
const PAGE_OF_SESSION: &str = injection_page!(
    "injection_by_session",
    "injection.cash_session_id = CAST(?10 AS INTEGER) AND "
);
const PAGE_OF_OPERATOR: &str = injection_page!(
    "injection_by_operator",
    "injection.operator_id = (SELECT id FROM operator WHERE tenant_id = CAST(?1 AS INTEGER) AND name = ?9) AND "
);

/// Selects a page of injections ([`InjectionRow`], with sessions).
pub fn history(tenant_id: i64, query: &HistoryQuery) -> Statement {
    super::history::bind(
        HistoryStatements {
            all: PAGE,
            of_session: PAGE_OF_SESSION,
            of_operator: PAGE_OF_OPERATOR,
        },
        tenant_id,
        query,
    )
}
