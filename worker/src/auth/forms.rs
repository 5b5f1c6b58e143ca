//! The forms of one request that a documented client may have signed: with or without what stands before its path, and its body as it came
//! or as a serialiser would have written it.

use super::signature::quoted;

/// The path as received, and the same without that prefix, or with it where it has none. It may have its query behind it.
pub(super) fn paths(path: &str, prefix: &str) -> [String; 2] {
    let other = match path.strip_prefix(prefix) {
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        Some(_) | None => format!("{prefix}{path}"),
    };
    [path.to_owned(), other]
}

/// The body as received, and written again without blanks where it is JSON.
pub(super) fn bodies(body: &[u8]) -> Vec<Vec<u8>> {
    let compact = std::str::from_utf8(body).ok().and_then(compact);
    std::iter::once(body.to_vec())
        .chain(compact.map(String::into_bytes))
        .collect()
}

/// A JSON text written again without blanks: members in their order, numbers by their literal text, strings with no needless escapes.
/// `None` for what is not JSON.
fn compact(text: &str) -> Option<String> {
    if !ventanilla_core::wire::answer::is_json(text) {
        return None;
    }
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('"') {
        let (before, string) = rest.split_at_checked(start)?;
        written.extend(before.chars().filter(|character| !is_blank(*character)));
        let end = string_end(string)?;
        let (string, after) = string.split_at_checked(end)?;
        written.push_str(&quoted(&serde_json::from_str::<String>(string).ok()?));
        rest = after;
    }
    written.extend(rest.chars().filter(|character| !is_blank(*character)));
    Some(written)
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

/// Where a string ends that begins with its quotation mark.
fn string_end(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes()
        .enumerate()
        .skip(1)
        .find(|(_, byte)| {
            let ends = *byte == b'"' && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
            ends
        })
        .and_then(|(index, _)| index.checked_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_with_and_without_a_prefix() {
        for (path, prefix, other) in [
            ("/cps/v2/x?a=1", "/cps", "/v2/x?a=1"),
            ("/v2/x", "/cps", "/cps/v2/x"),
            ("/cpsv2/x", "/cps", "/cps/cpsv2/x"),
            ("/cps", "/cps", "/cps/cps"),
            ("/v2/x", "", "/v2/x"),
        ] {
            assert_eq!(paths(path, prefix), [path, other], "{path} {prefix}");
        }
    }

    #[test]
    fn compact_forms() {
        for (text, expected) in [
            (" { } ", Some("{}")),
            ("[1 , 2.50,\n-0e5]", Some("[1,2.50,-0e5]")),
            (
                r#"{"a b" : "c \" d" , "e":"\\" }"#,
                Some(r#"{"a b":"c \" d","e":"\\"}"#),
            ),
            (r#""\/ \u00f1 \u000a \u2028""#, Some("\"/ ñ \\n \u{2028}\"")),
            (r#"{"b":1,"a":2,"b":3}"#, Some(r#"{"b":1,"a":2,"b":3}"#)),
            ("", None),
            ("{", None),
            (r#"{"a":}"#, None),
            (r#""\ud800""#, None),
        ] {
            assert_eq!(compact(text).as_deref(), expected, "{text}");
        }
    }
}
