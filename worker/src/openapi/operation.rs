//! One operation of the document, from a route and what is said of it.

use super::entry::{Answer, Entry, Guard};
use super::{errors, information, parameters, requests};
use crate::http::Method;
use crate::router::Route;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::path::{Operation, OperationBuilder, Parameter};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, HttpMethod, Ref, Required, Response, ResponseBuilder};
use ventanilla_core::role::Role;
use ventanilla_core::wire::Form;

/// The pattern as the document writes it: `/cajas/{id}` for `/cajas/:id`.
pub(super) fn path(pattern: &str) -> String {
    let segments: Vec<String> = pattern
        .split('/')
        .map(|segment| match segment.strip_prefix(':') {
            Some(name) => format!("{{{name}}}"),
            None => segment.to_owned(),
        })
        .collect();
    segments.join("/")
}

/// The method as the document's builder names it.
pub(super) const fn method(method: Method) -> HttpMethod {
    match method {
        Method::Get => HttpMethod::Get,
        Method::Head => HttpMethod::Head,
        Method::Post => HttpMethod::Post,
        Method::Put => HttpMethod::Put,
        Method::Patch => HttpMethod::Patch,
        Method::Delete => HttpMethod::Delete,
        Method::Options => HttpMethod::Options,
    }
}

/// The roles that a route is open to; `None` where it is open without any.
pub(super) fn roles(route: &Route) -> Option<Vec<Role>> {
    let permission = route.permission()?;
    Some(
        Role::ALL
            .into_iter()
            .filter(|role| role.may(permission))
            .collect(),
    )
}

/// The operation.
pub(super) fn operation(route: &Route, entry: &Entry) -> Operation {
    let mut builder = OperationBuilder::new()
        .tag(information::tag_name(entry.tag))
        .operation_id(Some(entry.id))
        .summary(Some(entry.summary))
        .description(Some(description(route, entry)))
        .parameters(Some(all_parameters(entry)))
        .request_body(entry.form.map(request_body))
        .securities(Some(security(entry.guard)));
    if let Some(roles) = roles(route) {
        let names: Vec<&str> = roles.into_iter().map(Role::name).collect();
        builder = builder.extensions(Some(ExtensionsBuilder::new().add("x-roles", names).build()));
    }
    for answer in &entry.answers {
        builder = builder.response(answer.status.to_string(), good(answer));
    }
    for (status, response) in errors::responses(route, entry) {
        builder = builder.response(status.to_string(), response);
    }
    builder.build()
}

/// What the entry says, who may, and what it is refused with.
fn description(route: &Route, entry: &Entry) -> String {
    let who = match (roles(route), entry.guard) {
        (Some(roles), _) if roles.len() == Role::ALL.len() => {
            "cualquiera con sesión iniciada".to_owned()
        }
        (Some(roles), _) => roles
            .into_iter()
            .map(Role::name)
            .collect::<Vec<_>>()
            .join(", "),
        (None, Guard::Refresh) => "quien tenga el `refresh_token`".to_owned(),
        (None, Guard::Setup) => "quien tenga el `SETUP_TOKEN`".to_owned(),
        (None, Guard::Nobody | Guard::Access) => "cualquiera".to_owned(),
    };
    let refusals: Vec<String> = errors::codes(route, entry)
        .into_iter()
        .map(|code| format!("`{}` ({})", code.as_str(), errors::status_of(code)))
        .collect();
    format!(
        "{}\n\n**Quién:** {who}.\n\n**Rechaza con:** {}.",
        entry.description,
        refusals.join(", ")
    )
}

fn all_parameters(entry: &Entry) -> Vec<Parameter> {
    let mut all = parameters::path(entry);
    all.extend(entry.query.iter().cloned());
    if entry.takes_key {
        all.push(parameters::idempotency_key());
    }
    all
}

fn security(guard: Guard) -> Vec<SecurityRequirement> {
    match guard {
        Guard::Nobody => Vec::new(),
        Guard::Access | Guard::Refresh | Guard::Setup => {
            vec![SecurityRequirement::new(guard.name(), Vec::<String>::new())]
        }
    }
}

fn request_body(form: Form) -> RequestBody {
    let body = requests::body(form);
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(body.name)))
        .example(Some(body.example))
        .build();
    RequestBodyBuilder::new()
        .content("application/json", content)
        .required(Some(Required::True))
        .build()
}

fn good(answer: &Answer) -> Response {
    let mut builder = ResponseBuilder::new().description(answer.description);
    if let Some((schema, example)) = &answer.content {
        let content = ContentBuilder::new()
            .schema(Some(schema.clone()))
            .example(Some(example.clone()));
        builder = builder.content("application/json", content.build());
    }
    for header in &answer.headers {
        let (name, header) = parameters::header(*header);
        builder = builder.header(name, header);
    }
    builder.build()
}
