//! Secrets that must be read again, sealed with AES-256-GCM (NIST SP 800-38D) under a key that the database does not have.

use crate::identifier;
use crate::ports::Entropy;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The key that seals.
pub struct SealingKey {
    cipher: Aes256Gcm,
    fingerprints: Hmac<Sha256>,
}

/// The shortest secret accepted, in bytes: as long as the key that is made of it.
pub const SECRET_BYTES_MIN: usize = 32;

/// Written before what is sealed; another way of sealing would have another.
const VERSION: &str = "v1.";
const NONCE_BYTES: usize = 12;

impl SealingKey {
    /// A key from a secret; `None` where it is too short to be one.
    pub fn new(secret: &str) -> Option<Self> {
        if secret.len() < SECRET_BYTES_MIN {
            return None;
        }
        let key = Sha256::new()
            .chain_update(b"ventanilla sealing key\n")
            .chain_update(secret.as_bytes())
            .finalize();
        let fingerprints = Sha256::new()
            .chain_update(b"ventanilla fingerprint key\n")
            .chain_update(secret.as_bytes())
            .finalize();
        Some(Self {
            cipher: Aes256Gcm::new_from_slice(&key).ok()?,
            fingerprints: Hmac::new_from_slice(&fingerprints).ok()?,
        })
    }

    /// What stands for a text that others are not to guess at by trying: the same for the same text, and of no use without the key.
    pub fn fingerprint(&self, text: &str) -> String {
        let mac = self.fingerprints.clone().chain_update(text.as_bytes());
        identifier::hex(&mac.finalize().into_bytes())
    }

    /// Seals a secret for one place: what is sealed for one opens nowhere else.
    pub fn seal(&self, secret: &str, place: &str, entropy: &dyn Entropy) -> Result<String, String> {
        let mut nonce = [0_u8; NONCE_BYTES];
        entropy.fill(&mut nonce)?;
        let payload = Payload {
            msg: secret.as_bytes(),
            aad: place.as_bytes(),
        };
        let sealed = self
            .cipher
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| "a secret could not be sealed".to_owned())?;
        Ok(format!(
            "{VERSION}{}",
            URL_SAFE_NO_PAD.encode([nonce.as_slice(), sealed.as_slice()].concat())
        ))
    }

    /// Opens what was sealed for that place; `None` for anything else.
    pub fn open(&self, sealed: &str, place: &str) -> Option<String> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed.strip_prefix(VERSION)?).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload {
            msg: sealed,
            aad: place.as_bytes(),
        };
        let opened = self.cipher.decrypt(&Nonce::from(*nonce), payload).ok()?;
        String::from_utf8(opened).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same bytes again and again; enough to see what is sealed with what.
    struct Fixed(u8);

    impl Entropy for Fixed {
        fn fill(&self, buffer: &mut [u8]) -> Result<(), String> {
            buffer.fill(self.0);
            Ok(())
        }
    }

    fn key() -> SealingKey {
        SealingKey::new("a sealing secret of thirty-two b").unwrap()
    }

    #[test]
    fn what_is_sealed_for_a_place_opens_there_and_nowhere_else() {
        let sealed = key().seal("ñandú", "tenant 1", &Fixed(7)).unwrap();
        assert!(!sealed.contains("ñandú"));
        assert_eq!(key().open(&sealed, "tenant 1").as_deref(), Some("ñandú"));
        assert_eq!(key().open(&sealed, "tenant 2"), None);
        let other = SealingKey::new("b sealing secret of thirty-two b").unwrap();
        assert_eq!(other.open(&sealed, "tenant 1"), None);
        assert_ne!(key().seal("ñandú", "tenant 1", &Fixed(8)).unwrap(), sealed);
    }

    #[test]
    fn damaged_texts_do_not_open() {
        let sealed = key().seal("x", "p", &Fixed(7)).unwrap();
        for bad in [
            "",
            "v1.",
            "v2.AAAA",
            "v1.AAAA",
            "v1.*",
            &format!("{sealed}A"),
            sealed.strip_prefix("v1.").unwrap(),
        ] {
            assert_eq!(key().open(bad, "p"), None, "{bad}");
        }
    }

    #[test]
    fn a_short_secret_is_no_key() {
        assert!(SealingKey::new("short").is_none());
    }

    #[test]
    fn fingerprints_need_the_key() {
        let [one, other] = ["a", "b"].map(|letter| SealingKey::new(&letter.repeat(32)).unwrap());
        assert_eq!(one.fingerprint("1234"), one.fingerprint("1234"));
        assert_ne!(one.fingerprint("1234"), one.fingerprint("1235"));
        assert_ne!(one.fingerprint("1234"), other.fingerprint("1234"));
        assert_eq!(one.fingerprint("1234").len(), 64);
    }
}
