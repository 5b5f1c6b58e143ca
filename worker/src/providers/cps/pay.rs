//! `POST /v2/operation/use/pay`: pays or recharges a service (contract, 3.1). It has no idempotency key and no question about its fate
//! (contract, 8.5), so that it is sent once, and again only after an answer that says that it was not looked at.

use super::Credentials;
use super::answer::{self, Envelope};
use super::request::{Client, Value};
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::{
    Conversation, Delivery, Evidence, Moment, Outcome, Refusal, RefusalKind, Remark, Step, Words,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use ventanilla_core::code::Code;
use ventanilla_core::{Amount, Currency};

/// The path below the base URL.
pub const PATH: &str = "/v2/operation/use/pay";

/// How long the provider may take; less than the whole budget, so that there is some left after a 429.
const TIMEOUT_MS: i64 = 15_000;

/// What is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// `idTypeService` (contract, section 4).
    pub service: i64,
    /// `numberService`, a text because of its zeros (contract, 8.3).
    pub number: String,
    /// How much.
    pub amount: Amount,
    /// The amount's currency; it is not on the wire.
    pub currency: Currency,
}

/// Pays one order.
pub struct Pay<'a> {
    client: Client<'a>,
    order: &'a Order,
    /// Whether the first attempt was answered with a 429, and there is another one, the last.
    is_second_attempt: bool,
}

impl<'a> Pay<'a> {
    /// A conversation that pays an order.
    pub fn new(credentials: &'a Credentials, order: &'a Order) -> Self {
        Self {
            client: Client::new(credentials),
            order,
            is_second_attempt: false,
        }
    }

    fn request(&mut self, at_ms: i64) -> HttpRequest {
        let order = self.order;
        let amount = order.amount.to_json_number(order.currency);
        let parameters = [
            ("numberService", Value::Text(&order.number)),
            ("idTypeService", Value::Whole(order.service)),
            ("amount", Value::Literal(&amount)),
        ];
        self.client.post(at_ms, PATH, &parameters, TIMEOUT_MS)
    }

    /// After a 429: once more where that is soon, with a nonce of its own.
    fn turned_away(&mut self, moment: &Moment, response: &HttpResponse) -> Step<Outcome> {
        let delay_ms = answer::delay_ms(response, moment).filter(|_| !self.is_second_attempt);
        match delay_ms {
            Some(delay_ms) => {
                self.is_second_attempt = true;
                Step::SendAfter {
                    delay_ms,
                    request: self.request(moment.now_ms.saturating_add(delay_ms)),
                }
            }
            None => Step::Done(Outcome::Refused(answer::too_many(response))),
        }
    }

    fn read(&self, response: &HttpResponse) -> Outcome {
        let text = answer::text(response, self.client.secrets());
        let outcome = text.as_deref().and_then(|text| {
            if answer::is_success(response.status) {
                self.read_success(text)
            } else {
                self.read_refusal(response.status, text)
            }
        });
        outcome.unwrap_or_else(|| {
            Outcome::Unknown(Evidence::new(
                text.as_deref().and_then(answer::order_of_error),
                answer::unclear(response, text.as_deref()),
            ))
        })
    }

    /// `None` where it is not what section 7 has.
    fn read_success(&self, text: &str) -> Option<Outcome> {
        let envelope: Envelope<'_> = serde_json::from_str(text).ok()?;
        let data = envelope.data.filter(|_| envelope.success)?;
        let payment: Payment<'_> = serde_json::from_str(data.get()).ok()?;
        if !payment.is_of(self.order) {
            // Without the identifier: that something else succeeded would say nothing about this order.
            let remark = Remark::theirs(Words::bounded(data.get()));
            return Some(Outcome::Unknown(answer::evidence(
                remark.because(Code::OrderAnswerMismatch),
            )));
        }
        let id = answer::order_id(payment.id_operation);
        let said = Remark::theirs(Words::bounded(&payment.status));
        Some(match payment.status.as_str() {
            "approved" => Outcome::Delivered(Delivery {
                id,
                reference: payment
                    .reference
                    .and_then(answer::loose_text)
                    .map(|reference| Words::bounded(&reference))
                    .filter(|reference| !reference.as_str().is_empty()),
            }),
            "rejected" => Outcome::Refused(payment.rejection()),
            "pending" => Outcome::Pending(Evidence::new(id, said)),
            _ => Outcome::Unknown(Evidence::new(id, said.because(Code::OrderAnswerUnclear))),
        })
    }

    fn read_refusal(&self, status: u16, text: &str) -> Option<Outcome> {
        // What our second attempt is a duplicate of may well be our first, whatever it was answered.
        if self.is_second_attempt && status == answer::DUPLICATE_STATUS {
            return None;
        }
        answer::refusal(status, text).map(Outcome::Refused)
    }
}

impl Conversation for Pay<'_> {
    type Outcome = Outcome;

    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Outcome> {
        match last {
            None => Step::Send(self.request(moment.now_ms)),
            // Nothing tells a connection that was never made from one that broke after the order was read.
            Some(Err(error)) => {
                Step::Done(Outcome::Unknown(answer::evidence(answer::no_answer(error))))
            }
            Some(Ok(response)) if response.status == answer::TOO_MANY_STATUS => {
                self.turned_away(moment, response)
            }
            Some(Ok(response)) => Step::Done(self.read(response)),
        }
    }

    fn cut_short(&self) -> Outcome {
        if self.is_second_attempt {
            // The first was not looked at, and the second was not sent.
            return Outcome::Refused(answer::not_sent());
        }
        Outcome::Unknown(answer::evidence(answer::no_time()))
    }

    fn secrets(&self) -> Vec<&str> {
        self.client.secrets()
    }
}

/// `data` of a payment's answer. What is echoed has to be what was asked for; what is not there is not compared.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payment<'a> {
    #[serde(borrow)]
    id_operation: Option<&'a RawValue>,
    id_type_service: Option<i64>,
    number_service: Option<String>,
    #[serde(borrow)]
    amount: Option<&'a RawValue>,
    status: String,
    #[serde(borrow)]
    reference: Option<&'a RawValue>,
    /// Why it was rejected. Not in the contract; where it is, its code is one of the contract's.
    #[serde(borrow)]
    error: Option<&'a RawValue>,
}

impl Payment<'_> {
    fn is_of(&self, order: &Order) -> bool {
        self.id_type_service
            .is_none_or(|service| service == order.service)
            && self
                .number_service
                .as_ref()
                .is_none_or(|number| *number == order.number)
            && self
                .amount
                .is_none_or(|amount| answer::is_amount(amount, order.amount, order.currency))
    }

    /// An explicit rejection says that nothing was done, so that `OPERATOR_ERROR` within it is only the reason.
    fn rejection(&self) -> Refusal {
        let Some(fault) = self.error.and_then(answer::fault) else {
            return Refusal {
                kind: RefusalKind::Other,
                remark: Remark::theirs(Words::bounded(&self.status)),
            };
        };
        let kind = match fault.code.as_str() {
            "INSUFFICIENT_FUNDS" => RefusalKind::InsufficientFunds,
            "ACCOUNT_NOT_FOUND" | "INVALID_NUMBER" => RefusalKind::UnknownNumber,
            "OPERATOR_ERROR" | "OPERATOR_TIMEOUT" => RefusalKind::Unavailable,
            _ => RefusalKind::Other,
        };
        Refusal {
            kind,
            remark: fault.remark(),
        }
    }
}
