//! What a client of CPS has: where the server is, its public id and its private key.

use crate::auth::signature::{GATEWAY_PREFIX, SigningKey};
use crate::providers::base_url::BaseUrl;
use std::fmt;

/// An account at a CPS server.
#[derive(Clone)]
pub struct Credentials {
    /// Its path is signed with every request.
    base_url: BaseUrl,
    api_key: String,
    private_key: String,
    signing_key: SigningKey,
    dialect: Dialect,
}

/// How a server wants to be talked to where the documentation leaves it open (section 5.4, rule 6). The default is CPS's own sample.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dialect {
    /// A GET's values are signed as texts, as the sister API does.
    pub text_values: bool,
    /// What is signed is the path without the gateway's prefix.
    pub without_prefix: bool,
}

/// Why something is no [`Credentials`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialsFlaw {
    /// Not `https://host/path`: without a scheme, with a query, or with a path that could be written in another way.
    BaseUrl,
    /// Empty, or not to be sent in a header.
    ApiKey,
    /// Empty.
    PrivateKey,
}

impl Credentials {
    /// Reads an account. The base URL is what stands before `/v2/…`; a slash at its end is dropped.
    pub fn new(
        base_url: &str,
        api_key: &str,
        private_key: &str,
        dialect: Dialect,
    ) -> Result<Self, CredentialsFlaw> {
        let base_url = BaseUrl::parse(base_url).ok_or(CredentialsFlaw::BaseUrl)?;
        if api_key.is_empty() || !api_key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(CredentialsFlaw::ApiKey);
        }
        Ok(Self {
            base_url,
            api_key: api_key.to_owned(),
            private_key: private_key.to_owned(),
            signing_key: SigningKey::new(private_key).ok_or(CredentialsFlaw::PrivateKey)?,
            dialect,
        })
    }

    pub(super) fn url(&self, path: &str) -> String {
        self.base_url.at(path)
    }

    pub(super) fn api_key(&self) -> &str {
        &self.api_key
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The signature of a request to a path below the base URL.
    pub(super) fn sign(&self, path: &str, nonce: &str, data: &str) -> String {
        let base_path = self.base_url.path();
        let base_path = match base_path.strip_prefix(GATEWAY_PREFIX) {
            Some(rest)
                if self.dialect.without_prefix && (rest.is_empty() || rest.starts_with('/')) =>
            {
                rest
            }
            Some(_) | None => base_path,
        };
        self.signing_key
            .sign(&format!("{base_path}{path}"), nonce, data.as_bytes())
    }

    pub(super) fn secrets(&self) -> [&str; 2] {
        [&self.api_key, &self.private_key]
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Credentials")
            .field("base_url", &self.base_url.as_str())
            .field("dialect", &self.dialect)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(base_url: &str) -> Result<Credentials, CredentialsFlaw> {
        Credentials::new(base_url, "a-public-id", "a-private-key", Dialect::default())
    }

    #[test]
    fn base_urls() {
        let url = |base_url| read(base_url).map(|credentials| credentials.url("/x"));
        for base_url in ["https://cps.example/cps", "https://cps.example/cps/"] {
            assert_eq!(url(base_url), Ok("https://cps.example/cps/x".to_owned()));
        }
        for base_url in ["", "http://cps.example", "https://cps.example/../cps"] {
            assert_eq!(url(base_url), Err(CredentialsFlaw::BaseUrl), "{base_url}");
        }
    }

    #[test]
    fn keys() {
        let read = |api_key, private_key| {
            Credentials::new(
                "https://cps.example",
                api_key,
                private_key,
                Dialect::default(),
            )
            .map(drop)
        };
        assert_eq!(read("k", "asd"), Ok(()));
        for api_key in ["", "a b", "a\nb", "ñ"] {
            assert_eq!(
                read(api_key, "asd"),
                Err(CredentialsFlaw::ApiKey),
                "{api_key}"
            );
        }
        assert_eq!(read("k", ""), Err(CredentialsFlaw::PrivateKey));
    }

    #[test]
    fn nothing_secret_is_shown() {
        let text = format!("{:?}", read("https://cps.example/cps").unwrap());
        assert!(
            !text.contains("a-public-id") && !text.contains("a-private-key"),
            "{text}"
        );
    }
}
