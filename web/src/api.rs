//! Requests to the server, and what comes back, without an opinion on what it means for money.

use crate::clock;
use crate::refusal::Refusal;
use gloo_net::http::{Method, RequestBuilder};
use ventanilla_core::Code;
use ventanilla_core::wire::answer::{self, FromJson};
use ventanilla_core::wire::time::Iso;

/// How long an answer is waited for, in milliseconds. What takes longer counts as lost.
const TIMEOUT_MS: u32 = 20_000;

/// What most bodies are.
pub(crate) const JSON: &str = "application/json";
/// What files of separated values are.
pub(crate) const CSV: &str = "text/csv; charset=utf-8";

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// No answer: no network, a connection cut off, too long a wait.
    Lost,
    /// An answer in full.
    Answered {
        /// The status.
        status: u16,
        /// The body.
        body: String,
    },
}

/// Why nothing could be read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ReadError {
    /// No answer.
    Lost,
    /// The token is good no more, or there was none.
    NotSignedIn,
    /// A clear no.
    Refused(Refusal),
    /// An answer that makes no sense here: a server's fault, somebody else's page.
    Unreadable,
    /// Who asked is there no more.
    Outdated,
}

impl ReadError {
    /// Whether the same question would be answered alike: a clear no that is no matter of time.
    pub(crate) const fn is_final(&self) -> bool {
        match self {
            Self::Refused(refusal) => !matches!(
                refusal.code,
                Code::TooManyRequests
                    | Code::LoginLocked
                    | Code::IdempotencyInProgress
                    | Code::ProviderUnavailable
                    | Code::ProviderTimeout
            ),
            Self::Lost | Self::NotSignedIn | Self::Unreadable | Self::Outdated => false,
        }
    }
}

/// One request, with whatever it needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    /// The method.
    pub(crate) method: &'a str,
    /// Path and query.
    pub(crate) path: &'a str,
    /// The access token.
    pub(crate) token: Option<&'a str>,
    /// The idempotency key.
    pub(crate) key: Option<&'a str>,
    /// The body.
    pub(crate) body: Option<&'a str>,
    /// What the body is.
    pub(crate) media_type: &'static str,
}

impl Call<'_> {
    /// Sends it.
    pub(crate) async fn send(self) -> Reply {
        self.send_within(TIMEOUT_MS).await
    }

    /// Sends it, and answers with the cursor of the next page where there is one.
    pub(crate) async fn send_for_page(self) -> (Reply, Option<String>) {
        self.send_page(TIMEOUT_MS).await
    }

    /// Sends it, and waits that long for the answer, in milliseconds.
    pub(crate) async fn send_within(self, timeout_ms: u32) -> Reply {
        self.send_page(timeout_ms).await.0
    }

    /// As [`Call::send_within`], of one page of many, with the cursor of the next one.
    async fn send_page(self, timeout_ms: u32) -> (Reply, Option<String>) {
        let lost = (Reply::Lost, None);
        let Ok(method) = self.method.parse::<Method>() else {
            return lost;
        };
        let mut builder = RequestBuilder::new(self.path)
            .method(method)
            .abort_signal(Some(&web_sys::AbortSignal::timeout_with_u32(timeout_ms)));
        if let Some(token) = self.token {
            builder = builder.header("authorization", &format!("Bearer {token}"));
        }
        if let Some(key) = self.key {
            builder = builder.header("idempotency-key", key);
        }
        let request = match self.body {
            Some(body) => builder.header("content-type", self.media_type).body(body),
            None => builder.build(),
        };
        let Ok(request) = request else {
            return lost;
        };
        let Ok(response) = request.send().await else {
            return lost;
        };
        if let Some(server) = response
            .headers()
            .get("x-server-time")
            .and_then(|text| Iso::parse(&text))
        {
            clock::heard(server.ms());
        }
        let status = response.status();
        let next = response.headers().get("x-next-cursor");
        match response.text().await {
            Ok(body) => (Reply::Answered { status, body }, next),
            Err(_) => lost,
        }
    }
}

impl Reply {
    /// Whether the server does not accept the token, and would another.
    pub(crate) fn is_unauthorized(&self) -> bool {
        match self {
            Self::Answered { status: 401, body } => {
                Refusal::read(body).is_none_or(|refusal| !refusal.outlasts_signing_in())
            }
            Self::Answered { .. } | Self::Lost => false,
        }
    }
}

/// Reads the body of a success.
pub(crate) fn parse<T: FromJson>(body: &str) -> Result<T, ReadError> {
    answer::read(body).ok_or(ReadError::Unreadable)
}

/// The body of a success.
pub(crate) fn accepted(reply: Reply) -> Result<String, ReadError> {
    let Reply::Answered { status, body } = reply else {
        return Err(ReadError::Lost);
    };
    match (status, Refusal::read(&body)) {
        (200..300, _) => Ok(body),
        (401, Some(refusal)) if refusal.outlasts_signing_in() => Err(ReadError::Refused(refusal)),
        (401, _) => Err(ReadError::NotSignedIn),
        (400..500, Some(refusal)) => Err(ReadError::Refused(refusal)),
        // The server is well; it speaks of a provider that is not.
        (502 | 504, Some(refusal)) => Err(ReadError::Refused(refusal)),
        _ => Err(ReadError::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(status: u16, body: &str) -> &'static str {
        let reply = Reply::Answered {
            status,
            body: body.to_owned(),
        };
        match accepted(reply).and_then(|body| parse::<Vec<i64>>(&body)) {
            Ok(_) => "ok",
            Err(ReadError::Lost) => "lost",
            Err(ReadError::NotSignedIn) => "not signed in",
            Err(ReadError::Refused(_)) => "refused",
            Err(ReadError::Unreadable) => "unreadable",
            Err(ReadError::Outdated) => "outdated",
        }
    }

    #[test]
    fn answers() {
        let table = [
            (200, "[1]", "ok"),
            (200, "[\"x\"]", "unreadable"),
            (200, "", "unreadable"),
            (401, "", "not signed in"),
            (
                401,
                r#"{"code":"token_revoked","message":"x"}"#,
                "not signed in",
            ),
            (401, r#"{"code":"login_failed","message":"x"}"#, "refused"),
            (401, r#"{"code":"tenant_unknown","message":"x"}"#, "refused"),
            (
                404,
                r#"{"code":"no_active_session","message":"x"}"#,
                "refused",
            ),
            (404, "Not found", "unreadable"),
            (429, r#"{"code":"login_locked","message":"x"}"#, "refused"),
            (500, r#"{"code":"internal","message":"x"}"#, "unreadable"),
            (
                502,
                r#"{"success":false,"error":{"code":"OPERATOR_ERROR","message":"x","reason":"provider_unavailable"}}"#,
                "refused",
            ),
            (502, "<html>Bad gateway</html>", "unreadable"),
            (302, "", "unreadable"),
        ];
        for (status, body, expected) in table {
            assert_eq!(outcome(status, body), expected, "{status} {body}");
        }
        assert_eq!(accepted(Reply::Lost), Err(ReadError::Lost));
    }

    #[test]
    fn what_is_final() {
        let refused = |code: &str| {
            let body = format!(r#"{{"code":"{code}","message":"x"}}"#);
            ReadError::Refused(Refusal::read(&body).unwrap())
        };
        let table = [
            (refused("no_active_session"), true),
            (refused("forbidden"), true),
            (refused("too_many_requests"), false),
            (refused("login_locked"), false),
            (refused("provider_timeout"), false),
            (ReadError::Lost, false),
            (ReadError::NotSignedIn, false),
            (ReadError::Unreadable, false),
            (ReadError::Outdated, false),
        ];
        for (error, expected) in table {
            assert_eq!(error.is_final(), expected, "{error:?}");
        }
    }
}
