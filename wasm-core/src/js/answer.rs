//! What the exports answer, as plain objects.

use js_sys::{Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::amount::Amount;
use crate::barcode::Barcode;
use crate::currency::Currency;
use crate::field::{FieldError, Invalid};
use crate::service::{NumberKind, Service};
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
pub(super) struct ServiceValue {
    id: i64,
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    carrier: Option<&'static str>,
    can_get_balance: bool,
    is_top_up: bool,
}

#[derive(Serialize)]
pub(super) struct ServiceNumberValue {
    pub(super) service_id: i64,
    pub(super) number: String,
}

#[derive(Serialize)]
pub(super) struct FormValue {
    pub(super) body: String,
}

impl ServiceValue {
    pub(super) fn of(service: Service) -> Self {
        Self {
            id: service.id(),
            name: service.name(),
            label: service.label(),
            kind: service.kind().as_str(),
            carrier: match service.number_kind() {
                NumberKind::Mobile(carrier) => Some(carrier.name()),
                NumberKind::FixedLine | NumberKind::Contract => None,
            },
            can_get_balance: service.can_get_balance(),
            is_top_up: service.is_top_up(),
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

/// What was scanned, as a plain object whose members depend on its kind. They are set one by one, which takes less room in the
/// module than a struct and its serializer for each kind.
pub(super) fn barcode(barcode: &Barcode) -> JsValue {
    let object = Members::default();
    match barcode {
        Barcode::Coupon(coupon) => {
            object.text("kind", "coupon");
            object.text("code", coupon.as_str());
            object.set("branch", coupon.branch().get().into());
            object.set("customer", coupon.customer().get().into());
            object.text("date", &coupon.date().to_text());
        }
        Barcode::Gtin(gtin) => {
            object.text("kind", "gtin");
            object.text("code", gtin.as_str());
            object.text("format", gtin.kind().as_str());
            object.text("gtin_14", &gtin.gtin_14());
        }
        Barcode::Sscc(sscc) => {
            object.text("kind", "sscc");
            object.text("code", sscc.as_str());
        }
        Barcode::Boleto(boleto) => {
            object.text("kind", "boleto");
            object.text("code", boleto.barcode());
            object.text("format", boleto.kind().as_str());
            object.text("line", &boleto.line());
            object.text_or_null("bank", boleto.bank());
            let amount = boleto.amount().map_or(JsValue::NULL, |amount| {
                plain(&AmountValue::of(amount, Currency::Brl))
            });
            object.set("amount", amount);
            object.text_or_null("due_date", boleto.due_date().map(Date::to_text).as_deref());
        }
    }
    object.0.into()
}

#[derive(Default)]
struct Members(Object);

impl Members {
    fn text(&self, name: &str, text: &str) {
        self.set(name, JsValue::from_str(text));
    }

    fn text_or_null(&self, name: &str, text: Option<&str>) {
        self.set(name, text.map_or(JsValue::NULL, JsValue::from_str));
    }

    /// A plain object takes any member.
    #[inline(never)]
    fn set(&self, name: &str, value: JsValue) {
        let _ = Reflect::set(&self.0, &JsValue::from_str(name), &value);
    }
}

/// The plain object of a result that is one of JavaScript's values already.
pub(super) fn answer_js(result: Result<JsValue, Invalid>) -> JsValue {
    match result {
        Ok(value) => good(value),
        Err(invalid) => bad(&invalid),
    }
}

/// The plain object of a result.
pub(super) fn answer<T: Serialize>(result: Result<T, Invalid>) -> JsValue {
    answer_js(result.map(|value| plain(&value)))
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
