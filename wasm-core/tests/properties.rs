//! Properties that hold for every value, checked with random ones.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a panic is a failed test"
)]

use proptest::prelude::*;

use ventanilla_core::wire::{Date, Dec, Form, Iso, Money, Num};
use ventanilla_core::{Amount, CashCount, Country, Currency, OperationState, PhoneNumber};

const BOB: Currency = Currency::Bob;
const MINOR_MAX: i64 = Amount::MAX.minor();

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![-MINOR_MAX..=MINOR_MAX, -1_000_000i64..=1_000_000]
        .prop_map(|minor| Amount::from_minor(minor).expect("in range"))
}

fn currency() -> impl Strategy<Value = Currency> {
    prop::sample::select(Currency::ALL.to_vec())
}

fn form() -> impl Strategy<Value = Form> {
    prop::sample::select(Form::ALL.to_vec())
}

/// JSON objects whose members are often those that a form asks for.
fn object() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "operadora",
        "numero_cliente",
        "monto",
        "id_caja_sesion",
        "email",
        "password",
        "nombre",
        "saldo",
        "conteo",
        "tipo",
        "motivo",
        "users",
        "x",
        "monto_final_real",
        "id_caja",
        "cliente_id",
        "facturas",
        "total",
    ]);
    let values = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        (any::<i32>(), 0u32..1000).prop_map(|(whole, fraction)| format!("{whole}.{fraction}")),
        any::<String>().prop_map(|text| serde_json::to_string(&text).expect("a string")),
        Just("[{},1,\"x\"]".to_owned()),
        Just("{\"10.00\":2}".to_owned()),
        Just("1e5".to_owned()),
    ];
    prop::collection::vec((names, values), 0..8).prop_map(|members| {
        let members: Vec<String> = members
            .iter()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        format!("{{{}}}", members.join(","))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn amounts_read_what_they_write(amount in amount(), currency in currency()) {
        prop_assert_eq!(Amount::parse(&amount.to_text(currency), currency), Ok(amount));
        prop_assert_eq!(Amount::parse(&amount.to_json_number(currency), currency), Ok(amount));
        prop_assert_eq!(Amount::parse_typed(&amount.to_text(currency), currency), Ok(amount));
        prop_assert_eq!(Amount::parse_typed(&amount.to_text(currency).replace('.', ","), currency), Ok(amount));
        prop_assert_eq!(amount.to_decimal(currency).to_string(), amount.to_text(currency));
    }

    /// What is read is what an independent decimal type reads.
    #[test]
    fn amounts_agree_with_another_decimal(text in r"-?[0-9]{1,17}(\.[0-9]{1,4})?") {
        let decimal: rust_decimal::Decimal = text.parse().expect("a decimal");
        match Amount::parse(&text, BOB) {
            Ok(amount) => prop_assert_eq!(amount.to_decimal(BOB), decimal),
            Err(_) => {
                let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
                let minor = (decimal * rust_decimal::Decimal::from(100)).abs();
                prop_assert!(decimals > 2 || minor > rust_decimal::Decimal::from(MINOR_MAX));
            }
        }
    }

    #[test]
    fn arithmetic_is_exact_or_refused(one in amount(), other in amount(), times in -10_000i64..10_000) {
        let in_range = |value: i128| (value.abs() <= i128::from(MINOR_MAX)).then_some(value);
        let minor = |amount: Option<Amount>| amount.map(|amount| i128::from(amount.minor()));
        let (a, b) = (i128::from(one.minor()), i128::from(other.minor()));
        prop_assert_eq!(minor(one.checked_add(other)), in_range(a + b));
        prop_assert_eq!(minor(one.checked_sub(other)), in_range(a - b));
        prop_assert_eq!(minor(one.checked_mul(times)), in_range(a * i128::from(times)));
        prop_assert_eq!(minor(one.checked_neg()), Some(-a));
    }

    /// A JSON number of money is read to the cent where a float would not be: at 2^53 cents it has no cents left.
    #[test]
    fn json_numbers_are_never_floats(amount in amount()) {
        let number = serde_json::to_string(&Num::from(amount)).expect("a number");
        prop_assert_eq!(serde_json::from_str::<Num>(&number).expect("the same").amount(), amount);
        prop_assert_eq!(serde_json::from_str::<Money>(&number).expect("the same"), Money::Num(amount));
        let string = serde_json::to_string(&Dec::from(amount)).expect("a string");
        prop_assert_eq!(serde_json::from_str::<Dec>(&string).expect("the same").amount(), amount);
        prop_assert_eq!(serde_json::from_str::<Money>(&string).expect("the same"), Money::Dec(amount));
    }

    /// The literal text decides: as floats, these amounts could not be told apart.
    #[test]
    fn bodies_are_read_to_the_cent(minor in 10i64..=999_999_999_999) {
        let amount = Amount::from_minor(minor).expect("in range");
        let body = format!(
            r#"{{"operadora":"Tigo","numero_cliente":"76543210","monto":{},"id_caja_sesion":1}}"#,
            amount.to_text(BOB)
        );
        let normalised = Form::TopUp.check(body.as_bytes(), Country::Bolivia, BOB).expect("a good body");
        let expected = format!("\"monto\":{},", amount.to_json_number(BOB));
        prop_assert!(normalised.contains(&expected));
    }

    #[test]
    fn typed_amounts_never_panic(text in any::<String>(), digits in r"[-0-9 .,']{0,20}") {
        for text in [text, digits] {
            if let Ok(amount) = Amount::parse_typed(&text, BOB) {
                prop_assert_eq!(Amount::parse_typed(&amount.to_text(BOB), BOB), Ok(amount));
            }
            let _ = Amount::parse(&text, BOB);
        }
    }

    #[test]
    fn phones_normalise_once_and_for_all(text in r"[+0-9 ().-]{0,18}", national in r"[67][0-9]{7}", noise in any::<String>()) {
        for text in [text, noise, format!("+591 {national}"), format!("00591{national}"), national] {
            if let Ok(number) = PhoneNumber::parse(Country::Bolivia, &text) {
                prop_assert_eq!(number.national().len(), 8);
                prop_assert_eq!(&PhoneNumber::parse(Country::Bolivia, number.national()), &Ok(number.clone()));
                prop_assert_eq!(&PhoneNumber::parse(Country::Bolivia, &number.international()), &Ok(number));
            }
        }
    }

    #[test]
    fn every_written_mobile_is_read(national in r"[67][0-9]{7}", style in 0usize..6) {
        let (head, tail) = national.split_at(3);
        let written = match style {
            0 => national.clone(),
            1 => format!("+591 {head}-{tail}"),
            2 => format!("00591 {head} {tail}"),
            3 => format!("591{national}"),
            4 => format!("({head}) {tail}"),
            _ => format!(" {head}.{tail} "),
        };
        let read = PhoneNumber::parse(Country::Bolivia, &written);
        prop_assert_eq!(read.as_ref().map(PhoneNumber::national), Ok(national.as_str()));
    }

    #[test]
    fn counts_add_up(quantities in prop::collection::vec(0u32..=1_000, 11)) {
        let denominations = BOB.denominations();
        let mut expected = 0i64;
        let mut members = Vec::new();
        for (denomination, quantity) in denominations.iter().zip(&quantities) {
            expected += denomination.minor() * i64::from(*quantity);
            members.push(format!("\"{}\":{quantity}", denomination.value().to_text(BOB)));
        }
        let count = CashCount::parse(&format!("{{{}}}", members.join(",")), BOB).expect("a good count");
        prop_assert_eq!(count.total().minor(), expected);
        prop_assert_eq!(CashCount::parse(&count.to_json(), BOB), Ok(count));
    }

    #[test]
    fn instants_read_what_they_write(ms in -62_167_219_200_000i64..=253_402_300_799_999, offset in -840i32..=840) {
        let instant = Iso::from_ms(ms);
        prop_assert_eq!(instant.ms(), ms);
        prop_assert_eq!(Iso::parse(&instant.to_text()), Some(instant));
        let day = instant.date_at(offset);
        prop_assert_eq!(Date::parse(&day.to_text()), Some(day));
        let clamped = Iso::from_ms(ms + i64::from(offset) * 60_000).ms() - i64::from(offset) * 60_000;
        prop_assert!(day.start_ms(offset) <= clamped && clamped < day.end_ms(offset));
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let _ = Iso::parse(&text);
        let _ = Date::parse(&text);
        let _ = ventanilla_core::email::normalise_login(&text);
        let _ = CashCount::parse(&text, BOB);
        let _ = ventanilla_core::operator::suggest(Country::Bolivia, &text);
    }

    /// Whatever arrives is either normalised to something that normalises to itself, or refused with at least one error.
    #[test]
    fn any_body_is_read_or_refused(form in form(), body in prop_oneof![object(), any::<String>()], bytes in any::<Vec<u8>>()) {
        let _ = form.check(&bytes, Country::Bolivia, BOB);
        match form.check(body.as_bytes(), Country::Bolivia, BOB) {
            Ok(text) => prop_assert_eq!(form.check(text.as_bytes(), Country::Bolivia, BOB), Ok(text)),
            Err(invalid) => prop_assert!((1..=50).contains(&invalid.errors().len())),
        }
    }

    /// No walk through legal transitions leaves a final state but by the reversal of what succeeded.
    #[test]
    fn walks_end(steps in prop::collection::vec(0usize..6, 0..20)) {
        let mut state = OperationState::Created;
        for step in steps {
            let next = OperationState::ALL[step];
            if state.may_become(next) {
                prop_assert!(!state.is_final() || (state, next) == (OperationState::Succeeded, OperationState::Reversed));
                prop_assert!(next != OperationState::Created);
                state = next;
            }
        }
    }
}
