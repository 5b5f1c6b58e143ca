//! What is done with every provider's answers before anything in them is read: the text without our secrets, the words that are kept, and
//! what comes after too many requests.

use super::text::masked;
use super::{Moment, Refusal, RefusalKind, Remark, Words, reason_of};
use crate::ports::{HttpError, HttpResponse};
use ventanilla_core::code::Code;

/// Too many requests (RFC 6585, section 4): this one was not looked at.
pub(super) const TOO_MANY_STATUS: u16 = 429;

/// The longest wait after too many requests while somebody stands at the till.
const RETRY_AFTER_S_MAX: i64 = 5;
/// What has to be left of the budget for an order to be sent: with less, it would end in nobody knowing.
pub const SENDING_MS_MIN: i64 = 5_000;

/// The text of an answer, with our own secrets masked should it have them: words of it are stored and shown.
pub(super) fn text(response: &HttpResponse, secrets: Vec<&str>) -> Option<String> {
    let text = std::str::from_utf8(&response.body).ok()?;
    Some(masked(text, secrets))
}

/// What is said of an answer that is not understood: the provider's status and what it sent, if that is a text.
pub(super) fn unclear(response: &HttpResponse, text: Option<&str>) -> Remark {
    let status = format!("HTTP {}", response.status);
    let words = match text.map(str::trim) {
        None | Some("") => status,
        Some(text) => format!("{status}: {text}"),
    };
    Remark::theirs(Words::bounded(&words)).because(Code::OrderAnswerUnclear)
}

/// What is said where there is no answer. How the platform words it stands with the request.
pub(super) fn no_answer(error: &HttpError) -> Remark {
    Remark::ours(reason_of(error))
}

/// What is said where a conversation is cut short and what was sent may have been done.
pub(super) fn no_time() -> Remark {
    Remark::ours(Code::OrderUnanswered)
}

/// A refusal that says that it may be done another time.
pub fn unavailable(remark: Remark) -> Refusal {
    Refusal {
        kind: RefusalKind::Unavailable,
        remark,
    }
}

/// The refusal of what was not sent, or not looked at.
pub fn not_sent() -> Refusal {
    unavailable(Remark::ours(Code::OrderNotSent))
}

/// The refusal that an answer of [`TOO_MANY_STATUS`] is.
pub(super) fn too_many(response: &HttpResponse) -> Refusal {
    let words = match response.header("retry-after") {
        Some(retry_after) => format!("HTTP {TOO_MANY_STATUS}, retry-after: {retry_after}"),
        None => format!("HTTP {TOO_MANY_STATUS}"),
    };
    unavailable(Remark::theirs(Words::bounded(&words)).because(Code::OrderTurnedAway))
}

/// How long to wait after too many requests, where that is soon and leaves time to send once more.
pub(super) fn delay_ms(response: &HttpResponse, moment: &Moment) -> Option<i64> {
    retry_after_ms(response)
        .filter(|delay_ms| moment.remaining_ms.saturating_sub(*delay_ms) >= SENDING_MS_MIN)
}

/// `Retry-After` in seconds (RFC 9110, section 10.2.3), where it is short; its other form, a date, is never sent for a few seconds.
fn retry_after_ms(response: &HttpResponse) -> Option<i64> {
    let text = response.header("retry-after")?;
    let seconds: i64 = text
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()?;
    (seconds <= RETRY_AFTER_S_MAX).then(|| seconds.saturating_mul(1000))
}
