//! What the document says of loyalty wallets: every documented code and no other, whom it is told, and bodies that the readers take.

use super::{check, object, operations, published, text};
use crate::auth::agent::API_KEY_HEADER;
use crate::openapi::loyalty_forms::KINDS;
use crate::openapi::requests::body;
use crate::openapi::url_forms::UrlForm;
use crate::openapi::{entries, examples};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use ventanilla_core::code::{Code, Language};
use ventanilla_core::loyalty::ApiDoor;
use ventanilla_core::role::Role;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::loyalty::documented::{Documented, Method};
use ventanilla_core::wire::loyalty::parameters::Parameters;
use ventanilla_core::wire::loyalty::requests::{GetContactsRequest, role_name};

const SALE: &str = "/wallet/sale";

/// The methods of the documented API: path, method and operation.
fn methods(document: &Value) -> Vec<(String, Method, Value)> {
    operations(document)
        .into_iter()
        .filter_map(|(path, _, operation)| Some((path.clone(), Method::of_path(&path)?, operation)))
        .collect()
}

fn success(operation: &Value) -> &Value {
    &operation["responses"]["200"]["content"]["application/json"]
}

fn rows(method: Method) -> impl Iterator<Item = &'static Documented> {
    Documented::ALL
        .iter()
        .filter(move |row| row.method == method)
}

/// Each code of the core's table, with its text, stands in the description of the 200; what is answered has an example, and the body says its status.
#[test]
fn every_documented_code_is_told_with_the_status_200() {
    let document = published();
    let methods = methods(&document);
    assert_eq!(methods.len(), 8);
    for (path, method, operation) in methods {
        let description = text(&operation["responses"]["200"]["description"]);
        let content = success(&operation);
        let shown = object(&content["examples"]);
        for row in rows(method) {
            for code in row.codes {
                assert!(description.contains(&format!("`{code}`")), "{path}: {code}");
            }
            assert!(description.contains(row.text(Language::Es)), "{path}");
            // An inner service's are those of a wallet that the service keeps.
            for code in row.codes {
                let example = &shown[*code]["value"];
                assert_eq!(
                    (&example["success"], &example["message"]),
                    (&json!(false), &json!(row.text(Language::Es)))
                );
                let status = example["status"].as_u64().unwrap();
                // The same is told with its own status to whoever asks by a token.
                let answered = &operation["responses"][status.to_string()];
                let examples = &answered["content"]["application/json"]["examples"];
                let mut to_staff = object(&examples[*code]["value"]).clone();
                // Who has our own code in it, and perhaps an attribute.
                let reason = to_staff.remove("reason").unwrap_or_default();
                assert!(Code::parse(text(&reason)).is_some(), "{path}: {code}");
                to_staff.remove("field");
                assert_eq!(Value::Object(to_staff), *example, "{path}");
            }
        }
        // No other code is the contract's.
        let codes = &content["schema"]["oneOf"][1]["allOf"][1]["properties"]["code"]["enum"];
        for code in codes.as_array().unwrap().iter().map(text) {
            let is_documented = rows(method).any(|row| row.codes.contains(&code));
            assert!(
                is_documented || Code::parse(code).is_some(),
                "{path}: {code}"
            );
        }
    }
}

#[test]
fn a_success_is_the_contract_s_member_by_member() {
    let document = published();
    for (path, code, members) in [
        (
            "/toolusers/get",
            "tool_users_01",
            vec!["success", "result", "code"],
        ),
        (
            "/wallet/get",
            "wallets_get_01",
            vec!["success", "result", "status", "code"],
        ),
        (
            "/wallet/contact/add",
            "contact_add_01",
            vec!["success", "message", "status", "code"],
        ),
        (
            "/wallet/contact/get",
            "balance_get_01",
            vec!["success", "result", "status", "code"],
        ),
        (
            SALE,
            "new_sale_01",
            vec!["success", "message", "newBalance", "code", "status"],
        ),
        (
            "/wallet/balance/update",
            "balance_update_01",
            vec!["success", "message", "newBalance", "code", "status"],
        ),
        (
            "/employee/add",
            "toolusers_01",
            vec!["success", "message", "collaboratorId", "status", "code"],
        ),
        (
            "/employee/disable",
            "toolusers_01",
            vec!["success", "message", "status", "code"],
        ),
    ] {
        let content = success(&document["paths"][path]["post"]).clone();
        let example = &content["examples"][code]["value"];
        let shown: BTreeSet<&str> = object(example).keys().map(String::as_str).collect();
        assert_eq!(shown, members.iter().copied().collect(), "{path}");
        let schema = text(&content["schema"]["oneOf"][0]["$ref"]);
        let schema = document.pointer(schema.trim_start_matches('#')).unwrap();
        let required: BTreeSet<&str> = schema["required"]
            .as_array()
            .unwrap()
            .iter()
            .map(text)
            .collect();
        assert_eq!(required, shown, "{path}");
        assert_eq!(
            schema["properties"]["success"]["enum"],
            json!([true]),
            "{path}"
        );
    }
    let error = &document["components"]["schemas"]["LoyaltyError"]["properties"];
    assert_eq!(error["success"]["enum"], json!([false]));
}

/// A key for that part of the API, or a token.
#[test]
fn another_system_asks_by_its_key_and_staff_by_token() {
    let document = published();
    let scheme = &document["components"]["securitySchemes"]["walletApiKey"];
    assert_eq!(
        (&scheme["type"], &scheme["in"], &scheme["name"]),
        (&json!("apiKey"), &json!("header"), &json!(API_KEY_HEADER))
    );
    let alternatives = json!([{ "accessToken": [] }, { "walletApiKey": [] }]);
    for (path, _, operation) in operations(&document) {
        let is_method = Method::of_path(&path).is_some();
        assert_eq!(operation["security"] == alternatives, is_method, "{path}");
        let door = operation.get("x-api-door").map(text);
        assert_eq!(door.and_then(ApiDoor::parse).is_some(), is_method, "{path}");
        if let Some(door) = door {
            assert!(path.starts_with(&format!("/{door}/")), "{path}");
            assert!(text(&operation["description"]).contains(&format!("una clave para `{door}`")));
        }
    }
}

/// What the protocol refuses has its own status whoever asks, and so it is nowhere beside a success.
#[test]
fn what_is_of_the_protocol_or_of_staff_is_no_200() {
    let document = published();
    for (path, _, operation) in methods(&document) {
        let shown = object(&success(&operation)["examples"]);
        for code in [
            "body_too_large",
            "media_type_unsupported",
            "idempotency_conflict",
            "idempotency_key_invalid",
            "internal",
            "authorization_required",
            "pin_invalid",
            "login_locked",
            "required",
        ] {
            assert!(!shown.contains_key(code), "{path}: {code}");
        }
        let has = |status: &str, code: &str| {
            let content = &operation["responses"][status]["content"]["application/json"];
            content["examples"].get(code).is_some()
        };
        assert!(has("401", "auth_01") && has("403", "auth_01"), "{path}");
        let has_body = operation.get("requestBody").is_some();
        assert_eq!(has("413", "body_too_large"), has_body, "{path}");
        assert_eq!(has("415", "media_type_unsupported"), has_body, "{path}");
        let is_read = path.ends_with("/get");
        let takes_key = !is_read;
        assert_eq!(has("422", "idempotency_conflict"), takes_key, "{path}");
        assert_eq!(has("429", "login_locked"), path == SALE, "{path}");
        assert_eq!(has("503", "result_unknown"), takes_key, "{path}");
        assert_eq!(has("503", "result_unknown_without_key"), !is_read, "{path}");
    }
    let responses = &document["paths"][SALE]["post"]["responses"];
    let refused = &responses["403"]["content"]["application/json"]["examples"];
    assert!(
        text(&refused["authorization_required"]["value"]["message"])
            .contains(examples::PIN_THRESHOLD)
    );
    assert!(responses["429"]["headers"].get("Retry-After").is_some());
    let reason = &document["paths"]["/wallet/balance/update"]["post"]["responses"]["400"]["content"]
        ["application/json"]["examples"]["required"];
    assert!(text(&reason["value"]["message"]).starts_with("reason: "));
}

/// What the service of a wallet says comes as it said it, and what nobody can tell has a code of its own.
#[test]
fn what_an_upstream_service_says_is_told_on() {
    let document = published();
    for (path, code, status) in [
        ("/wallet/contact/add", "wallet_manager_13", 409),
        ("/wallet/contact/add", "wallet_manager_12", 500),
        ("/wallet/contact/get", "wallet_balance_get_02", 404),
        (SALE, "wallet_redeem_16", 403),
        ("/wallet/balance/update", "wallet_balance_update_12", 403),
    ] {
        let operation = &document["paths"][path]["post"];
        let shown = &success(operation)["examples"][code]["value"];
        assert_eq!(shown["status"], status, "{path}: {code}");
        let row = Documented::parse(Method::of_path(path).unwrap(), code).unwrap();
        assert_eq!(shown["message"], row.text(Language::Es), "{path}: {code}");
    }
    for path in ["/wallet/contact/add", SALE, "/wallet/balance/update"] {
        let shown = &success(&document["paths"][path]["post"])["examples"];
        for (code, status) in [
            ("result_unknown", 503),
            ("result_unknown_without_key", 503),
            ("provider_account_missing", 409),
            ("provider_unavailable", 502),
        ] {
            assert_eq!(shown[code]["value"]["status"], status, "{path}: {code}");
        }
    }
    for (path, method, operation) in methods(&document) {
        let description = text(&operation["responses"]["200"]["description"]);
        assert_eq!(
            description.contains("`clave_proveedor`"),
            rows(method).any(|row| row.codes.len() > 1),
            "{path}"
        );
    }
}

/// A body is a form or JSON, with one schema and one example; readers that need nothing take none.
#[test]
fn bodies_are_forms_or_json() {
    let document = published();
    for (path, _, operation) in methods(&document) {
        let Some(content) = operation.pointer("/requestBody/content") else {
            assert!(
                ["/toolusers/get", "/wallet/get"].contains(&path.as_str()),
                "{path}"
            );
            continue;
        };
        let types: Vec<&str> = object(content).keys().map(String::as_str).collect();
        assert_eq!(
            types,
            ["application/json", "application/x-www-form-urlencoded"],
            "{path}"
        );
        assert_eq!(content[types[0]], content[types[1]], "{path}");
        let example = &content[types[0]]["example"];
        // A form has nothing but texts.
        let texts: serde_json::Map<String, Value> = object(example)
            .iter()
            .map(|(name, value)| {
                let written = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                (name.clone(), json!(written))
            })
            .collect();
        for entry in entries::loyalty::entries() {
            if let Some(form) = entry.form.filter(|_| entry.pattern == path) {
                assert_eq!(
                    check(form, example).unwrap(),
                    check(form, &Value::Object(texts.clone())).unwrap(),
                    "{path}"
                );
            }
        }
    }
    let asked = UrlForm::GetContacts.example().to_string();
    let read = GetContactsRequest::parse(&Parameters::of_json(asked.as_bytes()).unwrap()).unwrap();
    assert_eq!(read.wallet_key, examples::WALLET_KEY);
    assert_eq!(read.phone.unwrap().as_str(), examples::CONTACT_PHONE);
    let nothing = GetContactsRequest::parse(&Parameters::default()).unwrap_err();
    let missed: Vec<&str> = nothing.iter().map(|error| error.field.as_str()).collect();
    let schema = &document["components"]["schemas"]["GetContactsRequest"];
    assert_eq!(json!(missed), schema["required"]);
}

/// The attributes whose schemas say more than a limit does.
#[test]
fn attributes_are_those_of_the_readers() {
    let with = |form: Form, name: &str, value: Value| {
        let mut fields = object(&body(form).example).clone();
        fields.insert(name.to_owned(), value);
        check(form, &Value::Object(fields))
    };
    for kind in KINDS {
        assert!(
            with(Form::AddEmployee, "type", json!(kind)).is_ok(),
            "{kind}"
        );
    }
    let named: BTreeSet<&str> = Role::ALL.into_iter().filter_map(role_name).collect();
    assert_eq!(named, BTreeSet::from(KINDS));
    assert!(with(Form::AddEmployee, "type", json!("dueño")).is_err());
    for form in [Form::Sale, Form::UpdateBalance] {
        for good in [json!(0), json!("0")] {
            assert!(with(form, "transaction_type", good).is_ok());
        }
        for bad in [json!(2), json!("01"), json!(true)] {
            assert!(with(form, "transaction_type", bad).is_err());
        }
    }
    for number in [json!("4771000002"), json!(4_771_000_002_i64)] {
        assert!(with(Form::DisableEmployee, "number", number).is_ok());
    }
    for number in [json!("477100000"), json!(477_100_000), json!("477-100000")] {
        assert!(with(Form::DisableEmployee, "number", number).is_err());
    }
    // What a sale needs beside depends on what it does, as the descriptions say.
    let missed = |kind: i64| {
        let errors = check(Form::Sale, &json!({ "transaction_type": kind })).unwrap_err();
        ["transaction_amount", "points_used"].map(|name| errors.contains(name, Code::Required))
    };
    assert_eq!((missed(0), missed(1)), ([true, false], [false, true]));
    let document = published();
    let sale = &document["components"]["schemas"]["SaleRequest"]["properties"];
    for (name, kind) in [("transaction_amount", 0), ("points_used", 1)] {
        let needed = format!("Hace falta si `transaction_type` es {kind}");
        assert!(text(&sale[name]["description"]).contains(&needed), "{name}");
    }
    // Our own additions say that they are some.
    for (schema, name) in [
        ("SaleRequest", "authorized_by"),
        ("SaleRequest", "authorized_pin"),
        ("UpdateBalanceRequest", "reason"),
    ] {
        let property = &document["components"]["schemas"][schema]["properties"][name];
        assert!(text(&property["description"]).contains("añadido"), "{name}");
    }
    assert!(text(&document["paths"][SALE]["post"]["description"]).contains("`new_sale_15`"));
}
