//! The answers of refusals: which codes a route has, by status, in the shape and the words of its door.

pub(super) mod loyalty;

use super::entry::{self, Entry};
use super::examples;
use super::guard::Guard;
use super::parameters;
use crate::doors::loyalty as wallets;
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
use utoipa::openapi::example::{Example, ExampleBuilder};
use utoipa::openapi::schema::{AllOfBuilder, ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder, Schema};
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
use ventanilla_core::wire::loyalty::answers::LoyaltyError;
use ventanilla_core::wire::loyalty::documented;
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
        (LoyaltyError::name().into_owned(), LoyaltyError::schema()),
        (Problem::name().into_owned(), Problem::schema()),
    ];
    ErrorBody::schemas(&mut schemas);
    PortalError::schemas(&mut schemas);
    CpsError::schemas(&mut schemas);
    PlatformError::schemas(&mut schemas);
    LoyaltyError::schemas(&mut schemas);
    Problem::schemas(&mut schemas);
    schemas
}

/// A refusal as its door tells it.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// The code in the body.
    pub(super) code: String,
    /// The status.
    pub(super) status: u16,
    /// What the door of CPS calls it there.
    kind: Option<CpsCode>,
    /// What the description says of it.
    line: String,
    /// The body.
    body: Value,
}

/// Every refusal of the route, its own first.
pub(super) fn told(route: &Route, entry: &Entry) -> Vec<Told> {
    if route.door == Door::Loyalty {
        return loyalty::told(route, entry);
    }
    let of_code = |code: Code| {
        let kind = kind(route, entry, code);
        let (name, text) = (code.as_str(), code.template(Language::Es));
        Told {
            code: name.to_owned(),
            status: status_of(code),
            kind,
            line: match kind {
                Some(kind) => format!("- `{}`, `{name}`: {text}", kind.as_str()),
                None => format!("- `{name}`: {text}"),
            },
            body: body(route, entry, code, &failure(route, entry, code)),
        }
    };
    codes(route, entry).into_iter().map(of_code).collect()
}

/// Every code the route refuses with, its own first; at the door of loyalty wallets, those beside the documented ones.
fn codes(route: &Route, entry: &Entry) -> Vec<Code> {
    let mut codes = entry.refuses.clone();
    let mut add = |condition: bool, more: &[Code]| {
        if condition {
            codes.extend_from_slice(more);
        }
    };
    // At the portal's door a segment is judged as a field is.
    let has_field = route.door == Door::Portal && entry.pattern.contains(':');
    let has_id = entry.pattern.contains(':') && !parameters::is_named(entry.pattern) && !has_field;
    // At that door reading is a POST as well.
    let is_read = route.method == Method::Get
        || (route.door == Door::Loyalty && route.permission() == Some(Permission::ReadAll));
    let has_body = entry.has_body();
    // These doors say which field is wrong, and how, where the others list all of them under one code.
    let has_list = !matches!(route.door, Door::Cps | Door::Loyalty) && (has_body || has_field);
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
            .is_some_and(|permission| permission != Permission::ReadAll)
            // A key may be for other parts of the API.
            || entry.guard == Guard::Agent,
        &[Code::Forbidden],
    );
    add(has_body, &[Code::BodyTooLarge]);
    add(
        has_body && route.door == Door::Loyalty,
        &[Code::MediaTypeUnsupported],
    );
    add(entry.takes_key, &[Code::ResultUnknown]);
    add(!is_read, &[Code::ResultUnknownWithoutKey]);
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
        Door::Loyalty => invalid
            .errors()
            .first()
            .map_or(Code::BodyInvalid, |error| error.code),
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
fn status_of(code: Code) -> u16 {
    status::of(&Failure::from(code))
}

/// One response for each status.
pub(super) fn responses(route: &Route, entry: &Entry) -> Vec<(u16, Response)> {
    let mut by_status: BTreeMap<u16, Vec<Told>> = BTreeMap::new();
    for told in told(route, entry) {
        by_status.entry(told.status).or_default().push(told);
    }
    by_status
        .into_iter()
        .map(|(status, told)| (status, response(route.door, status, &told)))
        .collect()
}

fn response(door: Door, status: u16, told: &[Told]) -> Response {
    let lines: Vec<&str> = told.iter().map(|told| told.line.as_str()).collect();
    let content = ContentBuilder::new()
        .schema(Some(schema(door, told)))
        .examples_from_iter(examples_of(told))
        .build();
    let mut builder = ResponseBuilder::new()
        .description(format!("{}\n\n{}", status::title(status), lines.join("\n")))
        .content(media_type(door), content);
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
fn schema(door: Door, told: &[Told]) -> RefOr<Schema> {
    let one_of = |names: Vec<&str>| {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(names))
    };
    let object = || ObjectBuilder::new().schema_type(Type::Object);
    let names = one_of(told.iter().map(|told| told.code.as_str()).collect());
    let kinds: BTreeSet<&'static str> = told
        .iter()
        .filter_map(|told| told.kind)
        .map(CpsCode::as_str)
        .collect();
    let narrowed = match door {
        Door::Cps => {
            let error = object()
                .property("code", one_of(kinds.into_iter().collect()))
                .property("reason", names);
            object().property("error", error)
        }
        Door::PhoneCredits => object().property("details", object().property("code", names)),
        Door::Kantuta | Door::Portal | Door::Loyalty | Door::Resources => {
            object().property("code", names)
        }
    };
    let body = match door {
        Door::Kantuta => ErrorBody::name(),
        Door::Portal => PortalError::name(),
        Door::Cps => CpsError::name(),
        Door::PhoneCredits => PlatformError::name(),
        Door::Loyalty => LoyaltyError::name(),
        Door::Resources => Problem::name(),
    };
    AllOfBuilder::new()
        .item(Ref::from_schema_name(body))
        .item(narrowed)
        .into()
}

/// An example of each, by its code.
fn examples_of(told: &[Told]) -> impl Iterator<Item = (&str, Example)> {
    told.iter().map(|told| {
        let example = ExampleBuilder::new()
            .summary(told.code.as_str())
            .value(Some(told.body.clone()));
        (told.code.as_str(), example.build())
    })
}

const fn media_type(door: Door) -> &'static str {
    match door {
        Door::Kantuta | Door::Portal | Door::Cps | Door::PhoneCredits | Door::Loyalty => {
            "application/json"
        }
        Door::Resources => "application/problem+json",
    }
}

/// A failure that shows that code.
fn failure(route: &Route, entry: &Entry, code: Code) -> Failure {
    match wrong(route, entry, code) {
        Some(invalid) => Failure::Invalid(invalid),
        None => refusal(route, code).into(),
    }
}

/// What the door itself says of that failure, which has that code.
fn body(route: &Route, entry: &Entry, code: Code, failure: &Failure) -> Value {
    let request = examples::request(route.method, route.pattern);
    let response = match route.door {
        Door::Kantuta => kantuta::error::response(failure, &request, examples::NOW_MS),
        Door::Portal => portal::error::response(failure),
        // What was paid for and refused is an operation, and says which.
        Door::Cps if entry.takes_key && is_of_an_order(code) => {
            cps::error::of_payment(code, examples::PAYMENT)
        }
        Door::Cps => cps::error::response(failure),
        Door::PhoneCredits if entry.takes_key && is_of_an_order(code) => {
            phone_credits::error::of_transaction(code, examples::TRANSACTION, &request)
        }
        Door::PhoneCredits => phone_credits::error::response(failure, &request),
        Door::Loyalty => {
            return entry::json(&wallets::error::body_for_staff(
                failure,
                documented::Method::of_path(route.pattern),
            ));
        }
        Door::Resources => resources::error::response(failure, &request),
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
        Code::AuthorizationRequired => refusal.with("saldo", examples::PIN_THRESHOLD),
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
