//! Whose server a tenant's orders go to, and what it is talked to with: one answer for every provider.

use crate::app::{App, Settings};
use crate::error::Failure;
use crate::providers::{bitcapital, cps, sandbox, smsmasivos};
use crate::store::provider::RouteRow;
use crate::store::provider_order::Target;
use serde::{Deserialize, Serialize};
use ventanilla_core::code::Code;
use ventanilla_core::provider::Provider;

/// A provider's connector, as far as it is known where its server is.
pub trait Upstream {
    /// Which provider.
    const PROVIDER: Provider;
    /// What its server is talked to with.
    type Credentials: Clone;

    /// The server that the deployment's variables name for that tenant.
    fn of_deployment(settings: &Settings, tenant_id: i64) -> Option<&Self::Credentials>;

    /// The fake server.
    fn of_sandbox() -> Option<Self::Credentials>;

    /// The server of an account with those keys; `None` where that is no server, or those are no keys.
    fn of_account(base_url: &str, api_key: &str, private_key: &str) -> Option<Self::Credentials>;
}

/// CPS.
pub struct Cps;

impl Upstream for Cps {
    const PROVIDER: Provider = Provider::Cps;
    type Credentials = cps::Credentials;

    fn of_deployment(settings: &Settings, _: i64) -> Option<&cps::Credentials> {
        settings.cps.as_ref()
    }

    fn of_sandbox() -> Option<cps::Credentials> {
        sandbox::cps_credentials().ok()
    }

    fn of_account(base_url: &str, api_key: &str, private_key: &str) -> Option<cps::Credentials> {
        cps::Credentials::new(base_url, api_key, private_key, cps::Dialect::default()).ok()
    }
}

/// Bit Capital.
pub struct BitCapital;

impl Upstream for BitCapital {
    const PROVIDER: Provider = Provider::BitCapital;
    type Credentials = bitcapital::Credentials;

    fn of_deployment(settings: &Settings, _: i64) -> Option<&bitcapital::Credentials> {
        settings.bitcapital.as_ref()
    }

    fn of_sandbox() -> Option<bitcapital::Credentials> {
        sandbox::bitcapital_credentials().ok()
    }

    fn of_account(
        base_url: &str,
        client_id: &str,
        client_secret: &str,
    ) -> Option<bitcapital::Credentials> {
        bitcapital::Credentials::new(base_url, client_id, client_secret).ok()
    }
}

/// SMS Masivos.
pub struct SmsMasivos;

impl Upstream for SmsMasivos {
    const PROVIDER: Provider = Provider::SmsMasivos;
    type Credentials = smsmasivos::Credentials;

    // No prefund of ours bounds what a tenant does there, and its account has one shop's customers and their points: it serves that shop alone.
    fn of_deployment(settings: &Settings, tenant_id: i64) -> Option<&smsmasivos::Credentials> {
        let account = settings.smsmasivos.as_ref()?;
        (account.tenant_id == tenant_id).then_some(&account.credentials)
    }

    fn of_sandbox() -> Option<smsmasivos::Credentials> {
        sandbox::smsmasivos_credentials().ok()
    }

    // One key is all there is, and it is a secret.
    fn of_account(base_url: &str, _api_key: &str, apikey: &str) -> Option<smsmasivos::Credentials> {
        smsmasivos::Credentials::new(base_url, apikey).ok()
    }
}

/// Whether an account with those keys could be talked to at that provider.
pub fn is_account(provider: Provider, base_url: &str, api_key: &str, private_key: &str) -> bool {
    match provider {
        Provider::Cps => Cps::of_account(base_url, api_key, private_key).is_some(),
        Provider::BitCapital => BitCapital::of_account(base_url, api_key, private_key).is_some(),
        Provider::SmsMasivos => SmsMasivos::of_account(base_url, api_key, private_key).is_some(),
    }
}

/// The server that a tenant's orders go to.
pub struct Link<C> {
    /// Whose it is.
    pub target: Target,
    /// The version of the tenant's own account, if it is that.
    pub account_version: Option<i64>,
    /// What it is talked to with.
    pub credentials: C,
}

/// A tenant's own credentials, as they are sealed.
#[derive(Serialize, Deserialize)]
pub struct SealedKeys {
    /// The public id.
    pub api_key: String,
    /// The private key.
    pub private_key: String,
}

/// What a tenant's credentials at a provider are sealed for.
pub fn account_place(tenant_id: i64, provider: Provider) -> String {
    format!("account at {} of tenant {tenant_id}", provider.name())
}

/// Where the orders of a tenant go: to its own account, else to the deployment's, else, for a demo tenant, to the sandbox. Refuses with
/// `provider_account_missing`, and with `base_url_not_allowed` where the deployment no longer allows the account's server.
pub fn link<U: Upstream>(
    app: &App,
    tenant_id: i64,
    route: &RouteRow,
) -> Result<Link<U::Credentials>, Failure> {
    if let Some(account) = &route.account {
        if !app.settings.allows_provider(&account.base_url) {
            return Err(Code::BaseUrlNotAllowed.into());
        }
        let broken = || Failure::Internal("an account at a provider does not open".to_owned());
        let keys = app
            .sealing_key
            .open(&account.sealed, &account_place(tenant_id, U::PROVIDER))
            .ok_or_else(broken)?;
        let keys: SealedKeys = serde_json::from_str(&keys).map_err(|_| broken())?;
        return Ok(Link {
            target: Target::Account,
            account_version: Some(account.version),
            credentials: U::of_account(&account.base_url, &keys.api_key, &keys.private_key)
                .ok_or_else(broken)?,
        });
    }
    if let Some(credentials) = U::of_deployment(&app.settings, tenant_id) {
        return Ok(Link {
            target: Target::Deployment,
            account_version: None,
            credentials: credentials.clone(),
        });
    }
    if route.mode == "demo" {
        return sandbox_link::<U>();
    }
    Err(Code::ProviderAccountMissing.into())
}

/// The server that an order was sent to before. It is asked with the credentials of today.
pub fn link_of<U: Upstream>(
    app: &App,
    tenant_id: i64,
    target: Target,
    mut route: RouteRow,
) -> Result<Link<U::Credentials>, Failure> {
    let link = match target {
        Target::Account => link::<U>(app, tenant_id, &route)?,
        Target::Deployment => {
            route.account = None;
            link::<U>(app, tenant_id, &route)?
        }
        Target::Sandbox => sandbox_link::<U>()?,
    };
    if link.target == target {
        Ok(link)
    } else {
        Err(Failure::Internal(format!(
            "an order was sent to {}, which is there no more",
            target.as_str()
        )))
    }
}

fn sandbox_link<U: Upstream>() -> Result<Link<U::Credentials>, Failure> {
    Ok(Link {
        target: Target::Sandbox,
        account_version: None,
        credentials: U::of_sandbox()
            .ok_or_else(|| Failure::Internal("the sandbox has no credentials".to_owned()))?,
    })
}
