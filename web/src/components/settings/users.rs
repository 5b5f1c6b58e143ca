//! Users: who may sign in, and what they may do.

mod change;

use self::change::{Consequence, Typed, consequence, update};
use super::desk::{Bodies, Change, Desk, NEW};
use super::fields::{self, Alternative, At, Secret};
use super::form_state::FormState;
use super::frame::{self, List, Place, Row, Sheet};
use super::password::sign_in_anew;
use crate::access;
use crate::api::{self, ReadError};
use crate::browser;
use crate::components::question::Question;
use crate::draft::{Checked, Draft};
use crate::i18n::Text;
use crate::office_page::OfficeSection;
use crate::till::Till;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::role::Role;
use ventanilla_core::wire::kantuta::auth::LoginResponse;
use ventanilla_core::wire::kantuta::users::{
    RegisterUserRequest, UpdateUserRequest, User, UserList,
};

const SECTION: OfficeSection = OfficeSection::Users;

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
            let role = access::role_face(access::role_of(&user)).0;
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
    let [given_names, first_surname, second_surname, email] =
        [(); 4].map(|()| RwSignal::new(String::new()));
    let role = RwSignal::new(Role::Operador.id().to_string());
    let password = Secret::new_one(RwSignal::new(false));
    desk.come_back_to(NEW.to_owned());
    browser::focus_soon("user-nombres");
    let save = Callback::new(move |()| {
        let checked = Draft::new()
            .text("nombres", &given_names.get_untracked())
            .text("p_apellido", &first_surname.get_untracked())
            .text("s_apellido", &second_surname.get_untracked())
            .text("email", &email.get_untracked())
            .password("password", &password.value.get_untracked())
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
    // Nobody becomes what was never looked at.
    let to_role = Callback::new(move |()| {
        browser::focus_soon(format!("user-role-{}", role.get_untracked()));
    });
    let fields = view! {
        {fields::text(till, at("user-nombres", "nombres"), Text::UserGivenNames, given_names, None, fields::to("user-p_apellido"))}
        <div class="pair">
            {fields::text(till, at("user-p_apellido", "p_apellido"), Text::UserFirstSurname, first_surname, None, fields::to("user-s_apellido"))}
            {fields::text(
                till, at("user-s_apellido", "s_apellido"), Text::UserSecondSurname, second_surname, Some(Text::SettingsOptional), fields::to("user-email"),
            )}
        </div>
        {fields::text(till, at("user-email", "email"), Text::UserEmail, email, Some(Text::UserEmailHint), fields::to("user-password"))}
        {fields::password(
            at("user-password", "password"), Text::UserPassword, password, Text::UserPasswordHint, Signal::stored(String::new()), to_role,
        )}
        {fields::choices(till, at("user-role", "id_role"), Text::UserRole, role, roles(), super::desk::SAVE)}
    };
    let sheet = Sheet {
        section: SECTION,
        title: fields::words(till, Text::UserNew),
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
    let password = Secret::new_one(RwSignal::new(false));
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
            password: password.value.get_untracked(),
        };
        let user = known.get_value();
        match update(&user, &typed) {
            Ok(checked) => submit(desk, form, user, checked, is_own),
            Err(wrong) => desk.send(form, Err(wrong), Box::new(|_| {})),
        }
    });
    let at = |id, field| At { id, field, form };
    let active_hint = fields::words(till, Text::UserActiveHint);
    let fields = view! {
        {fields::text(till, at("user-name", "name"), Text::SettingsName, name, None, fields::to("user-email"))}
        {fields::text(till, at("user-email", "email"), Text::UserEmail, email, Some(Text::UserEmailHint), fields::to("user-password"))}
        {fields::password(
            at("user-password", "password"), Text::UserNewPassword, password, Text::UserNewPasswordHint, Signal::stored(String::new()), save,
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

fn roles() -> Vec<Alternative> {
    [
        Role::Operador,
        Role::Gerente,
        Role::Administrador,
        Role::Usuario,
    ]
    .into_iter()
    .map(|role| {
        let (name, meaning) = access::role_face(role);
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
