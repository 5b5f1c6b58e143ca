//! Signed requests (contract, section 5): what is sent is written once, and the same bytes are signed.

use super::Credentials;
use crate::auth::signature::{API_KEY_HEADER, NONCE_HEADER, SIGNATURE_HEADER, object, quoted};
use crate::http::Method;
use crate::ports::HttpRequest;

/// The longest answer that is read. The list of services is some two thousand bytes, everything else a few hundred.
const RESPONSE_BYTES_MAX: usize = 64 * 1024;
/// How long a question may take: nothing is lost by asking again.
pub(super) const QUESTION_TIMEOUT_MS: i64 = 10_000;

/// A parameter of a request.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    /// A text, in quotation marks.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// A number by its literal text.
    Literal(&'a str),
    /// A boolean.
    Flag(bool),
}

type Parameter<'a> = (&'static str, Value<'a>);

/// Nonces of one conversation: the time, and never the same twice (contract, 8.4).
#[derive(Debug, Default)]
pub(super) struct Nonces {
    last_ms: Option<i64>,
}

impl Nonces {
    /// The nonce of a request that is sent at that time.
    pub(super) fn next(&mut self, at_ms: i64) -> String {
        let after_last_ms = self
            .last_ms
            .map_or(at_ms, |last_ms| last_ms.saturating_add(1));
        let nonce_ms = at_ms.max(after_last_ms);
        self.last_ms = Some(nonce_ms);
        nonce_ms.to_string()
    }
}

/// A POST with the parameters as its body.
pub(super) fn post(
    credentials: &Credentials,
    nonce: String,
    path: &str,
    parameters: &[Parameter<'_>],
    timeout_ms: i64,
) -> HttpRequest {
    let body = object(
        parameters
            .iter()
            .map(|(name, value)| (*name, value.typed())),
    );
    let mut headers = signed(credentials, nonce, path, &body);
    headers.push(("content-type", "application/json".to_owned()));
    HttpRequest {
        method: Method::Post,
        url: credentials.url(path),
        headers,
        body: Some(body),
        timeout_ms,
        response_bytes_max: RESPONSE_BYTES_MAX,
    }
}

/// A GET with the parameters as its query. What is signed is an object of them (contract, 5.1), or nothing where there are none.
pub(super) fn get(
    credentials: &Credentials,
    nonce: String,
    path: &str,
    parameters: &[Parameter<'_>],
) -> HttpRequest {
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(parameters.iter().map(|(name, value)| (name, value.bare())))
        .finish();
    let (data, url) = if parameters.is_empty() {
        (String::new(), credentials.url(path))
    } else {
        let data = object(parameters.iter().map(|(name, value)| {
            let value = if credentials.dialect().text_values {
                quoted(&value.bare())
            } else {
                value.typed()
            };
            (*name, value)
        }));
        (data, credentials.url(&format!("{path}?{query}")))
    };
    HttpRequest {
        method: Method::Get,
        headers: signed(credentials, nonce, path, &data),
        url,
        body: None,
        timeout_ms: QUESTION_TIMEOUT_MS,
        response_bytes_max: RESPONSE_BYTES_MAX,
    }
}

fn signed(
    credentials: &Credentials,
    nonce: String,
    path: &str,
    data: &str,
) -> Vec<(&'static str, String)> {
    let signature = credentials.sign(path, &nonce, data);
    vec![
        ("accept", "application/json".to_owned()),
        (API_KEY_HEADER, credentials.api_key().to_owned()),
        (NONCE_HEADER, nonce),
        (SIGNATURE_HEADER, signature),
    ]
}

impl Value<'_> {
    /// As JSON writes it.
    fn typed(self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Whole(_) | Self::Literal(_) | Self::Flag(_) => self.bare(),
        }
    }

    /// Without quotation marks, as a query has it.
    fn bare(self) -> String {
        match self {
            Self::Text(text) | Self::Literal(text) => text.to_owned(),
            Self::Whole(whole) => whole.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}
