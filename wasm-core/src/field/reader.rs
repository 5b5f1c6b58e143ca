//! `Fields`: reads one JSON object, collecting every error instead of stopping at the first.

use super::json::{Json, Member};
use super::value::Value;
use super::{Errors, Flaw, Invalid};
use crate::code::Code;
use crate::written::{joined, quantity};

/// The fields of one JSON object.
///
/// Each field is taken out by name; what is left when the reading finishes was not asked for and is an error. A name that
/// occurs twice is an error too. Numbers are read from their literal text.
#[derive(Debug)]
pub struct Fields<'a> {
    /// What stands before a field's name in errors: empty, or the way to a nested object with its dot.
    path: String,
    members: Vec<Member<'a>>,
    errors: Errors,
    /// Whether what was not asked for is passed over and not refused.
    lenient: bool,
}

impl<'a> Fields<'a> {
    /// Takes a body apart. Refuses with [`Code::BodyEmpty`], [`Code::BodyNotUtf8`], [`Code::BodyNotJson`],
    /// [`Code::BodyNotObject`], or [`Code::BodyInvalid`] for an object of absurdly many members.
    pub fn read(body: &'a [u8]) -> Result<Self, Invalid> {
        let text = core::str::from_utf8(body).map_err(|_| Invalid::body(Code::BodyNotUtf8))?;
        if text.trim_ascii().is_empty() {
            return Err(Invalid::body(Code::BodyEmpty));
        }
        let document = Json::document(text).ok_or(Invalid::body(Code::BodyNotJson))?;
        if !document.is_object() {
            return Err(Invalid::body(Code::BodyNotObject));
        }
        let members = document.members().ok_or(Invalid::body(Code::BodyInvalid))?;
        Ok(Self::of(members, String::new(), false))
    }

    /// The same, passing over fields that are not asked for, here and in nested objects: what the documented doors but the first do.
    #[must_use]
    pub fn passing_over_unknown(mut self) -> Self {
        self.lenient = true;
        self
    }

    /// The field's value where it is there and good. Missing and `null` are [`Code::Required`].
    pub fn required<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value<'a>) -> Result<T, Flaw>,
    ) -> Option<T> {
        let value = self.take_required(name)?;
        self.keep(name, read(value))
    }

    /// The field's value where it is there and good. Missing and `null` are the same, and no error.
    pub fn optional<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value<'a>) -> Result<T, Flaw>,
    ) -> Option<T> {
        let value = self.take(name)?;
        self.keep(name, read(value))
    }

    /// As [`Fields::optional`], with `Some(None)` where the field is there and `null`: it is to be cleared.
    pub fn nullable<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value<'a>) -> Result<T, Flaw>,
    ) -> Option<Option<T>> {
        match Value::of(self.remove(name)?) {
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
        let items = self.objects(name, items_max)?;
        let count = items.len();
        let mut list = Vec::with_capacity(count);
        for mut item in items {
            list.extend(read(&mut item));
            self.absorb(item);
        }
        (list.len() == count).then_some(list)
    }

    /// What `read` makes of an object, whose unknown fields are passed over; `None` after an error.
    pub fn object<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Fields<'a>) -> Option<T>,
    ) -> Option<T> {
        let members = self.required(name, |value| {
            value.members().ok_or(Flaw::new(Code::NotAnObject))
        })?;
        let mut object = Fields::of(members, joined(&[&self.path, name, "."]), true);
        let value = read(&mut object);
        let good = object.errors.0.is_empty();
        self.absorb(object);
        value.filter(|_| good)
    }

    /// Accepts a field without reading it.
    pub fn ignore(&mut self, name: &str) {
        self.remove(name);
    }

    /// Whether the field is there and not `null`, without taking it out.
    pub fn has(&self, name: &str) -> bool {
        self.members
            .iter()
            .any(|(known, json)| known == name && Value::of(*json).is_some())
    }

    /// Records an error of that field.
    pub fn refuse(&mut self, name: &str, flaw: impl Into<Flaw>) {
        self.refuse_flaw(name, flaw.into());
    }

    /// The request that `build` makes of the values, if nothing was wrong and nothing is left over.
    pub fn finish<T>(self, build: impl FnOnce() -> Option<T>) -> Result<T, Invalid> {
        self.close()?;
        build().ok_or_else(Invalid::unexplained)
    }

    fn of(members: Vec<Member<'a>>, path: String, lenient: bool) -> Self {
        let mut fields = Self {
            path,
            members: Vec::with_capacity(members.len()),
            errors: Errors::default(),
            lenient,
        };
        for (name, value) in members {
            if fields.members.iter().any(|(known, _)| *known == name) {
                fields.refuse(&name, Code::DuplicateProperty);
            } else {
                fields.members.push((name, value));
            }
        }
        fields
    }

    fn remove(&mut self, name: &str) -> Option<Json<'a>> {
        let index = self.members.iter().position(|(known, _)| known == name)?;
        Some(self.members.remove(index).1)
    }

    fn keep<T>(&mut self, name: &str, read: Result<T, Flaw>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(flaw) => {
                self.refuse_flaw(name, flaw);
                None
            }
        }
    }

    // The functions below are kept out of line: the ones above are compiled once for each type of field.

    #[inline(never)]
    fn take(&mut self, name: &str) -> Option<Value<'a>> {
        self.remove(name).and_then(Value::of)
    }

    #[inline(never)]
    fn take_required(&mut self, name: &str) -> Option<Value<'a>> {
        let value = self.take(name);
        if value.is_none() {
            self.refuse_flaw(name, Flaw::new(Code::Required));
        }
        value
    }

    #[inline(never)]
    fn refuse_flaw(&mut self, name: &str, flaw: Flaw) {
        let field = joined(&[&self.path, name]);
        self.errors.push(flaw.of(&field));
    }

    /// The objects of an array, each with the way to it; `None` where one is something else.
    fn objects(&mut self, name: &str, items_max: usize) -> Option<Vec<Fields<'a>>> {
        let items = self.required(name, |value| value.items())?;
        if items.len() > items_max {
            let flaw = Flaw::new(Code::TooManyItems).with("maximo", quantity(items_max));
            self.refuse_flaw(name, flaw);
            return None;
        }
        let count = items.len();
        let mut objects = Vec::with_capacity(count);
        for (index, item) in items.into_iter().enumerate() {
            match item.members() {
                Some(members) => objects.push(Fields::of(
                    members,
                    joined(&[&self.path, name, ".", &quantity(index), "."]),
                    self.lenient,
                )),
                None => self.refuse_flaw(
                    &joined(&[name, ".", &quantity(index)]),
                    Flaw::new(Code::NotAnObject),
                ),
            }
        }
        (objects.len() == count).then_some(objects)
    }

    /// Takes over the errors of an object that was read, with what is left over in it.
    fn absorb(&mut self, mut object: Fields<'a>) {
        object.refuse_the_rest();
        object
            .errors
            .0
            .into_iter()
            .for_each(|error| self.errors.push(error));
    }

    #[inline(never)]
    fn close(mut self) -> Result<(), Invalid> {
        self.refuse_the_rest();
        self.errors.finish()
    }

    fn refuse_the_rest(&mut self) {
        if self.lenient {
            return;
        }
        for (name, _) in core::mem::take(&mut self.members) {
            self.refuse_flaw(&name, Flaw::new(Code::UnknownProperty));
        }
    }
}

#[cfg(test)]
mod tests;
