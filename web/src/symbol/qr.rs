//! QR codes.

use super::{Bar, Medium, Symbol, SymbolError};
use qrcodegen::{QrCode, QrCodeEcc};

/// How many dots a module may have, the best first. Fewer than three run together on warm paper.
const MODULES: [u32; 4] = [6, 5, 4, 3];
/// What stays white on all sides, in modules.
const QUIET_MODULES: u32 = 4;

/// The text as a QR code, which can lose a seventh of itself to a crease and still be read. Only ASCII: of anything else readers guess
/// the encoding, and not all guess right.
pub(crate) fn qr(text: &str, medium: Medium) -> Result<Symbol, SymbolError> {
    if text.is_empty() || !text.is_ascii() {
        return Err(SymbolError::Text);
    }
    // Longer than any QR code is wider than any paper.
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|_| SymbolError::TooWide)?;
    Symbol::first_on(medium, MODULES.map(|module| drawn(&code, module)))
}

fn drawn(code: &QrCode, module: u32) -> Symbol {
    let dots = |modules: u32| modules.saturating_mul(module);
    let place = |index: usize| dots(index_of(index).saturating_add(QUIET_MODULES));
    let mut bars = Vec::new();
    for (row, y) in (0..code.size()).enumerate() {
        let cells: Vec<(usize, bool)> = (0..code.size())
            .map(|x| code.get_module(x, y))
            .enumerate()
            .collect();
        for run in cells.chunk_by(|(_, one), (_, next)| one == next) {
            if let Some((column, true)) = run.first() {
                bars.push(Bar {
                    x: place(*column),
                    y: place(row),
                    width: dots(index_of(run.len())),
                    height: module,
                });
            }
        }
    }
    let size = u32::try_from(code.size()).unwrap_or(u32::MAX);
    let side = dots(size.saturating_add(QUIET_MODULES.saturating_mul(2)));
    Symbol {
        width: side.next_multiple_of(2),
        height: side,
        bars,
    }
}

/// No QR code has more than 177 modules on a side.
fn index_of(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
