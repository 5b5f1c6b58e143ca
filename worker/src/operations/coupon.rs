//! Payment coupons: issued, collected, cancelled. Money and invoices move with them in the schema's own triggers.

use super::commit::{Answer, Caller, Standing, commit, read, reference, reference_of, tidy};
use crate::app::App;
use crate::auth::party::{Party, Who};
use crate::error::{Failure, Refusal};
use crate::store::cash_session::SessionUse;
use crate::store::coupon::{CountRow, CouponRow, IssuingBranchRow, NewCoupon};
use crate::store::coupon_end::{CouponClaim, Tender};
use crate::store::operation::{Idempotency, NewOperation};
use crate::store::{cash_session, coupon, coupon_end, operation, row};
use ventanilla_core::barcode::{BranchNumber, CouponCode, CustomerNumber};
use ventanilla_core::code::Code;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::portal::coupons::{
    CancelCouponRequest, CollectCouponRequest, CouponFilter, CouponState, IssueCouponRequest,
};
use ventanilla_core::wire::time::{Date, Iso};

/// Issues a coupon, in the branch of the caller's open session or else in the tenant's default one. The same invoices of the same customer
/// in the same branch on the same day are the same coupon, and answered again (contract of coupons, section 2).
///
/// One read, of the branch whose number and day are in the code, and one batch that asserts them. Refuses as [`coupon::issue`] does.
pub async fn issue(
    app: &App,
    party: &Party,
    idempotency: Option<Idempotency>,
    request: &IssueCouponRequest,
) -> Result<Answer<CouponRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let tenant_id = party.tenant_id();
    let rows = read(
        app,
        party,
        vec![coupon::issuing_branch(tenant_id, party.user_id())],
    )
    .await?;
    let branch: IssuingBranchRow = row::one(&rows.into_iter().next().unwrap_or_default())?;
    let number = BranchNumber::new(branch.number)
        .ok_or_else(|| Failure::Internal(format!("branch {} has no number", branch.id)))?;
    let today = Iso::from_ms(now_ms).date_at(branch.utc_offset_min);
    let code = CouponCode::build(number, request.cliente_id, today);
    let reference = reference_of(app, tenant_id, party.actor(), idempotency)?;
    let new_operation = NewOperation {
        kind: OperationKind::CouponIssue,
        cash_session_id: None,
        amount: Some(request.total),
        subject: code.as_str(),
        description: "Emisión de cupón",
    };
    let new_coupon = NewCoupon {
        branch: &branch,
        code,
        invoices: &request.facturas,
        total: request.total,
        due_day: today
            .days()
            .saturating_add(i64::from(request.dias_vencimiento)),
    };
    let mut statements = vec![operation::claim(
        &reference,
        party.user_id(),
        &new_operation,
        now_ms,
    )];
    statements.extend(coupon::issue(&reference, &new_coupon, now_ms));
    let answer = commit(
        app,
        party,
        &reference,
        statements,
        coupon::issued_by(&reference),
    )
    .await;
    match answer {
        Err(Failure::Refused(Refusal {
            code: Code::CouponAlreadyIssued,
            ..
        })) => {
            let rows = read(app, party, vec![coupon::find(tenant_id, &code, now_ms)]).await?;
            let found: CouponRow = row::one(&rows.into_iter().next().unwrap_or_default())?;
            // It may have ended since: whoever asks again gets a new one.
            if CouponState::parse(&found.state) != Some(CouponState::Pending) {
                return Err(Code::ResultUnknown.into());
            }
            Ok(Answer {
                value: found,
                replayed: false,
            })
        }
        other => other,
    }
}

/// Looks a coupon up. One that is overdue is stored as expired and refused, to staff with its last day; another customer's is unknown.
/// Refuses with `coupon_not_found`, `coupon_expired`.
pub async fn find(app: &App, party: &Party, code: &CouponCode) -> Result<CouponRow, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let tenant_id = party.tenant_id();
    let rows = read(app, party, vec![coupon::find(tenant_id, code, now_ms)]).await?;
    let found: Option<CouponRow> = row::first(&rows.into_iter().next().unwrap_or_default())?;
    let found = found
        .filter(|found| {
            CustomerNumber::new(found.customer).is_some_and(|customer| party.may_see(customer))
        })
        .ok_or(Failure::from(Code::CouponNotFound))?;
    if CouponState::parse(&found.state) != Some(CouponState::Expired) {
        return Ok(found);
    }
    tidy(
        app,
        party,
        vec![coupon::expire_of_code(tenant_id, code, now_ms)],
    )
    .await?;
    let refusal = Refusal::new(Code::CouponExpired);
    Err(match party.who {
        Who::Staff(_) => refusal
            .with("estado", CouponState::Expired.as_str())
            .with(
                "fecha_vencimiento",
                Date::from_days(found.due_day).to_text(),
            )
            .into(),
        Who::Customer(_) => refusal.into(),
    })
}

/// A page of a customer's coupons, and how many there are. What is overdue is stored as expired first.
pub async fn list(
    app: &App,
    party: &Party,
    customer: CustomerNumber,
    filter: &CouponFilter,
) -> Result<(Vec<CouponRow>, i64), Failure> {
    let now_ms = app.ports.clock.now_ms();
    let tenant_id = party.tenant_id();
    let (limit, offset) = (filter.page.limit.into(), filter.page.offset.into());
    let mut rows = tidy(
        app,
        party,
        vec![
            coupon::expire_of_customer(tenant_id, customer, now_ms),
            coupon::count(tenant_id, customer, filter.estado),
            coupon::page(tenant_id, customer, filter.estado, limit, offset),
        ],
    )
    .await?;
    let page = row::many(&rows.pop().unwrap_or_default())?;
    let count: CountRow = row::one(&rows.pop().unwrap_or_default())?;
    Ok((page, count.total))
}

/// Stores every tenant's overdue coupons as expired.
pub async fn expire_overdue(app: &App) -> Result<(), Failure> {
    let now_ms = app.ports.clock.now_ms();
    app.ports.db.batch(vec![coupon::expire_all(now_ms)]).await?;
    Ok(())
}

/// Collects a coupon at a register. Refuses with `session_not_open`, `session_not_yours`, then as [`coupon_end::collect`] does.
pub async fn collect(
    app: &App,
    standing: &dyn Standing,
    caller: &Caller<'_>,
    code: &CouponCode,
    request: &CollectCouponRequest,
) -> Result<Answer<CouponRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let session_id = request.id_caja_sesion;
    let description = format!("Cobro de cupón {}", code.as_str());
    let claim = CouponClaim {
        kind: OperationKind::CouponCollection,
        code,
        user_id: caller.identity.user_id,
        cash_session_id: Some(session_id),
        description: &description,
    };
    let tender = Tender {
        coupon: request.cupon_id.as_deref(),
        method: request.metodo_pago,
        amount: request.monto_entregado,
    };
    let mut statements = vec![
        coupon_end::claim(&reference, &claim, now_ms),
        cash_session::assert_usable(caller.identity, session_id, SessionUse::Sale),
    ];
    statements.extend(coupon_end::collect(
        &reference,
        code,
        &tender,
        session_id,
        caller.identity.user_id,
        now_ms,
    ));
    commit(
        app,
        standing,
        &reference,
        statements,
        coupon_end::ended_by(&reference),
    )
    .await
}

/// Cancels a pending coupon; its invoices are open again. Refuses as [`coupon_end::cancel`] does.
pub async fn cancel(
    app: &App,
    standing: &dyn Standing,
    caller: &Caller<'_>,
    code: &CouponCode,
    request: &CancelCouponRequest,
) -> Result<Answer<CouponRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let claim = CouponClaim {
        kind: OperationKind::CouponCancellation,
        code,
        user_id: caller.identity.user_id,
        cash_session_id: None,
        description: &request.motivo,
    };
    let mut statements = vec![coupon_end::claim(&reference, &claim, now_ms)];
    statements.extend(coupon_end::cancel(
        &reference,
        code,
        request.cupon_id.as_deref(),
        caller.identity.user_id,
        &request.motivo,
        now_ms,
    ));
    commit(
        app,
        standing,
        &reference,
        statements,
        coupon_end::ended_by(&reference),
    )
    .await
}
