//! Operations: the list, one of them, and reversing.

use crate::http::Method::{Get, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::guard::Guard;
use crate::openapi::{examples, parameters};
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::resources::operations::{OperationPage, OperationTotals};

const SEGMENT: &str = "Identificador de la operación, un UUID.";

/// The entries of `/operaciones`.
pub(super) fn entries() -> Vec<Entry> {
    vec![
        Tag::Operations
            .entry(
                Get,
                "/operaciones",
                "listOperations",
                "Las operaciones",
                "Todo lo que se pidió y qué fue de ello, de lo más nuevo a lo más viejo, por páginas. Un parámetro desconocido se rechaza.",
            )
            .filtered_by(parameters::operation_filter())
            .refuses(&[Code::ValidationFailed, Code::CursorInvalid])
            .answers(
                200,
                "Una página.",
                &OperationPage {
                    operaciones: vec![examples::operation()],
                    usuarios: vec![examples::user_name()],
                    cursor: None,
                },
            ),
        Tag::Operations
            .entry(
                Get,
                "/operaciones/totales",
                "sumOperations",
                "Lo que suman las operaciones",
                "Con los filtros de la lista, sin sus páginas: cuántas son y cuánto suman, por tipo, estado y sentido. Se suman a lo más las \
                 10000 más nuevas. Un parámetro desconocido se rechaza.",
            )
            .filtered_by(parameters::operation_filter_without_page())
            .refuses(&[Code::ValidationFailed])
            .answers(
                200,
                "Las sumas.",
                &OperationTotals {
                    totales: vec![examples::operation_total()],
                    completo: true,
                    moneda: Currency::Bob,
                },
            ),
        find("/operaciones/:id", "findOperation"),
        // For clients that have the gateway's prefix in their base URL.
        find("/cps/operaciones/:id", "findOperationWithPrefix"),
        Tag::Operations
            .entry(
                Post,
                "/operaciones/:id/reversar",
                "reverseOperation",
                "Reversar una operación",
                "Devuelve el valor de una recarga, una inyección o un movimiento, una sola vez. El efectivo pasa por la sesión de la operación si \
                 sigue abierta; si no, por la del que reversa. También lo de un fondo agregado o un pago de integrador, fuera de las cajas.",
            )
            .segment(SEGMENT)
            .takes(Form::Reverse)
            .refuses(&[
                Code::OperationNotFound,
                Code::OperationNotReversible,
                Code::OperationAlreadyReversed,
                Code::CashSessionRequired,
                Code::CashInsufficient,
                Code::FloatInsufficient,
                Code::PrefundInsufficient,
                Code::CreditLimitReached,
            ])
            .answers(201, "La operación que reversa a la otra.", &examples::reversal())
            .idempotent(),
    ]
}

fn find(pattern: &'static str, id: &'static str) -> Entry {
    Tag::Operations
        .entry(
            Get,
            pattern,
            id,
            "Una operación",
            "Lo que se pidió y qué fue de ello. Un integrador pregunta con su firma, y solo por lo suyo.",
        )
        .segment(SEGMENT)
        .guarded_by(Guard::Payer)
        .refuses(&[Code::OperationNotFound])
        .answers(200, "La operación.", &examples::operation())
}
