//! `Symbol`: a bar code or QR code, drawn for the printer that prints it.
//!
//! Receipt printers have dots of an eighth of a millimetre (203 dots an inch). A bar that is not a whole number of them wide comes out
//! one dot wider here and narrower there, and scanners refuse it: so everything here is counted in dots, and the drawing says its size in
//! millimetres.

mod code128;
mod itf;
mod qr;
mod svg;

pub(crate) use code128::code128;
pub(crate) use itf::itf;
pub(crate) use qr::qr;

/// How high bars are: 15 mm, enough for a hand that does not aim well.
const BAR_HEIGHT: u32 = 120;
/// What stays white on both sides of bars, in modules.
const QUIET_MODULES: u32 = 10;

/// What a symbol is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Medium {
    /// A receipt printer's paper of 58 mm, of which 48 are printed.
    Roll58,
    /// A receipt printer's paper of 80 mm, of which 72 are printed.
    Roll80,
    /// A sheet, A4 or letter.
    Page,
}

/// A symbol, in dots from its upper left corner, with the white around it that scanners need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Symbol {
    width: u32,
    height: u32,
    bars: Vec<Bar>,
}

/// A black rectangle, in dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bar {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

/// Why there is no symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SymbolError {
    /// The text is empty or has something in it that such a symbol cannot hold.
    Text,
    /// Even with the finest bars that are printed reliably, it is wider than the paper.
    TooWide,
}

impl Medium {
    /// How many dots are printed from edge to edge.
    const fn width(self) -> u32 {
        match self {
            Self::Roll58 => 384,
            Self::Roll80 => 576,
            // 170 mm: A4 and letter, with any printer's margins.
            Self::Page => 1_360,
        }
    }

    /// Whether so many dots fit.
    const fn holds(self, width: u32) -> bool {
        width <= self.width()
    }
}

impl Symbol {
    /// Bars side by side. `bits` has a one for a module of black; `dots` says how wide a run of so many equal modules is printed.
    fn of_bars(bits: &[u8], dots: impl Fn(u32) -> u32, quiet: u32) -> Self {
        let mut bars = Vec::new();
        let mut x = quiet;
        for run in bits.chunk_by(|one, next| one == next) {
            let width = dots(u32::try_from(run.len()).unwrap_or(u32::MAX));
            if run.first() == Some(&1) {
                bars.push(Bar {
                    x,
                    y: 0,
                    width,
                    height: BAR_HEIGHT,
                });
            }
            x = x.saturating_add(width);
        }
        let width = x.saturating_add(quiet);
        Self {
            // Even, as the width of every paper: in its middle, bars still begin where dots do.
            width: width.next_multiple_of(2),
            height: BAR_HEIGHT,
            bars,
        }
    }

    /// The first that fits, if any does.
    fn first_on(
        medium: Medium,
        drawn: impl IntoIterator<Item = Self>,
    ) -> Result<Self, SymbolError> {
        drawn
            .into_iter()
            .find(|symbol| medium.holds(symbol.width))
            .ok_or(SymbolError::TooWide)
    }
}

fn is_of_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
