//! `POST /oauth/token`: a session for what is going to be sent, asked for before anything is stored (contract, section 6.1). Where there is none,
//! nothing has to be given back.

use super::Credentials;
use super::answer;
use super::session::{Session, Token, Turn};
use crate::ports::{HttpError, HttpResponse};
use crate::providers::{Conversation, Inquiry, Moment, Step};

/// Asks for a session.
pub struct SignIn<'a> {
    session: Option<Session<'a>>,
}

impl<'a> SignIn<'a> {
    /// A conversation that asks for a session.
    pub fn new(credentials: &'a Credentials) -> Self {
        Self {
            session: Some(Session::new(credentials)),
        }
    }
}

impl Conversation for SignIn<'_> {
    type Outcome = Inquiry<Token>;

    fn next(
        &mut self,
        _moment: &Moment,
        last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<Inquiry<Token>> {
        match self.session.as_mut().map(|session| session.turn(last)) {
            Some(Turn::Begin(request)) => Step::Send(request),
            Some(Turn::NotBegun(refusal)) => Step::Done(Inquiry::Refused(refusal)),
            Some(Turn::Send | Turn::Read(_)) | None => {
                let token = self.session.take().and_then(Session::into_token);
                Step::Done(token.map_or_else(|| self.cut_short(), Inquiry::Answered))
            }
        }
    }

    fn cut_short(&self) -> Inquiry<Token> {
        Inquiry::Unanswered(answer::no_time())
    }

    fn secrets(&self) -> Vec<&str> {
        self.session
            .as_ref()
            .map_or_else(Vec::new, Session::secrets)
    }

    fn awaits_secret(&self) -> bool {
        true
    }
}
