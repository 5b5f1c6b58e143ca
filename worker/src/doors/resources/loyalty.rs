//! Loyalty wallets as the shop keeps them; their contacts and points move at the documented door.

use super::stored;
use crate::auth::token::Identity;
use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::operations::{collaborator as collaborators, loyalty_wallet as wallets};
use crate::store::collaborator::{self, CollaboratorRow};
use crate::store::loyalty::{self, MovementRow};
use crate::store::loyalty_wallet::{self, LoyaltyWalletRow, PhoneMarkRow};
use crate::store::row;
use ventanilla_core::TenDigits;
use ventanilla_core::code::Code;
use ventanilla_core::wire::resources::loyalty::{
    LoyaltyMovement, LoyaltyWallet, LoyaltyWalletRequest, LoyaltyWalletUpdateRequest, MarkedPhone,
    MovementFilter, PhoneMarkRequest, PinRequest,
};
use ventanilla_core::wire::resources::operations::UserName;
use ventanilla_core::wire::time::Iso;

/// GET `/monederos`.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let statement = loyalty_wallet::list(identity.tenant_id);
    let rows = read(call.app, identity, vec![statement]).await?;
    let rows: Vec<LoyaltyWalletRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let wallets: Vec<LoyaltyWallet> = rows.into_iter().map(view).collect();
    ok(&wallets)
}

/// POST `/monederos`. Refuses with `loyalty_wallet_exists`, `not_available`.
pub async fn create(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let request = LoyaltyWalletRequest::parse(call.body()?)?;
    let row = wallets::create(call.app, identity, &request).await?;
    Ok(Response::json(201, &view(row)))
}

/// PATCH `/monederos/:id`. Refuses with `loyalty_wallet_not_found`, `loyalty_wallet_exists`, `collaborator_foreign`.
pub async fn update(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let request = LoyaltyWalletUpdateRequest::parse(call.body()?)?;
    ok(&view(
        wallets::update(call.app, identity, id, &request).await?,
    ))
}

/// GET `/monederos/:id/movimientos`, the newest first; the next page's cursor is a header. Refuses with `loyalty_wallet_not_found`.
pub async fn movements(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let filter = MovementFilter::parse(&call.request.query_pairs())?;
    let statements = vec![
        loyalty_wallet::find(identity.tenant_id, id),
        loyalty::page(
            identity.tenant_id,
            id,
            filter.telefono.as_ref().map(TenDigits::as_str),
            filter.cursor,
            filter.limit,
        ),
    ];
    let mut rows = read(call.app, identity, statements).await?;
    let page: Vec<MovementRow> = row::many(&rows.pop().unwrap_or_default())?;
    if rows.pop().unwrap_or_default().is_empty() {
        return Err(Code::LoyaltyWalletNotFound.into());
    }
    let is_full = u32::try_from(page.len()).is_ok_and(|count| count == filter.limit);
    let next = page.last().map(|row| row.id).filter(|_| is_full);
    let movements = page
        .into_iter()
        .map(movement)
        .collect::<Result<Vec<LoyaltyMovement>, Failure>>()?;
    let response = ok(&movements)?;
    Ok(match next {
        Some(id) => response.with_header("x-next-cursor", id.to_string()),
        None => response,
    })
}

/// GET `/monederos/telefonos`.
pub async fn marks(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let statement = loyalty_wallet::list_marks(identity.tenant_id);
    let rows = read(call.app, identity, vec![statement]).await?;
    let rows: Vec<PhoneMarkRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    ok(&marked(rows)?)
}

/// PUT `/monederos/telefonos/:telefono`: marks a number, and answers every marked one.
pub async fn mark(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let phone = phone(call)?;
    let request = PhoneMarkRequest::parse(call.body()?)?;
    let rows = wallets::mark(call.app, identity, &phone, request.marca).await?;
    ok(&marked(rows)?)
}

/// DELETE `/monederos/telefonos/:telefono`.
pub async fn unmark(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    wallets::unmark(call.app, identity, &phone(call)?).await?;
    Ok(Response::empty(204))
}

/// GET `/monederos/autorizan`: who may authorise with a PIN.
pub async fn supervisors(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let statement = collaborator::supervisors(identity.tenant_id);
    let rows = read(call.app, identity, vec![statement]).await?;
    let rows: Vec<CollaboratorRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let names = rows.into_iter().map(|row| UserName {
        id: row.id,
        nombre: row.name,
    });
    ok(&names.collect::<Vec<UserName>>())
}

/// PUT `/monederos/pin`: the caller's own.
pub async fn set_pin(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let request = PinRequest::parse(call.body()?)?;
    collaborators::set_pin(call.app, identity, &request.pin).await?;
    Ok(Response::empty(204))
}

/// The number in the path. Refuses with `phone_not_digits`.
fn phone(call: &Call<'_>) -> Result<TenDigits, Failure> {
    call.segments
        .first()
        .and_then(|text| TenDigits::parse(text))
        .ok_or_else(|| Code::PhoneNotDigits.into())
}

fn view(row: LoyaltyWalletRow) -> LoyaltyWallet {
    LoyaltyWallet {
        id: row.id,
        clave: row.public_key,
        nombre: row.name,
        porcentaje: row.percentage.into(),
        exige_ticket: row.is_ticket_required,
        ticket_unico: row.is_ticket_unique,
        exige_nacimiento: row.is_birth_date_required,
        para_todos: row.is_for_everybody,
        colaboradores: row.collaborators,
        clientes_disponibles: row.contacts_left,
        canjes_disponibles: row.redemptions_left,
        creditos_disponibles: row.credits_left,
        pin_desde: row.pin_threshold.map(Into::into),
        enlace_clientes: row.client_url,
        clave_proveedor: row.upstream_key,
        clientes: row.contacts,
        puntos: row.points.into(),
    }
}

fn movement(row: MovementRow) -> Result<LoyaltyMovement, Failure> {
    Ok(LoyaltyMovement {
        id: row.operation_id,
        tipo: stored::movement_kind(&row.kind)?,
        puntos: row.points.into(),
        saldo: row.balance_after.into(),
        monto: row.purchase_amount.map(Into::into),
        ticket: row.ticket,
        motivo: row.reason,
        telefono: row.phone,
        cliente: row.contact,
        colaborador: row.user,
        autorizo: row.authorised_by,
        estado: stored::state(&row.state)?,
        fecha_hora: Iso::from_ms(row.created_at_ms),
    })
}

fn marked(rows: Vec<PhoneMarkRow>) -> Result<Vec<MarkedPhone>, Failure> {
    rows.into_iter()
        .map(|row| {
            Ok(MarkedPhone {
                telefono: row.phone,
                marca: stored::phone_mark(&row.mark)?,
                desde: Iso::from_ms(row.created_at_ms),
            })
        })
        .collect()
}
