//! `POST /toolusers/get` and `POST /wallet/get`: who and what the account has (contract, sections 3 and 4).

use super::Credentials;
use super::answer::{self, Said};
use super::request::{QUESTION_TIMEOUT_MS, post};
use crate::ports::{HttpError, HttpResponse};
use crate::providers::{Conversation, Inquiry, Moment, Step};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::marker::PhantomData;
use ventanilla_core::wire::loyalty::documented::Method;

/// A collaborator as the service has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct UpstreamUser {
    /// The id, a number or the text of one.
    #[serde(rename = "usertool_id", deserialize_with = "loose_id")]
    pub id: i64,
    /// The name.
    #[serde(rename = "usertool_name")]
    pub name: String,
    /// The number that they sign in with, if it was told.
    #[serde(rename = "usertool_number", default, deserialize_with = "loose_text")]
    pub number: String,
}

/// A wallet as the service has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct UpstreamWallet {
    /// The key.
    #[serde(rename = "wallet_key")]
    pub key: String,
    /// The name.
    #[serde(rename = "wallet_name")]
    pub name: String,
}

fn loose_text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let literal = <Box<RawValue>>::deserialize(deserializer)?;
    Ok(match literal.get() {
        "null" => String::new(),
        text => text.trim_matches('"').to_owned(),
    })
}

fn loose_id<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let literal = <Box<RawValue>>::deserialize(deserializer)?;
    literal
        .get()
        .trim_matches('"')
        .parse()
        .map_err(serde::de::Error::custom)
}

/// Something that the service lists.
pub trait Listed: DeserializeOwned {
    /// By which method.
    const METHOD: Method;
}

impl Listed for UpstreamUser {
    const METHOD: Method = Method::ListUsers;
}

impl Listed for UpstreamWallet {
    const METHOD: Method = Method::ListWallets;
}

/// Asks for a list.
pub struct List<'a, T> {
    credentials: &'a Credentials,
    listed: PhantomData<T>,
}

impl<'a, T: Listed> List<'a, T> {
    /// A conversation about everything there is.
    pub fn new(credentials: &'a Credentials) -> Self {
        Self {
            credentials,
            listed: PhantomData,
        }
    }

    fn read(&self, response: &HttpResponse) -> Inquiry<Vec<T>> {
        let text = answer::text(response, self.secrets());
        let found =
            text.as_deref().and_then(
                |text| match answer::read(T::METHOD, response.status, text) {
                    Said::Done(envelope) => serde_json::from_str(envelope.result()?.get()).ok(),
                    Said::Refused(_) | Said::Failed(_) | Said::Unclear => None,
                },
            );
        found.map_or_else(
            || answer::unanswered(T::METHOD, response, text.as_deref()),
            Inquiry::Answered,
        )
    }
}

impl<T: Listed> Conversation for List<'_, T> {
    type Outcome = Inquiry<Vec<T>>;

    fn next(
        &mut self,
        _moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Self::Outcome> {
        match last {
            None => Step::Send(post(self.credentials, T::METHOD, &[], QUESTION_TIMEOUT_MS)),
            Some(Err(error)) => Step::Done(Inquiry::Unanswered(answer::no_answer(error))),
            Some(Ok(response)) => Step::Done(self.read(response)),
        }
    }

    fn cut_short(&self) -> Self::Outcome {
        Inquiry::Unanswered(answer::no_time())
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.credentials.apikey()]
    }
}
