//! Sessions of clients of phone credits: given, gone on with, and ended (contract of phone credits, section 6).

use super::login::{self, Begun};
use crate::app::App;
use crate::auth::buyer;
use crate::auth::client_token::ClientIdentity;
use crate::error::Failure;
use crate::identifier;
use crate::store::client::{self, ClientRow};
use crate::store::{login as logins, row, tenant};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use ventanilla_core::code::Code;
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;
use ventanilla_core::wire::kantuta::auth::LoginRequest;
use ventanilla_core::wire::phone_credits::oauth::{Grant, Scope, TokenRequest};

/// A session with its tokens.
pub struct Granted {
    /// Whose it is and what it may do.
    pub client: ClientIdentity,
    /// What requests carry.
    pub access_token: String,
    /// What it goes on with; none without a user, whose secret is there again.
    pub refresh_token: Option<String>,
}

/// Gives a session to a client that has shown its id and secret. Refuses with `client_invalid`; with `login_failed`, `login_locked`,
/// `refresh_invalid` where the user's part is wrong; and with `scope_missing` where more is asked for than the session had (RFC 6749, section
/// 6).
pub async fn grant(
    app: &App,
    client_id: &str,
    client_secret: &str,
    request: &TokenRequest,
    client_address: &str,
) -> Result<Granted, Failure> {
    let client = authenticate(app, client_id, client_secret).await?;
    match &request.grant {
        Grant::ClientCredentials => start(app, &client, scopes_of(request)).await,
        Grant::Password { username, password } => {
            let login = LoginRequest {
                email: username.clone(),
                password: password.clone(),
            };
            let begun = login::begin(app, &login, client_address, Some(client.tenant_id)).await?;
            let scopes = scopes_of(request);
            of_user(app, &client, begun, scopes.clone(), scopes)
        }
        Grant::RefreshToken { refresh_token } => {
            let claims = app
                .token_key
                .client_refresh_claims(refresh_token, app.ports.clock.now_ms())
                .filter(|claims| claims.cli == client.id)
                .ok_or(Failure::from(Code::RefreshInvalid))?;
            let scopes = request.scopes.clone().unwrap_or_else(|| claims.scp.clone());
            if let Some(missing) = scopes.iter().find(|scope| !claims.scp.contains(scope)) {
                return Err(Failure::from(Code::ScopeMissing).with("permiso", missing.as_str()));
            }
            let begun = login::go_on(app, claims.sub, claims.sid, &claims.jti).await?;
            of_user(app, &client, begun, scopes, claims.scp)
        }
    }
}

/// What a new session may do.
fn scopes_of(request: &TokenRequest) -> Vec<Scope> {
    request
        .scopes
        .clone()
        .unwrap_or_else(|| Scope::ALL.to_vec())
}

/// The client of that id and secret; the secrets are compared as hashes, so that not even their length shows.
async fn authenticate(
    app: &App,
    client_id: &str,
    client_secret: &str,
) -> Result<ClientRow, Failure> {
    let rows = app
        .ports
        .db
        .batch(vec![client::of_key(client_id)])
        .await
        .map_err(Failure::of_question)?;
    let found: Option<ClientRow> = rows.first().map(row::first).transpose()?.flatten();
    let client = found.ok_or(Failure::from(Code::ClientInvalid))?;
    let expected = buyer::secret(app, &client)?;
    let digest = |text: &str| Sha256::digest(text.as_bytes());
    if bool::from(digest(&expected).ct_eq(&digest(client_secret))) {
        Ok(client)
    } else {
        Err(Code::ClientInvalid.into())
    }
}

async fn start(app: &App, client: &ClientRow, scopes: Vec<Scope>) -> Result<Granted, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let session_id = identifier::uuid(&app.ports)?;
    let lifetime_ms = app.settings.access_token_lifetime_s.saturating_mul(1000);
    let mut batch = client::start_session(
        &session_id,
        client,
        now_ms,
        now_ms.saturating_add(lifetime_ms),
    );
    batch.push(tenant::find(client.tenant_id));
    let rows = app
        .ports
        .db
        .batch(batch)
        .await
        .map_err(Failure::of_question)?;
    let found: tenant::TenantRow = row::one(&rows.last().cloned().unwrap_or_default())?;
    let (country, currency) = Country::parse(&found.country)
        .zip(Currency::parse(&found.currency))
        .ok_or_else(|| Failure::Internal("an unknown country or currency".to_owned()))?;
    let identity = ClientIdentity {
        tenant_id: client.tenant_id,
        currency,
        client_id: client.id,
        client_version: client.version,
        session_id,
        scopes,
        user: None,
    };
    let access_token = access_token(app, &identity, country)?;
    Ok(Granted {
        client: identity,
        access_token,
        refresh_token: None,
    })
}

/// The tokens of a session with a user. What it goes on with keeps all that it may do, whatever less this access token may.
fn of_user(
    app: &App,
    client: &ClientRow,
    begun: Begun,
    scopes: Vec<Scope>,
    session_scopes: Vec<Scope>,
) -> Result<Granted, Failure> {
    let user = begun.identity;
    let country = user.country;
    let identity = ClientIdentity {
        tenant_id: client.tenant_id,
        currency: user.currency,
        client_id: client.id,
        client_version: client.version,
        session_id: user.login_session_id.clone(),
        scopes,
        user: Some(user.clone()),
    };
    let access_token = access_token(app, &identity, country)?;
    let refresh_token = app
        .token_key
        .client_refresh(
            &ClientIdentity {
                scopes: session_scopes,
                ..identity.clone()
            },
            &user,
            &begun.token_id,
            begun.token_expires_at_ms,
        )
        .ok_or_else(unsigned)?;
    Ok(Granted {
        client: identity,
        access_token,
        refresh_token: Some(refresh_token),
    })
}

fn access_token(app: &App, client: &ClientIdentity, country: Country) -> Result<String, Failure> {
    app.token_key
        .client_access(
            client,
            country,
            app.ports.clock.now_ms(),
            app.settings.access_token_lifetime_s,
        )
        .ok_or_else(unsigned)
}

fn unsigned() -> Failure {
    Failure::Internal("a token could not be signed".into())
}

/// Ends the session that an access token speaks for, staff's too. One that speaks for none is over already (RFC 7009, section 2.2).
pub async fn revoke(app: &App, access_token: &str) -> Result<(), Failure> {
    let now_ms = app.ports.clock.now_ms();
    let statement = if let Some(identity) = app.token_key.identity(access_token, now_ms) {
        logins::revoke(identity.tenant_id, &identity.login_session_id, now_ms)
    } else if let Some(client) = app.token_key.client(access_token, now_ms) {
        match &client.user {
            Some(user) => logins::revoke(user.tenant_id, &user.login_session_id, now_ms),
            None => client::revoke_session(&client.session_id, now_ms),
        }
    } else {
        return Ok(());
    };
    app.ports
        .db
        .batch(vec![statement])
        .await
        .map_err(Failure::of_question)?;
    Ok(())
}
