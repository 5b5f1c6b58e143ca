//! The figures of the dashboard.

use super::row;
use crate::ports::Statement;
use serde::Deserialize;
use ventanilla_core::amount::Amount;

/// The sums of one operator's top-ups.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OperatorTotalRow {
    /// The operator's name.
    pub operator: String,
    /// Of today.
    #[serde(deserialize_with = "row::minor")]
    pub today: Amount,
    /// Of this month.
    #[serde(deserialize_with = "row::minor")]
    pub month: Amount,
}

/// Day and month begin by the tenant's own clock; `?2` is now.
const TOP_UP_TOTALS: &str = "WITH clock AS ( \
      SELECT utc_offset_min * 60000 AS offset_ms, (CAST(?2 AS INTEGER) + utc_offset_min * 60000) / 1000 AS local_s FROM tenant WHERE id = CAST(?1 AS INTEGER)), \
    start AS ( \
      SELECT unixepoch(local_s, 'unixepoch', 'start of day') * 1000 - offset_ms AS day_ms, \
        unixepoch(local_s, 'unixepoch', 'start of month') * 1000 - offset_ms AS month_ms FROM clock) \
    SELECT json_object('operator', operator.name, 'today', sum(iif(top_up.created_at_ms >= start.day_ms, top_up.amount, 0)), 'month', sum(top_up.amount)) AS row \
    FROM start JOIN top_up ON top_up.tenant_id = CAST(?1 AS INTEGER) AND top_up.created_at_ms >= start.month_ms \
      JOIN operator ON operator.id = top_up.operator_id JOIN operation ON operation.id = top_up.operation_id \
    WHERE operation.state = 'succeeded' \
    GROUP BY operator.id";

/// Selects each operator's sums of today and of this month, reversed top-ups left out ([`OperatorTotalRow`]).
pub fn top_up_totals(tenant_id: i64, now_ms: i64) -> Statement {
    Statement::new(TOP_UP_TOTALS)
        .integer(tenant_id)
        .integer(now_ms)
}
