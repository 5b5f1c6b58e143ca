//! JSON Web Tokens signed with HMAC-SHA-256 (RFC 7519, RFC 7518 section 3.2): their signature, whatever they say.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// base64url of `{"alg":"HS256","typ":"JWT"}`: the one header that is issued.
pub(super) const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

/// A token taken apart, not believed yet.
pub(super) struct Unverified<'a> {
    /// The first part.
    pub(super) header: &'a str,
    payload: &'a str,
    signed: &'a str,
    signature: &'a str,
}

/// Takes a token apart; `None` where it has not three parts.
pub(super) fn split(token: &str) -> Option<Unverified<'_>> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, payload) = signed.split_once('.')?;
    Some(Unverified {
        header,
        payload,
        signed,
        signature,
    })
}

/// The claims, signed; `None` where they cannot be written.
pub(super) fn sign(secret: &[u8], claims: &impl Serialize) -> Option<String> {
    let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims).ok()?);
    let signed = format!("{HEADER}.{payload}");
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(signed.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    Some(format!("{signed}.{signature}"))
}

impl Unverified<'_> {
    /// The claims, whoever wrote them: to find out whose secret they have to be checked with, and for nothing else.
    pub(super) fn claims<T: DeserializeOwned>(&self) -> Option<T> {
        read(self.payload)
    }

    /// Whether the header says HMAC-SHA-256, and so neither `none` nor a signature of another kind.
    pub(super) fn is_hs256(&self) -> bool {
        #[derive(Deserialize)]
        struct Header {
            alg: String,
        }
        read::<Header>(self.header).is_some_and(|header| header.alg == "HS256")
    }

    /// Whether the signature is that of this secret, compared in constant time.
    pub(super) fn is_signed_with(&self, secret: &[u8]) -> bool {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
            return false;
        };
        mac.update(self.signed.as_bytes());
        URL_SAFE_NO_PAD
            .decode(self.signature)
            .is_ok_and(|signature| mac.verify_slice(&signature).is_ok())
    }
}

fn read<T: DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

/// Whether a claim's expiry, in seconds since the epoch, is reached.
pub(super) fn is_past(expiry_s: i64, now_ms: i64) -> bool {
    now_ms
        .checked_div(1000)
        .is_none_or(|now_s| now_s >= expiry_s)
}
