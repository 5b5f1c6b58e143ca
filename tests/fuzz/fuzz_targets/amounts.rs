//! Amounts, as machines write them and as people type them, in every currency; points and the money of phone credits.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ventanilla_core::percent::Percent;
use ventanilla_core::wire::answer;
use ventanilla_core::wire::phone_credits::money::{Centavos, Reais};
use ventanilla_core::wire::{Dec, Money, Num};
use ventanilla_core::{Amount, AmountError, Currency, Percentage, Points};

/// The longest text that may have been typed.
const TYPED_CHARS_MAX: usize = 64;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    for currency in Currency::ALL {
        let machine = Amount::parse(text, currency);
        let typed = Amount::parse_typed(text, currency);
        if let Ok(amount) = machine {
            assert_reads_back(amount, currency);
            assert_eq!(shortest(text), amount.to_json_number(currency), "{text:?}");
            if text.len() <= TYPED_CHARS_MAX {
                assert_eq!(
                    typed,
                    Ok(amount),
                    "what a machine writes can be typed: {text:?}"
                );
            }
        }
        if let Ok(amount) = typed {
            assert_reads_back(amount, currency);
            assert_is_what_was_typed(text, amount, currency);
        }
        assert_eq!(Amount::parse_typed(&format!(" {text}\t"), currency), typed);
        assert_eq!(machine == Err(AmountError::Empty), text.is_empty());
    }
    shares(text);
    points(text);
    phone_credits(text);
    on_the_wire(text);
});

/// A share is what exact arithmetic gives, rounded half away from zero, and of an amount's negative the negative.
fn shares(text: &str) {
    let (amount, rate) = text.split_once(' ').unwrap_or((text, "12.5"));
    let Ok(amount) = Amount::parse_typed(amount, Currency::Bob) else {
        return;
    };
    let Ok(rate) = Percent::parse_typed(rate) else {
        return;
    };
    let exact = i128::from(amount.minor()) * i128::from(rate.hundredths().minor());
    let rounded = (exact + exact.signum() * 5_000) / 10_000;
    let expected = i64::try_from(rounded)
        .ok()
        .and_then(|minor| Amount::from_minor(minor).ok());
    let share = rate.of(amount);
    assert_eq!(share, expected, "{rate:?} of {amount:?}");
    let negative = amount.checked_neg().and_then(|amount| rate.of(amount));
    assert_eq!(negative, share.and_then(Amount::checked_neg));
}

fn assert_reads_back(amount: Amount, currency: Currency) {
    assert_eq!(Amount::from_minor(amount.minor()), Ok(amount));
    let text = amount.to_text(currency);
    assert_eq!(amount.to_decimal(currency).to_string(), text);
    for written in [&text, &amount.to_json_number(currency)] {
        assert_eq!(Amount::parse(written, currency), Ok(amount), "{written:?}");
    }
    for written in [&text, &text.replace('.', ",")] {
        assert_eq!(
            Amount::parse_typed(written, currency),
            Ok(amount),
            "{written:?}"
        );
    }
}

/// Nothing is rounded, dropped or made up: the digits of a typed amount are those that were typed.
fn assert_is_what_was_typed(text: &str, amount: Amount, currency: Currency) {
    let digits = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.trim_matches('0').to_owned()
    };
    assert_eq!(digits(text), digits(&amount.to_text(currency)), "{text:?}");
    let is_below = text.trim().starts_with('-') && !amount.is_zero();
    assert_eq!(amount.is_negative(), is_below, "{text:?}");
}

/// A decimal without what says nothing, so that it can be compared with another one.
fn shortest(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (whole, fraction) = (
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    let whole = if whole.is_empty() { "0" } else { whole };
    match (whole, fraction) {
        ("0", "") => "0".to_owned(),
        (_, "") => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{fraction}"),
    }
}

fn points(text: &str) {
    let Ok(points) = Points::parse(text) else {
        return;
    };
    assert!(!points.amount().is_negative());
    assert_eq!(Points::parse(&points.to_text()), Ok(points));
    let Some(percentage) = Percentage::new(points.amount()) else {
        return;
    };
    // All of a purchase at the most, and more of a larger one.
    let of = |minor| {
        percentage
            .of(Amount::from_small_minor(minor))
            .map(Points::amount)
    };
    assert_eq!(of(10_000), Some(percentage.amount()));
    assert!(of(12_345) >= of(12_344) && of(12_345) <= Some(Amount::from_small_minor(12_345)));
}

fn phone_credits(text: &str) {
    if let Some(centavos) = Centavos::parse(text) {
        assert!(centavos.amount().is_positive());
        assert_eq!(centavos.to_text(), text);
        let reais = Reais::from(centavos);
        assert_eq!(Reais::parse(&reais.to_text()), Ok(reais));
        assert_eq!(Centavos::from(reais), centavos);
    }
    if let Ok(reais) = Reais::parse(text) {
        assert!(!reais.amount().is_negative());
        assert_eq!(shortest(text), shortest(&reais.to_text()));
        assert_eq!(Reais::parse(&reais.to_text()), Ok(reais));
    }
}

/// An answer's money is the same for both of its readers, and never a float to either.
fn on_the_wire(text: &str) {
    let number = answer::read::<Num>(text);
    let string = answer::read::<Dec>(text);
    let money = answer::read::<Money>(text);
    assert_eq!(number, serde_json::from_str(text).ok());
    assert_eq!(string, serde_json::from_str(text).ok());
    assert_eq!(money, serde_json::from_str(text).ok());
    assert_eq!(
        money.map(Money::amount),
        number.map(Num::amount).or(string.map(Dec::amount))
    );
    if let Some(money) = money {
        let written = serde_json::to_string(&money).unwrap();
        assert_eq!(answer::read::<Money>(&written), Some(money));
    }
}
