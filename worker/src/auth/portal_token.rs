//! The light token of a tenant's customer portal (contract of coupons, section 1.2): HS256 with the tenant's own secret, over
//! `{cliente_id, tenant_id, nombre, exp}`. What the customer is called is not read: the tenant knows.

use super::hs256;
use serde::{Deserialize, Serialize};
use ventanilla_core::barcode::CustomerNumber;

/// What a portal's token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalClaims {
    /// The customer's number in the tenant.
    pub cliente_id: i64,
    /// The tenant.
    pub tenant_id: i64,
    /// Expiry, seconds since the epoch.
    pub exp: i64,
}

/// What a token says of itself, to find out whose secret it has to be checked with; `None` where it is no such token at all.
pub fn claimed(token: &str) -> Option<PortalClaims> {
    hs256::split(token)?.claims()
}

/// The customer a token speaks for; `None` for a forged, damaged or expired one, and for one of another tenant.
pub fn verify(token: &str, secret: &[u8], tenant_id: i64, now_ms: i64) -> Option<CustomerNumber> {
    let token = hs256::split(token)?;
    if !token.is_hs256() || !token.is_signed_with(secret) {
        return None;
    }
    let claims: PortalClaims = token.claims()?;
    if claims.tenant_id != tenant_id || hs256::is_past(claims.exp, now_ms) {
        return None;
    }
    CustomerNumber::new(claims.cliente_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    // The vectors of the contract, section 1.2.
    const SECRET: &[u8] = b"portal-test-secret";
    const VALID: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJjbGllbnRlX2lkIjoxMjMsInRlbmFudF9pZCI6MSwibm9tYnJlIjoiSnVhbiBQw6lyZXoiLCJleHAiOjE4OTM0NTYwMDB9.1UGWCZy4I1hwSvueohZAUy5wW8dNQcjbmTh7_pBABOM";
    const EXPIRED: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJjbGllbnRlX2lkIjoxMjMsInRlbmFudF9pZCI6MSwibm9tYnJlIjoiSnVhbiBQw6lyZXoiLCJleHAiOjE3MDAwMDAwMDB9.L7MVcDCKI6xAxmr_-5WFmPrlWGZ1UPo9M0zjAQJSGZs";
    const NOW_MS: i64 = 1_780_000_000_000;

    #[test]
    fn the_contract_s_vectors() {
        assert_eq!(
            verify(VALID, SECRET, 1, NOW_MS).map(CustomerNumber::get),
            Some(123)
        );
        assert_eq!(claimed(VALID).map(|claims| claims.tenant_id), Some(1));
        assert_eq!(verify(EXPIRED, SECRET, 1, NOW_MS), None);
        assert_eq!(verify(VALID, SECRET, 1, 1_893_456_000_000), None);
        assert_eq!(verify(VALID, SECRET, 2, NOW_MS), None);
        assert_eq!(verify(VALID, b"portal-test-secret ", 1, NOW_MS), None);
    }

    #[test]
    fn forged_and_damaged_tokens_are_refused() {
        let (_, rest) = VALID.split_once('.').unwrap();
        let (payload, signature) = rest.split_once('.').unwrap();
        let header = |json: &str| URL_SAFE_NO_PAD.encode(json);
        let other_customer = URL_SAFE_NO_PAD
            .encode(r#"{"cliente_id":124,"tenant_id":1,"nombre":"","exp":1893456000}"#);
        for bad in [
            String::new(),
            "a.b".into(),
            "a.b.c".into(),
            format!("{}.{payload}.", header(r#"{"alg":"none"}"#)),
            format!("{}.{payload}.{signature}", header(r#"{"alg":"RS256"}"#)),
            format!("{}.{other_customer}.{signature}", hs256::HEADER),
            format!("{}.{payload}.{}", hs256::HEADER, signature.to_lowercase()),
            format!("{VALID}A"),
        ] {
            assert_eq!(verify(&bad, SECRET, 1, NOW_MS), None, "{bad}");
        }
        let customer = |cliente_id| {
            let claims = PortalClaims {
                cliente_id,
                tenant_id: 1,
                exp: 1_893_456_000,
            };
            verify(&hs256::sign(SECRET, &claims).unwrap(), SECRET, 1, NOW_MS)
        };
        assert!(customer(1).is_some());
        for bad in [0, -1, 1_000_000] {
            assert_eq!(customer(bad), None);
        }
    }
}
