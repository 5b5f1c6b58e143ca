//! Invoices: what customers owe. That each is owed in the ledger is the schema's to see to.

use super::customer::ImportedRow;
use super::operation::{OperationRef, bind_reference, referenced_id};
use super::row::columns;
use crate::ports::Statement;
use serde::Serialize;
use ventanilla_core::amount::Amount;
use ventanilla_core::barcode::CustomerNumber;
use ventanilla_core::wire::portal::invoices::InvoiceState;

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceRow {
    /// Its id on the wire.
    pub reference: String,
    /// The customer's number.
    pub customer: i64,
    /// What kind of voucher.
    pub kind: String,
    /// The voucher's number.
    pub number: i64,
    /// What it asks for.
    pub amount: Amount,
    /// `open`, `reserved` or `paid`.
    pub state: String,
    /// The code of the coupon that holds it or paid it.
    pub barcode: Option<String>,
    /// When it was stored.
    pub created_at_ms: i64,
}
columns!(InvoiceRow {
    reference,
    customer,
    kind,
    number,
    amount,
    state,
    barcode,
    created_at_ms
});

/// An invoice to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewInvoice<'a> {
    reference: &'a str,
    customer: u32,
    kind: &'a str,
    number: i64,
    /// In minor units, as decimal text.
    amount: String,
    /// The line of a file it comes from.
    line: Option<i64>,
}

impl<'a> NewInvoice<'a> {
    /// An invoice.
    pub fn new(
        reference: &'a str,
        customer: CustomerNumber,
        kind: &'a str,
        number: i64,
        amount: Amount,
    ) -> Self {
        Self {
            reference,
            customer: customer.get(),
            kind,
            number,
            amount: amount.minor().to_string(),
            line: None,
        }
    }

    /// The same, from that line of a file.
    #[must_use]
    pub fn at_line(mut self, line: i64) -> Self {
        self.line = Some(line);
        self
    }
}

/// The columns of an invoice, from `invoice`, `customer`, and `holder`, the coupon that paid or holds it.
macro_rules! invoice_json {
    ($state:expr, $barcode:expr) => {
        concat!(
            "json_object('reference', invoice.reference, 'customer', customer.number, 'kind', invoice.kind, 'number', invoice.number, \
             'amount', invoice.amount, 'state', ",
            $state,
            ", 'barcode', ",
            $barcode,
            ", 'created_at_ms', invoice.created_at_ms)"
        )
    };
}

/// Where an invoice stands now: a reservation of a coupon whose last day is over holds nothing.
macro_rules! state_now {
    () => {
        "CASE WHEN invoice_payment.invoice_id IS NOT NULL THEN 'paid' WHEN holder.id IS NOT NULL THEN 'reserved' ELSE 'open' END"
    };
}

/// `?3` is now.
macro_rules! of_customer {
    ($condition:expr) => {
        concat!(
            "SELECT ",
            invoice_json!(state_now!(), "holder.barcode"),
            " AS row FROM customer \
             JOIN invoice ON invoice.tenant_id = customer.tenant_id AND invoice.customer_id = customer.id \
             LEFT JOIN invoice_payment ON invoice_payment.invoice_id = invoice.id \
             LEFT JOIN invoice_reservation ON invoice_reservation.invoice_id = invoice.id \
             LEFT JOIN coupon AS holder ON holder.id = coalesce(invoice_payment.coupon_id, invoice_reservation.coupon_id) \
               AND (holder.state <> 'pending' OR holder.due_day >= (CAST(?3 AS INTEGER) \
                 + (SELECT utc_offset_min FROM branch WHERE branch.id = holder.branch_id) * 60000) / 86400000) \
             WHERE customer.tenant_id = CAST(?1 AS INTEGER) AND customer.number = CAST(?2 AS INTEGER) ",
            $condition,
            " ORDER BY invoice.id LIMIT CAST(?4 AS INTEGER) OFFSET CAST(?5 AS INTEGER)"
        )
    };
}

const OF_CUSTOMER: &str = of_customer!("");
const OF_CUSTOMER_IN_STATE: &str = of_customer!(concat!("AND ", state_now!(), " = ?6"));

/// Selects a customer's invoices, the oldest first ([`InvoiceRow`]).
pub fn of_customer(
    tenant_id: i64,
    customer: CustomerNumber,
    state: Option<InvoiceState>,
    now_ms: i64,
    limit: i64,
    offset: i64,
) -> Statement {
    let statement = Statement::new(match state {
        Some(_) => OF_CUSTOMER_IN_STATE,
        None => OF_CUSTOMER,
    })
    .integer(tenant_id)
    .integer(customer.get().into())
    .integer(now_ms)
    .integer(limit)
    .integer(offset);
    match state {
        Some(state) => statement.text(state.as_str()),
        None => statement,
    }
}

/// Stores the invoices of `?3` by operation `?2`: those whose customer is known and whose reference is free.
macro_rules! insert_invoices {
    ($tenant:literal) => {
        concat!(
            "INSERT INTO invoice (tenant_id, reference, customer_id, kind, number, amount, operation_id, created_at_ms) \
             SELECT tenant.id, json_extract(item.value, '$.reference'), customer.id, json_extract(item.value, '$.kind'), \
               json_extract(item.value, '$.number'), CAST(json_extract(item.value, '$.amount') AS INTEGER), ?2, CAST(?4 AS INTEGER) \
             FROM tenant JOIN json_each(?3) AS item \
             JOIN customer ON customer.tenant_id = tenant.id AND customer.number = json_extract(item.value, '$.customer') \
             WHERE tenant.",
            $tenant,
            " AND NOT EXISTS (SELECT 1 FROM invoice WHERE invoice.tenant_id = tenant.id AND invoice.reference = json_extract(item.value, '$.reference')) \
             ORDER BY item.key"
        )
    };
}

const INSERT: &str = insert_invoices!("id = CAST(?1 AS INTEGER)");
const SET_UP: &str = insert_invoices!("name = ?1");

/// Stores invoices whose customer is known and whose reference is free; the others are passed over.
pub fn insert(reference: &OperationRef, invoices: &[NewInvoice<'_>], now_ms: i64) -> Statement {
    Statement::new(INSERT)
        .integer(reference.tenant_id)
        .text(&reference.id)
        .text(super::json(invoices))
        .integer(now_ms)
}

/// As [`insert`], for a tenant that has no id yet.
pub fn set_up(
    tenant_name: &str,
    operation_id: &str,
    invoices: &[NewInvoice<'_>],
    now_ms: i64,
) -> Statement {
    Statement::new(SET_UP)
        .text(tenant_name)
        .text(operation_id)
        .text(super::json(invoices))
        .integer(now_ms)
}

const ASSERT_FREE: &str = "INSERT INTO must (ok, code) SELECT NOT EXISTS \
    (SELECT 1 FROM invoice WHERE tenant_id = CAST(?1 AS INTEGER) AND reference = ?2), 'invoice_taken'";

/// Fails with `invoice_taken` where the tenant has an invoice of that reference.
pub fn assert_free(tenant_id: i64, reference: &str) -> Statement {
    Statement::new(ASSERT_FREE)
        .integer(tenant_id)
        .text(reference)
}

const MADE_BY: &str = concat!(
    "SELECT ",
    invoice_json!("'open'", "NULL"),
    " AS row FROM invoice JOIN customer ON customer.id = invoice.customer_id \
     WHERE invoice.tenant_id = CAST(?1 AS INTEGER) AND invoice.operation_id = ",
    referenced_id!()
);

/// Selects the invoice of an operation, as it was answered first.
pub fn made_by(reference: &OperationRef) -> Statement {
    bind_reference(MADE_BY, reference)
}

/// What became of the lines of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRows {
    /// One for each line.
    pub lines: Vec<ImportedRow>,
}
columns!(ImportedRows { lines });

const IMPORTED: &str = concat!(
    "SELECT json_object('lines', json(coalesce((SELECT json_group_array(json(line)) FROM ( \
       SELECT json_object('line', json_extract(item.value, '$.line'), \
         'column', iif(invoice.id IS NULL, 'cliente_id', 'id'), 'outcome', CASE \
           WHEN invoice.id IS NULL THEN 'customer_not_found' \
           WHEN invoice.operation_id = ",
    referenced_id!(),
    " THEN 'created' \
           WHEN customer.number = json_extract(item.value, '$.customer') AND invoice.kind = json_extract(item.value, '$.kind') \
             AND invoice.number = json_extract(item.value, '$.number') \
             AND invoice.amount = CAST(json_extract(item.value, '$.amount') AS INTEGER) THEN 'existing' \
           ELSE 'invoice_taken' END) AS line \
       FROM json_each(?5) AS item \
       LEFT JOIN invoice ON invoice.tenant_id = CAST(?1 AS INTEGER) AND invoice.reference = json_extract(item.value, '$.reference') \
       LEFT JOIN customer ON customer.id = invoice.customer_id \
       ORDER BY item.key)), '[]'))) AS row"
);

/// Selects what storing the invoices of a file did ([`ImportedRows`]).
pub fn imported(reference: &OperationRef, invoices: &[NewInvoice<'_>]) -> Statement {
    bind_reference(IMPORTED, reference).text(super::json(invoices))
}
