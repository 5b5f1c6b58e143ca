//! What of the history is asked for: its days, kind, operator and state, and one box to search in.

use super::entry::{kind_name, state_name};
use super::filter::{Filter, Preset, SEARCH_FIELD, Span};
use super::search::{self, Search};
use super::state::History;
use crate::browser;
use crate::components::field::{FieldNote, TextField};
use crate::components::form::{Form, Submit};
use crate::components::operator_choice::country;
use crate::format;
use crate::i18n::Text;
use crate::view::{part, text, yes};
use leptos::prelude::*;
use ventanilla_core::Operator;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::wire::time::Date;

/// The filters.
pub(crate) fn filters(history: History) -> AnyView {
    let till = history.till;
    let typed = RwSignal::new(String::new());
    // Going back in the browser brings back what was typed.
    Effect::new(move |_| {
        history
            .filter
            .with(|filter| typed.set(filter.typed.clone()))
    });
    let search = Callback::new(move |()| {
        history.change(|filter| typed.get_untracked().trim().clone_into(&mut filter.typed));
    });
    let hint = Signal::derive(move || {
        let typed = history.filter.with(|filter| filter.typed.clone());
        match search::read(&typed, country(till), till.currency()) {
            Ok(Search::Number(number)) => {
                till.say_with(Text::ByNumber, &[("que", &format::phone(&number))])
            }
            Ok(Search::Amount(amount)) => {
                till.say_with(Text::ByAmount, &[("que", &till.money(amount))])
            }
            Ok(Search::Words(words)) => till.say_with(Text::ByWords, &[("que", &words)]),
            Ok(Search::Anything) => till.say(Text::SearchHint).to_owned(),
            Err(_) => String::new(),
        }
    });
    let clear = move || {
        let is_filtered = history
            .filter
            .with(|filter| !filter.to_address().is_empty());
        is_filtered.then(|| {
            let clear = move |_| {
                history.ask(&Filter::default());
                browser::focus_soon("history-search");
            };
            view! {
                <button type="button" class="quiet clear" data-testid="history-clear" on:click=clear>{till.words(Text::ClearFilter)}</button>
            }
        })
    };
    view! {
        <Form class="filters card" on_submit=search>
            {days(history)}
            {choices(history)}
            <div class="search">
                <TextField
                    id="history-search" label=Text::SearchLabel field=SEARCH_FIELD value=typed errors=history.errors kind="search"
                    hint=hint on_enter=search
                />
                <Submit id="history-search-go" text=Text::SearchAction class="secondary"/>
            </div>
            {part(move || clear().into_any())}
        </Form>
    }
    .into_any()
}

const fn preset_name(preset: Preset) -> (Text, &'static str) {
    match preset {
        Preset::Today => (Text::Today, "today"),
        Preset::Yesterday => (Text::Yesterday, "yesterday"),
        Preset::Week => (Text::Week, "week"),
        Preset::All => (Text::AllDays, "all"),
        Preset::Dates => (Text::TwoDates, "dates"),
    }
}

fn days(history: History) -> AnyView {
    let till = history.till;
    let is_choosing = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        let preset = history
            .filter
            .with(|filter| filter.span.preset(history.today()));
        if is_choosing.get() {
            Preset::Dates
        } else {
            preset
        }
    });
    let buttons = Preset::ALL.map(|preset| {
        let (name, id) = preset_name(preset);
        let is_on = Signal::derive(move || (shown.get() == preset).to_string());
        let choose = move |_| match preset.span(history.today()) {
            Some(span) => {
                is_choosing.set(false);
                history.change(|filter| filter.span = span);
            }
            None => {
                is_choosing.set(true);
                browser::focus_soon("history-from");
            }
        };
        view! {
            <button type="button" class="pill" aria-pressed=is_on data-testid=format!("days-{id}") on:click=choose>{till.words(name)}</button>
        }
        .into_any()
    });
    let dates = move || {
        (shown.get() == Preset::Dates).then(|| {
            view! {
                <div class="dates">
                    {date(history, Text::From, "history-from", "desde")}
                    {date(history, Text::Until, "history-until", "hasta")}
                </div>
            }
        })
    };
    view! {
        <fieldset class="days">
            <legend class="unseen">{till.words(Text::Days)}</legend>
            <div class="pills">{buttons.collect_view()}</div>
            {part(move || dates().into_any())}
        </fieldset>
    }
    .into_any()
}

/// One of the two dates. What is chosen is asked for at once.
fn date(history: History, label: Text, id: &'static str, field: &'static str) -> AnyView {
    let till = history.till;
    let is_start = field == "desde";
    let value = Signal::derive(move || {
        let (from, until) = history
            .filter
            .with(|filter| filter.span.days(history.today()));
        let day = if is_start { from } else { until };
        day.map(Date::to_text).unwrap_or_default()
    });
    let is_wrong = Signal::derive(move || {
        let is_wrong = history
            .errors
            .with(|errors| errors.iter().any(|error| error.field == field));
        is_wrong.to_string()
    });
    let choose = move |event| {
        let day = Date::parse(&event_target_value(&event));
        history.change(|filter| {
            let (from, until) = filter.span.days(history.today());
            filter.span = if is_start {
                Span::Between(day, until)
            } else {
                Span::Between(from, day)
            };
        });
    };
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label for=id>{till.words(label)}</label>
            <div class="box">
                <input
                    type="date" id=id data-testid=id prop:value=value aria-invalid=is_wrong data-wrong=is_wrong
                    aria-describedby=error_id.clone() on:change=choose
                />
            </div>
            <FieldNote id=error_id field=field errors=history.errors/>
        </div>
    }
    .into_any()
}

fn choices(history: History) -> AnyView {
    let till = history.till;
    let kinds = OperationKind::ALL
        .into_iter()
        .map(|kind| (kind.as_str(), Ok(kind_name(kind))))
        .collect();
    let operators = untrack(|| country(till))
        .pack()
        .operators
        .iter()
        .map(|operator| (operator.name(), Err(operator.name())))
        .collect();
    // States that nothing comes into yet are offered only where an address asks for them.
    let asked_for = history.filter.with_untracked(|filter| filter.state);
    let states = OperationState::ALL
        .into_iter()
        .filter(|state| {
            matches!(state, OperationState::Succeeded | OperationState::Reversed)
                || asked_for == Some(*state)
        })
        .map(|state| (state.as_str(), Ok(state_name(state))))
        .collect();
    let chosen = |read: fn(&Filter) -> Option<&'static str>| {
        text(move || {
            history
                .filter
                .with(|filter| read(filter).unwrap_or_default())
        })
    };
    let kind = chosen(|filter| filter.kind.map(OperationKind::as_str));
    let operator = chosen(|filter| filter.operator.map(Operator::name));
    let state = chosen(|filter| filter.state.map(OperationState::as_str));
    view! {
        <div class="selects">
            {select(history, "history-kind", (Text::Kind, Text::AnyKind), kinds, kind, |filter, text| filter.kind = OperationKind::parse(text))}
            {select(history, "history-operator", (Text::Operator, Text::AnyOperator), operators, operator, |filter, text| filter.operator = Operator::parse(text))}
            {select(history, "history-state", (Text::State, Text::AnyState), states, state, |filter, text| filter.state = OperationState::parse(text))}
        </div>
    }
    .into_any()
}

/// A choice among values; the first of them is any. What is chosen is asked for at once.
fn select(
    history: History,
    id: &'static str,
    (label, any): (Text, Text),
    options: Vec<(&'static str, Result<Text, &'static str>)>,
    chosen: Signal<String>,
    set: fn(&mut Filter, &str),
) -> AnyView {
    let till = history.till;
    let option = move |value: &'static str, name: Result<Text, &'static str>| {
        let words = text(move || match name {
            Ok(text) => till.say(text),
            Err(own) => own,
        });
        let is_on = yes(move || chosen.with(|chosen| chosen == value));
        view! { <option value=value selected=is_on>{words}</option> }.into_any()
    };
    let choose = move |event| {
        let value = event_target_value(&event);
        history.change(|filter| set(filter, &value));
    };
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(value, name)| option(value, name))
        .collect();
    view! {
        <div class="field">
            <label for=id>{till.words(label)}</label>
            <select id=id data-testid=id prop:value=chosen on:change=choose>
                {option("", Ok(any))}
                {options}
            </select>
        </div>
    }
    .into_any()
}
