//! A coupon to be printed: its symbols drawn, and which of them are wanted.

use crate::components::choice::Choice;
use crate::coupon_slip::{CouponSheet, Symbols};
use crate::i18n::Text;
use crate::slip::Drawn;
use crate::symbol::{self, Medium, Symbol, SymbolError};
use crate::till::Till;
use leptos::prelude::*;
use std::sync::Arc;

/// How coupons are printed here.
#[derive(Clone, Copy)]
pub(crate) struct Printing {
    /// Whether their bars are interleaved 2 of 5, which carries an even count of digits: with a zero before them. Otherwise they are
    /// Code 128, with the 19 digits as they are.
    is_itf: RwSignal<bool>,
}

impl Printing {
    /// As most scanners read it.
    pub(crate) fn new() -> Self {
        Self {
            is_itf: RwSignal::new(false),
        }
    }

    /// Shows a coupon as it would be printed.
    pub(crate) fn show(self, till: Till, sheet: CouponSheet) {
        let sheet = Arc::new(sheet);
        self.draw(till, &sheet);
        let controls = ViewFn::from(move || self.controls(till, &sheet));
        till.slip_controls.set_value(Some(controls));
    }

    fn draw(self, till: Till, sheet: &CouponSheet) {
        let symbols = symbols(&sheet.code, self.is_itf.get_untracked());
        let slip = untrack(|| sheet.slip(&till.shop(), symbols, till.language.get()));
        till.slip.set(Some(slip));
    }

    /// The choice of bars, in the dialog that shows the coupon.
    fn controls(self, till: Till, sheet: &Arc<CouponSheet>) -> AnyView {
        let choices = [
            (false, "bars-128", Text::BarsCode128),
            (true, "bars-itf", Text::BarsItf),
        ]
        .map(|(is_itf, id, name)| {
            let sheet = Arc::clone(sheet);
            let is_on = Signal::derive(move || self.is_itf.get() == is_itf);
            let choose = Callback::new(move |()| {
                self.is_itf.set(is_itf);
                self.draw(till, &sheet);
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
}

/// The bars that are wanted, and the square with the same digits.
fn symbols(code: &str, is_itf: bool) -> Symbols {
    let bars = if is_itf { symbol::itf } else { symbol::code128 };
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
        for is_itf in [false, true] {
            let symbols = symbols("0001056789202601274", is_itf);
            for drawn in [symbols.bars, symbols.square].into_iter().flatten() {
                for svg in [&drawn.narrow, &drawn.wide, &drawn.page] {
                    assert!(svg.starts_with("<svg"), "{is_itf}");
                }
            }
        }
        let none = symbols("ñ", false);
        assert_eq!(none.bars, Some(Drawn::default()));
    }
}
