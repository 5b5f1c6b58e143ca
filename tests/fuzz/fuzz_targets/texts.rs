//! Short texts: addresses, instants and days, keys, settings of scanners, words to search for, and messages to be filled in.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ventanilla_core::code::{Language, fill};
use ventanilla_core::idempotency::{IdempotencyKey, KEY_CHARS_MAX};
use ventanilla_core::loyalty::{TenDigits, birth_date, is_pin};
use ventanilla_core::scan::ScanSettings;
use ventanilla_core::search::{WORD_CHARS_MAX, WORDS_MAX, words};
use ventanilla_core::uuid::is_uuid;
use ventanilla_core::wire::{Date, Iso, Moment};
use ventanilla_core::{Code, email};
use ventanilla_fuzz::{place, text_parts};

/// What stands for a parameter until it is replaced; it means nothing in a template.
const MARK: &str = "\u{1}";

fuzz_target!(|data: &[u8]| {
    let Some((choices, text)) = text_parts(data) else {
        return;
    };
    addresses(text);
    instants(text);
    days(text);
    keys(text);
    settings(text);
    names(text);
    searched(text);
    filled_in(text, &choices.rest());
});

fn addresses(text: &str) {
    let address = email::normalise(text);
    if let Some(address) = &address {
        assert!(address.len() <= 254 && address.is_ascii());
        assert_eq!(*address, text.trim().to_ascii_lowercase());
        assert_eq!(address.matches('@').count(), 1);
        assert_eq!(email::normalise(address).as_ref(), Some(address));
        assert!(!email::is_collaborator_number(address));
    }
    match email::normalise_login(text) {
        Some(login) if email::is_collaborator_number(&login) => assert_eq!(login, text.trim()),
        login => assert_eq!(login, address),
    }
}

fn instants(text: &str) {
    let Some(instant) = Iso::parse(text) else {
        return;
    };
    let written = instant.to_text();
    assert_eq!(written.len(), 24);
    assert_eq!(Iso::parse(&written), Some(instant));
    assert_eq!(Iso::from_ms(instant.ms()), instant);
    assert_eq!(Moment::parse(text), Some(Moment::Instant(instant)));
    let offset = place(text.as_bytes(), 1_681) as i32 - 840;
    let day = instant.date_at(offset);
    // At either end of the calendar the day there is the nearest that exists.
    if (1..=9_998).contains(&day.year()) {
        assert!(day.start_ms(offset) <= instant.ms() && instant.ms() < day.end_ms(offset));
    }
}

fn days(text: &str) {
    if let Some(day) = Date::parse(text) {
        assert_eq!(day.to_text(), text);
        assert_eq!(Date::from_days(day.days()), day);
        assert_eq!(Date::new(day.year(), day.month(), day.day()), Some(day));
        assert_eq!(Moment::parse(text), Some(Moment::Day(day)));
        let next = day.first_of_next_month();
        assert_eq!(next.is_none(), (day.year(), day.month()) == (9_999, 12));
        assert!(day.first_of_month() <= day && next.is_none_or(|next| day < next));
    }
    let today = Date::from_days(20_000);
    if let Some(born) = birth_date(text, today) {
        assert!(born <= today && text.starts_with(&born.to_text()));
    }
}

fn keys(text: &str) {
    if let Some(key) = IdempotencyKey::parse(text) {
        assert!((1..=KEY_CHARS_MAX).contains(&key.as_str().len()));
        assert!(key.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
        assert!(text.contains(key.as_str()));
        assert_eq!(IdempotencyKey::parse(key.as_str()), Some(key));
    }
    if is_uuid(text) {
        assert!(IdempotencyKey::parse(text).is_some());
        assert_eq!(
            text.split('-').map(str::len).collect::<Vec<_>>(),
            [8, 4, 4, 4, 12]
        );
    }
    if let Some(digits) = TenDigits::parse(text) {
        assert_eq!(
            (digits.as_str(), text.len(), is_pin(text)),
            (text, 10, false)
        );
    }
}

fn settings(text: &str) {
    if let Ok(settings) = ScanSettings::parse(text) {
        assert!((10..=150).contains(&settings.gap_ms_max()));
        assert!((3..=64).contains(&settings.characters_min()));
        assert!(settings.prefix().chars().count() <= 8);
        assert_eq!(ScanSettings::parse(&settings.to_text()), Ok(settings));
    }
}

fn names(text: &str) {
    if let Some(code) = Code::parse(text) {
        assert_eq!(code.as_str(), text);
    }
    if let Some(language) = Language::parse(text) {
        assert_eq!(Language::parse(language.code()), Some(language));
    }
}

fn searched(text: &str) {
    let once = words(text);
    assert!(once.len() <= WORDS_MAX);
    assert!(
        once.iter()
            .all(|word| (1..=WORD_CHARS_MAX).contains(&word.chars().count()))
    );
    assert_eq!(words(&once.join(" ")), once);
}

/// What a parameter says is never taken for a part of the template, be it any template or one of ours.
fn filled_in(template: &str, value: &str) {
    if !template.contains(MARK) && !value.contains(MARK) {
        let marked = fill(template, &[("a", MARK)]);
        assert_eq!(fill(template, &[("a", value)]), marked.replace(MARK, value));
    }
    let code = Code::ALL[place(value.as_bytes(), Code::ALL.len())];
    for language in Language::ALL {
        let template = code.template(language);
        let names = template
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'));
        let parameters: Vec<(&str, &str)> = names.map(|(name, _)| (name, value)).collect();
        let filled = code.text(language, &parameters);
        assert!(parameters.is_empty() || filled.contains(value), "{code:?}");
        assert!(
            value.contains('{') || !filled.contains('{'),
            "{code:?} {filled}"
        );
    }
}
