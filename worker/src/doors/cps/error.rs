//! Errors in this door's shape (contract of CPS, section 7).

use crate::error::Failure;
use crate::http::Response;
use crate::status;
use ventanilla_core::code::Code;
use ventanilla_core::wire::cps::error::CpsError;

/// A failure in this door's shape.
pub fn response(failure: &Failure) -> Response {
    let (body, retry_after_s) = match failure {
        Failure::Invalid(invalid) => (CpsError::invalid(invalid), None),
        Failure::Refused(refusal) => (
            CpsError::refused(refusal.code, &refusal.parameters()),
            refusal.retry_after_s,
        ),
        Failure::Internal(_) => (CpsError::refused(Code::Internal, &[]), None),
    };
    status::with_retry_after(Response::json(status::of(failure), &body), retry_after_s)
}

/// The refusal of a payment that was stored: its money is given back, and it says which operation that is.
pub fn of_payment(code: Code, operation_id: &str) -> Response {
    let body = CpsError::refused(code, &[]).of_operation(operation_id);
    Response::json(status::of(&code.into()), &body)
}
