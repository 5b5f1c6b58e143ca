//! Operators: which are sold, and below which float the pages warn.

use super::desk::{Bodies, Change, Desk};
use super::fields::{self, At};
use super::form_state::FormState;
use super::frame::{self, List, Place, Row, Sheet};
use crate::api::{self, ReadError};
use crate::browser;
use crate::components::operator_choice::colour;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::office_page::OfficeSection;
use leptos::prelude::*;
use ventanilla_core::Currency;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::kantuta::recharges::OperatorBalance;
use ventanilla_core::wire::resources::operators::{OperatorSettings, OperatorUpdateRequest};

const SECTION: OfficeSection = OfficeSection::Operators;

/// The section.
pub(crate) fn view(desk: Desk, bodies: &Bodies, rest: &str) -> Result<AnyView, ReadError> {
    let operators: Vec<OperatorSettings> = api::parse(&bodies.first)?;
    let balances: Vec<OperatorBalance> = api::parse(&bodies.second)?;
    Ok(match Place::of(rest) {
        Place::List => list(desk, operators, &balances),
        Place::One(id) => match operators.into_iter().find(|operator| operator.id == id) {
            Some(operator) => edit(desk, operator),
            None => frame::gone(desk, SECTION),
        },
        Place::New | Place::Nowhere => frame::gone(desk, SECTION),
    })
}

fn list(desk: Desk, operators: Vec<OperatorSettings>, balances: &[OperatorBalance]) -> AnyView {
    let till = desk.till;
    let rows = operators
        .into_iter()
        .map(|operator| {
            let float = balances
                .iter()
                .find(|balance| balance.nombre_operadora == operator.nombre)
                .map(|balance| balance.saldo_actual.amount());
            let threshold = operator.umbral_saldo_bajo.map(|limit| limit.amount());
            Row {
                id: operator.id,
                name: operator.nombre.name().to_owned(),
                detail: Signal::derive(move || {
                    threshold.map_or_else(
                        || till.say(Text::OperatorNeverWarns).to_owned(),
                        |limit| {
                            till.say_with(Text::OperatorWarns, &[("monto", &till.money(limit))])
                        },
                    )
                }),
                figure: Signal::derive(move || {
                    float.map(|amount| till.money(amount)).unwrap_or_default()
                }),
                badge: (!operator.activa).then_some(Text::OperatorNotSold),
                class: if operator.activa {
                    colour(operator.nombre)
                } else {
                    "off"
                },
            }
        })
        .collect();
    let about = List {
        section: SECTION,
        title: Text::Operators,
        lead: Text::OperatorsLead,
        new: None,
        none: Text::OperatorsNone,
    };
    frame::list(desk, about, rows)
}

fn edit(desk: Desk, known: OperatorSettings) -> AnyView {
    let till = desk.till;
    let form = FormState::new();
    let (language, currency) = untrack(|| (till.language.get(), till.currency()));
    let limit = known
        .umbral_saldo_bajo
        .map(|limit| fields::typed_amount(limit.amount(), currency, language));
    let threshold = RwSignal::new(limit.unwrap_or_default());
    let is_sold = RwSignal::new(known.activa);
    let (id, name) = (known.id, known.nombre.name());
    desk.come_back_to(frame::row_id(SECTION, id));
    browser::focus_soon("operator-threshold");
    let known = StoredValue::new(known);
    let save = Callback::new(move |()| {
        let change = known.with_value(|known| {
            update(
                known,
                &threshold.get_untracked(),
                is_sold.get_untracked(),
                currency,
            )
        });
        let then = move |_: String| {
            desk.finish(SECTION, Text::SettingsSavedOf, name.to_owned(), Some(id));
            leptos::task::spawn_local(till.refresh());
        };
        desk.send(form, change, Box::new(then));
    });
    let at = At {
        id: "operator-threshold",
        field: "umbral_saldo_bajo",
        form,
    };
    let sold_hint = fields::words(till, Text::OperatorSoldHint);
    let fields = view! {
        {fields::amount(till, at, Text::OperatorThreshold, threshold, Text::OperatorThresholdHint, save)}
        {fields::switch(till, "operator-sold", is_sold, Text::OperatorSold, sold_hint)}
    };
    let sheet = Sheet {
        section: SECTION,
        title: Signal::stored(name.to_owned()),
        lead: Signal::stored(String::new()),
        form,
        save: Text::SettingsSave,
        has_list: true,
        on_submit: save,
    };
    frame::sheet(desk, sheet, fields.into_any(), ().into_any())
}

/// The whole setting: it is small, and a blank threshold says something as well.
fn update(
    known: &OperatorSettings,
    threshold: &str,
    is_sold: bool,
    currency: Currency,
) -> Result<Change, Vec<FieldError>> {
    let draft = Draft::new().flag("activa", is_sold);
    let draft = if threshold.trim().is_empty() {
        draft.nothing("umbral_saldo_bajo")
    } else {
        draft.decimal("umbral_saldo_bajo", threshold, currency)
    };
    let checked = draft.read(|body| OperatorUpdateRequest::parse(body, currency))?;
    Ok(Change {
        method: "PATCH",
        path: format!("/operadoras/{}", known.id),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;

    #[test]
    fn thresholds() {
        let known: OperatorSettings = serde_json::from_str(
            r#"{"id":1,"nombre":"Tigo","activa":true,"umbral_saldo_bajo":"50.00"}"#,
        )
        .unwrap();
        let body = |threshold: &str| {
            update(&known, threshold, true, Currency::Bob)
                .map(|change| change.body.unwrap_or_default())
                .map_err(|errors| {
                    errors
                        .into_iter()
                        .map(|error| error.code)
                        .collect::<Vec<_>>()
                })
        };
        let right = [
            ("", "null"),
            ("  ", "null"),
            ("0", "\"0.00\""),
            ("50", "\"50.00\""),
            ("1.234,5", "\"1234.50\""),
        ];
        for (threshold, expected) in right {
            assert_eq!(
                body(threshold),
                Ok(format!(
                    r#"{{"activa":true,"umbral_saldo_bajo":{expected}}}"#
                )),
                "{threshold}"
            );
        }
        let wrong = [
            ("1.234,5.6", Code::NotANumber),
            ("cien", Code::NotANumber),
            ("5,001", Code::AmountAmbiguous),
            ("0,001", Code::TooManyDecimals),
            ("-1", Code::TooSmall),
            ("99999999999999999999", Code::TooLarge),
        ];
        for (threshold, expected) in wrong {
            assert_eq!(body(threshold), Err(vec![expected]), "{threshold}");
        }
    }
}
