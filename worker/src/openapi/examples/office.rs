//! Operations, branches, operators and settings.

use super::{ANA, KEY, NUMBER, OPERATION, amount, now};
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::operator::Operator;
use ventanilla_core::wire::kantuta::sessions::MovementKind;
use ventanilla_core::wire::resources::branches::Branch;
use ventanilla_core::wire::resources::operations::{Operation, OperationTotal, UserName};
use ventanilla_core::wire::resources::operators::OperatorSettings;
use ventanilla_core::wire::resources::settings::{Mode, TenantSettings};

pub(in crate::openapi) fn operation() -> Operation {
    Operation {
        id: OPERATION.to_owned(),
        tipo: OperationKind::TopUp,
        estado: OperationState::Succeeded,
        numero: Some(1),
        monto: Some(amount(3_000).into()),
        moneda: Currency::Bob,
        sentido: Some(MovementKind::Ingreso),
        operadora: Some(Operator::Tigo),
        id_usuario: Some(ANA),
        id_caja_sesion: Some(1),
        id_caja: Some(1),
        detalle: Some(NUMBER.to_owned()),
        motivo: Some(format!("Venta de recarga a cliente {NUMBER} (Tigo)")),
        referencia_operadora: Some("TG-000123".to_owned()),
        revierte_a: None,
        reversible: true,
        idempotency_key: Some(KEY.to_owned()),
        fecha_hora: now(),
        actualizada: now(),
    }
}

pub(in crate::openapi) fn user_name() -> UserName {
    UserName {
        id: ANA,
        nombre: "ana".to_owned(),
    }
}

pub(in crate::openapi) fn operation_total() -> OperationTotal {
    OperationTotal {
        tipo: OperationKind::TopUp,
        estado: OperationState::Succeeded,
        sentido: Some(MovementKind::Ingreso),
        cantidad: 1,
        monto: amount(3_000).into(),
    }
}

pub(in crate::openapi) fn reversal() -> Operation {
    Operation {
        id: "b81d4fae-7dec-41d0-9765-00a0c91e6bf6".to_owned(),
        tipo: OperationKind::Reversal,
        numero: None,
        sentido: Some(MovementKind::Egreso),
        operadora: None,
        referencia_operadora: None,
        id_usuario: Some(2),
        motivo: Some("El cliente pidió otro número".to_owned()),
        revierte_a: Some(OPERATION.to_owned()),
        reversible: false,
        idempotency_key: None,
        ..operation()
    }
}

pub(in crate::openapi) fn branch() -> Branch {
    Branch {
        id: 3,
        codigo: "SUR".to_owned(),
        nombre: "Sucursal Sur".to_owned(),
        zona_utc_minutos: -240,
        estado: true,
    }
}

pub(in crate::openapi) fn operator_settings() -> OperatorSettings {
    OperatorSettings {
        id: 1,
        nombre: Operator::Tigo,
        activa: true,
        umbral_saldo_bajo: Some(amount(20_000).into()),
    }
}

pub(in crate::openapi) fn settings() -> TenantSettings {
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
