//! Operations: the claim that comes first in every batch that moves value, and the lists of our own resource.

use super::row;
use super::span::{END_MS, Span, in_span};
use crate::auth::token::Identity;
use crate::ports::Statement;
use serde::Deserialize;
use ventanilla_core::amount::Amount;
use ventanilla_core::operation::{OperationKind, OperationState};

/// The key a client made up before it sent the request, and the hash of what it sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// The header's value.
    pub key: String,
    /// SHA-256 over method, path and raw body, in hexadecimal.
    pub request_hash: String,
}

/// How the operation of a request is found again: by its key where it has one, else by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationRef {
    /// The tenant.
    pub tenant_id: i64,
    /// The id made for this request.
    pub id: String,
    /// Who asks.
    pub actor: String,
    /// The request's key and hash.
    pub idempotency: Option<Idempotency>,
}

/// What a new operation is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOperation<'a> {
    /// The kind.
    pub kind: OperationKind,
    /// The cash session it works in; none for the opening, which the session points at.
    pub cash_session_id: Option<i64>,
    /// The amount asked for.
    pub amount: Option<Amount>,
    /// What is searched for.
    pub subject: &'a str,
    /// The person's reason, or the words of the documented reports.
    pub description: &'a str,
}

const CLAIM: &str = "INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, cash_session_id, amount, subject, description, \
      idempotency_key, request_hash, created_at_ms, updated_at_ms) \
    VALUES (?2, CAST(?1 AS INTEGER), ?3, 'succeeded', ?4, CAST(?5 AS INTEGER), CAST(?6 AS INTEGER), CAST(?7 AS INTEGER), ?8, ?9, \
      ?10, ?11, CAST(?12 AS INTEGER), CAST(?12 AS INTEGER))";

/// Claims the key and stores the operation, done at once since the batch is whole or not at all.
pub fn claim(
    reference: &OperationRef,
    identity: &Identity,
    operation: &NewOperation<'_>,
    now_ms: i64,
) -> Statement {
    let idempotency = reference.idempotency.as_ref();
    Statement::new(CLAIM)
        .integer(identity.tenant_id)
        .text(&reference.id)
        .text(operation.kind.as_str())
        .text(&reference.actor)
        .integer(identity.user_id)
        .optional_integer(operation.cash_session_id)
        .optional_amount(operation.amount)
        .text(operation.subject)
        .text(operation.description)
        .optional_text(idempotency.map(|idempotency| idempotency.key.as_str()))
        .optional_text(idempotency.map(|idempotency| idempotency.request_hash.as_str()))
        .integer(now_ms)
}

/// The id of the operation a reference means, as a subquery over `?1` to `?4` ([`bind_reference`]).
macro_rules! referenced_id {
    () => {
        "coalesce((SELECT id FROM operation WHERE tenant_id = CAST(?1 AS INTEGER) AND actor = ?3 AND idempotency_key = ?4), ?2)"
    };
}
pub(crate) use referenced_id;

/// Binds `?1` to `?4` for `referenced_id`.
pub fn bind_reference(sql: &'static str, reference: &OperationRef) -> Statement {
    Statement::new(sql)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .text(&reference.actor)
        .optional_text(
            reference
                .idempotency
                .as_ref()
                .map(|idempotency| idempotency.key.as_str()),
        )
}

/// What a claim left behind.
#[derive(Debug, Deserialize)]
pub struct ClaimRow {
    /// The operation's id.
    pub id: String,
    /// The hash of the request that made it.
    pub request_hash: Option<String>,
}

const FIND_CLAIM: &str = concat!(
    "SELECT json_object('id', id, 'request_hash', request_hash) AS row FROM operation WHERE tenant_id = CAST(?1 AS INTEGER) AND id = ",
    referenced_id!()
);

/// Selects the operation that a reference means ([`ClaimRow`]).
pub fn find_claim(reference: &OperationRef) -> Statement {
    bind_reference(FIND_CLAIM, reference)
}

/// An operation as our own resource shows it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OperationRow {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its state.
    pub state: String,
    /// The amount asked for.
    #[serde(deserialize_with = "row::optional_minor")]
    pub amount: Option<Amount>,
    /// Who asked; none for the tenant's set-up.
    pub user_id: Option<i64>,
    /// The cash session.
    pub cash_session_id: Option<i64>,
    /// What it is searched by.
    pub subject: String,
    /// Reason or report text.
    pub description: String,
    /// The operation it reverses.
    pub reverses_operation_id: Option<String>,
    /// The client's key.
    pub idempotency_key: Option<String>,
    /// When it was asked for.
    pub created_at_ms: i64,
    /// When its state last changed.
    pub updated_at_ms: i64,
}

macro_rules! operation_json {
    () => {
        "json_object('id', operation.id, 'kind', operation.kind, 'state', operation.state, 'amount', operation.amount, \
         'user_id', operation.user_id, 'cash_session_id', operation.cash_session_id, 'subject', operation.subject, \
         'description', operation.description, 'reverses_operation_id', operation.reverses_operation_id, \
         'idempotency_key', operation.idempotency_key, 'created_at_ms', operation.created_at_ms, 'updated_at_ms', operation.updated_at_ms)"
    };
}

const FIND: &str = concat!(
    "SELECT ",
    operation_json!(),
    " AS row FROM operation WHERE tenant_id = CAST(?1 AS INTEGER) AND id = ?2"
);
const BY_REFERENCE: &str = concat!(
    "SELECT ",
    operation_json!(),
    " AS row FROM operation WHERE tenant_id = CAST(?1 AS INTEGER) AND id = ",
    referenced_id!()
);

/// Selects one operation of the tenant ([`OperationRow`]).
pub fn find(tenant_id: i64, id: &str) -> Statement {
    Statement::new(FIND).integer(tenant_id).text(id)
}

/// Selects the operation that a reference means ([`OperationRow`]).
pub fn by_reference(reference: &OperationRef) -> Statement {
    bind_reference(BY_REFERENCE, reference)
}

/// Where a list of operations starts its search; each has an index of its own, so that a page costs the same however long the history is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OperationScope {
    /// All of the tenant.
    All,
    /// Of one cash session.
    Session(i64),
    /// Asked for by one user.
    User(i64),
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
    /// Only of this time.
    pub span: Span,
    /// After (that is: older than) this one.
    pub cursor: Option<(i64, String)>,
    /// At most so many rows.
    pub limit: i64,
}

/// The filters and the order all lists share; a scope's condition (over `?13`, `?14`) and its index come first.
macro_rules! operation_page {
    ($index:literal, $scope:literal) => {
        concat!(
            "SELECT ",
            operation_json!(),
            " AS row FROM operation INDEXED BY ",
            $index,
            " WHERE tenant_id = CAST(?1 AS INTEGER) AND ",
            $scope,
            " AND ",
            in_span!("created_at_ms", "?2", "?3", "?4", "?5"),
            " AND (created_at_ms, id) < (CAST(?6 AS INTEGER), ?7) \
              AND (?9 IS NULL OR kind = ?9) AND (?10 IS NULL OR state = ?10) \
              AND (?11 IS NULL OR cash_session_id = CAST(?11 AS INTEGER)) AND (?12 IS NULL OR user_id = CAST(?12 AS INTEGER)) \
            ORDER BY created_at_ms DESC, id DESC LIMIT CAST(?8 AS INTEGER)"
        )
    };
}

const PAGE_ALL: &str = operation_page!("operation_by_time", "1");
const PAGE_SESSION: &str = operation_page!(
    "operation_by_session",
    "cash_session_id = CAST(?13 AS INTEGER)"
);
const PAGE_USER: &str = operation_page!("operation_by_user", "user_id = CAST(?13 AS INTEGER)");
const PAGE_KIND: &str = operation_page!("operation_by_kind", "kind = ?13");
const PAGE_STATE: &str =
    operation_page!("operation_by_state", "state = ?13 AND state <> 'succeeded'");
const PAGE_SUBJECT: &str = operation_page!("operation_by_subject", "subject = ?13");
const PAGE_KEY: &str = operation_page!("operation_by_key", "idempotency_key = ?13 AND actor = ?14");

/// Later than any instant and any id.
const END: (i64, &str) = (END_MS, "~");

/// Selects a page of operations ([`OperationRow`]).
pub fn page(tenant_id: i64, query: &OperationQuery) -> Statement {
    let (sql, scope): (&'static str, Vec<String>) = match &query.scope {
        OperationScope::All => (PAGE_ALL, Vec::new()),
        OperationScope::Session(id) => (PAGE_SESSION, vec![id.to_string()]),
        OperationScope::User(id) => (PAGE_USER, vec![id.to_string()]),
        OperationScope::Kind(kind) => (PAGE_KIND, vec![kind.as_str().to_owned()]),
        OperationScope::State(state) => (PAGE_STATE, vec![state.as_str().to_owned()]),
        OperationScope::Subject(subject) => (PAGE_SUBJECT, vec![subject.clone()]),
        OperationScope::Key { key, actor } => (PAGE_KEY, vec![key.clone(), actor.clone()]),
    };
    let (cursor_ms, cursor_id) = query
        .cursor
        .as_ref()
        .map_or(END, |(ms, id)| (*ms, id.as_str()));
    let statement = query
        .span
        .bind(Statement::new(sql).integer(tenant_id))
        .integer(cursor_ms)
        .text(cursor_id)
        .integer(query.limit)
        .optional_text(query.kind.map(OperationKind::as_str))
        .optional_text(query.state.map(OperationState::as_str))
        .optional_integer(query.cash_session_id)
        .optional_integer(query.user_id);
    scope.into_iter().fold(statement, Statement::text)
}
