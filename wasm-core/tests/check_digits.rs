//! What each scheme of check digits finds, as its theory says, with random numbers; and that codes read what they write.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a panic is a failed test"
)]

use proptest::prelude::*;

use ventanilla_core::CheckDigit::*;
use ventanilla_core::barcode::{Barcode, Boleto, BoletoKind, Gtin, Sscc, recognize};
use ventanilla_core::wire::Date;
use ventanilla_core::{BranchNumber, CheckDigit, CouponCode, CustomerNumber};

/// Every single wrong digit is found: each weight has an inverse, and no two results are written alike.
const FIND_EVERY_DIGIT: [CheckDigit; 12] = [
    Mod10FromLeft,
    Gs1,
    Luhn,
    Mod11To9X,
    Mod11To7K,
    Mod11To7,
    Isbn10,
    Iso7064Mod11Radix2,
    Iso7064Mod97Radix10,
    Iso7064Mod11And10,
    Verhoeff,
    Damm,
];
/// Every swap of two neighbours is found, that with the check digit too.
const FIND_EVERY_SWAP: [CheckDigit; 8] = [
    Mod11To9X,
    Mod11To7K,
    Mod11To7,
    Isbn10,
    Iso7064Mod11Radix2,
    Iso7064Mod97Radix10,
    Verhoeff,
    Damm,
];
/// Every swap of two digits with one between them is found: the weights differ by no multiple of the modulus.
const FIND_EVERY_FAR_SWAP: [CheckDigit; 6] = [
    Mod11To9X,
    Mod11To7K,
    Mod11To7,
    Isbn10,
    Iso7064Mod11Radix2,
    Iso7064Mod97Radix10,
];

/// The payload with its check digit; `None` where the scheme has none for it.
fn checked(scheme: CheckDigit, payload: &str) -> Option<String> {
    // An ISBN-10 is of nine digits.
    let payload = match scheme {
        Isbn10 => format!("{payload:0>9}").chars().take(9).collect(),
        _ => payload.to_owned(),
    };
    Some(format!("{payload}{}", scheme.compute(&payload).ok()?))
}

/// The text with another character at a place.
fn with(text: &str, place: usize, character: char) -> String {
    text.chars()
        .enumerate()
        .map(|(at, known)| if at == place { character } else { known })
        .collect()
}

/// The text with the characters at two places swapped, if they differ.
fn swapped(text: &str, one: usize, other: usize) -> Option<(String, [u8; 2])> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.swap(one, other);
    let pair = [bytes[one], bytes[other]];
    (pair[0] != pair[1]).then(|| (String::from_utf8(bytes).expect("ASCII"), pair))
}

/// Whether two digits differ by five, whose threefold is what ten leaves of them.
fn by_five(pair: [u8; 2]) -> bool {
    pair[0].abs_diff(pair[1]) == 5
}

fn date() -> impl Strategy<Value = Date> {
    (0i64..=9999, 1i64..=12, 1i64..=31).prop_filter_map("no such date", |(year, month, day)| {
        Date::new(year, month, day)
    })
}

fn last_day() -> Date {
    Date::new(9999, 12, 31).expect("a date")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_wrong_digit_is_found(payload in "[0-9]{1,30}") {
        for scheme in FIND_EVERY_DIGIT {
            let Some(text) = checked(scheme, &payload) else { continue };
            prop_assert!(scheme.is_valid(&text), "{scheme:?} {text}");
            for (place, known) in text.chars().enumerate() {
                for digit in ('0'..='9').filter(|digit| *digit != known) {
                    let wrong = with(&text, place, digit);
                    prop_assert!(!scheme.is_valid(&wrong), "{scheme:?} {text} {wrong}");
                }
            }
        }
    }

    /// FEBRABAN writes two of eleven results alike; a wrong digit that only makes the one of the other is not found.
    #[test]
    fn febraban_misses_what_it_writes_alike(payload in "[0-9]{1,30}", place in 0usize..30, digit in proptest::char::range('0', '9')) {
        let place = place % payload.len();
        let other = with(&payload, place, digit);
        let exact = |payload: &str| Mod11To9X.compute(payload).expect("digits");
        let (one, two) = (exact(&payload), exact(&other));
        for (scheme, alike) in [(Mod11To9Zero, ["0", "X"].as_slice()), (Mod11To9One, &["0", "1", "X"])] {
            let missed = one == two || alike.contains(&one.as_str()) && alike.contains(&two.as_str());
            prop_assert_eq!(scheme.compute(&payload) == scheme.compute(&other), missed);
        }
    }

    #[test]
    fn every_swap_is_found(payload in "[0-9]{2,30}") {
        for (schemes, apart) in [(FIND_EVERY_SWAP.as_slice(), 1), (&FIND_EVERY_FAR_SWAP, 2)] {
            for scheme in schemes {
                let Some(text) = checked(*scheme, &payload) else { continue };
                for place in 0..text.len() - apart {
                    if let Some((wrong, _)) = swapped(&text, place, place + apart) {
                        prop_assert!(!scheme.is_valid(&wrong), "{scheme:?} {text} {wrong}");
                    }
                }
            }
        }
    }

    /// Luhn misses 09 and 90; the weights 3 and 1 miss what differs by five. Nothing else.
    #[test]
    fn sums_by_ten_miss_what_theory_says(payload in "[0-9]{2,30}") {
        for scheme in [Luhn, Gs1, Mod10FromLeft] {
            let text = checked(scheme, &payload).expect("a check digit");
            for place in 0..text.len() - 1 {
                let Some((wrong, pair)) = swapped(&text, place, place + 1) else { continue };
                let missed = match scheme {
                    Luhn => pair == *b"09" || pair == *b"90",
                    // From the left, the last of an even count of digits weighs one, as the check digit does.
                    Mod10FromLeft if place + 2 == text.len() && payload.len() % 2 == 0 => true,
                    _ => by_five(pair),
                };
                prop_assert_eq!(scheme.is_valid(&wrong), missed, "{:?} {} {}", scheme, text, wrong);
            }
        }
    }

    /// The hybrid system misses few swaps.
    #[test]
    fn the_hybrid_system_finds_nearly_every_swap(payloads in prop::collection::vec("[0-9]{12}", 50)) {
        let (mut swaps, mut missed) = (0, 0);
        for payload in payloads {
            let text = checked(Iso7064Mod11And10, &payload).expect("a check digit");
            for place in 0..text.len() - 1 {
                if let Some((wrong, _)) = swapped(&text, place, place + 1) {
                    swaps += 1;
                    missed += usize::from(Iso7064Mod11And10.is_valid(&wrong));
                }
            }
        }
        // Two in a hundred on the whole; a sample of some hundreds may have a few more.
        prop_assert!(missed * 10 < swaps, "{missed} of {swaps}");
    }

    #[test]
    fn coupons_read_what_they_write(branch in 1i64..=9_999, customer in 1i64..=999_999, date in date()) {
        let (branch, customer) = (BranchNumber::new(branch).expect("in range"), CustomerNumber::new(customer).expect("in range"));
        let code = CouponCode::build(branch, customer, date);
        let digits = code.as_str();
        prop_assert_eq!(CouponCode::parse(digits, date), Ok(code));
        prop_assert_eq!((code.branch(), code.customer(), code.date()), (branch, customer, date));
        let appended = Mod10FromLeft.compute(digits).expect("digits");
        for scanned in [digits.to_owned(), format!("0{digits}"), format!("{digits}\r\n"), format!(" {}  {} ", &digits[..4], &digits[4..])] {
            prop_assert_eq!(CouponCode::parse_scanned(&scanned, date), Ok(code));
            prop_assert_eq!(recognize(&scanned, date), Ok(Barcode::Coupon(code)));
        }
        // With a digit after it, it might be read as one with a zero before it; then that is another coupon in every part.
        match CouponCode::parse_scanned(&format!("{digits}{appended}"), date) {
            Ok(read) => prop_assert!(read == code || digits.starts_with('0')),
            // What is older than any coupon is no second reading.
            Err(_) => prop_assert!(date.year() < 2000),
        }
        for (place, known) in digits.chars().enumerate() {
            for digit in ('0'..='9').filter(|digit| *digit != known) {
                prop_assert!(CouponCode::parse(&with(digits, place, digit), last_day()).is_err());
            }
        }
    }

    #[test]
    fn trade_items_and_logistic_units(digits in "[0-9]{17}") {
        for length in [7, 11, 12, 13] {
            let text = checked(Gs1, &digits[..length]).expect("a check digit");
            let gtin = Gtin::parse(&text).expect("a GTIN");
            let longest = Gtin::parse(gtin.gtin_14()).expect("the same");
            prop_assert_eq!(longest.gtin_14(), gtin.gtin_14());
            prop_assert_eq!(recognize(&text, last_day()), Ok(Barcode::Gtin(gtin)));
        }
        let text = checked(Gs1, &digits).expect("a check digit");
        prop_assert_eq!(recognize(&text, last_day()).ok(), Sscc::parse(&text).ok().map(Barcode::Sscc));
    }

    /// Bars and line are made of each other, and every wrong digit of a line's fields is found.
    #[test]
    fn boletos_read_what_they_write(digits in "[0-9]{43}", collection in any::<bool>(), kind in proptest::char::range('6', '9'), today in date()) {
        let (start, scheme, at) = match (collection, kind) {
            (true, '6' | '7') => (format!("8{}{kind}", &digits[..1]), Luhn, 3),
            (true, _) => (format!("8{}{kind}", &digits[..1]), Mod11To9Zero, 3),
            (false, _) => (format!("{}9", digits[..3].replace('8', "0")), Mod11To9One, 4),
        };
        let rest = &digits[at..];
        let check = scheme.compute(&format!("{start}{rest}")).expect("digits");
        let bars = format!("{start}{check}{rest}");
        let boleto = Boleto::parse(&bars, today).expect("a boleto");
        let line = boleto.line();
        prop_assert_eq!(line.len(), if collection { 48 } else { 47 });
        prop_assert_eq!(boleto.kind() == BoletoKind::Collection, collection);
        prop_assert_eq!(boleto.barcode(), bars.as_str());
        prop_assert_eq!(Boleto::parse(&line, today), Ok(boleto.clone()));
        prop_assert_eq!(recognize(&line, today), Ok(Barcode::Boleto(boleto.clone())));
        if !collection {
            for place in 0..32 {
                let wrong = with(&line, place, if line.as_bytes()[place] == b'0' { '1' } else { '0' });
                prop_assert!(Boleto::parse(&wrong, today).is_err(), "{line} {wrong}");
            }
        }
        if let Some(due) = boleto.due_date() {
            prop_assert!((1997..=2049).contains(&due.year()));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), digits in "[]C1 0-9.-]{0,50}", today in date()) {
        for text in [text, digits] {
            let count = text.chars().count();
            if let Err(error) = recognize(&text, today) {
                prop_assert!(error.position().is_none_or(|position| position < count), "{text:?} {error:?}");
            }
            let _ = Boleto::parse(&text, today);
            let _ = CouponCode::parse_scanned(&text, today);
            for scheme in CheckDigit::ALL {
                let _ = scheme.is_valid(&text);
                let _ = scheme.compute(&text);
            }
        }
    }
}
