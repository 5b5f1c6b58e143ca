//! The cash reports and the figures of the dashboard. Every amount is a number here: the pages that print them insist.

use serde::{Deserialize, Serialize};

use super::sessions::MovementKind;
use crate::operator::Operator;
use crate::wire::money::Num;
use crate::wire::time::Iso;

/// The months as the dashboard names them.
pub const MONTHS: [&str; 12] = [
    "Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic",
];
/// The order of the operators in the dashboard's distribution.
pub const DISTRIBUTION_ORDER: [Operator; 3] = [Operator::Entel, Operator::Viva, Operator::Tigo];

/// GET `/reportes/data/movimientos-caja/:idSesion`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionReport {
    /// The session.
    pub sesion: ReportedSession,
    /// Its movements, oldest first.
    pub movimientos: Vec<ReportedMovement>,
    /// The sums of the movements.
    pub totales: Totals,
}

/// The head of a session's report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReportedSession {
    /// The number.
    pub id: i64,
    /// The register's name.
    pub caja_nombre: String,
    /// When it was opened.
    pub fecha_apertura: Iso,
    /// When it was closed; `null` while it is open.
    pub fecha_cierre: Option<Iso>,
    /// The cash it was opened with.
    pub monto_inicial: Num,
    /// The cash in the register now.
    pub saldo_actual_teorico: Num,
}

/// One movement of a session's report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportedMovement {
    /// The number.
    pub id: i64,
    /// When.
    pub fecha: Iso,
    /// Which way.
    pub tipo: MovementKind,
    /// Why.
    pub motivo: String,
    /// How much.
    pub monto: Num,
}

/// The sums of a report's movements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Totals {
    /// What came in.
    pub ingresos: Num,
    /// What went out.
    pub egresos: Num,
    /// What came in less what went out.
    pub neto: Num,
}

/// GET `/reportes/data/caja-historial/:idCaja`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisterHistory {
    /// The register.
    pub caja: RegisterName,
    /// Its movements, oldest first.
    pub movimientos: Vec<HistoryMovement>,
    /// The sums of the movements.
    pub totales: Totals,
}

/// The head of a register's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisterName {
    /// The number.
    pub id: i64,
    /// The name.
    pub nombre: String,
}

/// One movement of a register's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryMovement {
    /// The number.
    pub id: i64,
    /// When.
    pub fecha: Iso,
    /// The session it was in; `null` for the register's first balance.
    pub id_sesion: Option<i64>,
    /// Which way.
    pub tipo: MovementKind,
    /// Why.
    pub motivo: String,
    /// How much.
    pub monto: Num,
}

/// GET `/reportes/dashboard-stats`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DashboardStats {
    /// Today's figures.
    pub kpis: Kpis,
    /// Twelve months, in the order of [`MONTHS`].
    pub ventas_mensuales: Vec<MonthSales>,
    /// Product sales are no part of this server: always empty.
    pub top_productos: Vec<TopProduct>,
    /// This month's top-ups, in [`DISTRIBUTION_ORDER`].
    pub recargas_distribucion: Vec<OperatorShare>,
}

/// Today's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Kpis {
    /// Product sales: always nothing.
    pub ventas_hoy: Num,
    /// Top-ups sold today.
    pub recargas_hoy: Num,
    /// Always nothing.
    pub ganancia_comisiones_hoy: Num,
    /// Always none.
    pub productos_stock_bajo: u32,
}

/// The product sales of one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthSales {
    /// The month, one of [`MONTHS`].
    pub mes: String,
    /// The sum.
    pub total: Num,
}

/// A product that sold well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopProduct {
    /// The name.
    pub nombre: String,
    /// How many were sold.
    pub cantidad: u32,
    /// What they earned.
    pub ganancia: Num,
}

/// The top-ups of one operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperatorShare {
    /// The operator.
    pub proveedor: Operator,
    /// The sum.
    pub total: Num,
}
