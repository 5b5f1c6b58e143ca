//! Check digits by every scheme: what is computed is valid, nothing else is, and what a scheme promises to find is found.
#![no_main]

use CheckDigit::*;
use libfuzzer_sys::fuzz_target;
use ventanilla_core::{CheckDigit, CheckDigitError};
use ventanilla_fuzz::{assert_no_digit_at, place};

/// The schemes that find every single wrong digit.
const FIND_ONE: [CheckDigit; 11] = [
    Mod10FromLeft,
    Gs1,
    Luhn,
    Mod11To9X,
    Mod11To7K,
    Isbn10,
    Iso7064Mod11Radix2,
    Iso7064Mod97Radix10,
    Iso7064Mod11And10,
    Verhoeff,
    Damm,
];
/// The schemes that find every swap of two neighbours.
const FIND_SWAP: [CheckDigit; 7] = [
    Mod11To9X,
    Mod11To7K,
    Isbn10,
    Iso7064Mod11Radix2,
    Iso7064Mod97Radix10,
    Verhoeff,
    Damm,
];

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    for scheme in CheckDigit::ALL {
        assert_eq!(CheckDigit::parse(scheme.as_str()), Some(scheme));
        computed(scheme, text);
        checked(scheme, text);
    }
});

fn width(scheme: CheckDigit) -> usize {
    if scheme == Iso7064Mod97Radix10 { 2 } else { 1 }
}

fn computed(scheme: CheckDigit, payload: &str) {
    match scheme.compute(payload) {
        Ok(check) => {
            assert_eq!(check.len(), width(scheme));
            let valid = format!("{payload}{check}");
            assert!(scheme.is_valid(&valid), "{scheme:?} {valid}");
            assert!(!scheme.is_valid(&format!("{valid}x")));
            assert_finds(scheme, payload, &check);
        }
        Err(CheckDigitError::Empty) => assert!(payload.is_empty()),
        Err(CheckDigitError::NotDigits { position }) => assert_no_digit_at(position, payload),
        Err(CheckDigitError::WrongLength { digits }) => {
            assert_eq!((scheme, digits), (Isbn10, payload.len()));
            assert_ne!(digits, 9);
        }
        Err(CheckDigitError::None) => assert_eq!(scheme, Mod11To7),
    }
}

/// What is valid is what would be computed.
fn checked(scheme: CheckDigit, text: &str) {
    let computed = text
        .len()
        .checked_sub(width(scheme))
        .and_then(|end| text.split_at_checked(end))
        .is_some_and(|(payload, check)| scheme.compute(payload).as_deref() == Ok(check));
    assert_eq!(scheme.is_valid(text), computed, "{scheme:?} {text:?}");
}

fn assert_finds(scheme: CheckDigit, payload: &str, check: &str) {
    let at = place(payload.as_bytes(), payload.len());
    if FIND_ONE.contains(&scheme) {
        for digit in ('0'..='9').filter(|digit| !payload[at..].starts_with(*digit)) {
            let wrong = format!("{}{digit}{}{check}", &payload[..at], &payload[at + 1..]);
            assert!(
                !scheme.is_valid(&wrong),
                "{scheme:?} {payload}{check} {wrong}"
            );
        }
    }
    let Some(pair) = payload.get(at..at + 2) else {
        return;
    };
    if FIND_SWAP.contains(&scheme) && pair[..1] != pair[1..] {
        let (before, after) = (&payload[..at], &payload[at + 2..]);
        let swapped = format!("{before}{}{}{after}{check}", &pair[1..], &pair[..1]);
        assert!(
            !scheme.is_valid(&swapped),
            "{scheme:?} {payload}{check} {swapped}"
        );
    }
}
