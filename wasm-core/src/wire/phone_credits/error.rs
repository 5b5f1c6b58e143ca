//! Errors in this door's shape (contract of phone credits, section 5).

use serde::{Deserialize, Serialize};

use crate::code::{Code, Language};
use crate::field::Invalid;
use crate::readable;
use crate::wire::answer::{FromJson, Json, Members};

/// The body of an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlatformError {
    /// The HTTP status.
    pub status: u16,
    /// `[400] `, in Portuguese what is wrong and what to do, or the documented text, and the request's id.
    pub message: String,
    /// What the log calls this request.
    pub stack_id: String,
    /// More about it.
    pub details: ErrorDetails,
}

/// More about an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ErrorDetails {
    /// The stable code.
    pub code: Code,
    /// In Portuguese what is wrong and what to do.
    pub message: String,
    /// The fields that are wrong; empty unless the request itself is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldDetail>,
    /// The transaction of a completion that was stored and then refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction_id: Option<String>,
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldDetail {
    /// The field; empty for the body as a whole.
    pub field: String,
    /// The stable code.
    pub code: Code,
    /// In Portuguese what is wrong and what to do.
    pub message: String,
}

/// The documented texts (contract of phone credits, sections 5 and 7), and what this door says of a token; all others are the table's.
fn documented(code: Code, parameters: &[(&str, &str)]) -> Option<String> {
    let parameter = |name: &str| {
        let found = parameters.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| *value)
    };
    Some(match code {
        Code::SignatureExpired => {
            "Invalid request signature: timestamp invalid or expired".to_owned()
        }
        // Who asks here may be a program, which has no name and password.
        Code::Unauthorized | Code::TokenRevoked => {
            "O token falta, não é válido ou venceu; peça outro em POST /oauth/token.".to_owned()
        }
        Code::SignatureInvalid => "Invalid request signature: incorrect format".to_owned(),
        Code::RouteNotFound => format!(
            "The resource was not found: {} {}",
            parameter("metodo"),
            parameter("ruta")
        ),
        _ => return None,
    })
}

impl PlatformError {
    /// The error of a refusal.
    pub fn refused(
        status: u16,
        code: Code,
        parameters: &[(&str, &str)],
        stack_id: impl Into<String>,
    ) -> Self {
        let message = code.text(Language::Pt, parameters);
        let shown = documented(code, parameters).unwrap_or_else(|| message.clone());
        Self::of(status, &shown, code, message, Vec::new(), stack_id.into())
    }

    /// The error of a request that is wrong: 400. Its message says what is wrong with the first field.
    pub fn invalid(invalid: &Invalid, stack_id: impl Into<String>) -> Self {
        let first = invalid.iter().next();
        let message = first.map(|error| match error.field.as_str() {
            "" => error.text(Language::Pt),
            field => format!("{field}: {}", error.text(Language::Pt)),
        });
        let message = message.unwrap_or_default();
        // What is wrong with the request as a whole is what the error is about.
        let code = match first {
            Some(error) if error.field.is_empty() => error.code,
            Some(_) | None => Code::ValidationFailed,
        };
        let errors = invalid
            .iter()
            .map(|error| FieldDetail {
                field: error.field.clone(),
                code: error.code,
                message: error.text(Language::Pt),
            })
            .collect();
        let shown = message.clone();
        Self::of(400, &shown, code, message, errors, stack_id.into())
    }

    fn of(
        status: u16,
        shown: &str,
        code: Code,
        message: String,
        errors: Vec<FieldDetail>,
        stack_id: String,
    ) -> Self {
        Self {
            status,
            message: format!("[{status}] {shown} (stackId: {stack_id})"),
            stack_id,
            details: ErrorDetails {
                code,
                message,
                errors,
                transaction_id: None,
            },
        }
    }

    /// The same, of a completion that was stored as that operation.
    #[must_use]
    pub fn of_transaction(mut self, id: impl Into<String>) -> Self {
        self.details.transaction_id = Some(id.into());
        self
    }
}

readable!(PlatformError { status, message, stack_id as "stackId", details });

impl FromJson for ErrorDetails {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let members = Members::of(json)?;
        Some(Self {
            code: members.read("code")?,
            message: members.read("message")?,
            errors: members
                .read::<Option<Vec<FieldDetail>>>("errors")?
                .unwrap_or_default(),
            transaction_id: members.read("transactionId")?,
        })
    }
}

readable!(FieldDetail {
    field,
    code,
    message
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Flaw;

    #[test]
    fn documented_texts() {
        let refused = |status, code, parameters: &[(&str, &str)]| {
            PlatformError::refused(status, code, parameters, "id").message
        };
        assert_eq!(
            refused(400, Code::SignatureExpired, &[]),
            "[400] Invalid request signature: timestamp invalid or expired (stackId: id)"
        );
        assert_eq!(
            refused(400, Code::SignatureInvalid, &[]),
            "[400] Invalid request signature: incorrect format (stackId: id)"
        );
        assert_eq!(
            refused(
                404,
                Code::RouteNotFound,
                &[("metodo", "GET"), ("ruta", "/x")]
            ),
            "[404] The resource was not found: GET /x (stackId: id)"
        );
    }

    #[test]
    fn fields_are_named() {
        let invalid = Invalid::one(Flaw::new(Code::Required).of("phoneCode"));
        let error = PlatformError::invalid(&invalid, "id");
        assert_eq!(error.details.code, Code::ValidationFailed);
        assert_eq!(error.details.errors.len(), 1);
        assert!(
            error.message.starts_with("[400] phoneCode: "),
            "{}",
            error.message
        );
        let whole = PlatformError::invalid(&Invalid::body(Code::BodyNotJson), "id");
        assert_eq!(whole.details.code, Code::BodyNotJson);
        let text = serde_json::to_string(&error).unwrap();
        assert_eq!(serde_json::from_str::<PlatformError>(&text).unwrap(), error);
        let read = crate::wire::answer::read::<PlatformError>(&text);
        assert_eq!(read, Some(error));
    }
}
