//! Stand-ins for the clock, entropy, mail, HTTP and waiting that a test can steer and look at.

use futures::future::LocalBoxFuture;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use ventanilla_worker::ports::{
    Clock, Entropy, Http, HttpError, HttpRequest, HttpResponse, Letter, Log, Mail, Timer,
};
use ventanilla_worker::providers::sandbox::{NAMES_MAX, SandboxMemory};

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub struct StillClock(Rc<Cell<i64>>);

impl StillClock {
    /// Stands at `now_ms`.
    pub fn at(now_ms: i64) -> Self {
        Self(Rc::new(Cell::new(now_ms)))
    }

    /// Moves on.
    pub fn advance_ms(&self, span_ms: i64) {
        self.0.set(self.0.get() + span_ms);
    }
}

impl Clock for StillClock {
    fn now_ms(&self) -> i64 {
        self.0.get()
    }
}

/// Reproducible bytes: SplitMix64 over a seed.
#[derive(Clone)]
pub struct SeededEntropy(Rc<Cell<u64>>);

impl SeededEntropy {
    /// Starts at a seed.
    pub fn new(seed: u64) -> Self {
        Self(Rc::new(Cell::new(seed)))
    }

    /// The next 64 bits.
    pub fn next_u64(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), String> {
        for chunk in buffer.chunks_mut(8) {
            chunk.copy_from_slice(&self.next_u64().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// Keeps every letter.
#[derive(Clone, Default)]
pub struct Mailbox(Rc<RefCell<Vec<Letter>>>);

impl Mailbox {
    /// What has been sent.
    pub fn letters(&self) -> Vec<Letter> {
        self.0.borrow().clone()
    }
}

impl Mail for Mailbox {
    fn send(&self, letter: Letter) -> LocalBoxFuture<'_, Result<(), String>> {
        self.0.borrow_mut().push(letter);
        Box::pin(async { Ok(()) })
    }
}

/// What a fake server answers to a request.
type Answer = dyn Fn(&HttpRequest) -> Result<HttpResponse, HttpError>;

/// A server that is a function, and remembers what it was asked.
#[derive(Clone)]
pub struct FakeHttp {
    answer: Rc<Answer>,
    requests: Rc<RefCell<Vec<HttpRequest>>>,
}

impl FakeHttp {
    /// Answers with a function.
    pub fn answering(
        answer: impl Fn(&HttpRequest) -> Result<HttpResponse, HttpError> + 'static,
    ) -> Self {
        Self {
            answer: Rc::new(answer),
            requests: Rc::default(),
        }
    }

    /// Answers with these, one after another; whoever asks once more finds no connection.
    pub fn scripted(
        answers: impl IntoIterator<Item = Result<HttpResponse, HttpError>> + 'static,
    ) -> Self {
        let answers = RefCell::new(answers.into_iter().collect::<Vec<_>>().into_iter());
        Self::answering(move |_| {
            let next = answers.borrow_mut().next();
            next.unwrap_or_else(|| Err(HttpError::Connection("the script is over".to_owned())))
        })
    }

    /// Nobody answers.
    pub fn unreachable() -> Self {
        Self::scripted([])
    }

    /// What was asked so far.
    pub fn requests(&self) -> Vec<HttpRequest> {
        self.requests.borrow().clone()
    }
}

impl Http for FakeHttp {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'_, Result<HttpResponse, HttpError>> {
        let answer = (self.answer)(&request);
        self.requests.borrow_mut().push(request);
        Box::pin(async { answer })
    }
}

/// An answer with a body and no headers.
pub fn http_answer(status: u16, body: &str) -> HttpResponse {
    HttpResponse {
        status,
        headers: Vec::new(),
        body: body.as_bytes().to_vec(),
    }
}

/// Waits by moving the clock.
#[derive(Clone)]
pub struct ClockTimer(pub StillClock);

impl Timer for ClockTimer {
    fn sleep_ms(&self, span_ms: i64) -> LocalBoxFuture<'_, ()> {
        self.0.advance_ms(span_ms);
        Box::pin(async {})
    }
}

/// What the sandbox remembers.
#[derive(Clone, Default)]
pub struct Tally(Rc<RefCell<BTreeMap<String, i64>>>);

impl Tally {
    /// How often something of a name that begins like this has happened.
    pub fn count_of(&self, start: &str) -> i64 {
        let counts = self.0.borrow();
        let named = counts.iter().filter(|(name, _)| name.starts_with(start));
        named.map(|(_, count)| count).sum()
    }
}

impl SandboxMemory for Tally {
    fn count(&self, name: &str) -> LocalBoxFuture<'_, Result<i64, String>> {
        let mut counts = self.0.borrow_mut();
        let count = counts.entry(name.to_owned()).or_default();
        *count += 1;
        let count = *count;
        Box::pin(async move { Ok(count) })
    }

    fn names(&self, start: &str) -> LocalBoxFuture<'_, Result<Vec<String>, String>> {
        let counts = self.0.borrow();
        let named = counts.keys().rev().filter(|name| name.starts_with(start));
        let limit = usize::try_from(NAMES_MAX).expect("a count");
        let names = named.take(limit).cloned().collect();
        Box::pin(async move { Ok(names) })
    }
}

/// Shows what is logged beside the test's own output.
pub struct Stderr;

impl Log for Stderr {
    fn error(&self, line: &str) {
        eprintln!("{line}");
    }
}
