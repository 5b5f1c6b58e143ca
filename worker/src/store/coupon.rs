//! Coupons: issued, looked up, listed. How they end is in `coupon_end`.

use super::operation::{OperationRef, bind_reference, referenced_id};
use super::row::columns;
use crate::ports::Statement;
use serde::Serialize;
use ventanilla_core::amount::Amount;
use ventanilla_core::barcode::{CouponCode, CustomerNumber};
use ventanilla_core::wire::portal::coupons::{CouponState, InvoiceToPay};

/// A coupon. A pending one whose last day is over by its branch's clock reads as expired, whether or not that was stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouponRow {
    /// The operation that issued it.
    pub operation_id: String,
    /// The 19 digits.
    pub barcode: String,
    /// What it asks for.
    pub amount: Amount,
    /// Its state.
    pub state: String,
    /// The day it was issued, from 1970-01-01.
    pub issued_day: i64,
    /// The last day it can be collected.
    pub due_day: i64,
    /// Its customer's number.
    pub customer: i64,
    /// What the customer is called.
    pub customer_name: String,
    /// Its invoices, in their order.
    pub invoices: Vec<CouponInvoiceRow>,
    /// Its collection.
    pub collection: Option<CollectionRow>,
    /// Why it was cancelled.
    pub cancellation_reason: Option<String>,
    /// The day it was cancelled, from 1970-01-01.
    pub cancelled_day: Option<i64>,
}
columns!(CouponRow {
    operation_id,
    barcode,
    amount,
    state,
    issued_day,
    due_day,
    customer,
    customer_name,
    invoices,
    collection,
    cancellation_reason,
    cancelled_day,
});

/// One of a coupon's invoices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouponInvoiceRow {
    /// Its id on the wire.
    pub reference: String,
    /// What kind of voucher.
    pub kind: String,
    /// The voucher's number.
    pub number: i64,
    /// What it asks for.
    pub amount: Amount,
}
columns!(CouponInvoiceRow {
    reference,
    kind,
    number,
    amount
});

/// The collection of a coupon, as its receipt says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectionRow {
    /// The number of the branch that collected.
    pub branch_number: i64,
    /// The receipt's number there.
    pub receipt_number: i64,
    /// How it was paid.
    pub method: String,
    /// What was collected.
    pub amount: Amount,
    /// What was handed over.
    pub tendered: Amount,
    /// What was given back.
    pub change: Amount,
    /// The day of the collecting branch.
    pub local_day: i64,
    /// When.
    pub created_at_ms: i64,
    /// What the branch that collected is called.
    pub branch_name: String,
    /// What the branch that issued is called.
    pub issuing_branch_name: String,
    /// The register.
    pub register_name: String,
    /// The cash session.
    pub cash_session_id: i64,
    /// Who collected.
    pub user_name: String,
    /// The operation that it is.
    pub operation_id: String,
}
columns!(CollectionRow {
    branch_number,
    receipt_number,
    method,
    amount,
    tendered,
    change,
    local_day,
    created_at_ms,
    branch_name,
    issuing_branch_name,
    register_name,
    cash_session_id,
    user_name,
    operation_id,
});

/// The day of coupon's own branch at `$now`.
macro_rules! coupon_today {
    ($now:literal) => {
        concat!(
            "(CAST(",
            $now,
            " AS INTEGER) + (SELECT utc_offset_min FROM branch WHERE branch.id = coupon.branch_id) * 60000) / 86400000"
        )
    };
}
pub(crate) use coupon_today;

/// A coupon's state at `$now`.
macro_rules! coupon_state {
    ($now:literal) => {
        concat!(
            "iif(coupon.state = 'pending' AND coupon.due_day < ",
            $crate::store::coupon::coupon_today!($now),
            ", 'expired', coupon.state)"
        )
    };
}
pub(crate) use coupon_state;

/// The columns of a coupon; its state is `$state`.
macro_rules! coupon_json {
    ($state:expr) => {
        concat!(
            "json_object('operation_id', coupon.operation_id, 'barcode', coupon.barcode, 'amount', coupon.amount, 'state', ",
            $state,
            ", 'issued_day', coupon.issued_day, 'due_day', coupon.due_day, 'customer', customer.number, 'customer_name', customer.name, \
             'invoices', json((SELECT json_group_array(json_object('reference', reference, 'kind', kind, 'number', number, 'amount', amount)) \
                FROM (SELECT invoice.reference, invoice.kind, invoice.number, invoice.amount FROM coupon_invoice \
                  JOIN invoice ON invoice.id = coupon_invoice.invoice_id \
                  WHERE coupon_invoice.coupon_id = coupon.id ORDER BY coupon_invoice.position))), \
             'collection', json((SELECT json_object('branch_number', branch.number, 'receipt_number', coupon_collection.receipt_number, \
                  'method', coupon_collection.method, 'amount', coupon_collection.amount, 'tendered', coupon_collection.tendered, \
                  'change', coupon_collection.change, 'local_day', coupon_collection.local_day, \
                  'created_at_ms', coupon_collection.created_at_ms, 'branch_name', branch.name, \
                  'issuing_branch_name', (SELECT name FROM branch WHERE branch.id = coupon.branch_id), 'register_name', cash_register.name, \
                  'cash_session_id', coupon_collection.cash_session_id, 'user_name', user_account.name, \
                  'operation_id', coupon_collection.operation_id) \
                FROM coupon_collection JOIN branch ON branch.id = coupon_collection.branch_id \
                JOIN cash_session ON cash_session.id = coupon_collection.cash_session_id \
                JOIN cash_register ON cash_register.id = cash_session.register_id \
                JOIN user_account ON user_account.id = coupon_collection.user_id \
                WHERE coupon_collection.coupon_id = coupon.id)), \
             'cancellation_reason', (SELECT reason FROM coupon_cancellation WHERE coupon_cancellation.coupon_id = coupon.id), \
             'cancelled_day', (SELECT local_day FROM coupon_cancellation WHERE coupon_cancellation.coupon_id = coupon.id))"
        )
    };
}
pub(crate) use coupon_json;

/// Of the coupons with code `?2`, the one that `$named` is the id of, if it is one of theirs; else the pending one, else the most recent
/// (contract of coupons, section 12).
macro_rules! coupon_of_code {
    () => {
        $crate::store::coupon::coupon_of_code!("NULL")
    };
    ($named:literal) => {
        concat!(
            "(SELECT id FROM coupon WHERE tenant_id = CAST(?1 AS INTEGER) AND barcode = ?2 ORDER BY operation_id IS ",
            $named,
            " DESC, state = 'pending' DESC, id DESC LIMIT 1)"
        )
    };
}
pub(crate) use coupon_of_code;

const FIND: &str = concat!(
    "SELECT ",
    coupon_json!(coupon_state!("?3")),
    " AS row FROM coupon JOIN customer ON customer.id = coupon.customer_id WHERE coupon.id = ",
    coupon_of_code!()
);

/// Selects the coupon of that code ([`CouponRow`]).
pub fn find(tenant_id: i64, code: &CouponCode, now_ms: i64) -> Statement {
    Statement::new(FIND)
        .integer(tenant_id)
        .text(code.as_str())
        .integer(now_ms)
}

const ISSUED_BY: &str = concat!(
    "SELECT ",
    coupon_json!("coupon.state"),
    " AS row FROM coupon JOIN customer ON customer.id = coupon.customer_id \
     WHERE coupon.tenant_id = CAST(?1 AS INTEGER) AND coupon.operation_id = ",
    referenced_id!()
);

/// Selects the coupon that an operation issued ([`CouponRow`]).
pub fn issued_by(reference: &OperationRef) -> Statement {
    bind_reference(ISSUED_BY, reference)
}

macro_rules! page {
    ($index:literal, $condition:literal) => {
        concat!(
            "SELECT ",
            coupon_json!("coupon.state"),
            " AS row FROM customer CROSS JOIN coupon INDEXED BY ",
            $index,
            " ON coupon.tenant_id = customer.tenant_id AND coupon.customer_id = customer.id ",
            $condition,
            " WHERE customer.tenant_id = CAST(?1 AS INTEGER) AND customer.number = CAST(?2 AS INTEGER) \
             ORDER BY coupon.issued_day DESC, coupon.operation_id DESC LIMIT CAST(?3 AS INTEGER) OFFSET CAST(?4 AS INTEGER)"
        )
    };
}
macro_rules! count {
    ($condition:literal) => {
        concat!(
            "SELECT json_object('total', count(*)) AS row FROM customer \
             JOIN coupon ON coupon.tenant_id = customer.tenant_id AND coupon.customer_id = customer.id ",
            $condition,
            " WHERE customer.tenant_id = CAST(?1 AS INTEGER) AND customer.number = CAST(?2 AS INTEGER)"
        )
    };
}

const PAGE: &str = page!("coupon_by_customer", "");
const PAGE_IN_STATE: &str = page!("coupon_by_customer_and_state", "AND coupon.state = ?5");
const COUNT: &str = count!("");
const COUNT_IN_STATE: &str = count!("AND coupon.state = ?3");

/// How many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRow {
    /// How many.
    pub total: i64,
}
columns!(CountRow { total });

/// Selects a page of a customer's coupons, the newest first ([`CouponRow`]). What is overdue was stored as expired before, in the same batch.
pub fn page(
    tenant_id: i64,
    customer: CustomerNumber,
    state: Option<CouponState>,
    limit: i64,
    offset: i64,
) -> Statement {
    let statement = Statement::new(match state {
        Some(_) => PAGE_IN_STATE,
        None => PAGE,
    })
    .integer(tenant_id)
    .integer(customer.get().into())
    .integer(limit)
    .integer(offset);
    match state {
        Some(state) => statement.text(state.as_str()),
        None => statement,
    }
}

/// Selects how many coupons a customer has ([`CountRow`]).
pub fn count(tenant_id: i64, customer: CustomerNumber, state: Option<CouponState>) -> Statement {
    let statement = Statement::new(match state {
        Some(_) => COUNT_IN_STATE,
        None => COUNT,
    })
    .integer(tenant_id)
    .integer(customer.get().into());
    match state {
        Some(state) => statement.text(state.as_str()),
        None => statement,
    }
}

/// The branch that issues, and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuingBranchRow {
    /// The branch.
    pub id: i64,
    /// Its number in the codes of its coupons.
    pub number: i64,
    /// The offset from UTC of its day.
    pub utc_offset_min: i32,
}
columns!(IssuingBranchRow {
    id,
    number,
    utc_offset_min
});

const ISSUING_BRANCH: &str = "SELECT json_object('id', id, 'number', number, 'utc_offset_min', utc_offset_min) AS row FROM branch \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = coalesce( \
      (SELECT cash_register.branch_id FROM cash_session JOIN cash_register ON cash_register.id = cash_session.register_id \
       WHERE cash_session.tenant_id = CAST(?1 AS INTEGER) AND cash_session.user_id = CAST(?2 AS INTEGER) AND cash_session.closed_at_ms IS NULL), \
      (SELECT default_branch_id FROM tenant WHERE id = CAST(?1 AS INTEGER)))";

/// Selects the branch of a user's open session, else the tenant's default ([`IssuingBranchRow`]).
pub fn issuing_branch(tenant_id: i64, user_id: Option<i64>) -> Statement {
    Statement::new(ISSUING_BRANCH)
        .integer(tenant_id)
        .optional_integer(user_id)
}

/// An invoice as a request names it.
#[derive(Debug, Serialize)]
struct NamedInvoice<'a> {
    id: &'a str,
    kind: Option<&'a str>,
    number: Option<i64>,
    amount: String,
}

/// The invoices of a request, each with the tenant's of that reference; `?3` is the customer, `?4` the list.
macro_rules! named {
    () => {
        " FROM json_each(?4) AS item \
          LEFT JOIN customer ON customer.tenant_id = CAST(?1 AS INTEGER) AND customer.number = CAST(?3 AS INTEGER) \
          LEFT JOIN invoice ON invoice.tenant_id = customer.tenant_id AND invoice.customer_id = customer.id \
            AND invoice.reference = json_extract(item.value, '$.id') "
    };
}

/// Fails with `$code` and the first invoice for which `$condition` holds.
macro_rules! refuse_named {
    ($code:literal, $condition:literal) => {
        concat!(
            "INSERT INTO must (ok, code) SELECT 0, '",
            $code,
            ";' || json_object('factura', json_extract(item.value, '$.id'))",
            named!(),
            "WHERE ",
            $condition,
            " ORDER BY item.key LIMIT 1"
        )
    };
}

const REFUSE_UNKNOWN: &str = refuse_named!("invoice_not_found", "invoice.id IS NULL");
const REFUSE_MISMATCH: &str = refuse_named!(
    "invoice_mismatch",
    "invoice.amount <> CAST(json_extract(item.value, '$.amount') AS INTEGER) \
       OR invoice.kind <> json_extract(item.value, '$.kind') OR invoice.number <> json_extract(item.value, '$.number')"
);
const REFUSE_PAID: &str = refuse_named!(
    "invoice_paid",
    "EXISTS (SELECT 1 FROM invoice_payment WHERE invoice_payment.invoice_id = invoice.id)"
);
const REFUSE_RESERVED: &str = refuse_named!(
    "invoice_reserved",
    "EXISTS (SELECT 1 FROM invoice_reservation WHERE invoice_reservation.invoice_id = invoice.id)"
);

/// A pending coupon of the same code and exactly these invoices is not refused but answered; `?5` is the code.
const REFUSE_SAME: &str = concat!(
    "INSERT INTO must (ok, code) SELECT 0, 'coupon_already_issued' FROM coupon \
     WHERE coupon.tenant_id = CAST(?1 AS INTEGER) AND coupon.barcode = ?5 AND coupon.state = 'pending' \
       AND (SELECT count(*) FROM coupon_invoice WHERE coupon_invoice.coupon_id = coupon.id) = json_array_length(?4) \
       AND NOT EXISTS (SELECT 1",
    named!(),
    "WHERE NOT EXISTS (SELECT 1 FROM coupon_invoice WHERE coupon_invoice.coupon_id = coupon.id AND coupon_invoice.invoice_id = invoice.id))"
);
const REFUSE_COLLISION: &str = "INSERT INTO must (ok, code) SELECT 0, 'coupon_pending_exists' FROM coupon \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND barcode = ?2 AND state = 'pending'";
// Whoever asks again finds the branch as it is by then.
const ASSERT_BRANCH: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM branch WHERE tenant_id = CAST(?1 AS INTEGER) \
    AND id = CAST(?2 AS INTEGER) AND utc_offset_min = CAST(?3 AS INTEGER)), 'result_unknown'";
const INSERT: &str = "INSERT INTO coupon (tenant_id, operation_id, branch_id, customer_id, barcode, amount, state, issued_day, due_day, created_at_ms) \
    SELECT tenant_id, ?2, CAST(?4 AS INTEGER), id, ?5, CAST(?6 AS INTEGER), 'pending', CAST(?7 AS INTEGER), CAST(?8 AS INTEGER), CAST(?9 AS INTEGER) \
    FROM customer WHERE tenant_id = CAST(?1 AS INTEGER) AND number = CAST(?3 AS INTEGER)";
const INSERT_INVOICES: &str = concat!(
    "INSERT INTO coupon_invoice (coupon_id, position, tenant_id, invoice_id) \
     SELECT (SELECT id FROM coupon WHERE tenant_id = CAST(?1 AS INTEGER) AND operation_id = ?2), item.key + 1, invoice.tenant_id, invoice.id",
    named!(),
    "ORDER BY item.key"
);

/// A coupon to be issued.
pub struct NewCoupon<'a> {
    /// The branch that issues it, as it was read.
    pub branch: &'a IssuingBranchRow,
    /// Its code.
    pub code: CouponCode,
    /// Its invoices; they come to `total`.
    pub invoices: &'a [InvoiceToPay],
    /// What it asks for.
    pub total: Amount,
    /// The last day it can be collected, from 1970-01-01.
    pub due_day: i64,
}

/// Everything after the claim: what is overdue lets go of its invoices; customer and invoices are looked at; the coupon is stored.
///
/// Refuses with `customer_not_found`, `invoice_not_found`, `invoice_mismatch`, `coupon_already_issued`, `invoice_paid`,
/// `coupon_pending_exists`, `invoice_reserved`, in this order.
pub fn issue(reference: &OperationRef, coupon: &NewCoupon<'_>, now_ms: i64) -> Vec<Statement> {
    let tenant_id = reference.tenant_id;
    let customer = i64::from(coupon.code.customer().get());
    let named: Vec<NamedInvoice<'_>> = coupon
        .invoices
        .iter()
        .map(|invoice| NamedInvoice {
            id: &invoice.id,
            kind: invoice.tipo.as_deref(),
            number: invoice.numero,
            amount: invoice.monto.minor().to_string(),
        })
        .collect();
    let list = super::json(&named);
    let of_request = |sql| {
        Statement::new(sql)
            .integer(tenant_id)
            .text(&reference.id)
            .integer(customer)
            .text(list.as_str())
    };
    vec![
        super::customer::assert_known(tenant_id, coupon.code.customer()),
        expire_of_customer(tenant_id, coupon.code.customer(), now_ms),
        of_request(REFUSE_UNKNOWN),
        of_request(REFUSE_MISMATCH),
        of_request(REFUSE_SAME).text(coupon.code.as_str()),
        of_request(REFUSE_PAID),
        Statement::new(REFUSE_COLLISION)
            .integer(tenant_id)
            .text(coupon.code.as_str()),
        of_request(REFUSE_RESERVED),
        Statement::new(ASSERT_BRANCH)
            .integer(tenant_id)
            .integer(coupon.branch.id)
            .integer(coupon.branch.utc_offset_min.into()),
        Statement::new(INSERT)
            .integer(tenant_id)
            .text(&reference.id)
            .integer(customer)
            .integer(coupon.branch.id)
            .text(coupon.code.as_str())
            .amount(coupon.total)
            .integer(coupon.code.date().days())
            .integer(coupon.due_day)
            .integer(now_ms),
        of_request(INSERT_INVOICES),
    ]
}

/// Stores as expired what is overdue by its own branch's clock at `$now`.
macro_rules! expire {
    ($now:literal, $scope:literal) => {
        concat!(
            "UPDATE coupon SET state = 'expired', ended_at_ms = CAST(",
            $now,
            " AS INTEGER) WHERE coupon.state = 'pending' AND ",
            $scope,
            " AND coupon.due_day < ",
            coupon_today!($now)
        )
    };
}

const EXPIRE_OF_CUSTOMER: &str = expire!(
    "?3",
    "coupon.tenant_id = CAST(?1 AS INTEGER) AND coupon.customer_id = \
       (SELECT id FROM customer WHERE customer.tenant_id = CAST(?1 AS INTEGER) AND customer.number = CAST(?2 AS INTEGER))"
);
const EXPIRE_OF_CODE: &str = expire!(
    "?3",
    "coupon.tenant_id = CAST(?1 AS INTEGER) AND coupon.barcode = ?2"
);
// No clock on earth is more than 14 hours ahead, which finds the few along the index before each is asked its branch's day.
const EXPIRE_ALL: &str = expire!(
    "?1",
    "coupon.due_day < (CAST(?1 AS INTEGER) + 50400000) / 86400000"
);

/// Stores a customer's overdue coupons as expired.
pub fn expire_of_customer(tenant_id: i64, customer: CustomerNumber, now_ms: i64) -> Statement {
    Statement::new(EXPIRE_OF_CUSTOMER)
        .integer(tenant_id)
        .integer(customer.get().into())
        .integer(now_ms)
}

/// Stores the overdue coupon of that code as expired.
pub fn expire_of_code(tenant_id: i64, code: &CouponCode, now_ms: i64) -> Statement {
    Statement::new(EXPIRE_OF_CODE)
        .integer(tenant_id)
        .text(code.as_str())
        .integer(now_ms)
}

/// Stores every tenant's overdue coupons as expired.
pub fn expire_all(now_ms: i64) -> Statement {
    Statement::new(EXPIRE_ALL).integer(now_ms)
}
