//! The documented API of payment coupons, and what a shop needs beside it: customers, invoices, collection.

pub mod coupons;
pub mod customers;
pub mod error;
pub mod invoices;
pub mod settings;
mod view;

use crate::auth::party::Party;
use crate::call::Call;
use crate::error::Failure;
use crate::http::Response;
use crate::store::customer::ImportedRow;
use serde::Serialize;
use ventanilla_core::barcode::CustomerNumber;
use ventanilla_core::code::{Code, Language};
use ventanilla_core::csv::Table;
use ventanilla_core::field::Invalid;
use ventanilla_core::import;
use ventanilla_core::wire::portal::coupons::customer_number_in;
use ventanilla_core::wire::portal::envelope::Success;
use ventanilla_core::wire::portal::import::{ImportReport, RefusedLine};

/// A success in this door's envelope.
fn success(status: u16, data: impl Serialize) -> Response {
    Response::json(status, &Success::of(data))
}

/// The first variable segment as a customer's number.
fn customer_of_path(call: &Call<'_>) -> Result<CustomerNumber, Failure> {
    let text = call.segments.first().copied().unwrap_or_default();
    customer_number_in(text).map_err(|flaw| Invalid::one(flaw.of("cliente_id")).into())
}

/// A customer's token is for that customer only. Refuses with `unauthorized`.
fn assert_own(party: &Party, customer: CustomerNumber) -> Result<(), Failure> {
    if party.may_see(customer) {
        Ok(())
    } else {
        Err(Code::Unauthorized.into())
    }
}

/// The body as a CSV file. Refuses one that is none, and one of too many lines.
fn table(call: &Call<'_>) -> Result<Table, Failure> {
    Table::read(call.body()?)
        .and_then(|table| import::check_lines(&table).map(|()| table))
        .map_err(|flaw| Invalid::one(flaw.of("")).into())
}

/// Cuts a list that was read with one entry too many; whether there was one.
fn cut<T>(rows: &mut Vec<T>, limit: u32) -> bool {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    has_more
}

/// What became of a file: the lines that could not be read, and what was done with the others.
fn report(
    mut refused: Vec<RefusedLine>,
    outcomes: Vec<ImportedRow>,
) -> Result<ImportReport, Failure> {
    let (mut created, mut existing) = (0_i64, 0_i64);
    for row in outcomes {
        match row.outcome.as_str() {
            "created" => created = created.saturating_add(1),
            "existing" => existing = existing.saturating_add(1),
            code => {
                let code = Code::parse(code)
                    .ok_or_else(|| Failure::Internal(format!("unknown outcome {code}")))?;
                refused.push(RefusedLine {
                    linea: row.line,
                    columna: row.column,
                    code,
                    mensaje: code.text(Language::Es, &[]),
                });
            }
        }
    }
    refused.sort_by_key(|line| line.linea);
    let refusals = i64::try_from(refused.len()).unwrap_or(i64::MAX);
    Ok(ImportReport {
        lineas: created.saturating_add(existing).saturating_add(refusals),
        creadas: created,
        existentes: existing,
        rechazadas: refusals,
        rechazos: refused,
    })
}
