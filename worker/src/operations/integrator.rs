//! Integrators and their keys.

use super::commit::write;
use crate::app::App;
use crate::auth::payer::key_place;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::identifier;
use crate::store::integrator::{self, IntegratorRow};
use crate::store::row;
use ventanilla_core::wire::resources::integrators::{IntegratorRequest, IntegratorUpdateRequest};

/// How many random bytes a key is made of; it is written in hexadecimal, as the contract's sample is (section 5.1).
const KEY_BYTES: usize = 32;

/// Keys that were just made.
struct Keys {
    api_key: String,
    private_key: String,
    sealed: String,
}

fn make_keys(app: &App, tenant_id: i64) -> Result<Keys, Failure> {
    let random = || {
        let mut bytes = [0_u8; KEY_BYTES];
        let entropy = app.ports.entropy.as_ref();
        entropy.fill(&mut bytes).map_err(Failure::Internal)?;
        Ok::<String, Failure>(identifier::hex(&bytes))
    };
    let private_key = random()?;
    let sealed = seal(app, tenant_id, &private_key)?;
    Ok(Keys {
        api_key: random()?,
        private_key,
        sealed,
    })
}

/// Seals an integrator's private key.
pub fn seal(app: &App, tenant_id: i64, private_key: &str) -> Result<String, Failure> {
    app.sealing_key
        .seal(
            private_key,
            &key_place(tenant_id),
            app.ports.entropy.as_ref(),
        )
        .map_err(Failure::Internal)
}

/// Creates an integrator. Answers its private key, which is never told again. Refuses with `integrator_exists`.
pub async fn create(
    app: &App,
    identity: &Identity,
    request: &IntegratorRequest,
) -> Result<(IntegratorRow, String), Failure> {
    let tenant_id = identity.tenant_id;
    let keys = make_keys(app, tenant_id)?;
    let statements = vec![
        integrator::insert(
            tenant_id,
            &request.nombre,
            &keys.api_key,
            &keys.sealed,
            request.limite_credito,
            app.ports.clock.now_ms(),
        ),
        integrator::find_named(tenant_id, &request.nombre),
    ];
    let rows = write(app, identity, statements).await?;
    Ok((row::one(&rows)?, keys.private_key))
}

/// Makes new keys for an integrator; the former ones are good no more. Refuses with `integrator_not_found`.
pub async fn renew_keys(
    app: &App,
    identity: &Identity,
    id: i64,
) -> Result<(IntegratorRow, String), Failure> {
    let tenant_id = identity.tenant_id;
    let keys = make_keys(app, tenant_id)?;
    let now_ms = app.ports.clock.now_ms();
    let mut statements = integrator::set_keys(tenant_id, id, &keys.api_key, &keys.sealed, now_ms);
    statements.push(integrator::find(tenant_id, id));
    let rows = write(app, identity, statements).await?;
    Ok((row::one(&rows)?, keys.private_key))
}

/// Changes what is given of an integrator. Refuses with `integrator_not_found`, `integrator_exists`.
pub async fn update(
    app: &App,
    identity: &Identity,
    id: i64,
    request: &IntegratorUpdateRequest,
) -> Result<IntegratorRow, Failure> {
    let mut statements = integrator::update(
        identity.tenant_id,
        id,
        request.nombre.as_deref(),
        request.limite_credito,
        request.activo,
        app.ports.clock.now_ms(),
    );
    statements.push(integrator::find(identity.tenant_id, id));
    row::one(&write(app, identity, statements).await?)
}
