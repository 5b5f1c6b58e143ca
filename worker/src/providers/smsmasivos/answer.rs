//! What answers have in common (contract, sections 1, 11 and 14): the envelope, what a documented code says, and the words that are kept.

use crate::ports::HttpResponse;
use crate::providers::{
    Balance, Documented, Evidence, Inquiry, Outcome, Refusal, RefusalKind, Remark, Words,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use ventanilla_core::Points;
use ventanilla_core::code::Code;
use ventanilla_core::wire::loyalty::documented::{self, Fault, Method};

pub(super) use crate::providers::answer::{
    TOO_MANY_STATUS, delay_ms, no_answer, no_time, not_sent, text, too_many, unclear,
};

/// From here on, a server says that it failed itself (RFC 9110, section 15.6).
const FIRST_SERVER_ERROR_STATUS: u16 = 500;

/// An answer. Whether it is good, its body says, and not its status.
#[derive(Deserialize)]
pub(super) struct Envelope<'a> {
    success: bool,
    code: Option<String>,
    message: Option<String>,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    #[serde(borrow, rename = "newBalance")]
    new_balance: Option<&'a RawValue>,
    #[serde(borrow, rename = "collaboratorId")]
    collaborator_id: Option<&'a RawValue>,
}

/// What an answer says.
pub(super) enum Said<'a> {
    /// It was done.
    Done(Envelope<'a>),
    /// It was not done, and will not be.
    Refused(Refusal),
    /// It failed inside the service: whether before or after doing it, the service does not say.
    Failed(Refusal),
    /// Nothing that the contract has.
    Unclear,
}

/// Reads an answer to a method.
pub(super) fn read(method: Method, status: u16, text: &str) -> Said<'_> {
    if status >= FIRST_SERVER_ERROR_STATUS {
        return Said::Unclear;
    }
    let Ok(envelope) = serde_json::from_str::<Envelope<'_>>(text) else {
        return Said::Unclear;
    };
    let code = envelope.code.as_deref().unwrap_or_default();
    if envelope.success {
        return if code == method.success_code() {
            Said::Done(envelope)
        } else {
            Said::Unclear
        };
    }
    let Some((row, code)) = documented_code(method, code) else {
        return Said::Unclear;
    };
    let message = envelope.message.as_deref().unwrap_or_default();
    let refusal = |kind| Refusal {
        kind,
        remark: Remark::theirs(Words::bounded(&format!("{code}: {message}"))),
    };
    let said_of = |code| row.faults.contains(&Fault::Refused(code));
    if said_of(Code::Unauthorized) {
        // Our own key is not good there: that is nothing to tell whoever asked us with a good one.
        Said::Refused(refusal(RefusalKind::Other))
    } else if row.faults.is_empty() || said_of(Code::Internal) || said_of(Code::BodyNotJson) {
        Said::Failed(refusal(RefusalKind::Documented(Documented { row, code })))
    } else {
        Said::Refused(refusal(RefusalKind::Documented(Documented { row, code })))
    }
}

/// The row of a code, and the code as the table has it.
fn documented_code(
    method: Method,
    code: &str,
) -> Option<(&'static documented::Documented, &'static str)> {
    let row = documented::Documented::parse(method, code)?;
    let code = row.codes.iter().find(|known| **known == code)?;
    Some((row, code))
}

impl<'a> Envelope<'a> {
    /// `newBalance`, a number or the text of one (contract, section 14).
    pub(super) fn new_balance(&self) -> Option<Points> {
        points(self.new_balance?)
    }

    /// `collaboratorId`.
    pub(super) fn collaborator_id(&self) -> Option<i64> {
        self.collaborator_id?
            .get()
            .trim_matches('"')
            .parse()
            .ok()
            .filter(|id| *id >= 1)
    }

    /// `result`.
    pub(super) fn result(&self) -> Option<&'a RawValue> {
        self.result
    }
}

/// Points as a number or the text of one.
pub(super) fn points(value: &RawValue) -> Option<Points> {
    Points::parse(value.get().trim_matches('"')).ok()
}

/// What came of a question, where it is not the answer itself.
pub(super) fn unanswered<T>(
    method: Method,
    response: &HttpResponse,
    text: Option<&str>,
) -> Inquiry<T> {
    if response.status == TOO_MANY_STATUS {
        return Inquiry::Refused(too_many(response));
    }
    match text.map(|text| read(method, response.status, text)) {
        Some(Said::Refused(refusal) | Said::Failed(refusal)) => Inquiry::Refused(refusal),
        Some(Said::Done(_) | Said::Unclear) | None => Inquiry::Unanswered(unclear(response, text)),
    }
}

/// What is known of something that cannot be looked up: what was said, and what is shown of the contact afterwards.
pub(super) fn unknown(remark: Remark, balance: Option<Balance>) -> Outcome {
    Outcome::Unknown(Evidence {
        balance,
        ..Evidence::new(None, remark)
    })
}
