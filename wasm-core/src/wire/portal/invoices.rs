//! Invoices: what customers owe.

use serde::{Deserialize, Serialize};

use super::AMOUNTS;
use super::coupons::{
    INVOICE_ID_CHARS_MAX, INVOICE_KIND_CHARS_MAX, INVOICE_NUMBER_MAX, Page, customer_number,
};
use crate::amount::Amount;
use crate::barcode::CustomerNumber;
use crate::currency::Currency;
use crate::field::Invalid;
use crate::field::query::Query;
use crate::field::reader::Fields;
use crate::field::value::{self, choose};
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::money::FixedNum;
use crate::wire::names::wire_names;
use crate::wire::time::Iso;

/// Where an invoice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InvoiceState {
    /// It is owed, and in no pending coupon.
    Open,
    /// It is owed, and in a pending coupon.
    Reserved,
    /// It was paid.
    Paid,
}

/// An invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invoice {
    /// The invoice's id, unique in the tenant.
    pub id: String,
    /// Whose.
    pub cliente_id: i64,
    /// What kind of voucher.
    pub tipo: String,
    /// The voucher's number.
    pub numero: i64,
    /// What it asks for.
    pub monto: FixedNum,
    /// Where it stands.
    pub estado: InvoiceState,
    /// The code of the coupon that holds it or paid it.
    pub codigo_barras: Option<String>,
    /// When it was recorded here.
    pub fecha_hora: Iso,
}

/// The answer of GET `/portal/clientes/:cliente_id/facturas`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvoicePage {
    /// The invoices, the oldest first.
    pub facturas: Vec<Invoice>,
    /// Whether there are more after these.
    pub has_more: bool,
}

/// POST `/portal/facturas`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvoiceRequest {
    /// The invoice's id; one is made without it.
    pub id: Option<String>,
    /// Whose.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub cliente_id: CustomerNumber,
    /// What kind of voucher.
    pub tipo: String,
    /// The voucher's number.
    pub numero: i64,
    /// What it asks for.
    #[cfg_attr(feature = "openapi", schema(value_type = FixedNum))]
    pub monto: Amount,
}

/// GET `/portal/clientes/:cliente_id/facturas`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvoiceFilter {
    /// Only in this state.
    pub estado: Option<InvoiceState>,
    /// Which of them.
    pub page: Page,
}

impl InvoiceState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Reserved, Self::Paid];

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reserved => "reserved",
            Self::Paid => "paid",
        }
    }

    /// The state of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

wire_names!(
    InvoiceState,
    "InvoiceState",
    InvoiceState::as_str,
    InvoiceState::parse,
    InvoiceState::ALL
);

impl InvoiceRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?.passing_over_unknown();
        let id = fields.optional("id", value::text(1..=INVOICE_ID_CHARS_MAX));
        let cliente_id = fields.required("cliente_id", customer_number);
        let tipo = fields.required("tipo", value::text(1..=INVOICE_KIND_CHARS_MAX));
        let numero = fields.required("numero", value::integer(1..=INVOICE_NUMBER_MAX));
        let monto = fields.required("monto", value::amount(currency, AMOUNTS));
        fields.finish(|| {
            Some(Self {
                id,
                cliente_id: cliente_id?,
                tipo: tipo?,
                numero: numero?,
                monto: monto?,
            })
        })
    }
}

impl Body for InvoiceRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_text("id", self.id.as_deref());
            body.whole("cliente_id", i64::from(self.cliente_id.get()));
            body.text("tipo", &self.tipo);
            body.whole("numero", self.numero);
            body.number("monto", self.monto);
        })
    }
}

impl InvoiceFilter {
    /// Reads percent-decoded query pairs; every error is collected. Pairs that are not known are ignored.
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, Invalid> {
        let mut query = Query::read(pairs);
        let estado = query.optional("estado", |text| {
            choose(text, &InvoiceState::ALL, InvoiceState::as_str)
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

readable!(Invoice {
    id,
    cliente_id,
    tipo,
    numero,
    monto,
    estado,
    codigo_barras,
    fecha_hora
});
readable!(InvoicePage { facturas, has_more });

serialize_as_body!(InvoiceRequest);
