//! Phone credits: a mobile recharged step by step, and the wallets that pay for it.

mod amount_step;
mod carrier_step;
mod number;
mod number_step;
pub(crate) mod order;
mod place;
mod recharging;
mod wallet_form;
mod wallet_history;
mod wallets;

use crate::access;
use crate::components::parts::{block, paragraph};
use crate::components::providers::panel::Panel;
use crate::components::services::{self, LATEST_TURN, TITLE, latest, payment};
use crate::i18n::Text;
use crate::services_page::ServiceSection;
use crate::till::Till;
use crate::view::{later, part};
use leptos::prelude::*;
use place::Place;
use recharging::Recharging;
use ventanilla_core::Permission;

/// The section; `rest` is what stands in the address after its name.
pub(crate) fn section(till: Till, section: ServiceSection, rest: Signal<String>) -> AnyView {
    if !untrack(|| access::sells_phone_credits(till.currency())) {
        let title = view! { <h1>{till.words(Text::RechargesTitle)}</h1> }.into_any();
        let why = till.say(Text::RechargeElsewhere).to_owned();
        return block(
            "",
            "paying",
            vec![title, paragraph("recharge-elsewhere", "card lead", why)],
        );
    }
    match section {
        ServiceSection::Wallets => {
            let panel = Panel::new(till);
            view! {
                {panel.above()}
                {wallets::section(panel, rest)}
            }
            .into_any()
        }
        _ => recharge(till, rest),
    }
}

fn recharge(till: Till, rest: Signal<String>) -> AnyView {
    let asked = Memo::new(move |_| rest.with(|rest| Place::read(rest)));
    let recharging = Recharging::new(till, asked);
    recharging.begin();
    // A step of its own only where that changes: what is typed or chosen there is not made anew.
    let place = Memo::new(move |_| {
        let has_number = recharging
            .number
            .with(|typed| number::whole(typed).is_some());
        let has_order = recharging.order.with(Option::is_some);
        asked.get().reached(has_number, has_order)
    });
    let is_open = Memo::new(move |_| till.session.with(Option::is_some));
    let may_sell = Memo::new(move |_| till.role().may(Permission::Sell));
    let shown = part(move || match place.get() {
        Place::Recharge(id) => untrack(|| payment::section(recharging.payments, &id)),
        _ if !may_sell.get() => paragraph(
            "recharge-read-only",
            "card lead",
            till.say(Text::ReadOnly).to_owned(),
        ),
        _ if !is_open.get() => services::needs_session(till),
        Place::Start | Place::Number => untrack(|| number_step::view(recharging)),
        Place::Carrier => untrack(|| carrier_step::view(recharging)),
        Place::Amount => untrack(|| amount_step::view(recharging)),
    });
    view! {
        <section class="paying recharging" aria-labelledby=TITLE>
            <h1 id=TITLE tabindex="-1">{till.words(Text::RechargesTitle)}</h1>
            <div>{shown}</div>
            {later(LATEST_TURN, move || latest::section(recharging.payments.latest))}
        </section>
    }
    .into_any()
}
