//! Errors of our own resources (RFC 9457, `application/problem+json`).

use serde::{Deserialize, Serialize};

use crate::code::{Code, Language};
use crate::field::Invalid;
use crate::wire::kantuta::error::FieldCode;

/// The body of every error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// What kind of problem: `about:blank`, since `code` tells the kinds apart.
    #[serde(rename = "type")]
    pub kind: String,
    /// The short name of the status.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong and what to do, in Spanish.
    pub detail: String,
    /// Path and query of the request.
    pub instance: String,
    /// The stable code.
    pub code: Code,
    /// The fields, their stable codes and texts; empty unless the request itself is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldCode>,
}

impl Problem {
    /// The problem of that status and code.
    pub fn new(
        status: u16,
        title: &str,
        code: Code,
        parameters: &[(&str, &str)],
        instance: String,
    ) -> Self {
        Self {
            kind: "about:blank".to_owned(),
            title: title.to_owned(),
            status,
            detail: code.text(Language::Es, parameters),
            instance,
            code,
            errors: Vec::new(),
        }
    }

    /// The problem of a request that is wrong: 400. The detail says what is wrong with the first field.
    pub fn invalid(invalid: &Invalid, instance: String) -> Self {
        let detail = invalid
            .iter()
            .next()
            .map(|error| match error.field.as_str() {
                "" => error.text(Language::Es),
                field => format!("{field}: {}", error.text(Language::Es)),
            });
        Self {
            detail: detail.unwrap_or_default(),
            errors: invalid.iter().map(FieldCode::from).collect(),
            ..Self::new(400, "Bad Request", Code::ValidationFailed, &[], instance)
        }
    }
}
