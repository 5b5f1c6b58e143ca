//! `POST /wallet/contact/add` (contract, section 5). What it is to bring about can be seen: where its answer says nothing clear, the contact is looked
//! for. It is not looked for where it was there before, since then somebody else has added it.

use super::Credentials;
use super::answer::{self, Said};
use super::contacts::{self, Balance};
use super::request::{SENDING_TIMEOUT_MS, post};
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::{Conversation, Delivery, Moment, Outcome, Refusal, Step, Words};
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
    AskingBefore,
    Sending,
    AskingAfter {
        words: Words,
        /// What the service said, if it was that it failed.
        failed: Option<Refusal>,
    },
}

/// Adds one contact.
pub struct Add<'a> {
    credentials: &'a Credentials,
    registration: Registration<'a>,
    was_there: bool,
    stage: Stage,
}

impl<'a> Add<'a> {
    /// A conversation that adds a contact.
    pub fn new(credentials: &'a Credentials, registration: Registration<'a>) -> Self {
        Self {
            credentials,
            registration,
            was_there: false,
            stage: Stage::AskingBefore,
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
            Err(error) => {
                let words = answer::no_answer(error, self.secrets());
                return self.ask_after(moment, words, None);
            }
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
                let words = refusal.words.clone();
                self.ask_after(moment, words, Some(refusal))
            }
            Some(Said::Unclear) | None => {
                let words = answer::words(response, text.as_deref());
                self.ask_after(moment, words, None)
            }
        }
    }

    fn ask_after(
        &mut self,
        moment: &Moment,
        words: Words,
        failed: Option<Refusal>,
    ) -> Step<Outcome> {
        if self.was_there || moment.remaining_ms < ASKING_MS_MIN {
            return Step::Done(Outcome::Unknown(answer::evidence(words)));
        }
        self.stage = Stage::AskingAfter { words, failed };
        Step::Send(self.ask())
    }
}

/// What has to be left of the budget to look for the contact once more.
const ASKING_MS_MIN: i64 = 500;

fn added() -> Outcome {
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
            return Step::Send(self.ask());
        };
        match &self.stage {
            Stage::AskingBefore => {
                // Nothing is lost where it is not known: then an unclear answer stays so.
                let before = self.balance(last);
                if moment.remaining_ms < answer::SENDING_MS_MIN {
                    return Step::Done(self.cut_short());
                }
                self.was_there = before != Some(Balance::NoContact);
                self.stage = Stage::Sending;
                Step::Send(self.request())
            }
            Stage::Sending => self.read_answer(moment, last),
            Stage::AskingAfter { words, failed } => {
                Step::Done(match (self.balance(last), failed) {
                    (Some(Balance::Points(_)), _) => added(),
                    // It failed, and has left nothing.
                    (Some(Balance::NoContact), Some(refusal)) => Outcome::Refused(refusal.clone()),
                    (Some(Balance::NoContact) | None, _) => {
                        Outcome::Unknown(answer::evidence(words.clone()))
                    }
                })
            }
        }
    }

    fn cut_short(&self) -> Outcome {
        match &self.stage {
            Stage::AskingBefore => Outcome::Refused(answer::unavailable(answer::no_time())),
            Stage::Sending => Outcome::Unknown(answer::evidence(answer::no_time())),
            Stage::AskingAfter { words, .. } => Outcome::Unknown(answer::evidence(words.clone())),
        }
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.credentials.apikey()]
    }
}
