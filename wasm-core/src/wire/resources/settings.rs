//! The settings of a tenant, and how the server is.

use serde::{Deserialize, Serialize};

use super::branches::offset_minutes;
use crate::country::Country;
use crate::currency::Currency;
use crate::field::Invalid;
use crate::field::reader::Fields;
use crate::field::value;
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::names::wire_names;

/// The most characters of a tenant's name.
pub const NAME_CHARS_MAX: usize = 80;
/// The most characters of a receipt's header, line feeds included.
pub const HEADER_CHARS_MAX: usize = 400;

/// Whether a tenant plays or works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// For trying out: nothing it does is worth anything.
    Demo,
    /// For real.
    Live,
}

/// GET `/configuracion`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TenantSettings {
    /// The name.
    pub nombre: String,
    /// The country.
    pub pais: Country,
    /// The currency of its books.
    pub moneda: Currency,
    /// Whether it plays or works.
    pub modo: Mode,
    /// The offset from UTC of a new branch's day, in minutes.
    pub zona_utc_minutos: i32,
    /// Whether an Operador closes without seeing what should be in the drawer.
    pub cierre_ciego: bool,
    /// What receipts start with.
    pub encabezado_recibo: Option<String>,
}

/// PATCH `/configuracion`. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TenantUpdateRequest {
    /// The name.
    pub nombre: Option<String>,
    /// The offset from UTC of a new branch's day, in minutes.
    pub zona_utc_minutos: Option<i32>,
    /// Whether an Operador closes without seeing what should be in the drawer.
    pub cierre_ciego: Option<bool>,
    /// What receipts start with; `Some(None)`, on the wire `null` or empty, for nothing.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub encabezado_recibo: Option<Option<String>>,
}

/// GET `/salud`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// The server's version.
    pub version: String,
    /// The last migration that was applied.
    pub esquema: String,
}

impl Mode {
    /// Both modes.
    pub const ALL: [Self; 2] = [Self::Demo, Self::Live];

    /// The name, as the wire and the store write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Live => "live",
        }
    }

    /// The mode of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == text)
    }
}

wire_names!(Mode, "Mode", Mode::as_str, Mode::parse, Mode::ALL);

impl TenantUpdateRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let nombre = fields.optional("nombre", value::text(1..=NAME_CHARS_MAX));
        let zona_utc_minutos = fields.optional("zona_utc_minutos", offset_minutes);
        let cierre_ciego = fields.optional("cierre_ciego", value::boolean);
        let encabezado_recibo = fields
            .nullable("encabezado_recibo", value::lines(0..=HEADER_CHARS_MAX))
            .map(|header| header.filter(|text| !text.is_empty()));
        fields.finish(|| {
            Some(Self {
                nombre,
                zona_utc_minutos,
                cierre_ciego,
                encabezado_recibo,
            })
        })
    }
}

impl Body for TenantUpdateRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_text("nombre", self.nombre.as_deref());
            body.optional_whole("zona_utc_minutos", self.zona_utc_minutos.map(i64::from));
            body.optional_flag("cierre_ciego", self.cierre_ciego);
            if let Some(header) = &self.encabezado_recibo {
                body.nullable_text("encabezado_recibo", header.as_deref());
            }
        })
    }
}

readable!(TenantSettings {
    nombre,
    pais,
    moneda,
    modo,
    zona_utc_minutos,
    cierre_ciego,
    encabezado_recibo
});

serialize_as_body!(TenantUpdateRequest);
