//! A dialog above the page: the browser's own, which keeps the focus inside and gives it back.

use leptos::html;
use leptos::prelude::*;

/// Shows its children above everything else while `is_open`. Escape calls `on_cancel`.
#[component]
pub(crate) fn Dialog(
    /// Its data-testid.
    id: &'static str,
    /// Whether it is shown.
    #[prop(into)]
    is_open: Signal<bool>,
    /// What Escape does. It may leave the dialog open.
    on_cancel: Callback<()>,
    /// The id of its heading.
    labelled_by: &'static str,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let node: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        let is_open = is_open.get();
        let Some(dialog) = node.get() else {
            return;
        };
        if is_open && !dialog.open() {
            // It fails only for a dialog that is open or not on the page.
            let _ = dialog.show_modal();
        } else if !is_open && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog
            node_ref=node
            data-testid=id
            aria-labelledby=labelled_by
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_cancel.run(());
            }
        >
            {children()}
        </dialog>
    }
}
