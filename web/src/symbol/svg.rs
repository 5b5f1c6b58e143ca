//! A symbol as SVG: one path, in a picture that says its size on paper.

use super::{Bar, Symbol};
use core::fmt::Write;

/// Dots of a millimetre.
const DOTS_PER_MM: u32 = 8;
/// Thousandths of a millimetre of a dot.
const DOT_UM: u32 = 125;

impl Symbol {
    /// The picture, to be put into a page or a file. It is black on whatever is behind it, which has to be white.
    pub(crate) fn svg(&self) -> String {
        let (width, height) = (mm(self.width), mm(self.height));
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {} {}" shape-rendering="crispEdges"><path fill="#000" d="{}"/></svg>"##,
            self.width,
            self.height,
            self.path()
        )
    }

    /// What is black.
    fn path(&self) -> String {
        self.bars.iter().fold(String::new(), |mut path, bar| {
            let Bar {
                x,
                y,
                width,
                height,
            } = bar;
            // Writing into a text does not fail.
            let _ = write!(path, "M{x} {y}h{width}v{height}h-{width}z");
            path
        })
    }
}

/// Dots as millimetres, to the last digit: `44mm`, `47.25mm`.
fn mm(dots: u32) -> String {
    let whole = dots / DOTS_PER_MM;
    let rest = (dots % DOTS_PER_MM).saturating_mul(DOT_UM);
    let text = format!("{whole}.{rest:03}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}mm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures() {
        let symbol = Symbol {
            width: 10,
            height: 4,
            bars: vec![
                Bar {
                    x: 2,
                    y: 0,
                    width: 3,
                    height: 4,
                },
                Bar {
                    x: 7,
                    y: 1,
                    width: 1,
                    height: 2,
                },
            ],
        };
        assert_eq!(
            symbol.svg(),
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="1.25mm" height="0.5mm" viewBox="0 0 10 4" "#,
                r##"shape-rendering="crispEdges"><path fill="#000" d="M2 0h3v4h-3zM7 1h1v2h-1z"/></svg>"##,
            )
        );
    }

    #[test]
    fn millimetres() {
        for (dots, text) in [
            (0, "0mm"),
            (1, "0.125mm"),
            (8, "1mm"),
            (80, "10mm"),
            (352, "44mm"),
            (378, "47.25mm"),
        ] {
            assert_eq!(mm(dots), text, "{dots}");
        }
    }
}
