//! Users: who may sign in, and what they may do.

use super::desk::{Bodies, Change, Desk, FormState, NEW, Question};
use super::fields::{self, Alternative, At};
use super::frame::{self, List, Place, Row, Sheet};
use super::password::sign_in_anew;
use crate::access;
use crate::api::{self, ReadError};
use crate::browser;
use crate::draft::{Checked, Draft};
use crate::i18n::Text;
use crate::office_page::OfficeSection;
use crate::till::Till;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::field::FieldError;
use ventanilla_core::role::Role;
use ventanilla_core::wire::kantuta::auth::LoginResponse;
use ventanilla_core::wire::kantuta::users::{
    RegisterUserRequest, UpdateUserRequest, User, UserList,
};

const SECTION: OfficeSection = OfficeSection::Users;

/// What a change does to who is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Consequence {
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
struct Typed {
    name: String,
    email: String,
    role: Option<Role>,
    is_active: bool,
    password: String,
}

/// The section.
pub(crate) fn view(desk: Desk, bodies: &Bodies, rest: &str) -> Result<AnyView, ReadError> {
    let users = api::parse::<UserList>(&bodies.first)?.data;
    Ok(match Place::of(rest) {
        Place::List => list(desk, users),
        Place::New => new(desk),
        Place::One(id) => users
            .into_iter()
            .find(|user| user.id == id)
            .map_or_else(|| frame::gone(desk, SECTION), |user| edit(desk, user)),
        Place::Nowhere => frame::gone(desk, SECTION),
    })
}

fn list(desk: Desk, users: Vec<User>) -> AnyView {
    let till = desk.till;
    let own_id = own_id(till);
    let rows = users
        .into_iter()
        .map(|user| {
            let role = role_face(access::role_of(&user)).0;
            let badge = match user.audit.estado {
                false => Some(Text::SettingsInactive),
                true if user.id == own_id => Some(Text::UserYou),
                true => None,
            };
            Row {
                id: user.id,
                name: user.name,
                detail: Signal::derive(move || format!("{} · {}", user.email, till.say(role))),
                figure: Signal::stored(String::new()),
                badge,
                class: if user.audit.estado { "" } else { "off" },
            }
        })
        .collect();
    let about = List {
        section: SECTION,
        title: Text::Users,
        lead: Text::UsersLead,
        new: Some(Text::UserNew),
        none: Text::UsersNone,
    };
    frame::list(desk, about, rows)
}

fn new(desk: Desk) -> AnyView {
    let till = desk.till;
    let form = FormState::new();
    let [given_names, first_surname, second_surname, email, password] =
        [(); 5].map(|()| RwSignal::new(String::new()));
    let role = RwSignal::new(Role::Operador.id().to_string());
    let is_shown = RwSignal::new(false);
    desk.come_back_to(NEW.to_owned());
    browser::focus_soon("user-nombres");
    let save = Callback::new(move |()| {
        let checked = Draft::new()
            .text("nombres", &given_names.get_untracked())
            .text("p_apellido", &first_surname.get_untracked())
            .text("s_apellido", &second_surname.get_untracked())
            .text("email", &email.get_untracked())
            .password("password", &password.get_untracked())
            .id("id_role", chosen_role(role).map_or(0, Role::id))
            .read(RegisterUserRequest::parse);
        let change = checked.map(|checked| Change {
            method: "POST",
            path: "/usuario/register".to_owned(),
            body: Some(checked.body),
        });
        let then = move |body: String| {
            let made: Option<User> = api::parse(&body).ok();
            let (name, id) = made
                .map(|user| (user.name, Some(user.id)))
                .unwrap_or_default();
            desk.finish(SECTION, Text::SettingsAddedOf, name, id);
        };
        desk.send(form, change, Box::new(then));
    });
    let at = |id, field| At { id, field, form };
    let fields = view! {
        {fields::text(till, at("user-nombres", "nombres"), Text::UserGivenNames, given_names, None, to("user-p_apellido"))}
        <div class="pair">
            {fields::text(till, at("user-p_apellido", "p_apellido"), Text::UserFirstSurname, first_surname, None, to("user-s_apellido"))}
            {fields::text(
                till, at("user-s_apellido", "s_apellido"), Text::UserSecondSurname, second_surname, Some(Text::SettingsOptional), to("user-email"),
            )}
        </div>
        {fields::text(till, at("user-email", "email"), Text::UserEmail, email, Some(Text::UserEmailHint), to("user-password"))}
        {fields::password(
            at("user-password", "password"), Text::UserPassword, password, is_shown, Text::UserPasswordHint, Signal::stored(String::new()), save,
        )}
        {fields::choices(till, at("user-role", "id_role"), Text::UserRole, role, roles(), super::desk::SAVE)}
    };
    let sheet = Sheet {
        section: SECTION,
        title: Signal::derive(move || till.say(Text::UserNew).to_owned()),
        lead: Signal::stored(String::new()),
        form,
        save: Text::SettingsNew,
        has_list: true,
        on_submit: save,
    };
    frame::sheet(desk, sheet, fields.into_any(), ().into_any())
}

fn edit(desk: Desk, known: User) -> AnyView {
    let till = desk.till;
    let form = FormState::new();
    let is_own = known.id == own_id(till);
    let name = RwSignal::new(known.name.clone());
    let email = RwSignal::new(known.email.clone());
    let role = RwSignal::new(access::role_of(&known).id().to_string());
    let is_active = RwSignal::new(known.audit.estado);
    let password = RwSignal::new(String::new());
    let is_shown = RwSignal::new(false);
    desk.come_back_to(frame::row_id(SECTION, known.id));
    browser::focus_soon("user-name");
    let title = known.name.clone();
    let known = StoredValue::new(known);
    let save = Callback::new(move |()| {
        let typed = Typed {
            name: name.get_untracked(),
            email: email.get_untracked(),
            role: chosen_role(role),
            is_active: is_active.get_untracked(),
            password: password.get_untracked(),
        };
        let user = known.get_value();
        match update(&user, &typed) {
            Ok(checked) => submit(desk, form, user, checked, is_own),
            Err(wrong) => desk.send(form, Err(wrong), Box::new(|_| {})),
        }
    });
    let at = |id, field| At { id, field, form };
    let active_hint = Signal::derive(move || till.say(Text::UserActiveHint).to_owned());
    let fields = view! {
        {fields::text(till, at("user-name", "name"), Text::SettingsName, name, None, to("user-email"))}
        {fields::text(till, at("user-email", "email"), Text::UserEmail, email, Some(Text::UserEmailHint), to("user-password"))}
        {fields::password(
            at("user-password", "password"), Text::UserNewPassword, password, is_shown, Text::UserNewPasswordHint, Signal::stored(String::new()), save,
        )}
        {fields::choices(till, at("user-role", "id_role"), Text::UserRole, role, roles(), super::desk::SAVE)}
        {fields::switch(till, "user-active", is_active, Text::UserActive, active_hint)}
        <p class="note">{till.words(Text::UserEnds)}</p>
    };
    let sheet = Sheet {
        section: SECTION,
        title: Signal::stored(title),
        lead: Signal::stored(String::new()),
        form,
        save: Text::SettingsSave,
        has_list: true,
        on_submit: save,
    };
    frame::sheet(desk, sheet, fields.into_any(), ().into_any())
}

/// Sends a change of a user, after a question if one's own access is at stake.
fn submit(
    desk: Desk,
    form: FormState,
    user: User,
    checked: Checked<UpdateUserRequest>,
    is_own: bool,
) {
    let consequence = consequence(&checked.request, is_own);
    let id = user.id;
    let password = checked.request.password.clone();
    let change = Change {
        method: "PATCH",
        path: format!("/usuario/{id}"),
        body: Some(checked.body),
    };
    let send = Callback::new(move |()| {
        let password = password.clone();
        let then = move |body: String| changed(desk, consequence, &body, password);
        desk.send(form, Ok(change.clone()), Box::new(then));
    });
    let lead = match consequence {
        Consequence::OwnRole => Text::UserOwnRole,
        Consequence::OwnState => Text::UserOwnState,
        Consequence::None | Consequence::EndsTheirs | Consequence::OwnPassword => {
            send.run(());
            return;
        }
    };
    desk.question.set(Some(Question {
        title: Text::UserOwnTitle,
        lead,
        name: user.name,
        yes: Text::UserOwnYes,
        then: send,
    }));
}

/// A user was changed: the page goes on as whoever it is now.
fn changed(desk: Desk, consequence: Consequence, body: &str, password: Option<String>) {
    let till = desk.till;
    let Ok(user) = api::parse::<User>(body) else {
        desk.finish(SECTION, Text::SettingsSaved, String::new(), None);
        return;
    };
    let (name, id) = (user.name.clone(), user.id);
    match consequence {
        Consequence::EndsTheirs => {
            desk.finish(SECTION, Text::UserSavedEnds, name, Some(id));
        }
        Consequence::OwnState => spawn_local(till.sign_out()),
        Consequence::OwnRole => till.is_expired.set(true),
        Consequence::OwnPassword => spawn_local(async move {
            sign_in_anew(till, &user.email, &password.unwrap_or_default()).await;
            desk.finish(SECTION, Text::PasswordChanged, name, Some(id));
        }),
        Consequence::None => {
            let login = till.login.get_untracked();
            desk.finish(SECTION, Text::SettingsSavedOf, name, Some(id));
            if let Some(login) = login.filter(|login| login.user.id == id) {
                spawn_local(till.begin(LoginResponse { user, ..login }));
            }
        }
    }
}

/// Only what is not as it was.
fn update(known: &User, typed: &Typed) -> Result<Checked<UpdateUserRequest>, Vec<FieldError>> {
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

fn consequence(request: &UpdateUserRequest, is_own: bool) -> Consequence {
    let ends = request.role.is_some() || request.estado.is_some() || request.password.is_some();
    match (ends, is_own) {
        (false, _) => Consequence::None,
        (true, false) => Consequence::EndsTheirs,
        (true, true) if request.estado == Some(false) => Consequence::OwnState,
        (true, true) if request.role.is_some() => Consequence::OwnRole,
        (true, true) => Consequence::OwnPassword,
    }
}

/// The name of a role, and what it may do.
const fn role_face(role: Role) -> (Text, Text) {
    match role {
        Role::Administrador => (Text::RoleAdministrador, Text::RoleAdministradorHint),
        Role::Gerente => (Text::RoleGerente, Text::RoleGerenteHint),
        Role::Operador => (Text::RoleOperador, Text::RoleOperadorHint),
        Role::Usuario => (Text::RoleUsuario, Text::RoleUsuarioHint),
    }
}

fn roles() -> Vec<Alternative> {
    [
        Role::Operador,
        Role::Gerente,
        Role::Administrador,
        Role::Usuario,
    ]
    .into_iter()
    .map(|role| {
        let (name, meaning) = role_face(role);
        (role.id().to_string(), name, meaning)
    })
    .collect()
}

fn chosen_role(role: RwSignal<String>) -> Option<Role> {
    role.with_untracked(|id| id.parse().ok().and_then(Role::from_id))
}

fn own_id(till: Till) -> i64 {
    till.login
        .with_untracked(|login| login.as_ref().map_or(0, |known| known.user.id))
}

fn to(id: &'static str) -> Callback<()> {
    Callback::new(move |()| browser::focus_soon(id))
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
