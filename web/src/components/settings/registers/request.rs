//! What is typed of a register, as the requests that the core reads.

use super::super::desk::Change;
use crate::draft::{Checked, Draft};
use ventanilla_core::Currency;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::kantuta::registers::{
    CreateRegisterRequest, Register, UpdateRegisterRequest,
};

/// What is typed.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    /// The name.
    pub(super) name: String,
    /// What it is for, as the wire names it.
    pub(super) specialty: String,
    /// The branch's number.
    pub(super) branch_id: String,
    /// The cash it starts with.
    pub(super) balance: String,
}

/// A new register.
pub(super) fn create(
    typed: &Typed,
    currency: Currency,
) -> Result<Checked<CreateRegisterRequest>, Vec<FieldError>> {
    Draft::new()
        .text("nombre", &typed.name)
        .text("especialidad", &typed.specialty)
        .whole("id_sucursal", &typed.branch_id)
        .amount("saldo", &typed.balance, currency)
        .read(|body| CreateRegisterRequest::parse(body, currency))
}

/// Only what is not as it was.
pub(super) fn update(known: &Register, typed: &Typed) -> Result<Change, Vec<FieldError>> {
    let mut draft = Draft::new().changed("nombre", &known.nombre, &typed.name);
    if typed.specialty != known.especialidad.as_str() {
        draft = draft.text("especialidad", &typed.specialty);
    }
    if typed.branch_id.parse().ok() != known.id_sucursal {
        draft = draft.whole("id_sucursal", &typed.branch_id);
    }
    let checked = draft.read(UpdateRegisterRequest::parse)?;
    Ok(Change {
        method: "PATCH",
        path: format!("/cajas/{}", known.id),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;

    fn typed(name: &str, specialty: &str, branch_id: &str, balance: &str) -> Typed {
        Typed {
            name: name.to_owned(),
            specialty: specialty.to_owned(),
            branch_id: branch_id.to_owned(),
            balance: balance.to_owned(),
        }
    }

    fn of(errors: Vec<FieldError>) -> Vec<(String, Code)> {
        errors
            .into_iter()
            .map(|error| (error.field, error.code))
            .collect()
    }

    #[test]
    fn new_ones() {
        let body = |typed: &Typed| {
            create(typed, Currency::Bob)
                .map(|checked| checked.body)
                .map_err(of)
        };
        let right = [
            (
                typed("Caja 4", "MIXTA", "2", "1.234,50"),
                r#"{"nombre":"Caja 4","especialidad":"MIXTA","saldo":1234.5,"id_sucursal":2}"#,
            ),
            (
                typed(" Agente ", "SOLO_AGENTES", "", "0"),
                r#"{"nombre":"Agente","especialidad":"SOLO_AGENTES","saldo":0}"#,
            ),
        ];
        for (typed, expected) in right {
            assert_eq!(body(&typed).as_deref(), Ok(expected), "{typed:?}");
        }
        let wrong = |field: &str, code| (field.to_owned(), code);
        let table = [
            (
                typed("", "MIXTA", "2", ""),
                vec![
                    wrong("saldo", Code::Required),
                    wrong("nombre", Code::Required),
                ],
            ),
            (
                typed("C1", "MIXTA", "2", "0"),
                vec![wrong("nombre", Code::TooShort)],
            ),
            (
                typed("Caja 4", "MIXTA", "2", "1.234,5.6"),
                vec![wrong("saldo", Code::NotANumber)],
            ),
            (
                typed("Caja 4", "MIXTA", "2", "-1"),
                vec![wrong("saldo", Code::TooSmall)],
            ),
            (
                typed("Caja 4", "MIXTA", "2", "100000000"),
                vec![wrong("saldo", Code::TooLarge)],
            ),
            (
                typed("Caja 4", "OTRA", "centro", "1"),
                vec![
                    wrong("especialidad", Code::NotOneOf),
                    wrong("id_sucursal", Code::NotAnInteger),
                ],
            ),
        ];
        for (typed, expected) in table {
            assert_eq!(body(&typed), Err(expected), "{typed:?}");
        }
    }

    #[test]
    fn only_what_changed_is_sent() {
        let known: Register = serde_json::from_str(
            r#"{"id":1,"nombre":"Caja 1","especialidad":"MIXTA","saldo":"12.00","id_sucursal":1,"estado":true,"id_user_create":null,
            "id_user_update":null,"created_at":"2026-06-30T22:47:51.123Z","updated_at":"2026-06-30T22:47:51.123Z"}"#,
        )
        .unwrap();
        let body = |typed: &Typed| {
            update(&known, typed)
                .map(|change| change.body.unwrap_or_default())
                .map_err(of)
        };
        let table = [
            (typed("Caja 1 ", "MIXTA", "1", ""), "{}"),
            (
                typed("Caja Sur", "SOLO_VENTAS", "2", "5"),
                r#"{"nombre":"Caja Sur","especialidad":"SOLO_VENTAS","id_sucursal":2}"#,
            ),
        ];
        for (typed, expected) in table {
            assert_eq!(body(&typed).as_deref(), Ok(expected), "{typed:?}");
        }
        assert_eq!(
            body(&typed("C1", "MIXTA", "1", "")),
            Err(vec![("nombre".to_owned(), Code::TooShort)])
        );
    }
}
