//! Signing in: as a page of its own, and above the page when a login has ended under way.

use crate::api::{self, Call, JSON, ReadError};
use crate::browser;
use crate::components::dialog::Dialog;
use crate::components::field::{Errors, TextField};
use crate::components::form::{Form, Submit};
use crate::components::top_bar::{Brand, LanguageSwitch};
use crate::components::trouble::read_error;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::till::{LOGIN_STORE, Till};
use crate::view::{When, text, text_if, yes};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::kantuta::auth::{LoginRequest, LoginResponse};

/// Signing in, as a page of its own.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let till = Till::here();
    browser::focus_soon("email");
    view! {
        <main class="entrance">
            <header>
                <Brand/>
                <LanguageSwitch/>
            </header>
            <section class="card" aria-labelledby="sign-in-title">
                <h1 id="sign-in-title">{till.words(Text::SignInTitle)}</h1>
                <p class="lead">{till.words(Text::Tagline)}</p>
                <SignInForm ids=["email", "password", "sign-in"]/>
            </section>
        </main>
    }
}

/// Signing in above the page, so that nothing typed is lost.
#[component]
pub(crate) fn SignInAgain() -> impl IntoView {
    let till = Till::here();
    let is_open = move || till.is_expired.get() && till.login.with(Option::is_some);
    Effect::new(move |_| {
        if is_open() {
            browser::focus_soon("password-again");
        }
    });
    view! {
        <Dialog id="sign-in-again" is_open=Signal::derive(is_open) on_cancel=Callback::new(|()| {}) labelled_by="sign-in-again-title">
            <When is=yes(is_open)>
                <h2 id="sign-in-again-title">{till.words(Text::SignInAgainTitle)}</h2>
                <p class="lead">{till.words(Text::SignInAgainLead)}</p>
                <SignInForm ids=["email-again", "password-again", "sign-in-again-submit"]/>
            </When>
        </Dialog>
    }
}

#[component]
fn SignInForm(
    /// The ids of the two fields and the button.
    ids: [&'static str; 3],
) -> impl IntoView {
    let till = Till::here();
    let [email_id, password_id, submit_id] = ids;
    let known = till
        .login
        .with_untracked(|login| login.as_ref().map(|known| known.user.email.clone()));
    let email = RwSignal::new(known.unwrap_or_default());
    let password = RwSignal::new(String::new());
    let is_shown = RwSignal::new(false);
    let errors: Errors = RwSignal::new(Vec::new());
    let trouble: RwSignal<Option<ReadError>> = RwSignal::new(None);
    let is_busy = RwSignal::new(false);
    let submit = move || {
        if is_busy.get_untracked() {
            return;
        }
        trouble.set(None);
        let checked = Draft::new()
            .text("email", &email.get_untracked())
            .text("password", &password.get_untracked())
            .read(LoginRequest::parse);
        match checked {
            Err(wrong) => {
                errors.set(wrong);
                browser::focus_first_wrong();
            }
            Ok(checked) => {
                errors.set(Vec::new());
                is_busy.set(true);
                spawn_local(async move {
                    let outcome = sign_in(till, &checked.body).await;
                    is_busy.set(false);
                    match outcome {
                        Ok(login) => till.begin(login).await,
                        Err(error) => {
                            trouble.set(Some(error));
                            browser::focus_soon(password_id);
                        }
                    }
                });
            }
        }
    };
    let kind = Signal::derive(move || if is_shown.get() { "text" } else { "password" });
    let go = Callback::new(move |()| submit());
    view! {
        <Form on_submit=go>
            <TextField
                id=email_id label=Text::Email field="email" value=email errors=errors keys="email" autocomplete="username"
                on_enter=Callback::new(move |()| browser::focus_soon(password_id))
            />
            <div class="with-button">
                <TextField
                    id=password_id label=Text::Password field="password" value=password errors=errors kind=kind
                    autocomplete="current-password" on_enter=go
                />
                <button
                    type="button"
                    class="quiet reveal"
                    aria-pressed=move || is_shown.get().to_string()
                    on:click=move |_| is_shown.update(|shown| *shown = !*shown)
                >
                    {text(move || till.say(if is_shown.get() { Text::HidePassword } else { Text::ShowPassword }))}
                </button>
            </div>
            <p class="wrong" role="alert" data-testid="sign-in-error">
                {text_if(move || trouble.get().map(|error| read_error(till, &error)))}
            </p>
            <Submit id=submit_id text=Text::SignInAction is_busy=is_busy/>
        </Form>
    }
}

/// Asks for a login.
pub(crate) async fn sign_in(till: Till, body: &str) -> Result<LoginResponse, ReadError> {
    let text = ask_for_login(till, body).await?;
    let login = api::parse(&text)?;
    // As the server wrote it. Where nothing can be stored, the login lasts as long as the page.
    let _ = browser::store(LOGIN_STORE, &text);
    Ok(login)
}

/// The server's answer to a name and a password: a login, as it wrote it.
pub(crate) async fn ask_for_login(till: Till, body: &str) -> Result<String, ReadError> {
    let call = Call {
        method: "POST",
        path: "/auth/login",
        token: None,
        key: None,
        body: Some(body),
        media_type: JSON,
    };
    api::accepted(till.hear(call).await)
}
