//! Users and the persons behind them.

use super::commit::write;
use crate::app::App;
use crate::auth::password;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::ports::Statement;
use crate::store::user::{NewPerson, NewUser, UserChange, UserRow};
use crate::store::{login, password_reset, row, user};
use ventanilla_core::code::Code;
use ventanilla_core::role::{Permission, Role};
use ventanilla_core::wire::kantuta::users::{
    Gender, RegisterUserRequest, UpdatePersonRequest, UpdateUserRequest,
};

/// Whether the caller may see and change this user.
pub fn may_manage(identity: &Identity, user_id: i64) -> bool {
    user_id == identity.user_id || identity.role.may(Permission::ManageUsers)
}

/// Creates a user; without a role, one who only reads. Refuses with `email_taken`.
pub async fn register(
    app: &App,
    identity: &Identity,
    request: &RegisterUserRequest,
) -> Result<UserRow, Failure> {
    let name = request.full_name();
    let password_hash = hash(app, &request.password)?;
    let new_user = NewUser {
        login: &request.email,
        name: &name,
        password_hash: &password_hash,
        role: request.id_role.unwrap_or(Role::Usuario),
        active: request.estado,
        person: NewPerson {
            given_names: &request.nombres,
            first_surname: &request.p_apellido,
            second_surname: &request.s_apellido,
            birth_date: request.fecha_nacimiento.map(|date| date.to_text()),
            gender: request.genero.map(Gender::as_str),
        },
    };
    let statements = vec![
        user::insert(
            identity.tenant_id,
            &new_user,
            Some(identity.user_id),
            app.ports.clock.now_ms(),
        ),
        user::find_by_login(identity.tenant_id, &request.email),
    ];
    row::one(&write(app, identity, statements).await?)
}

/// Changes a user: an Administrador anything of anybody, everybody else their own password. Refuses with `forbidden`, `user_not_found`,
/// `email_taken`, `last_administrator`.
pub async fn update(
    app: &App,
    identity: &Identity,
    id: i64,
    request: &UpdateUserRequest,
) -> Result<UserRow, Failure> {
    if !may_update(identity, id, request) {
        return Err(Code::Forbidden.into());
    }
    let now_ms = app.ports.clock.now_ms();
    let password_hash = request
        .password
        .as_deref()
        .map(|password| hash(app, password))
        .transpose()?;
    let change = UserChange {
        login: request.email.as_deref(),
        name: request.name.as_deref(),
        password_hash: password_hash.as_deref(),
        role: request.role,
        active: request.estado,
    };
    let mut statements = user::update(identity.tenant_id, id, &change, identity.user_id, now_ms);
    statements.extend(what_ends(identity.tenant_id, id, request, now_ms));
    statements.push(user::find(identity.tenant_id, id));
    row::one(&write(app, identity, statements).await?)
}

/// Replaces the person behind a user. Refuses with `forbidden`, `person_not_found`.
pub async fn update_person(
    app: &App,
    identity: &Identity,
    request: &UpdatePersonRequest,
) -> Result<UserRow, Failure> {
    if !may_manage(identity, request.id) {
        return Err(Code::Forbidden.into());
    }
    let person = NewPerson {
        given_names: &request.nombres,
        first_surname: &request.p_apellido,
        second_surname: &request.s_apellido,
        birth_date: request.fecha_nacimiento.map(|date| date.to_text()),
        gender: request.genero.map(Gender::as_str),
    };
    let mut statements = user::update_person(
        identity.tenant_id,
        request.id,
        &person,
        identity.user_id,
        app.ports.clock.now_ms(),
    );
    statements.push(user::find(identity.tenant_id, request.id));
    row::one(&write(app, identity, statements).await?)
}

fn may_update(identity: &Identity, id: i64, request: &UpdateUserRequest) -> bool {
    let UpdateUserRequest {
        email,
        name,
        estado,
        role,
        password: _,
    } = request;
    let only_password = email.is_none() && name.is_none() && estado.is_none() && role.is_none();
    identity.role.may(Permission::ManageUsers) || (id == identity.user_id && only_password)
}

/// What a change leaves behind that would still open the door: log-ins under the old password or of a user who may not log in any more,
/// and a reset code that was mailed to the old address.
fn what_ends(
    tenant_id: i64,
    user_id: i64,
    request: &UpdateUserRequest,
    now_ms: i64,
) -> Vec<Statement> {
    let mut statements = Vec::new();
    if request.password.is_some() || request.estado == Some(false) {
        statements.push(login::revoke_all(tenant_id, user_id, now_ms));
    }
    if request.password.is_some() || request.email.is_some() {
        statements.push(password_reset::forget(tenant_id, user_id));
    }
    statements
}

fn hash(app: &App, password: &str) -> Result<String, Failure> {
    password::hash(password, app.ports.entropy.as_ref()).map_err(Failure::Internal)
}
