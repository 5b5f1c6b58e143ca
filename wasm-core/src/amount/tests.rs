//! Amounts, in tables.

use super::*;

const BOB: Currency = Currency::Bob;

#[test]
fn machine_decimals() {
    use AmountError::*;
    let cases: &[(&str, Result<i64, AmountError>)] = &[
        ("0", Ok(0)),
        ("-0", Ok(0)),
        ("30", Ok(3000)),
        ("30.5", Ok(3050)),
        ("30.50", Ok(3050)),
        ("0.01", Ok(1)),
        ("-1", Ok(-100)),
        ("007", Ok(700)),
        ("90071992547409.91", Ok(MINOR_MAX)),
        ("-90071992547409.91", Ok(-MINOR_MAX)),
        ("", Err(Empty)),
        ("90071992547409.92", Err(OutOfRange)),
        ("99999999999999999999", Err(OutOfRange)),
        ("-99999999999999999999", Err(OutOfRange)),
        ("0.001", Err(TooManyDecimals)),
        ("1.000", Err(TooManyDecimals)),
        ("1e3", Err(NotANumber)),
        ("1E3", Err(NotANumber)),
        ("+1", Err(NotANumber)),
        ("1,5", Err(NotANumber)),
        (" 1", Err(NotANumber)),
        ("1 ", Err(NotANumber)),
        ("1.", Err(NotANumber)),
        (".5", Err(NotANumber)),
        (".", Err(NotANumber)),
        ("-", Err(NotANumber)),
        ("--1", Err(NotANumber)),
        ("1.2.3", Err(NotANumber)),
        ("1.-2", Err(NotANumber)),
        ("abc", Err(NotANumber)),
        ("NaN", Err(NotANumber)),
        ("Infinity", Err(NotANumber)),
        ("0x10", Err(NotANumber)),
        ("１２", Err(NotANumber)),
        ("1\u{0}", Err(NotANumber)),
    ];
    for (text, expected) in cases {
        assert_eq!(
            Amount::parse(text, BOB).map(Amount::minor),
            *expected,
            "{text:?}"
        );
    }
}

#[test]
fn typed_decimals() {
    use AmountError::*;
    let cases: &[(&str, Result<i64, AmountError>)] = &[
        ("30", Ok(3000)),
        (" 30 ", Ok(3000)),
        ("30,5", Ok(3050)),
        ("30.5", Ok(3050)),
        ("30,50", Ok(3050)),
        (",50", Ok(50)),
        (".5", Ok(50)),
        ("30,", Ok(3000)),
        ("1.234,56", Ok(123_456)),
        ("1,234.56", Ok(123_456)),
        ("1 234,56", Ok(123_456)),
        ("1\u{a0}234.56", Ok(123_456)),
        ("1'234.56", Ok(123_456)),
        ("1.234.567", Ok(123_456_700)),
        ("1,234,567.8", Ok(123_456_780)),
        ("12 345", Ok(1_234_500)),
        ("1234,5", Ok(123_450)),
        ("-5", Ok(-500)),
        ("- 5,20", Ok(-520)),
        ("", Err(Empty)),
        ("   ", Err(Empty)),
        ("1.234", Err(Ambiguous)),
        ("1,234", Err(Ambiguous)),
        ("999,999", Err(Ambiguous)),
        ("0.123", Err(TooManyDecimals)),
        ("1234.567", Err(TooManyDecimals)),
        ("1 234.567", Err(TooManyDecimals)),
        ("0,1234", Err(TooManyDecimals)),
        ("1.23.456", Err(NotANumber)),
        ("1.2345.678", Err(NotANumber)),
        ("12 34", Err(NotANumber)),
        ("1 2", Err(NotANumber)),
        ("1.234 567", Err(NotANumber)),
        ("1.234,567.8", Err(NotANumber)),
        ("1,2,3.4", Err(NotANumber)),
        ("1..2", Err(NotANumber)),
        ("1e3", Err(NotANumber)),
        ("Bs 30", Err(NotANumber)),
        ("30-", Err(NotANumber)),
        (".", Err(NotANumber)),
        ("-", Err(NotANumber)),
        ("abc", Err(NotANumber)),
        ("99999999999999999999", Err(OutOfRange)),
    ];
    for (text, expected) in cases {
        assert_eq!(
            Amount::parse_typed(text, BOB).map(Amount::minor),
            *expected,
            "{text:?}"
        );
    }
    let long = "1".repeat(100_000);
    assert_eq!(Amount::parse_typed(&long, BOB), Err(OutOfRange));
}

#[test]
fn texts() {
    let cases = [
        (0, "0.00", "0"),
        (1, "0.01", "0.01"),
        (10, "0.10", "0.1"),
        (100, "1.00", "1"),
        (1000, "10.00", "10"),
        (3050, "30.50", "30.5"),
        (-5, "-0.05", "-0.05"),
        (-12_300, "-123.00", "-123"),
        (MINOR_MAX, "90071992547409.91", "90071992547409.91"),
    ];
    for (minor, text, number) in cases {
        let amount = Amount::from_minor(minor).unwrap();
        assert_eq!(amount.to_text(BOB), text);
        assert_eq!(amount.to_json_number(BOB), number);
        assert_eq!(amount.to_decimal(BOB).to_string(), text);
    }
}

#[test]
fn arithmetic_stays_in_range() {
    let one = Amount::from_small_minor(1);
    assert_eq!(Amount::MAX.checked_add(one), None);
    assert_eq!(
        Amount::MAX
            .checked_neg()
            .and_then(|lowest| lowest.checked_sub(one)),
        None
    );
    assert_eq!(Amount::MAX.checked_mul(2), None);
    assert_eq!(Amount::MAX.checked_sub(Amount::MAX), Some(Amount::ZERO));
    assert_eq!(one.checked_mul(-3).map(Amount::minor), Some(-3));
    assert_eq!(Amount::from_minor(i64::MIN), Err(AmountError::OutOfRange));
    assert_eq!(Amount::from_minor(i64::MAX), Err(AmountError::OutOfRange));
}
