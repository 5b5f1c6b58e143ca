//! What goes in the path, the query and the headers of a request.

mod query;

pub(super) use query::*;

use super::entry::{AnswerHeader, Entry};
use super::examples;
use serde_json::Value;
use utoipa::openapi::header::{Header, HeaderBuilder};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Required, Schema};
use utoipa::{Number, PartialSchema};
use ventanilla_core::amount::Amount;
use ventanilla_core::barcode::CustomerNumber;
use ventanilla_core::idempotency::KEY_CHARS_MAX;
use ventanilla_core::provider::Provider;

/// The largest id: 2^53 − 1.
pub(super) const ID_MAX: i64 = Amount::MAX.minor();
/// What a coupon's code looks like; its check digit and its day say more.
pub(super) const COUPON_CODE: &str = "^[0-9]{19}$";
/// The number of a contact or of a collaborator.
pub(super) const TEN_DIGITS: &str = "^[0-9]{10}$";
/// The longest host name (RFC 1035, section 2.3.4, without its first and last length).
const DOMAIN_CHARS_MAX: usize = 253;

/// Whether the pattern's variable segment is a text that names something, by which nothing is found if it is none, or which is judged by itself; elsewhere it
/// is an id.
pub(super) fn is_named(pattern: &str) -> bool {
    is_operation(pattern)
        || is_provider(pattern)
        || is_order(pattern)
        || is_wallet(pattern)
        || pattern.contains("/:telefono")
}

fn is_operation(pattern: &str) -> bool {
    [
        "/operaciones/",
        "/cps/operaciones/",
        "/pagos/",
        "/monederos/pedidos/",
    ]
    .iter()
    .any(|start| pattern.starts_with(start))
}

fn is_provider(pattern: &str) -> bool {
    pattern.starts_with("/proveedores/")
}

fn is_order(pattern: &str) -> bool {
    pattern.contains("/:order_id")
}

fn is_wallet(pattern: &str) -> bool {
    pattern.starts_with("/carteras/") || pattern.contains("/:wallet_id")
}

/// The schema of a pattern's variable segment, and an example.
pub(super) fn segment(pattern: &str, name: &str) -> (RefOr<Schema>, Value) {
    match name {
        "codigo_barras" => (
            text().pattern(Some(COUPON_CODE)).into(),
            examples::COUPON.into(),
        ),
        "cliente_id" => (
            whole(1, CustomerNumber::MAX).into(),
            examples::CUSTOMER.into(),
        ),
        "telefono" => (
            text().pattern(Some(TEN_DIGITS)).into(),
            examples::MARKED_PHONE.into(),
        ),
        "dominio" => (
            text().max_length(Some(DOMAIN_CHARS_MAX)).into(),
            examples::DOMAIN.into(),
        ),
        _ if is_provider(pattern) => (Provider::schema(), Provider::Cps.name().into()),
        _ if is_operation(pattern) => (uuid(), examples::OPERATION.into()),
        _ if is_order(pattern) => (uuid(), examples::ORDER.into()),
        _ if is_wallet(pattern) => (uuid(), examples::WALLET.into()),
        _ => (id(), 1.into()),
    }
}

/// The variable segments of an entry's path.
pub(super) fn path(entry: &Entry) -> Vec<Parameter> {
    let names = entry
        .pattern
        .split('/')
        .filter_map(|segment| segment.strip_prefix(':'));
    names
        .map(|name| {
            let (schema, example) = segment(entry.pattern, name);
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .description(Some(entry.segment))
                .schema(Some(schema))
                .example(Some(example))
                .build()
        })
        .collect()
}

/// The Idempotency-Key header.
pub(super) fn idempotency_key() -> Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(KEY_CHARS_MAX))
        .pattern(Some("^[!-~]+$"));
    let description = "Nombre del pedido, a elección del cliente. Repetir el mismo pedido con la misma clave no lo hace dos veces: \
        responde otra vez lo mismo, con `Idempotency-Replayed: true`. La misma clave con otro pedido se rechaza.";
    optional(
        ParameterIn::Header,
        "Idempotency-Key",
        description,
        schema.into(),
        examples::KEY,
    )
}

/// A header of an answer: its name and what it is.
pub(super) fn header(header: AnswerHeader) -> (&'static str, Header) {
    match header {
        AnswerHeader::Replayed => (
            "Idempotency-Replayed",
            described(
                "`true` si la respuesta ya se había dado a un pedido anterior con la misma clave.",
                text().enum_values(Some(["true"])).into(),
            ),
        ),
        AnswerHeader::NextCursor => (
            "X-Next-Cursor",
            described(
                "Dónde empieza lo que sigue; falta cuando no hay más.",
                text().into(),
            ),
        ),
        AnswerHeader::Location => ("Location", described("Siempre `/app/`.", text().into())),
    }
}

/// The header of a refusal that another try makes sense after.
pub(super) fn retry_after() -> Header {
    let seconds = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(1));
    described("Segundos que hay que esperar.", seconds.into())
}

fn described(description: &str, schema: RefOr<Schema>) -> Header {
    HeaderBuilder::new()
        .description(Some(description))
        .schema(Some(schema))
        .build()
}

/// The example stands in the description only: as the parameter's own, Swagger UI would send it unasked.
fn optional(
    place: ParameterIn,
    name: &str,
    description: &str,
    schema: RefOr<Schema>,
    example: &str,
) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(Required::False)
        .description(Some(format!("{description} Por ejemplo, `{example}`.")))
        .schema(Some(schema))
        .build()
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn id() -> RefOr<Schema> {
    whole(1, ID_MAX).into()
}

fn whole(least: impl Into<Number>, most: impl Into<Number>) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
        .minimum(Some(least))
        .maximum(Some(most))
}

fn uuid() -> RefOr<Schema> {
    text()
        .format(Some(SchemaFormat::Custom("uuid".to_owned())))
        .into()
}
