//! What the exports answer, as plain objects.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::amount::Amount;
use crate::currency::Currency;
use crate::field::{FieldError, Invalid};

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
