//! Counting a drawer: a line for each note and coin, and what it comes to.

use crate::browser;
use crate::components::field::{Errors, FieldNote, forgive};
use crate::count::{self, COUNT_FIELD};
use crate::format;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{text, text_if};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use ventanilla_core::cash::{Denomination, DenominationKind};
use ventanilla_core::field::FieldError;
use ventanilla_core::{Amount, CashCount, Currency};
use wasm_bindgen::JsCast;

/// What is typed beside each note and coin.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    currency: Currency,
    lines: Vec<(Denomination, RwSignal<String>)>,
}

impl Tally {
    /// Nothing counted yet.
    pub(crate) fn new(currency: Currency) -> Self {
        let lines = currency
            .denominations()
            .iter()
            .map(|denomination| (*denomination, RwSignal::new(String::new())))
            .collect();
        Self { currency, lines }
    }

    /// The count, if it is one.
    pub(crate) fn read(&self) -> Result<CashCount, FieldError> {
        count::read(&self.typed(), self.currency)
    }

    fn running_total(&self) -> Option<Amount> {
        count::running_total(&self.typed(), self.currency)
    }

    fn typed(&self) -> Vec<(Amount, String)> {
        self.lines
            .iter()
            .map(|(denomination, quantity)| (denomination.value(), quantity.get()))
            .collect()
    }

    fn of_kind(&self, kind: DenominationKind) -> Vec<(Denomination, RwSignal<String>)> {
        self.lines
            .iter()
            .copied()
            .filter(|(denomination, _)| denomination.kind() == kind)
            .collect()
    }
}

/// Counting a drawer.
#[component]
pub(crate) fn CountGrid(
    /// What is typed.
    tally: Tally,
    /// The form's errors.
    errors: Errors,
    /// The id of what comes after the last line.
    next: &'static str,
) -> impl IntoView {
    let till = Till::here();
    let total = {
        let tally = tally.clone();
        move || {
            tally
                .running_total()
                .map_or_else(|| "—".to_owned(), |total| till.money(total))
        }
    };
    let blank = move || {
        errors
            .with(|errors| errors.iter().any(|error| error.field == COUNT_FIELD))
            .then(|| till.say(Text::CountBlank))
    };
    let group = |kind, title| {
        let lines = tally.of_kind(kind);
        view! {
            <fieldset class="count">
                <legend>{till.words(title)}</legend>
                {lines.into_iter().map(|(denomination, quantity)| view! {
                    <CountLine denomination=denomination quantity=quantity currency=tally.currency errors=errors next=next/>
                }).collect_view()}
            </fieldset>
        }
    };
    view! {
        <div class="counting">
            <div class="counts">
                {group(DenominationKind::Note, Text::Notes)}
                {group(DenominationKind::Coin, Text::Coins)}
            </div>
            <p class="total" role="status">
                <span>{till.words(Text::Counted)}</span>
                <output data-testid="count-total">{text(total)}</output>
            </p>
            <p class="wrong" role="alert" data-testid="count-error">{text_if(blank)}</p>
        </div>
    }
}

#[component]
fn CountLine(
    denomination: Denomination,
    quantity: RwSignal<String>,
    currency: Currency,
    errors: Errors,
    next: &'static str,
) -> impl IntoView {
    let till = Till::here();
    let name = denomination.value().to_text(currency);
    let field = StoredValue::new(name.clone());
    let id = format!("count-{name}");
    let piece = move || format::piece(denomination.value(), currency, till.language.get());
    let is_wrong = move || {
        field.with_value(|field| {
            errors.with(|errors| errors.iter().any(|error| error.field == *field))
        })
    };
    let worth = move || {
        let typed = quantity.get();
        if typed.trim().is_empty() {
            return String::new();
        }
        count::line_total(denomination.value(), &typed, currency)
            .map_or_else(|| "—".to_owned(), |amount| till.money(amount))
    };
    let change = move |text: String| {
        quantity.set(text);
        field.with_value(|field| forgive(errors, field));
        forgive(errors, COUNT_FIELD);
    };
    let go_on = move |event: &KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            if let Some(input) = event.target().and_then(|target| target.dyn_into().ok()) {
                browser::focus_next(&input, "[data-count]", next);
            }
        }
    };
    view! {
        <div class="line">
            <label for=id.clone()>
                <span class="unseen">{text(move || till.say_with(Text::PiecesOf, &[("pieza", &piece())]))}</span>
                <span aria-hidden="true">{text(piece)}</span>
            </label>
            <button type="button" tabindex="-1" aria-hidden="true" on:click=move |_| change(stepped(&quantity.get_untracked(), Step::Down))>"−"</button>
            <input
                id=id.clone()
                data-testid=id
                data-count="true"
                inputmode="numeric"
                autocomplete="off"
                maxlength="9"
                prop:value=move || quantity.get()
                aria-invalid=move || is_wrong().to_string()
                data-wrong=move || is_wrong().to_string()
                on:input=move |event| change(event_target_value(&event))
                on:focus=select
                on:keydown=move |event| go_on(&event)
            />
            <button type="button" tabindex="-1" aria-hidden="true" on:click=move |_| change(stepped(&quantity.get_untracked(), Step::Up))>"+"</button>
            <span class="worth">{text(worth)}</span>
            <FieldNote id=format!("count-{name}-error") field=name errors=errors/>
        </div>
    }
}

/// Typing replaces what is there.
fn select(event: FocusEvent) {
    let input: web_sys::HtmlInputElement = event_target(&event);
    input.select();
}

/// One piece more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Down,
    Up,
}

/// A quantity after one step. What is not a number stays for the person to correct.
fn stepped(quantity: &str, step: Step) -> String {
    let quantity = quantity.trim();
    let number: u32 = match (quantity, quantity.parse()) {
        ("", _) => 0,
        (_, Ok(number)) => number,
        (_, Err(_)) => return quantity.to_owned(),
    };
    let number = match step {
        Step::Down => number.saturating_sub(1),
        Step::Up => number.saturating_add(1),
    };
    number.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps() {
        let table = [
            ("", Step::Up, "1"),
            ("", Step::Down, "0"),
            ("7", Step::Up, "8"),
            (" 7 ", Step::Down, "6"),
            ("0", Step::Down, "0"),
            ("4294967295", Step::Up, "4294967295"),
            ("x", Step::Up, "x"),
            ("-1", Step::Up, "-1"),
            ("1,5", Step::Down, "1,5"),
        ];
        for (quantity, step, expected) in table {
            assert_eq!(stepped(quantity, step), expected, "{quantity:?} {step:?}");
        }
    }
}
