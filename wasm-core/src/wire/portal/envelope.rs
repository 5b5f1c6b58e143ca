//! What stands around every answer of this door (contract of coupons, sections 1 and 5).

use serde::{Deserialize, Serialize};

use super::coupons::CouponState;
use crate::code::{Code, Language};
use crate::field::Invalid;
use crate::readable;
use crate::wire::answer::{FromJson, Json, Members};
use crate::wire::time::Date;

/// The body of a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Success<T> {
    /// Always `true`.
    pub success: bool,
    /// What was asked for.
    pub data: T,
}

/// The body of an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortalError {
    /// Always `false`.
    pub success: bool,
    /// What is wrong: the documented text, else in Spanish what is wrong and what to do.
    pub error: String,
    /// The stable code.
    pub code: Code,
    /// The fields that are wrong; empty unless the request itself is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<ErrorDetail>,
    /// The state of the coupon that the request was refused for; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estado: Option<CouponState>,
    /// The last day of that coupon; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fecha_vencimiento: Option<Date>,
    /// The day that coupon was collected; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fecha_uso: Option<Date>,
    /// The receipt of that collection; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recibo_id: Option<String>,
    /// The day that coupon was cancelled; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fecha_cancelacion: Option<Date>,
}

/// One field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorDetail {
    /// The field, with the way to it where it is nested; empty for the body as a whole.
    pub field: String,
    /// What is wrong and what to do, in Spanish.
    pub message: String,
    /// The stable code.
    pub code: Code,
}

impl<T> Success<T> {
    /// The envelope of an answer.
    pub const fn of(data: T) -> Self {
        Self {
            success: true,
            data,
        }
    }
}

impl<T: FromJson> FromJson for Success<T> {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let members = Members::of(json)?;
        Some(Self {
            success: members.read("success")?,
            data: members.read("data")?,
        })
    }
}

impl PortalError {
    /// The error of that code and text.
    pub const fn new(code: Code, error: String) -> Self {
        Self {
            success: false,
            error,
            code,
            details: Vec::new(),
            estado: None,
            fecha_vencimiento: None,
            fecha_uso: None,
            recibo_id: None,
            fecha_cancelacion: None,
        }
    }

    /// The error of a request that is wrong: the documented `Invalid request`, and every field.
    pub fn invalid(invalid: &Invalid) -> Self {
        let details = invalid.iter().map(|error| ErrorDetail {
            field: error.field.clone(),
            message: error.text(Language::Es),
            code: error.code,
        });
        Self {
            details: details.collect(),
            ..Self::new(Code::ValidationFailed, "Invalid request".to_owned())
        }
    }
}

/// The texts that the contract has for some codes; all others say in Spanish what is wrong and what to do.
pub fn error_text(code: Code, parameters: &[(&str, &str)]) -> String {
    match code {
        Code::Unauthorized | Code::TokenRevoked => "Unauthorized".to_owned(),
        Code::Internal => "Internal error".to_owned(),
        // One text for both; which and when is told beside it, to whom it may be told.
        Code::CouponExpired => Code::CouponNotFound.text(Language::Es, &[]),
        _ => code.text(Language::Es, parameters),
    }
}

readable!(ErrorDetail {
    field,
    message,
    code
});
