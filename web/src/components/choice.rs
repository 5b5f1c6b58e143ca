//! A radio button as large as its words deserve.

use crate::browser;
use crate::components::field::enter;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// One of a group of choices. Pressing it, or Enter on it, goes on to `next`; arrow keys move among the group.
#[component]
pub(crate) fn Choice(
    /// The name of the group.
    group: &'static str,
    /// Its id and its data-testid.
    #[prop(into)]
    id: String,
    /// How it looks, besides being a choice.
    #[prop(default = "")]
    class: &'static str,
    /// Whether it is the one chosen.
    #[prop(into)]
    is_on: Signal<bool>,
    /// Whether the group has an error, and the focus should come here for it.
    #[prop(optional, into)]
    is_wrong: Signal<bool>,
    /// Told when it is chosen.
    on_choose: Callback<()>,
    /// The id of what comes next.
    #[prop(optional, into)]
    next: String,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let next = StoredValue::new(next);
    let go_on = move || {
        let next = next.get_value();
        if !next.is_empty() {
            browser::focus_soon(next);
        }
    };
    let pressed = move |event: MouseEvent| {
        // Arrow keys click as well, with a count of zero; they stay among the choices.
        if event.detail() > 0 {
            go_on();
        }
    };
    view! {
        <label class=format!("choice {class}") class:on=is_on on:click=pressed>
            <input
                type="radio"
                class="unseen"
                name=group
                id=id.clone()
                data-testid=id
                data-wrong=move || is_wrong.get().to_string()
                prop:checked=is_on
                on:change=move |_| on_choose.run(())
                on:keydown=move |event| enter(&event, Callback::new(move |()| go_on()))
            />
            {children()}
        </label>
    }
}
