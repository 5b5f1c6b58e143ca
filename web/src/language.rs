//! The language of the page: which one was chosen on this device, and getting its words.

use crate::api::{Call, JSON, Reply};
use crate::browser;
use crate::frame::Program;
use crate::i18n::{self, Text};
use ventanilla_core::Country;
use ventanilla_core::code::Language;

/// The name that the choice is stored under; `load.js` reads it as well.
const STORE: &str = "ventanilla.language";
/// How long a language's words are waited for, in milliseconds. The page waits with them, and has asked for them long before.
const PATIENCE_MS: u32 = 5_000;

/// The language that was chosen on this device.
pub(crate) fn chosen() -> Language {
    browser::stored(STORE)
        .and_then(|code| Language::parse(&code))
        .unwrap_or_default()
}

/// Whether one was chosen on this device.
pub(crate) fn is_chosen() -> bool {
    browser::stored(STORE).is_some()
}

/// What a shop of that country speaks as long as nobody has chosen another language.
pub(crate) const fn of_country(country: Country) -> Language {
    match country {
        Country::Brazil => Language::Pt,
        Country::Bolivia | Country::Venezuela | Country::Mexico | Country::Argentina => {
            Language::Es
        }
    }
}

/// Stores the choice for good.
pub(crate) fn choose(language: Language) {
    // Where nothing can be stored, the choice lasts as long as the page.
    let _ = browser::store(STORE, language.code());
}

/// Sees to it that what a program says in a language is there; otherwise says why it is not.
pub(crate) async fn fetch(program: Program, language: Language) -> Result<(), Text> {
    if i18n::is_here(language) {
        return Ok(());
    }
    let call = Call {
        method: "GET",
        path: &format!("/app/{}.{}.json", program.name(), language.code()),
        token: None,
        key: None,
        body: None,
        media_type: JSON,
    };
    let words = match call.send_within(PATIENCE_MS).await {
        Reply::Answered { status: 200, body } => i18n::read_file(&body),
        Reply::Answered { .. } => None,
        Reply::Lost => return Err(Text::ServerLost),
    };
    i18n::hold(language, words.ok_or(Text::ServerOdd)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spoken_where() {
        assert_eq!(of_country(Country::Brazil), Language::Pt);
        assert_eq!(of_country(Country::Bolivia), Language::Es);
        assert_eq!(of_country(Country::Venezuela), Language::default());
    }
}
