//! Who asks at the door of phone credits: somebody who works there, by token, or another system, by a token of its own and a signature over
//! each request (contract of phone credits, sections 6, 7 and 13).

use super::client_token::ClientIdentity;
use super::payer::key_place;
use super::platform_signature::{Disbelief, PlatformKey, Presented, TOLERANCE_MS, verify};
use super::token::Identity;
use crate::app::App;
use crate::error::Failure;
use crate::http::{Method, Request};
use crate::operations::commit::{Standing, read};
use crate::ports::Statement;
use crate::store::client::{self, ClientRow};
use crate::store::{access, integrator, row};
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::role::Permission;
use ventanilla_core::wire::phone_credits::oauth::{SIGNATURE_HEADER, Scope, TIMESTAMP_HEADER};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Buyer {
    /// Somebody who works there: what is bought for a customer is paid in cash, into the drawer of their open session.
    Staff(Identity),
    /// Another system, with or without a user of the tenant: its wallet pays, and no drawer.
    Client(ClientIdentity),
}

/// Who asks, by token alone; whether it still holds is asked with what follows. Refuses with `unauthorized`.
pub fn bearer(app: &App, request: &Request) -> Result<Buyer, Failure> {
    let token = request.bearer().ok_or(Failure::from(Code::Unauthorized))?;
    let now_ms = app.ports.clock.now_ms();
    if let Some(identity) = app.token_key.identity(token, now_ms) {
        return Ok(Buyer::Staff(identity));
    }
    app.token_key
        .client(token, now_ms)
        .map(Buyer::Client)
        .ok_or_else(|| Code::Unauthorized.into())
}

/// Who asks, if it may: staff by role, a client by a signature that was not used before, by scope (one of `scopes`), and by the role of its
/// user if it has one. A client costs two round trips: its session and secret are read, then its signature is used up, whatever comes of the
/// request. Refuses with `unauthorized`, `token_revoked`, then `signature_expired`, `signature_invalid`, `signature_replayed`, then
/// `scope_missing`, `forbidden`.
pub async fn identify(
    app: &App,
    request: &Request,
    permission: Permission,
    scopes: &[Scope],
) -> Result<Buyer, Failure> {
    let buyer = bearer(app, request)?;
    let role = match &buyer {
        Buyer::Staff(identity) => Some(identity.role),
        Buyer::Client(client) => {
            believe(app, request, &buyer, client).await?;
            if !scopes.iter().any(|scope| client.scopes.contains(scope)) {
                let wanted = scopes.first().map_or("", |scope| scope.as_str());
                return Err(Failure::from(Code::ScopeMissing).with("permiso", wanted));
            }
            client.user.as_ref().map(|user| user.role)
        }
    };
    match role {
        Some(role) if !role.may(permission) => Err(Code::Forbidden.into()),
        Some(_) | None => Ok(buyer),
    }
}

/// That the session holds and the request is signed with its client's secret, once.
async fn believe(
    app: &App,
    request: &Request,
    buyer: &Buyer,
    client: &ClientIdentity,
) -> Result<(), Failure> {
    let statement = client::find(client.client_id, client.client_version);
    let rows = read(app, buyer, vec![statement]).await?;
    let row: ClientRow = rows
        .first()
        .map(row::first)
        .transpose()?
        .flatten()
        .ok_or(Failure::from(Code::TokenRevoked))?;
    let key = secret(app, &row)?;
    let body = request
        .body
        .as_ref()
        .map_err(|_| Failure::from(Code::BodyTooLarge))?;
    let signature = request
        .header(SIGNATURE_HEADER)
        .ok_or(Failure::from(Code::SignatureInvalid))?;
    let presented = Presented {
        method: request.method.unwrap_or(Method::Get),
        target: &request.target(),
        body,
        timestamp: request.header(TIMESTAMP_HEADER).unwrap_or_default(),
        signature,
    };
    let now_ms = app.ports.clock.now_ms();
    let key = PlatformKey::new(&key)
        .ok_or_else(|| Failure::Internal("a client's secret is empty".to_owned()))?;
    verify(&presented, &key, now_ms, &app.settings.mount_prefix).map_err(|disbelief| {
        match disbelief {
            Disbelief::Timestamp => Failure::from(Code::SignatureExpired),
            Disbelief::Signature => Failure::from(Code::SignatureInvalid),
        }
    })?;
    // Hexadecimal in either case is one signature.
    let signature = signature.to_ascii_lowercase();
    app.ports
        .db
        .batch(vec![client::use_signature(
            client.client_id,
            &signature,
            now_ms,
        )])
        .await
        .map_err(Failure::of_question)?;
    Ok(())
}

/// A client's secret.
pub fn secret(app: &App, client: &ClientRow) -> Result<String, Failure> {
    app.sealing_key
        .open(&client.sealed, &key_place(client.tenant_id))
        .ok_or_else(|| Failure::Internal("a client's secret does not open".to_owned()))
}

/// Forgets signatures that are too old to be believed anyway.
pub async fn forget_signatures(app: &App) -> Result<(), Failure> {
    let before_ms = app
        .ports
        .clock
        .now_ms()
        .saturating_sub(TOLERANCE_MS.saturating_mul(4));
    app.ports
        .db
        .batch(vec![client::forget_signatures(before_ms)])
        .await?;
    Ok(())
}

impl Buyer {
    /// The tenant.
    pub fn tenant_id(&self) -> i64 {
        match self {
            Self::Staff(identity) => identity.tenant_id,
            Self::Client(client) => client.tenant_id,
        }
    }

    /// The tenant's currency.
    pub fn currency(&self) -> Currency {
        match self {
            Self::Staff(identity) => identity.currency,
            Self::Client(client) => client.currency,
        }
    }

    /// The user, if there is one.
    pub fn user_id(&self) -> Option<i64> {
        match self {
            Self::Staff(identity) => Some(identity.user_id),
            Self::Client(client) => client.user.as_ref().map(|user| user.user_id),
        }
    }

    /// In whose name idempotency keys are kept, and operations are one's own.
    pub fn actor(&self) -> String {
        match self {
            Self::Staff(identity) => identity.actor(),
            Self::Client(client) => format!("integrator:{}", client.client_id),
        }
    }
}

impl Standing for Buyer {
    fn assert(&self) -> Vec<Statement> {
        match self {
            Self::Staff(identity) => identity.assert(),
            Self::Client(client) => vec![
                match &client.user {
                    Some(user) => access::assert(user),
                    None => client::assert_session(
                        &client.session_id,
                        client.tenant_id,
                        client.client_id,
                    ),
                },
                integrator::assert(client.client_id, client.client_version),
            ],
        }
    }

    fn check(&self) -> Vec<(Statement, Code)> {
        match self {
            Self::Staff(identity) => identity.check(),
            Self::Client(client) => vec![
                match &client.user {
                    Some(user) => (access::check(user), Code::TokenRevoked),
                    None => (
                        client::check_session(
                            &client.session_id,
                            client.tenant_id,
                            client.client_id,
                        ),
                        Code::TokenRevoked,
                    ),
                },
                (
                    integrator::check(client.client_id, client.client_version),
                    Code::TokenRevoked,
                ),
            ],
        }
    }
}
