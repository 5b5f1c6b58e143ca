//! The secret that a tenant's customer portal signs with, and what branches owe one another.

use serde::{Deserialize, Serialize};

use crate::field::reader::Fields;
use crate::field::value::{self, Value};
use crate::field::{Flaw, Invalid};
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::money::FixedNum;

/// The fewest characters of a portal's secret. RFC 7518 (section 3.2) wants 32 bytes, which those that are made here have; a portal that
/// runs already may have a shorter one.
pub const PORTAL_SECRET_CHARS_MIN: usize = 16;
/// The most characters of a portal's secret.
pub const PORTAL_SECRET_CHARS_MAX: usize = 256;

/// POST `/portal/secreto`; an empty body is the same as one without a secret.
#[derive(Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortalSecretRequest {
    /// The secret of a portal that runs already; one is made without it.
    pub secreto: Option<String>,
}

/// The answer of POST `/portal/secreto`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortalSecret {
    /// The new secret, shown this once.
    pub secreto: String,
    /// How many there have been.
    pub version: i64,
}

crate::wire::kantuta::auth::opaque_debug!(PortalSecret);
crate::wire::kantuta::auth::opaque_debug!(PortalSecretRequest);

impl PortalSecretRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        if body.trim_ascii().is_empty() {
            return Ok(Self::default());
        }
        let mut fields = Fields::read(body)?.passing_over_unknown();
        let secreto = fields.optional("secreto", portal_secret);
        fields.finish(|| Some(Self { secreto }))
    }
}

impl Body for PortalSecretRequest {
    fn to_json(&self) -> String {
        Object::write(|body| body.optional_text("secreto", self.secreto.as_deref()))
    }
}

serialize_as_body!(PortalSecretRequest);

/// Reads a portal's secret: exactly as written.
pub(crate) fn portal_secret(value: Value<'_>) -> Result<String, Flaw> {
    value::password(PORTAL_SECRET_CHARS_MIN..=PORTAL_SECRET_CHARS_MAX)(value)
}

/// One entry of GET `/portal/liquidacion`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BranchBalance {
    /// The branch.
    pub id_sucursal: i64,
    /// Its number in the codes of its coupons.
    pub numero: i64,
    /// Its name.
    pub nombre: String,
    /// What the other branches owe it; negative where it owes them. All branches together come to zero.
    pub saldo: FixedNum,
}

readable!(PortalSecret { secreto, version });
readable!(BranchBalance {
    id_sucursal,
    numero,
    nombre,
    saldo
});
