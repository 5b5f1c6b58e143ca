//! Transfers: how a drawer's cash moves against another account, how counted differences are settled, how a transfer is reversed.

use super::operation::OperationRef;
use crate::auth::token::Identity;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::operator::Operator;

/// What stands on the other side of a drawer's cash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counterpart {
    /// The float of an operator.
    OperatorFloat(Operator),
    /// What the owner put in or took out.
    Capital,
    /// What counts found too much or too little.
    CashOverShort,
    /// Everybody else.
    Outside,
}

impl Counterpart {
    fn kind(self) -> &'static str {
        match self {
            Self::OperatorFloat(_) => "operator_float",
            Self::Capital => "capital",
            Self::CashOverShort => "cash_over_short",
            Self::Outside => "outside",
        }
    }

    fn operator_name(self) -> Option<&'static str> {
        match self {
            Self::OperatorFloat(operator) => Some(operator.name()),
            Self::Capital | Self::CashOverShort | Self::Outside => None,
        }
    }
}

/// Which way cash goes, seen from the drawer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Into the drawer.
    In,
    /// Out of the drawer.
    Out,
}

/// The drawer of session `?3`.
macro_rules! drawer {
    () => {
        "(SELECT account.id FROM cash_session JOIN account ON account.tenant_id = cash_session.tenant_id \
            AND account.kind = 'register_cash' AND account.owner_id = cash_session.register_id \
          WHERE cash_session.tenant_id = CAST(?1 AS INTEGER) AND cash_session.id = CAST(?3 AS INTEGER))"
    };
}

/// The account of kind `?5`: operator `?6`'s, or the tenant's only one. NULL, and so refused, where there is none.
macro_rules! counterpart {
    () => {
        "(SELECT id FROM account WHERE tenant_id = CAST(?1 AS INTEGER) AND kind = ?5 AND owner_id = iif(?6 IS NULL, 0, \
            (SELECT id FROM operator WHERE tenant_id = CAST(?1 AS INTEGER) AND name = ?6)))"
    };
}

macro_rules! insert_transfer {
    () => {
        "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, cash_session_id, created_at_ms) "
    };
}

const MOVE_CASH: &str = concat!(
    insert_transfer!(),
    "VALUES (CAST(?1 AS INTEGER), ?2, 'posted', (SELECT currency FROM tenant WHERE id = CAST(?1 AS INTEGER)), \
      iif(?4 = 'in', ",
    counterpart!(),
    ", ",
    drawer!(),
    "), iif(?4 = 'in', ",
    drawer!(),
    ", ",
    counterpart!(),
    "), CAST(?7 AS INTEGER), CAST(?3 AS INTEGER), CAST(?8 AS INTEGER))"
);

/// Moves `amount` between a session's drawer and another account.
pub fn move_cash(
    reference: &OperationRef,
    cash_session_id: i64,
    direction: Direction,
    counterpart: Counterpart,
    amount: Amount,
    now_ms: i64,
) -> Statement {
    Statement::new(MOVE_CASH)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .integer(cash_session_id)
        .text(match direction {
            Direction::In => "in",
            Direction::Out => "out",
        })
        .text(counterpart.kind())
        .optional_text(counterpart.operator_name())
        .amount(amount)
        .integer(now_ms)
}

/// Moves the difference between `?5` (what is there) and the drawer's balance, if there is one, against the account of kind `?4`.
macro_rules! settle_difference {
    ($session:literal) => {
        concat!(
            insert_transfer!(),
            "SELECT drawer.tenant_id, ?2, 'posted', drawer.currency, \
               iif(counted.amount > drawer.posted, other.id, drawer.id), iif(counted.amount > drawer.posted, drawer.id, other.id), \
               abs(counted.amount - drawer.posted), cash_session.id, CAST(?3 AS INTEGER) \
             FROM cash_session \
             JOIN (SELECT CAST(?5 AS INTEGER) AS amount) AS counted \
             JOIN account AS drawer ON drawer.tenant_id = cash_session.tenant_id AND drawer.kind = 'register_cash' AND drawer.owner_id = cash_session.register_id \
             JOIN account AS other ON other.tenant_id = cash_session.tenant_id AND other.kind = ?4 AND other.owner_id = 0 \
             WHERE cash_session.tenant_id = CAST(?1 AS INTEGER) AND ",
            $session,
            " AND counted.amount <> drawer.posted"
        )
    };
}

const SETTLE_OPENING: &str = settle_difference!("cash_session.opening_operation_id = ?2");
const SETTLE_CLOSING: &str = settle_difference!("cash_session.id = CAST(?6 AS INTEGER)");

/// Brings the drawer of the session that this operation opened to `amount`; nothing moves where it is that already.
pub fn settle_opening(
    reference: &OperationRef,
    counterpart: Counterpart,
    amount: Amount,
    now_ms: i64,
) -> Statement {
    settle(SETTLE_OPENING, reference, counterpart, amount, now_ms)
}

/// Brings the drawer of a session that is being closed to what was counted.
pub fn settle_closing(
    reference: &OperationRef,
    cash_session_id: i64,
    counted: Amount,
    now_ms: i64,
) -> Statement {
    settle(
        SETTLE_CLOSING,
        reference,
        Counterpart::CashOverShort,
        counted,
        now_ms,
    )
    .integer(cash_session_id)
}

fn settle(
    sql: &'static str,
    reference: &OperationRef,
    counterpart: Counterpart,
    amount: Amount,
    now_ms: i64,
) -> Statement {
    Statement::new(sql)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .integer(now_ms)
        .text(counterpart.kind())
        .amount(amount)
}

const ASSERT_FLOAT: &str = "INSERT INTO must (ok, code) SELECT coalesce(code = '', 0), coalesce(code, 'operator_not_found') FROM \
    (SELECT (SELECT CASE \
       WHEN operator.active = 0 THEN 'operator_not_found' \
       WHEN account.posted - account.held < CAST(?3 AS INTEGER) THEN 'float_insufficient;' || (account.posted - account.held) \
       ELSE '' END \
     FROM operator JOIN account ON account.tenant_id = operator.tenant_id AND account.kind = 'operator_float' AND account.owner_id = operator.id \
     WHERE operator.tenant_id = CAST(?1 AS INTEGER) AND operator.name = ?2) AS code)";

/// Fails with `operator_not_found` or `float_insufficient` unless the operator is active and has that much float left.
pub fn assert_float(tenant_id: i64, operator: Operator, amount: Amount) -> Statement {
    Statement::new(ASSERT_FLOAT)
        .integer(tenant_id)
        .text(operator.name())
        .amount(amount)
}

const ASSERT_CASH: &str = "INSERT INTO must (ok, code) \
    SELECT account.posted - account.held >= CAST(?3 AS INTEGER), 'cash_insufficient;' || (account.posted - account.held) \
    FROM cash_session JOIN account ON account.tenant_id = cash_session.tenant_id AND account.kind = 'register_cash' AND account.owner_id = cash_session.register_id \
    WHERE cash_session.tenant_id = CAST(?1 AS INTEGER) AND cash_session.id = CAST(?2 AS INTEGER)";

/// Fails with `cash_insufficient` unless the session's drawer holds that much. (The session's own guard comes before.)
pub fn assert_cash(tenant_id: i64, cash_session_id: i64, amount: Amount) -> Statement {
    Statement::new(ASSERT_CASH)
        .integer(tenant_id)
        .integer(cash_session_id)
        .amount(amount)
}

/// The session that pays for reversing operation `?3`: its own while it is open, else the open one of the caller `?4`. What moved in no
/// session moves back in none.
macro_rules! paying_session {
    () => {
        "(SELECT coalesce(iif(cash_session.closed_at_ms IS NULL, cash_session.id, NULL), \
              (SELECT id FROM cash_session WHERE tenant_id = CAST(?1 AS INTEGER) AND user_id = CAST(?4 AS INTEGER) AND closed_at_ms IS NULL)) \
            FROM operation AS original JOIN cash_session ON cash_session.id = original.cash_session_id \
            WHERE original.tenant_id = CAST(?1 AS INTEGER) AND original.id = ?3)"
    };
}

const CLAIM_REVERSAL: &str = concat!(
    "INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, cash_session_id, amount, subject, description, \
       reverses_operation_id, idempotency_key, request_hash, created_at_ms, updated_at_ms) \
     VALUES (?2, CAST(?1 AS INTEGER), 'reversal', 'succeeded', ?5, CAST(?4 AS INTEGER), ",
    paying_session!(),
    ", (SELECT amount FROM operation WHERE tenant_id = CAST(?1 AS INTEGER) AND id = ?3), \
       coalesce((SELECT subject FROM operation WHERE tenant_id = CAST(?1 AS INTEGER) AND id = ?3), ''), \
       ?6, ?3, ?7, ?8, CAST(?9 AS INTEGER), CAST(?9 AS INTEGER))"
);

/// Claims the key for a reversal; amount, subject and paying session are taken from what is stored.
pub fn claim_reversal(
    reference: &OperationRef,
    identity: &Identity,
    original_id: &str,
    reason: &str,
    now_ms: i64,
) -> Statement {
    let idempotency = reference.idempotency.as_ref();
    Statement::new(CLAIM_REVERSAL)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .text(original_id)
        .integer(identity.user_id)
        .text(&reference.actor)
        .text(reason)
        .optional_text(idempotency.map(|idempotency| idempotency.key.as_str()))
        .optional_text(idempotency.map(|idempotency| idempotency.request_hash.as_str()))
        .integer(now_ms)
}

/// The reversing transfer's rows-to-be: the original's accounts swapped, its drawer replaced by that of the paying session.
macro_rules! reversing {
    () => {
        "FROM transfer AS original \
         JOIN operation AS reversal ON reversal.tenant_id = original.tenant_id AND reversal.id = ?2 \
         LEFT JOIN cash_session ON cash_session.id = reversal.cash_session_id \
         LEFT JOIN account AS drawer ON drawer.tenant_id = original.tenant_id AND drawer.kind = 'register_cash' AND drawer.owner_id = cash_session.register_id \
         JOIN account AS original_from ON original_from.id = original.from_account_id \
         JOIN account AS original_to ON original_to.id = original.to_account_id \
         JOIN account AS payer ON payer.id = iif(original_to.kind = 'register_cash', drawer.id, original_to.id) \
         WHERE original.tenant_id = CAST(?1 AS INTEGER) AND original.operation_id = ?3"
    };
}

/// `?4`: the kinds that can be reversed, as a JSON list.
const ASSERT_REVERSIBLE: &str = "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
       WHEN original.id IS NULL THEN 'operation_not_found' \
       WHEN original.kind NOT IN (SELECT value FROM json_each(?4)) THEN 'operation_not_reversible' \
       WHEN original.state = 'reversed' THEN 'operation_already_reversed' \
       WHEN original.state <> 'succeeded' THEN 'operation_not_reversible' \
       WHEN NOT EXISTS (SELECT 1 FROM transfer WHERE tenant_id = original.tenant_id AND operation_id = original.id) \
         AND NOT EXISTS (SELECT 1 FROM loyalty_movement WHERE tenant_id = original.tenant_id AND operation_id = original.id) \
         THEN 'operation_not_reversible' \
       WHEN reversal.cash_session_id IS NULL AND original.cash_session_id IS NOT NULL THEN 'cash_session_required' \
       ELSE '' END AS code \
     FROM operation AS reversal LEFT JOIN operation AS original ON original.tenant_id = reversal.tenant_id AND original.id = ?3 \
     WHERE reversal.tenant_id = CAST(?1 AS INTEGER) AND reversal.id = ?2)";

const ASSERT_REVERSAL_FUNDS: &str = concat!(
    "INSERT INTO must (ok, code) SELECT payer.posted - payer.held >= original.amount OR payer.floor IS NULL, \
       CASE payer.kind WHEN 'register_cash' THEN 'cash_insufficient;' WHEN 'provider_prefund' THEN 'prefund_insufficient;' \
         WHEN 'phone_wallet' THEN 'wallet_insufficient;' WHEN 'loyalty_points' THEN 'points_insufficient;' ELSE 'float_insufficient;' END || (payer.posted - payer.held) ",
    reversing!()
);

const REVERSE: &str = concat!(
    "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, cash_session_id, reverses_transfer_id, created_at_ms) \
     SELECT original.tenant_id, ?2, 'posted', original.currency, payer.id, \
       iif(original_from.kind = 'register_cash', drawer.id, original_from.id), original.amount, cash_session.id, original.id, CAST(?4 AS INTEGER) ",
    reversing!()
);

// A small sale may have earned no points; undone, its ticket is good again.
const ASSERT_MOVED: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM transfer WHERE operation_id = ?2 AND tenant_id = CAST(?1 AS INTEGER)) \
    OR EXISTS (SELECT 1 FROM loyalty_movement WHERE tenant_id = CAST(?1 AS INTEGER) AND operation_id = ?3 AND points = 0), 'reversal_moved_nothing'";

const MARK_REVERSED: &str = "UPDATE operation SET state = 'reversed', updated_at_ms = CAST(?3 AS INTEGER) WHERE tenant_id = CAST(?1 AS INTEGER) AND id = ?2";

/// Everything after the claim: may it be reversed, is the money there, move it back, mark the original.
pub fn reverse(reference: &OperationRef, original_id: &str, now_ms: i64) -> Vec<Statement> {
    let names: Vec<String> = OperationKind::ALL
        .into_iter()
        .filter(|kind| kind.is_reversible())
        .map(|kind| format!("\"{}\"", kind.as_str()))
        .collect();
    let bound = |sql| {
        Statement::new(sql)
            .integer(reference.tenant_id)
            .text(&reference.id)
            .text(original_id)
    };
    vec![
        bound(ASSERT_REVERSIBLE).text(format!("[{}]", names.join(","))),
        bound(ASSERT_REVERSAL_FUNDS),
        bound(REVERSE).integer(now_ms),
        bound(ASSERT_MOVED),
        Statement::new(MARK_REVERSED)
            .integer(reference.tenant_id)
            .text(original_id)
            .integer(now_ms),
    ]
}
