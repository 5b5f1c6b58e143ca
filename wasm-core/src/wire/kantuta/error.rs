//! Errors in the first door's shape and words.

use serde::{Deserialize, Serialize};

use crate::code::{Code, Language, fill};
use crate::field::{FieldError, Invalid};
use crate::readable;
use crate::wire::time::Iso;

/// The body of every error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// The HTTP status.
    #[serde(rename = "statusCode")]
    pub status_code: u16,
    /// When.
    pub timestamp: Iso,
    /// Path and query of the request.
    pub path: String,
    /// What is wrong: one text, or one for each field.
    pub message: MessageText,
    /// The short name of the status.
    pub error_detail: Option<String>,
    /// The stable code.
    #[serde(default = "internal")]
    pub code: Code,
    /// The fields and their stable codes; empty unless the request itself is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldCode>,
}

/// One text or several. Never an object: existing clients hand it to their pages as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum MessageText {
    /// One text.
    One(String),
    /// One text for each error.
    Many(Vec<String>),
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldCode {
    /// The field; empty for the body as a whole.
    pub field: String,
    /// The stable code.
    pub code: Code,
}

/// The endpoints that word some errors in their own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Endpoint {
    /// POST `/auth/login`.
    Login,
    /// POST `/usuario/register`.
    RegisterUser,
    /// POST `/cajas/abrir`.
    OpenSession,
    /// PATCH `/cajas/sesion/:id/cerrar`.
    CloseSession,
    /// POST `/cajas/movimiento`.
    Movement,
    /// POST `/recargas/inyeccion`.
    Injection,
    /// GET `/reportes/data/movimientos-caja/:idSesion`.
    SessionReport,
    /// All others.
    Other,
}

impl From<&FieldError> for FieldCode {
    fn from(error: &FieldError) -> Self {
        Self {
            field: error.field.clone(),
            code: error.code,
        }
    }
}

impl ErrorBody {
    /// The body of a request that is wrong: 400, with one text for each error.
    pub fn invalid(invalid: &Invalid, endpoint: Endpoint, timestamp: Iso, path: String) -> Self {
        Self {
            status_code: 400,
            timestamp,
            path,
            message: MessageText::Many(
                invalid
                    .iter()
                    .map(|error| validation_text(endpoint, error))
                    .collect(),
            ),
            error_detail: Some("Bad Request".to_owned()),
            code: Code::ValidationFailed,
            errors: invalid.iter().map(FieldCode::from).collect(),
        }
    }
}

/// The Spanish text of an error in the words that the contract has for it at that endpoint; elsewhere [`Code::text`].
pub fn message(endpoint: Endpoint, code: Code, parameters: &[(&str, &str)]) -> String {
    let own = match (endpoint, code) {
        (Endpoint::OpenSession, Code::RegisterNotFound) => {
            "Caja con id {id} no encontrada o inactiva"
        }
        (Endpoint::CloseSession, Code::SessionNotFound) => {
            "Sesión con ID {id} no encontrada o inactiva"
        }
        (Endpoint::SessionReport, Code::SessionNotFound) => {
            "Sesión de caja con ID {id} no encontrada"
        }
        (Endpoint::Movement, Code::SessionNotOpen | Code::SessionAlreadyClosed) => {
            "No se pueden registrar movimientos en una sesión cerrada"
        }
        (Endpoint::Injection, Code::CashInsufficient) => {
            "Fondos insuficientes en el saldo de la caja para realizar el fondeo. Saldo disponible: Bs. {saldo}"
        }
        _ => code.template(Language::Es),
    };
    fill(own, parameters)
}

/// The text that the contract's server (class-validator) has for an error of a field; where it has none, the field's name and
/// the Spanish text of the code.
pub fn validation_text(endpoint: Endpoint, error: &FieldError) -> String {
    let field = error.field.as_str();
    if let Some(text) = spanish_text(endpoint, field, error.code) {
        return text.to_owned();
    }
    let parameter = |name| error.parameter(name).unwrap_or_default();
    match error.code {
        Code::Required => format!("{field} should not be empty"),
        Code::UnknownProperty => format!("property {field} should not exist"),
        Code::NotAString => format!("{field} must be a string"),
        Code::NotABoolean => format!("{field} must be a boolean value"),
        Code::NotAnObject => format!("{field} must be an object"),
        Code::NotAnArray => format!("{field} must be an array"),
        // What follows the contract's words says what to do.
        Code::NotANumber => format!(
            "{field} must be a number conforming to the specified constraints: envíe un número sin comillas, por ejemplo 30.50"
        ),
        Code::TooManyDecimals => format!(
            "{field} must be a number conforming to the specified constraints: use como máximo dos decimales"
        ),
        // The contract's server validates this one id as any number.
        Code::NotAnInteger if field == "id_caja_sesion" => {
            format!("{field} must be a number conforming to the specified constraints")
        }
        Code::NotAnInteger => format!("{field} must be an integer number"),
        Code::NotOneOf => format!(
            "{field} must be one of the following values: {}",
            parameter("valores")
        ),
        Code::TooSmall => format!("{field} must not be less than {}", parameter("minimo")),
        Code::TooLarge => format!("{field} must not be greater than {}", parameter("maximo")),
        Code::TooShort => format!(
            "{field} must be longer than or equal to {} characters",
            parameter("minimo")
        ),
        Code::TooLong => format!(
            "{field} must be shorter than or equal to {} characters",
            parameter("maximo")
        ),
        Code::EmailFormat => format!("{field} must be an email"),
        Code::DateInvalid => format!("{field} must be a valid ISO 8601 date string"),
        _ if field.is_empty() => error.text(Language::Es),
        _ => format!("{field}: {}", error.text(Language::Es)),
    }
}

/// The contract's own Spanish words of a login and of a registration. (They spell `válido` differently.)
fn spanish_text(endpoint: Endpoint, field: &str, code: Code) -> Option<&'static str> {
    match (endpoint, field, code) {
        (Endpoint::Login, "email", Code::Required) => Some("El email es requerido"),
        (Endpoint::Login, "email", Code::EmailFormat | Code::NotAString) => {
            Some("El email no tiene un formato valido")
        }
        (Endpoint::Login, "password", Code::Required) => Some("La contraseña es requerida"),
        (Endpoint::Login, "password", Code::NotAString) => Some("La contraseña debe ser texto"),
        (Endpoint::RegisterUser, "email", Code::EmailFormat | Code::NotAString) => {
            Some("El email no tiene un formato válido")
        }
        _ => None,
    }
}

const fn internal() -> Code {
    Code::Internal
}

readable!(FieldCode { field, code });

#[cfg(test)]
mod tests;
