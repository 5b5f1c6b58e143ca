use super::CheckDigit::*;
use super::*;

/// Published numbers: of the standards themselves, of their agencies' manuals, and of things that have one.
const KNOWN: &[(CheckDigit, &str, &str)] = &[
    (Mod10FromLeft, "000105678920260127", "4"),
    (Mod10FromLeft, "0", "0"),
    (Gs1, "629104150021", "3"),
    (Gs1, "37610425002123456", "9"),
    (Gs1, "7351353", "7"),
    (Luhn, "7992739871", "3"),
    (Luhn, "453957876362148", "6"),
    (Luhn, "9", "1"),
    (Mod11To9Zero, "112223330001", "8"),
    (Mod11To9Zero, "1122233300018", "1"),
    (Mod11To9Zero, "6", "0"),
    (Mod11To9Zero, "0", "0"),
    (
        Mod11To9One,
        "0019373700000001000500940144816060680935031",
        "3",
    ),
    (Mod11To9One, "6", "1"),
    (Mod11To9One, "0", "1"),
    (Mod11To9X, "0378595", "5"),
    (Mod11To9X, "2434561", "X"),
    (Mod11To9X, "2049363", "0"),
    (Mod11To7K, "12531909", "2"),
    (Mod11To7K, "6", "K"),
    (Mod11To7, "2005536168", "2"),
    (Mod11To7, "0", "0"),
    (Isbn10, "030640615", "2"),
    (Isbn10, "080442957", "X"),
    (Iso7064Mod11Radix2, "0794", "0"),
    (Iso7064Mod11Radix2, "079", "X"),
    (Iso7064Mod11Radix2, "000000021825009", "7"),
    (Iso7064Mod97Radix10, "794", "44"),
    (Iso7064Mod97Radix10, "97", "98"),
    (Iso7064Mod97Radix10, "32", "02"),
    (Iso7064Mod11And10, "0794", "5"),
    (Verhoeff, "236", "3"),
    (Verhoeff, "12345", "1"),
    (Damm, "572", "4"),
    (Damm, "0", "0"),
];

#[test]
fn known_numbers() {
    for (scheme, payload, expected) in KNOWN {
        let name = scheme.as_str();
        assert_eq!(
            scheme.compute(payload).as_deref(),
            Ok(*expected),
            "{name} {payload}"
        );
        assert!(scheme.is_valid(&format!("{payload}{expected}")), "{name}");
        for wrong in ["x", " ", "٣"] {
            assert!(
                !scheme.is_valid(&format!("{payload}{wrong}")),
                "{name} {payload} {wrong}"
            );
        }
        assert!(!scheme.is_valid(&format!(" {payload}{expected}")), "{name}");
        assert!(
            !scheme.is_valid(&format!("{payload}{expected}\n")),
            "{name}"
        );
    }
    for scheme in CheckDigit::ALL {
        assert!(
            KNOWN.iter().any(|(known, ..)| *known == scheme),
            "{scheme:?}"
        );
    }
}

#[test]
fn what_has_no_check_digit() {
    use CheckDigitError::*;
    for scheme in CheckDigit::ALL {
        let cases = [
            ("", Empty),
            (" ", NotDigits { position: 0 }),
            ("12a4", NotDigits { position: 2 }),
            ("12345678-9", NotDigits { position: 8 }),
            ("-1", NotDigits { position: 0 }),
            ("1.5", NotDigits { position: 1 }),
            ("ñ１", NotDigits { position: 0 }),
            ("1\u{0}", NotDigits { position: 1 }),
            ("080442957X", NotDigits { position: 9 }),
        ];
        for (payload, expected) in cases {
            assert_eq!(
                scheme.compute(payload),
                Err(expected),
                "{scheme:?} {payload:?}"
            );
        }
        for text in [
            "",
            "0",
            "X",
            "K",
            "é",
            "€",
            "1é",
            "abc",
            "0X0",
            "9\u{1f600}",
        ] {
            assert!(!scheme.is_valid(text), "{scheme:?} {text:?}");
        }
    }
    assert_eq!(CheckDigit::Mod11To7.compute("6"), Err(None));
    for check in '0'..='9' {
        assert!(!CheckDigit::Mod11To7.is_valid(&format!("6{check}")));
    }
    for payload in ["0", "03064061", "0306406152"] {
        let digits = payload.len();
        assert_eq!(
            CheckDigit::Isbn10.compute(payload),
            Err(WrongLength { digits })
        );
    }
    for wrong in ["12531909k", "080442957x", "0800442957X", "080442957K", "6X"] {
        assert!(!CheckDigit::Mod11To7K.is_valid(wrong), "{wrong}");
        assert!(!CheckDigit::Isbn10.is_valid(wrong), "{wrong}");
    }
    // As remainders these are right as well; the standard writes 98 and 02.
    for wrong in ["9701", "3299"] {
        assert!(!CheckDigit::Iso7064Mod97Radix10.is_valid(wrong), "{wrong}");
    }
}

#[test]
fn names_read_back() {
    for scheme in CheckDigit::ALL {
        assert_eq!(CheckDigit::parse(scheme.as_str()), Some(scheme));
    }
    for bad in ["", "LUHN", "luhn ", "mod10", "md5"] {
        assert_eq!(CheckDigit::parse(bad), Option::None);
    }
}

#[test]
fn long_numbers_do_not_overflow() {
    let long = "9".repeat(100_001);
    for scheme in CheckDigit::ALL {
        if let Ok(check) = scheme.compute(&long) {
            assert!(scheme.is_valid(&format!("{long}{check}")), "{scheme:?}");
        }
    }
    // 9 + 100,000 nines doubled or not: each of them is 9 to Luhn.
    assert_eq!(CheckDigit::Luhn.compute(&long).as_deref(), Ok("1"));
}
