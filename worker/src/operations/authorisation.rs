//! Redemptions above a wallet's threshold, which at our pages a supervisor authorises with a PIN.

use super::throttle::Throttle;
use crate::app::App;
use crate::auth::agent::Agent;
use crate::auth::password;
use crate::error::Failure;
use crate::ports::Statement;
use crate::store::collaborator::{self, PinRow};
use crate::store::row;
use ventanilla_core::amount::Amount;
use ventanilla_core::code::Code;
use ventanilla_core::loyalty::Points;
use ventanilla_core::role::Permission;
use ventanilla_core::wire::loyalty::requests::Authorisation;

/// Who authorises it, if somebody has to: whoever supervises does by asking, everybody else needs a supervisor's PIN. Other systems have no pages, and
/// no PINs. Refuses with `authorization_required`, `login_locked`, `pin_invalid`.
pub(super) async fn authorise(
    app: &App,
    agent: &Agent,
    points: Points,
    threshold: Option<Amount>,
    authorisation: Option<&Authorisation>,
) -> Result<Option<i64>, Failure> {
    let (Agent::Staff(identity), Some(threshold)) = (agent, threshold) else {
        return Ok(None);
    };
    if points.amount() <= threshold || identity.role.may(Permission::AdjustPoints) {
        return Ok(None);
    }
    let Some(authorisation) = authorisation else {
        let threshold = threshold.to_text(identity.currency);
        return Err(Failure::from(Code::AuthorizationRequired).with("saldo", threshold));
    };
    let now_ms = app.ports.clock.now_ms();
    let throttle = Throttle::pin(identity.tenant_id, authorisation.user_id, identity.user_id);
    let mut batch: Vec<Statement> = throttle.statements(now_ms);
    batch.push(collaborator::find_pin(
        identity.tenant_id,
        authorisation.user_id,
    ));
    let rows = app
        .ports
        .db
        .batch(batch)
        .await
        .map_err(Failure::of_question)?;
    throttle.admit(&rows, now_ms)?;
    let stored: Option<PinRow> = rows.last().map(row::first).transpose()?.flatten();
    let hash = stored
        .as_ref()
        .map_or(password::NOBODY, |row| row.pin_hash.as_str());
    // Of somebody without a PIN, it takes as long to say no.
    if !password::verify(&authorisation.pin, hash) || stored.is_none() {
        return Err(Code::PinInvalid.into());
    }
    app.ports
        .db
        .batch(throttle.succeeded())
        .await
        .map_err(Failure::of_question)?;
    Ok(Some(authorisation.user_id))
}
