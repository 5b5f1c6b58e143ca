//! What is wrong with a field, and the readers that find out about all fields at once.

pub mod query;
pub mod reader;
pub mod value;

pub(crate) mod json;

use core::fmt;

use crate::code::{Code, Language};

/// The most errors that one answer lists; a body full of nonsense is not answered in kind.
const ERRORS_MAX: usize = 50;
/// The most characters of a field's name that are repeated.
const FIELD_CHARS_MAX: usize = 100;

/// What is wrong with one value, before it is known which field it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Which error.
    pub code: Code,
    /// What the error's text has placeholders for.
    pub parameters: Vec<(&'static str, String)>,
    /// Where in the text, in characters from its start, if it is one place.
    pub position: Option<usize>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name on the wire, with the way to it where it is nested (`users.0.email`); empty for the body as a whole.
    pub field: String,
    /// Which error.
    pub code: Code,
    /// What the error's text has placeholders for.
    pub parameters: Vec<(String, String)>,
    /// Where in the value, in characters from its start, if it is one place.
    pub position: Option<usize>,
}

/// Everything that is wrong with a request; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(Vec<FieldError>);

impl Flaw {
    /// An error without parameters.
    pub const fn new(code: Code) -> Self {
        Self {
            code,
            parameters: Vec::new(),
            position: None,
        }
    }

    /// The same with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.parameters.push((name, value.into()));
        self
    }

    /// The same at a place in the text, in characters from its start.
    #[must_use]
    pub const fn at(mut self, position: usize) -> Self {
        self.position = Some(position);
        self
    }

    /// The error of a field of that name.
    pub fn of(self, field: &str) -> FieldError {
        let field = match field.char_indices().nth(FIELD_CHARS_MAX) {
            Some((end, _)) => field.get(..end).unwrap_or_default(),
            None => field,
        };
        FieldError {
            field: field.to_owned(),
            code: self.code,
            parameters: self
                .parameters
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            position: self.position,
        }
    }
}

impl From<Code> for Flaw {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl FieldError {
    /// What is wrong and what to do. It does not name the field: pages write it beside the field.
    pub fn text(&self, language: Language) -> String {
        self.code.text(language, &self.parameter_pairs())
    }

    /// The parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The parameters as [`Code::text`] takes them.
    pub fn parameter_pairs(&self) -> Vec<(&str, &str)> {
        self.parameters
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }
}

impl Invalid {
    /// A request with one error.
    pub fn one(error: FieldError) -> Self {
        Self(vec![error])
    }

    /// A request whose body as a whole is wrong.
    pub fn body(code: Code) -> Self {
        Self::one(Flaw::new(code).of(""))
    }

    /// A value that is missing without an error is a fault of its reader; it is refused.
    #[inline(never)]
    fn unexplained() -> Self {
        Self::body(Code::BodyInvalid)
    }

    /// The errors, in the order of the request's fields; at least one.
    pub fn errors(&self) -> &[FieldError] {
        &self.0
    }

    /// The errors, in the order of the request's fields.
    pub fn iter(&self) -> core::slice::Iter<'_, FieldError> {
        self.0.iter()
    }

    /// Whether some error is of that field and code.
    pub fn contains(&self, field: &str, code: Code) -> bool {
        self.0
            .iter()
            .any(|error| error.field == field && error.code == code)
    }
}

impl IntoIterator for Invalid {
    type Item = FieldError;
    type IntoIter = std::vec::IntoIter<FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Invalid {
    type Item = &'a FieldError;
    type IntoIter = core::slice::Iter<'a, FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(
                formatter,
                "{separator}{}: {}",
                error.field,
                error.code.as_str()
            )?;
        }
        Ok(())
    }
}

impl core::error::Error for Invalid {}

/// Errors being collected, up to [`ERRORS_MAX`].
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<FieldError>);

impl Errors {
    /// One more, unless its field has one already: what is said of a field is the first thing that is wrong with it.
    pub(crate) fn push(&mut self, error: FieldError) {
        let is_known = self.0.iter().any(|known| known.field == error.field);
        if !is_known && self.0.len() < ERRORS_MAX {
            self.0.push(error);
        }
    }

    /// Whether there is none.
    #[inline(never)]
    pub(crate) fn finish(self) -> Result<(), Invalid> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Invalid(self.0))
        }
    }

    /// The value, if there is no error.
    pub(crate) fn or<T>(self, value: Option<T>) -> Result<T, Invalid> {
        self.finish()?;
        value.ok_or_else(Invalid::unexplained)
    }
}
