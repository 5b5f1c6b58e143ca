//! Phone credits of Brazil: the three steps, the history of a wallet, and the sessions of the clients that ask for them.

use crate::http::Method::{Get, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::examples;
use crate::openapi::guard::Guard;
use crate::openapi::url_forms::UrlForm;
use serde_json::json;
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use ventanilla_core::code::Code;
use ventanilla_core::field::Invalid;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::phone_credits::oauth::{RevokeRequest, TokenRequest};
use ventanilla_core::wire::phone_credits::orders::{
    CompleteOrderRequest, CreateOrderRequest, ORDER_LIFETIME_MS,
};

/// The entries of `/phone-credits`, `/oauth` and `/users`.
pub(in crate::openapi) fn entries() -> Vec<Entry> {
    let mut entries = sessions();
    entries.extend([dealers(), create(), complete(), history()]);
    entries
}

fn sessions() -> Vec<Entry> {
    vec![
        Tag::PhoneCredits
            .entry(
                Post,
                "/oauth/token",
                "createClientToken",
                "Pedir un token de sistema cliente",
                "El cliente se presenta con `Authorization: Basic`, y el pedido va como formulario (RFC 6749). Con `grant_type`:\n\n\
                 - `client_credentials`: el cliente por sí mismo. No hay `refresh_token`; se pide otro token igual.\n\
                 - `password`: en nombre de un usuario del negocio, con su rol (`username`, `password`).\n\
                 - `refresh_token`: sigue una sesión de `password`. Sirve una sola vez.\n\n\
                 `scope` son los permisos, separados por comas o por espacios; sin él, todos, o al renovar todos los que la sesión tenía; pedir otros se rechaza. Con un token de \
                 cliente se firma cada pedido bajo `/phone-credits`. Los datos desconocidos no cuentan.",
            )
            .guarded_by(Guard::Client)
            .takes_url_form(UrlForm::Token)
            .refuses(&[
                Code::ClientInvalid,
                Code::LoginFailed,
                Code::LoginLocked,
                Code::RefreshInvalid,
                Code::ScopeMissing,
            ])
            .refuses_requests(errors(WRONG_TOKENS, |pairs| {
                TokenRequest::parse(&owned(pairs))
            }))
            .answers(200, "Los tokens.", &examples::client_tokens()),
        Tag::PhoneCredits
            .entry(
                Post,
                "/oauth/revoke",
                "revokeToken",
                "Terminar una sesión por su token",
                "Desde ese momento no vale ningún token de la sesión de ese `accessToken`, sea de un sistema cliente o de quien trabaja aquí. Tenerlo basta: no \
                 se pide nada más. Un token que ya no vale se responde igual. Va como formulario o como objeto JSON, diga lo que diga `Content-Type`.",
            )
            .guarded_by(Guard::Nobody)
            .takes_url_form(UrlForm::Revoke)
            .refuses_requests(errors(WRONG_REVOCATIONS, RevokeRequest::parse))
            .answers_as(200, "Terminada.", nothing(), json!({})),
        Tag::PhoneCredits
            .entry(
                Get,
                "/users/me",
                "findMe",
                "De quién es el token",
                "El usuario, o el sistema cliente si en su sesión no hay ninguno (`virtual`). Va sin firma.",
            )
            .guarded_by(Guard::Bearer)
            .answers(200, "De quién es.", &examples::me()),
    ]
}

/// An object without anything in it.
fn nothing() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)))
        .description(Some("Siempre vacío."))
        .into()
}

fn dealers() -> Entry {
    Tag::PhoneCredits
        .entry(
            Get,
            "/phone-credits/providers",
            "listDealers",
            "Paso 1: las operadoras",
            "De qué operadoras se puede recargar ahora, según el proveedor. Un celular de otra no se puede recargar.",
        )
        .guarded_by(Guard::Buyer)
        .refuses(OF_ASKING)
        .answers(200, "Las operadoras.", &examples::dealers())
}

fn create() -> Entry {
    // The description says so.
    const { assert!(ORDER_LIFETIME_MS == 30 * 60 * 1000) };
    Tag::PhoneCredits
        .entry(
            Post,
            "/phone-credits/order/create",
            "createOrder",
            "Paso 2: crear un pedido",
            "Pregunta al proveedor qué montos ofrece para ese celular, y no cobra nada. `phoneCode` es el código de área (DDD), no el del país.\n\n\
             **Los montos de un pedido están en centavos**, como texto de dígitos: en `amounts`, `\"500\"` es R$ 5,00 y `\"3000\"` es R$ 30,00. **Para completarlo \
             se escriben en reales**: `\"5.00\"`, `\"30.00\"`.\n\n\
             El pedido se puede completar una vez, durante 30 minutos; después está `expired`. Crear otro no cuesta nada. Los datos desconocidos no cuentan.",
        )
        .guarded_by(Guard::Buyer)
        .takes(Form::CreateOrder)
        .refuses(OF_ASKING)
        .refuses(&[Code::AccountNotFound])
        .refuses_requests(errors(WRONG_ORDERS, CreateOrderRequest::parse))
        .answers(
            200,
            "El pedido, `created`. El estado es 200 y no 201: el cliente documentado no acepta otro.",
            &examples::created_order(),
        )
}

fn complete() -> Entry {
    let mut wrong = errors(WRONG_COMPLETIONS, CompleteOrderRequest::parse);
    wrong.extend(examples::amount_in_centavos());
    Tag::PhoneCredits
        .entry(
            Post,
            "/phone-credits/order/:order_id/complete",
            "completeOrder",
            "Paso 3: completar un pedido",
            "Recarga el celular y lo paga de la cartera `source`. El camino lleva el `id` del pedido, no su `providerOrderId`.\n\n\
             **`amount` está en reales, no en centavos**: uno de los `amounts` del pedido dividido por 100, sin pasar por coma flotante. De `\"500\"`, `\"5.00\"`; de \
             `\"1550\"`, `\"15.50\"`; de `\"5\"`, `\"0.05\"`. Quien olvida dividir pide cien veces más: se rechaza, en `details.errors` con \
             `amount_in_centavos` y lo que había que enviar. Un monto que el pedido no ofrece se rechaza con `amount_not_offered` y los que ofrece; la cartera de otro \
             negocio, con `forbidden`.\n\n\
             **Una sola vez.** El monto queda retenido en la cartera, se envía el pedido al proveedor, y según lo que responda se gasta o se suelta. `executed`: \
             se recargó. `pending`: no se sabe todavía. **No lo repita**: pregunte por el pedido en `GET /phone-credits/order/history/{wallet_id}`, donde sigue \
             `processing` hasta que está `completed` o `failed`; o envíe lo mismo con la misma `Idempotency-Key`, que responde cómo está por entonces y no recarga \
             otra vez. Sin la misma clave, un pedido que ya se completó, o se intentó, se rechaza con 409.\n\n\
             Lo que no se hizo se responde como error; si llegó a anotarse, con `details.transactionId`, y la cartera recupera su dinero. Si a la cartera no le \
             alcanza, el pedido sigue `created`. Con el token de quien trabaja aquí, el efectivo entra además en su propia sesión de caja abierta, y lo que no se \
             hizo queda por devolver en `POST /pagos/{id}/devolver`; un sistema cliente paga solo con la cartera. Los datos desconocidos no cuentan.",
        )
        .segment("El `id` del pedido, un UUID.")
        .guarded_by(Guard::Buyer)
        .takes(Form::CompleteOrder)
        .refuses(&[
            Code::NotAvailable,
            Code::OrderNotFound,
            Code::OrderExpired,
            Code::OrderInProgress,
            Code::OrderCompleted,
            Code::OrderFailed,
            Code::WalletNotFound,
            Code::Forbidden,
            Code::WalletInsufficient,
            Code::SessionNotOpen,
            Code::ProviderAccountMissing,
            Code::BaseUrlNotAllowed,
            Code::AccountNotFound,
            Code::ProviderFundsInsufficient,
            Code::ProviderUnavailable,
            Code::ProviderRefused,
            Code::IdempotencyInProgress,
        ])
        .refuses_requests(wrong)
        .answers(
            200,
            "La transacción, hecha o por confirmar. Su `id` es el de la operación, no el del pedido.",
            &examples::transaction(),
        )
        .idempotent()
}

fn history() -> Entry {
    Tag::PhoneCredits
        .entry(
            Get,
            "/phone-credits/order/history/:wallet_id",
            "listOrders",
            "Los pedidos de una cartera",
            "Los pedidos que la cartera pagó, está por pagar o no llegó a pagar, del más nuevo al más viejo, 100 como máximo. Los que nadie completó no están. \
             `chosenAmount` está en centavos, como `amounts`. La cartera de otro negocio se rechaza con `forbidden`.",
        )
        .segment("El identificador de la cartera, el que va en `source`.")
        .guarded_by(Guard::Buyer)
        .refuses(&[Code::NotAvailable, Code::WalletNotFound, Code::Forbidden])
        .answers_list(
            200,
            "Los pedidos.",
            &[examples::open_order(), examples::completed_order()],
        )
}

/// What a question to the provider is refused with.
const OF_ASKING: &[Code] = &[
    Code::NotAvailable,
    Code::ProviderAccountMissing,
    Code::BaseUrlNotAllowed,
    Code::ProviderUnavailable,
    Code::ProviderRefused,
    Code::ProviderTimeout,
];

/// Pairs of a form.
type Pairs = &'static [(&'static str, &'static str)];

/// Forms, of each thing that may be wrong with one the first.
pub(in crate::openapi) const WRONG_TOKENS: &[Pairs] = &[&[
    ("grant_type", "password"),
    ("username", "bruna@loja.demo"),
    ("scope", "tudo"),
]];

/// Bodies of revocations, of each thing that may be wrong with one the first. What does not begin as an object is read as a form.
pub(in crate::openapi) const WRONG_REVOCATIONS: &[&[u8]] =
    &[b"{\xff", b"{", br#"{"\ud800":1}"#, b"{}"];

/// Bodies of orders, of each thing that may be wrong with one the first.
pub(in crate::openapi) const WRONG_ORDERS: &[&[u8]] = &[
    b"",
    b"\xff",
    b"{",
    b"[]",
    br#"{"\ud800":1}"#,
    br#"{"phoneCode":"20","phoneNumber":"96416288","providerCode":"1"}"#,
];

/// Bodies of completions that are none. One of a wrong amount is wrong by its order: [`examples::amount_in_centavos`].
pub(in crate::openapi) const WRONG_COMPLETIONS: &[&[u8]] =
    &[b"", b"\xff", b"{", b"[]", br#"{"\ud800":1}"#];

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
