//! The systems of ISO/IEC 7064 that check decimal digits.

use super::value_of;

/// MOD 11-2: digits times powers of two, together with the check character one more than a multiple of eleven.
pub(super) fn mod_11_radix_2(payload: &str) -> u8 {
    let product = payload.bytes().fold(0u8, |product, digit| {
        product.saturating_add(value_of(digit)).saturating_mul(2) % 11
    });
    12u8.saturating_sub(product) % 11
}

/// MOD 97-10: the number with its two check digits is one more than a multiple of 97.
pub(super) fn mod_97_radix_10(payload: &str) -> u8 {
    let remainder = payload.bytes().fold(0u16, |remainder, digit| {
        remainder
            .saturating_mul(10)
            .saturating_add(u16::from(value_of(digit)))
            % 97
    });
    let remainder = remainder.saturating_mul(100) % 97;
    // A remainder is below 97.
    98u8.saturating_sub(u8::try_from(remainder).unwrap_or(0))
}

/// MOD 11,10: a sum by ten and a doubling by eleven, in turns.
pub(super) fn mod_11_and_10(payload: &str) -> u8 {
    let product = payload.bytes().fold(10u8, |product, digit| {
        let sum = match product.saturating_add(value_of(digit)) % 10 {
            0 => 10u8,
            sum => sum,
        };
        sum.saturating_mul(2) % 11
    });
    11u8.saturating_sub(product) % 10
}
