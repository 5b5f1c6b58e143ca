//! The checks of the exports, the same wherever they run, and how they look into the plain objects that come back.

pub(crate) mod checks;

use js_sys::{Array, Function, JSON, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

/// Declares one test for each check.
macro_rules! tests {
    () => {
        $crate::exports::tests!(
            amounts_as_typed,
            amounts_as_written,
            shares,
            phones,
            phones_of_any_kind,
            operators_and_hints,
            services_and_their_numbers,
            denominations,
            counts_of_cash,
            check_digits,
            barcodes,
            coupons_are_made,
            messages,
            scans,
            batches,
            yes_or_no,
            hostile_arguments,
            forms_that_are_wrong,
            forms_that_are_right,
            arguments_of_wrong_types_are_errors,
            hostile_objects_are_errors,
            answers_are_plain_objects
        );
    };
    ($($check:ident),+) => {
        $(
            #[wasm_bindgen_test::wasm_bindgen_test]
            fn $check() {
                exports::checks::$check();
            }
        )+
    };
}

pub(crate) use tests;

#[wasm_bindgen(module = "/npm/glue.js")]
extern "C" {
    fn bind(exports: &JsValue) -> JsValue;
}

thread_local! {
    /// The package's functions, over this program's own exports.
    static API: JsValue = {
        // Names an export, so that they are all linked.
        ventanilla_core::js::output();
        bind(&wasm_bindgen::exports())
    };
}

/// What a function of the package answers; `checkDigit.compute` is one of an object of it.
pub(crate) fn call(name: &str, arguments: &[JsValue]) -> JsValue {
    let (object, name) = match name.split_once('.') {
        Some((object, name)) => (API.with(|api| get(api, object)), name),
        None => (API.with(JsValue::clone), name),
    };
    method(&object, name, arguments)
}

/// What a method of an object answers.
pub(crate) fn method(object: &JsValue, name: &str, arguments: &[JsValue]) -> JsValue {
    let function: Function = get(object, name).dyn_into().expect(name);
    let arguments: Array = arguments.iter().collect();
    function
        .apply(object, &arguments)
        .expect("nothing is thrown")
}

/// A property of an object.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("an object")
}

/// A property that is a string.
pub(crate) fn text(object: &JsValue, name: &str) -> String {
    get(object, name)
        .as_string()
        .unwrap_or_else(|| panic!("{name} of {} is no string", shown(object)))
}

/// The value of an answer, or the fields and codes of its errors.
pub(crate) fn outcome(answer: &JsValue) -> Result<JsValue, Vec<(String, String)>> {
    if get(answer, "ok").as_bool().expect("ok is a boolean") {
        return Ok(get(answer, "value"));
    }
    let errors = Array::from(&get(answer, "errors"));
    assert!(errors.length() > 0, "an answer that is not ok has errors");
    Err(errors
        .iter()
        .map(|error| (text(&error, "field"), text(&error, "code")))
        .collect())
}

/// The value of an answer, or the code of its only error.
pub(crate) fn value_or_code(answer: &JsValue) -> Result<JsValue, String> {
    outcome(answer).map_err(|errors| {
        assert_eq!(errors.len(), 1, "{}", shown(answer));
        errors[0].1.clone()
    })
}

pub(crate) fn shown(value: &JsValue) -> String {
    JSON::stringify(value)
        .ok()
        .and_then(|json| json.as_string())
        .unwrap_or_default()
}
