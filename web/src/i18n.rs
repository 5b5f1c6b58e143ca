//! Every text of the pages, in Spanish, Portuguese and English, a table for each part. The words of errors are the core's.

use ventanilla_core::code::Language;

/// A text of the pages. Some have placeholders, such as `{operadora}`. Each is a constant of its own, so that a program carries
/// only those that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text(&'static [&'static str; 3]);

macro_rules! texts {
    ($($name:ident $spanish:literal $portuguese:literal $english:literal)*) => {
        #[allow(non_upper_case_globals, reason = "they read as the variants of one set")]
        impl $crate::i18n::Text {
            $(pub(crate) const $name: Self = Self::new(&[$spanish, $portuguese, $english]);)*
        }

        #[cfg(test)]
        pub(super) const ALL: &[(&str, $crate::i18n::Text)] = &[$((stringify!($name), $crate::i18n::Text::$name),)*];
    };
}

mod coupons;
mod history;
mod office;
mod settings;
mod shared;
mod slip;
mod till;

impl Text {
    const fn new(languages: &'static [&'static str; 3]) -> Self {
        Self(languages)
    }

    /// The text in a language, placeholders as they are.
    pub(crate) const fn template(self, language: Language) -> &'static str {
        let [spanish, portuguese, english] = self.0;
        match language {
            Language::Es => spanish,
            Language::Pt => portuguese,
            Language::En => english,
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn all() -> impl Iterator<Item = &'static (&'static str, Text)> {
        [
            coupons::ALL,
            history::ALL,
            office::ALL,
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
