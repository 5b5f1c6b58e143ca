//! A coupon to be printed: its symbols drawn, and which of them are wanted.

use crate::components::choice::Choice;
use crate::coupon_slip::{CouponSheet, Symbols};
use crate::i18n::Text;
use crate::slip::Drawn;
use crate::symbol::{self, Medium, Symbol, SymbolError};
use crate::till::Till;
use leptos::prelude::*;

/// Which bars are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Bars {
    /// Code 128: the 19 digits as they are.
    #[default]
    Code128,
    /// Interleaved 2 of 5, which carries an even count of digits: with a zero before them.
    Itf,
}

/// The coupon that is about to be printed, and how.
#[derive(Clone, Copy)]
pub(crate) struct Printing {
    sheet: RwSignal<Option<CouponSheet>>,
    bars: RwSignal<Bars>,
}

impl Printing {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self {
            sheet: RwSignal::new(None),
            bars: RwSignal::new(Bars::default()),
        }
    }

    /// Shows a coupon as it would be printed.
    pub(crate) fn show(self, till: Till, sheet: CouponSheet) {
        self.sheet.set(Some(sheet));
        self.draw(till);
    }

    fn draw(self, till: Till) {
        let bars = self.bars.get_untracked();
        let slip = self.sheet.with_untracked(|sheet| {
            sheet.as_ref().map(|sheet| {
                let symbols = symbols(&sheet.code, bars);
                untrack(|| sheet.slip(&till.shop(), symbols, till.language.get()))
            })
        });
        if let Some(slip) = slip {
            till.slip.set(Some(slip));
        }
    }
}

/// The choice of bars, in the dialog that shows the coupon.
pub(crate) fn controls(till: Till, printing: Printing) -> AnyView {
    let choices = [
        (Bars::Code128, "bars-128", Text::BarsCode128),
        (Bars::Itf, "bars-itf", Text::BarsItf),
    ]
    .map(|(of, id, name)| {
        let is_on = Signal::derive(move || printing.bars.get() == of);
        let choose = Callback::new(move |()| {
            printing.bars.set(of);
            printing.draw(till);
        });
        view! {
            <Choice group="bars" id=id is_on=is_on on_choose=choose>
                <span class="name">{till.words(name)}</span>
            </Choice>
        }
    });
    view! {
        <fieldset class="papers">
            <legend>{till.words(Text::BarsLabel)}</legend>
            <div class="choices">{choices}</div>
        </fieldset>
    }
    .into_any()
}

/// The bars that are wanted, and the square with the same digits.
fn symbols(code: &str, bars: Bars) -> Symbols {
    let bars = match bars {
        Bars::Code128 => symbol::code128,
        Bars::Itf => symbol::itf,
    };
    Symbols {
        bars: Some(drawn(code, bars)),
        square: Some(drawn(code, symbol::qr)),
    }
}

/// A symbol for each paper. On one that is too narrow for it there is none: the digits stand below it in any case.
fn drawn(code: &str, draw: fn(&str, Medium) -> Result<Symbol, SymbolError>) -> Drawn {
    let on = |medium| draw(code, medium).map_or_else(|_| String::new(), |symbol| symbol.svg());
    Drawn {
        narrow: on(Medium::Roll58),
        wide: on(Medium::Roll80),
        page: on(Medium::Page),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paper_has_both() {
        for bars in [Bars::Code128, Bars::Itf] {
            let symbols = symbols("0001056789202601274", bars);
            for drawn in [symbols.bars, symbols.square].into_iter().flatten() {
                for svg in [&drawn.narrow, &drawn.wide, &drawn.page] {
                    assert!(svg.starts_with("<svg"), "{bars:?}");
                }
            }
        }
        let none = symbols("ñ", Bars::Code128);
        assert_eq!(none.bars, Some(Drawn::default()));
    }
}
