//! What answers have in common (contract, section 5): the platform's shape of an error, and what of it is a clear refusal.

use super::session::Session;
use crate::ports::{HttpError, HttpResponse};
use crate::providers::{Inquiry, Refusal, RefusalKind, Remark, Words};
use serde::Deserialize;
use serde_json::value::RawValue;

pub(super) use crate::providers::answer::{
    SENDING_MS_MIN, TOO_MANY_STATUS, delay_ms, no_answer, no_time, not_sent, text, too_many,
    unavailable, unclear,
};

/// The one status of a success: the documented client takes no other for one.
pub(super) const SUCCESS_STATUS: u16 = 200;

/// `{"status":…,"message":…,"stackId":…,"details":…}`. A member that occurs twice, or is of another type, makes it no error of the platform's.
#[derive(Deserialize)]
struct Fault<'a> {
    status: u16,
    message: String,
    #[serde(rename = "stackId")]
    _stack_id: String,
    #[serde(borrow)]
    details: Option<&'a RawValue>,
}

/// The refusal that an answer is; `None` where it is not clearly one.
///
/// These are found out before anything is done: a request that is wrong, a caller who may not, and a thing that is not there. A 409 is not
/// among them, since whoever has completed the order may be us, unless it says that nobody did and nobody can any more; nor is a 502, which does
/// not say what the operator did; nor that a signature was used, since then this very request was there before.
pub(super) fn refusal(status: u16, text: &str) -> Option<Refusal> {
    let fault: Fault<'_> = serde_json::from_str(text).ok()?;
    let code = code(fault.details);
    let is_clear = match status {
        400 => code.as_deref() != Some("signature_replayed"),
        401 | 403 | 404 => true,
        409 => code.as_deref() == Some("order_expired"),
        _ => false,
    };
    (is_clear && fault.status == status).then(|| Refusal {
        kind: kind(fault.details),
        remark: Remark::theirs(Words::bounded(&fault.message)),
    })
}

/// What an error's details say that it means. They are not documented; a server like this one has a code in them.
pub(super) fn kind(details: Option<&RawValue>) -> RefusalKind {
    match code(details).as_deref() {
        Some("wallet_insufficient") => RefusalKind::InsufficientFunds,
        Some("account_not_found") => RefusalKind::UnknownNumber,
        Some("provider_unavailable") => RefusalKind::Unavailable,
        Some(_) | None => RefusalKind::Other,
    }
}

fn code(details: Option<&RawValue>) -> Option<String> {
    #[derive(Deserialize)]
    struct Details {
        code: String,
    }
    let details: Details = serde_json::from_str(details?.get()).ok()?;
    Some(details.code)
}

/// What came of a question, whose answer a function reads.
pub(super) fn inquiry<T>(
    answer: &Result<HttpResponse, HttpError>,
    session: &Session<'_>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Inquiry<T> {
    let response = match answer {
        Ok(response) => response,
        Err(error) => return Inquiry::Unanswered(no_answer(error)),
    };
    if response.status == TOO_MANY_STATUS {
        return Inquiry::Refused(too_many(response));
    }
    let text = text(response, session.secrets());
    let told = text
        .as_deref()
        .filter(|_| response.status == SUCCESS_STATUS)
        .and_then(read);
    if let Some(told) = told {
        return Inquiry::Answered(told);
    }
    match text
        .as_deref()
        .and_then(|text| refusal(response.status, text))
    {
        Some(refusal) => Inquiry::Refused(refusal),
        None => Inquiry::Unanswered(unclear(response, text.as_deref())),
    }
}
