//! What the search box looks for: a customer's number, an amount, an operator, or a name. Pure.

use crate::draft::amount_flaw;
use ventanilla_core::field::Flaw;
use ventanilla_core::phone::PhoneNumber;
use ventanilla_core::{Amount, Country, Currency, Operator};

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Search {
    /// Nothing in particular.
    Anything,
    /// A customer's number, national digits.
    Number(String),
    /// An amount.
    Amount(Amount),
    /// An operator.
    Operator(Operator),
    /// Anything else: the exact name that a register was created with.
    Words(String),
}

/// Reads what is typed. Digits that make a mobile of the country are a number; other digits are an amount, however its decimals are
/// written, and where they could be two amounts, that is said. An operator of the country is known by its name, in capitals or not.
pub(crate) fn read(typed: &str, country: Country, currency: Currency) -> Result<Search, Flaw> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Search::Anything);
    }
    if let Ok(number) = PhoneNumber::parse(country, typed) {
        return Ok(Search::Number(number.national().to_owned()));
    }
    let figure = typed
        .strip_prefix(currency.symbol())
        .unwrap_or(typed)
        .trim_start();
    if !is_figure(figure) {
        let operator = country
            .pack()
            .operators
            .iter()
            .find(|operator| operator.name().eq_ignore_ascii_case(typed));
        return Ok(operator.map_or_else(
            || Search::Words(typed.to_owned()),
            |operator| Search::Operator(*operator),
        ));
    }
    Amount::parse_typed(figure, currency)
        .map(Search::Amount)
        .map_err(|error| amount_flaw(error, currency))
}

/// Whether it is made of digits and of what stands between the digits of an amount.
fn is_figure(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_part = |character: char| {
        character.is_ascii_digit() || character.is_whitespace() || ".,'".contains(character)
    };
    digits.chars().all(is_part) && digits.chars().any(|character| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;

    #[test]
    fn numbers_amounts_and_words() {
        let number = |digits: &str| Ok(Search::Number(digits.to_owned()));
        let amount = |minor| Ok(Search::Amount(Amount::from_minor(minor).unwrap()));
        let words = |text: &str| Ok(Search::Words(text.to_owned()));
        let table = [
            ("", Ok(Search::Anything)),
            ("   ", Ok(Search::Anything)),
            ("76543210", number("76543210")),
            (" +591 7 654-3210 ", number("76543210")),
            ("7654 3210", number("76543210")),
            ("7.654.3210", number("76543210")),
            ("59176543210", number("76543210")),
            ("76543210,00", amount(7_654_321_000)),
            ("30", amount(3_000)),
            ("30.5", amount(3_050)),
            ("30,50", amount(3_050)),
            ("1.234,50", amount(123_450)),
            ("1,234.50", amount(123_450)),
            ("1 234,50", amount(123_450)),
            ("1\u{a0}234,50", amount(123_450)),
            ("Bs 30", amount(3_000)),
            ("Bs30,5", amount(3_050)),
            ("0", amount(0)),
            ("-30", amount(-3_000)),
            // A mobile that lacks a digit, and a landline, are no numbers that anything was sold to.
            ("7654321", amount(765_432_100)),
            ("22440000", amount(2_244_000_000)),
            ("1.234", Err(Code::AmountAmbiguous)),
            ("30,505", Err(Code::AmountAmbiguous)),
            ("30,5051", Err(Code::TooManyDecimals)),
            ("1,2,3", Err(Code::NotANumber)),
            ("9999999999999999999999", Err(Code::TooLarge)),
            ("Caja 1", words("Caja 1")),
            ("Tigo", Ok(Search::Operator(Operator::Tigo))),
            (" tigo ", Ok(Search::Operator(Operator::Tigo))),
            ("ENTEL", Ok(Search::Operator(Operator::Entel))),
            ("viva", Ok(Search::Operator(Operator::Viva))),
            ("Tigo 2", words("Tigo 2")),
            ("N.º 57", words("N.º 57")),
            ("#57", words("#57")),
            ("57", amount(5_700)),
            ("765-4321", words("765-4321")),
            ("Bs", words("Bs")),
            (".", words(".")),
            ("-", words("-")),
            ("30 Bs", words("30 Bs")),
            ("٣٠", words("٣٠")),
            ("7654x210", words("7654x210")),
        ];
        for (typed, expected) in table {
            let read = read(typed, Country::Bolivia, Currency::Bob).map_err(|flaw| flaw.code);
            assert_eq!(read, expected, "{typed:?}");
        }
        let elsewhere = read("Tigo", Country::Mexico, Currency::Mxn).map_err(|flaw| flaw.code);
        assert_eq!(elsewhere, words("Tigo"), "no operator of that country");
    }
}
