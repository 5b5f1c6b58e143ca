//! Keys of integrators: the public one, which can be copied, and both of them while they are new, once.

use super::panel::Panel;
use crate::api;
use crate::browser;
use crate::components::parts::{block, told, unread, word};
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{text, text_if};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::resources::integrators::IntegratorKeys;

/// What has the focus when new keys are shown.
const TITLE: &str = "keys-title";

/// A key, and the button that copies it. `id` is its data-testid.
pub(crate) fn key(
    till: Till,
    id: &'static str,
    name: Text,
    integrator: &str,
    value: String,
) -> AnyView {
    let was_copied: RwSignal<Option<bool>> = RwSignal::new(None);
    let said = text_if(move || {
        was_copied.get().map(|was_copied| {
            till.say(if was_copied {
                Text::KeyCopied
            } else {
                Text::KeyNotCopied
            })
        })
    });
    let integrator = integrator.to_owned();
    let full = text(move || {
        let name = till.say(name);
        till.say_with(
            Text::CopyKeyOf,
            &[("clave", name), ("integrador", &integrator)],
        )
    });
    let copied = value.clone();
    let copy = move |_| {
        let value = copied.clone();
        spawn_local(async move {
            let done = browser::copy(&value).await;
            // What showed it may be gone.
            let _ = was_copied.try_set(Some(done));
        });
    };
    let button = view! {
        <button type="button" class="secondary" data-testid=format!("{id}-copy") aria-label=full on:click=copy>
            {text(move || till.say(Text::CopyAction))}
        </button>
    };
    let line = view! { <code data-testid=id>{value}</code> };
    block(
        "key",
        "key",
        vec![
            word("caption", till.say(name).to_owned()),
            block(
                "key-line",
                "key-line",
                vec![line.into_any(), button.into_any()],
            ),
            told("key-copied", "hint", said),
        ],
    )
}

/// The keys that were just made, as the server answered them: the only time that the private one is seen. `done` puts them away.
pub(crate) fn new_ones(panel: Panel, answer: &str, done: Callback<()>) -> AnyView {
    let till = panel.till;
    let keys: IntegratorKeys = match api::parse(answer) {
        Ok(keys) => keys,
        Err(error) => return unread(till, &error, "keys-retry", done),
    };
    browser::focus_soon(TITLE);
    let name = keys.integrador.nombre;
    let title = till.say_with(Text::KeysOf, &[("integrador", &name)]);
    let public = key(
        till,
        "new-api-key",
        Text::ApiKey,
        &name,
        keys.integrador.api_key,
    );
    let private = key(
        till,
        "new-private-key",
        Text::PrivateKey,
        &name,
        keys.private_key,
    );
    view! {
        <section class="card new-keys" data-testid="new-keys" aria-labelledby=TITLE>
            <h1 id=TITLE tabindex="-1">{title}</h1>
            <p class="once" role="alert">{till.words(Text::KeysOnce)}</p>
            {public}
            {private}
            <p class="hint">{till.words(Text::KeysGiven)} " " <a href="/docs/">{till.words(Text::Documentation)}</a></p>
            <div class="row-actions">
                <button type="button" class="primary" id="keys-done" data-testid="keys-done" on:click=move |_| done.run(())>
                    {text(move || till.say(Text::KeysDone))}
                </button>
            </div>
        </section>
    }
    .into_any()
}
