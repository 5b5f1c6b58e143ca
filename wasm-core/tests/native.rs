//! The shared tables against the Rust functions.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is a failed test"
)]

mod cases;

use ventanilla_core::barcode;
use ventanilla_core::service::carrier_of;
use ventanilla_core::wire::kantuta::error::{Endpoint, validation_text};
use ventanilla_core::wire::{Date, Form};
use ventanilla_core::{
    Amount, Carrier, CashCount, CheckDigit, Code, Country, Currency, Flaw, Invalid, Language,
    OperationState, Operator, PhoneNumber, Service, ServiceNumber, operator,
};

const BOB: Currency = Currency::Bob;

fn check(form: &str, body: &str) -> Result<String, Invalid> {
    Form::parse(form)
        .expect("a form of the table")
        .check(body.as_bytes(), Country::Bolivia, BOB)
}

#[test]
fn forms_that_are_wrong() {
    let bad = cases::forms::all_bad();
    for (form, body, expected) in bad {
        let invalid = check(form, body).expect_err(body);
        let found: Vec<(&str, &str)> = invalid
            .iter()
            .map(|error| (error.field.as_str(), error.code.as_str()))
            .collect();
        assert_eq!(found, expected, "{form} {body}");
        for error in &invalid {
            for language in Language::ALL {
                let text = error.text(language);
                assert!(
                    !text.is_empty() && !text.contains(['{', '}']),
                    "{form} {body}: {text}"
                );
            }
            assert!(!validation_text(Endpoint::Other, error).is_empty());
            let form = Form::parse(form).expect("a form of the table");
            assert!(
                !Form::OF_DOORS.contains(&form) || error.code.reader_name().is_some(),
                "the npm package has no words for {form:?} {body}: {:?}",
                error.code
            );
        }
    }
}

#[test]
fn forms_that_are_right() {
    let good = cases::forms::all_good();
    for (form, body, expected) in good {
        assert_eq!(check(form, body).as_deref(), Ok(expected), "{form} {body}");
        assert_eq!(
            check(form, expected).as_deref(),
            Ok(expected),
            "normalising twice: {form} {body}"
        );
    }
}

#[test]
fn every_form_has_good_and_bad_cases() {
    let bad = cases::forms::all_bad();
    for form in Form::ALL {
        let name = form.as_str();
        assert_eq!(Form::parse(name), Some(*form));
        assert!(
            bad.iter().any(|(known, ..)| *known == name),
            "no bad case of {name}"
        );
    }
    assert_eq!(Form::parse("kantuta/nothing"), None);
}

#[test]
fn the_demo_data_is_accepted() {
    let demo = include_str!("../../tests/demo.json");
    let tenants: Tenants = serde_json::from_str(demo).expect("the demo data");
    for tenant in tenants.tenants {
        check("resources/setup-tenant", tenant.get()).expect("a tenant of the demo data");
    }
}

#[derive(serde::Deserialize)]
struct Tenants<'a> {
    #[serde(borrow)]
    tenants: Vec<&'a serde_json::value::RawValue>,
}

#[test]
fn amounts() {
    for (text, expected) in cases::TYPED_AMOUNTS {
        if let Ok(minor) = expected {
            assert_eq!(
                Amount::parse_typed(text, BOB)
                    .map(|amount| amount.minor().to_string())
                    .as_deref(),
                Ok(*minor)
            );
        } else {
            assert!(Amount::parse_typed(text, BOB).is_err(), "{text:?}");
        }
    }
    for (minor, text, number) in cases::FORMATTED_AMOUNTS {
        let amount = Amount::from_minor(minor.parse().expect("minor units")).expect("in range");
        assert_eq!(
            (
                amount.to_text(BOB).as_str(),
                amount.to_json_number(BOB).as_str()
            ),
            (*text, *number)
        );
    }
}

#[test]
fn phones_counts_and_hints() {
    for (text, expected) in cases::PHONES {
        let read = PhoneNumber::parse(Country::Bolivia, text).map_err(Flaw::from);
        let found = read
            .as_ref()
            .map(PhoneNumber::national)
            .map_err(|flaw| flaw.code.as_str());
        assert_eq!(found, *expected, "{text:?}");
    }
    for (json, expected) in cases::COUNTS {
        let read = CashCount::parse(json, BOB).map_err(Flaw::from);
        let found = read
            .map(|count| count.total().to_text(BOB))
            .map_err(|flaw| flaw.code.as_str());
        assert_eq!(found.as_deref(), expected.as_deref(), "{json}");
    }
    for (text, expected) in cases::SUGGESTIONS {
        assert_eq!(
            operator::suggest(Country::Bolivia, text).map(Operator::name),
            *expected,
            "{text:?}"
        );
    }
}

#[test]
fn service_numbers_and_carriers() {
    for (id, text, expected) in cases::SERVICE_NUMBERS {
        let read = Service::of_id(i64::from(*id))
            .ok_or(Flaw::new(Code::ServiceUnknown))
            .and_then(|service| Ok(ServiceNumber::parse_typed(service, text)?));
        let found = read
            .as_ref()
            .map(ServiceNumber::as_str)
            .map_err(|flaw| flaw.code.as_str());
        assert_eq!(found, *expected, "{id} {text:?}");
    }
    for (text, expected) in cases::CARRIERS {
        let found = carrier_of(text).map(Carrier::name);
        assert_eq!(found, *expected, "{text:?}");
    }
}

#[test]
fn transitions() {
    for (from, to, expected) in cases::TRANSITIONS {
        let found = match (OperationState::parse(from), OperationState::parse(to)) {
            (Some(from), Some(to)) => Ok(from.may_become(to)),
            _ => Err("unknown_state"),
        };
        assert_eq!(found, *expected, "{from} -> {to}");
    }
}

#[test]
fn barcodes_and_check_digits() {
    let today = Date::parse(cases::barcodes::TODAY).expect("a date");
    for (text, expected) in cases::barcodes::SCANNED {
        match (
            barcode::recognize(text, today).map_err(Flaw::from),
            expected,
        ) {
            (Ok(_), Ok(_)) => {}
            (Err(flaw), Err((code, position))) => {
                assert_eq!(flaw.code.as_str(), *code, "{text:?}");
                let found = flaw.position.map(|position| u32::try_from(position).ok());
                assert_eq!(found, position.map(Some), "{text:?}");
            }
            (read, _) => panic!("{text:?} gave {read:?}"),
        }
    }
    for (name, payload, expected) in cases::barcodes::CHECK_DIGITS {
        let check = CheckDigit::parse(name)
            .ok_or_else(|| "unknown_check_digit".to_owned())
            .and_then(|scheme| {
                scheme
                    .compute(payload)
                    .map_err(|error| Flaw::from(error).code.as_str().to_owned())
            });
        assert_eq!(
            check.as_deref().map_err(String::as_str),
            *expected,
            "{name} {payload}"
        );
    }
}
