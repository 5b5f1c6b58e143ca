//! Who asks at a door that both staff and other systems use: a token, or a request signed with an integrator's key (contract of CPS,
//! section 5).

use super::signature::{
    API_KEY_HEADER, NONCE_DISTANCE_MS_MAX, NONCE_HEADER, Presented, SIGNATURE_HEADER, SigningKey,
    verify,
};
use super::token::Identity;
use crate::app::App;
use crate::error::Failure;
use crate::http::{Method, Request};
use crate::operations::commit::Standing;
use crate::ports::Statement;
use crate::store::integrator::{self, SignerRow};
use crate::store::provider::{self, RouteRow};
use crate::store::row;
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::provider::Provider;
use ventanilla_core::role::Permission;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payer {
    /// Somebody who works there: what is paid for goes into the drawer of their open session.
    Staff(Identity),
    /// Another system: what is paid for is owed by it.
    Integrator(Integrator),
}

/// Another system, as a signed request proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Integrator {
    /// Its id.
    pub id: i64,
    /// Its tenant.
    pub tenant_id: i64,
    /// The tenant's currency.
    pub currency: Currency,
    /// Where the tenant's orders go, read while the nonce was used up.
    pub route: RouteRow,
    version: i64,
}

/// Who asks, if staff with that permission or an active integrator. A signed request costs two round trips: its key is read, then its nonce
/// is used up, whatever comes of the request. Refuses with `unauthorized`, `forbidden`, `body_too_large`.
pub async fn identify(
    app: &App,
    request: &Request,
    permission: Permission,
) -> Result<Payer, Failure> {
    let signed_headers = [API_KEY_HEADER, NONCE_HEADER, SIGNATURE_HEADER];
    if signed_headers
        .iter()
        .any(|name| request.header(name).is_some())
    {
        return signed(app, request).await.map(Payer::Integrator);
    }
    let identity = request
        .bearer()
        .and_then(|token| app.token_key.identity(token, app.ports.clock.now_ms()))
        .ok_or(Failure::from(Code::Unauthorized))?;
    if identity.role.may(permission) {
        Ok(Payer::Staff(identity))
    } else {
        Err(Code::Forbidden.into())
    }
}

async fn signed(app: &App, request: &Request) -> Result<Integrator, Failure> {
    let unauthorized = || Failure::from(Code::Unauthorized);
    let header = |name: &str| request.header(name).ok_or_else(unauthorized);
    let (api_key, nonce, signature) = (
        header(API_KEY_HEADER)?,
        header(NONCE_HEADER)?,
        header(SIGNATURE_HEADER)?,
    );
    let body = request
        .body
        .as_ref()
        .map_err(|_| Failure::from(Code::BodyTooLarge))?;
    let rows = app
        .ports
        .db
        .batch(vec![integrator::signer(api_key)])
        .await
        .map_err(Failure::of_question)?;
    let signer: SignerRow = rows
        .first()
        .map(row::first)
        .transpose()?
        .flatten()
        .ok_or_else(unauthorized)?;
    let private_key = app
        .sealing_key
        .open(&signer.sealed, &key_place(signer.tenant_id))
        .and_then(|key| SigningKey::new(&key))
        .ok_or_else(|| Failure::Internal("an integrator's key does not open".to_owned()))?;
    let presented = Presented {
        method: request.method.unwrap_or(Method::Get),
        path: &request.path,
        query: &request.query_pairs(),
        body,
        nonce,
        signature,
    };
    verify(&presented, &private_key, app.ports.clock.now_ms()).map_err(|_| unauthorized())?;
    let nonce_ms = nonce.parse().map_err(|_| unauthorized())?;
    let mut rows = app
        .ports
        .db
        .batch(vec![
            integrator::assert(signer.id, signer.version),
            integrator::use_nonce(signer.id, nonce_ms),
            provider::route(signer.tenant_id, Provider::Cps),
        ])
        .await
        .map_err(Failure::of_question)?;
    let currency = Currency::parse(&signer.currency)
        .ok_or_else(|| Failure::Internal(format!("unknown currency {}", signer.currency)))?;
    Ok(Integrator {
        id: signer.id,
        tenant_id: signer.tenant_id,
        currency,
        route: row::one(&rows.pop().unwrap_or_default())?,
        version: signer.version,
    })
}

/// Forgets nonces that are too old to be believed anyway.
pub async fn forget_nonces(app: &App) -> Result<(), Failure> {
    let before_ms = app
        .ports
        .clock
        .now_ms()
        .saturating_sub(NONCE_DISTANCE_MS_MAX.saturating_mul(2));
    app.ports
        .db
        .batch(vec![integrator::forget_nonces(before_ms)])
        .await?;
    Ok(())
}

/// What the keys of a tenant's integrators are sealed for.
pub fn key_place(tenant_id: i64) -> String {
    format!("integrator key of tenant {tenant_id}")
}

impl Payer {
    /// The tenant.
    pub fn tenant_id(&self) -> i64 {
        match self {
            Self::Staff(identity) => identity.tenant_id,
            Self::Integrator(integrator) => integrator.tenant_id,
        }
    }

    /// The tenant's currency.
    pub fn currency(&self) -> Currency {
        match self {
            Self::Staff(identity) => identity.currency,
            Self::Integrator(integrator) => integrator.currency,
        }
    }

    /// In whose name idempotency keys are kept, and operations are one's own.
    pub fn actor(&self) -> String {
        match self {
            Self::Staff(identity) => identity.actor(),
            Self::Integrator(integrator) => format!("integrator:{}", integrator.id),
        }
    }
}

impl Standing for Payer {
    fn assert(&self) -> Vec<Statement> {
        match self {
            Self::Staff(identity) => identity.assert(),
            Self::Integrator(signer) => vec![integrator::assert(signer.id, signer.version)],
        }
    }

    fn check(&self) -> Vec<(Statement, Code)> {
        match self {
            Self::Staff(identity) => identity.check(),
            Self::Integrator(signer) => vec![(
                integrator::check(signer.id, signer.version),
                Code::Unauthorized,
            )],
        }
    }
}
