//! Coupons, their customers and their invoices: the contract's own customer, 123, in the demo's cooperative. Casa Central issues a coupon of
//! 10000.00 on 2026-01-27; the day after, Estación collects it.

use super::{amount, moment};
use ventanilla_core::barcode::CouponCode;
use ventanilla_core::csv::Table;
use ventanilla_core::currency::Currency;
use ventanilla_core::field::Flaw;
use ventanilla_core::import::{self, Imported};
use ventanilla_core::wire::portal::coupons::{
    Coupon, CouponDetail, CouponInvoice, CouponPage, CouponState, IssuedCoupon, PaymentMethod,
    Receipt, customer_number_in,
};
use ventanilla_core::wire::portal::customers::{Customer, CustomerPage};
use ventanilla_core::wire::portal::import::ImportReport;
use ventanilla_core::wire::portal::invoices::{Invoice, InvoicePage, InvoiceState};
use ventanilla_core::wire::portal::settings::{BranchBalance, PortalSecret};
use ventanilla_core::wire::time::{Date, Iso};

/// The customer.
pub(in crate::openapi) const CUSTOMER: i64 = 123;
/// The code of the coupon.
pub(in crate::openapi) const COUPON: &str = "0001000123202601277";
/// Its last day.
pub(in crate::openapi) const DUE_DAY: &str = "2026-02-26";
/// The day it is collected.
pub(in crate::openapi) const COLLECTED_DAY: &str = "2026-01-28";
/// The receipt of that.
pub(in crate::openapi) const RECEIPT: &str = "0002-00000001";
/// The secret of a portal that runs already.
pub(in crate::openapi) const PORTAL_SECRET: &str = "un-secreto-que-el-portal-ya-usa";
/// Its invoice.
pub(in crate::openapi) const INVOICE: &str = "uuid-1234";
/// A host name.
pub(in crate::openapi) const DOMAIN: &str = "portal.kiosco.demo";
/// 2026-01-27T15:30:00.000Z, when it is issued.
pub(in crate::openapi) const ISSUED_MS: i64 = 1_769_527_800_000;
/// 2026-01-28T13:05:09.000Z, when it is collected.
pub(in crate::openapi) const COLLECTED_MS: i64 = 1_769_605_509_000;
/// The coupon's id.
pub(in crate::openapi) const COUPON_ID: &str = "5b0e6a52-7d0a-4c1e-9a3f-8f1d2c6b4e90";
const COLLECTION: &str = "c2a9f1d4-3e58-4b67-8d10-6f5a7b9c0e21";
const KIND: &str = "Factura A";

/// Customers out of a file; the last line is refused.
pub(in crate::openapi) const CUSTOMERS_FILE: &str = "cliente_id;nombre;documento\n1502;Kiosco La Plaza;30-11222333-4\n1503;Rosa Núñez;\n0;Sin número;\n";
/// Invoices out of a file; the last line is refused.
pub(in crate::openapi) const INVOICES_FILE: &str = "id;cliente_id;tipo;numero;monto\nuuid-7001;123;Factura A;130;1.234,56\n\
     uuid-7002;1500;Factura A;131;980\nuuid-7003;1500;Factura A;132;0\n";

/// What is wrong with the coupon's code if its last digit is mistyped.
pub(in crate::openapi) fn mistyped_coupon() -> Option<Flaw> {
    let today = Iso::from_ms(ISSUED_MS).date_at(0);
    CouponCode::parse("0001000123202601278", today)
        .err()
        .map(Flaw::from)
}

/// What is wrong with a customer's number that is none.
pub(in crate::openapi) fn mistyped_customer() -> Option<Flaw> {
    customer_number_in("0").err()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or(Date::from_days(0))
}

fn invoice_of_coupon() -> CouponInvoice {
    CouponInvoice {
        id: INVOICE.to_owned(),
        tipo: KIND.to_owned(),
        numero: 123,
        monto: amount(1_000_000).into(),
    }
}

pub(in crate::openapi) fn issued_coupon() -> IssuedCoupon {
    IssuedCoupon {
        cupon_id: COUPON_ID.to_owned(),
        codigo_barras: COUPON.to_owned(),
        monto: amount(1_000_000).into(),
        fecha_vencimiento: day(DUE_DAY),
        facturas: vec![invoice_of_coupon()],
    }
}

fn coupon(state: CouponState) -> Coupon {
    let is_used = state == CouponState::Used;
    Coupon {
        cupon_id: COUPON_ID.to_owned(),
        codigo_barras: COUPON.to_owned(),
        monto: amount(1_000_000).into(),
        estado: state,
        fecha_generacion: Iso::from_ms(ISSUED_MS).date_at(0),
        fecha_vencimiento: day(DUE_DAY),
        fecha_uso: is_used.then(|| day(COLLECTED_DAY)),
        recibo_id: is_used.then(|| RECEIPT.to_owned()),
        facturas: vec![invoice_of_coupon()],
    }
}

pub(in crate::openapi) fn coupon_page() -> CouponPage {
    CouponPage {
        cupones: vec![coupon(CouponState::Used)],
        total: 1,
        has_more: false,
    }
}

fn detail(state: CouponState) -> CouponDetail {
    CouponDetail {
        cliente_id: CUSTOMER,
        cliente_nombre: "Juan Pérez".to_owned(),
        cupon: coupon(state),
        recibo: None,
        motivo_cancelacion: None,
        fecha_cancelacion: None,
    }
}

pub(in crate::openapi) fn pending_coupon() -> CouponDetail {
    detail(CouponState::Pending)
}

pub(in crate::openapi) fn collected_coupon() -> CouponDetail {
    let receipt = Receipt {
        numero: RECEIPT.to_owned(),
        metodo_pago: PaymentMethod::Efectivo,
        monto: amount(1_000_000).into(),
        monto_entregado: amount(1_000_000).into(),
        vuelto: amount(0).into(),
        fecha_hora: moment(COLLECTED_MS),
        sucursal: "Sucursal Estación".to_owned(),
        sucursal_emisora: "Casa Central".to_owned(),
        caja: "Caja Estación".to_owned(),
        id_caja_sesion: 12,
        cajero: "diego".to_owned(),
        id_operacion: COLLECTION.to_owned(),
    };
    CouponDetail {
        recibo: Some(receipt),
        ..detail(CouponState::Used)
    }
}

pub(in crate::openapi) fn cancelled_coupon() -> CouponDetail {
    CouponDetail {
        motivo_cancelacion: Some("Se emitió por error".to_owned()),
        fecha_cancelacion: Some(day(COLLECTED_DAY)),
        ..detail(CouponState::Cancelled)
    }
}

/// After the coupon was collected.
pub(in crate::openapi) fn customer() -> Customer {
    Customer {
        cliente_id: CUSTOMER,
        nombre: "Juan Pérez".to_owned(),
        documento: None,
        deuda: amount(330_049).into(),
        facturas_abiertas: 2,
    }
}

pub(in crate::openapi) fn customer_page() -> CustomerPage {
    CustomerPage {
        clientes: vec![customer()],
        has_more: false,
    }
}

pub(in crate::openapi) fn created_customer() -> Customer {
    Customer {
        cliente_id: 1501,
        nombre: "Almacén Don Tito".to_owned(),
        documento: Some("20-11223344-6".to_owned()),
        deuda: amount(0).into(),
        facturas_abiertas: 0,
    }
}

pub(in crate::openapi) fn changed_customer() -> Customer {
    Customer {
        nombre: "Juan Carlos Pérez".to_owned(),
        documento: Some("20-30123456-3".to_owned()),
        ..customer()
    }
}

pub(in crate::openapi) fn invoice() -> Invoice {
    Invoice {
        id: "uuid-1237".to_owned(),
        cliente_id: CUSTOMER,
        tipo: KIND.to_owned(),
        numero: 126,
        monto: amount(420_000).into(),
        estado: InvoiceState::Open,
        codigo_barras: None,
        fecha_hora: moment(ISSUED_MS),
    }
}

pub(in crate::openapi) fn invoice_page() -> InvoicePage {
    let paid = Invoice {
        id: INVOICE.to_owned(),
        numero: 123,
        monto: amount(1_000_000).into(),
        estado: InvoiceState::Paid,
        codigo_barras: Some(COUPON.to_owned()),
        ..invoice()
    };
    InvoicePage {
        facturas: vec![paid, invoice()],
        has_more: false,
    }
}

/// What becomes of [`CUSTOMERS_FILE`].
pub(in crate::openapi) fn customers_report() -> ImportReport {
    let imported = Table::read(CUSTOMERS_FILE.as_bytes())
        .ok()
        .and_then(|table| import::customers(&table).ok());
    imported.map(report).unwrap_or_default()
}

/// What becomes of [`INVOICES_FILE`].
pub(in crate::openapi) fn invoices_report() -> ImportReport {
    let imported = Table::read(INVOICES_FILE.as_bytes())
        .ok()
        .and_then(|table| import::invoices(&table, Currency::Ars).ok());
    imported.map(report).unwrap_or_default()
}

/// As if no line had been there before.
fn report<T>(imported: Imported<T>) -> ImportReport {
    let count = |length: usize| i64::try_from(length).unwrap_or_default();
    let (created, refused) = (count(imported.rows.len()), count(imported.refused.len()));
    ImportReport {
        lineas: created.saturating_add(refused),
        creadas: created,
        existentes: 0,
        rechazadas: refused,
        rechazos: imported.refused,
    }
}

/// Estación collected what was owed to Casa Central.
pub(in crate::openapi) fn branch_balances() -> Vec<BranchBalance> {
    [
        (3, "Casa Central", 1_000_000),
        (4, "Sucursal Estación", -1_000_000),
        (5, "Sucursal Río", 0),
    ]
    .into_iter()
    .zip(1..)
    .map(|((id, name, balance), number)| BranchBalance {
        id_sucursal: id,
        numero: number,
        nombre: name.to_owned(),
        saldo: amount(balance).into(),
    })
    .collect()
}

pub(in crate::openapi) fn portal_secret() -> PortalSecret {
    PortalSecret {
        secreto: PORTAL_SECRET.to_owned(),
        version: 2,
    }
}
