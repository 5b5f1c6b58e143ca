//! Payments that wait for an answer or a person, and refunds to be paid out.

mod calls;
mod list;
mod payment;
mod refund;
mod resolve;
mod row;
mod search;
mod state;
mod way;
mod words;

use crate::services_page::ServiceSection;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;
use state::Orders;

/// The section; `rest` is the payment in the address, if there is one.
pub(crate) fn section(till: Till, _section: ServiceSection, rest: Signal<String>) -> AnyView {
    let orders = Orders::new(till, rest);
    part(move || {
        let id = orders.id.get();
        untrack(|| {
            if id.is_empty() {
                list::list(orders)
            } else {
                payment::payment(orders, id)
            }
        })
    })
    .into_any()
}
