//! Upstream providers. A connector is pure and can be read beside its contract: it says what to send and reads what comes back. Sending,
//! waiting and keeping the time is done here, once for all of them.
//!
//! Only a clear answer is final. Whatever cannot be read, a time-out, a server's error or another amount than was asked for is
//! [`Outcome::Unknown`], and is never sent again blind.

mod answer;
mod base_url;
pub mod bitcapital;
pub mod cps;
pub mod exchange;
mod nonces;
mod remark;
pub mod sandbox;
pub mod smsmasivos;
mod text;

pub use answer::{SENDING_MS_MIN, not_sent, unavailable};
pub use nonces::Nonces;
pub use remark::{Remark, reason_of};
pub use text::Words;

use crate::ports::{HttpError, HttpRequest, HttpResponse};
use std::fmt;
use ventanilla_core::loyalty::Points;
use ventanilla_core::wire::loyalty::documented;

/// How long all steps of a conversation may take together. Work that goes on after a client has hung up lasts some 30 s at most, and
/// what came of the conversation has to be stored in them as well.
pub const BUDGET_MS: i64 = 20_000;

/// One conversation with a provider about one thing, without sending anything itself.
pub trait Conversation {
    /// What it comes to: an [`Outcome`] where something was ordered, an [`Inquiry`] where something was only asked.
    type Outcome;

    /// What to do now. `last` is what came of the last request; `None` at the beginning.
    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Self::Outcome>;

    /// What it comes to where there is no time left for another request.
    fn cut_short(&self) -> Self::Outcome;

    /// Texts that may not be written down wherever they turn up, in the provider's answers too.
    fn secrets(&self) -> Vec<&str>;

    /// Whether the answer to the last request is a secret itself, as a token is. Nothing of it is written down then, unless it is an error.
    fn awaits_secret(&self) -> bool {
        false
    }
}

/// When a step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The time.
    pub now_ms: i64,
    /// What is left of the conversation's budget.
    pub remaining_ms: i64,
}

/// What a conversation does next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step<T> {
    /// Sends at once.
    Send(HttpRequest),
    /// Waits, then sends.
    SendAfter {
        /// How long it waits.
        delay_ms: i64,
        /// What it sends.
        request: HttpRequest,
    },
    /// Is over.
    Done(T),
}

/// What came of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The provider said that it was done, and what it said is what was ordered.
    Delivered(Delivery),
    /// The provider said that it was not done and will not be.
    Refused(Refusal),
    /// The provider took it and will tell later.
    Pending(Evidence),
    /// Nobody can tell.
    Unknown(Evidence),
}

/// A proof of delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The order at the provider.
    pub id: Option<OrderId>,
    /// The operator's reference, for the receipt.
    pub reference: Option<Words>,
}

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What it means for who asked.
    pub kind: RefusalKind,
    /// What is said of it.
    pub remark: Remark,
}

/// What a refusal means for who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// Our account at the provider has not enough in it.
    InsufficientFunds,
    /// Nobody has that number there.
    UnknownNumber,
    /// Not now; nothing is wrong with the order itself.
    Unavailable,
    /// It was delivered once and was taken back; only a look-up says so.
    Reversed,
    /// What a documented code of loyalty wallets says, which is told on as it is.
    Documented(Documented),
    /// Anything else.
    Other,
}

/// A documented code of loyalty wallets, and the row that it is in: of one row, several codes say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Documented {
    /// The row.
    pub row: &'static documented::Documented,
    /// The code as it was told.
    pub code: &'static str,
}

/// What is known of an order whose outcome is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The order at the provider, where it can be looked up and what the look-up says can be believed.
    pub id: Option<OrderId>,
    /// What was answered, and why nobody can tell.
    pub remark: Remark,
    /// Of points, what the service showed of the contact afterwards, if it was asked and said so.
    pub balance: Option<Balance>,
}

impl Evidence {
    /// What is known of an order, with the provider's id of it where that can be looked up.
    pub const fn new(id: Option<OrderId>, remark: Remark) -> Self {
        Self {
            id,
            remark,
            balance: None,
        }
    }
}

/// What a service of loyalty wallets shows of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Balance {
    /// So many points.
    Points(Points),
    /// The wallet has no such contact.
    NoContact,
}

/// What came of a question that changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inquiry<T> {
    /// The answer.
    Answered(T),
    /// The provider will not say.
    Refused(Refusal),
    /// There was no answer, or none that can be read.
    Unanswered(Remark),
}

/// An order's identifier at a provider: 1 to 64 letters, digits, hyphens and underscores, so that it can stand in a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderId(String);

impl OrderId {
    const BYTES_MAX: usize = 64;

    /// Reads one.
    ///
    /// It comes from outside and is put into a path that is signed: dots and slashes could make that another path.
    pub fn parse(text: &str) -> Option<Self> {
        let is_lawful = (1..=Self::BYTES_MAX).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        is_lawful.then(|| Self(text.to_owned()))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrderId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_can_stand_in_a_path() {
        for good in [
            "1",
            "a-B_9",
            "0198c0de-0000-7000-8000-00000000abcd",
            &"x".repeat(64),
        ] {
            assert_eq!(OrderId::parse(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            ".",
            "..",
            "a/b",
            "a b",
            "a?b",
            "a#b",
            "%2e",
            "ñ",
            "a\n",
            &"x".repeat(65),
        ] {
            assert_eq!(OrderId::parse(bad), None, "{bad}");
        }
    }
}
