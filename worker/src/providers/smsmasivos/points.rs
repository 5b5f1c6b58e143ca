//! `POST /wallet/sale` and `POST /wallet/balance/update`: points earned, used, given and taken (contract, sections 7 and 8).
//!
//! The balance before is asked for and stored first. Then the transaction, and, where its answer says nothing clear, the balance afterwards. A balance
//! proves nothing, since others may move it meanwhile: it is evidence for whoever decides. The transaction is sent once, and again only after an
//! answer that says that it was not looked at.

use super::Credentials;
use super::answer::{self, Said};
use super::contacts;
use super::request::{SENDING_TIMEOUT_MS, post};
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::{Balance, Conversation, Delivery, Moment, Outcome, Remark, Step, Words};
use ventanilla_core::loyalty::MovementKind;
use ventanilla_core::wire::loyalty::documented::Method;
use ventanilla_core::{Amount, Points};

/// What has to be left of the budget to ask for the balance once more.
const ASKING_MS_MIN: i64 = 500;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction<'a> {
    /// The wallet's key at the service.
    pub wallet_key: &'a str,
    /// The contact's number.
    pub phone: &'a str,
    /// The collaborator's id at the service.
    pub user_id: i64,
    /// What it does.
    pub kind: MovementKind,
    /// Hundredths of points; of an earning, what the sale came to.
    pub amount: Amount,
    /// What a sale came to that is paid with points, where it was told.
    pub purchase: Option<Amount>,
    /// The ticket, if there is one.
    pub ticket: Option<&'a str>,
}

enum Stage {
    Sending,
    /// After an answer that says that it was not looked at.
    SendingAgain,
    /// Nobody can tell what became of it, and why.
    AskingAfter(Remark),
    /// It was done, it says, with a balance that others' transactions may have moved meanwhile, or that is wrong.
    AskingAgain(Points, Remark),
}

/// Does one transaction.
pub struct Move<'a> {
    credentials: &'a Credentials,
    transaction: Transaction<'a>,
    before: Option<Balance>,
    stage: Stage,
}

impl<'a> Move<'a> {
    /// A conversation that does a transaction, after what the service showed of the contact.
    pub fn new(
        credentials: &'a Credentials,
        transaction: Transaction<'a>,
        before: Option<Balance>,
    ) -> Self {
        Self {
            credentials,
            transaction,
            before,
            stage: Stage::Sending,
        }
    }

    fn ask(&self) -> HttpRequest {
        let (wallet, phone) = (self.transaction.wallet_key, self.transaction.phone);
        contacts::request(self.credentials, wallet, Some(phone))
    }

    fn method(&self) -> Method {
        match self.transaction.kind {
            MovementKind::Earning | MovementKind::Redemption => Method::Sale,
            MovementKind::Addition | MovementKind::Removal => Method::UpdateBalance,
        }
    }

    fn request(&self) -> HttpRequest {
        let transaction = &self.transaction;
        let user_id = transaction.user_id.to_string();
        let amount = amount_text(transaction.amount);
        let kind = if transaction.kind.gives() { "0" } else { "1" };
        let amount_name = match transaction.kind {
            MovementKind::Redemption => "points_used",
            MovementKind::Earning | MovementKind::Addition | MovementKind::Removal => {
                "transaction_amount"
            }
        };
        let mut attributes = vec![
            ("wallet_key", transaction.wallet_key),
            ("phone", transaction.phone),
            ("transaction_type", kind),
            (amount_name, amount.as_str()),
            ("usertool_id", user_id.as_str()),
        ];
        let purchase = transaction.purchase.map(amount_text);
        attributes.extend(
            purchase
                .as_deref()
                .map(|purchase| ("transaction_amount", purchase)),
        );
        attributes.extend(transaction.ticket.map(|ticket| ("ticket", ticket)));
        post(
            self.credentials,
            self.method(),
            &attributes,
            SENDING_TIMEOUT_MS,
        )
    }

    fn read_answer(
        &mut self,
        moment: &Moment,
        last: &Result<HttpResponse, HttpError>,
    ) -> Step<Outcome> {
        let response = match last {
            Ok(response) => response,
            // Nothing tells a connection that was never made from one that broke after the order was read.
            Err(error) => return self.ask_after(moment, answer::no_answer(error)),
        };
        if response.status == answer::TOO_MANY_STATUS {
            return self.turned_away(moment, response);
        }
        let text = answer::text(response, self.secrets());
        let said = text
            .as_deref()
            .map(|text| answer::read(self.method(), response.status, text));
        let told = match said {
            Some(Said::Refused(refusal)) => return Step::Done(Outcome::Refused(refusal)),
            Some(Said::Done(envelope)) => envelope.new_balance(),
            Some(Said::Failed(_) | Said::Unclear) | None => None,
        };
        let remark = answer::unclear(response, text.as_deref());
        match told {
            Some(told) if self.fits(told) => Step::Done(delivered(told)),
            Some(told) => self.ask_again(moment, told, remark),
            None => self.ask_after(moment, remark),
        }
    }

    /// Whether a balance that was told can be the one after this transaction.
    fn fits(&self, told: Points) -> bool {
        let (told, amount) = (told.amount(), self.transaction.amount);
        match (self.before, self.transaction.kind) {
            (Some(Balance::Points(before)), MovementKind::Earning) => told >= before.amount(),
            (Some(Balance::Points(before)), MovementKind::Addition) => {
                Some(told) == before.amount().checked_add(amount)
            }
            (Some(Balance::Points(before)), MovementKind::Redemption | MovementKind::Removal) => {
                Some(told) == before.amount().checked_sub(amount)
            }
            // A contact that was not there a moment ago: somebody else is at work.
            (Some(Balance::NoContact) | None, _) => false,
        }
    }

    /// After a 429: once more where that is soon.
    fn turned_away(&mut self, moment: &Moment, response: &HttpResponse) -> Step<Outcome> {
        let again = matches!(self.stage, Stage::Sending);
        match answer::delay_ms(response, moment).filter(|_| again) {
            Some(delay_ms) => {
                self.stage = Stage::SendingAgain;
                Step::SendAfter {
                    delay_ms,
                    request: self.request(),
                }
            }
            None => Step::Done(Outcome::Refused(answer::too_many(response))),
        }
    }

    fn ask_after(&mut self, moment: &Moment, remark: Remark) -> Step<Outcome> {
        if moment.remaining_ms < ASKING_MS_MIN {
            return Step::Done(answer::unknown(remark, None));
        }
        self.stage = Stage::AskingAfter(remark);
        Step::Send(self.ask())
    }

    fn ask_again(&mut self, moment: &Moment, told: Points, remark: Remark) -> Step<Outcome> {
        if moment.remaining_ms < ASKING_MS_MIN {
            return Step::Done(answer::unknown(remark, None));
        }
        self.stage = Stage::AskingAgain(told, remark);
        Step::Send(self.ask())
    }

    fn read_balance(&self, last: &Result<HttpResponse, HttpError>) -> Option<Balance> {
        let response = last.as_ref().ok()?;
        let text = answer::text(response, self.secrets())?;
        contacts::balance(response, &text, self.transaction.phone)
    }
}

impl Conversation for Move<'_> {
    type Outcome = Outcome;

    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Outcome> {
        let Some(last) = last else {
            return Step::Send(self.request());
        };
        match &self.stage {
            Stage::Sending | Stage::SendingAgain => self.read_answer(moment, last),
            Stage::AskingAfter(remark) => {
                Step::Done(answer::unknown(remark.clone(), self.read_balance(last)))
            }
            Stage::AskingAgain(told, remark) => Step::Done(match self.read_balance(last) {
                // It is the service's own balance: others have moved the contact's points in between.
                Some(Balance::Points(after)) if after == *told => delivered(*told),
                after => answer::unknown(remark.clone(), after),
            }),
        }
    }

    fn cut_short(&self) -> Outcome {
        match &self.stage {
            // The first was not looked at, and the second was not sent.
            Stage::SendingAgain => Outcome::Refused(answer::not_sent()),
            Stage::Sending => answer::unknown(answer::no_time(), None),
            Stage::AskingAfter(remark) | Stage::AskingAgain(_, remark) => {
                answer::unknown(remark.clone(), None)
            }
        }
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.credentials.apikey()]
    }
}

fn delivered(told: Points) -> Outcome {
    Outcome::Delivered(Delivery {
        id: None,
        reference: Some(Words::bounded(&amount_text(told.amount()))),
    })
}

/// Hundredths as the wire has them, with both decimals.
fn amount_text(hundredths: Amount) -> String {
    hundredths.to_text(ventanilla_core::Currency::Mxn)
}
