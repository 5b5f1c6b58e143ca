//! Wallets that pay for phone credits.

use super::commit::{Answer, Caller, commit, read, reference, write};
use crate::app::App;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::identifier;
use crate::store::operation::NewOperation;
use crate::store::phone_wallet::{self, WalletRow};
use crate::store::{operation, row};
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::resources::integrators::FundingRequest;
use ventanilla_core::wire::resources::wallets::{WalletRequest, WalletUpdateRequest};

/// Creates an empty wallet. Refuses with `wallet_exists`, `wallet_id_taken`, and with `not_available` where nothing is sold that a wallet could pay for.
pub async fn create(
    app: &App,
    identity: &Identity,
    request: &WalletRequest,
) -> Result<WalletRow, Failure> {
    if identity.currency != Currency::Brl {
        read(app, identity, Vec::new()).await?;
        return Err(Code::NotAvailable.into());
    }
    let id = identifier::uuid(&app.ports)?;
    let statements = vec![
        phone_wallet::insert(
            identity.tenant_id,
            &id,
            &request.nombre,
            request.id_proveedor.as_deref(),
            app.ports.clock.now_ms(),
        ),
        phone_wallet::find(identity.tenant_id, &id),
    ];
    row::one(&write(app, identity, statements).await?)
}

/// Changes what is given of a wallet. Refuses with `wallet_not_found`, `wallet_exists`, `wallet_id_taken`.
pub async fn update(
    app: &App,
    identity: &Identity,
    id: &str,
    request: &WalletUpdateRequest,
) -> Result<WalletRow, Failure> {
    let mut statements = phone_wallet::update(
        identity.tenant_id,
        id,
        request.nombre.as_deref(),
        request.id_proveedor.as_deref(),
        app.ports.clock.now_ms(),
    );
    statements.push(phone_wallet::find(identity.tenant_id, id));
    row::one(&write(app, identity, statements).await?)
}

/// Puts money into a wallet: it was sent to the provider. Refuses with `wallet_not_found`.
pub async fn fund(
    app: &App,
    caller: &Caller<'_>,
    id: &str,
    request: &FundingRequest,
) -> Result<Answer<WalletRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let new_operation = NewOperation {
        kind: OperationKind::WalletFunding,
        cash_session_id: None,
        amount: Some(request.monto),
        subject: id,
        description: &request.motivo,
    };
    let statements = vec![
        operation::claim(
            &reference,
            Some(caller.identity.user_id),
            &new_operation,
            now_ms,
        ),
        phone_wallet::assert_known(reference.tenant_id, id),
        phone_wallet::fund(&reference, id, request.monto, now_ms),
    ];
    let select = phone_wallet::funded_by(&reference);
    commit(app, caller.identity, &reference, statements, select).await
}
