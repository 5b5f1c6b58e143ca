//! Users and the persons behind them (contract, 2.5 to 2.9).

use crate::auth::token::Identity;
use crate::call::{Call, assert_actor, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::operations::user as managing;
use crate::store::user::UserRow;
use crate::store::{row, user};
use ventanilla_core::code::Code;
use ventanilla_core::wire::kantuta::Audit;
use ventanilla_core::wire::kantuta::users::{
    Person, RegisterUserRequest, UpdatePersonRequest, UpdateUserRequest, User, UserFound, UserList,
};
use ventanilla_core::wire::time::Iso;

/// GET `/usuario`.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let rows = read(call.app, identity, vec![user::list(identity.tenant_id)]).await?;
    let rows: Vec<UserRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    ok(&UserList::of(rows.into_iter().map(view).collect()))
}

/// GET `/usuario/:id`: one's own, or anybody's for an Administrador. An unknown one is `data: null`.
pub async fn find(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    assert_may_manage(identity, id)?;
    let rows = read(call.app, identity, vec![user::find(identity.tenant_id, id)]).await?;
    let found: Option<UserRow> = rows.first().map(row::first).transpose()?.flatten();
    ok(&UserFound::of(found.map(view)))
}

/// POST `/usuario/register`.
pub async fn register(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let request = RegisterUserRequest::parse(call.body()?)?;
    let created = managing::register(call.app, identity, &request).await?;
    Ok(Response::json(201, &view(created)))
}

/// PATCH `/usuario/:id`.
pub async fn update(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    assert_may_manage(identity, id)?;
    let request = UpdateUserRequest::parse(call.body()?)?;
    ok(&view(
        managing::update(call.app, identity, id, &request).await?,
    ))
}

/// PUT `/persona`. A person has the id of its user.
pub async fn update_person(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let request = UpdatePersonRequest::parse(call.body()?)?;
    assert_actor(identity, request.id_user_update)?;
    let updated = managing::update_person(call.app, identity, &request)
        .await
        .map_err(|failure| failure.with("id", request.id))?;
    ok(&person(&updated))
}

fn assert_may_manage(identity: &Identity, user_id: i64) -> Result<(), Failure> {
    if managing::may_manage(identity, user_id) {
        Ok(())
    } else {
        Err(Code::Forbidden.into())
    }
}

pub(super) fn view(row: UserRow) -> User {
    User {
        id: row.id,
        audit: audit(&row),
        persona: Some(person(&row)),
        role: Some(row.role.into()),
        name: row.name,
        email: row.login,
    }
}

fn person(row: &UserRow) -> Person {
    Person {
        id: row.id,
        nombres: row.given_names.clone(),
        p_apellido: row.first_surname.clone(),
        s_apellido: row.second_surname.clone(),
        fecha_nacimiento: row.birth_date.clone(),
        genero: row.gender.clone(),
        audit: audit(row),
    }
}

fn audit(row: &UserRow) -> Audit {
    Audit {
        estado: row.active,
        id_user_create: row.created_by_user_id,
        id_user_update: row.updated_by_user_id,
        created_at: Iso::from_ms(row.created_at_ms),
        updated_at: Iso::from_ms(row.updated_at_ms),
    }
}
