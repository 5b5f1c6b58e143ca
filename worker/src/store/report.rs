//! The figures of the dashboard.

use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::amount::Amount;

/// The sums of one operator's top-ups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorTotalRow {
    /// The operator's name.
    pub operator: String,
    /// Of today.
    pub today: Amount,
    /// Of this month.
    pub month: Amount,
}
columns!(OperatorTotalRow {
    operator,
    today,
    month
});

/// Day and month begin by each branch's own clock; `?2` is now. Some hundred rows at the most, however long the history.
const TOP_UP_TOTALS: &str = "WITH clock AS ( \
      SELECT id AS branch_id, (CAST(?2 AS INTEGER) + utc_offset_min * 60000) / 1000 AS local_s FROM branch WHERE tenant_id = CAST(?1 AS INTEGER)), \
    span AS ( \
      SELECT branch_id, unixepoch(local_s, 'unixepoch', 'start of month') / 86400 AS month_day, local_s / 86400 AS today FROM clock) \
    SELECT json_object('operator', operator.name, 'month', sum(top_up_day.total), \
      'today', sum(iif(top_up_day.local_day = span.today, top_up_day.total, 0))) AS row \
    FROM span CROSS JOIN top_up_day ON top_up_day.tenant_id = CAST(?1 AS INTEGER) AND top_up_day.branch_id = span.branch_id \
        AND top_up_day.local_day BETWEEN span.month_day AND span.today \
      CROSS JOIN operator ON operator.id = top_up_day.operator_id \
    GROUP BY operator.id";

/// Selects each operator's sums of today and of this month, reversed top-ups left out ([`OperatorTotalRow`]).
pub fn top_up_totals(tenant_id: i64, now_ms: i64) -> Statement {
    Statement::new(TOP_UP_TOTALS)
        .integer(tenant_id)
        .integer(now_ms)
}
