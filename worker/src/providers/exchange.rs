//! Drives a conversation: sends what it says, within its budget, and writes down what was sent and what came back.
//!
//! In two parts, since what is going to be sent is stored before it is: [`open`] has the first request, [`converse`] sends it.

use super::text::{answer_text, request_text, secret_answer_text};
use super::{Conversation, Moment, Step};
use crate::ports::{Clock, Http, HttpError, HttpResponse, Timer};

/// More requests than any conversation needs; one that would go on for ever ends here.
const CALLS_MAX: usize = 8;

/// A conversation whose first request is known, and not sent.
pub struct Opening<C: Conversation> {
    conversation: C,
    step: Step<C::Outcome>,
    budget_ms: i64,
}

impl<C: Conversation> Opening<C> {
    /// What is going to be sent, as it may be stored; `None` where there is nothing to send.
    pub fn request_text(&self) -> Option<String> {
        match &self.step {
            Step::Send(request) | Step::SendAfter { request, .. } => {
                Some(request_text(request, &secrets(&self.conversation)))
            }
            Step::Done(_) => None,
        }
    }
}

/// What came of a conversation, and everything that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript<T> {
    /// What it came to.
    pub outcome: T,
    /// Every request with its answer, in their order.
    pub calls: Vec<Call>,
}

/// One request and what came back, as text that may be stored: secrets are masked and bodies cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// When it was sent.
    pub started_at_ms: i64,
    /// When its answer was read, or given up.
    pub finished_at_ms: i64,
    /// What was sent.
    pub request: String,
    /// The answer's status; `None` where there was no answer.
    pub status: Option<u16>,
    /// What came back, or why nothing did.
    pub answer: String,
}

/// Makes the first request. Nothing is sent, and the budget does not run yet.
pub fn open<C: Conversation>(mut conversation: C, now_ms: i64, budget_ms: i64) -> Opening<C> {
    let moment = Moment {
        now_ms,
        remaining_ms: budget_ms,
    };
    let step = conversation.next(&moment, None);
    Opening {
        conversation,
        step,
        budget_ms,
    }
}

/// Sends the first request and goes on to the end. All of it together takes no longer than the budget.
pub async fn converse<C: Conversation>(
    http: &dyn Http,
    timer: &dyn Timer,
    clock: &dyn Clock,
    opening: Opening<C>,
) -> Transcript<C::Outcome> {
    let Opening {
        mut conversation,
        mut step,
        budget_ms,
    } = opening;
    let started_at_ms = clock.now_ms();
    // A clock that is set back does not make the budget longer than it was.
    let remaining_ms = || {
        let spent_ms = clock.now_ms().saturating_sub(started_at_ms).max(0);
        budget_ms.saturating_sub(spent_ms)
    };
    let mut calls = Vec::new();
    loop {
        let (delay_ms, mut request) = match step {
            Step::Done(outcome) => return Transcript { outcome, calls },
            Step::Send(request) => (0, request),
            Step::SendAfter { delay_ms, request } => (delay_ms, request),
        };
        let is_in_time = calls.len() < CALLS_MAX && delay_ms < remaining_ms();
        if is_in_time && delay_ms > 0 {
            timer.sleep_ms(delay_ms).await;
        }
        // A timer may come back late.
        request.timeout_ms = request.timeout_ms.min(remaining_ms());
        if !is_in_time || request.timeout_ms <= 0 {
            let outcome = conversation.cut_short();
            return Transcript { outcome, calls };
        }
        let mut secrets = secrets(&conversation);
        secrets.extend(request.secrets().map(str::to_owned));
        let text = request_text(&request, &secrets);
        let call_started_at_ms = clock.now_ms();
        let answer = http.send(request).await;
        calls.push(Call {
            started_at_ms: call_started_at_ms,
            finished_at_ms: clock.now_ms(),
            request: text,
            status: status(&answer),
            answer: if conversation.awaits_secret() {
                secret_answer_text(&answer, &secrets)
            } else {
                answer_text(&answer, &secrets)
            },
        });
        let moment = Moment {
            now_ms: clock.now_ms(),
            remaining_ms: remaining_ms(),
        };
        step = conversation.next(&moment, Some(&answer));
    }
}

fn secrets(conversation: &impl Conversation) -> Vec<String> {
    conversation
        .secrets()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

fn status(answer: &Result<HttpResponse, HttpError>) -> Option<u16> {
    answer.as_ref().ok().map(|response| response.status)
}
