//! Spans of time as lists filter by them: instants, or whole days of the tenant's own clock.

use crate::ports::Statement;
use ventanilla_core::wire::time::Moment;

/// From one moment until before another; either may be open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// Not before; a day from its start.
    pub from: Option<Moment>,
    /// Up to; a day to its end.
    pub until: Option<Moment>,
}

/// The condition on `$column`, over `$from` and `$until` and, behind each, whether it is in the tenant's own time (`?1` is the tenant).
/// `$cursor` is the time that a list goes on from: the index is entered at the earlier of the two ends, so that a page far back does
/// not read again what the pages before it had.
macro_rules! in_span {
    ($column:expr, $from:literal, $from_is_local:literal, $until:literal, $until_is_local:literal, $cursor:literal) => {
        concat!(
            $column, " >= CAST(", $from, " AS INTEGER) - CAST(", $from_is_local, " AS INTEGER) \
               * (SELECT utc_offset_min * 60000 FROM tenant WHERE id = CAST(?1 AS INTEGER)) AND ",
            $column, " < min(CAST(", $cursor, " AS INTEGER) + 1, CAST(", $until, " AS INTEGER) - CAST(", $until_is_local, " AS INTEGER) \
               * (SELECT utc_offset_min * 60000 FROM tenant WHERE id = CAST(?1 AS INTEGER)))"
        )
    };
}
pub(crate) use in_span;

/// Later than any instant on the wire, and far from where arithmetic in SQL would leave the integers.
pub const END_MS: i64 = 9_007_199_254_740_991;

impl Span {
    /// Binds the four parameters of `in_span`, in their order.
    pub fn bind(&self, statement: Statement) -> Statement {
        let is_day = |moment: Option<Moment>| matches!(moment, Some(Moment::Day(_)));
        statement
            .integer(self.from.map_or(0, |moment| moment.start_ms(0)))
            .flag(is_day(self.from))
            .integer(self.until.map_or(END_MS, |moment| moment.end_ms(0)))
            .flag(is_day(self.until))
    }
}
