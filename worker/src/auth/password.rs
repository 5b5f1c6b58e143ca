//! Passwords, hashed with Argon2id (RFC 9106) and kept in the PHC string format.

use crate::ports::Entropy;
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use subtle::ConstantTimeEq;

// OWASP's smallest recommended setting: 19 MiB, two passes, one lane. An isolate has 128 MB for all its requests.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// The hash of a password that nobody has, for log-ins of users who do not exist: they cost the same time.
pub const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes a password under a fresh salt; an error says what failed, never what the password was.
pub fn hash(password: &str, entropy: &dyn Entropy) -> Result<String, String> {
    let mut salt = [0_u8; SALT_BYTES];
    entropy.fill(&mut salt)?;
    let digest = digest(password, &salt).ok_or("argon2 refused its parameters")?;
    Ok(format!(
        "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}",
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(digest)
    ))
}

/// Whether the password is the one that was hashed. Hashes of other parameters than today's are not accepted.
pub fn verify(password: &str, hash: &str) -> bool {
    let prefix = format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}$");
    let Some((salt, expected)) = hash
        .strip_prefix(&prefix)
        .and_then(|rest| rest.split_once('$'))
    else {
        return false;
    };
    let (Ok(salt), Ok(expected)) = (
        STANDARD_NO_PAD.decode(salt),
        STANDARD_NO_PAD.decode(expected),
    ) else {
        return false;
    };
    digest(password, &salt).is_some_and(|digest| digest.as_slice().ct_eq(&expected).into())
}

fn digest(password: &str, salt: &[u8]) -> Option<[u8; HASH_BYTES]> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(HASH_BYTES)).ok()?;
    let mut digest = [0_u8; HASH_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, &mut digest)
        .ok()?;
    Some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;
    impl Entropy for Counting {
        fn fill(&self, buffer: &mut [u8]) -> Result<(), String> {
            for (index, byte) in buffer.iter_mut().enumerate() {
                *byte = u8::try_from(index).unwrap();
            }
            Ok(())
        }
    }

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let stored = hash("correcto caballo", &Counting).unwrap();
        assert!(verify("correcto caballo", &stored));
        for wrong in [
            "",
            "correcto caball",
            "correcto caballo ",
            "Correcto caballo",
        ] {
            assert!(!verify(wrong, &stored), "{wrong}");
        }
    }

    #[test]
    fn a_damaged_hash_fits_nothing() {
        for stored in [
            "",
            "$argon2id$",
            "plain",
            NOBODY,
            "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAA",
        ] {
            assert!(!verify("", stored), "{stored}");
        }
    }

    #[test]
    fn matches_the_reference_implementation() {
        // echo -n ventanilla | argon2 sal-de-prueba-16 -id -k 19456 -t 2 -p 1 -l 32 -e
        let stored = concat!(
            "$argon2id$v=19$m=19456,t=2,p=1$",
            "c2FsLWRlLXBydWViYS0xNg$9I694ORRaSEQkC1QaD691+KX5hFUQHOF3AMWmJdiuyQ"
        );
        assert!(verify("ventanilla", stored));
    }
}
