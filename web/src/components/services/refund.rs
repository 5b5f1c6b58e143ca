//! The customer's cash of a payment that was not done, given back.

use super::payment::ANOTHER;
use super::watch::Watch;
use super::{OPEN, Payments};
use crate::browser;
use crate::components::parts::{self, block, link, paragraph};
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::{Confirming, Till};
use crate::view::{part, text};
use leptos::prelude::*;
use ventanilla_core::wire::resources::payments::ServicePayment;

/// The button that gives it back.
pub(crate) const REFUND: &str = "payment-refund";

/// The button, unless its cash is being given back already or there is no drawer to give it from.
pub(crate) fn button(payments: Payments, watch: Watch, payment: &ServicePayment) -> AnyView {
    let till = payments.till;
    let amount = payment.monto;
    let intent = Intent::RefundPayment {
        payment_id: payment.id_operacion.clone(),
        receipt: payment.recibo.clone(),
        amount,
    };
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done => browser::focus_soon(ANOTHER),
        // Another till may have given it back.
        Ended::Refused(_) | Ended::Unknown => {
            watch.again();
            browser::focus_soon(ANOTHER);
        }
        Ended::NotSent => browser::focus_soon(REFUND),
    });
    let asked = intent.clone();
    let ask = Callback::new(move |()| {
        till.notice.set(None);
        till.confirming.set(Some(Confirming {
            intent: asked.clone(),
            body: "{}".to_owned(),
            on_end,
        }));
    });
    let is_under_way = Memo::new(move |_| is_under_way(till, &intent));
    let is_open = Memo::new(move |_| till.session.with(Option::is_some));
    part(move || {
        if is_under_way.get() {
            let words = till.say(Text::PayRefundUnderWay).to_owned();
            paragraph("payment-refunding", "hint caution", words)
        } else if is_open.get() {
            let words = text(move || {
                till.say_with(
                    Text::RefundAction,
                    &[("monto", &till.money(amount.amount()))],
                )
            });
            parts::button(REFUND, "primary", words, ask)
        } else {
            let words = till.say(Text::RefundNeedsSession).to_owned();
            block(
                "",
                "needs",
                vec![
                    paragraph("payment-needs-session", "hint caution", words),
                    link(
                        till,
                        OPEN,
                        "button primary",
                        "/app/".to_owned(),
                        Text::OpenTitle,
                    ),
                ],
            )
        }
    })
    .into_any()
}

/// Whether that was asked for already, and nobody knows yet what came of it.
fn is_under_way(till: Till, intent: &Intent) -> bool {
    till.pending.with(|pending| {
        pending
            .iter()
            .any(|open| open.refusal.is_none() && open.intent == *intent && till.is_ours(open))
    })
}
