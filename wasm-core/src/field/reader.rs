//! `Fields`: reads one JSON object, collecting every error instead of stopping at the first.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::value::RawValue;

use super::members::Members;
use super::value::Value;
use super::{Errors, Flaw, Invalid};
use crate::code::Code;

/// The fields of one JSON object.
///
/// Each field is taken out by name; what is left when the reading finishes was not asked for and is an error. A name that
/// occurs twice is an error too. Numbers are read from their literal text.
#[derive(Debug)]
pub struct Fields<'a> {
    /// What stands before a field's name in errors: empty, or the way to a nested object with its dot.
    path: String,
    members: BTreeMap<Cow<'a, str>, &'a RawValue>,
    errors: Errors,
}

impl<'a> Fields<'a> {
    /// Takes a body apart. Refuses with [`Code::BodyEmpty`], [`Code::BodyNotUtf8`], [`Code::BodyNotJson`] or
    /// [`Code::BodyNotObject`].
    pub fn read(body: &'a [u8]) -> Result<Self, Invalid> {
        let text = core::str::from_utf8(body).map_err(|_| Invalid::body(Code::BodyNotUtf8))?;
        if text.trim_ascii().is_empty() {
            return Err(Invalid::body(Code::BodyEmpty));
        }
        let members: Members<'a> =
            serde_json::from_str(text).map_err(|_| Invalid::body(why_not_an_object(text)))?;
        Ok(Self::of(members, String::new()))
    }

    /// The field's value where it is there and good. Missing and `null` are [`Code::Required`].
    pub fn required<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value<'a>) -> Result<T, Flaw>,
    ) -> Option<T> {
        match self.take(name) {
            Some(value) => self.keep(name, read(value)),
            None => {
                self.refuse(name, Code::Required);
                None
            }
        }
    }

    /// The field's value where it is there and good. Missing and `null` are the same, and no error.
    pub fn optional<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value<'a>) -> Result<T, Flaw>,
    ) -> Option<T> {
        self.take(name)
            .and_then(|value| self.keep(name, read(value)))
    }

    /// As [`Fields::optional`], with `Some(None)` where the field is there and `null`: it is to be cleared.
    pub fn nullable<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value<'a>) -> Result<T, Flaw>,
    ) -> Option<Option<T>> {
        let raw = self.members.remove(name)?;
        match Value::of(raw) {
            Some(value) => self.keep(name, read(value)).map(Some),
            None => Some(None),
        }
    }

    /// The items of an array of objects, each read by `read`, which gives `None` only after an error of its own; `None` as soon
    /// as one of them is wrong.
    pub fn list<T>(
        &mut self,
        name: &str,
        items_max: usize,
        mut read: impl FnMut(&mut Fields<'a>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = self.required(name, |value| value.items())?;
        if items.len() > items_max {
            self.refuse(
                name,
                Flaw::new(Code::TooManyItems).with("maximo", items_max.to_string()),
            );
            return None;
        }
        let count = items.len();
        let mut list = Vec::with_capacity(count);
        for (index, item) in items.into_iter().enumerate() {
            let path = format!("{}{name}.{index}.", self.path);
            let Ok(members) = serde_json::from_str::<Members<'a>>(item.get()) else {
                self.refuse(&format!("{name}.{index}"), Code::NotAnObject);
                continue;
            };
            let mut fields = Fields::of(members, path);
            list.extend(read(&mut fields));
            fields.refuse_the_rest();
            fields
                .errors
                .0
                .into_iter()
                .for_each(|error| self.errors.push(error));
        }
        (list.len() == count).then_some(list)
    }

    /// Accepts a field without reading it.
    pub fn ignore(&mut self, name: &str) {
        self.members.remove(name);
    }

    /// Whether the field is there and not `null`, without taking it out.
    pub fn has(&self, name: &str) -> bool {
        self.members
            .get(name)
            .is_some_and(|raw| Value::of(raw).is_some())
    }

    /// Records an error of that field.
    pub fn refuse(&mut self, name: &str, flaw: impl Into<Flaw>) {
        let field = format!("{}{name}", self.path);
        self.errors.push(flaw.into().of(&field));
    }

    /// The request that `build` makes of the values, if nothing was wrong and nothing is left over.
    pub fn finish<T>(mut self, build: impl FnOnce() -> Option<T>) -> Result<T, Invalid> {
        self.refuse_the_rest();
        self.errors.or(build())
    }

    fn of(members: Members<'a>, path: String) -> Self {
        let mut fields = Self {
            path,
            members: BTreeMap::new(),
            errors: Errors::default(),
        };
        for (name, value) in members.into_vec() {
            match fields.members.entry(name) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(entry) => {
                    let name = entry.key().clone();
                    fields.refuse(&name, Code::DuplicateProperty);
                }
            }
        }
        fields
    }

    fn take(&mut self, name: &str) -> Option<Value<'a>> {
        self.members.remove(name).and_then(Value::of)
    }

    fn keep<T>(&mut self, name: &str, read: Result<T, Flaw>) -> Option<T> {
        read.map_err(|flaw| self.refuse(name, flaw)).ok()
    }

    fn refuse_the_rest(&mut self) {
        for name in core::mem::take(&mut self.members).into_keys() {
            self.refuse(&name, Code::UnknownProperty);
        }
    }
}

fn why_not_an_object(text: &str) -> Code {
    let is_json = serde_json::from_str::<&RawValue>(text).is_ok();
    if is_json && !text.trim_ascii_start().starts_with('{') {
        Code::BodyNotObject
    } else {
        Code::BodyNotJson
    }
}

#[cfg(test)]
mod tests;
