//! Services paid through a provider: money in, order out, and what becomes of it.

use super::commit::{Answer, Caller, Standing, commit, find_stored, read, reference, reference_of};
use super::link::{Cps, link};
use super::order::{self, Leased};
use crate::app::App;
use crate::auth::payer::Payer;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::providers::BUDGET_MS;
use crate::providers::cps::balance::{Balance, Told};
use crate::providers::cps::pay::{Order, Pay};
use crate::providers::exchange;
use crate::store::operation::Idempotency;
use crate::store::provider::{self, RouteRow, SentCall};
use crate::store::provider_order::{self, Finding, LEASE_MS, OrderOf};
use crate::store::row;
use crate::store::service_payment::{self, NewPayment, PaidBy, PaymentRow, Source};
use ventanilla_core::code::Code;
use ventanilla_core::provider::Provider;
use ventanilla_core::service::ServiceNumber;
use ventanilla_core::wire::cps::payments::PayRequest;
use ventanilla_core::wire::resources::payments::{OrderState, Resolution};

/// Pays a service. The first batch takes the money in and holds what it will cost; then it is sent; the second batch settles it, or leaves
/// it open. A replay answers how it stands by then.
///
/// Refuses with `provider_account_missing`, `session_not_open`, `prefund_insufficient`, `credit_limit_reached`; `idempotency_in_progress` while
/// the same request is being sent.
pub async fn pay(
    app: &App,
    payer: &Payer,
    idempotency: Option<Idempotency>,
    request: &PayRequest,
) -> Result<Answer<PaymentRow>, Failure> {
    let tenant_id = payer.tenant_id();
    let reference = reference_of(app, tenant_id, payer.actor(), idempotency)?;
    let route = route(app, payer).await?;
    let link = match link::<Cps>(app, tenant_id, &route) {
        Ok(link) => link,
        // Nothing can be sent any more; what was sent before has an answer all the same.
        Err(failure) => {
            let select = service_payment::by_reference(&reference);
            let stored = match &reference.idempotency {
                Some(_) => find_stored(app, payer, &reference, select).await?,
                None => None,
            };
            return stored.map_or(Err(failure), |answer| replay(app, answer));
        }
    };
    let service = request.number.service();
    let ordered = Order {
        service: service.id(),
        number: request.number.as_str().to_owned(),
        amount: request.amount,
        currency: payer.currency(),
    };
    let now_ms = app.ports.clock.now_ms();
    let nonce_ms = app.ports.nonces.next(now_ms);
    let opening = exchange::open(Pay::new(&link.credentials, &ordered), nonce_ms, BUDGET_MS);
    let sent = opening.request_text().unwrap_or_default();
    let user_id = match payer {
        Payer::Staff(identity) => Some(identity.user_id),
        Payer::Integrator(_) => None,
    };
    let description = format!(
        "Pago de servicio {} {}",
        service.label(),
        request.number.as_str()
    );
    let payment = NewPayment {
        provider: Provider::Cps,
        service_id: service.id(),
        description: &description,
        number: request.number.as_str(),
        amount: request.amount,
        paid_by: match payer {
            Payer::Staff(identity) => PaidBy::SessionOf(identity.user_id),
            Payer::Integrator(integrator) => PaidBy::Integrator(integrator.id),
        },
    };
    let mut statements = vec![
        service_payment::claim(&reference, user_id, &payment, now_ms),
        provider::assert_route(tenant_id, Provider::Cps, &route),
    ];
    statements.extend(service_payment::pay(
        &reference,
        &payment,
        Source::Prefund,
        now_ms,
    ));
    statements.push(provider_order::insert(
        &reference,
        Provider::Cps,
        link.target,
        None,
        now_ms,
    ));
    statements.push(provider::insert_call(
        tenant_id,
        Provider::Cps,
        Some(&reference.id),
        &SentCall {
            sent: &sent,
            sent_at_ms: now_ms,
        },
        None,
    ));
    let answer: Answer<PaymentRow> = commit(
        app,
        payer,
        &reference,
        statements,
        service_payment::by_reference(&reference),
    )
    .await?;
    if answer.replayed {
        return replay(app, answer);
    }
    let leased = Leased {
        tenant_id,
        provider: Provider::Cps,
        operation_id: &reference.id,
        lease_until_ms: now_ms.saturating_add(LEASE_MS),
        attempts: 0,
        reference: None,
        is_first_stored: true,
    };
    let select = service_payment::find(tenant_id, &reference.id);
    order::send(app, &leased, opening, select, answer).await
}

/// A payment that was asked for before, as it stands by now. Refuses with `idempotency_in_progress` while it is being sent.
fn replay(app: &App, answer: Answer<PaymentRow>) -> Result<Answer<PaymentRow>, Failure> {
    if order::is_running(app, &answer.value.state, answer.value.lease_until_ms) {
        Err(Code::IdempotencyInProgress.into())
    } else {
        Ok(answer)
    }
}

async fn route(app: &App, payer: &Payer) -> Result<RouteRow, Failure> {
    match payer {
        Payer::Integrator(integrator) => Ok(integrator.route.clone()),
        Payer::Staff(identity) => {
            let statement = provider::route(identity.tenant_id, Provider::Cps);
            let rows = read(app, identity, vec![statement]).await?;
            provider::read_route(&rows.into_iter().next().unwrap_or_default())
        }
    }
}

/// Asks for the balance of a number. Refuses with `balance_not_supported`, `provider_account_missing`, `account_not_found`,
/// `provider_unavailable`, `provider_refused`, `provider_timeout`.
pub async fn balance(app: &App, payer: &Payer, number: &ServiceNumber) -> Result<Told, Failure> {
    let service = number.service();
    if !service.can_get_balance() {
        return Err(Failure::from(Code::BalanceNotSupported).with("servicio", service.label()));
    }
    let route = route(app, payer).await?;
    let tenant_id = payer.tenant_id();
    let link = link::<Cps>(app, tenant_id, &route)?;
    let conversation = Balance::new(&link.credentials, service.id(), number.as_str());
    order::ask(app, tenant_id, Provider::Cps, conversation).await
}

/// Settles an open payment by a person's evidence; the same decision once more is answered alike. Refuses with `operation_not_found`, `payment_already_resolved`, `operation_in_progress`.
pub async fn resolve(
    app: &App,
    identity: &Identity,
    operation_id: &str,
    resolution: Resolution,
    evidence: &str,
) -> Result<PaymentRow, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let finding = Finding {
        state: match resolution {
            Resolution::Delivered => OrderState::Delivered,
            Resolution::NotDelivered => OrderState::Refused,
        },
        reference: None,
        refusal: match resolution {
            Resolution::Delivered => None,
            Resolution::NotDelivered => Some("person"),
        },
        reason: None,
        evidence,
        next_attempt_at_ms: None,
        settled_by_user_id: Some(identity.user_id),
    };
    let mut batch = identity.assert();
    batch.extend(provider_order::decide(
        identity.tenant_id,
        OrderOf::Payment,
        operation_id,
        &finding,
        now_ms,
    ));
    let select = service_payment::find(identity.tenant_id, operation_id);
    batch.push(select.clone());
    match app.ports.db.batch(batch).await.map_err(Failure::from) {
        Ok(mut rows) => row::one(&rows.pop().unwrap_or_default()),
        // Whoever did not hear the answer asks again.
        Err(Failure::Refused(refusal)) if refusal.code == Code::PaymentAlreadyResolved => {
            let rows = read(app, identity, vec![select]).await?;
            let found: PaymentRow = row::one(&rows.into_iter().next().unwrap_or_default())?;
            let is_ours = found.state == finding.state.as_str()
                && found.evidence == evidence
                && found.settled_by.as_deref() == Some(identity.name.as_str());
            if is_ours {
                Ok(found)
            } else {
                Err(refusal.into())
            }
        }
        Err(failure) => Err(failure),
    }
}

/// Gives a customer the cash back, from the caller's open session. Refuses as [`service_payment::refund`] does.
pub async fn refund(
    app: &App,
    caller: &Caller<'_>,
    operation_id: &str,
) -> Result<Answer<PaymentRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let user_id = caller.identity.user_id;
    let reference = reference(app, caller)?;
    let mut statements = vec![service_payment::claim_refund(
        &reference,
        user_id,
        operation_id,
        now_ms,
    )];
    statements.extend(service_payment::refund(
        &reference,
        user_id,
        operation_id,
        now_ms,
    ));
    commit(
        app,
        caller.identity,
        &reference,
        statements,
        service_payment::refunded_by(&reference),
    )
    .await
}
