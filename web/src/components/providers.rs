//! Providers and integrators: money and accounts there, and other systems that ask on credit.

mod account;
pub(crate) mod funding;
mod funds;
mod integrator_form;
mod integrators;
pub(crate) mod key;
pub(crate) mod panel;
pub(crate) mod sheet;
pub(crate) mod standing;

use crate::services_page::ServiceSection;
use crate::till::Till;
use leptos::prelude::*;
use panel::Panel;

/// The section; `rest` is what stands in the address after its name.
pub(crate) fn section(till: Till, section: ServiceSection, rest: Signal<String>) -> AnyView {
    let panel = Panel::new(till);
    let content = match section {
        ServiceSection::Integrators => integrators::section(panel, rest),
        ServiceSection::Pay
        | ServiceSection::Open
        | ServiceSection::Funds
        | ServiceSection::Recharge
        | ServiceSection::Wallets => funds::section(panel, rest),
    };
    view! {
        {panel.above()}
        {content}
    }
    .into_any()
}
