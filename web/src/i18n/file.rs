//! A language's file: the texts of all errors, in the order of their codes, then those of the tables.

use super::{coupons, credits, history, loyalty, office, services, settings, shared, slip, till};
use ventanilla_core::code::Code;
use ventanilla_core::wire::answer::Members;

/// The tables in their order; the generator reads it here.
const TABLES: [&[&str]; 10] = [
    coupons::NAMES,
    credits::NAMES,
    history::NAMES,
    loyalty::NAMES,
    office::NAMES,
    services::NAMES,
    settings::NAMES,
    shared::NAMES,
    slip::NAMES,
    till::NAMES,
];

/// How many texts a file has.
const COUNT: usize = place("");

/// What stands for all names in their order (FNV-1a): a file that was made for others has another one.
const EDITION: u32 = edition();

/// The words of a language's file, each at its place; `None` for anything else, the file of another build with it.
pub(crate) fn read(body: &str) -> Option<Vec<String>> {
    let members = Members::read_all(body)?;
    let edition: u32 = members.read("edition")?;
    let words: Vec<String> = members.read("words")?;
    (edition == EDITION && words.len() == COUNT).then_some(words)
}

/// The place of the text of that name; for a name that is none, the place after the last.
pub(super) const fn place(name: &str) -> usize {
    let mut place = Code::ALL.len();
    let mut tables: &[&[&str]] = &TABLES;
    while let [table, later @ ..] = tables {
        let mut names: &[&str] = table;
        while let [known, others @ ..] = names {
            if is_same(known.as_bytes(), name.as_bytes()) {
                return place;
            }
            place = place.saturating_add(1);
            names = others;
        }
        tables = later;
    }
    place
}

const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    while let ([first, ones @ ..], [second, others @ ..]) = (one, other) {
        if *first != *second {
            return false;
        }
        (one, other) = (ones, others);
    }
    true
}

const fn edition() -> u32 {
    let mut hash = 0x811c_9dc5;
    let mut codes = Code::ALL;
    while let [code, others @ ..] = codes {
        hash = hashed(hash, code.as_str());
        codes = others;
    }
    let mut tables: &[&[&str]] = &TABLES;
    while let [table, later @ ..] = tables {
        let mut names: &[&str] = table;
        while let [name, others @ ..] = names {
            hash = hashed(hash, name);
            names = others;
        }
        tables = later;
    }
    hash
}

/// A name and the line's end after it.
const fn hashed(hash: u32, name: &str) -> u32 {
    let mut hash = hash;
    let mut bytes = name.as_bytes();
    while let [byte, others @ ..] = bytes {
        hash = with_byte(hash, *byte);
        bytes = others;
    }
    with_byte(hash, b'\n')
}

#[allow(
    clippy::as_conversions,
    clippy::cast_lossless,
    reason = "`u32::from` cannot be called in a constant"
)]
const fn with_byte(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests;
