//! What the document promises, held against the route table and itself.

mod loyalty;
mod phone_credits;
mod portal;
mod requests;
mod services;
mod tienda;

use super::entry::{self, Tag};
use super::guard::Guard;
use super::requests::body;
use super::{document, entries, errors, examples, glossary, is_of, operation};
use crate::http;
use crate::router::ROUTES;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use ventanilla_core::code::Code;
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;
use ventanilla_core::field::Invalid;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::loyalty::documented::{Documented, Method};

fn published() -> Value {
    serde_json::from_str(&document().to_json().unwrap()).unwrap()
}

fn object(value: &Value) -> &Map<String, Value> {
    value
        .as_object()
        .unwrap_or_else(|| panic!("not an object: {value}"))
}

fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("not a text: {value}"))
}

/// Path, method and operation of every operation.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut operations = Vec::new();
    for (path, item) in object(&document["paths"]) {
        for (method, operation) in object(item) {
            operations.push((path.clone(), method.clone(), operation.clone()));
        }
    }
    operations
}

/// Calls `visit` with every value inside, and where it is.
fn walk(value: &Value, place: &str, visit: &mut impl FnMut(&str, &Value)) {
    visit(place, value);
    match value {
        Value::Object(members) => members
            .iter()
            .for_each(|(name, inner)| walk(inner, &format!("{place}/{name}"), visit)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, inner)| walk(inner, &format!("{place}/{index}"), visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn check(form: Form, body: &Value) -> Result<String, Invalid> {
    form.check(body.to_string().as_bytes(), Country::Bolivia, Currency::Bob)
}

#[test]
fn every_route_has_one_operation_and_every_operation_is_a_route() {
    let entries = entries::all();
    for route in ROUTES {
        let found = entries.iter().filter(|entry| is_of(entry, route)).count();
        assert_eq!(found, 1, "{} {}", route.method, route.pattern);
    }
    assert_eq!(entries.len(), ROUTES.len());
    let routes: BTreeSet<(String, String)> = ROUTES
        .iter()
        .map(|route| {
            (
                operation::path(route.pattern),
                route.method.name().to_ascii_lowercase(),
            )
        })
        .collect();
    let documented: BTreeSet<(String, String)> = operations(&published())
        .into_iter()
        .map(|(path, method, _)| (path, method))
        .collect();
    assert_eq!(documented, routes);
}

#[test]
fn the_structure_is_that_of_openapi_3_1() {
    let document = published();
    assert_eq!(document["openapi"], "3.1.0");
    for name in ["title", "version", "description"] {
        assert!(!text(&document["info"][name]).is_empty());
    }
    let tags: BTreeSet<&str> = document["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| text(&tag["name"]))
        .collect();
    assert_eq!(tags.len(), Tag::ALL.len());
    let schemes = object(&document["components"]["securitySchemes"]);
    for scheme in schemes.values() {
        match text(&scheme["type"]) {
            "http" => assert!(["bearer", "basic"].contains(&text(&scheme["scheme"]))),
            "apiKey" => assert_eq!(scheme["in"], "header"),
            other => panic!("{other}"),
        }
        assert!(!text(&scheme["description"]).is_empty());
    }
    for (path, method, operation) in operations(&document) {
        let place = format!("{method} {path}");
        for name in ["operationId", "summary", "description"] {
            assert!(!text(&operation[name]).is_empty(), "{place}");
        }
        for tag in operation["tags"].as_array().unwrap() {
            assert!(tags.contains(text(tag)), "{place}");
        }
        for requirement in operation["security"].as_array().unwrap() {
            assert!(
                object(requirement)
                    .keys()
                    .all(|name| schemes.contains_key(name)),
                "{place}"
            );
        }
        assert_parameters(&path, operation["parameters"].as_array().unwrap());
        if let Some(body) = operation.get("requestBody") {
            assert!(!object(&body["content"]).is_empty(), "{place}");
            for (media_type, content) in object(&body["content"]) {
                match media_type.as_str() {
                    "application/json" | "application/x-www-form-urlencoded" => {
                        assert!(object(&content["schema"]).contains_key("$ref"), "{place}");
                        assert!(content["example"].is_object(), "{place}");
                    }
                    "text/csv" => assert!(content["example"].is_string(), "{place}"),
                    other => panic!("{place}: {other}"),
                }
            }
        }
        let responses = object(&operation["responses"]);
        assert!(
            responses.keys().any(|status| status.starts_with('2')),
            "{place}"
        );
        for (status, response) in responses {
            assert!(
                status.parse::<u16>().is_ok() && !text(&response["description"]).is_empty(),
                "{place} {status}"
            );
            for content in response
                .get("content")
                .map(object)
                .into_iter()
                .flat_map(Map::values)
            {
                assert!(content.get("schema").is_some(), "{place} {status}");
                assert!(
                    content
                        .get("example")
                        .or_else(|| content.get("examples"))
                        .is_some(),
                    "{place} {status}"
                );
            }
        }
    }
}

/// What is in braces is a required path parameter, and the other way round. That what else is required is so for its reader is tested with
/// the other filters.
fn assert_parameters(path: &str, parameters: &[Value]) {
    let variables: Vec<&str> = path
        .split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
        .collect();
    let mut names = BTreeSet::new();
    for parameter in parameters {
        assert!(
            !text(&parameter["description"]).is_empty() && parameter["schema"].is_object(),
            "{path} {parameter}"
        );
        assert!(
            ["path", "query", "header"].contains(&text(&parameter["in"])),
            "{path} {parameter}"
        );
        let is_required = parameter["in"] == "path" || path.ends_with("/operation/get/balance");
        assert_eq!(
            parameter["required"] == true,
            is_required,
            "{path} {parameter}"
        );
        assert!(
            names.insert((text(&parameter["in"]), text(&parameter["name"]))),
            "{path} {parameter}"
        );
    }
    let of_path: Vec<&str> = names
        .iter()
        .filter(|(place, _)| *place == "path")
        .map(|(_, name)| *name)
        .collect();
    assert_eq!(of_path, variables, "{path}");
}

#[test]
fn operation_ids_are_unique() {
    let ids: Vec<String> = operations(&published())
        .iter()
        .map(|(_, _, operation)| text(&operation["operationId"]).to_owned())
        .collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(
        ids.iter()
            .all(|id| id.bytes().all(|byte| byte.is_ascii_alphabetic()))
    );
}

#[test]
fn every_reference_resolves_and_every_schema_is_referred_to() {
    let document = published();
    let mut referred = BTreeSet::new();
    walk(&document, "#", &mut |place, value| {
        if let Some(reference) = value.get("$ref") {
            let pointer = text(reference)
                .strip_prefix('#')
                .unwrap_or_else(|| panic!("{place}"));
            assert!(document.pointer(pointer).is_some(), "{place}: {reference}");
            referred.insert(text(reference).to_owned());
        }
    });
    for name in object(&document["components"]["schemas"]).keys() {
        assert!(
            referred.contains(&format!("#/components/schemas/{name}")),
            "{name} is not used"
        );
    }
}

#[test]
fn every_code_that_is_named_exists_and_has_its_status() {
    for (path, method, operation) in operations(&published()) {
        let description = text(&operation["description"]);
        let (_, refusals) = description.split_once("**Rechaza con:** ").unwrap();
        let named: BTreeSet<&str> = refusals.trim_end_matches('.').split(", ").collect();
        let mut answered = BTreeSet::new();
        for (status, response) in object(&operation["responses"])
            .iter()
            .filter(|(status, _)| status.as_str() >= "400")
        {
            let content = object(&response["content"]).values().next().unwrap();
            let [body, narrowed] = content["schema"]["allOf"].as_array().unwrap().as_slice() else {
                panic!("{method} {path}");
            };
            let is_of = |name: &str| body["$ref"] == format!("#/components/schemas/{name}");
            let is_below = |starts: &[&str]| starts.iter().any(|start| path.starts_with(start));
            let is_of_cps = is_below(&["/cps/v2/", "/v2/"]);
            let is_of_platform = is_below(&["/phone-credits/", "/oauth/", "/users/"]);
            let is_of_loyalty = is_below(&["/toolusers/", "/wallet/", "/employee/"]);
            assert_eq!(is_of("CpsError"), is_of_cps, "{path}");
            assert_eq!(is_of("PlatformError"), is_of_platform, "{path}");
            assert_eq!(is_of("LoyaltyError"), is_of_loyalty, "{path}");
            assert_eq!(is_of("PortalError"), path.starts_with("/portal/"));
            let narrowed = &narrowed["properties"];
            let codes = if is_of_cps {
                &narrowed["error"]["properties"]["reason"]["enum"]
            } else if is_of_platform {
                &narrowed["details"]["properties"]["code"]["enum"]
            } else {
                &narrowed["code"]["enum"]
            };
            let codes = codes.as_array().unwrap();
            assert_eq!(codes.len(), object(&content["examples"]).len());
            for code in codes.iter().map(text) {
                let is_documented = is_of_loyalty
                    && Method::of_path(&path)
                        .is_some_and(|of| Documented::parse(of, code).is_some());
                assert!(
                    is_documented || Code::parse(code).is_some(),
                    "{method} {path}: {code}"
                );
                assert!(text(&response["description"]).contains(&format!("`{code}`")));
                let example = &content["examples"][code]["value"];
                let said = if is_of_cps {
                    &example["error"]["reason"]
                } else if is_of_platform {
                    &example["details"]["code"]
                } else {
                    &example["code"]
                };
                assert_eq!(said, code, "{method} {path}");
                match example.get("statusCode").or_else(|| example.get("status")) {
                    Some(figure) => {
                        assert_eq!(figure.to_string(), *status, "{method} {path}: {code}");
                    }
                    // These doors say it nowhere but in the status itself.
                    None => assert!(
                        (is_of_cps || is_of("PortalError")) && example["success"] == false,
                        "{path}"
                    ),
                }
                answered.insert(format!("`{code}` ({status})"));
            }
        }
        assert_eq!(
            named,
            answered.iter().map(String::as_str).collect(),
            "{method} {path}"
        );
    }
}

#[test]
fn no_example_of_an_error_lacks_a_figure() {
    walk(&published()["paths"], "", &mut |place, value| {
        for name in ["message", "detail", "error", "mensaje"] {
            if let Some(Value::String(text)) = value.get(name) {
                assert!(
                    !text.contains(['{', '}']) && !text.contains("  ") && !text.ends_with(' '),
                    "{place}: {text}"
                );
            }
        }
    });
}

#[test]
fn security_is_that_of_the_route() {
    let entries = entries::all();
    for route in ROUTES {
        let entry = entries.iter().find(|entry| is_of(entry, route)).unwrap();
        let expected = match route.permission() {
            Some(_) if route.takes_customers() => &[Guard::Party][..],
            Some(_) if route.takes_signatures() => &[Guard::Payer],
            Some(_) if !route.scopes().is_empty() => &[Guard::Buyer],
            Some(_) if route.api_door().is_some() => &[Guard::Agent],
            Some(_) => &[Guard::Access],
            None => &[
                Guard::Nobody,
                Guard::Refresh,
                Guard::Setup,
                Guard::Client,
                Guard::Bearer,
            ],
        };
        assert!(expected.contains(&entry.guard), "{}", route.pattern);
        assert_eq!(
            route.takes_a_file(),
            entry.file.is_some(),
            "{}",
            route.pattern
        );
        let bodies = [
            entry.form.is_some(),
            entry.url_form.is_some(),
            entry.file.is_some(),
        ];
        assert_eq!(
            bodies.iter().any(|is_there| *is_there),
            entry.has_body(),
            "{}",
            route.pattern
        );
        assert!(
            bodies.iter().filter(|is_there| **is_there).count() <= 1,
            "{}",
            route.pattern
        );
        assert_eq!(
            entry.pattern.contains(':'),
            !entry.segment.is_empty(),
            "{}",
            route.pattern
        );
        // Reading takes no body; doing takes a body, or says that it does not.
        assert!(
            route.method != http::Method::Get || (!entry.has_body() && !entry.takes_key),
            "{}",
            route.pattern
        );
        assert!(!errors::told(route, entry).is_empty());
    }
}

#[test]
fn everything_is_described_in_spanish() {
    let document = published();
    let mut used = BTreeSet::new();
    for (name, schema) in object(&document["components"]["schemas"]) {
        let expected =
            glossary::schema(name).unwrap_or_else(|| panic!("{name} is not in the glossary"));
        assert_eq!(schema["description"], expected, "{name}");
        used.insert(name.clone());
        let parts = schema
            .get("allOf")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_else(|| vec![schema.clone()]);
        for field in parts
            .iter()
            .filter_map(|part| part.get("properties"))
            .flat_map(|fields| object(fields).iter())
        {
            let (field, property) = field;
            let expected = glossary::field(name, field)
                .unwrap_or_else(|| panic!("{name}.{field} is not in the glossary"));
            assert_eq!(property["description"], expected, "{name}.{field}");
            used.extend([format!("{name}.{field}"), field.clone()]);
        }
    }
    for key in glossary::keys() {
        assert!(used.contains(key), "{key} is in the glossary for nothing");
    }
}

#[test]
fn examples_are_of_the_demo() {
    let demo: Value = serde_json::from_str(include_str!("../../../../tests/demo.json")).unwrap();
    let tenant = &demo["tenants"][0];
    assert_eq!(tenant["name"], "Kiosco Demo");
    let users = tenant["users"].as_array().unwrap();
    let login = body(Form::Login).example;
    assert!(
        users
            .iter()
            .any(|user| user["email"] == login["email"] && user["password"] == login["password"])
    );
    assert_eq!(users[2]["email"], entry::json(&examples::user())["email"]);
    walk(&published(), "#", &mut |place, value| {
        if let Some(Value::String(address)) = value.get("email") {
            assert!(address.ends_with("@kiosco.demo"), "{place}: {address}");
        }
    });
}
