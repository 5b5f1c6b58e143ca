//! Answers as the demo gives them on its first day: Ana opens "Caja 1" with 100.00, sells 30.00 of Tigo, buys 50.00 of it, takes 10.00
//! out, and counts 69.50 where 70.00 should be.

mod closing;
mod coupons;
mod loyalty;
mod office;
mod phone_credits;
mod sales;
mod services;

pub(super) use closing::*;
pub(super) use coupons::*;
pub(super) use loyalty::*;
pub(super) use office::*;
pub(super) use phone_credits::*;
pub(super) use sales::*;
pub(super) use services::*;

use super::parameters;
use crate::http;
use serde_json::{Value, json};
use ventanilla_core::amount::Amount;
use ventanilla_core::role::Role;
use ventanilla_core::wire::kantuta::Audit;
use ventanilla_core::wire::kantuta::registers::{Register, Specialty};
use ventanilla_core::wire::kantuta::sessions::{
    CashMovement, CashSession, MovementKind, SessionState,
};
use ventanilla_core::wire::kantuta::users::{Person, User};
use ventanilla_core::wire::money::Money;
use ventanilla_core::wire::time::Iso;

/// 2026-06-30T22:47:51.123Z, when everything in the examples happens.
pub(super) const NOW_MS: i64 = 1_782_859_671_123;
/// The operation of the top-up.
pub(super) const OPERATION: &str = "3f0c2b1a-9d5e-4c77-8a61-2f4b7d9e0c15";
/// A token, as far as it needs to be shown.
pub(super) const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9…";
/// What the log calls a request.
const REQUEST: &str = "5f3a9c0e7b1d2846";
/// An Idempotency-Key.
pub(super) const KEY: &str = "caja1-20260630-0001";
const NUMBER: &str = "76543210";
const ANA: i64 = 3;

fn now() -> Iso {
    moment(NOW_MS)
}

fn moment(ms: i64) -> Iso {
    Iso::from_ms(ms)
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

/// What the address itself tells a program.
pub(super) fn server() -> Value {
    json!({ "name": "ventanilla", "version": env!("CARGO_PKG_VERSION"), "env": "production", "uptime": 0 })
}

/// A request to that route, with the examples of its variables in their places.
pub(super) fn request(method: http::Method, pattern: &str) -> http::Request {
    let segments: Vec<String> = pattern
        .split('/')
        .map(|segment| match segment.strip_prefix(':') {
            Some(name) => match parameters::segment(pattern, name).1 {
                Value::String(text) => text,
                other => other.to_string(),
            },
            None => segment.to_owned(),
        })
        .collect();
    http::Request {
        id: REQUEST.to_owned(),
        method: Some(method),
        path: segments.join("/"),
        query: String::new(),
        headers: Vec::new(),
        body: Ok(Vec::new()),
        client_address: String::new(),
    }
}
