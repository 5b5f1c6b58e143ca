//! What the document says of services: that its examples fit one another, the demo and the contract.

use super::{object, operations, published, text};
use crate::auth::signature::{Presented, SigningKey, verify};
use crate::http::Method;
use crate::openapi::entries::services::{WRONG_FILTERS, WRONG_ORDERS, WRONG_QUESTIONS};
use crate::openapi::guard::SignedHeader;
use crate::openapi::requests::body;
use crate::openapi::{entries, entry, examples};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use ventanilla_core::service::ServiceNumber;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::cps::error::{CpsCode, CpsError};
use ventanilla_core::wire::cps::services::ServiceListQuery;

#[test]
fn the_order_is_the_contract_s() {
    assert_eq!(
        body(Form::Pay).example,
        json!({ "numberService": "04243675525", "idTypeService": 57, "amount": 10 })
    );
    let paid = examples::paid();
    let balance = examples::service_balance();
    for (service, number) in [
        (paid.id_type_service, &paid.number_service),
        (balance.id_type_service, &balance.number_service),
    ] {
        let read = ServiceNumber::parse(service, number).unwrap();
        assert_eq!(read.as_str(), number);
    }
    assert!(balance.id_type_service.can_get_balance());
    let listed = ServiceListQuery::default().answer(|service| service.can_get_balance());
    assert!(
        examples::services()
            .iter()
            .all(|service| listed.contains(service))
    );
}

#[test]
fn the_shop_is_of_the_demo() {
    let demo: Value = serde_json::from_str(include_str!("../../../../tests/demo.json")).unwrap();
    let bodega = &demo["tenants"][2];
    assert_eq!(
        (&bodega["name"], &bodega["currency"]),
        (&json!("Bodega Demo"), &json!("VES"))
    );
    let payment = entry::json(&examples::payments())["pagos"][0].clone();
    let has = |list: &str, field: &str, value: &Value| {
        let items = bodega[list].as_array().unwrap();
        assert!(items.iter().any(|item| item[field] == *value), "{value}");
    };
    has("registers", "name", &payment["caja"]);
    has("branches", "name", &payment["sucursal"]);
    let login = format!("{}@bodega.demo", text(&payment["cajero"]));
    has("users", "email", &json!(login));
    let provider = entry::json(&examples::provider());
    assert_eq!(
        (
            &bodega["prefunds"][0]["provider"],
            &bodega["prefunds"][0]["amount"]
        ),
        (&provider["nombre"], &provider["fondo"])
    );
    // The keys are nobody's.
    assert_ne!(bodega["keys"]["cps"]["api_key"], examples::API_KEY);
}

/// Whoever signs as the document says is believed.
#[test]
fn the_signature_that_is_shown_is_good() {
    let description = SignedHeader::Signature.description();
    let shown: Vec<&str> = description.split('`').collect();
    let (message, signature) = (shown[shown.len() - 4], shown[shown.len() - 2]);
    let key = SigningKey::new(shown[shown.len() - 6]).unwrap();
    let (path, rest) = message.split_at("/v2/list/basic_services".len());
    let (nonce, data) = rest.split_at(13);
    assert_eq!(key.sign(path, nonce, data.as_bytes()), signature);
    let query = [("canGetBalance".to_owned(), "false".to_owned())];
    for path in [path.to_owned(), format!("/cps{path}")] {
        let presented = Presented {
            method: Method::Get,
            path: &path,
            query: &query,
            body: b"",
            nonce,
            signature,
        };
        assert!(verify(&presented, &key, nonce.parse().unwrap()).is_ok());
    }
}

#[test]
fn what_takes_signatures_asks_for_all_of_one_or_for_a_token() {
    let document = published();
    let schemes = object(&document["components"]["securitySchemes"]);
    let headers: BTreeSet<&str> = schemes
        .values()
        .filter(|scheme| scheme["type"] == "apiKey")
        .map(|scheme| text(&scheme["name"]))
        .collect();
    assert!(headers.is_superset(&BTreeSet::from(["api-key", "api-nonce", "api-signature"])));
    let mut signed = 0;
    for (path, method, operation) in operations(&document) {
        let is_signed = path.starts_with("/cps/")
            || path.starts_with("/v2/")
            || (method.as_str(), path.as_str()) == ("get", "/operaciones/{id}");
        let alternatives = operation["security"].as_array().unwrap();
        assert_eq!(
            alternatives.contains(&json!({ "apiKey": [], "apiNonce": [], "apiSignature": [] })),
            is_signed,
            "{method} {path}"
        );
        if is_signed {
            assert_eq!(alternatives.len(), 2);
            assert!(text(&operation["description"]).contains("un integrador, con su firma"));
            signed += 1;
        }
    }
    assert_eq!(signed, 8);
}

/// With and without the prefix, it is the same.
#[test]
fn both_paths_say_the_same() {
    let document = published();
    for (path, method, operation) in operations(&document) {
        let other = path.strip_prefix("/cps").unwrap_or_default();
        // Elsewhere an error names the path that was asked for.
        if !other.starts_with("/v2/") {
            continue;
        }
        let mut other = document["paths"][other][&method].clone();
        assert_ne!(other["operationId"], operation["operationId"]);
        other["operationId"] = operation["operationId"].clone();
        assert_eq!(other, operation, "{path}");
    }
}

/// Each wrong request shows something of its own, and is wrong.
#[test]
fn every_wrong_request_shows_one_more_code() {
    for entry in entries::services::entries() {
        let expected = match entry.pattern.strip_prefix("/cps").unwrap_or(entry.pattern) {
            "/v2/operation/use/pay" => WRONG_ORDERS.len(),
            "/v2/operation/get/balance" => WRONG_QUESTIONS.len(),
            "/v2/list/basic_services" => WRONG_FILTERS.len(),
            _ => 0,
        };
        let reasons: BTreeSet<&str> = entry
            .wrong
            .iter()
            .map(|invalid| CpsError::invalid(invalid).error.reason.as_str())
            .collect();
        assert_eq!((reasons.len(), entry.wrong.len()), (expected, expected));
    }
}

#[test]
fn errors_have_the_contract_s_names() {
    let document = published();
    let answered = &document["paths"]["/cps/v2/operation/use/pay"]["post"]["responses"];
    let content = |status: &str| answered[status]["content"]["application/json"].clone();
    let error =
        |status: &str, reason: &str| content(status)["examples"][reason]["value"]["error"].clone();
    for (status, reason, code, field) in [
        ("400", "body_not_json", "INVALID_BODY", Value::Null),
        ("400", "required", "MISSING_FIELD", json!("numberService")),
        ("400", "too_many_decimals", "INVALID_FIELD", json!("amount")),
        (
            "400",
            "service_unknown",
            "UNKNOWN_SERVICE",
            json!("idTypeService"),
        ),
        (
            "400",
            "service_number_other_operator",
            "INVALID_NUMBER",
            json!("numberService"),
        ),
        ("400", "session_not_open", "REFUSED", Value::Null),
        ("401", "unauthorized", "UNAUTHORIZED", Value::Null),
        (
            "402",
            "prefund_insufficient",
            "INSUFFICIENT_FUNDS",
            Value::Null,
        ),
        ("404", "account_not_found", "ACCOUNT_NOT_FOUND", Value::Null),
        (
            "409",
            "idempotency_in_progress",
            "DUPLICATE_OPERATION",
            Value::Null,
        ),
        ("413", "body_too_large", "INVALID_BODY", Value::Null),
        ("502", "provider_refused", "OPERATOR_ERROR", Value::Null),
        ("503", "result_unknown", "RESULT_UNKNOWN", Value::Null),
    ] {
        let error = error(status, reason);
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!(code), &field),
            "{reason}"
        );
        let description = text(&answered[status]["description"]);
        assert!(description.contains(&format!("- `{code}`, `{reason}`: ")));
        let kinds = &content(status)["schema"]["allOf"][1]["properties"]["error"]["properties"];
        assert!(
            kinds["code"]["enum"]
                .as_array()
                .unwrap()
                .contains(&json!(code))
        );
    }
    // What was stored says which operation it is; what was not does not.
    for (status, reason, id) in [
        ("404", "account_not_found", json!(examples::PAYMENT)),
        (
            "402",
            "provider_funds_insufficient",
            json!(examples::PAYMENT),
        ),
        ("402", "prefund_insufficient", Value::Null),
        ("502", "provider_unavailable", json!(examples::PAYMENT)),
    ] {
        assert_eq!(error(status, reason)["idOperation"], id, "{reason}");
    }
    let balance = &document["paths"]["/cps/v2/operation/get/balance"]["get"]["responses"]["404"];
    let unknown = &balance["content"]["application/json"]["examples"]["account_not_found"]["value"];
    assert_eq!(unknown["error"].get("idOperation"), None);
    let codes = &document["components"]["schemas"]["CpsCode"]["enum"];
    assert_eq!(codes.as_array().unwrap().len(), CpsCode::ALL.len());
}
