//! Requests: every method is a POST of a form, with the key in a header (contract, section 1).

use super::Credentials;
use crate::auth::agent::API_KEY_HEADER;
use crate::http::Method;
use crate::ports::HttpRequest;
use ventanilla_core::wire::loyalty::documented;

/// The longest answer that is read: a list of contacts has some 150 bytes for each, and there may be tens of thousands.
const RESPONSE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// How long a question may take: nothing is lost by asking again.
pub(super) const QUESTION_TIMEOUT_MS: i64 = 4_000;
/// How long a transaction may take; less than the whole budget, so that there is some left to ask for the balance afterwards.
pub(super) const SENDING_TIMEOUT_MS: i64 = 10_000;

/// A form of those attributes.
pub(super) fn post(
    credentials: &Credentials,
    method: documented::Method,
    attributes: &[(&str, &str)],
    timeout_ms: i64,
) -> HttpRequest {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(attributes)
        .finish();
    HttpRequest {
        method: Method::Post,
        url: credentials.url(method.path()),
        headers: vec![
            ("accept", "application/json".to_owned()),
            (API_KEY_HEADER, credentials.apikey().to_owned()),
            (
                "content-type",
                "application/x-www-form-urlencoded".to_owned(),
            ),
        ],
        body: Some(body),
        timeout_ms,
        response_bytes_max: RESPONSE_BYTES_MAX,
    }
}
