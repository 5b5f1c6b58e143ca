//! Requests and responses as plain values, so that everything behind them runs anywhere.

use serde::Serialize;
use std::fmt;

/// The methods the doors know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// As GET, without the body.
    Head,
    /// Creates or does.
    Post,
    /// Replaces.
    Put,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
    /// CORS preflight.
    Options,
}

impl Method {
    /// Reads a method's name; `None` for one that no door has.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "GET" => Self::Get,
            "HEAD" => Self::Head,
            "POST" => Self::Post,
            "PUT" => Self::Put,
            "PATCH" => Self::Patch,
            "DELETE" => Self::Delete,
            "OPTIONS" => Self::Options,
            _ => return None,
        })
    }

    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Whether what is sent to a URL can be read on the way by nobody: it is https, or this machine's own.
pub fn is_private_url(url: &str) -> bool {
    url.strip_prefix("https://")
        .is_some_and(|rest| !rest.is_empty())
        || url.strip_prefix("http://").is_some_and(is_own_host)
}

/// Whether a text begins with this machine's own host name, with or without a port and a path.
pub fn is_own_host(text: &str) -> bool {
    ["127.0.0.1", "localhost"].iter().any(|host| {
        text.strip_prefix(host)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    })
}

/// What came in.
#[derive(Debug, Clone)]
pub struct Request {
    /// What the log and the client both call this request.
    pub id: String,
    /// The method; `None` for one that no door has.
    pub method: Option<Method>,
    /// Path, still percent-encoded, beginning with a slash.
    pub path: String,
    /// What follows the question mark, without it.
    pub query: String,
    /// Header names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body; `Err` where it was longer than allowed and was not kept.
    pub body: Result<Vec<u8>, BodyTooLarge>,
    /// The client's address as the platform tells it.
    pub client_address: String,
}

/// The body was longer than what is read of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyTooLarge;

/// The longest file read, in bytes: a thousand lines of it, each as long as can be.
pub const IMPORT_BYTES_MAX: usize = 1024 * 1024;

impl Request {
    /// The first header of that (lower-case) name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The token of an `Authorization: Bearer` header; the scheme is case-sensitive here (contract, 2.2).
    pub fn bearer(&self) -> Option<&str> {
        self.header("authorization")
            .and_then(|header| header.strip_prefix("Bearer "))
    }

    /// Path and query, as sent.
    pub fn target(&self) -> String {
        if self.query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, self.query)
        }
    }

    /// The decoded pairs of the query, in their order.
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        form_urlencoded::parse(self.query.as_bytes())
            .into_owned()
            .collect()
    }
}

/// What goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Header names with their values.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// A JSON body. (A value of ours always serialises; were one not to, the answer would be an empty 500.)
    pub fn json(status: u16, value: &impl Serialize) -> Self {
        Self::json_as("application/json; charset=utf-8", status, value)
    }

    /// A JSON body under another media type.
    pub fn json_as(media_type: &'static str, status: u16, value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(body) => Self {
                status,
                headers: vec![("content-type", media_type.to_owned())],
                body,
            },
            Err(_) => Self::empty(500),
        }
    }

    /// No body.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}
