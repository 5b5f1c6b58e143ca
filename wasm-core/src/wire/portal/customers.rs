//! Customers of a tenant.

use serde::{Deserialize, Serialize};

use super::coupons::{Page, customer_number};
use crate::barcode::CustomerNumber;
use crate::field::Invalid;
use crate::field::query::Query;
use crate::field::reader::Fields;
use crate::field::value::{self, check_text};
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::money::FixedNum;
use crate::wire::resources::operations::SEARCH_CHARS_MAX;

/// The most characters of a customer's name.
pub const NAME_CHARS_MAX: usize = 120;
/// The most characters of a customer's document.
pub const DOCUMENT_CHARS_MAX: usize = 20;

/// A customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Customer {
    /// The customer's number in the tenant.
    pub cliente_id: i64,
    /// The name.
    pub nombre: String,
    /// The number of an identity document or of a taxpayer.
    pub documento: Option<String>,
    /// What all open invoices come to.
    pub deuda: FixedNum,
    /// How many invoices are open.
    pub facturas_abiertas: i64,
}

/// The answer of GET `/portal/clientes`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerPage {
    /// The customers, by number.
    pub clientes: Vec<Customer>,
    /// Whether there are more after these.
    pub has_more: bool,
}

/// POST `/portal/clientes`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerRequest {
    /// The customer's number; the next free one without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub cliente_id: Option<CustomerNumber>,
    /// The name.
    pub nombre: String,
    /// The number of an identity document or of a taxpayer.
    pub documento: Option<String>,
}

/// PATCH `/portal/clientes/:cliente_id`. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerUpdateRequest {
    /// The name.
    pub nombre: Option<String>,
    /// The number of an identity document or of a taxpayer; `null` removes it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub documento: Option<Option<String>>,
}

/// GET `/portal/clientes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerFilter {
    /// Words that name, document or number begin with.
    pub buscar: Option<String>,
    /// Which of them.
    pub page: Page,
}

impl CustomerRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?.passing_over_unknown();
        let cliente_id = fields.optional("cliente_id", customer_number);
        let nombre = fields.required("nombre", value::text(1..=NAME_CHARS_MAX));
        let documento = fields
            .optional("documento", value::text(0..=DOCUMENT_CHARS_MAX))
            .filter(|document| !document.is_empty());
        fields.finish(|| {
            Some(Self {
                cliente_id,
                nombre: nombre?,
                documento,
            })
        })
    }
}

impl Body for CustomerRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_whole(
                "cliente_id",
                self.cliente_id.map(|number| i64::from(number.get())),
            );
            body.text("nombre", &self.nombre);
            body.optional_text("documento", self.documento.as_deref());
        })
    }
}

impl CustomerUpdateRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?.passing_over_unknown();
        let nombre = fields.optional("nombre", value::text(1..=NAME_CHARS_MAX));
        let documento = fields
            .nullable("documento", value::text(0..=DOCUMENT_CHARS_MAX))
            .map(|document| document.filter(|document| !document.is_empty()));
        fields.finish(|| Some(Self { nombre, documento }))
    }
}

impl Body for CustomerUpdateRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_text("nombre", self.nombre.as_deref());
            if let Some(document) = &self.documento {
                body.nullable_text("documento", document.as_deref());
            }
        })
    }
}

impl CustomerFilter {
    /// Reads percent-decoded query pairs; every error is collected. Pairs that are not known are ignored.
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, Invalid> {
        let mut query = Query::read(pairs);
        let buscar = query.optional("buscar", |text| {
            check_text(text, &(1..=SEARCH_CHARS_MAX), false)
        });
        let page = Page::read(&mut query);
        query.finish(|| {
            Some(Self {
                buscar,
                page: page?,
            })
        })
    }
}

readable!(Customer {
    cliente_id,
    nombre,
    documento,
    deuda,
    facturas_abiertas
});
readable!(CustomerPage { clientes, has_more });

serialize_as_body!(CustomerRequest, CustomerUpdateRequest);
