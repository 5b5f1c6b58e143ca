//! `POST /wallet/contact/get`: a contact with its balance, or all of a wallet (contract, section 6).

use super::Credentials;
use super::answer::{self, Said};
use super::request::{QUESTION_TIMEOUT_MS, post};
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::{Balance, Conversation, Documented, Inquiry, Moment, RefusalKind, Step};
use serde::Deserialize;
use serde_json::value::RawValue;
use ventanilla_core::Points;
use ventanilla_core::code::Code;
use ventanilla_core::wire::loyalty::documented::{Fault, Method};

/// A contact as the service has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The number.
    pub phone: String,
    /// The date of birth as it was written, if it was.
    pub birth_date: Option<String>,
    /// The balance.
    pub points: Points,
}

/// Asks for one contact, or for all of them.
pub struct Contacts<'a> {
    credentials: &'a Credentials,
    wallet_key: &'a str,
    phone: Option<&'a str>,
}

impl<'a> Contacts<'a> {
    /// A conversation about a wallet's contact of that number, or about all of them.
    pub fn new(credentials: &'a Credentials, wallet_key: &'a str, phone: Option<&'a str>) -> Self {
        Self {
            credentials,
            wallet_key,
            phone,
        }
    }

    fn read(&self, response: &HttpResponse) -> Inquiry<Vec<Contact>> {
        let text = answer::text(response, self.secrets());
        let found = text.as_deref().and_then(|text| {
            match answer::read(Method::GetContacts, response.status, text) {
                Said::Done(envelope) => contacts(envelope.result()?, self.phone),
                Said::Refused(_) | Said::Failed(_) | Said::Unclear => None,
            }
        });
        found.map_or_else(
            || answer::unanswered(Method::GetContacts, response, text.as_deref()),
            Inquiry::Answered,
        )
    }
}

impl Conversation for Contacts<'_> {
    type Outcome = Inquiry<Vec<Contact>>;

    fn next(
        &mut self,
        _moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Self::Outcome> {
        match last {
            None => Step::Send(request(self.credentials, self.wallet_key, self.phone)),
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

/// Asks what the service shows of one contact, before something is done to it.
///
/// `None` where it has another code for why it does not say: what is done then is refused in a code of its own.
pub struct Look<'a>(Contacts<'a>);

impl<'a> Look<'a> {
    /// A conversation about a wallet's contact of that number.
    pub fn new(credentials: &'a Credentials, wallet_key: &'a str, phone: &'a str) -> Self {
        Self(Contacts::new(credentials, wallet_key, Some(phone)))
    }
}

impl Conversation for Look<'_> {
    type Outcome = Inquiry<Option<Balance>>;

    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Self::Outcome> {
        match self.0.next(moment, last) {
            Step::Send(request) => Step::Send(request),
            Step::SendAfter { delay_ms, request } => Step::SendAfter { delay_ms, request },
            Step::Done(found) => Step::Done(shown(found)),
        }
    }

    fn cut_short(&self) -> Self::Outcome {
        shown(self.0.cut_short())
    }

    fn secrets(&self) -> Vec<&str> {
        self.0.secrets()
    }
}

fn shown(found: Inquiry<Vec<Contact>>) -> Inquiry<Option<Balance>> {
    match found {
        Inquiry::Answered(contacts) => Inquiry::Answered(
            contacts
                .first()
                .map(|contact| Balance::Points(contact.points)),
        ),
        Inquiry::Refused(refusal) => match refusal.kind {
            RefusalKind::Documented(said) if is_no_contact(said) => {
                Inquiry::Answered(Some(Balance::NoContact))
            }
            RefusalKind::Documented(_) => Inquiry::Answered(None),
            RefusalKind::InsufficientFunds
            | RefusalKind::UnknownNumber
            | RefusalKind::Unavailable
            | RefusalKind::Reversed
            | RefusalKind::Other => Inquiry::Refused(refusal),
        },
        Inquiry::Unanswered(remark) => Inquiry::Unanswered(remark),
    }
}

fn is_no_contact(said: Documented) -> bool {
    said.row
        .faults
        .contains(&Fault::Refused(Code::ContactNotFound))
}

/// The question.
pub(super) fn request(
    credentials: &Credentials,
    wallet_key: &str,
    phone: Option<&str>,
) -> HttpRequest {
    let mut attributes = vec![("wallet_key", wallet_key)];
    attributes.extend(phone.map(|phone| ("phone", phone)));
    post(
        credentials,
        Method::GetContacts,
        &attributes,
        QUESTION_TIMEOUT_MS,
    )
}

/// Reads the balance of the contact of that number; `None` where nothing says it.
pub(super) fn balance(response: &HttpResponse, text: &str, phone: &str) -> Option<Balance> {
    match answer::read(Method::GetContacts, response.status, text) {
        Said::Done(envelope) => {
            let found = contacts(envelope.result()?, Some(phone))?;
            Some(Balance::Points(found.first()?.points))
        }
        Said::Refused(refusal) => match refusal.kind {
            RefusalKind::Documented(said) if is_no_contact(said) => Some(Balance::NoContact),
            _ => None,
        },
        Said::Failed(_) | Said::Unclear => None,
    }
}

/// One contact, which has to be of that number, or a list of them.
fn contacts(result: &RawValue, phone: Option<&str>) -> Option<Vec<Contact>> {
    #[derive(Deserialize)]
    struct Told<'a> {
        #[serde(rename = "contact_name")]
        name: Option<String>,
        #[serde(borrow, rename = "contact_phone")]
        phone: &'a RawValue,
        #[serde(rename = "contact_birthdate")]
        birth_date: Option<String>,
        #[serde(borrow, rename = "contact_balance")]
        balance: &'a RawValue,
    }
    let read = |told: Told<'_>| {
        Some(Contact {
            name: told.name.unwrap_or_default(),
            phone: told.phone.get().trim_matches('"').to_owned(),
            birth_date: told.birth_date.filter(|text| !text.is_empty()),
            points: answer::points(told.balance)?,
        })
    };
    match phone {
        Some(phone) => {
            let told: Told<'_> = serde_json::from_str(result.get()).ok()?;
            let contact = read(told).filter(|contact| contact.phone == phone)?;
            Some(vec![contact])
        }
        None => {
            let told: Vec<Told<'_>> = serde_json::from_str(result.get()).ok()?;
            told.into_iter().map(read).collect()
        }
    }
}
