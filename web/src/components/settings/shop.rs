//! The shop: its name, its clock, how it closes, and what its receipts start with.

use super::desk::{Bodies, Change, Desk, SAVE};
use super::fields::{self, At};
use super::form_state::FormState;
use super::frame::{self, Sheet};
use super::offset::{offset_text, offsets};
use crate::api::{self, ReadError};
use crate::browser;
use crate::components::field::{FieldNote, forgive};
use crate::draft::Draft;
use crate::i18n::Text;
use crate::office_page::OfficeSection;
use leptos::prelude::*;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::resources::settings::{
    HEADER_CHARS_MAX, TenantSettings, TenantUpdateRequest,
};

const SECTION: OfficeSection = OfficeSection::Shop;
const HEADER: &str = "encabezado_recibo";

/// What is typed.
#[derive(Clone, Debug)]
struct Typed {
    name: String,
    offset_minutes: String,
    closes_blind: bool,
    header: String,
}

/// The section.
pub(crate) fn view(desk: Desk, bodies: &Bodies, rest: &str) -> Result<AnyView, ReadError> {
    if !rest.is_empty() {
        return Ok(frame::gone(desk, SECTION));
    }
    Ok(edit(desk, api::parse(&bodies.first)?))
}

fn edit(desk: Desk, known: TenantSettings) -> AnyView {
    let till = desk.till;
    let form = FormState::new();
    let name = RwSignal::new(known.nombre.clone());
    let offset = RwSignal::new(known.zona_utc_minutos.to_string());
    let closes_blind = RwSignal::new(known.cierre_ciego);
    let header = RwSignal::new(known.encabezado_recibo.clone().unwrap_or_default());
    let choices = offsets(known.zona_utc_minutos)
        .into_iter()
        .map(|minutes| (minutes.to_string(), offset_text(minutes)))
        .collect();
    let known = StoredValue::new(known);
    let save = Callback::new(move |()| {
        let typed = Typed {
            name: name.get_untracked(),
            offset_minutes: offset.get_untracked(),
            closes_blind: closes_blind.get_untracked(),
            header: header.get_untracked(),
        };
        let change = known.with_value(|known| update(known, &typed));
        let then = move |body: String| {
            let settings: Option<TenantSettings> = api::parse(&body).ok();
            if settings.is_some() {
                till.settings.set(settings.clone());
            }
            // Who has gone elsewhere has to be told of what.
            if !desk.is_here() {
                let name = settings.map(|settings| settings.nombre);
                desk.say(Text::SettingsSavedOf, name.unwrap_or_default());
                return;
            }
            form.is_busy.set(false);
            if let Some(settings) = settings {
                known.set_value(settings);
            }
            desk.say(Text::SettingsSaved, String::new());
            browser::focus_soon(SAVE);
        };
        desk.send(form, change, Box::new(then));
    });
    let at = |id, field| At { id, field, form };
    let blind_hint = Signal::derive(move || {
        till.say(if closes_blind.get() {
            Text::ShopBlindOn
        } else {
            Text::ShopBlindOff
        })
        .to_owned()
    });
    let to_header = fields::to("shop-header");
    let fields = view! {
        {fields::text(till, at("shop-name", "nombre"), Text::ShopName, name, None, to_header)}
        {header_field(desk, at("shop-header", HEADER), name, header)}
        {fields::select(till, at("shop-offset", "zona_utc_minutos"), Text::ShopOffset, offset, choices, Some(Text::ShopOffsetHint))}
        {fields::switch(till, "shop-blind", closes_blind, Text::ShopBlind, blind_hint)}
    };
    let sheet = Sheet {
        section: SECTION,
        title: fields::words(till, Text::Shop),
        lead: fields::words(till, Text::ShopLead),
        form,
        save: Text::SettingsSave,
        has_list: false,
        on_submit: save,
    };
    frame::sheet(desk, sheet, fields.into_any(), ().into_any())
}

/// The receipt's header, with a count of its characters and a look at the paper.
fn header_field(desk: Desk, at: At, name: RwSignal<String>, value: RwSignal<String>) -> AnyView {
    let till = desk.till;
    let is_wrong = fields::is_wrong(at.form.errors, at.field);
    let count = Signal::derive(move || {
        let letters = value.with(|text| length(text)).to_string();
        let most = HEADER_CHARS_MAX.to_string();
        till.say_with(
            Text::ShopHeaderCount,
            &[("letras", &letters), ("maximo", &most)],
        )
    });
    let is_over = Signal::derive(move || value.with(|text| length(text)) > HEADER_CHARS_MAX);
    let typed = move |event| {
        value.set(event_target_value(&event));
        forgive(at.form.errors, at.field);
    };
    view! {
        <div class="with-paper">
            <div class="field">
                <label for=at.id>{till.words(Text::ShopHeader)}</label>
                <div class="box">
                    <textarea
                        id=at.id data-testid=at.id rows="5" prop:value=value aria-invalid=is_wrong data-wrong=is_wrong
                        aria-describedby="shop-header-hint shop-header-error" on:input=typed
                    ></textarea>
                </div>
                <p class="hint between" id="shop-header-hint">
                    <span>{till.words(Text::ShopHeaderHint)}</span>
                    <span class="count-of" class:over=is_over data-testid="shop-header-count">{count}</span>
                </p>
                <FieldNote id="shop-header-error".to_owned() field=at.field errors=at.form.errors/>
            </div>
            <figure class="paper-look">
                <figcaption class="caption">{till.words(Text::ShopPreview)}</figcaption>
                <div class="desk">
                    <div class="sheet w58" data-testid="shop-preview">
                        <p class="heading">{name}</p>
                        <p class="centre lines">{Signal::derive(move || value.with(|text| text.trim().to_owned()))}</p>
                        <hr/>
                    </div>
                </div>
            </figure>
        </div>
    }
    .into_any()
}

/// Characters as the core counts them: without the white space around.
fn length(header: &str) -> usize {
    header
        .trim()
        .chars()
        .filter(|letter| *letter != '\r')
        .count()
}

/// Only what is not as it was. A blank header is none.
fn update(known: &TenantSettings, typed: &Typed) -> Result<Change, Vec<FieldError>> {
    let header = known.encabezado_recibo.as_deref().unwrap_or_default();
    let mut draft = Draft::new()
        .changed("nombre", &known.nombre, &typed.name)
        .changed(HEADER, header, &typed.header);
    if typed.offset_minutes != known.zona_utc_minutos.to_string() {
        draft = draft.whole("zona_utc_minutos", &typed.offset_minutes);
    }
    if typed.closes_blind != known.cierre_ciego {
        draft = draft.flag("cierre_ciego", typed.closes_blind);
    }
    let checked = draft.read(TenantUpdateRequest::parse)?;
    Ok(Change {
        method: "PATCH",
        path: "/configuracion".to_owned(),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;

    fn typed(name: &str, offset_minutes: &str, closes_blind: bool, header: &str) -> Typed {
        Typed {
            name: name.to_owned(),
            offset_minutes: offset_minutes.to_owned(),
            closes_blind,
            header: header.to_owned(),
        }
    }

    #[test]
    fn only_what_changed_is_sent() {
        let known: TenantSettings = serde_json::from_str(
            r#"{"nombre":"Kiosco Demo","pais":"BO","moneda":"BOB","modo":"demo","zona_utc_minutos":-240,"cierre_ciego":true,
            "encabezado_recibo":"Av. Busch 12\nTel. 2244000"}"#,
        )
        .unwrap();
        let same = "Av. Busch 12\nTel. 2244000";
        let body = |typed: &Typed| {
            update(&known, typed)
                .map(|change| change.body.unwrap_or_default())
                .map_err(|errors| {
                    errors
                        .into_iter()
                        .map(|error| (error.field, error.code))
                        .collect::<Vec<_>>()
                })
        };
        let right = [
            (typed("Kiosco Demo", "-240", true, same), "{}"),
            (
                typed("Kiosco Demo", "-240", true, "  \n"),
                r#"{"encabezado_recibo":null}"#,
            ),
            (
                typed(" Kiosco Ana ", "-180", false, "Av. Busch 14\r\nTel. 1"),
                r#"{"nombre":"Kiosco Ana","zona_utc_minutos":-180,"cierre_ciego":false,"encabezado_recibo":"Av. Busch 14\nTel. 1"}"#,
            ),
        ];
        for (typed, expected) in right {
            assert_eq!(body(&typed).as_deref(), Ok(expected), "{typed:?}");
        }
        let long = "x".repeat(HEADER_CHARS_MAX + 1);
        assert_eq!(
            body(&typed(" ", "x", true, &long)),
            Err(vec![
                ("nombre".to_owned(), Code::Required),
                ("zona_utc_minutos".to_owned(), Code::NotAnInteger),
                (HEADER.to_owned(), Code::TooLong),
            ])
        );
    }

    #[test]
    fn letters() {
        for (header, expected) in [("", 0), (" \n ", 0), ("Ñandú\r\n12", 8), ("  a  ", 1)] {
            assert_eq!(length(header), expected, "{header:?}");
        }
    }
}
