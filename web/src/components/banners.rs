//! What stands above everything: that it is a demo, that there is no network, what is still open, and what came of the last thing.

use crate::components::icon::{Drawing, Icon};
use crate::i18n::Text;
use crate::notice::{self, Tone, Words};
use crate::pending::Pending;
use crate::till::Till;
use leptos::prelude::*;
use ventanilla_core::wire::resources::settings::Mode;

/// That it is a demo, and that there is no network.
#[component]
pub(crate) fn Banners() -> impl IntoView {
    let till = Till::here();
    let is_demo = move || {
        till.settings.with(|settings| {
            settings
                .as_ref()
                .is_some_and(|known| known.modo == Mode::Demo)
        })
    };
    view! {
        <Show when=is_demo>
            <p class="demo" data-testid="demo-banner">{move || till.say(Text::DemoBanner)}</p>
        </Show>
        <div role="status">
            <Show when=move || till.is_cut_off.get()>
                <p class="offline" data-testid="offline">{move || till.say(Text::Offline)}</p>
            </Show>
        </div>
    }
}

/// Requests whose answer was lost.
#[component]
pub(crate) fn PendingStrip() -> impl IntoView {
    let till = Till::here();
    view! {
        <div role="status">
            <Show when=move || till.pending.with(|pending| !pending.is_empty())>
                <section class="pending" data-testid="pending" aria-labelledby="pending-title">
                    <header>
                        <Icon drawing=Drawing::Clock/>
                        <div>
                            <h2 id="pending-title">{move || till.say(Text::PendingTitle)}</h2>
                            <p>{move || till.say(Text::PendingLead)}</p>
                        </div>
                    </header>
                    <ul>
                        <For each=move || till.pending.get() key=|pending| pending.key.clone() let:pending>
                            <PendingItem pending=pending/>
                        </For>
                    </ul>
                </section>
            </Show>
        </div>
    }
}

#[component]
fn PendingItem(
    /// The request.
    pending: Pending,
) -> impl IntoView {
    let till = Till::here();
    let intent = pending.intent.clone();
    let what = move || notice::about(&intent, till.language.get(), till.currency());
    let stored = StoredValue::new(pending);
    let is_ours = move || stored.with_value(|pending| till.is_ours(pending));
    let of_another = move || {
        stored.with_value(|pending| {
            till.say_with(Text::PendingOfAnother, &[("nombre", &pending.user_name)])
        })
    };
    view! {
        <li data-testid="pending-item">
            <span class="what">{what}</span>
            <Show when=is_ours fallback=move || view! { <span class="hint">{of_another}</span> }>
                <button type="button" class="quiet" data-testid="pending-ask" on:click=move |_| till.ask_now(stored.get_value())>
                    {move || till.say(Text::AskNow)}
                </button>
            </Show>
        </li>
    }
}

/// What came of the last thing asked for.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let till = Till::here();
    let words = Memo::new(move |_| {
        let (language, currency, is_blind) =
            (till.language.get(), till.currency(), till.is_blind());
        till.notice.with(|notice| {
            notice
                .as_ref()
                .map(|known| known.words(language, currency, is_blind))
        })
    });
    let of = move |tone: Tone| words.get().filter(|words| words.tone == tone);
    view! {
        <div role="status" aria-live="polite">{move || of(Tone::Good).map(|words| view! { <NoticeCard words=words/> })}</div>
        <div role="alert">{move || of(Tone::Bad).map(|words| view! { <NoticeCard words=words/> })}</div>
    }
}

#[component]
fn NoticeCard(
    /// What it says.
    words: Words,
) -> impl IntoView {
    let till = Till::here();
    let (class, id, drawing) = match words.tone {
        Tone::Good => ("notice good", "notice-good", Drawing::Tick),
        Tone::Bad => ("notice bad", "notice-bad", Drawing::Alert),
    };
    view! {
        <section class=class data-testid=id>
            <Icon drawing=drawing/>
            <div>
                <p class="title">
                    <strong data-testid="notice-title">{words.title}</strong>
                    {words.number.map(|number| view! { <span class="number" data-testid="notice-number">{number}</span> })}
                </p>
                <p data-testid="notice-detail">{words.detail}</p>
            </div>
            <button type="button" class="quiet" data-testid="notice-close" on:click=move |_| till.notice.set(None)>
                {move || till.say(Text::Close)}
            </button>
        </section>
    }
}
