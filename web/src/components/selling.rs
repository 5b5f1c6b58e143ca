//! An open register: its sections, all of them kept, so that nothing typed is lost by looking elsewhere.

use crate::browser;
use crate::components::cash::Cash;
use crate::components::close_register::CloseRegister;
use crate::components::icon::Icon;
use crate::components::inject::Inject;
use crate::components::sell::Sell;
use crate::i18n::Text;
use crate::section::Section;
use crate::till::Till;
use crate::view::{When, part, yes};
use leptos::prelude::*;

/// An open register.
#[component]
pub(crate) fn Selling() -> impl IntoView {
    let till = Till::here();
    let (section, currency) = untrack(|| (till.section.get(), till.currency()));
    browser::focus_soon(section.first_field(currency));
    let tabs = part(move || {
        Section::ALL
            .into_iter()
            .filter(|section| section.is_for(till.role()))
            .map(|section| tab(till, section))
            .collect_view()
            .into_any()
    });
    let hidden = move |of: Section| Signal::derive(move || till.section.get() != of);
    view! {
        <div class="work">
            <nav class="tabs" aria-label=till.words(Text::Sections)>{tabs}</nav>
            <section class="card" hidden=hidden(Section::Sell)><Sell/></section>
            <section class="card" hidden=hidden(Section::Inject)><When is=yes(move || Section::Inject.is_for(till.role()))><Inject/></When></section>
            <section class="card" hidden=hidden(Section::Cash)><Cash/></section>
            <section class="card" hidden=hidden(Section::Close)><CloseRegister/></section>
        </div>
    }
}

fn tab(till: Till, section: Section) -> AnyView {
    let (name, drawing) = section.face();
    let is_on = Signal::derive(move || till.section.get() == section);
    let current = Signal::derive(move || is_on.get().then_some("page"));
    view! {
        <button
            type="button" class:on=is_on aria-current=current data-testid=section.tab_id() on:click=move |_| till.go(section)
        >
            <Icon drawing=drawing/>
            <span>{till.words(name)}</span>
        </button>
    }
    .into_any()
}
