//! Invoices.

use super::{customer_of_path, success, view};
use crate::auth::party::{AtHost, Party};
use crate::auth::token::Identity;
use crate::call::{Call, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::operations::invoice as invoicing;
use crate::store::invoice::InvoiceRow;
use crate::store::{customer, invoice, row};
use ventanilla_core::code::Code;
use ventanilla_core::import;
use ventanilla_core::wire::portal::invoices::{
    Invoice, InvoiceFilter, InvoicePage, InvoiceRequest,
};

/// GET `/portal/clientes/:cliente_id/facturas`. Refuses with `customer_not_found`.
pub async fn list(call: &Call<'_>, party: &Party) -> Result<Response, Failure> {
    let number = customer_of_path(call)?;
    super::assert_own(party, number)?;
    let tenant_id = party.tenant_id();
    let filter = InvoiceFilter::parse(&call.request.query_pairs())?;
    // One more than is given tells whether there are more.
    let limit = i64::from(filter.page.limit).saturating_add(1);
    let statements = vec![
        customer::find(tenant_id, number),
        invoice::of_customer(
            tenant_id,
            number,
            filter.estado,
            call.app.ports.clock.now_ms(),
            limit,
            filter.page.offset.into(),
        ),
    ];
    let mut rows = read(call.app, party, statements).await?;
    let mut invoices: Vec<InvoiceRow> = row::many(&rows.pop().unwrap_or_default())?;
    if rows.pop().unwrap_or_default().is_empty() {
        return Err(Code::CustomerNotFound.into());
    }
    let has_more = super::cut(&mut invoices, filter.page.limit);
    let facturas = invoices
        .into_iter()
        .map(view::invoice)
        .collect::<Result<Vec<Invoice>, _>>()?;
    Ok(success(200, InvoicePage { facturas, has_more }))
}

/// POST `/portal/facturas`.
pub async fn record(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let caller = call.caller(identity)?;
    let request = InvoiceRequest::parse(call.body()?, identity.currency)?;
    let standing = AtHost::of(identity, call.request);
    let answer = invoicing::record(call.app, &standing, &caller, &request).await?;
    respond(201, answer, |row| Ok(success(201, view::invoice(row)?)))
}

/// POST `/portal/facturas/importar`: a CSV file, or a part of one.
pub async fn import(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let caller = call.caller(identity)?;
    let table = super::table(call)?;
    let imported = import::invoices(&table, identity.currency)?;
    let standing = AtHost::of(identity, call.request);
    let answer = invoicing::import(call.app, &standing, &caller, &imported.rows).await?;
    respond(200, answer, |rows| {
        Ok(success(200, super::report(imported.refused, rows.lines)?))
    })
}
