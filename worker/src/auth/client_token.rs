//! The tokens of clients of phone credits (contract of phone credits, section 6): signed as all tokens are, and of kinds of their own, so
//! that none of them opens another door.

use super::hs256::is_past;
use super::token::{Identity, TokenKey};
use serde::{Deserialize, Serialize};
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;
use ventanilla_core::role::Role;
use ventanilla_core::wire::phone_credits::oauth::Scope;

/// A client's session, as its token says. That it still holds is asked and asserted with every request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientIdentity {
    /// The tenant.
    pub tenant_id: i64,
    /// The tenant's currency.
    pub currency: Currency,
    /// The integrator that the client is.
    pub client_id: i64,
    /// The integrator's version when the token was issued.
    pub client_version: i64,
    /// The session: a log-in where a user logged in, else the client's own.
    pub session_id: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The user, if one logged in.
    pub user: Option<Identity>,
}

/// What a client's refresh token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientRefreshClaims {
    typ: RefreshKind,
    /// The user.
    pub sub: i64,
    /// The log-in.
    pub sid: String,
    /// The token's own id; good once.
    pub jti: String,
    /// The tenant.
    pub tid: i64,
    /// The client.
    pub cli: i64,
    /// What the session may do.
    pub scp: Vec<Scope>,
    /// Expiry, seconds since the epoch.
    pub exp: i64,
}

#[derive(Serialize, Deserialize)]
struct AccessClaims {
    typ: AccessKind,
    cli: i64,
    ver: i64,
    tid: i64,
    cur: String,
    cty: String,
    sid: String,
    scp: Vec<Scope>,
    user: Option<UserClaims>,
    exp: i64,
}

#[derive(Serialize, Deserialize)]
struct UserClaims {
    sub: i64,
    name: String,
    role: i64,
    ver: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum AccessKind {
    #[serde(rename = "client")]
    Client,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum RefreshKind {
    #[serde(rename = "client_refresh")]
    ClientRefresh,
}

impl TokenKey {
    /// Signs a client's access token.
    pub fn client_access(
        &self,
        client: &ClientIdentity,
        country: Country,
        now_ms: i64,
        lifetime_s: i64,
    ) -> Option<String> {
        self.sign(&AccessClaims {
            typ: AccessKind::Client,
            cli: client.client_id,
            ver: client.client_version,
            tid: client.tenant_id,
            cur: client.currency.code().to_owned(),
            cty: country.code().to_owned(),
            sid: client.session_id.clone(),
            scp: client.scopes.clone(),
            user: client.user.as_ref().map(|user| UserClaims {
                sub: user.user_id,
                name: user.name.clone(),
                role: user.role.id(),
                ver: user.token_version,
            }),
            exp: now_ms.checked_div(1000)?.checked_add(lifetime_s)?,
        })
    }

    /// Signs a client's refresh token, for a session with a user.
    pub fn client_refresh(
        &self,
        client: &ClientIdentity,
        user: &Identity,
        token_id: &str,
        expires_at_ms: i64,
    ) -> Option<String> {
        self.sign(&ClientRefreshClaims {
            typ: RefreshKind::ClientRefresh,
            sub: user.user_id,
            sid: client.session_id.clone(),
            jti: token_id.to_owned(),
            tid: client.tenant_id,
            cli: client.client_id,
            scp: client.scopes.clone(),
            exp: expires_at_ms.checked_div(1000)?,
        })
    }

    /// Which session a client's access token speaks for; `None` for a forged, damaged or expired one.
    pub fn client(&self, token: &str, now_ms: i64) -> Option<ClientIdentity> {
        let claims: AccessClaims = self.verify(token)?;
        if is_past(claims.exp, now_ms) {
            return None;
        }
        let currency = Currency::parse(&claims.cur)?;
        let country = Country::parse(&claims.cty)?;
        let user = match claims.user {
            Some(user) => Some(Identity {
                tenant_id: claims.tid,
                currency,
                country,
                user_id: user.sub,
                name: user.name,
                role: Role::from_id(user.role)?,
                login_session_id: claims.sid.clone(),
                token_version: user.ver,
            }),
            None => None,
        };
        Some(ClientIdentity {
            tenant_id: claims.tid,
            currency,
            client_id: claims.cli,
            client_version: claims.ver,
            session_id: claims.sid,
            scopes: claims.scp,
            user,
        })
    }

    /// What a client's refresh token says; `None` for a forged, damaged or expired one.
    pub fn client_refresh_claims(&self, token: &str, now_ms: i64) -> Option<ClientRefreshClaims> {
        let claims: ClientRefreshClaims = self.verify(token)?;
        (!is_past(claims.exp, now_ms)).then_some(claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_MS: i64 = 1_800_000_000_000;

    fn key() -> TokenKey {
        TokenKey::new("0123456789abcdef0123456789abcdef").unwrap()
    }

    fn user() -> Identity {
        Identity {
            tenant_id: 3,
            currency: Currency::Brl,
            country: Country::Brazil,
            user_id: 7,
            name: "Ana".into(),
            role: Role::Operador,
            login_session_id: "s".into(),
            token_version: 2,
        }
    }

    fn client(user: Option<Identity>) -> ClientIdentity {
        ClientIdentity {
            tenant_id: 3,
            currency: Currency::Brl,
            client_id: 5,
            client_version: 1,
            session_id: "s".into(),
            scopes: vec![Scope::OrderCreate],
            user,
        }
    }

    #[test]
    fn tokens_come_back_until_they_expire() {
        for client in [client(None), client(Some(user()))] {
            let token = key()
                .client_access(&client, Country::Brazil, NOW_MS, 60)
                .unwrap();
            assert_eq!(key().client(&token, NOW_MS + 59_999), Some(client));
            assert_eq!(key().client(&token, NOW_MS + 60_000), None);
        }
    }

    #[test]
    fn none_is_taken_for_another() {
        let access = key()
            .client_access(&client(Some(user())), Country::Brazil, NOW_MS, 60)
            .unwrap();
        let refresh = key()
            .client_refresh(&client(Some(user())), &user(), "t", NOW_MS + 60_000)
            .unwrap();
        let staff = key().access(&user(), NOW_MS, 60).unwrap();
        let staff_refresh = key().refresh(7, "s", "t", NOW_MS + 60_000).unwrap();
        for token in [&refresh, &staff, &staff_refresh] {
            assert_eq!(key().client(token, NOW_MS), None);
        }
        for token in [&access, &refresh, &staff_refresh] {
            assert_eq!(key().identity(token, NOW_MS), None);
        }
        for token in [&access, &staff, &staff_refresh] {
            assert_eq!(key().client_refresh_claims(token, NOW_MS), None);
        }
        assert!(key().refresh_claims(&refresh, NOW_MS).is_none());
        assert!(key().client_refresh_claims(&refresh, NOW_MS).is_some());
    }
}
