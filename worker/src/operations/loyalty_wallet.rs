//! Loyalty wallets and what the shop knows of numbers: settings, not value.

use super::commit::{read, write, write_all};
use crate::app::App;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::identifier;
use crate::store::loyalty_wallet::{self, LoyaltyWalletRow, PhoneMarkRow, WalletSettings};
use crate::store::row;
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::loyalty::{Percentage, Points, TenDigits};
use ventanilla_core::wire::resources::loyalty::{
    LoyaltyWalletRequest, LoyaltyWalletUpdateRequest, PhoneMark,
};

/// How many random bytes a wallet's key is made of; it is written in hexadecimal.
pub const KEY_BYTES: usize = 16;

/// Creates a wallet without contacts. Refuses with `loyalty_wallet_exists`, and with `not_available` outside of Mexico, whose numbers they are.
pub async fn create(
    app: &App,
    identity: &Identity,
    request: &LoyaltyWalletRequest,
) -> Result<LoyaltyWalletRow, Failure> {
    if identity.currency != Currency::Mxn {
        read(app, identity, Vec::new()).await?;
        return Err(Code::NotAvailable.into());
    }
    let key = identifier::random_hex::<KEY_BYTES>(&app.ports)?;
    let statements = vec![
        loyalty_wallet::insert(
            identity.tenant_id,
            &key,
            &settings_of(request),
            app.ports.clock.now_ms(),
        ),
        loyalty_wallet::find_by_key(identity.tenant_id, &key),
    ];
    row::one(&write(app, identity, statements).await?)
}

/// What a new wallet is to be.
pub fn settings_of(request: &LoyaltyWalletRequest) -> WalletSettings<'_> {
    WalletSettings {
        name: Some(&request.nombre),
        percentage: Some(request.porcentaje.amount().minor()),
        is_ticket_required: Some(request.exige_ticket),
        is_ticket_unique: Some(request.ticket_unico),
        is_birth_date_required: Some(request.exige_nacimiento),
        is_for_everybody: None,
        contacts_left: Some(request.clientes_disponibles),
        redemptions_left: Some(request.canjes_disponibles),
        credits_left: Some(request.creditos_disponibles),
        is_threshold_given: true,
        pin_threshold: request.pin_desde.map(minor_text),
        client_url: Some(&request.enlace_clientes),
        is_upstream_key_given: true,
        upstream_key: request.clave_proveedor.as_deref(),
    }
}

/// Changes what is given of a wallet. Refuses with `loyalty_wallet_not_found`, `loyalty_wallet_exists`, `collaborator_foreign`.
pub async fn update(
    app: &App,
    identity: &Identity,
    id: i64,
    request: &LoyaltyWalletUpdateRequest,
) -> Result<LoyaltyWalletRow, Failure> {
    let settings = WalletSettings {
        name: request.nombre.as_deref(),
        percentage: request
            .porcentaje
            .map(Percentage::amount)
            .map(|amount| amount.minor()),
        is_ticket_required: request.exige_ticket,
        is_ticket_unique: request.ticket_unico,
        is_birth_date_required: request.exige_nacimiento,
        is_for_everybody: request.colaboradores.as_ref().map(Option::is_none),
        contacts_left: request.clientes_disponibles,
        redemptions_left: request.canjes_disponibles,
        credits_left: request.creditos_disponibles,
        is_threshold_given: request.pin_desde.is_some(),
        pin_threshold: request.pin_desde.flatten().map(minor_text),
        client_url: request.enlace_clientes.as_deref(),
        is_upstream_key_given: request.clave_proveedor.is_some(),
        upstream_key: request.clave_proveedor.as_ref().and_then(Option::as_deref),
    };
    let tenant_id = identity.tenant_id;
    let mut statements = loyalty_wallet::update(tenant_id, id, &settings, app.ports.clock.now_ms());
    if let Some(named) = &request.colaboradores {
        let named = named.as_deref().unwrap_or_default();
        statements.extend(loyalty_wallet::set_permissions(tenant_id, id, named));
    }
    statements.push(loyalty_wallet::find(tenant_id, id));
    row::one(&write(app, identity, statements).await?)
}

/// Marks a number. Answers every marked one.
pub async fn mark(
    app: &App,
    identity: &Identity,
    phone: &TenDigits,
    mark: PhoneMark,
) -> Result<Vec<PhoneMarkRow>, Failure> {
    let statements = vec![
        loyalty_wallet::mark(
            identity.tenant_id,
            phone.as_str(),
            mark_name(mark),
            Some(identity.user_id),
            app.ports.clock.now_ms(),
        ),
        loyalty_wallet::list_marks(identity.tenant_id),
    ];
    row::many(&write(app, identity, statements).await?)
}

/// Takes a number's mark away; one that has none stays so.
pub async fn unmark(app: &App, identity: &Identity, phone: &TenDigits) -> Result<(), Failure> {
    let statement = loyalty_wallet::unmark(identity.tenant_id, phone.as_str());
    write_all(app, identity, vec![statement]).await.map(drop)
}

/// A mark as it is stored.
pub const fn mark_name(mark: PhoneMark) -> &'static str {
    match mark {
        PhoneMark::Blocked => "blocked",
        PhoneMark::Landline => "landline",
    }
}

fn minor_text(points: Points) -> String {
    points.amount().minor().to_string()
}
