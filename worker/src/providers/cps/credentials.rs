//! What a client of CPS has: where the server is, its public id and its private key.

use crate::auth::signature::{GATEWAY_PREFIX, SigningKey};
use crate::http::is_private_url;
use std::fmt;

/// An account at a CPS server.
#[derive(Clone)]
pub struct Credentials {
    base_url: String,
    /// The path of `base_url`, which is signed with every request.
    base_path: String,
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
    /// Not `https://host/path`: with a scheme, without query, and with a path that nobody would write in another way.
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
        let base_url = base_url.strip_suffix('/').unwrap_or(base_url);
        let base_path = path_of(base_url).ok_or(CredentialsFlaw::BaseUrl)?;
        if api_key.is_empty() || !api_key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(CredentialsFlaw::ApiKey);
        }
        Ok(Self {
            base_url: base_url.to_owned(),
            base_path: base_path.to_owned(),
            api_key: api_key.to_owned(),
            private_key: private_key.to_owned(),
            signing_key: SigningKey::new(private_key).ok_or(CredentialsFlaw::PrivateKey)?,
            dialect,
        })
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    pub(super) fn api_key(&self) -> &str {
        &self.api_key
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The signature of a request to a path below the base URL.
    pub(super) fn sign(&self, path: &str, nonce: &str, data: &str) -> String {
        let base_path = match self.base_path.strip_prefix(GATEWAY_PREFIX) {
            Some(rest)
                if self.dialect.without_prefix && (rest.is_empty() || rest.starts_with('/')) =>
            {
                rest
            }
            Some(_) | None => &self.base_path,
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
            .field("base_url", &self.base_url)
            .field("dialect", &self.dialect)
            .finish_non_exhaustive()
    }
}

/// The path of a base URL, empty or with a slash at its start only. `None` where what is sent might not be what is written: the platform
/// would resolve `..`, encode a space and drop what follows a `#`, and the signature would be that of another path.
fn path_of(base_url: &str) -> Option<&str> {
    if !is_private_url(base_url) {
        return None;
    }
    let (_, rest) = base_url.split_once("://")?;
    let (host, path) = rest.split_at_checked(rest.find('/').unwrap_or(rest.len()))?;
    let is_host = !host.is_empty()
        && host.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-:".contains(&byte)
        });
    let is_segment = |segment: &str| {
        !matches!(segment, "" | "." | "..")
            && segment
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._~-".contains(&byte))
    };
    let is_path = path.is_empty() || path.split('/').skip(1).all(is_segment);
    (is_host && is_path).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(base_url: &str) -> Result<Credentials, CredentialsFlaw> {
        Credentials::new(base_url, "a-public-id", "a-private-key", Dialect::default())
    }

    #[test]
    fn base_urls() {
        for (base_url, path) in [
            ("https://cps.example", ""),
            ("https://cps.example/", ""),
            ("https://cps.example/cps", "/cps"),
            ("https://cps.example/cps/", "/cps"),
            ("https://cps.example:8443/a.b/c-d_e~", "/a.b/c-d_e~"),
            ("http://localhost:4004/cps", "/cps"),
            ("http://127.0.0.1:4004", ""),
        ] {
            assert_eq!(read(base_url).unwrap().base_path, path, "{base_url}");
        }
        for base_url in [
            "",
            "localhost:4004",
            "http://cps.example",
            "ftp://cps.example",
            "https://",
            "https:///cps",
            "https://CPS.example",
            "https://user:secret@cps.example",
            "https://cps.example//",
            "https://cps.example/cps//v2",
            "https://cps.example/../cps",
            "https://cps.example/./cps",
            "https://cps.example/%63ps",
            "https://cps.example/cps?x=1",
            "https://cps.example/cps#x",
            "https://cps.example/c ps",
            "https://cps.example/ñ",
            "https://cps.example?x",
            "https://cps.example\\cps",
        ] {
            assert_eq!(
                read(base_url).unwrap_err(),
                CredentialsFlaw::BaseUrl,
                "{base_url}"
            );
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
