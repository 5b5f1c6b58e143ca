//! The OpenAPI document: the route table, the wire types, and what `entries` says of each route.
//!
//! Schemas come from the wire types, which fields of a request are required from its own `parse`, roles from the permissions
//! of the route table, statuses and examples of errors from the doors. What is written by hand are texts and examples.

mod entries;
mod entry;
mod errors;
mod examples;
mod glossary;
mod guard;
mod information;
mod limits;
mod loyalty_forms;
mod operation;
mod parameters;
mod requests;
mod schemas;
#[cfg(test)]
mod tests;
mod url_forms;

use crate::router::{ROUTES, Route};
use entry::Entry;
use utoipa::openapi::path::PathsBuilder;
use utoipa::openapi::{Components, ComponentsBuilder, OpenApi, OpenApiBuilder};

/// The document.
pub fn document() -> OpenApi {
    let entries = entries::all();
    let mut paths = PathsBuilder::new().build();
    for route in ROUTES {
        if let Some(entry) = entries.iter().find(|entry| is_of(entry, route)) {
            paths.add_path_operation(
                operation::path(route.pattern),
                vec![operation::method(route.method)],
                operation::operation(route, entry),
            );
        }
    }
    OpenApiBuilder::new()
        .info(information::info())
        .servers(Some(information::servers()))
        .tags(Some(information::tags()))
        .paths(paths)
        .components(Some(components(&entries)))
        .build()
}

fn is_of(entry: &Entry, route: &Route) -> bool {
    entry.method == route.method && entry.pattern == route.pattern
}

fn components(entries: &[Entry]) -> Components {
    let mut builder = ComponentsBuilder::new();
    for (name, scheme) in guard::schemes() {
        builder = builder.security_scheme(name, scheme);
    }
    for (name, schema) in schemas::all(entries) {
        builder = builder.schema(name, schema);
    }
    builder.build()
}
