//! Phone numbers of every country, whole, in two parts, and while they are typed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ventanilla_core::field::Flaw;
use ventanilla_core::phone::{NationalNumber, NationalNumberError, PartError};
use ventanilla_core::{Country, PhoneError, PhoneNumber, operator};
use ventanilla_fuzz::{assert_inside, assert_no_digit_at, text_parts};

fuzz_target!(|data: &[u8]| {
    let Some((mut choices, text)) = text_parts(data) else {
        return;
    };
    let area_code = choices.word();
    for country in Country::ALL {
        // Each type that reads numbers has a function of its own here.
        any(country, text);
        mobile(country, text);
        mobile_of_area(country, area_code, text);
        hint(country, text);
    }
});

fn any(country: Country, text: &str) {
    match NationalNumber::parse(country, text) {
        Ok(number) => {
            assert_eq!(number.country(), country);
            let digits = number.digits();
            assert!(digits.bytes().all(|byte| byte.is_ascii_digit()), "{digits}");
            if let Ok(mobile) = PhoneNumber::parse(country, text) {
                assert_eq!(mobile.national(), digits, "{text:?}");
            }
            for written in [digits, &number.international()] {
                let read = NationalNumber::parse(country, written);
                assert_eq!(read.as_ref(), Ok(&number), "{written}");
            }
        }
        Err(error) => {
            if let NationalNumberError::NotDigits { position } = error {
                assert_no_digit_at(position, text);
            }
            assert_inside(Flaw::from(error).position, text);
            // Of what can be topped up, everything is in the plan.
            assert!(PhoneNumber::parse(country, text).is_err(), "{text:?}");
        }
    }
}

fn mobile(country: Country, text: &str) {
    match PhoneNumber::parse(country, text) {
        Ok(number) => assert_sound(&number, country),
        Err(PhoneError::NotDigits { position }) => assert_no_digit_at(position, text),
        Err(error) => assert_eq!(
            error == PhoneError::CountryUnsupported,
            country.pack().phone_rules.is_none()
        ),
    }
}

fn assert_sound(number: &PhoneNumber, country: Country) {
    let rules = country.pack().phone_rules.expect("the country's rules");
    let national = number.national();
    assert_eq!(number.country(), country);
    assert_eq!(national.len(), rules.digits, "{national}");
    assert!(
        national.bytes().all(|byte| byte.is_ascii_digit()),
        "{national}"
    );
    let international = number.international();
    let written = international.strip_prefix('+').expect("a plus sign");
    assert_eq!(
        written,
        format!("{}{national}", country.pack().calling_code)
    );
    for written in [national, &international, written, &format!("00{written}")] {
        assert_eq!(
            PhoneNumber::parse(country, written).as_ref(),
            Ok(number),
            "{written}"
        );
    }
    let (area_code, rest) = number.parts();
    assert_eq!(format!("{area_code}{rest}"), national);
    assert!(rules.areas.contains(area_code), "{national}");
    assert!(
        rest.starts_with(|first| rules.mobile_first_digits.contains(first)),
        "{national}"
    );
    if !area_code.is_empty() {
        assert_eq!(
            PhoneNumber::of_area(country, area_code, rest).as_ref(),
            Ok(number)
        );
    }
}

fn mobile_of_area(country: Country, area_code: &str, rest: &str) {
    match PhoneNumber::of_area(country, area_code, rest) {
        Ok(number) => {
            assert_sound(&number, country);
            assert_eq!(number.national(), format!("{area_code}{rest}"));
        }
        Err(PartError::AreaCode(PhoneError::NotDigits { position })) => {
            assert_no_digit_at(position, area_code);
        }
        Err(PartError::Number(PhoneError::NotDigits { position })) => {
            assert_no_digit_at(position, rest);
        }
        Err(PartError::AreaCode(_) | PartError::Number(_)) => {}
    }
}

/// A hint is one of the country's operators, and stays the same when the number is written otherwise.
fn hint(country: Country, text: &str) {
    let hint = operator::suggest(country, text);
    assert!(hint.is_none_or(|operator| country.pack().operators.contains(&operator)));
    if let Ok(number) = PhoneNumber::parse(country, text) {
        assert_eq!(operator::suggest(country, number.national()), hint);
        assert_eq!(operator::suggest(country, &number.international()), hint);
    }
}
