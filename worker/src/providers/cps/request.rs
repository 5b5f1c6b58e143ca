//! Signed requests (contract, section 5): what is sent is written once, and the same bytes are signed.

use super::Credentials;
use crate::auth::signature::{API_KEY_HEADER, NONCE_HEADER, SIGNATURE_HEADER, object, quoted};
use crate::http::Method;
use crate::ports::HttpRequest;
use crate::providers::Nonces;

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

/// Our side of one conversation: the account, and what was signed with it so far.
pub(super) struct Client<'a> {
    credentials: &'a Credentials,
    /// Never the same twice (contract, 8.4).
    nonces: Nonces,
    signatures: Vec<String>,
}

impl<'a> Client<'a> {
    pub(super) fn new(credentials: &'a Credentials) -> Self {
        Self {
            credentials,
            nonces: Nonces::default(),
            signatures: Vec::new(),
        }
    }

    /// A POST, sent at that time, with the parameters as its body.
    pub(super) fn post(
        &mut self,
        at_ms: i64,
        path: &str,
        parameters: &[Parameter<'_>],
        timeout_ms: i64,
    ) -> HttpRequest {
        let body = object(
            parameters
                .iter()
                .map(|(name, value)| (*name, value.typed())),
        );
        let mut headers = self.signed(at_ms, path, &body);
        headers.push(("content-type", "application/json".to_owned()));
        HttpRequest {
            method: Method::Post,
            url: self.credentials.url(path),
            headers,
            body: Some(body),
            timeout_ms,
            response_bytes_max: RESPONSE_BYTES_MAX,
        }
    }

    /// A GET, sent at that time, with the parameters as its query. What is signed is an object of them (contract, 5.1), or nothing where
    /// there are none.
    pub(super) fn get(
        &mut self,
        at_ms: i64,
        path: &str,
        parameters: &[Parameter<'_>],
    ) -> HttpRequest {
        let (data, url) = if parameters.is_empty() {
            (String::new(), self.credentials.url(path))
        } else {
            let are_texts = self.credentials.dialect().text_values;
            let data = object(parameters.iter().map(|(name, value)| {
                let value = if are_texts {
                    quoted(&value.bare())
                } else {
                    value.typed()
                };
                (*name, value)
            }));
            let query = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(parameters.iter().map(|(name, value)| (name, value.bare())))
                .finish();
            (data, self.credentials.url(&format!("{path}?{query}")))
        };
        HttpRequest {
            method: Method::Get,
            headers: self.signed(at_ms, path, &data),
            url,
            body: None,
            timeout_ms: QUESTION_TIMEOUT_MS,
            response_bytes_max: RESPONSE_BYTES_MAX,
        }
    }

    fn signed(&mut self, at_ms: i64, path: &str, data: &str) -> Vec<(&'static str, String)> {
        let nonce = self.nonces.next(at_ms).to_string();
        let signature = self.credentials.sign(path, &nonce, data);
        self.signatures.push(signature.clone());
        vec![
            ("accept", "application/json".to_owned()),
            (API_KEY_HEADER, self.credentials.api_key().to_owned()),
            (NONCE_HEADER, nonce),
            (SIGNATURE_HEADER, signature),
        ]
    }

    /// What may not be written down: the account's keys, and signatures, which are good for some minutes.
    pub(super) fn secrets(&self) -> Vec<&str> {
        let keys = self.credentials.secrets().into_iter();
        keys.chain(self.signatures.iter().map(String::as_str))
            .collect()
    }
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
