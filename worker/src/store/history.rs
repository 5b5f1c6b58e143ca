//! What the histories of top-ups and injections share: filters, order, paging.

use super::span::{END_MS, Span};
use crate::ports::Statement;
use ventanilla_core::operator::Operator;

/// A page of a history, newest first, reversed ones left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryQuery {
    /// Only of this operator.
    pub operator: Option<Operator>,
    /// Only of this cash session.
    pub cash_session_id: Option<i64>,
    /// Only of this time.
    pub span: Span,
    /// Older than this one.
    pub cursor: Option<(i64, i64)>,
    /// At most so many rows.
    pub limit: i64,
}

/// A page of `$table`, read along `$index` (CROSS JOIN keeps the order of the tables), so that it costs the same however long the
/// history is; `$scope` begins with the column of that index. `?9` is the operator's name, `?10` the session.
macro_rules! history_page {
    ($table:literal, $index:literal, $json:expr, $extra_join:literal, $scope:literal, $in_span:expr) => {
        concat!(
            "SELECT ",
            $json,
            " AS row FROM ",
            $table,
            " INDEXED BY ",
            $index,
            " CROSS JOIN operator ON operator.id = ",
            $table,
            ".operator_id \
              CROSS JOIN operation ON operation.id = ",
            $table,
            ".operation_id \
              CROSS JOIN cash_session ON cash_session.id = ",
            $table,
            ".cash_session_id ",
            $extra_join,
            " WHERE ",
            $table,
            ".tenant_id = CAST(?1 AS INTEGER) AND ",
            $scope,
            $in_span,
            " AND (",
            $table,
            ".created_at_ms, ",
            $table,
            ".id) < (CAST(?6 AS INTEGER), CAST(?7 AS INTEGER)) \
              AND operation.state = 'succeeded' AND (?9 IS NULL OR operator.name = ?9) \
              AND (?10 IS NULL OR ",
            $table,
            ".cash_session_id = CAST(?10 AS INTEGER)) \
            ORDER BY ",
            $table,
            ".created_at_ms DESC, ",
            $table,
            ".id DESC LIMIT CAST(?8 AS INTEGER)"
        )
    };
}
pub(crate) use history_page;

/// The three forms of a history: of everything, of one session, of one operator.
pub struct HistoryStatements {
    /// Served by time.
    pub all: &'static str,
    /// Served by session and time.
    pub of_session: &'static str,
    /// Served by operator and time.
    pub of_operator: &'static str,
}

/// Chooses the form by the narrowest filter and binds it.
pub fn bind(statements: HistoryStatements, tenant_id: i64, query: &HistoryQuery) -> Statement {
    let sql = match (query.cash_session_id, query.operator) {
        (Some(_), _) => statements.of_session,
        (None, Some(_)) => statements.of_operator,
        (None, None) => statements.all,
    };
    let (cursor_ms, cursor_id) = query.cursor.unwrap_or((END_MS, END_MS));
    query
        .span
        .bind(Statement::new(sql).integer(tenant_id))
        .integer(cursor_ms)
        .integer(cursor_id)
        .integer(query.limit)
        .optional_text(query.operator.map(Operator::name))
        .optional_integer(query.cash_session_id)
}
