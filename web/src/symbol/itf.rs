//! Interleaved 2 of 5.

use super::{Medium, QUIET_MODULES, Symbol, SymbolError, is_of_digits};
use barcoders::sym::tf::TF;

/// How many dots narrow and wide bars and spaces may have, the best first. A wide one has to be 2.25 to 3 times as wide as a narrow one;
/// at three times, the 20 digits of a coupon would not fit on either roll.
const WIDTHS: [(u32, u32); 5] = [(3, 9), (3, 8), (3, 7), (2, 6), (2, 5)];

/// The digits as interleaved 2 of 5, which holds them in pairs: an odd number of them gets a zero in front, not a check digit behind.
///
/// There are no bearer bars above and below. They are there so that a scanner's line which leaves the symbol reads nothing rather than
/// fewer digits; whoever reads a code here asks for its exact length and check digit instead.
pub(crate) fn itf(digits: &str, medium: Medium) -> Result<Symbol, SymbolError> {
    if !is_of_digits(digits) {
        return Err(SymbolError::Text);
    }
    let zero = if digits.len().is_multiple_of(2) {
        ""
    } else {
        "0"
    };
    let bits = TF::interleaved(format!("{zero}{digits}"))
        .map_err(|_| SymbolError::Text)?
        .encode();
    let drawn = WIDTHS.map(|(narrow, wide)| {
        // A wide one is three modules there, and two at the end of the symbol.
        let dots = |modules: u32| if modules > 1 { wide } else { narrow };
        Symbol::of_bars(&bits, dots, narrow.saturating_mul(QUIET_MODULES))
    });
    Symbol::first_on(medium, drawn)
}
