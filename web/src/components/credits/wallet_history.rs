//! What a wallet has paid for: its orders, newest first.

use super::order::{available, national};
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{badge, paragraph, time};
use crate::format;
use crate::i18n::Text;
use crate::services_page::ServiceSection;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;
use ventanilla_core::wire::phone_credits::orders::{Order, OrderStatus};
use ventanilla_core::wire::resources::wallets::Wallet;

const TITLE: &str = "wallet-history-title";

/// The orders of a wallet.
pub(crate) fn view(till: Till, wallet: Wallet) -> AnyView {
    let orders = Loader::new(till);
    orders.read(format!("/phone-credits/order/history/{}", wallet.id));
    orders.when_back();
    browser::focus_soon(TITLE);
    let title = till.say_with(Text::WalletHistoryOf, &[("cartera", &wallet.nombre)]);
    let left = till.money(available(&wallet));
    let left = till.say_with(Text::WalletLeft, &[("monto", &left)]);
    let shown = part(move || {
        orders.show_bare("wallet-history-retry", |list: Vec<Order>| {
            if list.is_empty() {
                let none = till.say(Text::WalletHistoryNone).to_owned();
                return paragraph("wallet-history-none", "hint", none);
            }
            let rows: Vec<AnyView> = list.iter().map(|order| row(till, order)).collect();
            view! { <ul data-testid="wallet-orders">{rows}</ul> }.into_any()
        })
    });
    view! {
        <a class="back" data-testid="wallet-back" href=ServiceSection::Wallets.at("")>
            <Icon drawing=Drawing::Back/>{till.words(Text::SettingsBack)}
        </a>
        <section class="card latest" aria-labelledby=TITLE>
            <h1 id=TITLE tabindex="-1">{title}</h1>
            <p class="lead">{left}</p>
            {shown}
        </section>
    }
    .into_any()
}

fn row(till: Till, order: &Order) -> AnyView {
    let language = till.language.get();
    let (class, drawing, words) = face(order.status);
    let number = format::brazilian_mobile(&national(order));
    let when = format::day_and_time(order.updated_at, till.offset_minutes(), language);
    let sum = order
        .chosen_amount
        .map(|chosen| till.money(chosen.amount()))
        .unwrap_or_default();
    let at = order.updated_at;
    view! {
        <li data-testid="wallet-order">
            <div class="payment-line">
                <span class="about">
                    <strong>{number}</strong>
                    <span class="caption"><span>{order.provider_code.name()}</span> {time(at, when)}</span>
                </span>
                <span class="sum">{sum}</span>
                {badge(class, drawing, till.say(words).to_owned())}
            </div>
        </li>
    }
    .into_any()
}

/// Where an order stands: how that looks, and what it is called.
const fn face(status: OrderStatus) -> (&'static str, Drawing, Text) {
    match status {
        OrderStatus::Created => ("state", Drawing::Clock, Text::OrderCreated),
        OrderStatus::Processing => ("state", Drawing::Clock, Text::OrderProcessing),
        OrderStatus::Completed => ("state good", Drawing::Tick, Text::OrderDone),
        OrderStatus::Failed => ("state over", Drawing::Cross, Text::OrderFailed),
        OrderStatus::Expired => ("state over", Drawing::Clock, Text::OrderExpired),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::code::Language;

    #[test]
    fn every_status_has_words_of_its_own() {
        for language in Language::ALL {
            let mut words = OrderStatus::ALL.map(|status| face(status).2.template(language));
            words.sort_unstable();
            assert!(words.windows(2).all(|pair| pair[0] != pair[1]), "{words:?}");
        }
    }
}
