//! The words of the languages that a program does not carry, once they are loaded.

pub(crate) use platform::{hold, is_here};

#[cfg(target_arch = "wasm32")]
pub(super) use platform::word;

#[cfg(target_arch = "wasm32")]
mod platform {
    use std::cell::Cell;
    use ventanilla_core::code::Language;

    type Words = &'static [&'static str];

    thread_local! {
        // Portuguese and English; empty until they are loaded.
        static HELD: Cell<[Words; 2]> = const { Cell::new([&[], &[]]) };
    }

    /// Whether the page can speak a language now.
    pub(crate) fn is_here(language: Language) -> bool {
        of(language).is_none_or(|words| !words.is_empty())
    }

    /// Keeps the words of a language for as long as the page lives.
    pub(crate) fn hold(language: Language, words: Vec<String>) {
        // What a page shows is `'static`, and each language is held once.
        if is_here(language) {
            return;
        }
        let words: Vec<&'static str> = words.into_iter().map(|word| &*word.leak()).collect();
        let words: Words = words.leak();
        let [portuguese, english] = HELD.get();
        HELD.set(match language {
            Language::Es => [portuguese, english],
            Language::Pt => [words, english],
            Language::En => [portuguese, words],
        });
    }

    /// What a language says at a place of its file; `None` for Spanish, while it is not held, and for what the program was not made to say.
    pub(in crate::i18n) fn word(language: Language, place: usize) -> Option<&'static str> {
        of(language)?
            .get(place)
            .copied()
            .filter(|word| !word.is_empty())
    }

    /// The words of a language that is loaded; `None` for the one that is in the program.
    fn of(language: Language) -> Option<Words> {
        let [portuguese, english] = HELD.get();
        match language {
            Language::Es => None,
            Language::Pt => Some(portuguese),
            Language::En => Some(english),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use ventanilla_core::code::Language;

    /// All languages are there.
    pub(crate) const fn is_here(_language: Language) -> bool {
        true
    }

    /// Nothing has to be kept.
    pub(crate) fn hold(_language: Language, _words: Vec<String>) {}
}
