//! A coupon that was looked up: what it is, how it is paid, and what it came to.

use super::collect::{CODE, Collect};
use super::{tender, words};
use crate::browser;
use crate::components::choice::Choice;
use crate::components::field::{Errors, TextField, forgive};
use crate::components::form::{self, Form, Submit};
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{badge, fact, facts, link, paragraph, plain_button};
use crate::components::sell::field_errors;
use crate::coupon_slip;
use crate::draft::Draft;
use crate::format;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::Till;
use crate::view::{When, follow, part, text, text_if, yes};
use leptos::prelude::*;
use std::sync::Arc;
use tender::Tender;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::portal::coupons::{
    CollectCouponRequest, Coupon, CouponDetail, CouponState, PaymentMethod,
};
use ventanilla_core::{Amount, Permission};

/// What has the focus once a coupon is there that can be collected.
pub(crate) const FIRST: &str = "collect-tendered";
/// The button that prints the receipt.
pub(crate) const PRINT: &str = "collect-print";
const CONTINUE: &str = "collect-continue";
/// The name of what was handed over, on the wire.
const TENDERED: &str = "monto_entregado";

/// A coupon, and the way to collect it where it can be.
pub(crate) fn found(collect: Collect, coupon: CouponDetail) -> AnyView {
    let till = collect.till;
    let is_pending = coupon.cupon.estado == CouponState::Pending;
    let known = coupon.cupon.clone();
    let face = face(till, &coupon);
    let coupon = Arc::new(coupon);
    // Only what changes these makes it anew: somebody may be typing in it.
    let is_under_way = Memo::new(move |_| is_being_collected(till, &known));
    // A memo's first value is no change.
    let mut was_under_way = false;
    follow(move || {
        let is_under_way = is_under_way.get();
        if was_under_way && !is_under_way {
            untrack(|| collect.read_again_if_found());
        }
        was_under_way = is_under_way;
    });
    let session_id = Memo::new(move |_| {
        till.session
            .with(|session| session.as_ref().map(|open| open.id))
    });
    let way = part(move || {
        if !is_pending {
            over(till, &coupon)
        } else if is_under_way.get() {
            paragraph(
                "collect-pending",
                "hint caution",
                till.say(Text::CollectionPending).to_owned(),
            )
        } else if !till.role().may(Permission::Sell) {
            paragraph(
                "collect-read-only",
                "lead",
                till.say(Text::ReadOnly).to_owned(),
            )
        } else if let Some(session_id) = session_id.get() {
            untrack(|| payment(collect, &coupon, session_id))
        } else {
            needs_session(till)
        }
    });
    view! { <article class="card coupon" data-testid="coupon">{face} {way}</article> }.into_any()
}

/// Whether its collection is under way, and nobody knows yet what came of it. What is somebody else's is not asked about here, and
/// what was refused already was not done.
fn is_being_collected(till: Till, coupon: &Coupon) -> bool {
    till.pending.with(|pending| {
        pending.iter().any(|open| {
            open.refusal.is_none() && open.intent.collects(coupon) && till.is_ours(open)
        })
    })
}

/// What a coupon is: how much, where it stands, for whom, of what.
fn face(till: Till, coupon: &CouponDetail) -> AnyView {
    let known = &coupon.cupon;
    let language = till.language.get_untracked();
    let (class, drawing) = words::state_look(known.estado);
    let state = words::state_of(coupon, language);
    let say = |text: Text| text.template(language).to_owned();
    let one = |id, label: Text, value: String| fact(id, say(label), String::new(), value);
    let mut list = vec![
        one(
            "coupon-customer",
            Text::Customer,
            coupon.cliente_nombre.clone(),
        ),
        one(
            "coupon-number",
            Text::CustomerNumber,
            coupon.cliente_id.to_string(),
        ),
        one(
            "coupon-code",
            Text::Coupon,
            format::coupon_code(&known.codigo_barras),
        ),
        one(
            "coupon-due",
            Text::DueDate,
            format::date(known.fecha_vencimiento, language),
        ),
    ];
    list.extend(known.facturas.iter().map(|invoice| {
        let label = words::invoice(invoice);
        fact(
            "coupon-invoice",
            label,
            String::new(),
            till.money(invoice.monto.amount()),
        )
    }));
    view! {
        <p class="sum" data-testid="coupon-amount">{till.money_signal(known.monto.amount())}</p>
        <p data-testid="coupon-state">{badge(class, drawing, state)}</p>
        {facts("coupon-facts", "facts lines", list)}
    }
    .into_any()
}

/// A coupon that cannot be collected; the receipt of one that was is one touch away.
fn over(till: Till, coupon: &CouponDetail) -> AnyView {
    let told = match coupon.cupon.estado {
        CouponState::Used => Text::DoNotCollectAgain,
        _ => Text::IssueAnother,
    };
    let told = paragraph("coupon-over", "hint caution", till.say(told).to_owned());
    let print = coupon
        .recibo
        .is_some()
        .then(|| receipt_button(till, coupon.clone(), "secondary"));
    view! { {told} {print} }.into_any()
}

fn needs_session(till: Till) -> AnyView {
    view! {
        <p class="hint caution" data-testid="collect-needs-session">{till.words(Text::CollectNeedsSession)}</p>
        {link(till, FIRST, "button primary", "/app/".to_owned(), Text::OpenTitle)}
    }
    .into_any()
}

/// How it is paid.
fn payment(collect: Collect, coupon: &Arc<CouponDetail>, session_id: i64) -> AnyView {
    let till = collect.till;
    let asked = coupon.cupon.monto.amount();
    // By its name: a signal of a type of its own would weigh more than everything else here.
    let method = RwSignal::new(PaymentMethod::Efectivo.as_str().to_owned());
    let typed = RwSignal::new(String::new());
    let errors: Errors = RwSignal::new(Vec::new());
    let is_cash = Memo::new(move |_| is_of(method, PaymentMethod::Efectivo));
    let tendered = move || typed.with(|typed| tender::read(typed, asked, till.currency()));
    let on_end = Callback::new(move |ended: Ended| match ended {
        // What was collected says so itself, by its receipt.
        Ended::Done => {}
        // The form is gone; the next coupon can come.
        Ended::Unknown => browser::focus_soon(CODE),
        Ended::Refused(refusal) if refusal.fields.is_empty() => collect.read_again(),
        Ended::Refused(refusal) => {
            errors.set(field_errors(&refusal.fields));
            browser::focus_first_wrong();
        }
        Ended::NotSent => browser::focus_soon(CONTINUE),
    });
    let known = Arc::clone(coupon);
    let review = Callback::new(move |()| {
        let is_cash = is_cash.get_untracked();
        if is_cash && matches!(untrack(tendered), Tender::Short(_)) {
            browser::focus_soon(FIRST);
            return;
        }
        let mut draft = Draft::new()
            .id("id_caja_sesion", session_id)
            .text("cupon_id", &known.cupon.cupon_id)
            .text("metodo_pago", &method.get_untracked());
        let typed = typed.get_untracked();
        let currency = untrack(|| till.currency());
        if is_cash && !typed.trim().is_empty() {
            draft = draft.decimal(TENDERED, &typed, currency);
        }
        let checked = draft.read(|body| CollectCouponRequest::parse(body, currency));
        form::review(
            till,
            errors,
            checked,
            |request| Intent::CollectCoupon {
                code: known.cupon.codigo_barras.clone(),
                coupon_id: request.cupon_id,
                customer: known.cliente_nombre.clone(),
                amount: Dec::from(asked),
                method: request.metodo_pago,
                tendered: request.monto_entregado.map(Dec::from),
            },
            on_end,
        );
    });
    let choose = move |of: PaymentMethod| {
        method.set(of.as_str().to_owned());
        forgive(errors, TENDERED);
    };
    let methods = PaymentMethod::ALL.map(|of| {
        let is_on = Signal::derive(move || is_of(method, of));
        let next = if of == PaymentMethod::Efectivo { FIRST } else { CONTINUE };
        view! {
            <Choice
                group="collect-method" id=format!("collect-{}", of.as_str()) is_on=is_on on_choose=Callback::new(move |()| choose(of))
                next=next
            >
                <span class="name">{till.words(format::method_name(of))}</span>
            </Choice>
        }
    });
    let note = text_if(move || match tendered() {
        Tender::Short(missing) => {
            let missing = till.money(missing);
            Some(till.say_with(Text::TenderedShort, &[("monto", &missing)]))
        }
        _ => None,
    });
    let symbol = text(move || till.currency().symbol().to_owned());
    let hint = text(move || till.say(Text::TenderedHint));
    let change = text(move || match tendered() {
        Tender::Change(change) => till.money(change),
        Tender::Exact => till.money(Amount::ZERO),
        Tender::Short(_) | Tender::Unreadable(_) => "—".to_owned(),
    });
    let sums = tender::quick(asked, untrack(|| till.currency()));
    let quick = move || {
        sums.iter()
            .map(|sum| quick_sum(till, *sum, typed, errors))
            .collect_view()
    };
    view! {
        <Form class="payment" on_submit=review>
            <fieldset>
                <legend>{till.words(Text::MethodOfPayment)}</legend>
                <div class="choices">{methods}</div>
            </fieldset>
            <When is=yes(move || is_cash.get())>
                <TextField
                    id=FIRST label=Text::Tendered field=TENDERED value=typed errors=errors keys="decimal" class="tendered" prefix=symbol
                    hint=hint note=note on_enter=review
                />
                <div class="quick sums-handed" role="group" aria-label=till.words(Text::QuickAmounts)>{quick()}</div>
                <p class="total change" role="status">
                    <span>{till.words(Text::ChangeDue)}</span> <output data-testid="collect-change">{change}</output>
                </p>
            </When>
            <Submit id=CONTINUE text=Text::CollectAction/>
        </Form>
    }
    .into_any()
}

/// Whether the method of that name is this one.
fn is_of(method: RwSignal<String>, of: PaymentMethod) -> bool {
    method.with(|method| method == of.as_str())
}

fn quick_sum(till: Till, sum: Amount, typed: RwSignal<String>, errors: Errors) -> AnyView {
    let words = text(move || format::piece(sum, till.currency(), till.language.get()));
    let take = move |_| {
        typed.set(tender::typed(sum, untrack(|| till.currency())));
        forgive(errors, TENDERED);
        browser::focus_soon(CONTINUE);
    };
    view! { <button type="button" data-testid="collect-quick" on:click=take>{words}</button> }
        .into_any()
}

/// What a collection came to.
pub(crate) fn collected(collect: Collect, coupon: CouponDetail) -> AnyView {
    let till = collect.till;
    let receipt = coupon.recibo.as_ref();
    let change = receipt
        .map(|receipt| receipt.vuelto.amount())
        .unwrap_or_default();
    let number = receipt
        .map(|receipt| receipt.numero.clone())
        .unwrap_or_default();
    let amount = coupon.cupon.monto.amount();
    let again = plain_button(
        till,
        "collect-another",
        "secondary",
        Text::CollectAnother,
        Callback::new(move |()| collect.start_over()),
    );
    let customer = coupon.cliente_nombre.clone();
    let print = receipt_button(till, coupon, "primary");
    view! {
        <article class="card coupon collected" data-testid="collected">
            <p class="done"><Icon drawing=Drawing::Tick/> <strong>{till.words(Text::DoneCollection)}</strong></p>
            <p class="sum" data-testid="collected-amount">{till.money_signal(amount)}</p>
            <p>{customer} " · " <span data-testid="collected-receipt">{number}</span></p>
            <p class="total change">
                <span>{till.words(Text::ChangeDue)}</span> <output data-testid="collected-change">{till.money_signal(change)}</output>
            </p>
            <div class="actions">{print} {again}</div>
        </article>
    }
    .into_any()
}

fn receipt_button(till: Till, coupon: CouponDetail, class: &'static str) -> AnyView {
    let show = Callback::new(move |()| {
        let slip = untrack(|| coupon_slip::receipt(&coupon, &till.shop(), till.language.get()));
        till.slip.set(slip);
    });
    plain_button(till, PRINT, class, Text::PrintReceipt, show)
}
