//! Coupons (contract of coupons, sections 2 to 4 and 7).

use super::{assert_own, customer_of_path, success, view};
use crate::auth::party::{AtHost, Party};
use crate::auth::token::Identity;
use crate::call::{Call, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::coupon;
use ventanilla_core::barcode::CouponCode;
use ventanilla_core::field::{Flaw, Invalid};
use ventanilla_core::wire::portal::coupons::{
    CancelCouponRequest, CollectCouponRequest, Coupon, CouponFilter, CouponPage, IssueCouponRequest,
};
use ventanilla_core::wire::time::{Date, Iso};

/// No clock on earth is further ahead of UTC, in minutes.
const OFFSET_MINUTES_MAX: i32 = 14 * 60;

/// POST `/portal/cupones/generar`.
pub async fn issue(call: &Call<'_>, party: &Party) -> Result<Response, Failure> {
    let idempotency = call.idempotency()?;
    let request = IssueCouponRequest::parse(call.body()?, party.currency())?;
    assert_own(party, request.cliente_id)?;
    let answer = coupon::issue(call.app, party, idempotency, &request).await?;
    respond(200, answer, |row| Ok(success(200, view::issued(row))))
}

/// GET `/portal/cupones/cliente/:cliente_id`.
pub async fn list(call: &Call<'_>, party: &Party) -> Result<Response, Failure> {
    let customer = customer_of_path(call)?;
    assert_own(party, customer)?;
    let filter = CouponFilter::parse(&call.request.query_pairs())?;
    let (rows, total) = coupon::list(call.app, party, customer, &filter).await?;
    let cupones = rows
        .into_iter()
        .map(view::coupon)
        .collect::<Result<Vec<Coupon>, _>>()?;
    let given = i64::try_from(cupones.len()).unwrap_or(i64::MAX);
    let has_more = i64::from(filter.page.offset).saturating_add(given) < total;
    Ok(success(
        200,
        CouponPage {
            cupones,
            total,
            has_more,
        },
    ))
}

/// GET `/portal/cupones/:codigo_barras`.
pub async fn find(call: &Call<'_>, party: &Party) -> Result<Response, Failure> {
    let code = code_of_path(call)?;
    let row = coupon::find(call.app, party, &code).await?;
    Ok(success(200, view::detail(row, view::is_staff(party))?))
}

/// POST `/portal/cupones/:codigo_barras/cobrar`.
pub async fn collect(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let caller = call.caller(identity)?;
    let code = code_of_path(call)?;
    let request = CollectCouponRequest::parse(call.body()?, identity.currency)?;
    let standing = AtHost::of(identity, call.request);
    let answer = coupon::collect(call.app, &standing, &caller, &code, &request).await?;
    respond(200, answer, |row| {
        Ok(success(200, view::detail(row, true)?))
    })
}

/// POST `/portal/cupones/:codigo_barras/cancelar`.
pub async fn cancel(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let caller = call.caller(identity)?;
    let code = code_of_path(call)?;
    let request = CancelCouponRequest::parse(call.body()?)?;
    let standing = AtHost::of(identity, call.request);
    let answer = coupon::cancel(call.app, &standing, &caller, &code, &request).await?;
    respond(200, answer, |row| {
        Ok(success(200, view::detail(row, true)?))
    })
}

/// The first variable segment as a coupon's code. Where its branch is, and so its day, is not known yet: a day that has begun anywhere is
/// not in the future.
fn code_of_path(call: &Call<'_>) -> Result<CouponCode, Failure> {
    let text = call.segments.first().copied().unwrap_or_default();
    CouponCode::parse(text, latest_day(call.app.ports.clock.now_ms()))
        .map_err(|error| Invalid::one(Flaw::from(error).of("codigo_barras")).into())
}

fn latest_day(now_ms: i64) -> Date {
    Iso::from_ms(now_ms).date_at(OFFSET_MINUTES_MAX)
}
