//! The shared tables against the exports.

use js_sys::{Array, BigInt, Function, JSON, Object, Reflect};
use ventanilla_core::wire::Form;
use ventanilla_core::{Code, Language};
use wasm_bindgen::JsValue;

use super::{call, get, method, outcome, shown, text, value_or_code};
use crate::cases;

pub(crate) fn amounts_as_typed() {
    for (typed, expected) in cases::TYPED_AMOUNTS {
        let answer = call("parseAmount", &[(*typed).into(), "BOB".into()]);
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
        let value = value_or_code(&call("formatAmount", &[(*minor).into(), "BOB".into()]))
            .expect("an amount");
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
        let answer = call("formatAmount", &[(*minor).into(), "BOB".into()]);
        assert_eq!(
            value_or_code(&answer).err().as_deref(),
            Some(*expected),
            "{minor:?}"
        );
    }
}

pub(crate) fn shares() {
    for (amount, percent, expected) in cases::SHARES {
        let arguments = [(*amount).into(), (*percent).into(), "BOB".into()];
        let share = outcome(&call("percentOf", &arguments)).map(|value| text(&value, "text"));
        let expected = expected
            .map(str::to_owned)
            .map_err(|(field, code)| vec![(field.to_owned(), code.to_owned())]);
        assert_eq!(share, expected, "{percent} of {amount}");
    }
}

pub(crate) fn phones_of_any_kind() {
    for (country, typed, wanted, expected) in cases::NATIONAL_NUMBERS {
        let arguments = [(*country).into(), (*typed).into(), (*wanted).into()];
        let answer = call("validatePhone", &arguments);
        let is_phone = call("isPhone", &arguments);
        assert_eq!(is_phone.as_bool(), Some(expected.is_ok()), "{typed:?}");
        match (outcome(&answer), expected) {
            (Ok(value), Ok((digits, kind))) => {
                assert_eq!(text(&value, "national"), *digits, "{typed:?}");
                assert_eq!(text(&value, "kind"), *kind, "{typed:?}");
                assert_eq!(text(&value, "country"), *country);
            }
            (Err(errors), Err((code, position))) => {
                assert_eq!(
                    errors,
                    [("text".to_owned(), (*code).to_owned())],
                    "{typed:?}"
                );
                let error = Array::from(&get(&answer, "errors")).get(0);
                let found = get(&error, "position").as_f64();
                assert_eq!(found, position.map(f64::from), "{typed:?}");
                assert_eq!(text(&error, "message_key"), format!("error.{code}"));
            }
            _ => panic!("{typed:?} gave {}", shown(&answer)),
        }
    }
}

pub(crate) fn phones() {
    let value =
        value_or_code(&call("validatePhone", &["BO".into(), "76543210".into()])).expect("a number");
    let expected = r#"{"country":"BO","national":"76543210","international":"+59176543210","kind":"mobile","suggested_operator":"Tigo"}"#;
    assert_eq!(shown(&value), expected);
    let value = value_or_code(&call("validatePhone", &["VE".into(), "04161234567".into()]))
        .expect("a number");
    assert_eq!(text(&value, "suggested_operator"), "Movilnet");
    let landline = call(
        "validatePhone",
        &["BO".into(), "22440000".into(), JsValue::UNDEFINED],
    );
    let value = value_or_code(&landline).expect("a number");
    assert!(get(&value, "suggested_operator").is_null());
    let answer = call(
        "validatePhone",
        &["BO".into(), "76543210".into(), "fax".into()],
    );
    assert_eq!(outcome(&answer).expect_err("wanted")[0].0, "wanted");
}

/// A scanner's keys, a person's, and settings that there are not.
pub(crate) fn scans() {
    let begun = |settings: &str| {
        let settings = JSON::parse(settings).expect("JSON");
        outcome(&call("scanDetector", &[settings]))
    };
    let detector = begun("{}").expect("the usual settings");
    assert!(get(&detector, "pause_ms").is_null());
    let press = |key: &str, at_ms: f64| {
        let event = Object::new();
        Reflect::set(&event, &"key".into(), &key.into()).expect("set");
        Reflect::set(&event, &"timeStamp".into(), &at_ms.into()).expect("set");
        method(&detector, "press", &[event.into()])
    };
    for (index, key) in ["7", "6", "5", "4", "3", "2"].into_iter().enumerate() {
        let result = press(key, 1_000.5 + 10.0 * index as f64);
        let expected = if index == 0 { "started" } else { "pending" };
        assert_eq!(text(&result, "outcome"), expected);
        assert!(get(&result, "scan").is_null());
    }
    let expected = r#"{"outcome":"scan","scan":{"text":"765432","leaked":6,"terminator":"Enter"}}"#;
    assert_eq!(shown(&press("Enter", 1_061.0)), expected);
    assert_eq!(text(&press("Enter", 1_070.0), "outcome"), "swallow");
    assert_eq!(text(&press("a", 5_000.0), "outcome"), "started");
    assert_eq!(text(&press("b", 5_150.0), "outcome"), "typed");
    let paused = begun(r#"{"ending":"pause","characters_min":3,"prefix":"~"}"#).expect("settings");
    assert_eq!(get(&paused, "pause_ms").as_f64(), Some(51.0));
    for (settings, field) in [
        (r#"{"gap_ms_max":5}"#, "gap_ms_max"),
        (r#"{"gap_ms_max":"x"}"#, "gap_ms_max"),
        (r#"{"characters_min":2}"#, "characters_min"),
        (r#"{"ending":"f5"}"#, "ending"),
        (r#"{"prefix":"a b"}"#, "prefix"),
        (r#"{"prefix":"123456789"}"#, "prefix"),
        (r#"{"prefix":[]}"#, "prefix"),
        (r#"{"prefix":null}"#, "prefix"),
        (r#"{"gap_ms_max":"50 6"}"#, "gap_ms_max"),
        (r#"{"gap_ms_max":""}"#, "gap_ms_max"),
        (r#"{"characters_min":""}"#, "characters_min"),
        (r#"{"ending":""}"#, "ending"),
        (r#"{"ending":null}"#, "ending"),
    ] {
        let errors = begun(settings).expect_err(settings);
        assert_eq!(errors[0].0, field, "{settings}");
    }
    for hostile in [JsValue::NULL, JsValue::UNDEFINED, 5.into(), "x".into()] {
        let result = method(&detector, "press", std::slice::from_ref(&hostile));
        assert_eq!(text(&result, "outcome"), "typed", "{hostile:?}");
        assert!(method(&detector, "pause", &[hostile]).is_null());
    }
}

/// Lists are answered item by item.
pub(crate) fn batches() {
    let texts = JSON::parse(r#"["76543210","x",5,null]"#).expect("JSON");
    let answers = outcome(&call("validatePhones", &["BO".into(), texts])).expect("a list");
    let answers: Vec<Result<JsValue, _>> = Array::from(&answers)
        .iter()
        .map(|one| outcome(&one))
        .collect();
    let good: Vec<bool> = answers.iter().map(Result::is_ok).collect();
    assert_eq!(good, [true, false, false, false]);
    for (name, arguments) in [
        ("parseAmounts", [JsValue::NULL, "BOB".into()]),
        ("validatePhones", ["BO".into(), "76543210".into()]),
        ("parseBarcodes", [Object::new().into(), JsValue::UNDEFINED]),
        ("validateServiceNumbers", [57.into(), JsValue::UNDEFINED]),
        ("validateForms", ["kantuta/top-up".into(), 1.into()]),
    ] {
        let errors = outcome(&call(name, &arguments)).expect_err(name);
        assert_eq!(errors[0].1, "not_an_array", "{name}");
    }
    let amounts = JSON::parse(r#"["30","30,5"]"#).expect("JSON");
    let answers = outcome(&call("parseAmounts", &[amounts, "BOB".into()])).expect("a list");
    let second = outcome(&Array::from(&answers).get(1)).expect("an amount");
    assert_eq!(text(&second, "text"), "30.50");
}

/// What throws when it is looked at, what is too long to be copied, and what JavaScript would make less of than it is.
pub(crate) fn hostile_arguments() {
    let trap = Function::new_no_args("return new Proxy({}, { get() { throw new Error('x'); } })")
        .call0(&JsValue::NULL)
        .expect("a proxy");
    let list = Function::new_no_args(
        "const list = ['30']; Object.defineProperty(list, 0, { get() { throw 1; } }); return list",
    );
    let list = list.call0(&JsValue::NULL).expect("a list");
    let revoked = Function::new_no_args(
        "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy",
    );
    let revoked = revoked.call0(&JsValue::NULL).expect("a proxy");
    // What is thrown may throw itself when it is looked at.
    let thrower = |thrown: &str| {
        let body = format!("return new Proxy({{}}, {{ get() {{ throw {thrown}; }} }})");
        let made = Function::new_no_args(&body).call0(&JsValue::NULL);
        made.expect("a proxy")
    };
    let worse = thrower("{ get name() { throw 1; } }");
    let worst = thrower(
        "(() => { const one = Proxy.revocable({}, {}); one.revoke(); return one.proxy; })()",
    );
    for (name, field, arguments) in [
        ("message", "error", vec![worse.clone(), "es".into()]),
        ("message", "error", vec![worst.clone(), "es".into()]),
        ("scanDetector", "settings", vec![worst.clone()]),
        ("message", "error", vec![trap.clone(), "es".into()]),
        ("scanDetector", "settings", vec![trap.clone()]),
        ("countCash", "count", vec!["BOB".into(), revoked.clone()]),
        ("parseAmounts", "texts", vec![list, "BOB".into()]),
    ] {
        let refused = vec![(field.to_owned(), "not_an_object".to_owned())];
        let answer = call(name, &arguments);
        assert_eq!(outcome(&answer), Err(refused.clone()), "{name}");
        // Who keeps an answer may change it: nobody else has the same.
        let errors = Array::from(&get(&answer, "errors"));
        Reflect::set(&errors.get(0), &"field".into(), &"mine".into()).expect("set");
        assert_eq!(outcome(&call(name, &arguments)), Err(refused), "{name}");
    }
    let options = ["kantuta/top-up".into(), "{}".into(), trap.clone()];
    let answer = call("validateForm", &options);
    assert_eq!(value_or_code(&answer), Err("body_not_object".to_owned()));
    let error = Array::from(&get(&answer, "errors")).get(0);
    assert!(!text(&get(&error, "messages"), "pt").is_empty());
    let detector = value_or_code(&call("scanDetector", &[])).expect("a detector");
    for event in [trap, revoked, worse, worst] {
        let result = method(&detector, "press", &[event]);
        assert_eq!(text(&result, "outcome"), "typed");
    }
    let many = Array::new_with_length(4_000_000_000);
    let code = value_or_code(&call("parseAmounts", &[many.into(), "BOB".into()]));
    assert_eq!(code, Err("too_many_items".to_owned()));
    let cut = |text: &str| JsValue::from_str(&format!("{text}{}x", " ".repeat(1 << 20)));
    assert!(outcome(&call("parseAmount", &[cut("1"), "BOB".into()])).is_err());
    assert!(outcome(&call("parseBarcode", &[cut("4006381333931")])).is_err());
    let noughts = format!("{}1", "0".repeat(1 << 20));
    let is_valid = call(
        "checkDigit.isValid",
        &["luhn".into(), noughts.as_str().into()],
    );
    assert_eq!(is_valid.as_bool(), Some(false));
    for count in [
        "new Map([['200.00', 3]])",
        "({ '200.00': undefined })",
        "({ '200.00': () => 3, '0.50': 4 })",
        "({ '200.00': Symbol(), '0.50': 4 })",
        "({ [Symbol('200.00')]: 3 })",
        "({ '200.00': '3' })",
        "({ '200.00': 3, toJSON: () => ({}) })",
        "Object.create({ '200.00': 3 })",
        "Object.defineProperty({}, '200.00', { get: () => '3' })",
        "new (class { '200.00' = 3; })()",
        "Object.create(Object.assign(Object.create(null), { '200.00': 3 }))",
        "[3]",
        "'{}'",
    ] {
        let count = Function::new_no_args(&format!("return {count}"));
        let count = count.call0(&JsValue::NULL).expect("a count");
        let answer = call("countCash", &["BOB".into(), count]);
        assert!(outcome(&answer).is_err(), "{}", shown(&answer));
    }
    for count in [
        "Object.assign(Object.create(null), { '200.00': 3 })",
        "Object.defineProperty({}, '200.00', { value: 3 })",
    ] {
        let count = Function::new_no_args(&format!("return {count}"));
        let count = count.call0(&JsValue::NULL).expect("a count");
        let counted = value_or_code(&call("countCash", &["BOB".into(), count])).expect("a total");
        assert_eq!(text(&get(&counted, "total"), "text"), "600.00");
    }
    let answer = call(
        "validatePhone",
        &["BO".into(), "76543210".into(), "fixed".into()],
    );
    let error = Array::from(&get(&answer, "errors")).get(0);
    assert_eq!(text(&error, "field"), "wanted");
    let said = value_or_code(&call("message", &[error, "en".into()])).expect("a text");
    assert!(
        said.as_string()
            .is_some_and(|said| said.contains("any, mobile"))
    );
    // A name that what stands between texts would break in two.
    let count = JSON::parse("{\"3\\u001f.00\":1}").expect("JSON");
    let answer = call("countCash", &["BOB".into(), count]);
    let error = Array::from(&get(&answer, "errors")).get(0);
    let name = text(&get(&error, "parameters"), "denominacion");
    assert_eq!(name, "3\u{1f}.00");
}

/// Plain booleans say what the answers say.
pub(crate) fn yes_or_no() {
    for (typed, expected) in cases::TYPED_AMOUNTS {
        let is_amount = call("isAmount", &[(*typed).into(), "BOB".into()]);
        assert_eq!(is_amount.as_bool(), Some(expected.is_ok()), "{typed:?}");
    }
    for (scanned, expected) in cases::barcodes::SCANNED {
        let is_barcode = call(
            "isBarcode",
            &[(*scanned).into(), cases::barcodes::TODAY.into()],
        );
        assert_eq!(is_barcode.as_bool(), Some(expected.is_ok()), "{scanned:?}");
    }
    let hostile = [
        JsValue::NULL,
        JsValue::UNDEFINED,
        5.into(),
        Object::new().into(),
    ];
    for value in hostile {
        for name in ["isAmount", "isPhone", "isBarcode", "checkDigit.isValid"] {
            let is = call(name, &[value.clone(), value.clone(), value.clone()]);
            assert_eq!(is.as_bool(), Some(false), "{name} {value:?}");
        }
    }
}

pub(crate) fn operators_and_hints() {
    let names = value_or_code(&call("operators", &["BO".into()])).expect("operators");
    assert_eq!(shown(&names), r#"["Tigo","Entel","Viva"]"#);
    let names = value_or_code(&call("operators", &["BR".into()])).expect("operators");
    assert_eq!(shown(&names), r#"["Vivo","Claro","Oi","Tim"]"#);
    assert_eq!(
        shown(&value_or_code(&call("operators", &["AR".into()])).expect("none")),
        "[]"
    );
    let answer = call("operators", &["UY".into()]);
    assert_eq!(value_or_code(&answer), Err("unknown_country".to_owned()));
    for (typed, expected) in cases::SUGGESTIONS {
        let answer = call("suggestOperator", &["BO".into(), (*typed).into()]);
        let hint = value_or_code(&answer).expect("a hint or none");
        assert_eq!(hint.as_string().as_deref(), *expected, "{typed:?}");
        assert!(expected.is_some() || hint.is_null(), "no hint is null");
    }
}

pub(crate) fn services_and_their_numbers() {
    let services = Array::from(&value_or_code(&call("services", &[])).expect("services"));
    assert_eq!(services.length(), 20);
    assert_eq!(
        shown(&services.get(0)),
        r#"{"id":57,"name":"MOVISTAR_PREPAGO","label":"Movistar prepago","kind":"mobile_prepaid","carrier":"Movistar","can_get_balance":false,"is_top_up":true}"#
    );
    for (id, typed, expected) in cases::SERVICE_NUMBERS {
        let answer = call("validateServiceNumber", &[(*id).into(), (*typed).into()]);
        let number = value_or_code(&answer).map(|value| text(&value, "number"));
        assert_eq!(
            number.as_deref().map_err(String::as_str),
            *expected,
            "{id} {typed:?}"
        );
    }
    let value = value_or_code(&call(
        "validateServiceNumber",
        &[57.into(), "424 3675525".into()],
    ));
    assert_eq!(
        shown(&value.expect("a number")),
        r#"{"service_id":57,"number":"04243675525"}"#
    );
    for id in [JsValue::from_str("57"), JsValue::from_f64(57.5)] {
        let answer = call("validateServiceNumber", &[id, "04243675525".into()]);
        assert_eq!(value_or_code(&answer), Err("not_an_integer".to_owned()));
    }
    for (typed, expected) in cases::CARRIERS {
        let carrier = value_or_code(&call("suggestOperator", &["VE".into(), (*typed).into()]))
            .expect("one or none");
        assert_eq!(carrier.as_string().as_deref(), *expected, "{typed:?}");
        assert!(expected.is_some() || carrier.is_null(), "none is null");
    }
}

pub(crate) fn denominations() {
    for (currency, count) in [("BOB", 11), ("USD", 12), ("VES", 10)] {
        let list = Array::from(
            &value_or_code(&call("denominations", &[currency.into()])).expect("a list"),
        );
        assert_eq!(list.length(), count, "{currency}");
    }
    let first =
        Array::from(&value_or_code(&call("denominations", &["BOB".into()])).expect("a list"))
            .get(0);
    assert_eq!(
        shown(&first),
        r#"{"kind":"note","value":"200.00","minor":"20000"}"#
    );
}

pub(crate) fn counts_of_cash() {
    for (json, expected) in cases::COUNTS {
        let count = JSON::parse(json).expect("JSON");
        let answer = call("countCash", &["BOB".into(), count]);
        let total = value_or_code(&answer).map(|value| text(&get(&value, "total"), "text"));
        assert_eq!(
            total.as_deref().map_err(String::as_str),
            *expected,
            "{json}"
        );
    }
    let count = JSON::parse(r#"{"0.50":4,"200":3,"10":0}"#).expect("JSON");
    let value = value_or_code(&call("countCash", &["BOB".into(), count])).expect("a count");
    let pieces = r#"[{"value":"200.00","quantity":3},{"value":"0.50","quantity":4}]"#;
    assert_eq!(shown(&get(&value, "pieces")), pieces);
}

pub(crate) fn messages() {
    for (code, language, parameters, expected) in cases::MESSAGES {
        let parameters = JSON::parse(parameters).expect("JSON");
        let answer = call("message", &[(*code).into(), (*language).into(), parameters]);
        let message = value_or_code(&answer).map(|value| value.as_string().expect("a string"));
        // What only the server says, it says itself.
        let expected = match expected {
            Ok(_) if Code::parse_reader(code).is_none() => Err("unknown_code"),
            other => *other,
        };
        let message = message.as_deref().map_err(String::as_str);
        assert_eq!(message, expected, "{code} {language}");
    }
    let without = call(
        "message",
        &["required".into(), "es".into(), JsValue::UNDEFINED],
    );
    assert!(value_or_code(&without).is_ok(), "parameters are optional");
    let answer = call(
        "parseAmount",
        &["-99999999999999999999".into(), "BOB".into()],
    );
    let error = Array::from(&get(&answer, "errors")).get(0);
    let text = value_or_code(&call("message", &[error, "en".into()])).expect("a text");
    assert_eq!(
        text.as_string().as_deref(),
        Some("The least is -90071992547409.91.")
    );
}

fn is_of_door(form: &str) -> bool {
    Form::parse(form).is_some_and(|form| Form::OF_DOORS.contains(&form))
}

pub(crate) fn forms_that_are_wrong() {
    for (form, body, expected) in cases::forms::all_bad() {
        let answer = call("validateForm", &[form.into(), body.into()]);
        if !is_of_door(form) {
            let code = value_or_code(&answer);
            assert_eq!(
                code,
                Err("unknown_form".to_owned()),
                "no part of the package"
            );
            continue;
        }
        let errors = outcome(&answer).expect_err(body);
        let found: Vec<(&str, &str)> = errors
            .iter()
            .map(|(field, code)| (field.as_str(), code.as_str()))
            .collect();
        assert_eq!(found, expected, "{form} {body}");
        for error in Array::from(&get(&answer, "errors")).iter() {
            for language in Language::ALL {
                let message = text(&get(&error, "messages"), language.code());
                assert!(message.len() > 5, "{form} {body}: {message}");
            }
        }
    }
}

pub(crate) fn forms_that_are_right() {
    let good = cases::forms::all_good();
    for (form, body, expected) in good.into_iter().filter(|(form, ..)| is_of_door(form)) {
        let options = JSON::parse(r#"{"country":"BO","currency":"BOB"}"#).expect("JSON");
        for options in [JsValue::UNDEFINED, JsValue::NULL, options] {
            let answer = call("validateForm", &[form.into(), body.into(), options]);
            let value = outcome(&answer).expect(body);
            assert_eq!(text(&value, "body"), expected, "{form} {body}");
        }
        // As an object, where JSON and JavaScript write the same numbers.
        let object = JSON::parse(body).expect(body);
        let answer = call("validateForm", &[form.into(), object]);
        assert!(
            outcome(&answer).is_ok(),
            "{form} {body}: {}",
            shown(&answer)
        );
    }
    let long = format!("{}{}", " ".repeat(65_535), "{}");
    for (body, code) in [
        (long.as_str(), "body_too_large"),
        (&long.repeat(30), "body_too_large"),
        ("{\"a\":", "body_not_json"),
    ] {
        let answer = call("validateForm", &["kantuta/top-up".into(), body.into()]);
        assert_eq!(value_or_code(&answer), Err(code.to_owned()));
    }
    let options = JSON::parse(r#"{"country":"UY"}"#).expect("JSON");
    let answer = call(
        "validateForm",
        &["kantuta/top-up".into(), "{}".into(), options],
    );
    assert_eq!(value_or_code(&answer), Err("unknown_country".to_owned()));
}

pub(crate) fn check_digits() {
    for (scheme, payload, expected) in cases::barcodes::CHECK_DIGITS {
        let answer = call("checkDigit.compute", &[(*scheme).into(), (*payload).into()]);
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
            let is_valid = call(
                "checkDigit.isValid",
                &[(*scheme).into(), text.as_str().into()],
            );
            assert_eq!(is_valid.as_bool(), Some(expected), "{scheme} {text}");
        }
    }
    let is_valid = call("checkDigit.isValid", &["md5".into(), "1".into()]);
    assert_eq!(is_valid.as_bool(), Some(false));
    let answer = call("checkDigit.compute", &["md5".into(), "1".into()]);
    assert_eq!(
        value_or_code(&answer),
        Err("unknown_check_digit".to_owned())
    );
}

pub(crate) fn barcodes() {
    for (scanned, expected) in cases::barcodes::SCANNED {
        let answer = call(
            "parseBarcode",
            &[(*scanned).into(), cases::barcodes::TODAY.into()],
        );
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
        let answer = call("parseBarcode", &["4006381333931".into(), today.into()]);
        let expected = vec![("today".to_owned(), "date_invalid".to_owned())];
        assert_eq!(outcome(&answer).expect_err(today), expected);
    }
}

pub(crate) fn coupons_are_made() {
    let made = |branch: f64, customer: f64, date: &str| {
        let answer = call(
            "makeCouponBarcode",
            &[branch.into(), customer.into(), date.into()],
        );
        value_or_code(&answer).map(|code| code.as_string().expect("a string"))
    };
    let cases = [
        (1.0, 56_789.0, "2026-01-27", Ok("0001056789202601274")),
        (9_999.0, 999_999.0, "2099-12-31", Ok("9999999999209912313")),
        (0.0, 1.0, "2026-01-27", Err("too_small")),
        (-1.0, 1.0, "2026-01-27", Err("too_small")),
        (10_000.0, 1.0, "2026-01-27", Err("too_large")),
        (1.0, 1_000_000.0, "2026-01-27", Err("too_large")),
        (1.0, 1e300, "2026-01-27", Err("too_large")),
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
        let answer = call(
            "makeCouponBarcode",
            &[branch, 1.into(), "2026-01-27".into()],
        );
        assert_eq!(value_or_code(&answer), Err("not_an_integer".to_owned()));
    }
}

/// Every export, called with one value for all of its arguments.
fn all_with(value: &JsValue) -> Vec<JsValue> {
    let again = || value.clone();
    vec![
        call("parseAmount", &[again(), again()]),
        call("formatAmount", &[again(), again()]),
        call("validatePhone", &[again(), again()]),
        call("operators", &[again()]),
        call("suggestOperator", &[again(), again()]),
        call("validateServiceNumber", &[again(), again()]),
        call("denominations", &[again()]),
        call("countCash", &[again(), again()]),
        call("message", &[again(), again(), again()]),
        call("checkDigit.compute", &[again(), again()]),
        call("percentOf", &[again(), again(), again()]),
        call("parseBarcode", &[again(), again()]),
        call("makeCouponBarcode", &[again(), again(), again()]),
        call("validateForm", &[again(), again(), again(), again()]),
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
    let answer = call("parseAmount", &[JsValue::from_f64(1.0), "EUR".into()]);
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
    for (count, code) in [
        (cyclic, "count_not_a_quantity"),
        (throws, "count_unknown_denomination"),
        (big, "count_not_a_quantity"),
    ] {
        let answer = call("countCash", &["BOB".into(), count.clone().into()]);
        assert_eq!(value_or_code(&answer), Err(code.to_owned()));
        let answer = call(
            "message",
            &["user_not_found".into(), "es".into(), count.into()],
        );
        assert_eq!(value_or_code(&answer), Err("not_an_object".to_owned()));
    }
}

pub(crate) fn answers_are_plain_objects() {
    for answer in all_with(&"BOB".into())
        .into_iter()
        .chain([call("parseAmount", &["30".into(), "BOB".into()])])
    {
        let prototype = Object::get_prototype_of(&answer);
        assert_eq!(prototype.constructor().name(), "Object");
        let copy = JSON::parse(&shown(&answer)).expect("JSON");
        assert_eq!(shown(&copy), shown(&answer), "nothing is lost as JSON");
    }
}
