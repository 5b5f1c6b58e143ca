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
        let text = self.take(name).filter(|text| !text.is_empty())?;
        self.keep(name, read(text))
    }

    /// The pair's value where it is there and good. Missing and empty are [`Code::Required`].
    pub fn required<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Result<T, Flaw>,
    ) -> Option<T> {
        let text = self.take_filled(name)?;
        self.keep(name, read(text))
    }

    /// The value of a pair that may be missing, but means nothing when it is there and empty.
    pub fn optional_filled<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Result<T, Flaw>,
    ) -> Option<T> {
        let text = self.take(name)?;
        self.keep(name, read(text))
    }

    fn keep<T>(&mut self, name: &str, read: Result<T, Flaw>) -> Option<T> {
        read.map_err(|flaw| self.refuse_flaw(name, flaw)).ok()
    }

    // The functions below are kept out of line: the ones above are compiled once for each type of value.

    /// Takes a pair's value out, if there is one and only one.
    #[inline(never)]
    fn take(&mut self, name: &str) -> Option<&'a str> {
        let mut named = self.pairs.extract_if(.., |(known, _)| *known == name);
        let value = named.next().map(|(_, value)| value);
        let is_repeated = named.count() > 0;
        if is_repeated {
            self.refuse_flaw(name, Flaw::new(Code::DuplicateProperty));
        }
        value.filter(|_| !is_repeated)
    }

    #[inline(never)]
    fn take_filled(&mut self, name: &str) -> Option<&'a str> {
        let is_there = self.pairs.iter().any(|(known, _)| *known == name);
        let value = self.take(name);
        if !is_there || value == Some("") {
            self.refuse_flaw(name, Flaw::new(Code::Required));
        }
        value.filter(|text| !text.is_empty())
    }

    #[inline(never)]
    fn refuse_flaw(&mut self, name: &str, flaw: Flaw) {
        self.errors.push(flaw.of(name));
    }

    /// Records an error of that pair.
    pub fn refuse(&mut self, name: &str, flaw: impl Into<Flaw>) {
        self.refuse_flaw(name, flaw.into());
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
