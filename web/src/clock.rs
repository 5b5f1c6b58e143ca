//! The server's clock. The machine's own may be wrong, by a day even; what is shown and asked for goes by the server's.

use crate::browser;
use std::cell::Cell;

/// From how far apart on the person is told, in milliseconds.
const SKEW_TOLD_MS: i64 = 10 * 60_000;

thread_local! {
    // Server's time less this machine's, in milliseconds.
    static SKEW_MS: Cell<i64> = const { Cell::new(0) };
}

/// Takes note of what time a server has just said it is, in milliseconds since the epoch.
pub(crate) fn heard(server_ms: i64) {
    SKEW_MS.set(server_ms.saturating_sub(browser::now_ms()));
}

/// Now, by the server's clock, in milliseconds since the epoch; before it has answered, by the machine's.
pub(crate) fn now_ms() -> i64 {
    browser::now_ms().saturating_add(SKEW_MS.get())
}

/// Whether this machine's clock is so wrong that somebody should set it.
pub(crate) fn is_wrong() -> bool {
    is_told(SKEW_MS.get())
}

fn is_told(skew_ms: i64) -> bool {
    skew_ms.saturating_abs() >= SKEW_TOLD_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told() {
        let minute = 60_000;
        let table = [
            (0, false),
            (9 * minute, false),
            (-9 * minute, false),
            (10 * minute, true),
            (-24 * 60 * minute, true),
            (i64::MIN, true),
        ];
        for (skew_ms, expected) in table {
            assert_eq!(is_told(skew_ms), expected, "{skew_ms}");
        }
    }
}
