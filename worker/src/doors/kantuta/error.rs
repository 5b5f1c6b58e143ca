//! Errors in the documented shape (contract, 1.4), and whose words each endpoint has.

use crate::error::Failure;
use crate::http::{Method, Request, Response};
use crate::status;
use ventanilla_core::code::Code;
use ventanilla_core::wire::kantuta::error::{Endpoint, ErrorBody, MessageText, message};
use ventanilla_core::wire::time::Iso;

/// A failure in this door's shape.
pub fn response(failure: &Failure, request: &Request, now_ms: i64) -> Response {
    let endpoint = endpoint(request);
    let timestamp = Iso::from_ms(now_ms);
    match failure {
        Failure::Invalid(invalid) => Response::json(
            400,
            &ErrorBody::invalid(invalid, endpoint, timestamp, request.target()),
        ),
        Failure::Refused(refusal) => {
            let status = status::of(failure);
            let body = body(
                status,
                message(endpoint, refusal.code, &refusal.parameters()),
                refusal.code,
                timestamp,
                request,
            );
            status::with_retry_after(Response::json(status, &body), refusal.retry_after_s)
        }
        Failure::Internal(_) => {
            let body = body(
                500,
                message(endpoint, Code::Internal, &[]),
                Code::Internal,
                timestamp,
                request,
            );
            Response::json(500, &body)
        }
    }
}

fn body(status: u16, message: String, code: Code, timestamp: Iso, request: &Request) -> ErrorBody {
    ErrorBody {
        status_code: status,
        timestamp,
        path: request.target(),
        message: MessageText::One(message),
        error_detail: Some(status::title(status).to_owned()),
        code,
        errors: Vec::new(),
    }
}

fn endpoint(request: &Request) -> Endpoint {
    let path = request.path.as_str();
    match request.method {
        Some(Method::Post) => match path {
            "/auth/login" => Endpoint::Login,
            "/usuario/register" => Endpoint::RegisterUser,
            "/cajas/abrir" => Endpoint::OpenSession,
            "/cajas/movimiento" => Endpoint::Movement,
            "/recargas/inyeccion" => Endpoint::Injection,
            _ => Endpoint::Other,
        },
        Some(Method::Patch) if path.starts_with("/cajas/sesion/") && path.ends_with("/cerrar") => {
            Endpoint::CloseSession
        }
        Some(Method::Get | Method::Head)
            if path.starts_with("/reportes/data/movimientos-caja/") =>
        {
            Endpoint::SessionReport
        }
        Some(
            Method::Get
            | Method::Head
            | Method::Put
            | Method::Patch
            | Method::Delete
            | Method::Options,
        )
        | None => Endpoint::Other,
    }
}
