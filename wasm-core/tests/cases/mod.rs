//! The tables that every place checks: natively against the Rust functions, in Node and in Chromium against the exports.

// Not every test program uses every table.
#![allow(dead_code)]

pub(crate) mod barcodes;
pub(crate) mod forms;

/// A text and, in BOB, its minor units or the code of its error.
pub(crate) const TYPED_AMOUNTS: &[(&str, Result<&str, &str>)] = &[
    ("30", Ok("3000")),
    ("30,5", Ok("3050")),
    (" 1.234,56 ", Ok("123456")),
    ("1,234.56", Ok("123456")),
    ("0", Ok("0")),
    ("-1", Ok("-100")),
    ("90071992547409.91", Ok("9007199254740991")),
    ("", Err("required")),
    ("   ", Err("required")),
    ("abc", Err("not_a_number")),
    ("1e3", Err("not_a_number")),
    ("0x10", Err("not_a_number")),
    ("NaN", Err("not_a_number")),
    ("Infinity", Err("not_a_number")),
    ("１２", Err("not_a_number")),
    ("0.001", Err("too_many_decimals")),
    ("1.234", Err("amount_ambiguous")),
    ("90071992547409.92", Err("too_large")),
    ("99999999999999999999", Err("too_large")),
    ("-99999999999999999999", Err("too_small")),
];

/// Minor units and their texts in BOB: all decimals, and the shortest.
pub(crate) const FORMATTED_AMOUNTS: &[(&str, &str, &str)] = &[
    ("0", "0.00", "0"),
    ("5", "0.05", "0.05"),
    ("3050", "30.50", "30.5"),
    ("-12300", "-123.00", "-123"),
    ("9007199254740991", "90071992547409.91", "90071992547409.91"),
];

/// What is not a count of minor units, and the code of the error.
pub(crate) const UNFORMATTED_AMOUNTS: &[(&str, &str)] = &[
    ("", "not_an_integer"),
    ("1.5", "not_an_integer"),
    ("1e3", "not_an_integer"),
    ("--1", "not_an_integer"),
    ("abc", "not_an_integer"),
    ("9007199254740992", "too_large"),
    ("99999999999999999999", "too_large"),
    ("-9007199254740992", "too_small"),
];

/// A text and, in Bolivia, its national digits or the code of its error.
pub(crate) const PHONES: &[(&str, Result<&str, &str>)] = &[
    ("76543210", Ok("76543210")),
    ("+591 765-43210", Ok("76543210")),
    ("0059160000000", Ok("60000000")),
    ("", Err("required")),
    ("7654321", Err("phone_too_short")),
    ("765432100", Err("phone_too_long")),
    ("22440000", Err("phone_landline")),
    ("80010000", Err("phone_unknown_prefix")),
    ("+54 9 11 1234 5678", Err("phone_unknown_prefix")),
    ("7654321a", Err("phone_not_digits")),
    ("٧٦٥٤٣٢١٠", Err("phone_not_digits")),
    ("\u{0}", Err("phone_not_digits")),
];

/// What has been typed of a Bolivian number, and the operator it hints at.
pub(crate) const SUGGESTIONS: &[(&str, Option<&str>)] = &[
    ("76", Some("Tigo")),
    ("71", Some("Entel")),
    ("+591 60", Some("Viva")),
    ("", None),
    ("7", None),
    ("741", None),
    ("2", None),
    ("x", None),
];

/// The id of a service, what was typed, and the digits of the number or the code of the error.
pub(crate) const SERVICE_NUMBERS: &[(i32, &str, Result<&str, &str>)] = &[
    (57, "04243675525", Ok("04243675525")),
    (57, "+58 424-3675525", Ok("04243675525")),
    (57, "424 367 55 25", Ok("04243675525")),
    (63, "(0212) 345.76.54", Ok("02123457654")),
    (216, "000-123 45", Ok("00012345")),
    (57, "", Err("required")),
    (57, "0424367552", Err("phone_too_short")),
    (57, "042436755255", Err("phone_too_long")),
    (57, "0424367552x", Err("phone_not_digits")),
    (57, "02123457654", Err("phone_landline")),
    (57, "04151234567", Err("phone_unknown_prefix")),
    (59, "04243675525", Err("service_number_other_operator")),
    (63, "04243675525", Err("service_number_mobile")),
    (63, "02103457654", Err("service_number_area_unknown")),
    (216, "12.345", Err("phone_not_digits")),
    (65, "04243675525", Err("service_unknown")),
    (0, "04243675525", Err("service_unknown")),
];

/// What has been typed of a Venezuelan mobile, and whose it is.
pub(crate) const CARRIERS: &[(&str, Option<&str>)] = &[
    ("0424", Some("Movistar")),
    ("+58 416", Some("Movilnet")),
    ("422", Some("Digitel")),
    ("", None),
    ("042", None),
    ("0415", None),
    ("0212", None),
    ("x", None),
];

/// A count as JSON and its total in BOB, or the code of its error.
pub(crate) const COUNTS: &[(&str, Result<&str, &str>)] = &[
    ("{}", Ok("0.00")),
    (r#"{"200.00":3,"0.50":4}"#, Ok("602.00")),
    (r#"{"10":0}"#, Ok("0.00")),
    ("[]", Err("not_an_object")),
    ("3", Err("not_an_object")),
    ("null", Err("not_an_object")),
    (r#"{"3.00":1}"#, Err("count_unknown_denomination")),
    (r#"{"2":1,"2.00":1}"#, Err("count_repeated")),
    (r#"{"2":-1}"#, Err("count_not_a_quantity")),
    (r#"{"2":1.5}"#, Err("count_not_a_quantity")),
    (r#"{"2":"1"}"#, Err("count_not_a_quantity")),
    (r#"{"2":1000001}"#, Err("count_too_many")),
];

/// A country, a text, which numbers are wanted, and the digits and kind of the number or the code and position of the error.
pub(crate) type NationalNumberCase = (
    &'static str,
    &'static str,
    &'static str,
    Result<(&'static str, &'static str), (&'static str, Option<u32>)>,
);

/// Numbers of the five plans.
pub(crate) const NATIONAL_NUMBERS: &[NationalNumberCase] = &[
    ("BO", "+591 765-43210", "any", Ok(("76543210", "mobile"))),
    ("BO", "22440000", "any", Ok(("22440000", "fixed"))),
    ("VE", "0424-3675525", "mobile", Ok(("4243675525", "mobile"))),
    (
        "BR",
        "(19) 99641-6288",
        "mobile",
        Ok(("19996416288", "mobile")),
    ),
    (
        "MX",
        "477 123 4567",
        "mobile",
        Ok(("4771234567", "fixed_or_mobile")),
    ),
    (
        "AR",
        "011 15-2345-6789",
        "any",
        Ok(("91123456789", "mobile")),
    ),
    ("BO", "22440000", "mobile", Err(("phone_landline", None))),
    ("BO", "", "any", Err(("required", None))),
    ("BO", "7654321", "any", Err(("phone_too_short", None))),
    ("BO", "765432100", "any", Err(("phone_too_long", Some(8)))),
    ("BO", "7654x210", "any", Err(("phone_not_digits", Some(4)))),
    ("BO", "12345678", "any", Err(("phone_unassigned", Some(0)))),
    (
        "BO",
        "+54 9 11 1234 5678",
        "any",
        Err(("phone_other_country", Some(1))),
    ),
    ("AR", "٧٦٥٤٣٢١٠", "any", Err(("phone_not_digits", Some(0)))),
];

/// An amount, a rate, and the share in BOB or the field and code of the error.
pub(crate) type ShareCase = (
    &'static str,
    &'static str,
    Result<&'static str, (&'static str, &'static str)>,
);

/// Amounts, rates, and the share in BOB or the field and code of the error.
pub(crate) const SHARES: &[ShareCase] = &[
    ("100,50", "13", Ok("13.07")),
    ("0.01", "50", Ok("0.01")),
    ("-0.03", "50", Ok("-0.02")),
    ("30", "12,5", Ok("3.75")),
    ("", "13", Err(("text", "required"))),
    ("1.234", "13", Err(("text", "amount_ambiguous"))),
    ("30", "", Err(("percent", "required"))),
    ("30", "13%", Err(("percent", "not_a_number"))),
    ("30", "0.001", Err(("percent", "too_many_decimals"))),
    ("30", "-1", Err(("percent", "too_small"))),
    ("30", "1000.01", Err(("percent", "too_large"))),
    ("90071992547409.91", "200", Err(("text", "too_large"))),
];

/// Two states, and whether an operation may go from the first to the second.
pub(crate) const TRANSITIONS: &[(&str, &str, Result<bool, &str>)] = &[
    ("created", "submitted", Ok(true)),
    ("submitted", "unknown", Ok(true)),
    ("unknown", "succeeded", Ok(true)),
    ("succeeded", "reversed", Ok(true)),
    ("succeeded", "failed", Ok(false)),
    ("failed", "succeeded", Ok(false)),
    ("unknown", "submitted", Ok(false)),
    ("reversed", "succeeded", Ok(false)),
    ("", "created", Err("unknown_state")),
    ("created", "Created", Err("unknown_state")),
];

/// A code, a language, parameters as JSON, and the text.
pub(crate) const MESSAGES: &[(&str, &str, &str, Result<&str, &str>)] = &[
    (
        "float_insufficient",
        "es",
        r#"{"operadora":"Tigo","saldo":"5.00"}"#,
        Ok("Saldo insuficiente para la operadora Tigo. Saldo actual: 5.00"),
    ),
    (
        "register_not_found",
        "es-BO",
        r#"{"id":7}"#,
        Ok("Caja con ID 7 no encontrada o inactiva"),
    ),
    ("user_not_found", "pt", "{}", Ok("Usuário não encontrado")),
    ("user_not_found", "en-US", "{}", Ok("User not found")),
    (
        "too_small",
        "es-BO",
        r#"{"minimo":"1"}"#,
        Ok("El mínimo es 1."),
    ),
    ("too_large", "en", r#"{"maximo":5}"#, Ok("The most is 5.")),
    ("phone_unassigned", "fr", "{}", Err("unknown_language")),
    ("no_such_code", "es", "{}", Err("unknown_code")),
    ("", "es", "{}", Err("unknown_code")),
    ("user_not_found", "fr", "{}", Err("unknown_language")),
];
