//! Errors in this door's shape (contract of phone credits, section 5).

use crate::error::Failure;
use crate::http::{Method, Request, Response};
use crate::status;
use ventanilla_core::code::Code;
use ventanilla_core::wire::phone_credits::error::PlatformError;

/// A failure in this door's shape.
pub fn response(failure: &Failure, request: &Request) -> Response {
    let status = status::of(failure);
    let (body, retry_after_s) = match failure {
        Failure::Invalid(invalid) => (PlatformError::invalid(invalid, &request.id), None),
        Failure::Refused(refusal) => {
            let method = request.method.map_or("", Method::name);
            let mut parameters = refusal.parameters();
            parameters.extend([("metodo", method), ("ruta", request.path.as_str())]);
            (
                PlatformError::refused(status, refusal.code, &parameters, &request.id),
                refusal.retry_after_s,
            )
        }
        Failure::Internal(_) => (
            PlatformError::refused(status, Code::Internal, &[], &request.id),
            None,
        ),
    };
    status::with_retry_after(Response::json(status, &body), retry_after_s)
}

/// The refusal of a completion that was stored: the wallet has its money back, and it says which transaction that is.
pub fn of_transaction(code: Code, transaction_id: &str, request: &Request) -> Response {
    let status = status::of(&code.into());
    let body =
        PlatformError::refused(status, code, &[], &request.id).of_transaction(transaction_id);
    Response::json(status, &body)
}
