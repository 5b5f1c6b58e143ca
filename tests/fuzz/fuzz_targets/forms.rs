//! Bodies of every request, in every country and currency, and counts of cash.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::answer::{self, Members};
use ventanilla_core::{CashCount, Country, Currency, FieldError, Invalid};
use ventanilla_fuzz::{assert_explained, parts};

/// The seeds, of which every form has one: what fuzzing never gets to is not tried.
const SEEDS: &str = include_str!("../seeds/forms.txt");

fuzz_target!(
    init: assert_every_form_has_a_seed(),
    |data: &[u8]| {
        let (mut choices, body) = parts(data);
        let form = choices.one_of(Form::ALL, Form::as_str);
        let country = choices.one_of(&Country::ALL, Country::code);
        let currency = choices.one_of(&Currency::ALL, Currency::code);
        let checked = form.check(body, country, currency);
        match &checked {
            // What was normalised is what it is, and always will be.
            Ok(text) => {
                assert!(answer::is_json(text), "{text}");
                let again = form.check(text.as_bytes(), country, currency);
                assert_eq!(again.as_ref(), Ok(text));
            }
            Err(invalid) => {
                assert_explained(invalid);
                let is_worded = |error: &FieldError| error.code.reader_name().is_some();
                assert!(!Form::OF_DOORS.contains(&form) || invalid.iter().all(is_worded));
                assert_placed(invalid, body);
            }
        }
        let with_space = [b" \r\n", body, b"\t "].concat();
        assert_eq!(form.check(&with_space, country, currency), checked);
        count(body, currency);
    }
);

fn assert_every_form_has_a_seed() {
    for form in Form::ALL {
        let is_seed_of = |line: &str| line.split(' ').next() == Some(form.as_str());
        assert!(
            SEEDS.lines().any(is_seed_of),
            "no seed of {}",
            form.as_str()
        );
    }
}

/// A place is one in the value that the body has for the field.
fn assert_placed(invalid: &Invalid, body: &[u8]) {
    let members = str::from_utf8(body).ok().and_then(Members::read_all);
    for error in invalid {
        let value = members
            .as_ref()
            .and_then(|members| members.find(&error.field));
        if let (Some(position), Some(value)) = (error.position, value) {
            let text = value.string().unwrap_or_else(|| value.as_str().to_owned());
            assert!(position < text.chars().count(), "{error:?} {text:?}");
        }
    }
}

/// A count adds up, and reads back as itself.
fn count(body: &[u8], currency: Currency) {
    let Some(count) = str::from_utf8(body)
        .ok()
        .and_then(|text| CashCount::parse(text, currency).ok())
    else {
        return;
    };
    let values = currency.denominations().iter().map(|known| known.value());
    assert!(
        count
            .pieces()
            .iter()
            .map(|(value, _)| *value)
            .is_sorted_by(|one, next| one > next)
    );
    assert!(
        count.pieces().iter().all(|(value, quantity)| {
            *quantity > 0 && values.clone().any(|known| known == *value)
        })
    );
    let sum = count
        .pieces()
        .iter()
        .map(|(value, quantity)| value.minor() * i64::from(*quantity));
    assert_eq!(count.total().minor(), sum.sum::<i64>());
    assert_eq!(CashCount::parse(&count.to_json(), currency), Ok(count));
}
