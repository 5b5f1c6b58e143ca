//! Cash registers.

use serde::{Deserialize, Serialize};

use super::sessions::CashSession;
use super::{Audit, REGISTER_BALANCE_MAX};
use crate::amount::Amount;
use crate::code::Code;
use crate::currency::Currency;
use crate::field::Invalid;
use crate::field::reader::Fields;
use crate::field::value::{self, AmountRange};
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::money::Money;
use crate::wire::names::wire_names;

/// The fewest characters of a register's name.
pub const NAME_CHARS_MIN: usize = 3;
/// The most characters of a register's name.
pub const NAME_CHARS_MAX: usize = 60;

/// What a register may be used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Specialty {
    /// Sales only, `SOLO_VENTAS`.
    SoloVentas,
    /// Bank agent operations only, `SOLO_AGENTES`: it sells no top-ups.
    SoloAgentes,
    /// Both, `MIXTA`.
    #[default]
    Mixta,
}

/// POST `/cajas`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateRegisterRequest {
    /// The name.
    pub nombre: String,
    /// What it may be used for.
    pub especialidad: Specialty,
    /// The cash it starts with.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::Num))]
    pub saldo: Amount,
    /// The user who creates it: the caller, or whoever an Administrador acts for.
    pub id_user_create: Option<i64>,
    /// The branch; without it, the tenant's first one.
    pub id_sucursal: Option<i64>,
}

/// PATCH `/cajas/:id`. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpdateRegisterRequest {
    /// The name.
    pub nombre: Option<String>,
    /// What it may be used for.
    pub especialidad: Option<Specialty>,
    /// Accepted, as the contract accepts any of the fields of a creation: the caller, or whoever an Administrador acts for.
    pub id_user_create: Option<i64>,
    /// The user who changes it: the caller, or whoever an Administrador acts for.
    pub id_user_update: Option<i64>,
    /// The branch.
    pub id_sucursal: Option<i64>,
}

/// A register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Register {
    /// The number.
    pub id: i64,
    /// The name.
    pub nombre: String,
    /// What it may be used for.
    pub especialidad: Specialty,
    /// The cash in the drawer: a string, but in the answer of its creation a number.
    pub saldo: Money,
    /// The branch.
    pub id_sucursal: Option<i64>,
    /// Its sessions, where the endpoint lists them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sesiones: Option<Vec<CashSession>>,
    /// Who and when.
    #[serde(flatten)]
    pub audit: Audit,
}

impl Specialty {
    /// Every speciality.
    pub const ALL: [Self; 3] = [Self::SoloVentas, Self::SoloAgentes, Self::Mixta];

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SoloVentas => "SOLO_VENTAS",
            Self::SoloAgentes => "SOLO_AGENTES",
            Self::Mixta => "MIXTA",
        }
    }

    /// The speciality of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|specialty| specialty.as_str() == text)
    }

    /// Whether a register of this speciality sells top-ups.
    pub const fn sells_top_ups(self) -> bool {
        match self {
            Self::SoloVentas | Self::Mixta => true,
            Self::SoloAgentes => false,
        }
    }
}

wire_names!(
    Specialty,
    "Specialty",
    Specialty::as_str,
    Specialty::parse,
    Specialty::ALL
);

impl CreateRegisterRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let balance = AmountRange {
            minimum: Amount::ZERO,
            maximum: REGISTER_BALANCE_MAX,
        };
        let mut fields = Fields::read(body)?;
        let nombre = fields.required("nombre", value::text(NAME_CHARS_MIN..=NAME_CHARS_MAX));
        let especialidad = fields.optional("especialidad", specialty);
        let saldo = fields.required("saldo", value::amount_number(currency, balance));
        let id_user_create = fields.optional("id_user_create", value::id);
        let id_sucursal = fields.optional("id_sucursal", value::id);
        fields.finish(|| {
            Some(Self {
                nombre: nombre?,
                especialidad: especialidad.unwrap_or_default(),
                saldo: saldo?,
                id_user_create,
                id_sucursal,
            })
        })
    }
}

impl Body for CreateRegisterRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("nombre", &self.nombre);
            body.text("especialidad", self.especialidad.as_str());
            body.number("saldo", self.saldo);
            body.optional_whole("id_user_create", self.id_user_create);
            body.optional_whole("id_sucursal", self.id_sucursal);
        })
    }
}

impl UpdateRegisterRequest {
    /// Reads a body; every error is collected. `saldo` is [`Code::BalanceNotEditable`].
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let nombre = fields.optional("nombre", value::text(NAME_CHARS_MIN..=NAME_CHARS_MAX));
        let especialidad = fields.optional("especialidad", specialty);
        let id_user_create = fields.optional("id_user_create", value::id);
        let id_user_update = fields.optional("id_user_update", value::id);
        let id_sucursal = fields.optional("id_sucursal", value::id);
        if fields.has("saldo") {
            fields.refuse("saldo", Code::BalanceNotEditable);
        }
        fields.ignore("saldo");
        fields.finish(|| {
            Some(Self {
                nombre,
                especialidad,
                id_user_create,
                id_user_update,
                id_sucursal,
            })
        })
    }
}

impl Body for UpdateRegisterRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_text("nombre", self.nombre.as_deref());
            body.optional_text("especialidad", self.especialidad.map(Specialty::as_str));
            body.optional_whole("id_user_create", self.id_user_create);
            body.optional_whole("id_user_update", self.id_user_update);
            body.optional_whole("id_sucursal", self.id_sucursal);
        })
    }
}

fn specialty(value: value::Value<'_>) -> Result<Specialty, crate::field::Flaw> {
    value::choice(&Specialty::ALL, Specialty::as_str)(value)
}

readable!(Register { id, nombre, especialidad, saldo, id_sucursal, sesiones; ..audit });

serialize_as_body!(CreateRegisterRequest, UpdateRegisterRequest);
