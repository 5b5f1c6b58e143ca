//! Wallets that pay for phone credits.

use crate::auth::token::Identity;
use crate::call::{Call, ok, respond};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::operations::wallet;
use crate::store::phone_wallet::{self, WalletRow};
use crate::store::row;
use ventanilla_core::wire::resources::integrators::FundingRequest;
use ventanilla_core::wire::resources::wallets::{Wallet, WalletRequest, WalletUpdateRequest};

/// GET `/carteras`.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let statement = phone_wallet::list(identity.tenant_id);
    let rows = read(call.app, identity, vec![statement]).await?;
    let rows: Vec<WalletRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let wallets: Vec<Wallet> = rows.into_iter().map(view).collect();
    ok(&wallets)
}

/// POST `/carteras`. Refuses with `wallet_exists`.
pub async fn create(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let request = WalletRequest::parse(call.body()?)?;
    let row = wallet::create(call.app, identity, &request).await?;
    Ok(Response::json(201, &view(row)))
}

/// PATCH `/carteras/:id`. Refuses with `wallet_not_found`, `wallet_exists`.
pub async fn update(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let request = WalletUpdateRequest::parse(call.body()?)?;
    let row = wallet::update(call.app, identity, id(call), &request).await?;
    ok(&view(row))
}

/// POST `/carteras/:id/fondos`. Refuses with `wallet_not_found`.
pub async fn fund(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let caller = call.caller(identity)?;
    let request = FundingRequest::parse(call.body()?, identity.currency)?;
    let answer = wallet::fund(call.app, &caller, id(call), &request).await?;
    respond(201, answer, |row| ok(&view(row)))
}

/// The id in the path; one that is none is that of no wallet.
fn id<'a>(call: &'a Call<'_>) -> &'a str {
    call.segments.first().copied().unwrap_or_default()
}

fn view(row: WalletRow) -> Wallet {
    Wallet {
        id: row.public_id,
        nombre: row.name,
        saldo: row.posted.into(),
        retenido: row.held.into(),
        id_proveedor: row.provider_wallet_id,
    }
}
