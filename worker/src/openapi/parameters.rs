//! What goes in the path, the query and the headers of a request.

use super::entry::{AnswerHeader, Entry};
use super::examples;
use serde_json::Value;
use utoipa::openapi::header::{Header, HeaderBuilder};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{AnyOfBuilder, KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Required, Schema};
use utoipa::{Number, PartialSchema};
use ventanilla_core::amount::Amount;
use ventanilla_core::barcode::CustomerNumber;
use ventanilla_core::idempotency::KEY_CHARS_MAX;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::operator::Operator;
use ventanilla_core::provider::Provider;
use ventanilla_core::service::Service;
use ventanilla_core::wire::cps::services::ServiceListQuery;
use ventanilla_core::wire::kantuta::history::{HISTORY_LIMIT_MAX, HistoryFilter};
use ventanilla_core::wire::portal::coupons::{CouponFilter, CouponState, PAGE_LIMIT_MAX, Page};
use ventanilla_core::wire::portal::customers::CustomerFilter;
use ventanilla_core::wire::portal::invoices::{InvoiceFilter, InvoiceState};
use ventanilla_core::wire::resources::operations::{
    OPERATIONS_LIMIT_MAX, OperationFilter, SEARCH_CHARS_MAX,
};

/// The largest id: 2^53 − 1.
pub(super) const ID_MAX: i64 = Amount::MAX.minor();
/// What a coupon's code looks like; its check digit and its day say more.
pub(super) const COUPON_CODE: &str = "^[0-9]{19}$";
/// The longest host name (RFC 1035, section 2.3.4, without its first and last length).
const DOMAIN_CHARS_MAX: usize = 253;

/// Whether the pattern's variable segment is a text that names something, by which nothing is found if it is none; elsewhere it is a number.
pub(super) fn is_named(pattern: &str) -> bool {
    is_operation(pattern) || is_provider(pattern) || is_order(pattern) || is_wallet(pattern)
}

fn is_operation(pattern: &str) -> bool {
    ["/operaciones/", "/cps/operaciones/", "/pagos/"]
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

/// The filters of a customer's coupons.
pub(super) fn coupon_filter() -> Vec<Parameter> {
    let CouponFilter { estado: _, page } = CouponFilter::default();
    let state = query(
        "estado",
        "Solo en este estado.",
        CouponState::schema(),
        CouponState::Used.as_str(),
    );
    [vec![state], portal_page(page)].concat()
}

/// The filters of the customers.
pub(super) fn customer_filter() -> Vec<Parameter> {
    let CustomerFilter { buscar: _, page } = CustomerFilter::default();
    let search = query(
        "buscar",
        "Cómo empiezan una o más palabras del nombre, del documento o el número; sin distinguir mayúsculas ni acentos.",
        text()
            .min_length(Some(1))
            .max_length(Some(SEARCH_CHARS_MAX))
            .into(),
        "perez",
    );
    [vec![search], portal_page(page)].concat()
}

/// The filters of a customer's invoices.
pub(super) fn invoice_filter() -> Vec<Parameter> {
    let InvoiceFilter { estado: _, page } = InvoiceFilter::default();
    let state = query(
        "estado",
        "Solo en este estado.",
        InvoiceState::schema(),
        InvoiceState::Open.as_str(),
    );
    [vec![state], portal_page(page)].concat()
}

/// Which entries of a list of the portal.
fn portal_page(otherwise: Page) -> Vec<Parameter> {
    let Page { limit, offset } = otherwise;
    // More is accepted, and is as if it were the most.
    let limit = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(1))
        .default(Some(limit.into()));
    let offset = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(0))
        .default(Some(offset.into()));
    // The description says so.
    const { assert!(PAGE_LIMIT_MAX == 100) };
    vec![
        query(
            "limit",
            "Cuántos como máximo; más de 100 cuentan como 100.",
            limit.into(),
            "20",
        ),
        query("offset", "Cuántos se saltan primero.", offset.into(), "20"),
    ]
}

/// Whose balance is asked for.
pub(super) fn balance_question() -> Vec<Parameter> {
    vec![
        required(query(
            "numberService",
            "El número o el contrato, con su 0.",
            text().into(),
            examples::LANDLINE,
        )),
        required(query(
            "idTypeService",
            "El servicio, uno que informe su saldo.",
            Service::schema(),
            "63",
        )),
    ]
}

/// Which services are listed.
pub(super) fn service_filter() -> Vec<Parameter> {
    let ServiceListQuery { can_get_balance } = ServiceListQuery::default();
    let only = text()
        .enum_values(Some(["true", "false"]))
        .default(Some(can_get_balance.to_string().into()));
    vec![query(
        "canGetBalance",
        "Con `true`, solo los servicios que informan su saldo.",
        only.into(),
        "true",
    )]
}

fn required(mut parameter: Parameter) -> Parameter {
    parameter.required = Required::True;
    parameter
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
