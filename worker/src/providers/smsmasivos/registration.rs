//! `POST /wallet/contact/add` (contract, section 5). What it is to bring about can be seen: where its answer says nothing clear, the contact is looked
//! for. It is not looked for unless it was missing before, since then somebody else may have added it.

use super::Credentials;
use super::answer::{self, Said};
use super::contacts;
use super::request::{SENDING_TIMEOUT_MS, post};
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::{Balance, Conversation, Delivery, Moment, Outcome, Refusal, Remark, Step};
use ventanilla_core::code::Code;
use ventanilla_core::wire::loyalty::documented::Method;

/// A contact to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration<'a> {
    /// The wallet's key at the service.
    pub wallet_key: &'a str,
    /// The number.
    pub phone: &'a str,
    /// The name.
    pub name: &'a str,
    /// The collaborator's id at the service.
    pub user_id: i64,
    /// The date of birth, if it was told.
    pub birth_date: Option<&'a str>,
}

enum Stage {
    Sending,
    AskingAfter {
        remark: Remark,
        /// What the service said, if it was that it failed.
        failed: Option<Refusal>,
    },
}

/// Adds one contact.
pub struct Add<'a> {
    credentials: &'a Credentials,
    registration: Registration<'a>,
    /// Whether the service has shown that there was no such contact; nothing is lost where that is not known: then an unclear answer stays so.
    was_missing: bool,
    stage: Stage,
}

impl<'a> Add<'a> {
    /// A conversation that adds a contact, after what the service showed of it.
    pub fn new(
        credentials: &'a Credentials,
        registration: Registration<'a>,
        before: Option<Balance>,
    ) -> Self {
        Self {
            credentials,
            registration,
            was_missing: before == Some(Balance::NoContact),
            stage: Stage::Sending,
        }
    }

    fn ask(&self) -> HttpRequest {
        let (wallet, phone) = (self.registration.wallet_key, self.registration.phone);
        contacts::request(self.credentials, wallet, Some(phone))
    }

    fn request(&self) -> HttpRequest {
        let registration = &self.registration;
        let user_id = registration.user_id.to_string();
        let mut attributes = vec![
            ("wallet_key", registration.wallet_key),
            ("phone", registration.phone),
            ("customer_name", registration.name),
            ("usertool_id", user_id.as_str()),
        ];
        attributes.extend(
            registration
                .birth_date
                .map(|date| ("customer_birthdate", date)),
        );
        post(
            self.credentials,
            Method::AddContact,
            &attributes,
            SENDING_TIMEOUT_MS,
        )
    }

    /// The contact's balance as an answer tells it, if it does.
    fn balance(&self, last: &Result<HttpResponse, HttpError>) -> Option<Balance> {
        let response = last.as_ref().ok()?;
        let text = answer::text(response, self.secrets())?;
        contacts::balance(response, &text, self.registration.phone)
    }

    fn read_answer(
        &mut self,
        moment: &Moment,
        last: &Result<HttpResponse, HttpError>,
    ) -> Step<Outcome> {
        let response = match last {
            Ok(response) => response,
            Err(error) => return self.ask_after(moment, answer::no_answer(error), None),
        };
        if response.status == answer::TOO_MANY_STATUS {
            return Step::Done(Outcome::Refused(answer::too_many(response)));
        }
        let text = answer::text(response, self.secrets());
        let said = text
            .as_deref()
            .map(|text| answer::read(Method::AddContact, response.status, text));
        match said {
            Some(Said::Done(_)) => Step::Done(added()),
            Some(Said::Refused(refusal)) => Step::Done(Outcome::Refused(refusal)),
            Some(Said::Failed(refusal)) => {
                let remark = refusal.remark.clone().because(Code::OrderAnswerUnclear);
                self.ask_after(moment, remark, Some(refusal))
            }
            Some(Said::Unclear) | None => {
                let remark = answer::unclear(response, text.as_deref());
                self.ask_after(moment, remark, None)
            }
        }
    }

    fn ask_after(
        &mut self,
        moment: &Moment,
        remark: Remark,
        failed: Option<Refusal>,
    ) -> Step<Outcome> {
        if !self.was_missing || moment.remaining_ms < ASKING_MS_MIN {
            return Step::Done(answer::unknown(remark, None));
        }
        self.stage = Stage::AskingAfter { remark, failed };
        Step::Send(self.ask())
    }
}

/// What has to be left of the budget to look for the contact once more.
const ASKING_MS_MIN: i64 = 500;

pub(super) fn added() -> Outcome {
    Outcome::Delivered(Delivery {
        id: None,
        reference: None,
    })
}

impl Conversation for Add<'_> {
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
            Stage::Sending => self.read_answer(moment, last),
            Stage::AskingAfter { remark, failed } => {
                Step::Done(match (self.balance(last), failed) {
                    (Some(Balance::Points(_)), _) => added(),
                    // It failed, and has left nothing.
                    (Some(Balance::NoContact), Some(refusal)) => Outcome::Refused(refusal.clone()),
                    (after, _) => answer::unknown(remark.clone(), after),
                })
            }
        }
    }

    fn cut_short(&self) -> Outcome {
        match &self.stage {
            Stage::Sending => answer::unknown(answer::no_time(), None),
            Stage::AskingAfter { remark, .. } => answer::unknown(remark.clone(), None),
        }
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.credentials.apikey()]
    }
}
