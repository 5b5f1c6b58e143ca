//! One's own password.

use super::desk::{Change, Desk};
use super::fields::{self, At};
use super::form_state::FormState;
use super::frame::{self, Sheet};
use crate::browser;
use crate::components::sign_in::sign_in;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::office_page::OfficeSection;
use crate::till::Till;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::Code;
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::wire::kantuta::auth::LoginRequest;
use ventanilla_core::wire::kantuta::users::UpdateUserRequest;

const SECTION: OfficeSection = OfficeSection::Password;

/// The section: it reads nothing.
pub(crate) fn view(desk: Desk) -> AnyView {
    let till = desk.till;
    let form = FormState::new();
    let [password, again] = [(); 2].map(|()| RwSignal::new(String::new()));
    let is_shown = RwSignal::new(false);
    let has_tried = RwSignal::new(false);
    let differ = move || has_tried.get() && password.with(|one| again.with(|two| one != two));
    let note = Signal::derive(move || {
        if differ() {
            till.say(Text::PasswordsDiffer).to_owned()
        } else {
            String::new()
        }
    });
    browser::focus_soon("own-password");
    let save = Callback::new(move |()| {
        let Some((id, email)) = till.login.with_untracked(|login| {
            login
                .as_ref()
                .map(|known| (known.user.id, known.user.email.clone()))
        }) else {
            return;
        };
        has_tried.set(true);
        let typed = password.get_untracked();
        let change = change(id, &typed);
        if change.is_ok() && untrack(differ) {
            form.errors.set(Vec::new());
            browser::focus_soon("own-password-again");
            return;
        }
        let then = move |_: String| {
            spawn_local(async move {
                sign_in_anew(till, &email, &typed).await;
                form.is_busy.set(false);
                has_tried.set(false);
                password.set(String::new());
                again.set(String::new());
                desk.say(SECTION, Text::PasswordChanged, String::new());
                // Where the page asks for a sign-in, the focus is there.
                if !till.is_expired.get_untracked() {
                    browser::focus_soon("own-password");
                }
            });
        };
        desk.send(form, change, Box::new(then));
    });
    let at = |id, field| At { id, field, form };
    let to_again = fields::to("own-password-again");
    let no_note = Signal::stored(String::new());
    let fields = view! {
        {fields::password(
            at("own-password", "password"), Text::UserNewPassword, password, is_shown, Text::PasswordHint, no_note, to_again,
        )}
        {fields::password(
            at("own-password-again", "password_again"), Text::PasswordAgain, again, is_shown, Text::PasswordEnds, note, save,
        )}
    };
    let lead = Signal::derive(move || {
        let email = till.login.with(|login| {
            login
                .as_ref()
                .map(|known| known.user.email.clone())
                .unwrap_or_default()
        });
        till.say_with(Text::PasswordLead, &[("correo", &email)])
    });
    let sheet = Sheet {
        section: SECTION,
        title: fields::words(till, Text::OwnPassword),
        lead,
        form,
        save: Text::PasswordChange,
        has_list: false,
        on_submit: save,
    };
    frame::sheet(desk, sheet, fields.into_any(), ().into_any())
}

/// One's own password has changed, and with it the login is good no more: signs in with the new one. Where that fails, the page
/// asks for it.
pub(crate) async fn sign_in_anew(till: Till, email: &str, password: &str) {
    let checked = Draft::new()
        .text("email", email)
        .password("password", password)
        .read(LoginRequest::parse);
    let login = match checked {
        Ok(checked) => sign_in(till, &checked.body).await.ok(),
        Err(_) => None,
    };
    match login {
        Some(login) => till.begin(login).await,
        None => till.is_expired.set(true),
    }
}

fn change(id: i64, password: &str) -> Result<Change, Vec<FieldError>> {
    if password.is_empty() {
        return Err(vec![Flaw::new(Code::Required).of("password")]);
    }
    let checked = Draft::new()
        .password("password", password)
        .read(UpdateUserRequest::parse)?;
    Ok(Change {
        method: "PATCH",
        path: format!("/usuario/{id}"),
        body: Some(checked.body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords() {
        let outcome = |password: &str| {
            change(7, password)
                .map(|change| (change.path, change.body.unwrap_or_default()))
                .map_err(|errors| {
                    errors
                        .into_iter()
                        .map(|error| error.code)
                        .collect::<Vec<_>>()
                })
        };
        assert_eq!(
            outcome(" con espacios "),
            Ok((
                "/usuario/7".to_owned(),
                r#"{"password":" con espacios "}"#.to_owned()
            ))
        );
        let long = "x".repeat(201);
        let table = [
            ("", Code::Required),
            ("corta", Code::TooShort),
            (long.as_str(), Code::TooLong),
            ("clave\u{7}clave", Code::ControlCharacter),
        ];
        for (password, expected) in table {
            assert_eq!(outcome(password), Err(vec![expected]), "{password:?}");
        }
    }
}
