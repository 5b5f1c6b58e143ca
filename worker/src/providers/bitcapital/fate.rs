//! `GET /phone-credits/order/history/:walletId`: what became of an order that a wallet was to pay (contract, section 2.4).

use super::Credentials;
use super::answer;
use super::record::Ordered;
use super::session::{Session, Turn};
use crate::ports::{HttpError, HttpResponse};
use crate::providers::base_url::is_segment;
use crate::providers::{Conversation, Moment, OrderId, Outcome, Remark, Step};
use ventanilla_core::Amount;
use ventanilla_core::code::Code;
use ventanilla_core::wire::phone_credits::money::Centavos;
use ventanilla_core::wire::phone_credits::orders::CreateOrderRequest;

/// What stands before the wallet's id in the path below the base URL.
pub const PATH: &str = "/phone-credits/order/history/";

/// The longest history that is read, in bytes: some hundreds of orders. That it has pages is not documented.
const RESPONSE_BYTES_MAX: usize = 1024 * 1024;

/// Looks up one order.
pub struct Fate<'a> {
    session: Session<'a>,
    ordered: Ordered<'a>,
}

impl<'a> Fate<'a> {
    /// A conversation that asks what became of an order that was completed with that amount, out of the wallet of that id at the provider.
    pub fn new(
        credentials: &'a Credentials,
        id: &'a OrderId,
        phone: &'a CreateOrderRequest,
        source: &'a str,
        amount: Amount,
    ) -> Self {
        Self {
            session: Session::new(credentials),
            ordered: Ordered {
                id,
                phone,
                source,
                amount: Centavos::from(amount),
            },
        }
    }

    fn read(&self, answer: &Result<HttpResponse, HttpError>) -> Outcome {
        let response = match answer {
            Ok(response) => response,
            Err(error) => return self.ordered.unknown(answer::no_answer(error)),
        };
        let text = answer::text(response, self.session.secrets());
        match text.as_deref() {
            Some(text) if response.status == answer::SUCCESS_STATUS => self.ordered.fate(text),
            text => self.ordered.unknown(answer::unclear(response, text)),
        }
    }
}

impl Conversation for Fate<'_> {
    type Outcome = Outcome;

    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Outcome> {
        // It would be another path that is asked, and another that is signed.
        if !is_segment(self.ordered.source) {
            let remark = Remark::ours(Code::OrderLookupFailed);
            return Step::Done(self.ordered.unknown(remark));
        }
        match self.session.turn(last) {
            Turn::Begin(request) => Step::Send(request),
            // Without a session the look-up is refused, not the order.
            Turn::NotBegun(refusal) => {
                let remark = refusal.remark.because(Code::OrderLookupFailed);
                Step::Done(self.ordered.unknown(remark))
            }
            Turn::Send => {
                let path = format!("{PATH}{}", self.ordered.source);
                Step::Send(self.session.get(moment.now_ms, &path, RESPONSE_BYTES_MAX))
            }
            Turn::Read(answer) => Step::Done(self.read(answer)),
        }
    }

    fn cut_short(&self) -> Outcome {
        self.ordered.unknown(answer::no_time())
    }

    fn secrets(&self) -> Vec<&str> {
        self.session.secrets()
    }

    fn awaits_secret(&self) -> bool {
        !self.session.has_begun()
    }
}
