//! Phone credits in three steps: whose phones can be recharged, an order in preview, and its completion from a wallet (contract of phone
//! credits, section 1).

use super::commit::{Answer, commit, find_stored, read, reference_of, tidy};
use super::link::{BitCapital, Link, link};
use super::order::{self, Leased};
use crate::app::App;
use crate::auth::buyer::Buyer;
use crate::error::Failure;
use crate::identifier;
use crate::ports::Statement;
use crate::providers::bitcapital::Token;
use crate::providers::bitcapital::complete::Complete;
use crate::providers::bitcapital::create::{Create, Preview};
use crate::providers::bitcapital::dealers::Dealers;
use crate::providers::bitcapital::sign_in::SignIn;
use crate::providers::{BUDGET_MS, OrderId, bitcapital, exchange};
use crate::store::operation::{Idempotency, OperationRef};
use crate::store::phone_credit::{
    self, NewAmount, NewCompletion, NewOrder, OrderRow, TransactionRow,
};
use crate::store::phone_wallet::{self, OwnerRow};
use crate::store::provider::{self, RouteRow, SentCall};
use crate::store::provider_order::{self, LEASE_MS, Target};
use crate::store::row;
use crate::store::service_payment::{self, NewPayment, PaidBy, Source};
use ventanilla_core::code::Code;
use ventanilla_core::dealer::Dealer;
use ventanilla_core::field::Invalid;
use ventanilla_core::provider::Provider;
use ventanilla_core::wire::phone_credits::money::Centavos;
use ventanilla_core::wire::phone_credits::orders::{
    CompleteOrderRequest, CreateOrderRequest, ORDER_LIFETIME_MS, OrderStatus,
};
use ventanilla_core::wire::resources::payments::OrderState;

/// Whose phones can be recharged now. Refuses with `provider_account_missing`, and as [`order::ask`] does.
pub async fn dealers(app: &App, buyer: &Buyer) -> Result<Vec<Dealer>, Failure> {
    let link = route(app, buyer).await?;
    let conversation = Dealers::new(&link.credentials);
    order::ask(app, buyer.tenant_id(), Provider::BitCapital, conversation).await
}

async fn route(app: &App, buyer: &Buyer) -> Result<Link<bitcapital::Credentials>, Failure> {
    let tenant_id = buyer.tenant_id();
    let statement = provider::route(tenant_id, Provider::BitCapital);
    let rows = read(app, buyer, vec![statement]).await?;
    let route = provider::read_route(&rows.into_iter().next().unwrap_or_default())?;
    link::<BitCapital>(app, tenant_id, &route)
}

/// Creates an order in preview: the provider says which amounts it offers, and nothing is charged. Refuses with `provider_account_missing`,
/// and as [`order::ask`] does.
pub async fn create(
    app: &App,
    buyer: &Buyer,
    request: &CreateOrderRequest,
) -> Result<OrderRow, Failure> {
    let tenant_id = buyer.tenant_id();
    let link = route(app, buyer).await?;
    let conversation = Create::new(&link.credentials, request);
    let preview: Preview = order::ask(app, tenant_id, Provider::BitCapital, conversation).await?;
    let now_ms = app.ports.clock.now_ms();
    let id = identifier::uuid(&app.ports)?;
    let amounts = preview
        .amounts
        .iter()
        .map(|offered| {
            Ok(NewAmount {
                id: identifier::uuid(&app.ports)?,
                amount: offered.amount.amount().minor().to_string(),
                amount_key: &offered.key,
            })
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    let order = NewOrder {
        id: &id,
        dealer_id: request.dealer.id(),
        number: request.number.national(),
        target: link.target.as_str(),
        account_version: link.account_version,
        reference: preview.id.as_str(),
        expires_at_ms: now_ms.saturating_add(ORDER_LIFETIME_MS),
    };
    let mut statements = phone_credit::insert(tenant_id, &order, &amounts, now_ms);
    statements.push(phone_credit::find(tenant_id, &id));
    // A preview that nobody heard of is one of which nothing is owed.
    let mut rows = tidy(app, buyer, statements).await?;
    row::one(&rows.pop().unwrap_or_default())
}

/// Where an order stands at a time.
pub fn status(order: &OrderRow, now_ms: i64) -> Result<OrderStatus, Failure> {
    let Some(state) = &order.state else {
        return Ok(if order.expires_at_ms <= now_ms {
            OrderStatus::Expired
        } else {
            OrderStatus::Created
        });
    };
    match OrderState::parse(state) {
        Some(OrderState::Submitted | OrderState::Pending | OrderState::Unknown) => {
            Ok(OrderStatus::Processing)
        }
        Some(OrderState::Delivered) => Ok(OrderStatus::Completed),
        Some(OrderState::Refused) => Ok(OrderStatus::Failed),
        None => Err(Failure::Internal(format!("unknown state {state}"))),
    }
}

/// The most orders of a history.
const HISTORY_MAX: i64 = 100;

/// The orders that a wallet has paid for, or is to, the newest first. Refuses with `wallet_not_found`, and `forbidden` where the wallet is
/// another tenant's.
pub async fn history(app: &App, buyer: &Buyer, wallet: &str) -> Result<Vec<OrderRow>, Failure> {
    let tenant_id = buyer.tenant_id();
    let statements = vec![
        phone_wallet::owner(wallet),
        phone_credit::history(tenant_id, wallet, HISTORY_MAX),
    ];
    let mut rows = read(app, buyer, statements).await?;
    let orders = row::many(&rows.pop().unwrap_or_default())?;
    own_wallet(row::first(&rows.pop().unwrap_or_default())?, tenant_id)?;
    Ok(orders)
}

fn own_wallet(found: Option<OwnerRow>, tenant_id: i64) -> Result<OwnerRow, Failure> {
    let wallet = found.ok_or(Failure::from(Code::WalletNotFound))?;
    if wallet.tenant_id == tenant_id {
        Ok(wallet)
    } else {
        Err(Code::Forbidden.into())
    }
}

/// Everything that a completion depends on and cannot change by itself.
struct Prepared {
    order: OrderRow,
    dealer: Dealer,
    chosen: Centavos,
    wallet: OwnerRow,
    route: RouteRow,
    link: Link<bitcapital::Credentials>,
    reference: OrderId,
    /// The provider's session that it is sent under, and what was said to get it.
    token: Token,
    notes: Vec<Statement>,
}

/// How long the provider may take to give a session. What follows has to be done within the time that is left after a client has hung up.
const SIGN_IN_BUDGET_MS: i64 = 5_000;

/// Completes an order, once. A session is asked for at the provider; the first batch holds the amount in the wallet; then the order is sent;
/// the second batch settles it, or leaves it open. A replay answers how it stands by then.
///
/// Refuses with `order_not_found`, `order_expired`, `order_in_progress`, `order_completed`, `order_failed`, `wallet_not_found`, `forbidden`,
/// `wallet_insufficient`, `session_not_open`, as [`order::ask`] does where there is no session, and `amount_in_centavos` or `amount_not_offered` of the field `amount`;
/// `idempotency_in_progress` while the same request is being sent.
pub async fn complete(
    app: &App,
    buyer: &Buyer,
    idempotency: Option<Idempotency>,
    order_id: &str,
    request: &CompleteOrderRequest,
) -> Result<Answer<TransactionRow>, Failure> {
    let tenant_id = buyer.tenant_id();
    let reference = reference_of(app, tenant_id, buyer.actor(), idempotency)?;
    let prepared = match prepare(app, buyer, order_id, request).await {
        Ok(prepared) => prepared,
        // Perhaps because it was done before, by the same request.
        Err(failure) => {
            let stored = match &reference.idempotency {
                Some(_) => {
                    let select = phone_credit::by_reference(&reference);
                    find_stored(app, buyer, &reference, select).await?
                }
                None => None,
            };
            return stored.map_or(Err(failure), |answer| replay(app, answer));
        }
    };
    let now_ms = app.ports.clock.now_ms();
    let sent_at_ms = app.ports.nonces.next(now_ms);
    let conversation = Complete::new(
        &prepared.link.credentials,
        prepared.token.clone(),
        &prepared.reference,
        &prepared.wallet.source,
        prepared.chosen.amount(),
    );
    let opening = exchange::open(conversation, sent_at_ms, BUDGET_MS);
    let sent = opening.request_text().unwrap_or_default();
    let statements = store(buyer, &reference, &prepared, &sent, now_ms);
    let select = phone_credit::by_reference(&reference);
    let answer: Answer<TransactionRow> = commit(app, buyer, &reference, statements, select).await?;
    if answer.replayed {
        return replay(app, answer);
    }
    let leased = Leased {
        tenant_id,
        provider: Provider::BitCapital,
        operation_id: &reference.id,
        lease_until_ms: now_ms.saturating_add(LEASE_MS),
        attempts: 0,
        reference: Some(prepared.reference.as_str()),
        is_first_stored: true,
    };
    let select = phone_credit::by_operation(tenant_id, &reference.id);
    order::send(app, &leased, opening, select, answer).await
}

async fn prepare(
    app: &App,
    buyer: &Buyer,
    order_id: &str,
    request: &CompleteOrderRequest,
) -> Result<Prepared, Failure> {
    let tenant_id = buyer.tenant_id();
    let statements = vec![
        phone_credit::find(tenant_id, order_id),
        phone_wallet::owner(&request.source),
        provider::route(tenant_id, Provider::BitCapital),
    ];
    let mut rows = read(app, buyer, statements).await?;
    let route = provider::read_route(&rows.pop().unwrap_or_default())?;
    let wallet: Option<OwnerRow> = row::first(&rows.pop().unwrap_or_default())?;
    let order: Option<OrderRow> = row::first(&rows.pop().unwrap_or_default())?;
    let order = order.ok_or(Failure::from(Code::OrderNotFound))?;
    if let Some(refusal) = status(&order, app.ports.clock.now_ms())?.refusal() {
        return Err(refusal.into());
    }
    let offered: Vec<Centavos> = order
        .amounts
        .iter()
        .map(|offered| Centavos::from(offered.amount))
        .collect();
    let chosen = request
        .amount
        .choose(&offered)
        .map_err(|flaw| Failure::Invalid(Invalid::one(flaw.of("amount"))))?;
    let wallet = own_wallet(wallet, tenant_id)?;
    let link = link::<BitCapital>(app, tenant_id, &route)?;
    // An order is known where it was created, and nowhere else.
    let is_there = Target::parse(&order.target) == Some(link.target)
        && order.account_version == link.account_version;
    if !is_there {
        return Err(Code::OrderExpired.into());
    }
    let unknown = |what: &str| Failure::Internal(format!("an order's unknown {what}"));
    let dealer = Dealer::of_id(order.dealer_id).ok_or_else(|| unknown("dealer"))?;
    let reference = OrderId::parse(&order.reference).ok_or_else(|| unknown("reference"))?;
    let sign_in = SignIn::new(&link.credentials);
    let provider = Provider::BitCapital;
    let (token, notes) = order::inquire(app, tenant_id, provider, sign_in, SIGN_IN_BUDGET_MS).await;
    let token = match token {
        Ok(token) => token,
        Err(failure) => {
            // A note only: why it was refused is told whether or not it can be written down.
            if let Err(error) = app.ports.db.batch(notes).await {
                app.ports.log.error(&format!("a sign-in: {error:?}"));
            }
            return Err(failure);
        }
    };
    Ok(Prepared {
        order,
        dealer,
        chosen,
        wallet,
        route,
        link,
        reference,
        token,
        notes,
    })
}

/// The first batch: the claim, the customer's cash where there is one, what the wallet holds, and the order with its first request.
fn store(
    buyer: &Buyer,
    reference: &OperationRef,
    prepared: &Prepared,
    sent: &str,
    now_ms: i64,
) -> Vec<Statement> {
    let amount = prepared.chosen.amount();
    let description = format!(
        "Recarga {} {}",
        prepared.dealer.name(),
        prepared.order.number
    );
    let payment = NewPayment {
        provider: Provider::BitCapital,
        service_id: prepared.dealer.id(),
        description: &description,
        number: &prepared.order.number,
        amount,
        paid_by: match buyer {
            Buyer::Staff(identity) => PaidBy::SessionOf(identity.user_id),
            Buyer::Client(client) => PaidBy::Integrator(client.client_id),
        },
    };
    let completion = NewCompletion {
        order_id: &prepared.order.id,
        wallet_id: prepared.wallet.id,
        amount,
    };
    let mut statements = vec![
        service_payment::claim(reference, buyer.user_id(), &payment, now_ms),
        provider::assert_route(reference.tenant_id, Provider::BitCapital, &prepared.route),
    ];
    statements.extend(prepared.notes.iter().cloned());
    statements.extend(service_payment::pay(
        reference,
        &payment,
        Source::Wallet(&completion),
        now_ms,
    ));
    statements.push(provider_order::insert(
        reference,
        Provider::BitCapital,
        prepared.link.target,
        Some(prepared.reference.as_str()),
        now_ms,
    ));
    statements.push(provider::insert_call(
        reference.tenant_id,
        Provider::BitCapital,
        Some(&reference.id),
        &SentCall {
            sent,
            sent_at_ms: now_ms,
        },
        None,
    ));
    statements
}

/// A completion that was asked for before, as it stands by now. Refuses with `idempotency_in_progress` while it is being sent.
fn replay(app: &App, answer: Answer<TransactionRow>) -> Result<Answer<TransactionRow>, Failure> {
    if order::is_running(app, &answer.value.state, answer.value.lease_until_ms) {
        Err(Code::IdempotencyInProgress.into())
    } else {
        Ok(answer)
    }
}
