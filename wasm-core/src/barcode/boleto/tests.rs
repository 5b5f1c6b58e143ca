use super::BarcodeError::*;
use super::*;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn today() -> Date {
    day("2026-11-28")
}

const BANK: &str = "00190500954014481606906809350314337370000000100";
const MOD_10: &str = "836200000005667800481000180975657313001589636081";
const MOD_11: &str = "848900000002404201622015806051904292586034111220";

/// A line, its bars, cents, and bank.
const GOOD: &[(&str, &str, Option<i64>, Option<&str>)] = &[
    (
        BANK,
        "00193373700000001000500940144816060680935031",
        Some(100),
        Some("001"),
    ),
    (
        MOD_10,
        "83620000000667800481001809756573100158963608",
        Some(6_678),
        None,
    ),
    (
        MOD_11,
        "84890000000404201622018060519042958603411122",
        Some(4_042),
        None,
    ),
    // No due date and no amount.
    (
        "34191790010104351004791020150008700000000000000",
        "34197000000000000001790001043510049102015000",
        None,
        Some("341"),
    ),
];

#[test]
fn lines_and_bars_say_the_same() {
    for (line, bars, cents, bank) in GOOD {
        let boleto = Boleto::parse(line, today()).expect(line);
        assert_eq!(boleto.barcode(), *bars);
        assert_eq!(boleto.line(), *line);
        assert_eq!(boleto.amount().map(Amount::minor), *cents, "{line}");
        assert_eq!(boleto.bank(), *bank);
        assert_eq!(boleto.kind() == BoletoKind::Bank, bank.is_some());
        assert_eq!(Boleto::parse(bars, today()), Ok(boleto));
    }
}

/// The bars of collection with the right general digit.
fn collection(start: &str, rest: &str) -> String {
    let scheme = if matches!(start.get(2..), Some("6" | "7")) {
        CheckDigit::Luhn
    } else {
        CheckDigit::Mod11To9Zero
    };
    let check = scheme.of_digits(&format!("{start}{rest}"));
    format!("{start}{check}{rest}")
}

#[test]
fn amounts_that_are_none() {
    let amount = |start: &str, value: &str| {
        let bars = collection(
            start,
            &format!("{value}{}", "12345".repeat(6).get(..29).unwrap()),
        );
        let boleto = Boleto::parse(&bars, today()).expect(&bars);
        assert_eq!(Boleto::parse(&boleto.line(), today()), Ok(boleto.clone()));
        assert_eq!((boleto.due_date(), boleto.bank()), (None, None));
        boleto.amount().map(Amount::minor)
    };
    assert_eq!(amount("836", "00000000001"), Some(1));
    assert_eq!(amount("838", "99999999999"), Some(99_999_999_999));
    assert_eq!(amount("838", "00000000000"), None);
    // A quantity of something is no amount.
    assert_eq!(amount("837", "00000000001"), None);
    assert_eq!(amount("839", "00000000001"), None);
}

/// Bars of a bank with that factor.
fn bank(factor: &str) -> String {
    let (start, rest) = ("0019", format!("{factor}0000000100{}", "0".repeat(25)));
    let check = CheckDigit::Mod11To9One.of_digits(&format!("{start}{rest}"));
    format!("{start}{check}{rest}")
}

#[test]
fn due_dates() {
    // Factor, today, due date.
    let cases = [
        ("0000", "2026-11-28", None),
        ("0001", "2026-11-28", Some("1997-10-08")),
        ("0999", "2026-11-28", Some("2000-07-02")),
        ("1000", "2000-07-03", Some("2000-07-03")),
        ("1000", "2008-09-19", Some("2000-07-03")),
        ("1000", "2008-09-20", Some("2025-02-22")),
        ("1000", "2026-11-28", Some("2025-02-22")),
        ("1001", "2025-02-22", Some("2025-02-23")),
        ("3737", "2007-12-01", Some("2007-12-31")),
        ("3737", "2026-11-28", Some("2032-08-21")),
        ("9999", "2025-02-21", Some("2025-02-21")),
        ("9999", "2026-11-28", Some("2025-02-21")),
        ("9999", "2033-05-10", Some("2025-02-21")),
        ("9999", "2033-05-11", Some("2049-10-13")),
        ("1645", "2026-11-28", Some("2026-11-29")),
    ];
    for (factor, today, expected) in cases {
        let boleto = Boleto::parse(&bank(factor), day(today)).expect(factor);
        let found = boleto.due_date().map(Date::to_text);
        assert_eq!(found.as_deref(), expected, "{factor} on {today}");
    }
}

#[test]
fn every_wrong_check_digit_is_named() {
    let wrong_at = |text: &str, place: usize| {
        let mut digits = text.to_owned();
        let digit = if text.get(place..=place) == Some("0") {
            "1"
        } else {
            "0"
        };
        digits.replace_range(place..=place, digit);
        Boleto::parse(&digits, today())
    };
    for (line, places) in [
        (BANK, [9, 20, 31, 32].as_slice()),
        (MOD_10, &[11, 23, 35, 47]),
        (MOD_11, &[11, 23, 35, 47]),
    ] {
        for place in places {
            let expected = Err(WrongCheckDigit { position: *place });
            assert_eq!(wrong_at(line, *place), expected, "{line}");
        }
    }
    // A wrong digit of a field is told of the field's check digit.
    assert_eq!(wrong_at(BANK, 0), Err(WrongCheckDigit { position: 9 }));
    assert_eq!(wrong_at(BANK, 12), Err(WrongCheckDigit { position: 20 }));
    assert_eq!(wrong_at(BANK, 25), Err(WrongCheckDigit { position: 31 }));
    // Due factor and amount have the general one only.
    for place in 33..47 {
        assert_eq!(wrong_at(BANK, place), Err(WrongCheckDigit { position: 32 }));
    }
    assert_eq!(wrong_at(MOD_10, 5), Err(WrongCheckDigit { position: 11 }));
    assert_eq!(wrong_at(MOD_11, 30), Err(WrongCheckDigit { position: 35 }));
    for (_, bars, _, bank) in GOOD.iter().take(3) {
        let position = if bank.is_some() { 4 } else { 3 };
        for place in 5..44 {
            assert_eq!(
                wrong_at(bars, place),
                Err(WrongCheckDigit { position }),
                "{bars} {place}"
            );
        }
    }
    // The general digit of collection is inside the first field: that is made right again.
    let mut line = collection_line(
        "83610000000667800481001809756573100158963608",
        CheckDigit::Luhn,
    );
    assert_eq!(
        Boleto::parse(&line, today()),
        Err(WrongCheckDigit { position: 3 })
    );
    line.clear();
    assert_eq!(Boleto::parse(&line, today()), Err(Empty));
}

#[test]
fn what_is_no_boleto() {
    let cases: &[(&str, BarcodeError)] = &[
        ("", Empty),
        (
            "00190.50095 40144.816069 06809.350314 3 37370000000100",
            NotDigits { position: 5 },
        ),
        (
            "0019050095401448160690680935031433737000000010x",
            NotDigits { position: 46 },
        ),
        ("٠", NotDigits { position: 0 }),
        (
            "0019050095401448160690680935031433737000000010",
            WrongLength { digits: 46 },
        ),
        (
            "001905009540144816069068093503143373700000001000",
            WrongLength { digits: 48 },
        ),
        (
            "83620000000566780048100018097565731300158963608",
            WrongLength { digits: 47 },
        ),
        (
            "8362000000056678004810001809756573130015896360812",
            WrongLength { digits: 49 },
        ),
        ("0", WrongLength { digits: 1 }),
        (
            "83500000000667800481001809756573100158963608",
            UnknownValueKind { position: 2 },
        ),
        (
            "80000000000000000000000000000000000000000000",
            UnknownValueKind { position: 2 },
        ),
        (
            "835200000005667800481000180975657313001589636081",
            UnknownValueKind { position: 2 },
        ),
        (
            "00183373700000001000500940144816060680935031",
            ForeignCurrency { position: 3 },
        ),
        (
            "00000000000000000000000000000000000000000000",
            ForeignCurrency { position: 3 },
        ),
        (
            "00190373700000001000500940144816060680935031",
            WrongCheckDigit { position: 4 },
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(Boleto::parse(text, today()), Err(*expected), "{text}");
    }
    let foreign = bank_line("00183373700000001000500940144816060680935031");
    assert_eq!(
        Boleto::parse(&foreign, today()),
        Err(ForeignCurrency { position: 3 })
    );
    assert_eq!(
        Boleto::parse(&"0".repeat(100_000), today()),
        Err(WrongLength { digits: 100_000 })
    );
}
