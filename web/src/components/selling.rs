//! An open register: its sections, all of them kept, so that nothing typed is lost by looking elsewhere.

use crate::browser;
use crate::components::cash::Cash;
use crate::components::close_register::CloseRegister;
use crate::components::icon::{Drawing, Icon};
use crate::components::inject::Inject;
use crate::components::sell::Sell;
use crate::i18n::Text;
use crate::till::Till;
use leptos::prelude::*;

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Sell,
    Inject,
    Cash,
    Close,
}

impl Section {
    const ALL: [Self; 4] = [Self::Sell, Self::Inject, Self::Cash, Self::Close];

    /// Its name, its drawing, its test id, and the id of what is focused in it first.
    const fn face(self) -> (Text, Drawing, &'static str, &'static str) {
        match self {
            Self::Sell => (Text::TabSell, Drawing::Phone, "tab-sell", "sell-number"),
            Self::Inject => (
                Text::TabInject,
                Drawing::Inject,
                "tab-inject",
                "inject-operator-Tigo",
            ),
            Self::Cash => (Text::TabCash, Drawing::Cash, "tab-cash", "cash-INGRESO"),
            Self::Close => (Text::TabClose, Drawing::Lock, "tab-close", "count-200.00"),
        }
    }
}

/// An open register.
#[component]
pub(crate) fn Selling() -> impl IntoView {
    let till = Till::here();
    let section = RwSignal::new(Section::Sell);
    browser::focus_soon("sell-number");
    let hidden = move |of: Section| move || section.get() != of;
    view! {
        <div class="work">
            <nav class="tabs" aria-label=till.words(Text::Sections)>
                {Section::ALL.map(|of| {
                    let (name, drawing, id, first) = of.face();
                    let is_on = move || section.get() == of;
                    let go = move |_| {
                        section.set(of);
                        till.notice.set(None);
                        browser::focus_soon(first);
                    };
                    view! {
                        <button type="button" class:on=is_on aria-current=move || is_on().then_some("page") data-testid=id on:click=go>
                            <Icon drawing=drawing/>
                            <span>{till.words(name)}</span>
                        </button>
                    }
                })}
            </nav>
            <section class="card" hidden=hidden(Section::Sell)><Sell/></section>
            <section class="card" hidden=hidden(Section::Inject)><Inject/></section>
            <section class="card" hidden=hidden(Section::Cash)><Cash/></section>
            <section class="card" hidden=hidden(Section::Close)><CloseRegister/></section>
        </div>
    }
}
