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
            <p class="demo" data-testid="demo-banner">{till.words(Text::DemoBanner)}</p>
        </Show>
        <div role="status">
            <Show when=move || till.is_cut_off.get()>
                <p class="offline" data-testid="offline">{till.words(Text::Offline)}</p>
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
                            <h2 id="pending-title">{till.words(Text::PendingTitle)}</h2>
                            <p>{till.words(Text::PendingLead)}</p>
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
                    {till.words(Text::AskNow)}
                </button>
            </Show>
        </li>
    }
}

/// Reads out what came of the last thing asked for. It is on the page from the start: what appears together with its words
/// is not read out everywhere.
#[component]
pub(crate) fn Announcer() -> impl IntoView {
    let words = words(Till::here());
    let of = move |tone: Tone| {
        words
            .get()
            .filter(|words| words.tone == tone)
            .map(|words| words.in_one())
    };
    view! {
        <div class="unseen" role="status" data-testid="announced">{move || of(Tone::Good)}</div>
        <div class="unseen" role="alert">{move || of(Tone::Bad)}</div>
    }
}

/// Shows what came of the last thing asked for.
#[component]
pub(crate) fn NoticeCard() -> impl IntoView {
    let till = Till::here();
    let words = words(till);
    move || {
        words.get().map(|words| {
            let (class, id, drawing) = match words.tone {
                Tone::Good => ("notice good", "notice-good", Drawing::Tick),
                Tone::Bad => ("notice bad", "notice-bad", Drawing::Alert),
            };
            view! {
                <section class=class data-testid=id>
                    <Icon drawing=drawing/>
                    <p class="title">
                        <strong data-testid="notice-title">{words.title}</strong>
                        {words.number.map(|number| view! { <span class="number" data-testid="notice-number">{number}</span> })}
                    </p>
                    <button
                        type="button" class="quiet" data-testid="notice-close" aria-label=till.words(Text::Close)
                        on:click=move |_| till.notice.set(None)
                    >
                        <Icon drawing=Drawing::Cross/>
                    </button>
                    <p class="detail" data-testid="notice-detail">{words.detail}</p>
                    {words.about.map(|about| view! { <p class="caption" data-testid="notice-about">{about}</p> })}
                </section>
            }
        })
    }
}

fn words(till: Till) -> Memo<Option<Words>> {
    Memo::new(move |_| {
        let (language, currency, is_blind) =
            (till.language.get(), till.currency(), till.is_blind());
        till.notice.with(|notice| {
            notice
                .as_ref()
                .map(|known| known.words(language, currency, is_blind))
        })
    })
}
