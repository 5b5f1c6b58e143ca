//! What a change of a user says, and what it does to who is signed in.

use crate::draft::{Checked, Draft};
use ventanilla_core::field::FieldError;
use ventanilla_core::role::Role;
use ventanilla_core::wire::kantuta::users::{UpdateUserRequest, User};

/// What a change does to who is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Consequence {
    /// Nothing.
    None,
    /// That user has to sign in again.
    EndsTheirs,
    /// One's own password: this page signs in with it at once.
    OwnPassword,
    /// One gives up what one may do.
    OwnRole,
    /// One shuts oneself out.
    OwnState,
}

/// What is typed in the form of a user that is there.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    /// The name shown.
    pub(super) name: String,
    /// What the user signs in with.
    pub(super) email: String,
    /// The role that is chosen.
    pub(super) role: Option<Role>,
    /// Whether the user may sign in.
    pub(super) is_active: bool,
    /// A new password; empty for none.
    pub(super) password: String,
}

/// Only what is not as it was.
pub(super) fn update(
    known: &User,
    typed: &Typed,
) -> Result<Checked<UpdateUserRequest>, Vec<FieldError>> {
    let mut draft = Draft::new()
        .changed("name", &known.name, &typed.name)
        .changed("email", &known.email, &typed.email)
        .password("password", &typed.password);
    if let Some(role) = typed
        .role
        .filter(|role| known.role.as_ref().map(|entry| entry.id) != Some(role.id()))
    {
        draft = draft.id("id_role", role.id());
    }
    if typed.is_active != known.audit.estado {
        draft = draft.flag("estado", typed.is_active);
    }
    draft.read(UpdateUserRequest::parse)
}

/// What a change does, to oneself or to another.
pub(super) fn consequence(request: &UpdateUserRequest, is_own: bool) -> Consequence {
    let ends = request.role.is_some() || request.estado.is_some() || request.password.is_some();
    match (ends, is_own) {
        (false, _) => Consequence::None,
        (true, false) => Consequence::EndsTheirs,
        (true, true) if request.estado == Some(false) => Consequence::OwnState,
        (true, true) if request.role.is_some() => Consequence::OwnRole,
        (true, true) => Consequence::OwnPassword,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;

    fn ana() -> User {
        serde_json::from_str(
            r#"{"id":3,"name":"Ana Pérez","email":"ana@kiosco.demo","estado":true,"id_user_create":null,"id_user_update":null,
            "created_at":"2026-06-30T22:47:51.123Z","updated_at":"2026-06-30T22:47:51.123Z","persona":null,
            "role":{"id":2,"nombre":"Operador","descripcion":""}}"#,
        )
        .unwrap()
    }

    fn typed(change: impl FnOnce(&mut Typed)) -> Result<String, Vec<(String, Code)>> {
        let mut typed = Typed {
            name: "Ana Pérez".to_owned(),
            email: "ana@kiosco.demo".to_owned(),
            role: Some(Role::Operador),
            is_active: true,
            password: String::new(),
        };
        change(&mut typed);
        update(&ana(), &typed)
            .map(|checked| checked.body)
            .map_err(|errors| {
                errors
                    .into_iter()
                    .map(|error| (error.field, error.code))
                    .collect()
            })
    }

    #[test]
    fn only_what_changed_is_sent() {
        assert_eq!(typed(|_| {}).as_deref(), Ok("{}"));
        assert_eq!(
            typed(|typed| typed.name = " Ana Pérez ".to_owned()).as_deref(),
            Ok("{}")
        );
        assert_eq!(
            typed(|typed| typed.name = "Ana P.".to_owned()).as_deref(),
            Ok(r#"{"name":"Ana P."}"#)
        );
        assert_eq!(
            typed(|typed| typed.role = Some(Role::Gerente)).as_deref(),
            Ok(r#"{"id_role":4}"#)
        );
        assert_eq!(
            typed(|typed| typed.is_active = false).as_deref(),
            Ok(r#"{"estado":false}"#)
        );
        assert_eq!(
            typed(|typed| {
                typed.email = "ANA@otro.bo".to_owned();
                typed.password = " clave con espacios ".to_owned();
            })
            .as_deref(),
            Ok(r#"{"email":"ana@otro.bo","password":" clave con espacios "}"#)
        );
    }

    #[test]
    fn what_is_wrong_is_said_all_at_once() {
        assert_eq!(
            typed(|typed| {
                typed.name = "  ".to_owned();
                typed.email = "ana@".to_owned();
                typed.password = "corta".to_owned();
            }),
            Err(vec![
                ("email".to_owned(), Code::EmailFormat),
                ("name".to_owned(), Code::Required),
                ("password".to_owned(), Code::TooShort),
            ])
        );
        assert_eq!(
            typed(|typed| typed.email = String::new()),
            Err(vec![("email".to_owned(), Code::Required)])
        );
    }

    #[test]
    fn nobody_is_shut_out_unasked() {
        let request = |role, estado, password: Option<&str>| UpdateUserRequest {
            role,
            estado,
            password: password.map(str::to_owned),
            ..UpdateUserRequest::default()
        };
        let name = UpdateUserRequest {
            name: Some("Ana".to_owned()),
            ..UpdateUserRequest::default()
        };
        let table = [
            (name.clone(), false, Consequence::None),
            (name, true, Consequence::None),
            (
                request(None, None, Some("clave-nueva")),
                false,
                Consequence::EndsTheirs,
            ),
            (
                request(None, None, Some("clave-nueva")),
                true,
                Consequence::OwnPassword,
            ),
            (
                request(Some(Role::Gerente), None, None),
                false,
                Consequence::EndsTheirs,
            ),
            (
                request(Some(Role::Gerente), None, Some("clave-nueva")),
                true,
                Consequence::OwnRole,
            ),
            (
                request(None, Some(false), None),
                false,
                Consequence::EndsTheirs,
            ),
            (
                request(Some(Role::Gerente), Some(false), None),
                true,
                Consequence::OwnState,
            ),
        ];
        for (request, is_own, expected) in table {
            assert_eq!(consequence(&request, is_own), expected, "{is_own}");
        }
    }
}
