//! The sandbox as Bit Capital: the wire of the contract of phone credits, sections 2, 5, 6.1 and 7. What happens to an order is decided when
//! it is completed, by the last two digits of its phone.
//!
//! One thing is the sandbox's own: a transaction that failed may say why, under `details.code`, in the codes of its errors.

use super::answers::{
    Answer, html_page, internal_error, json, slow, time_out, too_many, truncated,
};
use super::script::Standing;
use super::{BITCAPITAL_CLIENT_SECRET, Sandbox, Script, Ticket, bitcapital_credentials};
use crate::auth::platform_signature::{Disbelief, PlatformKey, Presented, verify};
use crate::http::Method;
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::base_url::is_segment;
use crate::providers::bitcapital::{TOKEN_PATH, complete, create, dealers, fate};
use ventanilla_core::Amount;
use ventanilla_core::code::Code;
use ventanilla_core::dealer::Dealer;
use ventanilla_core::field::Invalid;
use ventanilla_core::wire::phone_credits::error::PlatformError;
use ventanilla_core::wire::phone_credits::money::{Centavos, Reais};
use ventanilla_core::wire::phone_credits::oauth::{
    SIGNATURE_HEADER, Scope, TIMESTAMP_HEADER, TokenResponse,
};
use ventanilla_core::wire::phone_credits::orders::{
    CompleteOrderRequest, CreateOrderRequest, DealerEntry, DealerList, ORDER_LIFETIME_MS, Order,
    OrderAmount, OrderStatus, PaymentStatus, Transaction, TransactionData, TransactionPayment,
    TransactionStatus,
};
use ventanilla_core::wire::time::Iso;

/// What stands before the documented paths.
pub(super) const PREFIX: &str = "/bitcapital";
/// How long a token is good, in seconds.
const TOKEN_LIFETIME_S: i64 = 1_800;

// What is remembered. The key of the memory is 200 characters at most: the longest name here is that of what a wallet has paid, with 90
// characters beside the wallet's id, which has 100 at most.

/// An order in preview: the id, then the phone.
const ORDER: &str = "bitcapital order";
/// What a wallet has paid: the wallet, the time, the order's id, the phone and the centavos, so that names in their order are in that of time.
const PAID: &str = "bitcapital paid";
/// A completion that was taken, by the order's id.
const TAKEN: &str = "bitcapital taken";
/// An attempt at a completion, by the order's id.
const ATTEMPT: &str = "bitcapital attempt";
/// What a phone was recharged with: the dealer, the phone and the centavos.
const EFFECT: &str = "bitcapital effect";

pub(super) async fn answer(
    sandbox: &Sandbox,
    request: &HttpRequest,
    (path, query): (&str, &str),
) -> Answer {
    let desk = Desk {
        sandbox,
        request,
        now_ms: sandbox.clock.now_ms(),
    };
    let below = path.strip_prefix(PREFIX).unwrap_or_default();
    let Some(route) = route(request.method, below) else {
        let parameters = [("metodo", request.method.name()), ("ruta", path)];
        return Ok(desk.refused_with(404, Code::RouteNotFound, &parameters));
    };
    if let Route::Token = route {
        return Ok(desk.token());
    }
    let target = match query {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    };
    if let Err(refusal) = desk.admit(&target) {
        return Ok(refusal);
    }
    match route {
        Route::Token => Ok(desk.token()),
        Route::Dealers => Ok(dealer_list()),
        Route::Create => desk.create().await,
        Route::Complete(id) => desk.complete(id).await,
        Route::History(wallet) => desk.history(wallet).await,
    }
}

enum Route<'a> {
    Token,
    Dealers,
    Create,
    Complete(&'a str),
    History(&'a str),
}

fn route(method: Method, below: &str) -> Option<Route<'_>> {
    match (method, below) {
        (Method::Post, TOKEN_PATH) => Some(Route::Token),
        (Method::Get, dealers::PATH) => Some(Route::Dealers),
        (Method::Post, create::PATH) => Some(Route::Create),
        (Method::Post, _) => below
            .strip_prefix(complete::PATH_START)?
            .strip_suffix(complete::PATH_END)
            .map(Route::Complete),
        (Method::Get, _) => below
            .strip_prefix(fate::PATH)
            .filter(|wallet| is_segment(wallet))
            .map(Route::History),
        _ => None,
    }
}

/// A phone and whose it is.
struct Phone {
    dealer: Dealer,
    area_code: String,
    number: String,
}

impl Phone {
    /// Reads the words of a name.
    fn read<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Self> {
        Some(Self {
            dealer: Dealer::parse(words.next()?)?,
            area_code: words.next()?.to_owned(),
            number: words.next()?.to_owned(),
        })
    }

    /// As it stands in a name.
    fn words(&self) -> String {
        format!("{} {} {}", self.dealer.code(), self.area_code, self.number)
    }
}

/// What a wallet has paid.
struct Paid {
    at_ms: i64,
    id: String,
    phone: Phone,
    amount: Centavos,
}

impl Paid {
    /// Reads what follows the wallet in a name.
    fn read(name: &str) -> Option<Self> {
        let mut words = name.split(' ');
        Some(Self {
            at_ms: words.next()?.parse().ok()?,
            id: words.next()?.to_owned(),
            phone: Phone::read(&mut words)?,
            amount: Centavos::parse(words.next()?)?,
        })
    }
}

/// The amounts that can be sold of a dealer, each with the dealer's own key.
fn offers(dealer: Dealer) -> Vec<(Centavos, String)> {
    let minors: &[i32] = match dealer {
        Dealer::Vivo => &[1_500, 2_000, 2_500, 3_000, 5_000, 10_000],
        Dealer::Claro => &[1_000, 1_300, 2_000, 3_000, 5_000, 10_000],
        Dealer::Oi => &[1_000, 1_400, 2_000, 3_500, 5_000],
        Dealer::Tim => &[1_500, 2_000, 3_000, 4_000, 6_000, 10_000],
    };
    let offer = |minor: &i32| {
        let key = match dealer {
            Dealer::Tim => format!("TIM-{minor}"),
            Dealer::Vivo | Dealer::Claro | Dealer::Oi => String::new(),
        };
        (Centavos::from(Amount::from_small_minor(*minor)), key)
    };
    minors.iter().map(offer).collect()
}

fn dealer_list() -> HttpResponse {
    let entry = |code: Dealer| DealerEntry {
        code,
        name: code.name().to_owned(),
    };
    let dealers = Dealer::ALL.into_iter().map(entry).collect();
    json(200, &DealerList { dealers })
}

/// A token says until when it is good, and is signed.
fn token_until(expiry_ms: i64) -> Option<String> {
    let expiry = expiry_ms.to_string();
    let signature =
        PlatformKey::new(BITCAPITAL_CLIENT_SECRET)?.sign(Method::Post, TOKEN_PATH, &expiry, None);
    Some(format!("{expiry}.{signature}"))
}

fn is_token(token: &str, now_ms: i64) -> bool {
    token
        .split_once('.')
        .and_then(|(expiry, _)| expiry.parse().ok())
        .is_some_and(|expiry_ms: i64| {
            expiry_ms > now_ms && token_until(expiry_ms).as_deref() == Some(token)
        })
}

/// One request being answered.
struct Desk<'a> {
    sandbox: &'a Sandbox,
    request: &'a HttpRequest,
    now_ms: i64,
}

impl Desk<'_> {
    /// A session for a client that shows its secret.
    fn token(&self) -> HttpResponse {
        let is_ours = bitcapital_credentials().is_ok_and(|credentials| {
            self.request.header("authorization") == Some(credentials.authorization().as_str())
        });
        if !is_ours {
            return self.refused(401, Code::ClientInvalid);
        }
        let mut pairs = form_urlencoded::parse(self.body());
        if !pairs.any(|(name, value)| name == "grant_type" && value == "client_credentials") {
            return self.refused(400, Code::GrantUnsupported);
        }
        let expiry_ms = self
            .now_ms
            .saturating_add(TOKEN_LIFETIME_S.saturating_mul(1000));
        match token_until(expiry_ms) {
            Some(access_token) => json(
                200,
                &TokenResponse {
                    access_token,
                    refresh_token: None,
                    token_type: "bearer".to_owned(),
                    expires_in: TOKEN_LIFETIME_S,
                    user_id: "sandbox".to_owned(),
                    is_virtual: true,
                    scope: Scope::ALL.to_vec(),
                },
            ),
            None => internal_error(),
        }
    }

    /// First the token, then the signature: in the contract's order.
    fn admit(&self, target: &str) -> Result<(), HttpResponse> {
        let header = |name| self.request.header(name).unwrap_or_default();
        let token = header("authorization").strip_prefix("Bearer ");
        if !token.is_some_and(|token| is_token(token, self.now_ms)) {
            return Err(self.refused(401, Code::Unauthorized));
        }
        let presented = Presented {
            method: self.request.method,
            target,
            body: self.body(),
            timestamp: header(TIMESTAMP_HEADER),
            signature: header(SIGNATURE_HEADER),
        };
        let key = PlatformKey::new(BITCAPITAL_CLIENT_SECRET).ok_or_else(internal_error)?;
        verify(&presented, &key, self.now_ms, PREFIX).map_err(|disbelief| {
            let code = match disbelief {
                Disbelief::Timestamp => Code::SignatureExpired,
                Disbelief::Signature => Code::SignatureInvalid,
            };
            self.refused(400, code)
        })
    }

    /// An order in preview.
    async fn create(&self) -> Answer {
        let request = match CreateOrderRequest::parse(self.body()) {
            Ok(request) => request,
            Err(invalid) => return Ok(self.invalid(&invalid)),
        };
        let (area_code, number) = request.number.parts();
        let phone = Phone {
            dealer: request.dealer,
            area_code: area_code.to_owned(),
            number: number.to_owned(),
        };
        let id = Ticket::of(number, self.now_ms).write(self.mark());
        self.count(&format!("{ORDER} {id} {}", phone.words()))
            .await?;
        let order = order(&id, &phone, self.now_ms);
        Ok(json(200, &order))
    }

    /// An order's completion. What is refused leaves it in preview.
    async fn complete(&self, id: &str) -> Answer {
        let found = match Ticket::read(id) {
            Some(ticket) => self.phone_of(id).await?.map(|phone| (ticket, phone)),
            None => None,
        };
        let Some((ticket, phone)) = found else {
            return Ok(self.refused(404, Code::OrderNotFound));
        };
        let request = match CompleteOrderRequest::parse(self.body()) {
            Ok(request) => request,
            Err(invalid) => return Ok(self.invalid(&invalid)),
        };
        if !is_segment(&request.source) {
            return Ok(self.refused(404, Code::WalletNotFound));
        }
        if self.now_ms.saturating_sub(ticket.created_at_ms) >= ORDER_LIFETIME_MS {
            return Ok(self.refused(409, Code::OrderExpired));
        }
        let script = ticket.script();
        let mut offered: Vec<Centavos> = offers(phone.dealer)
            .into_iter()
            .map(|(amount, _)| amount)
            .collect();
        if script == Script::ListChanged {
            offered.retain(|amount| Reais::from(*amount) != request.amount);
        }
        let amount = match request.amount.choose(&offered) {
            Ok(amount) => amount,
            Err(flaw) => return Ok(self.invalid(&Invalid::one(flaw.of("amount")))),
        };
        if let Some(answer) = self.not_taken(script, id).await {
            return answer;
        }
        if self.count(&format!("{TAKEN} {id}")).await? > 1 {
            return Ok(self.refused(409, Code::OrderCompleted));
        }
        // With another amount in the answer, it is in the history as well.
        let told = match script {
            Script::WrongAmount => amount
                .amount()
                .checked_add(Amount::from_small_minor(100))
                .map_or(amount, Centavos::from),
            _ => amount,
        };
        let words = phone.words();
        self.count(&format!(
            "{PAID} {} {:013} {id} {words} {}",
            request.source,
            self.now_ms,
            told.to_text()
        ))
        .await?;
        if script.has_effect() {
            self.count(&format!("{EFFECT} {words} {}", amount.to_text()))
                .await?;
        }
        let answer = self.transaction(id, phone, told, script);
        match script {
            Script::TimeOutAfterEffect => Err(time_out(self.sandbox, self.request).await),
            Script::ErrorAfterEffect => Ok(internal_error()),
            Script::TruncatedAfterEffect => Ok(truncated(answer)),
            Script::Slow => {
                slow(self.sandbox, self.request).await?;
                Ok(answer)
            }
            _ => Ok(answer),
        }
    }

    /// What is answered where an order is not taken, by its script.
    async fn not_taken(&self, script: Script, id: &str) -> Option<Answer> {
        match script {
            Script::TooManyRequests => {
                // Once for an order.
                match self.count(&format!("{ATTEMPT} {id}")).await {
                    Ok(1) => Some(Ok(too_many())),
                    Ok(_) => None,
                    Err(error) => Some(Err(error)),
                }
            }
            Script::InsufficientFunds => {
                let parameters = [("saldo", "0.00")];
                Some(Ok(self.refused_with(
                    400,
                    Code::WalletInsufficient,
                    &parameters,
                )))
            }
            Script::UnknownNumber => Some(Ok(self.refused(404, Code::AccountNotFound))),
            Script::TimeOutWithoutEffect => Some(Err(time_out(self.sandbox, self.request).await)),
            Script::ErrorWithoutEffect => Some(Ok(internal_error())),
            Script::HtmlPage => Some(Ok(html_page())),
            // The amount was refused before.
            Script::ListChanged
            | Script::Delivered
            | Script::Unavailable
            | Script::TimeOutAfterEffect
            | Script::ErrorAfterEffect
            | Script::TruncatedAfterEffect
            | Script::WrongAmount
            | Script::Slow
            | Script::PendingThenDelivered
            | Script::PendingThenFailed
            | Script::DeliveredThenReversed => None,
        }
    }

    fn transaction(
        &self,
        order_id: &str,
        phone: Phone,
        amount: Centavos,
        script: Script,
    ) -> HttpResponse {
        let at = Iso::from_ms(self.now_ms);
        let id = Ticket::of(&phone.number, self.now_ms).write(&format!("transaction {order_id}"));
        let (status, payment_status) = match script.standing(0) {
            Standing::Pending => (TransactionStatus::Pending, PaymentStatus::Pending),
            Standing::Delivered => (TransactionStatus::Executed, PaymentStatus::Settled),
            Standing::Failed | Standing::Reversed => {
                (TransactionStatus::Failed, PaymentStatus::Failed)
            }
        };
        let payment = TransactionPayment {
            id: id.clone(),
            kind: "withdrawal".to_owned(),
            status: payment_status,
            schedule_for: None,
            amount: Reais::from(amount),
        };
        let mut response = json(
            200,
            &Transaction {
                id,
                kind: "payment".to_owned(),
                status,
                created_at: at,
                updated_at: at,
                banking: None,
                payments: vec![payment],
                additional_data: TransactionData {
                    phone_credit_order_id: order_id.to_owned(),
                    provider_code: phone.dealer,
                    phone_code: phone.area_code,
                    phone_number: phone.number,
                },
            },
        );
        if script == Script::Unavailable && response.body.pop() == Some(b'}') {
            let code = Code::ProviderUnavailable.as_str();
            let details = format!(r#","details":{{"code":"{code}"}}}}"#);
            response.body.extend(details.into_bytes());
        }
        response
    }

    /// What a wallet has paid, or tried to, the newest first; every wallet is known, and one that has not paid has no history yet.
    async fn history(&self, wallet: &str) -> Answer {
        let start = format!("{PAID} {wallet} ");
        let names = self.names(&start).await?;
        let orders: Vec<Order> = names
            .iter()
            .filter_map(|name| Paid::read(name.strip_prefix(&start)?))
            .filter_map(|paid| {
                let ticket = Ticket::read(&paid.id)?;
                let span_ms = self.now_ms.saturating_sub(paid.at_ms);
                let status = match ticket.script().standing(span_ms) {
                    Standing::Pending => OrderStatus::Processing,
                    Standing::Delivered => OrderStatus::Completed,
                    Standing::Failed | Standing::Reversed => OrderStatus::Failed,
                };
                Some(Order {
                    status,
                    wallet_id: Some(wallet.to_owned()),
                    chosen_amount: Some(paid.amount),
                    updated_at: Iso::from_ms(paid.at_ms),
                    ..order(&paid.id, &paid.phone, ticket.created_at_ms)
                })
            })
            .collect();
        Ok(json(200, &orders))
    }

    /// The phone of an order in preview; `None` where there is no such order.
    async fn phone_of(&self, id: &str) -> Result<Option<Phone>, HttpError> {
        let start = format!("{ORDER} {id} ");
        let names = self.names(&start).await?;
        Ok(names
            .first()
            .and_then(|name| Phone::read(&mut name.strip_prefix(&start)?.split(' '))))
    }

    async fn count(&self, name: &str) -> Result<i64, HttpError> {
        let counted = self.sandbox.memory.count(name).await;
        counted.map_err(HttpError::Connection)
    }

    async fn names(&self, start: &str) -> Result<Vec<String>, HttpError> {
        let names = self.sandbox.memory.names(start).await;
        names.map_err(HttpError::Connection)
    }

    fn body(&self) -> &[u8] {
        self.request.body.as_deref().unwrap_or_default().as_bytes()
    }

    /// What is unique about the request.
    fn mark(&self) -> &str {
        self.request.header(SIGNATURE_HEADER).unwrap_or_default()
    }

    fn refused(&self, status: u16, code: Code) -> HttpResponse {
        self.refused_with(status, code, &[])
    }

    fn refused_with(&self, status: u16, code: Code, parameters: &[(&str, &str)]) -> HttpResponse {
        json(
            status,
            &PlatformError::refused(status, code, parameters, self.stack_id()),
        )
    }

    fn invalid(&self, invalid: &Invalid) -> HttpResponse {
        json(400, &PlatformError::invalid(invalid, self.stack_id()))
    }

    fn stack_id(&self) -> String {
        Ticket::of("", self.now_ms).write(&format!("error {}", self.mark()))
    }
}

/// An order in preview.
fn order(id: &str, phone: &Phone, created_at_ms: i64) -> Order {
    let created_at = Iso::from_ms(created_at_ms);
    let identifier =
        |what: &str| Ticket::of(&phone.number, created_at_ms).write(&format!("{what} {id}"));
    let amount = |(amount, amount_key): (Centavos, String)| OrderAmount {
        id: identifier(&amount.to_text()),
        amount,
        amount_key,
        deleted_at: None,
        created_at,
        updated_at: created_at,
    };
    Order {
        id: id.to_owned(),
        provider_code: phone.dealer,
        phone_code: phone.area_code.clone(),
        phone_number: phone.number.clone(),
        provider_order_id: identifier("provider"),
        status: OrderStatus::Created,
        amounts: offers(phone.dealer).into_iter().map(amount).collect(),
        wallet_id: None,
        chosen_amount: None,
        deleted_at: None,
        created_at,
        updated_at: created_at,
    }
}
