//! Rows as this door's wire shows them.

use crate::error::Failure;
use crate::store::cash_session::{CashSessionRow, difference};
use crate::store::injection::InjectionRow;
use crate::store::movement::MovementRow;
use crate::store::operator::OperatorRow;
use crate::store::register::RegisterRow;
use crate::store::top_up::TopUpRow;
use ventanilla_core::amount::Amount;
use ventanilla_core::operator::Operator;
use ventanilla_core::wire::kantuta::Audit;
use ventanilla_core::wire::kantuta::recharges::{Injection, OperatorBalance, TopUp};
use ventanilla_core::wire::kantuta::registers::{Register, Specialty};
use ventanilla_core::wire::kantuta::sessions::{
    CashMovement, CashSession, MovementKind, SessionState,
};
use ventanilla_core::wire::money::Money;
use ventanilla_core::wire::time::Iso;

/// How a figure is written: what was read is a string, what was just stored is echoed as a number (contract, 1.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    /// As strings.
    Read,
    /// As numbers.
    Echoed,
}

impl Figures {
    fn of(self, amount: Amount) -> Money {
        match self {
            Self::Read => Money::Dec(amount),
            Self::Echoed => Money::Num(amount),
        }
    }
}

/// Who and when, of something that is not changed after it was made.
fn made(user_id: Option<i64>, created_at_ms: i64) -> Audit {
    let created_at = Iso::from_ms(created_at_ms);
    Audit {
        estado: true,
        id_user_create: user_id,
        id_user_update: None,
        created_at,
        updated_at: created_at,
    }
}

pub(super) fn top_up(row: TopUpRow, figures: Figures) -> Result<TopUp, Failure> {
    Ok(TopUp {
        id: row.id,
        operadora: operator(&row.operator)?,
        numero_cliente: row.phone,
        monto: figures.of(row.amount),
        fecha_hora: Iso::from_ms(row.created_at_ms),
        id_caja_sesion: row.cash_session_id,
        id_operacion: row.operation_id,
        referencia_operadora: row.reference,
        audit: made(Some(row.user_id), row.created_at_ms),
        caja_sesion: row
            .cash_session
            .map(|session| cash_session(session, Figures::Read))
            .transpose()?,
    })
}

pub(super) fn injection(row: InjectionRow, figures: Figures) -> Result<Injection, Failure> {
    Ok(Injection {
        id: row.id,
        operadora_destino: operator(&row.operator)?,
        monto: figures.of(row.amount),
        fecha_hora: Iso::from_ms(row.created_at_ms),
        id_caja_origen: row.cash_session_id,
        id_operacion: row.operation_id,
        motivo: row.reason,
        audit: made(Some(row.user_id), row.created_at_ms),
        caja_origen: row
            .cash_session
            .map(|session| cash_session(session, Figures::Read))
            .transpose()?,
    })
}

pub(super) fn movement(row: MovementRow) -> Result<CashMovement, Failure> {
    Ok(CashMovement {
        id: row.id,
        tipo: movement_kind(&row),
        monto: Figures::Echoed.of(row.amount),
        fecha: Iso::from_ms(row.created_at_ms),
        id_sesion_caja: row
            .cash_session_id
            .ok_or_else(|| Failure::Internal("a movement without a session".into()))?,
        id_operacion: row.operation_id,
        audit: made(row.user_id, row.created_at_ms),
        motivo: row.description,
    })
}

pub(super) fn movement_kind(row: &MovementRow) -> MovementKind {
    MovementKind::of_cash(row.is_income)
}

/// `figures` is how what this request computed is written; the opening amount of a session that was there before is read.
pub(super) fn cash_session(row: CashSessionRow, figures: Figures) -> Result<CashSession, Failure> {
    let difference = difference(row.counted_amount, row.expected_amount)?;
    let opening = if row.closed_at_ms.is_some() {
        Figures::Read
    } else {
        figures
    };
    let opened_at = Iso::from_ms(row.opened_at_ms);
    Ok(CashSession {
        id: row.id,
        monto_inicial: opening.of(row.opening_amount),
        monto_final_teorico: row.expected_amount.map(|amount| figures.of(amount)),
        monto_final_real: row.counted_amount.map(|amount| figures.of(amount)),
        diferencia: difference.map(|amount| figures.of(amount)),
        estado_sesion: if row.closed_at_ms.is_some() {
            SessionState::Cerrada
        } else {
            SessionState::Abierta
        },
        fecha_apertura: opened_at,
        fecha_cierre: row.closed_at_ms.map(Iso::from_ms),
        id_caja: row.register_id,
        id_usuario: row.user_id,
        motivo_diferencia: row.difference_reason,
        audit: Audit {
            estado: true,
            id_user_create: row.opened_by_user_id,
            id_user_update: row.closed_by_user_id,
            created_at: opened_at,
            updated_at: Iso::from_ms(row.closed_at_ms.unwrap_or(row.opened_at_ms)),
        },
    })
}

/// A register with its sessions where they are part of the answer.
pub(super) fn register(
    row: RegisterRow,
    sessions: Option<Vec<CashSessionRow>>,
) -> Result<Register, Failure> {
    let audit = register_audit(&row);
    Ok(Register {
        id: row.id,
        especialidad: specialty(&row.specialty)?,
        nombre: row.name,
        saldo: Money::Dec(row.balance),
        id_sucursal: Some(row.branch_id),
        sesiones: sessions
            .map(|sessions| {
                sessions
                    .into_iter()
                    .map(|session| cash_session(session, Figures::Read))
                    .collect::<Result<_, _>>()
            })
            .transpose()?,
        audit,
    })
}

/// A register as its creation answered, whatever has changed since.
pub(super) fn created_register(row: RegisterRow) -> Result<Register, Failure> {
    let (balance, audit) = (row.balance, made(row.created_by_user_id, row.created_at_ms));
    Ok(Register {
        saldo: Money::Num(balance),
        audit,
        ..register(row, None)?
    })
}

fn register_audit(row: &RegisterRow) -> Audit {
    Audit {
        estado: row.active,
        id_user_create: row.created_by_user_id,
        id_user_update: row.updated_by_user_id,
        created_at: Iso::from_ms(row.created_at_ms),
        updated_at: Iso::from_ms(row.updated_at_ms),
    }
}

pub(super) fn operator_balance(row: &OperatorRow) -> Result<OperatorBalance, Failure> {
    Ok(OperatorBalance {
        id: row.id,
        nombre_operadora: operator(&row.name)?,
        saldo_actual: row.balance.into(),
        umbral_saldo_bajo: row.low_balance_threshold.map(Into::into),
        audit: Audit {
            estado: row.active,
            id_user_create: None,
            id_user_update: row.updated_by_user_id,
            created_at: Iso::from_ms(row.created_at_ms),
            updated_at: Iso::from_ms(row.updated_at_ms),
        },
    })
}

pub(super) fn operator(name: &str) -> Result<Operator, Failure> {
    Operator::parse(name)
        .ok_or_else(|| Failure::Internal(format!("unknown operator {name} is stored")))
}

fn specialty(name: &str) -> Result<Specialty, Failure> {
    Specialty::parse(name)
        .ok_or_else(|| Failure::Internal(format!("unknown specialty {name} is stored")))
}
