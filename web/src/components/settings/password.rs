//! One's own password.

use super::desk::{Change, Desk};
use super::fields::{self, At, Secret};
use super::form_state::FormState;
use super::frame::{self, Sheet};
use crate::api::ReadError;
use crate::browser;
use crate::components::sign_in::{ask_for_login, sign_in};
use crate::draft::Draft;
use crate::i18n::Text;
use crate::office_page::OfficeSection;
use crate::till::Till;
use crate::view::{text_if, yes};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::Code;
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::wire::kantuta::auth::LoginRequest;
use ventanilla_core::wire::kantuta::users::UpdateUserRequest;

const SECTION: OfficeSection = OfficeSection::Password;

/// What the present password is called among the form's errors.
const PRESENT: &str = "password_now";

/// The section: it reads nothing.
pub(crate) fn view(desk: Desk) -> AnyView {
    let till = desk.till;
    let form = FormState::new();
    let is_shown = RwSignal::new(false);
    let present = Secret::present(is_shown);
    let [password, again] = [(); 2].map(|()| Secret::new_one(is_shown));
    let has_tried = RwSignal::new(false);
    let differ = yes(move || {
        has_tried.get()
            && password
                .value
                .with(|one| again.value.with(|two| one != two))
    });
    let note = text_if(move || differ.get().then(|| till.say(Text::PasswordsDiffer)));
    // What the server did not accept as the present one.
    let wrong = RwSignal::new(None);
    let present_note = text_if(move || {
        let is_wrong = wrong.with(|wrong| {
            present
                .value
                .with(|typed| wrong.as_ref().is_some_and(|known| known == typed))
        });
        is_wrong.then(|| till.say(Text::PasswordNowWrong))
    });
    browser::focus_soon("own-password-now");
    let save = Callback::new(move |()| {
        let Some((id, email)) = till.login.with_untracked(|login| {
            login
                .as_ref()
                .map(|known| (known.user.id, known.user.email.clone()))
        }) else {
            return;
        };
        if form.is_busy.get_untracked() {
            return;
        }
        has_tried.set(true);
        let typed = password.value.get_untracked();
        let typed_now = present.value.get_untracked();
        let change = change(id, &typed_now, &typed);
        if change.is_ok() && differ.get_untracked() {
            form.errors.set(Vec::new());
            browser::focus_soon("own-password-again");
            return;
        }
        let (change, body) = match (change, log_in(&email, &typed_now)) {
            (Ok(change), Ok(body)) => (change, body),
            (Err(wrong), _) | (_, Err(wrong)) => {
                desk.send(form, Err(wrong), Box::new(|_| {}));
                return;
            }
        };
        let then = move |_: String| {
            spawn_local(async move {
                sign_in_anew(till, &email, &typed).await;
                desk.say(Text::PasswordChanged, String::new());
                if !desk.is_here() {
                    return;
                }
                form.is_busy.set(false);
                has_tried.set(false);
                for secret in [present, password, again] {
                    secret.value.set(String::new());
                }
                // Where the page asks for a sign-in, the focus is there.
                if !till.is_expired.get_untracked() {
                    browser::focus_soon("own-password-now");
                }
            });
        };
        form.trouble.set(None);
        form.errors.set(Vec::new());
        form.is_busy.set(true);
        spawn_local(async move {
            // Whoever finds a till left alone has its login, but not the password.
            let outcome = ask_for_login(till, &body).await;
            if !desk.is_here() {
                desk.say_not(Text::PasswordKept);
                return;
            }
            form.is_busy.set(false);
            match outcome {
                Ok(_) => desk.send(form, Ok(change), Box::new(then)),
                Err(ReadError::Refused(refusal)) if refusal.code == Code::LoginFailed => {
                    wrong.set(Some(typed_now));
                    browser::focus_soon("own-password-now");
                }
                Err(error) => desk.fail(form, error),
            }
        });
    });
    let at = |id, field| At { id, field, form };
    let to_new = fields::to("own-password");
    let to_again = fields::to("own-password-again");
    let no_note = Signal::stored(String::new());
    let fields = view! {
        {fields::password(
            at("own-password-now", PRESENT), Text::PasswordNow, present, Text::PasswordNowHint, present_note, to_new,
        )}
        {fields::password(
            at("own-password", "password"), Text::UserNewPassword, password, Text::PasswordHint, no_note, to_again,
        )}
        {fields::password(
            at("own-password-again", "password_again"), Text::PasswordAgain, again, Text::PasswordEnds, note, save,
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
    let login = match log_in(email, password) {
        Ok(body) => sign_in(till, &body).await.ok(),
        Err(_) => None,
    };
    match login {
        Some(login) => till.begin(login).await,
        None => till.is_expired.set(true),
    }
}

/// The body that asks for a login. What is wrong with its password is told beside the present one.
fn log_in(email: &str, password: &str) -> Result<String, Vec<FieldError>> {
    Draft::new()
        .text("email", email)
        .password("password", password)
        .read(LoginRequest::parse)
        .map(|checked| checked.body)
        .map_err(|wrong| {
            wrong
                .into_iter()
                .map(|error| FieldError {
                    field: PRESENT.to_owned(),
                    ..error
                })
                .collect()
        })
}

fn change(id: i64, present: &str, password: &str) -> Result<Change, Vec<FieldError>> {
    let mut wrong = Vec::new();
    if present.is_empty() {
        wrong.push(Flaw::new(Code::Required).of(PRESENT));
    }
    if password.is_empty() {
        wrong.push(Flaw::new(Code::Required).of("password"));
    }
    let checked = Draft::new()
        .password("password", password)
        .read(UpdateUserRequest::parse);
    match checked {
        Ok(checked) if wrong.is_empty() => Ok(Change {
            method: "PATCH",
            path: format!("/usuario/{id}"),
            body: Some(checked.body),
        }),
        checked => {
            wrong.extend(checked.err().unwrap_or_default());
            Err(wrong)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords() {
        let outcome = |present: &str, password: &str| {
            change(7, present, password)
                .map(|change| (change.path, change.body.unwrap_or_default()))
                .map_err(|errors| {
                    errors
                        .into_iter()
                        .map(|error| error.code)
                        .collect::<Vec<_>>()
                })
        };
        assert_eq!(
            outcome("la de ahora", " con espacios "),
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
            assert_eq!(
                outcome("la de ahora", password),
                Err(vec![expected]),
                "{password:?}"
            );
        }
        assert_eq!(outcome("", "una-clave-nueva"), Err(vec![Code::Required]));
        assert_eq!(
            outcome("", ""),
            Err(vec![Code::Required, Code::Required]),
            "both are missed at once"
        );
    }
}
