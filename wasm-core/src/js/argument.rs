//! The arguments of the exports. Texts follow one another in the input, and are told by their lengths; names of what there are only a few
//! of come as their places in lists that JavaScript was given.

use core::ops::RangeInclusive;

use crate::code::Code;
use crate::field::json::Json;
use crate::field::{Errors, Flaw, Invalid};
use crate::wire::time::Date;
use crate::written::decimal;

/// Reads arguments and collects what is wrong with them.
pub(super) struct Arguments<'a> {
    rest: &'a [u8],
    errors: Errors,
}

impl<'a> Arguments<'a> {
    pub(super) fn of(input: &'a [u8]) -> Self {
        Self {
            rest: input,
            errors: Errors::default(),
        }
    }

    /// The next text; a length below zero says that the argument was none.
    pub(super) fn text(&mut self, name: &str, length: i32) -> Option<&'a str> {
        let text = usize::try_from(length)
            .ok()
            .and_then(|length| self.rest.split_at_checked(length))
            .and_then(|(text, rest)| {
                self.rest = rest;
                core::str::from_utf8(text).ok()
            });
        if text.is_none() {
            self.refuse(name, Code::NotAString);
        }
        text
    }

    /// The one at that place; a place below zero says that the argument was no text, one beyond the list that it is none of them.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        name: &str,
        place: i32,
        all: &[T],
        unknown: fn() -> Flaw,
    ) -> Option<T> {
        let Ok(place) = usize::try_from(place) else {
            self.refuse(name, Code::NotAString);
            return None;
        };
        let found = all.get(place).copied();
        if found.is_none() {
            self.refuse(name, unknown());
        }
        found
    }

    /// A whole number of a range; the least number of all says that the argument was none.
    pub(super) fn whole(
        &mut self,
        name: &str,
        number: i32,
        range: RangeInclusive<i64>,
    ) -> Option<i64> {
        let number = i64::from(number);
        let flaw = if number == i64::from(i32::MIN) {
            Flaw::new(Code::NotAnInteger)
        } else if number < *range.start() {
            Flaw::new(Code::TooSmall).with("minimo", decimal(*range.start()))
        } else if number > *range.end() {
            Flaw::new(Code::TooLarge).with("maximo", decimal(*range.end()))
        } else {
            return Some(number);
        };
        self.refuse(name, flaw);
        None
    }

    /// A day, as days since 1970-01-01; the least number of all says that the argument was none.
    pub(super) fn day(&mut self, name: &str, days: i32) -> Option<Date> {
        if days == i32::MIN {
            self.refuse(name, Code::DateInvalid);
            None
        } else {
            Some(Date::from_days(i64::from(days)))
        }
    }

    /// The members of a JSON object, texts and numbers, as texts.
    pub(super) fn members(&mut self, name: &str, json: &str) -> Option<Vec<(String, String)>> {
        let Some(members) = Json::document(json).and_then(Json::members) else {
            self.refuse(name, Code::NotAnObject);
            return None;
        };
        let text = |value: Json<'_>| value.string().unwrap_or_else(|| value.as_str().to_owned());
        Some(
            members
                .into_iter()
                .map(|(name, value)| (name.into_owned(), text(value)))
                .collect(),
        )
    }

    /// What `read` makes of arguments that are good by themselves.
    pub(super) fn read<A, T>(
        &mut self,
        name: &str,
        arguments: Option<A>,
        read: impl FnOnce(A) -> Result<T, Flaw>,
    ) -> Option<T> {
        read(arguments?)
            .map_err(|flaw| self.refuse(name, flaw))
            .ok()
    }

    /// The value, if nothing was wrong.
    pub(super) fn finish<T>(&mut self, value: Option<T>) -> Result<T, Invalid> {
        core::mem::take(&mut self.errors).or(value)
    }

    #[inline(never)]
    pub(super) fn refuse(&mut self, name: &str, flaw: impl Into<Flaw>) {
        self.errors.push(flaw.into().of(name));
    }
}
