//! What was sent and received, as text that may be stored: without secrets and not longer than is of use.

use crate::ports::{HttpError, HttpRequest, HttpResponse, MASK};
use std::fmt;

/// The longest body that is kept of a request or an answer.
const BODY_BYTES_MAX: usize = 4096;
/// The longest value of a header that is kept of an answer.
const HEADER_BYTES_MAX: usize = 200;
/// What is kept of an answer's headers; the others say nothing about an order, and a cookie is a secret.
const KEPT_HEADERS: [&str; 4] = ["content-type", "date", "location", "retry-after"];
/// From here on, an answer says what went wrong and gives nothing (RFC 9110, section 15).
const FIRST_ERROR_STATUS: u16 = 400;
/// Shorter texts are not masked wherever they turn up: they would mask amounts and words.
const SECRET_BYTES_MIN: usize = 8;

/// A provider's own words: at most 200 bytes in one line, and never empty room at its ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    const BYTES_MAX: usize = 200;

    /// The words, cut where they are too long. White space and control characters become single spaces.
    pub fn bounded(text: &str) -> Self {
        let line = text
            .split(|character: char| character.is_whitespace() || character.is_control())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        Self(cut(&line, Self::BYTES_MAX))
    }

    /// Their text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The text with every secret masked that is long enough to be one.
pub(super) fn masked<'a>(text: &str, secrets: impl IntoIterator<Item = &'a str>) -> String {
    secrets
        .into_iter()
        .filter(|secret| secret.len() >= SECRET_BYTES_MIN)
        .fold(text.to_owned(), |text, secret| text.replace(secret, MASK))
}

/// A request as it may be stored.
pub(super) fn request_text(request: &HttpRequest, secrets: &[String]) -> String {
    let headers = request
        .masked_headers()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect::<String>();
    let body = request.body.as_deref().unwrap_or_default();
    let start = format!("{} {}\n{headers}", request.method, request.url);
    let all = secrets.iter().map(String::as_str);
    let body = cut(&masked(body, all.clone()), BODY_BYTES_MAX);
    format!("{}\n{body}", masked(&start, all))
}

/// An answer as it may be stored.
pub(super) fn answer_text(answer: &Result<HttpResponse, HttpError>, secrets: &[String]) -> String {
    let all = secrets.iter().map(String::as_str);
    let response = match answer {
        Ok(response) => response,
        Err(error) => return cut(&masked(&error.to_string(), all), BODY_BYTES_MAX),
    };
    let headers = response
        .headers
        .iter()
        .filter(|(name, _)| KEPT_HEADERS.contains(&name.as_str()))
        .map(|(name, value)| {
            let value = cut(&masked(value, all.clone()), HEADER_BYTES_MAX);
            format!("{name}: {value}\n")
        })
        .collect::<String>();
    // Masked before it is cut, so that no part of a secret is left at the end.
    let body = masked(&String::from_utf8_lossy(&response.body), all);
    format!(
        "HTTP {}\n{headers}\n{}",
        response.status,
        cut(&body, BODY_BYTES_MAX)
    )
}

/// An answer that is a secret: as it may be stored where it is an error, and nothing but its status otherwise.
pub(super) fn secret_answer_text(
    answer: &Result<HttpResponse, HttpError>,
    secrets: &[String],
) -> String {
    match answer {
        Ok(response) if response.status < FIRST_ERROR_STATUS => {
            format!("HTTP {}\n\n{MASK}", response.status)
        }
        Ok(_) | Err(_) => answer_text(answer, secrets),
    }
}

/// At most that many bytes of a text, the last of them an ellipsis where something is missing.
fn cut(text: &str, bytes_max: usize) -> String {
    if text.len() <= bytes_max {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(bytes_max.saturating_sub('…'.len_utf8()));
    format!("{}…", text.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Method;

    fn request() -> HttpRequest {
        HttpRequest {
            method: Method::Post,
            url: "https://cps.example/v2/pay?key=0123456789abcdef".into(),
            headers: vec![
                ("api-key", "0123456789abcdef".into()),
                ("api-nonce", "1670525711124".into()),
                ("api-signature", "feedfacefeedface".into()),
                ("content-type", "application/json".into()),
            ],
            body: Some(r#"{"amount":10,"note":"a private key"}"#.into()),
            timeout_ms: 1,
            response_bytes_max: 1,
        }
    }

    fn secrets() -> Vec<String> {
        [
            "a private key",
            "0123456789abcdef",
            "feedfacefeedface",
            "10",
        ]
        .map(String::from)
        .to_vec()
    }

    #[test]
    fn requests_show_no_secret() {
        assert_eq!(
            request_text(&request(), &secrets()),
            "POST https://cps.example/v2/pay?key=***\napi-key: ***\napi-nonce: 1670525711124\napi-signature: ***\n\
             content-type: application/json\n\n{\"amount\":10,\"note\":\"***\"}"
        );
        let debug = format!(
            "{:?}",
            HttpRequest {
                url: String::new(),
                body: None,
                ..request()
            }
        );
        assert!(
            !debug.contains("0123456789abcdef") && !debug.contains("feedface"),
            "{debug}"
        );
    }

    #[test]
    fn answers_show_no_secret_and_end_somewhere() {
        let answer = |body: &[u8]| {
            answer_text(
                &Ok(HttpResponse {
                    status: 401,
                    headers: vec![
                        ("content-type".into(), "text/plain; 0123456789abcdef".into()),
                        ("set-cookie".into(), "session=1".into()),
                    ],
                    body: body.to_vec(),
                }),
                &secrets(),
            )
        };
        let start = "HTTP 401\ncontent-type: text/plain; ***\n\n";
        assert_eq!(
            answer(b"key 0123456789abcdef is not known"),
            format!("{start}key *** is not known")
        );
        assert_eq!(answer(b"\xff\xfe{"), format!("{start}\u{fffd}\u{fffd}{{"));
        let long = answer("ñ".repeat(4000).as_bytes());
        assert!(
            long.len() <= start.len() + 4096 && long.ends_with("ñ…"),
            "{}",
            long.len()
        );
        // A secret across the place of the cut leaves nothing of itself.
        let across = format!("{}0123456789abcdef{}", "x".repeat(4088), "y".repeat(100));
        assert!(!answer(across.as_bytes()).contains("0123"));
        let error = HttpError::Connection("to 0123456789abcdef".into());
        assert_eq!(
            answer_text(&Err(error), &secrets()),
            "the connection failed: to ***"
        );
    }

    #[test]
    fn of_an_answer_that_is_a_secret_errors_are_kept() {
        let answer = |status| {
            let response = HttpResponse {
                status,
                headers: vec![("location".into(), "/?token=fresh".into())],
                body: b"{\"token\":\"fresh\"} 0123456789abcdef".to_vec(),
            };
            secret_answer_text(&Ok(response), &secrets())
        };
        for status in [100, 200, 201, 204, 302, 399] {
            assert_eq!(answer(status), format!("HTTP {status}\n\n***"));
        }
        for status in [400, 401, 500, 599] {
            let kept = answer(status);
            assert!(kept.contains("fresh") && kept.ends_with(" ***"), "{kept}");
        }
        let error = HttpError::Connection("to 0123456789abcdef".into());
        assert_eq!(
            secret_answer_text(&Err(error), &secrets()),
            "the connection failed: to ***"
        );
    }

    #[test]
    fn words_are_one_bounded_line() {
        for (text, expected) in [
            ("", ""),
            ("  Saldo \r\n\t insuficiente\u{0} ", "Saldo insuficiente"),
            (&"ñ".repeat(100), &"ñ".repeat(100)),
            (&"ñ".repeat(101), &format!("{}…", "ñ".repeat(98))),
        ] {
            assert_eq!(Words::bounded(text).as_str(), expected);
        }
    }
}
