//! The keys that work everywhere, and those that work in forms.

use crate::browser;
use crate::components::dialog::Dialog;
use crate::i18n::Text;
use crate::keys;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;

/// The list of keys.
#[component]
pub(crate) fn Shortcuts() -> impl IntoView {
    let till = Till::here();
    let is_open = Signal::derive(move || till.is_helping.get());
    Effect::new(move |_| {
        if is_open.get() {
            browser::focus_soon("shortcuts-close");
        }
    });
    let close = move || till.is_helping.set(false);
    let everywhere = part(move || {
        keys::ALL
            .into_iter()
            .filter(|(_, action, _)| keys::is_offered(till, *action))
            .map(|(key, _, text)| line(till, key, text))
            .collect_view()
            .into_any()
    });
    let in_forms = keys::IN_FORMS.map(|(key, text)| line(till, key, text));
    view! {
        <Dialog id="shortcuts" is_open=is_open on_cancel=Callback::new(move |()| close()) labelled_by="shortcuts-title">
            <h2 id="shortcuts-title">{till.words(Text::Shortcuts)}</h2>
            <p class="lead">{till.words(Text::ShortcutsLead)}</p>
            <dl class="keys">{everywhere}{in_forms}</dl>
            <button type="button" class="primary wide" id="shortcuts-close" data-testid="shortcuts-close" on:click=move |_| close()>
                {till.words(Text::Close)}
            </button>
        </Dialog>
    }
}

fn line(till: Till, key: &'static str, text: Text) -> AnyView {
    view! { <div data-testid=format!("key-{key}")><dt><kbd>{key}</kbd></dt><dd>{till.words(text)}</dd></div> }.into_any()
}
