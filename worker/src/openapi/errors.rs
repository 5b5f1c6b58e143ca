//! The answers of refusals: which codes a route has, by status, in the shape and the words of its door.

use super::entry::Entry;
use super::examples;
use super::guard::Guard;
use super::parameters;
use crate::doors::{cps, kantuta, phone_credits, portal, resources};
use crate::error::{Failure, Refusal};
use crate::http::Method;
use crate::operations::order;
use crate::providers::RefusalKind;
use crate::router::{Door, Route};
use crate::status;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::PartialSchema;
use utoipa::ToSchema;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::schema::{AllOfBuilder, ObjectBuilder, Type};
use utoipa::openapi::{Content, ContentBuilder, Ref, RefOr, Response, ResponseBuilder, Schema};
use ventanilla_core::code::{Code, Language};
use ventanilla_core::country::Country;
use ventanilla_core::csv::Table;
use ventanilla_core::currency::Currency;
use ventanilla_core::field::{Flaw, Invalid};
use ventanilla_core::import;
use ventanilla_core::role::Permission;
use ventanilla_core::service::Service;
use ventanilla_core::wire::cps::error::{CpsCode, CpsError};
use ventanilla_core::wire::kantuta::error::ErrorBody;
use ventanilla_core::wire::phone_credits::error::PlatformError;
use ventanilla_core::wire::portal::coupons::CouponState;
use ventanilla_core::wire::portal::envelope::PortalError;
use ventanilla_core::wire::resources::problem::Problem;

/// The schemas of errors, by name.
pub(super) fn schemas() -> Vec<(String, RefOr<Schema>)> {
    let mut schemas = vec![
        (ErrorBody::name().into_owned(), ErrorBody::schema()),
        (PortalError::name().into_owned(), PortalError::schema()),
        (CpsError::name().into_owned(), CpsError::schema()),
        (PlatformError::name().into_owned(), PlatformError::schema()),
        (Problem::name().into_owned(), Problem::schema()),
    ];
    ErrorBody::schemas(&mut schemas);
    PortalError::schemas(&mut schemas);
    CpsError::schemas(&mut schemas);
    PlatformError::schemas(&mut schemas);
    Problem::schemas(&mut schemas);
    schemas
}

/// Every code the route refuses with, its own first.
pub(super) fn codes(route: &Route, entry: &Entry) -> Vec<Code> {
    let mut codes = entry.refuses.clone();
    let mut add = |condition: bool, more: &[Code]| {
        if condition {
            codes.extend_from_slice(more);
        }
    };
    // At the portal's door a segment is judged as a field is.
    let has_field = route.door == Door::Portal && entry.pattern.contains(':');
    let has_id = entry.pattern.contains(':') && !parameters::is_named(entry.pattern) && !has_field;
    let has_body = entry.has_body();
    // That door says which field is wrong, and how, where the others list all of them under one code.
    let has_list = route.door != Door::Cps && (has_body || has_field);
    add(has_list, &[Code::ValidationFailed]);
    let wrong: Vec<Code> = entry
        .wrong
        .iter()
        .map(|invalid| reason(route.door, invalid))
        .collect();
    add(true, &wrong);
    add(has_id, &[Code::IdInvalid]);
    add(
        entry.takes_key,
        &[Code::IdempotencyKeyInvalid, Code::IdempotencyConflict],
    );
    add(
        entry.guard.is_of_users(),
        &[Code::Unauthorized, Code::TokenRevoked],
    );
    add(
        entry.guard == Guard::Buyer,
        &[
            Code::SignatureExpired,
            Code::SignatureInvalid,
            Code::SignatureReplayed,
            Code::ScopeMissing,
        ],
    );
    // Who asks at this door has to ask at a host name of its own tenant, or of none.
    add(route.door == Door::Portal, &[Code::TenantUnknown]);
    add(
        route
            .permission()
            .is_some_and(|permission| permission != Permission::ReadAll),
        &[Code::Forbidden],
    );
    add(has_body, &[Code::BodyTooLarge]);
    add(route.method != Method::Get, &[Code::ResultUnknown]);
    add(entry.takes_key, &[Code::ResultUnknownWithoutKey]);
    add(true, &[Code::Internal]);
    let mut once = Vec::new();
    for code in codes {
        if !once.contains(&code) {
            once.push(code);
        }
    }
    once
}

/// The one code that a door tells of a wrong request, beside its list of fields or in place of it.
fn reason(door: Door, invalid: &Invalid) -> Code {
    match door {
        Door::Cps => CpsError::invalid(invalid).error.reason,
        Door::PhoneCredits => PlatformError::invalid(invalid, "").details.code,
        Door::Kantuta | Door::Portal | Door::Resources => Code::ValidationFailed,
    }
}

/// What is said of the request that shows that code.
fn wrong(route: &Route, entry: &Entry, code: Code) -> Option<Invalid> {
    let shown = entry
        .wrong
        .iter()
        .find(|invalid| reason(route.door, invalid) == code);
    match shown {
        None if code == Code::ValidationFailed => Some(invalid(entry)),
        shown => shown.cloned(),
    }
}

/// The status that a code is answered with.
pub(super) fn status_of(code: Code) -> u16 {
    status::of(&Failure::from(code))
}

/// One response for each status.
pub(super) fn responses(route: &Route, entry: &Entry) -> Vec<(u16, Response)> {
    let mut by_status: BTreeMap<u16, Vec<Code>> = BTreeMap::new();
    for code in codes(route, entry) {
        by_status.entry(status_of(code)).or_default().push(code);
    }
    by_status
        .into_iter()
        .map(|(status, codes)| (status, response(route, entry, status, &codes)))
        .collect()
}

fn response(route: &Route, entry: &Entry, status: u16, codes: &[Code]) -> Response {
    let lines: Vec<String> = codes
        .iter()
        .map(|code| {
            let (name, text) = (code.as_str(), code.template(Language::Es));
            match kind(route, entry, *code) {
                Some(kind) => format!("- `{}`, `{name}`: {text}", kind.as_str()),
                None => format!("- `{name}`: {text}"),
            }
        })
        .collect();
    let mut builder = ResponseBuilder::new()
        .description(format!("{}\n\n{}", status::title(status), lines.join("\n")))
        .content(media_type(route.door), content(route, entry, codes));
    if status == 429 {
        builder = builder.header("Retry-After", parameters::retry_after());
    }
    builder.build()
}

/// What the door of CPS calls that code there.
fn kind(route: &Route, entry: &Entry, code: Code) -> Option<CpsCode> {
    if route.door != Door::Cps {
        return None;
    }
    Some(wrong(route, entry, code).map_or_else(
        || CpsCode::of(code, ""),
        |invalid| CpsError::invalid(&invalid).error.code,
    ))
}

/// The door's error, with no other codes than these.
fn content(route: &Route, entry: &Entry, codes: &[Code]) -> Content {
    let one_of = |names: Vec<&'static str>| {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(names))
    };
    let object = || ObjectBuilder::new().schema_type(Type::Object);
    let names = one_of(codes.iter().map(|code| code.as_str()).collect());
    let kinds: BTreeSet<&'static str> = codes
        .iter()
        .filter_map(|code| kind(route, entry, *code))
        .map(CpsCode::as_str)
        .collect();
    let narrowed = match route.door {
        Door::Cps => {
            let error = object()
                .property("code", one_of(kinds.into_iter().collect()))
                .property("reason", names);
            object().property("error", error)
        }
        Door::PhoneCredits => object().property("details", object().property("code", names)),
        Door::Kantuta | Door::Portal | Door::Resources => object().property("code", names),
    };
    let body = match route.door {
        Door::Kantuta => ErrorBody::name(),
        Door::Portal => PortalError::name(),
        Door::Cps => CpsError::name(),
        Door::PhoneCredits => PlatformError::name(),
        Door::Resources => Problem::name(),
    };
    let schema = AllOfBuilder::new()
        .item(Ref::from_schema_name(body))
        .item(narrowed);
    let examples = codes.iter().map(|code| {
        let example = ExampleBuilder::new()
            .summary(code.as_str())
            .value(Some(example(route, entry, *code)));
        (code.as_str(), example)
    });
    ContentBuilder::new()
        .schema(Some(schema))
        .examples_from_iter(examples)
        .build()
}

const fn media_type(door: Door) -> &'static str {
    match door {
        Door::Kantuta | Door::Portal | Door::Cps | Door::PhoneCredits => "application/json",
        Door::Resources => "application/problem+json",
    }
}

/// What the door itself says.
fn example(route: &Route, entry: &Entry, code: Code) -> Value {
    let failure = match wrong(route, entry, code) {
        Some(invalid) => Failure::Invalid(invalid),
        None => refusal(route, code).into(),
    };
    let request = examples::request(route.method, route.pattern);
    let response = match route.door {
        Door::Kantuta => kantuta::error::response(&failure, &request, examples::NOW_MS),
        Door::Portal => portal::error::response(&failure),
        // What was paid for and refused is an operation, and says which.
        Door::Cps if entry.takes_key && is_of_an_order(code) => {
            cps::error::of_payment(code, examples::PAYMENT)
        }
        Door::Cps => cps::error::response(&failure),
        Door::PhoneCredits if entry.takes_key && is_of_an_order(code) => {
            phone_credits::error::of_transaction(code, examples::TRANSACTION, &request)
        }
        Door::PhoneCredits => phone_credits::error::response(&failure, &request),
        Door::Resources => resources::error::response(&failure, &request),
    };
    serde_json::from_slice(&response.body).unwrap_or_default()
}

/// Whether an order that was stored is refused with it.
fn is_of_an_order(code: Code) -> bool {
    [
        RefusalKind::InsufficientFunds,
        RefusalKind::UnknownNumber,
        RefusalKind::Unavailable,
        RefusalKind::Reversed,
        RefusalKind::Other,
    ]
    .into_iter()
    .any(|kind| order::refusal_code(order::refusal_name(kind)) == code)
}

/// A refusal with every figure that a message may show, and what this door says of a coupon beside it.
fn refusal(route: &Route, code: Code) -> Refusal {
    let refusal = Refusal::new(code);
    let of_coupon = |refusal: Refusal, state: CouponState| {
        refusal
            .with("estado", state.as_str())
            .with("fecha_vencimiento", examples::DUE_DAY)
    };
    match code {
        Code::CouponExpired | Code::CouponAlreadyExpired => {
            of_coupon(refusal, CouponState::Expired)
        }
        Code::CouponCancelled => of_coupon(refusal, CouponState::Cancelled)
            .with("fecha_cancelacion", examples::COLLECTED_DAY),
        Code::CouponUsed => of_coupon(refusal, CouponState::Used)
            .with("fecha_uso", examples::COLLECTED_DAY)
            .with("recibo_id", examples::RECEIPT),
        Code::TenderedTooLittle | Code::ChangeNotInCash => refusal.with("saldo", "10000.00"),
        _ => refusal
            .with("id", 1)
            .with("saldo", "20.00")
            .with("operadora", "Tigo")
            .with("minutos", 15)
            .with("servicio", Service::MovistarPrepago.label())
            .with("factura", examples::INVOICE)
            .with(
                "permiso",
                route.scopes().first().map_or("", |scope| scope.as_str()),
            ),
    }
}

/// What is wrong with a body that lacks everything, with a file that lacks a column, with a path, or with a filter.
fn invalid(entry: &Entry) -> Invalid {
    let of_limit = || Invalid::one(Flaw::new(Code::TooSmall).with("minimo", "1").of("limit"));
    let found = match (entry.form, entry.file) {
        (Some(form), _) => {
            let empty = json!({ "otro": 1 }).to_string();
            // Where nothing is required, a body that is no object is still wrong.
            [empty.as_str(), "[]"].into_iter().find_map(|body| {
                form.check(body.as_bytes(), Country::Bolivia, Currency::Bob)
                    .err()
            })
        }
        (None, Some(_)) => Table::read(b"otro\n1\n")
            .ok()
            .and_then(|table| import::customers(&table).err()),
        (None, None) if entry.pattern.contains("/:codigo_barras") => {
            examples::mistyped_coupon().map(|flaw| Invalid::one(flaw.of("codigo_barras")))
        }
        (None, None) if entry.pattern.ends_with("/:cliente_id") => {
            examples::mistyped_customer().map(|flaw| Invalid::one(flaw.of("cliente_id")))
        }
        (None, None) => None,
    };
    found.unwrap_or_else(of_limit)
}
