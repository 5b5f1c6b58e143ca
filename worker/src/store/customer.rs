//! Customers, and the words they are found by.

use super::row::columns;
use crate::ports::Statement;
use serde::Serialize;
use ventanilla_core::amount::Amount;
use ventanilla_core::barcode::CustomerNumber;
use ventanilla_core::search;

/// A customer, and what is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRow {
    /// The tenant's number of the customer.
    pub number: i64,
    /// The name.
    pub name: String,
    /// The number of an identity document or of a taxpayer.
    pub document: Option<String>,
    /// What all open invoices come to.
    pub debt: Amount,
    /// How many invoices are open.
    pub open_invoices: i64,
}
columns!(CustomerRow {
    number,
    name,
    document,
    debt,
    open_invoices
});

/// A customer to be stored, with the words it is found by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewCustomer<'a> {
    number: Option<u32>,
    name: &'a str,
    document: Option<&'a str>,
    /// The line of a file it comes from.
    line: Option<i64>,
    words: Vec<String>,
}

impl<'a> NewCustomer<'a> {
    /// A customer; without a number, the next free one is given.
    pub fn new(number: Option<CustomerNumber>, name: &'a str, document: Option<&'a str>) -> Self {
        Self {
            number: number.map(CustomerNumber::get),
            name,
            document,
            line: None,
            words: words(name, document),
        }
    }

    /// The same, from that line of a file.
    #[must_use]
    pub fn at_line(mut self, line: i64) -> Self {
        self.line = Some(line);
        self
    }
}

/// What a customer is found by, but for the number, which is a word of its own.
fn words(name: &str, document: Option<&str>) -> Vec<String> {
    let mut words = search::words(name);
    words.extend(document.map(search::words).unwrap_or_default());
    words
}

/// The columns of a customer.
macro_rules! customer_json {
    () => {
        "json_object('number', customer.number, 'name', customer.name, 'document', customer.document, \
         'debt', (SELECT posted FROM account WHERE account.tenant_id = customer.tenant_id AND account.kind = 'customer_receivable' \
            AND account.owner_id = customer.id), \
         'open_invoices', (SELECT count(*) FROM invoice WHERE invoice.tenant_id = customer.tenant_id AND invoice.customer_id = customer.id \
            AND NOT EXISTS (SELECT 1 FROM invoice_payment WHERE invoice_payment.invoice_id = invoice.id)))"
    };
}

const ASSERT_KNOWN: &str = "INSERT INTO must (ok, code) SELECT EXISTS \
    (SELECT 1 FROM customer WHERE tenant_id = CAST(?1 AS INTEGER) AND number = CAST(?2 AS INTEGER)), 'customer_not_found'";

/// Fails with `customer_not_found` unless the tenant has that customer.
pub fn assert_known(tenant_id: i64, number: CustomerNumber) -> Statement {
    Statement::new(ASSERT_KNOWN)
        .integer(tenant_id)
        .integer(number.get().into())
}

const FIND: &str = concat!(
    "SELECT ",
    customer_json!(),
    " AS row FROM customer WHERE tenant_id = CAST(?1 AS INTEGER) AND number = CAST(?2 AS INTEGER)"
);

/// Selects one customer ([`CustomerRow`]).
pub fn find(tenant_id: i64, number: CustomerNumber) -> Statement {
    Statement::new(FIND)
        .integer(tenant_id)
        .integer(number.get().into())
}

const LIST: &str = concat!(
    "SELECT ",
    customer_json!(),
    " AS row FROM customer WHERE tenant_id = CAST(?1 AS INTEGER) ORDER BY number LIMIT CAST(?2 AS INTEGER) OFFSET CAST(?3 AS INTEGER)"
);

/// Found by the first word along the words' own order; the others are asked of each that has it. Only what is given is then read in full.
const SEARCH: &str = concat!(
    "SELECT ",
    customer_json!(),
    " AS row FROM (SELECT hit.id, hit.number FROM customer_word AS first JOIN customer AS hit ON hit.id = first.customer_id \
        WHERE first.tenant_id = CAST(?1 AS INTEGER) AND first.word >= json_extract(?4, '$[0]') AND first.word < json_extract(?4, '$[0]') || char(1114111) \
          AND NOT EXISTS (SELECT 1 FROM json_each(?4) AS wanted WHERE NOT EXISTS (SELECT 1 FROM customer_word AS known \
            WHERE known.tenant_id = hit.tenant_id AND known.customer_id = hit.id \
              AND known.word >= wanted.value AND known.word < wanted.value || char(1114111))) \
        GROUP BY hit.id ORDER BY hit.number LIMIT CAST(?2 AS INTEGER) OFFSET CAST(?3 AS INTEGER)) AS found \
     JOIN customer ON customer.id = found.id ORDER BY found.number"
);

/// Selects customers by number ([`CustomerRow`]): all, or those whose words begin with every word of `wanted`.
pub fn list(tenant_id: i64, wanted: &[String], limit: i64, offset: i64) -> Statement {
    let sql = if wanted.is_empty() { LIST } else { SEARCH };
    let statement = Statement::new(sql)
        .integer(tenant_id)
        .integer(limit)
        .integer(offset);
    if wanted.is_empty() {
        statement
    } else {
        statement.text(super::json(wanted))
    }
}

/// Stores the customers of `$list` in the tenant `$tenant` whose numbers are free. A number that is not given is the next one; where there
/// is none, the column refuses it.
macro_rules! insert_customers {
    ($tenant:literal, $list:literal) => {
        concat!(
            "INSERT INTO customer (tenant_id, number, name, document, created_at_ms, updated_at_ms) \
             SELECT tenant.id, coalesce(json_extract(item.value, '$.number'), \
                 (SELECT coalesce(max(number), 0) + 1 FROM customer WHERE tenant_id = tenant.id)), \
               json_extract(item.value, '$.name'), json_extract(item.value, '$.document'), CAST(?2 AS INTEGER), CAST(?2 AS INTEGER) \
             FROM tenant JOIN json_each(",
            $list,
            ") AS item WHERE tenant.",
            $tenant,
            " AND NOT EXISTS (SELECT 1 FROM customer WHERE customer.tenant_id = tenant.id AND customer.number = json_extract(item.value, '$.number')) \
             ORDER BY item.key"
        )
    };
}

/// Stores the words of the customers of `$list` that are stored as they are there: one whose number is another's gives that one no words.
macro_rules! insert_words {
    ($tenant:literal, $list:literal) => {
        concat!(
            "INSERT INTO customer_word (tenant_id, word, customer_id) \
             SELECT DISTINCT customer.tenant_id, word.value, customer.id \
             FROM tenant JOIN json_each(",
            $list,
            ") AS item \
             JOIN customer ON customer.tenant_id = tenant.id \
               AND customer.number = coalesce(json_extract(item.value, '$.number'), (SELECT max(number) FROM customer WHERE tenant_id = tenant.id)) \
               AND customer.name = json_extract(item.value, '$.name') AND customer.document IS json_extract(item.value, '$.document') \
             JOIN json_each(json_insert(json_extract(item.value, '$.words'), '$[#]', CAST(customer.number AS TEXT))) AS word \
             WHERE tenant.",
            $tenant,
            " AND NOT EXISTS (SELECT 1 FROM customer_word AS known WHERE known.tenant_id = customer.tenant_id AND known.word = word.value \
                AND known.customer_id = customer.id)"
        )
    };
}

const INSERT: &str = insert_customers!("id = CAST(?1 AS INTEGER)", "?3");
const INSERT_WORDS: &str = insert_words!("id = CAST(?1 AS INTEGER)", "?2");
const SET_UP: &str = insert_customers!("name = ?1", "?3");
const SET_UP_WORDS: &str = insert_words!("name = ?1", "?2");

/// Stores customers whose numbers are free; those whose are not are passed over.
pub fn insert(tenant_id: i64, customers: &[NewCustomer<'_>], now_ms: i64) -> Vec<Statement> {
    let list = super::json(customers);
    vec![
        Statement::new(INSERT)
            .integer(tenant_id)
            .integer(now_ms)
            .text(list.as_str()),
        Statement::new(INSERT_WORDS).integer(tenant_id).text(list),
    ]
}

/// As [`insert`], for a tenant that has no id yet.
pub fn set_up(tenant_name: &str, customers: &[NewCustomer<'_>], now_ms: i64) -> Vec<Statement> {
    let list = super::json(customers);
    vec![
        Statement::new(SET_UP)
            .text(tenant_name)
            .integer(now_ms)
            .text(list.as_str()),
        Statement::new(SET_UP_WORDS).text(tenant_name).text(list),
    ]
}

const ASSERT_FREE: &str = "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
      WHEN ?2 IS NOT NULL AND EXISTS (SELECT 1 FROM customer WHERE tenant_id = CAST(?1 AS INTEGER) AND number = CAST(?2 AS INTEGER)) \
        THEN 'customer_number_taken' \
      WHEN ?2 IS NULL AND EXISTS (SELECT 1 FROM customer WHERE tenant_id = CAST(?1 AS INTEGER) AND number = 999999) \
        THEN 'customer_numbers_exhausted' \
      ELSE '' END AS code)";

/// Fails with `customer_number_taken`, or where none is given and none is left with `customer_numbers_exhausted`.
pub fn assert_free(tenant_id: i64, number: Option<CustomerNumber>) -> Statement {
    Statement::new(ASSERT_FREE)
        .integer(tenant_id)
        .optional_integer(number.map(|number| number.get().into()))
}

const NEWEST: &str = concat!(
    "SELECT ",
    customer_json!(),
    " AS row FROM customer WHERE tenant_id = CAST(?1 AS INTEGER) ORDER BY id DESC LIMIT 1"
);

/// Selects the customer that was stored last, in the batch that stores it.
pub fn newest(tenant_id: i64) -> Statement {
    Statement::new(NEWEST).integer(tenant_id)
}

// Whoever asks again finds the customer as it is by then.
const ASSERT_AS_READ: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM customer WHERE tenant_id = CAST(?1 AS INTEGER) \
    AND number = CAST(?2 AS INTEGER) AND name = ?3 AND document IS ?4), 'result_unknown_without_key'";
const UPDATE: &str = "UPDATE customer SET name = ?3, document = ?4, updated_at_ms = CAST(?5 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND number = CAST(?2 AS INTEGER)";
const FORGET_WORDS: &str = "DELETE FROM customer_word WHERE tenant_id = CAST(?1 AS INTEGER) AND customer_id = \
    (SELECT id FROM customer WHERE tenant_id = CAST(?1 AS INTEGER) AND number = CAST(?2 AS INTEGER))";
const RENEW_WORDS: &str = "INSERT INTO customer_word (tenant_id, word, customer_id) \
    SELECT DISTINCT customer.tenant_id, word.value, customer.id FROM customer \
    JOIN json_each(json_insert(?3, '$[#]', CAST(customer.number AS TEXT))) AS word \
    WHERE customer.tenant_id = CAST(?1 AS INTEGER) AND customer.number = CAST(?2 AS INTEGER)";

/// Sets name and document of a customer that was read (`before`), and the words it is found by: those of both together. Fails with
/// `result_unknown_without_key` where either is another by now.
pub fn update(
    tenant_id: i64,
    number: CustomerNumber,
    before: (&str, Option<&str>),
    (name, document): (&str, Option<&str>),
    now_ms: i64,
) -> Vec<Statement> {
    let bound = |sql| {
        Statement::new(sql)
            .integer(tenant_id)
            .integer(number.get().into())
    };
    vec![
        bound(ASSERT_AS_READ).text(before.0).optional_text(before.1),
        bound(UPDATE)
            .text(name)
            .optional_text(document)
            .integer(now_ms),
        bound(FORGET_WORDS),
        bound(RENEW_WORDS).text(super::json(&words(name, document))),
    ]
}

/// What becomes of one line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// The line.
    pub line: i64,
    /// `created`, `existing`, or the code it is refused with.
    pub outcome: String,
    /// The column that the code is about.
    pub column: String,
}
columns!(ImportedRow {
    line,
    outcome,
    column
});

const PREVIEW: &str = "SELECT json_object('line', json_extract(item.value, '$.line'), 'column', 'cliente_id', 'outcome', CASE \
      WHEN customer.id IS NULL THEN 'created' \
      WHEN customer.name = json_extract(item.value, '$.name') AND customer.document IS json_extract(item.value, '$.document') THEN 'existing' \
      ELSE 'customer_number_taken' END) AS row \
    FROM json_each(?2) AS item \
    LEFT JOIN customer ON customer.tenant_id = CAST(?1 AS INTEGER) AND customer.number = json_extract(item.value, '$.number') ORDER BY item.key";

/// Selects what storing the customers of a file will do ([`ImportedRow`]); it comes before [`insert`] in the same batch.
pub fn preview(tenant_id: i64, customers: &[NewCustomer<'_>]) -> Statement {
    Statement::new(PREVIEW)
        .integer(tenant_id)
        .text(super::json(customers))
}
