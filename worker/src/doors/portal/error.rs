//! Errors in this door's shape (contract of coupons, section 5).

use crate::error::{Failure, Refusal};
use crate::http::Response;
use crate::status;
use ventanilla_core::code::Code;
use ventanilla_core::wire::portal::coupons::CouponState;
use ventanilla_core::wire::portal::envelope::{PortalError, error_text};
use ventanilla_core::wire::time::Date;

/// A failure in this door's shape.
pub fn response(failure: &Failure) -> Response {
    let status = status::of(failure);
    let (body, retry_after_s) = match failure {
        Failure::Invalid(invalid) => (PortalError::invalid(invalid), None),
        Failure::Refused(refusal) => (refused(refusal), refusal.retry_after_s),
        Failure::Internal(_) => (plain(Code::Internal, &[]), None),
    };
    status::with_retry_after(Response::json(status, &body), retry_after_s)
}

fn plain(code: Code, parameters: &[(&str, &str)]) -> PortalError {
    PortalError::new(code, error_text(code, parameters))
}

/// With what there is to say about the coupon that was refused.
fn refused(refusal: &Refusal) -> PortalError {
    let parameters = refusal.parameters();
    let find = |name: &str| {
        parameters
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| *value)
    };
    PortalError {
        estado: find("estado").and_then(CouponState::parse),
        fecha_vencimiento: find("fecha_vencimiento").and_then(Date::parse),
        fecha_uso: find("fecha_uso").and_then(Date::parse),
        recibo_id: find("recibo_id").map(str::to_owned),
        fecha_cancelacion: find("fecha_cancelacion").and_then(Date::parse),
        ..plain(refusal.code, &parameters)
    }
}
