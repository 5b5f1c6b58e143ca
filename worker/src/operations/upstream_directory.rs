//! Who and what the service has that keeps some wallets' points, and what it calls our collaborators.

use super::commit::{read, write};
use super::link::{SmsMasivos, link};
use super::loyalty_order::route;
use super::order;
use crate::app::App;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::providers::smsmasivos::Credentials;
use crate::providers::smsmasivos::directory::{List, Listed, UpstreamUser, UpstreamWallet};
use crate::providers::smsmasivos::employees::Employee;
use crate::store::loyalty_order::{self, UpstreamCollaboratorRow};
use crate::store::{provider, row};
use ventanilla_core::provider::Provider;
use ventanilla_core::wire::loyalty::requests::AddEmployeeRequest;

/// Who and what the service has, and what it calls our collaborators.
pub struct Directory {
    /// Its collaborators.
    pub users: Vec<UpstreamUser>,
    /// Its wallets.
    pub wallets: Vec<UpstreamWallet>,
    /// Ours, as far as they are known there.
    pub linked: Vec<UpstreamCollaboratorRow>,
}

/// Asks the service who and what it has.
pub async fn directory(app: &App, identity: &Identity) -> Result<Directory, Failure> {
    let tenant_id = identity.tenant_id;
    let statements = vec![
        provider::route(tenant_id, Provider::SmsMasivos),
        loyalty_order::list_collaborators(tenant_id),
    ];
    let mut rows = read(app, identity, statements).await?;
    let linked = row::many(&rows.pop().unwrap_or_default())?;
    let route = provider::read_route(&rows.pop().unwrap_or_default())?;
    let link = link::<SmsMasivos>(app, tenant_id, &route)?;
    Ok(Directory {
        users: list(app, tenant_id, &link.credentials).await?,
        wallets: list(app, tenant_id, &link.credentials).await?,
        linked,
    })
}

async fn list<T: Listed>(
    app: &App,
    tenant_id: i64,
    credentials: &Credentials,
) -> Result<Vec<T>, Failure> {
    let conversation = List::<T>::new(credentials);
    order::ask(app, tenant_id, Provider::SmsMasivos, conversation).await
}

/// Says what the service calls a collaborator, or that it knows them no more. Refuses with `collaborator_not_found`.
pub async fn link_collaborator(
    app: &App,
    identity: &Identity,
    user_id: i64,
    upstream_id: Option<i64>,
) -> Result<(), Failure> {
    let tenant_id = identity.tenant_id;
    let statements = match upstream_id {
        Some(upstream_id) => loyalty_order::set_collaborator(
            tenant_id,
            user_id,
            upstream_id,
            app.ports.clock.now_ms(),
        ),
        None => vec![loyalty_order::forget_collaborator(tenant_id, user_id)],
    };
    write(app, identity, statements).await.map(drop)
}

/// Registers a collaborator of ours at the service too, if they are registered here with those words. Answers the id that they have there.
pub async fn register(
    app: &App,
    identity: &Identity,
    user_id: i64,
    request: &AddEmployeeRequest,
) -> Result<i64, Failure> {
    let tenant_id = identity.tenant_id;
    let route = route(app, identity, tenant_id).await?;
    let link = link::<SmsMasivos>(app, tenant_id, &route)?;
    let conversation = Employee::add(&link.credentials, request);
    let told = order::ask(app, tenant_id, Provider::SmsMasivos, conversation).await?;
    let upstream_id =
        told.ok_or_else(|| Failure::Internal("a registration without an id".to_owned()))?;
    link_collaborator(app, identity, user_id, Some(upstream_id)).await?;
    Ok(upstream_id)
}

/// Archives a collaborator at the service, if whoever they are there signs in with that number of theirs, and forgets what it calls them.
pub async fn archive(
    app: &App,
    identity: &Identity,
    user_id: i64,
    number: &str,
) -> Result<(), Failure> {
    let tenant_id = identity.tenant_id;
    let statements = vec![
        provider::route(tenant_id, Provider::SmsMasivos),
        loyalty_order::list_collaborators(tenant_id),
    ];
    let mut rows = read(app, identity, statements).await?;
    let linked: Vec<UpstreamCollaboratorRow> = row::many(&rows.pop().unwrap_or_default())?;
    if let Some(linked) = linked.iter().find(|row| row.user_id == user_id) {
        let route = provider::read_route(&rows.pop().unwrap_or_default())?;
        let link = link::<SmsMasivos>(app, tenant_id, &route)?;
        let users: Vec<UpstreamUser> = list(app, tenant_id, &link.credentials).await?;
        let is_theirs =
            |user: &UpstreamUser| user.id == linked.upstream_id && user.number == number;
        if users.iter().any(is_theirs) {
            let conversation = Employee::disable(&link.credentials, number);
            order::ask(app, tenant_id, Provider::SmsMasivos, conversation).await?;
        }
    }
    link_collaborator(app, identity, user_id, None).await
}
