//! A payment: what became of it as soon as that is known, what to tell the customer, and its receipt.

use super::latest::show_receipt;
use super::watch::{Seen, Watch};
use super::{Payments, refund, words};
use crate::api::ReadError;
use crate::browser;
use crate::components::icon::Icon;
use crate::components::parts::{
    block, fact, facts, link, paragraph, plain_button, told, unread, waiting, word,
};
use crate::format;
use crate::i18n::Text;
use crate::intent::Receipt;
use crate::notice::Notice;
use crate::payment_words;
use crate::services_page::ServiceSection;
use crate::view::{follow, part, text_if};
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::wire::resources::payments::{OrderState, RefundState, ServicePayment};

/// The button that prints the receipt.
const PRINT: &str = "payment-print";
/// The link to another payment.
pub(crate) const ANOTHER: &str = "payment-another";

/// The payment of that id.
pub(crate) fn section(payments: Payments, id: &str) -> AnyView {
    let till = payments.till;
    let watch = Watch::new(payments, id);
    let own_id = id.to_owned();
    follow(move || {
        let refunded = till.notice.with(|notice| match notice {
            Some(Notice::Done(receipt, _)) => match receipt.as_ref() {
                Receipt::Refunded(payment) if payment.id_operacion == own_id => {
                    Some(payment.clone())
                }
                _ => None,
            },
            _ => None,
        });
        // What is shown says so itself.
        if let Some(payment) = refunded {
            watch.tell(payment);
            till.notice.set(None);
        }
    });
    // The first look is at what comes next; later ones leave the focus where it is, unless it stood on what is gone or waited at the heading.
    let mut was_here = false;
    follow(move || {
        let first = watch.seen.with(|seen| match seen {
            Seen::Here(payment) => Some(first_of(payment)),
            Seen::Reading | Seen::Failed(_) => None,
        });
        let Some(first) = first else {
            return;
        };
        let ids = vec![first.to_owned(), ANOTHER.to_owned()];
        if was_here && browser::focused_id().as_deref() == Some(super::TITLE) {
            browser::focus_soon(first);
        } else if was_here {
            browser::focus_if_lost(ids);
        } else {
            browser::focus_soon(ANOTHER);
            browser::focus_soon(first);
            // What became of it is what has to be seen, not the foot of the page.
            browser::show_top_soon();
        }
        was_here = true;
    });
    let verdict = text_if(move || {
        watch.seen.with(|seen| match seen {
            Seen::Here(payment) => Some(verdict(payments, payment)),
            Seen::Reading | Seen::Failed(_) => None,
        })
    });
    let shown = part(move || {
        till.language.track();
        match watch.seen.get() {
            Seen::Reading => waiting(till, "payment-loading", true),
            Seen::Failed(error) => failed(payments, watch, &error),
            Seen::Here(payment) => untrack(|| card(payments, watch, *payment)),
        }
    });
    block(
        "",
        "",
        vec![told("payment-verdict", "unseen", verdict), shown.into_any()],
    )
}

/// What has the focus when the payment comes up.
const fn first_of(payment: &ServicePayment) -> &'static str {
    match (payment.estado, payment.devolucion) {
        (OrderState::Delivered, _) => PRINT,
        // An Enter that was meant for something else gives no cash back.
        (OrderState::Refused, RefundState::Due)
        // Nor does one ask for the same again, where nobody knows yet.
        | (OrderState::Submitted | OrderState::Pending | OrderState::Unknown, _) => super::TITLE,
        _ => ANOTHER,
    }
}

/// All of it in words that are read out.
fn verdict(payments: Payments, payment: &ServicePayment) -> String {
    let till = payments.till;
    let standing = words::standing(payment);
    let amount = format::money(payment.monto.amount(), payment.moneda, till.language.get());
    let hint = standing
        .hint
        .map(|hint| till.say_with(hint, &[("monto", &amount)]))
        .unwrap_or_default();
    let (title, service) = (till.say(standing.title), payment.servicio.label());
    format!("{title}. {service}, {amount}. {hint}")
        .trim()
        .to_owned()
}

fn failed(payments: Payments, watch: Watch, error: &ReadError) -> AnyView {
    let till = payments.till;
    let again = Callback::new(move |()| {
        watch.seen.set(Seen::Reading);
        watch.again();
    });
    let why = unread(till, error, "payment-retry", again);
    browser::focus_soon(ANOTHER);
    block("", "payment-failed", vec![why, another(payments)])
}

fn card(payments: Payments, watch: Watch, payment: ServicePayment) -> AnyView {
    let till = payments.till;
    let standing = words::standing(&payment);
    let is_asked = matches!(payment.estado, OrderState::Submitted | OrderState::Pending);
    let mark = if is_asked {
        word("spinner", String::new())
    } else {
        let (_, drawing) = payment_words::state_look(payment.estado, payment.devolucion);
        view! { <Icon drawing=drawing/> }.into_any()
    };
    let amount = format::money(payment.monto.amount(), payment.moneda, till.language.get());
    let mut parts = vec![
        view! { <p class="standing">{mark} <strong data-testid="payment-title">{till.say(standing.title)}</strong></p> }.into_any(),
        paragraph("payment-amount", "sum", amount.clone()),
    ];
    if let Some(why) = payments.why(&payment) {
        parts.push(paragraph("payment-why", "", why));
    }
    if let Some(hint) = standing.hint {
        let hint = till.say_with(hint, &[("monto", &amount)]);
        parts.push(paragraph("payment-hint", "what-to-do", hint));
    }
    if payment.es_simulado {
        let words = till.say(Text::OrderSimulated).to_owned();
        parts.push(paragraph("payment-simulated", "hint", words));
    }
    parts.push(facts(
        "payment-facts",
        "facts lines",
        facts_of(payments, &payment),
    ));
    let class = format!("card payment {}", standing.class);
    let mut actions = Vec::new();
    if payment.devolucion == RefundState::Due && till.role().may(Permission::PayRefunds) {
        actions.push(refund::button(payments, watch, &payment));
    }
    if payment.estado.is_open() {
        let address = ServiceSection::Open.at(&payment.id_operacion);
        let class = "button secondary";
        actions.push(link(
            till,
            "payment-open",
            class,
            address,
            Text::PayGoToOpen,
        ));
    }
    let class_of_print = match payment.estado {
        OrderState::Delivered => "primary",
        _ => "secondary",
    };
    let show = Callback::new(move |()| show_receipt(till, &payment));
    actions.push(plain_button(
        till,
        PRINT,
        class_of_print,
        Text::PrintReceipt,
        show,
    ));
    actions.push(another(payments));
    parts.push(block("", "payment-actions", actions));
    view! { <article class=class data-testid="payment">{parts}</article> }.into_any()
}

fn another(payments: Payments) -> AnyView {
    let home = payments.home;
    let words = match home {
        ServiceSection::Recharge => Text::RechargeAnother,
        _ => Text::PayAnother,
    };
    link(
        payments.till,
        ANOTHER,
        "button secondary",
        home.at(""),
        words,
    )
}

fn facts_of(payments: Payments, payment: &ServicePayment) -> Vec<AnyView> {
    let till = payments.till;
    let language = till.language.get();
    let known = |text: &Option<String>| text.clone().unwrap_or_default();
    let (product, number) = payment_words::labels(payment.servicio);
    [
        (
            "payment-service",
            product,
            payment.servicio.label().to_owned(),
        ),
        (
            "payment-number",
            number,
            format::product_number(payment.servicio, &payment.numero),
        ),
        (
            "payment-reference",
            Text::SlipReference,
            known(&payment.referencia),
        ),
        (
            "payment-receipt",
            Text::PaymentReceipt,
            payment.recibo.clone(),
        ),
        (
            "payment-time",
            Text::SlipDate,
            format::full_time(payment.fecha_hora, till.offset_minutes(), language),
        ),
        ("payment-cashier", Text::SlipCashier, known(&payment.cajero)),
        ("payment-wallet", Text::Wallet, known(&payment.cartera)),
        (
            "payment-integrator",
            Text::Integrator,
            known(&payment.integrador),
        ),
    ]
    .into_iter()
    .filter(|(_, _, value)| !value.is_empty())
    .map(|(id, label, value)| fact(id, till.say(label).to_owned(), String::new(), value))
    .collect()
}

impl Payments {
    /// What is known of why: our words where it was refused just now, otherwise those of the system, of who decided it or of the provider.
    fn why(self, payment: &ServicePayment) -> Option<String> {
        let just_now = self
            .refused
            .with_value(|(id, words)| (*id == payment.id_operacion).then(|| words.clone()));
        if just_now.is_some() {
            return just_now;
        }
        // Of what is not decided, they only confuse beside what is to be done.
        let is_settled = payment.resuelto_por.is_some() || payment.estado == OrderState::Refused;
        if !is_settled {
            return None;
        }
        let said = payment_words::said(
            payment.causa.as_deref(),
            payment.detalle.as_deref(),
            payment.resuelto_por.as_deref(),
            self.till.language.get(),
        );
        (!said.is_empty()).then(|| said.join(" "))
    }
}
