//! Answers as the wire has them: what an existing client reads, to the letter.

use super::auth::{LoginResponse, RoleEntry};
use super::recharges::{Injection, OperatorBalance, TopUp};
use super::registers::{Register, Specialty};
use super::reports::{ReportedMovement, ReportedSession, SessionReport, Totals};
use super::sessions::{CashMovement, CashSession, MovementKind, SessionState};
use super::users::{Person, User};
use super::*;
use crate::wire::{Dec, Money, Num};
use crate::{Operator, Role};

const AT: &str = "2026-06-30T22:47:51.123Z";
const AUDIT: &str = concat!(
    r#""estado":true,"id_user_create":1,"id_user_update":null,"created_at":"2026-06-30T22:47:51.123Z","#,
    r#""updated_at":"2026-06-30T22:47:51.123Z""#
);

fn at() -> Iso {
    Iso::parse(AT).unwrap()
}

fn audit() -> Audit {
    Audit {
        estado: true,
        id_user_create: Some(1),
        id_user_update: None,
        created_at: at(),
        updated_at: at(),
    }
}

fn bob(minor: i32) -> Amount {
    Amount::from_small_minor(minor)
}

/// The text, and that it reads back as the same.
fn check<T: Serialize + serde::de::DeserializeOwned + PartialEq + core::fmt::Debug>(
    value: &T,
    expected: &str,
) {
    assert_eq!(serde_json::to_string(value).unwrap(), expected);
    assert_eq!(&serde_json::from_str::<T>(expected).unwrap(), value);
}

fn session() -> CashSession {
    CashSession {
        id: 12,
        monto_inicial: Money::Num(bob(10_000)),
        monto_final_teorico: None,
        monto_final_real: Some(Money::Dec(bob(10_050))),
        diferencia: Some(Money::Dec(bob(-50))),
        estado_sesion: SessionState::Abierta,
        fecha_apertura: at(),
        fecha_cierre: None,
        id_caja: 3,
        id_usuario: 1,
        motivo_diferencia: None,
        audit: audit(),
    }
}

const SESSION: &str = concat!(
    r#"{"id":12,"monto_inicial":100,"monto_final_teorico":null,"monto_final_real":"100.50","diferencia":"-0.50","#,
    r#""estado_sesion":"ABIERTA","fecha_apertura":"2026-06-30T22:47:51.123Z","fecha_cierre":null,"id_caja":3,"id_usuario":1,"#,
    r#""motivo_diferencia":null,"#
);

#[test]
fn sessions_and_registers() {
    let session_json = format!("{SESSION}{AUDIT}}}");
    check(&session(), &session_json);
    let register = Register {
        id: 3,
        nombre: "Caja 1".to_owned(),
        especialidad: Specialty::Mixta,
        saldo: Money::Dec(bob(13_000)),
        id_sucursal: Some(1),
        sesiones: None,
        audit: audit(),
    };
    let head =
        r#"{"id":3,"nombre":"Caja 1","especialidad":"MIXTA","saldo":"130.00","id_sucursal":1,"#;
    check(&register, &format!("{head}{AUDIT}}}"));
    let with_sessions = Register {
        sesiones: Some(vec![session()]),
        ..register
    };
    check(
        &with_sessions,
        &format!("{head}\"sesiones\":[{session_json}],{AUDIT}}}"),
    );
    let movement = CashMovement {
        id: 5,
        tipo: MovementKind::Egreso,
        monto: Money::Num(bob(3_050)),
        motivo: "Taxi".to_owned(),
        fecha: at(),
        id_sesion_caja: 12,
        id_operacion: "u".to_owned(),
        audit: audit(),
    };
    let expected = format!(
        r#"{{"id":5,"tipo":"EGRESO","monto":30.5,"motivo":"Taxi","fecha":"{AT}","id_sesion_caja":12,"id_operacion":"u",{AUDIT}}}"#
    );
    check(&movement, &expected);
}

#[test]
fn recharges() {
    let balance = OperatorBalance {
        id: 1,
        nombre_operadora: Operator::Tigo,
        saldo_actual: Dec::from(bob(100_000)),
        umbral_saldo_bajo: None,
        audit: audit(),
    };
    let expected = format!(
        r#"{{"id":1,"nombre_operadora":"Tigo","saldo_actual":"1000.00","umbral_saldo_bajo":null,{AUDIT}}}"#
    );
    check(&balance, &expected);
    let top_up = TopUp {
        id: 9,
        operadora: Operator::Entel,
        numero_cliente: "71234567".to_owned(),
        monto: Money::Num(bob(3_000)),
        fecha_hora: at(),
        id_caja_sesion: 12,
        id_operacion: "u".to_owned(),
        referencia_operadora: None,
        audit: audit(),
        caja_sesion: None,
    };
    let head = r#""operadora":"Entel","numero_cliente":"71234567","monto":30,"fecha_hora":"2026-06-30T22:47:51.123Z","#;
    let tail = r#""id_caja_sesion":12,"id_operacion":"u","referencia_operadora":null,"#;
    check(&top_up, &format!("{{\"id\":9,{head}{tail}{AUDIT}}}"));
    let listed = TopUp {
        monto: Money::Dec(bob(3_000)),
        caja_sesion: Some(session()),
        ..top_up
    };
    let head = head.replace("30,", "\"30.00\",");
    check(
        &listed,
        &format!("{{\"id\":9,{head}{tail}{AUDIT},\"caja_sesion\":{SESSION}{AUDIT}}}}}"),
    );
    let injection = Injection {
        id: 4,
        operadora_destino: Operator::Viva,
        monto: Money::Dec(bob(50_000)),
        fecha_hora: at(),
        id_caja_origen: 12,
        id_operacion: "u".to_owned(),
        motivo: Some("Se acababa Viva".to_owned()),
        audit: audit(),
        caja_origen: None,
    };
    let expected = format!(
        r#"{{"id":4,"operadora_destino":"Viva","monto":"500.00","fecha_hora":"{AT}","id_caja_origen":12,"id_operacion":"u","motivo":"Se acababa Viva",{AUDIT}}}"#
    );
    check(&injection, &expected);
}

#[test]
fn logins_have_one_estado_and_no_password() {
    let user = User {
        id: 1,
        name: "Ana Pérez".to_owned(),
        email: "ana@x.bo".to_owned(),
        audit: audit(),
        persona: Some(Person {
            id: 1,
            nombres: "Ana".to_owned(),
            p_apellido: "Pérez".to_owned(),
            s_apellido: String::new(),
            fecha_nacimiento: Some("1990-05-01".to_owned()),
            genero: Some("F".to_owned()),
            audit: audit(),
        }),
        role: Some(RoleEntry::from(Role::Operador)),
    };
    let login = LoginResponse {
        access_token: "a".to_owned(),
        refresh_token: "r".to_owned(),
        user,
    };
    let json = serde_json::to_string(&login).unwrap();
    assert_eq!(
        json.matches("\"estado\"").count(),
        2,
        "one of the user, one of the person: {json}"
    );
    assert!(!json.contains("password"));
    assert!(json.contains(r#""role":{"id":2,"nombre":"Operador","descripcion":"#));
    assert!(
        !format!("{login:?}").contains("ana@x.bo"),
        "tokens stay out of logs"
    );
    assert!(serde_json::from_str::<LoginResponse>(&json).unwrap() == login);
}

#[test]
fn reports_have_numbers() {
    let number = |minor| Num::from(bob(minor));
    let report = SessionReport {
        sesion: ReportedSession {
            id: 12,
            caja_nombre: "Caja 1".to_owned(),
            fecha_apertura: at(),
            fecha_cierre: None,
            monto_inicial: number(10_000),
            saldo_actual_teorico: number(13_000),
        },
        movimientos: vec![ReportedMovement {
            id: 1,
            fecha: at(),
            tipo: MovementKind::Ingreso,
            motivo: "Cambio".to_owned(),
            monto: number(3_000),
        }],
        totales: Totals {
            ingresos: number(3_000),
            egresos: number(0),
            neto: number(3_000),
        },
    };
    let expected = concat!(
        r#"{"sesion":{"id":12,"cajaNombre":"Caja 1","fechaApertura":"2026-06-30T22:47:51.123Z","fechaCierre":null,"#,
        r#""montoInicial":100,"saldoActualTeorico":130},"movimientos":[{"id":1,"fecha":"2026-06-30T22:47:51.123Z","#,
        r#""tipo":"INGRESO","motivo":"Cambio","monto":30}],"totales":{"ingresos":30,"egresos":0,"neto":30}}"#
    );
    check(&report, expected);
}

#[test]
fn answers_of_another_shape_are_not_read() {
    let cases = [
        format!("{}{AUDIT}}}", SESSION.replace("ABIERTA", "abierta")),
        format!("{}{AUDIT}}}", SESSION.replace(":100,", ":100.001,")),
        format!("{}{AUDIT}}}", SESSION.replace(":100,", ":1e2,")),
        format!("{}{AUDIT}}}", SESSION.replace("51.123Z", "51.123")),
        format!("{}{AUDIT}}}", SESSION.replace("\"id\":12", "\"id\":\"12\"")),
        format!("{SESSION}\"estado\":true}}"),
        "null".to_owned(),
        "[]".to_owned(),
    ];
    for json in cases {
        assert!(
            serde_json::from_str::<CashSession>(&json).is_err(),
            "{json}"
        );
    }
}
