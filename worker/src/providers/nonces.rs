//! [`Nonces`]: times that no two requests share.

use std::cell::Cell;

/// The nonces of one instance: times in milliseconds, each later than the one before. A provider takes a nonce once, and two requests of one
/// account in the same millisecond would otherwise have the same.
#[derive(Debug, Default)]
pub struct Nonces(Cell<i64>);

impl Nonces {
    /// The nonce of a request that is about to be sent: now, or as soon after it as is free.
    pub fn next(&self, now_ms: i64) -> i64 {
        let nonce_ms = now_ms.max(self.0.get().saturating_add(1));
        self.0.set(nonce_ms);
        nonce_ms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_the_same() {
        let nonces = Nonces::default();
        let table = [
            (1_780_286_400_000, 1_780_286_400_000),
            (1_780_286_400_000, 1_780_286_400_001),
            (1_780_286_400_001, 1_780_286_400_002),
            (1_780_286_400_050, 1_780_286_400_050),
            // A clock that is set back gives none twice.
            (1_780_286_300_000, 1_780_286_400_051),
        ];
        for (now_ms, expected) in table {
            assert_eq!(nonces.next(now_ms), expected, "{now_ms}");
        }
    }
}
