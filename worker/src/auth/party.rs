//! Who asks at a door that both staff and a tenant's customers use (contract of coupons, sections 1.1 and 1.2).

use super::portal_token;
use super::token::Identity;
use crate::app::App;
use crate::error::Failure;
use crate::http::Request;
use crate::operations::commit::{Standing, read};
use crate::ports::Statement;
use crate::status;
use crate::store::portal::PortalRow;
use crate::store::{portal, row};
use ventanilla_core::barcode::CustomerNumber;
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::role::Permission;

/// Who asks, and the host name that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Who.
    pub who: Who,
    host: String,
}

/// A user of the tenant or one of its customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody who works there.
    Staff(Identity),
    /// A customer, by the tenant's own portal.
    Customer(PortalIdentity),
}

/// A customer, as a portal's token says and the tenant's secret proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalIdentity {
    /// The tenant.
    pub tenant_id: i64,
    /// The tenant's currency.
    pub currency: Currency,
    /// The customer.
    pub customer: CustomerNumber,
    /// The version of the secret the token was checked with.
    secret_version: i64,
}

/// A user at a host name: neither the token nor the host may have been taken away.
pub struct AtHost<'a> {
    identity: &'a Identity,
    host: String,
}

impl<'a> AtHost<'a> {
    /// The user at the host that the request names.
    pub fn of(identity: &'a Identity, request: &Request) -> Self {
        Self {
            identity,
            host: host(request),
        }
    }
}

/// The host name that a request was sent to: in lower case, without the port. What proxies add is not looked at.
fn host(request: &Request) -> String {
    let host = request.header("host").unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        Some(_) | None => host,
    };
    name.trim_end_matches('.').to_ascii_lowercase()
}

/// What comes before a refusal: at this door tenant and identity are judged before form and role (contract of coupons, section 5). Staff
/// whose request was refused for one of these is asked about once more, which costs a read that a good request does not.
pub async fn before(app: &App, request: &Request, failure: Failure) -> Failure {
    if !matches!(status::of(&failure), 400 | 403 | 413) {
        return failure;
    }
    let identity = request
        .bearer()
        .and_then(|token| app.token_key.identity(token, app.ports.clock.now_ms()));
    let Some(identity) = identity else {
        return failure;
    };
    match read(app, &AtHost::of(&identity, request), Vec::new()).await {
        Err(earlier @ Failure::Refused(_)) => earlier,
        Ok(_) | Err(Failure::Invalid(_) | Failure::Internal(_)) => failure,
    }
}

/// Who asks, if staff with that permission or a customer of the tenant. Staff tokens are checked without the database; a portal's token
/// costs one read, of the secret it was signed with. Refuses with `unauthorized`, `tenant_unknown`, `forbidden`.
pub async fn identify(
    app: &App,
    request: &Request,
    permission: Permission,
) -> Result<Party, Failure> {
    let token = request.bearer().ok_or(Failure::from(Code::Unauthorized))?;
    let now_ms = app.ports.clock.now_ms();
    let host = host(request);
    let who = match app.token_key.identity(token, now_ms) {
        Some(identity) if identity.role.may(permission) => Who::Staff(identity),
        Some(_) => return Err(Code::Forbidden.into()),
        None => Who::Customer(customer(app, token, &host, now_ms).await?),
    };
    Ok(Party { who, host })
}

async fn customer(
    app: &App,
    token: &str,
    host: &str,
    now_ms: i64,
) -> Result<PortalIdentity, Failure> {
    let unauthorized = || Failure::from(Code::Unauthorized);
    let claims = portal_token::claimed(token).ok_or_else(unauthorized)?;
    let tenant_id = claims.tenant_id;
    let rows = app
        .ports
        .db
        .batch(vec![portal::find(tenant_id, host, claims.cliente_id)])
        .await
        .map_err(Failure::of_question)?;
    let rows = rows.first().map(row::first::<PortalRow>).transpose()?;
    let tenant = rows.flatten().ok_or_else(unauthorized)?;
    if !tenant.host_fits {
        return Err(Code::TenantUnknown.into());
    }
    let (Some(sealed), Some(secret_version), true) =
        (tenant.sealed, tenant.version, tenant.knows_customer)
    else {
        return Err(unauthorized());
    };
    let secret = app
        .sealing_key
        .open(&sealed, &secret_place(tenant_id))
        .ok_or_else(|| Failure::Internal("a portal's secret does not open".to_owned()))?;
    let customer = portal_token::verify(token, secret.as_bytes(), tenant_id, now_ms)
        .ok_or_else(unauthorized)?;
    let currency = Currency::parse(&tenant.currency)
        .ok_or_else(|| Failure::Internal(format!("unknown currency {}", tenant.currency)))?;
    Ok(PortalIdentity {
        tenant_id,
        currency,
        customer,
        secret_version,
    })
}

/// What a portal's secret is sealed for.
pub fn secret_place(tenant_id: i64) -> String {
    format!("portal_secret of tenant {tenant_id}")
}

impl Party {
    /// The tenant.
    pub fn tenant_id(&self) -> i64 {
        match &self.who {
            Who::Staff(identity) => identity.tenant_id,
            Who::Customer(customer) => customer.tenant_id,
        }
    }

    /// The tenant's currency.
    pub fn currency(&self) -> Currency {
        match &self.who {
            Who::Staff(identity) => identity.currency,
            Who::Customer(customer) => customer.currency,
        }
    }

    /// The user, if it is one.
    pub fn user_id(&self) -> Option<i64> {
        match &self.who {
            Who::Staff(identity) => Some(identity.user_id),
            Who::Customer(_) => None,
        }
    }

    /// In whose name idempotency keys are kept.
    pub fn actor(&self) -> String {
        match &self.who {
            Who::Staff(identity) => identity.actor(),
            Who::Customer(customer) => format!("portal:{}", customer.customer.get()),
        }
    }

    /// Whether it may see what is this customer's: staff may see everybody's, a customer its own.
    pub fn may_see(&self, customer: CustomerNumber) -> bool {
        match &self.who {
            Who::Staff(_) => true,
            Who::Customer(identity) => identity.customer == customer,
        }
    }
}

impl Standing for Party {
    fn assert(&self) -> Vec<Statement> {
        let mut statements = match &self.who {
            Who::Staff(identity) => identity.assert(),
            Who::Customer(customer) => vec![portal::assert_secret(
                customer.tenant_id,
                customer.secret_version,
            )],
        };
        statements.push(portal::assert_host(self.tenant_id(), &self.host));
        statements
    }

    fn check(&self) -> Vec<(Statement, Code)> {
        let mut statements = match &self.who {
            Who::Staff(identity) => identity.check(),
            Who::Customer(customer) => vec![(
                portal::check_secret(customer.tenant_id, customer.secret_version),
                Code::TokenRevoked,
            )],
        };
        statements.push((
            portal::check_host(self.tenant_id(), &self.host),
            Code::TenantUnknown,
        ));
        statements
    }
}

impl Standing for AtHost<'_> {
    fn assert(&self) -> Vec<Statement> {
        let mut statements = self.identity.assert();
        statements.push(portal::assert_host(self.identity.tenant_id, &self.host));
        statements
    }

    fn check(&self) -> Vec<(Statement, Code)> {
        let mut statements = self.identity.check();
        statements.push((
            portal::check_host(self.identity.tenant_id, &self.host),
            Code::TenantUnknown,
        ));
        statements
    }
}
