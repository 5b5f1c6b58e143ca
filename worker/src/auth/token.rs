//! Bearer tokens: JSON Web Tokens signed with HMAC-SHA-256 (RFC 7519, RFC 7518 section 3.2). Checked without the database.

use super::hs256::{self, is_past};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;
use ventanilla_core::role::Role;

/// Who is calling, as the token says. That it still holds is asserted in the batch of every request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The tenant.
    pub tenant_id: i64,
    /// The tenant's currency.
    pub currency: Currency,
    /// The tenant's country.
    pub country: Country,
    /// The user.
    pub user_id: i64,
    /// The user's display name.
    pub name: String,
    /// The user's role.
    pub role: Role,
    /// The log-in this token comes from.
    pub login_session_id: String,
    /// The user's token version when it was issued.
    pub token_version: i64,
}

impl Identity {
    /// In whose name idempotency keys are kept.
    pub fn actor(&self) -> String {
        format!("user:{}", self.user_id)
    }
}

#[derive(Serialize, Deserialize)]
struct AccessClaims {
    typ: AccessKind,
    sub: i64,
    username: String,
    #[serde(rename = "roleName")]
    role_name: String,
    #[serde(rename = "roleId")]
    role_id: i64,
    tid: i64,
    cur: String,
    cty: String,
    sid: String,
    ver: i64,
    iat: i64,
    exp: i64,
}

/// What a refresh token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefreshClaims {
    typ: RefreshKind,
    /// The user.
    pub sub: i64,
    /// The log-in.
    pub sid: String,
    /// The token's own id; good once.
    pub jti: String,
    /// Expiry, seconds since the epoch.
    pub exp: i64,
}

// One word each, so that neither token is taken for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum AccessKind {
    #[serde(rename = "access")]
    Access,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum RefreshKind {
    #[serde(rename = "refresh")]
    Refresh,
}

/// The key that signs tokens.
pub struct TokenKey(Vec<u8>);

/// The shortest key accepted, in bytes (RFC 7518 section 3.2: at least as long as the hash).
pub const KEY_BYTES_MIN: usize = 32;

impl TokenKey {
    /// A key from a secret; `None` where it is too short to be one.
    pub fn new(secret: &str) -> Option<Self> {
        (secret.len() >= KEY_BYTES_MIN).then(|| Self(secret.as_bytes().to_vec()))
    }

    /// Signs an access token.
    pub fn access(&self, identity: &Identity, now_ms: i64, lifetime_s: i64) -> Option<String> {
        let issued_s = now_ms.checked_div(1000)?;
        self.sign(&AccessClaims {
            typ: AccessKind::Access,
            sub: identity.user_id,
            username: identity.name.clone(),
            role_name: identity.role.name().to_owned(),
            role_id: identity.role.id(),
            tid: identity.tenant_id,
            cur: identity.currency.code().to_owned(),
            cty: identity.country.code().to_owned(),
            sid: identity.login_session_id.clone(),
            ver: identity.token_version,
            iat: issued_s,
            exp: issued_s.checked_add(lifetime_s)?,
        })
    }

    /// Signs a refresh token.
    pub fn refresh(
        &self,
        user_id: i64,
        login_session_id: &str,
        token_id: &str,
        expires_at_ms: i64,
    ) -> Option<String> {
        self.sign(&RefreshClaims {
            typ: RefreshKind::Refresh,
            sub: user_id,
            sid: login_session_id.to_owned(),
            jti: token_id.to_owned(),
            exp: expires_at_ms.checked_div(1000)?,
        })
    }

    /// Who an access token speaks for; `None` for a forged, damaged or expired one.
    pub fn identity(&self, token: &str, now_ms: i64) -> Option<Identity> {
        let claims: AccessClaims = self.verify(token)?;
        let role = Role::from_id(claims.role_id)?;
        if is_past(claims.exp, now_ms) || role.name() != claims.role_name {
            return None;
        }
        Some(Identity {
            tenant_id: claims.tid,
            currency: Currency::parse(&claims.cur)?,
            country: Country::parse(&claims.cty)?,
            user_id: claims.sub,
            name: claims.username,
            role,
            login_session_id: claims.sid,
            token_version: claims.ver,
        })
    }

    /// What a refresh token says; `None` for a forged, damaged or expired one.
    pub fn refresh_claims(&self, token: &str, now_ms: i64) -> Option<RefreshClaims> {
        let claims: RefreshClaims = self.verify(token)?;
        (!is_past(claims.exp, now_ms)).then_some(claims)
    }

    pub(super) fn sign(&self, claims: &impl Serialize) -> Option<String> {
        hs256::sign(&self.0, claims)
    }

    pub(super) fn verify<T: DeserializeOwned>(&self, token: &str) -> Option<T> {
        let token = hs256::split(token)?;
        if token.header != hs256::HEADER || !token.is_signed_with(&self.0) {
            return None;
        }
        token.claims()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    const NOW_MS: i64 = 1_800_000_000_000;

    fn key() -> TokenKey {
        TokenKey::new("0123456789abcdef0123456789abcdef").unwrap()
    }

    fn identity() -> Identity {
        Identity {
            tenant_id: 3,
            currency: Currency::Bob,
            country: Country::Bolivia,
            user_id: 7,
            name: "Ana Pérez".into(),
            role: Role::Operador,
            login_session_id: "s".into(),
            token_version: 2,
        }
    }

    #[test]
    fn access_tokens_come_back_until_they_expire() {
        let token = key().access(&identity(), NOW_MS, 60).unwrap();
        assert_eq!(key().identity(&token, NOW_MS), Some(identity()));
        assert_eq!(key().identity(&token, NOW_MS + 59_999), Some(identity()));
        assert_eq!(key().identity(&token, NOW_MS + 60_000), None);
    }

    #[test]
    fn tokens_of_one_kind_are_not_taken_for_the_other() {
        let access = key().access(&identity(), NOW_MS, 60).unwrap();
        let refresh = key().refresh(7, "s", "t", NOW_MS + 60_000).unwrap();
        assert_eq!(key().identity(&refresh, NOW_MS), None);
        assert_eq!(key().refresh_claims(&access, NOW_MS), None);
        assert!(key().refresh_claims(&refresh, NOW_MS).is_some());
    }

    #[test]
    fn forged_and_damaged_tokens_are_refused() {
        let token = key().access(&identity(), NOW_MS, 60).unwrap();
        let other = TokenKey::new("another-secret-another-secret-32").unwrap();
        assert_eq!(other.identity(&token, NOW_MS), None);
        let (head, signature) = token.rsplit_once('.').unwrap();
        let (header, payload) = head.split_once('.').unwrap();
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
        let promoted = String::from_utf8(URL_SAFE_NO_PAD.decode(payload).unwrap())
            .unwrap()
            .replace("\"roleId\":2", "\"roleId\":1");
        for bad in [
            String::new(),
            "null".into(),
            "a.b.c".into(),
            "..".into(),
            format!("{none}.{payload}."),
            format!("{none}.{payload}.{signature}"),
            format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode(promoted)),
            format!("{header}.{payload}.{}", signature.to_lowercase()),
            format!("{token}A"),
            format!("{head}."),
        ] {
            assert_eq!(key().identity(&bad, NOW_MS), None, "{bad}");
        }
    }

    #[test]
    fn a_short_secret_is_no_key() {
        assert!(TokenKey::new("short").is_none());
    }
}
