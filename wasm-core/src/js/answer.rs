//! What the exports answer, as plain objects.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::amount::Amount;
use crate::barcode::Barcode;
use crate::currency::Currency;
use crate::field::{FieldError, Invalid};
use crate::wire::time::Date;

/// What stands before a code in a message key.
const MESSAGE_KEY_PREFIX: &str = "error.";

#[derive(Serialize)]
struct Good {
    ok: bool,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    value: JsValue,
}

#[derive(Serialize)]
struct Bad<'a> {
    ok: bool,
    errors: Vec<ErrorValue<'a>>,
}

#[derive(Serialize)]
struct ErrorValue<'a> {
    field: &'a str,
    code: &'static str,
    message_key: String,
    #[serde(serialize_with = "as_object")]
    parameters: &'a [(String, String)],
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct AmountValue {
    minor: String,
    text: String,
    number: String,
    currency: &'static str,
    symbol: &'static str,
}

#[derive(Serialize)]
pub(super) struct PhoneValue {
    pub(super) national: String,
    pub(super) international: String,
    pub(super) suggested_operator: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct DenominationValue {
    pub(super) kind: &'static str,
    pub(super) value: String,
    pub(super) minor: String,
}

#[derive(Serialize)]
pub(super) struct PieceValue {
    pub(super) value: String,
    pub(super) quantity: u32,
}

#[derive(Serialize)]
pub(super) struct CountValue {
    pub(super) total: AmountValue,
    pub(super) pieces: Vec<PieceValue>,
}

#[derive(Serialize)]
pub(super) struct FormValue {
    pub(super) body: String,
}

/// Of every kind of barcode: what a kind does not have is left out.
#[derive(Default, Serialize)]
pub(super) struct BarcodeValue {
    kind: &'static str,
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gtin_14: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bank: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Option<AmountValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_date: Option<Option<String>>,
}

impl BarcodeValue {
    pub(super) fn of(barcode: &Barcode) -> Self {
        match barcode {
            Barcode::Coupon(coupon) => Self {
                kind: "coupon",
                code: coupon.as_str().to_owned(),
                branch: Some(coupon.branch().get()),
                customer: Some(coupon.customer().get()),
                date: Some(coupon.date().to_text()),
                ..Self::default()
            },
            Barcode::Gtin(gtin) => Self {
                kind: "gtin",
                code: gtin.as_str().to_owned(),
                format: Some(gtin.kind().as_str()),
                gtin_14: Some(gtin.gtin_14()),
                ..Self::default()
            },
            Barcode::Sscc(sscc) => Self {
                kind: "sscc",
                code: sscc.as_str().to_owned(),
                ..Self::default()
            },
            Barcode::Boleto(boleto) => Self {
                kind: "boleto",
                code: boleto.barcode().to_owned(),
                format: Some(boleto.kind().as_str()),
                line: Some(boleto.line()),
                bank: Some(boleto.bank().map(str::to_owned)),
                amount: Some(
                    boleto
                        .amount()
                        .map(|amount| AmountValue::of(amount, Currency::Brl)),
                ),
                due_date: Some(boleto.due_date().map(Date::to_text)),
                ..Self::default()
            },
        }
    }
}

impl AmountValue {
    pub(super) fn of(amount: Amount, currency: Currency) -> Self {
        Self {
            minor: amount.minor().to_string(),
            text: amount.to_text(currency),
            number: amount.to_json_number(currency),
            currency: currency.code(),
            symbol: currency.symbol(),
        }
    }
}

/// The plain object of a result.
pub(super) fn answer<T: Serialize>(result: Result<T, Invalid>) -> JsValue {
    match result {
        Ok(value) => good(plain(&value)),
        Err(invalid) => bad(&invalid),
    }
}

// The two are compiled once, `answer` once for each type of value.

#[inline(never)]
fn good(value: JsValue) -> JsValue {
    plain(&Good { ok: true, value })
}

#[inline(never)]
fn bad(invalid: &Invalid) -> JsValue {
    plain(&Bad {
        ok: false,
        errors: invalid.iter().map(error_value).collect(),
    })
}

/// A plain object. Nothing that is answered can fail to become one; were it to, `undefined` is what is left.
fn plain(value: &impl Serialize) -> JsValue {
    value
        .serialize(&Serializer::json_compatible())
        .unwrap_or(JsValue::UNDEFINED)
}

fn error_value(error: &FieldError) -> ErrorValue<'_> {
    ErrorValue {
        field: &error.field,
        code: error.code.as_str(),
        message_key: format!("{MESSAGE_KEY_PREFIX}{}", error.code.as_str()),
        parameters: &error.parameters,
        position: error
            .position
            .and_then(|position| u32::try_from(position).ok()),
    }
}

fn as_object<S: serde::Serializer>(
    pairs: &&[(String, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(name, value)| (name, value)))
}
