//! Providers: where a tenant's orders go, and every request that was sent.

use super::operation::{OperationRef, bind_reference, referenced_id};
use super::row::{self, columns};
use crate::ports::{Rows, Statement};
use ventanilla_core::amount::Amount;
use ventanilla_core::provider::Provider;

/// The number that a provider has in the schema.
pub const fn id_of(provider: Provider) -> i64 {
    match provider {
        Provider::Cps => 1,
        Provider::BitCapital => 2,
        Provider::SmsMasivos => 3,
    }
}

/// The provider of that number.
pub fn of_id(id: i64) -> Option<Provider> {
    Provider::ALL
        .into_iter()
        .find(|provider| id_of(*provider) == id)
}

/// What decides where a tenant's orders go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteRow {
    /// `demo` or `live`.
    pub mode: String,
    /// The tenant's own account, if it has one in use.
    pub account: Option<AccountRow>,
}
columns!(RouteRow { mode, account });

/// A tenant's own account at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Raised by every change.
    pub version: i64,
    /// Where its server is.
    pub base_url: String,
    /// The credentials, sealed.
    pub sealed: String,
}
columns!(AccountRow {
    version,
    base_url,
    sealed
});

const ROUTE: &str = "SELECT json_object('mode', tenant.mode, 'account', json((SELECT json_object('version', version, 'base_url', base_url, 'sealed', sealed) \
      FROM provider_account WHERE tenant_id = tenant.id AND provider_id = CAST(?2 AS INTEGER) AND active = 1))) AS row \
    FROM tenant WHERE id = CAST(?1 AS INTEGER)";

/// Selects where a tenant's orders to a provider go ([`RouteRow`]).
pub fn route(tenant_id: i64, provider: Provider) -> Statement {
    Statement::new(ROUTE)
        .integer(tenant_id)
        .integer(id_of(provider))
}

/// Reads [`route`].
pub fn read_route(rows: &Rows) -> Result<RouteRow, crate::error::Failure> {
    row::one(rows)
}

// Whoever asks again finds the account as it is by then.
const ASSERT_ROUTE: &str = "INSERT INTO must (ok, code) SELECT tenant.mode = ?3 AND (SELECT version FROM provider_account \
      WHERE tenant_id = tenant.id AND provider_id = CAST(?2 AS INTEGER) AND active = 1) IS CAST(?4 AS INTEGER), 'result_unknown' \
    FROM tenant WHERE id = CAST(?1 AS INTEGER)";

/// Fails with `result_unknown` where a tenant's orders go elsewhere by now.
pub fn assert_route(tenant_id: i64, provider: Provider, route: &RouteRow) -> Statement {
    Statement::new(ASSERT_ROUTE)
        .integer(tenant_id)
        .integer(id_of(provider))
        .text(&route.mode)
        .optional_integer(route.account.as_ref().map(|account| account.version))
}

/// One request to a provider, as it was sent; secrets are masked already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentCall<'a> {
    /// What was sent.
    pub sent: &'a str,
    /// When.
    pub sent_at_ms: i64,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredCall<'a> {
    /// What came, or why nothing did.
    pub answered: &'a str,
    /// When.
    pub answered_at_ms: i64,
}

const INSERT_CALL: &str = "INSERT INTO provider_call (tenant_id, provider_id, operation_id, number, sent, sent_at_ms, answered, answered_at_ms) \
    VALUES (CAST(?1 AS INTEGER), CAST(?2 AS INTEGER), ?3, \
      iif(?3 IS NULL, NULL, (SELECT coalesce(max(number), 0) + 1 FROM provider_call WHERE operation_id = ?3)), \
      ?4, CAST(?5 AS INTEGER), ?6, CAST(?7 AS INTEGER))";

/// Stores a request, before it is sent or with what came back.
pub fn insert_call(
    tenant_id: i64,
    provider: Provider,
    operation_id: Option<&str>,
    call: &SentCall<'_>,
    answer: Option<&AnsweredCall<'_>>,
) -> Statement {
    Statement::new(INSERT_CALL)
        .integer(tenant_id)
        .integer(id_of(provider))
        .optional_text(operation_id)
        .text(call.sent)
        .integer(call.sent_at_ms)
        .optional_text(answer.map(|answer| answer.answered))
        .optional_integer(answer.map(|answer| answer.answered_at_ms))
}

const ANSWER_FIRST_CALL: &str = "UPDATE provider_call SET answered = ?2, answered_at_ms = CAST(?3 AS INTEGER) \
    WHERE operation_id = ?1 AND number = (SELECT min(number) FROM provider_call WHERE operation_id = ?1 AND answered IS NULL)";

/// Stores what came back of the request that an order was stored with.
pub fn answer_call(operation_id: &str, answer: &AnsweredCall<'_>) -> Statement {
    Statement::new(ANSWER_FIRST_CALL)
        .text(operation_id)
        .text(answer.answered)
        .integer(answer.answered_at_ms)
}

/// A request to a provider, as the office shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRow {
    /// What was sent.
    pub sent: String,
    /// When.
    pub sent_at_ms: i64,
    /// What came back, or why nothing did; none where nobody knows.
    pub answered: Option<String>,
    /// When.
    pub answered_at_ms: Option<i64>,
}
columns!(CallRow {
    sent,
    sent_at_ms,
    answered,
    answered_at_ms
});

const CALLS: &str = "SELECT json_object('sent', sent, 'sent_at_ms', sent_at_ms, 'answered', answered, 'answered_at_ms', answered_at_ms) AS row \
    FROM provider_call WHERE tenant_id = CAST(?1 AS INTEGER) AND operation_id = ?2 ORDER BY number";

/// Selects the requests of an order, in their order ([`CallRow`]).
pub fn calls(tenant_id: i64, operation_id: &str) -> Statement {
    Statement::new(CALLS).integer(tenant_id).text(operation_id)
}

/// A provider as its tenant sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderRow {
    /// Its name.
    pub name: String,
    /// The tenant's money there: in its prefund, or in all its wallets.
    pub posted: Amount,
    /// What of it is held for open orders.
    pub held: Amount,
    /// Where the tenant's own account is, if it has one in use.
    pub base_url: Option<String>,
}
columns!(ProviderRow {
    name,
    posted,
    held,
    base_url
});

macro_rules! select_providers {
    ($rest:expr) => {
        concat!(
            "SELECT json_object('name', provider.name, 'posted', coalesce(sum(account.posted), 0), 'held', coalesce(sum(account.held), 0), \
               'base_url', (SELECT base_url FROM provider_account WHERE provider_account.tenant_id = CAST(?1 AS INTEGER) \
                  AND provider_account.provider_id = provider.id AND active = 1)) AS row \
             FROM provider LEFT JOIN account ON account.tenant_id = CAST(?1 AS INTEGER) AND provider.has_funds \
               AND account.kind = iif(provider.has_wallets, 'phone_wallet', 'provider_prefund') \
               AND (account.owner_id = provider.id OR provider.has_wallets) ",
            $rest
        )
    };
}

const LIST: &str = select_providers!("GROUP BY provider.id ORDER BY provider.id");
const FIND: &str =
    select_providers!("WHERE provider.id = CAST(?2 AS INTEGER) GROUP BY provider.id");
const FUNDED_BY: &str = select_providers!(concat!(
    "WHERE provider.id = (SELECT prefund.owner_id FROM transfer JOIN account AS prefund ON prefund.id = transfer.to_account_id \
       WHERE transfer.tenant_id = CAST(?1 AS INTEGER) AND transfer.operation_id = ",
    referenced_id!(),
    ") GROUP BY provider.id"
));

/// Selects every provider, with the tenant's money there ([`ProviderRow`]).
pub fn list(tenant_id: i64) -> Statement {
    Statement::new(LIST).integer(tenant_id)
}

/// Selects one ([`ProviderRow`]).
pub fn find(tenant_id: i64, provider: Provider) -> Statement {
    Statement::new(FIND)
        .integer(tenant_id)
        .integer(id_of(provider))
}

/// Selects the provider whose prefund an operation has filled ([`ProviderRow`]).
pub fn funded_by(reference: &OperationRef) -> Statement {
    bind_reference(FUNDED_BY, reference)
}

const FUND: &str = "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
    SELECT outside.tenant_id, ?2, 'posted', outside.currency, outside.id, prefund.id, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER) \
    FROM account AS outside \
    JOIN account AS prefund ON prefund.tenant_id = outside.tenant_id AND prefund.kind = 'provider_prefund' AND prefund.owner_id = CAST(?3 AS INTEGER) \
    WHERE outside.tenant_id = CAST(?1 AS INTEGER) AND outside.kind = 'outside' AND outside.owner_id = 0";

/// Moves money from outside into a prefund.
pub fn fund(
    reference: &OperationRef,
    provider: Provider,
    amount: Amount,
    now_ms: i64,
) -> Statement {
    Statement::new(FUND)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .integer(id_of(provider))
        .amount(amount)
        .integer(now_ms)
}

const SET_ACCOUNT: &str = "INSERT INTO provider_account (tenant_id, provider_id, version, base_url, sealed, created_at_ms, updated_at_ms) \
    VALUES (CAST(?1 AS INTEGER), CAST(?2 AS INTEGER), 1, ?3, ?4, CAST(?5 AS INTEGER), CAST(?5 AS INTEGER)) \
    ON CONFLICT (tenant_id, provider_id) DO UPDATE SET version = version + 1, base_url = excluded.base_url, sealed = excluded.sealed, active = 1, \
      updated_at_ms = excluded.updated_at_ms";
const RETIRE_ACCOUNT: &str = "UPDATE provider_account SET version = version + 1, active = 0, updated_at_ms = CAST(?3 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND provider_id = CAST(?2 AS INTEGER) AND active = 1";

/// Sets a tenant's own account.
pub fn set_account(
    tenant_id: i64,
    provider: Provider,
    base_url: &str,
    sealed: &str,
    now_ms: i64,
) -> Statement {
    Statement::new(SET_ACCOUNT)
        .integer(tenant_id)
        .integer(id_of(provider))
        .text(base_url)
        .text(sealed)
        .integer(now_ms)
}

/// Takes a tenant's own account out of use, if it has one.
pub fn retire_account(tenant_id: i64, provider: Provider, now_ms: i64) -> Statement {
    Statement::new(RETIRE_ACCOUNT)
        .integer(tenant_id)
        .integer(id_of(provider))
        .integer(now_ms)
}
