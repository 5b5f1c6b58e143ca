//! Money between the shop and its providers and integrators, outside of the drawers; and the shop's accounts at providers.

use super::commit::{Answer, Caller, commit, reference, write};
use super::link::{self, SealedKeys, account_place};
use crate::app::App;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::store::integrator::{self, IntegratorRow};
use crate::store::operation::NewOperation;
use crate::store::provider::{self, ProviderRow};
use crate::store::{operation, row};
use ventanilla_core::code::Code;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::provider::Provider;
use ventanilla_core::wire::resources::integrators::FundingRequest;
use ventanilla_core::wire::resources::providers::ProviderAccountRequest;

/// Puts money into a prefund: it was sent to the provider. Refuses with `wallets_only` where the money there lies in wallets, and with
/// `not_available` where there is none.
pub async fn fund_prefund(
    app: &App,
    caller: &Caller<'_>,
    provider: Provider,
    request: &FundingRequest,
) -> Result<Answer<ProviderRow>, Failure> {
    if provider.has_wallets() {
        return Err(Code::WalletsOnly.into());
    }
    if !provider.has_funds() {
        return Err(Code::NotAvailable.into());
    }
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let new_operation = NewOperation {
        kind: OperationKind::PrefundFunding,
        cash_session_id: None,
        amount: Some(request.monto),
        subject: provider.name(),
        description: &request.motivo,
    };
    let statements = vec![
        operation::claim(
            &reference,
            Some(caller.identity.user_id),
            &new_operation,
            now_ms,
        ),
        provider::fund(&reference, provider, request.monto, now_ms),
    ];
    commit(
        app,
        caller.identity,
        &reference,
        statements,
        provider::funded_by(&reference),
    )
    .await
}

/// Records that an integrator has paid what it owes, or ahead. Refuses with `integrator_not_found`.
pub async fn pay_debt(
    app: &App,
    caller: &Caller<'_>,
    integrator_id: i64,
    request: &FundingRequest,
) -> Result<Answer<IntegratorRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let subject = integrator_id.to_string();
    let new_operation = NewOperation {
        kind: OperationKind::IntegratorPayment,
        cash_session_id: None,
        amount: Some(request.monto),
        subject: &subject,
        description: &request.motivo,
    };
    let statements = vec![
        operation::claim(
            &reference,
            Some(caller.identity.user_id),
            &new_operation,
            now_ms,
        ),
        integrator::assert_known(reference.tenant_id, integrator_id),
        integrator::pay(&reference, integrator_id, request.monto, now_ms),
    ];
    commit(
        app,
        caller.identity,
        &reference,
        statements,
        integrator::find(reference.tenant_id, integrator_id),
    )
    .await
}

/// Sets the shop's own account at a provider; orders go there from then on. Refuses with `base_url_not_allowed`.
pub async fn set_account(
    app: &App,
    identity: &Identity,
    provider: Provider,
    request: &ProviderAccountRequest,
) -> Result<ProviderRow, Failure> {
    let is_usable = link::is_account(
        provider,
        &request.base_url,
        &request.api_key,
        &request.private_key,
    );
    if !is_usable || !app.settings.allows_provider(&request.base_url) {
        return Err(Code::BaseUrlNotAllowed.into());
    }
    let keys = SealedKeys {
        api_key: request.api_key.clone(),
        private_key: request.private_key.clone(),
    };
    let keys =
        serde_json::to_string(&keys).map_err(|error| Failure::Internal(error.to_string()))?;
    let place = account_place(identity.tenant_id, provider);
    let sealed = app
        .sealing_key
        .seal(&keys, &place, app.ports.entropy.as_ref())
        .map_err(Failure::Internal)?;
    let statements = vec![
        provider::set_account(
            identity.tenant_id,
            provider,
            &request.base_url,
            &sealed,
            app.ports.clock.now_ms(),
        ),
        provider::find(identity.tenant_id, provider),
    ];
    row::one(&write(app, identity, statements).await?)
}

/// Takes the shop's own account at a provider out of use.
pub async fn retire_account(
    app: &App,
    identity: &Identity,
    provider: Provider,
) -> Result<ProviderRow, Failure> {
    let statements = vec![
        provider::retire_account(identity.tenant_id, provider, app.ports.clock.now_ms()),
        provider::find(identity.tenant_id, provider),
    ];
    row::one(&write(app, identity, statements).await?)
}
