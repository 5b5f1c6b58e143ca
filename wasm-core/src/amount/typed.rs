//! Amounts as people type them, with either decimal sign and with thousands groups.

use super::{Amount, AmountError};

/// Characters of a typed amount; more of them are none, or one that is out of range for all that it matters.
const TEXT_CHARS_MAX: usize = 64;

/// Reads a typed decimal with at most so many decimals.
pub(crate) fn parse_with_decimals(text: &str, exponent: u32) -> Result<Amount, AmountError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AmountError::Empty);
    }
    if text.len() > TEXT_CHARS_MAX && text.chars().count() > TEXT_CHARS_MAX {
        let could_be_one = |character: char| {
            character.is_ascii_digit()
                || is_space(character)
                || matches!(character, '-' | '.' | ',' | '\'')
        };
        return Err(if text.chars().all(could_be_one) {
            AmountError::OutOfRange
        } else {
            AmountError::NotANumber
        });
    }
    // What a machine would write is never ambiguous, and is what people write most.
    if let Ok(amount) = Amount::parse_with_decimals(text, exponent) {
        return Ok(amount);
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    if !digits.chars().any(|character| character.is_ascii_digit()) {
        return Err(AmountError::NotANumber);
    }
    let (whole, fraction) = split_decimals(digits, exponent)?;
    let whole = join_groups(whole)?;
    Amount::from_parts(negative, &whole, fraction, exponent)
}

/// Finds the decimal sign, if there is one. A sign that occurs twice groups thousands; of two different signs the last
/// one is the decimal sign; a single sign before exactly three digits could be either.
fn split_decimals(digits: &str, exponent: u32) -> Result<(&str, &str), AmountError> {
    let signs = digits
        .chars()
        .filter(|character| matches!(character, '.' | ','))
        .count();
    let Some((before, after)) = digits.rsplit_once(['.', ',']) else {
        return Ok((digits, ""));
    };
    if !after.chars().all(|character| character.is_ascii_digit()) {
        return Err(AmountError::NotANumber);
    }
    let last_sign = if before.len() == digits.rfind('.').unwrap_or(usize::MAX) {
        '.'
    } else {
        ','
    };
    if signs == 1 {
        let grouped_otherwise = before.chars().any(is_space);
        let could_be_thousands = after.len() == 3
            && (1..=3).contains(&before.len())
            && before.bytes().all(|byte| byte.is_ascii_digit())
            && !before.starts_with('0');
        return if could_be_thousands && !grouped_otherwise && exponent != 3 {
            Err(AmountError::Ambiguous)
        } else {
            Ok((before, after))
        };
    }
    if before.contains(last_sign) {
        return if before
            .chars()
            .all(|character| character == last_sign || character.is_ascii_digit())
        {
            Ok((digits, ""))
        } else {
            Err(AmountError::NotANumber)
        };
    }
    Ok((before, after))
}

/// Removes the separators of thousands: one kind only, a first group of one to three digits, then groups of three.
fn join_groups(whole: &str) -> Result<String, AmountError> {
    let mut separator = None;
    for character in whole
        .chars()
        .filter(|character| !character.is_ascii_digit())
    {
        let kind = if is_space(character) { ' ' } else { character };
        if !matches!(kind, ' ' | '.' | ',' | '\'') || separator.is_some_and(|known| known != kind) {
            return Err(AmountError::NotANumber);
        }
        separator = Some(kind);
    }
    if separator.is_none() {
        return Ok(whole.to_owned());
    }
    let groups = whole.split(|character: char| !character.is_ascii_digit());
    for (index, group) in groups.enumerate() {
        let fits = if index == 0 {
            (1..=3).contains(&group.len())
        } else {
            group.len() == 3
        };
        if !fits {
            return Err(AmountError::NotANumber);
        }
    }
    Ok(whole.chars().filter(char::is_ascii_digit).collect())
}

/// A space that people or their keyboards put between thousands: plain, no-break, thin or narrow no-break.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}
