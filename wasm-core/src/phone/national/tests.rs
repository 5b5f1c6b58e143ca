//! Numbers of five plans, as people write them, in tables.

use super::*;
use Country::{Argentina, Bolivia, Brazil, Mexico, Venezuela};
use PhoneKind::{Fixed, FixedOrMobile, Mobile};

#[test]
fn good_numbers() {
    for (country, text, digits, kind) in [
        (Bolivia, "76543210", "76543210", Mobile),
        (Bolivia, "+591 765-43210", "76543210", Mobile),
        (Bolivia, "0059176543210", "76543210", Mobile),
        (Bolivia, "59176543210", "76543210", Mobile),
        (Bolivia, "57123456", "57123456", Mobile),
        (Bolivia, "(2) 244-0000", "22440000", Fixed),
        (Bolivia, "+591 3 3440000", "33440000", Fixed),
        (Bolivia, "0 4 4440000", "44440000", Fixed),
        (Bolivia, "010 76543210", "76543210", Mobile),
        (Venezuela, "0424-3675525", "4243675525", Mobile),
        (Venezuela, "+58 412 0000000", "4120000000", Mobile),
        (Venezuela, "584161234567", "4161234567", Mobile),
        (Venezuela, "0212 555 1234", "2125551234", Fixed),
        (Brazil, "(19) 99641-6288", "19996416288", Mobile),
        (Brazil, "+55 11 3333-4444", "1133334444", Fixed),
        (Brazil, "0 15 11 3333-4444", "1133334444", Fixed),
        (Brazil, "90 11 99999-0000", "11999990000", Mobile),
        (Brazil, "11 7000-1234", "1170001234", Mobile),
        (Brazil, "55 99641-6288", "55996416288", Mobile),
        (Mexico, "477 123 4567", "4771234567", FixedOrMobile),
        (Mexico, "+52 1 55 1234 5678", "5512345678", FixedOrMobile),
        (Mexico, "044 477 123 4567", "4771234567", FixedOrMobile),
        (Mexico, "2001234567", "2001234567", Fixed),
        (Argentina, "+54 9 11 2345-6789", "91123456789", Mobile),
        (Argentina, "011 15-2345-6789", "91123456789", Mobile),
        (Argentina, "11 15 2345 6789", "91123456789", Mobile),
        (Argentina, "0351 15 234 5678", "93512345678", Mobile),
        (Argentina, "02966 15 45-6789", "92966456789", Mobile),
        (Argentina, "011 4234-5678", "1142345678", Fixed),
        (Argentina, "+54 351 423 4567", "3514234567", Fixed),
        (
            Argentina,
            "\u{202a}+54 351 423 4567\u{202c}",
            "3514234567",
            Fixed,
        ),
    ] {
        let number = NationalNumber::parse(country, text);
        let read = number
            .as_ref()
            .map(|number| (number.digits(), number.kind()));
        assert_eq!(read, Ok((digits, kind)), "{country:?} {text:?}");
        let international = number.map(|number| number.international()).unwrap();
        let again = NationalNumber::parse(country, &international).map(|number| number.digits);
        assert_eq!(again.as_deref(), Ok(digits), "{international}");
    }
}

#[test]
fn bad_numbers() {
    use NationalNumberError::*;
    let unassigned = |position| Unassigned { position };
    let too_long = |position| TooLong {
        position: Some(position),
    };
    for (country, text, error) in [
        (Bolivia, "", Empty),
        (Bolivia, " - ", Empty),
        (Bolivia, "+", Empty),
        // What may still become the country's own calling code.
        (Bolivia, "00", TooShort),
        (Bolivia, "+5", TooShort),
        (Bolivia, "0059", TooShort),
        (Bolivia, "+591", TooShort),
        (Bolivia, "+4", OtherCountry { position: 1 }),
        (Bolivia, "+58", OtherCountry { position: 1 }),
        (Bolivia, "7654321", TooShort),
        (Bolivia, "+591 7654321", TooShort),
        (Bolivia, "591", TooShort),
        (Bolivia, "591765", TooShort),
        (Bolivia, "0", TooShort),
        (Bolivia, "765432100", too_long(8)),
        (Bolivia, "+591 765-432-100", too_long(15)),
        (Bolivia, "12345678", unassigned(0)),
        (Bolivia, "80012345", unassigned(0)),
        (Bolivia, "(2) 300-0000", unassigned(4)),
        (Bolivia, "+54 9 11 2345 6789", OtherCountry { position: 1 }),
        (Bolivia, "00 54 11", OtherCountry { position: 3 }),
        (Bolivia, "7654a210", NotDigits { position: 4 }),
        (Bolivia, "٧٦٥٤٣٢١٠", NotDigits { position: 0 }),
        (Bolivia, "7654\u{0}210", NotDigits { position: 4 }),
        (Bolivia, "76543210;ext=5", NotDigits { position: 8 }),
        (Venezuela, "0434 0000000", unassigned(2)),
        (Venezuela, "0424-367552", TooShort),
        (Brazil, "20 99999-0000", unassigned(1)),
        (Brazil, "(11) 8999-0000", unassigned(5)),
        (Mexico, "1234567890", unassigned(3)),
        (Mexico, "0123456789", unassigned(4)),
        (Mexico, "477123456", TooShort),
        (Argentina, "011 15-2345-678", too_long(14)),
        (Argentina, "9 11 2345 678", TooShort),
        // What stands before the 15 is no area code.
        (Argentina, "23 15 92570266", unassigned(4)),
        (Argentina, "0228151323265", too_long(11)),
        (Argentina, "371555836180", unassigned(4)),
        (Argentina, "5", unassigned(0)),
    ] {
        let read = NationalNumber::parse(country, text);
        assert_eq!(read, Err(error), "{country:?} {text:?}");
        let position = Flaw::from(error).position;
        assert!(
            position.is_none_or(|at| at < text.chars().count()),
            "{text:?}"
        );
    }
    let long = "7".repeat(1_000);
    let read = NationalNumber::parse(Bolivia, &long);
    assert_eq!(read, Err(TooLong { position: None }));
}

/// What can be topped up is a mobile of the plan.
#[test]
fn what_can_be_topped_up_is_in_the_plan() {
    for (country, text) in [
        (Bolivia, "60000000"),
        (Bolivia, "+591 79999999"),
        (Brazil, "19996416288"),
        (Mexico, "0454771234567"),
    ] {
        let mobile = super::super::PhoneNumber::parse(country, text).unwrap();
        let number = NationalNumber::parse(country, text).unwrap();
        assert_eq!(mobile.national(), number.digits());
        assert!(number.kind().may_be_mobile(), "{text}");
    }
}
