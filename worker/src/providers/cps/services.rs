//! `GET /v2/list/basic_services`: which services there are, or which tell a balance (contract, 3.3).

use super::Credentials;
use super::answer;
use super::request::{Client, Value};
use crate::ports::{HttpError, HttpResponse};
use crate::providers::{Conversation, Inquiry, Moment, Step};
use serde::Deserialize;

/// The path below the base URL.
pub const PATH: &str = "/v2/list/basic_services";

/// Asks for the list of services.
pub struct Services<'a> {
    client: Client<'a>,
    can_get_balance: bool,
}

/// One service. That it has an identifier is all that is documented.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Service {
    /// `idTypeService`.
    #[serde(rename = "idTypeService")]
    pub id: i64,
    /// Its constant (contract, section 4), where it is told.
    pub name: Option<String>,
    /// Whether it tells a balance, where it is told.
    #[serde(rename = "canGetBalance")]
    pub can_get_balance: Option<bool>,
}

impl<'a> Services<'a> {
    /// A conversation that asks for all services, or for those that tell a balance.
    pub fn new(credentials: &'a Credentials, can_get_balance: bool) -> Self {
        Self {
            client: Client::new(credentials),
            can_get_balance,
        }
    }
}

impl Conversation for Services<'_> {
    type Outcome = Inquiry<Vec<Service>>;

    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Inquiry<Vec<Service>>> {
        let response = match last {
            None => {
                let parameters = [("canGetBalance", Value::Flag(self.can_get_balance))];
                return Step::Send(self.client.get(moment.now_ms, PATH, &parameters));
            }
            Some(Err(error)) => {
                return Step::Done(Inquiry::Unanswered(answer::no_answer(error)));
            }
            Some(Ok(response)) => response,
        };
        let text = answer::text(response, self.client.secrets());
        let services = text
            .as_deref()
            .filter(|_| answer::is_success(response.status))
            .and_then(|text| serde_json::from_str(text).ok());
        Step::Done(match services {
            Some(services) => Inquiry::Answered(services),
            None => answer::unanswered(response, text.as_deref()),
        })
    }

    fn cut_short(&self) -> Inquiry<Vec<Service>> {
        Inquiry::Unanswered(answer::no_time())
    }

    fn secrets(&self) -> Vec<&str> {
        self.client.secrets()
    }
}
