//! [`BaseUrl`]: where a provider's server is, as what is signed needs it.

use crate::http::is_private_url;

/// A base URL `https://host/path`: with a scheme, without query and without a slash at its end. What is sent to a path below it is what is
/// written: the platform would resolve `..`, encode a space and drop what follows a `#`, and the signature would be that of another path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BaseUrl {
    url: String,
    /// What of it is the path: empty, or with a slash at its start only.
    path: String,
}

impl BaseUrl {
    /// Reads one; a slash at its end is dropped.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let url = text.strip_suffix('/').unwrap_or(text);
        let path = path_of(url)?;
        Some(Self {
            url: url.to_owned(),
            path: path.to_owned(),
        })
    }

    /// The URL of a path below it.
    pub(super) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Its own path.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Its text.
    pub(super) fn as_str(&self) -> &str {
        &self.url
    }
}

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
    let is_path = path.is_empty() || path.split('/').skip(1).all(is_segment);
    (is_host && is_path).then_some(path)
}

/// Whether a text stands between two slashes of a path as it is, and as nothing else.
pub(super) fn is_segment(text: &str) -> bool {
    !matches!(text, "" | "." | "..")
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._~-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls() {
        for (text, path) in [
            ("https://cps.example", ""),
            ("https://cps.example/", ""),
            ("https://cps.example/cps", "/cps"),
            ("https://cps.example/cps/", "/cps"),
            ("https://cps.example:8443/a.b/c-d_e~", "/a.b/c-d_e~"),
            ("http://localhost:4004/cps", "/cps"),
            ("http://127.0.0.1:4004", ""),
        ] {
            let base_url = BaseUrl::parse(text).unwrap();
            assert_eq!(base_url.path(), path, "{text}");
            let url = text.strip_suffix('/').unwrap_or(text);
            assert_eq!(base_url.as_str(), url);
            assert_eq!(base_url.at("/x"), format!("{url}/x"));
        }
        for text in [
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
            assert_eq!(BaseUrl::parse(text), None, "{text}");
        }
    }

    #[test]
    fn segments_stand_for_themselves() {
        for good in [
            "a",
            "A-1_b.c~",
            "...",
            "0198c0de-0000-7000-8000-00000000abcd",
        ] {
            assert!(is_segment(good), "{good}");
        }
        for bad in ["", ".", "..", "a/b", "a b", "a?b", "a#b", "%2e", "ñ", "a\n"] {
            assert!(!is_segment(bad), "{bad}");
        }
    }
}
