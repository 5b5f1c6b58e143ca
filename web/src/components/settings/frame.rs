//! What every section looks like: a list, a form, and what stands there meanwhile.

use super::desk::{Desk, NEW, SAVE};
use super::form_state::FormState;
use crate::api::ReadError;
use crate::components::form::{Form, Submit};
use crate::components::trouble::read_error;
use crate::i18n::Text;
use crate::office_page::OfficeSection;
use crate::till::Till;
use leptos::prelude::*;

/// From how many rows a list can be searched.
const SEARCH_ROWS_MIN: usize = 9;
/// What stands in the address, after the section's name, of something new.
const NEW_ADDRESS: &str = "nuevo";

/// What an address names, after the section's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The list.
    List,
    /// Something to be added.
    New,
    /// The one of that number.
    One(i64),
    /// Nothing there is.
    Nowhere,
}

/// One line of a list, and the way to what it is about.
pub(crate) struct Row {
    /// Its number.
    pub(crate) id: i64,
    /// Its name.
    pub(crate) name: String,
    /// What else is to be known of it.
    pub(crate) detail: Signal<String>,
    /// An amount, if it has one.
    pub(crate) figure: Signal<String>,
    /// A word on its state.
    pub(crate) badge: Option<Text>,
    /// How it looks.
    pub(crate) class: &'static str,
}

/// What a list is.
pub(crate) struct List {
    /// The section it fills.
    pub(crate) section: OfficeSection,
    /// Its heading.
    pub(crate) title: Text,
    /// What it is for.
    pub(crate) lead: Text,
    /// What can be added, if anything.
    pub(crate) new: Option<Text>,
    /// What it says while there is nothing in it.
    pub(crate) none: Text,
}

/// What a form is.
pub(crate) struct Sheet {
    /// The section it belongs to.
    pub(crate) section: OfficeSection,
    /// Its heading.
    pub(crate) title: Signal<String>,
    /// What it is for.
    pub(crate) lead: Signal<String>,
    /// What is under way in it.
    pub(crate) form: FormState,
    /// What the button says.
    pub(crate) save: Text,
    /// Whether it belongs to a list that it goes back to.
    pub(crate) has_list: bool,
    /// What sending it does.
    pub(crate) on_submit: Callback<()>,
}

impl Place {
    /// Reads what stands in the address after the section's name.
    pub(crate) fn of(rest: &str) -> Self {
        match rest {
            "" => Self::List,
            NEW_ADDRESS => Self::New,
            _ => rest
                .parse()
                .ok()
                .filter(|id| *id > 0)
                .map_or(Self::Nowhere, Self::One),
        }
    }
}

/// The id of a row: the focus goes there when somebody comes back from it.
pub(crate) fn row_id(section: OfficeSection, id: i64) -> String {
    format!("{}-{id}", section.address())
}

/// A list.
pub(crate) fn list(desk: Desk, list: List, rows: Vec<Row>) -> AnyView {
    let till = desk.till;
    let section = list.section;
    desk.come_back();
    let add = list.new.map(|text| {
        view! {
            <a class="button primary" id=NEW data-testid=NEW href=format!("#{}/{NEW_ADDRESS}", section.address())>
                <span aria-hidden="true">"+ "</span> {till.words(text)}
            </a>
        }
    });
    let has_search = rows.len() >= SEARCH_ROWS_MIN;
    let names: Vec<(String, Signal<String>)> = rows
        .iter()
        .map(|row| (row.name.clone(), row.detail))
        .collect();
    let is_nothing_found = Signal::derive(move || {
        let query = desk.query.get();
        !names.is_empty()
            && names
                .iter()
                .all(|(name, detail)| !matches(&query, name, &detail.get()))
    });
    let none_text = Signal::derive(move || {
        if is_nothing_found.get() {
            till.say(Text::SettingsNoneFound)
        } else {
            ""
        }
    });
    let body = if rows.is_empty() {
        view! { <p class="card none" data-testid="settings-none">{till.words(list.none)}</p> }
            .into_any()
    } else {
        let lines: Vec<AnyView> = rows
            .into_iter()
            .map(|line| row(desk, section, line))
            .collect();
        view! { <ul class="card rows" data-testid="settings-rows">{lines}</ul> }.into_any()
    };
    view! {
        <header class="section-head">
            <div>
                <h1>{till.words(list.title)}</h1>
                <p class="lead">{till.words(list.lead)}</p>
            </div>
            {add}
        </header>
        {has_search.then(|| search(desk))}
        {body}
        <p class="hint" role="status" data-testid="settings-none-found">{none_text}</p>
    }
    .into_any()
}

/// A form, with its way back.
pub(crate) fn sheet(desk: Desk, sheet: Sheet, fields: AnyView, below: AnyView) -> AnyView {
    let till = desk.till;
    let address = format!("#{}", sheet.section.address());
    let trouble = trouble_signal(till, sheet.form);
    let cancel = sheet.has_list.then(|| {
        view! { <a class="button secondary" data-testid="settings-cancel" href=address>{till.words(Text::SettingsCancel)}</a> }
    });
    view! {
        <div class="settings-form">
            <div class="card">
                <Form on_submit=sheet.on_submit>
                    <h1>{sheet.title}</h1>
                    <p class="lead">{sheet.lead}</p>
                    {fields}
                    <p class="wrong" role="alert" data-testid="settings-trouble">{trouble}</p>
                    <div class="actions">
                        <Submit id=SAVE text=sheet.save busy_text=Text::SettingsSaving is_busy=sheet.form.is_busy class="primary"/>
                        {cancel}
                    </div>
                </Form>
            </div>
            {below}
        </div>
    }
    .into_any()
}

/// Why something could not be saved, if it is no field's fault.
pub(crate) fn trouble_signal(till: Till, form: FormState) -> Signal<String> {
    Signal::derive(move || {
        form.trouble
            .get()
            .map(|error| trouble_words(till, &error))
            .unwrap_or_default()
    })
}

/// What an address names is not there.
pub(crate) fn gone(desk: Desk, section: OfficeSection) -> AnyView {
    let till = desk.till;
    view! {
        <div class="waiting" data-testid="settings-gone">
            <h1>{till.words(Text::SettingsGone)}</h1>
            <a class="button secondary" href=format!("#{}", section.address())>{till.words(Text::SettingsBack)}</a>
        </div>
    }
    .into_any()
}

/// While it is being read.
pub(crate) fn loading(till: Till) -> AnyView {
    view! {
        <div class="waiting" aria-busy="true" data-testid="settings-loading">
            <span class="spinner" aria-hidden="true"></span>
            <p>{till.words(Text::Loading)}</p>
        </div>
    }
    .into_any()
}

/// When it could not be read: why, and another try.
pub(crate) fn trouble(desk: Desk, error: &ReadError) -> AnyView {
    let till = desk.till;
    let error = error.clone();
    let why = Signal::derive(move || read_error(till, &error));
    view! {
        <div class="waiting" data-testid="settings-unread">
            <p role="alert">{why}</p>
            <button type="button" class="primary" data-testid="settings-retry" on:click=move |_| desk.read_again()>
                {till.words(Text::Retry)}
            </button>
        </div>
    }
    .into_any()
}

fn row(desk: Desk, section: OfficeSection, row: Row) -> AnyView {
    let till = desk.till;
    let id = row_id(section, row.id);
    let (searched, detail) = (row.name.clone(), row.detail);
    let is_hidden = Signal::derive(move || !matches(&desk.query.get(), &searched, &detail.get()));
    let badge = row
        .badge
        .map(|text| view! { <span class="badge">{till.words(text)}</span> });
    view! {
        <li hidden=is_hidden>
            <a class=format!("row {}", row.class) href=format!("#{}/{}", section.address(), row.id) id=id.clone() data-testid=id>
                <span class="about">
                    <span class="name">{row.name} {badge}</span>
                    <span class="caption">{detail}</span>
                </span>
                <strong class="figure">{row.figure}</strong>
            </a>
        </li>
    }
    .into_any()
}

fn search(desk: Desk) -> AnyView {
    let till = desk.till;
    view! {
        <div class="field search">
            <label for="settings-search">{till.words(Text::SettingsSearch)}</label>
            <div class="box">
                <input
                    type="search" id="settings-search" data-testid="settings-search" autocomplete="off" maxlength="100"
                    prop:value=desk.query on:input=move |event| desk.query.set(event_target_value(&event))
                />
            </div>
        </div>
    }
    .into_any()
}

/// Why something could not be saved.
pub(crate) fn trouble_words(till: Till, error: &ReadError) -> String {
    match error {
        ReadError::Lost | ReadError::Outdated => till.say(Text::SettingsLost).to_owned(),
        ReadError::NotSignedIn => till.say(Text::SettingsSignedOut).to_owned(),
        ReadError::Refused(_) | ReadError::Unreadable => read_error(till, error),
    }
}

/// Whether a row is one that is looked for: all words of the query are in it, whatever their case and accents.
fn matches(query: &str, name: &str, detail: &str) -> bool {
    let text = folded(&format!("{name} {detail}"));
    folded(query)
        .split_whitespace()
        .all(|word| text.contains(word))
}

fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
            'é' | 'ê' | 'è' => 'e',
            'í' | 'ì' => 'i',
            'ó' | 'ô' | 'õ' | 'ò' | 'ö' => 'o',
            'ú' | 'ü' | 'ù' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let table = [
            ("", Place::List),
            ("nuevo", Place::New),
            ("7", Place::One(7)),
            ("9007199254740991", Place::One(9_007_199_254_740_991)),
            ("0", Place::Nowhere),
            ("-1", Place::Nowhere),
            ("7/x", Place::Nowhere),
            ("Nuevo", Place::Nowhere),
            ("99999999999999999999", Place::Nowhere),
            (" 7", Place::Nowhere),
        ];
        for (rest, expected) in table {
            assert_eq!(Place::of(rest), expected, "{rest}");
        }
    }

    #[test]
    fn looking_for() {
        let table = [
            ("", true),
            ("  ", true),
            ("ana", true),
            ("ANA perez", true),
            ("Pérez", true),
            ("kiosco operador", true),
            ("ana@kiosco", true),
            ("luis", false),
            ("ana luis", false),
            ("peréz!", false),
        ];
        for (query, expected) in table {
            assert_eq!(
                matches(query, "Ana Pérez", "ana@kiosco.demo · Operador"),
                expected,
                "{query}"
            );
        }
    }
}
