//! `POST /phone-credits/order/:orderId/complete`: recharges the phone and takes the money from a wallet (contract, section 2.3). It is sent
//! once, and again only after an answer that says that it was not looked at; what became of it otherwise, the history tells.

use super::Credentials;
use super::answer;
use super::record::Ordered;
use super::session::{Session, Token, Turn};
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::{Conversation, Moment, OrderId, Outcome, Step};
use ventanilla_core::Amount;
use ventanilla_core::wire::body::Body;
use ventanilla_core::wire::phone_credits::money::{Centavos, Reais};
use ventanilla_core::wire::phone_credits::orders::{CompleteOrderRequest, CreateOrderRequest};

/// What stands before the order's id in the path below the base URL.
pub const PATH_START: &str = "/phone-credits/order/";
/// What stands after it.
pub const PATH_END: &str = "/complete";

/// How long the provider may take; less than the whole budget, so that there is some left after a 429.
const TIMEOUT_MS: i64 = 15_000;

/// Completes one order.
pub struct Complete<'a> {
    session: Session<'a>,
    ordered: Ordered<'a>,
    /// How often it was sent, or is about to be.
    attempts: u8,
}

impl<'a> Complete<'a> {
    /// A conversation, under a session that was given, that completes an order with one of the amounts that it offers, out of the wallet of that
    /// id at the provider.
    pub fn new(
        credentials: &'a Credentials,
        token: Token,
        id: &'a OrderId,
        phone: &'a CreateOrderRequest,
        source: &'a str,
        amount: Amount,
    ) -> Self {
        Self {
            session: Session::under(credentials, token),
            ordered: Ordered {
                id,
                phone,
                source,
                amount: Centavos::from(amount),
            },
            attempts: 0,
        }
    }

    fn request(&mut self, at_ms: i64) -> HttpRequest {
        self.attempts = self.attempts.saturating_add(1);
        let path = format!("{PATH_START}{}{PATH_END}", self.ordered.id);
        let body = CompleteOrderRequest {
            amount: Reais::from(self.ordered.amount),
            source: self.ordered.source.to_owned(),
        };
        let request = self.session.post(at_ms, &path, body.to_json());
        HttpRequest {
            timeout_ms: TIMEOUT_MS,
            ..request
        }
    }

    /// After a 429: once more where that is soon.
    fn turned_away(&mut self, moment: &Moment, response: &HttpResponse) -> Step<Outcome> {
        match answer::delay_ms(response, moment).filter(|_| self.attempts < 2) {
            Some(delay_ms) => Step::SendAfter {
                delay_ms,
                request: self.request(moment.now_ms.saturating_add(delay_ms)),
            },
            None => Step::Done(Outcome::Refused(answer::too_many(response))),
        }
    }

    fn read(&self, response: &HttpResponse) -> Outcome {
        let text = answer::text(response, self.session.secrets());
        let outcome = text.as_deref().and_then(|text| match response.status {
            answer::SUCCESS_STATUS => self.ordered.completion(text),
            status => answer::refusal(status, text).map(Outcome::Refused),
        });
        outcome.unwrap_or_else(|| {
            self.ordered
                .unknown(answer::unclear(response, text.as_deref()))
        })
    }
}

impl Conversation for Complete<'_> {
    type Outcome = Outcome;

    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Outcome> {
        match self.session.turn(last) {
            // It has a session.
            Turn::Begin(_) => Step::Done(self.cut_short()),
            Turn::NotBegun(refusal) => Step::Done(Outcome::Refused(refusal)),
            // An order whose answer could not be waited for is better not sent.
            Turn::Send if moment.remaining_ms < answer::SENDING_MS_MIN => {
                Step::Done(self.cut_short())
            }
            Turn::Send => Step::Send(self.request(moment.now_ms)),
            // Nothing tells a connection that was never made from one that broke after the order was read.
            Turn::Read(Err(error)) => Step::Done(self.ordered.unknown(answer::no_answer(error))),
            Turn::Read(Ok(response)) if response.status == answer::TOO_MANY_STATUS => {
                self.turned_away(moment, response)
            }
            Turn::Read(Ok(response)) => Step::Done(self.read(response)),
        }
    }

    fn cut_short(&self) -> Outcome {
        match self.attempts {
            1 => self.ordered.unknown(answer::no_time()),
            // It was never sent; or the first was not looked at, and the second was not sent.
            _ => Outcome::Refused(answer::not_sent()),
        }
    }

    fn secrets(&self) -> Vec<&str> {
        self.session.secrets()
    }
}
