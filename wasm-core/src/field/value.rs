//! `Value`: one JSON value as its literal text, and the readers that make core types of it.

use core::ops::RangeInclusive;

use super::Flaw;
use super::json::Json;
use crate::amount::{Amount, AmountError};
use crate::cash::{CashCount, CountError};
use crate::code::Code;
use crate::country::Country;
use crate::currency::Currency;
use crate::email;
use crate::phone::{PhoneError, PhoneNumber};
use crate::wire::time::Date;
use crate::written::{decimal, quantity};

/// The largest id: 2^53 − 1, the last integer that JavaScript holds exactly.
const ID_MAX: i64 = Amount::MAX.minor();

/// One JSON value that is not `null`, as its literal text.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a>(Json<'a>);

/// The least and the most that an amount may be; both are allowed.
#[derive(Clone, Copy, Debug)]
pub struct AmountRange {
    /// The least.
    pub minimum: Amount,
    /// The most.
    pub maximum: Amount,
}

impl<'a> Value<'a> {
    /// The value, unless it is `null`.
    pub(crate) fn of(json: Json<'a>) -> Option<Self> {
        (json.as_str() != "null").then_some(Self(json))
    }

    /// The text of a JSON string, or [`Code::NotAString`].
    pub fn string(self) -> Result<String, Flaw> {
        self.0.string().ok_or(Flaw::new(Code::NotAString))
    }

    /// The literal text of a JSON number without an exponent, or [`Code::NotANumber`].
    pub fn number(self) -> Result<&'a str, Flaw> {
        let literal = self.0.as_str();
        let plain = literal
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
        if plain {
            Ok(literal)
        } else {
            Err(Flaw::new(Code::NotANumber))
        }
    }

    /// The members of a JSON object.
    pub(crate) fn members(self) -> Option<Vec<super::json::Member<'a>>> {
        self.0.members()
    }

    /// The items of a JSON array, or [`Code::NotAnArray`].
    pub(crate) fn items(self) -> Result<Vec<Json<'a>>, Flaw> {
        self.0.items().ok_or(Flaw::new(Code::NotAnArray))
    }
}

/// Reads a whole number from 1 to 2^53 − 1.
pub fn id(value: Value<'_>) -> Result<i64, Flaw> {
    integer(1..=ID_MAX)(value)
}

/// Reads a whole number in a range.
pub fn integer(range: RangeInclusive<i64>) -> impl Fn(Value<'_>) -> Result<i64, Flaw> {
    move |value| {
        let literal = value.number().map_err(|_| Flaw::new(Code::NotAnInteger))?;
        if literal.bytes().any(|byte| byte == b'.') {
            return Err(Flaw::new(Code::NotAnInteger));
        }
        whole_in(literal, &range)
    }
}

/// Reads `true` or `false`.
pub fn boolean(value: Value<'_>) -> Result<bool, Flaw> {
    match value.0.as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Flaw::new(Code::NotABoolean)),
    }
}

/// Reads a text without the white space around it, of so many characters, without control characters.
pub fn text(chars: RangeInclusive<usize>) -> impl Fn(Value<'_>) -> Result<String, Flaw> {
    move |value| check_text(&value.string()?, &chars, false)
}

/// As [`text`], with line feeds.
pub fn lines(chars: RangeInclusive<usize>) -> impl Fn(Value<'_>) -> Result<String, Flaw> {
    move |value| {
        let text: String = value
            .string()?
            .chars()
            .filter(|character| *character != '\r')
            .collect();
        check_text(&text, &chars, true)
    }
}

/// Reads a password: exactly as written, of so many characters, without control characters.
pub fn password(chars: RangeInclusive<usize>) -> impl Fn(Value<'_>) -> Result<String, Flaw> {
    move |value| {
        let text = value.string()?;
        check_password(&text, &chars).map(|()| text)
    }
}

/// Reads a text that is the name of one of a few values.
pub fn choice<T: Copy>(
    values: &[T],
    name: impl Fn(T) -> &'static str,
) -> impl Fn(Value<'_>) -> Result<T, Flaw> {
    move |value| {
        let text = value
            .string()
            .unwrap_or_else(|_| value.0.as_str().to_owned());
        choose(&text, values, &name)
    }
}

/// Reads an amount from a JSON number's literal text.
pub fn amount_number(
    currency: Currency,
    range: AmountRange,
) -> impl Fn(Value<'_>) -> Result<Amount, Flaw> {
    move |value| amount_in(value.number()?, currency, range, Code::NotANumber)
}

/// Reads an amount from a JSON string with a machine-written decimal.
pub fn amount_text(
    currency: Currency,
    range: AmountRange,
) -> impl Fn(Value<'_>) -> Result<Amount, Flaw> {
    move |value| {
        let text = value
            .string()
            .map_err(|_| Flaw::new(Code::NotDecimalText))?;
        amount_in(&text, currency, range, Code::NotDecimalText)
    }
}

/// Reads an amount from either: a JSON number's literal text, or a JSON string with a machine-written decimal.
pub fn amount(
    currency: Currency,
    range: AmountRange,
) -> impl Fn(Value<'_>) -> Result<Amount, Flaw> {
    move |value| match value.string() {
        Ok(text) => amount_in(&text, currency, range, Code::NotDecimalText),
        Err(_) => amount_in(value.number()?, currency, range, Code::NotANumber),
    }
}

/// Reads an e-mail address; see [`email::normalise`].
pub fn email(value: Value<'_>) -> Result<String, Flaw> {
    required_text(value)
        .and_then(|text| email::normalise(&text).ok_or(Flaw::new(Code::EmailFormat)))
}

/// Reads an e-mail address or a collaborator's number; see [`email::normalise_login`].
pub fn login(value: Value<'_>) -> Result<String, Flaw> {
    required_text(value)
        .and_then(|text| email::normalise_login(&text).ok_or(Flaw::new(Code::EmailFormat)))
}

/// Reads a mobile number of a country.
pub fn phone(country: Country) -> impl Fn(Value<'_>) -> Result<PhoneNumber, Flaw> {
    move |value| PhoneNumber::parse(country, &value.string()?).map_err(Flaw::from)
}

/// Reads a count of cash.
pub fn count(currency: Currency) -> impl Fn(Value<'_>) -> Result<CashCount, Flaw> {
    move |value| CashCount::parse(value.0.as_str(), currency).map_err(Flaw::from)
}

/// Reads a date of the calendar.
pub fn date(value: Value<'_>) -> Result<Date, Flaw> {
    Date::parse(&required_text(value)?).ok_or(Flaw::new(Code::DateInvalid))
}

/// A text as [`text`] accepts it, from anywhere.
pub(crate) fn check_text(
    text: &str,
    chars: &RangeInclusive<usize>,
    with_lines: bool,
) -> Result<String, Flaw> {
    let trimmed = text.trim();
    check_length(trimmed, chars)?;
    check_controls(trimmed, with_lines)?;
    Ok(trimmed.to_owned())
}

/// A text as [`password`] accepts it, from anywhere.
pub(crate) fn check_password(text: &str, chars: &RangeInclusive<usize>) -> Result<(), Flaw> {
    check_length(text, chars)?;
    check_controls(text, false)
}

/// A whole number as [`integer`] accepts it, from anywhere.
pub(crate) fn whole_in(literal: &str, range: &RangeInclusive<i64>) -> Result<i64, Flaw> {
    let too_small = || Flaw::new(Code::TooSmall).with("minimo", decimal(*range.start()));
    let too_large = || Flaw::new(Code::TooLarge).with("maximo", decimal(*range.end()));
    let digits = literal.strip_prefix('-').unwrap_or(literal);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Flaw::new(Code::NotAnInteger));
    }
    // All digits: it can only fail to fit.
    let whole: i64 = literal.parse().map_err(|_| {
        if literal.starts_with('-') {
            too_small()
        } else {
            too_large()
        }
    })?;
    match whole {
        _ if whole < *range.start() => Err(too_small()),
        _ if whole > *range.end() => Err(too_large()),
        _ => Ok(whole),
    }
}

/// The value of that name, as [`choice`] accepts it, from anywhere.
pub(crate) fn choose<T: Copy>(
    text: &str,
    values: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, Flaw> {
    let place = place_of(text, &mut values.iter().map(|value| name(*value)))?;
    values.get(place).copied().ok_or(Flaw::new(Code::NotOneOf))
}

/// Where a text is among names. Not for each type of value anew.
#[inline(never)]
fn place_of(text: &str, names: &mut dyn Iterator<Item = &'static str>) -> Result<usize, Flaw> {
    if text.is_empty() {
        return Err(Flaw::new(Code::Required));
    }
    let mut others = String::new();
    for (place, name) in names.enumerate() {
        if name == text {
            return Ok(place);
        }
        push_name(&mut others, name);
    }
    Err(Flaw::new(Code::NotOneOf).with("valores", others))
}

/// The names that there are to choose from, as the error's text has them.
#[cfg(feature = "js")]
pub(crate) fn names_of<T: Copy>(values: &[T], name: impl Fn(T) -> &'static str) -> String {
    let mut names = String::new();
    for value in values {
        push_name(&mut names, name(*value));
    }
    names
}

fn push_name(names: &mut String, name: &str) {
    if !names.is_empty() {
        names.push_str(", ");
    }
    names.push_str(name);
}

/// An amount as the readers accept it, from anywhere; `not_a_number` is what a text that is none is called.
pub(crate) fn amount_in(
    text: &str,
    currency: Currency,
    range: AmountRange,
    not_a_number: Code,
) -> Result<Amount, Flaw> {
    amount_of(Amount::parse(text, currency), text, currency, range).map_err(|flaw| {
        match flaw.code {
            Code::NotANumber => Flaw::new(not_a_number),
            _ => flaw,
        }
    })
}

/// An amount as people write it in a file: a machine-written decimal, and otherwise as [`Amount::parse_typed`] reads it.
pub(crate) fn written_amount_in(
    text: &str,
    currency: Currency,
    range: AmountRange,
) -> Result<Amount, Flaw> {
    let text = text.trim();
    let parsed = Amount::parse(text, currency).or_else(|_| Amount::parse_typed(text, currency));
    amount_of(parsed, text, currency, range)
}

/// What was read of a text, if it is in range.
fn amount_of(
    parsed: Result<Amount, AmountError>,
    text: &str,
    currency: Currency,
    range: AmountRange,
) -> Result<Amount, Flaw> {
    let too_small =
        || Flaw::new(Code::TooSmall).with("minimo", range.minimum.to_json_number(currency));
    let too_large =
        || Flaw::new(Code::TooLarge).with("maximo", range.maximum.to_json_number(currency));
    let amount = parsed.map_err(|error| match error {
        AmountError::Empty => Flaw::new(Code::Required),
        AmountError::NotANumber => Flaw::new(Code::NotANumber),
        AmountError::Ambiguous => Flaw::new(Code::AmountAmbiguous),
        AmountError::TooManyDecimals => Flaw::new(Code::TooManyDecimals),
        AmountError::OutOfRange if text.starts_with('-') => too_small(),
        AmountError::OutOfRange => too_large(),
    })?;
    match amount {
        _ if amount < range.minimum => Err(too_small()),
        _ if amount > range.maximum => Err(too_large()),
        _ => Ok(amount),
    }
}

/// Reads a text that is not empty or blank, exactly as written.
pub(crate) fn required_text(value: Value<'_>) -> Result<String, Flaw> {
    let text = value.string()?;
    if text.trim().is_empty() {
        Err(Flaw::new(Code::Required))
    } else {
        Ok(text)
    }
}

fn check_length(text: &str, chars: &RangeInclusive<usize>) -> Result<(), Flaw> {
    let length = text.chars().count();
    match length {
        0 if *chars.start() > 0 => Err(Flaw::new(Code::Required)),
        _ if length < *chars.start() => {
            Err(Flaw::new(Code::TooShort).with("minimo", quantity(*chars.start())))
        }
        _ if length > *chars.end() => {
            Err(Flaw::new(Code::TooLong).with("maximo", quantity(*chars.end())))
        }
        _ => Ok(()),
    }
}

fn check_controls(text: &str, with_lines: bool) -> Result<(), Flaw> {
    let refused = |character: char| character.is_control() && !(with_lines && character == '\n');
    match text.chars().position(refused) {
        Some(position) => Err(Flaw::new(Code::ControlCharacter).at(position)),
        None => Ok(()),
    }
}

impl From<PhoneError> for Flaw {
    fn from(error: PhoneError) -> Self {
        match error {
            PhoneError::Empty => Self::new(Code::Required),
            PhoneError::NotDigits { position } => Self::new(Code::PhoneNotDigits).at(position),
            PhoneError::TooShort => Self::new(Code::PhoneTooShort),
            PhoneError::TooLong => Self::new(Code::PhoneTooLong),
            PhoneError::Landline => Self::new(Code::PhoneLandline),
            PhoneError::UnknownPrefix => Self::new(Code::PhoneUnknownPrefix),
            PhoneError::UnknownArea => Self::new(Code::PhoneUnknownArea),
            PhoneError::CountryUnsupported => Self::new(Code::PhoneCountryUnsupported),
        }
    }
}

impl From<CountError> for Flaw {
    fn from(error: CountError) -> Self {
        let code = match &error {
            CountError::NotAnObject => return Self::new(Code::NotAnObject),
            CountError::UnknownDenomination(_) => Code::CountUnknownDenomination,
            CountError::Repeated(_) => Code::CountRepeated,
            CountError::NotAQuantity(_) => Code::CountNotAQuantity,
            CountError::TooMany(_) => Code::CountTooMany,
        };
        Self::new(code).with("denominacion", error.denomination())
    }
}
