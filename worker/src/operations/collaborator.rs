//! Collaborators of the door of loyalty wallets: registered and archived; and the PINs of those who authorise.

use super::commit::{write, write_all};
use crate::app::App;
use crate::auth::agent::Agent;
use crate::auth::password;
use crate::auth::token::Identity;
use crate::error::{Failure, Refusal};
use crate::store::collaborator::{self, CollaboratorRow};
use crate::store::user::{NewPerson, NewUser};
use crate::store::{row, user};
use ventanilla_core::code::Code;
use ventanilla_core::wire::loyalty::requests::{AddEmployeeRequest, DisableEmployeeRequest};

/// Registers a collaborator, who signs in at the till with that number. Refuses with `collaborator_exists` where the name or the number is taken.
pub async fn register(
    app: &App,
    agent: &Agent,
    request: &AddEmployeeRequest,
) -> Result<CollaboratorRow, Failure> {
    let tenant_id = agent.tenant_id();
    let password_hash = hash(app, &request.password)?;
    let login = request.number.as_str();
    let new_user = NewUser {
        login,
        name: &request.employee_name,
        password_hash: &password_hash,
        role: request.role,
        active: true,
        person: NewPerson {
            given_names: &request.employee_name,
            first_surname: "",
            second_surname: "",
            birth_date: None,
            gender: None,
        },
    };
    let now_ms = app.ports.clock.now_ms();
    let statements = vec![
        collaborator::assert_name_free(tenant_id, &request.employee_name),
        user::insert(tenant_id, &new_user, agent.user_id(), now_ms),
        collaborator::insert_business(tenant_id, login, &request.business_name),
        collaborator::find_by_login(tenant_id, login),
    ];
    match write(app, agent, statements).await {
        Ok(rows) => row::one(&rows),
        Err(Failure::Refused(Refusal {
            code: Code::EmailTaken,
            ..
        })) => Err(Code::CollaboratorExists.into()),
        Err(failure) => Err(failure),
    }
}

/// Archives a collaborator, at once and with every token; one who was, once more. Refuses with `collaborator_not_found`.
pub async fn archive(
    app: &App,
    agent: &Agent,
    request: &DisableEmployeeRequest,
) -> Result<(), Failure> {
    let statements = collaborator::archive(
        agent.tenant_id(),
        request.number.as_str(),
        agent.user_id(),
        app.ports.clock.now_ms(),
    );
    write_all(app, agent, statements).await.map(drop)
}

/// Sets the caller's own PIN.
pub async fn set_pin(app: &App, identity: &Identity, pin: &str) -> Result<(), Failure> {
    let pin_hash = hash(app, pin)?;
    let statement = collaborator::set_pin(
        identity.tenant_id,
        identity.user_id,
        &pin_hash,
        app.ports.clock.now_ms(),
    );
    write(app, identity, vec![statement]).await.map(drop)
}

fn hash(app: &App, secret: &str) -> Result<String, Failure> {
    password::hash(secret, app.ports.entropy.as_ref()).map_err(Failure::Internal)
}
