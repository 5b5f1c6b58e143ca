//! The second step: whose carrier it is. Choosing one makes the order.

use super::number;
use super::order::Left;
use super::place::Place;
use super::recharging::{Recharging, TITLE, at};
use crate::browser;
use crate::components::parts::{link, word};
use crate::format;
use crate::i18n::Text;
use crate::view::{part, text, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::Dealer;
use ventanilla_core::wire::phone_credits::orders::DealerList;

/// The carriers as large buttons.
pub(crate) fn view(recharging: Recharging) -> AnyView {
    let till = recharging.till;
    let dealers = recharging.dealers;
    dealers.read("/phone-credits/providers".to_owned());
    dealers.when_back();
    browser::focus_soon(TITLE);
    let told = text_if(move || recharging.asking());
    let why = text_if(move || recharging.why());
    let buttons = part(move || {
        dealers.show_bare("dealers-retry", |list: DealerList| {
            let buttons = Dealer::ALL.map(|dealer| {
                let is_listed = list.dealers.iter().any(|entry| entry.code == dealer);
                button(recharging, dealer, is_listed)
            });
            view! { <div class="carriers" role="group" aria-labelledby=TITLE>{buttons.into_iter().collect_view()}</div> }.into_any()
        })
    });
    view! {
        <div class="card step">
            {callee(recharging)}
            <h2 id=TITLE tabindex="-1">{till.words(Text::CarrierStep)}</h2>
            {buttons}
            <p class="hint" role="status" data-testid="carrier-told">{told}</p>
            <p class="wrong" role="alert" data-testid="carrier-trouble">{why}</p>
            <div class="steps-back">
                {link(till, "recharge-change-number", "button secondary", at(&Place::Number), Text::RechargeChangeNumber)}
            </div>
        </div>
    }
    .into_any()
}

/// The number, large.
pub(crate) fn callee(recharging: Recharging) -> AnyView {
    let number = text_if(move || {
        let whole = recharging.number.with(|typed| number::whole(typed))?;
        Some(format::brazilian_mobile(whole.national()))
    });
    view! { <p class="callee" data-testid="recharge-callee">{number}</p> }.into_any()
}

fn button(recharging: Recharging, dealer: Dealer, is_listed: bool) -> AnyView {
    let till = recharging.till;
    let id = format!("carrier-{}", dealer.code());
    let is_chosen = move || {
        recharging
            .order
            .with(|known| known.as_ref().map(|known| known.provider_code))
            == Some(dealer)
    };
    let busy = text(move || (recharging.creating.get() == Some(dealer)).to_string());
    let pressed = text(move || is_chosen().to_string());
    let is_off = yes(move || !is_listed || recharging.creating.with(Option::is_some));
    let choose = move |_| {
        // What is told of the last order is of the last order.
        till.notice.set(None);
        // The same once more is what is there already.
        if untrack(is_chosen) && recharging.left.get_untracked() != Left::Nothing {
            browser::go(&at(&Place::Amount));
        } else {
            recharging.forget_order();
            recharging.create(dealer);
        }
    };
    let unlisted =
        (!is_listed).then(|| word("caption", till.say(Text::CarrierUnavailable).to_owned()));
    view! {
        <button
            type="button" class=format!("carrier {}", colour(dealer)) id=id.clone() data-testid=id aria-pressed=pressed aria-busy=busy
            disabled=is_off on:click=choose
        >
            <span class="name">{dealer.name()}</span>
            {unlisted}
        </button>
    }
    .into_any()
}

/// The class that gives a carrier its colour.
const fn colour(dealer: Dealer) -> &'static str {
    match dealer {
        Dealer::Vivo => "vivo",
        Dealer::Claro => "claro",
        Dealer::Oi => "oi",
        Dealer::Tim => "tim",
    }
}
