//! Providers: the tenant's money there, and its own account.

use serde::{Deserialize, Serialize};

use crate::field::reader::Fields;
use crate::field::{Invalid, value};
use crate::provider::Provider;
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::money::Dec;

/// The most characters of a base URL.
pub const BASE_URL_CHARS_MAX: usize = 200;
/// The most characters of a key.
pub const KEY_CHARS_MAX: usize = 256;

/// GET `/proveedores`: one provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderState {
    /// The provider.
    pub nombre: Provider,
    /// The tenant's money there.
    pub fondo: Dec,
    /// What of it is held for orders that are open.
    pub retenido: Dec,
    /// Where the server of the tenant's own account is; `null` where it has none in use. Its keys are never told.
    pub base_url: Option<String>,
}

/// PUT `/proveedores/:nombre/cuenta`.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderAccountRequest {
    /// Where the server is: one of those that the deployment allows.
    pub base_url: String,
    /// The public key; empty at a provider that knows accounts by one secret key.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub api_key: String,
    /// What requests are signed with, or the secret key itself.
    pub private_key: String,
}

crate::wire::kantuta::auth::opaque_debug!(ProviderAccountRequest);

impl ProviderAccountRequest {
    /// Reads a body; every error is collected. Whether the server may be used is the deployment's to say.
    pub fn parse(body: &[u8], provider: Provider) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let base_url = fields.required("base_url", value::text(1..=BASE_URL_CHARS_MAX));
        let read_key = value::password(1..=KEY_CHARS_MAX);
        let api_key = if provider.has_public_key() {
            fields.required("api_key", read_key)
        } else {
            fields.optional("api_key", read_key).or(Some(String::new()))
        };
        let private_key = fields.required("private_key", value::password(1..=KEY_CHARS_MAX));
        fields.finish(|| {
            Some(Self {
                base_url: base_url?,
                api_key: api_key?,
                private_key: private_key?,
            })
        })
    }
}

impl Body for ProviderAccountRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("base_url", &self.base_url);
            let api_key = Some(self.api_key.as_str()).filter(|key| !key.is_empty());
            body.optional_text("api_key", api_key);
            body.text("private_key", &self.private_key);
        })
    }
}

readable!(ProviderState {
    nombre,
    fondo,
    retenido,
    base_url
});
serialize_as_body!(ProviderAccountRequest);
