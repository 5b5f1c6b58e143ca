//! Loyalty wallets whose points an upstream service keeps: what is asked goes there, on the engine of orders, and what it says comes back as it said it.
//!
//! Nothing there tells what became of a transaction. One that nobody can tell is settled by a person, who has the balances before and after.

use super::commit::{Answer, Standing, commit, find_stored, read, write};
use super::link::{SmsMasivos, link, link_of};
use super::order::{self, Leased, documented_refusal};
use crate::app::App;
use crate::auth::agent::Agent;
use crate::auth::token::Identity;
use crate::error::{Failure, Refusal};
use crate::ports::Statement;
use crate::providers::exchange::{self, Call, Opening, Transcript};
use crate::providers::smsmasivos::Credentials;
use crate::providers::smsmasivos::contacts::{Contact, Contacts, Look};
use crate::providers::smsmasivos::fate::Fate;
use crate::providers::smsmasivos::points::{Move, Transaction};
use crate::providers::smsmasivos::registration::{Add, Registration};
use crate::providers::{
    BUDGET_MS, Balance, Conversation, Documented, Inquiry, Outcome, Refusal as ProviderRefusal,
    SENDING_MS_MIN, not_sent, unavailable,
};
use crate::store::loyalty::{self, WalletContext};
use crate::store::loyalty_order::{self, LoyaltyOrderRow, NewLoyaltyOrder, SentRow};
use crate::store::operation::OperationRef;
use crate::store::provider::{self, RouteRow, SentCall};
use crate::store::provider_order::{self, Finding, LEASE_MS, OrderOf, Target};
use crate::store::row;
use ventanilla_core::amount::Amount;
use ventanilla_core::code::Code;
use ventanilla_core::field::{Flaw, Invalid};
use ventanilla_core::loyalty::{MovementKind, Points};
use ventanilla_core::provider::Provider;
use ventanilla_core::wire::loyalty::documented;
use ventanilla_core::wire::resources::loyalty_orders::{LoyaltyOrderKind, ResolveOrderRequest};
use ventanilla_core::wire::resources::payments::{OrderState, Resolution};

/// A wallet that the service keeps, and who signs there.
pub(super) struct UpstreamWalletUse<'a> {
    /// The wallet here.
    pub(super) wallet: &'a WalletContext,
    /// What the service calls it.
    pub(super) key: &'a str,
    /// What the service calls who signs.
    pub(super) user_id: i64,
}

/// What is to be done at the service.
pub(super) enum Asked<'a> {
    /// A contact is added.
    Contact {
        /// The date of birth, `YYYY-MM-DD`.
        birth_date: Option<&'a str>,
    },
    /// Points are moved.
    Points {
        /// What it does.
        kind: MovementKind,
        /// Hundredths; of an earning, what the sale came to.
        amount: Amount,
        /// What a sale came to that is paid with points, where it was told.
        purchase: Option<Amount>,
    },
}

/// Orders something, and answers how it stands: the balance that the service told, or none of a contact.
///
/// Refuses with `provider_account_missing`, `collaborator_foreign`, `collaborator_not_allowed`; with the service's own code where it said no; with
/// `provider_unavailable`, `provider_refused` where it does not show the contact's balance, and nothing was sent; `result_unknown` where nobody can
/// tell, and `idempotency_in_progress` while the same request is being sent.
pub(super) async fn order(
    app: &App,
    agent: &Agent,
    reference: &OperationRef,
    wallet: &UpstreamWalletUse<'_>,
    asked: &Asked<'_>,
    new_order: &NewLoyaltyOrder<'_>,
) -> Result<Answer<Option<Points>>, Failure> {
    let tenant_id = reference.tenant_id;
    let route = route(app, agent, tenant_id).await?;
    let link = link::<SmsMasivos>(app, tenant_id, &route)?;
    let now_ms = app.ports.clock.now_ms();
    let statements = vec![
        loyalty::claim_order(reference, new_order, now_ms),
        loyalty_order::assert_usable(
            tenant_id,
            wallet.wallet.id,
            wallet.key,
            new_order.user_id,
            wallet.user_id,
        ),
        provider::assert_route(tenant_id, Provider::SmsMasivos, &route),
        loyalty_order::insert(reference, wallet.wallet.id, wallet.key, new_order, now_ms),
        provider_order::insert_without_hold(reference, Provider::SmsMasivos, link.target, now_ms),
    ];
    let select = loyalty_order::by_reference(reference);
    let stored: Answer<LoyaltyOrderRow> = commit(app, agent, reference, statements, select).await?;
    if stored.replayed {
        return told(app, reference, stored);
    }
    let sending = Sending {
        wallet,
        new_order,
        credentials: &link.credentials,
        leased: Leased {
            tenant_id,
            provider: Provider::SmsMasivos,
            operation_id: &reference.id,
            lease_until_ms: now_ms.saturating_add(LEASE_MS),
            attempts: 0,
            reference: None,
            is_first_stored: false,
        },
    };
    let answer = sending.send(app, asked, stored).await?;
    told(app, reference, answer)
}

/// An order that is stored and not sent yet.
struct Sending<'a> {
    wallet: &'a UpstreamWalletUse<'a>,
    new_order: &'a NewLoyaltyOrder<'a>,
    credentials: &'a Credentials,
    leased: Leased<'a>,
}

impl Sending<'_> {
    /// Asks what the service shows of the contact, stores it, sends the order and records what came of it.
    async fn send(
        &self,
        app: &App,
        asked: &Asked<'_>,
        stored: Answer<LoyaltyOrderRow>,
    ) -> Result<Answer<LoyaltyOrderRow>, Failure> {
        let started_at_ms = app.ports.clock.now_ms();
        let look = Look::new(self.credentials, self.wallet.key, self.new_order.phone);
        let opening = exchange::open(look, started_at_ms, BUDGET_MS);
        let looked = order::converse(app, opening).await;
        let now_ms = app.ports.clock.now_ms();
        let remaining_ms = BUDGET_MS.saturating_sub(now_ms.saturating_sub(started_at_ms).max(0));
        let before = match before(asked, looked.outcome, remaining_ms) {
            Ok(before) => before,
            Err(refusal) => {
                let transcript = Transcript {
                    outcome: Outcome::Refused(refusal),
                    calls: looked.calls,
                };
                let select = Some(self.select());
                let recorded = order::record(app, &self.leased, &transcript, select).await;
                return Ok(order::as_recorded(app, &self.leased, recorded, stored));
            }
        };
        match asked {
            Asked::Contact { birth_date } => {
                let registration = Registration {
                    wallet_key: self.wallet.key,
                    phone: self.new_order.phone,
                    name: self.new_order.name.unwrap_or_default(),
                    user_id: self.wallet.user_id,
                    birth_date: *birth_date,
                };
                let conversation = Add::new(self.credentials, registration, before);
                let opening = exchange::open(conversation, now_ms, remaining_ms);
                self.go_on(app, before, &looked.calls, opening, stored)
                    .await
            }
            Asked::Points {
                kind,
                amount,
                purchase,
            } => {
                let transaction = Transaction {
                    wallet_key: self.wallet.key,
                    phone: self.new_order.phone,
                    user_id: self.wallet.user_id,
                    kind: *kind,
                    amount: *amount,
                    purchase: *purchase,
                    ticket: self.new_order.ticket,
                };
                let conversation = Move::new(self.credentials, transaction, before);
                let opening = exchange::open(conversation, now_ms, remaining_ms);
                self.go_on(app, before, &looked.calls, opening, stored)
                    .await
            }
        }
    }

    /// Stores what the service shows and what is about to be sent, and sends it; what could not be stored is not sent.
    async fn go_on<C: Conversation<Outcome = Outcome>>(
        &self,
        app: &App,
        before: Option<Balance>,
        looks: &[Call],
        opening: Opening<C>,
        stored: Answer<LoyaltyOrderRow>,
    ) -> Result<Answer<LoyaltyOrderRow>, Failure> {
        let leased = &self.leased;
        let (tenant_id, operation_id) = (leased.tenant_id, leased.operation_id);
        let now_ms = app.ports.clock.now_ms();
        let sent = opening.request_text().unwrap_or_default();
        let mut batch = vec![
            provider_order::assert_leased(tenant_id, operation_id, leased.lease_until_ms, false),
            loyalty_order::tell_before(operation_id, before, now_ms),
        ];
        batch.extend(order::calls(leased, looks));
        batch.push(provider::insert_call(
            tenant_id,
            leased.provider,
            Some(operation_id),
            &SentCall {
                sent: &sent,
                sent_at_ms: now_ms,
            },
            None,
        ));
        match app.ports.db.batch(batch).await {
            Ok(_) => {
                let leased = Leased {
                    is_first_stored: true,
                    ..self.leased
                };
                order::send(app, &leased, opening, self.select(), stored).await
            }
            Err(error) => {
                app.ports
                    .log
                    .error(&format!("order {operation_id}: {error:?}"));
                let recorded = order::withdraw(app, leased, Some(self.select())).await;
                Ok(order::as_recorded(app, leased, recorded, stored))
            }
        }
    }

    fn select(&self) -> Statement {
        loyalty_order::find(self.leased.tenant_id, self.leased.operation_id)
    }
}

/// What the service showed of the contact before an order is sent, or why that is not sent.
fn before(
    asked: &Asked<'_>,
    shown: Inquiry<Option<Balance>>,
    remaining_ms: i64,
) -> Result<Option<Balance>, ProviderRefusal> {
    if remaining_ms < SENDING_MS_MIN {
        return Err(not_sent());
    }
    match (asked, shown) {
        (_, Inquiry::Answered(before)) => Ok(before),
        // Whether it was added can be seen all the same.
        (Asked::Contact { .. }, Inquiry::Refused(_) | Inquiry::Unanswered(_)) => Ok(None),
        // Without the balance, nobody could tell later what became of the points: they are not moved.
        (Asked::Points { .. }, Inquiry::Refused(refusal)) => Err(refusal),
        (Asked::Points { .. }, Inquiry::Unanswered(remark)) => {
            Err(unavailable(remark.because(Code::OrderNotSent)))
        }
    }
}

/// Asks what the service shows of the contact of an order whose outcome is open, and records it; one that was never sent is refused.
pub(super) async fn look(
    app: &App,
    order: &Leased<'_>,
    target: Target,
    route: RouteRow,
) -> Result<(), Failure> {
    let statement = loyalty_order::sent(order.tenant_id, order.operation_id);
    let rows = app.ports.db.batch(vec![statement]).await?;
    let sent: SentRow = row::one(&rows.into_iter().next().unwrap_or_default())?;
    if !sent.was_sent {
        return order::withdraw(app, order, None).await.map(drop);
    }
    let link = link_of::<SmsMasivos>(app, order.tenant_id, target, route)?;
    let fate = Fate::new(
        &link.credentials,
        &sent.upstream_key,
        &sent.phone,
        sent.adds,
    );
    let opening = exchange::open(fate, app.ports.clock.now_ms(), BUDGET_MS);
    order::pursue(app, order, opening, None).await.map(drop)
}

/// An order that was stored under the same key before, as it stands by now.
pub(super) async fn stored(
    app: &App,
    agent: &Agent,
    reference: &OperationRef,
) -> Result<Option<Answer<Option<Points>>>, Failure> {
    let select = loyalty_order::by_reference(reference);
    match find_stored(app, agent, reference, select).await? {
        Some(answer) => told(app, reference, answer).map(Some),
        None => Ok(None),
    }
}

/// What an order that stands so is to whoever asked.
fn told(
    app: &App,
    reference: &OperationRef,
    answer: Answer<LoyaltyOrderRow>,
) -> Result<Answer<Option<Points>>, Failure> {
    let row = &answer.value;
    let state = OrderState::parse(&row.state)
        .ok_or_else(|| Failure::Internal(format!("unknown state {}", row.state)))?;
    match state {
        OrderState::Delivered => {
            let told = row.reference.as_deref().map(Points::parse).transpose();
            let value = told.map_err(|_| Failure::Internal("a balance is none".to_owned()))?;
            Ok(Answer {
                value,
                replayed: answer.replayed,
            })
        }
        OrderState::Refused => Err(refused(row)),
        OrderState::Submitted | OrderState::Pending | OrderState::Unknown
            if answer.replayed && order::is_running(app, &row.state, row.lease_until_ms) =>
        {
            Err(Code::IdempotencyInProgress.into())
        }
        OrderState::Submitted | OrderState::Pending | OrderState::Unknown => {
            Err(match reference.idempotency {
                Some(_) => Code::ResultUnknown,
                None => Code::ResultUnknownWithoutKey,
            }
            .into())
        }
    }
}

fn refused(row: &LoyaltyOrderRow) -> Failure {
    let name = row.refusal.as_deref().unwrap_or_default();
    let method = LoyaltyOrderKind::parse(&row.kind).map(LoyaltyOrderKind::method);
    let row = method.and_then(|method| documented::Documented::parse(method, name));
    let stated = row.and_then(|documented| {
        let code = documented.codes.iter().find(|code| **code == name)?;
        Some(Documented {
            row: documented,
            code,
        })
    });
    match stated {
        Some(stated) => documented_refusal(stated),
        None => order::refusal_code(name).into(),
    }
}

/// A contact as the service has it, or all of a wallet.
pub(super) async fn contacts(
    app: &App,
    agent: &Agent,
    key: &str,
    phone: Option<&str>,
) -> Result<Vec<Contact>, Failure> {
    let tenant_id = agent.tenant_id();
    let route = route(app, agent, tenant_id).await?;
    let link = link::<SmsMasivos>(app, tenant_id, &route)?;
    let conversation = Contacts::new(&link.credentials, key, phone);
    order::ask(app, tenant_id, Provider::SmsMasivos, conversation).await
}

pub(super) async fn route(
    app: &App,
    standing: &dyn Standing,
    tenant_id: i64,
) -> Result<RouteRow, Failure> {
    let statement = provider::route(tenant_id, Provider::SmsMasivos);
    let rows = read(app, standing, vec![statement]).await?;
    provider::read_route(&rows.into_iter().next().unwrap_or_default())
}

/// Orders whose outcome is open, then the newest of the others.
pub async fn orders(app: &App, identity: &Identity) -> Result<Vec<LoyaltyOrderRow>, Failure> {
    let tenant_id = identity.tenant_id;
    let statements = vec![
        loyalty_order::waiting(tenant_id),
        loyalty_order::latest(tenant_id),
    ];
    let rows = read(app, identity, statements).await?;
    let mut orders = Vec::new();
    for rows in &rows {
        orders.extend(row::many::<LoyaltyOrderRow>(rows)?);
    }
    Ok(orders)
}

/// Refuses where an order's outcome is a balance, which whoever asked is still to be told.
async fn needs_no_balance(
    app: &App,
    identity: &Identity,
    operation_id: &str,
) -> Result<(), Failure> {
    let select = loyalty_order::find(identity.tenant_id, operation_id);
    let rows = read(app, identity, vec![select]).await?;
    let found: Option<LoyaltyOrderRow> = rows.first().map(row::first).transpose()?.flatten();
    match found.and_then(|row| LoyaltyOrderKind::parse(&row.kind)) {
        Some(LoyaltyOrderKind::Movement(_)) => {
            Err(Invalid::one(Flaw::new(Code::Required).of("saldo")).into())
        }
        Some(LoyaltyOrderKind::Contact) | None => Ok(()),
    }
}

/// Settles an open order by a person's evidence; the same decision once more is answered alike. Points that were moved need the balance that the
/// service shows. Refuses with `operation_not_found`,
/// `payment_already_resolved`, `operation_in_progress`.
pub async fn resolve(
    app: &App,
    identity: &Identity,
    operation_id: &str,
    request: &ResolveOrderRequest,
) -> Result<LoyaltyOrderRow, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let balance = request.saldo.map(|points| points.to_text());
    if request.resultado == Resolution::Delivered && balance.is_none() {
        needs_no_balance(app, identity, operation_id).await?;
    }
    let finding = match request.resultado {
        Resolution::Delivered => Finding {
            state: OrderState::Delivered,
            reference: balance.as_deref(),
            refusal: None,
            reason: None,
            evidence: &request.evidencia,
            next_attempt_at_ms: None,
            settled_by_user_id: Some(identity.user_id),
        },
        Resolution::NotDelivered => Finding {
            state: OrderState::Refused,
            reference: None,
            refusal: Some("person"),
            reason: None,
            evidence: &request.evidencia,
            next_attempt_at_ms: None,
            settled_by_user_id: Some(identity.user_id),
        },
    };
    let select = loyalty_order::find(identity.tenant_id, operation_id);
    let mut statements = provider_order::decide(
        identity.tenant_id,
        OrderOf::Points,
        operation_id,
        &finding,
        now_ms,
    );
    statements.push(select.clone());
    match write(app, identity, statements).await {
        Ok(rows) => row::one(&rows),
        // Whoever did not hear the answer asks again.
        Err(Failure::Refused(
            refusal @ Refusal {
                code: Code::PaymentAlreadyResolved,
                ..
            },
        )) => {
            let rows = read(app, identity, vec![select]).await?;
            let found: LoyaltyOrderRow = row::one(&rows.into_iter().next().unwrap_or_default())?;
            let is_ours = found.state == finding.state.as_str()
                && found.evidence == request.evidencia
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
