//! Coupons: issued, listed, looked up, collected and cancelled (contract of coupons, sections 2 to 4 and 7).

use serde::{Deserialize, Serialize};

use super::AMOUNTS;
use crate::amount::Amount;
use crate::barcode::CustomerNumber;
use crate::code::Code;
use crate::currency::Currency;
use crate::field::query::Query;
use crate::field::reader::Fields;
use crate::field::value::{self, AmountRange, Value, choose, whole_in};
use crate::field::{Flaw, Invalid};
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::kantuta::AMOUNT_MAX;
use crate::wire::money::FixedNum;
use crate::wire::names::wire_names;
use crate::wire::resources::operations::REASON_CHARS_MAX;
use crate::wire::time::{Date, Iso};
use crate::written::{joined, quantity};

/// The most invoices of one coupon.
pub const INVOICES_MAX: usize = 100;
/// The days until a coupon is overdue where nobody says how many.
pub const DUE_DAYS_DEFAULT: u16 = 30;
/// The most days until a coupon is overdue.
pub const DUE_DAYS_MAX: u16 = 365;
/// The most coupons of one page; more are not refused, but not given either.
pub const PAGE_LIMIT_MAX: u32 = 100;
/// How many coupons one page has without a `limit`.
pub const PAGE_LIMIT_DEFAULT: u32 = 50;
/// The most characters of an invoice's `id`.
pub const INVOICE_ID_CHARS_MAX: usize = 64;
/// The most characters of an invoice's `tipo`.
pub const INVOICE_KIND_CHARS_MAX: usize = 40;
/// The largest `numero` of an invoice: 2^53 − 1.
pub(crate) const INVOICE_NUMBER_MAX: i64 = Amount::MAX.minor();

/// The most characters of a coupon's id, a UUID.
const COUPON_ID_CHARS_MAX: usize = 36;

/// Where a coupon stands. Only a pending one can be collected or cancelled; the others never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CouponState {
    /// It can be collected.
    Pending,
    /// It was collected.
    Used,
    /// Its last day is over.
    Expired,
    /// It was cancelled.
    Cancelled,
}

/// How a coupon is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaymentMethod {
    /// Cash, into the drawer.
    #[default]
    Efectivo,
    /// A QR payment, to the bank.
    Qr,
    /// A bank transfer.
    Transferencia,
}

/// One of a coupon's invoices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CouponInvoice {
    /// The invoice's id.
    pub id: String,
    /// What kind of voucher.
    pub tipo: String,
    /// The voucher's number.
    pub numero: i64,
    /// What it asks for.
    pub monto: FixedNum,
}

/// POST `/portal/cupones/generar`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssueCouponRequest {
    /// Whose invoices.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub cliente_id: CustomerNumber,
    /// The invoices, 1 to [`INVOICES_MAX`].
    pub facturas: Vec<InvoiceToPay>,
    /// What they come to.
    #[cfg_attr(feature = "openapi", schema(value_type = FixedNum))]
    pub total: Amount,
    /// The days until it is overdue, 1 to [`DUE_DAYS_MAX`]; [`DUE_DAYS_DEFAULT`] without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u16>))]
    pub dias_vencimiento: u16,
}

/// An invoice as a request names it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvoiceToPay {
    /// The invoice's id.
    pub id: String,
    /// What kind of voucher; where it is given, it has to be the invoice's.
    pub tipo: Option<String>,
    /// The voucher's number; where it is given, it has to be the invoice's.
    pub numero: Option<i64>,
    /// What the invoice asks for: all of it.
    #[cfg_attr(feature = "openapi", schema(value_type = FixedNum))]
    pub monto: Amount,
}

/// The answer of POST `/portal/cupones/generar`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedCoupon {
    /// The coupon's id, a UUID.
    pub cupon_id: String,
    /// The 19 digits.
    pub codigo_barras: String,
    /// What it asks for.
    pub monto: FixedNum,
    /// The last day it can be collected.
    pub fecha_vencimiento: Date,
    /// Its invoices.
    pub facturas: Vec<CouponInvoice>,
}

/// A coupon in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coupon {
    /// The coupon's id, a UUID.
    pub cupon_id: String,
    /// The 19 digits.
    pub codigo_barras: String,
    /// What it asks for.
    pub monto: FixedNum,
    /// Where it stands.
    pub estado: CouponState,
    /// The day it was issued.
    pub fecha_generacion: Date,
    /// The last day it can be collected.
    pub fecha_vencimiento: Date,
    /// The day it was collected.
    pub fecha_uso: Option<Date>,
    /// The receipt of its collection.
    pub recibo_id: Option<String>,
    /// Its invoices.
    pub facturas: Vec<CouponInvoice>,
}

/// The answer of GET `/portal/cupones/cliente/:cliente_id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CouponPage {
    /// The coupons, the newest first.
    pub cupones: Vec<Coupon>,
    /// How many there are in all.
    pub total: i64,
    /// Whether there are more after these.
    pub has_more: bool,
}

/// The answer of GET `/portal/cupones/:codigo_barras`, and of collecting and cancelling.
///
/// serde does not read it: it would buffer the flattened coupon, and in its buffer a number is a float already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CouponDetail {
    /// The customer.
    pub cliente_id: i64,
    /// What the customer is called.
    pub cliente_nombre: String,
    /// The coupon.
    #[serde(flatten)]
    pub cupon: Coupon,
    /// The receipt; staff only, and only of a collected coupon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recibo: Option<Receipt>,
    /// Why it was cancelled; staff only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motivo_cancelacion: Option<String>,
    /// The day it was cancelled, by its branch's clock; staff only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fecha_cancelacion: Option<Date>,
}

/// The receipt of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// Its number: the branch's four digits, a hyphen, eight digits.
    pub numero: String,
    /// How it was paid.
    pub metodo_pago: PaymentMethod,
    /// What was collected.
    pub monto: FixedNum,
    /// What was handed over.
    pub monto_entregado: FixedNum,
    /// What was given back.
    pub vuelto: FixedNum,
    /// When.
    pub fecha_hora: Iso,
    /// The branch that collected.
    pub sucursal: String,
    /// The branch that had issued the coupon.
    pub sucursal_emisora: String,
    /// The register.
    pub caja: String,
    /// The cash session.
    pub id_caja_sesion: i64,
    /// Who collected.
    pub cajero: String,
    /// The operation that it is.
    pub id_operacion: String,
}

/// GET `/portal/cupones/cliente/:cliente_id`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouponFilter {
    /// Only in this state.
    pub estado: Option<CouponState>,
    /// Which of them.
    pub page: Page,
}

/// Which entries of a list are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many, 1 to [`PAGE_LIMIT_MAX`].
    pub limit: u32,
    /// How many to pass over first.
    pub offset: u32,
}

/// POST `/portal/cupones/:codigo_barras/cobrar`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CollectCouponRequest {
    /// The cash session that collects.
    pub id_caja_sesion: i64,
    /// Which coupon was looked up; a code may have become another coupon's since.
    pub cupon_id: Option<String>,
    /// What was handed over; without it, exactly what the coupon asks for.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::wire::Dec>))]
    pub monto_entregado: Option<Amount>,
    /// How it is paid; `EFECTIVO` without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<PaymentMethod>))]
    pub metodo_pago: PaymentMethod,
}

/// POST `/portal/cupones/:codigo_barras/cancelar`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CancelCouponRequest {
    /// Which coupon was looked up; a code may have become another coupon's since.
    pub cupon_id: Option<String>,
    /// Why.
    pub motivo: String,
}

impl CouponState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Used, Self::Expired, Self::Cancelled];

    /// The name, as the wire and the store write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Used => "used",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

impl PaymentMethod {
    /// Every method.
    pub const ALL: [Self; 3] = [Self::Efectivo, Self::Qr, Self::Transferencia];

    /// The name, as the wire and the store write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Efectivo => "EFECTIVO",
            Self::Qr => "QR",
            Self::Transferencia => "TRANSFERENCIA",
        }
    }

    /// The method of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == text)
    }
}

wire_names!(
    CouponState,
    "CouponState",
    CouponState::as_str,
    CouponState::parse,
    CouponState::ALL
);
wire_names!(
    PaymentMethod,
    "PaymentMethod",
    PaymentMethod::as_str,
    PaymentMethod::parse,
    PaymentMethod::ALL
);

impl IssueCouponRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?.passing_over_unknown();
        let cliente_id = fields.required("cliente_id", customer_number);
        let facturas = fields.list("facturas", INVOICES_MAX, |item| {
            read_invoice(item, currency)
        });
        let total = fields.required("total", value::amount_number(currency, AMOUNTS));
        let dias_vencimiento = fields.optional(
            "dias_vencimiento",
            value::integer(1..=i64::from(DUE_DAYS_MAX)),
        );
        refuse_contradictions(&mut fields, facturas.as_deref(), total, currency);
        fields.finish(|| {
            Some(Self {
                cliente_id: cliente_id?,
                facturas: facturas?,
                total: total?,
                dias_vencimiento: dias_vencimiento
                    .and_then(|days| u16::try_from(days).ok())
                    .unwrap_or(DUE_DAYS_DEFAULT),
            })
        })
    }
}

impl Body for IssueCouponRequest {
    fn to_json(&self) -> String {
        let invoices = self.facturas.iter().map(|invoice| {
            Object::write(|item| {
                item.text("id", &invoice.id);
                item.optional_text("tipo", invoice.tipo.as_deref());
                item.optional_whole("numero", invoice.numero);
                item.number("monto", invoice.monto);
            })
        });
        Object::write(|body| {
            body.whole("cliente_id", i64::from(self.cliente_id.get()));
            body.list("facturas", invoices.collect());
            body.number("total", self.total);
            body.whole("dias_vencimiento", i64::from(self.dias_vencimiento));
        })
    }
}

impl CouponFilter {
    /// Reads percent-decoded query pairs; every error is collected. Pairs that are not known are ignored.
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, Invalid> {
        let mut query = Query::read(pairs);
        let estado = query.optional("estado", |text| {
            choose(text, &CouponState::ALL, CouponState::as_str)
        });
        let page = Page::read(&mut query);
        query.finish(|| {
            Some(Self {
                estado,
                page: page?,
            })
        })
    }
}

impl Default for Page {
    fn default() -> Self {
        Self {
            limit: PAGE_LIMIT_DEFAULT,
            offset: 0,
        }
    }
}

impl Page {
    /// Reads `limit` and `offset`. More than [`PAGE_LIMIT_MAX`] are not refused, but that many are given (contract of coupons, section 3).
    pub(super) fn read(query: &mut Query<'_>) -> Option<Self> {
        let whole = |minimum: i64| {
            move |text: &str| {
                let whole = whole_in(text, &(minimum..=i64::MAX))?;
                Ok(u32::try_from(whole).unwrap_or(u32::MAX))
            }
        };
        let limit = query.optional("limit", whole(1));
        let offset = query.optional("offset", whole(0));
        let otherwise = Self::default();
        Some(Self {
            limit: limit.unwrap_or(otherwise.limit).min(PAGE_LIMIT_MAX),
            offset: offset.unwrap_or(otherwise.offset),
        })
    }
}

impl CollectCouponRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?.passing_over_unknown();
        let id_caja_sesion = fields.required("id_caja_sesion", value::id);
        let cupon_id = fields.optional("cupon_id", value::text(1..=COUPON_ID_CHARS_MAX));
        let tendered = AmountRange {
            minimum: Amount::ZERO,
            maximum: AMOUNT_MAX,
        };
        let monto_entregado = fields.optional("monto_entregado", value::amount(currency, tendered));
        let metodo_pago = fields.optional(
            "metodo_pago",
            value::choice(&PaymentMethod::ALL, PaymentMethod::as_str),
        );
        fields.finish(|| {
            Some(Self {
                id_caja_sesion: id_caja_sesion?,
                cupon_id,
                monto_entregado,
                metodo_pago: metodo_pago.unwrap_or_default(),
            })
        })
    }
}

impl Body for CollectCouponRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.whole("id_caja_sesion", self.id_caja_sesion);
            body.optional_text("cupon_id", self.cupon_id.as_deref());
            body.optional_text(
                "monto_entregado",
                self.monto_entregado
                    .map(crate::wire::money::decimal_text)
                    .as_deref(),
            );
            body.text("metodo_pago", self.metodo_pago.as_str());
        })
    }
}

impl CancelCouponRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?.passing_over_unknown();
        let cupon_id = fields.optional("cupon_id", value::text(1..=COUPON_ID_CHARS_MAX));
        let motivo = fields.required("motivo", value::text(1..=REASON_CHARS_MAX));
        fields.finish(|| {
            Some(Self {
                cupon_id,
                motivo: motivo?,
            })
        })
    }
}

impl Body for CancelCouponRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_text("cupon_id", self.cupon_id.as_deref());
            body.text("motivo", &self.motivo);
        })
    }
}

serialize_as_body!(
    IssueCouponRequest,
    CollectCouponRequest,
    CancelCouponRequest
);

/// Reads a customer's number, as a number or as a string of digits (contract of coupons, section 2).
pub(crate) fn customer_number(value: Value<'_>) -> Result<CustomerNumber, Flaw> {
    match value.string() {
        Ok(text) => customer_number_in(&text),
        Err(_) => customer_number_in(value.number().map_err(|_| Flaw::new(Code::NotAnInteger))?),
    }
}

/// A customer's number as [`customer_number`] accepts it, from anywhere.
pub fn customer_number_in(text: &str) -> Result<CustomerNumber, Flaw> {
    let number = whole_in(text, &(1..=i64::from(CustomerNumber::MAX)))?;
    CustomerNumber::new(number).ok_or(Flaw::new(Code::NotAnInteger))
}

fn read_invoice(item: &mut Fields<'_>, currency: Currency) -> Option<InvoiceToPay> {
    let id = item.required("id", value::text(1..=INVOICE_ID_CHARS_MAX));
    let tipo = item.optional("tipo", value::text(1..=INVOICE_KIND_CHARS_MAX));
    let numero = item.optional("numero", value::integer(1..=INVOICE_NUMBER_MAX));
    let monto = item.required("monto", value::amount_number(currency, AMOUNTS));
    Some(InvoiceToPay {
        id: id?,
        tipo,
        numero,
        monto: monto?,
    })
}

/// What is right by itself and wrong together.
fn refuse_contradictions(
    fields: &mut Fields<'_>,
    invoices: Option<&[InvoiceToPay]>,
    total: Option<Amount>,
    currency: Currency,
) {
    let Some(invoices) = invoices else { return };
    if invoices.is_empty() {
        fields.refuse("facturas", Code::Required);
    }
    let mut seen = Vec::new();
    for (index, invoice) in invoices.iter().enumerate() {
        if seen.contains(&invoice.id.as_str()) {
            fields.refuse(
                &joined(&["facturas.", &quantity(index), ".id"]),
                Code::RepeatedValue,
            );
        }
        seen.push(invoice.id.as_str());
    }
    let sum = invoices
        .iter()
        .try_fold(Amount::ZERO, |sum, invoice| sum.checked_add(invoice.monto));
    if let (Some(total), Some(sum), false) = (total, sum, invoices.is_empty())
        && total != sum
    {
        let flaw = Flaw::new(Code::TotalMismatch)
            .with("total", total.to_text(currency))
            .with("suma", sum.to_text(currency));
        fields.refuse("total", flaw);
    }
}

readable!(CouponInvoice {
    id,
    tipo,
    numero,
    monto
});
readable!(IssuedCoupon {
    cupon_id,
    codigo_barras,
    monto,
    fecha_vencimiento,
    facturas
});
readable!(Coupon {
    cupon_id,
    codigo_barras,
    monto,
    estado,
    fecha_generacion,
    fecha_vencimiento,
    fecha_uso,
    recibo_id,
    facturas
});
readable!(CouponPage {
    cupones,
    total,
    has_more
});
readable!(CouponDetail { cliente_id, cliente_nombre, recibo, motivo_cancelacion, fecha_cancelacion; ..cupon });
readable!(Receipt {
    numero,
    metodo_pago,
    monto,
    monto_entregado,
    vuelto,
    fecha_hora,
    sucursal,
    sucursal_emisora,
    caja,
    id_caja_sesion,
    cajero,
    id_operacion
});
