//! What a client of Bit Capital has: where the server is, its id and its secret.

use crate::auth::platform_signature::PlatformKey;
use crate::http::Method;
use crate::providers::base_url::BaseUrl;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt;

/// A client at a Bit Capital server.
#[derive(Clone)]
pub struct Credentials {
    /// Its path is not signed (contract, section 7).
    base_url: BaseUrl,
    client_secret: String,
    /// Id and secret as HTTP's Basic scheme has them (RFC 7617, section 2).
    basic: String,
    key: PlatformKey,
}

/// Why something is no [`Credentials`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialsFlaw {
    /// Not `https://host/path`: without a scheme, with a query, or with a path that could be written in another way.
    BaseUrl,
    /// Empty, with something in it that is no visible ASCII, or with a colon, which would end it.
    ClientId,
    /// Empty, or with a control character in it.
    ClientSecret,
}

impl Credentials {
    /// Reads a client. The base URL is what stands before `/phone-credits/…` and `/oauth/…`; a slash at its end is dropped.
    pub fn new(
        base_url: &str,
        client_id: &str,
        client_secret: &str,
    ) -> Result<Self, CredentialsFlaw> {
        let base_url = BaseUrl::parse(base_url).ok_or(CredentialsFlaw::BaseUrl)?;
        let is_id = !client_id.is_empty()
            && client_id
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b':');
        if !is_id {
            return Err(CredentialsFlaw::ClientId);
        }
        let key = PlatformKey::new(client_secret)
            .filter(|_| !client_secret.chars().any(char::is_control))
            .ok_or(CredentialsFlaw::ClientSecret)?;
        Ok(Self {
            base_url,
            client_secret: client_secret.to_owned(),
            basic: STANDARD.encode(format!("{client_id}:{client_secret}")),
            key,
        })
    }

    pub(super) fn url(&self, path: &str) -> String {
        self.base_url.at(path)
    }

    /// The header `authorization` of a client that asks for a session.
    pub(in crate::providers) fn authorization(&self) -> String {
        format!("Basic {}", self.basic)
    }

    /// The signature of a request to a path below the base URL.
    pub(super) fn sign(
        &self,
        method: Method,
        path: &str,
        timestamp: &str,
        body: Option<&str>,
    ) -> String {
        self.key.sign(method, path, timestamp, body)
    }

    pub(super) fn secrets(&self) -> [&str; 2] {
        [&self.client_secret, &self.basic]
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Credentials")
            .field("base_url", &self.base_url.as_str())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE_URL: &str = "https://bit.example/api";

    #[test]
    fn what_a_client_is() {
        // Contract, section 6.1.
        let client = Credentials::new(BASE_URL, "cid", "root").unwrap();
        assert_eq!(client.authorization(), "Basic Y2lkOnJvb3Q=");
        assert_eq!(client.url("/x"), "https://bit.example/api/x");
        for (base_url, client_id, client_secret, flaw) in [
            ("", "cid", "root", CredentialsFlaw::BaseUrl),
            (
                "http://bit.example",
                "cid",
                "root",
                CredentialsFlaw::BaseUrl,
            ),
            (
                "https://bit.example/a?b",
                "cid",
                "root",
                CredentialsFlaw::BaseUrl,
            ),
            (BASE_URL, "", "root", CredentialsFlaw::ClientId),
            (BASE_URL, "c:d", "root", CredentialsFlaw::ClientId),
            (BASE_URL, "c d", "root", CredentialsFlaw::ClientId),
            (BASE_URL, "ñ", "root", CredentialsFlaw::ClientId),
            (BASE_URL, "cid", "", CredentialsFlaw::ClientSecret),
            (BASE_URL, "cid", "ro\not", CredentialsFlaw::ClientSecret),
        ] {
            assert_eq!(
                Credentials::new(base_url, client_id, client_secret).unwrap_err(),
                flaw,
                "{base_url} {client_id} {client_secret}"
            );
        }
        // A secret may have anything else.
        assert!(Credentials::new(BASE_URL, "cid", "un secreto: ñ").is_ok());
    }

    #[test]
    fn nothing_secret_is_shown() {
        let client = Credentials::new(BASE_URL, "a-client-id", "a-client-secret").unwrap();
        let text = format!("{client:?}");
        for secret in ["a-client-secret", &client.basic] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}
