//! Signatures of the phone-credit API (contract of phone credits, section 7): hexadecimal HMAC-SHA-256 over method, path, time and body,
//! joined by commas.
//!
//! [`PlatformKey::sign`] is what a client does; [`verify`] is the server's side, which accepts every form that a documented client may have
//! signed.

use super::forms;
use crate::http::Method;
use crate::identifier::read_hex;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use subtle::{Choice, ConstantTimeEq};

/// How far a request's time may be from the server's clock, before or after it, in milliseconds.
pub const TOLERANCE_MS: i64 = 30_000;

/// The digits of a time in seconds, as the documentation's page has it, until the year 2286.
const SECONDS_DIGITS: usize = 10;
/// The digits of a time in milliseconds, as every client sends it, until then.
const MILLISECONDS_DIGITS: usize = 13;
const SIGNATURE_BYTES: usize = 32;

/// A client's secret, ready to sign.
#[derive(Clone)]
pub struct PlatformKey(Hmac<Sha256>);

impl PlatformKey {
    /// A key of the secret's own text. `None` where it is empty, which would be no secret.
    pub fn new(client_secret: &str) -> Option<Self> {
        if client_secret.is_empty() {
            return None;
        }
        Hmac::new_from_slice(client_secret.as_bytes())
            .ok()
            .map(Self)
    }

    /// The signature as a header has it: 64 hexadecimal digits in lower case. The target is the path below the base URL, with its query; the
    /// timestamp is the very text of its header. A body is signed where the method is one that sends some.
    pub fn sign(
        &self,
        method: Method,
        target: &str,
        timestamp: &str,
        body: Option<&str>,
    ) -> String {
        let body = body.map(str::as_bytes);
        crate::identifier::hex(&self.code(method, target, timestamp, body))
    }

    fn code(
        &self,
        method: Method,
        target: &str,
        timestamp: &str,
        body: Option<&[u8]>,
    ) -> [u8; SIGNATURE_BYTES] {
        let mut mac = self.0.clone();
        let body = body.filter(|_| has_signed_body(method));
        let parts = [method.name(), target, timestamp];
        let parts = parts.into_iter().map(str::as_bytes).chain(body);
        for (index, part) in parts.enumerate() {
            if index > 0 {
                mac.update(b",");
            }
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for PlatformKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PlatformKey(***)")
    }
}

/// Only these sign what they send.
fn has_signed_body(method: Method) -> bool {
    matches!(method, Method::Post | Method::Put)
}

/// A signed request as it came in.
#[derive(Debug, Clone, Copy)]
pub struct Presented<'a> {
    /// The method.
    pub method: Method,
    /// Path and query as received, still percent-encoded.
    pub target: &'a str,
    /// The body as received; empty where there is none.
    pub body: &'a [u8],
    /// The text of the header `x-request-timestamp`.
    pub timestamp: &'a str,
    /// The text of the header `x-request-signature`.
    pub signature: &'a str,
}

/// Why a signed request is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disbelief {
    /// The timestamp is none, or is not of this minute.
    Timestamp,
    /// The signature is that of none of the forms.
    Signature,
}

/// Checks timestamp and signature. `mount_prefix` is what may stand before the documented paths, empty for nothing. That a signature is used
/// once is the caller's to remember, after this has said yes, and by its digits in lower case: either case is read.
pub fn verify(
    presented: &Presented<'_>,
    key: &PlatformKey,
    now_ms: i64,
    mount_prefix: &str,
) -> Result<(), Disbelief> {
    let is_of_this_minute = read_timestamp_ms(presented.timestamp)
        .is_some_and(|sent_ms| sent_ms.abs_diff(now_ms) <= TOLERANCE_MS.unsigned_abs());
    if !is_of_this_minute {
        return Err(Disbelief::Timestamp);
    }
    let signature = read_hex(presented.signature).ok_or(Disbelief::Signature)?;
    let bodies = forms::bodies(presented.body);
    let mut matches = Choice::from(0);
    // Every form is tried, so that the time taken does not tell which one it was.
    for target in forms::paths(presented.target, mount_prefix) {
        for body in &bodies {
            let body = Some(body.as_slice()).filter(|body| !body.is_empty());
            let code = key.code(presented.method, &target, presented.timestamp, body);
            matches |= code.as_slice().ct_eq(&signature);
        }
    }
    if bool::from(matches) {
        Ok(())
    } else {
        Err(Disbelief::Signature)
    }
}

/// Milliseconds, or seconds where there are ten digits. Nothing but digits, so that no comma can move what is signed from part to part.
fn read_timestamp_ms(text: &str) -> Option<i64> {
    let number: i64 = text
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()?;
    match text.len() {
        SECONDS_DIGITS => number.checked_mul(1000),
        MILLISECONDS_DIGITS => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
