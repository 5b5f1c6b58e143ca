//! The contract's words, in tables.

use super::*;
use crate::field::Flaw;
use crate::wire::kantuta::auth::LoginRequest;
use crate::wire::kantuta::recharges::{InjectionRequest, TopUpRequest};
use crate::wire::kantuta::registers::CreateRegisterRequest;
use crate::wire::kantuta::sessions::{MovementRequest, OpenSessionRequest};
use crate::wire::kantuta::users::RegisterUserRequest;
use crate::{Country, Currency};

const BOB: Currency = Currency::Bob;

fn texts<T>(endpoint: Endpoint, read: Result<T, Invalid>) -> Vec<String> {
    let invalid = read.err().expect("an invalid request");
    invalid
        .iter()
        .map(|error| validation_text(endpoint, error))
        .collect()
}

fn top_up(body: &str) -> Vec<String> {
    texts(
        Endpoint::Other,
        TopUpRequest::parse(body.as_bytes(), BOB, Country::Bolivia),
    )
}

#[test]
fn top_ups() {
    let cases: &[(&str, &[&str])] = &[
        (
            r#"{"operadora":"Claro","numero_cliente":1,"monto":0.05,"id_caja_sesion":"1","x":1}"#,
            &[
                "operadora must be one of the following values: Tigo, Entel, Viva",
                "numero_cliente must be a string",
                "monto must not be less than 0.1",
                "id_caja_sesion must be a number conforming to the specified constraints",
                "property x should not exist",
            ],
        ),
        (
            "{}",
            &[
                "operadora should not be empty",
                "numero_cliente should not be empty",
                "monto should not be empty",
                "id_caja_sesion should not be empty",
            ],
        ),
        (
            r#"{"operadora":"Tigo","numero_cliente":"22440000","monto":"30.00","id_caja_sesion":1}"#,
            &[
                "numero_cliente: Es un teléfono fijo; escriba un número de celular.",
                "monto must be a number conforming to the specified constraints: envíe un número sin comillas, por ejemplo 30.50",
            ],
        ),
        (
            r#"{"operadora":"Tigo","numero_cliente":"76543210","monto":0.001,"id_caja_sesion":1}"#,
            &[
                "monto must be a number conforming to the specified constraints: use como máximo dos decimales",
            ],
        ),
        (
            "",
            &["El cuerpo del pedido está vacío; envíe un objeto JSON."],
        ),
        ("{", &["El cuerpo del pedido no es JSON válido."]),
    ];
    for (body, expected) in cases {
        assert_eq!(top_up(body), *expected, "{body}");
    }
}

#[test]
fn other_requests() {
    let cases: &[(Vec<String>, &[&str])] = &[
        (
            texts(
                Endpoint::Other,
                InjectionRequest::parse(
                    br#"{"operadora_destino":"Viva","monto":0.5,"id_caja_sesion":1}"#,
                    BOB,
                ),
            ),
            &["monto must not be less than 1"],
        ),
        (
            texts(
                Endpoint::OpenSession,
                OpenSessionRequest::parse(br#"{"id_caja":1.5,"monto_inicial":-1}"#, BOB),
            ),
            &[
                "id_caja must be an integer number",
                "monto_inicial must not be less than 0",
            ],
        ),
        (
            texts(Endpoint::OpenSession, OpenSessionRequest::parse(b"{}", BOB)),
            &["id_caja should not be empty"],
        ),
        (
            texts(
                Endpoint::Movement,
                MovementRequest::parse(
                    br#"{"tipo":"X","monto":0,"motivo":"","id_sesion_caja":1}"#,
                    BOB,
                ),
            ),
            &[
                "tipo must be one of the following values: INGRESO, EGRESO",
                "monto must not be less than 0.1",
                "motivo should not be empty",
            ],
        ),
        (
            texts(
                Endpoint::Other,
                CreateRegisterRequest::parse(
                    br#"{"nombre":"ab","especialidad":"X","saldo":-1}"#,
                    BOB,
                ),
            ),
            &[
                "nombre must be longer than or equal to 3 characters",
                "especialidad must be one of the following values: SOLO_VENTAS, SOLO_AGENTES, MIXTA",
                "saldo must not be less than 0",
            ],
        ),
        (
            texts(
                Endpoint::Login,
                LoginRequest::parse(br#"{"email":"","password":""}"#),
            ),
            &["El email es requerido", "La contraseña es requerida"],
        ),
        (
            texts(
                Endpoint::Login,
                LoginRequest::parse(br#"{"email":"x","password":1,"otp":1}"#),
            ),
            &[
                "El email no tiene un formato valido",
                "La contraseña debe ser texto",
                "property otp should not exist",
            ],
        ),
        (
            texts(
                Endpoint::RegisterUser,
                RegisterUserRequest::parse(
                    br#"{"email":"x","password":"12345678","nombres":"A","p_apellido":"B"}"#,
                ),
            ),
            &["El email no tiene un formato válido"],
        ),
    ];
    for (found, expected) in cases {
        assert_eq!(found, expected);
    }
}

#[test]
fn endpoints_word_errors_in_their_own_way() {
    let id = [("id", "7")];
    let cases: &[(Endpoint, Code, &str)] = &[
        (
            Endpoint::Other,
            Code::RegisterNotFound,
            "Caja con ID 7 no encontrada o inactiva",
        ),
        (
            Endpoint::OpenSession,
            Code::RegisterNotFound,
            "Caja con id 7 no encontrada o inactiva",
        ),
        (
            Endpoint::Other,
            Code::SessionNotFound,
            "Sesión de caja con ID 7 no encontrada o inactiva",
        ),
        (
            Endpoint::CloseSession,
            Code::SessionNotFound,
            "Sesión con ID 7 no encontrada o inactiva",
        ),
        (
            Endpoint::SessionReport,
            Code::SessionNotFound,
            "Sesión de caja con ID 7 no encontrada",
        ),
        (
            Endpoint::Other,
            Code::SessionNotOpen,
            "La sesión de caja no existe o no está ABIERTA.",
        ),
        (
            Endpoint::Movement,
            Code::SessionNotOpen,
            "No se pueden registrar movimientos en una sesión cerrada",
        ),
        (
            Endpoint::CloseSession,
            Code::SessionAlreadyClosed,
            "La sesión ya está cerrada",
        ),
        (
            Endpoint::Other,
            Code::NoActiveSession,
            "No hay sesión activa para el usuario 7",
        ),
        (
            Endpoint::Other,
            Code::UserHasOpenSession,
            "El usuario ya cuenta con una caja abierta",
        ),
        (
            Endpoint::Other,
            Code::RegisterHasOpenSession,
            "La caja ya tiene una sesión abierta",
        ),
    ];
    for (endpoint, code, expected) in cases {
        assert_eq!(message(*endpoint, *code, &id), *expected);
    }
    let balance = [("saldo", "3590.00"), ("operadora", "Tigo")];
    let cases: &[(Endpoint, Code, &str)] = &[
        (
            Endpoint::Injection,
            Code::CashInsufficient,
            "Fondos insuficientes en el saldo de la caja para realizar el fondeo. Saldo disponible: Bs. 3590.00",
        ),
        (
            Endpoint::Movement,
            Code::CashInsufficient,
            "Fondos insuficientes en el saldo de la caja. Saldo disponible: 3590.00",
        ),
        (
            Endpoint::Other,
            Code::FloatInsufficient,
            "Saldo insuficiente para la operadora Tigo. Saldo actual: 3590.00",
        ),
        (
            Endpoint::Other,
            Code::OperatorNotFound,
            "La operadora Tigo no está registrada.",
        ),
    ];
    for (endpoint, code, expected) in cases {
        assert_eq!(message(*endpoint, *code, &balance), *expected);
    }
}

#[test]
fn bodies() {
    let invalid = Invalid::one(Flaw::new(Code::TooSmall).with("minimo", "0.1").of("monto"));
    let body = ErrorBody::invalid(
        &invalid,
        Endpoint::Other,
        Iso::from_ms(0),
        "/recargas/cliente?x=1".to_owned(),
    );
    let json = concat!(
        r#"{"statusCode":400,"timestamp":"1970-01-01T00:00:00.000Z","path":"/recargas/cliente?x=1","#,
        r#""message":["monto must not be less than 0.1"],"error_detail":"Bad Request","code":"validation_failed","#,
        r#""errors":[{"field":"monto","code":"too_small"}]}"#
    );
    assert_eq!(serde_json::to_string(&body).unwrap(), json);
    assert_eq!(serde_json::from_str::<ErrorBody>(json).unwrap(), body);
    // What another server of the same contract, or a newer one, answers.
    let cases = [
        (
            r#"{"statusCode":404,"timestamp":"1970-01-01T00:00:00Z","path":"/x","message":"Cannot GET /x","error_detail":null}"#,
            true,
        ),
        (
            r#"{"statusCode":400,"timestamp":"1970-01-01T00:00:00Z","path":"/x","message":"m","error_detail":null,"code":"from_the_future"}"#,
            true,
        ),
        (r#"{"statusCode":404,"message":{}}"#, false),
        (
            r#"{"statusCode":"404","timestamp":"1970-01-01T00:00:00Z","path":"/x","message":"m","error_detail":null}"#,
            false,
        ),
        ("<html>", false),
    ];
    for (json, readable) in cases {
        let read = serde_json::from_str::<ErrorBody>(json);
        assert_eq!(read.is_ok(), readable, "{json}");
        assert!(read.map_or(true, |body| body.code == Code::Internal));
    }
}
