//! What goes in the path, the query and the headers of a request.

use super::entry::{AnswerHeader, Entry};
use super::examples;
use serde_json::Value;
use utoipa::PartialSchema;
use utoipa::openapi::header::{Header, HeaderBuilder};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{AnyOfBuilder, KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Required, Schema};
use ventanilla_core::amount::Amount;
use ventanilla_core::idempotency::KEY_CHARS_MAX;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::operator::Operator;
use ventanilla_core::wire::kantuta::history::{HISTORY_LIMIT_MAX, HistoryFilter};
use ventanilla_core::wire::resources::operations::{
    OPERATIONS_LIMIT_MAX, OperationFilter, SEARCH_CHARS_MAX,
};

/// The largest id: 2^53 − 1.
pub(super) const ID_MAX: i64 = Amount::MAX.minor();

/// Whether the pattern's variable segment is the identifier of an operation; elsewhere it is a number.
pub(super) fn is_operation(pattern: &str) -> bool {
    pattern.starts_with("/operaciones/")
}

/// The variable segments of an entry's path.
pub(super) fn path(entry: &Entry) -> Vec<Parameter> {
    let names = entry
        .pattern
        .split('/')
        .filter_map(|segment| segment.strip_prefix(':'));
    let (schema, example) = if is_operation(entry.pattern) {
        (uuid(), Value::from(examples::OPERATION))
    } else {
        (id(), Value::from(1))
    };
    names
        .map(|name| {
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .description(Some(entry.segment))
                .schema(Some(schema.clone()))
                .example(Some(example.clone()))
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

const SINCE: &str = "Desde cuándo, inclusive. Un día sin hora empieza con la hora de la tienda.";
const UNTIL: &str = "Hasta cuándo, inclusive. Un día sin hora termina con la hora de la tienda.";

/// The filters of the two histories.
pub(super) fn history_filter() -> Vec<Parameter> {
    // Taken apart, so that a filter that is added is not left out here.
    let HistoryFilter {
        limit,
        cursor: _,
        desde: _,
        hasta: _,
        operadora: _,
        id_caja_sesion: _,
    } = HistoryFilter::default();
    vec![
        maximum(limit, HISTORY_LIMIT_MAX),
        cursor("el encabezado `X-Next-Cursor` de la respuesta anterior"),
        moment("desde", SINCE),
        moment("hasta", UNTIL),
        query(
            "operadora",
            "Solo de esta operadora.",
            Operator::schema(),
            "Tigo",
        ),
        query("id_caja_sesion", "Solo de esta sesión de caja.", id(), "1"),
    ]
}

/// The filters of the list of operations.
pub(super) fn operation_filter() -> Vec<Parameter> {
    let OperationFilter {
        tipo: _,
        estado: _,
        id_caja_sesion: _,
        id_usuario: _,
        monto: _,
        operadora: _,
        desde: _,
        hasta: _,
        buscar: _,
        limit,
        cursor: _,
        idempotency_key: _,
    } = OperationFilter::default();
    let search = text().max_length(Some(SEARCH_CHARS_MAX));
    let key = text().min_length(Some(1)).max_length(Some(KEY_CHARS_MAX));
    vec![
        query(
            "tipo",
            "Solo de este tipo.",
            OperationKind::schema(),
            OperationKind::TopUp.as_str(),
        ),
        query(
            "estado",
            "Solo en este estado.",
            OperationState::schema(),
            OperationState::Succeeded.as_str(),
        ),
        query("id_caja_sesion", "Solo de esta sesión de caja.", id(), "1"),
        query("id_usuario", "Solo de este usuario.", id(), "3"),
        query(
            "monto",
            "Solo de exactamente este monto, con a lo más dos decimales.",
            text().pattern(Some(r"^[0-9]+(\.[0-9]{1,2})?$")).into(),
            "30.00",
        ),
        query(
            "operadora",
            "Solo recargas e inyecciones de esta operadora.",
            Operator::schema(),
            "Tigo",
        ),
        moment("desde", SINCE),
        moment("hasta", UNTIL),
        query(
            "buscar",
            "Lo que se operó, entero: un número de celular como sea que se escriba; en inyecciones, el nombre de la operadora; en altas de caja, el de la caja.",
            search.into(),
            "76543210",
        ),
        maximum(limit, OPERATIONS_LIMIT_MAX),
        cursor("el `cursor` de la página anterior"),
        query(
            "idempotency_key",
            "La operación que se pidió con esta clave: dice si un pedido sin respuesta llegó a hacerse.",
            key.into(),
            examples::KEY,
        ),
    ]
}

/// The same filters, of what has no pages.
pub(super) fn operation_filter_without_page() -> Vec<Parameter> {
    operation_filter()
        .into_iter()
        .filter(|parameter| !["limit", "cursor"].contains(&parameter.name.as_str()))
        .collect()
}

/// Whose name is on the removal of a register.
pub(super) fn retired_by() -> Vec<Parameter> {
    let description =
        "El usuario que la elimina: el propio, o aquel por quien actúa un Administrador.";
    vec![query("id_user_update", description, id(), "1")]
}

/// The year of the dashboard.
pub(super) fn year() -> Vec<Parameter> {
    let description = "Se acepta y no cambia nada: las cifras por mes son de venta de productos, que no es parte de este servidor.";
    vec![query("anio", description, text().into(), "2026")]
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

fn query(name: &str, description: &str, schema: RefOr<Schema>, example: &str) -> Parameter {
    optional(ParameterIn::Query, name, description, schema, example)
}

fn maximum(default: u32, maximum: u32) -> Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(1))
        .maximum(Some(maximum))
        .default(Some(default.into()));
    query("limit", "Cuántos como máximo.", schema.into(), "20")
}

fn cursor(source: &str) -> Parameter {
    let schema = text()
        .pattern(Some("^[A-Za-z0-9._=-]*$"))
        .max_length(Some(200));
    let description = format!("Dónde seguir: {source}.");
    query("cursor", &description, schema.into(), "1782859671123.1")
}

fn moment(name: &str, description: &str) -> Parameter {
    let date = text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
    let instant = text().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)));
    let schema = AnyOfBuilder::new().item(date).item(instant);
    let description =
        format!("{description} Un día entero en la hora del negocio, o un instante con su zona.");
    query(name, &description, schema.into(), "2026-06-30")
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn id() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
        .minimum(Some(1))
        .maximum(Some(ID_MAX))
        .into()
}

fn uuid() -> RefOr<Schema> {
    text()
        .format(Some(SchemaFormat::Custom("uuid".to_owned())))
        .into()
}
