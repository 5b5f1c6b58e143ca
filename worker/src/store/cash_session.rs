//! Cash sessions: a user at a register, from opening to closing.

use super::operation::{OperationRef, bind_reference, referenced_id};
use super::row::columns;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;
use ventanilla_core::role::{Permission, Role};
use ventanilla_core::wire::kantuta::registers::Specialty;

/// A cash session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashSessionRow {
    /// Its id.
    pub id: i64,
    /// The register.
    pub register_id: i64,
    /// The user whose drawer it is.
    pub user_id: i64,
    /// Who opened it.
    pub opened_by_user_id: Option<i64>,
    /// What was in the drawer at opening.
    pub opening_amount: Amount,
    /// When it was opened.
    pub opened_at_ms: i64,
    /// Who closed it.
    pub closed_by_user_id: Option<i64>,
    /// What the ledger said at closing.
    pub expected_amount: Option<Amount>,
    /// What was counted at closing.
    pub counted_amount: Option<Amount>,
    /// When it was closed.
    pub closed_at_ms: Option<i64>,
    /// Why there was a difference.
    pub difference_reason: Option<String>,
}
columns!(CashSessionRow {
    id,
    register_id,
    user_id,
    opened_by_user_id,
    opening_amount,
    opened_at_ms,
    closed_by_user_id,
    expected_amount,
    counted_amount,
    closed_at_ms,
    difference_reason,
});

impl CashSessionRow {
    /// The session as it was when it was opened, whatever has happened since: what its opening answered.
    #[must_use]
    pub fn as_opened(self) -> Self {
        Self {
            closed_by_user_id: None,
            expected_amount: None,
            counted_amount: None,
            closed_at_ms: None,
            difference_reason: None,
            ..self
        }
    }
}

/// What was counted less what should have been there; none while a session is open.
pub fn difference(
    counted: Option<Amount>,
    expected: Option<Amount>,
) -> Result<Option<Amount>, Failure> {
    match (counted, expected) {
        (Some(counted), Some(expected)) => counted
            .checked_sub(expected)
            .map(Some)
            .ok_or_else(|| Failure::Internal("a difference out of range".into())),
        (None, _) | (_, None) => Ok(None),
    }
}

macro_rules! cash_session_json {
    () => {
        "json_object('id', cash_session.id, 'register_id', cash_session.register_id, 'user_id', cash_session.user_id, \
         'opened_by_user_id', (SELECT user_id FROM operation WHERE operation.id = cash_session.opening_operation_id), \
         'opening_amount', cash_session.opening_amount, 'opened_at_ms', cash_session.opened_at_ms, \
         'closed_by_user_id', cash_session.closed_by_user_id, 'expected_amount', cash_session.expected_amount, \
         'counted_amount', cash_session.counted_amount, 'closed_at_ms', cash_session.closed_at_ms, \
         'difference_reason', cash_session.difference_reason)"
    };
}
pub(crate) use cash_session_json;

/// `?4`: 1 where the caller may use anybody's session.
macro_rules! session_guard {
    ($missing:literal, $closed:literal) => {
        concat!(
            "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
               WHEN cash_session.id IS NULL THEN '",
            $missing,
            "' WHEN cash_session.user_id <> CAST(?3 AS INTEGER) AND ?4 <> '1' THEN 'session_not_yours' \
               WHEN cash_session.closed_at_ms IS NOT NULL THEN '",
            $closed,
            "' ELSE '' END AS code \
             FROM (SELECT 1) LEFT JOIN cash_session ON cash_session.tenant_id = CAST(?1 AS INTEGER) AND cash_session.id = CAST(?2 AS INTEGER))"
        )
    };
}

const ASSERT_OPEN_FOR_SALE: &str = session_guard!("session_not_open", "session_not_open");
const ASSERT_OPEN_FOR_MOVEMENT: &str = session_guard!("session_not_found", "session_not_open");
const ASSERT_OPEN_FOR_CLOSING: &str = session_guard!("session_not_found", "session_already_closed");
const ASSERT_KNOWN: &str = session_guard!("session_not_found", "");

/// What a session is asserted to be, and in whose words it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionUse {
    /// A top-up or an injection.
    Sale,
    /// Cash in or out.
    Movement,
    /// Closing.
    Closing,
    /// Anything about a session of one's own, open or not.
    Afterwards,
}

/// Fails unless the session exists, is the caller's (or the caller may act for others) and is open.
pub fn assert_usable(identity: &Identity, cash_session_id: i64, purpose: SessionUse) -> Statement {
    Statement::new(match purpose {
        SessionUse::Sale => ASSERT_OPEN_FOR_SALE,
        SessionUse::Movement => ASSERT_OPEN_FOR_MOVEMENT,
        SessionUse::Closing => ASSERT_OPEN_FOR_CLOSING,
        SessionUse::Afterwards => ASSERT_KNOWN,
    })
    .integer(identity.tenant_id)
    .integer(cash_session_id)
    .integer(identity.user_id)
    .flag(identity.role.may(Permission::ActForAnother))
}

const ASSERT_SELLS_TOP_UPS: &str = "INSERT INTO must (ok, code) \
    SELECT cash_register.specialty IN (SELECT value FROM json_each(?3)), 'register_agents_only' \
    FROM cash_session JOIN cash_register ON cash_register.id = cash_session.register_id \
    WHERE cash_session.tenant_id = CAST(?1 AS INTEGER) AND cash_session.id = CAST(?2 AS INTEGER)";

/// Fails with `register_agents_only` where the session's register is not for sales. (The session's own guard comes before.)
pub fn assert_sells_top_ups(tenant_id: i64, cash_session_id: i64) -> Statement {
    let selling = Specialty::ALL
        .into_iter()
        .filter(|specialty| specialty.sells_top_ups());
    let names: Vec<String> = selling
        .map(|specialty| format!("\"{}\"", specialty.as_str()))
        .collect();
    Statement::new(ASSERT_SELLS_TOP_UPS)
        .integer(tenant_id)
        .integer(cash_session_id)
        .text(format!("[{}]", names.join(",")))
}

const ASSERT_MAY_OPEN: &str = "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
      WHEN NOT EXISTS (SELECT 1 FROM cash_register WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER) AND active = 1) THEN 'register_not_found' \
      WHEN NOT EXISTS (SELECT 1 FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?3 AS INTEGER) AND active = 1 \
        AND role_id IN (SELECT value FROM json_each(?4))) THEN 'user_not_found' \
      WHEN EXISTS (SELECT 1 FROM cash_session WHERE tenant_id = CAST(?1 AS INTEGER) AND user_id = CAST(?3 AS INTEGER) AND closed_at_ms IS NULL) THEN 'user_has_open_session' \
      WHEN EXISTS (SELECT 1 FROM cash_session WHERE tenant_id = CAST(?1 AS INTEGER) AND register_id = CAST(?2 AS INTEGER) AND closed_at_ms IS NULL) THEN 'register_has_open_session' \
      ELSE '' END AS code)";

/// Fails unless the register and the user are there and neither has an open session.
pub fn assert_may_open(tenant_id: i64, register_id: i64, user_id: i64) -> Statement {
    let sellers: Vec<String> = Role::ALL
        .iter()
        .filter(|role| role.may(Permission::Sell))
        .map(|role| role.id().to_string())
        .collect();
    Statement::new(ASSERT_MAY_OPEN)
        .integer(tenant_id)
        .integer(register_id)
        .integer(user_id)
        .text(format!("[{}]", sellers.join(",")))
}

/// A NULL amount (`?5`) opens with what the register holds.
const OPEN: &str = "INSERT INTO cash_session (tenant_id, register_id, user_id, opening_operation_id, opening_amount, opening_difference, opening_count, opened_at_ms) \
    SELECT tenant_id, owner_id, CAST(?4 AS INTEGER), ?2, coalesce(CAST(?5 AS INTEGER), posted), coalesce(CAST(?5 AS INTEGER), posted) - posted, ?6, CAST(?7 AS INTEGER) \
    FROM account WHERE tenant_id = CAST(?1 AS INTEGER) AND kind = 'register_cash' AND owner_id = CAST(?3 AS INTEGER)";

/// Opens a session, with `amount` or else with what the register holds.
pub fn open(
    reference: &OperationRef,
    register_id: i64,
    user_id: i64,
    amount: Option<Amount>,
    count: Option<&str>,
    now_ms: i64,
) -> Statement {
    Statement::new(OPEN)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .integer(register_id)
        .integer(user_id)
        .optional_amount(amount)
        .optional_text(count)
        .integer(now_ms)
}

/// Runs after the difference has been settled: what was expected is what was counted, less what settling moved.
const CLOSE: &str = "UPDATE cash_session SET closing_operation_id = ?2, closed_by_user_id = CAST(?4 AS INTEGER), counted_amount = CAST(?5 AS INTEGER), \
      expected_amount = CAST(?5 AS INTEGER) - coalesce((SELECT iif(account.kind = 'register_cash', transfer.amount, -transfer.amount) \
        FROM transfer JOIN account ON account.id = transfer.to_account_id WHERE transfer.tenant_id = CAST(?1 AS INTEGER) AND transfer.operation_id = ?2), 0), \
      closing_count = ?6, difference_reason = ?7, closed_at_ms = CAST(?8 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?3 AS INTEGER)";

/// Closes a session whose difference has been settled in the same batch.
pub fn close(
    reference: &OperationRef,
    cash_session_id: i64,
    user_id: i64,
    counted: Amount,
    count: Option<&str>,
    reason: Option<&str>,
    now_ms: i64,
) -> Statement {
    Statement::new(CLOSE)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .integer(cash_session_id)
        .integer(user_id)
        .amount(counted)
        .optional_text(count)
        .optional_text(reason)
        .integer(now_ms)
}

const ASSERT_CLOSED: &str = "INSERT INTO must (ok, code) \
    SELECT (SELECT closed_at_ms FROM cash_session WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)) IS NOT NULL, 'session_still_open'";
const SET_DIFFERENCE_REASON: &str = "UPDATE cash_session SET difference_reason = ?3 WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";

/// Writes the reason of a closed session's difference, once.
pub fn set_difference_reason(tenant_id: i64, cash_session_id: i64, reason: &str) -> Vec<Statement> {
    vec![
        Statement::new(ASSERT_CLOSED)
            .integer(tenant_id)
            .integer(cash_session_id),
        Statement::new(SET_DIFFERENCE_REASON)
            .integer(tenant_id)
            .integer(cash_session_id)
            .text(reason),
    ]
}

macro_rules! select_session {
    ($condition:expr) => {
        concat!(
            "SELECT ",
            cash_session_json!(),
            " AS row FROM cash_session WHERE cash_session.tenant_id = CAST(?1 AS INTEGER) AND ",
            $condition
        )
    };
}

const FIND: &str = select_session!("cash_session.id = CAST(?2 AS INTEGER)");
const OPENED_BY: &str = select_session!(concat!(
    "cash_session.opening_operation_id = ",
    referenced_id!()
));
const CLOSED_BY: &str = select_session!(concat!(
    "cash_session.closing_operation_id = ",
    referenced_id!()
));
const ACTIVE_OF_USER: &str = select_session!(
    "cash_session.user_id = CAST(?2 AS INTEGER) AND cash_session.closed_at_ms IS NULL"
);
const OF_REGISTER: &str = select_session!(
    "cash_session.register_id = CAST(?2 AS INTEGER) ORDER BY cash_session.id DESC LIMIT CAST(?3 AS INTEGER)"
);

/// Selects one session ([`CashSessionRow`]).
pub fn find(tenant_id: i64, id: i64) -> Statement {
    Statement::new(FIND).integer(tenant_id).integer(id)
}

/// Selects the session that an operation opened.
pub fn opened_by(reference: &OperationRef) -> Statement {
    bind_reference(OPENED_BY, reference)
}

/// Selects the session that an operation closed.
pub fn closed_by(reference: &OperationRef) -> Statement {
    bind_reference(CLOSED_BY, reference)
}

/// Selects a user's open session.
pub fn active_of_user(tenant_id: i64, user_id: i64) -> Statement {
    Statement::new(ACTIVE_OF_USER)
        .integer(tenant_id)
        .integer(user_id)
}

/// Selects a register's sessions, newest first.
pub fn of_register(tenant_id: i64, register_id: i64, limit: i64) -> Statement {
    Statement::new(OF_REGISTER)
        .integer(tenant_id)
        .integer(register_id)
        .integer(limit)
}

/// A balance, in minor units.
#[derive(Debug)]
pub struct BalanceRow {
    /// What the drawer holds.
    pub posted: Amount,
}
columns!(BalanceRow { posted });

const DRAWER_BALANCE: &str = "SELECT json_object('posted', account.posted) AS row FROM cash_session \
    JOIN account ON account.tenant_id = cash_session.tenant_id AND account.kind = 'register_cash' AND account.owner_id = cash_session.register_id \
    WHERE cash_session.tenant_id = CAST(?1 AS INTEGER) AND cash_session.id = CAST(?2 AS INTEGER)";

/// Selects what the drawer of a session's register holds now ([`BalanceRow`]).
pub fn drawer_balance(tenant_id: i64, cash_session_id: i64) -> Statement {
    Statement::new(DRAWER_BALANCE)
        .integer(tenant_id)
        .integer(cash_session_id)
}
