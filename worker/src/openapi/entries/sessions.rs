//! Cash sessions and the movements in them.

use crate::http::Method::{Get, Patch, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::examples;
use ventanilla_core::amount::Amount;
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::money::Dec;

const SEGMENT: &str = "Número de la sesión de caja.";

/// The entries of `/cajas` that are about sessions.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries = questions();
    entries.extend(opening_and_closing());
    entries
}

fn questions() -> Vec<Entry> {
    vec![
        Tag::Sessions
            .entry(
                Get,
                "/cajas/sesion-activa/:id_usuario",
                "findActiveSession",
                "La sesión abierta de un usuario",
                "La propia; un Administrador o un Gerente, la de cualquiera.",
            )
            .segment("Número del usuario.")
            .refuses(&[Code::Forbidden, Code::NoActiveSession])
            .answers(200, "La sesión.", &examples::active_session()),
        Tag::Sessions
            .entry(
                Get,
                "/cajas/sesion/:id/balance",
                "findSessionBalance",
                "El efectivo de la caja de una sesión",
                "Lo que la caja de esa sesión tiene ahora, como un texto JSON con dos decimales.",
            )
            .segment(SEGMENT)
            .refuses(&[Code::SessionNotFound])
            .answers(
                200,
                "El efectivo.",
                &Dec::from(Amount::from_small_minor(7_000)),
            ),
        Tag::Sessions
            .entry(
                Get,
                "/sesiones/:id/informe",
                "reportClosing",
                "El informe de cierre de una sesión de caja",
                "Para imprimir y archivar: la sesión, todo lo que movió su caja y lo que suma. `monto_inicial` más los ingresos menos los egresos \
                 de `totales`, salvo los de apertura y cierre, es `monto_final_teorico`. Se listan a lo más 5000 movimientos; las sumas son de todos. \
                 Mientras la sesión está abierta y el cierre es ciego, solo para un Administrador o un Gerente.",
            )
            .segment(SEGMENT)
            .refuses(&[Code::SessionNotFound, Code::ReportOfOpenSession])
            .answers(200, "El informe.", &examples::closing_report()),
    ]
}

fn opening_and_closing() -> Vec<Entry> {
    vec![
        Tag::Sessions
            .entry(
                Post,
                "/cajas/abrir",
                "openSession",
                "Abrir una caja",
                "Con `conteo`, la caja abre con lo contado y la diferencia queda como sobrante o faltante. Sin él, el monto de un Administrador \
                 vale (la diferencia es capital del dueño) y el de los demás no se usa: la caja abre con su saldo. Solo un Administrador abre \
                 para otro usuario. Un usuario y una caja tienen a lo más una sesión abierta.",
            )
            .takes(Form::OpenSession)
            .refuses(&[
                Code::RegisterNotFound,
                Code::UserNotFound,
                Code::UserHasOpenSession,
                Code::RegisterHasOpenSession,
            ])
            .answers(201, "La sesión abierta; `monto_inicial`, como número.", &examples::opened_session())
            .idempotent(),
        Tag::Sessions
            .entry(
                Post,
                "/cajas/movimiento",
                "recordMovement",
                "Registrar un ingreso o un egreso",
                "Mueve efectivo de la caja por un motivo propio. La sesión es la propia; un Administrador usa cualquiera.",
            )
            .takes(Form::Movement)
            .refuses(&[
                Code::SessionNotFound,
                Code::SessionNotYours,
                Code::SessionNotOpen,
                Code::CashInsufficient,
            ])
            .answers(201, "El movimiento; `monto`, como número.", &examples::movement())
            .idempotent(),
        Tag::Sessions
            .entry(
                Patch,
                "/cajas/sesion/:id/cerrar",
                "closeSession",
                "Cerrar una caja",
                "Cierra con lo contado: `monto_final_real`, `conteo`, o los dos si coinciden. La diferencia con lo que debía haber queda como \
                 sobrante o faltante, y la caja queda con lo contado. La sesión es la propia; un Administrador cierra cualquiera.",
            )
            .segment(SEGMENT)
            .takes(Form::CloseSession)
            .refuses(&[
                Code::SessionNotFound,
                Code::SessionNotYours,
                Code::SessionAlreadyClosed,
            ])
            .answers(
                200,
                "La sesión cerrada; lo calculado al cerrar, como números.",
                &examples::closed_session(),
            )
            .idempotent(),
        Tag::Sessions
            .entry(
                Patch,
                "/cajas/sesion/:id/motivo",
                "explainDifference",
                "Explicar la diferencia de un cierre",
                "Se escribe una sola vez, después de cerrar; repetir lo mismo no cambia nada.",
            )
            .segment(SEGMENT)
            .takes(Form::DifferenceReason)
            .refuses(&[
                Code::SessionNotFound,
                Code::SessionNotYours,
                Code::SessionStillOpen,
                Code::DifferenceReasonAlreadySet,
            ])
            .answers(200, "La sesión.", &examples::explained_session()),
    ]
}
