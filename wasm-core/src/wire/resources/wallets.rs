//! Wallets: the shop's money at a provider that phone credits are paid from.

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::field::reader::Fields;
use crate::field::value::{self, Value};
use crate::field::{Flaw, Invalid};
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::money::Dec;
use crate::wire::phone_credits::orders::WALLET_ID_CHARS_MAX;

/// The most characters of a name.
pub const NAME_CHARS_MAX: usize = 80;

/// GET `/carteras`: one wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wallet {
    /// The id, a UUID, as `source` of a completion has it.
    pub id: String,
    /// The name.
    pub nombre: String,
    /// The money in it, what is held included.
    pub saldo: Dec,
    /// What of it is held for orders that are open.
    pub retenido: Dec,
    /// The wallet's id at the provider; `null` where it is the same.
    pub id_proveedor: Option<String>,
}

/// POST `/carteras`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WalletRequest {
    /// The name.
    pub nombre: String,
    /// The wallet's id at the provider; the same as here without it.
    pub id_proveedor: Option<String>,
}

/// PATCH `/carteras/:id`. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WalletUpdateRequest {
    /// The name.
    pub nombre: Option<String>,
    /// The wallet's id at the provider.
    pub id_proveedor: Option<String>,
}

impl WalletRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let nombre = fields.required("nombre", value::text(1..=NAME_CHARS_MAX));
        let id_proveedor = fields.optional("id_proveedor", provider_id);
        fields.finish(|| {
            Some(Self {
                nombre: nombre?,
                id_proveedor,
            })
        })
    }
}

impl WalletUpdateRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let nombre = fields.optional("nombre", value::text(1..=NAME_CHARS_MAX));
        let id_proveedor = fields.optional("id_proveedor", provider_id);
        fields.finish(|| {
            Some(Self {
                nombre,
                id_proveedor,
            })
        })
    }
}

impl Body for WalletRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("nombre", &self.nombre);
            body.optional_text("id_proveedor", self.id_proveedor.as_deref());
        })
    }
}

impl Body for WalletUpdateRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_text("nombre", self.nombre.as_deref());
            body.optional_text("id_proveedor", self.id_proveedor.as_deref());
        })
    }
}

/// Reads a wallet's id at the provider: letters, digits and hyphens, since it stands in a path that is signed.
fn provider_id(value: Value<'_>) -> Result<String, Flaw> {
    let text = value::text(1..=WALLET_ID_CHARS_MAX)(value)?;
    let can_stand_in_a_path = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if can_stand_in_a_path {
        Ok(text)
    } else {
        Err(Flaw::new(Code::CodeFormat))
    }
}

/// Reads a wallet's own id: a UUID in lower case (RFC 9562, section 4).
pub(crate) fn id(value: Value<'_>) -> Result<String, Flaw> {
    let text = value::required_text(value)?;
    let is_uuid = text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        });
    if is_uuid {
        Ok(text)
    } else {
        Err(Flaw::new(Code::IdInvalid))
    }
}

readable!(Wallet {
    id,
    nombre,
    saldo,
    retenido,
    id_proveedor
});
serialize_as_body!(WalletRequest);
serialize_as_body!(WalletUpdateRequest);
