//! What has become of an order whose answer nobody has recorded: the service has no look-up of a transaction, only the contact as it is by now.
//!
//! A contact that was not there before and is there now was added. A balance proves nothing: it is evidence for whoever decides.

use super::contacts::Look;
use super::registration::added;
use super::{Credentials, answer};
use crate::ports::{HttpError, HttpResponse};
use crate::providers::{Balance, Conversation, Inquiry, Moment, Outcome, Remark, Step};

/// Asks once what the service shows of an order's contact.
pub struct Fate<'a> {
    look: Look<'a>,
    /// Whether it was to add a contact that the service did not show before.
    adds: bool,
}

impl<'a> Fate<'a> {
    /// A conversation about an order for the wallet's contact of that number.
    pub fn new(
        credentials: &'a Credentials,
        wallet_key: &'a str,
        phone: &'a str,
        adds: bool,
    ) -> Self {
        Self {
            look: Look::new(credentials, wallet_key, phone),
            adds,
        }
    }
}

impl Conversation for Fate<'_> {
    type Outcome = Outcome;

    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Outcome> {
        match self.look.next(moment, last) {
            Step::Send(request) => Step::Send(request),
            Step::SendAfter { delay_ms, request } => Step::SendAfter { delay_ms, request },
            // What the service said before is still what is known of the order.
            Step::Done(shown) => Step::Done(match shown {
                Inquiry::Answered(Some(Balance::Points(_))) if self.adds => added(),
                Inquiry::Answered(after) => answer::unknown(Remark::default(), after),
                Inquiry::Refused(_) | Inquiry::Unanswered(_) => self.cut_short(),
            }),
        }
    }

    fn cut_short(&self) -> Outcome {
        answer::unknown(Remark::default(), None)
    }

    fn secrets(&self) -> Vec<&str> {
        self.look.secrets()
    }
}
