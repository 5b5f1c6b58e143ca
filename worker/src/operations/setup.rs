//! Setting up a tenant: everything it starts with, in one batch.

mod loyalty;

use crate::app::App;
use crate::auth::agent::key_hash;
use crate::auth::party::secret_place;
use crate::auth::password;
use crate::error::Failure;
use crate::identifier;
use crate::operations::integrator as integrators;
use crate::ports::Statement;
use crate::store::customer::NewCustomer;
use crate::store::invoice::NewInvoice;
use crate::store::setup::{
    NewTenant, SetupBranch, SetupOperator, SetupPrefund, SetupRegister, SetupRow, SetupUser,
    SetupWallet,
};
use crate::store::{api_key, customer, integrator, invoice, phone_wallet, portal, row, setup};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use ventanilla_core::amount::Amount;
use ventanilla_core::code::Code;
use ventanilla_core::wire::resources::setup::{DomainRequest, SetupKeys, SetupTenantRequest};

/// That `token` is the one that may set up tenants. Refuses with `setup_disabled` where there is none, else with `unauthorized`.
pub fn assert_allowed(app: &App, token: Option<&str>) -> Result<(), Failure> {
    let expected = app
        .settings
        .setup_token
        .as_deref()
        .filter(|expected| !expected.is_empty())
        .ok_or(Failure::from(Code::SetupDisabled))?;
    // Of hashes, so that not even the length shows.
    let digest = |text: &str| Sha256::digest(text.as_bytes());
    let fits: bool = digest(token.unwrap_or_default())
        .ct_eq(&digest(expected))
        .into();
    if fits {
        Ok(())
    } else {
        Err(Code::Unauthorized.into())
    }
}

/// Creates a tenant. Refuses with `tenant_exists`, `email_taken`, `integrator_exists`, `wallet_exists`.
pub async fn create_tenant(app: &App, request: &SetupTenantRequest) -> Result<SetupRow, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let name = request.name.as_str();
    let tenant = NewTenant {
        name,
        country: request.country.code(),
        currency: request.currency.code(),
        mode: request.mode.as_str(),
        utc_offset_min: request.country.pack().utc_offset_minutes,
    };
    let branches: Vec<SetupBranch<'_>> = request
        .branches
        .iter()
        .map(|branch| SetupBranch {
            code: &branch.code,
            name: &branch.name,
        })
        .collect();
    let users = request
        .users
        .iter()
        .map(|user| {
            let password_hash = password::hash(&user.password, app.ports.entropy.as_ref())
                .map_err(Failure::Internal)?;
            Ok(SetupUser {
                login: &user.email,
                name: user.name.as_deref().unwrap_or(shown_name(&user.email)),
                password_hash,
                role_id: user.role.id(),
            })
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    let registers: Vec<SetupRegister<'_>> = request
        .registers
        .iter()
        .map(|register| SetupRegister {
            name: &register.name,
            branch: &register.branch,
        })
        .collect();
    let operators: Vec<SetupOperator<'_>> = request
        .operators
        .iter()
        .map(|operator| SetupOperator {
            name: operator.name.name(),
            float: operator.float.minor().to_string(),
        })
        .collect();

    // Its integrators, its API key and its wallet come after the tenant: that their ids are free is known before there is one.
    let integrators = integrators_of(&request.keys);
    let mut batch: Vec<Statement> = integrators
        .iter()
        .map(|new| integrator::assert_key_free(new.api_key))
        .collect();
    if let Some(key) = &request.keys.wallet_apikey {
        batch.push(api_key::assert_free(&key_hash(key)));
    }
    if let Some(wallet) = &request.phone_credits {
        batch.push(phone_wallet::assert_free(&wallet.wallet_id));
    }
    batch.extend(setup::tenant(&tenant, now_ms));
    batch.extend(setup::branches(name, &branches, now_ms));
    batch.push(setup::users(name, &users, now_ms));
    batch.extend(setup::registers(name, &registers, now_ms));
    let operation_id = identifier::uuid(&app.ports)?;
    batch.extend(setup::operators(name, &operation_id, &operators, now_ms));
    let prefunds: Vec<SetupPrefund<'_>> = request
        .prefunds
        .iter()
        .map(|prefund| SetupPrefund {
            provider: prefund.provider.name(),
            amount: prefund.amount.minor().to_string(),
        })
        .collect();
    batch.push(setup::prefunds(name, &operation_id, &prefunds, now_ms));
    if let Some(wallet) = &request.phone_credits {
        let wallet = SetupWallet {
            public_id: &wallet.wallet_id,
            name: &wallet.name,
            amount: wallet.amount,
        };
        batch.extend(setup::wallet(name, &operation_id, &wallet, now_ms));
    }
    let customers: Vec<NewCustomer<'_>> = request
        .customers
        .iter()
        .map(|customer| NewCustomer::new(Some(customer.id), &customer.name, None))
        .collect();
    let invoices: Vec<NewInvoice<'_>> = request
        .customers
        .iter()
        .flat_map(|customer| {
            customer.invoices.iter().map(|invoice| {
                NewInvoice::new(
                    &invoice.id,
                    customer.id,
                    &invoice.tipo,
                    invoice.numero,
                    invoice.monto,
                )
            })
        })
        .collect();
    batch.extend(customer::set_up(name, &customers, now_ms));
    batch.push(invoice::set_up(name, &operation_id, &invoices, now_ms));
    batch.push(setup::find(name));
    let results = app.ports.db.batch(batch).await?;
    let created: SetupRow = row::one(&results.last().cloned().unwrap_or_default())?;
    if let Some(secret) = &request.keys.portal_jwt_secret {
        set_portal_secret(app, created.tenant_id, secret).await?;
    }
    for new in &integrators {
        add_integrator(app, created.tenant_id, new).await?;
    }
    loyalty::set_up(app, created.tenant_id, request).await?;
    Ok(created)
}

/// Seals a tenant's portal secret and stores it. It comes after the tenant, whose id it is sealed for.
async fn set_portal_secret(app: &App, tenant_id: i64, secret: &str) -> Result<(), Failure> {
    let sealed = app
        .sealing_key
        .seal(secret, &secret_place(tenant_id), app.ports.entropy.as_ref())
        .map_err(Failure::Internal)?;
    let statement = portal::replace_secret(tenant_id, &sealed, app.ports.clock.now_ms());
    app.ports.db.batch(vec![statement]).await?;
    Ok(())
}

/// An integrator of a new tenant.
struct NewIntegrator<'a> {
    name: &'static str,
    api_key: &'a str,
    private_key: &'a str,
    credit_limit: Amount,
}

/// The integrators of a new tenant's keys: one that pays services on credit, one that pays phone credits from a wallet.
fn integrators_of(keys: &SetupKeys) -> Vec<NewIntegrator<'_>> {
    let of_services = keys.cps.as_ref().map(|keys| NewIntegrator {
        name: "Integrador",
        api_key: &keys.api_key,
        private_key: &keys.private_key,
        credit_limit: keys.credit_limit,
    });
    let of_phone_credits = keys.phone_credits.as_ref().map(|keys| NewIntegrator {
        name: "Integrador de recargas",
        api_key: &keys.client_id,
        private_key: &keys.client_secret,
        credit_limit: Amount::ZERO,
    });
    of_services.into_iter().chain(of_phone_credits).collect()
}

/// Seals an integrator's key and stores it. It comes after the tenant, whose id it is sealed for.
async fn add_integrator(app: &App, tenant_id: i64, new: &NewIntegrator<'_>) -> Result<(), Failure> {
    let sealed = integrators::seal(app, tenant_id, new.private_key)?;
    let statement = integrator::insert(
        tenant_id,
        new.name,
        new.api_key,
        &sealed,
        new.credit_limit,
        app.ports.clock.now_ms(),
    );
    app.ports.db.batch(vec![statement]).await?;
    Ok(())
}

/// Makes a host name a tenant's, or takes it out of use; `false` where there is no such tenant.
pub async fn set_domain(app: &App, domain: &str, request: &DomainRequest) -> Result<bool, Failure> {
    let statement = portal::set_domain(
        request.tenant_id,
        domain,
        request.activo,
        app.ports.clock.now_ms(),
    );
    let rows = app.ports.db.batch(vec![statement]).await?;
    Ok(rows.first().is_some_and(|rows| !rows.is_empty()))
}

/// What stands before the at sign; a collaborator's number as it is.
fn shown_name(login: &str) -> &str {
    login.split_once('@').map_or(login, |(local, _)| local)
}
