//! What answers have in common (contract, section 7): the envelope, the documented errors, and the words that are kept.

use crate::ports::HttpResponse;
use crate::providers::{Evidence, Inquiry, OrderId, Refusal, RefusalKind, Remark, Words};
use serde::Deserialize;
use serde_json::value::RawValue;
use ventanilla_core::{Amount, Currency};

pub(super) use crate::providers::answer::{
    TOO_MANY_STATUS, delay_ms, no_answer, no_time, not_sent, text, too_many, unclear,
};

/// `{"success":…,"data":…,"error":…}`. A member that occurs twice, or is of another type, makes it no envelope.
#[derive(Deserialize)]
pub(super) struct Envelope<'a> {
    pub(super) success: bool,
    #[serde(borrow)]
    pub(super) data: Option<&'a RawValue>,
    #[serde(borrow)]
    error: Option<&'a RawValue>,
}

/// What a documented error says.
#[derive(Deserialize)]
pub(super) struct Fault {
    pub(super) code: String,
    message: Option<String>,
}

pub(super) fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// The refusal that an answer is; `None` where it is not clearly one that section 7 has, with its status and its code.
///
/// Only what was found wrong before the operator was asked is a refusal. `OPERATOR_ERROR` and `OPERATOR_TIMEOUT` are not: what the
/// operator did is just what they do not say. The same code with another status is something that nobody has described.
pub(super) fn refusal(status: u16, text: &str) -> Option<Refusal> {
    let envelope: Envelope<'_> = serde_json::from_str(text).ok()?;
    if envelope.success {
        return None;
    }
    let fault = fault(envelope.error?)?;
    let kind = match (status, fault.code.as_str()) {
        (402, "INSUFFICIENT_FUNDS") => RefusalKind::InsufficientFunds,
        (404, "ACCOUNT_NOT_FOUND") | (400, "INVALID_NUMBER") => RefusalKind::UnknownNumber,
        (400, "INVALID_BODY" | "MISSING_FIELD" | "INVALID_FIELD")
        | (400, "UNKNOWN_SERVICE" | "INVALID_QUERY")
        | (401, "UNAUTHORIZED")
        | (405, "METHOD_NOT_ALLOWED")
        | (409, DUPLICATE)
        | (422, "BALANCE_NOT_SUPPORTED") => RefusalKind::Other,
        _ => return None,
    };
    Some(Refusal {
        kind,
        remark: fault.remark(),
    })
}

/// An order like another one that the provider has had a moment ago.
pub(super) const DUPLICATE: &str = "DUPLICATE_OPERATION";
/// The status that comes with it.
pub(super) const DUPLICATE_STATUS: u16 = 409;

/// Reads what stands under `error`.
pub(super) fn fault(error: &RawValue) -> Option<Fault> {
    serde_json::from_str(error.get()).ok()
}

impl Fault {
    /// Code and message.
    pub(super) fn remark(&self) -> Remark {
        Remark::theirs(match &self.message {
            Some(message) => Words::bounded(&format!("{}: {message}", self.code)),
            None => Words::bounded(&self.code),
        })
    }
}

/// The order that an error is about, where it says so: it can be looked up, and the look-up may be clearer.
pub(super) fn order_of_error(text: &str) -> Option<OrderId> {
    #[derive(Deserialize)]
    struct Stored {
        #[serde(rename = "idOperation")]
        id_operation: String,
    }
    let envelope: Envelope<'_> = serde_json::from_str(text).ok()?;
    let stored: Stored = serde_json::from_str(envelope.error?.get()).ok()?;
    OrderId::parse(&stored.id_operation)
}

/// Evidence without an order that can be looked up.
pub(super) fn evidence(remark: Remark) -> Evidence {
    Evidence::new(None, remark)
}

/// What came of a question, where it is not the answer itself.
pub(super) fn unanswered<T>(response: &HttpResponse, text: Option<&str>) -> Inquiry<T> {
    if response.status == TOO_MANY_STATUS {
        return Inquiry::Refused(too_many(response));
    }
    match text.and_then(|text| refusal(response.status, text)) {
        Some(refusal) => Inquiry::Refused(refusal),
        None => Inquiry::Unanswered(unclear(response, text)),
    }
}

/// A text, or the literal text of a number: references are not documented, and either is one.
pub(super) fn loose_text(value: &RawValue) -> Option<String> {
    let literal = value.get();
    match literal.bytes().next() {
        Some(b'"') => serde_json::from_str(literal).ok(),
        Some(b'0'..=b'9' | b'-') => Some(literal.to_owned()),
        Some(_) | None => None,
    }
}

/// The order's identifier, if it can be one.
pub(super) fn order_id(value: Option<&RawValue>) -> Option<OrderId> {
    OrderId::parse(&loose_text(value?)?)
}

/// Whether an echoed number is that amount, by its literal text. One that the currency could not have is another amount.
pub(super) fn is_amount(literal: &RawValue, amount: Amount, currency: Currency) -> bool {
    Amount::parse(literal.get(), currency) == Ok(amount)
}
