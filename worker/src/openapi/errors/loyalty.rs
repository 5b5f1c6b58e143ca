//! What the door of loyalty wallets refuses with. Its documented codes are many to one of ours, and stand in the body of a 200 as well: another
//! system, which asks by its API key, is told whatever is of the business so.

use super::{Told, body, codes, examples_of, failure, schema};
use crate::doors::loyalty::error;
use crate::error::Failure;
use crate::openapi::entry::{Answer, Entry, json};
use crate::operations::order::documented_refusal;
use crate::providers;
use crate::router::{Door, Route};
use serde_json::Value;
use std::collections::BTreeSet;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::schema::OneOfBuilder;
use utoipa::openapi::{Content, ContentBuilder};
use ventanilla_core::code::Code;
use ventanilla_core::field::{Flaw, Invalid};
use ventanilla_core::wire::loyalty::answers::LoyaltyError;
use ventanilla_core::wire::loyalty::documented::{Documented, Fault, Method};

/// What only staff is refused with: other systems have no pages, no PINs, and need no reasons.
const OF_STAFF: [Code; 4] = [
    Code::AuthorizationRequired,
    Code::PinInvalid,
    Code::LoginLocked,
    Code::Required,
];

/// The rows of the route's own table.
fn rows(route: &Route) -> impl Iterator<Item = &'static Documented> {
    let method = Method::of_path(route.pattern);
    Documented::ALL
        .iter()
        .filter(move |row| Some(row.method) == method)
}

/// A failure that a row is said of, and its code.
fn failure_of(fault: Fault) -> (Code, Failure) {
    let (code, field) = match fault {
        Fault::Missing(field) => (Code::Required, field),
        // Whatever is wrong with it, the row says the same.
        Fault::Malformed(field) => (Code::BodyInvalid, field),
        Fault::Refused(code) => return (code, code.into()),
    };
    (code, Invalid::one(Flaw::new(code).of(field)).into())
}

/// Whether the method is about what a wallet has, which an upstream service may keep, whose codes are told on as it says them.
fn is_told_on(route: &Route) -> bool {
    matches!(
        Method::of_path(route.pattern),
        Some(Method::AddContact | Method::GetContacts | Method::Sale | Method::UpdateBalance)
    )
}

/// A row's failures as an upstream service says them, each by its own code. That our key is not good there, nobody is told.
fn told_on(row: &'static Documented) -> Vec<(Code, Failure)> {
    if row.faults.contains(&Fault::Refused(Code::Unauthorized)) {
        return Vec::new();
    }
    let of_code = |code: &&'static str| {
        let failure = documented_refusal(providers::Documented { row, code });
        let known = match &failure {
            Failure::Refused(refusal) => refusal.code,
            Failure::Invalid(_) | Failure::Internal(_) => Code::Internal,
        };
        (known, failure)
    };
    row.codes.iter().map(of_code).collect()
}

/// Every failure of the route with its code: the documented ones in the order of the contract, then the others.
fn failures(route: &Route, entry: &Entry) -> Vec<(Code, Failure)> {
    let is_told_on = is_told_on(route);
    let documented = rows(route).flat_map(|row| {
        let upstream = if is_told_on { told_on(row) } else { Vec::new() };
        let of_row = row.faults.iter().copied().map(failure_of);
        of_row.chain(upstream).collect::<Vec<_>>()
    });
    let others = codes(route, entry)
        .into_iter()
        .map(|code| (code, failure(route, entry, code)));
    documented.chain(others).collect()
}

/// Every refusal of the route with the body that it has: each code once with each status.
fn refusals(route: &Route, entry: &Entry) -> Vec<(Told, LoyaltyError)> {
    let method = Method::of_path(route.pattern);
    let mut known = BTreeSet::new();
    let mut refusals = Vec::new();
    for (code, failure) in failures(route, entry) {
        let said = error::body(&failure, method);
        if known.insert((said.code.clone(), said.status)) {
            let told = Told {
                code: said.code.clone(),
                status: said.status,
                kind: None,
                line: format!("- `{}`: {}", said.code, said.message),
                body: body(route, entry, code, &failure),
            };
            refusals.push((told, said));
        }
    }
    refusals
}

/// Every refusal as staff is told it, and whoever is not looked at.
pub(super) fn told(route: &Route, entry: &Entry) -> Vec<Told> {
    refusals(route, entry)
        .into_iter()
        .map(|(told, _)| told)
        .collect()
}

/// What another system is told with the status 200: each code once, with every status that its body may have.
fn told_as_success(route: &Route, entry: &Entry) -> Vec<Told> {
    let of_staff = OF_STAFF.map(Code::as_str);
    let told: Vec<(Told, LoyaltyError)> = refusals(route, entry)
        .into_iter()
        .filter(|(_, said)| {
            !error::is_of_the_protocol(said) && !of_staff.contains(&said.code.as_str())
        })
        .collect();
    let statuses = |code: &str| {
        let of_code = told.iter().filter(|(told, _)| told.code == code);
        let statuses: BTreeSet<String> = of_code.map(|(told, _)| told.status.to_string()).collect();
        statuses.into_iter().collect::<Vec<String>>().join(", ")
    };
    let mut known = BTreeSet::new();
    told.iter()
        .filter(|(told, _)| known.insert(told.code.as_str()))
        .map(|(told, said)| {
            let (code, statuses) = (&told.code, statuses(&told.code));
            Told {
                line: format!("- `{code}` ({statuses}): {}", said.message),
                body: json(said),
                ..told.clone()
            }
        })
        .collect()
}

/// A good answer with the errors that another system is told beside it: the description and the content.
pub(in crate::openapi) fn beside(
    route: &Route,
    entry: &Entry,
    answer: &Answer,
) -> (String, Content) {
    let told = told_as_success(route, entry);
    let lines: Vec<&str> = told.iter().map(|told| told.line.as_str()).collect();
    let of_two = if is_told_on(route) {
        " Donde varios códigos dicen lo mismo, este servidor responde el primero; los demás son de un monedero que lleva el servicio de un proveedor \
         (`clave_proveedor`), cuyos códigos llegan tal como los dijo."
    } else {
        ""
    };
    let description = format!(
        "{}\n\nA un sistema que pide con `apikey`, también los errores, con `success: false` y el estado del error en `status`, que aquí está entre \
         paréntesis.{of_two}\n\n{}",
        answer.description,
        lines.join("\n")
    );
    let mut content = ContentBuilder::new();
    if let Some((good, example)) = &answer.content {
        let code = example
            .get("code")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let success = ExampleBuilder::new()
            .summary(code)
            .value(Some(example.clone()))
            .build();
        content = content
            .schema(Some(
                OneOfBuilder::new()
                    .item(good.clone())
                    .item(schema(Door::Loyalty, &told)),
            ))
            .examples_from_iter([(code, success)].into_iter().chain(examples_of(&told)));
    }
    (description, content.build())
}
