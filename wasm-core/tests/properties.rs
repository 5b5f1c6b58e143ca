//! Properties that hold for every value, checked with random ones.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a panic is a failed test"
)]

use proptest::prelude::*;

use ventanilla_core::service::{NumberKind, carrier_of};
use ventanilla_core::wire::{Date, Dec, Form, Iso, Money, Num};
use ventanilla_core::{
    Amount, CashCount, Country, Currency, OperationState, PhoneNumber, Service, ServiceNumber,
    ServiceNumberError,
};

const BOB: Currency = Currency::Bob;
const MINOR_MAX: i64 = Amount::MAX.minor();

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![-MINOR_MAX..=MINOR_MAX, -1_000_000i64..=1_000_000]
        .prop_map(|minor| Amount::from_minor(minor).expect("in range"))
}

fn currency() -> impl Strategy<Value = Currency> {
    prop::sample::select(Currency::ALL.to_vec())
}

fn service() -> impl Strategy<Value = Service> {
    prop::sample::select(Service::ALL.to_vec())
}

/// The digits of a number of that service.
fn number_of(service: Service) -> BoxedStrategy<String> {
    match service.number_kind() {
        NumberKind::Mobile(carrier) => (
            prop::sample::select(carrier.prefixes().to_vec()),
            "[0-9]{7}",
        )
            .prop_map(|(prefix, rest)| format!("{prefix}{rest}"))
            .boxed(),
        NumberKind::FixedLine => r"02(12|3[457-9]|[467][0-9]|[58][1-9]|9[1-6])[0-9]{7}".boxed(),
        NumberKind::Contract => "[0-9]{5,20}".boxed(),
    }
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
        "numberService",
        "idTypeService",
        "amount",
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

    /// Whatever is read is read again as itself, in either way, and only of what it was read for.
    #[test]
    fn service_numbers_normalise_once_and_for_all(
        service in service(), other in service(), text in r"[+0-9 ().-]{0,24}", noise in any::<String>(), number in r"(0|\+58 ?|0058|58)?[24][0-9]{9,10}",
    ) {
        for text in [text, noise, number] {
            let typed = ServiceNumber::parse_typed(service, &text);
            match ServiceNumber::parse(service, &text) {
                Ok(number) => {
                    prop_assert!(number.as_str().bytes().all(|byte| byte.is_ascii_digit()));
                    prop_assert_eq!(&ServiceNumber::parse(service, number.as_str()), &Ok(number.clone()));
                    prop_assert_eq!(&typed, &Ok(number.clone()));
                    if service.number_kind() == other.number_kind() {
                        prop_assert!(ServiceNumber::parse(other, &text).is_ok());
                    } else if ![service, other].iter().any(|service| service.number_kind() == NumberKind::Contract) {
                        prop_assert!(ServiceNumber::parse(other, &text).is_err());
                    }
                }
                // What is typed is only ever given a 0.
                Err(ServiceNumberError::NoZero) => {
                    if let Ok(number) = typed {
                        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                        prop_assert_eq!(number.as_str(), format!("0{digits}"));
                    }
                }
                // With the 0 that it lacks, a number that starts like nobody's can be one too long.
                Err(error) => prop_assert!(typed == Err(error) || typed == Err(ServiceNumberError::TooLong)),
            }
            let _ = carrier_of(&text);
        }
    }

    #[test]
    fn every_written_service_number_is_read(
        (service, digits) in service().prop_flat_map(|service| (Just(service), number_of(service))), style in 0usize..6,
    ) {
        let (head, tail) = digits.split_at(4);
        let is_phone = service.number_kind() != NumberKind::Contract;
        let national = digits.strip_prefix('0').unwrap_or(&digits);
        let written = match style {
            0 => digits.clone(),
            1 if is_phone => format!("+58 {national}"),
            2 if is_phone => format!("0058-{national}"),
            3 if is_phone => format!("58{national}"),
            4 if is_phone => format!("({head}) {tail}"),
            _ => format!(" {head}-{tail} "),
        };
        let read = ServiceNumber::parse(service, &written);
        prop_assert_eq!(read.as_ref().map(ServiceNumber::as_str), Ok(digits.as_str()));
        if let NumberKind::Mobile(carrier) = service.number_kind() {
            // From its fourth digit on, and not before, it can only be that operator's.
            for length in 0..=digits.len() {
                prop_assert_eq!(carrier_of(digits.get(..length).unwrap_or_default()), (length >= 4).then_some(carrier));
            }
            prop_assert!(carrier.services().any(|known| known == service));
        }
    }

    /// The literal text decides, and what is written is the shortest.
    #[test]
    fn payments_are_read_to_the_cent(
        (service, digits) in service().prop_flat_map(|service| (Just(service), number_of(service))), minor in 1i64..=999_999_999_999,
    ) {
        let amount = Amount::from_minor(minor).expect("in range");
        let body = format!(
            r#"{{"amount":{},"idTypeService":{},"numberService":"{digits}"}}"#,
            amount.to_text(Currency::Ves), service.id()
        );
        let expected = format!(
            r#"{{"numberService":"{digits}","idTypeService":{},"amount":{}}}"#,
            service.id(), amount.to_json_number(Currency::Ves)
        );
        let normalised = Form::Pay.check(body.as_bytes(), Country::Venezuela, Currency::Ves);
        prop_assert_eq!(normalised, Ok(expected));
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
