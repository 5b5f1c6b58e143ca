//! What an account at the service is: where it is, and its key.

use crate::providers::base_url::BaseUrl;
use std::fmt;

/// An account at the service.
#[derive(Clone)]
pub struct Credentials {
    base_url: BaseUrl,
    apikey: String,
}

/// Why something is no [`Credentials`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialsFlaw {
    /// Not `https://host/path`: without a scheme, with a query, or with a path that could be written in another way.
    BaseUrl,
    /// Empty, or with something in it that is no visible ASCII.
    ApiKey,
}

impl Credentials {
    /// Reads an account. The base URL is what stands before `/wallet/…`; a slash at its end is dropped.
    pub fn new(base_url: &str, apikey: &str) -> Result<Self, CredentialsFlaw> {
        let base_url = BaseUrl::parse(base_url).ok_or(CredentialsFlaw::BaseUrl)?;
        let is_key = !apikey.is_empty() && apikey.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_key {
            return Err(CredentialsFlaw::ApiKey);
        }
        Ok(Self {
            base_url,
            apikey: apikey.to_owned(),
        })
    }

    pub(super) fn url(&self, path: &str) -> String {
        self.base_url.at(path)
    }

    pub(super) fn apikey(&self) -> &str {
        &self.apikey
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
