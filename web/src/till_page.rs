//! The till's page: what a cashier has before them, by how far the day has come.

use crate::access;
use crate::address;
use crate::browser;
use crate::components::banners::NoticeCard;
use crate::components::closed::ClosedSummary;
use crate::components::open_register::OpenRegister;
use crate::components::paper;
use crate::components::sales::Sales;
use crate::components::sell::FORM_TURNS;
use crate::components::selling::Selling;
use crate::components::services;
use crate::components::services::latest::{self, Latest};
use crate::frame::Program;
use crate::i18n::Text;
use crate::scanner;
use crate::till::Till;
use crate::view::{When, follow, later, part, yes};
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::role::Role;

/// The list of sales comes once the form before it is whole.
const SALES_TURN: u32 = FORM_TURNS + 2;

/// What the till shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// A user who only looks.
    Looking,
    Summary,
    Opening,
    Selling,
}

/// The till's page.
pub(crate) fn till_page(till: Till) -> AnyView {
    till.sale_controls.set_value(Some(paper::add_reference));
    let delivered = deliver(till);
    let stage = Memo::new(move |_| {
        stage(
            till.role(),
            till.session.with(Option::is_some),
            till.closed.with(Option::is_some),
        )
    });
    // A coupon is collected on a page of its own, wherever the focus is here. What is not as long as its code is typed as ever.
    let scanned = move |text: String| {
        // Nothing keeps what is counted when the page is left.
        let is_counting = browser::is_written("[data-count]");
        let why = till
            .why_not_free()
            .or(is_counting.then_some(Text::ScanWhileCounting));
        if let Some(why) = why {
            till.mention(why);
            return;
        }
        let code = address::encode(text.trim());
        browser::go(&format!("{}#cobrar/{code}", Program::Coupons.path()));
    };
    let listening = scanner::listen_for_long(
        scanner::COUPON_CHARACTERS_MIN,
        scanner::Taking::of_coupons,
        scanned,
    );
    // It listens for as long as this page is there.
    StoredValue::new_local(listening);
    // Where points are kept, they are on a page of their own, and so is what was done with them.
    let has_list = untrack(|| !access::keeps_points(till.currency()));
    let page = part(move || {
        match stage.get() {
        Stage::Looking => view! {
            <main class="columns" class:with-list=has_list>
                <p class="card lead">{till.words(Text::ReadOnly)}</p>
                <div class="side">{sales(till, delivered)}</div>
            </main>
        }
        .into_any(),
        Stage::Summary => view! { <main class="columns"><ClosedSummary/></main> }.into_any(),
        Stage::Opening => view! {
            <main class="columns" class:with-list=yes(move || has_list && till.role().may(Permission::Reverse))>
                <OpenRegister/>
                <div class="side">
                    <NoticeCard/>
                    <When is=yes(move || till.role().may(Permission::Reverse))>{sales(till, delivered)}</When>
                </div>
            </main>
        }
        .into_any(),
        Stage::Selling => view! {
            <main class="columns" class:with-list=has_list>
                <Selling/>
                <div class="side"><NoticeCard/>{later(SALES_TURN, move || sales(till, delivered))}</div>
            </main>
        }
        .into_any(),
    }
    });
    page.into_any()
}

/// The latest payments, where what is sold is delivered by a provider; a notice of one leads to it then.
fn deliver(till: Till) -> Option<Latest> {
    let currency = untrack(|| till.currency());
    if !access::is_delivered(currency) || access::keeps_points(currency) {
        return None;
    }
    let latest = Latest::new(till);
    provide_context(latest);
    let offers = ViewFn::from(move || services::offers(till));
    till.notice_offers.set_value(Some(offers));
    follow(move || {
        if till.notice.with(services::tells_of_payment) {
            untrack(|| latest.again());
        }
    });
    Some(latest)
}

/// What was sold last.
fn sales(till: Till, delivered: Option<Latest>) -> AnyView {
    match delivered {
        Some(latest) => latest::section(latest),
        None if untrack(|| access::keeps_points(till.currency())) => ().into_any(),
        None => view! { <Sales/> }.into_any(),
    }
}

fn stage(role: Role, has_session: bool, has_summary: bool) -> Stage {
    match role {
        _ if has_summary => Stage::Summary,
        _ if has_session => Stage::Selling,
        role if role.may(Permission::Sell) => Stage::Opening,
        _ => Stage::Looking,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages() {
        let table = [
            (Role::Operador, false, false, Stage::Opening),
            (Role::Operador, true, false, Stage::Selling),
            (Role::Operador, false, true, Stage::Summary),
            (Role::Gerente, false, false, Stage::Opening),
            (Role::Usuario, false, false, Stage::Looking),
        ];
        for (role, session, summary, expected) in table {
            assert_eq!(
                stage(role, session, summary),
                expected,
                "{role:?} {session} {summary}"
            );
        }
    }
}
