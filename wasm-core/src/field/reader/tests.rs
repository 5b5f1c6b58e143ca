//! Reading objects, in tables.

use super::*;
use crate::field::value;

/// A body, and the fields and codes of its errors.
type Case<'a> = (&'a [u8], &'a [(&'a str, Code)]);

/// The errors of a request with one required text `a`, one optional whole number `b` and one nullable text `c`.
fn errors(body: &[u8]) -> Vec<(String, Code)> {
    let read = || -> Result<_, Invalid> {
        let mut fields = Fields::read(body)?;
        let a = fields.required("a", value::text(1..=5));
        let b = fields.optional("b", value::id);
        let c = fields.nullable("c", value::text(0..=5));
        fields.finish(|| Some((a?, b, c)))
    };
    read()
        .err()
        .map(|invalid| {
            invalid
                .into_iter()
                .map(|error| (error.field, error.code))
                .collect()
        })
        .unwrap_or_default()
}

#[test]
fn bodies() {
    let deep_array = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_object = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    let cases: &[Case] = &[
        (br#"{"a":"x"}"#, &[]),
        (br#" {"a":" x ", "b": 1, "c": null} "#, &[]),
        (br#"{"\u0061":"x"}"#, &[]),
        (br#"{"a":"x","b":null}"#, &[]),
        (b"", &[("", Code::BodyEmpty)]),
        (b" \r\n\t", &[("", Code::BodyEmpty)]),
        (b"\xff\xfe", &[("", Code::BodyNotUtf8)]),
        (b"{\"a\":\"\xc3\"}", &[("", Code::BodyNotUtf8)]),
        (b"\xef\xbb\xbf{}", &[("", Code::BodyNotJson)]),
        (b"{", &[("", Code::BodyNotJson)]),
        (b"{\"a\":\"x\"}x", &[("", Code::BodyNotJson)]),
        (b"{'a':'x'}", &[("", Code::BodyNotJson)]),
        (b"{\"a\":\"x\",}", &[("", Code::BodyNotJson)]),
        (b"{\"a\":\"\n\"}", &[("", Code::BodyNotJson)]),
        (b"{\"a\":01}", &[("", Code::BodyNotJson)]),
        (b"a=x", &[("", Code::BodyNotJson)]),
        (br#"{"\ud800":1}"#, &[("", Code::BodyInvalid)]),
        (b"[]", &[("", Code::BodyNotObject)]),
        (b"null", &[("", Code::BodyNotObject)]),
        (b"\"{}\"", &[("", Code::BodyNotObject)]),
        (b"1", &[("", Code::BodyNotObject)]),
        (b"{}", &[("a", Code::Required)]),
        (br#"{"a":null}"#, &[("a", Code::Required)]),
        (br#"{"a":""}"#, &[("a", Code::Required)]),
        (br#"{"a":"  "}"#, &[("a", Code::Required)]),
        (br#"{"a":1}"#, &[("a", Code::NotAString)]),
        (br#"{"a":["x"]}"#, &[("a", Code::NotAString)]),
        (br#"{"a":"\ud800"}"#, &[("a", Code::NotAString)]),
        (br#"{"a":"x\u0000"}"#, &[("a", Code::ControlCharacter)]),
        (br#"{"a":"x\u001by"}"#, &[("a", Code::ControlCharacter)]),
        (br#"{"a":"xxxxxx"}"#, &[("a", Code::TooLong)]),
        (br#"{"a":"x","b":0}"#, &[("b", Code::TooSmall)]),
        (br#"{"a":"x","b":-1}"#, &[("b", Code::TooSmall)]),
        (
            br#"{"a":"x","b":9007199254740992}"#,
            &[("b", Code::TooLarge)],
        ),
        (
            br#"{"a":"x","b":99999999999999999999}"#,
            &[("b", Code::TooLarge)],
        ),
        (
            br#"{"a":"x","b":-99999999999999999999}"#,
            &[("b", Code::TooSmall)],
        ),
        (br#"{"a":"x","b":1.0}"#, &[("b", Code::NotAnInteger)]),
        (br#"{"a":"x","b":1e3}"#, &[("b", Code::NotAnInteger)]),
        (br#"{"a":"x","b":"1"}"#, &[("b", Code::NotAnInteger)]),
        (br#"{"a":"x","b":true}"#, &[("b", Code::NotAnInteger)]),
        (br#"{"a":"x","z":1}"#, &[("z", Code::UnknownProperty)]),
        (
            br#"{"a":"x","__proto__":{}}"#,
            &[("__proto__", Code::UnknownProperty)],
        ),
        (br#"{"a":"x","a":"y"}"#, &[("a", Code::DuplicateProperty)]),
        (
            br#"{"a":"x","\u0061":"y"}"#,
            &[("a", Code::DuplicateProperty)],
        ),
        (
            br#"{"b":"1","c":1,"z":1}"#,
            &[
                ("a", Code::Required),
                ("b", Code::NotAnInteger),
                ("c", Code::NotAString),
                ("z", Code::UnknownProperty),
            ],
        ),
        (deep_array.as_bytes(), &[("", Code::BodyNotJson)]),
        (deep_object.as_bytes(), &[("", Code::BodyNotJson)]),
    ];
    for (body, expected) in cases {
        let expected: Vec<(String, Code)> = expected
            .iter()
            .map(|(field, code)| ((*field).to_owned(), *code))
            .collect();
        let shown = String::from_utf8_lossy(body);
        assert_eq!(
            errors(body),
            expected,
            "{}",
            shown.chars().take(80).collect::<String>()
        );
    }
}

#[test]
fn nonsense_is_not_answered_in_kind() {
    let members: Vec<String> = (0..150)
        .map(|index| format!("\"{index}{}\":1", "x".repeat(200)))
        .collect();
    let found = errors(format!("{{{}}}", members.join(",")).as_bytes());
    assert_eq!(found.len(), 50);
    assert!(found.iter().all(|(field, _)| field.chars().count() <= 100));
}

#[test]
fn null_clears_what_is_nullable() {
    let read = |body: &'static [u8]| {
        let mut fields = Fields::read(body).unwrap();
        let c = fields.nullable("c", value::text(0..=5));
        fields.finish(|| Some(c))
    };
    assert_eq!(read(b"{}"), Ok(None));
    assert_eq!(read(br#"{"c":null}"#), Ok(Some(None)));
    assert_eq!(read(br#"{"c":"x"}"#), Ok(Some(Some("x".to_owned()))));
    assert!(read(br#"{"c":1}"#).is_err());
}

#[test]
fn lists_name_the_way_to_an_error() {
    let read = |body: &str| {
        let mut fields = Fields::read(body.as_bytes()).unwrap();
        let list = fields.list("list", 3, |item| item.required("name", value::text(1..=5)));
        let found = fields.finish(|| list).err();
        found.map(|invalid| invalid.to_string()).unwrap_or_default()
    };
    let cases = [
        (r#"{"list":[]}"#, ""),
        (r#"{"list":[{"name":"x"},{"name":"y"}]}"#, ""),
        (r#"{"list":{}}"#, "list: not_an_array"),
        (r#"{"list":null}"#, "list: required"),
        (r#"{"list":[1]}"#, "list.0: not_an_object"),
        (r#"{"list":[{"name":"x"},{}]}"#, "list.1.name: required"),
        (
            r#"{"list":[{"name":"x","z":1}]}"#,
            "list.0.z: unknown_property",
        ),
        (r#"{"list":[{},{},{},{}]}"#, "list: too_many_items"),
    ];
    for (body, expected) in cases {
        assert_eq!(read(body), expected, "{body}");
    }
}

#[test]
fn of_a_field_the_first_error_is_told() {
    let mut fields = Fields::read(br#"{"a":1,"a":2,"b":3,"b":4}"#).unwrap();
    assert_eq!(fields.optional("a", value::text(1..=5)), None);
    fields.refuse("a", Code::TooShort);
    let errors = fields.finish(|| Some(())).unwrap_err();
    let told: Vec<(&str, Code)> = errors
        .iter()
        .map(|error| (error.field.as_str(), error.code))
        .collect();
    assert_eq!(
        told,
        [
            ("a", Code::DuplicateProperty),
            ("b", Code::DuplicateProperty)
        ]
    );
}
