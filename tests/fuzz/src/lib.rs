//! What the fuzz targets share: how bytes are taken apart, and what is asserted of every error.
//!
//! An input is a line that chooses (a form, a currency, a day) and, behind its line feed, what is to be read. What the line does not name
//! is chosen by what stands there instead, so that no input is without meaning.

use ventanilla_core::Invalid;
use ventanilla_core::code::Language;
use ventanilla_core::wire::Date;

/// The most errors that one answer lists.
const ERRORS_MAX: usize = 50;

/// The words of the line that chooses.
#[derive(Debug)]
pub struct Choices<'a> {
    words: core::str::Split<'a, char>,
}

/// The line that chooses, and what is to be read. Without a line feed, there is no such line.
pub fn parts(data: &[u8]) -> (Choices<'_>, &[u8]) {
    let (line, body) = match data.iter().position(|byte| *byte == b'\n') {
        Some(index) => (&data[..index], &data[index + 1..]),
        None => (&[][..], data),
    };
    let line = str::from_utf8(line).unwrap_or_default();
    (
        Choices {
            words: line.split(' '),
        },
        body,
    )
}

/// As [`parts`], where what is to be read is a text; `None` where it is none.
pub fn text_parts(data: &[u8]) -> Option<(Choices<'_>, &str)> {
    let (choices, body) = parts(data);
    Some((choices, str::from_utf8(body).ok()?))
}

impl<'a> Choices<'a> {
    /// The next word; empty behind the last one.
    pub fn word(&mut self) -> &'a str {
        self.words.next().unwrap_or_default()
    }

    /// All that is left of the line, as it is.
    pub fn rest(self) -> String {
        self.words.collect::<Vec<&str>>().join(" ")
    }

    /// The value that the next word names, or one that it does not.
    pub fn one_of<T: Copy>(&mut self, values: &[T], name: impl Fn(T) -> &'static str) -> T {
        let word = self.word();
        let named = values.iter().copied().find(|value| name(*value) == word);
        named.unwrap_or_else(|| values[place(word.as_bytes(), values.len())])
    }

    /// The day that the next word is, or one from 1990 to 2059.
    pub fn day(&mut self) -> Date {
        let word = self.word();
        let some_day = || Date::from_days(7_305 + place(word.as_bytes(), 25_567) as i64);
        Date::parse(word).unwrap_or_else(some_day)
    }
}

/// A number below `count` that depends on all of the bytes (FNV-1a).
pub fn place(bytes: &[u8], count: usize) -> usize {
    let hash = bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    });
    hash as usize % count.max(1)
}

/// A place that an error tells lies inside the text.
pub fn assert_inside(position: Option<usize>, text: &str) {
    if let Some(position) = position {
        assert!(
            position < text.chars().count(),
            "{position} of {} characters",
            text.chars().count()
        );
    }
}

/// An error tells the place of something that is no ASCII digit.
pub fn assert_no_digit_at(position: usize, text: &str) {
    let found = text.chars().nth(position);
    assert!(
        found.is_some_and(|character| !character.is_ascii_digit()),
        "{found:?} at {position}"
    );
}

/// There is something wrong, not too much of it, and it can be said.
pub fn assert_explained(invalid: &Invalid) {
    let errors = invalid.errors();
    assert!((1..=ERRORS_MAX).contains(&errors.len()), "{}", errors.len());
    // Words are looked up slowly enough for one error in one language to do.
    let error = &errors[0];
    let language = Language::ALL[place(error.field.as_bytes(), Language::ALL.len())];
    assert!(error.text(language).len() > 1, "{error:?}");
}
