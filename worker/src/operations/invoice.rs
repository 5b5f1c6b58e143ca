//! Invoices: recorded one by one or from a file. Each is owed in the ledger from then on.

use super::commit::{Answer, Caller, Standing, commit, reference};
use crate::app::App;
use crate::error::Failure;
use crate::store::invoice::{ImportedRows, InvoiceRow, NewInvoice};
use crate::store::operation::NewOperation;
use crate::store::{customer, invoice, operation};
use ventanilla_core::amount::Amount;
use ventanilla_core::import::InvoiceLine;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::portal::invoices::InvoiceRequest;

/// Records an invoice. Refuses with `customer_not_found`, `invoice_taken`, in this order.
pub async fn record(
    app: &App,
    standing: &dyn Standing,
    caller: &Caller<'_>,
    request: &InvoiceRequest,
) -> Result<Answer<InvoiceRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    // The operation's own id where the invoice has none.
    let id = request.id.as_deref().unwrap_or(&reference.id);
    let new_operation = new_operation(Some(request.monto), &request.tipo, "Registro de factura");
    let new_invoice = NewInvoice::new(
        id,
        request.cliente_id,
        &request.tipo,
        request.numero,
        request.monto,
    );
    let statements = vec![
        operation::claim(
            &reference,
            Some(caller.identity.user_id),
            &new_operation,
            now_ms,
        ),
        customer::assert_known(reference.tenant_id, request.cliente_id),
        invoice::assert_free(reference.tenant_id, id),
        invoice::insert(&reference, &[new_invoice], now_ms),
    ];
    commit(
        app,
        standing,
        &reference,
        statements,
        invoice::made_by(&reference),
    )
    .await
}

/// Records the invoices of a file that can be recorded, and says what became of each.
pub async fn import(
    app: &App,
    standing: &dyn Standing,
    caller: &Caller<'_>,
    lines: &[InvoiceLine],
) -> Result<Answer<ImportedRows>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let invoices: Vec<NewInvoice<'_>> = lines
        .iter()
        .map(|line| {
            NewInvoice::new(
                &line.reference,
                line.customer,
                &line.kind,
                line.number,
                line.amount,
            )
            .at_line(line.line)
        })
        .collect();
    let statements = vec![
        operation::claim(
            &reference,
            Some(caller.identity.user_id),
            &new_operation(None, "", "Importación de facturas"),
            now_ms,
        ),
        invoice::insert(&reference, &invoices, now_ms),
    ];
    commit(
        app,
        standing,
        &reference,
        statements,
        invoice::imported(&reference, &invoices),
    )
    .await
}

fn new_operation<'a>(
    amount: Option<Amount>,
    subject: &'a str,
    description: &'a str,
) -> NewOperation<'a> {
    NewOperation {
        kind: OperationKind::InvoiceIssue,
        cash_session_id: None,
        amount,
        subject,
        description,
    }
}
