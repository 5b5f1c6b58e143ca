//! Orders of phone credit and their completion.

use super::operation::{OperationRef, bind_reference, referenced_id};
use super::row::columns;
use crate::ports::Statement;
use serde::Serialize;
use ventanilla_core::amount::Amount;

/// An order to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder<'a> {
    /// Its id.
    pub id: &'a str,
    /// The dealer's number.
    pub dealer_id: i64,
    /// Area code and number.
    pub number: &'a str,
    /// Whose server has it.
    pub target: &'a str,
    /// With which version of the tenant's own account, if with one.
    pub account_version: Option<i64>,
    /// What it is called there.
    pub reference: &'a str,
    /// Until when it can be completed.
    pub expires_at_ms: i64,
}

/// One of the amounts that a new order offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewAmount<'a> {
    /// Its id.
    pub id: String,
    /// How much, in minor units, as decimal text.
    pub amount: String,
    /// The provider's own key of it.
    pub amount_key: &'a str,
}

const INSERT: &str = "INSERT INTO phone_credit_order (id, tenant_id, dealer_id, number, target, account_version, reference, created_at_ms, expires_at_ms) \
    VALUES (?2, CAST(?1 AS INTEGER), CAST(?3 AS INTEGER), ?4, ?5, CAST(?6 AS INTEGER), ?7, CAST(?8 AS INTEGER), CAST(?9 AS INTEGER))";
const INSERT_AMOUNTS: &str = "INSERT INTO phone_credit_amount (order_id, number, id, amount, amount_key) \
    SELECT ?1, item.key + 1, json_extract(item.value, '$.id'), CAST(json_extract(item.value, '$.amount') AS INTEGER), \
      json_extract(item.value, '$.amount_key') FROM json_each(?2) AS item ORDER BY item.key";

/// Stores an order in preview with its amounts.
pub fn insert(
    tenant_id: i64,
    order: &NewOrder<'_>,
    amounts: &[NewAmount<'_>],
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(INSERT)
            .integer(tenant_id)
            .text(order.id)
            .integer(order.dealer_id)
            .text(order.number)
            .text(order.target)
            .optional_integer(order.account_version)
            .text(order.reference)
            .integer(now_ms)
            .integer(order.expires_at_ms),
        Statement::new(INSERT_AMOUNTS)
            .text(order.id)
            .text(super::json(amounts)),
    ]
}

/// An order and what has become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// Its id.
    pub id: String,
    /// The dealer's number.
    pub dealer_id: i64,
    /// Area code and number.
    pub number: String,
    /// Whose server has it.
    pub target: String,
    /// With which version of the tenant's own account, if with one.
    pub account_version: Option<i64>,
    /// What it is called there.
    pub reference: String,
    /// When it was created.
    pub created_at_ms: i64,
    /// Until when it can be completed.
    pub expires_at_ms: i64,
    /// The amounts on offer, in their order.
    pub amounts: Vec<AmountRow>,
    /// The wallet that pays; none until it is completed.
    pub wallet: Option<String>,
    /// The amount that was chosen; none until it is completed.
    pub chosen: Option<Amount>,
    /// Where its completion stands.
    pub state: Option<String>,
    /// When that last changed.
    pub updated_at_ms: Option<i64>,
}
columns!(OrderRow {
    id,
    dealer_id,
    number,
    target,
    account_version,
    reference,
    created_at_ms,
    expires_at_ms,
    amounts,
    wallet,
    chosen,
    state,
    updated_at_ms,
});

/// An amount on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountRow {
    /// Its id.
    pub id: String,
    /// How much.
    pub amount: Amount,
    /// The provider's own key of it.
    pub amount_key: String,
}
columns!(AmountRow {
    id,
    amount,
    amount_key
});

macro_rules! order_json {
    () => {
        "json_object('id', preview.id, 'dealer_id', preview.dealer_id, 'number', preview.number, 'target', preview.target, \
           'account_version', preview.account_version, 'reference', preview.reference, 'created_at_ms', preview.created_at_ms, \
           'expires_at_ms', preview.expires_at_ms, \
           'amounts', json((SELECT json_group_array(json_object('id', id, 'amount', amount, 'amount_key', amount_key)) \
              FROM (SELECT id, amount, amount_key FROM phone_credit_amount WHERE order_id = preview.id ORDER BY number))), \
           'wallet', phone_wallet.public_id, 'chosen', completion.amount, 'state', provider_order.state, \
           'updated_at_ms', provider_order.updated_at_ms)"
    };
}

const FIND: &str = concat!(
    "SELECT ",
    order_json!(),
    " AS row FROM phone_credit_order AS preview \
     LEFT JOIN phone_credit_completion AS completion ON completion.order_id = preview.id \
     LEFT JOIN phone_wallet ON phone_wallet.id = completion.wallet_id \
     LEFT JOIN provider_order ON provider_order.operation_id = completion.operation_id \
     WHERE preview.id = ?2 AND preview.tenant_id = CAST(?1 AS INTEGER)"
);
const HISTORY: &str = concat!(
    "SELECT ",
    order_json!(),
    " AS row FROM phone_credit_completion AS completion INDEXED BY phone_credit_completion_by_wallet \
     JOIN phone_wallet ON phone_wallet.id = completion.wallet_id \
     JOIN phone_credit_order AS preview ON preview.id = completion.order_id \
     JOIN provider_order ON provider_order.operation_id = completion.operation_id \
     WHERE completion.wallet_id = (SELECT id FROM phone_wallet WHERE public_id = ?2 AND tenant_id = CAST(?1 AS INTEGER)) \
     ORDER BY completion.created_at_ms DESC LIMIT CAST(?3 AS INTEGER)"
);

/// Selects one order of the tenant ([`OrderRow`]).
pub fn find(tenant_id: i64, id: &str) -> Statement {
    Statement::new(FIND).integer(tenant_id).text(id)
}

/// Selects the orders that a wallet of the tenant has paid for, or is to, the newest first ([`OrderRow`]).
pub fn history(tenant_id: i64, wallet: &str, limit: i64) -> Statement {
    Statement::new(HISTORY)
        .integer(tenant_id)
        .text(wallet)
        .integer(limit)
}

/// A completion to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewCompletion<'a> {
    /// The order.
    pub order_id: &'a str,
    /// The wallet's number.
    pub wallet_id: i64,
    /// What the provider is told that the wallet is called.
    pub source: &'a str,
    /// The amount, one of those on offer.
    pub amount: Amount,
}

const ASSERT_COMPLETABLE: &str = "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
      WHEN preview.id IS NULL THEN 'order_not_found' \
      WHEN provider_order.state IN ('submitted', 'pending', 'unknown') THEN 'order_in_progress' \
      WHEN provider_order.state = 'delivered' THEN 'order_completed' \
      WHEN provider_order.state = 'refused' THEN 'order_failed' \
      WHEN preview.expires_at_ms <= CAST(?3 AS INTEGER) THEN 'order_expired' ELSE '' END AS code \
    FROM (SELECT 1) \
    LEFT JOIN phone_credit_order AS preview ON preview.id = ?2 AND preview.tenant_id = CAST(?1 AS INTEGER) \
    LEFT JOIN phone_credit_completion AS completion ON completion.order_id = preview.id \
    LEFT JOIN provider_order ON provider_order.operation_id = completion.operation_id)";
const ASSERT_WALLET: &str = "INSERT INTO must (ok, code) SELECT posted - held >= CAST(?3 AS INTEGER), 'wallet_insufficient;' || (posted - held) \
    FROM account WHERE tenant_id = CAST(?1 AS INTEGER) AND kind = 'phone_wallet' AND owner_id = CAST(?2 AS INTEGER)";
const COMPLETE: &str = "INSERT INTO phone_credit_completion (order_id, tenant_id, operation_id, wallet_id, source, amount, created_at_ms) \
    VALUES (?3, CAST(?1 AS INTEGER), ?2, CAST(?4 AS INTEGER), ?5, CAST(?6 AS INTEGER), CAST(?7 AS INTEGER))";

/// What comes between the claim and the payment: the order can be completed, the wallet holds enough, and the completion is stored. Fails
/// with `order_not_found`, `order_in_progress`, `order_completed`, `order_failed`, `order_expired`, `wallet_insufficient`.
pub fn complete(
    reference: &OperationRef,
    completion: &NewCompletion<'_>,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_COMPLETABLE)
            .integer(reference.tenant_id)
            .text(completion.order_id)
            .integer(now_ms),
        Statement::new(ASSERT_WALLET)
            .integer(reference.tenant_id)
            .integer(completion.wallet_id)
            .amount(completion.amount),
        Statement::new(COMPLETE)
            .integer(reference.tenant_id)
            .text(&reference.id)
            .text(completion.order_id)
            .integer(completion.wallet_id)
            .text(completion.source)
            .amount(completion.amount)
            .integer(now_ms),
    ]
}

/// A completion and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionRow {
    /// The operation.
    pub operation_id: String,
    /// The order.
    pub order_id: String,
    /// The dealer's number.
    pub dealer_id: i64,
    /// Area code and number.
    pub number: String,
    /// How much.
    pub amount: Amount,
    /// Where it stands.
    pub state: String,
    /// Why it was refused.
    pub refusal: Option<String>,
    /// Until when somebody is working on it.
    pub lease_until_ms: i64,
    /// When it was asked for.
    pub created_at_ms: i64,
    /// When it last changed.
    pub updated_at_ms: i64,
}
columns!(TransactionRow {
    operation_id,
    order_id,
    dealer_id,
    number,
    amount,
    state,
    refusal,
    lease_until_ms,
    created_at_ms,
    updated_at_ms,
});

macro_rules! select_transaction {
    ($id:expr) => {
        concat!(
            "SELECT json_object('operation_id', completion.operation_id, 'order_id', completion.order_id, 'dealer_id', preview.dealer_id, \
               'number', preview.number, 'amount', completion.amount, 'state', provider_order.state, 'refusal', provider_order.refusal, \
               'lease_until_ms', provider_order.lease_until_ms, 'created_at_ms', completion.created_at_ms, \
               'updated_at_ms', provider_order.updated_at_ms) AS row \
             FROM phone_credit_completion AS completion JOIN phone_credit_order AS preview ON preview.id = completion.order_id \
             JOIN provider_order ON provider_order.operation_id = completion.operation_id \
             WHERE completion.tenant_id = CAST(?1 AS INTEGER) AND completion.operation_id = ",
            $id
        )
    };
}

const BY_REFERENCE: &str = select_transaction!(referenced_id!());
const BY_OPERATION: &str = select_transaction!("?2");

/// Selects the completion that a reference means ([`TransactionRow`]).
pub fn by_reference(reference: &OperationRef) -> Statement {
    bind_reference(BY_REFERENCE, reference)
}

/// Selects the completion that an operation is ([`TransactionRow`]).
pub fn by_operation(tenant_id: i64, operation_id: &str) -> Statement {
    Statement::new(BY_OPERATION)
        .integer(tenant_id)
        .text(operation_id)
}
