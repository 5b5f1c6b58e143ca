//! The shape of identifiers (RFC 9562, section 4).

/// Whether a text is a UUID as it is written here: in lower case, of whatever version.
///
/// ```
/// use ventanilla_core::uuid::is_uuid;
///
/// assert!(is_uuid("2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f"));
/// assert!(!is_uuid("2F5D7C1A-9A41-4C5E-8D9D-0A1B2C3D4E5F"));
/// ```
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}
