//! `Boleto`: a Brazilian bill, by its bars or by the line that is typed, after FEBRABAN's layouts for bank boletos
//! (`cobrança`) and for bills of utilities and taxes (`arrecadação`, collection).

use super::{BarcodeError, number, only_digits, part};
use crate::amount::Amount;
use crate::check_digit::{CheckDigit, character_of};
use crate::wire::time::Date;
use crate::written::joined;

/// How many digits the bars have, and the lines of a bank and of collection.
const BARS: usize = 44;
const BANK_LINE: usize = 47;
const COLLECTION_LINE: usize = 48;
/// The digit with which the bars of collection start. No bank has it.
const COLLECTION_PRODUCT: char = '8';
/// The real, where a bank boleto names its currency.
const REAL: &str = "9";
/// Where that is, in bars and line.
const CURRENCY_AT: usize = 3;
/// Where collection says what its value is and how it is checked, in bars and line.
const VALUE_KIND_AT: usize = 2;
/// Where the general check digit of a bank boleto is.
const BANK_CHECK_AT: usize = 4;
const BANK_LINE_CHECK_AT: usize = 32;
/// Where the general check digit of collection is, in bars and line.
const COLLECTION_CHECK_AT: usize = 3;

/// 1997-10-07, from which due factors count, in days since 1970-01-01.
const FACTOR_EPOCH: i64 = 10_141;
/// The first factor after 9999, and after how many days it comes again.
const FACTOR_FIRST: i64 = 1_000;
const FACTOR_CYCLE_DAYS: i64 = 9_000;
/// For how many days after its date a boleto's factor keeps its meaning.
const FACTOR_PAST_DAYS: i64 = 3_000;

/// A bill to be paid, in reais.
///
/// What a valid one satisfies: 44 digits whose general check digit is right. A bank's has modulus 11 for it, with 1 for the
/// results 10 and 11, and is in reais; collection's starts with 8, and its third digit says whether modulus 10 (6, 7) or
/// modulus 11 (8, 9, with 0 for 10 and 11) is used. Of a line, the check digit of each field is right as well.
///
/// ```
/// use ventanilla_core::barcode::{Boleto, BoletoKind};
/// use ventanilla_core::wire::Date;
///
/// let today = Date::new(2026, 11, 28).unwrap();
/// let boleto = Boleto::parse("00190500954014481606906809350314337370000000100", today)?;
/// assert_eq!(boleto.kind(), BoletoKind::Bank);
/// assert_eq!(boleto.barcode(), "00193373700000001000500940144816060680935031");
/// assert_eq!(boleto.amount().map(|amount| amount.minor()), Some(100));
/// # Ok::<(), ventanilla_core::BarcodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Boleto {
    barcode: String,
    kind: BoletoKind,
    due_date: Option<Date>,
}

/// Whose bill it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoletoKind {
    /// A bank's, for whoever is its client.
    Bank,
    /// Of collection: utilities, taxes, fines.
    Collection,
}

impl BoletoKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Bank, Self::Collection];

    /// The name by which JavaScript knows it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bank => "bank",
            Self::Collection => "collection",
        }
    }
}

impl Boleto {
    /// Reads the 44 digits of the bars or the 47 or 48 of the line, and nothing else than digits.
    ///
    /// Refused, in this order: nothing at all, anything else than ASCII digits, another count of them (also 47 that start as
    /// collection does, and 48 that do not), a third digit of collection other than 6 to 9, a wrong check digit of a line's
    /// field, a bank's in another currency, and a wrong general check digit.
    ///
    /// Due factors started again at 1000 on 2025-02-22, so that one can mean two days. `today` tells them apart: it is the
    /// earlier day unless that is more than 3000 days ago, as FEBRABAN has it (communiqué 082/2012: 3000 days back, 5500 ahead).
    pub fn parse(text: &str, today: Date) -> Result<Self, BarcodeError> {
        only_digits(text)?;
        let collection = text.starts_with(COLLECTION_PRODUCT);
        match (text.len(), collection) {
            (BARS | BANK_LINE, false) => Self::parse_bank(text, today),
            (BARS | COLLECTION_LINE, true) => Self::parse_collection(text),
            (digits, _) => Err(BarcodeError::WrongLength { digits }),
        }
    }

    /// Whose bill it is.
    pub const fn kind(&self) -> BoletoKind {
        self.kind
    }

    /// The 44 digits of the bars.
    pub fn barcode(&self) -> &str {
        &self.barcode
    }

    /// The digits of the line that is typed, 47 or 48.
    pub fn line(&self) -> String {
        match self.kind {
            BoletoKind::Bank => bank_line(&self.barcode),
            BoletoKind::Collection => collection_line(&self.barcode, self.scheme()),
        }
    }

    /// What is to be paid, in cents of a real; `None` where that is left open, or is not said in reais.
    pub fn amount(&self) -> Option<Amount> {
        let minor = match self.kind {
            BoletoKind::Bank => number(part(&self.barcode, 9, 10)),
            BoletoKind::Collection if matches!(self.value_kind(), "6" | "8") => {
                number(part(&self.barcode, 4, 11))
            }
            BoletoKind::Collection => 0,
        };
        Amount::from_minor(minor)
            .ok()
            .filter(|amount| amount.is_positive())
    }

    /// By when it is to be paid; `None` where that is left open. Collection has no common place for it.
    pub const fn due_date(&self) -> Option<Date> {
        self.due_date
    }

    /// The number of the bank, three digits; `None` of collection.
    pub fn bank(&self) -> Option<&str> {
        (self.kind == BoletoKind::Bank).then_some(part(&self.barcode, 0, 3))
    }

    fn parse_bank(text: &str, today: Date) -> Result<Self, BarcodeError> {
        let is_line = text.len() == BANK_LINE;
        let barcode = if is_line {
            let barcode = bank_barcode(text);
            check_fields(text, &bank_line(&barcode))?;
            barcode
        } else {
            text.to_owned()
        };
        if part(&barcode, CURRENCY_AT, 1) != REAL {
            return Err(BarcodeError::ForeignCurrency {
                position: CURRENCY_AT,
            });
        }
        let position = if is_line {
            BANK_LINE_CHECK_AT
        } else {
            BANK_CHECK_AT
        };
        check_general(&barcode, BANK_CHECK_AT, CheckDigit::Mod11To9One, position)?;
        Ok(Self {
            due_date: due_date(number(part(&barcode, 5, 4)), today),
            kind: BoletoKind::Bank,
            barcode,
        })
    }

    fn parse_collection(text: &str) -> Result<Self, BarcodeError> {
        if !matches!(part(text, VALUE_KIND_AT, 1), "6" | "7" | "8" | "9") {
            return Err(BarcodeError::UnknownValueKind {
                position: VALUE_KIND_AT,
            });
        }
        let is_line = text.len() == COLLECTION_LINE;
        let boleto = Self {
            barcode: if is_line {
                collection_barcode(text)
            } else {
                text.to_owned()
            },
            kind: BoletoKind::Collection,
            due_date: None,
        };
        if is_line {
            check_fields(text, &boleto.line())?;
        }
        check_general(
            &boleto.barcode,
            COLLECTION_CHECK_AT,
            boleto.scheme(),
            COLLECTION_CHECK_AT,
        )?;
        Ok(boleto)
    }

    /// What collection says its value is: 6 and 8 an amount in reais, 7 and 9 something else.
    fn value_kind(&self) -> &str {
        part(&self.barcode, VALUE_KIND_AT, 1)
    }

    /// The check digits of collection, in its fields and in general.
    fn scheme(&self) -> CheckDigit {
        match self.value_kind() {
            "6" | "7" => CheckDigit::Luhn,
            _ => CheckDigit::Mod11To9Zero,
        }
    }
}

/// Refuses a line whose check digits are not those that the line of its bars has: nothing else of the two can differ.
fn check_fields(line: &str, expected: &str) -> Result<(), BarcodeError> {
    let differs = |(one, other): (u8, u8)| one != other;
    match line.bytes().zip(expected.bytes()).position(differs) {
        Some(position) => Err(BarcodeError::WrongCheckDigit { position }),
        None => Ok(()),
    }
}

/// Refuses bars whose digit at `place` is not what the scheme gives for all the others.
fn check_general(
    barcode: &str,
    place: usize,
    scheme: CheckDigit,
    position: usize,
) -> Result<(), BarcodeError> {
    let others = joined(&[
        part(barcode, 0, place),
        barcode.get(place.saturating_add(1)..).unwrap_or_default(),
    ]);
    if number(part(barcode, place, 1)) == i64::from(scheme.of_digits(&others)) {
        Ok(())
    } else {
        Err(BarcodeError::WrongCheckDigit { position })
    }
}

/// Adds digits to a line, and their check digit.
fn push_checked(line: &mut String, digits: &str, scheme: CheckDigit) {
    line.push_str(digits);
    line.push(character_of(scheme.of_digits(digits)));
}

/// Bank, currency, check digit, due factor and amount are apart in the line; the bank's own digits fill three fields.
fn bank_line(barcode: &str) -> String {
    let first = joined(&[part(barcode, 0, 4), part(barcode, 19, 5)]);
    let mut line = String::new();
    for field in [&first, part(barcode, 24, 10), part(barcode, 34, 10)] {
        push_checked(&mut line, field, CheckDigit::Luhn);
    }
    line.push_str(part(barcode, 4, 15));
    line
}

fn bank_barcode(line: &str) -> String {
    joined(&[
        part(line, 0, 4),
        part(line, 32, 15),
        part(line, 4, 5),
        part(line, 10, 10),
        part(line, 21, 10),
    ])
}

/// Four times eleven digits, each with a check digit.
fn collection_line(barcode: &str, scheme: CheckDigit) -> String {
    let mut line = String::new();
    for start in [0, 11, 22, 33] {
        push_checked(&mut line, part(barcode, start, 11), scheme);
    }
    line
}

fn collection_barcode(line: &str) -> String {
    joined(&[
        part(line, 0, 11),
        part(line, 12, 11),
        part(line, 24, 11),
        part(line, 36, 11),
    ])
}

/// The day that a due factor means; none for zero.
fn due_date(factor: i64, today: Date) -> Option<Date> {
    if factor == 0 {
        return None;
    }
    let first = FACTOR_EPOCH.saturating_add(factor);
    let oldest = today.days().saturating_sub(FACTOR_PAST_DAYS);
    let day = if factor >= FACTOR_FIRST && first < oldest {
        first.saturating_add(FACTOR_CYCLE_DAYS)
    } else {
        first
    };
    Some(Date::from_days(day))
}

#[cfg(test)]
mod tests;
