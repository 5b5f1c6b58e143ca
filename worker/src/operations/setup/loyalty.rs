//! The loyalty wallets of a new tenant, its API key, and its supervisors' PINs. They come after the tenant, whose users sign them.

use crate::app::App;
use crate::auth::password;
use crate::error::Failure;
use crate::identifier;
use crate::operations::{api_key, loyalty_wallet as wallets};
use crate::ports::Statement;
use crate::store::collaborator::{self, CollaboratorRow};
use crate::store::loyalty::{self, ContextRow, NewContact, NewMovement, WalletContext};
use crate::store::loyalty_wallet::{self, WalletSettings};
use crate::store::operation::OperationRef;
use crate::store::row;
use ventanilla_core::loyalty::{ApiDoor, MovementKind};
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::resources::setup::{SetupLoyaltyWallet, SetupTenantRequest};

/// Creates them.
pub(super) async fn set_up(
    app: &App,
    tenant_id: i64,
    request: &SetupTenantRequest,
) -> Result<(), Failure> {
    let now_ms = app.ports.clock.now_ms();
    let rows = app
        .ports
        .db
        .batch(vec![collaborator::list(tenant_id)])
        .await?;
    let users: Vec<CollaboratorRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let mut batch: Vec<Statement> = Vec::new();
    for user in &request.users {
        let id = users.iter().find(|row| row.login == user.email);
        if let (Some(pin), Some(row)) = (&user.pin, id) {
            let hash =
                password::hash(pin, app.ports.entropy.as_ref()).map_err(Failure::Internal)?;
            batch.push(collaborator::set_pin(tenant_id, row.id, &hash, now_ms));
        }
    }
    if let Some(key) = &request.keys.wallet_apikey {
        batch.push(api_key::insert(
            tenant_id,
            "Integrador de monederos",
            key,
            &ApiDoor::ALL,
            None,
            now_ms,
        ));
    }
    run(app, batch).await?;
    // Who signs what there is at the start: whoever administers.
    let signer = users.first().map(|row| row.id);
    for wallet in request
        .loyalty
        .iter()
        .flat_map(|loyalty| &loyalty.monederos)
    {
        add_wallet(app, tenant_id, signer, &users, wallet).await?;
    }
    // Last, since a number that is blocked is given no points.
    let marks = request
        .loyalty
        .iter()
        .flat_map(|loyalty| &loyalty.telefonos);
    let marks = marks.map(|mark| {
        let (phone, mark) = (mark.telefono.as_str(), wallets::mark_name(mark.marca));
        loyalty_wallet::mark(tenant_id, phone, mark, None, now_ms)
    });
    run(app, marks.collect()).await
}

async fn run(app: &App, batch: Vec<Statement>) -> Result<(), Failure> {
    if !batch.is_empty() {
        app.ports.db.batch(batch).await?;
    }
    Ok(())
}

async fn add_wallet(
    app: &App,
    tenant_id: i64,
    signer: Option<i64>,
    users: &[CollaboratorRow],
    new: &SetupLoyaltyWallet,
) -> Result<(), Failure> {
    let now_ms = app.ports.clock.now_ms();
    let key = identifier::random_hex::<{ wallets::KEY_BYTES }>(&app.ports)?;
    let settings = wallets::settings_of(&new.monedero);
    // Its customers are in it already when its quotas begin to count.
    let count = i64::try_from(new.clientes.len()).unwrap_or(i64::MAX);
    let plus = |quota: Option<i64>, more: i64| quota.map(|quota| quota.saturating_add(more));
    let filled = WalletSettings {
        contacts_left: plus(settings.contacts_left, count),
        credits_left: plus(settings.credits_left, count.saturating_mul(2)),
        ..settings.clone()
    };
    let rows = app
        .ports
        .db
        .batch(vec![
            loyalty_wallet::insert(tenant_id, &key, &filled, now_ms),
            loyalty::context(tenant_id, &key, signer, ""),
        ])
        .await?;
    let context: ContextRow = row::one(&rows.into_iter().next_back().unwrap_or_default())?;
    let wallet = context
        .wallet
        .ok_or_else(|| Failure::Internal("a new wallet is not there".to_owned()))?;
    let mut batch = Vec::new();
    for contact in &new.clientes {
        let new_contact = NewContact {
            phone: contact.telefono.as_str(),
            name: &contact.nombre,
            birth_date: None,
            user_id: signer,
        };
        let reference = reference(app, tenant_id)?;
        batch.push(claim(
            &reference,
            OperationKind::LoyaltyContact,
            &new_contact,
            now_ms,
        ));
        batch.extend(loyalty::add_contact(
            &reference,
            &wallet,
            &new_contact,
            now_ms,
        ));
        if contact.puntos.is_positive() {
            batch.extend(addition(
                app,
                tenant_id,
                &wallet,
                &new_contact,
                contact.puntos,
                now_ms,
            )?);
        }
    }
    if let Some(logins) = &new.colaboradores {
        let named = users.iter().filter(|user| logins.contains(&user.login));
        let ids: Vec<i64> = named.map(|user| user.id).collect();
        batch.extend(loyalty_wallet::set_permissions(tenant_id, wallet.id, &ids));
    }
    let last = WalletSettings {
        is_for_everybody: Some(new.colaboradores.is_none()),
        ..settings
    };
    batch.extend(loyalty_wallet::update(tenant_id, wallet.id, &last, now_ms));
    run(app, batch).await
}

fn addition(
    app: &App,
    tenant_id: i64,
    wallet: &WalletContext,
    contact: &NewContact<'_>,
    points: ventanilla_core::Points,
    now_ms: i64,
) -> Result<Vec<Statement>, Failure> {
    let reference = reference(app, tenant_id)?;
    let movement = NewMovement {
        kind: MovementKind::Addition,
        phone: contact.phone,
        points,
        purchase: None,
        percentage: None,
        ticket: None,
        reason: Some("Instalación"),
        user_id: contact.user_id,
        authorised_by_user_id: None,
    };
    let mut statements = vec![claim(
        &reference,
        OperationKind::LoyaltyAdjustment,
        contact,
        now_ms,
    )];
    statements.extend(loyalty::move_points(&reference, wallet, &movement, now_ms));
    Ok(statements)
}

fn claim(
    reference: &OperationRef,
    kind: OperationKind,
    contact: &NewContact<'_>,
    now_ms: i64,
) -> Statement {
    loyalty::claim(
        reference,
        kind,
        contact.user_id,
        contact.phone,
        "Instalación",
        now_ms,
    )
}

fn reference(app: &App, tenant_id: i64) -> Result<OperationRef, Failure> {
    Ok(OperationRef {
        tenant_id,
        id: identifier::uuid(&app.ports)?,
        actor: "setup".to_owned(),
        idempotency: None,
    })
}
