//! Errors in this door's shape (contract of phone credits, section 5).

use crate::error::Failure;
use crate::http::{Request, Response};
use crate::status;
use ventanilla_core::code::Code;
use ventanilla_core::wire::phone_credits::error::PlatformError;

/// A failure in this door's shape.
pub fn response(failure: &Failure, request: &Request) -> Response {
    let status = status::of(failure);
    let (body, retry_after_s) = match failure {
        Failure::Invalid(invalid) => (PlatformError::invalid(invalid, &request.id), None),
        Failure::Refused(refusal) => (
            PlatformError::refused(status, refusal.code, &refusal.parameters(), &request.id),
            refusal.retry_after_s,
        ),
        Failure::Internal(_) => (
            PlatformError::refused(status, Code::Internal, &[], &request.id),
            None,
        ),
    };
    let response = status::with_retry_after(Response::json(status, &body), retry_after_s);
    match body.details.code {
        // How a client may say who it is (RFC 6749, section 5.2).
        Code::ClientInvalid => response.with_header("www-authenticate", "Basic"),
        _ => response,
    }
}

/// The refusal of a completion that was stored: the wallet has its money back, and it says which transaction that is.
pub fn of_transaction(code: Code, transaction_id: &str, request: &Request) -> Response {
    let status = status::of(&code.into());
    let body =
        PlatformError::refused(status, code, &[], &request.id).of_transaction(transaction_id);
    Response::json(status, &body)
}
