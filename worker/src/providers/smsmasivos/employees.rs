//! `POST /employee/add` and `POST /employee/disable` (contract, sections 9 and 10). Whether one was done that was not answered, the list of who works
//! there tells.

use super::Credentials;
use super::answer::{self, Said};
use super::request::{SENDING_TIMEOUT_MS, post};
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::{Conversation, Inquiry, Moment, Step};
use ventanilla_core::wire::loyalty::documented::Method;
use ventanilla_core::wire::loyalty::requests::{AddEmployeeRequest, role_name};

/// What is asked.
enum Asked<'a> {
    Add(&'a AddEmployeeRequest),
    Disable(&'a str),
}

/// Registers or archives a collaborator. Answers the id of who was registered.
pub struct Employee<'a> {
    credentials: &'a Credentials,
    asked: Asked<'a>,
    /// The password as it stands in the form, so that it can be masked there.
    written_password: String,
}

impl<'a> Employee<'a> {
    /// A conversation that registers somebody.
    pub fn add(credentials: &'a Credentials, request: &'a AddEmployeeRequest) -> Self {
        Self {
            credentials,
            asked: Asked::Add(request),
            written_password: form_urlencoded::byte_serialize(request.password.as_bytes())
                .collect(),
        }
    }

    /// A conversation that archives whoever has that number.
    pub fn disable(credentials: &'a Credentials, number: &'a str) -> Self {
        Self {
            credentials,
            asked: Asked::Disable(number),
            written_password: String::new(),
        }
    }

    fn method(&self) -> Method {
        match self.asked {
            Asked::Add(_) => Method::AddEmployee,
            Asked::Disable(_) => Method::DisableEmployee,
        }
    }

    fn request(&self) -> HttpRequest {
        match self.asked {
            Asked::Add(employee) => post(
                self.credentials,
                Method::AddEmployee,
                &[
                    ("type", role_name(employee.role).unwrap_or_default()),
                    ("employee_name", &employee.employee_name),
                    ("business_name", &employee.business_name),
                    ("number", employee.number.as_str()),
                    ("password", &employee.password),
                ],
                SENDING_TIMEOUT_MS,
            ),
            Asked::Disable(number) => post(
                self.credentials,
                Method::DisableEmployee,
                &[("number", number)],
                SENDING_TIMEOUT_MS,
            ),
        }
    }

    fn read(&self, response: &HttpResponse) -> Inquiry<Option<i64>> {
        let text = answer::text(response, self.secrets());
        let done = text.as_deref().and_then(|text| {
            match answer::read(self.method(), response.status, text) {
                Said::Done(envelope) => match self.asked {
                    Asked::Add(_) => envelope.collaborator_id().map(Some),
                    Asked::Disable(_) => Some(None),
                },
                Said::Refused(_) | Said::Failed(_) | Said::Unclear => None,
            }
        });
        done.map_or_else(
            || answer::unanswered(self.method(), response, text.as_deref()),
            Inquiry::Answered,
        )
    }
}

impl Conversation for Employee<'_> {
    type Outcome = Inquiry<Option<i64>>;

    fn next(
        &mut self,
        _moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Self::Outcome> {
        match last {
            None => Step::Send(self.request()),
            Some(Err(error)) => Step::Done(Inquiry::Unanswered(answer::no_answer(error))),
            Some(Ok(response)) => Step::Done(self.read(response)),
        }
    }

    fn cut_short(&self) -> Self::Outcome {
        Inquiry::Unanswered(answer::no_time())
    }

    fn secrets(&self) -> Vec<&str> {
        let mut secrets = vec![self.credentials.apikey()];
        if let Asked::Add(employee) = self.asked {
            secrets.extend([employee.password.as_str(), &self.written_password]);
        }
        secrets
    }
}
