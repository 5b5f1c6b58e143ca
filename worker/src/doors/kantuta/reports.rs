//! Cash reports and the dashboard's figures (contract, 3.11 to 3.13).

use super::view;
use crate::auth::token::Identity;
use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::store::cash_session::{self, BalanceRow, CashSessionRow};
use crate::store::movement::{self, MovementRow};
use crate::store::register::{self, RegisterRow};
use crate::store::report::{self, OperatorTotalRow};
use crate::store::row;
use ventanilla_core::amount::Amount;
use ventanilla_core::code::Code;
use ventanilla_core::wire::kantuta::reports::{
    DISTRIBUTION_ORDER, DashboardStats, HistoryMovement, Kpis, MONTHS, MonthSales, OperatorShare,
    RegisterHistory, RegisterName, ReportedMovement, ReportedSession, SessionReport, Totals,
};
use ventanilla_core::wire::money::Num;
use ventanilla_core::wire::time::Iso;

/// The most movements of one report: a session's first, a register's newest.
pub const MOVEMENTS_MAX: i64 = 5000;

/// GET `/reportes/data/movimientos-caja/:id_sesion`.
pub async fn session_movements(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let tenant_id = identity.tenant_id;
    let statements = vec![
        cash_session::find(tenant_id, id),
        register::of_session(tenant_id, id),
        cash_session::drawer_balance(tenant_id, id),
        movement::of_session(tenant_id, id, MOVEMENTS_MAX),
    ];
    let rows = read(call.app, identity, statements).await?;
    let not_found = || Failure::from(Code::SessionNotFound).with("id", id);
    let [session, register, balance, movements] = rows.as_slice() else {
        return Err(Failure::Internal("a report's batch is incomplete".into()));
    };
    let session: CashSessionRow = row::first(session)?.ok_or_else(not_found)?;
    let register: RegisterRow = row::one(register)?;
    let balance: BalanceRow = row::one(balance)?;
    let movements: Vec<MovementRow> = row::many(movements)?;
    ok(&SessionReport {
        sesion: ReportedSession {
            id: session.id,
            caja_nombre: register.name,
            fecha_apertura: Iso::from_ms(session.opened_at_ms),
            fecha_cierre: session.closed_at_ms.map(Iso::from_ms),
            monto_inicial: session.opening_amount.into(),
            saldo_actual_teorico: balance.posted.into(),
        },
        totales: totals(&movements)?,
        movimientos: movements
            .into_iter()
            .map(|row| ReportedMovement {
                id: row.id,
                fecha: Iso::from_ms(row.created_at_ms),
                tipo: view::movement_kind(&row),
                motivo: row.description,
                monto: row.amount.into(),
            })
            .collect(),
    })
}

/// GET `/reportes/data/caja-historial/:id_caja`.
pub async fn register_history(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let statements = vec![
        register::find_any(identity.tenant_id, id),
        movement::of_register(identity.tenant_id, id, MOVEMENTS_MAX),
    ];
    let rows = read(call.app, identity, statements).await?;
    let [register, movements] = rows.as_slice() else {
        return Err(Failure::Internal("a report's batch is incomplete".into()));
    };
    let register: Option<RegisterRow> = row::first(register)?;
    let movements: Vec<MovementRow> = row::many(movements)?;
    let (Some(register), false) = (register, movements.is_empty()) else {
        return Err(Failure::from(Code::RegisterWithoutMovements).with("id", id));
    };
    ok(&RegisterHistory {
        caja: RegisterName {
            id: register.id,
            nombre: register.name,
        },
        totales: totals(&movements)?,
        movimientos: movements
            .into_iter()
            .map(|row| HistoryMovement {
                id: row.id,
                fecha: Iso::from_ms(row.created_at_ms),
                id_sesion: row.cash_session_id,
                tipo: view::movement_kind(&row),
                motivo: row.description,
                monto: row.amount.into(),
            })
            .collect(),
    })
}

/// GET `/reportes/dashboard-stats`. Product sales are no part of this server, so whatever year is asked for, they are nothing.
pub async fn dashboard(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let now_ms = call.app.ports.clock.now_ms();
    let rows = read(
        call.app,
        identity,
        vec![report::top_up_totals(identity.tenant_id, now_ms)],
    )
    .await?;
    let totals: Vec<OperatorTotalRow> =
        rows.first().map(row::many).transpose()?.unwrap_or_default();
    let nothing = Num::from(Amount::ZERO);
    let today = sum(totals.iter().map(|row| row.today))?;
    let share = |operator: ventanilla_core::operator::Operator| {
        let total = totals
            .iter()
            .find(|row| row.operator == operator.name())
            .map_or(Amount::ZERO, |row| row.month);
        OperatorShare {
            proveedor: operator,
            total: total.into(),
        }
    };
    ok(&DashboardStats {
        kpis: Kpis {
            ventas_hoy: nothing,
            recargas_hoy: today.into(),
            ganancia_comisiones_hoy: nothing,
            productos_stock_bajo: 0,
        },
        ventas_mensuales: MONTHS
            .into_iter()
            .map(|month| MonthSales {
                mes: month.to_owned(),
                total: nothing,
            })
            .collect(),
        top_productos: Vec::new(),
        recargas_distribucion: DISTRIBUTION_ORDER.into_iter().map(share).collect(),
    })
}

fn totals(movements: &[MovementRow]) -> Result<Totals, Failure> {
    let side = |is_income: bool| {
        sum(movements
            .iter()
            .filter(|row| row.is_income == is_income)
            .map(|row| row.amount))
    };
    let (income, expense) = (side(true)?, side(false)?);
    let net = income.checked_sub(expense).ok_or_else(out_of_range)?;
    Ok(Totals {
        ingresos: income.into(),
        egresos: expense.into(),
        neto: net.into(),
    })
}

fn sum(mut amounts: impl Iterator<Item = Amount>) -> Result<Amount, Failure> {
    amounts
        .try_fold(Amount::ZERO, Amount::checked_add)
        .ok_or_else(out_of_range)
}

fn out_of_range() -> Failure {
    Failure::Internal("a sum is out of range".into())
}
