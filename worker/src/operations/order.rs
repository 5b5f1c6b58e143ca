//! Orders at a provider: where they are sent, what is recorded of them, and the job that asks again about those that are open.
//!
//! An order is stored with its money held before it is sent, and settled in a second batch. Whoever sends or asks has a lease on it, so that
//! one does at a time; if it never comes back, the lease ends and the job goes on.

use super::commit::Answer;
use super::link::{BitCapital, Cps, link_of};
use super::{loyalty_order, phone_credit};
use crate::app::App;
use crate::error::Failure;
use crate::ports::{DbError, Rows, Statement};
use crate::providers::exchange::{self, Call, Opening, Transcript};
use crate::providers::{
    BUDGET_MS, Conversation, Documented, Evidence, Inquiry, OrderId, Outcome, RefusalKind, Remark,
    bitcapital, cps, not_sent,
};
use crate::store::loyalty_order::tell_after;
use crate::store::provider::{self, AnsweredCall, RouteRow, SentCall};
use crate::store::provider_order::{self, DueRow, Finding, Target};
use crate::store::row::{self, FromRow};
use futures::future::join_all;
use ventanilla_core::code::Code;
use ventanilla_core::provider::Provider;
use ventanilla_core::wire::loyalty::answers::{STATED_CODE, STATED_FIELD};
use ventanilla_core::wire::resources::payments::OrderState;

/// An order that is ours to send or to ask about.
pub struct Leased<'a> {
    /// The tenant.
    pub tenant_id: i64,
    /// The provider.
    pub provider: Provider,
    /// The operation.
    pub operation_id: &'a str,
    /// Until when.
    pub lease_until_ms: i64,
    /// How often somebody has looked.
    pub attempts: i64,
    /// The provider's own id of it, where it is known.
    pub reference: Option<&'a str>,
    /// Whether its first request was stored before it was sent.
    pub is_first_stored: bool,
}

/// What has to be left of a lease for an order to be sent under it: the conversation, and recording what came of it.
const SENDING_MS_MIN: i64 = BUDGET_MS + 10_000;

/// Sends an order that was just stored, and answers how it stands then, as `select` reads it; as it was stored where that cannot be recorded.
pub async fn send<T: FromRow, C: Conversation<Outcome = Outcome>>(
    app: &App,
    order: &Leased<'_>,
    opening: Opening<C>,
    select: Statement,
    stored: Answer<T>,
) -> Result<Answer<T>, Failure> {
    // A lease that has almost run out is no time to send: somebody else may decide meanwhile.
    let left_ms = order
        .lease_until_ms
        .saturating_sub(app.ports.clock.now_ms());
    let recorded = if left_ms < SENDING_MS_MIN {
        withdraw(app, order, Some(select)).await
    } else {
        pursue(app, order, opening, Some(select)).await
    };
    Ok(as_recorded(app, order, recorded, stored))
}

/// An order as it was recorded, or as it was stored where that could not be done: whoever asked has to know which it is, and that its outcome is open.
pub(super) fn as_recorded<T: FromRow>(
    app: &App,
    order: &Leased<'_>,
    recorded: Result<Rows, Failure>,
    stored: Answer<T>,
) -> Answer<T> {
    match recorded.and_then(|rows| row::one(&rows)) {
        Ok(value) => Answer {
            value,
            replayed: false,
        },
        Err(failure) => {
            app.ports
                .log
                .error(&format!("order {}: {failure:?}", order.operation_id));
            stored
        }
    }
}

/// Whether an order in that state, leased until then, is being sent right now.
pub fn is_running(app: &App, state: &str, lease_until_ms: i64) -> bool {
    OrderState::parse(state) == Some(OrderState::Submitted)
        && lease_until_ms > app.ports.clock.now_ms()
}

/// Holds a conversation about an order and records what came of it, with every request. Answers the rows of `select`, in the same batch.
///
/// Where recording fails for good, the lease runs out and the job goes on with what was stored before.
pub(super) async fn pursue<C: Conversation<Outcome = Outcome>>(
    app: &App,
    order: &Leased<'_>,
    opening: Opening<C>,
    select: Option<Statement>,
) -> Result<Rows, Failure> {
    let transcript = converse(app, opening).await;
    record(app, order, &transcript, select).await
}

/// Holds a conversation over the ports; what came of it is the caller's to record.
pub(super) async fn converse<C: Conversation>(
    app: &App,
    opening: Opening<C>,
) -> Transcript<C::Outcome> {
    let ports = &app.ports;
    exchange::converse(
        ports.http.as_ref(),
        ports.timer.as_ref(),
        ports.clock.as_ref(),
        ports.nonces.as_ref(),
        opening,
    )
    .await
}

/// Asks a provider something that changes nothing, and writes down what was said where that was no good answer. Refuses with `account_not_found`, `provider_unavailable`,
/// `provider_refused`, `provider_timeout`.
pub async fn ask<T, C: Conversation<Outcome = Inquiry<T>>>(
    app: &App,
    tenant_id: i64,
    provider: Provider,
    conversation: C,
) -> Result<T, Failure> {
    let (answer, notes) = inquire(app, tenant_id, provider, conversation, BUDGET_MS).await;
    if answer.is_err() {
        note(app, provider, notes).await;
    }
    answer
}

/// Writes down what was said where a question has no good answer. A note only: what came of it is told whether or not that can be done.
pub async fn note(app: &App, provider: Provider, notes: Vec<Statement>) {
    if let Err(error) = app.ports.db.batch(notes).await {
        app.ports
            .log
            .error(&format!("a call to {}: {error:?}", provider.name()));
    }
}

/// As [`ask`], within that budget; what was said is for the caller to write down.
pub async fn inquire<T, C: Conversation<Outcome = Inquiry<T>>>(
    app: &App,
    tenant_id: i64,
    provider: Provider,
    conversation: C,
    budget_ms: i64,
) -> (Result<T, Failure>, Vec<Statement>) {
    let ports = &app.ports;
    let now_ms = ports.nonces.next(ports.clock.now_ms());
    let transcript = converse(app, exchange::open(conversation, now_ms, budget_ms)).await;
    let notes = transcript.calls.iter().map(|call| {
        let sent = SentCall {
            sent: &call.request,
            sent_at_ms: call.started_at_ms,
        };
        let answer = AnsweredCall {
            answered: &call.answer,
            answered_at_ms: call.finished_at_ms,
        };
        provider::insert_call(tenant_id, provider, None, &sent, Some(&answer))
    });
    let notes = notes.collect();
    let answer = match transcript.outcome {
        Inquiry::Answered(told) => Ok(told),
        Inquiry::Refused(refusal) => Err(match refusal.kind {
            RefusalKind::UnknownNumber => Code::AccountNotFound,
            RefusalKind::Unavailable => Code::ProviderUnavailable,
            RefusalKind::InsufficientFunds | RefusalKind::Reversed | RefusalKind::Other => {
                Code::ProviderRefused
            }
            RefusalKind::Documented(said) => return (Err(documented_refusal(said)), notes),
        }
        .into()),
        // What cannot be read was an answer all the same.
        Inquiry::Unanswered(_) => Err(match transcript.calls.last() {
            Some(call) if call.status.is_some() => Code::ProviderUnavailable,
            Some(_) | None => Code::ProviderTimeout,
        }
        .into()),
    };
    (answer, notes)
}

/// How often recording is tried where nobody can tell whether it was done.
const RECORDINGS_MAX: u32 = 4;
/// Before the second of them, in milliseconds; each further pause is twice as long.
const RECORDING_PAUSE_MS: i64 = 500;

/// Records what came of a conversation about an order, with every request. Answers the rows of `select`, in the same batch.
pub(super) async fn record(
    app: &App,
    order: &Leased<'_>,
    transcript: &Transcript<Outcome>,
    select: Option<Statement>,
) -> Result<Rows, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let mut batch = provider_order::record(
        order.tenant_id,
        order.operation_id,
        order.lease_until_ms,
        &finding(&transcript.outcome, order, now_ms),
        now_ms,
    );
    if let Outcome::Unknown(evidence) = &transcript.outcome {
        let after = evidence.balance;
        batch.extend(after.map(|after| tell_after(order.operation_id, after)));
    }
    batch.extend(calls(order, &transcript.calls));
    batch.extend(select.clone());
    let mut pause_ms = RECORDING_PAUSE_MS;
    for _ in 0..RECORDINGS_MAX {
        match app.ports.db.batch(batch.clone()).await {
            Ok(mut rows) => return Ok(rows.pop().unwrap_or_default()),
            // Recorded by the attempt before, whose answer was lost, or settled by somebody else meanwhile: what is stored is what is so.
            Err(DbError::Raised { code, .. }) if code == Code::PaymentAlreadyResolved.as_str() => {
                app.ports.log.error(&format!(
                    "order {}: settled before this was recorded: {:?}",
                    order.operation_id, transcript.outcome
                ));
                let Some(select) = select else {
                    return Ok(Rows::new());
                };
                let mut rows = app.ports.db.batch(vec![select]).await?;
                return Ok(rows.pop().unwrap_or_default());
            }
            Err(DbError::Ambiguous(cause)) => {
                app.ports
                    .log
                    .error(&format!("order {}: {cause}", order.operation_id));
                app.ports.timer.sleep_ms(pause_ms).await;
                pause_ms = pause_ms.saturating_mul(2);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(Code::ResultUnknown.into())
}

/// Stores every request about an order with its answer.
pub(super) fn calls(order: &Leased<'_>, calls: &[Call]) -> Vec<Statement> {
    let texts = calls.iter().enumerate().map(|(index, call)| {
        let answer = AnsweredCall {
            answered: &call.answer,
            answered_at_ms: call.finished_at_ms,
        };
        if index == 0 && order.is_first_stored {
            return provider::answer_call(order.operation_id, &answer);
        }
        let sent = SentCall {
            sent: &call.request,
            sent_at_ms: call.started_at_ms,
        };
        provider::insert_call(
            order.tenant_id,
            order.provider,
            Some(order.operation_id),
            &sent,
            Some(&answer),
        )
    });
    texts.collect()
}

/// The first wait before an open order is asked about again, in milliseconds; each further one is twice as long.
const RETRY_MS_MIN: i64 = 15_000;
/// The longest wait, in milliseconds.
const RETRY_MS_MAX: i64 = 60 * 60 * 1000;

fn next_attempt_ms(attempts: i64, now_ms: i64) -> i64 {
    let doublings = u32::try_from(attempts.clamp(0, 20)).unwrap_or(0);
    let wait_ms = RETRY_MS_MIN
        .saturating_mul(1_i64.checked_shl(doublings).unwrap_or(i64::MAX))
        .min(RETRY_MS_MAX);
    now_ms.saturating_add(wait_ms)
}

/// What is recorded of an outcome. What can be looked up is looked up again; the rest waits for a person.
fn finding<'a>(outcome: &'a Outcome, order: &Leased<'a>, now_ms: i64) -> Finding<'a> {
    let settled = |state, reference, refusal, remark: &'a Remark| Finding {
        state,
        reference,
        refusal,
        reason: remark.reason,
        evidence: remark.words.as_str(),
        next_attempt_at_ms: None,
        settled_by_user_id: None,
    };
    let open = |state, evidence: &'a Evidence| {
        let id = evidence.id.as_ref();
        let reference = id.map(OrderId::as_str).or(order.reference);
        let can_be_asked = match order.provider {
            Provider::Cps | Provider::BitCapital => reference.is_some(),
            // Once it has shown the contact as it is afterwards, it has nothing more to say.
            Provider::SmsMasivos => evidence.balance.is_none(),
        };
        Finding {
            next_attempt_at_ms: can_be_asked.then(|| next_attempt_ms(order.attempts, now_ms)),
            ..settled(state, reference, None, &evidence.remark)
        }
    };
    match outcome {
        Outcome::Delivered(delivery) => Finding {
            state: OrderState::Delivered,
            // The operator's reference is what a receipt shows; the order's own id otherwise.
            reference: delivery
                .reference
                .as_ref()
                .map(|words| words.as_str())
                .or(delivery.id.as_ref().map(OrderId::as_str)),
            refusal: None,
            reason: None,
            evidence: "",
            next_attempt_at_ms: None,
            settled_by_user_id: None,
        },
        Outcome::Refused(refusal) => settled(
            OrderState::Refused,
            None,
            Some(refusal_name(refusal.kind)),
            &refusal.remark,
        ),
        Outcome::Pending(evidence) => open(OrderState::Pending, evidence),
        Outcome::Unknown(evidence) => open(OrderState::Unknown, evidence),
    }
}

/// Records that an order was not sent after all, and never will be. Answers the rows of `select`.
pub(super) async fn withdraw(
    app: &App,
    order: &Leased<'_>,
    select: Option<Statement>,
) -> Result<Rows, Failure> {
    let transcript = Transcript {
        outcome: Outcome::Refused(not_sent()),
        calls: Vec::new(),
    };
    record(app, order, &transcript, select).await
}

/// A kind of refusal as it is stored.
pub const fn refusal_name(kind: RefusalKind) -> &'static str {
    match kind {
        RefusalKind::InsufficientFunds => "insufficient_funds",
        RefusalKind::UnknownNumber => "unknown_number",
        RefusalKind::Unavailable => "unavailable",
        RefusalKind::Reversed => "reversed",
        RefusalKind::Other => "other",
        RefusalKind::Documented(said) => said.code,
    }
}

/// What a documented code of loyalty wallets is to whoever asked: what it is said of, with the code itself for the door that tells it on.
pub fn documented_refusal(said: Documented) -> Failure {
    let (code, field) = said.row.reason();
    let failure = Failure::from(code).with(STATED_CODE, said.code);
    match field {
        Some(field) => failure.with(STATED_FIELD, field),
        None => failure,
    }
}

/// What a stored refusal is called when somebody is told.
pub fn refusal_code(name: &str) -> Code {
    match name {
        "insufficient_funds" => Code::ProviderFundsInsufficient,
        "unknown_number" => Code::AccountNotFound,
        "unavailable" => Code::ProviderUnavailable,
        _ => Code::ProviderRefused,
    }
}

/// The most orders that one run of the job goes through.
const RUN_ORDERS_MAX: u32 = 100;
/// How many are asked about at once, so that a provider that does not answer keeps few others waiting; the platform opens no more than six
/// connections for one run.
const AT_ONCE: u32 = 4;

/// Goes through the orders that are due, some at once: asks the provider where it can be asked, and leaves to a person what it cannot
/// tell. Answers how many there were.
pub async fn reconcile(app: &App) -> Result<u32, Failure> {
    let started_at_ms = app.ports.clock.now_ms();
    let mut count = 0_u32;
    while count < RUN_ORDERS_MAX {
        let now_ms = app.ports.clock.now_ms();
        // The next run goes on; what is asked takes up to the budget each.
        if now_ms.saturating_sub(started_at_ms) > BUDGET_MS {
            break;
        }
        let rows = app
            .ports
            .db
            .batch(vec![provider_order::lease_due(AT_ONCE.into(), now_ms)])
            .await?;
        let due: Vec<DueRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
        if due.is_empty() {
            break;
        }
        let looks = due.iter().map(|due| look_or_postpone(app, due));
        for looked in join_all(looks).await {
            looked?;
            count = count.saturating_add(1);
        }
    }
    Ok(count)
}

async fn look_or_postpone(app: &App, due: &DueRow) -> Result<(), Failure> {
    let Err(failure) = look_again(app, due).await else {
        return Ok(());
    };
    app.ports
        .log
        .error(&format!("order {}: {failure:?}", due.operation_id));
    postpone(app, due).await
}

async fn look_again(app: &App, due: &DueRow) -> Result<(), Failure> {
    let provider = provider::of_id(due.provider_id)
        .ok_or_else(|| Failure::Internal(format!("unknown provider {}", due.provider_id)))?;
    let order = Leased {
        tenant_id: due.tenant_id,
        provider,
        operation_id: &due.operation_id,
        lease_until_ms: due.lease_until_ms,
        attempts: due.attempts,
        reference: due.reference.as_deref(),
        is_first_stored: false,
    };
    let id = due.reference.as_deref().and_then(OrderId::parse);
    let target = Target::parse(&due.target)
        .ok_or_else(|| Failure::Internal(format!("unknown target {}", due.target)))?;
    let now_ms = app.ports.nonces.next(app.ports.clock.now_ms());
    match (provider, id) {
        (Provider::Cps, Some(id)) => {
            let link =
                link_of::<Cps>(app, due.tenant_id, target, route(app, due, provider).await?)?;
            let fate = cps::fate::Fate::new(&link.credentials, &id);
            let opening = exchange::open(fate, now_ms, BUDGET_MS);
            pursue(app, &order, opening, None).await.map(drop)
        }
        (Provider::BitCapital, Some(id)) => {
            let link = link_of::<BitCapital>(
                app,
                due.tenant_id,
                target,
                route(app, due, provider).await?,
            )?;
            let source = due
                .source
                .as_deref()
                .ok_or_else(|| Failure::Internal("an order without its wallet".to_owned()))?;
            let phone = phone_credit::phone(due.product_id, &due.number)?;
            let fate =
                bitcapital::fate::Fate::new(&link.credentials, &id, &phone, source, due.amount);
            let opening = exchange::open(fate, now_ms, BUDGET_MS);
            pursue(app, &order, opening, None).await.map(drop)
        }
        (Provider::SmsMasivos, _) => {
            let route = route(app, due, provider).await?;
            loyalty_order::look(app, &order, target, route).await
        }
        (Provider::Cps | Provider::BitCapital, None) => give_up(app, &order).await,
    }
}

async fn route(app: &App, due: &DueRow, provider: Provider) -> Result<RouteRow, Failure> {
    let statement = provider::route(due.tenant_id, provider);
    let rows = app.ports.db.batch(vec![statement]).await?;
    provider::read_route(&rows.into_iter().next().unwrap_or_default())
}

/// It could not be asked about: its server is there no more, perhaps. It stays as it is and is looked at again later, or settled by a person.
async fn postpone(app: &App, due: &DueRow) -> Result<(), Failure> {
    let now_ms = app.ports.clock.now_ms();
    let finding = Finding {
        state: OrderState::Unknown,
        reference: None,
        refusal: None,
        reason: Some(Code::OrderLookupFailed),
        evidence: "",
        next_attempt_at_ms: Some(next_attempt_ms(due.attempts, now_ms)),
        settled_by_user_id: None,
    };
    let statements = provider_order::record(
        due.tenant_id,
        &due.operation_id,
        due.lease_until_ms,
        &finding,
        now_ms,
    );
    app.ports.db.batch(statements).await?;
    Ok(())
}

/// Nobody came back, and there is nobody to ask: whether it was sent is not known, and only a person can find out.
async fn give_up(app: &App, order: &Leased<'_>) -> Result<(), Failure> {
    let now_ms = app.ports.clock.now_ms();
    let finding = Finding {
        state: OrderState::Unknown,
        reference: None,
        refusal: None,
        reason: Some(Code::OrderAnswerLost),
        evidence: "",
        next_attempt_at_ms: None,
        settled_by_user_id: None,
    };
    let statements = provider_order::record(
        order.tenant_id,
        order.operation_id,
        order.lease_until_ms,
        &finding,
        now_ms,
    );
    app.ports.db.batch(statements).await?;
    Ok(())
}
