//! Orders at a provider: on their way, pending, unknown, settled. What settling moves is the schema's to see to.

use super::operation::OperationRef;
use super::provider::id_of;
use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;
use ventanilla_core::code::Code;
use ventanilla_core::provider::Provider;
use ventanilla_core::wire::resources::payments::OrderState;

/// Whose server an order is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The fake provider of demo tenants.
    Sandbox,
    /// The server that the deployment's variables name.
    Deployment,
    /// The tenant's own account.
    Account,
}

impl Target {
    /// The name, as the schema writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Deployment => "deployment",
            Self::Account => "account",
        }
    }

    /// The target of exactly that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Sandbox, Self::Deployment, Self::Account]
            .into_iter()
            .find(|target| target.as_str() == name)
    }
}

/// How long whoever works on an order has it for itself, in milliseconds: longer than a conversation may take with what is stored around it.
pub const LEASE_MS: i64 = 60_000;

const INSERT: &str = "INSERT INTO provider_order (operation_id, tenant_id, provider_id, target, state, hold_transfer_id, reference, next_attempt_at_ms, \
      lease_until_ms, created_at_ms, updated_at_ms) \
    SELECT operation_id, tenant_id, CAST(?3 AS INTEGER), ?4, 'submitted', id, ?7, CAST(?5 AS INTEGER) + CAST(?6 AS INTEGER), \
      CAST(?5 AS INTEGER) + CAST(?6 AS INTEGER), CAST(?5 AS INTEGER), CAST(?5 AS INTEGER) \
    FROM transfer WHERE tenant_id = CAST(?1 AS INTEGER) AND operation_id = ?2 AND kind = 'held'";

/// Stores an order whose money is held already, leased to whoever stores it. `known_as` is the provider's own id of it, where it has one
/// before it is sent.
pub fn insert(
    reference: &OperationRef,
    provider: Provider,
    target: Target,
    known_as: Option<&str>,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .integer(id_of(provider))
        .text(target.as_str())
        .integer(now_ms)
        .integer(LEASE_MS)
        .optional_text(known_as)
}

const INSERT_WITHOUT_HOLD: &str = "INSERT INTO provider_order (operation_id, tenant_id, provider_id, target, state, next_attempt_at_ms, \
      lease_until_ms, created_at_ms, updated_at_ms) \
    VALUES (?2, CAST(?1 AS INTEGER), CAST(?3 AS INTEGER), ?4, 'submitted', CAST(?5 AS INTEGER) + CAST(?6 AS INTEGER), \
      CAST(?5 AS INTEGER) + CAST(?6 AS INTEGER), CAST(?5 AS INTEGER), CAST(?5 AS INTEGER))";

/// Stores an order that costs no money, leased to whoever stores it.
pub fn insert_without_hold(
    reference: &OperationRef,
    provider: Provider,
    target: Target,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT_WITHOUT_HOLD)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .integer(id_of(provider))
        .text(target.as_str())
        .integer(now_ms)
        .integer(LEASE_MS)
}

/// What has become of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding<'a> {
    /// Where it stands now.
    pub state: OrderState,
    /// The provider's own id of it, where it told one.
    pub reference: Option<&'a str>,
    /// Why it was refused.
    pub refusal: Option<&'a str>,
    /// What we say ourselves: why it was not sent, or why nobody can tell.
    pub reason: Option<Code>,
    /// What the provider said, or a person's evidence.
    pub evidence: &'a str,
    /// When somebody should look again; none where only a person can.
    pub next_attempt_at_ms: Option<i64>,
    /// The person who decided, if one did.
    pub settled_by_user_id: Option<i64>,
}

// Another's lease is not ours to end, unless what we know (`?4`) ends the order: a clear answer is never too late while nobody has decided.
const ASSERT_LEASED: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM provider_order WHERE operation_id = ?1 \
    AND tenant_id = CAST(?2 AS INTEGER) AND (lease_until_ms = CAST(?3 AS INTEGER) OR ?4 = '1') AND state NOT IN ('delivered', 'refused')), \
    'payment_already_resolved'";
// A look-up without a clear answer leaves an order as it was: pending, since the provider had it, or unknown; and one that says nothing, what was said.
const RECORD: &str = "UPDATE provider_order SET state = iif(?2 IN ('pending', 'unknown') AND state IN ('pending', 'unknown'), state, ?2), reference = coalesce(?3, reference), refusal = ?4, \
      evidence = iif(?2 = 'unknown' AND ?5 = '' AND ?9 = '', evidence, ?5), reason = iif(?2 = 'unknown' AND ?5 = '' AND ?9 = '', reason, ?9), \
      next_attempt_at_ms = CAST(?6 AS INTEGER), settled_by_user_id = CAST(?7 AS INTEGER), attempts = attempts + 1, lease_until_ms = 0, \
      settled_at_ms = iif(?2 IN ('delivered', 'refused'), CAST(?8 AS INTEGER), NULL), updated_at_ms = CAST(?8 AS INTEGER) \
    WHERE operation_id = ?1";

/// Records what has become of an order under the lease that ends at `lease_until_ms`; what settles it, as long as it is open. Fails with
/// `payment_already_resolved` where that is somebody else's by now.
pub fn record(
    tenant_id: i64,
    operation_id: &str,
    lease_until_ms: i64,
    finding: &Finding<'_>,
    now_ms: i64,
) -> Vec<Statement> {
    let settles = !finding.state.is_open();
    vec![
        assert_leased(tenant_id, operation_id, lease_until_ms, settles),
        update(operation_id, finding, now_ms),
    ]
}

/// Fails with `payment_already_resolved` unless an order is open and the lease that ends at `lease_until_ms` still stands, or what comes settles it.
pub fn assert_leased(
    tenant_id: i64,
    operation_id: &str,
    lease_until_ms: i64,
    settles: bool,
) -> Statement {
    Statement::new(ASSERT_LEASED)
        .text(operation_id)
        .integer(tenant_id)
        .integer(lease_until_ms)
        .flag(settles)
}

fn update(operation_id: &str, finding: &Finding<'_>, now_ms: i64) -> Statement {
    Statement::new(RECORD)
        .text(operation_id)
        .text(finding.state.as_str())
        .optional_text(finding.reference)
        .optional_text(finding.refusal)
        .text(finding.evidence)
        .optional_integer(finding.next_attempt_at_ms)
        .optional_integer(finding.settled_by_user_id)
        .integer(now_ms)
        .text(finding.reason.map_or("", Code::as_str))
}

const ASSERT_OPEN: &str = "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
      WHEN provider_order.operation_id IS NULL OR (provider_order.hold_transfer_id IS NULL) <> CAST(?4 AS INTEGER) THEN 'operation_not_found' \
      WHEN provider_order.state IN ('delivered', 'refused') THEN 'payment_already_resolved' \
      WHEN provider_order.lease_until_ms > CAST(?3 AS INTEGER) THEN 'operation_in_progress' ELSE '' END AS code \
    FROM (SELECT 1) LEFT JOIN provider_order ON provider_order.operation_id = ?1 AND provider_order.tenant_id = CAST(?2 AS INTEGER))";

/// What an order is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderOf {
    /// A payment, whose money is held.
    Payment,
    /// Points, which are kept elsewhere.
    Points,
}

/// Records what a person decides about an open order that nobody is working on. Fails with `operation_not_found`, `payment_already_resolved`,
/// `operation_in_progress`.
pub fn decide(
    tenant_id: i64,
    of: OrderOf,
    operation_id: &str,
    finding: &Finding<'_>,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_OPEN)
            .text(operation_id)
            .integer(tenant_id)
            .integer(now_ms)
            .flag(of == OrderOf::Points),
        update(operation_id, finding, now_ms),
    ]
}

/// An order that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// The operation.
    pub operation_id: String,
    /// The tenant.
    pub tenant_id: i64,
    /// The provider's number.
    pub provider_id: i64,
    /// Whose server it was sent to.
    pub target: String,
    /// Where it stands.
    pub state: String,
    /// The provider's own id of it.
    pub reference: Option<String>,
    /// The number of the product that was ordered; nought of points.
    pub product_id: i64,
    /// For which number or contract.
    pub number: String,
    /// How much was ordered.
    pub amount: Amount,
    /// What the provider was told that the wallet is called that pays, if one does.
    pub source: Option<String>,
    /// How often somebody has looked.
    pub attempts: i64,
    /// Until when it is leased.
    pub lease_until_ms: i64,
}
columns!(DueRow {
    operation_id,
    tenant_id,
    provider_id,
    target,
    state,
    reference,
    product_id,
    number,
    amount,
    source,
    attempts,
    lease_until_ms,
});

const LEASE_DUE: &str = "UPDATE provider_order SET lease_until_ms = CAST(?1 AS INTEGER) + CAST(?2 AS INTEGER), \
      next_attempt_at_ms = CAST(?1 AS INTEGER) + CAST(?2 AS INTEGER), updated_at_ms = CAST(?1 AS INTEGER) \
    WHERE operation_id IN (SELECT operation_id FROM provider_order INDEXED BY provider_order_by_attempt \
      WHERE next_attempt_at_ms <= CAST(?1 AS INTEGER) AND lease_until_ms <= CAST(?1 AS INTEGER) ORDER BY next_attempt_at_ms LIMIT CAST(?3 AS INTEGER)) \
    RETURNING json_object('operation_id', operation_id, 'tenant_id', tenant_id, 'provider_id', provider_id, 'target', target, 'state', state, \
      'reference', reference, \
      'product_id', coalesce((SELECT service_id FROM service_payment WHERE service_payment.operation_id = provider_order.operation_id), 0), \
      'number', coalesce((SELECT number FROM service_payment WHERE service_payment.operation_id = provider_order.operation_id), ''), \
      'amount', coalesce((SELECT amount FROM transfer WHERE id = hold_transfer_id), 0), \
      'source', (SELECT source FROM phone_credit_completion WHERE phone_credit_completion.operation_id = provider_order.operation_id), \
      'attempts', attempts, 'lease_until_ms', lease_until_ms) AS row";

/// Leases at most `count` orders that are due, and selects them ([`DueRow`]). Nobody else gets them while the lease lasts.
pub fn lease_due(count: i64, now_ms: i64) -> Statement {
    Statement::new(LEASE_DUE)
        .integer(now_ms)
        .integer(LEASE_MS)
        .integer(count)
}
