//! Barcodes of every kind, scanned and typed, on whatever day it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ventanilla_core::barcode::{
    Barcode, Boleto, BoletoKind, CouponCode, Gtin, GtinKind, Sscc, recognize,
};
use ventanilla_core::wire::Date;
use ventanilla_core::{BarcodeError, CheckDigit};
use ventanilla_fuzz::{assert_inside, assert_no_digit_at, place, text_parts};

/// The day of due factor 0, in days since 1970-01-01, and after how many days factors come again.
const FACTOR_EPOCH: i64 = 10_141;
const FACTOR_CYCLE: i64 = 9_000;

fuzz_target!(|data: &[u8]| {
    let Some((mut choices, text)) = text_parts(data) else {
        return;
    };
    let today = choices.day();
    match recognize(text, today) {
        Ok(Barcode::Coupon(code)) => assert_coupon(code, today),
        Ok(Barcode::Gtin(gtin)) => assert_gtin(&gtin, today),
        Ok(Barcode::Sscc(sscc)) => assert_sscc(&sscc, today),
        Ok(Barcode::Boleto(boleto)) => assert_boleto(&boleto, today),
        Err(error) => assert_placed(error, text),
    }
    alone(text, today);
});

/// Each kind by its own reader, which takes exactly what it gives back.
fn alone(text: &str, today: Date) {
    match CouponCode::parse(text, today) {
        Ok(code) => {
            assert_eq!(code.as_str(), text);
            assert_coupon(code, today);
        }
        Err(error) => assert_placed(error, text),
    }
    match CouponCode::parse_scanned(text, today) {
        Ok(code) => assert_coupon(code, today),
        Err(error) => assert_placed(error, text),
    }
    match Gtin::parse(text) {
        Ok(gtin) => {
            assert_eq!(gtin.as_str(), text);
            assert_gtin(&gtin, today);
        }
        Err(error) => assert_placed(error, text),
    }
    match Sscc::parse(text) {
        Ok(sscc) => {
            assert_eq!(sscc.as_str(), text);
            assert_sscc(&sscc, today);
        }
        Err(error) => assert_placed(error, text),
    }
    match Boleto::parse(text, today) {
        Ok(boleto) => {
            assert!([boleto.barcode(), &boleto.line()].contains(&text));
            assert_boleto(&boleto, today);
        }
        Err(error) => assert_placed(error, text),
    }
}

fn assert_placed(error: BarcodeError, text: &str) {
    assert_inside(error.position(), text);
    match error {
        BarcodeError::NotDigits { position } => assert_no_digit_at(position, text),
        BarcodeError::WrongLength { digits } => assert!(digits > 0 && digits <= text.len()),
        _ => {}
    }
}

/// The same digits but for one, at a place that depends on them.
fn misread(digits: &str) -> String {
    let at = place(digits.as_bytes(), digits.len());
    let mut bytes = digits.as_bytes().to_vec();
    bytes[at] = (bytes[at] - b'0' + 1 + bytes[0] % 9) % 10 + b'0';
    String::from_utf8(bytes).expect("digits")
}

fn assert_coupon(code: CouponCode, today: Date) {
    let text = code.as_str();
    assert_eq!(text.len(), 19);
    assert!(CheckDigit::Mod10FromLeft.is_valid(text));
    assert!(code.date() <= today);
    assert_eq!(
        CouponCode::build(code.branch(), code.customer(), code.date()),
        code
    );
    assert_eq!(CouponCode::parse(text, today), Ok(code));
    assert_eq!(recognize(text, today), Ok(Barcode::Coupon(code)));
    // As Interleaved 2 of 5 carries it.
    assert_eq!(
        CouponCode::parse_scanned(&format!("0{text}"), today),
        Ok(code)
    );
    assert!(CouponCode::parse(&misread(text), today).is_err());
}

fn assert_gtin(gtin: &Gtin, today: Date) {
    let text = gtin.as_str();
    assert!(CheckDigit::Gs1.is_valid(text));
    assert_eq!(recognize(text, today), Ok(Barcode::Gtin(*gtin)));
    let longest = Gtin::parse(gtin.gtin_14()).expect("the same item");
    assert_eq!(longest.kind(), GtinKind::Gtin14);
    assert!(longest.as_str().ends_with(text));
    assert!(Gtin::parse(&misread(text)).is_err());
}

fn assert_sscc(sscc: &Sscc, today: Date) {
    let text = sscc.as_str();
    assert_eq!(text.len(), 18);
    assert!(CheckDigit::Gs1.is_valid(text));
    assert_eq!(recognize(text, today), Ok(Barcode::Sscc(sscc.clone())));
    assert!(Sscc::parse(&misread(text)).is_err());
}

fn assert_boleto(boleto: &Boleto, today: Date) {
    let (bars, line) = (boleto.barcode(), boleto.line());
    let is_bank = boleto.kind() == BoletoKind::Bank;
    assert_eq!(
        (bars.len(), line.len()),
        (44, if is_bank { 47 } else { 48 })
    );
    for text in [bars, &line] {
        assert_eq!(Boleto::parse(text, today).as_ref(), Ok(boleto));
        assert_eq!(recognize(text, today), Ok(Barcode::Boleto(boleto.clone())));
    }
    assert!(boleto.amount().is_none_or(|amount| amount.is_positive()));
    assert_eq!(boleto.bank(), is_bank.then_some(&bars[..3]));
    let factor: i64 = if is_bank {
        bars[5..9].parse().expect("digits")
    } else {
        0
    };
    match boleto.due_date() {
        None => assert_eq!(factor, 0),
        Some(day) => {
            let turns = day.days() - FACTOR_EPOCH - factor;
            assert!(
                turns == 0 || (turns == FACTOR_CYCLE && factor >= 1_000),
                "{turns}"
            );
        }
    }
    // A line has a check digit for each of its fields, all of which find one wrong digit but the last of a bank's.
    let wrong = misread(&line);
    let field_digits = if is_bank { 32 } else { 48 };
    let is_in_field = wrong[..field_digits] != line[..field_digits];
    let is_mod_10 = is_bank || matches!(&bars[2..3], "6" | "7");
    if is_in_field && is_mod_10 && wrong[..3] == line[..3] {
        assert!(Boleto::parse(&wrong, today).is_err(), "{line} {wrong}");
    }
}
