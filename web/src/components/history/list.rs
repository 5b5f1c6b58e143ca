//! The operations of the history, a page at a time, and what all of them come to.

use super::filter::{Filter, Preset};
use super::row::row;
use super::state::History;
use super::sums::{Sum, sums};
use crate::components::trouble::read_error;
use crate::format;
use crate::i18n::Text;
use crate::till::{Reading, Till};
use crate::view::{part, text};
use leptos::prelude::*;
use ventanilla_core::wire::resources::operations::TOTALS_OPERATIONS_MAX;
use ventanilla_core::wire::time::{Date, Iso};

/// What everything that is asked for comes to. Whoever counts blind is not told what went through drawers.
pub(crate) fn totals(history: History) -> AnyView {
    let till = history.till;
    let figures = move || {
        let totals = history.totals.get()?;
        let sums = sums(&totals.totales);
        let whole = |count| format::whole(count, till.currency(), till.language.get());
        let mut figures = vec![
            figure(till, Text::SumCount, "sum-count", whole(sums.count), None),
            figure(
                till,
                Text::SumSold,
                "sum-sold",
                money(till, sums.sold),
                Some(whole(sums.sold.count)),
            ),
        ];
        if !till.is_blind() {
            figures.push(figure(
                till,
                Text::SumIn,
                "sum-in",
                money(till, sums.cash_in),
                None,
            ));
            figures.push(figure(
                till,
                Text::SumOut,
                "sum-out",
                money(till, sums.cash_out),
                None,
            ));
        }
        figures.push(figure(
            till,
            Text::SumReversed,
            "sum-reversed",
            money(till, sums.reversed),
            Some(whole(sums.reversed.count)),
        ));
        let incomplete = (!totals.completo).then(|| {
            let most = whole(TOTALS_OPERATIONS_MAX.into());
            let words = till.say_with(Text::SumsIncomplete, &[("cantidad", &most)]);
            view! { <p class="hint caution" data-testid="sums-incomplete">{words}</p> }
        });
        let days = history
            .filter
            .with(|filter| filter.span.days(history.today()));
        Some(view! {
            <p class="caption" data-testid="sums-days">{days_words(till, days)}</p>
            <dl class="sums" data-testid="sums">{figures}</dl>
            {incomplete}
        })
    };
    let is_missing = move || {
        let is_read =
            history.reading.get() == Reading::Done && history.totals.with(Option::is_none);
        (is_read && history.errors.with(Vec::is_empty)).then(|| {
            view! { <p class="hint caution">{till.words(Text::SumsFailed)}</p> }
        })
    };
    let is_busy = Signal::derive(move || (history.reading.get() == Reading::Running).to_string());
    view! { <div class="totals" aria-busy=is_busy>{part(move || figures().into_any())}{part(move || is_missing().into_any())}</div> }.into_any()
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

fn figure(
    till: Till,
    label: Text,
    id: &'static str,
    value: String,
    count: Option<String>,
) -> AnyView {
    let count = count.map(
        |count| view! { <span class="count" data-testid=format!("{id}-count")>{count}</span> },
    );
    view! {
        <div>
            <dt>{till.say(label)} " " {count}</dt>
            <dd data-testid=id>{value}</dd>
        </div>
    }
    .into_any()
}

/// The operations.
pub(crate) fn list(history: History) -> AnyView {
    let till = history.till;
    let is_busy = Signal::derive(move || (history.reading.get() == Reading::Running).to_string());
    let is_empty = Memo::new(move |_| history.entries.with(Vec::is_empty));
    let state = move || match history.reading.get() {
        Reading::Running => Some(loading(till, is_empty.get())),
        Reading::Failed(error) => Some(trouble(
            &read_error(till, &error),
            "history-retry",
            till,
            move || history.read(),
        )),
        Reading::Done if is_empty.get() && history.errors.with(Vec::is_empty) => {
            Some(nothing(history))
        }
        Reading::Done => None,
    };
    let more = move || {
        let has_more =
            history.cursor.with(Option::is_some) && history.reading.get() == Reading::Done;
        has_more.then(|| more(history))
    };
    view! {
        <div role="status">{part(move || state().into_any())}</div>
        <ol class="operations" data-testid="operations" aria-busy=is_busy aria-labelledby="history-title">
            <For
                each=move || history.entries.get()
                key=|entry| (entry.operation.id.clone(), entry.operation.estado, entry.operation.referencia_operadora.clone())
                let:entry
            >
                {row(history, entry)}
            </For>
        </ol>
        {part(move || more().into_any())}
    }
    .into_any()
}

/// While the first page is being read: where there is a list already, it stays.
fn loading(till: Till, is_empty: bool) -> AnyView {
    let class = if is_empty { "waiting" } else { "unseen" };
    view! {
        <div class=class data-testid="history-loading">
            <span class="spinner" aria-hidden="true"></span>
            <p>{till.say(Text::Loading)}</p>
        </div>
    }
    .into_any()
}

/// Why something could not be read, and another try.
pub(crate) fn trouble(
    why: &str,
    id: &'static str,
    till: Till,
    again: impl Fn() + 'static,
) -> AnyView {
    view! {
        <div class="card trouble" data-testid="section-trouble">
            <p role="alert">{why.to_owned()}</p>
            <button type="button" class="secondary" id=id data-testid=id on:click=move |_| again()>{till.words(Text::Retry)}</button>
        </div>
    }
    .into_any()
}

/// Nothing that is asked for is there: what else there might be is one touch away.
fn nothing(history: History) -> AnyView {
    let till = history.till;
    let filter = history.filter.get();
    let is_usual = Filter {
        span: Default::default(),
        ..filter.clone()
    } == Filter::default();
    let preset = filter.span.preset(history.today());
    let words = if is_usual && preset == Preset::Today {
        Text::NothingToday
    } else {
        Text::NothingFound
    };
    let show_all = (preset != Preset::All).then(|| {
        let show_all = move |_| {
            history.change(|filter| {
                if let Some(span) = Preset::All.span(history.today()) {
                    filter.span = span;
                }
            });
        };
        view! {
            <button type="button" class="secondary" data-testid="history-show-all" on:click=show_all>{till.say(Text::ShowAll)}</button>
        }
    });
    view! {
        <div class="card trouble" data-testid="history-empty">
            <p>{till.say(words)}</p>
            {show_all}
        </div>
    }
    .into_any()
}

fn more(history: History) -> AnyView {
    let till = history.till;
    let why = Signal::derive(move || match history.more.get() {
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
    let is_busy = Signal::derive(move || (history.more.get() == Reading::Running).to_string());
    view! {
        <div class="more">
            <p class="wrong" role="alert" data-testid="more-error">{why}</p>
            <button
                type="button" class="secondary wide" id="history-more" data-testid="history-more" aria-disabled=is_busy aria-busy=is_busy
                on:click=move |_| history.read_more()
            >
                {words}
            </button>
        </div>
    }
    .into_any()
}
