//! What waits, and the box that finds the payment of a customer who comes back.

use super::row::{row, row_id, row_key};
use super::state::{Orders, SEARCH, TITLE};
use super::words::{is_refund_due, sum};
use crate::browser;
use crate::components::field::{Errors, TextField};
use crate::components::form::Form;
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{paragraph, told, unread, waiting};
use crate::format;
use crate::i18n::Text;
use crate::services_page::ServiceSection;
use crate::till::{Reading, Till};
use crate::view::{follow, part, text, text_if};
use leptos::prelude::*;
use ventanilla_core::wire::resources::payments::ServicePayment;
use ventanilla_core::wire::time::Iso;

/// The name of what is typed, as fields have one; it is sent nowhere.
const FIELD: &str = "buscar";
/// How many payments the server lists at most.
const LIST_MAX: usize = 100;

/// The list.
pub(super) fn list(orders: Orders) -> AnyView {
    let till = orders.till;
    let errors: Errors = RwSignal::new(Vec::new());
    // Whoever presses Enter means the one that there is, once everything was read.
    let is_entered = RwSignal::new(false);
    follow(move || {
        orders.typed.track();
        is_entered.set(false);
    });
    follow(move || {
        if !is_entered.get() {
            return;
        }
        let is_searching = untrack(|| orders.is_searching());
        let found = orders.found();
        if is_searching && found.is_none() {
            return;
        }
        // It was meant of what is known now: what a later reading finds is opened by nobody's Enter.
        is_entered.set(false);
        if let Some([one]) = found.filter(|_| is_searching).as_deref() {
            browser::go(&ServiceSection::Open.at(&one.id_operacion));
        }
    });
    focus_first(orders);
    let find = Callback::new(move |()| is_entered.set(true));
    let hint = text(move || till.say(Text::OrdersSearchHint));
    let verdict = text_if(move || verdict(orders));
    let is_searching = Memo::new(move |_| orders.is_searching());
    let lists = part(move || {
        if is_searching.get() {
            let found = Memo::new(move |_| orders.found().unwrap_or_default());
            found_rows(orders, found)
        } else {
            groups(orders)
        }
    });
    view! {
        <section class="orders" aria-labelledby=TITLE>
            <h1 id=TITLE tabindex="-1">{till.words(Text::OrdersTitle)}</h1>
            <Form class="search" on_submit=find>
                <TextField
                    id=SEARCH label=Text::OrdersSearch field=FIELD value=orders.typed errors=errors keys="search" hint=hint on_enter=find
                />
            </Form>
            {told("orders-verdict", "hint", verdict)}
            <div role="status">{part(move || state(orders))}</div>
            {lists}
            {read_at(orders)}
        </section>
    }
    .into_any()
}

/// Where the payment that was looked at is still listed, its row has the focus; otherwise the box.
fn focus_first(orders: Orders) {
    let left = orders
        .one
        .with_untracked(|one| one.as_ref().map(|one| row_id(&one.id_operacion)));
    match left {
        Some(row) => browser::focus_if_lost(vec![row, SEARCH.to_owned()]),
        None => browser::focus_soon(SEARCH),
    }
}

/// What was found, under a heading for those who go by headings.
fn found_rows(orders: Orders, found: Memo<Vec<ServicePayment>>) -> AnyView {
    let till = orders.till;
    view! {
        <h2 class="unseen" id="orders-found-title">{till.words(Text::OrdersFoundTitle)}</h2>
        {rows(orders, "orders-found", "orders-found-title", found)}
    }
    .into_any()
}

/// What waits, in its two groups.
fn groups(orders: Orders) -> AnyView {
    let till = orders.till;
    let of = move |is_in: fn(&ServicePayment) -> bool| {
        Memo::new(move |_| {
            orders.waiting.with(|waiting| {
                let listed = waiting.iter().flatten();
                listed
                    .filter(|payment| is_in(payment))
                    .cloned()
                    .collect::<Vec<_>>()
            })
        })
    };
    let open = of(|payment| !is_refund_due(payment));
    let refunds = of(is_refund_due);
    let nothing = part(move || {
        let is_nothing = orders
            .waiting
            .with(|waiting| waiting.as_ref().is_some_and(Vec::is_empty));
        if is_nothing {
            let words = till.say(Text::OrdersNone).to_owned();
            view! { <p class="card none all-well" data-testid="orders-none"><Icon drawing=Drawing::Tick/> {words}</p> }.into_any()
        } else {
            ().into_any()
        }
    });
    let cut = text_if(move || {
        let is_cut = orders.waiting.with(|waiting| {
            waiting
                .as_ref()
                .is_some_and(|listed| listed.len() >= LIST_MAX)
        });
        is_cut.then(|| till.say_with(Text::OrdersCut, &[("cantidad", &LIST_MAX.to_string())]))
    });
    view! {
        {nothing}
        {group(orders, "orders-open", "orders-open-title", Text::OpenPaymentsTab, open)}
        {group(orders, "orders-refunds", "orders-refunds-title", Text::OrdersRefunds, refunds)}
        <p class="hint caution">{cut}</p>
    }
    .into_any()
}

/// A group under its heading, with how many there are and what they come to; nothing where there is none.
fn group(
    orders: Orders,
    id: &'static str,
    title_id: &'static str,
    title: Text,
    payments: Memo<Vec<ServicePayment>>,
) -> AnyView {
    let till = orders.till;
    let is_empty = Memo::new(move |_| payments.with(Vec::is_empty));
    let comes_to = text(move || payments.with(|payments| total(till, payments)));
    part(move || {
        if is_empty.get() {
            return ().into_any();
        }
        view! {
            <section class="group" aria-labelledby=title_id>
                <div class="between">
                    <h2 id=title_id>{till.words(title)}</h2>
                    <p class="caption" data-testid=format!("{id}-total")>{comes_to}</p>
                </div>
                {rows(orders, id, title_id, payments)}
            </section>
        }
        .into_any()
    })
    .into_any()
}

fn rows(
    orders: Orders,
    id: &'static str,
    title_id: &'static str,
    payments: Memo<Vec<ServicePayment>>,
) -> AnyView {
    view! {
        <ul class="card rows" data-testid=id aria-labelledby=title_id>
            <For each=move || payments.get() key=row_key let:payment>
                {row(orders, payment)}
            </For>
        </ul>
    }
    .into_any()
}

/// How many there are and what they come to.
fn total(till: Till, payments: &[ServicePayment]) -> String {
    let amount = sum(payments).map_or_else(|| "—".to_owned(), |amount| till.money(amount));
    let count = payments.len().to_string();
    let words = if payments.len() == 1 {
        Text::OrdersOne
    } else {
        Text::OrdersMany
    };
    till.say_with(words, &[("cantidad", &count), ("monto", &amount)])
}

/// What came of looking for something.
fn verdict(orders: Orders) -> Option<String> {
    let till = orders.till;
    if !orders.is_searching() {
        return None;
    }
    let Some(found) = orders.found() else {
        return Some(till.say(Text::Loading).to_owned());
    };
    let mut words = match found.len() {
        0 => till.say(Text::OrdersNotFound).to_owned(),
        1 => till.say(Text::OrdersFoundOne).to_owned(),
        many => till.say_with(Text::OrdersFoundMany, &[("cantidad", &many.to_string())]),
    };
    if orders.is_recent_missing.get() {
        words = format!("{words} {}", till.say(Text::OrdersRecentMissing));
    }
    Some(words)
}

/// What stands where there is no list, or not yet.
fn state(orders: Orders) -> AnyView {
    let till = orders.till;
    let is_there = Memo::new(move |_| orders.waiting.with(Option::is_some));
    match orders.reading.get() {
        _ if is_there.get() => ().into_any(),
        Reading::Failed(error) => unread(till, &error, "orders-retry", retry(orders)),
        Reading::Running | Reading::Done => waiting(till, "orders-loading", true),
    }
}

/// Another try.
pub(super) fn retry(orders: Orders) -> Callback<()> {
    Callback::new(move |()| {
        orders.reading.set(Reading::Running);
        orders.read();
    })
}

/// Of when it is what is shown.
pub(super) fn read_at(orders: Orders) -> AnyView {
    let till = orders.till;
    let words = part(move || {
        let read_at_ms = orders.read_at_ms.get();
        // What was kept from before says so above everything.
        if read_at_ms == 0 {
            return ().into_any();
        }
        let at = Iso::from_ms(read_at_ms);
        let time = format::time(at, till.offset_minutes(), till.language.get());
        let is_old = till.is_cut_off.get()
            || orders
                .reading
                .with(|reading| matches!(reading, Reading::Failed(_)));
        let (class, words) = if is_old {
            ("hint caution", Text::OrdersOld)
        } else {
            ("caption", Text::OrdersReadAt)
        };
        paragraph(
            "orders-read-at",
            class,
            till.say_with(words, &[("hora", &time)]),
        )
    });
    view! { <div>{words}</div> }.into_any()
}
