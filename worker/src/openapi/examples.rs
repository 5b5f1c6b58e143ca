//! Answers as the demo gives them on its first day: Ana opens "Caja 1" with 100.00, sells 30.00 of Tigo, buys 50.00 of it, takes 10.00
//! out, and counts 69.50 where 70.00 should be.

use crate::http;
use serde_json::{Value, json};
use ventanilla_core::amount::Amount;
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::operator::Operator;
use ventanilla_core::role::Role;
use ventanilla_core::wire::kantuta::Audit;
use ventanilla_core::wire::kantuta::recharges::{Injection, OperatorBalance, TopUp};
use ventanilla_core::wire::kantuta::registers::{Register, Specialty};
use ventanilla_core::wire::kantuta::reports::{
    DISTRIBUTION_ORDER, DashboardStats, HistoryMovement, Kpis, MONTHS, MonthSales, OperatorShare,
    RegisterHistory, RegisterName, ReportedMovement, ReportedSession, SessionReport, Totals,
};
use ventanilla_core::wire::kantuta::sessions::{
    CashMovement, CashSession, MovementKind, SessionState,
};
use ventanilla_core::wire::kantuta::users::{Person, User};
use ventanilla_core::wire::money::Money;
use ventanilla_core::wire::resources::branches::Branch;
use ventanilla_core::wire::resources::operations::Operation;
use ventanilla_core::wire::resources::operators::OperatorSettings;
use ventanilla_core::wire::resources::settings::{Mode, TenantSettings};
use ventanilla_core::wire::time::Iso;

/// 2026-06-30T22:47:51.123Z, when everything in the examples happens.
pub(super) const NOW_MS: i64 = 1_782_859_671_123;
/// The operation of the top-up.
pub(super) const OPERATION: &str = "3f0c2b1a-9d5e-4c77-8a61-2f4b7d9e0c15";
/// A token, as far as it needs to be shown.
pub(super) const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9…";
/// An Idempotency-Key.
pub(super) const KEY: &str = "caja1-20260630-0001";
const NUMBER: &str = "76543210";
const ANA: i64 = 3;

fn now() -> Iso {
    Iso::from_ms(NOW_MS)
}

fn amount(minor: i32) -> Amount {
    Amount::from_small_minor(minor)
}

fn read(minor: i32) -> Money {
    Money::Dec(amount(minor))
}

fn sent(minor: i32) -> Money {
    Money::Num(amount(minor))
}

fn audit(user_id: Option<i64>) -> Audit {
    Audit {
        estado: true,
        id_user_create: user_id,
        id_user_update: None,
        created_at: now(),
        updated_at: now(),
    }
}

pub(super) fn person() -> Person {
    Person {
        id: ANA,
        nombres: "Ana".to_owned(),
        p_apellido: "Demo".to_owned(),
        s_apellido: String::new(),
        fecha_nacimiento: Some("1990-05-01".to_owned()),
        genero: Some("F".to_owned()),
        audit: audit(None),
    }
}

pub(super) fn user() -> User {
    User {
        id: ANA,
        name: "ana".to_owned(),
        email: "ana@kiosco.demo".to_owned(),
        audit: audit(None),
        persona: Some(person()),
        role: Some(Role::Operador.into()),
    }
}

fn session() -> CashSession {
    CashSession {
        id: 1,
        monto_inicial: read(10_000),
        monto_final_teorico: None,
        monto_final_real: None,
        diferencia: None,
        estado_sesion: SessionState::Abierta,
        fecha_apertura: now(),
        fecha_cierre: None,
        id_caja: 1,
        id_usuario: ANA,
        motivo_diferencia: None,
        audit: audit(Some(ANA)),
    }
}

pub(super) fn active_session() -> CashSession {
    session()
}

pub(super) fn opened_session() -> CashSession {
    CashSession {
        monto_inicial: sent(10_000),
        ..session()
    }
}

/// Closed; what closing computed is written with `figure`.
fn closed(figure: fn(i32) -> Money) -> CashSession {
    CashSession {
        monto_final_teorico: Some(figure(7_000)),
        monto_final_real: Some(figure(6_950)),
        diferencia: Some(figure(-50)),
        estado_sesion: SessionState::Cerrada,
        fecha_cierre: Some(now()),
        motivo_diferencia: Some("Faltó una moneda de 0.50".to_owned()),
        ..session()
    }
}

pub(super) fn closed_session() -> CashSession {
    closed(sent)
}

pub(super) fn explained_session() -> CashSession {
    closed(read)
}

pub(super) fn register() -> Register {
    Register {
        id: 1,
        nombre: "Caja 1".to_owned(),
        especialidad: Specialty::Mixta,
        saldo: read(7_000),
        id_sucursal: Some(1),
        sesiones: None,
        audit: audit(None),
    }
}

pub(super) fn register_with_sessions() -> Register {
    Register {
        sesiones: Some(vec![session()]),
        ..register()
    }
}

pub(super) fn created_register() -> Register {
    Register {
        id: 4,
        nombre: "Caja 3".to_owned(),
        saldo: sent(10_000),
        audit: audit(Some(1)),
        ..register()
    }
}

pub(super) fn changed_register() -> Register {
    Register {
        id: 4,
        nombre: "Caja 3".to_owned(),
        especialidad: Specialty::SoloAgentes,
        sesiones: Some(Vec::new()),
        ..register()
    }
}

pub(super) fn movement() -> CashMovement {
    CashMovement {
        id: 3,
        tipo: MovementKind::Egreso,
        monto: sent(1_000),
        motivo: "Compra de rollos de papel".to_owned(),
        fecha: now(),
        id_sesion_caja: 1,
        id_operacion: OPERATION.to_owned(),
        audit: audit(Some(ANA)),
    }
}

pub(super) fn operator_balances() -> Vec<OperatorBalance> {
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

pub(super) fn top_up() -> TopUp {
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

pub(super) fn referenced_top_up() -> TopUp {
    TopUp {
        monto: read(3_000),
        referencia_operadora: Some("TG-000123".to_owned()),
        ..top_up()
    }
}

pub(super) fn listed_top_up() -> TopUp {
    TopUp {
        caja_sesion: Some(session()),
        ..referenced_top_up()
    }
}

pub(super) fn injection() -> Injection {
    Injection {
        id: 1,
        operadora_destino: Operator::Tigo,
        monto: sent(5_000),
        fecha_hora: now(),
        id_caja_origen: 1,
        id_operacion: OPERATION.to_owned(),
        audit: audit(Some(ANA)),
        caja_origen: None,
    }
}

pub(super) fn listed_injection() -> Injection {
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

pub(super) fn session_report() -> SessionReport {
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

pub(super) fn register_history() -> RegisterHistory {
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

pub(super) fn dashboard() -> DashboardStats {
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

pub(super) fn operation() -> Operation {
    Operation {
        id: OPERATION.to_owned(),
        tipo: OperationKind::TopUp,
        estado: OperationState::Succeeded,
        monto: Some(amount(3_000).into()),
        moneda: Currency::Bob,
        id_usuario: Some(ANA),
        id_caja_sesion: Some(1),
        detalle: Some(NUMBER.to_owned()),
        motivo: Some(format!("Venta de recarga a cliente {NUMBER} (Tigo)")),
        revierte_a: None,
        idempotency_key: Some(KEY.to_owned()),
        fecha_hora: now(),
        actualizada: now(),
    }
}

pub(super) fn reversal() -> Operation {
    Operation {
        id: "b81d4fae-7dec-41d0-9765-00a0c91e6bf6".to_owned(),
        tipo: OperationKind::Reversal,
        id_usuario: Some(2),
        motivo: Some("El cliente pidió otro número".to_owned()),
        revierte_a: Some(OPERATION.to_owned()),
        idempotency_key: None,
        ..operation()
    }
}

pub(super) fn branch() -> Branch {
    Branch {
        id: 3,
        codigo: "SUR".to_owned(),
        nombre: "Sucursal Sur".to_owned(),
        zona_utc_minutos: -240,
        estado: true,
    }
}

pub(super) fn operator_settings() -> OperatorSettings {
    OperatorSettings {
        id: 1,
        nombre: Operator::Tigo,
        activa: true,
        umbral_saldo_bajo: Some(amount(20_000).into()),
    }
}

pub(super) fn settings() -> TenantSettings {
    TenantSettings {
        nombre: "Kiosco Demo".to_owned(),
        pais: Country::Bolivia,
        moneda: Currency::Bob,
        modo: Mode::Demo,
        zona_utc_minutos: -240,
        cierre_ciego: true,
        encabezado_recibo: Some("Kiosco Demo\nSucursal Centro".to_owned()),
    }
}

/// What the address itself tells a program.
pub(super) fn server() -> Value {
    json!({ "name": "ventanilla", "version": env!("CARGO_PKG_VERSION"), "env": "production", "uptime": 0 })
}

/// A request to that route, with ids where the pattern has variables.
pub(super) fn request(method: http::Method, pattern: &str) -> http::Request {
    let id = if pattern.starts_with("/operaciones") {
        OPERATION
    } else {
        "1"
    };
    let segments: Vec<&str> = pattern
        .split('/')
        .map(|segment| if segment.starts_with(':') { id } else { segment })
        .collect();
    http::Request {
        id: String::from("example"),
        method: Some(method),
        path: segments.join("/"),
        query: String::new(),
        headers: Vec::new(),
        body: Ok(Vec::new()),
        client_address: String::new(),
    }
}
