//! Customers and invoices out of a file: each line is read by itself, so that a wrong one costs no other.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::barcode::CustomerNumber;
use crate::code::{Code, Language};
use crate::csv::Table;
use crate::currency::Currency;
use crate::field::value::{check_text, whole_in, written_amount_in};
use crate::field::{Errors, FieldError, Flaw, Invalid};
use crate::wire::portal::AMOUNTS;
use crate::wire::portal::coupons::{
    INVOICE_ID_CHARS_MAX, INVOICE_KIND_CHARS_MAX, INVOICE_NUMBER_MAX, customer_number_in,
};
use crate::wire::portal::customers::{DOCUMENT_CHARS_MAX, NAME_CHARS_MAX};
use crate::wire::portal::import::RefusedLine;

/// The most lines of one request; a longer file comes in parts (see [`crate::csv::parts`]).
pub const LINES_MAX: usize = 1_000;

/// The names of each column, the documented one first.
const CUSTOMER: &[&str] = &["cliente_id", "cliente", "numero_cliente", "id"];
const NAME: &[&str] = &["nombre", "name", "razon_social"];
const DOCUMENT: &[&str] = &["documento", "dni", "cuit", "ci", "nit"];
const REFERENCE: &[&str] = &["id", "factura_id", "uuid"];
/// Without `id`, which in a file of invoices is the invoice's.
const CUSTOMER_OF_INVOICE: &[&str] = &["cliente_id", "cliente", "numero_cliente"];
const KIND: &[&str] = &["tipo"];
const NUMBER: &[&str] = &["numero"];
const AMOUNT: &[&str] = &["monto", "importe", "total"];

/// The lines of a file that can be recorded, and those that cannot, both in the file's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported<T> {
    /// What can be recorded.
    pub rows: Vec<T>,
    /// The other lines, and the first thing that is wrong with each.
    pub refused: Vec<RefusedLine>,
}

/// A customer of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerLine {
    /// The line in the file.
    pub line: i64,
    /// The customer's number; no other line has the same.
    pub number: CustomerNumber,
    /// The name.
    pub name: String,
    /// The number of an identity document or of a taxpayer.
    pub document: Option<String>,
}

/// An invoice of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceLine {
    /// The line in the file.
    pub line: i64,
    /// The invoice's id; no other line has the same.
    pub reference: String,
    /// Whose.
    pub customer: CustomerNumber,
    /// What kind of voucher.
    pub kind: String,
    /// The voucher's number.
    pub number: i64,
    /// What it asks for.
    pub amount: Amount,
}

/// Refuses a table of more than [`LINES_MAX`] lines, which is the most that one request does.
pub fn check_lines(table: &Table) -> Result<(), Flaw> {
    if table.records().len() > LINES_MAX {
        return Err(Flaw::new(Code::ImportTooManyLines).with("maximo", LINES_MAX.to_string()));
    }
    Ok(())
}

/// Reads customers, with the limits of [`CustomerRequest`](crate::wire::portal::customers::CustomerRequest). A number that was
/// in the file before is [`Code::RepeatedValue`], even if that line was refused: which of the two is meant is not guessed.
///
/// Every column that is missing is an error of the file.
///
/// ```
/// use ventanilla_core::{Code, csv::Table, import};
///
/// let table = Table::read(b"cliente_id;nombre;dni\n1;Ana;12345678\n0;Luis;\n").unwrap();
/// let imported = import::customers(&table)?;
/// assert_eq!(imported.rows[0].name, "Ana");
/// assert_eq!((imported.refused[0].linea, imported.refused[0].code), (3, Code::TooSmall));
/// # Ok::<(), ventanilla_core::Invalid>(())
/// ```
pub fn customers(table: &Table) -> Result<Imported<CustomerLine>, Invalid> {
    let mut columns = Columns::of(table);
    let number = columns.required(CUSTOMER);
    let name = columns.required(NAME);
    let document = columns.optional(DOCUMENT);
    let (number, name) = columns.finish(|| Some((number?, name?)))?;
    let mut seen = BTreeSet::new();
    Ok(read(table, |cells| {
        Ok(CustomerLine {
            line: cells.line,
            number: cells.read(number, |text| once(&mut seen, customer(text)?))?,
            name: cells.read(name, |text| check_text(text, &(1..=NAME_CHARS_MAX), false))?,
            document: match document {
                Some(column) => cells.read(column, |text| {
                    let document = check_text(text, &(0..=DOCUMENT_CHARS_MAX), false)?;
                    Ok(Some(document).filter(|document| !document.is_empty()))
                })?,
                None => None,
            },
        })
    }))
}

/// Reads invoices, with the limits of [`InvoiceRequest`](crate::wire::portal::invoices::InvoiceRequest), but each needs its id:
/// without one, a file that is sent again would ask for everything twice. An id that was in the file before is
/// [`Code::RepeatedValue`], as for [`customers`].
///
/// Amounts are read as people write them, with a comma or a dot before the decimals; one that could be two amounts is
/// [`Code::AmountAmbiguous`]. Every column that is missing is an error of the file.
pub fn invoices(table: &Table, currency: Currency) -> Result<Imported<InvoiceLine>, Invalid> {
    let mut columns = Columns::of(table);
    let reference = columns.required(REFERENCE);
    let owner = columns.required(CUSTOMER_OF_INVOICE);
    let kind = columns.required(KIND);
    let number = columns.required(NUMBER);
    let amount = columns.required(AMOUNT);
    let (reference, owner, kind, number, amount) =
        columns.finish(|| Some((reference?, owner?, kind?, number?, amount?)))?;
    let mut seen = BTreeSet::new();
    Ok(read(table, |cells| {
        Ok(InvoiceLine {
            line: cells.line,
            reference: cells.read(reference, |text| {
                let reference = check_text(text, &(1..=INVOICE_ID_CHARS_MAX), false)?;
                once(&mut seen, reference)
            })?,
            customer: cells.read(owner, customer)?,
            kind: cells.read(kind, |text| {
                check_text(text, &(1..=INVOICE_KIND_CHARS_MAX), false)
            })?,
            number: cells.read(number, |text| {
                whole_in(filled(text)?, &(1..=INVOICE_NUMBER_MAX))
            })?,
            amount: cells.read(amount, |text| written_amount_in(text, currency, AMOUNTS))?,
        })
    }))
}

/// Where the columns of a table are, and everything that is wrong with its heading.
struct Columns<'a> {
    table: &'a Table,
    errors: Errors,
}

impl<'a> Columns<'a> {
    fn of(table: &'a Table) -> Self {
        Self {
            table,
            errors: Errors::default(),
        }
    }

    fn required(&mut self, names: &[&str]) -> Option<usize> {
        let column = self.table.column(names);
        self.refuse(names, column)
    }

    fn optional(&mut self, names: &[&str]) -> Option<usize> {
        let column = self.table.optional_column(names);
        self.refuse(names, column).flatten()
    }

    fn refuse<T>(&mut self, names: &[&str], column: Result<T, Flaw>) -> Option<T> {
        let name = names.first().copied().unwrap_or_default();
        column.map_err(|flaw| self.errors.push(flaw.of(name))).ok()
    }

    fn finish<T>(self, build: impl FnOnce() -> Option<T>) -> Result<T, Invalid> {
        self.errors.or(build())
    }
}

/// The values of one line.
struct Cells<'a> {
    line: i64,
    heading: &'a [String],
    values: &'a [String],
}

impl Cells<'_> {
    /// What is read of the value in a column; what is wrong with it is told by the column's name in the file.
    fn read<T>(
        &self,
        column: usize,
        read: impl FnOnce(&str) -> Result<T, Flaw>,
    ) -> Result<T, FieldError> {
        let text = self.values.get(column).map_or("", String::as_str);
        let name = self.heading.get(column).map_or("", String::as_str);
        read(text).map_err(|flaw| flaw.of(name))
    }
}

/// Reads every line of a table.
fn read<T>(
    table: &Table,
    mut read_line: impl FnMut(&Cells<'_>) -> Result<T, FieldError>,
) -> Imported<T> {
    let mut imported = Imported {
        rows: Vec::with_capacity(table.records().len()),
        refused: Vec::new(),
    };
    for record in table.records() {
        let line = record.line();
        let row = match record.values() {
            Some(values) => read_line(&Cells {
                line,
                heading: table.heading(),
                values,
            }),
            None => Err(Flaw::new(Code::ImportLineBroken).of("")),
        };
        match row {
            Ok(row) => imported.rows.push(row),
            Err(error) => {
                imported.refused.push(refused(line, error));
                // Two lines that each lack the end of a quotation may look like one record of two lines. None of them was
                // recorded, so each of them is told.
                for further in record.further_lines() {
                    let broken = Flaw::new(Code::ImportLineBroken).of("");
                    imported.refused.push(refused(further, broken));
                }
            }
        }
    }
    imported
}

fn refused(line: i64, error: FieldError) -> RefusedLine {
    RefusedLine {
        linea: line,
        mensaje: error.text(Language::Es),
        columna: error.field,
        code: error.code,
    }
}

/// The value, the first time that it comes.
fn once<T: Clone + Ord>(seen: &mut BTreeSet<T>, value: T) -> Result<T, Flaw> {
    if seen.insert(value.clone()) {
        Ok(value)
    } else {
        Err(Flaw::new(Code::RepeatedValue))
    }
}

fn customer(text: &str) -> Result<CustomerNumber, Flaw> {
    customer_number_in(filled(text)?)
}

/// The text without the white space around it, which must not be all there is.
fn filled(text: &str) -> Result<&str, Flaw> {
    match text.trim() {
        "" => Err(Flaw::new(Code::Required)),
        text => Ok(text),
    }
}

#[cfg(test)]
mod tests;
