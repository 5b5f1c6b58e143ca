//! Contacts of loyalty wallets and their points: added, earned, used, given and taken (contract of wallets, sections 5 to 8). Each is a read of
//! what it is judged by, and a batch that asserts it.

use super::commit::{Answer, commit, find_stored, read, reference_of};
use super::throttle::Throttle;
use crate::app::App;
use crate::auth::agent::Agent;
use crate::auth::password;
use crate::error::{Failure, Refusal};
use crate::ports::Statement;
use crate::store::collaborator::{self, PinRow};
use crate::store::loyalty::{
    self, ContactRow, ContextRow, MovementRow, NewContact, NewMovement, WalletContext,
};
use crate::store::operation::{Idempotency, OperationRef};
use crate::store::row;
use serde::de::DeserializeOwned;
use ventanilla_core::amount::Amount;
use ventanilla_core::code::Code;
use ventanilla_core::field::{Flaw, Invalid};
use ventanilla_core::loyalty::{MovementKind, Percentage, Points, TenDigits, birth_date};
use ventanilla_core::operation::OperationKind;
use ventanilla_core::role::Permission;
use ventanilla_core::wire::loyalty::requests::{
    AddContactRequest, Authorisation, CollaboratorId, GetContactsRequest, SaleKind, SaleRequest,
    UpdateBalanceRequest,
};
use ventanilla_core::wire::time::{Date, Iso};

/// How often a wallet may be changed between its reading and the batch before somebody is asked to try again.
const READINGS_MAX: u32 = 3;

/// What a request with a wallet is about.
struct Subject<'a> {
    agent: &'a Agent,
    wallet_key: &'a str,
    phone: &'a TenDigits,
    /// Who signs.
    user_id: CollaboratorId,
}

/// Adds a contact with no points. Refuses in this order (contract, section 5): `collaborator_foreign`, `loyalty_wallet_not_found`,
/// `phone_unknown_area`, `phone_landline`, the date of birth, `contact_exists`, `contact_quota_reached`, `messaging_credits_insufficient`.
pub async fn add_contact(
    app: &App,
    agent: &Agent,
    idempotency: Option<Idempotency>,
    request: &AddContactRequest,
) -> Result<Answer<ContactRow>, Failure> {
    let subject = Subject {
        agent,
        wallet_key: &request.wallet_key,
        phone: &request.phone,
        user_id: signer(agent, request.usertool_id)?,
    };
    let reference = reference_of(app, agent.tenant_id(), agent.actor(), idempotency)?;
    let now_ms = app.ports.clock.now_ms();
    let attempt = async |context: &ContextRow| {
        if !context.is_collaborator {
            return Err(Failure::from(Code::CollaboratorForeign));
        }
        let wallet = wallet(context)?;
        if !request.phone.is_of_known_area() {
            return Err(Code::PhoneUnknownArea.into());
        }
        if context.is_landline {
            return Err(Code::PhoneLandline.into());
        }
        let today = Iso::from_ms(now_ms).date_at(context.utc_offset_min);
        let born = born(request, wallet, today)?.map(Date::to_text);
        let contact = NewContact {
            phone: request.phone.as_str(),
            name: &request.customer_name,
            birth_date: born.as_deref(),
            user_id: subject.user_id,
        };
        let claim = loyalty::claim(
            &reference,
            OperationKind::LoyaltyContact,
            subject.user_id,
            contact.phone,
            &request.customer_name,
            now_ms,
        );
        let mut statements = vec![claim];
        statements.extend(loyalty::add_contact(&reference, wallet, &contact, now_ms));
        commit(
            app,
            agent,
            &reference,
            statements,
            loyalty::added_by(&reference),
        )
        .await
    };
    let select = loyalty::added_by(&reference);
    judged(app, &subject, &reference, select, attempt).await
}

/// The contact of a number, or all of them. Refuses with `loyalty_wallet_not_found`, `contact_not_found`.
pub async fn contacts(
    app: &App,
    agent: &Agent,
    request: &GetContactsRequest,
) -> Result<Vec<ContactRow>, Failure> {
    let tenant_id = agent.tenant_id();
    let phone = request.phone.as_ref().map(TenDigits::as_str);
    let select = match phone {
        Some(phone) => loyalty::find_contact(tenant_id, &request.wallet_key, phone),
        None => loyalty::list_contacts(tenant_id, &request.wallet_key),
    };
    let context = loyalty::context(tenant_id, &request.wallet_key, None, "");
    let mut rows = read(app, agent, vec![context, select]).await?;
    let found: Vec<ContactRow> = row::many(&rows.pop().unwrap_or_default())?;
    let context: ContextRow = row::one(&rows.pop().unwrap_or_default())?;
    wallet(&context)?;
    if phone.is_some() && found.is_empty() {
        return Err(Code::ContactNotFound.into());
    }
    Ok(found)
}

/// Records a sale, which earns points or uses them. Refuses in this order (contract, section 7): `loyalty_wallet_not_found`, a missing ticket,
/// and as [`loyalty::move_points`] does; on our pages also with `authorization_required`, `pin_invalid`, `login_locked`.
pub async fn sell(
    app: &App,
    agent: &Agent,
    idempotency: Option<Idempotency>,
    request: &SaleRequest,
) -> Result<Answer<MovementRow>, Failure> {
    let subject = Subject {
        agent,
        wallet_key: &request.wallet_key,
        phone: &request.phone,
        user_id: signer(agent, request.usertool_id)?,
    };
    let reference = reference_of(app, agent.tenant_id(), agent.actor(), idempotency)?;
    let now_ms = app.ports.clock.now_ms();
    let attempt = async |context: &ContextRow| {
        let wallet = wallet(context)?;
        if wallet.is_ticket_required && request.ticket.is_none() {
            return Err(missing("ticket"));
        }
        let (kind, points, purchase, percentage) = match request.kind {
            SaleKind::Earn { purchase } => {
                let percentage = percentage(wallet)?;
                let points = percentage
                    .of(purchase)
                    .ok_or_else(|| Failure::Internal("a sale earns too much".to_owned()))?;
                (
                    MovementKind::Earning,
                    points,
                    Some(purchase),
                    Some(percentage),
                )
            }
            SaleKind::Use { points, purchase } => {
                (MovementKind::Redemption, points, purchase, None)
            }
        };
        let authorised = match (kind, wallet.pin_threshold) {
            (MovementKind::Redemption, Some(threshold)) => {
                authorise(
                    app,
                    agent,
                    points,
                    threshold,
                    request.authorisation.as_ref(),
                )
                .await?
            }
            _ => None,
        };
        let movement = NewMovement {
            kind,
            phone: request.phone.as_str(),
            points,
            purchase,
            percentage,
            ticket: request.ticket.as_deref(),
            reason: None,
            user_id: subject.user_id,
            authorised_by_user_id: authorised,
        };
        let kind = match kind {
            MovementKind::Redemption => OperationKind::LoyaltyRedemption,
            MovementKind::Earning | MovementKind::Addition | MovementKind::Removal => {
                OperationKind::LoyaltyEarning
            }
        };
        let claim = loyalty::claim(
            &reference,
            kind,
            subject.user_id,
            movement.phone,
            request.ticket.as_deref().unwrap_or_default(),
            now_ms,
        );
        let mut statements = vec![claim];
        statements.extend(loyalty::move_points(&reference, wallet, &movement, now_ms));
        commit(
            app,
            agent,
            &reference,
            statements,
            loyalty::made_by(&reference),
        )
        .await
    };
    let select = loyalty::made_by(&reference);
    judged(app, &subject, &reference, select, attempt).await
}

/// Gives or takes points by hand. Refuses as [`loyalty::move_points`] does; staff without a reason with what is missing.
pub async fn update_balance(
    app: &App,
    agent: &Agent,
    idempotency: Option<Idempotency>,
    request: &UpdateBalanceRequest,
) -> Result<Answer<MovementRow>, Failure> {
    if agent.is_staff() && request.reason.is_none() {
        return Err(missing("reason"));
    }
    let subject = Subject {
        agent,
        wallet_key: &request.wallet_key,
        phone: &request.phone,
        user_id: signer(agent, request.usertool_id)?,
    };
    let reference = reference_of(app, agent.tenant_id(), agent.actor(), idempotency)?;
    let now_ms = app.ports.clock.now_ms();
    let reason = request.reason.as_deref();
    let attempt = async |context: &ContextRow| {
        let wallet = wallet(context)?;
        let movement = NewMovement {
            kind: if request.gives {
                MovementKind::Addition
            } else {
                MovementKind::Removal
            },
            phone: request.phone.as_str(),
            points: request.points,
            purchase: None,
            percentage: None,
            ticket: None,
            reason,
            user_id: subject.user_id,
            authorised_by_user_id: None,
        };
        let claim = loyalty::claim(
            &reference,
            OperationKind::LoyaltyAdjustment,
            subject.user_id,
            movement.phone,
            reason.unwrap_or_default(),
            now_ms,
        );
        let mut statements = vec![claim];
        statements.extend(loyalty::move_points(&reference, wallet, &movement, now_ms));
        commit(
            app,
            agent,
            &reference,
            statements,
            loyalty::made_by(&reference),
        )
        .await
    };
    let select = loyalty::made_by(&reference);
    judged(app, &subject, &reference, select, attempt).await
}

/// Reads what a request is judged by and makes the attempt, again where the wallet was changed meanwhile. What was stored under the same key
/// before is answered, whatever is so by now.
async fn judged<T: DeserializeOwned>(
    app: &App,
    subject: &Subject<'_>,
    reference: &OperationRef,
    stored: Statement,
    attempt: impl AsyncFn(&ContextRow) -> Result<Answer<T>, Failure>,
) -> Result<Answer<T>, Failure> {
    let select = loyalty::context(
        subject.agent.tenant_id(),
        subject.wallet_key,
        subject.user_id,
        subject.phone.as_str(),
    );
    let mut readings: u32 = 1;
    loop {
        let rows = read(app, subject.agent, vec![select.clone()]).await?;
        let context: ContextRow = row::one(&rows.into_iter().next().unwrap_or_default())?;
        let failure = match attempt(&context).await {
            Ok(answer) => return Ok(answer),
            Err(failure) => failure,
        };
        match failure {
            Failure::Refused(Refusal {
                code: Code::LoyaltyWalletChanged,
                ..
            }) if readings < READINGS_MAX => readings = readings.saturating_add(1),
            Failure::Refused(_) | Failure::Invalid(_) if reference.idempotency.is_some() => {
                let earlier = find_stored(app, subject.agent, reference, stored).await?;
                return earlier.ok_or(failure);
            }
            failure => return Err(failure),
        }
    }
}

/// Who signs: staff for themselves, whatever another system names. Refuses with `collaborator_foreign` where staff names somebody else.
fn signer(agent: &Agent, named: CollaboratorId) -> Result<CollaboratorId, Failure> {
    match agent.user_id() {
        Some(user_id) if named == Some(user_id) => Ok(named),
        Some(_) => Err(Code::CollaboratorForeign.into()),
        None => Ok(named),
    }
}

fn wallet(context: &ContextRow) -> Result<&WalletContext, Failure> {
    context
        .wallet
        .as_ref()
        .ok_or_else(|| Code::LoyaltyWalletNotFound.into())
}

fn percentage(wallet: &WalletContext) -> Result<Percentage, Failure> {
    Percentage::new(wallet.percentage)
        .ok_or_else(|| Failure::Internal(format!("wallet {} has no percentage", wallet.id)))
}

fn missing(field: &'static str) -> Failure {
    Invalid::one(Flaw::new(Code::Required).of(field)).into()
}

/// The date of birth, if it was told and is one. Refuses where it is needed and missing, or is none.
fn born(
    request: &AddContactRequest,
    wallet: &WalletContext,
    today: Date,
) -> Result<Option<Date>, Failure> {
    const FIELD: &str = "customer_birthdate";
    match &request.customer_birthdate {
        Some(written) => match birth_date(written, today) {
            Some(date) => Ok(Some(date)),
            None => Err(Invalid::one(Flaw::new(Code::DateInvalid).of(FIELD)).into()),
        },
        None if wallet.is_birth_date_required => Err(missing(FIELD)),
        None => Ok(None),
    }
}

/// Who authorises a redemption above the threshold, if it has to be: whoever supervises does, everybody else needs a supervisor's PIN. Other
/// systems have no pages, and no PINs.
async fn authorise(
    app: &App,
    agent: &Agent,
    points: Points,
    threshold: Amount,
    authorisation: Option<&Authorisation>,
) -> Result<Option<i64>, Failure> {
    let Agent::Staff(identity) = agent else {
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
    let throttle = Throttle::pin(authorisation.user_id, identity.user_id);
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
