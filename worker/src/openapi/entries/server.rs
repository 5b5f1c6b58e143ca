//! The server itself: setting up tenants, its health, its address.

use crate::http::Method::{Get, Post, Put};
use crate::openapi::entry::{AnswerHeader, Entry, Tag};
use crate::openapi::examples;
use crate::openapi::guard::Guard;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::resources::settings::Health;
use ventanilla_core::wire::resources::setup::{Domain, SetupTenantResponse};

/// The entries of `/instalacion`, `/salud` and `/`.
pub(super) fn entries() -> Vec<Entry> {
    vec![
        Tag::Server
            .entry(
                Post,
                "/instalacion/tenants",
                "setUpTenant",
                "Instalar un negocio",
                "Crea un negocio entero, con sus usuarios, sucursales, cajas y operadoras, o nada. Uno de Venezuela lleva además `prefunds`, su fondo en CPS, y en \
                 `keys.cps` las claves de quien le pide pagos de servicios; uno de Brasil, `phone_credits`, su cartera, y en `keys.phone_credits` el cliente que le pide \
                 recargas; uno de México, `loyalty`, sus monederos con sus clientes y sus números marcados, en `keys.wallet_apikey` la clave de quien los pide, y el \
                 `pin` de los usuarios que autorizan. Sin el secreto configurado en el servidor, \
                 la ruta está deshabilitada. Los montos son textos con decimales.",
            )
            .guarded_by(Guard::Setup)
            .takes(Form::SetupTenant)
            .refuses(&[
                Code::SetupDisabled,
                Code::Unauthorized,
                Code::TenantExists,
                Code::EmailTaken,
                Code::IntegratorExists,
                Code::WalletExists,
            ])
            .answers(
                201,
                "El negocio creado.",
                &SetupTenantResponse {
                    tenant_id: 1,
                    name: "Kiosco Demo".to_owned(),
                },
            ),
        Tag::Server
            .entry(
                Put,
                "/instalacion/dominios/:dominio",
                "setDomain",
                "Asignar un nombre de host",
                "Hace de un nombre de host el del portal de un negocio, o con `activo` falso lo deja fuera de uso. En ese nombre, las rutas de `/portal`                  responden solo a los usuarios y clientes de ese negocio; en uno que no se asignó, a los de cualquiera. Queda en minúsculas.",
            )
            .segment("El nombre de host, sin puerto.")
            .guarded_by(Guard::Setup)
            .takes(Form::SetDomain)
            .refuses(&[Code::SetupDisabled, Code::Unauthorized, Code::TenantNotFound])
            .answers(
                200,
                "Como quedó.",
                &Domain {
                    dominio: examples::DOMAIN.to_owned(),
                    tenant_id: 1,
                    activo: true,
                },
            ),
        Tag::Server
            .entry(
                Get,
                "/salud",
                "findHealth",
                "La salud del servidor",
                "Que el servidor y su base de datos responden, y de qué versiones son.",
            )
            .guarded_by(Guard::Nobody)
            .answers(
                200,
                "Las versiones.",
                &Health {
                    version: env!("CARGO_PKG_VERSION").to_owned(),
                    esquema: "0004_history".to_owned(),
                },
            ),
        Tag::Server
            .entry(
                Get,
                "/",
                "findServer",
                "La dirección del servidor",
                "Lleva a los navegadores (`Accept: text/html`) a las páginas; a los programas les dice qué servidor es.",
            )
            .guarded_by(Guard::Nobody)
            .answers_as(200, "Qué servidor es.", server(), examples::server())
            .answers_nothing(302, "A las páginas.")
            .with_header(AnswerHeader::Location),
    ]
}

fn server() -> RefOr<Schema> {
    let text = |description: &str| {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(description))
    };
    let nothing = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(0))
        .description(Some("Siempre 0: nada corre entre dos pedidos."));
    let server = ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("name", text("Siempre `ventanilla`."))
        .property("version", text("La versión del servidor."))
        .property("env", text("El entorno."))
        .property("uptime", nothing);
    ["name", "version", "env", "uptime"]
        .into_iter()
        .fold(server, ObjectBuilder::required)
        .into()
}
