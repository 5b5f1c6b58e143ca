//! Providers and integrators: the tenant's money and account there, and the systems that ask on credit.

use crate::http::Method::{Delete, Get, Patch, Post, Put};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::examples;
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;

const PROVIDER: &str = "Nombre del proveedor.";
const INTEGRATOR: &str = "Número del integrador.";

/// The entries of `/proveedores` and `/integradores`.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries = providers();
    entries.extend(integrators());
    entries
}

fn providers() -> Vec<Entry> {
    vec![
        Tag::Providers
            .entry(
                Get,
                "/proveedores",
                "listProviders",
                "Los proveedores",
                "El fondo del negocio en cada proveedor, o la suma de sus carteras en uno que las tiene (`bitcapital`); lo que de él está retenido, y dónde está su \
                 cuenta si tiene una propia. En `smsmasivos`, que lleva puntos, no hay dinero. Las claves no se muestran.",
            )
            .answers_list(
                200,
                "Los proveedores.",
                &[
                    examples::provider(),
                    examples::provider_of_wallets(),
                    examples::provider_of_points(),
                ],
            ),
        Tag::Providers
            .entry(
                Post,
                "/proveedores/:nombre/fondos",
                "fundProvider",
                "Cargar el fondo en un proveedor",
                "Anota dinero que se le envió, fuera de las cajas. No lo envía. En un proveedor con carteras se carga cada una: `POST /carteras/{id}/fondos`; en `smsmasivos` no hay qué cargar.",
            )
            .segment(PROVIDER)
            .takes(Form::Funding)
            .refuses(&[
                Code::ProviderNotFound,
                Code::WalletsOnly,
                Code::NotAvailable,
            ])
            .answers(201, "El proveedor, con su fondo.", &examples::funded_provider())
            .idempotent(),
        Tag::Providers
            .entry(
                Put,
                "/proveedores/:nombre/cuenta",
                "setProviderAccount",
                "Registrar la cuenta en un proveedor",
                "Desde entonces los pedidos van a esa cuenta. La dirección es una de las que el servidor permite; las claves se guardan cifradas y no se \
                 muestran más. De `bitcapital`, `api_key` es el `client_id` y `private_key` el `client_secret`; de `smsmasivos`, `private_key` es la `apikey`, y no hay `api_key`.",
            )
            .segment(PROVIDER)
            .takes(Form::ProviderAccount)
            .refuses(&[Code::ProviderNotFound, Code::BaseUrlNotAllowed])
            .answers(200, "El proveedor, con su cuenta.", &examples::provider_with_account()),
        Tag::Providers
            .entry(
                Delete,
                "/proveedores/:nombre/cuenta",
                "retireProviderAccount",
                "Dejar de usar la cuenta en un proveedor",
                "Los pedidos van otra vez a la del servidor, si tiene una. Si no había ninguna, no cambia nada.",
            )
            .segment(PROVIDER)
            .refuses(&[Code::ProviderNotFound])
            .answers(200, "El proveedor, sin cuenta propia.", &examples::provider()),
    ]
}

fn integrators() -> Vec<Entry> {
    vec![
        Tag::Providers
            .entry(
                Get,
                "/integradores",
                "listIntegrators",
                "Los integradores",
                "Los sistemas que piden pagos o recargas con su firma, y lo que deben; los primeros 1000.",
            )
            .answers_list(200, "Los integradores.", &[examples::integrator()]),
        Tag::Providers
            .entry(
                Post,
                "/integradores",
                "createIntegrator",
                "Crear un integrador",
                "Le hace sus dos claves. La `private_key` se muestra esta única vez. Para pedir recargas de Brasil, son el `client_id` y el `client_secret` de \
                 `POST /oauth/token`; esas se pagan de una cartera y no a crédito.",
            )
            .takes(Form::Integrator)
            .refuses(&[Code::IntegratorExists])
            .answers(201, "El integrador y sus claves.", &examples::integrator_keys()),
        Tag::Providers
            .entry(
                Patch,
                "/integradores/:id",
                "updateIntegrator",
                "Cambiar un integrador",
                "Con `activo` falso no se le acepta nada más. Con un límite menor que lo que ya debe no se le presta más hasta que pague. Lo que no \
                 se envía queda como está.",
            )
            .segment(INTEGRATOR)
            .takes(Form::IntegratorUpdate)
            .refuses(&[Code::IntegratorNotFound, Code::IntegratorExists])
            .answers(200, "El integrador como quedó.", &examples::integrator()),
        Tag::Providers
            .entry(
                Post,
                "/integradores/:id/clave",
                "renewIntegratorKeys",
                "Renovar las claves de un integrador",
                "Le hace dos claves nuevas; las anteriores no valen más. La `private_key` se muestra esta única vez. El cuerpo no se lee.",
            )
            .segment(INTEGRATOR)
            .refuses(&[Code::IntegratorNotFound])
            .answers(201, "El integrador y sus claves.", &examples::integrator_keys()),
        Tag::Providers
            .entry(
                Post,
                "/integradores/:id/pagos",
                "recordIntegratorPayment",
                "Anotar un pago de un integrador",
                "Pagó al banco lo que debe, o por adelantado.",
            )
            .segment(INTEGRATOR)
            .takes(Form::Funding)
            .refuses(&[Code::IntegratorNotFound])
            .answers(201, "El integrador, con lo que debe.", &examples::paid_integrator())
            .idempotent(),
    ]
}
