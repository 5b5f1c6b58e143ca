//! Loyalty wallets: a customer attended, and what is kept of wallets, collaborators, keys and numbers.

mod adjust;
mod attend;
mod attending;
mod authorising;
mod collaborator_form;
mod collaborators;
mod done;
mod key_form;
mod keys;
mod movements;
mod order_form;
mod orders;
mod own_pin;
mod phone;
mod phones;
mod register;
mod reverse;
mod sale;
mod sell;
mod upstream;
mod wallet_draft;
mod wallet_form;
mod wallets;
mod who;

use crate::access;
use crate::components::parts::{block, paragraph};
use crate::components::providers::panel::Panel;
use crate::i18n::Text;
use crate::loyalty_page::LoyaltySection;
use crate::till::Till;
use leptos::prelude::*;

/// What stands there in a shop that keeps no loyalty wallets.
fn elsewhere(till: Till) -> AnyView {
    let title = view! { <h1>{till.words(Text::LoyaltyTitle)}</h1> }.into_any();
    let why = till.say(Text::LoyaltyElsewhere).to_owned();
    block(
        "",
        "paying",
        vec![title, paragraph("points-elsewhere", "card lead", why)],
    )
}

/// A customer attended; `rest` is what stands in the address after the section's name.
pub(crate) fn attending(till: Till, _: LoyaltySection, rest: Signal<String>) -> AnyView {
    if untrack(|| access::keeps_points(till.currency())) {
        attend::section(till, rest)
    } else {
        elsewhere(till)
    }
}

/// What is kept; `rest` is what stands in the address after the section's name.
pub(crate) fn keeping(till: Till, section: LoyaltySection, rest: Signal<String>) -> AnyView {
    if !untrack(|| access::keeps_points(till.currency())) {
        return elsewhere(till);
    }
    let panel = Panel::new(till);
    let content = match section {
        LoyaltySection::Wallets => wallets::section(panel, rest),
        LoyaltySection::Collaborators => collaborators::section(panel, rest),
        LoyaltySection::Orders => orders::section(panel, rest),
        LoyaltySection::Upstream => upstream::section(panel),
        LoyaltySection::Keys => keys::section(panel, rest),
        LoyaltySection::Phones => phones::section(panel),
        LoyaltySection::Pin => own_pin::section(panel),
        // For whoever keeps none of it.
        LoyaltySection::Attend => {
            let words = till.say(Text::ReadOnly).to_owned();
            paragraph("points-read-only", "card lead", words)
        }
    };
    view! {
        {panel.above()}
        {content}
    }
    .into_any()
}
