//! How coupons end: collected or cancelled. What a collection moves is the schema's to see to.

use super::coupon::{coupon_json, coupon_of_code, coupon_state, coupon_today};
use super::operation::{OperationRef, bind_reference, referenced_id};
use crate::ports::Statement;
use ventanilla_core::amount::Amount;
use ventanilla_core::barcode::CouponCode;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::portal::coupons::PaymentMethod;

/// The amount of the coupon of code `?2` is the operation's.
const CLAIM: &str = concat!(
    "INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, cash_session_id, amount, subject, description, \
       idempotency_key, request_hash, created_at_ms, updated_at_ms) \
     VALUES (?3, CAST(?1 AS INTEGER), ?4, 'succeeded', ?5, CAST(?6 AS INTEGER), CAST(?7 AS INTEGER), \
       (SELECT amount FROM coupon WHERE coupon.id = ",
    coupon_of_code!(),
    "), ?2, ?8, ?9, ?10, CAST(?11 AS INTEGER), CAST(?11 AS INTEGER))"
);

/// What is claimed about a coupon.
pub struct CouponClaim<'a> {
    /// Collecting or cancelling.
    pub kind: OperationKind,
    /// The code.
    pub code: &'a CouponCode,
    /// The user who asks.
    pub user_id: i64,
    /// The cash session that collects.
    pub cash_session_id: Option<i64>,
    /// The person's reason, or the words of the documented reports.
    pub description: &'a str,
}

/// Claims the key for something about a coupon, whose amount is taken from what is stored.
pub fn claim(reference: &OperationRef, claim: &CouponClaim<'_>, now_ms: i64) -> Statement {
    let idempotency = reference.idempotency.as_ref();
    Statement::new(CLAIM)
        .integer(reference.tenant_id)
        .text(claim.code.as_str())
        .text(&reference.id)
        .text(claim.kind.as_str())
        .text(&reference.actor)
        .integer(claim.user_id)
        .optional_integer(claim.cash_session_id)
        .text(claim.description)
        .optional_text(idempotency.map(|idempotency| idempotency.key.as_str()))
        .optional_text(idempotency.map(|idempotency| idempotency.request_hash.as_str()))
        .integer(now_ms)
}

/// Why the coupon of code `?2` is not pending at `?3`, as a code with what there is to say; `$otherwise` where it is. `$named` is the coupon
/// that was looked up, if that is known: another one is never meant. One whose last day is over is refused with `$expired`: to whoever collects
/// it is not there any more, to whoever cancels it is in another state (contract of coupons, sections 4 and 7).
macro_rules! why_not_pending {
    ($named:literal, $expired:literal, $otherwise:literal) => {
        concat!(
            "SELECT code = '', code FROM (SELECT CASE WHEN coupon.id IS NULL THEN 'coupon_not_found' WHEN ",
            $named,
            " <> coupon.operation_id THEN 'coupon_changed' ELSE CASE ",
            coupon_state!("?3"),
            " WHEN 'used' THEN 'coupon_used;' || json_object('estado', 'used', 'fecha_vencimiento', date(coupon.due_day * 86400, 'unixepoch'), \
                'fecha_uso', (SELECT date(local_day * 86400, 'unixepoch') FROM coupon_collection WHERE coupon_collection.coupon_id = coupon.id), \
                'recibo_id', (SELECT printf('%04d-%08d', branch.number, coupon_collection.receipt_number) FROM coupon_collection \
                  JOIN branch ON branch.id = coupon_collection.branch_id WHERE coupon_collection.coupon_id = coupon.id)) \
              WHEN 'cancelled' THEN 'coupon_cancelled;' || json_object('estado', 'cancelled', \
                'fecha_vencimiento', date(coupon.due_day * 86400, 'unixepoch'), \
                'fecha_cancelacion', (SELECT date(local_day * 86400, 'unixepoch') FROM coupon_cancellation WHERE coupon_cancellation.coupon_id = coupon.id)) \
              WHEN 'expired' THEN '",
            $expired,
            ";' || json_object('estado', 'expired', 'fecha_vencimiento', date(coupon.due_day * 86400, 'unixepoch')) \
              ELSE ",
            $otherwise,
            " END END AS code FROM (SELECT 1) LEFT JOIN coupon ON coupon.id = ",
            coupon_of_code!($named),
            ")"
        )
    };
}

const ASSERT_PENDING: &str = concat!(
    "INSERT INTO must (ok, code) ",
    why_not_pending!("?4", "coupon_already_expired", "''")
);
const ASSERT_COLLECTABLE: &str = concat!(
    "INSERT INTO must (ok, code) ",
    why_not_pending!(
        "?6",
        "coupon_expired",
        "CASE WHEN CAST(?4 AS INTEGER) < coupon.amount THEN 'tendered_too_little;' || coupon.amount \
          WHEN CAST(?4 AS INTEGER) > coupon.amount AND ?5 <> 'EFECTIVO' THEN 'change_not_in_cash;' || coupon.amount ELSE '' END"
    )
);

const COLLECT: &str = concat!(
    "INSERT INTO coupon_collection (tenant_id, operation_id, coupon_id, branch_id, receipt_number, cash_session_id, user_id, method, amount, \
       tendered, change, local_day, created_at_ms) \
     SELECT coupon.tenant_id, ?7, coupon.id, branch.id, \
       (SELECT coalesce(max(receipt_number), 0) + 1 FROM coupon_collection AS earlier \
          WHERE earlier.tenant_id = coupon.tenant_id AND earlier.branch_id = branch.id), \
       cash_session.id, CAST(?9 AS INTEGER), ?5, coupon.amount, coalesce(CAST(?4 AS INTEGER), coupon.amount), \
       coalesce(CAST(?4 AS INTEGER), coupon.amount) - coupon.amount, \
       (CAST(?3 AS INTEGER) + branch.utc_offset_min * 60000) / 86400000, CAST(?3 AS INTEGER) \
     FROM coupon \
     JOIN cash_session ON cash_session.tenant_id = coupon.tenant_id AND cash_session.id = CAST(?8 AS INTEGER) \
     JOIN cash_register ON cash_register.id = cash_session.register_id \
     JOIN branch ON branch.id = cash_register.branch_id \
     WHERE coupon.id = ",
    coupon_of_code!("?6")
);

/// What is handed over for a coupon.
pub struct Tender<'a> {
    /// Which coupon was looked up; without it, whichever has the code.
    pub coupon: Option<&'a str>,
    /// How it is paid.
    pub method: PaymentMethod,
    /// How much; without it, exactly what the coupon asks for.
    pub amount: Option<Amount>,
}

/// Everything after the claim and the session's guard. Refuses with `coupon_not_found`, `coupon_changed`, `coupon_used`, `coupon_cancelled`, `coupon_expired`,
/// `tendered_too_little`, `change_not_in_cash`.
pub fn collect(
    reference: &OperationRef,
    code: &CouponCode,
    tender: &Tender<'_>,
    cash_session_id: i64,
    user_id: i64,
    now_ms: i64,
) -> Vec<Statement> {
    let of_request = |sql| {
        Statement::new(sql)
            .integer(reference.tenant_id)
            .text(code.as_str())
            .integer(now_ms)
            .optional_amount(tender.amount)
            .text(tender.method.as_str())
            .optional_text(tender.coupon)
    };
    vec![
        of_request(ASSERT_COLLECTABLE),
        of_request(COLLECT)
            .text(&reference.id)
            .integer(cash_session_id)
            .integer(user_id),
    ]
}

const CANCEL: &str = concat!(
    "INSERT INTO coupon_cancellation (coupon_id, tenant_id, operation_id, user_id, reason, local_day, created_at_ms) \
     SELECT coupon.id, coupon.tenant_id, ?5, CAST(?6 AS INTEGER), ?7, ",
    coupon_today!("?3"),
    ", CAST(?3 AS INTEGER) FROM coupon WHERE coupon.id = ",
    coupon_of_code!("?4")
);

/// Everything after the claim. Refuses with `coupon_not_found`, `coupon_changed`, `coupon_used`, `coupon_cancelled`,
/// `coupon_already_expired`. `coupon` is the one that was looked up, if that is known.
pub fn cancel(
    reference: &OperationRef,
    code: &CouponCode,
    coupon: Option<&str>,
    user_id: i64,
    reason: &str,
    now_ms: i64,
) -> Vec<Statement> {
    let of_request = |sql| {
        Statement::new(sql)
            .integer(reference.tenant_id)
            .text(code.as_str())
            .integer(now_ms)
            .optional_text(coupon)
    };
    vec![
        of_request(ASSERT_PENDING),
        of_request(CANCEL)
            .text(&reference.id)
            .integer(user_id)
            .text(reason),
    ]
}

const ENDED_BY: &str = concat!(
    "SELECT ",
    coupon_json!("coupon.state"),
    " AS row FROM coupon JOIN customer ON customer.id = coupon.customer_id \
     WHERE coupon.tenant_id = CAST(?1 AS INTEGER) AND coupon.id IN ( \
       SELECT coupon_id FROM coupon_collection WHERE operation_id = ",
    referenced_id!(),
    " UNION ALL SELECT coupon_id FROM coupon_cancellation WHERE operation_id = ",
    referenced_id!(),
    ")"
);

/// Selects the coupon that an operation collected or cancelled ([`super::coupon::CouponRow`]).
pub fn ended_by(reference: &OperationRef) -> Statement {
    bind_reference(ENDED_BY, reference)
}
