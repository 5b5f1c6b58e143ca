//! All that is known of one payment, what is told about it, and what can be done.

use super::calls::calls;
use super::list::{read_at, retry};
use super::refund::refund;
use super::resolve::resolution;
use super::state::Orders;
use super::way::{Looker, Way, way};
use super::words::{payer, since};
use crate::browser;
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{
    badge, block, fact, fact_of, facts, link, time, told, unread, waiting,
};
use crate::format;
use crate::frame::Program;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::payment_words::{self, Payer};
use crate::services_page::ServiceSection;
use crate::till::{Reading, Till};
use crate::view::{follow, part, text, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::wire::resources::payments::ServicePayment;

/// The heading.
pub(super) const TITLE: &str = "order-title";

/// The payment of that id.
pub(super) fn payment(orders: Orders, id: String) -> AnyView {
    let till = orders.till;
    browser::focus_soon(TITLE);
    let of = StoredValue::new(id.clone());
    let shown = Memo::new(move |_| of.with_value(|id| orders.payment(id)));
    let title = text(move || {
        let receipt = shown.with(|shown| shown.as_ref().map(|known| known.recibo.clone()));
        receipt.map_or_else(
            || till.say(Text::OrderTitle).to_owned(),
            |receipt| till.say_with(Text::OrderTitleOf, &[("recibo", &receipt)]),
        )
    });
    let advice = text_if(move || {
        shown.with(|shown| {
            let known = shown.as_ref()?;
            let advice = payment_words::advice(payer(known), known.estado, known.devolucion);
            Some(till.say(advice))
        })
    });
    let state = part(move || {
        let is_there = shown.with(Option::is_some);
        match orders.reading.get() {
            Reading::Failed(error) if !is_there => {
                unread(till, &error, "order-retry", retry(orders))
            }
            _ if is_there => ().into_any(),
            Reading::Running | Reading::Done | Reading::Failed(_) => {
                waiting(till, "order-loading", true)
            }
        }
    });
    let is_there = Memo::new(move |_| shown.with(Option::is_some));
    let face = part(move || {
        shown.with(|shown| {
            shown
                .as_ref()
                .map_or_else(|| ().into_any(), |known| face(orders, known))
        })
    });
    let tell = part(move || {
        if is_there.get() {
            told("order-tell", "tell", advice)
        } else {
            ().into_any()
        }
    });
    let facts = part(move || {
        shown.with(|shown| {
            shown
                .as_ref()
                .map_or_else(|| ().into_any(), |known| details(orders, known))
        })
    });
    let changed =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|known| known.actualizada)));
    let sees_calls = untrack(|| till.role().may(Permission::ResolvePayments));
    let transcript = part(move || {
        if sees_calls && is_there.get() {
            calls(orders, &id, changed)
        } else {
            ().into_any()
        }
    });
    view! {
        <section class="order" aria-labelledby=TITLE>
            <a class="back" id="order-back" data-testid="order-back" href=ServiceSection::Open.at("")>
                <Icon drawing=Drawing::Back/>{till.words(Text::OrdersAll)}
            </a>
            <h1 id=TITLE data-testid=TITLE tabindex="-1">{title}</h1>
            <div role="status">{state}</div>
            <div class="card face" hidden=yes(move || !is_there.get())>{face} {tell}</div>
            {ways(orders, shown)}
            {facts}
            {transcript}
            {read_at(orders)}
        </section>
    }
    .into_any()
}

/// What it was, where it stands, how much.
fn face(orders: Orders, payment: &ServicePayment) -> AnyView {
    let till = orders.till;
    let (class, drawing) = payment_words::state_look(payment.estado, payment.devolucion);
    let state = payment_words::state_name(payment.estado, payment.devolucion);
    let state = till.say(state).to_owned();
    let service = payment.servicio.label();
    let number = format::product_number(payment.servicio, &payment.numero);
    let whom = till.say(match payer(payment) {
        Payer::Customer => Text::TellCustomer,
        Payer::Integrator => Text::TellIntegrator,
    });
    view! {
        <div class="between">
            <p class="sum" data-testid="order-amount">{till.money(payment.monto.amount())}</p>
            <p data-testid="order-state">{badge(class, drawing, state)}</p>
        </div>
        <p data-testid="order-what">{format!("{service} · {number}")}</p>
        <p class="caption">{whom}</p>
    }
    .into_any()
}

/// What can be done about it. Only a change of that makes it anew: somebody may be typing.
fn ways(orders: Orders, shown: Memo<Option<ServicePayment>>) -> AnyView {
    let till = orders.till;
    let is_under_way = Memo::new(move |_| {
        shown.with(|shown| {
            shown
                .as_ref()
                .is_some_and(|known| is_asked_for(till, &known.id_operacion))
        })
    });
    // Another tab may have heard the answer: then this one has no notice of it.
    let mut was_under_way = false;
    follow(move || {
        let is_under_way = is_under_way.get();
        if was_under_way && !is_under_way {
            untrack(|| orders.read());
        }
        was_under_way = is_under_way;
    });
    let way = Memo::new(move |_| {
        let looker = Looker {
            role: till.role(),
            has_session: till.session.with(Option::is_some),
            is_under_way: is_under_way.get(),
            now_ms: orders.now_ms.get(),
        };
        shown.with(|shown| shown.as_ref().map(|known| way(known, looker)))
    });
    part(move || {
        let Some(way) = way.get() else {
            return ().into_any();
        };
        let Some(known) = shown.get_untracked() else {
            return ().into_any();
        };
        untrack(|| match way {
            Way::Settled => ().into_any(),
            Way::Resolve => resolution(orders, &known),
            Way::Refund => refund(orders, &known),
            Way::OpenFirst => open_first(till),
            Way::Wait => said(till, Text::ResolveLater),
            Way::AskManager => said(till, Text::AskManager),
            Way::AskCashier => said(till, Text::AskCashier),
            Way::Awaited => said(till, Text::OrderUnderWay),
        })
    })
    .into_any()
}

/// Whether its resolution or its refund is under way, and nobody knows yet what came of it. What is somebody else's is not asked about
/// here, and what was refused already was not done.
fn is_asked_for(till: Till, id: &str) -> bool {
    till.pending.with(|pending| {
        pending.iter().any(|open| {
            let is_of_it = matches!(
                &open.intent,
                Intent::ResolvePayment { payment_id, .. } | Intent::RefundPayment { payment_id, .. }
                    if payment_id == id
            );
            is_of_it && open.refusal.is_none() && till.is_ours(open)
        })
    })
}

fn said(till: Till, words: Text) -> AnyView {
    let words = text(move || till.say(words));
    view! { <p class="lead" data-testid="order-way">{words}</p> }.into_any()
}

fn open_first(till: Till) -> AnyView {
    let to_till = link(
        till,
        "order-open-register",
        "button primary",
        Program::Till.path().to_owned(),
        Text::OpenTitle,
    );
    block(
        "",
        "card way",
        vec![said(till, Text::RefundNeedsSession), to_till],
    )
}

/// All the facts.
fn details(orders: Orders, payment: &ServicePayment) -> AnyView {
    let till = orders.till;
    let (language, offset_minutes) = (till.language.get(), till.offset_minutes());
    let written = |at| format::full_time(at, offset_minutes, language);
    let mut list = vec![fact_of(
        "order-since",
        till.say(Text::OrderAskedForAt).to_owned(),
        String::new(),
        time(payment.fecha_hora, since(orders, payment.fecha_hora)),
    )];
    let has_changed = payment.actualizada > payment.fecha_hora;
    let simulated = till.say(Text::OrderSimulated);
    let detail_name = if payment.resuelto_por.is_some() {
        Text::Evidence
    } else {
        Text::OrderDetail
    };
    let known = [
        (
            "order-receipt",
            Text::PaymentReceipt,
            Some(payment.recibo.clone()),
        ),
        (
            "order-integrator",
            Text::Integrator,
            payment.integrador.clone(),
        ),
        ("order-cashier", Text::Cashier, payment.cajero.clone()),
        ("order-register", Text::Register, payment.caja.clone()),
        ("order-branch", Text::Branch, Some(payment.sucursal.clone())),
        (
            "order-changed",
            Text::OrderChangedAt,
            has_changed.then(|| written(payment.actualizada)),
        ),
        (
            "order-reference",
            Text::OrderReference,
            payment.referencia.clone(),
        ),
        (
            "order-reason",
            Text::Reason,
            payment_words::reason(payment.causa.as_deref(), language),
        ),
        // A provider's own words, in whatever language, are for those who decide; a person's are for all.
        (
            "order-evidence",
            detail_name,
            payment.detalle.clone().filter(|_| {
                payment.resuelto_por.is_some() || till.role().may(Permission::ResolvePayments)
            }),
        ),
        (
            "order-resolved-by",
            Text::OrderResolvedBy,
            payment.resuelto_por.clone(),
        ),
        (
            "order-simulated",
            Text::Provider,
            payment.es_simulado.then(|| simulated.to_owned()),
        ),
    ];
    for (id, label, value) in known {
        if let Some(value) = value {
            list.push(fact(id, till.say(label).to_owned(), String::new(), value));
        }
    }
    let list = facts("order-facts", "facts", list);
    block("", "card details", vec![list])
}
