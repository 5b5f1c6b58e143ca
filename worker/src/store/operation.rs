//! Operations: the claim that comes first in every batch that moves value, and one of them as our own resource shows it.

use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;
use ventanilla_core::operation::OperationKind;

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

/// Claims the key and stores the operation, done at once since the batch is whole or not at all. `user_id` is the user's who asks, if a
/// user does.
pub fn claim(
    reference: &OperationRef,
    user_id: Option<i64>,
    operation: &NewOperation<'_>,
    now_ms: i64,
) -> Statement {
    let idempotency = reference.idempotency.as_ref();
    Statement::new(CLAIM)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .text(operation.kind.as_str())
        .text(&reference.actor)
        .optional_integer(user_id)
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
#[derive(Debug)]
pub struct ClaimRow {
    /// The operation's id.
    pub id: String,
    /// The hash of the request that made it.
    pub request_hash: Option<String>,
}
columns!(ClaimRow { id, request_hash });

const FIND_CLAIM: &str = concat!(
    "SELECT json_object('id', id, 'request_hash', request_hash) AS row FROM operation WHERE tenant_id = CAST(?1 AS INTEGER) AND id = ",
    referenced_id!()
);

/// Selects the operation that a reference means ([`ClaimRow`]).
pub fn find_claim(reference: &OperationRef) -> Statement {
    bind_reference(FIND_CLAIM, reference)
}

/// An operation as our own resource shows it. What can change of it is its state, when that changed, a top-up's reference once it is
/// recorded, and what its user is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationRow {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its state.
    pub state: String,
    /// The number of the top-up, the injection or the cash movement.
    pub number: Option<i64>,
    /// The amount asked for.
    pub amount: Option<Amount>,
    /// Whether cash came into a drawer; none where it moved no drawer.
    pub is_income: Option<bool>,
    /// The name of a top-up's or an injection's operator.
    pub operator: Option<String>,
    /// Who asked; none for the tenant's set-up.
    pub user_id: Option<i64>,
    /// What that user is called; only in a list.
    pub user_name: Option<String>,
    /// The cash session.
    pub cash_session_id: Option<i64>,
    /// The register of that session, or the one that was opened or created.
    pub register_id: Option<i64>,
    /// What it is searched by.
    pub subject: String,
    /// The reason that somebody gave.
    pub reason: Option<String>,
    /// The operator's reference of a top-up.
    pub reference: Option<String>,
    /// The operation it reverses.
    pub reverses_operation_id: Option<String>,
    /// Whether it moved points that an upstream service keeps.
    pub is_upstream: bool,
    /// The client's key.
    pub idempotency_key: Option<String>,
    /// When it was asked for.
    pub created_at_ms: i64,
    /// When its state last changed.
    pub updated_at_ms: i64,
}
columns!(OperationRow {
    id,
    kind,
    state,
    number,
    amount,
    is_income,
    operator,
    user_id,
    user_name,
    cash_session_id,
    register_id,
    subject,
    reason,
    reference,
    reverses_operation_id,
    is_upstream,
    idempotency_key,
    created_at_ms,
    updated_at_ms,
});

/// Whether the operation moved cash into a drawer (1) or out of one (0); NULL where it moved none. Of several transfers, one at most
/// moves a drawer: the one with a session.
macro_rules! operation_moves_in {
    () => {
        "(SELECT CASE 'register_cash' WHEN (SELECT kind FROM account WHERE id = transfer.to_account_id) THEN 1 \
            WHEN (SELECT kind FROM account WHERE id = transfer.from_account_id) THEN 0 END \
          FROM transfer WHERE transfer.tenant_id = operation.tenant_id AND transfer.operation_id = operation.id \
          ORDER BY transfer.cash_session_id IS NULL LIMIT 1)"
    };
}
pub(crate) use operation_moves_in;

/// The details of an operation, for `operation_json`.
macro_rules! operation_joins {
    () => {
        "LEFT JOIN top_up ON top_up.operation_id = operation.id \
         LEFT JOIN top_up_reference ON top_up_reference.top_up_id = top_up.id \
         LEFT JOIN injection ON injection.operation_id = operation.id \
         LEFT JOIN operator ON operator.id = coalesce(top_up.operator_id, injection.operator_id) "
    };
}
pub(crate) use operation_joins;

// In two parts: D1 allows a function 32 arguments.
macro_rules! operation_json {
    ($more:literal) => {
        concat!(
            "json_insert(json_object('id', operation.id, 'kind', operation.kind, 'state', operation.state, \
             'number', coalesce(top_up.id, injection.id, iif(operation.kind = 'cash_movement', \
               (SELECT id FROM transfer WHERE tenant_id = operation.tenant_id AND operation_id = operation.id), NULL)), \
             'amount', operation.amount, 'is_income', ",
            operation_moves_in!(),
            ", 'operator', operator.name, 'user_id', operation.user_id, 'cash_session_id', operation.cash_session_id, \
             'register_id', CASE operation.kind \
               WHEN 'cash_session_open' THEN (SELECT register_id FROM cash_session WHERE opening_operation_id = operation.id) \
               WHEN 'register_create' THEN (SELECT id FROM cash_register WHERE operation_id = operation.id) \
               ELSE (SELECT register_id FROM cash_session WHERE id = operation.cash_session_id) END, \
             'subject', operation.subject, \
             'reason', CASE WHEN operation.kind IN ('cash_movement', 'reversal', 'coupon_cancellation') THEN operation.description ELSE injection.reason END), \
             '$.reference', coalesce(top_up_reference.reference, (SELECT reference FROM provider_order WHERE provider_order.operation_id = operation.id)), '$.reverses_operation_id', operation.reverses_operation_id, \
             '$.is_upstream', EXISTS (SELECT 1 FROM loyalty_order WHERE loyalty_order.operation_id = operation.id), \
             '$.idempotency_key', operation.idempotency_key, '$.created_at_ms', operation.created_at_ms, \
             '$.updated_at_ms', operation.updated_at_ms",
            $more,
            ")"
        )
    };
}
pub(crate) use operation_json;

macro_rules! select_operation {
    ($id:expr) => {
        concat!(
            "SELECT ",
            operation_json!(""),
            " AS row FROM operation ",
            operation_joins!(),
            "WHERE operation.tenant_id = CAST(?1 AS INTEGER) AND operation.id = ",
            $id
        )
    };
}

const FIND: &str = select_operation!("?2 AND (?3 IS NULL OR operation.actor = ?3)");
const BY_REFERENCE: &str = select_operation!(referenced_id!());

/// Selects one operation of the tenant ([`OperationRow`]); with an actor, only if it is that one's.
pub fn find(tenant_id: i64, id: &str, actor: Option<&str>) -> Statement {
    Statement::new(FIND)
        .integer(tenant_id)
        .text(id)
        .optional_text(actor)
}

/// Selects the operation that a reference means ([`OperationRow`]).
pub fn by_reference(reference: &OperationRef) -> Statement {
    bind_reference(BY_REFERENCE, reference)
}
