//! Float, top-ups, injections and their histories.

use crate::http::Method::{Get, Patch, Post};
use crate::openapi::entry::{AnswerHeader, Entry, Tag};
use crate::openapi::{examples, parameters};
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;

/// The entries of `/recargas`.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries = sales();
    entries.extend(histories());
    entries
}

fn sales() -> Vec<Entry> {
    vec![
        Tag::Recharges
            .entry(
                Get,
                "/recargas/operadoras/saldos",
                "listOperatorBalances",
                "Los saldos de las operadoras",
                "Lo que queda para vender de cada operadora activa.",
            )
            .answers_list(200, "Los saldos.", &examples::operator_balances()),
        Tag::Recharges
            .entry(
                Post,
                "/recargas/cliente",
                "sellTopUp",
                "Vender una recarga",
                "El saldo de la operadora baja y el efectivo de la caja sube, en una sola transacción. La sesión es la propia; un Administrador \
                 usa cualquiera. El número es un celular de Bolivia: 8 dígitos que empiezan con 6 o 7; se aceptan espacios, guiones y +591.",
            )
            .takes(Form::TopUp)
            .refuses(&[
                Code::SessionNotOpen,
                Code::SessionNotYours,
                Code::RegisterAgentsOnly,
                Code::OperatorNotFound,
                Code::FloatInsufficient,
            ])
            .answers(201, "La recarga; `monto`, como número.", &examples::top_up())
            .idempotent(),
        Tag::Recharges
            .entry(
                Patch,
                "/recargas/cliente/:id/referencia",
                "setOperatorReference",
                "Anotar la referencia de la operadora",
                "La referencia que dio el canal de la operadora; se escribe una sola vez y repetir la misma no cambia nada. En recargas ajenas, un Administrador o un Gerente.",
            )
            .segment("Número de la recarga.")
            .takes(Form::OperatorReference)
            .refuses(&[
                Code::TopUpNotFound,
                Code::SessionNotYours,
                Code::ReferenceAlreadySet,
            ])
            .answers(200, "La recarga.", &examples::referenced_top_up()),
        Tag::Recharges
            .entry(
                Post,
                "/recargas/inyeccion",
                "injectFloat",
                "Comprar saldo a una operadora",
                "El efectivo de la caja baja y el saldo de la operadora sube, en una sola transacción. La sesión es la propia; un Administrador \
                 usa cualquiera.",
            )
            .takes(Form::Injection)
            .refuses(&[
                Code::SessionNotOpen,
                Code::SessionNotYours,
                Code::CashInsufficient,
                Code::OperatorNotFound,
            ])
            .answers(
                201,
                "La inyección; `monto`, como número. `id_caja_origen` es el número de la sesión de caja.",
                &examples::injection(),
            )
            .idempotent(),
    ]
}

fn histories() -> Vec<Entry> {
    vec![
        Tag::Recharges
            .entry(
                Get,
                "/recargas/historial/clientes",
                "listTopUps",
                "El historial de recargas",
                "Las recargas que no se reversaron, de la más nueva a la más vieja, con su sesión. Los parámetros desconocidos no cuentan.",
            )
            .filtered_by(parameters::history_filter())
            .refuses(&[Code::ValidationFailed, Code::CursorInvalid])
            .answers_list(200, "Las recargas.", &[examples::listed_top_up()])
            .with_header(AnswerHeader::NextCursor),
        Tag::Recharges
            .entry(
                Get,
                "/recargas/historial/inyecciones",
                "listInjections",
                "El historial de inyecciones",
                "Las inyecciones que no se reversaron, de la más nueva a la más vieja, con su sesión. Los parámetros desconocidos no cuentan.",
            )
            .filtered_by(parameters::history_filter())
            .refuses(&[Code::ValidationFailed, Code::CursorInvalid])
            .answers_list(200, "Las inyecciones.", &[examples::listed_injection()])
            .with_header(AnswerHeader::NextCursor),
    ]
}
