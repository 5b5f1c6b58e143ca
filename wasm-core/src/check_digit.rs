//! Check digits: the sums that tell a misread or mistyped number from the one that was meant.

/// The remainder by `modulus` of the digits' sum, each times its weight; the weights repeat.
///
/// `digits` are values from 0 to 9. Each step stays below a remainder and one product, so that nothing can overflow.
pub(crate) fn weighted_remainder(
    digits: impl Iterator<Item = u8>,
    weights: impl Iterator<Item = u8> + Clone,
    modulus: u8,
) -> u8 {
    digits
        .zip(weights.cycle())
        .fold(0, |sum: u8, (digit, weight)| {
            sum.saturating_add(digit.saturating_mul(weight))
                .checked_rem(modulus)
                .unwrap_or(0)
        })
}

/// What is missing to the next multiple of ten, of a sum with the weights 3, 1, 3, 1 and so on.
pub(crate) fn mod_10_of_threes(digits: impl Iterator<Item = u8>) -> u8 {
    10u8.saturating_sub(weighted_remainder(digits, [3, 1].into_iter(), 10)) % 10
}
