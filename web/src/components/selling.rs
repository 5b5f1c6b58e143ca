//! An open register: its sections, each made when it is first looked at and kept from then on, so that nothing typed is lost by
//! looking elsewhere.

use crate::access;
use crate::browser;
use crate::components::cash::Cash;
use crate::components::close_register::CloseRegister;
use crate::components::icon::Icon;
use crate::components::inject::Inject;
use crate::components::parts::plain_button;
use crate::components::sell::{FORM_TURNS, Sell};
use crate::components::sell_delivered::SellDelivered;
use crate::frame::Program;
use crate::i18n::Text;
use crate::section::{Section, TO_POINTS, TO_RECHARGES};
use crate::till::Till;
use crate::view::{after, part, yes};
use leptos::prelude::*;

/// An open register.
#[component]
pub(crate) fn Selling() -> impl IntoView {
    let till = Till::here();
    let (section, currency) = untrack(|| (till.section.get(), till.currency()));
    after(FORM_TURNS, move || {
        browser::focus_soon(section.first_field(currency));
    });
    let tabs = part(move || {
        Section::ALL
            .into_iter()
            .filter(|section| section.is_for(till.role(), till.currency()))
            .map(|section| tab(till, section))
            .collect_view()
            .into_any()
    });
    view! {
        <div class="work">
            <nav class="tabs" aria-label=till.words(Text::Sections)>{tabs}</nav>
            {Section::ALL.map(|of| section_of(till, of))}
        </div>
    }
}

fn section_of(till: Till, of: Section) -> AnyView {
    let is_hidden = yes(move || till.section.get() != of);
    let was_shown = Memo::new(move |before: Option<&bool>| {
        before == Some(&true)
            || (till.section.get() == of && of.is_for(till.role(), till.currency()))
    });
    let content = part(move || match of {
        _ if !was_shown.get() => ().into_any(),
        Section::Sell if access::sells_services(till.currency()) => {
            view! { <SellDelivered/> }.into_any()
        }
        Section::Sell if access::sells_phone_credits(till.currency()) => elsewhere(
            till,
            TO_RECHARGES,
            (Text::SellTitle, Text::RechargePhone),
            Program::Credits,
        ),
        Section::Sell if access::keeps_points(till.currency()) => elsewhere(
            till,
            TO_POINTS,
            (Text::LoyaltyTitle, Text::AttendTab),
            Program::Loyalty,
        ),
        Section::Sell => view! { <Sell/> }.into_any(),
        Section::Inject => view! { <Inject/> }.into_any(),
        Section::Cash => view! { <Cash/> }.into_any(),
        Section::Close => view! { <CloseRegister/> }.into_any(),
    });
    view! { <section class="card" hidden=is_hidden>{content}</section> }.into_any()
}

/// The way to what is done on a page of its own, with its heading and what the button says.
fn elsewhere(till: Till, id: &'static str, (title, words): (Text, Text), page: Program) -> AnyView {
    let go = Callback::new(move |()| browser::go(page.path()));
    let way = plain_button(till, id, "primary wide", words, go);
    view! { <div class="to-recharges"><h1>{till.words(title)}</h1> {way}</div> }.into_any()
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
