//! One operation of the document, from a route and what is said of it.

use super::entry::{Answer, Entry, Guard, SignedHeader, Token};
use super::{errors, information, parameters, requests};
use crate::http::Method;
use crate::router::Route;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::path::{Operation, OperationBuilder, Parameter};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, HttpMethod, Ref, Required, Response, ResponseBuilder};
use ventanilla_core::role::Role;

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
        .request_body(request_body(entry))
        .securities(Some(securities(entry.guard)));
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

/// Who may, in words.
fn who(route: &Route, guard: Guard) -> String {
    let users = roles(route).map(|roles| {
        if roles.len() == Role::ALL.len() {
            return "cualquiera con sesión iniciada".to_owned();
        }
        let names: Vec<&str> = roles.into_iter().map(Role::name).collect();
        names.join(", ")
    });
    match (users, guard) {
        (Some(users), Guard::Party) => format!("{users}; el cliente, para lo suyo"),
        (Some(users), Guard::Payer) => format!("{users}; un integrador, con su firma"),
        (Some(users), _) => users,
        (None, Guard::Refresh) => "quien tenga el `refresh_token`".to_owned(),
        (None, Guard::Setup) => "quien tenga el `SETUP_TOKEN`".to_owned(),
        (None, Guard::Nobody | Guard::Access | Guard::Party | Guard::Payer) => {
            "cualquiera".to_owned()
        }
    }
}

/// What the entry says, who may, and what it is refused with.
fn description(route: &Route, entry: &Entry) -> String {
    let who = who(route, entry.guard);
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

/// Alternatives: any one of them is enough.
fn securities(guard: Guard) -> Vec<SecurityRequirement> {
    let alone = |token: &Token| SecurityRequirement::new(token.name(), Vec::<String>::new());
    let signed = guard.takes_signatures().then(|| {
        SignedHeader::ALL
            .into_iter()
            .fold(SecurityRequirement::default(), |all, header| {
                all.add(header.scheme(), Vec::<String>::new())
            })
    });
    guard.tokens().iter().map(alone).chain(signed).collect()
}

fn request_body(entry: &Entry) -> Option<RequestBody> {
    let (media_type, required, content) = match (entry.form, entry.file) {
        (Some(form), _) => {
            let body = requests::body(form);
            let required = !requests::may_be_empty(form);
            let content = ContentBuilder::new()
                .schema(Some(Ref::from_schema_name(body.name)))
                .example(Some(body.example));
            ("application/json", required, content)
        }
        (None, Some(file)) => {
            let content = ContentBuilder::new()
                .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
                .example(Some(file.into()));
            ("text/csv", true, content)
        }
        (None, None) => return None,
    };
    let required = if required {
        Required::True
    } else {
        Required::False
    };
    let body = RequestBodyBuilder::new()
        .content(media_type, content.build())
        .required(Some(required));
    Some(body.build())
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
