//! Reading JSON, in tables and against serde_json.
#![allow(clippy::arithmetic_side_effects, reason = "a panic is a failed test")]

use proptest::prelude::*;
use serde_json::Value;
use serde_json::value::RawValue;

use super::*;

#[test]
fn well_formed_or_not() {
    let good = [
        "0",
        "-0",
        "10",
        "-1.5",
        "1e3",
        "1E+3",
        "1.0e-10",
        "true",
        "false",
        "null",
        "\"\"",
        "\"é\"",
        r#""\u00e9\n\/""#,
        r#""\ud800""#,
        "[]",
        "{}",
        "[ ]",
        "{ }",
        "[1,2]",
        "[[],[[]],{}]",
        r#"{"a":1,"b":{"c":[true]}}"#,
        " \t\r\n1 \n",
        r#"{"a":1,"a":2}"#,
    ];
    for text in good {
        assert!(Json::document(text).is_some(), "{text}");
        assert!(serde_json::from_str::<&RawValue>(text).is_ok(), "{text}");
    }
    let bad = [
        "",
        " ",
        "01",
        "-",
        "+1",
        ".5",
        "1.",
        "1e",
        "1e+",
        "0x1",
        "NaN",
        "Infinity",
        "tru",
        "truee",
        "nul",
        "'a'",
        "\"",
        "\"a",
        "\"\n\"",
        "\"\u{0}\"",
        r#""\x""#,
        r#""\u12""#,
        r#""\u12g4""#,
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{",
        "}",
        "{]",
        "[}",
        r#"{"a"}"#,
        r#"{"a":}"#,
        r#"{"a":1,}"#,
        r#"{a:1}"#,
        r#"{1:1}"#,
        r#"{"a" 1}"#,
        r#"{"a":1 "b":2}"#,
        "1 2",
        "{}x",
        "\u{feff}{}",
        "\u{a0}1",
        "[1]]",
        "//x\n1",
    ];
    for text in bad {
        assert_eq!(Json::document(text), None, "{text}");
        assert!(serde_json::from_str::<&RawValue>(text).is_err(), "{text}");
    }
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Json::document(&nested(DEPTH_MAX)).is_some());
    assert_eq!(Json::document(&nested(DEPTH_MAX + 1)), None);
    assert_eq!(Json::document(&nested(1_000_000)), None);
    assert_eq!(Json::document(&"[".repeat(1_000_000)), None);
    assert_eq!(Json::document(&"{\"a\":".repeat(1_000_000)), None);
    assert_eq!(
        Json::document(&nested(DEPTH_MAX + 1).replace('1', "")),
        None
    );
}

#[test]
fn strings() {
    let cases: &[(&str, Option<&str>)] = &[
        (r#""""#, Some("")),
        (r#""a\"b\\c\/d""#, Some("a\"b\\c/d")),
        (r#""\b\f\n\r\t""#, Some("\u{8}\u{c}\n\r\t")),
        (r#""\u0041\u00e9\u20ac""#, Some("Aé€")),
        (r#""\ud83d\ude00""#, Some("😀")),
        (r#""\uD83D\uDE00x""#, Some("😀x")),
        (r#""\ud800""#, None),
        (r#""\udc00""#, None),
        (r#""\ud800x""#, None),
        (r#""\ud800\n""#, None),
        (r#""\ud800\ud800""#, None),
        (r#""\ud800\u0041""#, None),
        ("1", None),
        ("null", None),
        ("[\"a\"]", None),
    ];
    for (text, expected) in cases {
        assert_eq!(
            Json::document(text).unwrap().string().as_deref(),
            *expected,
            "{text}"
        );
    }
}

#[test]
fn members_and_items() {
    let object = Json::document(r#" { "a" : 1 , "\u0062":[ 1 , "}" ],"a":{} } "#).unwrap();
    let members: Vec<(String, &str)> = object
        .members()
        .unwrap()
        .into_iter()
        .map(|(name, value)| (name.into_owned(), value.as_str()))
        .collect();
    let expected = [("a", "1"), ("b", "[ 1 , \"}\" ]"), ("a", "{}")];
    assert_eq!(
        members,
        expected.map(|(name, value)| (name.to_owned(), value))
    );
    let array = Json::document(r#"[ 1 ,"a]", [2, 3] ]"#).unwrap();
    let items: Vec<&str> = array
        .items()
        .unwrap()
        .into_iter()
        .map(Json::as_str)
        .collect();
    assert_eq!(items, ["1", "\"a]\"", "[2, 3]"]);
    for text in ["[]", "1", "\"{}\"", "null", r#"{"\ud800":1}"#] {
        assert_eq!(Json::document(text).unwrap().members(), None, "{text}");
    }
    for text in ["{}", "1", "\"[]\"", "null"] {
        assert_eq!(Json::document(text).unwrap().items(), None, "{text}");
    }
    let wide = |members: usize| format!("{{{}}}", vec!["\"a\":1"; members].join(","));
    assert_eq!(
        Json::document(&wide(MEMBERS_MAX))
            .unwrap()
            .members()
            .unwrap()
            .len(),
        MEMBERS_MAX
    );
    assert_eq!(
        Json::document(&wide(MEMBERS_MAX + 1)).unwrap().members(),
        None
    );
}

/// Any JSON value.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|whole| Value::from(f64::from(whole))),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// What serde_json writes is read, to the letter and to the character.
    #[test]
    fn reads_what_serde_json_writes(value in value(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let json = Json::document(&text).unwrap();
        prop_assert_eq!(json.as_str(), text.as_str());
        match &value {
            Value::String(expected) => {
                let read = json.string();
                prop_assert_eq!(read.as_ref(), Some(expected));
            }
            Value::Array(expected) => {
                let items: Vec<Value> =
                    json.items().unwrap().iter().map(|item| serde_json::from_str(item.as_str()).unwrap()).collect();
                prop_assert_eq!(&items, expected);
            }
            Value::Object(expected) => {
                let members = json.members().unwrap();
                prop_assert_eq!(members.len(), expected.len());
                for (name, member) in members {
                    let member: Value = serde_json::from_str(member.as_str()).unwrap();
                    prop_assert_eq!(Some(&member), expected.get(name.as_ref()));
                }
            }
            _ => {}
        }
    }

    /// Damaged JSON is refused by both or by neither.
    #[test]
    fn agrees_with_serde_json(value in value(), at in any::<prop::sample::Index>(), byte in r#"[\]\[{}:,"\\0-9eE.+truefalsn \n-]?"#) {
        let text = serde_json::to_string(&value).unwrap();
        let mut characters: Vec<char> = text.chars().collect();
        let at = at.index(characters.len());
        match byte.chars().next() {
            Some(replacement) => characters[at] = replacement,
            None => { characters.remove(at); }
        }
        let damaged: String = characters.into_iter().collect();
        prop_assert_eq!(Json::document(&damaged).is_some(), serde_json::from_str::<&RawValue>(&damaged).is_ok(), "{}", damaged);
    }

    /// So is any text of JSON's own characters.
    #[test]
    fn agrees_with_serde_json_on_soup(text in r#"([\[\]{}:,]|"a"|"\\[a-z]"|"\\u[0-9a-f]{3,4}"|-?[0-9.eE+]{1,4}|true|null| ){0,8}"#) {
        prop_assert_eq!(Json::document(&text).is_some(), serde_json::from_str::<&RawValue>(&text).is_ok());
        let string = serde_json::from_str::<String>(&text).ok();
        prop_assert_eq!(Json::document(&text).and_then(Json::string), string);
    }
}
