//! Rows as this door's wire shows them.

use crate::auth::party::{Party, Who};
use crate::error::Failure;
use crate::store::coupon::{CollectionRow, CouponInvoiceRow, CouponRow};
use crate::store::customer::CustomerRow;
use crate::store::invoice::InvoiceRow;
use crate::store::portal::BranchBalanceRow;
use ventanilla_core::receipt;
use ventanilla_core::wire::portal::coupons::{
    Coupon, CouponDetail, CouponInvoice, CouponState, IssuedCoupon, PaymentMethod, Receipt,
};
use ventanilla_core::wire::portal::customers::Customer;
use ventanilla_core::wire::portal::invoices::{Invoice, InvoiceState};
use ventanilla_core::wire::portal::settings::BranchBalance;
use ventanilla_core::wire::time::{Date, Iso};

fn unknown(what: &str, name: &str) -> Failure {
    Failure::Internal(format!("unknown {what} {name} is stored"))
}

fn receipt_number(row: &CollectionRow) -> String {
    receipt::of_collection(row.branch_number, row.receipt_number)
}

fn invoice_of_coupon(row: CouponInvoiceRow) -> CouponInvoice {
    CouponInvoice {
        id: row.reference,
        tipo: row.kind,
        numero: row.number,
        monto: row.amount.into(),
    }
}

pub(super) fn issued(row: CouponRow) -> IssuedCoupon {
    IssuedCoupon {
        cupon_id: row.operation_id,
        codigo_barras: row.barcode,
        monto: row.amount.into(),
        fecha_vencimiento: Date::from_days(row.due_day),
        facturas: row.invoices.into_iter().map(invoice_of_coupon).collect(),
    }
}

pub(super) fn coupon(row: CouponRow) -> Result<Coupon, Failure> {
    Ok(Coupon {
        cupon_id: row.operation_id,
        codigo_barras: row.barcode,
        monto: row.amount.into(),
        estado: CouponState::parse(&row.state)
            .ok_or_else(|| unknown("state of a coupon", &row.state))?,
        fecha_generacion: Date::from_days(row.issued_day),
        fecha_vencimiento: Date::from_days(row.due_day),
        fecha_uso: row
            .collection
            .as_ref()
            .map(|collection| Date::from_days(collection.local_day)),
        recibo_id: row.collection.as_ref().map(receipt_number),
        facturas: row.invoices.into_iter().map(invoice_of_coupon).collect(),
    })
}

/// A coupon with its customer, and for staff with its receipt, or why and when it was cancelled.
pub(super) fn detail(mut row: CouponRow, is_staff: bool) -> Result<CouponDetail, Failure> {
    let customer = row.customer;
    let customer_name = core::mem::take(&mut row.customer_name);
    let cancellation_reason = row.cancellation_reason.take().filter(|_| is_staff);
    let cancelled_day = row.cancelled_day.filter(|_| is_staff);
    let receipt = row
        .collection
        .as_ref()
        .filter(|_| is_staff)
        .map(receipt)
        .transpose()?;
    Ok(CouponDetail {
        cliente_id: customer,
        cliente_nombre: customer_name,
        cupon: coupon(row)?,
        recibo: receipt,
        motivo_cancelacion: cancellation_reason,
        fecha_cancelacion: cancelled_day.map(Date::from_days),
    })
}

pub(super) fn is_staff(party: &Party) -> bool {
    match party.who {
        Who::Staff(_) => true,
        Who::Customer(_) => false,
    }
}

fn receipt(row: &CollectionRow) -> Result<Receipt, Failure> {
    Ok(Receipt {
        numero: receipt_number(row),
        metodo_pago: PaymentMethod::parse(&row.method)
            .ok_or_else(|| unknown("method of payment", &row.method))?,
        monto: row.amount.into(),
        monto_entregado: row.tendered.into(),
        vuelto: row.change.into(),
        fecha_hora: Iso::from_ms(row.created_at_ms),
        sucursal: row.branch_name.clone(),
        sucursal_emisora: row.issuing_branch_name.clone(),
        caja: row.register_name.clone(),
        id_caja_sesion: row.cash_session_id,
        cajero: row.user_name.clone(),
        id_operacion: row.operation_id.clone(),
    })
}

pub(super) fn customer(row: CustomerRow) -> Customer {
    Customer {
        cliente_id: row.number,
        nombre: row.name,
        documento: row.document,
        deuda: row.debt.into(),
        facturas_abiertas: row.open_invoices,
    }
}

pub(super) fn invoice(row: InvoiceRow) -> Result<Invoice, Failure> {
    Ok(Invoice {
        id: row.reference,
        cliente_id: row.customer,
        tipo: row.kind,
        numero: row.number,
        monto: row.amount.into(),
        estado: InvoiceState::parse(&row.state)
            .ok_or_else(|| unknown("state of an invoice", &row.state))?,
        codigo_barras: row.barcode,
        fecha_hora: Iso::from_ms(row.created_at_ms),
    })
}

pub(super) fn branch_balance(row: BranchBalanceRow) -> BranchBalance {
    BranchBalance {
        id_sucursal: row.id,
        numero: row.number,
        nombre: row.name,
        saldo: row.balance.into(),
    }
}
