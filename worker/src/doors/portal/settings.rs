//! The portal's secret, host names, and what branches owe one another.

use super::{success, view};
use crate::auth::party::{AtHost, secret_place};
use crate::auth::token::Identity;
use crate::call::Call;
use crate::error::Failure;
use crate::http::Response;
use crate::identifier;
use crate::operations::commit::{read, write};
use crate::store::portal::{BranchBalanceRow, SecretVersionRow};
use crate::store::{portal, row};
use ventanilla_core::wire::portal::settings::{BranchBalance, PortalSecret, PortalSecretRequest};

/// POST `/portal/secreto`: a new secret for the tenant's portal, shown this once; tokens signed with the former one are refused from then on.
pub async fn replace_secret(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let ports = &call.app.ports;
    let secret = match PortalSecretRequest::parse(call.body()?)?.secreto {
        Some(secret) => secret,
        None => identifier::random_hex::<32>(ports)?,
    };
    let sealed = call
        .app
        .sealing_key
        .seal(
            &secret,
            &secret_place(identity.tenant_id),
            ports.entropy.as_ref(),
        )
        .map_err(Failure::Internal)?;
    let statements = vec![portal::replace_secret(
        identity.tenant_id,
        &sealed,
        ports.clock.now_ms(),
    )];
    let rows = write(call.app, &AtHost::of(identity, call.request), statements).await?;
    let row: SecretVersionRow = row::one(&rows)?;
    Ok(success(
        201,
        PortalSecret {
            secreto: secret,
            version: row.version,
        },
    ))
}

/// GET `/portal/liquidacion`.
pub async fn branch_balances(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let rows = read(
        call.app,
        &AtHost::of(identity, call.request),
        vec![portal::branch_balances(identity.tenant_id)],
    )
    .await?;
    let rows: Vec<BranchBalanceRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let balances: Vec<BranchBalance> = rows.into_iter().map(view::branch_balance).collect();
    Ok(success(200, balances))
}
