//! Code 128 of digits.

use super::{Medium, QUIET_MODULES, Symbol, SymbolError, is_of_digits};
use barcoders::sym::code128::Code128;

/// How many dots a module may have, the best first: three scan better, but two are what fits on narrow paper.
const MODULES: [u32; 2] = [3, 2];

/// How barcoders wants it said that pairs of digits follow (character set C).
const PAIRS: char = '\u{0106}';
/// How it wants it said that single characters follow (character set B).
const SINGLES: char = '\u{0181}';

/// The digits as Code 128: in pairs, which take half the width, and an odd one at the end by itself. 19 digits have 156 modules.
pub(crate) fn code128(digits: &str, medium: Medium) -> Result<Symbol, SymbolError> {
    if !is_of_digits(digits) {
        return Err(SymbolError::Text);
    }
    let bits = Code128::new(said(digits))
        .map_err(|_| SymbolError::Text)?
        .encode();
    let drawn = MODULES.map(|module| {
        let dots = |modules: u32| modules.saturating_mul(module);
        Symbol::of_bars(&bits, dots, dots(QUIET_MODULES))
    });
    Symbol::first_on(medium, drawn)
}

fn said(digits: &str) -> String {
    let pairs = digits.len() / 2;
    match digits.split_at_checked(pairs.saturating_mul(2)) {
        Some((pairs, "")) => format!("{PAIRS}{pairs}"),
        Some((pairs, single)) if !pairs.is_empty() => format!("{PAIRS}{pairs}{SINGLES}{single}"),
        Some(_) | None => format!("{SINGLES}{digits}"),
    }
}
