//! While everything is being read, and when it could not be.

use crate::api::ReadError;
use crate::i18n::Text;
use crate::till::{Reading, Till};
use crate::view::text;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// While everything is being read.
#[component]
pub(crate) fn Loading() -> impl IntoView {
    let till = Till::here();
    view! {
        <main class="waiting" aria-busy="true" data-testid="loading">
            <span class="spinner" aria-hidden="true"></span>
            <p>{till.words(Text::Loading)}</p>
        </main>
    }
}

/// When it could not be read: why, and another try.
#[component]
pub(crate) fn Trouble() -> impl IntoView {
    let till = Till::here();
    let why = move || match till.reading.get() {
        Reading::Failed(error) => read_error(till, &error),
        Reading::Running | Reading::Done => String::new(),
    };
    view! {
        <main class="waiting" data-testid="trouble">
            <p role="alert">{text(why)}</p>
            <button type="button" class="primary" data-testid="retry" on:click=move |_| spawn_local(till.read_all())>
                {till.words(Text::Retry)}
            </button>
        </main>
    }
}

/// Why something could not be read, in the page's language.
pub(crate) fn read_error(till: Till, error: &ReadError) -> String {
    match error {
        ReadError::Lost | ReadError::Outdated => till.say(Text::ServerLost).to_owned(),
        ReadError::Unreadable => till.say(Text::ServerOdd).to_owned(),
        ReadError::NotSignedIn => till.say(Text::SignInAgainTitle).to_owned(),
        ReadError::Refused(refusal) => refusal.text(till.language.get(), till.currency()),
    }
}
