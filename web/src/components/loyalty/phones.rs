//! Numbers that are blocked, and landlines.

use super::phone;
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::field::TextField;
use crate::components::form::{Form, Submit};
use crate::components::parts::{paragraph, word};
use crate::components::providers::panel::Panel;
use crate::components::settings::Change;
use crate::components::settings::fields::{self, At};
use crate::components::settings::form_state::FormState;
use crate::format;
use crate::i18n::Text;
use crate::view::{part, text_if};
use leptos::prelude::*;
use ventanilla_core::wire::body::Body;
use ventanilla_core::wire::resources::loyalty::{MarkedPhone, PhoneMark, PhoneMarkRequest};

/// The field of the number.
const NUMBER: &str = "phones-number";
/// Its name on the wire.
const FIELD: &str = "telefono";
/// The button that marks it.
const SAVE: &str = "phones-save";

/// The section.
pub(crate) fn section(panel: Panel) -> AnyView {
    let till = panel.till;
    let marks = Loader::new(till);
    marks.read("/monederos/telefonos".to_owned());
    marks.when_back();
    let form = FormState::of(SAVE);
    let number = RwSignal::new(String::new());
    let mark = RwSignal::new(PhoneMark::Blocked.as_str().to_owned());
    let save = Callback::new(move |()| {
        let digits = phone::whole(&number.get_untracked(), FIELD);
        let marca = PhoneMark::parse(&mark.get_untracked()).unwrap_or(PhoneMark::Blocked);
        let shown = digits
            .as_ref()
            .map(|digits| phone::shown(digits.as_str()))
            .unwrap_or_default();
        let change = digits.map_err(|error| vec![error]).map(|digits| Change {
            method: "PUT",
            path: format!("/monederos/telefonos/{}", digits.as_str()),
            body: Some(PhoneMarkRequest { marca }.to_json()),
        });
        let then = move |_: String| {
            panel.done(form, Text::PhoneMarkedOf, shown);
            number.set(String::new());
            marks.again();
            browser::focus_soon(NUMBER);
        };
        panel.send(form, change, Box::new(then));
    });
    browser::focus_soon(NUMBER);
    let hint = text_if(move || {
        let language = till.language.get();
        number.with(|typed| phone::hint(typed, language))
    });
    let at = At {
        id: "phones-mark",
        field: "marca",
        form,
    };
    let ways = PhoneMark::ALL
        .map(|mark| {
            let (name, meaning) = face(mark);
            (mark.as_str().to_owned(), name, meaning)
        })
        .to_vec();
    let ways = fields::choices(till, at, Text::PhonesMark, mark, ways, SAVE);
    let trouble = panel.trouble(form, Text::SettingsLost);
    let rows = part(move || {
        marks.show_bare("phones-retry", |list: Vec<MarkedPhone>| {
            if list.is_empty() {
                let none = till.say(Text::PhonesNone).to_owned();
                return paragraph("phones-none", "card none", none);
            }
            let rows: Vec<AnyView> = list
                .into_iter()
                .map(|marked| row(panel, marks, form, &marked))
                .collect();
            view! { <ul class="card kept" data-testid="phones">{rows}</ul> }.into_any()
        })
    });
    view! {
        <header class="section-head">
            <div>
                <h1>{till.words(Text::PhonesTab)}</h1>
                <p class="lead">{till.words(Text::PhonesLead)}</p>
            </div>
        </header>
        <div class="settings-form">
            <div class="card">
                <Form on_submit=save>
                    <TextField
                        id=NUMBER label=Text::PhonesNumber field=FIELD value=number errors=form.errors kind="tel" keys="tel" class="number"
                        hint=hint on_enter=save
                    />
                    {ways}
                    <p class="wrong" role="alert" data-testid="phones-trouble">{trouble}</p>
                    <Submit id=SAVE text=Text::PhonesSave is_busy=form.is_busy/>
                </Form>
            </div>
        </div>
        {rows}
    }
    .into_any()
}

/// What a mark is called, and what it means.
const fn face(mark: PhoneMark) -> (Text, Text) {
    match mark {
        PhoneMark::Blocked => (Text::PhoneBlockedMark, Text::PhoneBlockedHint),
        PhoneMark::Landline => (Text::PhoneLandlineMark, Text::PhoneLandlineHint),
    }
}

fn row(panel: Panel, marks: Loader, form: FormState, marked: &MarkedPhone) -> AnyView {
    let till = panel.till;
    let shown = phone::shown(&marked.telefono);
    let since = format::day(marked.desde, till.offset_minutes(), till.language.get());
    let what = till.say(face(marked.marca).0);
    let full = till.say_with(Text::PhonesRemoveOf, &[("numero", &shown)]);
    let path = format!("/monederos/telefonos/{}", marked.telefono);
    let said = shown.clone();
    let remove = move |_| {
        let change = Change {
            method: "DELETE",
            path: path.clone(),
            body: None,
        };
        let said = said.clone();
        let then = move |_: String| {
            panel.done(form, Text::PhoneClearedOf, said);
            marks.again();
            browser::focus_soon(NUMBER);
        };
        panel.send(form, Ok(change), Box::new(then));
    };
    view! {
        <li data-testid="phone">
            <span class="about">
                <span class="name">{shown}</span>
                {word("caption", format!("{what} · {since}"))}
            </span>
            <button type="button" class="quiet" data-testid="phone-remove" aria-label=full on:click=remove>
                {till.say(Text::PhonesRemove)}
            </button>
        </li>
    }
    .into_any()
}
