//! Integrators: other systems that ask for orders by signed requests, on credit.

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::code::Code;
use crate::currency::Currency;
use crate::field::reader::Fields;
use crate::field::value::{self, AmountRange, Value};
use crate::field::{Flaw, Invalid};
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::kantuta::AMOUNT_MAX;
use crate::wire::money::{self, Dec};

/// The most characters of a name.
pub const NAME_CHARS_MAX: usize = 80;
/// How long a public key may be (contract of CPS, section 5.1).
const API_KEY_CHARS: [usize; 2] = [32, 64];
/// The fewest characters of a private key that is brought along.
pub const PRIVATE_KEY_CHARS_MIN: usize = 16;
/// The most characters of a private key.
pub const PRIVATE_KEY_CHARS_MAX: usize = 256;

/// GET `/integradores`: one integrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Integrator {
    /// The number.
    pub id: i64,
    /// The name.
    pub nombre: String,
    /// Its public key, as `api-key` has it.
    pub api_key: String,
    /// How much it may owe.
    pub limite_credito: Dec,
    /// What it owes.
    pub debe: Dec,
    /// Whether its requests are accepted.
    pub activo: bool,
}

/// The answer of POST `/integradores` and POST `/integradores/:id/clave`: the only time that the private key is told.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IntegratorKeys {
    /// The integrator.
    #[serde(flatten)]
    pub integrador: Integrator,
    /// What it signs with.
    pub private_key: String,
}

/// POST `/integradores`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IntegratorRequest {
    /// The name.
    pub nombre: String,
    /// How much it may owe.
    #[cfg_attr(feature = "openapi", schema(value_type = Dec))]
    pub limite_credito: Amount,
}

/// PATCH `/integradores/:id`. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IntegratorUpdateRequest {
    /// The name.
    pub nombre: Option<String>,
    /// How much it may owe; less than it owes already means that nothing more is lent.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Dec>))]
    pub limite_credito: Option<Amount>,
    /// Whether its requests are accepted.
    pub activo: Option<bool>,
}

/// POST `/integradores/:id/pagos` and POST `/proveedores/:nombre/fondos`: money that has come in or gone there outside of the drawers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundingRequest {
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = Dec))]
    pub monto: Amount,
    /// What it is proved by: a transfer's number.
    pub motivo: String,
}

impl IntegratorRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let nombre = fields.required("nombre", value::text(1..=NAME_CHARS_MAX));
        let limite_credito = fields.required("limite_credito", credit_limit(currency));
        fields.finish(|| {
            Some(Self {
                nombre: nombre?,
                limite_credito: limite_credito?,
            })
        })
    }
}

impl IntegratorUpdateRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let nombre = fields.optional("nombre", value::text(1..=NAME_CHARS_MAX));
        let limite_credito = fields.optional("limite_credito", credit_limit(currency));
        let activo = fields.optional("activo", value::boolean);
        fields.finish(|| {
            Some(Self {
                nombre,
                limite_credito,
                activo,
            })
        })
    }
}

impl FundingRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let amounts = AmountRange {
            minimum: Amount::from_small_minor(1),
            maximum: AMOUNT_MAX,
        };
        let monto = fields.required("monto", value::amount_text(currency, amounts));
        let motivo = fields.required(
            "motivo",
            value::text(1..=super::operations::REASON_CHARS_MAX),
        );
        fields.finish(|| {
            Some(Self {
                monto: monto?,
                motivo: motivo?,
            })
        })
    }
}

impl Body for IntegratorRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("nombre", &self.nombre);
            body.text("limite_credito", &money::decimal_text(self.limite_credito));
        })
    }
}

impl Body for IntegratorUpdateRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_text("nombre", self.nombre.as_deref());
            let limit = self.limite_credito.map(money::decimal_text);
            body.optional_text("limite_credito", limit.as_deref());
            body.optional_flag("activo", self.activo);
        })
    }
}

impl Body for FundingRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("monto", &money::decimal_text(self.monto));
            body.text("motivo", &self.motivo);
        })
    }
}

readable!(Integrator {
    id,
    nombre,
    api_key,
    limite_credito,
    debe,
    activo
});
readable!(IntegratorKeys { private_key; ..integrador });
serialize_as_body!(IntegratorRequest, IntegratorUpdateRequest, FundingRequest);

/// Reads a public key: 32 or 64 letters and digits (contract of CPS, section 5.1).
pub(crate) fn api_key(value: Value<'_>) -> Result<String, Flaw> {
    let text = value::text(1..=64)(value)?;
    let is_key = API_KEY_CHARS.contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_key {
        Ok(text)
    } else {
        Err(Flaw::new(Code::ApiKeyInvalid))
    }
}

/// Reads a private key: exactly as written.
pub(crate) fn private_key(value: Value<'_>) -> Result<String, Flaw> {
    value::password(PRIVATE_KEY_CHARS_MIN..=PRIVATE_KEY_CHARS_MAX)(value)
}

/// Reads how much may be owed.
pub(crate) fn credit_limit(currency: Currency) -> impl FnOnce(Value<'_>) -> Result<Amount, Flaw> {
    value::amount_text(
        currency,
        AmountRange {
            minimum: Amount::ZERO,
            maximum: AMOUNT_MAX,
        },
    )
}
