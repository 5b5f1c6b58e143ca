//! The operations of the history, a page at a time, and what all of them come to.

use super::filter::{Preset, Span};
use super::row::row;
use super::state::{History, MORE, RETRY, SHOW_ALL};
use super::sums::{Sum, sums};
use crate::components::parts::{
    block, button, fact, facts, paragraph, plain_button, told, trouble, waiting,
};
use crate::components::trouble::read_error;
use crate::format;
use crate::i18n::Text;
use crate::till::{Reading, Till};
use crate::view::{part, text};
use leptos::prelude::*;
use ventanilla_core::wire::resources::operations::TOTALS_OPERATIONS_MAX;
use ventanilla_core::wire::time::{Date, Iso};

/// What everything that is asked for comes to. Whoever counts blind is not told what went through drawers, and nobody is where what went
/// back out may be missing.
pub(crate) fn totals(history: History) -> AnyView {
    let is_busy = text(move || (history.reading.get() == Reading::Running).to_string());
    view! { <div class="totals" aria-busy=is_busy>{part(move || figures(history))}</div> }
        .into_any()
}

fn figures(history: History) -> AnyView {
    let till = history.till;
    let shown = history.shown.with(|shown| {
        shown
            .as_ref()
            .map(|shown| (shown.days, shown.has_reversals))
    });
    let (Some(totals), Some((days, has_reversals))) = (history.totals.get(), shown) else {
        let is_missing =
            history.reading.get() == Reading::Done && history.errors.with(Vec::is_empty);
        let words = if is_missing {
            till.say(Text::SumsFailed)
        } else {
            ""
        };
        return paragraph("sums-missing", "hint caution", words.to_owned());
    };
    let sums = sums(&totals.totales);
    let whole = |count| format::whole(count, till.currency(), till.language.get());
    let figure = |id, label: Text, count: String, value: String| {
        fact(id, till.say(label).to_owned(), count, value)
    };
    let mut figures = vec![
        figure(
            "sum-count",
            Text::SumCount,
            String::new(),
            whole(sums.count),
        ),
        figure(
            "sum-sold",
            Text::SumSold,
            whole(sums.sold.count),
            money(till, sums.sold),
        ),
    ];
    if !till.is_blind() && has_reversals {
        figures.push(figure(
            "sum-in",
            Text::SumIn,
            String::new(),
            money(till, sums.cash_in),
        ));
        figures.push(figure(
            "sum-out",
            Text::SumOut,
            String::new(),
            money(till, sums.cash_out),
        ));
    }
    figures.push(figure(
        "sum-reversed",
        Text::SumReversed,
        whole(sums.reversed.count),
        money(till, sums.reversed),
    ));
    let incomplete = if totals.completo {
        String::new()
    } else {
        let most = whole(TOTALS_OPERATIONS_MAX.into());
        till.say_with(Text::SumsIncomplete, &[("cantidad", &most)])
    };
    block(
        "",
        "totals",
        vec![
            paragraph("sums-days", "caption", days_words(till, days)),
            facts("sums", "sums", figures),
            paragraph("sums-incomplete", "hint caution", incomplete),
        ],
    )
}

/// The days that are added up, as the page writes them: `30/06/2026`.
fn days_words(till: Till, days: (Option<Date>, Option<Date>)) -> String {
    let word = |day: Date| format::day(Iso::from_ms(day.start_ms(0)), 0, till.language.get());
    match days {
        (Some(from), Some(until)) if from == until => word(from),
        (Some(from), Some(until)) => format!("{} – {}", word(from), word(until)),
        (Some(from), None) => format!("{} {}", till.say(Text::From), word(from)),
        (None, Some(until)) => format!("{} {}", till.say(Text::Until), word(until)),
        (None, None) => till.say(Text::AllDays).to_owned(),
    }
}

fn money(till: Till, sum: Sum) -> String {
    sum.amount
        .map_or_else(|| "—".to_owned(), |amount| till.money(amount))
}

/// The operations.
pub(crate) fn list(history: History) -> AnyView {
    let is_busy = text(move || (history.reading.get() == Reading::Running).to_string());
    let is_empty = Memo::new(move |_| history.entries.with(Vec::is_empty));
    view! {
        <div role="status">{part(move || state(history, is_empty.get()))}</div>
        <ol class="operations" data-testid="operations" aria-busy=is_busy aria-labelledby="history-title">
            <For
                each=move || history.entries.get()
                key=|entry| entry.key()
                let:entry
            >
                {row(history, entry)}
            </For>
        </ol>
        {more(history)}
    }
    .into_any()
}

/// What stands where there is no list, or not yet.
fn state(history: History, is_empty: bool) -> AnyView {
    let till = history.till;
    match history.reading.get() {
        Reading::Running => waiting(till, "history-loading", is_empty),
        Reading::Failed(error) => trouble(
            till,
            read_error(till, &error),
            RETRY,
            Callback::new(move |()| history.read()),
        ),
        Reading::Done if is_empty && history.errors.with(Vec::is_empty) => nothing(history),
        Reading::Done => ().into_any(),
    }
}

/// Nothing that is asked for is there: what else there might be is one touch away.
fn nothing(history: History) -> AnyView {
    let till = history.till;
    // Another filter is read first, and whatever of this has the focus stays until then.
    let filter = history.filter.get_untracked();
    let preset = filter.span.preset(untrack(|| history.day()));
    let words = if filter.is_of_days_only() && preset == Preset::Today {
        Text::NothingToday
    } else {
        Text::NothingFound
    };
    let mut parts = vec![paragraph("", "", till.say(words).to_owned())];
    if preset != Preset::All {
        let show_all = Callback::new(move |()| {
            let mut filter = history.asked_for();
            filter.span = Span::Between(None, None);
            history.is_choosing_days.set(false);
            history.ask(&filter);
        });
        parts.push(plain_button(
            till,
            SHOW_ALL,
            "secondary",
            Text::ShowAll,
            show_all,
        ));
    }
    block("history-empty", "card trouble", parts)
}

/// The button for the next page, where there is one.
fn more(history: History) -> AnyView {
    let till = history.till;
    let why = text(move || match history.more.get() {
        Reading::Failed(error) => read_error(till, &error),
        Reading::Running | Reading::Done if till.is_cut_off.get() => {
            till.say(Text::NeedsServer).to_owned()
        }
        Reading::Running | Reading::Done => String::new(),
    });
    let words = text(move || {
        till.say(if history.more.get() == Reading::Running {
            Text::Loading
        } else {
            Text::More
        })
    });
    let has_more = Memo::new(move |_| {
        history.cursor.with(Option::is_some) && history.reading.get() == Reading::Done
    });
    part(move || {
        if !has_more.get() {
            return ().into_any();
        }
        let read = Callback::new(move |()| history.read_more());
        let parts = vec![
            told("more-error", "hint caution", why),
            button(MORE, "secondary wide", words, read),
        ];
        block("", "more", parts)
    })
    .into_any()
}
