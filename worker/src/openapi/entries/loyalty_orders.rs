//! Loyalty wallets whose points an upstream service keeps: what was ordered there, and what it calls whom.

use super::loyalty::UPSTREAM_QUESTION;
use crate::http::Method::{Delete, Get, Post, Put};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::examples;
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;

const COLLABORATOR: &str = "Número del usuario.";
/// What the service says of a collaborator that it does not take as told.
const OF_COLLABORATORS: [Code; 3] = [
    Code::CollaboratorNotFound,
    Code::BodyInvalid,
    Code::BodyNotJson,
];

/// The entries of `/monederos/pedidos` and `/monederos/proveedor`.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries = orders();
    entries.extend(service());
    entries
}

fn orders() -> Vec<Entry> {
    vec![
        Tag::Loyalty
            .entry(
                Get,
                "/monederos/pedidos",
                "listLoyaltyOrders",
                "Los pedidos al proveedor de monederos",
                "Lo que se le pidió al servicio que lleva un monedero (`clave_proveedor`): primero los que esperan una decisión, del más viejo al más nuevo; luego los \
                 últimos 100 de los demás. De una transacción cuyo resultado no se sabe el servicio no dice nada: `antes` y `despues` tienen los saldos, y `causa` dice por qué no se sabe.",
            )
            .answers_list(
                200,
                "Los pedidos.",
                &[examples::open_loyalty_order(), examples::loyalty_order()],
            ),
        Tag::Loyalty
            .entry(
                Post,
                "/monederos/pedidos/:id/resolver",
                "resolveLoyaltyOrder",
                "Decir qué fue de un pedido",
                "Para el pedido que nadie pudo confirmar, una sola vez y con lo que lo prueba. `entregado`: se hizo, y `saldo` son los puntos que el servicio muestra. \
                 `no_entregado`: no se hizo, y `saldo` no se envía. Mientras se está hablando con el servicio se rechaza. No le pide nada al servicio.",
            )
            .segment("Operación del pedido.")
            .takes(Form::ResolveOrder)
            .refuses(&[
                Code::OperationNotFound,
                Code::PaymentAlreadyResolved,
                Code::OperationInProgress,
            ])
            .answers(
                200,
                "El pedido como quedó.",
                &examples::resolved_loyalty_order(),
            ),
    ]
}

fn service() -> Vec<Entry> {
    vec![
        Tag::Loyalty
            .entry(
                Get,
                "/monederos/proveedor",
                "findLoyaltyProvider",
                "Qué tiene el proveedor de monederos",
                "Se lo pregunta al servicio: sus colaboradores y sus monederos, cuya `clave` es la `clave_proveedor` de los de aquí. Y cómo llama a los colaboradores de \
                 aquí, hasta donde se sabe.",
            )
            .refuses(&UPSTREAM_QUESTION)
            .answers(
                200,
                "Lo que tiene.",
                &examples::upstream_directory(),
            ),
        Tag::Loyalty
            .entry(
                Put,
                "/monederos/proveedor/colaboradores/:id",
                "linkCollaborator",
                "Decir cómo llama el proveedor a un colaborador",
                "Con ese número firma desde ahora en los monederos que lleva el servicio. Sin ninguno no los puede usar: `collaborator_not_allowed`.",
            )
            .segment(COLLABORATOR)
            .takes(Form::LinkCollaborator)
            .refuses(&[Code::CollaboratorNotFound])
            .answers_nothing(204, "Anotado."),
        Tag::Loyalty
            .entry(
                Post,
                "/monederos/proveedor/colaboradores/:id",
                "registerCollaborator",
                "Registrar un colaborador en el proveedor",
                "Lo registra también en el servicio, con esos datos, y anota cómo lo llama. Si no se sabe qué fue de él (`provider_timeout`), búsquelo en \
                 `GET /monederos/proveedor` antes de repetirlo.",
            )
            .segment(COLLABORATOR)
            .takes(Form::AddEmployee)
            .refuses(&OF_COLLABORATORS)
            .refuses(&[Code::CollaboratorExists])
            .refuses(&UPSTREAM_QUESTION)
            .answers(
                201,
                "Cómo lo llama.",
                &examples::upstream_collaborator(),
            ),
        Tag::Loyalty
            .entry(
                Delete,
                "/monederos/proveedor/colaboradores/:id",
                "archiveCollaborator",
                "Archivar un colaborador en el proveedor",
                "Archiva en el servicio a quien inicia sesión con un celular, y olvida cómo lo llama; de quien lo hace con un correo, solo lo olvida. Aquí sigue como está.",
            )
            .segment(COLLABORATOR)
            .refuses(&OF_COLLABORATORS)
            .refuses(&UPSTREAM_QUESTION)
            .answers_nothing(204, "Archivado."),
    ]
}
