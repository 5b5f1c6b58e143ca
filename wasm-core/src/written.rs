//! Numbers and texts put together without `core::fmt`, whose machinery would be a twentieth of the npm module.

/// Texts, one after the other.
pub(crate) fn joined(parts: &[&str]) -> String {
    parts.iter().copied().collect()
}

/// The decimal text of a number.
pub(crate) fn decimal(number: i64) -> String {
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    push_digits(&mut text, number.unsigned_abs(), 1);
    text
}

/// The decimal text of a count.
pub(crate) fn quantity(number: usize) -> String {
    let mut text = String::new();
    push_quantity(&mut text, number);
    text
}

/// Adds the decimal text of a count.
pub(crate) fn push_quantity(text: &mut String, number: usize) {
    push_digits(text, u64::try_from(number).unwrap_or(u64::MAX), 1);
}

/// Adds the digits of a number, with as many noughts before them as there must be.
pub(crate) fn push_digits(text: &mut String, mut number: u64, digits_min: usize) {
    // The largest has twenty digits; the last comes first.
    let mut digits = [b'0'; 20];
    let mut used = 0;
    for place in digits.iter_mut().rev() {
        if number == 0 && used >= digits_min {
            break;
        }
        let last = match u32::try_from(number) {
            // Half as wide is several times as quick to divide, and nearly all numbers are.
            Ok(number) => number % 10,
            Err(_) => u32::try_from(number % 10).unwrap_or(0),
        };
        number = match u32::try_from(number) {
            Ok(number) => u64::from(number / 10),
            Err(_) => number / 10,
        };
        *place = u8::try_from(last).unwrap_or(0).saturating_add(b'0');
        used = used.saturating_add(1);
    }
    let start = digits.len().saturating_sub(used);
    let written = digits.get(start..).unwrap_or_default();
    text.push_str(str::from_utf8(written).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_core_fmt_writes_them() {
        for number in [0, 1, -1, 9, 10, 99, 100, -3050, i64::MAX, i64::MIN] {
            assert_eq!(decimal(number), number.to_string());
        }
        assert_eq!(quantity(usize::MAX), usize::MAX.to_string());
        for (number, digits_min, expected) in [
            (0, 0, ""),
            (0, 1, "0"),
            (7, 2, "07"),
            (7, 4, "0007"),
            (12_345, 2, "12345"),
            (u64::MAX, 1, "18446744073709551615"),
            (1, 20, "00000000000000000001"),
        ] {
            let mut text = String::new();
            push_digits(&mut text, number, digits_min);
            assert_eq!(text, expected);
        }
    }
}
