//! Cash reports and the dashboard.

use crate::doors::kantuta::reports::MOVEMENTS_MAX;
use crate::http::Method::Get;
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::{examples, parameters};
use ventanilla_core::code::Code;

/// The entries of `/reportes`.
pub(super) fn entries() -> Vec<Entry> {
    // The descriptions say so.
    const { assert!(MOVEMENTS_MAX == 5000) };
    vec![
        Tag::Reports
            .entry(
                Get,
                "/reportes/data/movimientos-caja/:id_sesion",
                "reportSession",
                "Los movimientos de una sesión",
                "Los ingresos y egresos de la sesión, sin los de recargas e inyecciones, del más viejo al más nuevo; a lo más 5000. \
                 `saldoActualTeorico` es lo que la caja tiene ahora. Los montos son números.",
            )
            .segment("Número de la sesión de caja.")
            .refuses(&[Code::SessionNotFound])
            .answers(200, "El reporte.", &examples::session_report()),
        Tag::Reports
            .entry(
                Get,
                "/reportes/data/caja-historial/:id_caja",
                "reportRegister",
                "Los movimientos de una caja",
                "Todo el efectivo que entró y salió de la caja, activa o no, del más viejo al más nuevo; a lo más los 5000 últimos. Los montos \
                 son números.",
            )
            .segment("Número de la caja.")
            .refuses(&[Code::RegisterWithoutMovements])
            .answers(200, "El historial.", &examples::register_history()),
        Tag::Reports
            .entry(
                Get,
                "/reportes/dashboard-stats",
                "findDashboard",
                "Las cifras del tablero",
                "Las recargas de hoy y las del mes por operadora, en la hora de cada sucursal. La venta de productos no es parte de este servidor: \
                 sus cifras son cero. Los montos son números.",
            )
            .filtered_by(parameters::year())
            .answers(200, "Las cifras.", &examples::dashboard()),
    ]
}
