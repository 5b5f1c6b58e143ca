//! Errors of our own resources: RFC 9457 problem details, with the stable code and the fields that are wrong.

use crate::error::Failure;
use crate::http::{Request, Response};
use crate::status;
use ventanilla_core::code::Code;
use ventanilla_core::wire::resources::problem::Problem;

/// A failure in this shape.
pub fn response(failure: &Failure, request: &Request) -> Response {
    let status = status::of(failure);
    let problem = |code: Code, parameters: &[(&str, &str)]| {
        Problem::new(
            status,
            status::title(status),
            code,
            parameters,
            request.target(),
        )
    };
    let (body, retry_after_s) = match failure {
        Failure::Invalid(invalid) => (Problem::invalid(invalid, request.target()), None),
        Failure::Refused(refusal) => (
            problem(refusal.code, &refusal.parameters()),
            refusal.retry_after_s,
        ),
        Failure::Internal(_) => (problem(Code::Internal, &[]), None),
    };
    status::with_retry_after(
        Response::json_as("application/problem+json", status, &body),
        retry_after_s,
    )
}
