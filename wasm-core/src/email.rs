//! E-mail addresses and login names, in the one form that is stored and compared.

use crate::loyalty::TenDigits;

/// The most characters of an address (RFC 5321: a path of 256 with its angle brackets).
const ADDRESS_CHARS_MAX: usize = 254;
/// The most characters before the at sign (RFC 5321).
const LOCAL_CHARS_MAX: usize = 64;
/// The most characters of one label of a domain (RFC 1035).
const LABEL_CHARS_MAX: usize = 63;

/// The address in lower case and without the white space around it; `None` where it is not an address.
///
/// What a valid address satisfies: a dot-atom of ASCII before one at sign; after it a domain of two or more labels of
/// letters, digits and inner hyphens, the last one of two or more letters. Quoted local parts and bare hosts are refused.
pub fn normalise(text: &str) -> Option<String> {
    let address = text.trim().to_ascii_lowercase();
    if address.len() > ADDRESS_CHARS_MAX {
        return None;
    }
    let (local, domain) = address.split_once('@')?;
    (is_dot_atom(local) && is_domain(domain)).then_some(address)
}

/// What somebody signs in with: an e-mail address as [`normalise`] leaves it, or a collaborator's number of exactly ten
/// digits; `None` for anything else.
pub fn normalise_login(text: &str) -> Option<String> {
    let trimmed = text.trim();
    if is_collaborator_number(trimmed) {
        return Some(trimmed.to_owned());
    }
    normalise(text)
}

/// Whether somebody signs in with a number, and not with an e-mail address.
pub fn is_collaborator_number(login: &str) -> bool {
    TenDigits::parse(login).is_some()
}

fn is_dot_atom(local: &str) -> bool {
    let is_atom_byte =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    local.len() <= LOCAL_CHARS_MAX
        && local
            .split('.')
            .all(|atom| !atom.is_empty() && atom.bytes().all(is_atom_byte))
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LABEL_CHARS_MAX).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let Some((_, last)) = domain.rsplit_once('.') else {
        return false;
    };
    domain.split('.').all(is_label)
        && last.len() >= 2
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let good = [
            ("ana@x.bo", "ana@x.bo"),
            (" Ana.Perez@Ejemplo.COM ", "ana.perez@ejemplo.com"),
            ("a+b@sub.example.org", "a+b@sub.example.org"),
            ("o'neil@example.ie", "o'neil@example.ie"),
            ("a@1-2.example", "a@1-2.example"),
        ];
        for (text, expected) in good {
            assert_eq!(normalise(text).as_deref(), Some(expected), "{text:?}");
        }
        let long_local = format!("{}@x.bo", "a".repeat(65));
        let long_domain = format!("a@{}.bo", "x.".repeat(130));
        let bad = [
            "",
            "ana",
            "@x.bo",
            "ana@",
            "ana@x",
            "ana@@x.bo",
            "a@b@x.bo",
            "ana@x..bo",
            "ana@.bo",
            "ana@x.bo.",
            "ana@-x.bo",
            "ana@x-.bo",
            "ana@x.b",
            "ana@x.1o",
            ".ana@x.bo",
            "ana.@x.bo",
            "a..b@x.bo",
            "a b@x.bo",
            "ana@x .bo",
            "añá@x.bo",
            "ana@ñ.bo",
            "\"a\"@x.bo",
            "ana@[1.2.3.4]",
            "ana\u{0}@x.bo",
            "ana@x.bo\nbcc",
            "1234567890",
            &long_local,
            &long_domain,
        ];
        for text in bad {
            assert_eq!(normalise(text), None, "{text:?}");
        }
    }

    #[test]
    fn login_names() {
        assert_eq!(
            normalise_login(" 0123456789 ").as_deref(),
            Some("0123456789")
        );
        assert_eq!(normalise_login("Ana@X.bo").as_deref(), Some("ana@x.bo"));
        for bad in [
            "",
            "123456789",
            "12345678901",
            "123456789a",
            "１２３４５６７８９０",
            "ana",
        ] {
            assert_eq!(normalise_login(bad), None, "{bad:?}");
        }
    }
}
