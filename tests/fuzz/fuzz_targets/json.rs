//! JSON as the requests' own reader takes it apart, held against another reader.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use ventanilla_core::wire::answer::{self, Json, Members};
use ventanilla_core::wire::body::quoted;

/// How deep values may be nested, and how many members an object may have.
const DEPTH_MAX: usize = 64;
const MEMBERS_MAX: usize = 200;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let document = Json::document(text);
    assert_eq!(document.is_some(), answer::is_json(text));
    let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
    match document {
        Some(json) => {
            assert!(is_json, "{text:?}");
            assert_eq!(Json::document(json.as_str()), Some(json));
            taken_apart(json);
        }
        // The other one takes what is nested deeper.
        None => assert!(!is_json || opened(text) > DEPTH_MAX, "{text:?}"),
    }
    let written = quoted(text);
    let read = Json::document(&written).and_then(Json::string);
    assert_eq!(read.as_deref(), Some(text));
    assert_eq!(serde_json::from_str::<String>(&written).ok(), read);
});

/// How many objects and arrays are opened, at the most.
fn opened(text: &str) -> usize {
    text.bytes()
        .filter(|byte| matches!(byte, b'{' | b'['))
        .count()
}

fn taken_apart(json: Json<'_>) {
    let text = json.as_str();
    assert_eq!(json.string(), serde_json::from_str(text).ok(), "{text:?}");
    let items = json.items();
    let expected = serde_json::from_str::<Vec<IgnoredAny>>(text).ok();
    assert_eq!(
        items.as_ref().map(Vec::len),
        expected.map(|items| items.len()),
        "{text:?}"
    );
    for item in items.into_iter().flatten() {
        assert_eq!(Json::document(item.as_str()), Some(item));
    }
    let Ok(expected) = serde_json::from_str::<BTreeMap<String, IgnoredAny>>(text) else {
        return;
    };
    match Members::of(json) {
        Some(members) => {
            assert!(
                expected.keys().all(|name| members.find(name).is_some()),
                "{text:?}"
            );
        }
        None => assert!(text.matches(':').count() > MEMBERS_MAX, "{text:?}"),
    }
}
