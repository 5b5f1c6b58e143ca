//! Who asks at the door of loyalty wallets: somebody who works there, by token, or another system, by an API key (contract of wallets,
//! section 1).

use super::token::Identity;
use crate::app::App;
use crate::error::Failure;
use crate::http::Request;
use crate::identifier;
use crate::operations::commit::Standing;
use crate::ports::Statement;
use crate::store::api_key::{self, PresentedKeyRow};
use crate::store::row;
use sha2::{Digest, Sha256};
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::loyalty::ApiDoor;
use ventanilla_core::role::Permission;

/// The header that a key is in.
pub const API_KEY_HEADER: &str = "apikey";

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agent {
    /// Somebody who works there, and signs for themselves alone.
    Staff(Identity),
    /// Another system, which names the collaborator who signs.
    Application(Application),
}

/// Another system, as its key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// The key's id.
    pub key_id: i64,
    /// The tenant.
    pub tenant_id: i64,
    /// The tenant's currency.
    pub currency: Currency,
}

/// What is kept of a key: its SHA-256. A key has so much randomness that guessing it is hopeless, and a slow hash would only cost time.
pub fn key_hash(key: &str) -> String {
    identifier::hex(&Sha256::digest(key.as_bytes()))
}

/// Who asks, if staff with that permission or a good key for that door. A key costs a round trip. Refuses with `unauthorized`, `forbidden`.
pub async fn identify(
    app: &App,
    request: &Request,
    permission: Permission,
    door: ApiDoor,
) -> Result<Agent, Failure> {
    let now_ms = app.ports.clock.now_ms();
    if let Some(key) = request.header(API_KEY_HEADER) {
        return application(app, key, door, now_ms)
            .await
            .map(Agent::Application);
    }
    let identity = request
        .bearer()
        .and_then(|token| app.token_key.identity(token, now_ms))
        .ok_or(Failure::from(Code::Unauthorized))?;
    if identity.role.may(permission) {
        Ok(Agent::Staff(identity))
    } else {
        Err(Code::Forbidden.into())
    }
}

async fn application(
    app: &App,
    key: &str,
    door: ApiDoor,
    now_ms: i64,
) -> Result<Application, Failure> {
    let hash = key_hash(key);
    let mut rows = app
        .ports
        .db
        .batch(vec![
            api_key::note_use(&hash, now_ms),
            api_key::presented(&hash),
        ])
        .await
        .map_err(Failure::of_question)?;
    let presented: PresentedKeyRow =
        row::first(&rows.pop().unwrap_or_default())?.ok_or(Failure::from(Code::Unauthorized))?;
    if !presented.doors.iter().any(|name| name == door.as_str()) {
        return Err(Code::Forbidden.into());
    }
    let currency = Currency::parse(&presented.currency)
        .ok_or_else(|| Failure::Internal(format!("unknown currency {}", presented.currency)))?;
    Ok(Application {
        key_id: presented.id,
        tenant_id: presented.tenant_id,
        currency,
    })
}

impl Agent {
    /// The tenant.
    pub fn tenant_id(&self) -> i64 {
        match self {
            Self::Staff(identity) => identity.tenant_id,
            Self::Application(application) => application.tenant_id,
        }
    }

    /// The tenant's currency.
    pub fn currency(&self) -> Currency {
        match self {
            Self::Staff(identity) => identity.currency,
            Self::Application(application) => application.currency,
        }
    }

    /// The user, if it is one.
    pub fn user_id(&self) -> Option<i64> {
        match self {
            Self::Staff(identity) => Some(identity.user_id),
            Self::Application(_) => None,
        }
    }

    /// In whose name idempotency keys are kept.
    pub fn actor(&self) -> String {
        match self {
            Self::Staff(identity) => identity.actor(),
            Self::Application(application) => format!("apikey:{}", application.key_id),
        }
    }

    /// Whether it is somebody who works there.
    pub const fn is_staff(&self) -> bool {
        matches!(self, Self::Staff(_))
    }
}

impl Standing for Agent {
    fn assert(&self) -> Vec<Statement> {
        match self {
            Self::Staff(identity) => identity.assert(),
            Self::Application(application) => vec![api_key::assert(application.key_id)],
        }
    }

    fn check(&self) -> Vec<(Statement, Code)> {
        match self {
            Self::Staff(identity) => identity.check(),
            Self::Application(application) => {
                vec![(api_key::check(application.key_id), Code::Unauthorized)]
            }
        }
    }
}
