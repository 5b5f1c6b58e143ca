//! What an upstream service does with the points that it keeps: orders without money, and what the service calls our collaborators.

use super::collaborator::selling_roles;
use super::operation::{OperationRef, bind_reference, referenced_id};
use super::row::columns;
use crate::ports::Statement;
use crate::providers::Balance;
use ventanilla_core::amount::Amount;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::resources::loyalty_orders::LoyaltyOrderKind;

/// An order, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoyaltyOrderRow {
    /// The operation.
    pub operation_id: String,
    /// The wallet's name.
    pub wallet: String,
    /// What it does: `contact`, or the name of a kind of movement.
    pub kind: String,
    /// The contact's number.
    pub phone: String,
    /// The contact's name, of one that is added.
    pub name: Option<String>,
    /// Points in hundredths; of an earning, what the sale came to.
    pub amount: Option<Amount>,
    /// The ticket.
    pub ticket: Option<String>,
    /// The reason of an adjustment.
    pub reason: Option<String>,
    /// What the user who signed it is called.
    pub user: String,
    /// Where it stands.
    pub state: String,
    /// The balance that the service told.
    pub reference: Option<String>,
    /// Why it was refused.
    pub refusal: Option<String>,
    /// What we say ourselves, as it was recorded.
    pub said: Option<String>,
    /// What the service said, or a person's evidence.
    pub evidence: String,
    /// What the person who decided is called, if one did.
    pub settled_by: Option<String>,
    /// What the service showed of the contact before.
    pub before: Option<ShownRow>,
    /// What it showed afterwards, where nobody could tell what became of it.
    pub after: Option<ShownRow>,
    /// Until when somebody works on it.
    pub lease_until_ms: i64,
    /// When it was asked for.
    pub created_at_ms: i64,
}
columns!(LoyaltyOrderRow {
    operation_id,
    wallet,
    kind,
    phone,
    name,
    amount,
    ticket,
    reason,
    user,
    state,
    reference,
    refusal,
    said,
    evidence,
    settled_by,
    before,
    after,
    lease_until_ms,
    created_at_ms
});

/// What the service showed of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownRow {
    /// Hundredths of points; none where there is no such contact.
    pub balance: Option<Amount>,
}
columns!(ShownRow { balance });

// In two parts: D1 allows a function 32 arguments.
macro_rules! select_orders {
    ($condition:expr) => {
        select_orders!(
            "loyalty_order JOIN provider_order ON provider_order.operation_id = loyalty_order.operation_id ",
            $condition
        )
    };
    ($source:expr, $condition:expr) => {
        concat!(
            "SELECT json_insert(json_object('operation_id', loyalty_order.operation_id, 'wallet', wallet.name, 'kind', loyalty_order.kind, \
               'phone', loyalty_order.phone, 'name', loyalty_order.name, 'amount', loyalty_order.amount, 'ticket', loyalty_order.ticket, \
               'reason', loyalty_order.reason, 'user', signer.name, 'state', provider_order.state, 'reference', provider_order.reference, \
               'refusal', provider_order.refusal), '$.said', provider_order.reason, '$.evidence', provider_order.evidence, \
               '$.settled_by', (SELECT name FROM user_account WHERE id = provider_order.settled_by_user_id), \
               '$.before', iif(had_contact IS NULL, NULL, json_object('balance', balance_before)), \
               '$.after', iif(has_contact IS NULL, NULL, json_object('balance', balance_after)), \
               '$.lease_until_ms', provider_order.lease_until_ms, '$.created_at_ms', loyalty_order.created_at_ms) AS row FROM ",
            $source,
            "JOIN loyalty_wallet AS wallet ON wallet.id = loyalty_order.wallet_id JOIN user_account AS signer ON signer.id = loyalty_order.user_id \
             WHERE loyalty_order.tenant_id = CAST(?1 AS INTEGER) AND ",
            $condition
        )
    };
}

const FIND: &str = select_orders!("loyalty_order.operation_id = ?2");
const BY_REFERENCE: &str =
    select_orders!(concat!("loyalty_order.operation_id = ", referenced_id!()));
const WAITING: &str = select_orders!(
    "provider_order INDEXED BY provider_order_open CROSS JOIN loyalty_order ON loyalty_order.operation_id = provider_order.operation_id ",
    "provider_order.tenant_id = CAST(?1 AS INTEGER) AND provider_order.state IN ('submitted', 'pending', 'unknown') \
       AND provider_order.hold_transfer_id IS NULL ORDER BY provider_order.created_at_ms LIMIT 100"
);
const LATEST: &str = select_orders!(
    "provider_order.state IN ('delivered', 'refused') ORDER BY loyalty_order.created_at_ms DESC LIMIT 100"
);

/// Selects one ([`LoyaltyOrderRow`]).
pub fn find(tenant_id: i64, operation_id: &str) -> Statement {
    Statement::new(FIND).integer(tenant_id).text(operation_id)
}

/// Selects the one that a reference means ([`LoyaltyOrderRow`]).
pub fn by_reference(reference: &OperationRef) -> Statement {
    bind_reference(BY_REFERENCE, reference)
}

/// Selects those whose outcome is open, the oldest first, 100 at most ([`LoyaltyOrderRow`]).
pub fn waiting(tenant_id: i64) -> Statement {
    Statement::new(WAITING).integer(tenant_id)
}

/// Selects the newest that are settled, 100 at most ([`LoyaltyOrderRow`]).
pub fn latest(tenant_id: i64) -> Statement {
    Statement::new(LATEST).integer(tenant_id)
}

/// An order to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLoyaltyOrder<'a> {
    /// The kind of its operation.
    pub operation_kind: OperationKind,
    /// What it does.
    pub kind: LoyaltyOrderKind,
    /// The contact's number.
    pub phone: &'a str,
    /// The contact's name, of one that is added.
    pub name: Option<&'a str>,
    /// Points in hundredths; of an earning, what the sale came to.
    pub amount: Option<Amount>,
    /// The ticket.
    pub ticket: Option<&'a str>,
    /// The reason of an adjustment.
    pub reason: Option<&'a str>,
    /// Who signs it.
    pub user_id: i64,
    /// Who authorised it with a PIN.
    pub authorised_by_user_id: Option<i64>,
}

const ASSERT_USABLE: &str = concat!(
    "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
       WHEN wallet.id IS NULL THEN 'loyalty_wallet_not_found' \
       WHEN wallet.upstream_key IS NOT ?3 THEN 'loyalty_wallet_changed' \
       WHEN NOT EXISTS (SELECT 1 FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?4 AS INTEGER) AND active = 1 AND role_id IN ",
    selling_roles!(),
    ") THEN 'collaborator_foreign' \
       WHEN (SELECT upstream_id FROM upstream_collaborator WHERE user_id = CAST(?4 AS INTEGER)) IS NOT CAST(?5 AS INTEGER) \
         OR (wallet.is_for_everybody = 0 AND NOT EXISTS (SELECT 1 FROM loyalty_permission WHERE wallet_id = wallet.id \
           AND user_id = CAST(?4 AS INTEGER))) THEN 'collaborator_not_allowed' \
       ELSE '' END AS code \
     FROM (SELECT 1) LEFT JOIN loyalty_wallet AS wallet ON wallet.tenant_id = CAST(?1 AS INTEGER) AND wallet.id = CAST(?2 AS INTEGER))"
);

/// Fails with `loyalty_wallet_changed`, `collaborator_foreign`, `collaborator_not_allowed` unless that collaborator may use the wallet as it is called at
/// the service, under that id of theirs there.
pub fn assert_usable(
    tenant_id: i64,
    wallet_id: i64,
    upstream_key: &str,
    user_id: i64,
    upstream_user_id: i64,
) -> Statement {
    Statement::new(ASSERT_USABLE)
        .integer(tenant_id)
        .integer(wallet_id)
        .text(upstream_key)
        .integer(user_id)
        .integer(upstream_user_id)
}

const INSERT: &str = "INSERT INTO loyalty_order (operation_id, tenant_id, wallet_id, kind, phone, name, amount, ticket, reason, user_id, \
      authorised_by_user_id, created_at_ms, upstream_key) \
    VALUES (?2, CAST(?1 AS INTEGER), CAST(?3 AS INTEGER), ?4, ?5, ?6, CAST(?7 AS INTEGER), ?8, ?9, CAST(?10 AS INTEGER), CAST(?11 AS INTEGER), \
      CAST(?12 AS INTEGER), ?13)";

/// Stores what is ordered, of the wallet as the service calls it.
pub fn insert(
    reference: &OperationRef,
    wallet_id: i64,
    upstream_key: &str,
    order: &NewLoyaltyOrder<'_>,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .integer(wallet_id)
        .text(order.kind.as_str())
        .text(order.phone)
        .optional_text(order.name)
        .optional_amount(order.amount)
        .optional_text(order.ticket)
        .optional_text(order.reason)
        .integer(order.user_id)
        .optional_integer(order.authorised_by_user_id)
        .integer(now_ms)
        .text(upstream_key)
}

const TELL_BEFORE: &str = "UPDATE loyalty_order SET sent_at_ms = CAST(?2 AS INTEGER), had_contact = CAST(?3 AS INTEGER), \
      balance_before = CAST(?4 AS INTEGER) WHERE operation_id = ?1";

/// Stores that an order is about to be sent, and what the service shows of its contact until then, if it said.
pub fn tell_before(operation_id: &str, before: Option<Balance>, now_ms: i64) -> Statement {
    let (had_contact, balance) = before.map(columns_of).unzip();
    Statement::new(TELL_BEFORE)
        .text(operation_id)
        .integer(now_ms)
        .optional_integer(had_contact)
        .optional_amount(balance.flatten())
}

/// Whether there is a contact, and its points.
fn columns_of(balance: Balance) -> (i64, Option<Amount>) {
    match balance {
        Balance::Points(points) => (1, Some(points.amount())),
        Balance::NoContact => (0, None),
    }
}

const TELL_AFTER: &str = "UPDATE loyalty_order SET has_contact = CAST(?2 AS INTEGER), balance_after = CAST(?3 AS INTEGER) \
    WHERE operation_id = ?1 AND has_contact IS NULL";

/// Stores what the service shows of an order's contact afterwards, unless it has been told before.
pub fn tell_after(operation_id: &str, after: Balance) -> Statement {
    let (has_contact, balance) = columns_of(after);
    Statement::new(TELL_AFTER)
        .text(operation_id)
        .integer(has_contact)
        .optional_amount(balance)
}

/// What an order was sent about, to ask for it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentRow {
    /// The wallet's key at the service.
    pub upstream_key: String,
    /// The contact's number.
    pub phone: String,
    /// Whether it was to add a contact that was not there.
    pub adds: bool,
    /// Whether it may have been sent.
    pub was_sent: bool,
}
columns!(SentRow {
    upstream_key,
    phone,
    adds,
    was_sent
});

const SENT: &str = "SELECT json_object('upstream_key', upstream_key, 'phone', phone, \
      'adds', kind = 'contact' AND had_contact IS 0, \
      'was_sent', sent_at_ms IS NOT NULL) AS row \
    FROM loyalty_order WHERE tenant_id = CAST(?1 AS INTEGER) AND operation_id = ?2";

/// Selects what an order was sent about ([`SentRow`]).
pub fn sent(tenant_id: i64, operation_id: &str) -> Statement {
    Statement::new(SENT).integer(tenant_id).text(operation_id)
}

/// A collaborator and what the service calls them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpstreamCollaboratorRow {
    /// The user.
    pub user_id: i64,
    /// The id at the service.
    pub upstream_id: i64,
}
columns!(UpstreamCollaboratorRow {
    user_id,
    upstream_id
});

const LIST_COLLABORATORS: &str = "SELECT json_object('user_id', user_id, 'upstream_id', upstream_id) AS row FROM upstream_collaborator \
    WHERE tenant_id = CAST(?1 AS INTEGER) ORDER BY user_id LIMIT 1000";
const SET_COLLABORATOR: &str = "INSERT INTO upstream_collaborator (user_id, tenant_id, upstream_id, updated_at_ms) \
    VALUES (CAST(?2 AS INTEGER), CAST(?1 AS INTEGER), CAST(?3 AS INTEGER), CAST(?4 AS INTEGER)) \
    ON CONFLICT (user_id) DO UPDATE SET upstream_id = excluded.upstream_id, updated_at_ms = excluded.updated_at_ms";
const FORGET_COLLABORATOR: &str = "DELETE FROM upstream_collaborator WHERE tenant_id = CAST(?1 AS INTEGER) AND user_id = CAST(?2 AS INTEGER)";
const ASSERT_COLLABORATOR: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM user_account \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)), 'collaborator_not_found'";

/// Selects what the service calls a tenant's collaborators ([`UpstreamCollaboratorRow`]).
pub fn list_collaborators(tenant_id: i64) -> Statement {
    Statement::new(LIST_COLLABORATORS).integer(tenant_id)
}

/// Says what the service calls a collaborator. Fails with `collaborator_not_found`.
pub fn set_collaborator(
    tenant_id: i64,
    user_id: i64,
    upstream_id: i64,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_COLLABORATOR)
            .integer(tenant_id)
            .integer(user_id),
        Statement::new(SET_COLLABORATOR)
            .integer(tenant_id)
            .integer(user_id)
            .integer(upstream_id)
            .integer(now_ms),
    ]
}

/// Forgets what the service calls a collaborator.
pub fn forget_collaborator(tenant_id: i64, user_id: i64) -> Statement {
    Statement::new(FORGET_COLLABORATOR)
        .integer(tenant_id)
        .integer(user_id)
}
