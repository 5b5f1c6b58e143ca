use super::BarcodeError::*;
use super::*;

const TODAY: &str = "2099-12-31";

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// The 19 digits of 18, for cases whose only fault shall not be the check digit.
fn checked(payload: &str) -> String {
    let check = CheckDigit::Mod10FromLeft.of_digits(payload);
    format!("{payload}{check}")
}

/// Branch, customer, day and the code that they make. The first five tell the weights apart from GS1's and Luhn's.
const CODES: &[(i64, i64, &str, &str)] = &[
    (1, 56789, "2026-01-27", "0001056789202601274"),
    (1, 123, "2026-01-27", "0001000123202601277"),
    (2, 1, "2026-02-28", "0002000001202602283"),
    (9999, 999_999, "2099-12-31", "9999999999209912313"),
    (1, 56789, "2026-01-28", "0001056789202601283"),
    (12, 56789, "2026-12-31", "0012056789202612319"),
    (1, 1, "2026-01-01", "0001000001202601018"),
    (1, 56788, "2026-01-27", "0001056788202601275"),
    (1, 56789, "2024-02-29", "0001056789202402293"),
];

#[test]
fn codes_are_built_and_read_back() {
    for (branch, customer, date, expected) in CODES {
        let code = CouponCode::build(
            BranchNumber::new(*branch).unwrap(),
            CustomerNumber::new(*customer).unwrap(),
            day(date),
        );
        assert_eq!(code.as_str(), *expected);
        let read = CouponCode::parse(expected, day(TODAY)).unwrap();
        assert_eq!(read, code);
        assert_eq!(i64::from(read.branch().get()), *branch);
        assert_eq!(i64::from(read.customer().get()), *customer);
        assert_eq!(read.date(), day(date));
        // On the day itself it is not of the future, the day before it is.
        assert_eq!(CouponCode::parse(expected, day(date)), Ok(code));
        assert_eq!(
            CouponCode::parse(expected, day("2024-02-28")),
            Err(FutureDate { position: 10 })
        );
    }
}

/// The vendor's own table of 18 digits and their check digit, also of those that are no coupon.
#[test]
fn check_digits_of_the_contract() {
    let cases = [
        ("000105678920260127", 4),
        ("000100012320260127", 7),
        ("000200000120260228", 3),
        ("999999999920991231", 3),
        ("000105678920260128", 3),
        ("001205678920261231", 9),
        ("000100000020260101", 9),
        ("000105678820260127", 5),
    ];
    for (payload, expected) in cases {
        assert_eq!(
            CheckDigit::Mod10FromLeft.of_digits(payload),
            expected,
            "{payload}"
        );
    }
}

#[test]
fn what_is_no_code() {
    let cases: &[(&str, BarcodeError)] = &[
        ("", Empty),
        ("000105678920260127", WrongLength { digits: 18 }),
        ("00001056789202601274", WrongLength { digits: 20 }),
        ("00010567892026012742", WrongLength { digits: 20 }),
        ("1", WrongLength { digits: 1 }),
        ("000105678920260127a", NotDigits { position: 18 }),
        ("x001056789202601274", NotDigits { position: 0 }),
        ("0001-056789-20260127-4", NotDigits { position: 4 }),
        (" 0001056789202601274", NotDigits { position: 0 }),
        ("0001056789202601274\n", NotDigits { position: 19 }),
        ("٠٠٠١٠٥٦٧٨٩٢٠٢٦٠١٢٧٤", NotDigits { position: 0 }),
        ("000105678920260127\u{0}", NotDigits { position: 18 }),
        ("-001056789202601274", NotDigits { position: 0 }),
        (&checked("000005678920260127"), BranchZero { position: 0 }),
        (&checked("000100000020260127"), CustomerZero { position: 4 }),
        (&checked("000105678920270229"), NoSuchDate { position: 16 }),
        (&checked("000105678920260431"), NoSuchDate { position: 16 }),
        (&checked("000105678920260100"), NoSuchDate { position: 16 }),
        (&checked("000105678920261301"), NoSuchDate { position: 14 }),
        (&checked("000105678920260027"), NoSuchDate { position: 14 }),
        (&checked("000105678921000101"), FutureDate { position: 10 }),
        ("0001056789202601270", WrongCheckDigit { position: 18 }),
        // GS1's digit, and Luhn's.
        ("0001056789202601272", WrongCheckDigit { position: 18 }),
        ("0001056789202601273", WrongCheckDigit { position: 18 }),
        // A mistyped year is not called a date of the future.
        ("0001056789902601274", WrongCheckDigit { position: 18 }),
    ];
    for (text, expected) in cases {
        assert_eq!(
            CouponCode::parse(text, day(TODAY)),
            Err(*expected),
            "{text:?}"
        );
    }
    let long = "0".repeat(100_000);
    assert_eq!(
        CouponCode::parse(&long, day(TODAY)),
        Err(WrongLength { digits: 100_000 })
    );
}

#[test]
fn what_scanners_give() {
    let good = "0001056789202601274";
    let cases: &[(&str, Result<&str, BarcodeError>)] = &[
        (good, Ok(good)),
        ("0001056789202601274\r\n", Ok(good)),
        ("\t0001056789202601274\t", Ok(good)),
        ("0001 056789 20260127 4", Ok(good)),
        ("\u{1d}0001056789202601274", Ok(good)),
        // Twenty digits: a zero before, or the digit that an encoder added.
        ("00001056789202601274", Ok(good)),
        ("00001056789202601274\r", Ok(good)),
        ("00010567892026012742", Ok(good)),
        ("99999999992099123134", Ok("9999999999209912313")),
        ("", Err(Empty)),
        (" \r\n", Err(Empty)),
        ("10001056789202601274", Err(WrongLength { digits: 20 })),
        ("99999999992099123131", Err(WrongLength { digits: 20 })),
        // Of two readings, the error is told of the one with the zero.
        (
            "00001056789202601275",
            Err(WrongCheckDigit { position: 19 }),
        ),
        (
            "0000 1056789202601275",
            Err(WrongCheckDigit { position: 20 }),
        ),
        ("00010567892026012743", Err(NoSuchDate { position: 17 })),
        ("000105678920260127", Err(WrongLength { digits: 18 })),
        ("000001056789202601274", Err(WrongLength { digits: 21 })),
        ("0001-0567892026012744", Err(NotDigits { position: 4 })),
        (" 000105678920260127x", Err(NotDigits { position: 19 })),
        (
            " 0001056789202601275",
            Err(WrongCheckDigit { position: 19 }),
        ),
        ("0001 0567 8920 2602 309", Err(NoSuchDate { position: 20 })),
    ];
    for (text, expected) in cases {
        let read = CouponCode::parse_scanned(text, day(TODAY));
        assert_eq!(
            read.as_ref()
                .map(CouponCode::as_str)
                .map_err(|error| *error),
            *expected,
            "{text:?}"
        );
    }
}

#[test]
fn numbers_have_their_range() {
    for (number, branch, customer) in [
        (i64::MIN, false, false),
        (-1, false, false),
        (0, false, false),
        (1, true, true),
        (9_999, true, true),
        (10_000, false, true),
        (65_537, false, true),
        (999_999, false, true),
        (1_000_000, false, false),
        (4_294_967_297, false, false),
        (i64::MAX, false, false),
    ] {
        assert_eq!(BranchNumber::new(number).is_some(), branch, "{number}");
        assert_eq!(CustomerNumber::new(number).is_some(), customer, "{number}");
    }
}
