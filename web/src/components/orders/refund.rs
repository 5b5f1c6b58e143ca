//! Giving a customer's cash back, from the own drawer.

use super::payment::TITLE;
use super::state::Orders;
use crate::browser;
use crate::components::parts::{block, button, paragraph};
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::Confirming;
use crate::view::text;
use leptos::prelude::*;
use ventanilla_core::wire::resources::payments::ServicePayment;

/// The button that gives it back.
const REFUND: &str = "order-refund";

/// The button, and what it does to the drawer.
pub(super) fn refund(orders: Orders, payment: &ServicePayment) -> AnyView {
    let till = orders.till;
    let amount = payment.monto;
    let intent = Intent::RefundPayment {
        payment_id: payment.id_operacion.clone(),
        receipt: payment.recibo.clone(),
        amount,
    };
    // Whatever came of it is told by its notice; the payment itself is read again.
    let on_end = Callback::new(|ended: Ended| {
        let next = if matches!(ended, Ended::NotSent) {
            REFUND
        } else {
            TITLE
        };
        browser::focus_soon(next);
    });
    let ask = Callback::new(move |()| {
        till.notice.set(None);
        till.confirming.set(Some(Confirming {
            intent: intent.clone(),
            body: "{}".to_owned(),
            on_end,
        }));
    });
    let words = text(move || {
        let amount = till.money(amount.amount());
        till.say_with(Text::RefundAction, &[("monto", &amount)])
    });
    let hint = till.say(Text::CashLeaves).to_owned();
    block(
        "order-way",
        "card way",
        vec![
            button(REFUND, "primary wide", words, ask),
            paragraph("", "hint", hint),
        ],
    )
}
