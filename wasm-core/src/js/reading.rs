//! What the exports read their arguments as.

use super::argument::Arguments;
use crate::amount::{Amount, AmountError};
use crate::check_digit::CheckDigit;
use crate::code::Code;
use crate::country::Country;
use crate::currency::Currency;
use crate::field::Flaw;
use crate::field::value::names_of;
use crate::phone::NationalNumber;
use crate::written::joined;

/// Which numbers are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Any,
    Mobile,
}

impl Wanted {
    pub(super) const ALL: [Self; 2] = [Self::Any, Self::Mobile];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Mobile => "mobile",
        }
    }
}

pub(super) fn country_at(arguments: &mut Arguments<'_>, place: i32) -> Option<Country> {
    arguments.one_of("country", place, &Country::ALL, || {
        Code::UnknownCountry.into()
    })
}

pub(super) fn currency_at(arguments: &mut Arguments<'_>, place: i32) -> Option<Currency> {
    arguments.one_of("currency", place, &Currency::ALL, || {
        Code::UnknownCurrency.into()
    })
}

pub(super) fn wanted_at(arguments: &mut Arguments<'_>, place: i32) -> Option<Wanted> {
    arguments.one_of("wanted", place, &Wanted::ALL, || {
        let names = names_of(&Wanted::ALL, Wanted::as_str);
        Flaw::new(Code::NotOneOf).with("valores", names)
    })
}

pub(super) fn scheme_at(arguments: &mut Arguments<'_>, place: i32) -> Option<CheckDigit> {
    arguments.one_of("scheme", place, &CheckDigit::ALL, || {
        Code::UnknownCheckDigit.into()
    })
}

/// JSON text; what JavaScript could not make JSON of comes as no text.
pub(super) fn json_argument<'a>(
    arguments: &mut Arguments<'a>,
    name: &str,
    length: i32,
) -> Option<&'a str> {
    if length < 0 {
        arguments.refuse(name, Code::NotAnObject);
        return None;
    }
    arguments.text(name, length)
}

pub(super) fn typed_amount(
    arguments: &mut Arguments<'_>,
    text: i32,
    currency: i32,
) -> Option<(Amount, Currency)> {
    let text = arguments.text("text", text);
    let currency = currency_at(arguments, currency);
    arguments.read("text", text.zip(currency), |(text, currency)| {
        let amount = Amount::parse_typed(text, currency).map_err(|error| {
            let most = most(currency);
            typed_flaw(error, text, joined(&["-", &most]), most)
        })?;
        Ok((amount, currency))
    })
}

pub(super) fn most(currency: Currency) -> String {
    Amount::MAX.to_json_number(currency)
}

/// What is wrong with an amount or a rate as somebody typed it.
#[inline(never)]
pub(super) fn typed_flaw(error: AmountError, text: &str, least: String, most: String) -> Flaw {
    match error {
        AmountError::Empty => Flaw::new(Code::Required),
        AmountError::NotANumber => Flaw::new(Code::NotANumber),
        AmountError::TooManyDecimals => Flaw::new(Code::TooManyDecimals),
        AmountError::Ambiguous => Flaw::new(Code::AmountAmbiguous),
        AmountError::OutOfRange if text.trim_start().starts_with('-') => {
            Flaw::new(Code::TooSmall).with("minimo", least)
        }
        AmountError::OutOfRange => Flaw::new(Code::TooLarge).with("maximo", most),
    }
}

pub(super) fn national_number(
    country: Country,
    text: &str,
    wanted: Wanted,
) -> Result<NationalNumber, Flaw> {
    let number = NationalNumber::parse(country, text)?;
    if wanted == Wanted::Mobile && !number.kind().may_be_mobile() {
        return Err(Flaw::new(Code::PhoneLandline));
    }
    Ok(number)
}
