//! Top-ups: the sale itself, the operator's reference, the history.

use super::cash_session::{CashSessionRow, cash_session_json};
use super::history::{HistoryQuery, HistoryStatements, history_page};
use super::operation::{OperationRef, bind_reference, referenced_id};
use super::row::columns;
use super::span::in_span;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;
use ventanilla_core::operator::Operator;

/// A top-up. What can change afterwards (a reversal, a later reference) is not part of the sale's own answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopUpRow {
    /// Its id.
    pub id: i64,
    /// Its operation.
    pub operation_id: String,
    /// The operator's name.
    pub operator: String,
    /// The customer's national number.
    pub phone: String,
    /// What was sold.
    pub amount: Amount,
    /// The cash session.
    pub cash_session_id: i64,
    /// The session's user.
    pub user_id: i64,
    /// When.
    pub created_at_ms: i64,
    /// The operator's reference: in the sale's own answer only one that came with the sale.
    pub reference: Option<String>,
    /// The session; only in the history.
    pub cash_session: Option<CashSessionRow>,
}
columns!(TopUpRow {
    id,
    operation_id,
    operator,
    phone,
    amount,
    cash_session_id,
    user_id,
    created_at_ms,
    reference,
    cash_session,
});

const INSERT: &str = "INSERT INTO top_up (tenant_id, operation_id, operator_id, phone, amount, cash_session_id, user_id, created_at_ms, branch_id, local_day) \
    SELECT cash_session.tenant_id, ?2, (SELECT id FROM operator WHERE tenant_id = CAST(?1 AS INTEGER) AND name = ?3), ?4, \
      CAST(?5 AS INTEGER), cash_session.id, cash_session.user_id, CAST(?7 AS INTEGER), branch.id, \
      (CAST(?7 AS INTEGER) + branch.utc_offset_min * 60000) / 86400000 \
    FROM cash_session JOIN cash_register ON cash_register.id = cash_session.register_id JOIN branch ON branch.id = cash_register.branch_id \
    WHERE cash_session.tenant_id = CAST(?1 AS INTEGER) AND cash_session.id = CAST(?6 AS INTEGER)";

/// Stores the sale.
pub fn insert(
    reference: &OperationRef,
    operator: Operator,
    phone: &str,
    amount: Amount,
    cash_session_id: i64,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .text(operator.name())
        .text(phone)
        .amount(amount)
        .integer(cash_session_id)
        .integer(now_ms)
}

const INSERT_REFERENCE_WITH_SALE: &str = "INSERT INTO top_up_reference (top_up_id, tenant_id, reference, with_sale, user_id, created_at_ms) \
    SELECT id, tenant_id, ?3, 1, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER) FROM top_up WHERE tenant_id = CAST(?1 AS INTEGER) AND operation_id = ?2";

/// Stores the operator's reference together with the sale.
pub fn insert_reference_with_sale(
    operation: &OperationRef,
    operator_reference: &str,
    user_id: i64,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT_REFERENCE_WITH_SALE)
        .integer(operation.tenant_id)
        .text(&operation.id)
        .text(operator_reference)
        .integer(user_id)
        .integer(now_ms)
}

const ASSERT_KNOWN: &str = "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
      WHEN top_up.id IS NULL THEN 'top_up_not_found' \
      WHEN top_up.user_id <> CAST(?3 AS INTEGER) AND ?4 <> '1' THEN 'session_not_yours' \
      ELSE '' END AS code \
    FROM (SELECT 1) LEFT JOIN top_up ON top_up.tenant_id = CAST(?1 AS INTEGER) AND top_up.id = CAST(?2 AS INTEGER))";
const INSERT_REFERENCE: &str = "INSERT INTO top_up_reference (top_up_id, tenant_id, reference, with_sale, user_id, created_at_ms) \
    SELECT CAST(?2 AS INTEGER), CAST(?1 AS INTEGER), ?3, 0, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER) \
    WHERE NOT EXISTS (SELECT 1 FROM top_up_reference WHERE top_up_id = CAST(?2 AS INTEGER) AND reference = ?3)";

/// Stores the operator's reference of an earlier sale, once (the same one again changes nothing); refused for another user's sale unless `for_anyone`.
pub fn insert_reference(
    tenant_id: i64,
    top_up_id: i64,
    operator_reference: &str,
    user_id: i64,
    for_anyone: bool,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_KNOWN)
            .integer(tenant_id)
            .integer(top_up_id)
            .integer(user_id)
            .flag(for_anyone),
        Statement::new(INSERT_REFERENCE)
            .integer(tenant_id)
            .integer(top_up_id)
            .text(operator_reference)
            .integer(user_id)
            .integer(now_ms),
    ]
}

/// The columns of a top-up; `$reference` and `$session` say what else.
macro_rules! top_up_json {
    ($session:expr) => {
        concat!(
            "json_object('id', top_up.id, 'operation_id', top_up.operation_id, 'operator', operator.name, 'phone', top_up.phone, \
             'amount', top_up.amount, 'cash_session_id', top_up.cash_session_id, 'user_id', top_up.user_id, \
             'created_at_ms', top_up.created_at_ms, 'reference', top_up_reference.reference",
            $session,
            ")"
        )
    };
}

const MADE_BY: &str = concat!(
    "SELECT ",
    top_up_json!(""),
    " AS row FROM top_up JOIN operator ON operator.id = top_up.operator_id \
       LEFT JOIN top_up_reference ON top_up_reference.top_up_id = top_up.id AND top_up_reference.with_sale = 1 \
     WHERE top_up.tenant_id = CAST(?1 AS INTEGER) AND top_up.operation_id = ",
    referenced_id!()
);

/// Selects the top-up of an operation, as it was answered first.
pub fn made_by(reference: &OperationRef) -> Statement {
    bind_reference(MADE_BY, reference)
}

const FIND: &str = concat!(
    "SELECT ",
    top_up_json!(""),
    " AS row FROM top_up JOIN operator ON operator.id = top_up.operator_id \
       LEFT JOIN top_up_reference ON top_up_reference.top_up_id = top_up.id \
     WHERE top_up.tenant_id = CAST(?1 AS INTEGER) AND top_up.id = CAST(?2 AS INTEGER)"
);

/// Selects one top-up as it is now.
pub fn find(tenant_id: i64, id: i64) -> Statement {
    Statement::new(FIND).integer(tenant_id).integer(id)
}

macro_rules! top_up_page {
    ($index:literal, $scope:literal) => {
        history_page!(
            "top_up",
            $index,
            top_up_json!(concat!(", 'cash_session', ", cash_session_json!())),
            "LEFT JOIN top_up_reference ON top_up_reference.top_up_id = top_up.id",
            $scope,
            in_span!("top_up.created_at_ms", "?2", "?3", "?4", "?5", "?6")
        )
    };
}

const PAGE: &str = top_up_page!("top_up_by_time", "");
const PAGE_OF_SESSION: &str = top_up_page!(
    "top_up_by_session",
    "top_up.cash_session_id = CAST(?10 AS INTEGER) AND "
);
const PAGE_OF_OPERATOR: &str = top_up_page!(
    "top_up_by_operator",
    "top_up.operator_id = (SELECT id FROM operator WHERE tenant_id = CAST(?1 AS INTEGER) AND name = ?9) AND "
);

/// Selects a page of top-ups ([`TopUpRow`], with sessions).
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
