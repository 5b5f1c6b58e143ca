//! The third step: how much, and which wallet pays. What is chosen is asked once more before it is sent.

use super::carrier_step::callee;
use super::order::{self, Left};
use super::place::Place;
use super::recharging::{AGAIN, Recharging, TITLE, at};
use crate::browser;
use crate::components::choice::Choice;
use crate::components::parts::{fact, facts, link, paragraph, plain_button, word};
use crate::i18n::Text;
use crate::intent::Intent;
use crate::till::{Confirming, Till};
use crate::view::{follow, part, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::wire::body::Body;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::phone_credits::money::{Centavos, Reais};
use ventanilla_core::wire::phone_credits::orders::{CompleteOrderRequest, Order};
use ventanilla_core::wire::resources::payments::OrderState;
use ventanilla_core::wire::resources::wallets::Wallet;

/// What the names start with that the wallet used last is stored under, for each user.
const WALLET_PREFIX: &str = "ventanilla.wallet.";

/// The amounts that the order offers, and what pays.
pub(crate) fn view(recharging: Recharging) -> AnyView {
    let till = recharging.till;
    let wallets = recharging.wallets;
    wallets.read("/carteras".to_owned());
    wallets.when_back();
    let chosen = RwSignal::new(last_wallet(till));
    browser::focus_soon(TITLE);
    let is_over = Memo::new(move |_| recharging.left.get() == Left::Nothing);
    let carrier = text_if(move || {
        recharging
            .order
            .with(|known| known.as_ref().map(|known| known.provider_code.name()))
    });
    let same = text_if(move || same(recharging));
    // What it was focused on goes when the time is up.
    follow(move || {
        if is_over.get() {
            browser::focus_if_lost(vec![TITLE.to_owned()]);
        }
    });
    let offered = part(move || {
        if is_over.get() {
            return untrack(|| over(recharging));
        }
        wallets.show_bare("wallets-retry", move |list: Vec<Wallet>| {
            if list.is_empty() {
                let words = till.say(Text::WalletsMissing).to_owned();
                return paragraph("wallets-missing", "hint caution", words);
            }
            offers(recharging, list, chosen)
        })
    });
    let change_number = link(
        till,
        "recharge-change-number",
        "button secondary",
        at(&Place::Number),
        Text::RechargeChangeNumber,
    );
    let change_carrier = link(
        till,
        "recharge-change-carrier",
        "button secondary",
        at(&Place::Carrier),
        Text::RechargeChangeCarrier,
    );
    view! {
        <div class="card step">
            <div class="whose">{callee(recharging)} <strong data-testid="recharge-carrier">{carrier}</strong></div>
            <h2 id=TITLE tabindex="-1">{till.words(Text::AmountStep)}</h2>
            <p class="hint caution" role="status" data-testid="recharge-same">{same}</p>
            {offered}
            <div class="steps-back">{change_carrier} {change_number}</div>
        </div>
    }
    .into_any()
}

/// The order's time is up: another is one press away.
fn over(recharging: Recharging) -> AnyView {
    let till = recharging.till;
    let again = Callback::new(move |()| {
        let dealer = recharging
            .order
            .with_untracked(|known| known.as_ref().map(|known| known.provider_code));
        if let Some(dealer) = dealer {
            recharging.create(dealer);
        }
    });
    let words = till.say(Text::OrderTimeIsUp).to_owned();
    let why = text_if(move || recharging.why());
    let asking = text_if(move || recharging.asking());
    view! {
        <p class="hint caution" role="alert" data-testid="order-over">{words}</p>
        <p class="wrong" role="alert" data-testid="carrier-trouble">{why}</p>
        <p class="hint" role="status" data-testid="carrier-told">{asking}</p>
        {plain_button(till, AGAIN, "primary wide", Text::OrderAgain, again)}
    }
    .into_any()
}

/// The wallet, the time that is left, and the amounts.
fn offers(recharging: Recharging, wallets: Vec<Wallet>, chosen: RwSignal<String>) -> AnyView {
    let till = recharging.till;
    let wallet = {
        let known = wallets.clone();
        Memo::new(move |_| chosen.with(|id| order::suggested(&known, id).cloned()))
    };
    let paying = match wallets.as_slice() {
        [one] => single(till, one),
        _ => choice(till, wallets, wallet, chosen),
    };
    let time = text_if(move || match recharging.left.get() {
        Left::Minutes(minutes) => {
            Some(till.say_with(Text::OrderMinutes, &[("minutos", &minutes.to_string())]))
        }
        Left::Moment => Some(till.say(Text::OrderLastMinute).to_owned()),
        Left::Nothing => None,
    });
    let amounts = part(move || {
        let wallet = wallet.get();
        recharging.order.with(|known| match (known, wallet) {
            (Some(known), Some(wallet)) => amounts(recharging, known, &wallet),
            _ => ().into_any(),
        })
    });
    view! {
        {amounts}
        <p class="hint" data-testid="order-left">{time}</p>
        {paying}
    }
    .into_any()
}

/// The only wallet there is.
fn single(till: Till, wallet: &Wallet) -> AnyView {
    let left = till.say_with(
        Text::WalletLeft,
        &[("monto", &till.money(order::available(wallet)))],
    );
    let pays = till.say(Text::WalletPays).to_owned();
    let value = format!("{} · {left}", wallet.nombre);
    facts(
        "recharge-wallet",
        "facts lines",
        vec![fact("recharge-wallet-name", pays, String::new(), value)],
    )
}

/// One of several wallets, each with what is left in it.
fn choice(
    till: Till,
    wallets: Vec<Wallet>,
    wallet: Memo<Option<Wallet>>,
    chosen: RwSignal<String>,
) -> AnyView {
    let choices: Vec<AnyView> = wallets
        .into_iter()
        .map(|known| {
            let own_id = known.id.clone();
            let is_on = yes(move || {
                wallet.with(|wallet| wallet.as_ref().is_some_and(|wallet| wallet.id == own_id))
            });
            let id = known.id.clone();
            let choose = Callback::new(move |()| chosen.set(id.clone()));
            let left = till.say_with(
                Text::WalletLeft,
                &[("monto", &till.money(order::available(&known)))],
            );
            view! {
                <Choice group="recharge-wallet" id=format!("wallet-{}", known.id) is_on=is_on on_choose=choose>
                    <span class="name">{known.nombre}</span>
                    <span class="caption">{left}</span>
                </Choice>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="wallets" data-testid="recharge-wallets">
            <legend>{till.words(Text::WalletPays)}</legend>
            <div class="choices">{choices}</div>
        </fieldset>
    }
    .into_any()
}

/// The amounts on offer as large buttons; those beyond the wallet say so.
fn amounts(recharging: Recharging, known: &Order, wallet: &Wallet) -> AnyView {
    let till = recharging.till;
    let left = order::available(wallet);
    let buttons: Vec<AnyView> = known
        .amounts
        .iter()
        .map(|offered| amount_button(recharging, known, wallet, offered.amount))
        .collect();
    let covers_nothing = known
        .amounts
        .iter()
        .all(|offered| offered.amount.amount() > left);
    let why = covers_nothing.then(|| {
        paragraph(
            "wallet-covers-nothing",
            "hint caution",
            till.say(Text::WalletCoversNothing).to_owned(),
        )
    });
    view! {
        <div class="sums" role="group" aria-labelledby=TITLE data-testid="amounts">{buttons}</div>
        {why}
    }
    .into_any()
}

fn amount_button(
    recharging: Recharging,
    known: &Order,
    wallet: &Wallet,
    offered: Centavos,
) -> AnyView {
    let till = recharging.till;
    let id = format!("amount-{}", offered.to_text());
    let is_beyond = offered.amount() > order::available(wallet);
    let asked = asked(known, wallet, offered);
    let back = id.clone();
    let press = move |_| {
        let (intent, body) = asked.clone();
        remember_wallet(till, &body.source);
        till.notice.set(None);
        till.confirming.set(Some(Confirming {
            intent,
            body: body.to_json(),
            on_end: recharging.on_end(),
        }));
    };
    let beyond = is_beyond.then(|| word("caption", till.say(Text::WalletTooLittle).to_owned()));
    view! {
        <button type="button" class="sum-choice" id=id data-testid=back disabled=is_beyond on:click=press>
            <span class="name">{till.money(offered.amount())}</span>
            {beyond}
        </button>
    }
    .into_any()
}

/// What is asked for with an amount: as it is shown, and as it is sent.
fn asked(known: &Order, wallet: &Wallet, offered: Centavos) -> (Intent, CompleteOrderRequest) {
    let intent = Intent::Recharge {
        order_id: known.id.clone(),
        dealer: known.provider_code,
        number: order::national(known),
        amount: Dec::from(offered.amount()),
        wallet: wallet.nombre.clone(),
    };
    let request = CompleteOrderRequest {
        amount: Reais::from(offered),
        source: wallet.id.clone(),
    };
    (intent, request)
}

/// That the same number was recharged a moment ago: a customer may well want it twice, a hurried hand may not.
fn same(recharging: Recharging) -> Option<String> {
    let till = recharging.till;
    let number = recharging
        .order
        .with(|known| known.as_ref().map(order::national))?;
    let known = recharging.payments.latest.last_recharge(&number)?;
    let words = match known.estado {
        OrderState::Delivered => Text::SameRecharged,
        _ => Text::SameOpen,
    };
    Some(till.say_with(
        words,
        &[
            ("monto", &till.money(known.monto.amount())),
            ("recibo", &known.recibo),
        ],
    ))
}

fn wallet_store(till: Till) -> Option<String> {
    till.login.with_untracked(|login| {
        login
            .as_ref()
            .map(|known| format!("{WALLET_PREFIX}{}", known.user.id))
    })
}

fn last_wallet(till: Till) -> String {
    wallet_store(till)
        .and_then(|name| browser::stored(&name))
        .unwrap_or_default()
}

fn remember_wallet(till: Till, id: &str) {
    if let Some(name) = wallet_store(till) {
        // Where nothing can be stored, the fullest is suggested the next time.
        let _ = browser::store(&name, id);
    }
}

#[cfg(test)]
mod tests {
    use super::super::order::tests::order;
    use super::*;
    use ventanilla_core::wire::answer;

    #[test]
    fn centavos_are_sent_in_reais() {
        let wallet: Wallet = answer::read(
            r#"{"id":"2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f","nombre":"Matriz","saldo":"100.00","retenido":"0.00","id_proveedor":null}"#,
        )
        .unwrap();
        let known = order();
        let offered = known.amounts.first().unwrap().amount;
        let (intent, request) = asked(&known, &wallet, offered);
        assert_eq!(
            request.to_json(),
            r#"{"amount":"5.00","source":"2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f"}"#
        );
        assert_eq!(intent.amount().map(Dec::to_text).as_deref(), Some("5.00"));
        assert_eq!(
            intent.path(),
            "/phone-credits/order/98291601-80aa-4082-ba6d-bf92621fe9c7/complete"
        );
    }
}
