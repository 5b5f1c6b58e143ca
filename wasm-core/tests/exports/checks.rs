//! The shared tables against the exports.

use js_sys::{Array, BigInt, Function, JSON, Object, Reflect};
use ventanilla_core::js;
use ventanilla_core::wire::Form;
use wasm_bindgen::JsValue;

use super::{get, outcome, shown, text, value_or_code};
use crate::cases;

pub(crate) fn amounts_as_typed() {
    for (typed, expected) in cases::TYPED_AMOUNTS {
        let answer = js::parse_amount((*typed).into(), "BOB".into());
        let minor = value_or_code(&answer).map(|value| text(&value, "minor"));
        assert_eq!(
            minor.as_deref().map_err(String::as_str),
            *expected,
            "{typed:?}"
        );
    }
}

pub(crate) fn amounts_as_written() {
    for (minor, written, number) in cases::FORMATTED_AMOUNTS {
        let value =
            value_or_code(&js::format_amount((*minor).into(), "BOB".into())).expect("an amount");
        assert_eq!(
            (
                text(&value, "text").as_str(),
                text(&value, "number").as_str()
            ),
            (*written, *number)
        );
        assert_eq!(
            (
                text(&value, "currency").as_str(),
                text(&value, "symbol").as_str()
            ),
            ("BOB", "Bs")
        );
    }
    for (minor, expected) in cases::UNFORMATTED_AMOUNTS {
        let answer = js::format_amount((*minor).into(), "BOB".into());
        assert_eq!(
            value_or_code(&answer).err().as_deref(),
            Some(*expected),
            "{minor:?}"
        );
    }
}

pub(crate) fn phones() {
    for (typed, expected) in cases::PHONES {
        let answer = js::validate_phone("BO".into(), (*typed).into());
        let national = value_or_code(&answer).map(|value| text(&value, "national"));
        assert_eq!(
            national.as_deref().map_err(String::as_str),
            *expected,
            "{typed:?}"
        );
    }
    let value =
        value_or_code(&js::validate_phone("BO".into(), "76543210".into())).expect("a number");
    assert_eq!(text(&value, "international"), "+59176543210");
    assert_eq!(text(&value, "suggested_operator"), "Tigo");
    let answer = js::validate_phone("BO".into(), "7654x210".into());
    let error = Array::from(&get(&answer, "errors")).get(0);
    assert_eq!(get(&error, "position").as_f64(), Some(4.0));
    assert_eq!(text(&error, "message_key"), "error.phone_not_digits");
}

pub(crate) fn operators_and_hints() {
    let names = value_or_code(&js::operators("BO".into())).expect("operators");
    assert_eq!(shown(&names), r#"["Tigo","Entel","Viva"]"#);
    assert_eq!(
        shown(&value_or_code(&js::operators("AR".into())).expect("none")),
        "[]"
    );
    for (typed, expected) in cases::SUGGESTIONS {
        let answer = js::suggest_operator("BO".into(), (*typed).into());
        let hint = value_or_code(&answer).expect("a hint or none");
        assert_eq!(hint.as_string().as_deref(), *expected, "{typed:?}");
        assert!(expected.is_some() || hint.is_null(), "no hint is null");
    }
}

pub(crate) fn services_and_their_numbers() {
    let services = Array::from(&value_or_code(&js::services()).expect("services"));
    assert_eq!(services.length(), 20);
    assert_eq!(
        shown(&services.get(0)),
        r#"{"id":57,"name":"MOVISTAR_PREPAGO","label":"Movistar prepago","kind":"mobile_prepaid","carrier":"Movistar","can_get_balance":false,"is_top_up":true}"#
    );
    for (id, typed, expected) in cases::SERVICE_NUMBERS {
        let answer = js::check_service_number((*id).into(), (*typed).into());
        let number = value_or_code(&answer).map(|value| text(&value, "number"));
        assert_eq!(
            number.as_deref().map_err(String::as_str),
            *expected,
            "{id} {typed:?}"
        );
    }
    let value = value_or_code(&js::check_service_number(57.into(), "424 3675525".into()));
    assert_eq!(
        shown(&value.expect("a number")),
        r#"{"service_id":57,"number":"04243675525"}"#
    );
    for id in [JsValue::from_str("57"), JsValue::from_f64(57.5)] {
        let answer = js::check_service_number(id, "04243675525".into());
        assert_eq!(value_or_code(&answer), Err("not_an_integer".to_owned()));
    }
    for (typed, expected) in cases::CARRIERS {
        let carrier = value_or_code(&js::carrier_of_text((*typed).into())).expect("one or none");
        assert_eq!(carrier.as_string().as_deref(), *expected, "{typed:?}");
        assert!(expected.is_some() || carrier.is_null(), "none is null");
    }
}

pub(crate) fn denominations() {
    for (currency, count) in [("BOB", 11), ("USD", 12), ("VES", 10)] {
        let list =
            Array::from(&value_or_code(&js::denominations(currency.into())).expect("a list"));
        assert_eq!(list.length(), count, "{currency}");
    }
    let first =
        Array::from(&value_or_code(&js::denominations("BOB".into())).expect("a list")).get(0);
    assert_eq!(
        shown(&first),
        r#"{"kind":"note","value":"200.00","minor":"20000"}"#
    );
}

pub(crate) fn counts_of_cash() {
    for (json, expected) in cases::COUNTS {
        let count = JSON::parse(json).expect("JSON");
        let answer = js::count_cash("BOB".into(), count);
        let total = value_or_code(&answer).map(|value| text(&get(&value, "total"), "text"));
        assert_eq!(
            total.as_deref().map_err(String::as_str),
            *expected,
            "{json}"
        );
    }
    let count = JSON::parse(r#"{"0.50":4,"200":3,"10":0}"#).expect("JSON");
    let value = value_or_code(&js::count_cash("BOB".into(), count)).expect("a count");
    let pieces = r#"[{"value":"200.00","quantity":3},{"value":"0.50","quantity":4}]"#;
    assert_eq!(shown(&get(&value, "pieces")), pieces);
}

pub(crate) fn transitions() {
    for (from, to, expected) in cases::TRANSITIONS {
        let answer = js::may_transition((*from).into(), (*to).into());
        let may = value_or_code(&answer).map(|value| value.as_bool().expect("a boolean"));
        assert_eq!(
            may.as_ref().map_err(String::as_str).copied(),
            *expected,
            "{from} -> {to}"
        );
    }
}

pub(crate) fn messages() {
    for (code, language, parameters, expected) in cases::MESSAGES {
        let parameters = JSON::parse(parameters).expect("JSON");
        let answer = js::message((*code).into(), (*language).into(), parameters);
        let message = value_or_code(&answer).map(|value| value.as_string().expect("a string"));
        assert_eq!(
            message.as_deref().map_err(String::as_str),
            *expected,
            "{code} {language}"
        );
    }
    let without = js::message("user_not_found".into(), "es".into(), JsValue::UNDEFINED);
    assert!(value_or_code(&without).is_ok(), "parameters are optional");
}

pub(crate) fn forms_that_are_wrong() {
    for (form, body, expected) in cases::forms::BAD {
        if !Form::parse(form).is_some_and(|form| Form::OF_TILL.contains(&form)) {
            let answer = js::validate_form(
                (*form).into(),
                (*body).into(),
                JsValue::UNDEFINED,
                JsValue::UNDEFINED,
            );
            assert_eq!(
                value_or_code(&answer),
                Err("unknown_form".to_owned()),
                "no part of the npm module"
            );
            continue;
        }
        let answer = js::validate_form(
            (*form).into(),
            (*body).into(),
            JsValue::UNDEFINED,
            JsValue::UNDEFINED,
        );
        let errors = outcome(&answer).expect_err(body);
        let found: Vec<(&str, &str)> = errors
            .iter()
            .map(|(field, code)| (field.as_str(), code.as_str()))
            .collect();
        assert_eq!(found, *expected, "{form} {body}");
    }
}

pub(crate) fn forms_that_are_right() {
    let of_till = |form: &str| Form::parse(form).is_some_and(|form| Form::OF_TILL.contains(&form));
    for (form, body, expected) in cases::forms::GOOD.iter().filter(|(form, ..)| of_till(form)) {
        for (country, currency) in [
            (JsValue::UNDEFINED, JsValue::NULL),
            ("BO".into(), "BOB".into()),
        ] {
            let answer = js::validate_form((*form).into(), (*body).into(), country, currency);
            let value = outcome(&answer).expect(body);
            assert_eq!(text(&value, "body"), *expected, "{form} {body}");
        }
    }
}

pub(crate) fn check_digits() {
    for (scheme, payload, expected) in cases::barcodes::CHECK_DIGITS {
        let answer = js::check_digit((*scheme).into(), (*payload).into());
        let check = value_or_code(&answer).map(|check| check.as_string().expect("a string"));
        assert_eq!(
            check.as_deref().map_err(String::as_str),
            *expected,
            "{scheme} {payload}"
        );
        let Ok(check) = check else { continue };
        for (text, expected) in [
            (format!("{payload}{check}"), true),
            (format!("{payload}{check} "), false),
            (format!("{payload}x"), false),
            (String::new(), false),
        ] {
            let answer = js::has_check_digit((*scheme).into(), text.as_str().into());
            assert_eq!(
                value_or_code(&answer),
                Ok(expected.into()),
                "{scheme} {text}"
            );
        }
    }
    let answer = js::has_check_digit("md5".into(), "1".into());
    assert_eq!(
        value_or_code(&answer),
        Err("unknown_check_digit".to_owned())
    );
}

pub(crate) fn barcodes() {
    for (scanned, expected) in cases::barcodes::SCANNED {
        let answer = js::parse_barcode((*scanned).into(), cases::barcodes::TODAY.into());
        match (outcome(&answer), expected) {
            (Ok(value), Ok(json)) => assert_eq!(shown(&value), *json, "{scanned:?}"),
            (Err(_), Err((code, position))) => {
                let error = Array::from(&get(&answer, "errors")).get(0);
                assert_eq!(text(&error, "field"), "text");
                assert_eq!(text(&error, "code"), *code, "{scanned:?}");
                assert_eq!(
                    get(&error, "position").as_f64(),
                    position.map(f64::from),
                    "{scanned:?}"
                );
            }
            _ => panic!("{scanned:?} gave {}", shown(&answer)),
        }
    }
    for today in ["", "28/11/2026", "2026-02-29"] {
        let answer = js::parse_barcode("4006381333931".into(), today.into());
        let expected = vec![("today".to_owned(), "date_invalid".to_owned())];
        assert_eq!(outcome(&answer).expect_err(today), expected);
    }
}

pub(crate) fn coupons_are_made() {
    let made = |branch: f64, customer: f64, date: &str| {
        let answer = js::make_coupon_barcode(branch.into(), customer.into(), date.into());
        value_or_code(&answer).map(|code| code.as_string().expect("a string"))
    };
    let cases = [
        (1.0, 56_789.0, "2026-01-27", Ok("0001056789202601274")),
        (9_999.0, 999_999.0, "2099-12-31", Ok("9999999999209912313")),
        (0.0, 1.0, "2026-01-27", Err("too_small")),
        (-1.0, 1.0, "2026-01-27", Err("too_small")),
        (10_000.0, 1.0, "2026-01-27", Err("too_large")),
        (1.0, 1_000_000.0, "2026-01-27", Err("too_large")),
        (1.0, 1e300, "2026-01-27", Err("not_an_integer")),
        (1.5, 1.0, "2026-01-27", Err("not_an_integer")),
        (f64::NAN, 1.0, "2026-01-27", Err("not_an_integer")),
        (1.0, f64::INFINITY, "2026-01-27", Err("not_an_integer")),
        (1.0, 1.0, "2026-02-29", Err("date_invalid")),
        (1.0, 1.0, "20260127", Err("date_invalid")),
    ];
    for (branch, customer, date, expected) in cases {
        assert_eq!(
            made(branch, customer, date)
                .as_deref()
                .map_err(String::as_str),
            expected,
            "{branch} {customer} {date}"
        );
    }
    // A number that is not one itself: a text, or an object that becomes one.
    let object = Object::new();
    Reflect::set(
        &object,
        &"toJSON".into(),
        &Function::new_no_args("return 1"),
    )
    .expect("set");
    for branch in [JsValue::from_str("1"), object.into()] {
        let answer = js::make_coupon_barcode(branch, 1.into(), "2026-01-27".into());
        assert_eq!(value_or_code(&answer), Err("not_an_integer".to_owned()));
    }
}

/// Every export, called with one value for all of its arguments.
fn all_with(value: &JsValue) -> Vec<JsValue> {
    let again = || value.clone();
    vec![
        js::parse_amount(again(), again()),
        js::format_amount(again(), again()),
        js::validate_phone(again(), again()),
        js::operators(again()),
        js::suggest_operator(again(), again()),
        js::check_service_number(again(), again()),
        js::denominations(again()),
        js::count_cash(again(), again()),
        js::may_transition(again(), again()),
        js::message(again(), again(), again()),
        js::check_digit(again(), again()),
        js::has_check_digit(again(), again()),
        js::parse_barcode(again(), again()),
        js::make_coupon_barcode(again(), again(), again()),
        js::validate_form(again(), again(), again(), again()),
    ]
}

pub(crate) fn arguments_of_wrong_types_are_errors() {
    let values = [
        JsValue::UNDEFINED,
        JsValue::NULL,
        JsValue::TRUE,
        JsValue::from_f64(f64::NAN),
        JsValue::from_f64(30.5),
        JsValue::from_str(""),
        JsValue::from_str("\u{0}"),
        JsValue::from_str(&"9".repeat(100_000)),
        BigInt::from(30).into(),
        JsValue::symbol(Some("BOB")),
        Array::new().into(),
        Object::new().into(),
        Function::new_no_args("throw 1").into(),
        // Half of a surrogate pair is a JavaScript string, and no text.
        JSON::parse(r#""\ud800""#).expect("JSON"),
    ];
    for value in &values {
        for answer in all_with(value) {
            assert!(
                outcome(&answer).is_err(),
                "{value:?} gave {}",
                shown(&answer)
            );
        }
    }
    let answer = js::parse_amount(JsValue::from_f64(1.0), "EUR".into());
    let expected = vec![
        ("text".to_owned(), "not_a_string".to_owned()),
        ("currency".to_owned(), "unknown_currency".to_owned()),
    ];
    assert_eq!(outcome(&answer).expect_err("two errors"), expected);
}

pub(crate) fn hostile_objects_are_errors() {
    let cyclic = Object::new();
    Reflect::set(&cyclic, &"10".into(), &cyclic).expect("set");
    let throws = Object::new();
    Reflect::set(
        &throws,
        &"toJSON".into(),
        &Function::new_no_args("throw new Error('x')"),
    )
    .expect("set");
    let big = Object::new();
    Reflect::set(&big, &"10".into(), &BigInt::from(1)).expect("set");
    for count in [cyclic, throws, big] {
        let answer = js::count_cash("BOB".into(), count.clone().into());
        assert_eq!(value_or_code(&answer), Err("not_an_object".to_owned()));
        let answer = js::message("user_not_found".into(), "es".into(), count.into());
        assert_eq!(value_or_code(&answer), Err("not_an_object".to_owned()));
    }
}

pub(crate) fn answers_are_plain_objects() {
    for answer in all_with(&"BOB".into())
        .into_iter()
        .chain([js::parse_amount("30".into(), "BOB".into())])
    {
        let prototype = Object::get_prototype_of(&answer);
        assert_eq!(prototype.constructor().name(), "Object");
        let copy = JSON::parse(&shown(&answer)).expect("JSON");
        assert_eq!(shown(&copy), shown(&answer), "nothing is lost as JSON");
    }
}
