//! Contacts of loyalty wallets and their points: added, earned, used, given and taken (contract of wallets, sections 5 to 8). Each is a read of
//! what it is judged by, and a batch that asserts it; where an upstream service keeps the points, an order there.

use super::authorisation::authorise;
use super::commit::{Answer, commit, find_stored, read, reference_of};
use super::loyalty_order::{self, Asked, UpstreamWalletUse};
use crate::app::App;
use crate::auth::agent::Agent;
use crate::error::{Failure, Refusal};
use crate::store::loyalty::{self, ContactRow, ContextRow, NewContact, NewMovement, WalletContext};
use crate::store::loyalty_order::NewLoyaltyOrder;
use crate::store::operation::{Idempotency, OperationRef};
use crate::store::row;
use ventanilla_core::amount::Amount;
use ventanilla_core::code::Code;
use ventanilla_core::field::{Flaw, Invalid};
use ventanilla_core::loyalty::{MovementKind, Percentage, Points, TenDigits, birth_date};
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::loyalty::requests::{
    AddContactRequest, CollaboratorId, GetContactsRequest, SaleKind, SaleRequest, TICKET,
    UpdateBalanceRequest,
};
use ventanilla_core::wire::resources::loyalty_orders::LoyaltyOrderKind;
use ventanilla_core::wire::time::{Date, Iso};

/// How often a wallet may be changed between its reading and the batch before somebody is asked to try again.
const READINGS_MAX: u32 = 3;

/// One request about a contact of a wallet.
struct Task<'a> {
    app: &'a App,
    agent: &'a Agent,
    reference: OperationRef,
    wallet_key: &'a str,
    phone: &'a TenDigits,
    /// Who signs.
    user_id: CollaboratorId,
    now_ms: i64,
}

/// Adds a contact with no points. Refuses in this order (contract, section 5): `collaborator_foreign`, `loyalty_wallet_not_found`,
/// `phone_unknown_area`, `phone_landline`, the date of birth, `collaborator_not_allowed`, `contact_exists`, `contact_quota_reached`, `messaging_credits_insufficient`; of a wallet that
/// an upstream service keeps, as [`loyalty_order::order`] does.
pub async fn add_contact(
    app: &App,
    agent: &Agent,
    idempotency: Option<Idempotency>,
    request: &AddContactRequest,
) -> Result<Answer<()>, Failure> {
    let task = Task::new(
        app,
        agent,
        idempotency,
        &request.wallet_key,
        &request.phone,
        request.usertool_id,
    )?;
    let answer = task
        .judged(async |context| task.add_contact(context, request).await)
        .await?;
    Ok(Answer {
        value: (),
        replayed: answer.replayed,
    })
}

/// Contacts of a wallet.
pub struct Contacts {
    /// The one that was asked for, or the next of all.
    pub rows: Vec<ContactRow>,
    /// After which one the next page starts, if there may be one.
    pub cursor: Option<i64>,
}

/// The contact of a number, or all of them, [`loyalty::CONTACTS_MAX`] at a time. Refuses with `loyalty_wallet_not_found`, `contact_not_found`.
pub async fn contacts(
    app: &App,
    agent: &Agent,
    request: &GetContactsRequest,
) -> Result<Contacts, Failure> {
    let tenant_id = agent.tenant_id();
    let phone = request.phone.as_ref().map(TenDigits::as_str);
    let select = match phone {
        Some(phone) => loyalty::find_contact(tenant_id, &request.wallet_key, phone),
        None => {
            let after = request.cursor.unwrap_or_default();
            loyalty::list_contacts(tenant_id, &request.wallet_key, after)
        }
    };
    let context = loyalty::context(tenant_id, &request.wallet_key, None, "");
    let mut rows = read(app, agent, vec![context, select]).await?;
    let mut found: Vec<ContactRow> = row::many(&rows.pop().unwrap_or_default())?;
    let context: ContextRow = row::one(&rows.pop().unwrap_or_default())?;
    if let Some(key) = &wallet(&context)?.upstream_key {
        let told = loyalty_order::contacts(app, agent, key, phone).await?;
        found = told
            .into_iter()
            .map(|contact| ContactRow {
                id: None,
                name: contact.name,
                phone: contact.phone,
                birth_date: contact.birth_date,
                points: contact.points.amount(),
            })
            .collect();
    }
    if phone.is_some() && found.is_empty() {
        return Err(Code::ContactNotFound.into());
    }
    let is_full = u32::try_from(found.len()).is_ok_and(|count| count == loyalty::CONTACTS_MAX);
    let cursor = found.last().filter(|_| is_full).and_then(|row| row.id);
    Ok(Contacts {
        rows: found,
        cursor,
    })
}

/// Records a sale, which earns points or uses them; answers those that there are then. Refuses in this order (contract, section 7):
/// `loyalty_wallet_not_found`, a ticket that is missing or none, and as [`loyalty::move_points`] does; on our pages also with `authorization_required`, `pin_invalid`,
/// `login_locked`; of a wallet that an upstream service keeps, as [`loyalty_order::order`] does.
pub async fn sell(
    app: &App,
    agent: &Agent,
    idempotency: Option<Idempotency>,
    request: &SaleRequest,
) -> Result<Answer<Points>, Failure> {
    let task = Task::new(
        app,
        agent,
        idempotency,
        &request.wallet_key,
        &request.phone,
        request.usertool_id,
    )?;
    let answer = task
        .judged(async |context| task.sell(context, request).await)
        .await?;
    with_points(answer)
}

/// Gives or takes points by hand; answers those that there are then. Refuses as [`loyalty::move_points`] does, or as [`loyalty_order::order`]; staff
/// without a reason with what is missing.
pub async fn update_balance(
    app: &App,
    agent: &Agent,
    idempotency: Option<Idempotency>,
    request: &UpdateBalanceRequest,
) -> Result<Answer<Points>, Failure> {
    if agent.is_staff() && request.reason.is_none() {
        return Err(missing("reason"));
    }
    let task = Task::new(
        app,
        agent,
        idempotency,
        &request.wallet_key,
        &request.phone,
        request.usertool_id,
    )?;
    let answer = task
        .judged(async |context| {
            let movement = Movement {
                kind: if request.gives {
                    MovementKind::Addition
                } else {
                    MovementKind::Removal
                },
                operation_kind: OperationKind::LoyaltyAdjustment,
                amount: request.points.amount(),
                purchase: None,
                ticket: None,
                reason: request.reason.as_deref(),
                authorised_by_user_id: None,
            };
            task.move_points(context, wallet(context)?, &movement).await
        })
        .await?;
    with_points(answer)
}

/// What is to be done to a contact's points.
struct Movement<'a> {
    kind: MovementKind,
    operation_kind: OperationKind,
    /// Hundredths of points; of an earning, what the sale came to.
    amount: Amount,
    purchase: Option<Amount>,
    ticket: Option<&'a str>,
    reason: Option<&'a str>,
    authorised_by_user_id: Option<i64>,
}

impl<'a> Task<'a> {
    fn new(
        app: &'a App,
        agent: &'a Agent,
        idempotency: Option<Idempotency>,
        wallet_key: &'a str,
        phone: &'a TenDigits,
        named: CollaboratorId,
    ) -> Result<Self, Failure> {
        Ok(Self {
            app,
            agent,
            reference: reference_of(app, agent.tenant_id(), agent.actor(), idempotency)?,
            wallet_key,
            phone,
            user_id: signer(agent, named)?,
            now_ms: app.ports.clock.now_ms(),
        })
    }

    /// Reads what a request is judged by and makes the attempt, again where the wallet was changed meanwhile. What was stored under the same key before
    /// is answered, whatever is so by now.
    async fn judged(
        &self,
        attempt: impl AsyncFn(&ContextRow) -> Result<Answer<Option<Points>>, Failure>,
    ) -> Result<Answer<Option<Points>>, Failure> {
        let select = loyalty::context(
            self.agent.tenant_id(),
            self.wallet_key,
            self.user_id,
            self.phone.as_str(),
        );
        let mut readings: u32 = 1;
        loop {
            let rows = read(self.app, self.agent, vec![select.clone()]).await?;
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
                Failure::Refused(_) | Failure::Invalid(_)
                    if self.reference.idempotency.is_some() =>
                {
                    return self.earlier(&context).await?.ok_or(failure);
                }
                failure => return Err(failure),
            }
        }
    }

    /// What was stored under the same key before.
    async fn earlier(
        &self,
        context: &ContextRow,
    ) -> Result<Option<Answer<Option<Points>>>, Failure> {
        let (app, agent, reference) = (self.app, self.agent, &self.reference);
        if context
            .wallet
            .as_ref()
            .is_some_and(WalletContext::is_upstream)
        {
            return loyalty_order::stored(app, agent, reference).await;
        }
        find_stored(app, agent, reference, loyalty::balance_of(reference))
            .await?
            .map(told)
            .transpose()
    }

    async fn add_contact(
        &self,
        context: &ContextRow,
        request: &AddContactRequest,
    ) -> Result<Answer<Option<Points>>, Failure> {
        if !context.is_collaborator {
            return Err(Code::CollaboratorForeign.into());
        }
        let wallet = wallet(context)?;
        let today = Iso::from_ms(self.now_ms).date_at(context.utc_offset_min);
        if let Some(key) = &wallet.upstream_key {
            // Whatever else there is to say of the contact, the service says it.
            let born = request.customer_birthdate.as_deref().map(|written| {
                birth_date(written, today).map_or(written.to_owned(), Date::to_text)
            });
            let order = NewLoyaltyOrder {
                name: Some(&request.customer_name),
                ..self.new_order(OperationKind::LoyaltyContact, LoyaltyOrderKind::Contact)?
            };
            let asked = Asked::Contact {
                birth_date: born.as_deref(),
            };
            return self.order(context, wallet, key, &asked, &order).await;
        }
        if !request.phone.is_of_known_area() {
            return Err(Code::PhoneUnknownArea.into());
        }
        if context.is_landline {
            return Err(Code::PhoneLandline.into());
        }
        let born = born(request, wallet, today)?.map(Date::to_text);
        let contact = NewContact {
            phone: request.phone.as_str(),
            name: &request.customer_name,
            birth_date: born.as_deref(),
            user_id: self.user_id,
        };
        let mut statements = vec![loyalty::claim(
            &self.reference,
            OperationKind::LoyaltyContact,
            self.user_id,
            contact.phone,
            &request.customer_name,
            self.now_ms,
        )];
        statements.extend(loyalty::add_contact(
            &self.reference,
            wallet,
            &contact,
            self.now_ms,
        ));
        self.commit(statements).await
    }

    async fn sell(
        &self,
        context: &ContextRow,
        request: &SaleRequest,
    ) -> Result<Answer<Option<Points>>, Failure> {
        let wallet = wallet(context)?;
        let ticket = request.ticket()?;
        if wallet.is_ticket_required && ticket.is_none() && !wallet.is_upstream() {
            return Err(missing(TICKET));
        }
        let movement = match request.kind {
            SaleKind::Earn { purchase } => Movement {
                kind: MovementKind::Earning,
                operation_kind: OperationKind::LoyaltyEarning,
                amount: purchase,
                purchase: Some(purchase),
                ticket,
                reason: None,
                authorised_by_user_id: None,
            },
            SaleKind::Use { points, purchase } => Movement {
                kind: MovementKind::Redemption,
                operation_kind: OperationKind::LoyaltyRedemption,
                amount: points.amount(),
                purchase,
                ticket,
                reason: None,
                authorised_by_user_id: authorise(
                    self.app,
                    self.agent,
                    points,
                    wallet.pin_threshold,
                    request.authorisation.as_ref(),
                )
                .await?,
            },
        };
        self.move_points(context, wallet, &movement).await
    }

    async fn move_points(
        &self,
        context: &ContextRow,
        wallet: &WalletContext,
        movement: &Movement<'_>,
    ) -> Result<Answer<Option<Points>>, Failure> {
        if let Some(key) = &wallet.upstream_key {
            let kind = LoyaltyOrderKind::Movement(movement.kind);
            let order = NewLoyaltyOrder {
                amount: Some(movement.amount),
                ticket: movement.ticket,
                reason: movement.reason,
                authorised_by_user_id: movement.authorised_by_user_id,
                ..self.new_order(movement.operation_kind, kind)?
            };
            let asked = Asked::Points {
                kind: movement.kind,
                amount: movement.amount,
                purchase: movement.purchase.filter(|_| !movement.kind.gives()),
            };
            return self.order(context, wallet, key, &asked, &order).await;
        }
        let (points, percentage) = match movement.kind {
            MovementKind::Earning => {
                let percentage = percentage(wallet)?;
                (percentage.of(movement.amount), Some(percentage))
            }
            MovementKind::Redemption | MovementKind::Addition | MovementKind::Removal => {
                (Points::new(movement.amount), None)
            }
        };
        let new_movement = NewMovement {
            kind: movement.kind,
            phone: self.phone.as_str(),
            points: points.ok_or_else(|| Failure::Internal("no such points".to_owned()))?,
            purchase: movement.purchase,
            percentage,
            ticket: movement.ticket,
            reason: movement.reason,
            user_id: self.user_id,
            authorised_by_user_id: movement.authorised_by_user_id,
        };
        let mut statements = vec![loyalty::claim(
            &self.reference,
            movement.operation_kind,
            self.user_id,
            new_movement.phone,
            movement.reason.or(movement.ticket).unwrap_or_default(),
            self.now_ms,
        )];
        statements.extend(loyalty::move_points(
            &self.reference,
            wallet,
            &new_movement,
            self.now_ms,
        ));
        self.commit(statements).await
    }

    async fn commit(
        &self,
        statements: Vec<crate::ports::Statement>,
    ) -> Result<Answer<Option<Points>>, Failure> {
        let select = loyalty::balance_of(&self.reference);
        let answer = commit(self.app, self.agent, &self.reference, statements, select).await?;
        told(answer)
    }

    fn new_order(
        &self,
        operation_kind: OperationKind,
        kind: LoyaltyOrderKind,
    ) -> Result<NewLoyaltyOrder<'_>, Failure> {
        Ok(NewLoyaltyOrder {
            operation_kind,
            kind,
            phone: self.phone.as_str(),
            name: None,
            amount: None,
            ticket: None,
            reason: None,
            user_id: self
                .user_id
                .ok_or(Failure::from(Code::CollaboratorForeign))?,
            authorised_by_user_id: None,
        })
    }

    async fn order(
        &self,
        context: &ContextRow,
        wallet: &WalletContext,
        key: &str,
        asked: &Asked<'_>,
        order: &NewLoyaltyOrder<'_>,
    ) -> Result<Answer<Option<Points>>, Failure> {
        if !context.is_collaborator {
            return Err(Code::CollaboratorForeign.into());
        }
        let upstream = UpstreamWalletUse {
            wallet,
            key,
            user_id: context
                .upstream_user_id
                .ok_or(Failure::from(Code::CollaboratorNotAllowed))?,
        };
        loyalty_order::order(
            self.app,
            self.agent,
            &self.reference,
            &upstream,
            asked,
            order,
        )
        .await
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

/// The balance that a stored operation has told.
fn told(answer: Answer<loyalty::BalanceRow>) -> Result<Answer<Option<Points>>, Failure> {
    let points = answer.value.balance.map(|hundredths| {
        Points::new(hundredths)
            .ok_or_else(|| Failure::Internal("a contact has less than no points".to_owned()))
    });
    Ok(Answer {
        value: points.transpose()?,
        replayed: answer.replayed,
    })
}

/// The points that every movement tells; where a person has settled one without telling them, nobody knows them.
fn with_points(answer: Answer<Option<Points>>) -> Result<Answer<Points>, Failure> {
    Ok(Answer {
        value: answer.value.ok_or(Failure::from(Code::ResultUnknown))?,
        replayed: answer.replayed,
    })
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
