//! Identifiers made at the edge: UUID version 7 (RFC 9562 section 5.7), in the order of their time so that indexes grow at one end.

use crate::error::Failure;
use crate::ports::Ports;
use std::fmt::Write;

/// A new identifier.
pub fn uuid(ports: &Ports) -> Result<String, Failure> {
    let mut random = [0_u8; 10];
    ports.entropy.fill(&mut random).map_err(Failure::Internal)?;
    let time = ports.clock.now_ms().to_be_bytes();
    let [_, _, t0, t1, t2, t3, t4, t5] = time;
    let [r0, r1, r2, r3, r4, r5, r6, r7, r8, r9] = random;
    let bytes = [
        t0,
        t1,
        t2,
        t3,
        t4,
        t5,
        (r0 & 0x0f) | 0x70,
        r1,
        (r2 & 0x3f) | 0x80,
        r3,
        r4,
        r5,
        r6,
        r7,
        r8,
        r9,
    ];
    Ok(hyphenated(&bytes))
}

/// Random bytes as hexadecimal text.
pub fn random_hex<const BYTES: usize>(ports: &Ports) -> Result<String, Failure> {
    let mut random = [0_u8; BYTES];
    ports.entropy.fill(&mut random).map_err(Failure::Internal)?;
    Ok(hex(&random))
}

/// Bytes as lower-case hexadecimal text.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads hexadecimal text, in either case; `None` for anything else, and for half a byte.
pub fn read_hex(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16)?).ok();
    pairs
        .iter()
        .map(|[high, low]| Some((digit(*high)? << 4) | digit(*low)?))
        .collect()
}

/// Whether a text has the shape of an identifier of ours.
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

/// Sixteen bytes as a UUID is written.
pub(crate) fn hyphenated(bytes: &[u8; 16]) -> String {
    bytes
        .iter()
        .enumerate()
        .fold(String::with_capacity(36), |mut text, (index, byte)| {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_text() {
        assert_eq!(hex(&[0, 0x9a, 0xff]), "009aff");
        for (text, bytes) in [
            ("", vec![]),
            ("00", vec![0]),
            ("009aFF", vec![0, 0x9a, 0xff]),
        ] {
            assert_eq!(read_hex(text), Some(bytes), "{text}");
        }
        for wrong in ["0", "009", "0g", " 0", "0x00", "00 ", "ñ", "٠٠"] {
            assert_eq!(read_hex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn shapes() {
        assert_eq!(
            hyphenated(&[0xab; 16]),
            "abababab-abab-abab-abab-abababababab"
        );
        assert!(is_uuid("0198c0de-0000-7000-8000-00000000abcd"));
        for wrong in [
            "",
            "0198C0DE-0000-7000-8000-00000000ABCD",
            "0198c0de00007000800000000000abcd",
            "0198c0de-0000-7000-8000-00000000abcg",
            "0198c0de-0000-7000-8000-00000000abc",
        ] {
            assert!(!is_uuid(wrong), "{wrong}");
        }
    }
}
