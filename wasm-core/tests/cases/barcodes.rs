//! Barcodes and check digits: what is read of them, and what is wrong with them.

/// The day on which [`SCANNED`] is read.
pub(crate) const TODAY: &str = "2026-11-28";

/// What the export answers as JSON, or the code and the position of its error.
type Scanned = Result<&'static str, (&'static str, Option<u32>)>;

/// What was scanned, and what is made of it.
pub(crate) const SCANNED: &[(&str, Scanned)] = &[
    (
        "0001056789202601274",
        Ok(
            r#"{"kind":"coupon","code":"0001056789202601274","branch":1,"customer":56789,"date":"2026-01-27"}"#,
        ),
    ),
    (
        "]C00001056789202601274\r\n",
        Ok(
            r#"{"kind":"coupon","code":"0001056789202601274","branch":1,"customer":56789,"date":"2026-01-27"}"#,
        ),
    ),
    (
        "036000291452",
        Ok(
            r#"{"kind":"gtin","code":"036000291452","format":"GTIN-12","gtin_14":"00036000291452"}"#,
        ),
    ),
    (
        "00376104250021234569",
        Ok(r#"{"kind":"sscc","code":"376104250021234569"}"#),
    ),
    (
        "00190.50095 40144.816069 06809.350314 3 37370000000100",
        Ok(
            r#"{"kind":"boleto","code":"00193373700000001000500940144816060680935031","format":"bank","line":"00190500954014481606906809350314337370000000100","bank":"001","amount":{"minor":"100","text":"1.00","number":"1","currency":"BRL","symbol":"R$"},"due_date":"2032-08-21"}"#,
        ),
    ),
    (
        "34197000000000000001790001043510049102015000",
        Ok(
            r#"{"kind":"boleto","code":"34197000000000000001790001043510049102015000","format":"bank","line":"34191790010104351004791020150008700000000000000","bank":"341","amount":null,"due_date":null}"#,
        ),
    ),
    (
        "83620000000-5 66780048100-0 18097565731-3 00158963608-1",
        Ok(
            r#"{"kind":"boleto","code":"83620000000667800481001809756573100158963608","format":"collection","line":"836200000005667800481000180975657313001589636081","bank":null,"amount":{"minor":"6678","text":"66.78","number":"66.78","currency":"BRL","symbol":"R$"},"due_date":null}"#,
        ),
    ),
    ("", Err(("required", None))),
    ("]C1\r\n", Err(("required", None))),
    ("hola", Err(("barcode_not_digits", Some(0)))),
    ("000105678920260127x", Err(("barcode_not_digits", Some(18)))),
    ("1234567890", Err(("barcode_length", None))),
    ("4006381333932", Err(("barcode_check_digit", Some(12)))),
    (
        "0001 056789 20260127 5",
        Err(("barcode_check_digit", Some(21))),
    ),
    (
        "0001056789202702290",
        Err(("barcode_date_invalid", Some(16))),
    ),
    (
        "0001056789202611299",
        Err(("barcode_date_future", Some(10))),
    ),
    ("0000056789202601277", Err(("coupon_branch_zero", Some(0)))),
    (
        "0001000000202601278",
        Err(("coupon_customer_zero", Some(4))),
    ),
    (
        "00183373700000001000500940144816060680935031",
        Err(("boleto_currency", Some(3))),
    ),
    (
        "83500000000667800481001809756573100158963608",
        Err(("boleto_value_kind", Some(2))),
    ),
];

/// A scheme, the digits and their check digit, or the code of the error.
pub(crate) const CHECK_DIGITS: &[(&str, &str, Result<&str, &str>)] = &[
    ("mod10-left", "000105678920260127", Ok("4")),
    ("gs1", "629104150021", Ok("3")),
    ("luhn", "7992739871", Ok("3")),
    ("mod11-9-zero", "6", Ok("0")),
    ("mod11-9-one", "6", Ok("1")),
    ("mod11-9-x", "2434561", Ok("X")),
    ("mod11-7-k", "6", Ok("K")),
    ("mod11-7", "2005536168", Ok("2")),
    ("isbn-10", "080442957", Ok("X")),
    ("iso7064-11-2", "079", Ok("X")),
    ("iso7064-97-10", "794", Ok("44")),
    ("iso7064-11,10", "0794", Ok("5")),
    ("verhoeff", "236", Ok("3")),
    ("damm", "572", Ok("4")),
    ("luhn", "", Err("required")),
    ("luhn", "7992-739871", Err("barcode_not_digits")),
    ("isbn-10", "12345", Err("barcode_length")),
    ("mod11-7", "6", Err("check_digit_none")),
    ("md5", "1", Err("unknown_check_digit")),
    ("", "1", Err("unknown_check_digit")),
];
