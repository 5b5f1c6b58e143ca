//! The documented API of loyalty wallets: its eight methods, all of them POST. What the documented codes are is the core's to say.

use crate::http::Method::Post;
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::examples;
use crate::openapi::guard::Guard;
use crate::openapi::url_forms::UrlForm;
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::field::{Flaw, Invalid};
use ventanilla_core::loyalty::{PIN_DIGITS_MAX, PIN_DIGITS_MIN};
use ventanilla_core::wire::Form;
use ventanilla_core::wire::loyalty::parameters::Parameters;
use ventanilla_core::wire::loyalty::requests::{
    GetContactsRequest, REASON_CHARS_MAX, SaleRequest, UpdateBalanceRequest,
};

/// The entries of `/toolusers`, `/wallet` and `/employee`.
pub(in crate::openapi) fn entries() -> Vec<Entry> {
    vec![
        list_users(),
        list_wallets(),
        add_contact(),
        get_contacts(),
        sell(),
        update_balance(),
        add_employee(),
        disable_employee(),
    ]
}

/// What a transaction of a wallet that an upstream service keeps is refused with beside the service's own codes.
const UPSTREAM: [Code; 6] = [
    Code::CollaboratorNotAllowed,
    Code::ProviderAccountMissing,
    Code::BaseUrlNotAllowed,
    Code::ProviderUnavailable,
    Code::ProviderRefused,
    Code::IdempotencyInProgress,
];
/// What a question to that service is refused with, whatever is asked.
pub(super) const UPSTREAM_QUESTION: [Code; 5] = [
    Code::ProviderAccountMissing,
    Code::BaseUrlNotAllowed,
    Code::ProviderUnavailable,
    Code::ProviderRefused,
    Code::ProviderTimeout,
];

/// An entry of the door.
fn method(
    pattern: &'static str,
    id: &'static str,
    summary: &'static str,
    description: &'static str,
) -> Entry {
    Tag::Loyalty
        .entry(Post, pattern, id, summary, description)
        .guarded_by(Guard::Agent)
}

fn list_users() -> Entry {
    method(
        "/toolusers/get",
        "getToolUsers",
        "Los colaboradores",
        "Quienes venden, también los archivados, con el `usertool_id` que firma las transacciones; los primeros 1000. El cuerpo no se lee. Es la única \
         respuesta sin `status`.",
    )
    .answers(200, "Los colaboradores.", &examples::tool_users())
}

fn list_wallets() -> Entry {
    method(
        "/wallet/get",
        "getWallets",
        "Los monederos del negocio",
        "Los monederos, con la `wallet_key` que piden los demás métodos; los primeros 1000. El cuerpo no se lee.",
    )
    .answers(200, "Los monederos.", &examples::wallet_list())
}

fn add_contact() -> Entry {
    method(
        "/wallet/contact/add",
        "addContact",
        "Registrar un cliente",
        "Registra un cliente en un monedero, sin puntos. Gasta uno de sus cupos de clientes y un crédito de mensajes. La fecha de nacimiento se pide solo si el \
         monedero la exige; se acepta con una hora detrás, que no se guarda.",
    )
    .takes_either(Form::AddContact)
    .refuses(&[Code::LoyaltyWalletChanged])
    .refuses(&UPSTREAM)
    .refuses_requests(unreadable())
    .answers(200, "Registrado.", &examples::contact_added())
    .idempotent()
}

fn get_contacts() -> Entry {
    method(
        "/wallet/contact/get",
        "getContacts",
        "Los clientes de un monedero",
        "Con `phone`, el cliente de ese número: `result` es un objeto. Sin él, todos, en el orden en que se registraron: `result` es una lista. De un \
         monedero que lleva el servicio de un proveedor, los que él tiene.\n\n\
         **Añadido.** Vienen 10000 a lo más; si puede haber otros, `X-Next-Cursor` es el `cursor` con que se piden los que siguen.",
    )
    .takes_url_form(UrlForm::GetContacts)
    .refuses(&UPSTREAM_QUESTION)
    .refuses_requests(with_unreadable(&[("cursor", "x")], |attributes| {
        GetContactsRequest::parse(attributes).err()
    }))
    .answers(200, "El cliente, o todos.", &examples::contacts())
}

fn sell() -> Entry {
    let own = [
        ("authorized_by", "Rodrigo"),
        ("authorized_by", "0"),
        ("authorized_by", "9007199254740992"),
        ("authorized_pin", "12"),
    ];
    // The description says so.
    const { assert!(PIN_DIGITS_MIN == 4 && PIN_DIGITS_MAX == 8) };
    method(
        "/wallet/sale",
        "createSale",
        "Una venta que da o usa puntos",
        "Con `transaction_type` 0, el cliente gana el porcentaje del monedero sobre `transaction_amount`, redondeado a centésimas (la mitad, hacia arriba). Con 1, \
         paga con `points_used` y no gana nada.\n\n\
         **Añadidos.** Si el monedero quiere tickets únicos, uno repetido se rechaza con `new_sale_15`. Si tiene `pin_desde`, un Operador que pide con su token usa \
         más puntos que esos solo si un Gerente o un Administrador lo autoriza con su PIN, de 4 a 8 dígitos: `authorized_by` y `authorized_pin`. A un sistema, que \
         pide con `apikey`, no se le pide ningún PIN.\n\n\
         Sin `Idempotency-Key`, una venta que se repite se hace dos veces.",
    )
    .takes_either(Form::Sale)
    .refuses(&[
        Code::LoyaltyWalletChanged,
        Code::AuthorizationRequired,
        Code::PinInvalid,
        Code::LoginLocked,
    ])
    .refuses(&UPSTREAM)
    .refuses_requests(with_unreadable(&own, |attributes| {
        SaleRequest::parse(attributes, Currency::Mxn).err()
    }))
    .answers(200, "Los puntos que el cliente tiene ahora.", &examples::sold())
    .idempotent()
}

fn update_balance() -> Entry {
    let too_long = "x".repeat(REASON_CHARS_MAX.saturating_add(1));
    let own = [("reason", too_long.as_str()), ("reason", "a\u{7}b")];
    let mut wrong = with_unreadable(&own, |attributes| {
        UpdateBalanceRequest::parse(attributes).err()
    });
    wrong.push(Invalid::one(Flaw::new(Code::Required).of("reason")));
    method(
        "/wallet/balance/update",
        "updateBalance",
        "Dar o quitar puntos",
        "Con `transaction_type` 0 da `transaction_amount` puntos; con 1 los quita. Sin porcentaje.\n\n\
         **Añadido.** `reason` dice por qué. Quien pide con su token tiene que decirlo; un sistema puede.\n\n\
         Sin `Idempotency-Key`, un cambio que se repite se hace dos veces.",
    )
    .takes_either(Form::UpdateBalance)
    .refuses(&[Code::LoyaltyWalletChanged])
    .refuses(&UPSTREAM)
    .refuses_requests(wrong)
    .answers(200, "Los puntos que el cliente tiene ahora.", &examples::updated())
    .idempotent()
}

fn add_employee() -> Entry {
    method(
        "/employee/add",
        "addEmployee",
        "Registrar un colaborador",
        "Un `cajero` es un Operador y un `gerente` un Gerente. Inicia sesión aquí con `number` y `password`. Ni el nombre ni el número pueden ser los de otro; la \
         contraseña sí, para que nadie averigüe las de los demás. `collaboratorId` es su `usertool_id`.",
    )
    .takes_either(Form::AddEmployee)
    .answers(200, "Registrado.", &examples::employee_added())
    .idempotent()
}

fn disable_employee() -> Entry {
    method(
        "/employee/disable",
        "disableEmployee",
        "Archivar un colaborador",
        "Desde ese momento ni sus tokens ni sus firmas valen. Sigue en la lista, con `usertool_status` 0. Uno que ya estaba archivado se responde igual. Lo que se \
         envíe además de `number` no cuenta.",
    )
    .takes_either(Form::DisableEmployee)
    .answers(200, "Archivado.", &examples::employee_archived())
    .idempotent()
}

/// JSON bodies that have no attributes; those of collaborators are told by a documented code.
const UNREADABLE: [&[u8]; 3] = [b"\xff", b"{", b"[]"];

fn unreadable() -> Vec<Invalid> {
    UNREADABLE
        .into_iter()
        .filter_map(|body| Parameters::of_json(body).err())
        .collect()
}

/// What is wrong with bodies that cannot be read, and what a reader says of attributes of our own.
fn with_unreadable(
    own: &[(&str, &str)],
    read: impl Fn(&Parameters) -> Option<Invalid>,
) -> Vec<Invalid> {
    let of_own = own.iter().filter_map(|(name, value)| {
        let pair = ((*name).to_owned(), (*value).to_owned());
        // What is missing beside it is documented.
        let invalid = read(&Parameters::of_form([pair]))?;
        let error = invalid.iter().find(|error| error.field == *name)?;
        Some(Invalid::one(error.clone()))
    });
    unreadable().into_iter().chain(of_own).collect()
}
