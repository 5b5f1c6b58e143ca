//! What came of it: what the customer has now, as large as can be, and the way to the next one.

use super::attend::Place;
use super::attending::{Attending, points};
use crate::browser;
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{link, plain_button};
use crate::i18n::Text;
use crate::view::{text, text_if};
use leptos::prelude::*;
use ventanilla_core::loyalty::MovementKind;

/// What goes on to the next customer.
const NEXT: &str = "points-next";

/// What came of it.
pub(crate) fn view(attending: Attending) -> AnyView {
    let till = attending.till;
    let Some(outcome) = attending.outcome.get() else {
        return ().into_any();
    };
    browser::focus_soon(NEXT);
    let words = said(outcome.kind);
    let moved = outcome.points.map(|moved| {
        let words = text(move || till.say_with(words, &[("puntos", &points(till, moved))]));
        view! { <p data-testid="points-moved">{words}</p> }
    });
    // Where it was not told, it is read again.
    let balance = text_if(move || {
        let known = outcome.balance.or_else(|| {
            let contact = attending.customer();
            contact.map(|contact| contact.contact_balance.amount())
        });
        known.map(|known| points(till, known))
    });
    let next = Callback::new(move |()| attending.next());
    let movements = attending.customer().map(|_| {
        link(
            till,
            "points-done-movements",
            "button secondary",
            Place::Movements.address(),
            Text::PointsMovements,
        )
    });
    view! {
        <div class="card payment good points-done" role="status" data-testid="points-done">
            <h2 class="standing"><Icon drawing=Drawing::Tick/> <span>{till.words(Text::DonePoints)}</span></h2>
            <p class="lead">{outcome.customer}</p>
            <p class="now"><span class="caption">{till.words(Text::PointsNow)}</span> <strong class="sum" data-testid="points-now">{balance}</strong></p>
            {moved}
            <div class="payment-actions">
                {plain_button(till, NEXT, "primary", Text::PointsNext, next)}
                {movements}
            </div>
        </div>
    }
    .into_any()
}

const fn said(kind: MovementKind) -> Text {
    match kind {
        MovementKind::Earning => Text::PointsEarned,
        MovementKind::Redemption => Text::PointsSpent,
        MovementKind::Addition => Text::PointsAdded,
        MovementKind::Removal => Text::PointsRemoved,
    }
}
