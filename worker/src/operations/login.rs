//! Logging in, staying in, and getting out.

use super::commit::write;
use super::throttle::{Throttle, place};
use crate::app::App;
use crate::auth::password;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::identifier;
use crate::ports::DbError;
use crate::store::login::{AccountRow, NewLogin, Rotation};
use crate::store::user::UserRow;
use crate::store::{login, row};
use ventanilla_core::code::Code;
use ventanilla_core::wire::kantuta::auth::LoginRequest;

/// Two tokens and who they speak for.
pub struct SignedIn {
    /// For every other call.
    pub access_token: String,
    /// For the next refresh, once.
    pub refresh_token: String,
    /// Who.
    pub user: UserRow,
}

/// A log-in that was begun or gone on with, before any token speaks for it.
pub struct Begun {
    /// Who, with the log-in.
    pub identity: Identity,
    /// The id of the next refresh token.
    pub token_id: String,
    /// When that expires.
    pub token_expires_at_ms: i64,
    user: UserRow,
}

/// Logs in. Refuses as [`begin`] does.
pub async fn login(
    app: &App,
    request: &LoginRequest,
    client_address: &str,
) -> Result<SignedIn, Failure> {
    begin(app, request, client_address, None).await?.sign(app)
}

/// Begins a log-in, of a user of that tenant where one is given. Refuses with `login_locked`, or `login_failed` whatever was wrong, in the
/// same time.
pub async fn begin(
    app: &App,
    request: &LoginRequest,
    client_address: &str,
    tenant_id: Option<i64>,
) -> Result<Begun, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let throttle = Throttle::login(&request.email, &place(client_address));
    let mut batch = throttle.statements(now_ms);
    batch.push(login::find_account(&request.email));
    let results = app.ports.db.batch(batch).await?;
    throttle.admit(&results, now_ms)?;
    let found: Option<AccountRow> = results.last().map(row::first).transpose()?.flatten();
    let account = authenticate(found, &request.password)
        .filter(|account| tenant_id.is_none_or(|expected| expected == account.tenant_id));
    let Some(account) = account else {
        return Err(Code::LoginFailed.into());
    };
    let issue = Issue::new(app, identifier::uuid(&app.ports)?, now_ms)?;
    let mut batch = login::start(&account, &issue.as_login(), now_ms);
    batch.extend(throttle.succeeded());
    app.ports.db.batch(batch).await?;
    Ok(issue.begun(account))
}

/// The account, if it may log in with that password. Takes the same time whatever the answer is.
fn authenticate(found: Option<AccountRow>, password: &str) -> Option<AccountRow> {
    let active = found.filter(|account| account.user.active);
    let hash = active
        .as_ref()
        .map_or(password::NOBODY, |account| account.password_hash.as_str());
    let fits = password::verify(password, hash);
    active.filter(|_| fits)
}

/// Exchanges a refresh token for the next one and an access token. Refuses as [`go_on`] does.
pub async fn refresh(app: &App, token: &str) -> Result<SignedIn, Failure> {
    let claims = app
        .token_key
        .refresh_claims(token, app.ports.clock.now_ms())
        .ok_or(Failure::from(Code::RefreshInvalid))?;
    go_on(app, claims.sub, claims.sid, &claims.jti)
        .await?
        .sign(app)
}

/// Goes on with a log-in for which a refresh token was shown. Refuses with `refresh_invalid`; a token that was exchanged before also ends
/// its log-in, since one of the two who showed it has stolen it.
pub async fn go_on(
    app: &App,
    user_id: i64,
    login_session_id: String,
    shown_token_id: &str,
) -> Result<Begun, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let issue = Issue::new(app, login_session_id, now_ms)?;
    let rotation = Rotation {
        user_id,
        shown_token_id,
        next: issue.as_login(),
    };
    let select = login::find_refreshed(&issue.token_id);
    let mut batch = login::rotate(&rotation, now_ms);
    batch.push(select.clone());
    let (results, lost) = match app.ports.db.batch(batch).await {
        // Whether it was done is told by the new token. (Showing the old one again would end the log-in.)
        Err(error @ DbError::Ambiguous(_)) => {
            (app.ports.db.batch(vec![select]).await?, Some(error))
        }
        other => (other?, None),
    };
    match (
        results
            .last()
            .map(row::first::<AccountRow>)
            .transpose()?
            .flatten(),
        lost,
    ) {
        (Some(account), _) => Ok(issue.begun(account)),
        (None, Some(error)) => Err(error.into()),
        (None, None) => Err(Code::RefreshInvalid.into()),
    }
}

/// Ends the log-in that the token comes from, and every token of it.
pub async fn logout(app: &App, identity: &Identity) -> Result<(), Failure> {
    let now_ms = app.ports.clock.now_ms();
    write(
        app,
        identity,
        vec![login::revoke(
            identity.tenant_id,
            &identity.login_session_id,
            now_ms,
        )],
    )
    .await?;
    Ok(())
}

/// Tokens about to be issued.
struct Issue {
    login_session_id: String,
    token_id: String,
    token_expires_at_ms: i64,
    expires_at_ms: i64,
}

impl Issue {
    fn new(app: &App, login_session_id: String, now_ms: i64) -> Result<Self, Failure> {
        let settings = &app.settings;
        let after = |span_s: i64| {
            span_s
                .checked_mul(1000)
                .and_then(|span_ms| now_ms.checked_add(span_ms))
        };
        let too_long = || Failure::Internal("a token's lifetime is out of range".into());
        Ok(Self {
            login_session_id,
            token_id: identifier::uuid(&app.ports)?,
            token_expires_at_ms: after(settings.refresh_token_lifetime_s).ok_or_else(too_long)?,
            // An expired log-in is deleted, and no token may outlive it.
            expires_at_ms: after(
                settings
                    .refresh_token_lifetime_s
                    .max(settings.access_token_lifetime_s),
            )
            .ok_or_else(too_long)?,
        })
    }

    fn as_login(&self) -> NewLogin<'_> {
        NewLogin {
            id: &self.login_session_id,
            token_id: &self.token_id,
            token_expires_at_ms: self.token_expires_at_ms,
            expires_at_ms: self.expires_at_ms,
        }
    }

    fn begun(self, account: AccountRow) -> Begun {
        Begun {
            identity: Identity {
                tenant_id: account.tenant_id,
                currency: account.currency,
                country: account.country,
                user_id: account.user.id,
                name: account.user.name.clone(),
                role: account.user.role,
                login_session_id: self.login_session_id,
                token_version: account.token_version,
            },
            token_id: self.token_id,
            token_expires_at_ms: self.token_expires_at_ms,
            user: account.user,
        }
    }
}

impl Begun {
    /// The tokens of somebody who works there.
    fn sign(self, app: &App) -> Result<SignedIn, Failure> {
        let unsigned = || Failure::Internal("a token could not be signed".into());
        let access_token = app
            .token_key
            .access(
                &self.identity,
                app.ports.clock.now_ms(),
                app.settings.access_token_lifetime_s,
            )
            .ok_or_else(unsigned)?;
        let refresh_token = app
            .token_key
            .refresh(
                self.identity.user_id,
                &self.identity.login_session_id,
                &self.token_id,
                self.token_expires_at_ms,
            )
            .ok_or_else(unsigned)?;
        Ok(SignedIn {
            access_token,
            refresh_token,
            user: self.user,
        })
    }
}
