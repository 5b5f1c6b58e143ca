//! Branches: the shops, each with its own clock.

use super::desk::{Bodies, Change, Desk, NEW};
use super::fields::{self, At};
use super::form_state::FormState;
use super::frame::{self, List, Place, Row, Sheet};
use super::offset::{offset_text, offsets};
use crate::api::{self, ReadError};
use crate::browser;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::office_page::OfficeSection;
use leptos::prelude::*;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::resources::branches::{Branch, BranchRequest, BranchUpdateRequest};

const SECTION: OfficeSection = OfficeSection::Branches;

/// What is typed.
#[derive(Clone, Debug)]
struct Typed {
    code: String,
    name: String,
    offset_minutes: String,
    is_active: bool,
}

/// The section.
pub(crate) fn view(desk: Desk, bodies: &Bodies, rest: &str) -> Result<AnyView, ReadError> {
    let branches: Vec<Branch> = api::parse(&bodies.first)?;
    Ok(match Place::of(rest) {
        Place::List => list(desk, branches),
        Place::New => form(desk, None),
        Place::One(id) => match branches.into_iter().find(|branch| branch.id == id) {
            Some(branch) => form(desk, Some(branch)),
            None => frame::gone(desk, SECTION),
        },
        Place::Nowhere => frame::gone(desk, SECTION),
    })
}

fn list(desk: Desk, branches: Vec<Branch>) -> AnyView {
    let rows = branches
        .into_iter()
        .map(|branch| Row {
            id: branch.id,
            detail: Signal::stored(format!(
                "{} · {}",
                branch.codigo,
                offset_text(branch.zona_utc_minutos)
            )),
            name: branch.nombre,
            figure: Signal::stored(String::new()),
            badge: (!branch.estado).then_some(Text::SettingsInactive),
            class: if branch.estado { "" } else { "off" },
        })
        .collect();
    let about = List {
        section: SECTION,
        title: Text::Branches,
        lead: Text::BranchesLead,
        new: Some(Text::BranchNew),
        none: Text::BranchesNone,
    };
    frame::list(desk, about, rows)
}

fn form(desk: Desk, known: Option<Branch>) -> AnyView {
    let till = desk.till;
    let form = FormState::new();
    let known_id = known.as_ref().map(|branch| branch.id);
    let offset_minutes = known.as_ref().map_or_else(
        || untrack(|| till.offset_minutes()),
        |branch| branch.zona_utc_minutos,
    );
    let of = |part: fn(&Branch) -> &String| {
        RwSignal::new(known.as_ref().map(part).cloned().unwrap_or_default())
    };
    let (code, name) = (of(|branch| &branch.codigo), of(|branch| &branch.nombre));
    let offset = RwSignal::new(offset_minutes.to_string());
    let is_active = RwSignal::new(known.as_ref().is_none_or(|branch| branch.estado));
    desk.come_back_to(known_id.map_or_else(|| NEW.to_owned(), |id| frame::row_id(SECTION, id)));
    browser::focus_soon("branch-name");
    let title = known.as_ref().map(|branch| branch.nombre.clone());
    let title = Signal::derive(move || {
        title
            .clone()
            .unwrap_or_else(|| till.say(Text::BranchNew).to_owned())
    });
    let known = StoredValue::new(known);
    let save = Callback::new(move |()| {
        let typed = Typed {
            code: code.get_untracked(),
            name: name.get_untracked(),
            offset_minutes: offset.get_untracked(),
            is_active: is_active.get_untracked(),
        };
        let change = known.with_value(|known| match known {
            Some(branch) => update(branch, &typed),
            None => create(&typed),
        });
        let text = match known_id {
            Some(_) => Text::SettingsSavedOf,
            None => Text::SettingsAddedOf,
        };
        let then = move |body: String| {
            let made: Option<Branch> = api::parse(&body).ok();
            let (name, id) = made
                .map(|branch| (branch.nombre, Some(branch.id)))
                .unwrap_or_default();
            desk.finish(SECTION, text, name, id);
        };
        desk.send(form, change, Box::new(then));
    });
    let at = |id, field| At { id, field, form };
    let choices = offsets(offset_minutes)
        .into_iter()
        .map(|minutes| (minutes.to_string(), offset_text(minutes)))
        .collect();
    let active_hint = fields::words(till, Text::BranchActiveHint);
    let active = known_id.map(|_| {
        fields::switch(
            till,
            "branch-active",
            is_active,
            Text::BranchActive,
            active_hint,
        )
    });
    let to_code = fields::to("branch-code");
    let to_offset = fields::to("branch-offset");
    let fields = view! {
        {fields::text(till, at("branch-name", "nombre"), Text::SettingsName, name, None, to_code)}
        {fields::text(till, at("branch-code", "codigo"), Text::BranchCode, code, Some(Text::BranchCodeHint), to_offset)}
        {fields::select(till, at("branch-offset", "zona_utc_minutos"), Text::BranchOffset, offset, choices, Some(Text::BranchOffsetHint))}
        {active}
    };
    let sheet = Sheet {
        section: SECTION,
        title,
        lead: Signal::stored(String::new()),
        form,
        save: if known_id.is_some() {
            Text::SettingsSave
        } else {
            Text::SettingsNew
        },
        has_list: true,
        on_submit: save,
    };
    frame::sheet(desk, sheet, fields.into_any(), ().into_any())
}

fn create(typed: &Typed) -> Result<Change, Vec<FieldError>> {
    let checked = Draft::new()
        .text("nombre", &typed.name)
        .text("codigo", &typed.code)
        .whole("zona_utc_minutos", &typed.offset_minutes)
        .read(BranchRequest::parse)?;
    Ok(Change {
        method: "POST",
        path: "/sucursales".to_owned(),
        body: Some(checked.body),
    })
}

/// Only what is not as it was.
fn update(known: &Branch, typed: &Typed) -> Result<Change, Vec<FieldError>> {
    let mut draft = Draft::new()
        .changed("nombre", &known.nombre, &typed.name)
        .changed("codigo", &known.codigo, &typed.code.to_ascii_uppercase());
    if typed.offset_minutes != known.zona_utc_minutos.to_string() {
        draft = draft.whole("zona_utc_minutos", &typed.offset_minutes);
    }
    if typed.is_active != known.estado {
        draft = draft.flag("estado", typed.is_active);
    }
    let checked = draft.read(BranchUpdateRequest::parse)?;
    Ok(Change {
        method: "PATCH",
        path: format!("/sucursales/{}", known.id),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;

    fn typed(code: &str, name: &str, offset_minutes: &str, is_active: bool) -> Typed {
        Typed {
            code: code.to_owned(),
            name: name.to_owned(),
            offset_minutes: offset_minutes.to_owned(),
            is_active,
        }
    }

    fn outcome(change: Result<Change, Vec<FieldError>>) -> Result<String, Vec<(String, Code)>> {
        change
            .map(|change| change.body.unwrap_or_default())
            .map_err(|errors| {
                errors
                    .into_iter()
                    .map(|error| (error.field, error.code))
                    .collect()
            })
    }

    #[test]
    fn new_ones() {
        assert_eq!(
            outcome(create(&typed("sur-1", " Sucursal Sur ", "-240", true))).as_deref(),
            Ok(r#"{"codigo":"SUR-1","nombre":"Sucursal Sur","zona_utc_minutos":-240}"#)
        );
        let wrong = |field: &str, code| (field.to_owned(), code);
        let table = [
            (
                typed("", "", "-240", true),
                vec![
                    wrong("codigo", Code::Required),
                    wrong("nombre", Code::Required),
                ],
            ),
            (
                typed("SUR 1", "Sur", "-240", true),
                vec![wrong("codigo", Code::CodeFormat)],
            ),
            (
                typed("SUR", "Sur", "cuatro", true),
                vec![wrong("zona_utc_minutos", Code::NotAnInteger)],
            ),
            (
                typed("SUR", "Sur", "-841", true),
                vec![wrong("zona_utc_minutos", Code::TooSmall)],
            ),
        ];
        for (typed, expected) in table {
            assert_eq!(outcome(create(&typed)), Err(expected), "{typed:?}");
        }
    }

    #[test]
    fn only_what_changed_is_sent() {
        let known = Branch {
            id: 2,
            codigo: "NORTE".to_owned(),
            nombre: "Sucursal Norte".to_owned(),
            zona_utc_minutos: -240,
            estado: true,
        };
        let table = [
            (typed("norte", "Sucursal Norte ", "-240", true), "{}"),
            (
                typed("NORTE", "Sucursal Norte", "-240", false),
                r#"{"estado":false}"#,
            ),
            (
                typed("NORTE-2", "Norte", "-180", true),
                r#"{"codigo":"NORTE-2","nombre":"Norte","zona_utc_minutos":-180}"#,
            ),
        ];
        for (typed, expected) in table {
            assert_eq!(
                outcome(update(&known, &typed)).as_deref(),
                Ok(expected),
                "{typed:?}"
            );
        }
        assert_eq!(
            outcome(update(&known, &typed("NORTE", " ", "-240", true))),
            Err(vec![("nombre".to_owned(), Code::Required)])
        );
    }
}
