//! The schemas of the wire types, made exact: which fields are there, within which limits, and what they mean in Spanish.

use super::entry::Entry;
use super::requests::RequestBody;
use super::{errors, glossary, limits, requests};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::openapi::schema::{AdditionalProperties, Object, ObjectBuilder, SchemaType};
use utoipa::openapi::{RefOr, Schema};
use ventanilla_core::code::Code;
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;
use ventanilla_core::wire::Form;

/// Fields of answers that are left out where they say nothing. All others are always there, if only as `null`.
const LEFT_OUT: [(&str, &str); 20] = [
    ("CouponDetail", "fecha_cancelacion"),
    ("CouponDetail", "motivo_cancelacion"),
    ("CouponDetail", "recibo"),
    ("CpsErrorDetail", "field"),
    ("CpsErrorDetail", "idOperation"),
    ("ErrorBody", "errors"),
    ("ErrorDetails", "errors"),
    ("ErrorDetails", "transactionId"),
    ("Injection", "caja_origen"),
    ("LoyaltyError", "field"),
    ("LoyaltyError", "reason"),
    ("PortalError", "details"),
    ("PortalError", "estado"),
    ("PortalError", "fecha_cancelacion"),
    ("PortalError", "fecha_uso"),
    ("PortalError", "fecha_vencimiento"),
    ("PortalError", "recibo_id"),
    ("Problem", "errors"),
    ("Register", "sesiones"),
    ("TopUp", "caja_sesion"),
];

/// Fields of requests that are needed in some cases only, which their descriptions say.
const SOMETIMES: [(&str, &str); 1] = [("ProviderAccountRequest", "api_key")];

/// Of requests that accept no other fields than those named, the objects inside that do.
const OPEN: [&str; 8] = [
    "SetupClient",
    "SetupContact",
    "SetupIntegrator",
    "SetupKeys",
    "SetupLoyalty",
    "SetupLoyaltyWallet",
    "SetupPhoneMark",
    "SetupWallet",
];

/// Every schema that the document refers to, by name.
pub(super) fn all(entries: &[Entry]) -> BTreeMap<String, RefOr<Schema>> {
    let mut answers: BTreeMap<String, RefOr<Schema>> = errors::schemas().into_iter().collect();
    answers.extend(
        entries
            .iter()
            .flat_map(|entry| entry.schemas.iter().cloned()),
    );
    for (schema_name, schema) in &mut answers {
        for object in objects(schema) {
            object.required = object
                .properties
                .keys()
                .filter(|name| !LEFT_OUT.contains(&(schema_name, name)))
                .cloned()
                .collect();
        }
    }
    let mut schemas = BTreeMap::new();
    for form in entries.iter().filter_map(|entry| entry.form) {
        schemas.extend(of_request(form));
    }
    for form in entries.iter().filter_map(|entry| entry.url_form) {
        schemas.insert(form.name().to_owned(), form.schema());
    }
    // What both have in common is what neither changes: names and formats.
    schemas.extend(answers);
    for (name, schema) in &mut schemas {
        for object in objects(schema) {
            for (field, property) in &mut object.properties {
                limits::apply(name, field, property);
                describe(property, glossary::field(name, field));
            }
        }
        describe(schema, glossary::schema(name));
    }
    schemas
}

/// The schema of a form and those it refers to. Unless its reader passes over them, no other fields than those named are accepted, at any
/// depth.
fn of_request(form: Form) -> Vec<(String, RefOr<Schema>)> {
    let mut body = requests::body(form);
    let required = required_fields(form, &body);
    let is_open = passes_over_unknown(form, &body);
    for (name, schema) in &mut body.schemas {
        for object in objects(schema) {
            if !is_open && !OPEN.contains(&name.as_str()) {
                object.additional_properties =
                    Some(Box::new(AdditionalProperties::FreeForm(false)));
            }
            if *name == body.name {
                object.required.clone_from(&required);
                for ignored in limits::ignored(name) {
                    let accepted = ObjectBuilder::new().schema_type(SchemaType::AnyValue);
                    object
                        .properties
                        .insert((*ignored).to_owned(), accepted.into());
                }
            }
        }
    }
    body.schemas
}

/// Whether the request's own `parse` finds no fault with a field that it does not know.
pub(super) fn passes_over_unknown(form: Form, body: &RequestBody) -> bool {
    let mut with = body.example.as_object().cloned().unwrap_or_default();
    with.insert("a_field_of_tomorrow".to_owned(), 1.into());
    let text = serde_json::to_vec(&with).unwrap_or_default();
    form.check(&text, Country::Bolivia, Currency::Bob).is_ok()
}

/// The fields without which the request's own `parse` finds fault with the example, as it does with a body that has nothing: what is missed only beside
/// other fields is not required.
fn required_fields(form: Form, body: &RequestBody) -> Vec<String> {
    let Some(fields) = body.example.as_object() else {
        return Vec::new();
    };
    let misses = |fields: &Map<String, Value>, name: &str| {
        let text = serde_json::to_vec(fields).unwrap_or_default();
        match form.check(&text, Country::Bolivia, Currency::Bob) {
            Ok(_) => false,
            Err(invalid) => invalid.contains(name, Code::Required),
        }
    };
    let is_missed = |name: &str| {
        let mut without = fields.clone();
        without.remove(name);
        misses(&without, name) && misses(&Map::new(), name)
    };
    fields
        .keys()
        .filter(|name| !SOMETIMES.contains(&(body.name.as_str(), name)) && is_missed(name))
        .cloned()
        .collect()
}

/// The objects whose fields are a schema's.
fn objects(schema: &mut RefOr<Schema>) -> Vec<&mut Object> {
    match schema {
        RefOr::T(Schema::Object(object)) if !object.properties.is_empty() => vec![object],
        RefOr::T(Schema::AllOf(all)) => all.items.iter_mut().flat_map(objects).collect(),
        // utoipa may add kinds of schemas; none of those it has besides these holds fields.
        _ => Vec::new(),
    }
}

/// Puts the Spanish text in the place of the code's own.
fn describe(schema: &mut RefOr<Schema>, text: Option<&str>) {
    let text = text.map(str::to_owned);
    match schema {
        RefOr::Ref(reference) => reference.description = text.unwrap_or_default(),
        RefOr::T(Schema::Object(object)) => object.description = text,
        RefOr::T(Schema::Array(array)) => array.description = text,
        RefOr::T(Schema::AllOf(all)) => {
            for item in &mut all.items {
                if let RefOr::Ref(flattened) = item {
                    flattened.description.clear();
                }
            }
            all.description = text;
        }
        RefOr::T(Schema::AnyOf(any)) => any.description = text,
        RefOr::T(Schema::OneOf(one)) => {
            for item in &mut one.items {
                describe(item, None);
            }
            one.description = text;
        }
        RefOr::T(_) => {}
    }
}
