use super::*;

fn amount(minor: i64) -> Amount {
    Amount::from_minor(minor).expect("an amount")
}

#[test]
fn ten_digits_and_nothing_else() {
    for good in ["4771234567", "0000000000"] {
        assert_eq!(
            TenDigits::parse(good).map(|digits| digits.0).as_deref(),
            Some(good)
        );
    }
    for bad in [
        "",
        "477123456",
        "47712345678",
        "477 1234567",
        " 4771234567",
        "4771234567 ",
        "+524771234567",
        "477123456a",
        "٤٧٧١٢٣٤٥٦٧",
        "477123456\u{0}",
    ] {
        assert_eq!(TenDigits::parse(bad), None, "{bad:?}");
    }
}

#[test]
fn areas() {
    let cases = [
        ("4771234567", true),
        ("5512345678", true),
        ("3312345678", true),
        ("8112345678", true),
        ("0771234567", false),
        ("1771234567", false),
        ("2021234567", false),
        ("5201234567", false),
        ("8001234567", false),
        ("9001234567", false),
    ];
    for (phone, expected) in cases {
        let phone = TenDigits::parse(phone).expect("ten digits");
        assert_eq!(phone.is_of_known_area(), expected, "{phone:?}");
    }
}

#[test]
fn points_as_they_are_written() {
    use AmountError::*;
    let cases = [
        ("0", Ok(0)),
        ("0.01", Ok(1)),
        ("10", Ok(1_000)),
        ("10.5", Ok(1_050)),
        ("90071992547409.91", Ok(9_007_199_254_740_991)),
        ("", Err(Empty)),
        ("-5", Err(OutOfRange)),
        ("-0", Ok(0)),
        ("1e2", Err(NotANumber)),
        ("NaN", Err(NotANumber)),
        ("1,5", Err(NotANumber)),
        ("1,000", Err(NotANumber)),
        (".5", Err(NotANumber)),
        ("5.", Err(NotANumber)),
        ("+5", Err(NotANumber)),
        (" 5", Err(NotANumber)),
        ("0x10", Err(NotANumber)),
        ("1.005", Err(TooManyDecimals)),
        ("90071992547409.92", Err(OutOfRange)),
    ];
    for (text, expected) in cases {
        let read = Points::parse(text).map(|points| points.amount().minor());
        assert_eq!(read, expected, "{text:?}");
    }
    assert_eq!(Points::new(amount(-1)), None);
}

#[test]
fn percentages() {
    for (hundredths, good) in [
        (1, true),
        (1_000, true),
        (10_000, true),
        (0, false),
        (10_001, false),
        (-1, false),
    ] {
        assert_eq!(
            Percentage::new(amount(hundredths)).is_some(),
            good,
            "{hundredths}"
        );
    }
    let cases = [
        // 10 % of 1,000.00
        (1_000, 100_000, 10_000),
        // 10 % of 0.04 is less than half a hundredth; of 0.05 it is half.
        (1_000, 4, 0),
        (1_000, 5, 1),
        (1_000, 12_345, 1_235),
        (1_000, 12_344, 1_234),
        // 0.01 % of 50.00 is half a hundredth.
        (1, 4_999, 0),
        (1, 5_000, 1),
        (333, 10_000, 333),
        (10_000, 9_007_199_254_740_991, 9_007_199_254_740_991),
        (9_999, 9_007_199_254_740_991, 9_006_298_534_815_517),
    ];
    for (hundredths, purchase, expected) in cases {
        let earned = Percentage::new(amount(hundredths))
            .and_then(|percentage| percentage.of(amount(purchase)))
            .map(|points| points.amount().minor());
        assert_eq!(earned, Some(expected), "{hundredths} of {purchase}");
    }
    let ten = Percentage::new(amount(1_000)).expect("a percentage");
    assert_eq!(ten.of(amount(-5)), None);
}

#[test]
fn dates_of_birth() {
    let today = Date::parse("2026-11-29").expect("a date");
    for (text, expected) in [
        ("2001-02-28", Some("2001-02-28")),
        ("2000-02-29", Some("2000-02-29")),
        ("2026-11-29", Some("2026-11-29")),
        ("1990-05-01 00:00:00", Some("1990-05-01")),
        ("1990-05-01 23-59-59", Some("1990-05-01")),
        ("2001-02-29", None),
        ("2001-02-30", None),
        ("2026-11-30", None),
        ("1990-05-01 24:00:00", None),
        ("1990-05-01 23:60:00", None),
        ("1990-05-01 23:59", None),
        ("1990-05-01 23:59-59", None),
        ("1990-05-01 ", None),
        ("1990-05-01T00:00:00", None),
        ("01/05/1990", None),
        ("1990-5-1", None),
        ("", None),
    ] {
        assert_eq!(
            birth_date(text, today),
            expected.and_then(Date::parse),
            "{text:?}"
        );
    }
}

#[test]
fn pins() {
    for (text, good) in [
        ("1234", true),
        ("12345678", true),
        ("123", false),
        ("123456789", false),
        ("12a4", false),
        ("", false),
        ("١٢٣٤", false),
    ] {
        assert_eq!(is_pin(text), good, "{text:?}");
    }
}

#[test]
fn names() {
    for kind in MovementKind::ALL {
        assert_eq!(MovementKind::parse(kind.as_str()), Some(kind));
    }
    for door in ApiDoor::ALL {
        assert_eq!(ApiDoor::parse(door.as_str()), Some(door));
    }
    for bad in ["", "Earning", "wallets"] {
        assert_eq!(
            (MovementKind::parse(bad), ApiDoor::parse(bad)),
            (None, None)
        );
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Against whole numbers: add half of ten thousand, divide, drop the rest.
        #[test]
        fn earned_points_are_rounded_half_up(hundredths in 1_i64..=10_000, purchase in 0_i64..=9_007_199_254_740_991) {
            let earned = Percentage::new(amount(hundredths)).and_then(|percentage| percentage.of(amount(purchase)));
            let expected = i128::from(hundredths).saturating_mul(i128::from(purchase)).saturating_add(5_000) / 10_000;
            prop_assert_eq!(earned.map(|points| i128::from(points.amount().minor())), Some(expected));
        }
    }
}
