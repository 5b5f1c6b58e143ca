//! Signatures of the CPS API (contracts/cps.md, section 5): hexadecimal HMAC-SHA-384 over path, nonce and data, joined without separators.
//!
//! [`SigningKey::sign`] is what a client does; [`verify`] is the server's side, which accepts every form that a documented client may have
//! signed (section 5.4).

use super::forms;
use crate::http::Method;
use crate::identifier::read_hex;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha384;
use std::fmt;
use subtle::{Choice, ConstantTimeEq};

/// The header with the public client id.
pub const API_KEY_HEADER: &str = "api-key";
/// The header with the time of the request.
pub const NONCE_HEADER: &str = "api-nonce";
/// The header with the signature.
pub const SIGNATURE_HEADER: &str = "api-signature";

/// How far a nonce may be from the server's clock (section 5.4, rule 2).
pub const NONCE_DISTANCE_MS_MAX: i64 = 300_000;

/// What may stand before the documented paths: the gateway's prefix (section 3).
pub const GATEWAY_PREFIX: &str = "/cps";

const NONCE_DIGITS: usize = 13;
const SIGNATURE_BYTES: usize = 48;

/// A private key, ready to sign.
#[derive(Clone)]
pub struct SigningKey(Hmac<Sha384>);

impl SigningKey {
    /// A key of the private key's own text: used as it is, not decoded (section 5.1). `None` where it is empty, which would be no secret.
    pub fn new(private_key: &str) -> Option<Self> {
        if private_key.is_empty() {
            return None;
        }
        Hmac::new_from_slice(private_key.as_bytes()).ok().map(Self)
    }

    /// The signature as a header has it: 96 hexadecimal digits in lower case.
    pub fn sign(&self, path: &str, nonce: &str, data: &[u8]) -> String {
        crate::identifier::hex(&self.code(path, nonce, data))
    }

    fn code(&self, path: &str, nonce: &str, data: &[u8]) -> [u8; SIGNATURE_BYTES] {
        let mut mac = self.0.clone();
        mac.update(path.as_bytes());
        mac.update(nonce.as_bytes());
        mac.update(data);
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SigningKey(***)")
    }
}

/// A signed request as it came in.
#[derive(Debug, Clone, Copy)]
pub struct Presented<'a> {
    /// The method.
    pub method: Method,
    /// The path as received, still percent-encoded.
    pub path: &'a str,
    /// The decoded pairs of the query, in the URL's order.
    pub query: &'a [(String, String)],
    /// The body as received.
    pub body: &'a [u8],
    /// The text of the header `api-nonce`.
    pub nonce: &'a str,
    /// The text of the header `api-signature`.
    pub signature: &'a str,
}

/// Why a signed request is not believed. A client is told neither: both are one 401 (section 5.4, rule 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disbelief {
    /// The nonce is not 13 digits, or is not of these minutes.
    Nonce,
    /// The signature is that of none of the forms.
    Signature,
}

/// Checks nonce and signature. That a nonce is used once is the caller's to remember, after this has said yes (section 5.4, rule 3).
pub fn verify(presented: &Presented<'_>, key: &SigningKey, now_ms: i64) -> Result<(), Disbelief> {
    if !is_of_these_minutes(presented.nonce, now_ms) {
        return Err(Disbelief::Nonce);
    }
    let signature = read_hex(presented.signature).ok_or(Disbelief::Signature)?;
    let mut matches = Choice::from(0);
    // Every form is tried, so that the time taken does not tell which one it was.
    for path in forms::paths(presented.path, GATEWAY_PREFIX) {
        for data in data(presented) {
            matches |= key
                .code(&path, presented.nonce, &data)
                .as_slice()
                .ct_eq(&signature);
        }
    }
    if bool::from(matches) {
        Ok(())
    } else {
        Err(Disbelief::Signature)
    }
}

/// The nonce has a fixed length because the parts are joined without separators: else a signature could be taken for that of another
/// path (section 5.4, rule 5).
fn is_of_these_minutes(nonce: &str, now_ms: i64) -> bool {
    nonce.len() == NONCE_DIGITS
        && nonce.bytes().all(|byte| byte.is_ascii_digit())
        && nonce
            .parse::<i64>()
            .is_ok_and(|nonce_ms| nonce_ms.abs_diff(now_ms) <= NONCE_DISTANCE_MS_MAX.unsigned_abs())
}

/// What may have been signed as the data of this request.
fn data(presented: &Presented<'_>) -> Vec<Vec<u8>> {
    match presented.method {
        Method::Get | Method::Head => {
            if presented.query.is_empty() {
                return vec![Vec::new(), b"{}".to_vec()];
            }
            let object = |write: fn(&str, &str) -> String| {
                let members = presented
                    .query
                    .iter()
                    .map(|(name, value)| (name.as_str(), write(name, value)));
                object(members).into_bytes()
            };
            vec![object(|_, value| quoted(value)), object(typed)]
        }
        Method::Post | Method::Put | Method::Patch | Method::Delete | Method::Options => {
            forms::bodies(presented.body)
        }
    }
}

/// A value of the query as CPS's own sample types it: booleans and `idTypeService` bare, everything else a text.
fn typed(name: &str, value: &str) -> String {
    let is_whole = name == "idTypeService"
        && !value.is_empty()
        && !(value.len() > 1 && value.starts_with('0'))
        && value.bytes().all(|byte| byte.is_ascii_digit());
    let is_flag = name != "numberService" && matches!(value, "true" | "false");
    if is_whole || is_flag {
        value.to_owned()
    } else {
        quoted(value)
    }
}

/// The compact JSON text of an object whose values are JSON texts already.
pub fn object<'a>(members: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let members: Vec<String> = members
        .into_iter()
        .map(|(name, value)| format!("{}:{value}", quoted(name)))
        .collect();
    format!("{{{}}}", members.join(","))
}

/// A text as JSON writes it: nothing is escaped that need not be, neither `/` nor letters beyond ASCII (section 5.1).
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests;
