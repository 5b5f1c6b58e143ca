//! The query of an address: names and values, percent-encoded as forms do it.

/// Writes pairs as a query. A pair without a value is written too.
pub(crate) fn query(pairs: &[(String, String)]) -> String {
    let written: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    written.join("&")
}

/// Reads the pairs of a query. What is no encoding of anything is read as it is written.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

/// A text as a part of an address.
pub(crate) fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
        encoded
    })
}

/// A part of an address as the text that it stands for.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = after
            .split_at_checked(2)
            .filter(|_| *first == b'%')
            .and_then(|(digits, tail)| Some((escaped_byte(digits)?, tail)));
        let (byte, tail) = match (escaped, first) {
            (Some(escaped), _) => escaped,
            (None, b'+') => (b' ', after),
            (None, _) => (*first, after),
        };
        bytes.push(byte);
        rest = tail;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn escaped_byte(digits: &[u8]) -> Option<u8> {
    let digits = str::from_utf8(digits).ok()?;
    // The parser would take a sign as well.
    digits
        .bytes()
        .all(|digit| digit.is_ascii_hexdigit())
        .then(|| u8::from_str_radix(digits, 16).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn what_is_written_is_read_back() {
        for value in [
            "",
            "Caja 1",
            "a&b=c",
            "100%",
            "+591 7",
            "ñandú",
            "#/?",
            "\u{1F600}",
        ] {
            let written = query(&[pair("buscar", value), pair("tipo", "top_up")]);
            assert!(written.is_ascii(), "{written}");
            assert_eq!(
                pairs(&written),
                [pair("buscar", value), pair("tipo", "top_up")]
            );
        }
        assert_eq!(query(&[pair("buscar", "Caja 1")]), "buscar=Caja%201");
    }

    #[test]
    fn what_others_write() {
        let table: &[(&str, &[(&str, &str)])] = &[
            ("", &[]),
            ("?", &[]),
            ("?a=1&&b", &[("a", "1"), ("b", "")]),
            ("a=b=c", &[("a", "b=c")]),
            ("a=x+y%20z", &[("a", "x y z")]),
            ("a=100%", &[("a", "100%")]),
            ("a=%4", &[("a", "%4")]),
            ("a=%zz%+1", &[("a", "%zz% 1")]),
            ("a=%c3%b1", &[("a", "ñ")]),
            ("a=%ff", &[("a", "\u{fffd}")]),
            ("a=ñ", &[("a", "ñ")]),
        ];
        for (query, expected) in table {
            let expected: Vec<_> = expected
                .iter()
                .map(|(name, value)| pair(name, value))
                .collect();
            assert_eq!(pairs(query), expected, "{query}");
        }
    }
}
