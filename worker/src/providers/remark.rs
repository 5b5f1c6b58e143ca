//! What is said of an order beside its outcome. What we say ourselves is a stable code, so that everybody reads it in their own language; only
//! what a provider said is told in its words.

use super::Words;
use crate::ports::HttpError;
use std::fmt;
use ventanilla_core::code::Code;

/// What is said of an order: by us, by the provider, by both or by nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remark {
    /// What we say: why it was not sent, or why nobody can tell what became of it.
    pub reason: Option<Code>,
    /// What the provider said; empty where it said nothing.
    pub words: Words,
}

impl Remark {
    /// What we say where the provider said nothing.
    pub fn ours(reason: Code) -> Self {
        Self {
            reason: Some(reason),
            words: Words::default(),
        }
    }

    /// What the provider said, which needs no explanation.
    pub const fn theirs(words: Words) -> Self {
        Self {
            reason: None,
            words,
        }
    }

    /// The same words for a reason of ours, in the place of any before.
    #[must_use]
    pub fn because(self, reason: Code) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }
}

/// The code and the words, as a log has them.
impl fmt::Display for Remark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason {
            Some(reason) if self.words.as_str().is_empty() => formatter.write_str(reason.as_str()),
            Some(reason) => write!(formatter, "{} {}", reason.as_str(), self.words),
            None => self.words.fmt(formatter),
        }
    }
}

/// Why nobody can tell what became of an order that was sent and not answered.
pub const fn reason_of(error: &HttpError) -> Code {
    match error {
        HttpError::TimedOut => Code::OrderUnanswered,
        HttpError::TooLarge => Code::OrderAnswerUnclear,
        HttpError::Connection(_) => Code::OrderConnectionLost,
    }
}
