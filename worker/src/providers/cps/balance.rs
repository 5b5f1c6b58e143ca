//! `GET /v2/operation/get/balance`: what a number owes or has (contract, 3.2).

use super::Credentials;
use super::answer::{self, Envelope};
use super::request::{Client, Value};
use crate::ports::{HttpError, HttpResponse};
use crate::providers::{Conversation, Inquiry, Moment, Step};
use serde::Deserialize;
use serde_json::value::RawValue;
use ventanilla_core::{Amount, Currency};

/// The path below the base URL.
pub const PATH: &str = "/v2/operation/get/balance";

/// Asks for one number's balance.
pub struct Balance<'a> {
    client: Client<'a>,
    service: i64,
    number: &'a str,
}

/// A balance as the provider told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// How much; below zero where the provider says so.
    pub balance: Amount,
    /// In what.
    pub currency: Currency,
}

impl<'a> Balance<'a> {
    /// A conversation that asks for the balance of a number at a service.
    pub fn new(credentials: &'a Credentials, service: i64, number: &'a str) -> Self {
        Self {
            client: Client::new(credentials),
            service,
            number,
        }
    }

    fn read(&self, text: &str) -> Option<Told> {
        let envelope: Envelope<'_> = serde_json::from_str(text).ok()?;
        let data = envelope.data.filter(|_| envelope.success)?;
        let data: Data<'_> = serde_json::from_str(data.get()).ok()?;
        let is_of_it = data
            .id_type_service
            .is_none_or(|service| service == self.service)
            && data
                .number_service
                .is_none_or(|number| number == self.number);
        let currency = Currency::parse(&data.currency).filter(|_| is_of_it)?;
        let balance = Amount::parse(data.balance.get(), currency).ok()?;
        Some(Told { balance, currency })
    }
}

impl Conversation for Balance<'_> {
    type Outcome = Inquiry<Told>;

    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Inquiry<Told>> {
        let response = match last {
            None => {
                let parameters = [
                    ("numberService", Value::Text(self.number)),
                    ("idTypeService", Value::Whole(self.service)),
                ];
                return Step::Send(self.client.get(moment.now_ms, PATH, &parameters));
            }
            Some(Err(error)) => {
                return Step::Done(Inquiry::Unanswered(answer::no_answer(error)));
            }
            Some(Ok(response)) => response,
        };
        let text = answer::text(response, self.client.secrets());
        let told = text
            .as_deref()
            .filter(|_| answer::is_success(response.status))
            .and_then(|text| self.read(text));
        Step::Done(match told {
            Some(told) => Inquiry::Answered(told),
            None => answer::unanswered(response, text.as_deref()),
        })
    }

    fn cut_short(&self) -> Inquiry<Told> {
        Inquiry::Unanswered(answer::no_time())
    }

    fn secrets(&self) -> Vec<&str> {
        self.client.secrets()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data<'a> {
    id_type_service: Option<i64>,
    number_service: Option<String>,
    #[serde(borrow)]
    balance: &'a RawValue,
    currency: String,
}
