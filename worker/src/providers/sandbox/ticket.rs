//! The sandbox's identifiers of orders: UUIDs of version 8 (RFC 9562, section 5.8), whose own bits say when the order came and what its
//! number ended in. So the sandbox can tell an order's fate without having kept it.

use super::Script;
use crate::identifier::hyphenated;
use sha2::{Digest, Sha256};

/// What an identifier says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// When the order came.
    pub created_at_ms: i64,
    /// The last two digits of its number.
    pub ending: u8,
}

const VERSION: u8 = 0x80;
const VARIANT: u8 = 0x80;

impl Ticket {
    /// That of an order for a number.
    pub fn of(number: &str, created_at_ms: i64) -> Self {
        let ending = number
            .len()
            .checked_sub(2)
            .and_then(|start| number.get(start..)?.parse().ok());
        Self {
            created_at_ms,
            ending: ending.unwrap_or(0),
        }
    }

    /// What happens to it.
    pub fn script(&self) -> Script {
        Script::of(&format!("{:02}", self.ending))
    }

    /// The identifier's text. What is unique about the order, its nonce among it, makes the identifier unique.
    pub fn write(&self, order: &str) -> String {
        let [_, _, t0, t1, t2, t3, t4, t5] = self.created_at_ms.to_be_bytes();
        let hash: [u8; 32] = Sha256::digest(order.as_bytes()).into();
        let [h0, h1, h2, h3, h4, h5, h6, h7, ..] = hash;
        hyphenated(&[
            t0,
            t1,
            t2,
            t3,
            t4,
            t5,
            VERSION,
            self.ending,
            VARIANT | (h0 & 0x3f),
            h1,
            h2,
            h3,
            h4,
            h5,
            h6,
            h7,
        ])
    }

    /// Reads an identifier; `None` for one that is not the sandbox's.
    pub fn read(text: &str) -> Option<Self> {
        if !crate::identifier::is_uuid(text) {
            return None;
        }
        let mut digits = text.bytes().filter(|byte| *byte != b'-');
        let mut next = |count: usize| {
            let part: Vec<u8> = digits.by_ref().take(count).collect();
            i64::from_str_radix(std::str::from_utf8(&part).ok()?, 16).ok()
        };
        let created_at_ms = next(12)?;
        let version = next(2)?;
        let ending = u8::try_from(next(2)?).ok().filter(|ending| *ending < 100)?;
        (version == i64::from(VERSION)).then_some(Self {
            created_at_ms,
            ending,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for (created_at_ms, ending) in [(0, 0), (1_780_315_200_000, 21), (0xffff_ffff_ffff, 99)] {
            let ticket = Ticket {
                created_at_ms,
                ending,
            };
            let text = ticket.write("order");
            assert!(crate::identifier::is_uuid(&text), "{text}");
            assert_eq!(text.get(14..15), Some("8"), "{text}");
            assert_eq!(Ticket::read(&text), Some(ticket.clone()));
            assert_ne!(ticket.write("another"), text);
        }
    }

    #[test]
    fn other_identifiers_are_not_read() {
        for other in [
            "",
            "0198c0de-0000-7000-8000-00000000abcd",
            "0198c0de-0000-8063-8000-00000000abc",
            "0198c0de-0000-80ff-8000-00000000abcd",
            "0198C0DE-0000-8015-8000-00000000ABCD",
        ] {
            assert_eq!(Ticket::read(other), None, "{other}");
        }
    }
}
