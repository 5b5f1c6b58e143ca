use super::BarcodeError::*;
use super::*;
use crate::code::{Code, Language};
use crate::field::Flaw;

fn today() -> Date {
    Date::parse("2026-11-28").unwrap()
}

/// What was recognized, in a word, and its digits.
fn found(text: &str) -> Result<(&'static str, String), BarcodeError> {
    recognize(text, today()).map(|barcode| match barcode {
        Barcode::Coupon(code) => ("coupon", code.as_str().to_owned()),
        Barcode::Gtin(gtin) => (gtin.kind().as_str(), gtin.as_str().to_owned()),
        Barcode::Sscc(sscc) => ("SSCC", sscc.as_str().to_owned()),
        Barcode::Boleto(boleto) => (boleto.kind().as_str(), boleto.barcode().to_owned()),
    })
}

#[test]
fn what_is_recognized() {
    let coupon = ("coupon", "0001056789202601274");
    let bank = ("bank", "00193373700000001000500940144816060680935031");
    let collection = ("collection", "83620000000667800481001809756573100158963608");
    let sscc = ("SSCC", "376104250021234569");
    let cases = [
        ("73513537", ("GTIN-8", "73513537")),
        ("036000291452", ("GTIN-12", "036000291452")),
        ("0 36000 29145 2", ("GTIN-12", "036000291452")),
        ("4006381333931", ("GTIN-13", "4006381333931")),
        ("978-3-16-148410-0", ("GTIN-13", "9783161484100")),
        ("]E04006381333931\r\n", ("GTIN-13", "4006381333931")),
        ("14006381333938", ("GTIN-14", "14006381333938")),
        ("376104250021234569", sscc),
        ("00376104250021234569", sscc),
        ("]C100376104250021234569", sscc),
        ("]C1\u{1d}00376104250021234569", sscc),
        ("0001056789202601274", coupon),
        ("00001056789202601274", coupon),
        ("00010567892026012742", coupon),
        ("]C00001056789202601274\r", coupon),
        ("]I0 00001056789202601274", coupon),
        ("\r\n]C00001056789202601274", coupon),
        ("0001-056789-20260127-4", coupon),
        ("00193373700000001000500940144816060680935031", bank),
        ("00190500954014481606906809350314337370000000100", bank),
        (
            "00190.50095 40144.816069 06809.350314 3 37370000000100",
            bank,
        ),
        ("]I000193373700000001000500940144816060680935031", bank),
        ("83620000000667800481001809756573100158963608", collection),
        (
            "83620000000-5 66780048100-0 18097565731-3 00158963608-1",
            collection,
        ),
        (
            "83620000000\u{2010}5\u{a0}66780048100‑0 18097565731-3 00158963608-1",
            collection,
        ),
    ];
    for (text, (kind, digits)) in cases {
        assert_eq!(found(text), Ok((kind, digits.to_owned())), "{text:?}");
    }
}

#[test]
fn what_is_not() {
    let cases = [
        ("", Empty),
        (" \t\r\n", Empty),
        ("]C1", Empty),
        ("-.-", Empty),
        ("]C", NotDigits { position: 0 }),
        ("]12 4006381333931", NotDigits { position: 0 }),
        ("4006381333931]C1", NotDigits { position: 13 }),
        ("]C1]C14006381333931", NotDigits { position: 3 }),
        ("hola", NotDigits { position: 0 }),
        ("https://example.com/1", NotDigits { position: 0 }),
        ("４006381333931", NotDigits { position: 0 }),
        ("40063813\u{1f600}33931", NotDigits { position: 8 }),
        ("]E0 400638133393x", NotDigits { position: 16 }),
        ("4006381333932", WrongCheckDigit { position: 12 }),
        ("978-3-16-148410-1", WrongCheckDigit { position: 16 }),
        ("]E04006381333932", WrongCheckDigit { position: 15 }),
        ("73513530", WrongCheckDigit { position: 7 }),
        ("036000291450", WrongCheckDigit { position: 11 }),
        ("14006381333931", WrongCheckDigit { position: 13 }),
        ("376104250021234560", WrongCheckDigit { position: 17 }),
        // A coupon that lost its first digit has the length of an SSCC.
        ("001056789202601274", WrongCheckDigit { position: 17 }),
        ("0001056789202601275", WrongCheckDigit { position: 18 }),
        ("0001 056789 20260127 5", WrongCheckDigit { position: 21 }),
        ("0000056789202601277", BranchZero { position: 0 }),
        ("0001000000202601278", CustomerZero { position: 4 }),
        ("0001056789202702290", NoSuchDate { position: 16 }),
        ("0001056789202611299", FutureDate { position: 10 }),
        ("00001056789202601275", WrongCheckDigit { position: 19 }),
        ("10376104250021234569", WrongLength { digits: 20 }),
        (
            "00190.50095 40144.816069 06809.350314 4 37370000000100",
            WrongCheckDigit { position: 38 },
        ),
        (
            "00190.50096 40144.816069 06809.350314 3 37370000000100",
            WrongCheckDigit { position: 10 },
        ),
        (
            "83620000000-4 66780048100-0 18097565731-3 00158963608-1",
            WrongCheckDigit { position: 12 },
        ),
        (
            "00193373700000001000500940144816060680935032",
            WrongCheckDigit { position: 4 },
        ),
        ("1", WrongLength { digits: 1 }),
        ("1234567890", WrongLength { digits: 10 }),
        ("00000000000000000", WrongLength { digits: 17 }),
        (
            "0000000000000000000000000000000000000000000000000",
            WrongLength { digits: 49 },
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text), Err(expected), "{text:?}");
    }
    let long = "9".repeat(100_000);
    assert_eq!(found(&long), Err(WrongLength { digits: 100_000 }));
}

#[test]
fn errors_have_codes_places_and_words() {
    let position = 7;
    let cases = [
        (Empty, Code::Required),
        (NotDigits { position }, Code::BarcodeNotDigits),
        (WrongLength { digits: 20 }, Code::BarcodeLength),
        (BranchZero { position }, Code::CouponBranchZero),
        (CustomerZero { position }, Code::CouponCustomerZero),
        (NoSuchDate { position }, Code::BarcodeDateInvalid),
        (FutureDate { position }, Code::BarcodeDateFuture),
        (WrongCheckDigit { position }, Code::BarcodeCheckDigit),
        (ForeignCurrency { position }, Code::BoletoCurrency),
        (UnknownValueKind { position }, Code::BoletoValueKind),
    ];
    for (error, code) in cases {
        let flaw = Flaw::from(error);
        assert_eq!((flaw.code, flaw.position), (code, error.position()));
        assert!(!error.to_string().is_empty());
        for language in Language::ALL {
            let text = flaw.clone().of("codigo").text(language);
            assert_eq!(text.contains("20"), code == Code::BarcodeLength, "{text}");
        }
    }
    assert_eq!(NotDigits { position }.position(), Some(7));
    assert_eq!(Empty.position(), None);
}

#[test]
fn gtins_and_ssccs() {
    for (text, expected) in [
        ("73513537", Ok("00000073513537")),
        ("036000291452", Ok("00036000291452")),
        ("4006381333931", Ok("04006381333931")),
        ("14006381333938", Ok("14006381333938")),
        ("", Err(Empty)),
        ("7351353", Err(WrongLength { digits: 7 })),
        ("400638133393", Err(WrongCheckDigit { position: 11 })),
        ("376104250021234569", Err(WrongLength { digits: 18 })),
        (" 4006381333931", Err(NotDigits { position: 0 })),
        ("400638133393X", Err(NotDigits { position: 12 })),
    ] {
        let read = Gtin::parse(text).map(|gtin| gtin.gtin_14().to_owned());
        assert_eq!(read.as_deref().map_err(|error| *error), expected, "{text}");
    }
    for (text, expected) in [
        ("376104250021234569", Ok("376104250021234569")),
        ("", Err(Empty)),
        ("00376104250021234569", Err(WrongLength { digits: 20 })),
        ("37610425002123456", Err(WrongLength { digits: 17 })),
        ("376104250021234568", Err(WrongCheckDigit { position: 17 })),
        ("(00)3761042500212345", Err(NotDigits { position: 0 })),
    ] {
        let read = Sscc::parse(text);
        assert_eq!(
            read.as_ref().map(Sscc::as_str).map_err(|error| *error),
            expected,
            "{text}"
        );
    }
}
