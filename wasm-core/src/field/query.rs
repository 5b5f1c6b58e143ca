//! `Query`: reads the pairs of a query string, collecting every error.

use super::{Errors, Flaw, Invalid};
use crate::code::Code;

/// The decoded pairs of a query string. An empty value counts as absent, as forms send it.
#[derive(Debug)]
pub struct Query<'a> {
    pairs: Vec<(&'a str, &'a str)>,
    errors: Errors,
}

impl<'a> Query<'a> {
    /// Takes percent-decoded pairs.
    pub fn read(pairs: &'a [(String, String)]) -> Self {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        Self {
            pairs,
            errors: Errors::default(),
        }
    }

    /// The pair's value where it is there and good. A name that occurs twice is [`Code::DuplicateProperty`].
    pub fn optional<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Result<T, Flaw>,
    ) -> Option<T> {
        self.read_pair(name, |text| {
            if text.is_empty() {
                Ok(None)
            } else {
                read(text).map(Some)
            }
        })
        .flatten()
    }

    /// The pair's value where it is there and good. Missing and empty are [`Code::Required`].
    pub fn required<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Result<T, Flaw>,
    ) -> Option<T> {
        if !self.pairs.iter().any(|(known, _)| *known == name) {
            self.refuse(name, Code::Required);
        }
        self.read_pair(name, |text| {
            if text.is_empty() {
                Err(Flaw::new(Code::Required))
            } else {
                read(text)
            }
        })
    }

    /// The value of a pair that may be missing, but means nothing when it is there and empty.
    pub fn optional_filled<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Result<T, Flaw>,
    ) -> Option<T> {
        self.read_pair(name, read)
    }

    fn read_pair<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Result<T, Flaw>,
    ) -> Option<T> {
        let (named, others) = self.pairs.iter().partition(|(known, _)| *known == name);
        self.pairs = others;
        let named: Vec<(&str, &str)> = named;
        match named.as_slice() {
            [] => None,
            [(_, value)] => read(value).map_err(|flaw| self.refuse(name, flaw)).ok(),
            _ => {
                self.refuse(name, Code::DuplicateProperty);
                None
            }
        }
    }

    /// Records an error of that pair.
    pub fn refuse(&mut self, name: &str, flaw: impl Into<Flaw>) {
        self.errors.push(flaw.into().of(name));
    }

    /// What `build` makes of the values, if nothing was wrong. Pairs that were not asked for are ignored.
    pub fn finish<T>(self, build: impl FnOnce() -> Option<T>) -> Result<T, Invalid> {
        self.errors.or(build())
    }

    /// As [`Query::finish`], with pairs that were not asked for refused: a filter that is misspelt must not answer everything.
    pub fn finish_strictly<T>(mut self, build: impl FnOnce() -> Option<T>) -> Result<T, Invalid> {
        for (name, _) in core::mem::take(&mut self.pairs) {
            self.refuse(name, Code::UnknownProperty);
        }
        self.errors.or(build())
    }
}
