//! Wallets that pay for phone credits.

use super::operation::{OperationRef, bind_reference, referenced_id};
use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;

/// A wallet as its tenant sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalletRow {
    /// What the wire calls it.
    pub public_id: String,
    /// Its name.
    pub name: String,
    /// What the provider calls it at the tenant's own account; none where that is the same.
    pub provider_wallet_id: Option<String>,
    /// The money in it.
    pub posted: Amount,
    /// What of it is held for open orders.
    pub held: Amount,
}
columns!(WalletRow {
    public_id,
    name,
    provider_wallet_id,
    posted,
    held
});

macro_rules! select_wallets {
    ($condition:expr) => {
        concat!(
            "SELECT json_object('public_id', phone_wallet.public_id, 'name', phone_wallet.name, 'provider_wallet_id', phone_wallet.provider_wallet_id, \
               'posted', account.posted, 'held', account.held) AS row \
             FROM phone_wallet JOIN account ON account.tenant_id = phone_wallet.tenant_id AND account.kind = 'phone_wallet' \
               AND account.owner_id = phone_wallet.id WHERE phone_wallet.tenant_id = CAST(?1 AS INTEGER) ",
            $condition
        )
    };
}

const LIST: &str = select_wallets!("ORDER BY phone_wallet.id LIMIT 1000");
const FIND: &str = select_wallets!("AND phone_wallet.public_id = ?2");
const FUNDED_BY: &str = select_wallets!(concat!(
    "AND phone_wallet.id = (SELECT wallet.owner_id FROM transfer JOIN account AS wallet ON wallet.id = transfer.to_account_id \
       WHERE transfer.tenant_id = CAST(?1 AS INTEGER) AND transfer.operation_id = ",
    referenced_id!(),
    ")"
));

/// Selects a tenant's wallets ([`WalletRow`]).
pub fn list(tenant_id: i64) -> Statement {
    Statement::new(LIST).integer(tenant_id)
}

/// Selects one ([`WalletRow`]).
pub fn find(tenant_id: i64, public_id: &str) -> Statement {
    Statement::new(FIND).integer(tenant_id).text(public_id)
}

/// Selects the wallet that an operation has filled ([`WalletRow`]).
pub fn funded_by(reference: &OperationRef) -> Statement {
    bind_reference(FUNDED_BY, reference)
}

/// Whose a wallet is, and what it is called where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerRow {
    /// Its number.
    pub id: i64,
    /// Its tenant.
    pub tenant_id: i64,
    /// What the provider calls it at the tenant's own account; none where that is the same.
    pub provider_wallet_id: Option<String>,
}
columns!(OwnerRow {
    id,
    tenant_id,
    provider_wallet_id
});

const OWNER: &str = "SELECT json_object('id', id, 'tenant_id', tenant_id, 'provider_wallet_id', provider_wallet_id) AS row \
    FROM phone_wallet WHERE public_id = ?1";

/// Selects whose a wallet is ([`OwnerRow`]), of whatever tenant.
pub fn owner(public_id: &str) -> Statement {
    Statement::new(OWNER).text(public_id)
}

const INSERT: &str = "INSERT INTO phone_wallet (tenant_id, public_id, name, provider_wallet_id, created_at_ms, updated_at_ms) \
    VALUES (CAST(?1 AS INTEGER), ?2, ?3, ?4, CAST(?5 AS INTEGER), CAST(?5 AS INTEGER))";

/// Stores an empty wallet. A name that is taken is refused by the column.
pub fn insert(
    tenant_id: i64,
    public_id: &str,
    name: &str,
    provider_wallet_id: Option<&str>,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT)
        .integer(tenant_id)
        .text(public_id)
        .text(name)
        .optional_text(provider_wallet_id)
        .integer(now_ms)
}

const ASSERT_KNOWN: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM phone_wallet WHERE tenant_id = CAST(?1 AS INTEGER) \
    AND public_id = ?2), 'wallet_not_found'";
const UPDATE: &str = "UPDATE phone_wallet SET name = coalesce(?3, name), provider_wallet_id = coalesce(?4, provider_wallet_id), \
      updated_at_ms = CAST(?5 AS INTEGER) WHERE tenant_id = CAST(?1 AS INTEGER) AND public_id = ?2";

/// Fails with `wallet_not_found` unless the tenant has it.
pub fn assert_known(tenant_id: i64, public_id: &str) -> Statement {
    Statement::new(ASSERT_KNOWN)
        .integer(tenant_id)
        .text(public_id)
}

/// Changes what is given of a wallet. Fails with `wallet_not_found`.
pub fn update(
    tenant_id: i64,
    public_id: &str,
    name: Option<&str>,
    provider_wallet_id: Option<&str>,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        assert_known(tenant_id, public_id),
        Statement::new(UPDATE)
            .integer(tenant_id)
            .text(public_id)
            .optional_text(name)
            .optional_text(provider_wallet_id)
            .integer(now_ms),
    ]
}

const FUND: &str = "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
    SELECT outside.tenant_id, ?2, 'posted', outside.currency, outside.id, wallet.id, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER) \
    FROM phone_wallet \
    JOIN account AS wallet ON wallet.tenant_id = phone_wallet.tenant_id AND wallet.kind = 'phone_wallet' AND wallet.owner_id = phone_wallet.id \
    JOIN account AS outside ON outside.tenant_id = wallet.tenant_id AND outside.kind = 'outside' AND outside.owner_id = 0 \
    WHERE phone_wallet.tenant_id = CAST(?1 AS INTEGER) AND phone_wallet.public_id = ?3";

/// Moves money from outside into a wallet.
pub fn fund(reference: &OperationRef, public_id: &str, amount: Amount, now_ms: i64) -> Statement {
    Statement::new(FUND)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .text(public_id)
        .amount(amount)
        .integer(now_ms)
}

const ASSERT_FREE: &str = "INSERT INTO must (ok, code) SELECT NOT EXISTS (SELECT 1 FROM phone_wallet WHERE public_id = ?1), 'wallet_exists'";

/// Fails with `wallet_exists` where somebody has a wallet of that id, of whatever tenant.
pub fn assert_free(public_id: &str) -> Statement {
    Statement::new(ASSERT_FREE).text(public_id)
}
