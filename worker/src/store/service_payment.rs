//! Services paid for customers, and the refunds of those that were not delivered.

use super::operation::{OperationRef, bind_reference, referenced_id};
use super::phone_credit::{self, NewCompletion};
use super::provider::id_of;
use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::provider::Provider;

/// Who pays: a customer in cash, at somebody's open session, or an integrator on credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaidBy {
    /// The open session of this user.
    SessionOf(i64),
    /// This integrator.
    Integrator(i64),
}

/// What the provider is paid from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// The tenant's prefund there.
    Prefund,
    /// A wallet, by the completion of an order that waits for it.
    Wallet(&'a NewCompletion<'a>),
}

/// A payment to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPayment<'a> {
    /// The provider.
    pub provider: Provider,
    /// The provider's number of the service.
    pub service_id: i64,
    /// The words of the documented reports.
    pub description: &'a str,
    /// The number or contract.
    pub number: &'a str,
    /// How much.
    pub amount: Amount,
    /// Who pays.
    pub paid_by: PaidBy,
}

/// The open session of user `?3`.
macro_rules! open_session {
    ($user:literal) => {
        concat!(
            "(SELECT id FROM cash_session WHERE tenant_id = CAST(?1 AS INTEGER) AND user_id = CAST(",
            $user,
            " AS INTEGER) AND closed_at_ms IS NULL)"
        )
    };
}

const CLAIM: &str = concat!(
    "INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, cash_session_id, amount, subject, description, \
       idempotency_key, request_hash, created_at_ms, updated_at_ms) \
     VALUES (?2, CAST(?1 AS INTEGER), ?4, ?5, ?6, CAST(?3 AS INTEGER), ",
    open_session!("?14"),
    ", coalesce(CAST(?7 AS INTEGER), (SELECT amount FROM refund_due WHERE tenant_id = CAST(?1 AS INTEGER) AND operation_id = ?8)), \
       coalesce(?9, (SELECT number FROM service_payment WHERE tenant_id = CAST(?1 AS INTEGER) AND operation_id = ?8), ''), \
       ?10, ?11, ?12, CAST(?13 AS INTEGER), CAST(?13 AS INTEGER))"
);

/// Claims the key for a payment, which is on its way from then on.
pub fn claim(
    reference: &OperationRef,
    user_id: Option<i64>,
    payment: &NewPayment<'_>,
    now_ms: i64,
) -> Statement {
    Statement::new(CLAIM)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .optional_integer(user_id)
        .text(OperationKind::ServicePayment.as_str())
        .text("submitted")
        .text(&reference.actor)
        .amount(payment.amount)
        .optional_text(None)
        .text(payment.number)
        .text(payment.description)
        .optional_text(key(reference))
        .optional_text(hash(reference))
        .integer(now_ms)
        .optional_integer(match payment.paid_by {
            PaidBy::SessionOf(user_id) => Some(user_id),
            // What moves no drawer is no session's, though its user may have one.
            PaidBy::Integrator(_) => None,
        })
}

fn key(reference: &OperationRef) -> Option<&str> {
    reference.idempotency.as_ref().map(|sent| sent.key.as_str())
}

fn hash(reference: &OperationRef) -> Option<&str> {
    reference
        .idempotency
        .as_ref()
        .map(|sent| sent.request_hash.as_str())
}

const ASSERT_OPEN_SESSION: &str = concat!(
    "INSERT INTO must (ok, code) SELECT ",
    open_session!("?2"),
    " IS NOT NULL, 'session_not_open'"
);
const ASSERT_PREFUND: &str = "INSERT INTO must (ok, code) SELECT posted - held >= CAST(?3 AS INTEGER), 'prefund_insufficient;' || (posted - held) \
    FROM account WHERE tenant_id = CAST(?1 AS INTEGER) AND kind = 'provider_prefund' AND owner_id = CAST(?2 AS INTEGER)";
const INSERT: &str = concat!(
    "INSERT INTO service_payment (tenant_id, operation_id, provider_id, service_id, number, amount, branch_id, receipt_number, cash_session_id, \
       integrator_id, local_day, created_at_ms) \
     SELECT branch.tenant_id, ?2, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER), ?6, CAST(?7 AS INTEGER), branch.id, \
       (SELECT coalesce(max(receipt_number), 0) + 1 FROM service_payment AS earlier \
          WHERE earlier.tenant_id = branch.tenant_id AND earlier.branch_id = branch.id), \
       cash_session.id, CAST(?8 AS INTEGER), (CAST(?9 AS INTEGER) + branch.utc_offset_min * 60000) / 86400000, CAST(?9 AS INTEGER) \
     FROM tenant \
     LEFT JOIN cash_session ON cash_session.id = ",
    open_session!("?3"),
    " LEFT JOIN cash_register ON cash_register.id = cash_session.register_id \
     JOIN branch ON branch.id = coalesce(cash_register.branch_id, tenant.default_branch_id) \
     WHERE tenant.id = CAST(?1 AS INTEGER)"
);

/// Everything after the claim: the payer can pay, the prefund or the wallet holds enough, the payment is stored and its money moved and held.
/// Refuses with `session_not_open`, `prefund_insufficient`, `credit_limit_reached`, and as [`phone_credit::complete`] does.
pub fn pay(
    reference: &OperationRef,
    payment: &NewPayment<'_>,
    source: Source<'_>,
    now_ms: i64,
) -> Vec<Statement> {
    let tenant_id = reference.tenant_id;
    let (user_id, integrator_id) = match payment.paid_by {
        PaidBy::SessionOf(user_id) => (Some(user_id), None),
        PaidBy::Integrator(integrator_id) => (None, Some(integrator_id)),
    };
    let mut statements = Vec::new();
    if let Some(user_id) = user_id {
        statements.push(
            Statement::new(ASSERT_OPEN_SESSION)
                .integer(tenant_id)
                .integer(user_id),
        );
    }
    match source {
        Source::Prefund => statements.push(
            Statement::new(ASSERT_PREFUND)
                .integer(tenant_id)
                .integer(id_of(payment.provider))
                .amount(payment.amount),
        ),
        Source::Wallet(completion) => {
            statements.extend(phone_credit::complete(reference, completion, now_ms));
        }
    }
    statements.push(
        Statement::new(INSERT)
            .integer(tenant_id)
            .text(&reference.id)
            .optional_integer(user_id)
            .integer(id_of(payment.provider))
            .integer(payment.service_id)
            .text(payment.number)
            .amount(payment.amount)
            .optional_integer(integrator_id)
            .integer(now_ms),
    );
    statements
}

/// A payment and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRow {
    /// The operation.
    pub operation_id: String,
    /// The number of the product.
    pub service_id: i64,
    /// The number or contract.
    pub number: String,
    /// How much.
    pub amount: Amount,
    /// The branch's number, and the receipt's there.
    pub branch_number: i64,
    /// The receipt's number.
    pub receipt_number: i64,
    /// The cash session; none of an integrator's.
    pub cash_session_id: Option<i64>,
    /// What the integrator is called; none of a customer's in cash.
    pub integrator: Option<String>,
    /// What the wallet is called that pays; none where a prefund does.
    pub wallet: Option<String>,
    /// Who sold it.
    pub user_name: Option<String>,
    /// The register.
    pub register_name: Option<String>,
    /// The branch.
    pub branch_name: String,
    /// Where the order stands.
    pub state: String,
    /// Whose server it was sent to.
    pub target: String,
    /// The provider's own id of it.
    pub reference: Option<String>,
    /// Why it was refused.
    pub refusal: Option<String>,
    /// What we say ourselves, as it was recorded.
    pub said: Option<String>,
    /// What the provider said, or a person's evidence.
    pub evidence: String,
    /// Who decided it, if a person did.
    pub settled_by: Option<String>,
    /// Until when somebody is working on it.
    pub lease_until_ms: i64,
    /// When somebody will look again.
    pub next_attempt_at_ms: Option<i64>,
    /// Whether cash is to be given back.
    pub is_refund_due: bool,
    /// When it was given back.
    pub refunded_at_ms: Option<i64>,
    /// When it was asked for.
    pub created_at_ms: i64,
    /// When it last changed.
    pub updated_at_ms: i64,
}
columns!(PaymentRow {
    operation_id,
    service_id,
    number,
    amount,
    branch_number,
    receipt_number,
    cash_session_id,
    integrator,
    wallet,
    user_name,
    register_name,
    branch_name,
    state,
    target,
    reference,
    refusal,
    said,
    evidence,
    settled_by,
    lease_until_ms,
    next_attempt_at_ms,
    is_refund_due,
    refunded_at_ms,
    created_at_ms,
    updated_at_ms,
});

// In two parts: D1 allows a function 32 arguments.
macro_rules! payment_json {
    () => {
        "json_insert(json_object('operation_id', service_payment.operation_id, 'service_id', service_payment.service_id, 'number', service_payment.number, \
           'amount', service_payment.amount, 'branch_number', branch.number, 'receipt_number', service_payment.receipt_number, \
           'cash_session_id', service_payment.cash_session_id, 'branch_name', branch.name, 'state', provider_order.state, \
           'target', provider_order.target, 'reference', provider_order.reference, 'refusal', provider_order.refusal, \
           'said', provider_order.reason, 'evidence', provider_order.evidence, 'lease_until_ms', provider_order.lease_until_ms, \
           'next_attempt_at_ms', provider_order.next_attempt_at_ms), \
         '$.integrator', (SELECT name FROM integrator WHERE id = service_payment.integrator_id), \
         '$.wallet', (SELECT phone_wallet.name FROM phone_credit_completion AS completion JOIN phone_wallet ON phone_wallet.id = completion.wallet_id \
            WHERE completion.operation_id = service_payment.operation_id), \
         '$.user_name', (SELECT user_account.name FROM operation JOIN user_account ON user_account.id = operation.user_id \
            WHERE operation.id = service_payment.operation_id), \
         '$.register_name', (SELECT cash_register.name FROM cash_session JOIN cash_register ON cash_register.id = cash_session.register_id \
            WHERE cash_session.id = service_payment.cash_session_id), \
         '$.settled_by', (SELECT name FROM user_account WHERE id = provider_order.settled_by_user_id), \
         '$.is_refund_due', EXISTS (SELECT 1 FROM refund_due WHERE refund_due.operation_id = service_payment.operation_id), \
         '$.refunded_at_ms', (SELECT created_at_ms FROM service_refund WHERE refunds_operation_id = service_payment.operation_id), \
         '$.created_at_ms', service_payment.created_at_ms, '$.updated_at_ms', provider_order.updated_at_ms)"
    };
}

macro_rules! payment_joins {
    () => {
        " JOIN branch ON branch.id = service_payment.branch_id \
          JOIN provider_order ON provider_order.operation_id = service_payment.operation_id "
    };
}

const BY_REFERENCE: &str = concat!(
    "SELECT ",
    payment_json!(),
    " AS row FROM service_payment",
    payment_joins!(),
    "WHERE service_payment.tenant_id = CAST(?1 AS INTEGER) AND service_payment.operation_id = ",
    referenced_id!()
);

/// Selects the payment that a reference means ([`PaymentRow`]).
pub fn by_reference(reference: &OperationRef) -> Statement {
    bind_reference(BY_REFERENCE, reference)
}

const FIND: &str = concat!(
    "SELECT ",
    payment_json!(),
    " AS row FROM service_payment",
    payment_joins!(),
    "WHERE service_payment.tenant_id = CAST(?1 AS INTEGER) AND service_payment.operation_id = ?2"
);

/// Selects one payment of the tenant ([`PaymentRow`]).
pub fn find(tenant_id: i64, operation_id: &str) -> Statement {
    Statement::new(FIND).integer(tenant_id).text(operation_id)
}

const OPEN: &str = concat!(
    "SELECT ",
    payment_json!(),
    " AS row FROM (SELECT * FROM (SELECT operation_id, 0 AS is_refund FROM provider_order INDEXED BY provider_order_open \
         WHERE tenant_id = CAST(?1 AS INTEGER) AND state IN ('submitted', 'pending', 'unknown') \
         AND hold_transfer_id IS NOT NULL ORDER BY created_at_ms LIMIT CAST(?2 AS INTEGER)) \
       UNION ALL SELECT * FROM (SELECT operation_id, 1 FROM refund_due WHERE tenant_id = CAST(?1 AS INTEGER) \
         ORDER BY since_ms LIMIT CAST(?2 AS INTEGER))) AS found \
     JOIN service_payment ON service_payment.operation_id = found.operation_id",
    payment_joins!(),
    "ORDER BY found.is_refund, service_payment.id"
);

/// Selects what waits for an answer or a person, then the refunds to be paid out, of each the oldest, at most `limit` ([`PaymentRow`]).
pub fn open(tenant_id: i64, limit: i64) -> Statement {
    Statement::new(OPEN).integer(tenant_id).integer(limit)
}

const RECENT: &str = concat!(
    "SELECT ",
    payment_json!(),
    " AS row FROM service_payment",
    payment_joins!(),
    "WHERE service_payment.tenant_id = CAST(?1 AS INTEGER) ORDER BY service_payment.id DESC LIMIT CAST(?2 AS INTEGER)"
);

/// Selects the newest payments ([`PaymentRow`]).
pub fn recent(tenant_id: i64, limit: i64) -> Statement {
    Statement::new(RECENT).integer(tenant_id).integer(limit)
}

/// Claims the key for a refund, whose amount is what is due.
pub fn claim_refund(
    reference: &OperationRef,
    user_id: i64,
    refunds_operation_id: &str,
    now_ms: i64,
) -> Statement {
    Statement::new(CLAIM)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .integer(user_id)
        .text(OperationKind::ServiceRefund.as_str())
        .text("succeeded")
        .text(&reference.actor)
        .optional_amount(None)
        .text(refunds_operation_id)
        .optional_text(None)
        .text("Devolución de un pago que no se hizo")
        .optional_text(key(reference))
        .optional_text(hash(reference))
        .integer(now_ms)
        .integer(user_id)
}

const ASSERT_REFUND: &str = concat!(
    "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
       WHEN service_payment.operation_id IS NULL THEN 'operation_not_found' \
       WHEN EXISTS (SELECT 1 FROM service_refund WHERE refunds_operation_id = ?2) THEN 'refund_already_paid' \
       WHEN refund_due.operation_id IS NULL THEN 'refund_not_due' \
       WHEN drawer.id IS NULL THEN 'session_not_open' \
       WHEN drawer.posted - drawer.held < refund_due.amount THEN 'cash_insufficient;' || (drawer.posted - drawer.held) \
       ELSE '' END AS code \
     FROM (SELECT 1) \
     LEFT JOIN service_payment ON service_payment.tenant_id = CAST(?1 AS INTEGER) AND service_payment.operation_id = ?2 \
     LEFT JOIN refund_due ON refund_due.operation_id = service_payment.operation_id \
     LEFT JOIN cash_session ON cash_session.id = ",
    open_session!("?3"),
    " LEFT JOIN account AS drawer ON drawer.tenant_id = cash_session.tenant_id AND drawer.kind = 'register_cash' AND drawer.owner_id = cash_session.register_id)"
);
const REFUND: &str = concat!(
    "INSERT INTO service_refund (operation_id, tenant_id, refunds_operation_id, cash_session_id, user_id, amount, created_at_ms) \
     SELECT ?4, tenant_id, operation_id, ",
    open_session!("?3"),
    ", CAST(?3 AS INTEGER), amount, CAST(?5 AS INTEGER) FROM refund_due WHERE tenant_id = CAST(?1 AS INTEGER) AND operation_id = ?2"
);

/// Everything after the claim: the cash is given back from the user's open session. Refuses with `operation_not_found`, `refund_already_paid`,
/// `refund_not_due`, `session_not_open`, `cash_insufficient`.
pub fn refund(
    reference: &OperationRef,
    user_id: i64,
    refunds_operation_id: &str,
    now_ms: i64,
) -> Vec<Statement> {
    let of_payment = |sql| {
        Statement::new(sql)
            .integer(reference.tenant_id)
            .text(refunds_operation_id)
            .integer(user_id)
    };
    vec![
        of_payment(ASSERT_REFUND),
        of_payment(REFUND).text(&reference.id).integer(now_ms),
    ]
}

const REFUNDED_BY: &str = concat!(
    "SELECT ",
    payment_json!(),
    " AS row FROM service_refund JOIN service_payment ON service_payment.operation_id = service_refund.refunds_operation_id",
    payment_joins!(),
    "WHERE service_refund.tenant_id = CAST(?1 AS INTEGER) AND service_refund.operation_id = ",
    referenced_id!()
);

/// Selects the payment that an operation refunded ([`PaymentRow`]).
pub fn refunded_by(reference: &OperationRef) -> Statement {
    bind_reference(REFUNDED_BY, reference)
}
