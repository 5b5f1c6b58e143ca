//! Services of CPS: paying one, asking for a balance, the list. Each is served twice, with and without the gateway's prefix.

use crate::http::Method::{Get, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::guard::Guard;
use crate::openapi::{examples, parameters};
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::field::Invalid;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::cps::balances::BalanceQuery;
use ventanilla_core::wire::cps::payments::PayRequest;
use ventanilla_core::wire::cps::services::ServiceListQuery;

/// Where it is served, and the operation's name for generated clients.
struct Place {
    pattern: &'static str,
    id: &'static str,
}

/// The entries of `/cps/v2` and `/v2`.
pub(in crate::openapi) fn entries() -> Vec<Entry> {
    let place = |pattern, id| Place { pattern, id };
    vec![
        pay(&place("/cps/v2/operation/use/pay", "payService")),
        pay(&place("/v2/operation/use/pay", "payServiceWithoutPrefix")),
        balance(&place(
            "/cps/v2/operation/get/balance",
            "findServiceBalance",
        )),
        balance(&place(
            "/v2/operation/get/balance",
            "findServiceBalanceWithoutPrefix",
        )),
        services(&place("/cps/v2/list/basic_services", "listServices")),
        services(&place(
            "/v2/list/basic_services",
            "listServicesWithoutPrefix",
        )),
    ]
}

fn pay(place: &Place) -> Entry {
    Tag::Services
        .entry(
            Post,
            place.pattern,
            place.id,
            "Pagar o recargar un servicio",
            "Con un token, el efectivo entra en la propia sesión de caja abierta; con una firma, lo debe el integrador, hasta su límite de crédito. Lo que va a \
             costar queda retenido en el fondo prepagado, se envía el pedido al proveedor, y según lo que responda se gasta o se suelta. `approved`: se hizo. \
             `pending`: no se sabe todavía; no lo repita, pregunte por `idOperation` en `GET /operaciones/{id}`. Lo que no se hizo se responde como error, y si llegó \
             a anotarse, con su `idOperation`: el efectivo queda por devolver en `POST /pagos/{id}/devolver`. Con la misma `Idempotency-Key` se responde cómo está el pago \
             por entonces. Los datos desconocidos no cuentan.",
        )
        .guarded_by(Guard::Payer)
        .takes(Form::Pay)
        .refuses(&[
            Code::NotAvailable,
            Code::SessionNotOpen,
            Code::PrefundInsufficient,
            Code::CreditLimitReached,
            Code::ProviderAccountMissing,
            Code::BaseUrlNotAllowed,
            Code::AccountNotFound,
            Code::ProviderFundsInsufficient,
            Code::ProviderUnavailable,
            Code::ProviderRefused,
            Code::IdempotencyInProgress,
        ])
        .refuses_requests(errors(WRONG_ORDERS, |body| {
            PayRequest::parse(body, Currency::Ves)
        }))
        .answers_with(200, "El pago, hecho o por confirmar.", examples::paid())
        .idempotent()
}

fn balance(place: &Place) -> Entry {
    Tag::Services
        .entry(
            Get,
            place.pattern,
            place.id,
            "Consultar el saldo de un servicio",
            "Se pregunta al proveedor. Los servicios que lo informan son los de `GET /cps/v2/list/basic_services?canGetBalance=true`.",
        )
        .guarded_by(Guard::Payer)
        .filtered_by(parameters::balance_question())
        .refuses(&[
            Code::NotAvailable,
            Code::BalanceNotSupported,
            Code::ProviderAccountMissing,
            Code::BaseUrlNotAllowed,
            Code::AccountNotFound,
            Code::ProviderUnavailable,
            Code::ProviderRefused,
            Code::ProviderTimeout,
        ])
        .refuses_requests(errors(WRONG_QUESTIONS, |pairs| {
            BalanceQuery::parse(&owned(pairs))
        }))
        .answers_with(200, "El saldo.", examples::service_balance())
}

fn services(place: &Place) -> Entry {
    Tag::Services
        .entry(
            Get,
            place.pattern,
            place.id,
            "Los servicios",
            "Los servicios que se pueden pagar, por su número. Los parámetros desconocidos no cuentan.",
        )
        .guarded_by(Guard::Payer)
        .filtered_by(parameters::service_filter())
        .refuses(&[Code::NotAvailable])
        .refuses_requests(errors(WRONG_FILTERS, |pairs| {
            ServiceListQuery::parse(&owned(pairs))
        }))
        .answers_list(200, "Los servicios.", &examples::services())
}

/// Pairs of a query.
type Pairs = &'static [(&'static str, &'static str)];

/// Bodies of orders, of each thing that may be wrong with one the first.
pub(in crate::openapi) const WRONG_ORDERS: &[&[u8]] = &[
    b"",
    b"\xff",
    b"{",
    b"[]",
    b"{}",
    br#"{"numberService":4243675525,"idTypeService":57,"amount":10}"#,
    br#"{"numberService":"04243675525","idTypeService":"57","amount":10}"#,
    br#"{"numberService":"04243675525","idTypeService":57,"amount":"10"}"#,
    br#"{"numberService":"04243675525","idTypeService":57,"amount":0}"#,
    br#"{"numberService":"04243675525","idTypeService":57,"amount":10000000000}"#,
    br#"{"numberService":"04243675525","idTypeService":57,"amount":10.555}"#,
    br#"{"numberService":"04243675525","idTypeService":57,"amount":10,"amount":20}"#,
    br#"{"numberService":"04243675525","idTypeService":65,"amount":10}"#,
    br#"{"numberService":"0424x","idTypeService":57,"amount":10}"#,
    br#"{"numberService":"0424367552","idTypeService":57,"amount":10}"#,
    br#"{"numberService":"042436755255","idTypeService":57,"amount":10}"#,
    br#"{"numberService":"4243675525","idTypeService":57,"amount":10}"#,
    br#"{"numberService":"04123675525","idTypeService":57,"amount":10}"#,
    br#"{"numberService":"02123457654","idTypeService":57,"amount":10}"#,
    br#"{"numberService":"04153675525","idTypeService":57,"amount":10}"#,
    br#"{"numberService":"04243675525","idTypeService":63,"amount":10}"#,
    br#"{"numberService":"02003457654","idTypeService":63,"amount":10}"#,
];

/// Questions about a balance, of each thing that may be wrong with one the first.
pub(in crate::openapi) const WRONG_QUESTIONS: &[Pairs] = &[
    &[],
    &[("numberService", "02123457654"), ("idTypeService", "x")],
    &[("numberService", "02123457654"), ("idTypeService", "65")],
    &[("numberService", "0212x"), ("idTypeService", "63")],
    &[("numberService", "0212345765"), ("idTypeService", "63")],
    &[("numberService", "021234576544"), ("idTypeService", "63")],
    &[("numberService", "2123457654"), ("idTypeService", "63")],
    &[("numberService", "04123675525"), ("idTypeService", "228")],
    &[("numberService", "02123457654"), ("idTypeService", "228")],
    &[("numberService", "04153675525"), ("idTypeService", "228")],
    &[("numberService", "04243675525"), ("idTypeService", "63")],
    &[("numberService", "02003457654"), ("idTypeService", "63")],
];

/// Filters of the list, of each thing that may be wrong with one the first.
pub(in crate::openapi) const WRONG_FILTERS: &[Pairs] = &[&[("canGetBalance", "1")]];

/// What a reader says of requests that are wrong.
fn errors<R: Copy, T>(wrong: &[R], read: impl Fn(R) -> Result<T, Invalid>) -> Vec<Invalid> {
    wrong
        .iter()
        .filter_map(|request| read(*request).err())
        .collect()
}

fn owned(pairs: Pairs) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}
