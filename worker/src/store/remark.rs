//! What is said of an order, as it is read: our own reason as a code, and the words of the provider or of the person who decided.
//!
//! Until there was a column for our reasons (migration 0012), they were stored as English sentences in the place of the provider's words. Those rows
//! stay as they are, and are told apart here: only where the column is NULL, and only by the sentences that were written then.

use crate::ports::HttpError;
use crate::providers::reason_of;
use ventanilla_core::code::Code;
use ventanilla_core::wire::resources::payments::OrderState;

/// What is said of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderRemark {
    /// What we say ourselves.
    pub reason: Option<Code>,
    /// What the provider said, or a person's evidence.
    pub words: Option<String>,
}

/// Reads what was recorded of an order that stands so: `reason` and `evidence` as they are stored, and whether a person decided.
pub fn of_order(
    state: OrderState,
    reason: Option<&str>,
    evidence: &str,
    is_decided: bool,
) -> OrderRemark {
    let (mut reason, words) = match reason {
        Some(reason) => (Code::parse(reason), evidence),
        None if is_decided => (None, evidence),
        None => old_remark(state, evidence),
    };
    // Whoever sent it never came back.
    if state == OrderState::Unknown && reason.is_none() && words.is_empty() {
        reason = Some(Code::OrderAnswerLost);
    }
    OrderRemark {
        reason,
        words: Some(words.to_owned()).filter(|words| !words.is_empty()),
    }
}

/// Why there is no answer to a request; `None` where there is one, which starts with its status.
pub fn of_call(answered: &str) -> Option<Code> {
    if answered.starts_with(ANSWER_START) {
        return None;
    }
    no_answer(answered)
}

/// What every answer starts with that was received.
const ANSWER_START: &str = "HTTP ";
/// What a failed connection starts with, before the platform's words.
const CONNECTION_START: &str = "the connection failed: ";

fn no_answer(text: &str) -> Option<Code> {
    if text.starts_with(CONNECTION_START) {
        return Some(reason_of(&HttpError::Connection(String::new())));
    }
    [HttpError::TimedOut, HttpError::TooLarge]
        .iter()
        .find(|error| error.to_string() == text)
        .map(reason_of)
}

/// Our reason and the provider's words of what was recorded before there was a column for reasons.
fn old_remark(state: OrderState, text: &str) -> (Option<Code>, &str) {
    match old_sentence(text) {
        // What was refused for want of an answer was refused because of a question before it, and never sent.
        (
            Some(Code::OrderUnanswered | Code::OrderConnectionLost | Code::OrderAnswerUnclear),
            words,
        ) if state == OrderState::Refused => (Some(Code::OrderNotSent), words),
        remark => remark,
    }
}

/// As [`old_remark`], wherever the order stands.
fn old_sentence(text: &str) -> (Option<Code>, &str) {
    if let Some(reason) = no_answer(text) {
        return (Some(reason), "");
    }
    let reason = match text {
        "it was not sent" => Code::OrderNotSent,
        "there was no time left" => Code::OrderUnanswered,
        "it could not be asked about" | "the wallet's id cannot stand in a path" => {
            Code::OrderLookupFailed
        }
        "no answer was recorded" => Code::OrderAnswerLost,
        "the history cannot be read" => Code::OrderAnswerUnclear,
        "the history does not have it, or not once" => Code::OrderNotInHistory,
        "the history has it with another amount, wallet or phone" => Code::OrderAnswerMismatch,
        _ => return old_words(text),
    };
    (Some(reason), "")
}

/// As [`old_sentence`], of those that had the provider's words in them.
fn old_words(text: &str) -> (Option<Code>, &str) {
    if let Some(answer) = text.strip_prefix("the answer is of another order: ") {
        return (Some(Code::OrderAnswerMismatch), answer);
    }
    if let Some(status) = text.strip_prefix("status ") {
        return (None, status);
    }
    let is_answer = text.starts_with(ANSWER_START);
    if let Some(status) = text.strip_suffix(": no session").filter(|_| is_answer) {
        return (Some(Code::OrderNotSent), status);
    }
    if let Some(status) = text.strip_suffix(": (not a text)").filter(|_| is_answer) {
        return (Some(Code::OrderAnswerUnclear), status);
    }
    if let Some(status) = text
        .strip_suffix(", retry-after: none")
        .filter(|_| is_answer)
    {
        return (Some(Code::OrderTurnedAway), status);
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn old(state: OrderState, evidence: &str) -> (Option<&'static str>, Option<String>) {
        let remark = of_order(state, None, evidence, false);
        (remark.reason.map(Code::as_str), remark.words)
    }

    #[test]
    fn what_is_recorded_now_is_told_as_it_is() {
        let told = |reason: &str, evidence: &str| {
            let remark = of_order(OrderState::Unknown, Some(reason), evidence, false);
            (remark.reason, remark.words)
        };
        assert_eq!(
            told("order_unanswered", ""),
            (Some(Code::OrderUnanswered), None)
        );
        let both = Some("HTTP 504".to_owned());
        assert_eq!(
            told("order_answer_unclear", "HTTP 504"),
            (Some(Code::OrderAnswerUnclear), both)
        );
        // A provider may say what we once said.
        let theirs = Some("it was not sent".to_owned());
        assert_eq!(told("", "it was not sent"), (None, theirs));
    }

    #[test]
    fn old_sentences_of_ours_are_codes() {
        let table = [
            ("there was no answer in time", "order_unanswered", None),
            (
                "the answer was too long to be read",
                "order_answer_unclear",
                None,
            ),
            (
                "the connection failed: reset by peer",
                "order_connection_lost",
                None,
            ),
            ("there was no time left", "order_unanswered", None),
            ("it could not be asked about", "order_lookup_failed", None),
            ("no answer was recorded", "order_answer_lost", None),
            ("the history cannot be read", "order_answer_unclear", None),
            (
                "the history does not have it, or not once",
                "order_not_in_history",
                None,
            ),
            (
                "the history has it with another amount, wallet or phone",
                "order_answer_mismatch",
                None,
            ),
            (
                "the wallet's id cannot stand in a path",
                "order_lookup_failed",
                None,
            ),
            (
                "the answer is of another order: {}",
                "order_answer_mismatch",
                Some("{}"),
            ),
            (
                "HTTP 502: (not a text)",
                "order_answer_unclear",
                Some("HTTP 502"),
            ),
        ];
        for (evidence, reason, words) in table {
            assert_eq!(
                old(OrderState::Unknown, evidence),
                (Some(reason), words.map(str::to_owned)),
                "{evidence}"
            );
        }
        let refused = [
            ("it was not sent", "order_not_sent", None),
            ("there was no time left", "order_not_sent", None),
            ("there was no answer in time", "order_not_sent", None),
            ("HTTP 200: no session", "order_not_sent", Some("HTTP 200")),
            (
                "HTTP 429, retry-after: none",
                "order_turned_away",
                Some("HTTP 429"),
            ),
        ];
        for (evidence, reason, words) in refused {
            assert_eq!(
                old(OrderState::Refused, evidence),
                (Some(reason), words.map(str::to_owned)),
                "{evidence}"
            );
        }
    }

    #[test]
    fn words_of_others_stay_words() {
        for words in [
            "ACCOUNT_NOT_FOUND: x",
            "HTTP 504: late",
            "we say: it was not sent",
        ] {
            assert_eq!(
                old(OrderState::Refused, words),
                (None, Some(words.to_owned()))
            );
        }
        assert_eq!(
            old(OrderState::Refused, "status failed"),
            (None, Some("failed".to_owned()))
        );
        // What a person wrote is theirs, whatever it is.
        let decided = of_order(OrderState::Refused, None, "it was not sent", true);
        assert_eq!(
            (decided.reason, decided.words.as_deref()),
            (None, Some("it was not sent"))
        );
    }

    #[test]
    fn where_nothing_is_said_of_an_order_in_doubt_that_is_said() {
        let lost = Some(Code::OrderAnswerLost.as_str());
        assert_eq!(old(OrderState::Unknown, ""), (lost, None));
        for state in [
            OrderState::Submitted,
            OrderState::Pending,
            OrderState::Delivered,
            OrderState::Refused,
        ] {
            assert_eq!(old(state, ""), (None, None));
        }
    }

    #[test]
    fn a_call_without_an_answer_has_a_reason() {
        assert_eq!(of_call("HTTP 200\n\nthere was no answer in time"), None);
        assert_eq!(
            of_call("there was no answer in time"),
            Some(Code::OrderUnanswered)
        );
        assert_eq!(
            of_call("the connection failed: to ***"),
            Some(Code::OrderConnectionLost)
        );
        assert_eq!(
            of_call("the answer was too long to be read"),
            Some(Code::OrderAnswerUnclear)
        );
    }
}
