//! What the exports answer: texts one after another, and so what is wrong, or as JSON where it has words with it.

use crate::amount::{Amount, shortest};
use crate::code::Language;
use crate::field::{FieldError, Invalid};
use crate::wire::body::{Array, Object};
use crate::written::{joined, push_quantity};

/// What stands between two texts of an answer, none of which has a control character in it.
const SEPARATOR: char = '\u{1f}';
/// What errors begin with that are texts and not JSON.
const AS_TEXTS: &str = "!";
/// What stands before a code in a message key.
const MESSAGE_KEY_PREFIX: &str = "error.";

/// An answer that is being written.
pub(super) struct Answer<'a>(&'a mut String);

impl<'a> Answer<'a> {
    pub(super) fn into(output: &'a mut String) -> Self {
        Self(output)
    }

    /// One more text.
    pub(super) fn text(&mut self, text: &str) {
        self.separate();
        self.0.push_str(text);
    }

    /// One more count; an empty text where there is none.
    fn number(&mut self, number: Option<usize>) {
        self.separate();
        if let Some(number) = number {
            push_quantity(self.0, number);
        }
    }

    /// An amount as three more: its minor units, its text with so many decimals, and the shortest number. Written in place, since amounts are
    /// what is asked for most.
    pub(super) fn amount(&mut self, amount: Amount, exponent: u32) {
        self.separate();
        amount.push_text(self.0, 0);
        self.separate();
        let start = self.0.len();
        amount.push_text(self.0, exponent);
        let shortest = shortest(self.0.get(start..).unwrap_or_default(), exponent).len();
        self.separate();
        self.0
            .extend_from_within(start..start.saturating_add(shortest));
    }

    fn separate(&mut self) {
        if !self.0.is_empty() {
            self.0.push(SEPARATOR);
        }
    }

    /// All of the answer.
    pub(super) fn whole(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// All of the answer, a list of objects as JSON.
    pub(super) fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Object, &T)) {
        self.0.push_str(&list(items, write));
    }

    /// What is wrong instead of an answer; `with_messages` in the words of each language as well.
    #[inline(never)]
    pub(super) fn refuse(&mut self, invalid: &Invalid, with_messages: bool) {
        self.0.clear();
        if with_messages || invalid.iter().any(has_control) {
            self.whole(&errors(invalid, with_messages));
        } else {
            self.text(AS_TEXTS);
            invalid.iter().for_each(|error| self.error(error));
        }
    }

    /// An error as texts, which is several times as quick to write and to read as JSON is: field, code, position, how many parameters, and
    /// of each its name and value. The code is its place in the list of `tables`, as nothing that only the server says is said here.
    fn error(&mut self, error: &FieldError) {
        self.text(&error.field);
        self.number(error.code.reader_number());
        self.number(error.position);
        self.number(Some(error.parameters.len()));
        for (name, value) in &error.parameters {
            self.text(name);
            self.text(value);
        }
    }
}

/// Whether something in an error is not to be told from what stands between texts.
fn has_control(error: &FieldError) -> bool {
    let of_user = error.parameters.iter().map(|(_, value)| value);
    let mut texts = of_user.chain([&error.field]);
    texts.any(|text| text.bytes().any(|byte| byte < b' '))
}

fn errors(invalid: &Invalid, with_messages: bool) -> String {
    list(invalid.errors(), |object, error| {
        object.text("field", &error.field);
        // Every code that a reader gives has one.
        let code = error.code.reader_name().unwrap_or_default();
        object.text("code", code);
        object.text("message_key", &joined(&[MESSAGE_KEY_PREFIX, code]));
        object.literal("parameters", &parameters(error));
        if let Some(position) = error.position.and_then(|at| i64::try_from(at).ok()) {
            object.whole("position", position);
        }
        if with_messages {
            object.literal("messages", &messages(error));
        }
    })
}

/// A list of objects as JSON.
pub(super) fn list<T>(items: &[T], write: impl Fn(&mut Object, &T)) -> String {
    let mut list = Array::default();
    for item in items {
        list.push(&Object::write(|object| write(object, item)));
    }
    list.finish()
}

fn parameters(error: &FieldError) -> String {
    Object::write(|object| {
        for (name, value) in &error.parameters {
            object.text(name, value);
        }
    })
}

/// The text of an error in each language, as an object.
fn messages(error: &FieldError) -> String {
    Object::write(|object| {
        for language in Language::ALL {
            let text = error.code.reader_text(language, &error.parameter_pairs());
            object.optional_text(language.code(), text.as_deref());
        }
    })
}
