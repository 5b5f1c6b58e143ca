//! What goes in the query of a request: filters, pages, questions.

use super::{TEN_DIGITS, id, optional, text};
use crate::openapi::examples;
use utoipa::PartialSchema;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::schema::{AnyOfBuilder, KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Required, Schema};
use ventanilla_core::idempotency::KEY_CHARS_MAX;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::operator::Operator;
use ventanilla_core::service::Service;
use ventanilla_core::wire::cps::services::ServiceListQuery;
use ventanilla_core::wire::kantuta::history::{HISTORY_LIMIT_MAX, HistoryFilter};
use ventanilla_core::wire::portal::coupons::{CouponFilter, CouponState, PAGE_LIMIT_MAX, Page};
use ventanilla_core::wire::portal::customers::CustomerFilter;
use ventanilla_core::wire::portal::invoices::{InvoiceFilter, InvoiceState};
use ventanilla_core::wire::resources::loyalty::{MOVEMENTS_LIMIT_DEFAULT, MOVEMENTS_LIMIT_MAX};
use ventanilla_core::wire::resources::operations::{
    OPERATIONS_LIMIT_MAX, OperationFilter, SEARCH_CHARS_MAX,
};

const SINCE: &str = "Desde cuándo, inclusive. Un día sin hora empieza con la hora de la tienda.";
const UNTIL: &str = "Hasta cuándo, inclusive. Un día sin hora termina con la hora de la tienda.";
/// Where the cursor of a bare list is.
const OF_HEADER: &str = "el encabezado `X-Next-Cursor` de la respuesta anterior";

/// The filters of the two histories.
pub(in crate::openapi) fn history_filter() -> Vec<Parameter> {
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
        cursor(OF_HEADER, "1782859671123.1"),
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
pub(in crate::openapi) fn operation_filter() -> Vec<Parameter> {
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
        cursor("el `cursor` de la página anterior", "1782859671123.1"),
        query(
            "idempotency_key",
            "La operación que se pidió con esta clave: dice si un pedido sin respuesta llegó a hacerse.",
            key.into(),
            examples::KEY,
        ),
    ]
}

/// The same filters, of what has no pages.
pub(in crate::openapi) fn operation_filter_without_page() -> Vec<Parameter> {
    operation_filter()
        .into_iter()
        .filter(|parameter| !["limit", "cursor"].contains(&parameter.name.as_str()))
        .collect()
}

/// The filters of the movements of a loyalty wallet.
pub(in crate::openapi) fn movement_filter() -> Vec<Parameter> {
    vec![
        query(
            "telefono",
            "Solo los del cliente de ese número, de diez dígitos.",
            text().pattern(Some(TEN_DIGITS)).into(),
            examples::CONTACT_PHONE,
        ),
        maximum(MOVEMENTS_LIMIT_DEFAULT, MOVEMENTS_LIMIT_MAX),
        cursor(OF_HEADER, "57"),
    ]
}

/// The filters of a customer's coupons.
pub(in crate::openapi) fn coupon_filter() -> Vec<Parameter> {
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
pub(in crate::openapi) fn customer_filter() -> Vec<Parameter> {
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
pub(in crate::openapi) fn invoice_filter() -> Vec<Parameter> {
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
pub(in crate::openapi) fn balance_question() -> Vec<Parameter> {
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
pub(in crate::openapi) fn service_filter() -> Vec<Parameter> {
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
pub(in crate::openapi) fn retired_by() -> Vec<Parameter> {
    let description =
        "El usuario que la elimina: el propio, o aquel por quien actúa un Administrador.";
    vec![query("id_user_update", description, id(), "1")]
}

/// The year of the dashboard.
pub(in crate::openapi) fn year() -> Vec<Parameter> {
    let description = "Se acepta y no cambia nada: las cifras por mes son de venta de productos, que no es parte de este servidor.";
    vec![query("anio", description, text().into(), "2026")]
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

fn cursor(source: &str, example: &str) -> Parameter {
    let schema = text()
        .pattern(Some("^[A-Za-z0-9._=-]*$"))
        .max_length(Some(200));
    let description = format!("Dónde seguir: {source}.");
    query("cursor", &description, schema.into(), example)
}

fn moment(name: &str, description: &str) -> Parameter {
    let date = text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
    let instant = text().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)));
    let schema = AnyOfBuilder::new().item(date).item(instant);
    let description =
        format!("{description} Un día entero en la hora del negocio, o un instante con su zona.");
    query(name, &description, schema.into(), "2026-06-30")
}
