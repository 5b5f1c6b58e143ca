//! `Parameters`: the attributes of a request, however they were sent (contract of wallets, sections 1 and 12).

use crate::code::Code;
use crate::field::Invalid;
use crate::field::json::Json;
use crate::field::query::Query;

/// The attributes of a request, by name. One that is empty or blank, or `null`, counts as missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Those of a form: its decoded pairs.
    pub fn of_form(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let given = pairs
            .into_iter()
            .filter(|(_, value)| !value.trim().is_empty());
        Self(given.collect())
    }

    /// Those of a JSON object: texts as they are, numbers by their literal text. Lists and objects say nothing here and count as missing.
    /// Refuses with [`Code::BodyNotUtf8`], [`Code::BodyNotJson`], [`Code::BodyNotObject`]. An empty body has no attributes.
    pub fn of_json(body: &[u8]) -> Result<Self, Invalid> {
        let text = core::str::from_utf8(body).map_err(|_| Invalid::body(Code::BodyNotUtf8))?;
        if text.trim_ascii().is_empty() {
            return Ok(Self::default());
        }
        let document = Json::document(text).ok_or(Invalid::body(Code::BodyNotJson))?;
        let members = document
            .members()
            .filter(|_| document.is_object())
            .ok_or(Invalid::body(Code::BodyNotObject))?;
        let pairs = members.into_iter().filter_map(|(name, value)| {
            let literal = value.as_str();
            let text = match value.string() {
                Some(text) => text,
                None if literal == "null" || literal.starts_with(['{', '[']) => return None,
                None => literal.to_owned(),
            };
            Some((name.into_owned(), text))
        });
        Ok(Self::of_form(pairs))
    }

    /// Without those attributes, as if they had not been sent.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.0.retain(|(name, _)| !names.contains(&name.as_str()));
        self
    }

    /// The same with another attribute, unless it is there.
    #[must_use]
    pub fn or(mut self, name: &str, value: String) -> Self {
        if !self.0.iter().any(|(known, _)| known == name) {
            self.0.push((name.to_owned(), value));
        }
        self
    }

    /// A reader of them.
    pub(super) fn query(&self) -> Query<'_> {
        Query::read(&self.0)
    }
}
