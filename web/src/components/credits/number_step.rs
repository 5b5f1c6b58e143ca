//! The first step: whose phone it is.

use super::number;
use super::place::Place;
use super::recharging::{Recharging, at};
use crate::browser;
use crate::components::field::{Errors, TextField};
use crate::components::form::{Form, Submit};
use crate::i18n::Text;
use crate::view::text_if;
use leptos::prelude::*;

/// The field of the number.
const NUMBER: &str = "recharge-number";

/// The number, judged while it is typed.
pub(crate) fn view(recharging: Recharging) -> AnyView {
    let till = recharging.till;
    let typed = recharging.number;
    let errors: Errors = RwSignal::new(Vec::new());
    let hint = text_if(move || typed.with(|typed| number::hint(typed, till.language.get())));
    let note = text_if(move || typed.with(|typed| number::wrong(typed, till.language.get())));
    let go_on = Callback::new(move |()| {
        till.notice.set(None);
        let is_whole = typed.with_untracked(|typed| number::whole(typed).is_some());
        if is_whole {
            browser::go(&at(&Place::Carrier));
        } else {
            errors.set(typed.with_untracked(|typed| number::flaws(typed)));
            browser::focus_soon(NUMBER);
        }
    });
    browser::focus_soon(NUMBER);
    view! {
        <div class="card">
            <Form on_submit=go_on>
                <TextField
                    id=NUMBER label=Text::RechargeNumber field=number::FIELD value=typed errors=errors kind="tel" keys="tel" class="number"
                    hint=hint note=note on_enter=go_on
                />
                <Submit id="recharge-continue" text=Text::Continue/>
            </Form>
        </div>
    }
    .into_any()
}
