//! What the document says of phone credits: that its examples fit one another, the demo and the contract.

use super::{object, operations, published, text};
use crate::openapi::entries::phone_credits::{
    WRONG_COMPLETIONS, WRONG_ORDERS, WRONG_REVOCATIONS, WRONG_TOKENS,
};
use crate::openapi::guard::SignedHeader;
use crate::openapi::requests::body;
use crate::openapi::url_forms::{GRANTS, UrlForm};
use crate::openapi::{entries, entry, examples, limits};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::collections::BTreeSet;
use ventanilla_core::code::Code;
use ventanilla_core::country::Country;
use ventanilla_core::field::Invalid;
use ventanilla_core::phone::PhoneNumber;
use ventanilla_core::product::Product;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::phone_credits::error::PlatformError;
use ventanilla_core::wire::phone_credits::money::Centavos;
use ventanilla_core::wire::phone_credits::oauth::{
    RevokeRequest, SIGNATURE_HEADER, Scope, TIMESTAMP_HEADER, TokenRequest,
};
use ventanilla_core::wire::phone_credits::orders::Order;

const TOKEN: &str = "/oauth/token";
const REVOKE: &str = "/oauth/revoke";
const CREATE: &str = "/phone-credits/order/create";
const COMPLETE: &str = "/phone-credits/order/{order_id}/complete";

fn example(document: &Value, method: &str, path: &str, status: &str) -> Value {
    document["paths"][path][method]["responses"][status]["content"]["application/json"]["example"]
        .clone()
}

fn error(document: &Value, path: &str, status: &str, code: &str) -> Value {
    let answered = &document["paths"][path]["post"]["responses"][status];
    answered["content"]["application/json"]["examples"][code]["value"].clone()
}

#[test]
fn the_order_is_the_contract_s() {
    let document = published();
    let requests = &document["components"]["schemas"]["CreateOrderRequest"]["properties"];
    let asked = body(Form::CreateOrder).example;
    assert_eq!(
        asked.to_string(),
        r#"{"phoneCode":"19","phoneNumber":"996416288","providerCode":"001"}"#
    );
    assert_eq!(
        body(Form::CompleteOrder).example.to_string(),
        format!(r#"{{"amount":"5.00","source":"{}"}}"#, examples::WALLET)
    );
    let created = example(&document, "post", CREATE, "200");
    for name in object(&asked).keys() {
        assert_eq!(created[name], asked[name], "{name}");
        assert!(requests.get(name).is_some(), "{name}");
    }
    assert_eq!(
        (&created["status"], &created["amounts"][0]["amount"]),
        (&json!("created"), &json!("500"))
    );
    assert_eq!(created["walletId"], Value::Null);
    let done = example(&document, "post", COMPLETE, "200");
    assert_eq!(done["additionalData"]["phoneCreditOrderId"], created["id"]);
    assert_eq!(done["payments"][0]["amount"], "5.00");
    assert_ne!(done["id"], created["id"]);
    let path = "/phone-credits/order/history/{wallet_id}";
    let history = example(&document, "get", path, "200");
    assert_eq!(history[1]["id"], created["id"]);
    assert_eq!(history[1]["chosenAmount"], created["amounts"][0]["amount"]);
    assert_eq!(history[1]["walletId"], examples::WALLET);
}

/// Centavos on one side, reais on the other, one hundred of the one for one of the other, and a pattern for each.
#[test]
fn amounts_are_texts_of_their_own_units() {
    let document = published();
    let schemas = &document["components"]["schemas"];
    for (schema, field, unit) in [
        ("OrderAmount", "amount", "Centavos"),
        ("CompleteOrderRequest", "amount", "Reais"),
        ("TransactionPayment", "amount", "Reais"),
    ] {
        let property = &schemas[schema]["properties"][field];
        assert_eq!(
            property["$ref"],
            format!("#/components/schemas/{unit}"),
            "{schema}"
        );
        let said = if unit == "Reais" {
            "**en reales**"
        } else {
            "**en centavos**"
        };
        let description = text(&property["description"]).to_lowercase();
        assert!(description.contains(said), "{description}");
    }
    for unit in ["Centavos", "Reais"] {
        assert_eq!(schemas[unit]["type"], "string");
        assert!(schemas[unit]["pattern"].is_string());
    }
    let Order { amounts, .. } = examples::created_order();
    let offered: Vec<Centavos> = amounts.iter().map(|offered| offered.amount).collect();
    assert_eq!(examples::chosen().choose(&offered), Ok(offered[0]));
    let wrong = examples::amount_in_centavos().unwrap();
    assert!(wrong.contains("amount", Code::AmountInCentavos), "{wrong}");
    let refused = error(&document, COMPLETE, "400", "validation_failed");
    assert_eq!(
        refused["details"]["errors"][0]["code"],
        "amount_in_centavos"
    );
    assert!(
        text(&refused["message"])
            .contains("amount: O valor está em centavos; aqui vai em reais: 5.00.")
    );
}

#[test]
fn numbers_are_those_that_the_reader_takes() {
    let parsed =
        PhoneNumber::of_area(Country::Brazil, examples::AREA_CODE, examples::AREA_NUMBER).unwrap();
    assert_eq!(parsed.parts(), (examples::AREA_CODE, examples::AREA_NUMBER));
    // The pattern's alternatives: first digits, then second digits.
    let inside = limits::AREA_CODE
        .trim_start_matches("^(")
        .trim_end_matches(")$");
    let is_in = |digit: char, class: &str| match class.strip_prefix('[') {
        None => class == digit.to_string(),
        Some(class) => {
            let class: Vec<char> = class.trim_end_matches(']').chars().collect();
            class.contains(&digit)
                || class
                    .windows(3)
                    .any(|range| range[1] == '-' && (range[0]..=range[2]).contains(&digit))
        }
    };
    for code in 0..100 {
        let code = format!("{code:02}");
        let (first, second) = (code.chars().next().unwrap(), code.chars().last().unwrap());
        let fits = inside.split('|').any(|pair| {
            let cut = pair
                .find(']')
                .filter(|_| pair.starts_with('['))
                .unwrap_or(0);
            let (of_first, of_second) = pair.split_at(cut + 1);
            is_in(first, of_first) && is_in(second, of_second)
        });
        let read = PhoneNumber::of_area(Country::Brazil, &code, examples::AREA_NUMBER);
        assert_eq!(fits, read.is_ok(), "{code}");
    }
}

#[test]
fn the_shop_is_of_the_demo() {
    let demo: Value = serde_json::from_str(include_str!("../../../../tests/demo.json")).unwrap();
    let loja = &demo["tenants"][3];
    assert_eq!(
        (&loja["name"], &loja["currency"]),
        (&json!("Loja Demo"), &json!("BRL"))
    );
    let wallet = entry::json(&examples::wallet());
    assert_eq!(
        (&wallet["id"], &wallet["nombre"]),
        (
            &loja["phone_credits"]["wallet_id"],
            &loja["phone_credits"]["name"]
        )
    );
    // What it starts with, less what was paid; of the rest, the other order holds its amount.
    let spent = loja["phone_credits"]["amount"] == "5000.00" && wallet["saldo"] == "4995.00";
    assert!(spent && wallet["retenido"] == "30.00", "{wallet}");
    let me = examples::me();
    let login = format!("{}@loja.demo", me.name);
    let user = loja["users"]
        .as_array()
        .unwrap()
        .iter()
        .find(|user| user["email"] == login.as_str())
        .unwrap();
    assert_eq!(user["role"], json!(me.role));
}

fn hmac(key: &str, message: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(message.as_bytes());
    crate::identifier::hex(&mac.finalize().into_bytes())
}

/// Whoever signs as the document says signs as the contract does (section 7.1).
#[test]
fn the_signature_that_is_shown_is_good() {
    let description = SignedHeader::RequestSignature.description();
    let shown: Vec<&str> = description.split('`').collect();
    let (message, signature) = (shown[shown.len() - 4], shown[shown.len() - 2]);
    assert_eq!(hmac(shown[shown.len() - 6], message), signature);
    let timestamp = "1573264495581";
    let order = body(Form::CreateOrder).example;
    assert_eq!(message, format!("POST,{CREATE},{timestamp},{order}"));
    assert!(
        SignedHeader::RequestTimestamp
            .header()
            .eq_ignore_ascii_case(TIMESTAMP_HEADER)
    );
    assert!(
        SignedHeader::RequestSignature
            .header()
            .eq_ignore_ascii_case(SIGNATURE_HEADER)
    );
}

#[test]
fn a_client_asks_by_token_and_signature_and_staff_by_token_alone() {
    let document = published();
    let signed = json!({ "clientToken": [], "requestTimestamp": [], "requestSignature": [] });
    let mut asked = BTreeSet::new();
    for (path, method, operation) in operations(&document) {
        let alternatives = operation["security"].as_array().unwrap();
        let is_signed = path.starts_with("/phone-credits/");
        assert_eq!(alternatives.contains(&signed), is_signed, "{method} {path}");
        assert_eq!(operation.get("x-scopes").is_some(), is_signed, "{path}");
        if !is_signed {
            continue;
        }
        assert_eq!(alternatives.len(), 2, "{path}");
        assert!(alternatives.contains(&json!({ "accessToken": [] })));
        let description = text(&operation["description"]);
        for scope in operation["x-scopes"].as_array().unwrap() {
            let scope = text(scope);
            assert!(Scope::parse(scope).is_some(), "{scope}");
            assert!(description.contains(&format!("`{scope}`")), "{path}");
            asked.insert(scope.to_owned());
        }
        let responses = &operation["responses"];
        let codes = |status: &str| {
            object(&responses[status]["content"]["application/json"]["examples"]).clone()
        };
        for code in [
            "signature_expired",
            "signature_invalid",
            "signature_replayed",
        ] {
            assert!(codes("400").contains_key(code), "{path}: {code}");
        }
        let missing = &codes("403")["scope_missing"]["value"];
        assert!(text(&missing["details"]["message"]).contains(text(&operation["x-scopes"][0])));
    }
    let all: BTreeSet<String> = Scope::ALL.map(|scope| scope.as_str().to_owned()).into();
    assert_eq!(asked, all);
    let security = |method: &str, path: &str| document["paths"][path][method]["security"].clone();
    assert_eq!(security("post", TOKEN), json!([{ "clientSecret": [] }]));
    assert_eq!(security("post", REVOKE), json!([]));
    assert_eq!(
        security("get", "/users/me"),
        json!([{ "accessToken": [] }, { "clientToken": [] }])
    );
}

fn pairs(form: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    object(form)
        .iter()
        .map(|(name, value)| (name.clone(), text(value)))
        .collect()
}

/// Forms are read by readers of their own; what their schemas say is so for these.
#[test]
fn forms_are_those_of_the_readers() {
    let document = published();
    let required = |form: UrlForm| {
        let schema = &document["components"]["schemas"][form.name()];
        let required: BTreeSet<String> = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|name| text(name).to_owned())
            .collect();
        required
    };
    let missed = |invalid: Invalid| -> BTreeSet<String> {
        invalid.iter().map(|error| error.field.clone()).collect()
    };
    assert_eq!(
        missed(TokenRequest::parse(&[]).unwrap_err()),
        required(UrlForm::Token)
    );
    assert_eq!(
        missed(RevokeRequest::parse_form(&[]).unwrap_err()),
        required(UrlForm::Revoke)
    );
    let token = TokenRequest::parse(&pairs(&UrlForm::Token.example())).unwrap();
    assert_eq!(token.scopes, Some(examples::client_tokens().scope));
    let revoked = UrlForm::Revoke.example();
    assert!(RevokeRequest::parse_form(&pairs(&revoked)).is_ok());
    assert!(RevokeRequest::parse(revoked.to_string().as_bytes()).is_ok());
    let known = &document["components"]["schemas"]["TokenRequest"]["properties"];
    for grant in GRANTS {
        let asked = json!({
            "grant_type": grant, "username": "bruna@loja.demo", "password": "x", "refresh_token": "x"
        });
        assert!(TokenRequest::parse(&pairs(&asked)).is_ok(), "{grant}");
        let alone = json!({ "grant_type": grant });
        let fields = TokenRequest::parse(&pairs(&alone)).err().map(missed);
        for field in fields.unwrap_or_default() {
            let description = text(&known[&field]["description"]);
            assert!(
                description.ends_with(&format!("Solo con `{grant}`.")),
                "{field}"
            );
        }
    }
    assert_eq!(known["grant_type"]["enum"], json!(GRANTS));
    let contents = |path: &str| {
        let content = &document["paths"][path]["post"]["requestBody"]["content"];
        object(content)
            .keys()
            .cloned()
            .collect::<BTreeSet<String>>()
    };
    let form = "application/x-www-form-urlencoded".to_owned();
    assert_eq!(contents(TOKEN), BTreeSet::from([form.clone()]));
    assert_eq!(
        contents(REVOKE),
        BTreeSet::from([form, "application/json".to_owned()])
    );
}

/// Each wrong request shows something of its own, and is wrong.
#[test]
fn every_wrong_request_shows_one_more_code() {
    for entry in entries::phone_credits::entries() {
        let expected = match entry.pattern {
            TOKEN => WRONG_TOKENS.len(),
            REVOKE => WRONG_REVOCATIONS.len(),
            CREATE => WRONG_ORDERS.len(),
            // And the amount that was not divided.
            "/phone-credits/order/:order_id/complete" => WRONG_COMPLETIONS.len() + 1,
            _ => 0,
        };
        let codes: BTreeSet<&str> = entry
            .wrong
            .iter()
            .map(|invalid| PlatformError::invalid(invalid, "").details.code.as_str())
            .collect();
        assert_eq!((codes.len(), entry.wrong.len()), (expected, expected));
    }
}

#[test]
fn errors_have_the_documented_texts() {
    let document = published();
    for (status, code, message) in [
        (
            "400",
            "signature_expired",
            "[400] Invalid request signature: timestamp invalid or expired (stackId: 5f3a9c0e7b1d2846)",
        ),
        (
            "400",
            "signature_invalid",
            "[400] Invalid request signature: incorrect format (stackId: 5f3a9c0e7b1d2846)",
        ),
        (
            "409",
            "order_completed",
            "[409] O pedido já foi concluído; para outra recarga crie um novo. (stackId: 5f3a9c0e7b1d2846)",
        ),
    ] {
        let error = error(&document, COMPLETE, status, code);
        assert_eq!(error["message"], message, "{code}");
        assert_eq!(error["stackId"], "5f3a9c0e7b1d2846");
        assert_eq!(error["details"].get("errors"), None, "{code}");
    }
    // What was stored says which transaction it is; what was not does not.
    for (path, status, code, id) in [
        (
            COMPLETE,
            "404",
            "account_not_found",
            json!(examples::TRANSACTION),
        ),
        (
            COMPLETE,
            "402",
            "provider_funds_insufficient",
            json!(examples::TRANSACTION),
        ),
        (
            COMPLETE,
            "502",
            "provider_refused",
            json!(examples::TRANSACTION),
        ),
        (COMPLETE, "400", "wallet_insufficient", Value::Null),
        (COMPLETE, "404", "order_not_found", Value::Null),
        (CREATE, "404", "account_not_found", Value::Null),
        (CREATE, "502", "provider_refused", Value::Null),
    ] {
        let error = error(&document, path, status, code);
        assert_eq!(error["details"]["code"], code);
        assert_eq!(error["details"]["transactionId"], id, "{path} {code}");
    }
    let wrong = error(&document, CREATE, "400", "validation_failed");
    let fields: Vec<&str> = wrong["details"]["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| text(&error["field"]))
        .collect();
    assert_eq!(
        BTreeSet::from_iter(fields),
        BTreeSet::from(["phoneCode", "providerCode"])
    );
}

/// A payment is of a service or of a dealer's credit, and the number says which.
#[test]
fn what_is_paid_for_is_a_product() {
    let document = published();
    let of_payment = &document["components"]["schemas"]["ServicePayment"]["properties"];
    let numbers = of_payment["servicio"]["enum"].as_array().unwrap();
    assert!(
        numbers
            .iter()
            .all(|number| Product::of_id(number.as_i64().unwrap()).is_some())
    );
    for dealer in ventanilla_core::dealer::Dealer::ALL {
        assert!(numbers.contains(&json!(dealer.id())));
        let said = format!("{} {}", dealer.id(), dealer.name());
        assert!(
            text(&of_payment["servicio"]["description"]).contains(&said),
            "{said}"
        );
    }
}
