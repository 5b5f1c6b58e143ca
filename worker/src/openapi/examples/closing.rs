//! The report of Ana's session, once it is closed.

use super::{NUMBER, amount, now};
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::operator::Operator;
use ventanilla_core::wire::kantuta::sessions::MovementKind;
use ventanilla_core::wire::resources::sessions::{
    ClosingReport, OperatorSum, ReportEntry, ReportSession, ReportTotal,
};

/// What moved the drawer: kind, direction, minor units.
const MOVED: [(OperationKind, MovementKind, i32); 5] = [
    (
        OperationKind::CashSessionOpen,
        MovementKind::Ingreso,
        10_000,
    ),
    (OperationKind::TopUp, MovementKind::Ingreso, 3_000),
    (OperationKind::Injection, MovementKind::Egreso, 5_000),
    (OperationKind::CashMovement, MovementKind::Egreso, 1_000),
    (OperationKind::CashSessionClose, MovementKind::Egreso, 50),
];

pub(in crate::openapi) fn closing_report() -> ClosingReport {
    ClosingReport {
        sesion: session(),
        movimientos: MOVED
            .map(|(kind, direction, minor)| entry(kind, direction, minor))
            .into(),
        totales: MOVED
            .map(|(kind, direction, minor)| ReportTotal {
                tipo: kind,
                sentido: direction,
                cantidad: 1,
                monto: amount(minor).into(),
            })
            .into(),
        recargas: vec![OperatorSum {
            operadora: Operator::Tigo,
            cantidad: 1,
            monto: amount(3_000).into(),
        }],
        completo: true,
    }
}

fn session() -> ReportSession {
    let counted = |pieces: &[(&str, u32)]| {
        pieces
            .iter()
            .map(|(denomination, quantity)| ((*denomination).to_owned(), *quantity))
            .collect()
    };
    ReportSession {
        id: 1,
        id_caja: 1,
        caja: "Caja 1".to_owned(),
        sucursal: "Sucursal Centro".to_owned(),
        zona_utc_minutos: -240,
        id_usuario: 3,
        usuario: "ana".to_owned(),
        abierta_por: "ana".to_owned(),
        cerrada_por: Some("ana".to_owned()),
        fecha_apertura: now(),
        fecha_cierre: Some(now()),
        monto_inicial: amount(10_000).into(),
        diferencia_apertura: amount(10_000).into(),
        monto_final_teorico: Some(amount(7_000).into()),
        monto_final_real: Some(amount(6_950).into()),
        diferencia: Some(amount(-50).into()),
        motivo_diferencia: Some("Faltó una moneda de 0.50".to_owned()),
        conteo_apertura: Some(counted(&[("50.00", 1), ("20.00", 2), ("10.00", 1)])),
        conteo_cierre: Some(counted(&[
            ("50.00", 1),
            ("10.00", 1),
            ("5.00", 1),
            ("2.00", 2),
            ("0.50", 1),
        ])),
    }
}

fn entry(kind: OperationKind, direction: MovementKind, minor: i32) -> ReportEntry {
    let (detail, number) = match kind {
        OperationKind::TopUp => (Some(NUMBER), Some(1)),
        OperationKind::Injection => (Some(Operator::Tigo.name()), Some(1)),
        OperationKind::CashMovement => (Some("Compra de rollos de papel"), Some(3)),
        _ => (None, None),
    };
    ReportEntry {
        fecha: now(),
        tipo: kind,
        sentido: direction,
        detalle: detail.map(str::to_owned),
        operadora: matches!(kind, OperationKind::TopUp | OperationKind::Injection)
            .then_some(Operator::Tigo),
        numero: number,
        monto: amount(minor).into(),
        estado: OperationState::Succeeded,
    }
}
