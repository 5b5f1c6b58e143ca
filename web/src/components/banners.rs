//! What stands above everything: that it is a demo, that there is no network, what is still open, and what came of the last thing.

use crate::browser;
use crate::components::icon::{Drawing, Icon};
use crate::format;
use crate::frame::UPDATE_FUNCTION;
use crate::i18n::Text;
use crate::intent::{Intent, Receipt};
use crate::loyalty_page::LoyaltySection;
use crate::notice::{self, Notice, Tone, Words};
use crate::pending::Pending;
use crate::till::Till;
use crate::view::{When, part, text, text_if, yes};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use ventanilla_core::wire::resources::settings::Mode;
use ventanilla_core::wire::time::Iso;

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
        <When is=yes(is_demo)>
            <p class="demo" data-testid="demo-banner">{till.words(Text::DemoBanner)}</p>
        </When>
        <div role="status">{part(move || told(till))}</div>
    }
}

/// What is to be known about network, clock and version, one line each.
fn told(till: Till) -> AnyView {
    let line = |class: &'static str, id: &'static str, text: String| {
        view! { <p class=class data-testid=id>{text}</p> }.into_any()
    };
    let hour = |ms: i64| format::time(Iso::from_ms(ms), till.offset_minutes(), till.language.get());
    let day_and_hour = |ms: i64| {
        format::day_and_time(Iso::from_ms(ms), till.offset_minutes(), till.language.get())
    };
    let mut lines = Vec::new();
    if till.is_cut_off.get() {
        lines.push(line(
            "offline",
            "offline",
            till.say(Text::Offline).to_owned(),
        ));
    }
    let oldest_ms = till
        .kept_of
        .with(|kept| kept.iter().map(|(_, as_of_ms)| *as_of_ms).min());
    if let Some(as_of_ms) = oldest_ms {
        let date = |ms: i64| Iso::from_ms(ms).date_at(till.offset_minutes());
        let when = if date(as_of_ms) == date(browser::now_ms()) {
            hour(as_of_ms)
        } else {
            day_and_hour(as_of_ms)
        };
        let text = till.say_with(Text::AsOf, &[("hora", &when)]);
        lines.push(line("told", "as-of", text));
    }
    if till.is_clock_wrong.get() {
        let text = till.say_with(Text::ClockWrong, &[("hora", &hour(till.now_ms()))]);
        lines.push(line("told", "clock-wrong", text));
    }
    let (_, mentioned) = till.mentioned.get();
    if !mentioned.is_empty() {
        lines.push(line("told", "mentioned", mentioned));
    }
    if till.has_update.get() {
        lines.push(update(till));
    }
    lines.into_any()
}

/// A newer version: used when the person says so, and not while something is being sent.
fn update(till: Till) -> AnyView {
    view! {
        <p class="told" data-testid="update">
            <span>{till.words(Text::NewVersion)}</span>
            <button
                type="button" class="quiet" data-testid="update-now" disabled=Signal::derive(move || till.is_sending.get())
                on:click=|_| browser::call_on_window(UPDATE_FUNCTION)
            >
                {till.words(Text::UpdateNow)}
            </button>
        </p>
    }
    .into_any()
}

/// Requests whose answer was lost.
#[component]
pub(crate) fn PendingStrip() -> impl IntoView {
    let till = Till::here();
    view! {
        <div role="status">
            {part(move || till.unreadable.get().into_iter().map(|name| unreadable(till, name)).collect_view().into_any())}
            <When is=yes(move || till.pending.with(|pending| !pending.is_empty()))>
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
            </When>
        </div>
    }
}

/// A stored request that no version of these pages can have meant.
fn unreadable(till: Till, store_name: String) -> AnyView {
    view! {
        <p class="told" data-testid="pending-unreadable">
            <span>{till.words(Text::PendingUnreadable)}</span>
            <button type="button" class="quiet" data-testid="pending-dismiss" on:click=move |_| till.dismiss(&store_name)>
                {till.words(Text::PendingDismiss)}
            </button>
        </p>
    }
    .into_any()
}

#[component]
fn PendingItem(
    /// The request.
    pending: Pending,
) -> impl IntoView {
    let till = Till::here();
    let intent = pending.intent.clone();
    // Where the upstream service keeps the points, asking again may tell nothing.
    let decided = matches!(intent, Intent::MovePoints { .. }).then(|| {
        view! { <a class="hint" data-testid="pending-orders" href=LoyaltySection::Orders.at("")>{till.words(Text::UpstreamMayDecide)}</a> }
    });
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
            <span class="what">{text(what)}</span>
            <When is=yes(is_ours) fallback=move || view! { <span class="hint">{text(of_another)}</span> }>
                <button type="button" class="quiet" data-testid="pending-ask" on:click=move |_| till.ask_now(stored.get_value())>
                    {till.words(Text::AskNow)}
                </button>
            </When>
            {decided}
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
        <div class="unseen" role="status" data-testid="announced">{text_if(move || of(Tone::Good).or_else(|| of(Tone::Open)))}</div>
        <div class="unseen" role="alert">{text_if(move || of(Tone::Bad))}</div>
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
                Tone::Open => ("notice open", "notice-open", Drawing::Clock),
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
                    {sold(till).map(|show| view! {
                        <p class="offers">
                            <button type="button" class="secondary" data-testid="notice-receipt" on:click=show>
                                <Icon drawing=Drawing::Receipt/>
                                <span>{till.words(Text::Receipt)}</span>
                            </button>
                        </p>
                    })}
                    {till.notice_offers.get_value().map(|offers| untrack(|| offers.run()))}
                    {words.about.map(|about| view! { <p class="caption" data-testid="notice-about">{about}</p> })}
                </section>
            }
        })
    }
}

/// Shows the receipt of the sale that the notice tells of, if it tells of one.
fn sold(till: Till) -> Option<impl Fn(MouseEvent) + 'static> {
    let sale = till.notice.with(|notice| match notice {
        Some(Notice::Done(receipt, _)) => match receipt.as_ref() {
            Receipt::TopUp(sale) => Some(sale.clone()),
            _ => None,
        },
        _ => None,
    })?;
    Some(move |_| till.show_receipt(&sale))
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
