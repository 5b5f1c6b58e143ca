//! The report of a cash session, to be printed and filed when it is closed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::operation::{OperationKind, OperationState};
use crate::operator::Operator;
use crate::readable;
use crate::wire::kantuta::sessions::MovementKind;
use crate::wire::money::Dec;
use crate::wire::time::Iso;

/// The most entries that a report lists.
pub const REPORT_ENTRIES_MAX: u32 = 5_000;

/// GET `/sesiones/:id/informe`.
///
/// What it was opened with, and what came in less what went out in every total but those of opening and closing, is what should have
/// been in the drawer at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosingReport {
    /// The session.
    pub sesion: ReportSession,
    /// Everything that moved its drawer, oldest first.
    pub movimientos: Vec<ReportEntry>,
    /// The sums of all that moved it, listed or not, by kind and direction.
    pub totales: Vec<ReportTotal>,
    /// What was sold of each operator in the session and was not reversed.
    pub recargas: Vec<OperatorSum>,
    /// Whether everything is in it; `false` where more moved than [`REPORT_ENTRIES_MAX`] entries can list, or a sum is more than an
    /// amount can say.
    pub completo: bool,
}

/// The head of a closing report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportSession {
    /// The number.
    pub id: i64,
    /// The register.
    pub id_caja: i64,
    /// The register's name.
    pub caja: String,
    /// The name of its branch.
    pub sucursal: String,
    /// The offset from UTC of the branch's clock, in minutes.
    pub zona_utc_minutos: i32,
    /// The user whose session it is.
    pub id_usuario: i64,
    /// The name of that user.
    pub usuario: String,
    /// The name of who opened it.
    pub abierta_por: String,
    /// The name of who closed it; `null` while it is open.
    pub cerrada_por: Option<String>,
    /// When it was opened.
    pub fecha_apertura: Iso,
    /// When it was closed; `null` while it is open.
    pub fecha_cierre: Option<Iso>,
    /// The cash it was opened with.
    pub monto_inicial: Dec,
    /// That cash less what the register should have held then.
    pub diferencia_apertura: Dec,
    /// What should have been in the drawer; `null` while it is open.
    pub monto_final_teorico: Option<Dec>,
    /// What was counted; `null` while it is open.
    pub monto_final_real: Option<Dec>,
    /// What was counted less what should have been there; `null` while it is open.
    pub diferencia: Option<Dec>,
    /// Why the count differed, once that is recorded.
    pub motivo_diferencia: Option<String>,
    /// The pieces counted at opening, denomination to quantity; `null` where nobody counted them.
    pub conteo_apertura: Option<BTreeMap<String, u32>>,
    /// The pieces counted at closing, denomination to quantity; `null` where nobody counted them.
    pub conteo_cierre: Option<BTreeMap<String, u32>>,
}

/// One thing that moved the session's drawer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportEntry {
    /// When.
    pub fecha: Iso,
    /// What was asked for; opening and closing are there where they adjusted the drawer to a count.
    pub tipo: OperationKind,
    /// Which way the cash went.
    pub sentido: MovementKind,
    /// What it was about, for people: the customer's number of a top-up, the operator of an injection, the reason of a movement or a
    /// reversal; `null` for the others.
    pub detalle: Option<String>,
    /// The operator of a top-up or an injection; `null` for anything else.
    pub operadora: Option<Operator>,
    /// The number that people call it by: of the top-up, the injection or the cash movement; `null` for anything else.
    pub numero: Option<i64>,
    /// How much.
    pub monto: Dec,
    /// The state of what was asked for; what was reversed is listed too, and so is its reversal where that moved this drawer.
    pub estado: OperationState,
}

/// The sum of what moved the drawer for one kind of operation in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportTotal {
    /// The kind.
    pub tipo: OperationKind,
    /// Which way the cash went.
    pub sentido: MovementKind,
    /// How many there are.
    pub cantidad: i64,
    /// What they come to.
    pub monto: Dec,
}

/// What was sold of one operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperatorSum {
    /// The operator.
    pub operadora: Operator,
    /// How many top-ups.
    pub cantidad: i64,
    /// What they come to.
    pub monto: Dec,
}

readable!(ClosingReport {
    sesion,
    movimientos,
    totales,
    recargas,
    completo
});
readable!(ReportSession {
    id,
    id_caja,
    caja,
    sucursal,
    zona_utc_minutos,
    id_usuario,
    usuario,
    abierta_por,
    cerrada_por,
    fecha_apertura,
    fecha_cierre,
    monto_inicial,
    diferencia_apertura,
    monto_final_teorico,
    monto_final_real,
    diferencia,
    motivo_diferencia,
    conteo_apertura,
    conteo_cierre
});
readable!(ReportEntry {
    fecha,
    tipo,
    sentido,
    detalle,
    operadora,
    numero,
    monto,
    estado
});
readable!(ReportTotal {
    tipo,
    sentido,
    cantidad,
    monto
});
readable!(OperatorSum {
    operadora,
    cantidad,
    monto
});
