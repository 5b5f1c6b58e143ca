//! The arguments of the exports, whatever they turn out to be.

use core::ops::RangeInclusive;

use js_sys::JSON;
use wasm_bindgen::JsValue;

use crate::check_digit::CheckDigit;
use crate::code::{Code, Language};
use crate::country::Country;
use crate::currency::Currency;
use crate::field::json::Json;
use crate::field::value::whole_in;
use crate::field::{Errors, Flaw, Invalid};
use crate::operation::OperationState;
use crate::service::Service;
use crate::wire::Form;
use crate::wire::time::Date;

/// Reads arguments and collects what is wrong with them.
#[derive(Default)]
pub(super) struct Arguments(Errors);

impl Arguments {
    pub(super) fn text(&mut self, name: &str, value: &JsValue) -> Option<String> {
        let text = value.as_string();
        if text.is_none() {
            self.refuse(name, Code::NotAString);
        }
        text
    }

    pub(super) fn currency(&mut self, name: &str, value: &JsValue) -> Option<Currency> {
        self.named(name, value, Currency::parse, Code::UnknownCurrency)
    }

    pub(super) fn country(&mut self, name: &str, value: &JsValue) -> Option<Country> {
        self.named(name, value, Country::parse, Code::UnknownCountry)
    }

    pub(super) fn state(&mut self, name: &str, value: &JsValue) -> Option<OperationState> {
        self.named(name, value, OperationState::parse, Code::UnknownState)
    }

    pub(super) fn code(&mut self, name: &str, value: &JsValue) -> Option<Code> {
        self.named(name, value, Code::parse, Code::UnknownCode)
    }

    pub(super) fn language(&mut self, name: &str, value: &JsValue) -> Option<Language> {
        self.named(name, value, Language::parse, Code::UnknownLanguage)
    }

    pub(super) fn check_digit(&mut self, name: &str, value: &JsValue) -> Option<CheckDigit> {
        self.named(name, value, CheckDigit::parse, Code::UnknownCheckDigit)
    }

    pub(super) fn date(&mut self, name: &str, value: &JsValue) -> Option<Date> {
        self.named(name, value, Date::parse, Code::DateInvalid)
    }

    /// A whole number of a range. It is read from its JSON text, so that no float is looked at.
    pub(super) fn whole(
        &mut self,
        name: &str,
        value: &JsValue,
        range: RangeInclusive<i64>,
    ) -> Option<i64> {
        // Only of numbers: an object may have a `toJSON` that gives one.
        let literal = value.as_f64().and_then(|_| {
            JSON::stringify(value)
                .ok()
                .and_then(|text| text.as_string())
        });
        let literal = literal.unwrap_or_default();
        self.read(name, Some(literal), |literal| whole_in(&literal, &range))
    }

    pub(super) fn service(&mut self, name: &str, value: &JsValue) -> Option<Service> {
        let id = self.whole(name, value, i64::MIN..=i64::MAX)?;
        self.read(name, Some(id), |id| {
            Service::of_id(id).ok_or(Flaw::new(Code::ServiceUnknown))
        })
    }

    pub(super) fn form(&mut self, name: &str, value: &JsValue) -> Option<Form> {
        let of_till = |name: &str| Form::OF_TILL.into_iter().find(|form| form.as_str() == name);
        self.named(name, value, of_till, Code::UnknownForm)
    }

    pub(super) fn country_or_bolivia(&mut self, name: &str, value: &JsValue) -> Option<Country> {
        if is_absent(value) {
            Some(Country::Bolivia)
        } else {
            self.country(name, value)
        }
    }

    pub(super) fn currency_or_its(
        &mut self,
        name: &str,
        value: &JsValue,
        country: Option<Country>,
    ) -> Option<Currency> {
        if is_absent(value) {
            country.map(|country| country.pack().currency)
        } else {
            self.currency(name, value)
        }
    }

    /// A value as JSON text. Cycles, BigInts and what throws while it is looked at are [`Code::NotAnObject`].
    pub(super) fn json(&mut self, name: &str, value: &JsValue) -> Option<String> {
        let json = JSON::stringify(value)
            .ok()
            .and_then(|text| text.as_string());
        if json.is_none() {
            self.refuse(name, Code::NotAnObject);
        }
        json
    }

    /// An object of texts and numbers; nothing where it is absent.
    pub(super) fn parameters(
        &mut self,
        name: &str,
        value: &JsValue,
    ) -> Option<Vec<(String, String)>> {
        if is_absent(value) {
            return Some(Vec::new());
        }
        let json = self.json(name, value)?;
        let Some(members) = Json::document(&json).and_then(Json::members) else {
            self.refuse(name, Code::NotAnObject);
            return None;
        };
        let text = |value: Json<'_>| value.string().unwrap_or_else(|| value.as_str().to_owned());
        Some(
            members
                .into_iter()
                .map(|(name, value)| (name.into_owned(), text(value)))
                .collect(),
        )
    }

    /// What `read` makes of arguments that are good by themselves.
    pub(super) fn read<A, T>(
        &mut self,
        name: &str,
        arguments: Option<A>,
        read: impl FnOnce(A) -> Result<T, Flaw>,
    ) -> Option<T> {
        read(arguments?)
            .map_err(|flaw| self.refuse(name, flaw))
            .ok()
    }

    /// The value, if nothing was wrong.
    pub(super) fn finish<T>(&mut self, value: Option<T>) -> Result<T, Invalid> {
        core::mem::take(&mut self.0).or(value)
    }

    fn named<T>(
        &mut self,
        name: &str,
        value: &JsValue,
        parse: impl Fn(&str) -> Option<T>,
        unknown: Code,
    ) -> Option<T> {
        let text = self.text(name, value)?;
        let parsed = parse(&text);
        if parsed.is_none() {
            self.refuse(name, unknown);
        }
        parsed
    }

    fn refuse(&mut self, name: &str, flaw: impl Into<Flaw>) {
        self.0.push(flaw.into().of(name));
    }
}

fn is_absent(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}
