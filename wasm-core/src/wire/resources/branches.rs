//! Branches.

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::field::reader::Fields;
use crate::field::value::{self, Value};
use crate::field::{Flaw, Invalid};
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};

/// The most characters of a branch's code.
pub const CODE_CHARS_MAX: usize = 20;
/// The most characters of a branch's name.
pub const NAME_CHARS_MAX: usize = 60;
/// The largest offset from UTC that a place on earth has, in minutes, in either direction.
const OFFSET_MINUTES_MAX: i64 = 14 * 60;

/// A branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Branch {
    /// The number.
    pub id: i64,
    /// The short code, unique in the tenant.
    pub codigo: String,
    /// The name.
    pub nombre: String,
    /// The offset from UTC of its day, in minutes.
    pub zona_utc_minutos: i32,
    /// Whether it is in use.
    pub estado: bool,
}

/// POST `/sucursales`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BranchRequest {
    /// The short code: ASCII letters, digits and hyphens, kept in upper case.
    pub codigo: String,
    /// The name.
    pub nombre: String,
    /// The offset from UTC of its day, in minutes; without it, the tenant's.
    pub zona_utc_minutos: Option<i32>,
}

/// PATCH `/sucursales/:id`. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BranchUpdateRequest {
    /// The short code: ASCII letters, digits and hyphens, kept in upper case.
    pub codigo: Option<String>,
    /// The name.
    pub nombre: Option<String>,
    /// The offset from UTC of its day, in minutes.
    pub zona_utc_minutos: Option<i32>,
    /// Whether it is in use.
    pub estado: Option<bool>,
}

impl BranchRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let codigo = fields.required("codigo", code);
        let nombre = fields.required("nombre", value::text(1..=NAME_CHARS_MAX));
        let zona_utc_minutos = fields.optional("zona_utc_minutos", offset_minutes);
        fields.finish(|| {
            Some(Self {
                codigo: codigo?,
                nombre: nombre?,
                zona_utc_minutos,
            })
        })
    }
}

impl Body for BranchRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("codigo", &self.codigo);
            body.text("nombre", &self.nombre);
            body.optional_whole("zona_utc_minutos", self.zona_utc_minutos.map(i64::from));
        })
    }
}

impl BranchUpdateRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let codigo = fields.optional("codigo", code);
        let nombre = fields.optional("nombre", value::text(1..=NAME_CHARS_MAX));
        let zona_utc_minutos = fields.optional("zona_utc_minutos", offset_minutes);
        let estado = fields.optional("estado", value::boolean);
        fields.finish(|| {
            Some(Self {
                codigo,
                nombre,
                zona_utc_minutos,
                estado,
            })
        })
    }
}

impl Body for BranchUpdateRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_text("codigo", self.codigo.as_deref());
            body.optional_text("nombre", self.nombre.as_deref());
            body.optional_whole("zona_utc_minutos", self.zona_utc_minutos.map(i64::from));
            body.optional_flag("estado", self.estado);
        })
    }
}

/// Reads a branch's code.
pub(crate) fn code(value: Value<'_>) -> Result<String, Flaw> {
    let code = value::text(1..=CODE_CHARS_MAX)(value)?;
    let lawful = code
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if lawful {
        Ok(code.to_ascii_uppercase())
    } else {
        Err(Code::CodeFormat.into())
    }
}

/// Reads an offset from UTC in minutes, 14 hours at most in either direction.
pub(crate) fn offset_minutes(value: Value<'_>) -> Result<i32, Flaw> {
    let minutes = value::integer(-OFFSET_MINUTES_MAX..=OFFSET_MINUTES_MAX)(value)?;
    i32::try_from(minutes).map_err(|_| Flaw::new(Code::NotAnInteger))
}

readable!(Branch {
    id,
    codigo,
    nombre,
    zona_utc_minutos,
    estado
});

serialize_as_body!(BranchRequest, BranchUpdateRequest);
