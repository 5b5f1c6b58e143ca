//! What is done with every provider's answers before anything in them is read: the text without our secrets, the words that are kept, and
//! what comes after too many requests.

use super::text::masked;
use super::{Moment, Refusal, RefusalKind, Words};
use crate::ports::{HttpError, HttpResponse};

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

/// What is said of an answer that is not understood.
pub(super) fn words(response: &HttpResponse, text: Option<&str>) -> Words {
    let text = text.unwrap_or("(not a text)");
    Words::bounded(&format!("HTTP {}: {text}", response.status))
}

/// What is said where there is no answer.
pub(super) fn no_answer(error: &HttpError, secrets: Vec<&str>) -> Words {
    Words::bounded(&masked(&error.to_string(), secrets))
}

/// What is said where a conversation is cut short.
pub(super) fn no_time() -> Words {
    Words::bounded("there was no time left")
}

/// A refusal that says that it may be done another time.
pub(super) fn unavailable(words: Words) -> Refusal {
    Refusal {
        kind: RefusalKind::Unavailable,
        words,
    }
}

/// The refusal that an answer of [`TOO_MANY_STATUS`] is.
pub(super) fn too_many(response: &HttpResponse) -> Refusal {
    unavailable(Words::bounded(&format!(
        "HTTP {TOO_MANY_STATUS}, retry-after: {}",
        response.header("retry-after").unwrap_or("none")
    )))
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
