//! A slip as it will be printed: shown first, at the width of the shop's paper, and then put on it.

use crate::browser;
use crate::components::choice::Choice;
use crate::components::dialog::Dialog;
use crate::components::note_form::NoteForm;
use crate::components::reference::{Sale, reference_form};
use crate::i18n::Text;
use crate::slip::{Line, TopUpSlip};
use crate::till::Till;
use crate::view::{When, part, text_if, yes};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The name that the paper's width is stored under.
const PAPER_STORE: &str = "ventanilla.paper";

/// The name that the paper of coupons is stored under.
const COUPON_PAPER_STORE: &str = "ventanilla.paper.coupon";

/// What is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paper {
    Narrow,
    Wide,
    /// A page of an office's printer, as wide as it is; for coupons only.
    Page,
}

impl Paper {
    const ALL: [Self; 3] = [Self::Narrow, Self::Wide, Self::Page];

    /// The width of a roll in millimetres.
    const fn width_mm(self) -> Option<i32> {
        match self {
            Self::Narrow => Some(58),
            Self::Wide => Some(80),
            Self::Page => None,
        }
    }

    /// As it is stored.
    const fn name(self) -> &'static str {
        match self {
            Self::Narrow => "58",
            Self::Wide => "80",
            Self::Page => "page",
        }
    }

    const fn face(self) -> (Text, &'static str, &'static str) {
        match self {
            Self::Narrow => (Text::Paper58, "paper-58", "sheet w58"),
            Self::Wide => (Text::Paper80, "paper-80", "sheet w80"),
            Self::Page => (Text::PaperPage, "paper-page", "sheet whole"),
        }
    }

    /// The paper of this device under that name.
    fn stored(store: &str) -> Option<Self> {
        let name = browser::stored(store)?;
        Self::ALL.into_iter().find(|paper| paper.name() == name)
    }

    /// The paper that receipts are printed on here.
    fn of_receipts() -> Self {
        Self::stored(PAPER_STORE)
            .filter(|paper| *paper != Self::Page)
            .unwrap_or(Self::Wide)
    }
}

/// Shows the slip that the till holds, and prints it.
#[component]
pub(crate) fn PaperDialog() -> impl IntoView {
    let till = Till::here();
    let of_receipts = RwSignal::new(Paper::of_receipts());
    let of_coupons =
        RwSignal::new(Paper::stored(COUPON_PAPER_STORE).unwrap_or_else(Paper::of_receipts));
    let is_coupon = Memo::new(move |_| {
        till.slip
            .with(|slip| slip.as_ref().is_some_and(|slip| slip.is_coupon))
    });
    let paper = Signal::derive(move || {
        if is_coupon.get() {
            of_coupons.get()
        } else {
            of_receipts.get()
        }
    });
    // A slip that is drawn anew, with other bars, opens nothing: the focus stays where it is.
    let is_open = Memo::new(move |_| till.slip.with(Option::is_some));
    Effect::new(move |_| {
        if is_open.get() {
            browser::focus_soon("slip-print");
        }
    });
    let class = Signal::derive(move || paper.get().face().2);
    let title = text_if(move || {
        till.slip
            .with(|slip| slip.as_ref().map(|slip| slip.title.clone()))
    });
    let lines = move || {
        part(move || {
            till.slip
                .with(|slip| slip.as_ref().map(|slip| printed(&slip.lines, paper.get())))
                .into_any()
        })
    };
    let reference = part(move || {
        till.slip
            .with(|slip| slip.as_ref().and_then(|slip| slip.sale.clone()))
            .filter(|sale| sale.reference.is_none() && !sale.is_reversed)
            .filter(|sale| till.adds_reference(sale.cashier_id))
            .and_then(|sale| Some(till.sale_controls.get_value()?(till, *sale)))
            .into_any()
    });
    let print = move |_| browser::print_sheet(paper.get_untracked().width_mm(), "slip");
    let close = move || till.slip.set(None);
    let papers = Paper::ALL.map(|of| {
        let (text, id, _) = of.face();
        let is_on = Signal::derive(move || paper.get() == of);
        let choose = Callback::new(move |()| {
            let (signal, store) = if is_coupon.get_untracked() {
                (of_coupons, COUPON_PAPER_STORE)
            } else {
                (of_receipts, PAPER_STORE)
            };
            signal.set(of);
            // Where nothing can be stored, the choice lasts as long as the page.
            let _ = browser::store(store, of.name());
        });
        let is_offered = yes(move || of != Paper::Page || is_coupon.get());
        view! {
            <When is=is_offered>
                <Choice group="paper" id=id is_on=is_on on_choose=choose>
                    <span class="name">{till.words(text)}</span>
                </Choice>
            </When>
        }
    });
    let controls = part(move || {
        if is_coupon.get()
            && let Some(controls) = till.slip_controls.get_value()
        {
            untrack(|| controls.run())
        } else {
            ().into_any()
        }
    });
    view! {
        <Dialog id="slip-dialog" is_open=is_open on_cancel=Callback::new(move |()| close()) labelled_by="slip-title">
            <h2 id="slip-title">{title}</h2>
            <div class="desk"><div class=class id="slip" data-testid="slip">{lines()}</div></div>
            <fieldset class="papers">
                <legend>{till.words(Text::PaperWidth)}</legend>
                <div class="choices">{papers}</div>
                <p class="hint">{till.words(Text::PrintHint)}</p>
            </fieldset>
            {controls}
            {reference}
            <div class="actions">
                <button type="button" class="primary" id="slip-print" data-testid="slip-print" on:click=print>{till.words(Text::Print)}</button>
                <button type="button" class="secondary" data-testid="slip-close" on:click=move |_| close()>{till.words(Text::Close)}</button>
            </div>
        </Dialog>
        <div class="printed" aria-hidden="true"><div class=class>{lines()}</div></div>
    }
}

fn printed(lines: &[Line], paper: Paper) -> AnyView {
    lines
        .iter()
        .map(|known| line(known, paper))
        .collect_view()
        .into_any()
}

fn line(line: &Line, paper: Paper) -> AnyView {
    let whole =
        |class: &'static str, text: &str| view! { <p class=class>{text.to_owned()}</p> }.into_any();
    let pair = |class: &'static str, label: &str, value: &str| {
        view! { <p class=class><span>{label.to_owned()}</span> <span>{value.to_owned()}</span></p> }
            .into_any()
    };
    match line {
        Line::Heading(text) => whole("heading", text),
        Line::Centre(text) => whole("centre", text),
        Line::Sum(text) => whole("sum", text),
        Line::Pair(label, value) => pair("pair", label, value),
        Line::Total(label, value) => pair("pair total", label, value),
        Line::Paragraph(text) => whole("paragraph", text),
        Line::Stamp(text) => whole("stamp", text),
        Line::Rule => view! { <hr/> }.into_any(),
        // Drawn by this program, of digits that the core has read.
        Line::Symbol(drawn) => {
            let svg = match paper {
                Paper::Narrow => &drawn.narrow,
                Paper::Wide => &drawn.wide,
                Paper::Page => &drawn.page,
            };
            view! { <div class="symbol" inner_html=svg.clone()></div> }.into_any()
        }
    }
}

/// The operator's reference of a sale that has none yet.
pub(crate) fn add_reference(till: Till, slip: TopUpSlip) -> AnyView {
    let form = NoteForm {
        id: "slip-reference",
        save_id: "slip-save-reference",
        label: Text::AddReference,
        save: Text::SaveReference,
        field: "referencia_operadora",
        class: "reference",
    };
    let sale = Sale {
        id: slip.id,
        operation_id: slip.operation_id.clone(),
    };
    let on_written = Callback::new(move |reference: String| {
        let slip = TopUpSlip {
            reference: Some(reference),
            ..slip.clone()
        };
        let slip = untrack(|| slip.slip(&till.shop(), till.language.get()));
        till.slip.set(Some(slip));
        spawn_local(till.refresh());
    });
    reference_form(till, form, sale, on_written)
}
