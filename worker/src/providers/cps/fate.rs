//! `GET /operaciones/{id}`: what became of a payment that was answered as pending (contract, section 10). CPS itself has no such question
//! (contract, 8.5); a server that answers `pending` with an `idOperation` as section 10 says has this one.

use super::Credentials;
use super::answer;
use super::request::Client;
use crate::ports::{HttpError, HttpResponse};
use crate::providers::{
    Conversation, Delivery, Evidence, Moment, OrderId, Outcome, Refusal, RefusalKind, Remark, Step,
    Words,
};
use serde::Deserialize;
use ventanilla_core::code::Code;

/// The path below the base URL, before the identifier.
pub const PATH: &str = "/operaciones/";

/// Looks up one order.
pub struct Fate<'a> {
    client: Client<'a>,
    id: &'a OrderId,
}

impl<'a> Fate<'a> {
    /// A conversation that asks what became of an order.
    pub fn new(credentials: &'a Credentials, id: &'a OrderId) -> Self {
        Self {
            client: Client::new(credentials),
            id,
        }
    }

    /// `None` where it is not an operation's state, or is that of another one.
    fn read(&self, text: &str) -> Option<Outcome> {
        let operation: Operation = serde_json::from_str(text).ok()?;
        if operation.id != self.id.as_str() {
            return None;
        }
        let remark = Remark::theirs(Words::bounded(&operation.estado));
        let refused = |kind, remark| Outcome::Refused(Refusal { kind, remark });
        match operation.estado.as_str() {
            "succeeded" => Some(Outcome::Delivered(Delivery {
                id: Some(self.id.clone()),
                reference: None,
            })),
            "failed" => Some(refused(RefusalKind::Other, remark)),
            "reversed" => Some(refused(RefusalKind::Reversed, remark)),
            "created" | "submitted" => Some(Outcome::Pending(self.evidence(remark))),
            _ => {
                let remark = remark.because(Code::OrderAnswerUnclear);
                Some(Outcome::Unknown(self.evidence(remark)))
            }
        }
    }

    /// Whatever a look-up says but an operation's state is about the look-up, not about the order: it stays as it is.
    fn evidence(&self, remark: Remark) -> Evidence {
        Evidence::new(Some(self.id.clone()), remark)
    }
}

impl Conversation for Fate<'_> {
    type Outcome = Outcome;

    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Outcome> {
        let response = match last {
            None => {
                let path = format!("{PATH}{}", self.id);
                return Step::Send(self.client.get(moment.now_ms, &path, &[]));
            }
            Some(Err(error)) => {
                let remark = answer::no_answer(error);
                return Step::Done(Outcome::Unknown(self.evidence(remark)));
            }
            Some(Ok(response)) => response,
        };
        let text = answer::text(response, self.client.secrets());
        let outcome = text
            .as_deref()
            .filter(|_| answer::is_success(response.status))
            .and_then(|text| self.read(text));
        Step::Done(outcome.unwrap_or_else(|| {
            Outcome::Unknown(self.evidence(answer::unclear(response, text.as_deref())))
        }))
    }

    fn cut_short(&self) -> Outcome {
        Outcome::Unknown(self.evidence(answer::no_time()))
    }

    fn secrets(&self) -> Vec<&str> {
        self.client.secrets()
    }
}

#[derive(Deserialize)]
struct Operation {
    id: String,
    estado: String,
}
