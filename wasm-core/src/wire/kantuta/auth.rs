//! Signing in, refreshing, and the three calls of a password reset.

use serde::{Deserialize, Serialize};

use super::users::User;
use crate::code::Code;
use crate::field::Invalid;
use crate::field::reader::Fields;
use crate::field::value;
use crate::readable;
use crate::role::Role;
use crate::wire::body::{Body, Object, serialize_as_body};

/// The fewest characters of a new password.
pub const PASSWORD_CHARS_MIN: usize = 8;
/// The most characters of a password: hashing longer ones would cost more than it protects.
pub const PASSWORD_CHARS_MAX: usize = 200;

/// POST `/auth/login`.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoginRequest {
    /// An e-mail address in lower case, or a collaborator's number of exactly ten digits.
    pub email: String,
    /// The password, exactly as typed.
    pub password: String,
}

/// POST `/auth/reset/code`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetCodeRequest {
    /// An e-mail address in lower case.
    pub email: String,
}

/// POST `/auth/confirm-code`.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmCodeRequest {
    /// An e-mail address in lower case.
    pub email: String,
    /// Six hexadecimal digits in upper case.
    pub code: String,
}

/// POST `/auth/reset-confirm`.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetConfirmRequest {
    /// An e-mail address in lower case.
    pub email: String,
    /// The new password, exactly as typed.
    #[cfg_attr(feature = "openapi", schema(rename = "newPassword"))]
    pub new_password: String,
    /// The code once more; without it, the code must have been confirmed a moment ago from the same place.
    pub code: Option<String>,
}

/// The answer of POST `/auth/login`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoginResponse {
    /// The token of every other call, a JWT.
    pub access_token: String,
    /// The token of POST `/auth/refresh_token`, good for one use.
    pub refresh_token: String,
    /// Who signed in.
    pub user: User,
}

/// The answer of POST `/auth/refresh_token`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefreshResponse {
    /// The token of every other call, a JWT.
    pub access_token: String,
    /// The next refresh token; the one just used is good no more.
    pub refresh_token: String,
}

/// An answer that is only a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// The text.
    pub message: String,
}

/// A role, as lists and users carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleEntry {
    /// The number.
    pub id: i64,
    /// The name.
    pub nombre: String,
    /// What the role is for.
    pub descripcion: String,
}

impl From<Role> for RoleEntry {
    fn from(role: Role) -> Self {
        Self {
            id: role.id(),
            nombre: role.name().to_owned(),
            descripcion: role.description().to_owned(),
        }
    }
}

impl LoginRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let email = fields.required("email", value::login);
        let password = fields.required("password", value::password(1..=PASSWORD_CHARS_MAX));
        fields.finish(|| {
            Some(Self {
                email: email?,
                password: password?,
            })
        })
    }
}

impl Body for LoginRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("email", &self.email);
            body.text("password", &self.password);
        })
    }
}

impl ResetCodeRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let email = fields.required("email", value::email);
        fields.finish(|| Some(Self { email: email? }))
    }
}

impl Body for ResetCodeRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("email", &self.email);
        })
    }
}

impl ConfirmCodeRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let email = fields.required("email", value::email);
        let code = fields.required("code", reset_code);
        fields.finish(|| {
            Some(Self {
                email: email?,
                code: code?,
            })
        })
    }
}

impl Body for ConfirmCodeRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("email", &self.email);
            body.text("code", &self.code);
        })
    }
}

impl ResetConfirmRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let email = fields.required("email", value::email);
        let new_password = fields.required("newPassword", new_password);
        let code = fields.optional("code", reset_code);
        fields.finish(|| {
            Some(Self {
                email: email?,
                new_password: new_password?,
                code,
            })
        })
    }
}

impl Body for ResetConfirmRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("email", &self.email);
            body.text("newPassword", &self.new_password);
            body.optional_text("code", self.code.as_deref());
        })
    }
}

/// Reads a password that is being set.
pub(super) fn new_password(value: value::Value<'_>) -> Result<String, crate::field::Flaw> {
    value::password(PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX)(value)
}

/// Reads six hexadecimal digits, in either case and with spaces around. Anything else is simply a wrong code.
fn reset_code(value: value::Value<'_>) -> Result<String, crate::field::Flaw> {
    let code = value::text(1..=PASSWORD_CHARS_MAX)(value)?.to_ascii_uppercase();
    let lawful = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_hexdigit());
    if lawful {
        Ok(code)
    } else {
        Err(Code::ResetCodeInvalid.into())
    }
}

/// Keeps secrets out of logs: what can be shown of a type that holds one is its name.
macro_rules! opaque_debug {
    ($($type:ident),*) => {$(
        impl core::fmt::Debug for $type {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                formatter.debug_struct(stringify!($type)).finish_non_exhaustive()
            }
        }
    )*};
}

pub(crate) use opaque_debug;

opaque_debug!(
    LoginRequest,
    ConfirmCodeRequest,
    ResetConfirmRequest,
    LoginResponse,
    RefreshResponse
);

readable!(LoginResponse {
    access_token,
    refresh_token,
    user
});
readable!(RoleEntry {
    id,
    nombre,
    descripcion
});

serialize_as_body!(
    LoginRequest,
    ResetCodeRequest,
    ConfirmCodeRequest,
    ResetConfirmRequest
);
