//! Collaborators of the door of loyalty wallets: registered and archived; and the PINs of those who authorise.

use super::commit::{Answer, read, write};
use crate::app::App;
use crate::auth::agent::Agent;
use crate::auth::password;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::ports::Statement;
use crate::store::collaborator::{self, CollaboratorRow, RequestRow};
use crate::store::operation::Idempotency;
use crate::store::user::{NewPerson, NewUser};
use crate::store::{row, user};
use ventanilla_core::code::Code;
use ventanilla_core::wire::loyalty::requests::{AddEmployeeRequest, DisableEmployeeRequest};

/// Registers a collaborator, who signs in at the till with that number, and answers their id. Refuses with `collaborator_exists` where the name or the
/// number is taken, `idempotency_conflict`.
pub async fn register(
    app: &App,
    agent: &Agent,
    idempotency: Option<Idempotency>,
    request: &AddEmployeeRequest,
) -> Result<Answer<i64>, Failure> {
    if let Some(answer) = earlier(app, agent, idempotency.as_ref()).await? {
        return Ok(answer);
    }
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
    let mut statements = vec![
        collaborator::assert_name_free(tenant_id, &request.employee_name),
        user::insert(tenant_id, &new_user, agent.user_id(), now_ms),
        collaborator::insert_business(tenant_id, login, &request.business_name, &agent.actor()),
    ];
    statements.extend(remembered(agent, idempotency.as_ref(), login, now_ms));
    done(app, agent, idempotency.as_ref(), login, statements).await
}

/// Archives a collaborator, at once and with every token; one who was, once more. Answers their id. Refuses with `collaborator_not_found`,
/// `idempotency_conflict`.
pub async fn archive(
    app: &App,
    agent: &Agent,
    idempotency: Option<Idempotency>,
    request: &DisableEmployeeRequest,
) -> Result<Answer<i64>, Failure> {
    if let Some(answer) = earlier(app, agent, idempotency.as_ref()).await? {
        return Ok(answer);
    }
    let login = request.number.as_str();
    let now_ms = app.ports.clock.now_ms();
    let mut statements = collaborator::archive(agent.tenant_id(), login, agent.user_id(), now_ms);
    statements.extend(remembered(agent, idempotency.as_ref(), login, now_ms));
    done(app, agent, idempotency.as_ref(), login, statements).await
}

/// What was done under the same key before. Refuses with `idempotency_conflict`.
async fn earlier(
    app: &App,
    agent: &Agent,
    idempotency: Option<&Idempotency>,
) -> Result<Option<Answer<i64>>, Failure> {
    let Some(idempotency) = idempotency else {
        return Ok(None);
    };
    let select = collaborator::find_request(agent.tenant_id(), &agent.actor(), &idempotency.key);
    let rows = read(app, agent, vec![select]).await?;
    let found: Option<RequestRow> = rows.first().map(row::first).transpose()?.flatten();
    match found {
        Some(found) if found.request_hash != idempotency.request_hash => {
            Err(Code::IdempotencyConflict.into())
        }
        Some(found) => Ok(Some(Answer {
            value: found.user_id,
            replayed: true,
        })),
        None => Ok(None),
    }
}

/// Keeps what is done to the user of that log-in name under its key, if it has one.
fn remembered(
    agent: &Agent,
    idempotency: Option<&Idempotency>,
    login: &str,
    now_ms: i64,
) -> Option<Statement> {
    let idempotency = idempotency?;
    let (tenant_id, actor) = (agent.tenant_id(), agent.actor());
    Some(collaborator::insert_request(
        tenant_id,
        &actor,
        idempotency,
        login,
        now_ms,
    ))
}

/// Does it, and answers the id of the user of that log-in name. The same request may have been stored a moment ago, or its answer been lost.
async fn done(
    app: &App,
    agent: &Agent,
    idempotency: Option<&Idempotency>,
    login: &str,
    mut statements: Vec<Statement>,
) -> Result<Answer<i64>, Failure> {
    statements.push(collaborator::find_by_login(agent.tenant_id(), login));
    let failure = match write(app, agent, statements).await {
        Ok(rows) => {
            let row: CollaboratorRow = row::one(&rows)?;
            return Ok(Answer {
                value: row.id,
                replayed: false,
            });
        }
        Err(failure) => failure,
    };
    let Failure::Refused(refusal) = failure else {
        return Err(failure);
    };
    if let Some(answer) = earlier(app, agent, idempotency).await? {
        return Ok(answer);
    }
    Err(match refusal.code {
        Code::EmailTaken => Code::CollaboratorExists.into(),
        Code::ResultUnknownWithoutKey if idempotency.is_some() => Code::ResultUnknown.into(),
        _ => refusal.into(),
    })
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
