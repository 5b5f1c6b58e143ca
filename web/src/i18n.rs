//! Every text of the pages, in Spanish, Portuguese and English, a table for each part. The words of errors are the core's.
//!
//! A program carries the Spanish words. Those of another language are a file of the site for each program, made of these tables and the core's by
//! `scripts/lib/words.mjs`, and are there once `language.rs` has loaded it. Natively all three languages are always there.

mod file;
mod held;

pub(crate) use file::read as read_file;
pub(crate) use held::{hold, is_here};

use ventanilla_core::code::{self, Code, Language};

/// A text of the pages. Some have placeholders, such as `{operadora}`. Each is a constant of its own, so that a program carries
/// only those that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text(&'static Entry);

#[derive(Debug, PartialEq, Eq)]
struct Entry {
    spanish: &'static str,
    /// Where a language's file has it.
    place: usize,
    #[cfg(not(target_arch = "wasm32"))]
    portuguese: &'static str,
    #[cfg(not(target_arch = "wasm32"))]
    english: &'static str,
}

macro_rules! texts {
    ($($name:ident $spanish:literal $portuguese:literal $english:literal)*) => {
        #[allow(non_upper_case_globals, reason = "they read as the variants of one set")]
        impl $crate::i18n::Text {
            $(pub(crate) const $name: Self = Self(&$crate::i18n::Entry {
                spanish: $spanish,
                place: $crate::i18n::file::place(stringify!($name)),
                #[cfg(not(target_arch = "wasm32"))]
                portuguese: $portuguese,
                #[cfg(not(target_arch = "wasm32"))]
                english: $english,
            });)*
        }

        pub(super) const NAMES: &[&str] = &[$(stringify!($name),)*];

        #[cfg(test)]
        pub(super) const ALL: &[(&str, $crate::i18n::Text)] = &[$((stringify!($name), $crate::i18n::Text::$name),)*];
    };
}

mod coupons;
mod credits;
mod history;
mod loyalty;
mod office;
mod services;
mod settings;
mod shared;
mod slip;
mod till;

impl Text {
    /// The text in a language, placeholders as they are; in Spanish while that language is not there.
    ///
    /// It stands by itself, so that whatever a program says is in it as a text: `scripts/lib/words.mjs` looks for it there.
    #[cfg(target_arch = "wasm32")]
    #[inline(never)]
    pub(crate) fn template(self, language: Language) -> &'static str {
        held::word(language, self.0.place).unwrap_or(self.0.spanish)
    }

    /// The text in a language, placeholders as they are.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) const fn template(self, language: Language) -> &'static str {
        match language {
            Language::Es => self.0.spanish,
            Language::Pt => self.0.portuguese,
            Language::En => self.0.english,
        }
    }

    /// The text in a language with its placeholders filled in.
    pub(crate) fn filled(self, language: Language, parameters: &[(&str, &str)]) -> String {
        parameters
            .iter()
            .fold(self.template(language).to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
    }
}

/// What an error says, placeholders as they are; in Spanish while the language is not there.
#[cfg(target_arch = "wasm32")]
pub(crate) fn code_template(code: Code, language: Language) -> &'static str {
    // The core's other languages stay out of the program only as long as it is asked for none but Spanish.
    held::word(language, code as usize).unwrap_or_else(|| code.template(Language::Es))
}

/// What an error says, placeholders as they are.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn code_template(code: Code, language: Language) -> &'static str {
    code.template(language)
}

/// What an error says with its placeholders filled in, as [`Code::text`] does.
pub(crate) fn code_text(code: Code, language: Language, parameters: &[(&str, &str)]) -> String {
    code::fill(code_template(code, language), parameters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    pub(super) fn all() -> impl Iterator<Item = &'static (&'static str, Text)> {
        [
            coupons::ALL,
            credits::ALL,
            history::ALL,
            loyalty::ALL,
            office::ALL,
            services::ALL,
            settings::ALL,
            shared::ALL,
            slip::ALL,
            till::ALL,
        ]
        .into_iter()
        .flatten()
    }

    fn placeholders(template: &str) -> BTreeSet<&str> {
        template
            .split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0))
            .collect()
    }

    #[test]
    fn every_language_is_complete() {
        for (name, text) in all() {
            let expected = placeholders(text.template(Language::Es));
            for language in Language::ALL {
                let template = text.template(language);
                assert!(!template.trim().is_empty(), "{name} {language:?}");
                assert_eq!(template.trim(), template, "{name} {language:?}");
                assert_eq!(placeholders(template), expected, "{name} {language:?}");
            }
        }
    }

    #[test]
    fn sentences_end_alike_in_every_language() {
        for (name, text) in all() {
            let ends = Language::ALL.map(|language| text.template(language).ends_with(['.', '…']));
            let asks = Language::ALL.map(|language| text.template(language).ends_with('?'));
            assert!(ends.iter().all(|end| *end == ends[0]), "{name}");
            assert!(asks.iter().all(|ask| *ask == asks[0]), "{name}");
        }
    }

    #[test]
    fn filling_in() {
        let parameters = [("operadora", "Tigo"), ("numero", "7654")];
        assert_eq!(
            Text::TopUpOf.filled(Language::Es, &parameters),
            "Recarga Tigo 7654"
        );
        assert_eq!(
            Text::TopUpOf.filled(Language::En, &parameters),
            "Tigo top-up 7654"
        );
        assert_eq!(
            Text::Retry.filled(Language::Es, &parameters),
            "Intentar de nuevo"
        );
    }
}
