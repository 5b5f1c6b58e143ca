//! Our side of one conversation: a session by the client's own secret (contract, section 6.1), asked for or given before, and signed requests
//! under it (section 7).

use super::Credentials;
use super::answer::{SUCCESS_STATUS, not_sent, text, unavailable, unclear};
use crate::http::Method;
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::{Nonces, Refusal, RefusalKind, Remark, Words};
use serde::Deserialize;
use std::fmt;
use ventanilla_core::code::Code;
use ventanilla_core::wire::phone_credits::oauth::{SIGNATURE_HEADER, TIMESTAMP_HEADER};

/// The path of sessions below the base URL.
pub const TOKEN_PATH: &str = "/oauth/token";

/// The longest answer that is read but a history's. An order with a hundred amounts is some twenty thousand bytes.
pub(super) const RESPONSE_BYTES_MAX: usize = 64 * 1024;
/// How long a question may take: nothing is lost by asking again.
const QUESTION_TIMEOUT_MS: i64 = 10_000;
/// The longest token that is sent with every request.
const TOKEN_BYTES_MAX: usize = 4096;

/// What requests of a session carry: visible ASCII, so that it can stand in a header.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// One conversation's session.
pub(super) struct Session<'a> {
    credentials: &'a Credentials,
    /// Times of signed requests: none is the one before.
    times: Nonces,
    token: Option<Token>,
    signatures: Vec<String>,
}

/// What a conversation does next, as far as its session is concerned.
pub(super) enum Turn<'l> {
    /// Asks for the session.
    Begin(HttpRequest),
    /// Ends, since there is no session: whatever was to be done was never sent.
    NotBegun(Refusal),
    /// Sends what it is about.
    Send,
    /// Reads what came of that.
    Read(&'l Result<HttpResponse, HttpError>),
}

impl<'a> Session<'a> {
    /// A session that is asked for first.
    pub(super) fn new(credentials: &'a Credentials) -> Self {
        Self {
            credentials,
            times: Nonces::default(),
            token: None,
            signatures: Vec::new(),
        }
    }

    /// A session that was given before.
    pub(super) fn under(credentials: &'a Credentials, token: Token) -> Self {
        Self {
            token: Some(token),
            ..Self::new(credentials)
        }
    }

    /// Whose turn it is after the last answer.
    pub(super) fn turn<'l>(
        &mut self,
        last: Option<&'l Result<HttpResponse, HttpError>>,
    ) -> Turn<'l> {
        let answer = match (last, self.has_begun()) {
            (None, false) => return Turn::Begin(self.token_request()),
            (None, true) => return Turn::Send,
            (Some(answer), true) => return Turn::Read(answer),
            (Some(answer), false) => answer,
        };
        match self.begin(answer) {
            Ok(()) => Turn::Send,
            Err(refusal) => Turn::NotBegun(refusal),
        }
    }

    /// The token, once there is one.
    pub(super) fn into_token(self) -> Option<Token> {
        self.token
    }

    /// Whether there is a token already. Until then, an answer may be one.
    pub(super) fn has_begun(&self) -> bool {
        self.token.is_some()
    }

    fn token_request(&self) -> HttpRequest {
        HttpRequest {
            method: Method::Post,
            url: self.credentials.url(TOKEN_PATH),
            headers: vec![
                ("accept", ACCEPT.to_owned()),
                ("authorization", self.credentials.authorization()),
                (
                    "content-type",
                    "application/x-www-form-urlencoded".to_owned(),
                ),
            ],
            body: Some("grant_type=client_credentials".to_owned()),
            timeout_ms: QUESTION_TIMEOUT_MS,
            response_bytes_max: RESPONSE_BYTES_MAX,
        }
    }

    /// Takes the token. Nothing of an answer that may have one is repeated in a refusal, and without it nothing else is sent.
    fn begin(&mut self, answer: &Result<HttpResponse, HttpError>) -> Result<(), Refusal> {
        let response = match answer {
            Ok(response) => response,
            Err(_) => return Err(not_sent()),
        };
        if response.status == SUCCESS_STATUS {
            self.token = read_token(&response.body);
        }
        if self.token.is_some() {
            return Ok(());
        }
        let kind = match response.status {
            400 | 401 | 403 => RefusalKind::Other,
            status if status < 400 => {
                let words = Words::bounded(&format!("HTTP {status}"));
                return Err(unavailable(
                    Remark::theirs(words).because(Code::OrderNotSent),
                ));
            }
            _ => RefusalKind::Unavailable,
        };
        let text = text(response, self.secrets());
        Err(Refusal {
            kind,
            remark: unclear(response, text.as_deref()).because(Code::OrderNotSent),
        })
    }

    /// A signed GET, sent at that time.
    pub(super) fn get(&mut self, at_ms: i64, path: &str, response_bytes_max: usize) -> HttpRequest {
        HttpRequest {
            method: Method::Get,
            url: self.credentials.url(path),
            headers: self.headers(at_ms, Method::Get, path, None),
            body: None,
            timeout_ms: QUESTION_TIMEOUT_MS,
            response_bytes_max,
        }
    }

    /// A signed POST, sent at that time.
    pub(super) fn post(&mut self, at_ms: i64, path: &str, body: String) -> HttpRequest {
        let mut headers = self.headers(at_ms, Method::Post, path, Some(&body));
        headers.push(("content-type", "application/json;charset=utf-8".to_owned()));
        HttpRequest {
            method: Method::Post,
            url: self.credentials.url(path),
            headers,
            body: Some(body),
            timeout_ms: QUESTION_TIMEOUT_MS,
            response_bytes_max: RESPONSE_BYTES_MAX,
        }
    }

    fn headers(
        &mut self,
        at_ms: i64,
        method: Method,
        path: &str,
        body: Option<&str>,
    ) -> Vec<(&'static str, String)> {
        let timestamp = self.times.next(at_ms).to_string();
        let signature = self.credentials.sign(method, path, &timestamp, body);
        self.signatures.push(signature.clone());
        let token = self.token.as_ref().map_or("", |token| token.0.as_str());
        vec![
            ("accept", ACCEPT.to_owned()),
            ("authorization", format!("Bearer {token}")),
            (SIGNATURE_HEADER, signature),
            (TIMESTAMP_HEADER, timestamp),
        ]
    }

    /// What may not be written down: the client's secret, the token, and signatures, which are good for a minute.
    pub(super) fn secrets(&self) -> Vec<&str> {
        let secrets = self.credentials.secrets().into_iter();
        secrets
            .chain(self.token.as_ref().map(|token| token.0.as_str()))
            .chain(self.signatures.iter().map(String::as_str))
            .collect()
    }
}

/// As the documented client asks (contract, section 8).
const ACCEPT: &str = "application/json, text/plain, */*";

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(***)")
    }
}

/// The token of a session that was given.
fn read_token(body: &[u8]) -> Option<Token> {
    #[derive(Deserialize)]
    struct Given {
        access_token: String,
    }
    let given: Given = serde_json::from_slice(body).ok()?;
    let token = given.access_token;
    let is_token = (1..=TOKEN_BYTES_MAX).contains(&token.len())
        && token.bytes().all(|byte| byte.is_ascii_graphic());
    is_token.then_some(Token(token))
}
