//! `FormState`: what is under way in a form that moves no value, and what a refusal says is wrong with it.

use super::desk::SAVE;
use crate::api::ReadError;
use crate::browser;
use crate::components::field::Errors;
use crate::refusal::Refusal;
use leptos::prelude::*;
use ventanilla_core::Code;
use ventanilla_core::field::{FieldError, Flaw};

/// What is under way in a form.
#[derive(Clone, Copy)]
pub(crate) struct FormState {
    /// What is wrong with which field.
    pub(crate) errors: Errors,
    /// Why it could not be saved, if it is no field's fault.
    pub(crate) trouble: RwSignal<Option<ReadError>>,
    /// Whether it is being saved.
    pub(crate) is_busy: RwSignal<bool>,
    /// The id of its button: the focus is there when it can be tried again.
    button: &'static str,
}

impl FormState {
    /// Nothing is wrong yet.
    pub(crate) fn new() -> Self {
        Self::of(SAVE)
    }

    /// As [`FormState::new`], of what is sent by another button.
    pub(crate) fn of(button: &'static str) -> Self {
        Self {
            button,
            errors: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            is_busy: RwSignal::new(false),
        }
    }

    /// Whether it is still shown: what it is made of goes with it.
    pub(crate) fn is_shown(self) -> bool {
        self.is_busy.try_get_untracked().is_some()
    }

    /// What is to be sent, from now on under way; `None` where something is already, or where what is typed is wrong: that stands
    /// beside its field then.
    pub(crate) fn begin<T>(self, typed: Result<T, Vec<FieldError>>) -> Option<T> {
        if self.is_busy.get_untracked() {
            return None;
        }
        self.trouble.set(None);
        match typed {
            Ok(request) => {
                self.errors.set(Vec::new());
                self.is_busy.set(true);
                Some(request)
            }
            Err(wrong) => {
                self.errors.set(wrong);
                browser::focus_first_wrong();
                None
            }
        }
    }

    /// It could not be saved: what is wrong stands beside its field, or above the button.
    pub(crate) fn fail(self, error: ReadError) {
        self.is_busy.set(false);
        let wrong = match &error {
            ReadError::Refused(refusal) => wrong_fields(refusal),
            ReadError::Lost
            | ReadError::NotSignedIn
            | ReadError::Unreadable
            | ReadError::Outdated => Vec::new(),
        };
        if wrong.is_empty() {
            self.trouble.set(Some(error));
            browser::focus_soon(self.button);
        } else {
            self.errors.set(wrong);
            browser::focus_first_wrong();
        }
    }
}

/// What a refusal says is wrong with which field.
fn wrong_fields(refusal: &Refusal) -> Vec<FieldError> {
    let field = match refusal.code {
        Code::EmailTaken => "email",
        Code::BranchCodeTaken => "codigo",
        Code::RegisterNameTaken
        | Code::TenantExists
        | Code::IntegratorExists
        | Code::WalletExists
        | Code::LoyaltyWalletExists => "nombre",
        Code::CollaboratorExists => "number",
        Code::WalletIdTaken => "id_proveedor",
        Code::BaseUrlNotAllowed => "base_url",
        Code::LoyaltyWalletInUse => "clave_proveedor",
        Code::BranchNotFound => "id_sucursal",
        _ => return crate::components::sell::field_errors(&refusal.fields),
    };
    vec![Flaw::new(refusal.code).of(field)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_stand_beside_their_field() {
        let table = [
            (r#"{"code":"email_taken","message":"x"}"#, vec!["email"]),
            (
                r#"{"code":"branch_code_taken","detail":"x"}"#,
                vec!["codigo"],
            ),
            (
                r#"{"code":"register_name_taken","message":"x"}"#,
                vec!["nombre"],
            ),
            (
                r#"{"code":"validation_failed","message":["x"],"errors":[{"field":"email","code":"email_format"},{"field":"password","code":"too_short"}]}"#,
                vec!["email", "password"],
            ),
            (
                r#"{"code":"integrator_exists","detail":"x"}"#,
                vec!["nombre"],
            ),
            (r#"{"code":"wallet_exists","detail":"x"}"#, vec!["nombre"]),
            (
                r#"{"code":"wallet_id_taken","detail":"x"}"#,
                vec!["id_proveedor"],
            ),
            (
                r#"{"code":"base_url_not_allowed","detail":"x"}"#,
                vec!["base_url"],
            ),
            (
                r#"{"code":"loyalty_wallet_in_use","detail":"x"}"#,
                vec!["clave_proveedor"],
            ),
            (r#"{"code":"last_administrator","message":"x"}"#, vec![]),
            (r#"{"code":"register_has_cash","message":"20.00"}"#, vec![]),
            (r#"{"code":"forbidden","message":"x"}"#, vec![]),
        ];
        for (body, expected) in table {
            let refusal = Refusal::read(body).unwrap();
            let fields: Vec<String> = wrong_fields(&refusal)
                .into_iter()
                .map(|error| error.field)
                .collect();
            assert_eq!(fields, expected, "{body}");
        }
    }
}
