//! What every request needs: the ports and the deployment's settings.

use crate::auth::seal::SealingKey;
use crate::auth::token::TokenKey;
use crate::ports::Ports;
use crate::providers::{bitcapital, cps, smsmasivos};

/// One instance of the Worker.
pub struct App {
    /// The platform.
    pub ports: Ports,
    /// Signs and checks tokens.
    pub token_key: TokenKey,
    /// Seals secrets that must be read again.
    pub sealing_key: SealingKey,
    /// The deployment's settings.
    pub settings: Settings,
}

/// The deployment's own account at a service that keeps one shop's customers.
#[derive(Debug, Clone)]
pub struct TenantAccount {
    /// Whose it is.
    pub tenant_id: i64,
    /// What the server is talked to with.
    pub credentials: smsmasivos::Credentials,
}

/// The deployment's settings; wrangler.toml says what each is for.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long an access token is good.
    pub access_token_lifetime_s: i64,
    /// How long a log-in can be refreshed without a password.
    pub refresh_token_lifetime_s: i64,
    /// The token that may set up tenants; none switches that off.
    pub setup_token: Option<String>,
    /// The CPS server of every tenant without an account of its own.
    pub cps: Option<cps::Credentials>,
    /// The Bit Capital server of every tenant without an account of its own.
    pub bitcapital: Option<bitcapital::Credentials>,
    /// The SMS Masivos server of one tenant, if it has no account of its own.
    pub smsmasivos: Option<TenantAccount>,
    /// The path below which the API is mounted, empty or with a slash at its start: clients may or may not sign it.
    pub mount_prefix: String,
    /// Where the servers of tenants' own accounts may be: base URLs, to the letter.
    pub provider_base_urls: Vec<String>,
    /// Whether errors at the door of loyalty wallets are answered with the status that stands in their body, and not with 200.
    pub mirrors_loyalty_status: bool,
}

impl Settings {
    /// The path that a route is looked for by: without what the API is mounted below.
    pub fn path_below<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(&self.mount_prefix)
            .filter(|rest| rest.starts_with('/'))
            .unwrap_or(path)
    }

    /// Whether a tenant's own account may be at that base URL.
    pub fn allows_provider(&self, base_url: &str) -> bool {
        self.provider_base_urls
            .iter()
            .any(|allowed| allowed == base_url)
    }
}

impl Default for Settings {
    /// A shift, and a week.
    fn default() -> Self {
        Self {
            access_token_lifetime_s: 10 * 60 * 60,
            refresh_token_lifetime_s: 7 * 24 * 60 * 60,
            setup_token: None,
            cps: None,
            bitcapital: None,
            smsmasivos: None,
            mount_prefix: String::new(),
            provider_base_urls: Vec::new(),
            mirrors_loyalty_status: false,
        }
    }
}
