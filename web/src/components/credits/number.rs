//! A Brazilian mobile as it is typed: whole, unfinished, or what no more digits can mend. Pure.

use crate::format;
use crate::i18n::{self, Text};
use ventanilla_core::code::Language;
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::phone::PhoneRules;
use ventanilla_core::{Code, Country, PhoneError, PhoneNumber};

/// The name of the number on the wire; what is wrong with its area code stands beside it as well.
pub(crate) const FIELD: &str = "phoneNumber";
/// Brazil's calling code.
const CALLING_CODE: &str = "55";

/// How far a number has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// It is all there.
    Whole(PhoneNumber),
    /// So many digits are missing.
    Unfinished(usize),
    /// It is none, whatever is typed after it.
    Wrong(Fault),
}

/// Why no more digits can mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// What the core says of it.
    Core(PhoneError),
    /// After the area code comes something else than the 9 that every mobile has.
    NinthDigit,
}

/// The number, once it is all there.
pub(crate) fn whole(typed: &str) -> Option<PhoneNumber> {
    PhoneNumber::parse(Country::Brazil, typed).ok()
}

/// Reads what is typed so far.
pub(crate) fn read(typed: &str) -> Typed {
    let error = match PhoneNumber::parse(Country::Brazil, typed) {
        Ok(number) => return Typed::Whole(number),
        Err(error @ PhoneError::NotDigits { .. }) => return Typed::Wrong(Fault::Core(error)),
        Err(error) => error,
    };
    let Some(rules) = Country::Brazil.pack().phone_rules else {
        return Typed::Wrong(Fault::Core(error));
    };
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_international = typed.contains('+');
    let after_code = after_calling_code(&digits, is_international);
    if is_international || digits.starts_with("00") {
        return after_code.map_or(
            Typed::Wrong(Fault::Core(PhoneError::UnknownPrefix)),
            |rest| judge(rest, &rules),
        );
    }
    // A number that starts with 55 may be one of that area, or one with its country's code before it: as long as either can come of it,
    // nothing is wrong.
    match (judge(&digits, &rules), after_code) {
        (Typed::Wrong(fault), Some(rest)) => match judge(rest, &rules) {
            Typed::Wrong(_) => Typed::Wrong(fault),
            other => other,
        },
        (read, _) => read,
    }
}

/// The digits after the calling code, or after as much of it as is there; `None` where they are another country's, or have none.
fn after_calling_code(digits: &str, is_international: bool) -> Option<&str> {
    let after = match digits.strip_prefix("00") {
        Some(rest) => rest,
        None if is_international => digits,
        None => return digits.strip_prefix(CALLING_CODE),
    };
    let is_begun = CALLING_CODE.starts_with(after);
    after.strip_prefix(CALLING_CODE).or(is_begun.then_some(""))
}

/// What can come of national digits, with or without the 0 that is dialled before them.
fn judge(digits: &str, rules: &PhoneRules) -> Typed {
    let national = rules
        .trunk_prefixes
        .iter()
        .find_map(|prefix| digits.strip_prefix(prefix))
        .unwrap_or(digits);
    let wrong = |error| Typed::Wrong(Fault::Core(error));
    if !rules.areas.begins(national) {
        return wrong(PhoneError::UnknownArea);
    }
    let number = national.get(rules.areas.digits..).unwrap_or_default();
    let first = number.chars().next();
    let starts_as = |digits: &str| first.is_some_and(|first| digits.contains(first));
    if starts_as(rules.landline_first_digits) {
        wrong(PhoneError::Landline)
    } else if first.is_some() && !starts_as(rules.mobile_first_digits) {
        Typed::Wrong(Fault::NinthDigit)
    } else {
        match rules.digits.checked_sub(national.len()) {
            Some(missing) => Typed::Unfinished(missing),
            None => wrong(PhoneError::TooLong),
        }
    }
}

/// What no more digits can mend, in words.
pub(crate) fn wrong(typed: &str, language: Language) -> Option<String> {
    match read(typed) {
        Typed::Wrong(Fault::NinthDigit) => {
            Some(Text::NinthDigitMissing.template(language).to_owned())
        }
        Typed::Wrong(Fault::Core(error)) => {
            Some(i18n::code_text(Flaw::from(error).code, language, &[]))
        }
        Typed::Whole(_) | Typed::Unfinished(_) => None,
    }
}

/// What is still to be typed; and once it is all there, what was read.
pub(crate) fn hint(typed: &str, language: Language) -> Option<String> {
    match read(typed) {
        Typed::Whole(number) => Some(format::brazilian_mobile(number.national())),
        Typed::Unfinished(_) if typed.trim().is_empty() => {
            Some(Text::RechargeNumberHint.template(language).to_owned())
        }
        Typed::Unfinished(1) => Some(Text::PayDigitMissing.template(language).to_owned()),
        Typed::Unfinished(missing) => {
            let missing = missing.to_string();
            Some(Text::PayDigitsMissing.filled(language, &[("cantidad", &missing)]))
        }
        Typed::Wrong(_) => None,
    }
}

/// What is wrong with a number that is meant to be all there; nothing where the page says it already.
pub(crate) fn flaws(typed: &str) -> Vec<FieldError> {
    let code = match read(typed) {
        Typed::Unfinished(_) if typed.trim().is_empty() => Code::Required,
        Typed::Unfinished(_) => Code::PhoneTooShort,
        Typed::Whole(_) | Typed::Wrong(_) => return Vec::new(),
    };
    vec![Flaw::new(code).of(FIELD)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use PhoneError::{Landline, NotDigits, TooLong, UnknownArea, UnknownPrefix};

    #[test]
    fn as_it_is_typed() {
        let core = |error| Typed::Wrong(Fault::Core(error));
        let table = [
            ("", Typed::Unfinished(11)),
            (" ", Typed::Unfinished(11)),
            ("1", Typed::Unfinished(10)),
            ("(19", Typed::Unfinished(9)),
            ("(19) 99641-628", Typed::Unfinished(1)),
            ("0", Typed::Unfinished(11)),
            ("019", Typed::Unfinished(9)),
            ("+", Typed::Unfinished(11)),
            ("+5", Typed::Unfinished(11)),
            ("+55 19 9", Typed::Unfinished(8)),
            ("0055", Typed::Unfinished(11)),
            // Area 55, or the country's code.
            ("55", Typed::Unfinished(9)),
            ("559", Typed::Unfinished(8)),
            ("5519", Typed::Unfinished(9)),
            ("551999641628", Typed::Unfinished(1)),
            ("20", core(UnknownArea)),
            ("23 9", core(UnknownArea)),
            ("+55 20", core(UnknownArea)),
            ("193", core(Landline)),
            ("(11) 5", core(Landline)),
            ("198", Typed::Wrong(Fault::NinthDigit)),
            ("(19) 0", Typed::Wrong(Fault::NinthDigit)),
            ("+54", core(UnknownPrefix)),
            ("0054", core(UnknownPrefix)),
            ("199964162881", core(TooLong)),
            ("19x", core(NotDigits { position: 2 })),
        ];
        for (typed, expected) in table {
            assert_eq!(read(typed), expected, "{typed}");
        }
        for typed in [
            "19996416288",
            "(19) 99641-6288",
            "+55 19 99641-6288",
            "5519996416288",
            "019 99641 6288",
        ] {
            assert_eq!(read(typed), Typed::Whole(whole("19996416288").unwrap()));
        }
    }

    /// What is said to be wrong is never a beginning of a number.
    #[test]
    fn no_beginning_of_a_number_is_wrong() {
        for number in [
            "19996416288",
            "55996416288",
            "5519996416288",
            "5555996416288",
            "+5521999990000",
            "005511912345678",
            "01199999-0000",
            "(51) 9 9999-0000",
        ] {
            for (end, _) in number.char_indices() {
                let typed = number.get(..end).unwrap_or_default();
                assert!(!matches!(read(typed), Typed::Wrong(_)), "{typed}");
            }
            assert!(matches!(read(number), Typed::Whole(_)), "{number}");
        }
    }

    #[test]
    fn in_words() {
        let said = |typed| {
            let words = hint(typed, Language::Pt).or(wrong(typed, Language::Pt));
            words.unwrap_or_default().replace('\u{a0}', " ")
        };
        for (typed, expected) in [
            ("", "DDD e 9 dígitos: (19) 99641-6288."),
            ("199964162", "Faltam 2 dígitos."),
            ("1999641628", "Falta um dígito."),
            ("19996416288", "(19) 99641-6288"),
            ("20", "Nenhum número do país tem esse DDD; confira-o."),
            (
                "198",
                "Depois do DDD, o celular começa com 9; confira o número.",
            ),
        ] {
            assert_eq!(said(typed), expected, "{typed}");
        }
        let codes = |typed| -> Vec<Code> { flaws(typed).iter().map(|flaw| flaw.code).collect() };
        assert_eq!(codes(""), [Code::Required]);
        assert_eq!(codes("19"), [Code::PhoneTooShort]);
        assert!(codes("20").is_empty());
        assert!(codes("19996416288").is_empty());
    }
}
