//! Top-ups, injections and the float of the operators.

use serde::{Deserialize, Serialize};

use super::sessions::{CashSession, REASON_CHARS_MAX};
use super::{Audit, INJECTION_MIN, TOP_UP_MIN, at_least};
use crate::amount::Amount;
use crate::country::Country;
use crate::currency::Currency;
use crate::field::reader::Fields;
use crate::field::value::{self, Value};
use crate::field::{Flaw, Invalid};
use crate::operator::Operator;
use crate::phone::PhoneNumber;
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::money::{Dec, Money};
use crate::wire::time::Iso;

/// The most characters of an operator's reference.
pub const REFERENCE_CHARS_MAX: usize = 40;

/// POST `/recargas/cliente`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopUpRequest {
    /// Whose credit is sold.
    pub operadora: Operator,
    /// The customer's number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub numero_cliente: PhoneNumber,
    /// How much, at least 0.10.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::Num))]
    pub monto: Amount,
    /// The session whose drawer takes the cash.
    pub id_caja_sesion: i64,
    /// The reference that the operator's own channel gave.
    pub referencia_operadora: Option<String>,
}

/// POST `/recargas/inyeccion`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InjectionRequest {
    /// Whose credit is bought.
    pub operadora_destino: Operator,
    /// How much, at least 1.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::Num))]
    pub monto: Amount,
    /// The session whose drawer pays for it.
    pub id_caja_sesion: i64,
    /// Why, where somebody says so.
    pub motivo: Option<String>,
}

/// PATCH `/recargas/cliente/:id/referencia`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperatorReferenceRequest {
    /// The reference that the operator's own channel gave.
    pub referencia_operadora: String,
}

/// The float of an operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperatorBalance {
    /// The number.
    pub id: i64,
    /// The operator.
    pub nombre_operadora: Operator,
    /// What is left to sell.
    pub saldo_actual: Dec,
    /// Below this, pages warn; `null` for never.
    pub umbral_saldo_bajo: Option<Dec>,
    /// Who and when.
    #[serde(flatten)]
    pub audit: Audit,
}

/// A top-up that was sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopUp {
    /// The number.
    pub id: i64,
    /// Whose credit was sold.
    pub operadora: Operator,
    /// The customer's number, national digits.
    pub numero_cliente: String,
    /// How much: a string, but in the answer of the sale a number.
    pub monto: Money,
    /// When.
    pub fecha_hora: Iso,
    /// The session whose drawer took the cash.
    pub id_caja_sesion: i64,
    /// The operation that it is.
    pub id_operacion: String,
    /// The reference that the operator's own channel gave, once it is recorded.
    pub referencia_operadora: Option<String>,
    /// Who and when.
    #[serde(flatten)]
    pub audit: Audit,
    /// The session, where the endpoint includes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caja_sesion: Option<CashSession>,
}

/// Float that was bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Injection {
    /// The number.
    pub id: i64,
    /// Whose credit was bought.
    pub operadora_destino: Operator,
    /// How much: a string, but in the answer of the purchase a number.
    pub monto: Money,
    /// When.
    pub fecha_hora: Iso,
    /// The session whose drawer paid for it. (It is a session's number, whatever its name says.)
    pub id_caja_origen: i64,
    /// The operation that it is.
    pub id_operacion: String,
    /// Why, where somebody said so.
    pub motivo: Option<String>,
    /// Who and when.
    #[serde(flatten)]
    pub audit: Audit,
    /// The session, where the endpoint includes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caja_origen: Option<CashSession>,
}

impl TopUpRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8], currency: Currency, country: Country) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let operadora = fields.required("operadora", operator);
        let numero_cliente = fields.required("numero_cliente", value::phone(country));
        let monto = fields.required(
            "monto",
            value::amount_number(currency, at_least(TOP_UP_MIN)),
        );
        let id_caja_sesion = fields.required("id_caja_sesion", value::id);
        let referencia_operadora = fields
            .optional("referencia_operadora", value::text(0..=REFERENCE_CHARS_MAX))
            .filter(|reference| !reference.is_empty());
        fields.finish(|| {
            Some(Self {
                operadora: operadora?,
                numero_cliente: numero_cliente?,
                monto: monto?,
                id_caja_sesion: id_caja_sesion?,
                referencia_operadora,
            })
        })
    }
}

impl Body for TopUpRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("operadora", self.operadora.name());
            body.text("numero_cliente", self.numero_cliente.national());
            body.number("monto", self.monto);
            body.whole("id_caja_sesion", self.id_caja_sesion);
            body.optional_text("referencia_operadora", self.referencia_operadora.as_deref());
        })
    }
}

impl InjectionRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let operadora_destino = fields.required("operadora_destino", operator);
        let monto = fields.required(
            "monto",
            value::amount_number(currency, at_least(INJECTION_MIN)),
        );
        let id_caja_sesion = fields.required("id_caja_sesion", value::id);
        let motivo = fields
            .optional("motivo", value::text(0..=REASON_CHARS_MAX))
            .filter(|motivo| !motivo.is_empty());
        fields.finish(|| {
            Some(Self {
                operadora_destino: operadora_destino?,
                monto: monto?,
                id_caja_sesion: id_caja_sesion?,
                motivo,
            })
        })
    }
}

impl Body for InjectionRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("operadora_destino", self.operadora_destino.name());
            body.number("monto", self.monto);
            body.whole("id_caja_sesion", self.id_caja_sesion);
            body.optional_text("motivo", self.motivo.as_deref());
        })
    }
}

impl OperatorReferenceRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let referencia_operadora =
            fields.required("referencia_operadora", value::text(1..=REFERENCE_CHARS_MAX));
        fields.finish(|| {
            Some(Self {
                referencia_operadora: referencia_operadora?,
            })
        })
    }
}

impl Body for OperatorReferenceRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("referencia_operadora", &self.referencia_operadora);
        })
    }
}

fn operator(value: Value<'_>) -> Result<Operator, Flaw> {
    value::choice(&Operator::ALL, Operator::name)(value)
}

readable!(OperatorBalance { id, nombre_operadora, saldo_actual, umbral_saldo_bajo; ..audit });
readable!(TopUp { id, operadora, numero_cliente, monto, fecha_hora, id_caja_sesion, id_operacion, referencia_operadora, caja_sesion; ..audit });
readable!(Injection { id, operadora_destino, monto, fecha_hora, id_caja_origen, id_operacion, motivo, caja_origen; ..audit });

serialize_as_body!(TopUpRequest, InjectionRequest, OperatorReferenceRequest);
