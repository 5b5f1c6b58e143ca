//! `GET /phone-credits/providers`: whose phones can be recharged (contract, section 2.1).

use super::Credentials;
use super::answer;
use super::session::{RESPONSE_BYTES_MAX, Session, Turn};
use crate::ports::{HttpError, HttpResponse};
use crate::providers::{Conversation, Inquiry, Moment, Step};
use serde::Deserialize;
use ventanilla_core::dealer::Dealer;

/// The path below the base URL.
pub const PATH: &str = "/phone-credits/providers";

/// Asks whose phones can be recharged.
pub struct Dealers<'a> {
    session: Session<'a>,
}

impl<'a> Dealers<'a> {
    /// A conversation that asks for the dealers.
    pub fn new(credentials: &'a Credentials) -> Self {
        Self {
            session: Session::new(credentials),
        }
    }
}

impl Conversation for Dealers<'_> {
    type Outcome = Inquiry<Vec<Dealer>>;

    fn next(
        &mut self,
        moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Inquiry<Vec<Dealer>>> {
        match self.session.turn(last) {
            Turn::Begin(request) => Step::Send(request),
            Turn::NotBegun(refusal) => Step::Done(Inquiry::Refused(refusal)),
            Turn::Send => Step::Send(self.session.get(moment.now_ms, PATH, RESPONSE_BYTES_MAX)),
            Turn::Read(answer) => Step::Done(answer::inquiry(answer, &self.session, read)),
        }
    }

    fn cut_short(&self) -> Inquiry<Vec<Dealer>> {
        Inquiry::Unanswered(answer::no_time())
    }

    fn secrets(&self) -> Vec<&str> {
        self.session.secrets()
    }

    fn awaits_secret(&self) -> bool {
        !self.session.has_begun()
    }
}

/// Each dealer once, in the list's order. Those that are not known here are passed over: nothing could be sold of them.
fn read(text: &str) -> Option<Vec<Dealer>> {
    #[derive(Deserialize)]
    struct List {
        dealers: Vec<Entry>,
    }
    #[derive(Deserialize)]
    struct Entry {
        code: String,
    }
    let list: List = serde_json::from_str(text).ok()?;
    let mut dealers = Vec::new();
    for entry in list.dealers {
        if let Some(dealer) = Dealer::parse(&entry.code)
            && !dealers.contains(&dealer)
        {
            dealers.push(dealer);
        }
    }
    Some(dealers)
}
