//! The exports for JavaScript and TypeScript: strings in, small plain objects out, nothing thrown.
//!
//! Every function answers `{ ok: true, value }` or `{ ok: false, errors }`, whatever it is given: arguments of a wrong type
//! are errors like any other. This is the only file that knows JavaScript.

mod answer;
mod argument;
mod types;

use wasm_bindgen::prelude::*;

use crate::amount::{Amount, AmountError};
use crate::barcode::{self, BranchNumber, CouponCode, CustomerNumber};
use crate::cash::{CashCount, Denomination, DenominationKind};
use crate::code::Code;
use crate::currency::Currency;
use crate::field::Flaw;
use crate::field::value::whole_in;
use crate::operator::{self, Operator};
use crate::phone::PhoneNumber;
use crate::service::{Carrier, Service, ServiceNumber, carrier_of};
use answer::{
    AmountValue, CountValue, DenominationValue, PhoneValue, PieceValue, ServiceNumberValue,
    ServiceValue, answer, answer_js,
};
use argument::Arguments;

/// Reads an amount as people type it, in a currency.
#[wasm_bindgen(js_name = parseAmount, unchecked_return_type = "Answer<AmountValue>")]
pub fn parse_amount(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CurrencyCode")] currency: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let text = arguments.text("text", &text);
    let currency = arguments.currency("currency", &currency);
    let amount = arguments.read("text", text.zip(currency), |(text, currency)| {
        let amount = Amount::parse_typed(&text, currency)
            .map_err(|error| typed_flaw(error, &text, currency))?;
        Ok(AmountValue::of(amount, currency))
    });
    answer(arguments.finish(amount))
}

/// Writes an amount of so many minor units (a string, as every other amount) in a currency.
#[wasm_bindgen(js_name = formatAmount, unchecked_return_type = "Answer<AmountValue>")]
pub fn format_amount(
    #[wasm_bindgen(unchecked_param_type = "string")] minor: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CurrencyCode")] currency: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let minor = arguments.text("minor", &minor);
    let currency = arguments.currency("currency", &currency);
    let amount = arguments.read("minor", minor.zip(currency), |(minor, currency)| {
        let most = Amount::MAX.minor();
        let minor = whole_in(&minor, &(most.saturating_neg()..=most))?;
        let amount = Amount::from_minor(minor).map_err(|_| Flaw::new(Code::NotAnInteger))?;
        Ok(AmountValue::of(amount, currency))
    });
    answer(arguments.finish(amount))
}

/// Reads a mobile number of a country, and says whom its prefix was issued to.
#[wasm_bindgen(js_name = validatePhone, unchecked_return_type = "Answer<PhoneValue>")]
pub fn validate_phone(
    #[wasm_bindgen(unchecked_param_type = "CountryCode")] country: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let country = arguments.country("country", &country);
    let text = arguments.text("text", &text);
    let phone = arguments.read("text", country.zip(text), |(country, text)| {
        let number = PhoneNumber::parse(country, &text)?;
        Ok(PhoneValue {
            suggested_operator: operator::suggest(country, number.national()).map(Operator::name),
            international: number.international(),
            national: number.national().to_owned(),
        })
    });
    answer(arguments.finish(phone))
}

/// The operators whose credit is sold in a country, in the order to show them.
#[wasm_bindgen(unchecked_return_type = "Answer<OperatorName[]>")]
pub fn operators(
    #[wasm_bindgen(unchecked_param_type = "CountryCode")] country: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let country = arguments.country("country", &country);
    let names = country.map(|country| {
        country
            .pack()
            .operators
            .iter()
            .map(|operator| operator.name())
            .collect()
    });
    answer::<Vec<&str>>(arguments.finish(names))
}

/// The operator that what has been typed of a number hints at; `null` while that is open. Numbers are portable: a hint only.
#[wasm_bindgen(js_name = suggestOperator, unchecked_return_type = "Answer<OperatorName | null>")]
pub fn suggest_operator(
    #[wasm_bindgen(unchecked_param_type = "CountryCode")] country: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let country = arguments.country("country", &country);
    let text = arguments.text("text", &text);
    let hint = country
        .zip(text)
        .map(|(country, text)| operator::suggest(country, &text).map(Operator::name));
    answer(arguments.finish(hint))
}

/// The services that can be paid, by id.
#[wasm_bindgen(unchecked_return_type = "Answer<ServiceValue[]>")]
pub fn services() -> JsValue {
    let values = Service::ALL.iter().copied().map(ServiceValue::of);
    answer(Ok(values.collect::<Vec<_>>()))
}

/// Reads the number or contract of a service as people type it: the ten digits of a phone are given their 0.
#[wasm_bindgen(js_name = checkServiceNumber, unchecked_return_type = "Answer<ServiceNumberValue>")]
pub fn check_service_number(
    #[wasm_bindgen(js_name = serviceId, unchecked_param_type = "ServiceId")] service_id: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let service = arguments.service("serviceId", &service_id);
    let text = arguments.text("text", &text);
    let number = arguments.read("text", service.zip(text), |(service, text)| {
        let number = ServiceNumber::parse_typed(service, &text)?;
        Ok(ServiceNumberValue {
            service_id: service.id(),
            number: number.as_str().to_owned(),
        })
    });
    answer(arguments.finish(number))
}

/// The Venezuelan operator whose mobile a text is or can only become; `null` while that is open, and where it is nobody's.
#[wasm_bindgen(js_name = carrierOf, unchecked_return_type = "Answer<CarrierName | null>")]
pub fn carrier_of_text(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> JsValue {
    let mut arguments = Arguments::default();
    let text = arguments.text("text", &text);
    let name = text.map(|text| carrier_of(&text).map(Carrier::name));
    answer(arguments.finish(name))
}

/// The notes and coins of a currency, largest first.
#[wasm_bindgen(unchecked_return_type = "Answer<DenominationValue[]>")]
pub fn denominations(
    #[wasm_bindgen(unchecked_param_type = "CurrencyCode")] currency: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let currency = arguments.currency("currency", &currency);
    let list = currency.map(|currency| {
        let value = |known: &Denomination| DenominationValue {
            kind: match known.kind() {
                DenominationKind::Note => "note",
                DenominationKind::Coin => "coin",
            },
            value: known.value().to_text(currency),
            minor: known.minor().to_string(),
        };
        currency
            .denominations()
            .iter()
            .map(value)
            .collect::<Vec<_>>()
    });
    answer(arguments.finish(list))
}

/// Adds up a count: an object of denominations and quantities, such as `{ "200.00": 3, "0.50": 4 }`.
#[wasm_bindgen(js_name = countCash, unchecked_return_type = "Answer<CountValue>")]
pub fn count_cash(
    #[wasm_bindgen(unchecked_param_type = "CurrencyCode")] currency: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Record<string, number>")] count: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let currency = arguments.currency("currency", &currency);
    let json = arguments.json("count", &count);
    let counted = arguments.read("count", currency.zip(json), |(currency, json)| {
        let count = CashCount::parse(&json, currency)?;
        let pieces = count.pieces().iter().map(|(value, quantity)| PieceValue {
            value: value.to_text(currency),
            quantity: *quantity,
        });
        Ok(CountValue {
            total: AmountValue::of(count.total(), currency),
            pieces: pieces.collect(),
        })
    });
    answer(arguments.finish(counted))
}

/// Whether an operation may go from one state to another.
#[wasm_bindgen(js_name = mayTransition, unchecked_return_type = "Answer<boolean>")]
pub fn may_transition(
    #[wasm_bindgen(unchecked_param_type = "OperationState")] from: JsValue,
    #[wasm_bindgen(unchecked_param_type = "OperationState")] to: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let from = arguments.state("from", &from);
    let to = arguments.state("to", &to);
    answer(arguments.finish(from.zip(to).map(|(from, to)| from.may_become(to))))
}

/// The text of an error code in a language (`es`, `pt`, `en`, or a tag such as `es-BO`), its placeholders filled in from an
/// object of texts and numbers.
#[wasm_bindgen(unchecked_return_type = "Answer<string>")]
pub fn message(
    #[wasm_bindgen(unchecked_param_type = "string")] code: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] language: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Record<string, string | number>")]
    parameters: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let code = arguments.code("code", &code);
    let language = arguments.language("language", &language);
    let parameters = arguments.parameters("parameters", &parameters);
    let text = code
        .zip(language)
        .zip(parameters)
        .map(|((code, language), parameters)| {
            let pairs: Vec<(&str, &str)> = parameters
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            code.text(language, &pairs)
        });
    answer(arguments.finish(text))
}

/// Reads a request's body as the server will, and gives back the body to send. The country is Bolivia unless said
/// otherwise, the currency that of the country.
#[wasm_bindgen(js_name = validateForm, unchecked_return_type = "Answer<FormValue>")]
pub fn validate_form(
    #[wasm_bindgen(unchecked_param_type = "FormName")] form: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] body: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CountryCode")] country: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CurrencyCode")] currency: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let form = arguments.form("form", &form);
    let body = arguments.text("body", &body);
    let country = arguments.country_or_bolivia("country", &country);
    let currency = arguments.currency_or_its("currency", &currency, country);
    let context = form.zip(body).zip(country.zip(currency));
    let checked = match arguments.finish(context) {
        Ok(((form, body), (country, currency))) => {
            form.check_of_till(body.as_bytes(), country, currency)
        }
        Err(invalid) => Err(invalid),
    };
    answer(checked.map(|body| answer::FormValue { body }))
}

/// The check digit of a number's other digits, in a scheme: one digit, `X` or `K`, or two digits.
#[wasm_bindgen(js_name = checkDigit, unchecked_return_type = "Answer<string>")]
pub fn check_digit(
    #[wasm_bindgen(unchecked_param_type = "CheckDigitName")] algorithm: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] payload: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let scheme = arguments.check_digit("algorithm", &algorithm);
    let payload = arguments.text("payload", &payload);
    let check = arguments.read("payload", scheme.zip(payload), |(scheme, payload)| {
        Ok(JsValue::from_str(&scheme.compute(&payload)?))
    });
    answer_js(arguments.finish(check))
}

/// Whether a text is digits that end in their check digit; anything else than digits makes it `false`.
#[wasm_bindgen(js_name = hasCheckDigit, unchecked_return_type = "Answer<boolean>")]
pub fn has_check_digit(
    #[wasm_bindgen(unchecked_param_type = "CheckDigitName")] algorithm: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let scheme = arguments.check_digit("algorithm", &algorithm);
    let text = arguments.text("text", &text);
    let valid = scheme
        .zip(text)
        .map(|(scheme, text)| scheme.is_valid(&text));
    answer(arguments.finish(valid))
}

/// Reads what was scanned or typed: a coupon, a GTIN, an SSCC or a boleto. `today` is the shop's date, `YYYY-MM-DD`: no coupon is
/// of a later day, and it tells which of two days a boleto means.
#[wasm_bindgen(js_name = parseBarcode, unchecked_return_type = "Answer<BarcodeValue>")]
pub fn parse_barcode(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] today: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let text = arguments.text("text", &text);
    let today = arguments.date("today", &today);
    let barcode = arguments.read("text", text.zip(today), |(text, today)| {
        Ok(answer::barcode(&barcode::recognize(&text, today)?))
    });
    answer_js(arguments.finish(barcode))
}

/// The 19 digits of the coupon that a branch (1 to 9999) makes for a customer (1 to 999999) on a day, `YYYY-MM-DD`.
#[wasm_bindgen(js_name = makeCouponBarcode, unchecked_return_type = "Answer<string>")]
pub fn make_coupon_barcode(
    #[wasm_bindgen(unchecked_param_type = "number")] branch: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] customer: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] date: JsValue,
) -> JsValue {
    let mut arguments = Arguments::default();
    let branch = arguments
        .whole("branch", &branch, 1..=9_999)
        .and_then(BranchNumber::new);
    let customer = arguments
        .whole("customer", &customer, 1..=999_999)
        .and_then(CustomerNumber::new);
    let date = arguments.date("date", &date);
    let code = branch
        .zip(customer)
        .zip(date)
        .map(|((branch, customer), date)| {
            JsValue::from_str(CouponCode::build(branch, customer, date).as_str())
        });
    answer_js(arguments.finish(code))
}

/// What is wrong with an amount as somebody typed it.
fn typed_flaw(error: AmountError, text: &str, currency: Currency) -> Flaw {
    let most = Amount::MAX.to_json_number(currency);
    match error {
        AmountError::Empty => Flaw::new(Code::Required),
        AmountError::NotANumber => Flaw::new(Code::NotANumber),
        AmountError::TooManyDecimals => Flaw::new(Code::TooManyDecimals),
        AmountError::Ambiguous => Flaw::new(Code::AmountAmbiguous),
        AmountError::OutOfRange if text.trim_start().starts_with('-') => {
            Flaw::new(Code::TooSmall).with("minimo", format!("-{most}"))
        }
        AmountError::OutOfRange => Flaw::new(Code::TooLarge).with("maximo", most),
    }
}
