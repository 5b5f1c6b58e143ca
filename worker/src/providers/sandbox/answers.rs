//! What the sandbox answers whatever it speaks: when things come, and what a server says that has broken down.

use super::Sandbox;
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use serde::Serialize;

/// What comes of a request.
pub(super) type Answer = Result<HttpResponse, HttpError>;

/// How long the slow order takes (20).
const SLOW_MS: i64 = 3_000;
/// When to come again (24).
const RETRY_AFTER_S: i64 = 2;

/// What a server answers that has broken down: not in any contract's shape.
pub(super) fn internal_error() -> HttpResponse {
    HttpResponse {
        status: 500,
        headers: vec![("content-type".to_owned(), "text/plain".to_owned())],
        body: b"Internal Server Error".to_vec(),
    }
}

/// A page of HTML with the status of a success (17).
pub(super) fn html_page() -> HttpResponse {
    HttpResponse {
        status: 200,
        headers: vec![("content-type".to_owned(), "text/html".to_owned())],
        body: b"<!doctype html><title>Mantenimiento</title><p>Volvemos pronto".to_vec(),
    }
}

/// Too many requests (24).
pub(super) fn too_many() -> HttpResponse {
    HttpResponse {
        status: 429,
        headers: vec![("retry-after".to_owned(), RETRY_AFTER_S.to_string())],
        body: b"Too Many Requests".to_vec(),
    }
}

/// A JSON body.
pub(super) fn json(status: u16, value: &impl Serialize) -> HttpResponse {
    match serde_json::to_vec(value) {
        Ok(body) => HttpResponse {
            status,
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body,
        },
        Err(_) => internal_error(),
    }
}

/// An answer that ends in its middle (16).
pub(super) fn truncated(mut response: HttpResponse) -> HttpResponse {
    response.body.truncate(response.body.len().div_euclid(2));
    response
}

/// Takes its time (20), unless the request gives up before.
pub(super) async fn slow(sandbox: &Sandbox, request: &HttpRequest) -> Result<(), HttpError> {
    if request.timeout_ms <= SLOW_MS {
        return Err(time_out(sandbox, request).await);
    }
    sandbox.timer.sleep_ms(SLOW_MS).await;
    Ok(())
}

/// Waits until the request gives up.
pub(super) async fn time_out(sandbox: &Sandbox, request: &HttpRequest) -> HttpError {
    sandbox.timer.sleep_ms(request.timeout_ms).await;
    HttpError::TimedOut
}
