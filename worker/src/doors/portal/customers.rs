//! Customers.

use super::{customer_of_path, success, view};
use crate::auth::party::AtHost;
use crate::auth::token::Identity;
use crate::call::Call;
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::{read, write, write_all};
use crate::store::customer::{CustomerRow, ImportedRow, NewCustomer};
use crate::store::{customer, row};
use ventanilla_core::barcode::CustomerNumber;
use ventanilla_core::code::Code;
use ventanilla_core::import;
use ventanilla_core::search;
use ventanilla_core::wire::portal::customers::{
    CustomerFilter, CustomerPage, CustomerRequest, CustomerUpdateRequest,
};

/// GET `/portal/clientes`.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let filter = CustomerFilter::parse(&call.request.query_pairs())?;
    let wanted = filter.buscar.as_deref().map(search::words);
    // Signs alone are no word that anybody could have.
    if wanted.as_ref().is_some_and(Vec::is_empty) {
        return Ok(success(200, CustomerPage::default()));
    }
    let wanted = wanted.unwrap_or_default();
    let limit = i64::from(filter.page.limit);
    // One more than is given tells whether there are more.
    let statement = customer::list(
        identity.tenant_id,
        &wanted,
        limit.saturating_add(1),
        filter.page.offset.into(),
    );
    let rows = read(
        call.app,
        &AtHost::of(identity, call.request),
        vec![statement],
    )
    .await?;
    let mut rows: Vec<CustomerRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let has_more = super::cut(&mut rows, filter.page.limit);
    Ok(success(
        200,
        CustomerPage {
            clientes: rows.into_iter().map(view::customer).collect(),
            has_more,
        },
    ))
}

/// GET `/portal/clientes/:cliente_id`. Refuses with `customer_not_found`.
pub async fn find(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let number = customer_of_path(call)?;
    let row = read_one(call, identity, number).await?;
    Ok(success(200, view::customer(row)))
}

/// POST `/portal/clientes`. Refuses with `customer_number_taken`, `customer_numbers_exhausted`.
pub async fn create(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let request = CustomerRequest::parse(call.body()?)?;
    let new_customer = NewCustomer::new(
        request.cliente_id,
        &request.nombre,
        request.documento.as_deref(),
    );
    let now_ms = call.app.ports.clock.now_ms();
    let mut statements = vec![customer::assert_free(
        identity.tenant_id,
        request.cliente_id,
    )];
    statements.extend(customer::insert(
        identity.tenant_id,
        &[new_customer],
        now_ms,
    ));
    statements.push(customer::newest(identity.tenant_id));
    let rows = write(call.app, &AtHost::of(identity, call.request), statements).await?;
    Ok(success(201, view::customer(row::one(&rows)?)))
}

/// PATCH `/portal/clientes/:cliente_id`. Refuses with `customer_not_found`.
pub async fn update(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let number = customer_of_path(call)?;
    let request = CustomerUpdateRequest::parse(call.body()?)?;
    // The words that a customer is found by are those of name and document together.
    let before = read_one(call, identity, number).await?;
    let name = request.nombre.as_ref().unwrap_or(&before.name);
    let document = request.documento.as_ref().unwrap_or(&before.document);
    let mut statements = customer::update(
        identity.tenant_id,
        number,
        (&before.name, before.document.as_deref()),
        (name, document.as_deref()),
        call.app.ports.clock.now_ms(),
    );
    statements.push(customer::find(identity.tenant_id, number));
    let rows = write(call.app, &AtHost::of(identity, call.request), statements).await?;
    Ok(success(200, view::customer(row::one(&rows)?)))
}

/// POST `/portal/clientes/importar`: a CSV file, or a part of one.
pub async fn import(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let table = super::table(call)?;
    let imported = import::customers(&table)?;
    let customers: Vec<NewCustomer<'_>> = imported
        .rows
        .iter()
        .map(|line| {
            NewCustomer::new(Some(line.number), &line.name, line.document.as_deref())
                .at_line(line.line)
        })
        .collect();
    let now_ms = call.app.ports.clock.now_ms();
    let mut statements = vec![customer::preview(identity.tenant_id, &customers)];
    statements.extend(customer::insert(identity.tenant_id, &customers, now_ms));
    let rows = write_all(call.app, &AtHost::of(identity, call.request), statements).await?;
    let outcomes: Vec<ImportedRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    Ok(success(200, super::report(imported.refused, outcomes)?))
}

async fn read_one(
    call: &Call<'_>,
    identity: &Identity,
    number: CustomerNumber,
) -> Result<CustomerRow, Failure> {
    let rows = read(
        call.app,
        &AtHost::of(identity, call.request),
        vec![customer::find(identity.tenant_id, number)],
    )
    .await?;
    rows.first()
        .map(row::first)
        .transpose()?
        .flatten()
        .ok_or_else(|| Code::CustomerNotFound.into())
}
