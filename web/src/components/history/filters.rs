//! What of the history is asked for: its days, kind, operator and state, and one box to search in.

use super::entry::{kind_name, state_name};
use super::filter::{self, Filter, Preset, SEARCH_FIELD, Span};
use super::search::{self, Search};
use super::state::{History, today};
use crate::browser;
use crate::components::field::{FieldNote, TextField};
use crate::components::form::{Form, Submit};
use crate::components::operator_choice::country;
use crate::components::parts::{block, plain_button};
use crate::format;
use crate::i18n::Text;
use crate::view::{When, follow, part, text, yes};
use leptos::ev::{Event, FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use ventanilla_core::Operator;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::wire::time::Date;
use web_sys::HtmlInputElement;

/// The filters.
pub(crate) fn filters(history: History) -> AnyView {
    let till = history.till;
    let typed = RwSignal::new(String::new());
    // Going back in the browser brings back what was typed.
    follow(move || typed.set(history.filter.with(|filter| filter.typed.clone())));
    let search = Callback::new(move |()| {
        let mut filter = history.asked_for();
        typed.get_untracked().trim().clone_into(&mut filter.typed);
        history.ask(&filter);
        let is_wrong = history
            .request(&filter)
            .is_err_and(|errors| errors.iter().any(|error| error.field == SEARCH_FIELD));
        if is_wrong {
            browser::focus_soon("history-search");
        }
    });
    let clear = Callback::new(move |()| {
        history.is_choosing_days.set(false);
        history.ask(&Filter::default());
        browser::focus_soon("history-search");
    });
    let is_filtered = yes(move || {
        history
            .filter
            .with(|filter| !filter.to_address().is_empty())
    });
    view! {
        <Form class="filters card" on_submit=search>
            {days(history)}
            {choices(history)}
            <div class="find">
                <TextField
                    id="history-search" label=Text::SearchLabel field=SEARCH_FIELD value=typed errors=history.errors kind="search"
                    hint=text(move || read_as(history)) on_enter=search
                />
                <Submit id="history-search-go" text=Text::SearchAction class="secondary"/>
            </div>
            <When is=is_filtered>
                {plain_button(till, "history-clear", "quiet clear", Text::ClearFilter, clear)}
            </When>
        </Form>
    }
    .into_any()
}

/// What the search box is read as.
fn read_as(history: History) -> String {
    let till = history.till;
    let typed = history.filter.with(|filter| filter.typed.clone());
    let (text, what) = match search::read(&typed, country(till), till.currency()) {
        Ok(Search::Number(number)) => (Text::ByNumber, format::phone(&number)),
        Ok(Search::Amount(amount)) => (Text::ByAmount, till.money(amount)),
        Ok(Search::Operator(operator)) => (Text::OfOperator, operator.name().to_owned()),
        Ok(Search::Words(words)) => (Text::ByWords, words),
        Ok(Search::Anything) => (Text::SearchHint, String::new()),
        Err(_) => return String::new(),
    };
    till.say_with(text, &[("que", &what)])
}

const fn preset_name(preset: Preset) -> (Text, &'static str) {
    match preset {
        Preset::Today => (Text::Today, "days-today"),
        Preset::Yesterday => (Text::Yesterday, "days-yesterday"),
        Preset::Week => (Text::Week, "days-week"),
        Preset::All => (Text::AllDays, "days-all"),
        Preset::Dates => (Text::TwoDates, "days-dates"),
    }
}

fn days(history: History) -> AnyView {
    let till = history.till;
    let is_choosing = history.is_choosing_days;
    let shown = move || {
        if is_choosing.get() {
            Preset::Dates
        } else {
            let today = history.day();
            history.filter.with(|filter| filter.span.preset(today))
        }
    };
    let pill = |preset: Preset| {
        let (name, id) = preset_name(preset);
        let is_on = text(move || (shown() == preset).to_string());
        let choose = move |_| match preset.span(today(till)) {
            Some(span) => {
                is_choosing.set(false);
                let mut filter = history.asked_for();
                filter.span = span;
                history.ask(&filter);
            }
            None => {
                is_choosing.set(true);
                browser::focus_soon("history-from");
            }
        };
        view! {
            <button type="button" class="pill" aria-pressed=is_on data-testid=id on:click=choose>{text(move || till.say(name))}</button>
        }
        .into_any()
    };
    let pills = block("", "pills", Preset::ALL.map(pill).into());
    view! {
        <fieldset class="days">
            <legend class="unseen">{till.words(Text::Days)}</legend>
            {pills}
            <When is=yes(move || shown() == Preset::Dates)>
                {block("", "dates", vec![date(history, true), date(history, false)])}
            </When>
        </fieldset>
    }
    .into_any()
}

/// One of the two dates. A browser tells of every key that makes a date of what is typed, such as one in the year 2, so a date is taken
/// when the field is left, at Enter, or as it comes out of a calendar. Nothing is written into a field that somebody is in: that would
/// empty what is half typed.
#[derive(Clone, Copy)]
struct DateField {
    history: History,
    is_start: bool,
    id: &'static str,
    /// What was written into the field or taken from it last: anything else in it was typed since.
    known: RwSignal<String>,
    /// Whether what was left in it is no date that can be asked for.
    is_unfinished: RwSignal<bool>,
    /// Whether keys have been pressed that may be parts of a date.
    is_typing: StoredValue<bool>,
}

impl DateField {
    /// The date that is asked for, as the field has it.
    fn asked(self) -> String {
        let today = self.history.day();
        let (from, until) = self.history.filter.with(|filter| filter.span.days(today));
        let day = if self.is_start { from } else { until };
        day.map(Date::to_text).unwrap_or_default()
    }

    fn write(self, day: String) {
        if self.known.with_untracked(|known| *known != day) {
            browser::write_field(self.id, &day);
            self.is_unfinished.set(false);
            self.known.set(day);
        }
    }

    /// Asks for what is in the field, unless that is what was there. Whether it is a date, or nothing at all.
    fn take(self, typed: String, is_valid: bool) -> bool {
        let day = filter::day(&typed);
        let is_finished = is_valid && (day.is_some() || typed.is_empty());
        self.is_unfinished.set(!is_finished);
        if is_finished && self.known.with_untracked(|known| *known != typed) {
            self.known.set(typed);
            let history = self.history;
            // The fields stay, also where these two dates have a name.
            history.is_choosing_days.set(true);
            let mut filter = history.asked_for();
            let (from, until) = filter.span.days(today(history.till));
            filter.span = if self.is_start {
                Span::Between(day, until)
            } else {
                Span::Between(from, day)
            };
            history.ask(&filter);
        }
        is_finished
    }

    fn on_key(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "Enter" => {
                let input: HtmlInputElement = event_target(event);
                if !self.take(input.value(), input.check_validity()) {
                    event.prevent_default();
                }
            }
            // These type nothing: they lead through the field, or to its calendar.
            "Tab" | "Shift" | "Alt" | " " => {}
            _ => self.is_typing.set_value(true),
        }
    }

    fn on_change(self, event: &Event) {
        if !self.is_typing.get_value() {
            let input: HtmlInputElement = event_target(event);
            self.take(input.value(), input.check_validity());
        }
        self.is_typing.set_value(false);
    }

    fn on_leave(self, event: &FocusEvent) {
        let input: HtmlInputElement = event_target(event);
        let typed = input.value();
        // A field that is taken off the page is left as well, and has nothing to take any more.
        let Some(is_known) = self.known.try_with_untracked(|known| *known == typed) else {
            return;
        };
        self.is_typing.set_value(false);
        // What is asked for only now is written once the page has it.
        if self.take(typed, input.check_validity()) && is_known {
            self.write(untrack(|| self.asked()));
        }
    }
}

fn date(history: History, is_start: bool) -> AnyView {
    let till = history.till;
    let (label, id, name) = if is_start {
        (Text::From, "history-from", "desde")
    } else {
        (Text::Until, "history-until", "hasta")
    };
    let field = DateField {
        history,
        is_start,
        id,
        known: RwSignal::new(String::new()),
        is_unfinished: RwSignal::new(false),
        is_typing: StoredValue::new(false),
    };
    follow(move || {
        let day = field.asked();
        if browser::focused_id().as_deref() != Some(id) {
            field.write(day);
        }
    });
    let note = text(move || {
        if field.is_unfinished.get() {
            till.say(Text::DateUnfinished)
        } else {
            ""
        }
    });
    let is_wrong = text(move || {
        let errors = history.errors;
        let is_refused = errors.with(|errors| errors.iter().any(|error| error.field == name));
        (is_refused || field.is_unfinished.get()).to_string()
    });
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label for=id>{till.words(label)}</label>
            <div class="box">
                <input
                    type="date" id=id data-testid=id aria-invalid=is_wrong data-wrong=is_wrong aria-describedby=error_id.clone()
                    on:change=move |event| field.on_change(&event) on:keydown=move |event| field.on_key(&event)
                    on:blur=move |event| field.on_leave(&event)
                />
            </div>
            <FieldNote id=error_id field=name errors=history.errors note=note/>
        </div>
    }
    .into_any()
}

fn choices(history: History) -> AnyView {
    let kinds = OperationKind::ALL
        .into_iter()
        .map(|kind| (kind.as_str(), Ok(kind_name(kind)), true))
        .collect();
    let of_country = untrack(|| country(history.till)).pack().operators;
    let operators = Operator::ALL
        .into_iter()
        .map(|operator| {
            let name = operator.name();
            (name, Err(name), of_country.contains(&operator))
        })
        .collect();
    // Nothing comes into the other states yet.
    let states = OperationState::ALL
        .into_iter()
        .map(|state| {
            let is_usual = matches!(state, OperationState::Succeeded | OperationState::Reversed);
            (state.as_str(), Ok(state_name(state)), is_usual)
        })
        .collect();
    block(
        "",
        "selects",
        vec![
            select(
                history,
                "history-kind",
                [Text::Kind, Text::AnyKind],
                kinds,
                |filter| filter.kind.map(OperationKind::as_str),
                |filter, text| filter.kind = OperationKind::parse(text),
            ),
            select(
                history,
                "history-operator",
                [Text::Operator, Text::AnyOperator],
                operators,
                |filter| filter.operator.map(Operator::name),
                |filter, text| filter.operator = Operator::parse(text),
            ),
            select(
                history,
                "history-state",
                [Text::State, Text::AnyState],
                states,
                |filter| filter.state.map(OperationState::as_str),
                |filter, text| filter.state = OperationState::parse(text),
            ),
        ],
    )
}

/// A value that can be chosen, its name, and whether it is offered also where no address asks for one that is not.
type Offer = (&'static str, Result<Text, &'static str>, bool);

/// A choice among values; the first of them is any. What is chosen is asked for at once.
fn select(
    history: History,
    id: &'static str,
    [label, any]: [Text; 2],
    values: Vec<Offer>,
    get: fn(&Filter) -> Option<&'static str>,
    set: fn(&mut Filter, &str),
) -> AnyView {
    let till = history.till;
    let chosen = text(move || {
        history
            .filter
            .with(|filter| get(filter).unwrap_or_default())
    });
    let choose = move |event| {
        let mut filter = history.asked_for();
        set(&mut filter, &event_target_value(&event));
        history.ask(&filter);
    };
    let unusual: Vec<&str> = values
        .iter()
        .filter(|(_, _, is_usual)| !is_usual)
        .map(|(value, ..)| *value)
        .collect();
    let is_unusual = Memo::new(move |_| unusual.contains(&chosen.get().as_str()));
    // Made anew with the language, and where an address asks for what is not usual; which is chosen is the element's own business.
    let options = part(move || {
        let has_all = is_unusual.get();
        let mut options = vec![option("", till.say(any), chosen.get_untracked().is_empty())];
        for (value, name, is_usual) in &values {
            if *is_usual || has_all {
                let name = match name {
                    Ok(text) => till.say(*text),
                    Err(own) => own,
                };
                options.push(option(value, name, chosen.get_untracked() == *value));
            }
        }
        options.into_any()
    });
    view! {
        <div class="field">
            <label for=id>{till.words(label)}</label>
            <select id=id data-testid=id prop:value=chosen on:change=choose>{options}</select>
        </div>
    }
    .into_any()
}

fn option(value: &'static str, name: &'static str, is_chosen: bool) -> AnyView {
    view! { <option value=value selected=is_chosen>{name}</option> }.into_any()
}
