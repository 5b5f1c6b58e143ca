//! A form, the button that sends it, and the question that follows.

use crate::browser;
use crate::components::field::Errors;
use crate::draft::Checked;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::{Confirming, Till};
use crate::view::{self, yes};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use ventanilla_core::field::FieldError;

/// Shows the last question about a request that the core has read, or what is wrong with which field.
pub(crate) fn review<T>(
    till: Till,
    errors: Errors,
    checked: Result<Checked<T>, Vec<FieldError>>,
    intent: impl FnOnce(T) -> Intent,
    on_end: Callback<Ended>,
) {
    match checked {
        Ok(checked) => {
            errors.set(Vec::new());
            till.notice.set(None);
            till.confirming.set(Some(Confirming {
                intent: intent(checked.request),
                body: checked.body,
                on_end,
            }));
        }
        Err(wrong) => {
            errors.set(wrong);
            browser::focus_first_wrong();
        }
    }
}

/// A form whose rules are the core's: the browser checks and sends nothing by itself.
#[component]
pub(crate) fn Form(
    /// What sending it does.
    on_submit: Callback<()>,
    /// How it looks.
    #[prop(default = "")]
    class: &'static str,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! { <form class=class novalidate on:submit=submit>{children()}</form> }
}

/// The button that sends a form.
#[component]
pub(crate) fn Submit(
    /// Its id and its data-testid.
    id: &'static str,
    /// What it says.
    text: Text,
    /// What it says while it is busy.
    #[prop(default = Text::OneMoment)]
    busy_text: Text,
    /// Whether it is at work.
    #[prop(optional, into)]
    is_busy: Signal<bool>,
    /// Whether it must not be pressed for another reason.
    #[prop(optional, into)]
    is_held_back: Signal<bool>,
    /// How it looks.
    #[prop(default = "primary wide")]
    class: &'static str,
) -> impl IntoView {
    let till = Till::here();
    let words = view::text(move || till.say(if is_busy.get() { busy_text } else { text }));
    let is_disabled = move || is_busy.get() || is_held_back.get();
    view! { <button type="submit" class=class id=id data-testid=id disabled=yes(is_disabled)>{words}</button> }
}
