//! The words that a customer is found by, whatever case and accents somebody writes them with.

/// The most words of one text; a name of more is found by its first ones.
pub const WORDS_MAX: usize = 12;
/// The most characters of one word; what comes after them is not looked at.
pub const WORD_CHARS_MAX: usize = 120;

/// The words of a text, as they are stored and searched for: lower-case, without the accents of Latin letters, split at
/// whatever is neither letter nor digit. Each word comes once, where it comes first; at most [`WORDS_MAX`] words of
/// [`WORD_CHARS_MAX`] characters. The words of the words are the same words.
///
/// ```
/// use ventanilla_core::search::words;
///
/// assert_eq!(words("PEÑA Núñez, José-María"), ["pena", "nunez", "jose", "maria"]);
/// assert_eq!(words("Núñez Nunez"), ["nunez"]);
/// ```
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in fold(text).split(|character: char| !character.is_alphanumeric()) {
        let word: String = word.chars().take(WORD_CHARS_MAX).collect();
        if word.is_empty() || words.contains(&word) {
            continue;
        }
        words.push(word);
        if words.len() == WORDS_MAX {
            break;
        }
    }
    words
}

/// The text in lower case and without the accents of Latin letters, be they part of the letter or characters of their own.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Character by character: what becomes of one then does not depend on its neighbours, as it would for a final sigma.
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            '\u{300}'..='\u{36f}' => {}
            _ if character.is_ascii() => folded.push(character),
            _ => match base_letters(character) {
                Some(letters) => folded.push_str(letters),
                None => folded.push(character),
            },
        }
    }
    folded
}

/// What a lower-case letter of Latin-1 or Latin Extended-A is written with where there are only the letters a to z.
fn base_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ª' | 'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĳ' => "ij",
        'ĵ' => "j",
        'ķ' | 'ĸ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' | 'ŋ' => "n",
        'º' | 'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ſ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_customer_is_found_by() {
        let cases: &[(&str, &[&str])] = &[
            ("Peña", &["pena"]),
            ("PEÑA", &["pena"]),
            // The same letter as two characters, as some systems write it.
            ("Pen\u{303}a", &["pena"]),
            ("ÁÉÍÓÚ áéíóú", &["aeiou"]),
            ("Güemes Ação Straße", &["guemes", "acao", "strasse"]),
            ("Łódź Œuvre İstanbul", &["lodz", "oeuvre", "istanbul"]),
            (
                "O'Higgins & Cía. S.R.L.",
                &["o", "higgins", "cia", "s", "r", "l"],
            ),
            ("  CI 1234567-LP  ", &["ci", "1234567", "lp"]),
            ("a A á Á", &["a"]),
            ("Иван Йод", &["иван", "йод"]),
            ("李 小龍", &["李", "小龍"]),
            ("1º piso", &["1o", "piso"]),
            ("", &[]),
            (" \t\n", &[]),
            ("-_.,;:!?", &[]),
            ("\u{301}\u{303}", &[]),
            ("\0", &[]),
            ("a\0b", &["a", "b"]),
            ("😀", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn no_more_than_the_most() {
        let many: Vec<String> = (0..100).map(|index| format!("w{index}")).collect();
        assert_eq!(words(&many.join(" ")), many[..WORDS_MAX]);
        // Cut by characters, not by bytes; what is the same up to there is one word.
        let long = "ж".repeat(WORD_CHARS_MAX);
        assert_eq!(words(&format!("{long}a {long}b")), [long]);
    }

    #[test]
    fn every_letter_of_latin_1_and_extended_a_becomes_plain() {
        for letter in ('\u{c0}'..='\u{17f}').filter(|letter| letter.is_alphabetic()) {
            let folded = fold(&letter.to_string());
            assert!(
                !folded.is_empty() && folded.bytes().all(|byte| byte.is_ascii_lowercase()),
                "{letter} {folded}"
            );
        }
    }
}
