//! API keys: what other systems ask with at the door of loyalty wallets.

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::field::reader::Fields;
use crate::field::value::{self, Value};
use crate::field::{Flaw, Invalid};
use crate::loyalty::ApiDoor;
use crate::readable;
use crate::wire::body::{Body, Object, quoted, serialize_as_body};
use crate::wire::kantuta::auth::opaque_debug;
use crate::wire::time::Iso;

/// The most characters of a name.
pub const NAME_CHARS_MAX: usize = 80;

/// GET `/claves-api`: one key. The key itself is nobody's to read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKey {
    /// The number.
    pub id: i64,
    /// The name.
    pub nombre: String,
    /// Its first characters, by which keys are told apart.
    pub comienzo: String,
    /// The doors that it opens.
    pub puertas: Vec<ApiDoor>,
    /// When it was made.
    pub creada: Iso,
    /// When it was used last, to the minute; `null` where it never was.
    pub ultimo_uso: Option<Iso>,
    /// When it was revoked; `null` where it is good.
    pub revocada: Option<Iso>,
}

/// The answer of POST `/claves-api`: the only time that the key is told.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewApiKey {
    /// What is kept of it.
    #[serde(flatten)]
    pub clave: ApiKey,
    /// The key, for the header `apikey`.
    pub apikey: String,
}

/// POST `/claves-api`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKeyRequest {
    /// The name.
    pub nombre: String,
    /// The doors that it opens; at least one.
    pub puertas: Vec<ApiDoor>,
}

impl ApiKeyRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let nombre = fields.required("nombre", value::text(1..=NAME_CHARS_MAX));
        let puertas = fields.required("puertas", doors);
        fields.finish(|| {
            Some(Self {
                nombre: nombre?,
                puertas: puertas?,
            })
        })
    }
}

fn doors(value: Value<'_>) -> Result<Vec<ApiDoor>, Flaw> {
    let read_door = value::choice(&ApiDoor::ALL, ApiDoor::as_str);
    let mut doors = Vec::new();
    for item in value.items()? {
        let door = Value::of(item)
            .ok_or(Flaw::new(Code::NotAString))
            .and_then(&read_door)?;
        if doors.contains(&door) {
            return Err(Flaw::new(Code::RepeatedValue));
        }
        doors.push(door);
    }
    if doors.is_empty() {
        return Err(Flaw::new(Code::Required));
    }
    Ok(doors)
}

impl Body for ApiKeyRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("nombre", &self.nombre);
            let doors = self.puertas.iter().map(|door| quoted(door.as_str()));
            body.list("puertas", doors.collect());
        })
    }
}

serialize_as_body!(ApiKeyRequest);
opaque_debug!(NewApiKey);

readable!(ApiKey {
    id,
    nombre,
    comienzo,
    puertas,
    creada,
    ultimo_uso,
    revocada
});
readable!(NewApiKey { apikey; ..clave });
