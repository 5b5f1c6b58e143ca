//! The lists of operations, and what the operations of a list come to.

use super::operation::{operation_joins, operation_json, operation_moves_in};
use super::row::columns;
use super::span::{END_MS, Span, in_span};
use super::sum::{Sum, sum_json};
use crate::ports::Statement;
use ventanilla_core::amount::Amount;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::operator::Operator;

/// Where a list of operations starts its search. Each has an index of its own, so that by one filter a page costs the same however long
/// the history is; further filters are applied to what that index yields, newest first, until the page is full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OperationScope {
    /// All of the tenant.
    All,
    /// Of one cash session.
    Session(i64),
    /// Of exactly one amount.
    Amount(Amount),
    /// Asked for by one user.
    User(i64),
    /// Top-ups and injections of one operator.
    Operator(Operator),
    /// Of one kind.
    Kind(OperationKind),
    /// In one state, other than the one that nearly all are in.
    State(OperationState),
    /// About one customer's number, register or operator, exactly.
    Subject(String),
    /// Sent with that idempotency key by the actor.
    Key {
        /// The key.
        key: String,
        /// In whose name.
        actor: String,
    },
}

/// A page of operations, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationQuery {
    /// Where the search starts.
    pub scope: OperationScope,
    /// Only of this kind.
    pub kind: Option<OperationKind>,
    /// Only in this state.
    pub state: Option<OperationState>,
    /// Only of this session.
    pub cash_session_id: Option<i64>,
    /// Only of this user.
    pub user_id: Option<i64>,
    /// Only of this amount.
    pub amount: Option<Amount>,
    /// Only top-ups and injections of this operator.
    pub operator: Option<Operator>,
    /// Only of this time.
    pub span: Span,
    /// After (that is: older than) this one.
    pub cursor: Option<(i64, String)>,
    /// At most so many.
    pub limit: i64,
}

macro_rules! filters {
    () => {
        "(?9 IS NULL OR operation.kind = ?9) AND (?10 IS NULL OR operation.state = ?10) \
          AND (?11 IS NULL OR operation.cash_session_id = CAST(?11 AS INTEGER)) AND (?12 IS NULL OR operation.user_id = CAST(?12 AS INTEGER)) \
          AND (?13 IS NULL OR operation.amount = CAST(?13 AS INTEGER))"
    };
}

/// The name of the operator that `$table` has for the operation.
macro_rules! operator_of {
    ($table:literal) => {
        concat!(
            "(SELECT operator.name FROM ",
            $table,
            " JOIN operator ON operator.id = ",
            $table,
            ".operator_id WHERE ",
            $table,
            ".operation_id = operation.id)"
        )
    };
}

/// The ids of what is looked for, newest first: a scope's condition (over `?15`, `?16`) and its index, the filters, the cursor, at most `?8`.
macro_rules! found {
    ($index:literal, $scope:literal) => {
        concat!(
            "SELECT operation.id AS found_id FROM operation INDEXED BY ",
            $index,
            " WHERE operation.tenant_id = CAST(?1 AS INTEGER) AND ",
            $scope,
            " AND ",
            in_span!("operation.created_at_ms", "?2", "?3", "?4", "?5", "?6"),
            " AND (operation.created_at_ms, operation.id) < (CAST(?6 AS INTEGER), ?7) AND ",
            filters!(),
            " AND (?14 IS NULL OR ?14 = ",
            operator_of!("top_up"),
            " OR ?14 = ",
            operator_of!("injection"),
            ") ORDER BY operation.created_at_ms DESC, operation.id DESC LIMIT CAST(?8 AS INTEGER)"
        )
    };
}

/// Of one table that has operators, those of `?14`. A detail is stored at the time of its operation, so either's time puts them in order.
macro_rules! found_in {
    ($table:literal, $index:literal) => {
        concat!(
            "SELECT found_id, found_ms FROM (SELECT operation.id AS found_id, ",
            $table,
            ".created_at_ms AS found_ms FROM ",
            $table,
            " INDEXED BY ",
            $index,
            " CROSS JOIN operation ON operation.id = ",
            $table,
            // Without a table of its own, the condition on the kind is looked at once, before anything is read.
            ".operation_id WHERE (?9 IS NULL OR ?9 = '",
            $table,
            "') AND ",
            $table,
            ".tenant_id = CAST(?1 AS INTEGER) AND ",
            $table,
            ".operator_id = (SELECT id FROM operator WHERE tenant_id = CAST(?1 AS INTEGER) AND name = ?14) AND ",
            in_span!(concat!($table, ".created_at_ms"), "?2", "?3", "?4", "?5", "?6"),
            " AND (",
            $table,
            ".created_at_ms, operation.id) < (CAST(?6 AS INTEGER), ?7) AND ",
            filters!(),
            " ORDER BY ",
            $table,
            ".created_at_ms DESC, operation.id DESC LIMIT CAST(?8 AS INTEGER))"
        )
    };
}

/// As `found`, of one operator: the newest of each table are enough to find the newest of both.
macro_rules! found_of_operator {
    () => {
        concat!(
            found_in!("top_up", "top_up_by_operator"),
            " UNION ALL ",
            found_in!("injection", "injection_by_operator"),
            " ORDER BY found_ms DESC, found_id DESC LIMIT CAST(?8 AS INTEGER)"
        )
    };
}

macro_rules! page {
    ($found:expr) => {
        concat!(
            "SELECT ",
            operation_json!(", '$.user_name', user_account.name"),
            " AS row FROM (",
            $found,
            ") CROSS JOIN operation ON operation.id = found_id ",
            operation_joins!(),
            " LEFT JOIN user_account ON user_account.id = operation.user_id \
            ORDER BY operation.created_at_ms DESC, operation.id DESC"
        )
    };
}

/// One more than what is added up is looked for, to know whether there is more.
macro_rules! totals {
    ($found:expr) => {
        concat!(
            "SELECT json_object('kind', kind, 'state', state, 'is_income', is_income, 'count', sum(is_counted), 'sum', ",
            sum_json!("iif(is_counted, amount, 0)"),
            ", 'is_cut', max(is_counted = 0)) AS row FROM ( \
              SELECT operation.kind AS kind, operation.state AS state, operation.amount AS amount, ",
            operation_moves_in!(),
            " AS is_income, row_number() OVER (ORDER BY operation.created_at_ms DESC, operation.id DESC) < CAST(?8 AS INTEGER) AS is_counted \
              FROM (",
            $found,
            ") CROSS JOIN operation ON operation.id = found_id) \
            GROUP BY kind, state, is_income ORDER BY kind, state, is_income"
        )
    };
}

struct ListStatements {
    page: &'static str,
    totals: &'static str,
}

macro_rules! list {
    ($found:expr) => {
        ListStatements {
            page: page!($found),
            totals: totals!($found),
        }
    };
}

const OF_ALL: ListStatements = list!(found!("operation_by_time", "1"));
const OF_SESSION: ListStatements = list!(found!(
    "operation_by_session",
    "operation.cash_session_id = CAST(?15 AS INTEGER)"
));
const OF_AMOUNT: ListStatements = list!(found!(
    "operation_by_amount",
    "operation.amount = CAST(?15 AS INTEGER)"
));
const OF_USER: ListStatements = list!(found!(
    "operation_by_user",
    "operation.user_id = CAST(?15 AS INTEGER)"
));
const OF_OPERATOR: ListStatements = list!(found_of_operator!());
const OF_KIND: ListStatements = list!(found!("operation_by_kind", "operation.kind = ?15"));
const IN_STATE: ListStatements = list!(found!(
    "operation_by_state",
    "operation.state = ?15 AND operation.state <> 'succeeded'"
));
const ABOUT_SUBJECT: ListStatements =
    list!(found!("operation_by_subject", "operation.subject = ?15"));
const WITH_KEY: ListStatements = list!(found!(
    "operation_by_key",
    "operation.idempotency_key = ?15 AND operation.actor = ?16"
));

/// Later than any instant and any id.
const END: (i64, &str) = (END_MS, "~");

/// Selects a page of operations ([`super::operation::OperationRow`], with the names of the users).
pub fn page(tenant_id: i64, query: &OperationQuery) -> Statement {
    bind(|statements| statements.page, tenant_id, query, query.limit)
}

/// What the operations of one kind, in one state, that moved cash in one direction come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationTotalRow {
    /// The kind.
    pub kind: String,
    /// The state.
    pub state: String,
    /// Whether cash came into a drawer; none where no drawer was moved.
    pub is_income: Option<bool>,
    /// How many are added up.
    pub count: i64,
    /// Their sum.
    pub sum: Sum,
    /// Whether the query leaves more than are added up; told by the row of the first that is not.
    pub is_cut: bool,
}
columns!(OperationTotalRow {
    kind,
    state,
    is_income,
    count,
    sum,
    is_cut
});

/// Selects what the newest operations of a query come to, its limit at the most ([`OperationTotalRow`]).
pub fn totals(tenant_id: i64, query: &OperationQuery) -> Statement {
    let looked_for = query.limit.saturating_add(1);
    bind(|statements| statements.totals, tenant_id, query, looked_for)
}

fn bind(
    choose: impl Fn(ListStatements) -> &'static str,
    tenant_id: i64,
    query: &OperationQuery,
    limit: i64,
) -> Statement {
    let (statements, scope): (ListStatements, Vec<String>) = match &query.scope {
        OperationScope::All => (OF_ALL, Vec::new()),
        OperationScope::Session(id) => (OF_SESSION, vec![id.to_string()]),
        OperationScope::Amount(amount) => (OF_AMOUNT, vec![amount.minor().to_string()]),
        OperationScope::User(id) => (OF_USER, vec![id.to_string()]),
        // Its operator is the filter's own.
        OperationScope::Operator(_) => (OF_OPERATOR, Vec::new()),
        OperationScope::Kind(kind) => (OF_KIND, vec![kind.as_str().to_owned()]),
        OperationScope::State(state) => (IN_STATE, vec![state.as_str().to_owned()]),
        OperationScope::Subject(subject) => (ABOUT_SUBJECT, vec![subject.clone()]),
        OperationScope::Key { key, actor } => (WITH_KEY, vec![key.clone(), actor.clone()]),
    };
    let operator = match query.scope {
        OperationScope::Operator(operator) => Some(operator),
        _ => query.operator,
    };
    let (cursor_ms, cursor_id) = query
        .cursor
        .as_ref()
        .map_or(END, |(ms, id)| (*ms, id.as_str()));
    let statement = query
        .span
        .bind(Statement::new(choose(statements)).integer(tenant_id))
        .integer(cursor_ms)
        .text(cursor_id)
        .integer(limit)
        .optional_text(query.kind.map(OperationKind::as_str))
        .optional_text(query.state.map(OperationState::as_str))
        .optional_integer(query.cash_session_id)
        .optional_integer(query.user_id)
        .optional_amount(query.amount)
        .optional_text(operator.map(Operator::name));
    scope.into_iter().fold(statement, Statement::text)
}
