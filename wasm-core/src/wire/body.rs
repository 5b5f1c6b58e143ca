//! Writing request bodies as JSON text, with amounts as exact numbers.

use crate::amount::Amount;
use crate::wire::money;
use crate::written::decimal;

/// A request that can be sent.
pub trait Body {
    /// The body: normalised, without fields that say nothing, its amounts exact. The request's own `parse` reads it back.
    fn to_json(&self) -> String;
}

/// A text as JSON.
pub fn quoted(text: &str) -> String {
    let mut json = String::new();
    push_string(&mut json, text);
    json
}

/// A JSON array being written, item by item.
#[derive(Debug, Default)]
pub struct Array(String);

impl Array {
    /// One more value, which is JSON already.
    pub fn push(&mut self, json: &str) {
        self.0.push(if self.0.is_empty() { '[' } else { ',' });
        self.0.push_str(json);
    }

    /// The text of the array.
    pub fn finish(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('[');
        }
        self.0.push(']');
        self.0
    }
}

/// A JSON object being written, member by member.
#[derive(Debug)]
pub struct Object(String);

impl Object {
    /// The text of an object with those members.
    pub fn write(members: impl FnOnce(&mut Self)) -> String {
        let mut object = Self(String::from("{"));
        members(&mut object);
        object.0.push('}');
        object.0
    }

    /// A text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        push_string(&mut self.0, text);
    }

    /// A whole number.
    pub fn whole(&mut self, name: &str, whole: i64) {
        self.literal(name, &decimal(whole));
    }

    /// An amount as a number.
    pub(crate) fn number(&mut self, name: &str, amount: Amount) {
        self.literal(name, &money::number_text(amount));
    }

    pub(crate) fn flag(&mut self, name: &str, flag: bool) {
        self.literal(name, if flag { "true" } else { "false" });
    }

    pub(crate) fn null(&mut self, name: &str) {
        self.literal(name, "null");
    }

    /// A value that is JSON already.
    pub fn literal(&mut self, name: &str, json: &str) {
        self.name(name);
        self.0.push_str(json);
    }

    /// A list of values that are JSON already.
    pub(crate) fn list(&mut self, name: &str, items: Vec<String>) {
        let mut array = Array::default();
        items.iter().for_each(|item| array.push(item));
        self.literal(name, &array.finish());
    }

    /// A text, if there is one.
    pub fn optional_text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// A whole number, if there is one.
    pub fn optional_whole(&mut self, name: &str, whole: Option<i64>) {
        if let Some(whole) = whole {
            self.whole(name, whole);
        }
    }

    pub(crate) fn optional_flag(&mut self, name: &str, flag: Option<bool>) {
        if let Some(flag) = flag {
            self.flag(name, flag);
        }
    }

    pub(crate) fn optional_number(&mut self, name: &str, amount: Option<Amount>) {
        if let Some(amount) = amount {
            self.number(name, amount);
        }
    }

    pub(crate) fn optional_literal(&mut self, name: &str, json: Option<String>) {
        if let Some(json) = json {
            self.literal(name, &json);
        }
    }

    pub(crate) fn nullable_text(&mut self, name: &str, text: Option<&str>) {
        match text {
            Some(text) => self.text(name, text),
            None => self.null(name),
        }
    }

    fn name(&mut self, name: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        push_string(&mut self.0, name);
        self.0.push(':');
    }
}

/// A string in its quotation marks, with no more escapes than there must be.
fn push_string(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\u{0}'..='\u{1f}' => push_escape(json, character),
            _ => json.push(character),
        }
    }
    json.push('"');
}

fn push_escape(json: &mut String, control: char) {
    let code = u32::from(control);
    json.push_str("\\u00");
    json.extend(
        [code / 16, code % 16]
            .into_iter()
            .filter_map(|digit| char::from_digit(digit, 16)),
    );
}

/// serde for requests: what [`Body::to_json`] writes, as it is. (Only `serde_json` takes a finished text.)
macro_rules! serialize_as_body {
    ($($type:ident),+ $(,)?) => {$(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let json = $crate::wire::body::Body::to_json(self);
                serde_json::value::RawValue::from_string(json)
                    .map_err(serde::ser::Error::custom)?
                    .serialize(serializer)
            }
        }
    )+};
}

pub(crate) use serialize_as_body;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_as_serde_json_does() {
        for text in [
            "",
            "a",
            "\"\\/",
            "\n",
            "\u{0}\u{1}\u{1f}\u{7f}",
            "é€😀",
            "\u{2028}",
            "</script>",
        ] {
            let object = Object::write(|object| object.text(text, text));
            let read: std::collections::BTreeMap<String, String> =
                serde_json::from_str(&object).unwrap();
            assert_eq!(read.get(text).map(String::as_str), Some(text), "{object}");
        }
    }

    #[test]
    fn members() {
        let object = Object::write(|object| {
            object.whole("a", -1);
            object.number("b", Amount::from_small_minor(3050));
            object.flag("c", true);
            object.null("d");
            object.literal("e", "[1]");
            object.optional_text("f", None);
            object.nullable_text("g", None);
        });
        assert_eq!(
            object,
            r#"{"a":-1,"b":30.5,"c":true,"d":null,"e":[1],"g":null}"#
        );
        assert_eq!(Object::write(|_| {}), "{}");
    }
}
