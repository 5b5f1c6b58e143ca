//! `IdempotencyKey`: the name a caller gives to one request, so that repeating it does nothing twice.

/// The most characters that a key may have.
pub const KEY_CHARS_MAX: usize = 128;

/// The value of an `Idempotency-Key` header: 1 to [`KEY_CHARS_MAX`] visible ASCII characters, without spaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a header's value, without the white space around it; `None` where it is not a key
    /// ([`Code::IdempotencyKeyInvalid`](crate::Code::IdempotencyKeyInvalid)).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches([' ', '\t']);
        let lawful = (1..=KEY_CHARS_MAX).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_graphic());
        lawful.then(|| Self(text.to_owned()))
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        let longest = "k".repeat(KEY_CHARS_MAX);
        for good in [
            "a",
            "8e03978e-40d5-43dd-bc93-6894a57f9324",
            "~!\"#",
            &longest,
        ] {
            assert_eq!(
                IdempotencyKey::parse(good)
                    .as_ref()
                    .map(IdempotencyKey::as_str),
                Some(good)
            );
        }
        assert_eq!(
            IdempotencyKey::parse(" a\t")
                .as_ref()
                .map(IdempotencyKey::as_str),
            Some("a")
        );
        let too_long = "k".repeat(KEY_CHARS_MAX + 1);
        for bad in [
            "", " ", "a b", "a\nb", "a\u{0}", "ñ", "\u{a0}", "\u{7f}", &too_long,
        ] {
            assert_eq!(IdempotencyKey::parse(bad), None, "{bad:?}");
        }
    }
}
