//! One request on its way to a handler: what a door reads of it.

use crate::app::App;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::http::{Request, Response};
use crate::identifier;
use crate::operations::commit::{Answer, Caller};
use crate::store::operation::Idempotency;
use serde::Serialize;
use sha2::{Digest, Sha256};
use ventanilla_core::code::Code;
use ventanilla_core::idempotency::IdempotencyKey;

/// One request, matched to its route.
pub struct Call<'a> {
    /// The instance.
    pub app: &'a App,
    /// The request.
    pub request: &'a Request,
    /// The path's variable segments, in their order.
    pub segments: Vec<&'a str>,
}

/// The largest id on any wire: 2^53-1, the largest integer that every client reads exactly.
const ID_MAX: i64 = 9_007_199_254_740_991;

impl<'a> Call<'a> {
    /// The body. Refuses with `body_too_large`.
    pub fn body(&self) -> Result<&'a [u8], Failure> {
        match &self.request.body {
            Ok(body) => Ok(body),
            Err(_) => Err(Code::BodyTooLarge.into()),
        }
    }

    /// The first variable segment as an id, 1 to 2^53-1. Refuses with `id_invalid`.
    pub fn id(&self) -> Result<i64, Failure> {
        self.segments
            .first()
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|text| text.parse::<i64>().ok())
            .filter(|id| (1..=ID_MAX).contains(id))
            .ok_or_else(|| Code::IdInvalid.into())
    }

    /// The first variable segment as the identifier of an operation. Refuses with `operation_not_found`.
    pub fn operation_id(&self) -> Result<&'a str, Failure> {
        self.segments
            .first()
            .copied()
            .filter(|text| identifier::is_uuid(text))
            .ok_or_else(|| Code::OperationNotFound.into())
    }

    /// The idempotency key and the hash of what came with it. Refuses with `idempotency_key_invalid`.
    pub fn idempotency(&self) -> Result<Option<Idempotency>, Failure> {
        let Some(key) = self.request.header("idempotency-key") else {
            return Ok(None);
        };
        let key = IdempotencyKey::parse(key).ok_or(Code::IdempotencyKeyInvalid)?;
        let mut hash = Sha256::new();
        hash.update(self.request.method.map_or("", |method| method.name()));
        hash.update(b"\n");
        hash.update(self.app.settings.path_below(&self.request.path).as_bytes());
        hash.update(b"\n");
        hash.update(self.body()?);
        Ok(Some(Idempotency {
            key: key.as_str().to_owned(),
            request_hash: identifier::hex(&hash.finalize()),
        }))
    }

    /// The same where a short secret came with it, a PIN: the hash is of no use to whoever reads the database.
    pub fn idempotency_of_secret(&self) -> Result<Option<Idempotency>, Failure> {
        let known = self.idempotency()?;
        Ok(known.map(|known| Idempotency {
            request_hash: self.app.sealing_key.fingerprint(&known.request_hash),
            ..known
        }))
    }

    /// Who asks, under which key.
    pub fn caller<'i>(&self, identity: &'i Identity) -> Result<Caller<'i>, Failure> {
        Ok(Caller {
            identity,
            idempotency: self.idempotency()?,
        })
    }
}

/// An actor's id in a body or path must be the caller's own, unless the caller may act for others (contract, section 8).
pub fn assert_actor(identity: &Identity, claimed: Option<i64>) -> Result<(), Failure> {
    match claimed {
        Some(id)
            if id != identity.user_id
                && !identity
                    .role
                    .may(ventanilla_core::role::Permission::ActForAnother) =>
        {
            Err(Code::Forbidden.into())
        }
        Some(_) | None => Ok(()),
    }
}

/// Answers an operation, saying so where it is a replay.
pub fn respond<T>(
    status: u16,
    answer: Answer<T>,
    body: impl FnOnce(T) -> Result<Response, Failure>,
) -> Result<Response, Failure> {
    let replayed = answer.replayed;
    let mut response = body(answer.value)?;
    response.status = status;
    Ok(if replayed {
        response.with_header("idempotency-replayed", "true")
    } else {
        response
    })
}

/// A 200 with a JSON body.
pub fn ok(value: &impl Serialize) -> Result<Response, Failure> {
    Ok(Response::json(200, value))
}
