//! Service payments as the shop sees them.

use crate::http::Method::{Get, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::examples;
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;

const SEGMENT: &str = "Identificador de la operación que es el pago, un UUID.";

/// The entries of `/pagos`.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries = readings();
    entries.extend(decisions());
    entries
}

fn readings() -> Vec<Entry> {
    vec![
        Tag::Payments
            .entry(
                Get,
                "/pagos",
                "listPayments",
                "Los últimos pagos",
                "Los 100 más nuevos, del más nuevo al más viejo. Los demás están en `GET /operaciones`.",
            )
            .answers(200, "Los pagos.", &examples::payments()),
        Tag::Payments
            .entry(
                Get,
                "/pagos/pendientes",
                "listOpenPayments",
                "Los pagos pendientes",
                "Los que esperan una respuesta del proveedor o a una persona, y los que tienen efectivo por devolver; de cada uno, los 100 más viejos, del más \
                 viejo al más nuevo.",
            )
            .answers(200, "Los pagos.", &examples::open_payments()),
        Tag::Payments
            .entry(
                Get,
                "/pagos/:id",
                "findPayment",
                "Un pago",
                "Cómo está un pago.",
            )
            .segment(SEGMENT)
            .refuses(&[Code::OperationNotFound])
            .answers(200, "El pago.", &examples::refused_payment()),
        Tag::Payments
            .entry(
                Get,
                "/pagos/:id/llamadas",
                "listPaymentCalls",
                "Lo que se habló con el proveedor",
                "Cada pedido al proveedor por ese pago y lo que respondió, con las claves tapadas. De lo que no es un pago, la lista es vacía.",
            )
            .segment(SEGMENT)
            .refuses(&[Code::OperationNotFound])
            .answers_list(200, "Los pedidos, en su orden.", &[examples::provider_call()]),
    ]
}

fn decisions() -> Vec<Entry> {
    vec![
        Tag::Payments
            .entry(
                Post,
                "/pagos/:id/resolver",
                "resolvePayment",
                "Decir qué fue de un pago",
                "Para el pago que nadie pudo confirmar, una sola vez y con lo que lo prueba. `entregado`: el fondo lo paga. `no_entregado`: se suelta lo retenido, \
                 el integrador deja de deberlo, y el efectivo queda por devolver. Mientras se está hablando con el proveedor se rechaza.",
            )
            .segment(SEGMENT)
            .takes(Form::Resolve)
            .refuses(&[
                Code::OperationNotFound,
                Code::PaymentAlreadyResolved,
                Code::OperationInProgress,
            ])
            .answers(200, "El pago como quedó.", &examples::resolved_payment()),
        Tag::Payments
            .entry(
                Post,
                "/pagos/:id/devolver",
                "refundPayment",
                "Devolver el efectivo de un pago",
                "De un pago que no se hizo, una sola vez y entero, de la propia sesión de caja abierta. El cuerpo no se lee.",
            )
            .segment(SEGMENT)
            .refuses(&[
                Code::OperationNotFound,
                Code::RefundAlreadyPaid,
                Code::RefundNotDue,
                Code::SessionNotOpen,
                Code::CashInsufficient,
            ])
            .answers(201, "El pago, con su devolución pagada.", &examples::refunded_payment())
            .idempotent(),
    ]
}
