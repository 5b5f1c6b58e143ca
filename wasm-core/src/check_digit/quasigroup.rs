//! Check digits that no sum gives: products in a group of ten elements, and in something that is not even a group.

use super::value_of;

/// Verhoeff's permutation, applied once more for each place from the right. Eight times it changes nothing.
const PERMUTATION: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/// The rows of the quasigroup that Damm gives, each as its digits. Its diagonal is zero, so that a result checks itself.
const DAMM: [&[u8; 10]; 10] = [
    b"0317598642",
    b"7092154863",
    b"4206871359",
    b"1750983426",
    b"6123045978",
    b"3674209581",
    b"5869720134",
    b"8945362017",
    b"9438617205",
    b"2581436790",
];

/// Verhoeff's check digit.
pub(super) fn verhoeff(payload: &str) -> u8 {
    // What stands for weights are the places. Place zero is the check digit's own.
    let digits = payload.bytes().rev().map(value_of);
    let product = digits
        .zip((1..=8).cycle())
        .fold(0, |product, (digit, place)| {
            let permuted = (0..place).fold(digit, |digit, _| {
                PERMUTATION
                    .get(usize::from(digit))
                    .copied()
                    .unwrap_or_default()
            });
            times(product, permuted)
        });
    // A reflection is its own inverse.
    match product {
        1..5 => 5u8.saturating_sub(product),
        _ => product,
    }
}

/// The product in the group of the pentagon's symmetries: 0 to 4 turn it, 5 to 9 turn it over as well.
fn times(one: u8, other: u8) -> u8 {
    let turn = other % 5;
    let turned = if one < 5 {
        one.saturating_add(turn) % 5
    } else {
        // After turning it over, what turns goes the other way.
        one.saturating_sub(turn) % 5
    };
    if (one < 5) == (other < 5) {
        turned
    } else {
        turned.saturating_add(5)
    }
}

/// Damm's check digit.
pub(super) fn damm(payload: &str) -> u8 {
    payload.bytes().fold(0, |interim, digit| {
        DAMM.get(usize::from(interim))
            .and_then(|row| row.get(usize::from(value_of(digit))))
            .map_or(0, |digit| value_of(*digit))
    })
}
