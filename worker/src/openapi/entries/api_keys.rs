//! API keys of the systems that ask for loyalty wallets.

use crate::http::Method::{Delete, Get, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::examples;
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;

/// The entries of `/claves-api`.
pub(super) fn entries() -> Vec<Entry> {
    vec![
        Tag::Loyalty
            .entry(
                Get,
                "/claves-api",
                "listApiKeys",
                "Las claves de API",
                "Las claves de los sistemas que piden monederos, de la más nueva a la más vieja, también las revocadas; las primeras 1000. La clave misma no se \
                 muestra más: se distinguen por su comienzo.",
            )
            .answers_list(200, "Las claves.", &[examples::api_key()]),
        Tag::Loyalty
            .entry(
                Post,
                "/claves-api",
                "createApiKey",
                "Crear una clave de API",
                "Hace una clave que vale para las partes de la API que se digan: `toolusers` (quién trabaja), `wallet` (monederos, clientes y puntos), `employee` \
                 (registrar y archivar colaboradores). `apikey` se muestra esta única vez, y va en el encabezado `apikey`.",
            )
            .takes(Form::ApiKey)
            .answers(201, "La clave.", &examples::new_api_key()),
        Tag::Loyalty
            .entry(
                Delete,
                "/claves-api/:id",
                "revokeApiKey",
                "Revocar una clave de API",
                "Deja de valer al instante, y sigue en la lista. Una que ya estaba revocada queda como estaba.",
            )
            .segment("Número de la clave.")
            .refuses(&[Code::ApiKeyNotFound])
            .answers(200, "La clave, revocada.", &examples::revoked_api_key()),
    ]
}
