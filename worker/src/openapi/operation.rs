//! One operation of the document, from a route and what is said of it.

use super::entry::{Answer, Entry};
use super::guard::Guard;
use super::{errors, information, parameters, requests, url_forms};
use crate::http::Method;
use crate::router::{Door, Route};
use serde_json::Value;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::path::{Operation, OperationBuilder, Parameter};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{
    Content, ContentBuilder, HttpMethod, Ref, Required, Response, ResponseBuilder,
};
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

/// The scopes with any one of which a client may.
fn scopes(route: &Route) -> Vec<&'static str> {
    route.scopes().iter().map(|scope| scope.as_str()).collect()
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
        .securities(Some(entry.guard.requirements()));
    if let Some(roles) = roles(route) {
        let names: Vec<&str> = roles.into_iter().map(Role::name).collect();
        let mut extensions = ExtensionsBuilder::new().add("x-roles", names);
        let scopes = scopes(route);
        if !scopes.is_empty() {
            extensions = extensions.add("x-scopes", scopes);
        }
        if let Some(door) = route.api_door() {
            extensions = extensions.add("x-api-door", door.as_str());
        }
        builder = builder.extensions(Some(extensions.build()));
    }
    for answer in &entry.answers {
        builder = builder.response(answer.status.to_string(), good(route, entry, answer));
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
        (Some(users), Guard::Buyer) => {
            let scopes: Vec<String> = scopes(route)
                .into_iter()
                .map(|scope| format!("`{scope}`"))
                .collect();
            format!(
                "{users}; un sistema cliente, con su firma y el permiso {}",
                scopes.join(" o ")
            )
        }
        (Some(users), Guard::Agent) => {
            let door = route.api_door().map_or("", |door| door.as_str());
            format!("{users}; un sistema, con una clave para `{door}`")
        }
        (Some(users), _) => users,
        (None, Guard::Client) => "un sistema cliente, con su clave".to_owned(),
        (None, Guard::Bearer) => {
            "cualquiera con sesión iniciada; un sistema cliente, con su token".to_owned()
        }
        (None, Guard::Refresh) => "quien tenga el `refresh_token`".to_owned(),
        (None, Guard::Setup) => "quien tenga el `SETUP_TOKEN`".to_owned(),
        (
            None,
            Guard::Nobody
            | Guard::Access
            | Guard::Party
            | Guard::Payer
            | Guard::Buyer
            | Guard::Agent,
        ) => "cualquiera".to_owned(),
    }
}

/// What the entry says, who may, and what it is refused with.
fn description(route: &Route, entry: &Entry) -> String {
    let who = who(route, entry.guard);
    let refusals: Vec<String> = errors::told(route, entry)
        .into_iter()
        .map(|told| format!("`{}` ({})", told.code, told.status))
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

fn request_body(entry: &Entry) -> Option<RequestBody> {
    let contents = contents(entry);
    if contents.is_empty() {
        return None;
    }
    let is_optional = entry.form.is_some_and(requests::may_be_empty);
    let body = RequestBodyBuilder::new().required(Some(if is_optional {
        Required::False
    } else {
        Required::True
    }));
    let body = contents
        .into_iter()
        .fold(body, |body, (media_type, content)| {
            body.content(media_type, content)
        });
    Some(body.build())
}

/// The body by media type.
fn contents(entry: &Entry) -> Vec<(&'static str, Content)> {
    let named = |name: &str, example: Value| {
        ContentBuilder::new()
            .schema(Some(Ref::from_schema_name(name)))
            .example(Some(example))
            .build()
    };
    if let Some(form) = entry.form {
        let body = requests::body(form);
        let content = || named(&body.name, body.example.clone());
        let url_form = entry
            .is_url_form_too
            .then(|| (url_forms::MEDIA_TYPE, content()));
        return url_form.into_iter().chain([(JSON, content())]).collect();
    }
    if let Some(form) = entry.url_form {
        let content = || named(form.name(), form.example());
        let json = form.takes_json().then(|| (JSON, content()));
        return [(url_forms::MEDIA_TYPE, content())]
            .into_iter()
            .chain(json)
            .collect();
    }
    let file = entry.file.map(|example| {
        let content = ContentBuilder::new()
            .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
            .example(Some(example.into()));
        ("text/csv", content.build())
    });
    file.into_iter().collect()
}

const JSON: &str = "application/json";

fn good(route: &Route, entry: &Entry, answer: &Answer) -> Response {
    let mut builder = ResponseBuilder::new().description(answer.description);
    if route.door == Door::Loyalty {
        let (description, content) = errors::loyalty::beside(route, entry, answer);
        builder = builder.description(description).content(JSON, content);
    } else if let Some((schema, example)) = &answer.content {
        let content = ContentBuilder::new()
            .schema(Some(schema.clone()))
            .example(Some(example.clone()));
        builder = builder.content(JSON, content.build());
    }
    for header in &answer.headers {
        let (name, header) = parameters::header(*header);
        builder = builder.header(name, header);
    }
    builder.build()
}
