//! Errors in this door's shape (contract of wallets, sections 1 and 16).

use crate::app::App;
use crate::auth::agent::API_KEY_HEADER;
use crate::error::Failure;
use crate::http::{Request, Response};
use crate::status;
use ventanilla_core::code::Code;
use ventanilla_core::wire::loyalty::answers::{LoyaltyError, STATED_FIELD, SUCCESS_STATUS};
use ventanilla_core::wire::loyalty::documented::Method;

/// A failure in this door's shape. Its status stands in the body; the answer's own is 200, as documented clients expect, unless the deployment
/// mirrors it, staff asks, whose pages go by the status, or it is none of the business's.
pub fn response(app: &App, failure: &Failure, request: &Request) -> Response {
    let method = Method::of_path(app.settings.path_below(&request.path));
    let is_staff = is_staff(request);
    let body = if is_staff {
        body_for_staff(failure, method)
    } else {
        body(failure, method)
    };
    let retry_after_s = match failure {
        Failure::Refused(refusal) => refusal.retry_after_s,
        Failure::Invalid(_) | Failure::Internal(_) => None,
    };
    let is_mirrored = app.settings.mirrors_loyalty_status || is_staff || is_of_the_protocol(&body);
    let answered = if is_mirrored {
        body.status
    } else {
        SUCCESS_STATUS
    };
    status::with_retry_after(Response::json(answered, &body), retry_after_s)
}

/// Whether the pages ask: with a bearer token, and no key. Whoever has neither is another system that lacks its key.
fn is_staff(request: &Request) -> bool {
    request.header(API_KEY_HEADER).is_none() && request.header("authorization").is_some()
}

/// What that method says of a failure, or this door where it is none of its methods'.
pub fn body(failure: &Failure, method: Option<Method>) -> LoyaltyError {
    let status = status::of(failure);
    match failure {
        Failure::Invalid(invalid) => LoyaltyError::invalid(method, invalid, status),
        Failure::Refused(refusal) => {
            LoyaltyError::refused(method, refusal.code, &refusal.parameters(), status)
        }
        Failure::Internal(_) => LoyaltyError::refused(method, Code::Internal, &[], status),
    }
}

/// The same with our own code and the attribute that it is about, which the pages go by.
pub fn body_for_staff(failure: &Failure, method: Option<Method>) -> LoyaltyError {
    let said = body(failure, method);
    match failure {
        Failure::Invalid(invalid) => match invalid.errors().first() {
            Some(error) => {
                let field = Some(error.field.as_str()).filter(|field| !field.is_empty());
                said.because(error.code, field)
            }
            None => said.because(Code::BodyInvalid, None),
        },
        Failure::Refused(refusal) => {
            let parameters = refusal.parameters();
            let field = parameters.iter().find(|(name, _)| *name == STATED_FIELD);
            said.because(refusal.code, field.map(|(_, field)| *field))
        }
        Failure::Internal(_) => said.because(Code::Internal, None),
    }
}

/// Whether an error says nothing about the business: what was sent was not looked at, or not to be believed.
pub fn is_of_the_protocol(body: &LoyaltyError) -> bool {
    matches!(
        Code::parse(&body.code),
        Some(
            Code::RouteNotFound
                | Code::MethodNotAllowed
                | Code::MediaTypeUnsupported
                | Code::BodyTooLarge
                | Code::TooManyRequests
                | Code::IdempotencyConflict
                | Code::IdempotencyInProgress
                | Code::IdempotencyKeyInvalid
                | Code::Internal
        )
    )
}
