//! What is sold and bought, and what reports make of it.

use super::{ANA, NUMBER, OPERATION, amount, audit, movement, now, read, sent, session};
use ventanilla_core::amount::Amount;
use ventanilla_core::operator::Operator;
use ventanilla_core::wire::kantuta::recharges::{Injection, OperatorBalance, TopUp};
use ventanilla_core::wire::kantuta::reports::{
    DISTRIBUTION_ORDER, DashboardStats, HistoryMovement, Kpis, MONTHS, MonthSales, OperatorShare,
    RegisterHistory, RegisterName, ReportedMovement, ReportedSession, SessionReport, Totals,
};

pub(in crate::openapi) fn operator_balances() -> Vec<OperatorBalance> {
    [
        (1, Operator::Tigo, 102_000),
        (2, Operator::Entel, 100_000),
        (3, Operator::Viva, 100_000),
    ]
    .map(|(id, operator, balance)| OperatorBalance {
        id,
        nombre_operadora: operator,
        saldo_actual: amount(balance).into(),
        umbral_saldo_bajo: None,
        audit: audit(None),
    })
    .into()
}

pub(in crate::openapi) fn top_up() -> TopUp {
    TopUp {
        id: 1,
        operadora: Operator::Tigo,
        numero_cliente: NUMBER.to_owned(),
        monto: sent(3_000),
        fecha_hora: now(),
        id_caja_sesion: 1,
        id_operacion: OPERATION.to_owned(),
        referencia_operadora: None,
        audit: audit(Some(ANA)),
        caja_sesion: None,
    }
}

pub(in crate::openapi) fn referenced_top_up() -> TopUp {
    TopUp {
        monto: read(3_000),
        referencia_operadora: Some("TG-000123".to_owned()),
        ..top_up()
    }
}

pub(in crate::openapi) fn listed_top_up() -> TopUp {
    TopUp {
        caja_sesion: Some(session()),
        ..referenced_top_up()
    }
}

pub(in crate::openapi) fn injection() -> Injection {
    Injection {
        id: 1,
        operadora_destino: Operator::Tigo,
        monto: sent(5_000),
        fecha_hora: now(),
        id_caja_origen: 1,
        id_operacion: OPERATION.to_owned(),
        motivo: Some("Se acababa el saldo de Tigo".to_owned()),
        audit: audit(Some(ANA)),
        caja_origen: None,
    }
}

pub(in crate::openapi) fn listed_injection() -> Injection {
    Injection {
        monto: read(5_000),
        caja_origen: Some(session()),
        ..injection()
    }
}

fn totals() -> Totals {
    Totals {
        ingresos: Amount::ZERO.into(),
        egresos: amount(1_000).into(),
        neto: amount(-1_000).into(),
    }
}

pub(in crate::openapi) fn session_report() -> SessionReport {
    let movement = movement();
    SessionReport {
        sesion: ReportedSession {
            id: 1,
            caja_nombre: "Caja 1".to_owned(),
            fecha_apertura: now(),
            fecha_cierre: None,
            monto_inicial: amount(10_000).into(),
            saldo_actual_teorico: amount(7_000).into(),
        },
        movimientos: vec![ReportedMovement {
            id: movement.id,
            fecha: now(),
            tipo: movement.tipo,
            motivo: movement.motivo,
            monto: amount(1_000).into(),
        }],
        totales: totals(),
    }
}

pub(in crate::openapi) fn register_history() -> RegisterHistory {
    let movement = movement();
    RegisterHistory {
        caja: RegisterName {
            id: 1,
            nombre: "Caja 1".to_owned(),
        },
        movimientos: vec![HistoryMovement {
            id: movement.id,
            fecha: now(),
            id_sesion: Some(1),
            tipo: movement.tipo,
            motivo: movement.motivo,
            monto: amount(1_000).into(),
        }],
        totales: totals(),
    }
}

pub(in crate::openapi) fn dashboard() -> DashboardStats {
    let nothing = Amount::ZERO;
    DashboardStats {
        kpis: Kpis {
            ventas_hoy: nothing.into(),
            recargas_hoy: amount(3_000).into(),
            ganancia_comisiones_hoy: nothing.into(),
            productos_stock_bajo: 0,
        },
        ventas_mensuales: MONTHS
            .map(|month| MonthSales {
                mes: month.to_owned(),
                total: nothing.into(),
            })
            .into(),
        top_productos: Vec::new(),
        recargas_distribucion: DISTRIBUTION_ORDER
            .map(|operator| OperatorShare {
                proveedor: operator,
                total: match operator {
                    Operator::Tigo => amount(3_000),
                    Operator::Entel | Operator::Viva => nothing,
                }
                .into(),
            })
            .into(),
    }
}
