//! Providers: where a tenant's orders go, and every request that was sent.

use super::row;
use crate::ports::{Rows, Statement};
use serde::Deserialize;

/// An upstream provider. Its number is the schema's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    /// CPS: services of Venezuela.
    Cps,
}

impl Provider {
    /// Every provider.
    pub const ALL: [Self; 1] = [Self::Cps];

    /// The number it has in the schema.
    pub const fn id(self) -> i64 {
        match self {
            Self::Cps => 1,
        }
    }

    /// Its name, as the wire and the schema write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cps => "cps",
        }
    }

    /// The provider of exactly that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|provider| provider.name() == name)
    }
}

/// What decides where a tenant's orders go.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RouteRow {
    /// `demo` or `live`.
    pub mode: String,
    /// The tenant's own account, if it has one in use.
    pub account: Option<AccountRow>,
}

/// A tenant's own account at a provider.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AccountRow {
    /// Raised by every change.
    pub version: i64,
    /// Where its server is.
    pub base_url: String,
    /// The credentials, sealed.
    pub sealed: String,
}

const ROUTE: &str = "SELECT json_object('mode', tenant.mode, 'account', json((SELECT json_object('version', version, 'base_url', base_url, 'sealed', sealed) \
      FROM provider_account WHERE tenant_id = tenant.id AND provider_id = CAST(?2 AS INTEGER) AND active = 1))) AS row \
    FROM tenant WHERE id = CAST(?1 AS INTEGER)";

/// Selects where a tenant's orders to a provider go ([`RouteRow`]).
pub fn route(tenant_id: i64, provider: Provider) -> Statement {
    Statement::new(ROUTE)
        .integer(tenant_id)
        .integer(provider.id())
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
        .integer(provider.id())
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
        .integer(provider.id())
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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

const CALLS: &str = "SELECT json_object('sent', sent, 'sent_at_ms', sent_at_ms, 'answered', answered, 'answered_at_ms', answered_at_ms) AS row \
    FROM provider_call WHERE tenant_id = CAST(?1 AS INTEGER) AND operation_id = ?2 ORDER BY number";

/// Selects the requests of an order, in their order ([`CallRow`]).
pub fn calls(tenant_id: i64, operation_id: &str) -> Statement {
    Statement::new(CALLS)
        .integer(tenant_id)
        .text(operation_id)
}
