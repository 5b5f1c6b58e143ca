//! The closing report of a cash session.

use super::stored;
use crate::auth::token::Identity;
use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::store::cash_session::difference;
use crate::store::closing_report::{
    self, OperatorSumRow, ReportEntryRow, ReportSessionRow, ReportTotalRow,
};
use crate::store::row;
use ventanilla_core::code::Code;
use ventanilla_core::role::Permission;
use ventanilla_core::wire::kantuta::sessions::MovementKind;
use ventanilla_core::wire::resources::sessions::{
    ClosingReport, OperatorSum, REPORT_ENTRIES_MAX, ReportEntry, ReportSession, ReportTotal,
};
use ventanilla_core::wire::time::Iso;

/// GET `/sesiones/:id/informe`. Refuses with `session_not_found`, and with `report_of_open_session` where the caller is to count the
/// drawer without knowing what should be in it.
pub async fn report(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let tenant_id = identity.tenant_id;
    // One more than is listed, to know whether there is more.
    let looked_for = i64::from(REPORT_ENTRIES_MAX).saturating_add(1);
    let statements = vec![
        closing_report::head(tenant_id, id),
        closing_report::entries(tenant_id, id, looked_for),
        closing_report::totals(tenant_id, id),
        closing_report::sold(tenant_id, id),
    ];
    let rows = read(call.app, identity, statements).await?;
    let [head, entries, totals, sold] = rows.as_slice() else {
        return Err(Failure::Internal("a report's batch is incomplete".into()));
    };
    let head: ReportSessionRow =
        row::first(head)?.ok_or_else(|| Failure::from(Code::SessionNotFound).with("id", id))?;
    let is_open = head.closed_at_ms.is_none();
    if is_open && head.is_blind && !identity.role.may(Permission::SeeDrawer) {
        return Err(Code::ReportOfOpenSession.into());
    }
    let totals: Vec<ReportTotalRow> = row::many(totals)?;
    let sold: Vec<OperatorSumRow> = row::many(sold)?;
    let listed = usize::try_from(REPORT_ENTRIES_MAX).unwrap_or(usize::MAX);
    let completo = entries.len() <= listed
        && totals.iter().all(|row| row.sum.is_whole)
        && sold.iter().all(|row| row.sum.is_whole);
    let entries: Vec<ReportEntryRow> = row::many(entries)?;
    ok(&ClosingReport {
        sesion: session(head)?,
        movimientos: entries
            .into_iter()
            .take(listed)
            .map(entry)
            .collect::<Result<_, _>>()?,
        totales: totals.into_iter().map(total).collect::<Result<_, _>>()?,
        recargas: sold
            .into_iter()
            .map(operator_sum)
            .collect::<Result<_, _>>()?,
        completo,
    })
}

fn session(row: ReportSessionRow) -> Result<ReportSession, Failure> {
    let difference = difference(row.counted_amount, row.expected_amount)?;
    Ok(ReportSession {
        id: row.id,
        id_caja: row.register_id,
        caja: row.register_name,
        sucursal: row.branch_name,
        zona_utc_minutos: row.utc_offset_min,
        id_usuario: row.user_id,
        usuario: row.user_name,
        abierta_por: row.opened_by_name,
        cerrada_por: row.closed_by_name,
        fecha_apertura: Iso::from_ms(row.opened_at_ms),
        fecha_cierre: row.closed_at_ms.map(Iso::from_ms),
        monto_inicial: row.opening_amount.into(),
        diferencia_apertura: row.opening_difference.into(),
        monto_final_teorico: row.expected_amount.map(Into::into),
        monto_final_real: row.counted_amount.map(Into::into),
        diferencia: difference.map(Into::into),
        motivo_diferencia: row.difference_reason,
        conteo_apertura: row.opening_count,
        conteo_cierre: row.closing_count,
    })
}

fn entry(row: ReportEntryRow) -> Result<ReportEntry, Failure> {
    Ok(ReportEntry {
        fecha: Iso::from_ms(row.created_at_ms),
        tipo: stored::kind(&row.kind)?,
        sentido: MovementKind::of_cash(row.is_income),
        detalle: row.detail.filter(|detail| !detail.is_empty()),
        operadora: row.operator.as_deref().map(stored::operator).transpose()?,
        numero: row.number,
        monto: row.amount.into(),
        estado: stored::state(&row.state)?,
    })
}

fn total(row: ReportTotalRow) -> Result<ReportTotal, Failure> {
    Ok(ReportTotal {
        tipo: stored::kind(&row.kind)?,
        sentido: MovementKind::of_cash(row.is_income),
        cantidad: row.count,
        monto: row.sum.amount.into(),
    })
}

fn operator_sum(row: OperatorSumRow) -> Result<OperatorSum, Failure> {
    Ok(OperatorSum {
        operadora: stored::operator(&row.operator)?,
        cantidad: row.count,
        monto: row.sum.amount.into(),
    })
}
