//! An integrator being added or changed, and its keys renewed.

use super::integrators::list_address;
use super::panel::Panel;
use super::sheet::{self, Sheet};
use super::standing::left_of;
use crate::browser;
use crate::components::field::TextField;
use crate::components::question::Question;
use crate::components::settings::Change;
use crate::components::settings::fields::{self, At};
use crate::components::settings::form_state::FormState;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::view::text;
use leptos::prelude::*;
use ventanilla_core::code::Language;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::resources::integrators::{
    Integrator, IntegratorRequest, IntegratorUpdateRequest,
};
use ventanilla_core::{Amount, Currency};

const NAME: &str = "integrator-name";
const LIMIT: &str = "integrator-credit";
const RENEW: &str = "integrator-renew";

/// What is typed.
#[derive(Clone, Debug)]
struct Typed {
    name: String,
    limit: String,
    is_active: bool,
}

/// What is typed, as signals.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    limit: RwSignal<String>,
    is_active: RwSignal<bool>,
}

impl Fields {
    fn typed(self) -> Typed {
        Typed {
            name: self.name.get_untracked(),
            limit: self.limit.get_untracked(),
            is_active: self.is_active.get_untracked(),
        }
    }
}

/// A new integrator. What is answered, with its keys, goes to `made`.
pub(crate) fn new(panel: Panel, made: RwSignal<String>) -> AnyView {
    let till = panel.till;
    let form = FormState::of(sheet::SAVE);
    let typed = Fields {
        name: RwSignal::new(String::new()),
        limit: RwSignal::new(String::new()),
        is_active: RwSignal::new(true),
    };
    let save = Callback::new(move |()| {
        let change = added(&typed.typed(), untrack(|| till.currency()));
        panel.send(form, change, show_keys(made));
    });
    let sheet = Sheet {
        title: till.say(Text::IntegratorNew).to_owned(),
        lead: till.say(Text::IntegratorNewLead).to_owned(),
        save: Text::IntegratorCreate,
        is_busy: form.is_busy.into(),
        trouble: panel.trouble(form, Text::IntegratorLost),
        back: list_address(),
        on_submit: save,
    };
    sheet::view(till, sheet, body(panel, form, typed, None, save))
}

/// An integrator that is there already.
pub(crate) fn edit(panel: Panel, made: RwSignal<String>, known: Integrator) -> AnyView {
    let till = panel.till;
    let form = FormState::of(sheet::SAVE);
    let limit = untrack(|| limit_as_typed(&known, till.currency(), till.language.get()));
    let typed = Fields {
        name: RwSignal::new(known.nombre.clone()),
        limit: RwSignal::new(limit.clone()),
        is_active: RwSignal::new(known.activo),
    };
    let owed = known.debe.amount();
    let (id, name) = (known.id, known.nombre.clone());
    let known = StoredValue::new(known);
    let save = Callback::new(move |()| {
        let typed = typed.typed();
        let currency = untrack(|| till.currency());
        let change = known.with_value(|known| changed(known, &limit, &typed, currency));
        let then = move |_: String| {
            let name = typed.name.trim().to_owned();
            panel.leave(form, Text::SettingsSavedOf, name, &list_address());
        };
        panel.send(form, change, Box::new(then));
    });
    let mut fields = body(panel, form, typed, Some(owed), fields::to(sheet::SAVE));
    let active_hint = fields::words(till, Text::IntegratorActiveHint);
    fields.push(fields::switch(
        till,
        "integrator-active",
        typed.is_active,
        Text::IntegratorActive,
        active_hint,
    ));
    let sheet = Sheet {
        title: name.clone(),
        lead: String::new(),
        save: Text::SettingsSave,
        is_busy: form.is_busy.into(),
        trouble: panel.trouble(form, Text::SettingsLost),
        back: list_address(),
        on_submit: save,
    };
    view! {
        {sheet::view(till, sheet, fields)}
        {renewing(panel, made, id, name)}
    }
    .into_any()
}

/// Name and limit; what is owed already is compared with the limit while that is typed.
fn body(
    panel: Panel,
    form: FormState,
    typed: Fields,
    owed: Option<Amount>,
    after: Callback<()>,
) -> Vec<AnyView> {
    let till = panel.till;
    browser::focus_soon(NAME);
    let at = At {
        id: NAME,
        field: "nombre",
        form,
    };
    let symbol = text(move || till.currency().symbol());
    let hint = text(move || {
        let limit = Amount::parse_typed(&typed.limit.get(), till.currency());
        match (owed, limit) {
            (Some(owed), Ok(limit)) if owed.is_positive() && left_of(limit, owed).is_zero() => {
                let owed = till.money(owed);
                till.say_with(Text::IntegratorLimitBelow, &[("monto", &owed)])
            }
            _ => till.say(Text::IntegratorLimitHint).to_owned(),
        }
    });
    vec![
        fields::text(
            till,
            at,
            Text::SettingsName,
            typed.name,
            None,
            fields::to(LIMIT),
        ),
        view! {
            <TextField
                id=LIMIT label=Text::IntegratorLimit field="limite_credito" value=typed.limit errors=form.errors keys="decimal" prefix=symbol
                hint=hint on_enter=after
            />
        }
        .into_any(),
    ]
}

/// The way to renew its keys, with the question.
fn renewing(panel: Panel, made: RwSignal<String>, id: i64, name: String) -> AnyView {
    let till = panel.till;
    let form = FormState::of(RENEW);
    let renew = Callback::new(move |()| {
        let change = Change {
            method: "POST",
            path: format!("/integradores/{id}/clave"),
            body: None,
        };
        panel.send(form, Ok(change), show_keys(made));
    });
    let ask = move |_| {
        form.trouble.set(None);
        panel.question.set(Some(Question {
            title: Text::KeysRenewTitle,
            lead: Text::KeysRenewLead,
            name: name.clone(),
            yes: Text::KeysRenewYes,
            then: renew,
        }));
    };
    let words = text(move || {
        till.say(if form.is_busy.get() {
            Text::OneMoment
        } else {
            Text::KeysRenew
        })
    });
    view! {
        <div class="settings-form">
            <section class="card retiring">
                <p class="hint">{till.words(Text::KeysRenewHint)}</p>
                <button type="button" class="danger" id=RENEW data-testid=RENEW disabled=form.is_busy on:click=ask>{words}</button>
                <p class="wrong" role="alert" data-testid="renew-trouble">{panel.trouble(form, Text::KeysRenewLost)}</p>
            </section>
        </div>
    }
    .into_any()
}

/// Shows the keys that an answer has, wherever its section is by then.
fn show_keys(made: RwSignal<String>) -> Box<dyn FnOnce(String)> {
    Box::new(move |answer| {
        // The section may be gone; then keys can be renewed.
        let _ = made.try_set(answer);
    })
}

fn limit_as_typed(known: &Integrator, currency: Currency, language: Language) -> String {
    fields::typed_amount(known.limite_credito.amount(), currency, language)
}

fn added(typed: &Typed, currency: Currency) -> Result<Change, Vec<FieldError>> {
    let checked = Draft::new()
        .text("nombre", &typed.name)
        .decimal("limite_credito", &typed.limit, currency)
        .read(|body| IntegratorRequest::parse(body, currency))?;
    Ok(Change {
        method: "POST",
        path: "/integradores".to_owned(),
        body: Some(checked.body),
    })
}

/// Only what is not as it was; `limit` is the one that it has, as it stood in its field.
fn changed(
    known: &Integrator,
    limit: &str,
    typed: &Typed,
    currency: Currency,
) -> Result<Change, Vec<FieldError>> {
    let mut draft = Draft::new().changed("nombre", &known.nombre, &typed.name);
    if typed.limit.trim() != limit {
        draft = draft.decimal("limite_credito", &typed.limit, currency);
    }
    if typed.is_active != known.activo {
        draft = draft.flag("activo", typed.is_active);
    }
    let checked = draft.read(|body| IntegratorUpdateRequest::parse(body, currency))?;
    Ok(Change {
        method: "PATCH",
        path: format!("/integradores/{}", known.id),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::super::standing::tests::integrator;
    use super::*;
    use ventanilla_core::Code;

    fn typed(name: &str, limit: &str, is_active: bool) -> Typed {
        Typed {
            name: name.to_owned(),
            limit: limit.to_owned(),
            is_active,
        }
    }

    fn outcome(change: Result<Change, Vec<FieldError>>) -> Result<String, Vec<(String, Code)>> {
        change
            .map(|change| change.body.unwrap_or_default())
            .map_err(|errors| {
                let mut wrong: Vec<(String, Code)> = errors
                    .into_iter()
                    .map(|error| (error.field, error.code))
                    .collect();
                wrong.sort();
                wrong
            })
    }

    #[test]
    fn new_ones() {
        let body =
            |name: &str, limit: &str| outcome(added(&typed(name, limit, true), Currency::Ves));
        assert_eq!(
            body(" Red del Sur ", "10.000,50").as_deref(),
            Ok(r#"{"nombre":"Red del Sur","limite_credito":"10000.50"}"#)
        );
        assert_eq!(
            body("R", "0").as_deref(),
            Ok(r#"{"nombre":"R","limite_credito":"0.00"}"#)
        );
        let long = "x".repeat(81);
        let (name, limit) = ("nombre", "limite_credito");
        type Wrong<'a> = &'a [(&'a str, Code)];
        let wrong: [(&str, &str, Wrong<'_>); 6] = [
            ("", "", &[(limit, Code::Required), (name, Code::Required)]),
            (&long, "5", &[(name, Code::TooLong)]),
            ("R", "mil", &[(limit, Code::NotANumber)]),
            ("R", "-1", &[(limit, Code::TooSmall)]),
            ("R", "5,001", &[(limit, Code::AmountAmbiguous)]),
            ("R", "99999999999999999999", &[(limit, Code::TooLarge)]),
        ];
        for (name, limit, expected) in wrong {
            let found = body(name, limit).unwrap_err();
            let found: Vec<(&str, Code)> = found
                .iter()
                .map(|(field, code)| (field.as_str(), *code))
                .collect();
            assert_eq!(found, expected, "{name} {limit}");
        }
    }

    #[test]
    fn only_what_changed_is_sent() {
        let known = integrator("10000.00", "30.00");
        let limit = limit_as_typed(&known, Currency::Ves, Language::Es);
        let body = |typed: Typed| outcome(changed(&known, &limit, &typed, Currency::Ves));
        let table = [
            (typed("Red del Sur ", &limit, true), "{}"),
            (typed("Red", &limit, true), r#"{"nombre":"Red"}"#),
            // Less than it owes is allowed.
            (
                typed("Red del Sur", "20", true),
                r#"{"limite_credito":"20.00"}"#,
            ),
            (typed("Red del Sur", &limit, false), r#"{"activo":false}"#),
        ];
        for (typed, expected) in table {
            assert_eq!(body(typed.clone()).as_deref(), Ok(expected), "{typed:?}");
        }
        for bad in [typed("", &limit, true), typed("Red", "", true)] {
            assert!(body(bad.clone()).is_err(), "{bad:?}");
        }
    }
}
