//! Contacts of loyalty wallets, and what moves their points. That moving is the schema's to see to; the guards say why not, in the order of the
//! contract (sections 5, 7 and 8).

use super::collaborator::{selling_roles, supervising_roles};
use super::loyalty_order::NewLoyaltyOrder;
use super::operation::{Idempotency, OperationRef, bind_reference, referenced_id};
use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;
use ventanilla_core::loyalty::{MovementKind, Percentage, Points};
use ventanilla_core::operation::OperationKind;

/// What a request is judged by, read before its batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextRow {
    /// The offset from UTC of the tenant's days.
    pub utc_offset_min: i32,
    /// The wallet that was named, if there is one.
    pub wallet: Option<WalletContext>,
    /// Whether the user who signs may sell.
    pub is_collaborator: bool,
    /// Whether the number is marked as a landline.
    pub is_landline: bool,
    /// What the upstream service calls the user who signs, if it knows them.
    pub upstream_user_id: Option<i64>,
}
columns!(ContextRow {
    utc_offset_min,
    wallet,
    is_collaborator,
    is_landline,
    upstream_user_id
});

/// What of a wallet is decided outside of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalletContext {
    /// Its number.
    pub id: i64,
    /// What a sale earns, in hundredths of a percent.
    pub percentage: Amount,
    /// Whether every sale has to name its ticket.
    pub is_ticket_required: bool,
    /// Whether a contact's date of birth is needed.
    pub is_birth_date_required: bool,
    /// More points than that need a PIN, in hundredths.
    pub pin_threshold: Option<Amount>,
    /// What the upstream service calls it that keeps its points; none where they are kept here.
    pub upstream_key: Option<String>,
    /// All of these as one text, which the batch compares with what is stored by then.
    pub settings: String,
}
columns!(WalletContext {
    id,
    percentage,
    is_ticket_required,
    is_birth_date_required,
    pin_threshold,
    upstream_key,
    settings
});

impl WalletContext {
    /// Whether an upstream service keeps its points.
    pub const fn is_upstream(&self) -> bool {
        self.upstream_key.is_some()
    }
}

/// What was decided by outside of the database, as one text.
macro_rules! settings {
    () => {
        "(json_array(wallet.percentage, wallet.is_ticket_required, wallet.is_birth_date_required, wallet.pin_threshold, wallet.upstream_key) || '')"
    };
}

const CONTEXT: &str = concat!(
    "SELECT json_object('utc_offset_min', tenant.utc_offset_min, \
       'wallet', iif(wallet.id IS NULL, NULL, json_object('id', wallet.id, 'percentage', wallet.percentage, \
         'is_ticket_required', wallet.is_ticket_required, 'is_birth_date_required', wallet.is_birth_date_required, \
         'pin_threshold', wallet.pin_threshold, 'upstream_key', wallet.upstream_key, 'settings', ",
    settings!(),
    ")), 'is_collaborator', EXISTS (SELECT 1 FROM user_account WHERE tenant_id = tenant.id AND id = CAST(?3 AS INTEGER) AND active = 1 AND role_id IN ",
    selling_roles!(),
    "), 'is_landline', EXISTS (SELECT 1 FROM loyalty_phone_mark WHERE tenant_id = tenant.id AND phone = ?4 AND mark = 'landline'), \
       'upstream_user_id', (SELECT upstream_id FROM upstream_collaborator WHERE tenant_id = tenant.id AND user_id = CAST(?3 AS INTEGER))) AS row \
     FROM tenant LEFT JOIN loyalty_wallet AS wallet ON wallet.tenant_id = tenant.id AND wallet.public_key = ?2 WHERE tenant.id = CAST(?1 AS INTEGER)"
);

/// Selects what a request is judged by ([`ContextRow`]).
pub fn context(tenant_id: i64, wallet_key: &str, user_id: Option<i64>, phone: &str) -> Statement {
    Statement::new(CONTEXT)
        .integer(tenant_id)
        .text(wallet_key)
        .optional_integer(user_id)
        .text(phone)
}

/// A contact with its points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// Its number here; none of one that an upstream service keeps.
    pub id: Option<i64>,
    /// The name.
    pub name: String,
    /// The number.
    pub phone: String,
    /// The date of birth.
    pub birth_date: Option<String>,
    /// The points, in hundredths.
    pub points: Amount,
}
columns!(ContactRow {
    id,
    name,
    phone,
    birth_date,
    points
});

macro_rules! select_contacts {
    ($condition:expr) => {
        concat!(
            "SELECT json_object('id', contact.id, 'name', contact.name, 'phone', contact.phone, 'birth_date', contact.birth_date, 'points', points.posted) AS row \
             FROM loyalty_wallet AS wallet CROSS JOIN loyalty_contact AS contact ON contact.wallet_id = wallet.id \
             CROSS JOIN account AS points ON points.tenant_id = contact.tenant_id AND points.kind = 'loyalty_points' AND points.owner_id = contact.id \
             WHERE wallet.tenant_id = CAST(?1 AS INTEGER) AND ",
            $condition
        )
    };
}

const LIST_CONTACTS: &str = select_contacts!(
    "wallet.public_key = ?2 AND contact.id > CAST(?3 AS INTEGER) ORDER BY contact.id LIMIT CAST(?4 AS INTEGER)"
);
const FIND_CONTACT: &str = select_contacts!("wallet.public_key = ?2 AND contact.phone = ?3");

/// The most contacts that are selected at once.
pub const CONTACTS_MAX: u32 = 10_000;

/// Selects a wallet's contacts ([`ContactRow`]) in the order in which they were added, after the one of number `after`; [`CONTACTS_MAX`] at most.
pub fn list_contacts(tenant_id: i64, wallet_key: &str, after: i64) -> Statement {
    Statement::new(LIST_CONTACTS)
        .integer(tenant_id)
        .text(wallet_key)
        .integer(after)
        .integer(CONTACTS_MAX.into())
}

/// Selects the contact of that number ([`ContactRow`]).
pub fn find_contact(tenant_id: i64, wallet_key: &str, phone: &str) -> Statement {
    Statement::new(FIND_CONTACT)
        .integer(tenant_id)
        .text(wallet_key)
        .text(phone)
}

/// What an operation has told of a contact's points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceRow {
    /// What the contact had afterwards, in hundredths; none where it was only added.
    pub balance: Option<Amount>,
}
columns!(BalanceRow { balance });

const BALANCE_OF: &str = concat!(
    "SELECT json_object('balance', movement.balance_after) AS row FROM operation \
     LEFT JOIN loyalty_movement AS movement ON movement.operation_id = operation.id \
     WHERE operation.tenant_id = CAST(?1 AS INTEGER) AND operation.id = ",
    referenced_id!()
);

/// Selects what an operation has told ([`BalanceRow`]).
pub fn balance_of(reference: &OperationRef) -> Statement {
    bind_reference(BALANCE_OF, reference)
}

// A user who is not the tenant's is refused by a guard, in its place, and not by a key.
const CLAIM: &str = "INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, subject, description, \
      idempotency_key, request_hash, created_at_ms, updated_at_ms) \
    VALUES (?2, CAST(?1 AS INTEGER), ?3, ?11, ?4, (SELECT id FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) \
      AND id = CAST(?5 AS INTEGER)), ?6, ?7, ?8, ?9, CAST(?10 AS INTEGER), CAST(?10 AS INTEGER))";

/// Claims the key and stores the operation, which is about that number.
pub fn claim(
    reference: &OperationRef,
    kind: OperationKind,
    user_id: Option<i64>,
    phone: &str,
    description: &str,
    now_ms: i64,
) -> Statement {
    claim_in_state(
        reference,
        "succeeded",
        kind,
        user_id,
        phone,
        description,
        now_ms,
    )
}

/// The same of something that an upstream service is to do.
pub fn claim_order(
    reference: &OperationRef,
    order: &NewLoyaltyOrder<'_>,
    now_ms: i64,
) -> Statement {
    claim_in_state(
        reference,
        "submitted",
        order.operation_kind,
        Some(order.user_id),
        order.phone,
        order
            .reason
            .or(order.ticket)
            .or(order.name)
            .unwrap_or_default(),
        now_ms,
    )
}

fn claim_in_state(
    reference: &OperationRef,
    state: &'static str,
    kind: OperationKind,
    user_id: Option<i64>,
    phone: &str,
    description: &str,
    now_ms: i64,
) -> Statement {
    let idempotency = reference.idempotency.as_ref();
    let key = |idempotency: &'_ Idempotency| idempotency.key.clone();
    Statement::new(CLAIM)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .text(kind.as_str())
        .text(&reference.actor)
        .optional_integer(user_id)
        .text(phone)
        .text(description)
        .optional_text(idempotency.map(key).as_deref())
        .optional_text(idempotency.map(|idempotency| idempotency.request_hash.as_str()))
        .integer(now_ms)
        .text(state)
}

/// Joins what a guard looks at: the wallet `?2`, and its contact of number `?4`.
macro_rules! of_wallet_and_contact {
    () => {
        "FROM (SELECT 1) \
         LEFT JOIN loyalty_wallet AS wallet ON wallet.tenant_id = CAST(?1 AS INTEGER) AND wallet.id = CAST(?2 AS INTEGER) \
         LEFT JOIN loyalty_contact AS contact ON contact.wallet_id = wallet.id AND contact.phone = ?4 \
         LEFT JOIN account AS points ON points.tenant_id = contact.tenant_id AND points.kind = 'loyalty_points' AND points.owner_id = contact.id"
    };
}

macro_rules! is_user {
    ($id:literal, $roles:expr) => {
        concat!(
            "EXISTS (SELECT 1 FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(",
            $id,
            " AS INTEGER) AND active = 1 AND role_id IN ",
            $roles,
            ")"
        )
    };
}

const ASSERT_ADDABLE: &str = concat!(
    "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
       WHEN NOT ",
    is_user!("?5", selling_roles!()),
    " THEN 'collaborator_foreign' \
       WHEN wallet.id IS NULL THEN 'loyalty_wallet_not_found' \
       WHEN ",
    settings!(),
    " IS NOT ?3 THEN 'loyalty_wallet_changed' \
       WHEN wallet.is_for_everybody = 0 AND NOT EXISTS (SELECT 1 FROM loyalty_permission WHERE wallet_id = wallet.id \
         AND user_id = CAST(?5 AS INTEGER)) THEN 'collaborator_not_allowed' \
       WHEN contact.id IS NOT NULL THEN 'contact_exists' \
       WHEN wallet.contacts_left < 1 THEN 'contact_quota_reached' \
       WHEN wallet.credits_left < 1 THEN 'messaging_credits_insufficient' \
       ELSE '' END AS code ",
    of_wallet_and_contact!(),
    ")"
);
const ADD: &str = "INSERT INTO loyalty_contact (tenant_id, wallet_id, operation_id, phone, name, birth_date, created_at_ms) \
    VALUES (CAST(?1 AS INTEGER), CAST(?2 AS INTEGER), ?3, ?4, ?5, ?6, CAST(?7 AS INTEGER))";

/// A contact to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact<'a> {
    /// The number.
    pub phone: &'a str,
    /// The name.
    pub name: &'a str,
    /// The date of birth, `YYYY-MM-DD`.
    pub birth_date: Option<&'a str>,
    /// Who registers it.
    pub user_id: Option<i64>,
}

/// Adds a contact with no points. Fails with `collaborator_foreign`, `loyalty_wallet_changed`, `collaborator_not_allowed`, `contact_exists`, `contact_quota_reached`,
/// `messaging_credits_insufficient`.
pub fn add_contact(
    reference: &OperationRef,
    wallet: &WalletContext,
    contact: &NewContact<'_>,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_ADDABLE)
            .integer(reference.tenant_id)
            .integer(wallet.id)
            .text(&wallet.settings)
            .text(contact.phone)
            .optional_integer(contact.user_id),
        Statement::new(ADD)
            .integer(reference.tenant_id)
            .integer(wallet.id)
            .text(&reference.id)
            .text(contact.phone)
            .text(contact.name)
            .optional_text(contact.birth_date)
            .integer(now_ms),
    ]
}

/// A movement to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMovement<'a> {
    /// What it does.
    pub kind: MovementKind,
    /// The contact's number.
    pub phone: &'a str,
    /// How many points.
    pub points: Points,
    /// What the sale came to.
    pub purchase: Option<Amount>,
    /// The percentage by which it was earned.
    pub percentage: Option<Percentage>,
    /// The ticket.
    pub ticket: Option<&'a str>,
    /// The reason of an adjustment.
    pub reason: Option<&'a str>,
    /// Who signs it.
    pub user_id: Option<i64>,
    /// Who authorised it with a PIN.
    pub authorised_by_user_id: Option<i64>,
}

const ASSERT_MOVABLE: &str = concat!(
    "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
       WHEN wallet.id IS NULL THEN 'loyalty_wallet_not_found' \
       WHEN ",
    settings!(),
    " IS NOT ?3 THEN 'loyalty_wallet_changed' \
       WHEN contact.id IS NULL THEN 'contact_not_found' \
       WHEN NOT ",
    is_user!("?5", selling_roles!()),
    " THEN 'collaborator_foreign' \
       WHEN wallet.is_for_everybody = 0 AND NOT EXISTS (SELECT 1 FROM loyalty_permission WHERE wallet_id = wallet.id \
         AND user_id = CAST(?5 AS INTEGER)) THEN 'collaborator_not_allowed' \
       WHEN ?8 IS NOT NULL AND wallet.is_ticket_unique = 1 AND EXISTS (SELECT 1 FROM loyalty_movement AS other \
         JOIN operation ON operation.id = other.operation_id WHERE other.wallet_id = wallet.id AND other.ticket = ?8 AND operation.state <> 'reversed') \
         THEN 'ticket_repeated' \
       WHEN EXISTS (SELECT 1 FROM loyalty_phone_mark WHERE tenant_id = CAST(?1 AS INTEGER) AND phone = ?4 AND mark = 'blocked') \
         THEN 'phone_blocked' \
       WHEN ?6 IN ('redemption', 'removal') AND points.posted - points.held < CAST(?7 AS INTEGER) \
         THEN 'points_insufficient;' || (points.posted - points.held) \
       WHEN ?6 = 'redemption' AND wallet.redemptions_left < 1 THEN 'redemption_quota_reached' \
       WHEN wallet.credits_left < 1 THEN 'messaging_credits_insufficient' \
       WHEN ?9 IS NOT NULL AND NOT ",
    is_user!("?9", supervising_roles!()),
    " THEN 'pin_invalid' ELSE '' END AS code ",
    of_wallet_and_contact!(),
    ")"
);
const MOVE: &str = "INSERT INTO loyalty_movement (tenant_id, operation_id, wallet_id, contact_id, kind, points, purchase_amount, percentage, ticket, \
      reason, user_id, authorised_by_user_id, balance_after, created_at_ms) \
    SELECT contact.tenant_id, ?3, contact.wallet_id, contact.id, ?5, CAST(?6 AS INTEGER), CAST(?7 AS INTEGER), CAST(?8 AS INTEGER), ?9, ?10, \
      CAST(?11 AS INTEGER), CAST(?12 AS INTEGER), points.posted + iif(?5 IN ('earning', 'addition'), 1, -1) * CAST(?6 AS INTEGER), CAST(?13 AS INTEGER) \
    FROM loyalty_contact AS contact \
    JOIN account AS points ON points.tenant_id = contact.tenant_id AND points.kind = 'loyalty_points' AND points.owner_id = contact.id \
    WHERE contact.tenant_id = CAST(?1 AS INTEGER) AND contact.wallet_id = CAST(?2 AS INTEGER) AND contact.phone = ?4";

/// Moves points. Fails with `loyalty_wallet_changed`, `contact_not_found`, `collaborator_foreign`, `collaborator_not_allowed`, `ticket_repeated`,
/// `phone_blocked`, `points_insufficient`, `redemption_quota_reached`, `messaging_credits_insufficient`, `pin_invalid`.
pub fn move_points(
    reference: &OperationRef,
    wallet: &WalletContext,
    movement: &NewMovement<'_>,
    now_ms: i64,
) -> Vec<Statement> {
    let bound = |sql| {
        Statement::new(sql)
            .integer(reference.tenant_id)
            .integer(wallet.id)
    };
    vec![
        bound(ASSERT_MOVABLE)
            .text(&wallet.settings)
            .text(movement.phone)
            .optional_integer(movement.user_id)
            .text(movement.kind.as_str())
            .amount(movement.points.amount())
            .optional_text(movement.ticket)
            .optional_integer(movement.authorised_by_user_id),
        bound(MOVE)
            .text(&reference.id)
            .text(movement.phone)
            .text(movement.kind.as_str())
            .amount(movement.points.amount())
            .optional_amount(movement.purchase)
            .optional_amount(movement.percentage.map(Percentage::amount))
            .optional_text(movement.ticket)
            .optional_text(movement.reason)
            .optional_integer(movement.user_id)
            .optional_integer(movement.authorised_by_user_id)
            .integer(now_ms),
    ]
}

/// A movement as the shop sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovementRow {
    /// Its number, by which pages are turned.
    pub id: i64,
    /// The operation.
    pub operation_id: String,
    /// The name of its kind.
    pub kind: String,
    /// How many points, in hundredths.
    pub points: Amount,
    /// What the contact had afterwards, in hundredths.
    pub balance_after: Amount,
    /// What the sale came to.
    pub purchase_amount: Option<Amount>,
    /// The ticket.
    pub ticket: Option<String>,
    /// The reason of an adjustment.
    pub reason: Option<String>,
    /// The contact's number.
    pub phone: String,
    /// The contact's name.
    pub contact: String,
    /// What the user who signed it is called.
    pub user: String,
    /// What the user who authorised it is called.
    pub authorised_by: Option<String>,
    /// The operation's state.
    pub state: String,
    /// When.
    pub created_at_ms: i64,
}
columns!(MovementRow {
    id,
    operation_id,
    kind,
    points,
    balance_after,
    purchase_amount,
    ticket,
    reason,
    phone,
    contact,
    user,
    authorised_by,
    state,
    created_at_ms
});

macro_rules! select_movements {
    ($condition:expr) => {
        concat!(
            "SELECT json_object('id', movement.id, 'operation_id', movement.operation_id, 'kind', movement.kind, 'points', movement.points, \
               'balance_after', movement.balance_after, 'purchase_amount', movement.purchase_amount, 'ticket', movement.ticket, \
               'reason', movement.reason, 'phone', contact.phone, 'contact', contact.name, 'user', signer.name, \
               'authorised_by', (SELECT name FROM user_account WHERE id = movement.authorised_by_user_id), 'state', operation.state, \
               'created_at_ms', movement.created_at_ms) AS row \
             FROM loyalty_movement AS movement JOIN loyalty_contact AS contact ON contact.id = movement.contact_id \
             JOIN operation ON operation.id = movement.operation_id JOIN user_account AS signer ON signer.id = movement.user_id \
             WHERE movement.tenant_id = CAST(?1 AS INTEGER) AND ",
            $condition
        )
    };
}

const PAGE_OF_WALLET: &str = select_movements!(
    "movement.wallet_id = CAST(?2 AS INTEGER) AND movement.id < CAST(?3 AS INTEGER) \
     ORDER BY movement.id DESC LIMIT CAST(?4 AS INTEGER)"
);
const PAGE_OF_CONTACT: &str = select_movements!(
    "movement.contact_id = (SELECT id FROM loyalty_contact WHERE tenant_id = CAST(?1 AS INTEGER) AND wallet_id = CAST(?2 AS INTEGER) AND phone = ?5) \
     AND movement.id < CAST(?3 AS INTEGER) ORDER BY movement.id DESC LIMIT CAST(?4 AS INTEGER)"
);

/// Selects a wallet's movements, or those of one contact, the newest first ([`MovementRow`]), below the one of number `before`.
pub fn page(
    tenant_id: i64,
    wallet_id: i64,
    phone: Option<&str>,
    before: Option<i64>,
    limit: u32,
) -> Statement {
    let bound = |sql| {
        Statement::new(sql)
            .integer(tenant_id)
            .integer(wallet_id)
            .integer(before.unwrap_or(i64::MAX))
            .integer(limit.into())
    };
    match phone {
        Some(phone) => bound(PAGE_OF_CONTACT).text(phone),
        None => bound(PAGE_OF_WALLET),
    }
}
