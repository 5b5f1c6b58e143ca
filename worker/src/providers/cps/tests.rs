//! What is sent, and what each answer comes to. An answer's outcome is written as one line: `delivered ID REFERENCE`, `refused KIND WORDS`,
//! `pending ID`, `unknown ID`.

use super::balance::Balance;
use super::fate::Fate;
use super::pay::{Order, Pay};
use super::services::Services;
use super::*;
use crate::http::Method;
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::{BUDGET_MS, Conversation, Inquiry, Moment, OrderId, Outcome, Step};
use ventanilla_core::{Amount, Currency};

const NOW_MS: i64 = 1_670_525_711_124;
const START: Moment = Moment {
    now_ms: NOW_MS,
    remaining_ms: BUDGET_MS,
};
const API_KEY: &str = "0123456789abcdef0123456789abcdef";
const PRIVATE_KEY: &str = "a private key";

fn account(base_url: &str, private_key: &str, dialect: Dialect) -> Credentials {
    Credentials::new(base_url, API_KEY, private_key, dialect).unwrap()
}

fn ours() -> Credentials {
    account("https://cps.example/cps", PRIVATE_KEY, Dialect::default())
}

fn order(amount: &str) -> Order {
    Order {
        service: 57,
        number: "04243675525".into(),
        amount: Amount::parse(amount, Currency::Ves).unwrap(),
        currency: Currency::Ves,
    }
}

fn sent<T: std::fmt::Debug>(step: Step<T>) -> HttpRequest {
    match step {
        Step::Send(request) => request,
        other => panic!("{other:?}"),
    }
}

fn answer(status: u16, body: impl Into<Vec<u8>>) -> HttpResponse {
    HttpResponse {
        status,
        headers: vec![],
        body: body.into(),
    }
}

fn line(outcome: Outcome) -> String {
    let id = |id: Option<OrderId>| id.map_or("-".to_owned(), |id| id.to_string());
    match outcome {
        Outcome::Delivered(delivery) => format!(
            "delivered {} {}",
            id(delivery.id),
            delivery
                .reference
                .map_or("-".to_owned(), |words| words.to_string())
        ),
        Outcome::Refused(refusal) => format!("refused {:?} {}", refusal.kind, refusal.remark),
        Outcome::Pending(evidence) => format!("pending {}", id(evidence.id)),
        Outcome::Unknown(evidence) => {
            assert!(!evidence.remark.to_string().is_empty());
            format!("unknown {}", id(evidence.id))
        }
    }
}

/// What a payment of 10.50 comes to that is answered with this.
fn paid(answer: Result<HttpResponse, HttpError>) -> String {
    let (credentials, order) = (ours(), order("10.50"));
    let mut pay = Pay::new(&credentials, &order);
    sent(pay.next(&START, None));
    match pay.next(&START, Some(&answer)) {
        Step::Done(outcome) => line(outcome),
        Step::Send(_) | Step::SendAfter { .. } => "again".to_owned(),
    }
}

#[test]
fn a_payment_is_signed_as_the_contract_has_it() {
    // Section 5.3: the vectors of the key `asd`.
    for (base_url, dialect, signature) in [
        (
            "http://localhost:4004",
            Dialect::default(),
            "311d8b9584f172a5304154326eb818d5ae52b410d3ff0b0920d1113ff0caacaa0ccd7b59e4a466961ed16d04da6dabd2",
        ),
        (
            "http://localhost:4004/cps",
            Dialect::default(),
            "61161e8cabb4c95e5660a551df8fc925692d5be1cc7599ec58de65b57dfc2f4d80a3e9b3fd68958633a042be38e41c3d",
        ),
        (
            "http://localhost:4004/cps",
            Dialect {
                without_prefix: true,
                text_values: true,
            },
            "311d8b9584f172a5304154326eb818d5ae52b410d3ff0b0920d1113ff0caacaa0ccd7b59e4a466961ed16d04da6dabd2",
        ),
    ] {
        let (credentials, order) = (account(base_url, "asd", dialect), order("10"));
        let request = sent(Pay::new(&credentials, &order).next(&START, None));
        assert_eq!(request.method, Method::Post);
        assert_eq!(request.url, format!("{base_url}/v2/operation/use/pay"));
        assert_eq!(
            request.body.as_deref(),
            Some(r#"{"numberService":"04243675525","idTypeService":57,"amount":10}"#)
        );
        assert_eq!(
            request.headers,
            [
                ("accept", "application/json"),
                ("api-key", API_KEY),
                ("api-nonce", "1670525711124"),
                ("api-signature", signature),
                ("content-type", "application/json"),
            ]
            .map(|(name, value)| (name, value.to_owned()))
        );
    }
}

#[test]
fn questions_are_signed_as_the_contract_has_it() {
    let texts = Dialect {
        text_values: true,
        ..Dialect::default()
    };
    let bare = Dialect {
        without_prefix: true,
        ..Dialect::default()
    };
    for (dialect, balance, services) in [
        (
            Dialect::default(),
            "a14367d8b4aa8aa3c9f28aebf0726358dc94a9631dc361dc90c806d5fe138af5cd7b65691cf590f47262903a7cebb27f",
            "d3a617b5c3a676e902ef62817f9e1352885d7c130e0e7a6e99b552d94062fe66f45ba3bc3f4f349ac489a4e342c7d4cc",
        ),
        (
            texts,
            "89ecf7c5c782a055926d77cb0d706eb3b08d3de7571f3bcf6c3381e3d792c90f6a93d430e968010f94b6fe364cc45e14",
            "43ead08eb22c0d7307b095e1dd52c483462e12e25eb2a1180cbc722a2b58861702d5e4276149119bdd2ddbc6692bdc06",
        ),
        (
            bare,
            "e6a87d77f7d3a61a374987ebd610ab9e6d25dc8d323f4bc7925cd09399dc624b850d29d2d5bafe8a92e18d77eff6a161",
            "da655611cd2178582e526273d3f3723dbb8a945723f1c2390d244852fab40f6f15ddb8d69812ab14efa9b9b8045cc55e",
        ),
    ] {
        let credentials = account("https://cps.example/cps", "asd", dialect);
        let request = sent(Balance::new(&credentials, 63, "02123457654").next(&START, None));
        assert_eq!(
            request.url,
            "https://cps.example/cps/v2/operation/get/balance?numberService=02123457654&idTypeService=63"
        );
        assert_eq!(
            (request.method, request.body.as_deref()),
            (Method::Get, None)
        );
        assert_eq!(request.header("api-signature"), Some(balance));
        let request = sent(Services::new(&credentials, false).next(&START, None));
        assert_eq!(
            request.url,
            "https://cps.example/cps/v2/list/basic_services?canGetBalance=false"
        );
        assert_eq!(request.header("api-signature"), Some(services));
    }
}

#[test]
fn amounts_are_sent_as_their_shortest_decimal() {
    let credentials = ours();
    for (amount, literal) in [
        ("10.00", "10"),
        ("10.50", "10.5"),
        ("0.01", "0.01"),
        ("1000000.10", "1000000.1"),
        ("90071992547409.91", "90071992547409.91"),
    ] {
        let order = order(amount);
        let body = sent(Pay::new(&credentials, &order).next(&START, None))
            .body
            .unwrap();
        assert!(body.ends_with(&format!("\"amount\":{literal}}}")), "{body}");
    }
}

fn data(members: &str) -> String {
    format!(r#"{{"success":true,"data":{{{members}}}}}"#)
}

const ECHO: &str = r#""idTypeService":57,"numberService":"04243675525","amount":10.5"#;

#[test]
fn good_answers() {
    for (members, expected) in [
        (
            format!(r#""idOperation":"a-1",{ECHO},"status":"approved","reference":"R 7","createdAt":"x""#),
            "delivered a-1 R 7",
        ),
        (format!(r#"{ECHO},"status":"approved""#), "delivered - -"),
        (r#""status":"approved""#.into(), "delivered - -"),
        (r#""status":"approved","amount":null,"reference":null"#.into(), "delivered - -"),
        (r#""status":"approved","amount":10.50,"reference":" ""#.into(), "delivered - -"),
        (r#""idOperation":17,"status":"approved","reference":901"#.into(), "delivered 17 901"),
        // An identifier that cannot stand in a path is none.
        (r#""idOperation":"../x","status":"approved""#.into(), "delivered - -"),
        (format!(r#""idOperation":"a-1",{ECHO},"status":"pending""#), "pending a-1"),
        (format!(r#"{ECHO},"status":"pending""#), "pending -"),
        (format!(r#"{ECHO},"status":"rejected""#), "refused Other rejected"),
        (
            r#""status":"rejected","error":{"code":"OPERATOR_ERROR","message":"fuera\nde servicio"}"#.into(),
            "refused Unavailable OPERATOR_ERROR: fuera de servicio",
        ),
        (
            r#""status":"rejected","error":{"code":"INSUFFICIENT_FUNDS"}"#.into(),
            "refused InsufficientFunds INSUFFICIENT_FUNDS",
        ),
        (
            r#""status":"rejected","error":{"code":"ACCOUNT_NOT_FOUND"}"#.into(),
            "refused UnknownNumber ACCOUNT_NOT_FOUND",
        ),
        (r#""status":"rejected","error":{"code":"X"}"#.into(), "refused Other X"),
        (r#""status":"rejected","error":"x""#.into(), "refused Other rejected"),
    ] {
        for status in [200, 201] {
            assert_eq!(paid(Ok(answer(status, data(&members)))), expected, "{members}");
        }
    }
    // The provider's words are bounded, and do not say what they must not.
    let secret = data(&format!(
        r#""status":"approved","reference":"{API_KEY} a private key""#
    ));
    assert_eq!(paid(Ok(answer(200, secret))), "delivered - *** ***");
    let long = data(&format!(
        r#""status":"approved","reference":"{}""#,
        "x".repeat(300)
    ));
    assert!(paid(Ok(answer(200, long))).len() < 220);
}

#[test]
fn answers_that_nobody_can_tell_anything_from() {
    let approved = data(&format!(
        r#""idOperation":"a-1",{ECHO},"status":"approved""#
    ));
    for status in [
        100, 204, 300, 301, 302, 304, 400, 403, 404, 418, 500, 502, 503, 504, 599,
    ] {
        let status_expected = if status == 204 {
            "delivered a-1 -"
        } else {
            "unknown -"
        };
        assert_eq!(
            paid(Ok(answer(status, approved.as_str()))),
            status_expected,
            "{status}"
        );
    }
    for error in [
        HttpError::TimedOut,
        HttpError::TooLarge,
        HttpError::Connection(format!("with {API_KEY}")),
    ] {
        assert_eq!(paid(Err(error)), "unknown -");
    }
    for members in [
        // Another order's.
        r#""status":"approved","idTypeService":58"#,
        r#""status":"approved","numberService":"04243675526""#,
        r#""status":"approved","numberService":"4243675525""#,
        r#""status":"approved","amount":10"#,
        r#""status":"approved","amount":10.51"#,
        r#""status":"approved","amount":1050"#,
        r#""status":"approved","amount":-10.5"#,
        r#""status":"approved","amount":"10.5""#,
        r#""status":"approved","amount":1.05e1"#,
        r#""status":"approved","amount":10.500"#,
        r#""status":"approved","amount":10.5000000000000001"#,
        r#""status":"approved","amount":true"#,
        r#""status":"approved","amount":{}"#,
        r#""status":"rejected","amount":11"#,
        r#""status":"pending","idOperation":"a-1","amount":11"#,
        // Not what is documented.
        "",
        r#""status":null"#,
        r#""status":true"#,
        r#""status":"APPROVED""#,
        r#""status":"Approved ""#,
        r#""status":"ok""#,
        r#""status":"approved","status":"rejected""#,
        r#""status":"approved","amount":10.5,"amount":11"#,
        r#""status":"approved","idTypeService":"57""#,
        r#""status":"approved","idTypeService":57.0"#,
        r#""status":"approved","numberService":4243675525"#,
    ] {
        assert_eq!(
            paid(Ok(answer(200, data(members)))),
            "unknown -",
            "{members}"
        );
    }
    // A state that nobody has described may still be looked up.
    assert_eq!(
        paid(Ok(answer(
            200,
            data(r#""idOperation":"a-1","status":"queued""#)
        ))),
        "unknown a-1"
    );
    for body in [
        "",
        " ",
        "null",
        "true",
        "[]",
        "\"approved\"",
        "<!doctype html><title>approved</title>",
        r#"{"success":true}"#,
        r#"{"success":true,"data":null}"#,
        r#"{"success":true,"data":[]}"#,
        r#"{"success":true,"data":"approved"}"#,
        r#"{"data":{"status":"approved"}}"#,
        r#"{"status":"approved"}"#,
        r#"{"success":false,"data":{"status":"approved"}}"#,
        r#"{"success":"true","data":{"status":"approved"}}"#,
        r#"{"success":1,"data":{"status":"approved"}}"#,
        r#"{"success":null,"data":{"status":"approved"}}"#,
        r#"{"success":true,"success":false,"data":{"status":"approved"}}"#,
        r#"{"success":true,"data":{"status":"rejected"},"data":{"status":"approved"}}"#,
        r#"{"success":true,"data":{"status":"approved"}} {}"#,
        r#"{"success":true,"data":{"status":"approved"}"#,
        r#"{"success":true,"data":{"status":"approved"#,
        "\u{feff}{\"success\":true,\"data\":{\"status\":\"approved\"}}",
        // A refusal with a status of success is described nowhere.
        r#"{"success":false,"error":{"code":"INSUFFICIENT_FUNDS"}}"#,
    ] {
        assert_eq!(paid(Ok(answer(200, body))), "unknown -", "{body}");
    }
    assert_eq!(paid(Ok(answer(200, vec![b'{', 0xff, b'}']))), "unknown -");
    let mut nested = approved.into_bytes();
    nested.extend("[".repeat(60_000).bytes());
    assert_eq!(paid(Ok(answer(200, nested))), "unknown -");
}

#[test]
fn refusals() {
    let documented = [
        (400, "INVALID_BODY", "Other"),
        (400, "MISSING_FIELD", "Other"),
        (400, "INVALID_FIELD", "Other"),
        (400, "UNKNOWN_SERVICE", "Other"),
        (400, "INVALID_NUMBER", "UnknownNumber"),
        (400, "INVALID_QUERY", "Other"),
        (401, "UNAUTHORIZED", "Other"),
        (402, "INSUFFICIENT_FUNDS", "InsufficientFunds"),
        (404, "ACCOUNT_NOT_FOUND", "UnknownNumber"),
        (405, "METHOD_NOT_ALLOWED", "Other"),
        (409, "DUPLICATE_OPERATION", "Other"),
        (422, "BALANCE_NOT_SUPPORTED", "Other"),
    ];
    for (status, code, kind) in documented {
        let body = format!(r#"{{"success":false,"error":{{"code":"{code}","message":"m"}}}}"#);
        assert_eq!(
            paid(Ok(answer(status, body.as_str()))),
            format!("refused {kind} {code}: m")
        );
        // The same with another status, without its words, or beside a success, says nothing.
        for other in [200, 302, 403, 410, 500, 502, 504] {
            assert_eq!(
                paid(Ok(answer(other, body.as_str()))),
                "unknown -",
                "{other} {code}"
            );
        }
        for body in [
            body.replace("false", "true"),
            body.replace("false", "0"),
            body.replace("\"success\":false,", ""),
            body.replace(code, &code.to_ascii_lowercase()),
            body.replace(code, "SOMETHING_ELSE"),
            body.replace("\"code\"", "\"kode\""),
            body.replace(&format!("\"{code}\""), "7"),
            body.replace("\"message\":\"m\"", "\"message\":7"),
            format!("{body}x"),
            "{\"success\":false}".to_owned(),
            "{\"success\":false,\"error\":null}".to_owned(),
            format!("{{\"success\":false,\"error\":\"{code}\"}}"),
            "<html>".to_owned(),
            String::new(),
        ] {
            assert_eq!(
                paid(Ok(answer(status, body.as_str()))),
                "unknown -",
                "{status} {body}"
            );
        }
    }
    // What the operator did is what these do not say.
    for (status, code) in [
        (502, "OPERATOR_ERROR"),
        (504, "OPERATOR_TIMEOUT"),
        (400, "OPERATOR_ERROR"),
    ] {
        let body = format!(r#"{{"success":false,"error":{{"code":"{code}","message":"m"}}}}"#);
        assert_eq!(paid(Ok(answer(status, body))), "unknown -", "{code}");
    }
}

fn too_many(retry_after: Option<&str>) -> Result<HttpResponse, HttpError> {
    let headers = retry_after.map(|text| ("retry-after".to_owned(), text.to_owned()));
    Ok(HttpResponse {
        headers: headers.into_iter().collect(),
        ..answer(429, "Too Many Requests")
    })
}

#[test]
fn after_too_many_requests_once_more_if_that_is_soon() {
    let (credentials, order) = (ours(), order("10"));
    for (retry_after, remaining_ms, delay_ms) in [
        (Some("0"), 20_000, Some(0)),
        (Some("2"), 20_000, Some(2000)),
        (Some("5"), 20_000, Some(5000)),
        (Some("5"), 10_000, Some(5000)),
        (Some("5"), 9_999, None),
        (Some("6"), 20_000, None),
        (Some("3600"), 20_000, None),
        (Some("99999999999999999999"), 20_000, None),
        (Some("-1"), 20_000, None),
        (Some("+1"), 20_000, None),
        (Some("1.5"), 20_000, None),
        (Some(""), 20_000, None),
        (Some("Fri, 09 Dec 2022 18:55:11 GMT"), 20_000, None),
        (None, 20_000, None),
    ] {
        let moment = Moment {
            now_ms: NOW_MS,
            remaining_ms,
        };
        let mut pay = Pay::new(&credentials, &order);
        let first = sent(pay.next(&START, None));
        match pay.next(&moment, Some(&too_many(retry_after))) {
            Step::SendAfter {
                delay_ms: delay,
                request,
            } => {
                assert_eq!(Some(delay), delay_ms, "{retry_after:?}");
                let nonces = [&first, &request].map(|request| request.header("api-nonce").unwrap());
                assert!(nonces[0] < nonces[1], "{nonces:?}");
                assert_eq!(nonces[1].len(), 13);
                assert_ne!(
                    first.header("api-signature"),
                    request.header("api-signature")
                );
                assert_eq!(first.body, request.body);
            }
            Step::Done(outcome) => {
                assert_eq!(delay_ms, None, "{retry_after:?}");
                assert!(
                    line(outcome).starts_with("refused Unavailable order_turned_away HTTP 429")
                );
            }
            Step::Send(_) => panic!("without waiting"),
        }
    }
}

#[test]
fn a_second_attempt_is_the_last_and_its_duplicate_may_be_the_first() {
    let (credentials, order) = (ours(), order("10"));
    let second = |answer: Result<HttpResponse, HttpError>| {
        let mut pay = Pay::new(&credentials, &order);
        sent(pay.next(&START, None));
        assert!(matches!(
            pay.next(&START, Some(&too_many(Some("1")))),
            Step::SendAfter { .. }
        ));
        match pay.next(&START, Some(&answer)) {
            Step::Done(outcome) => line(outcome),
            _ => panic!("a third attempt"),
        }
    };
    let fault = |code: &str| format!(r#"{{"success":false,"error":{{"code":"{code}"}}}}"#);
    assert!(second(too_many(Some("1"))).starts_with("refused Unavailable"));
    assert_eq!(
        second(Ok(answer(200, data(r#""status":"approved""#)))),
        "delivered - -"
    );
    assert_eq!(
        second(Ok(answer(409, fault("DUPLICATE_OPERATION")))),
        "unknown -"
    );
    assert_eq!(
        second(Ok(answer(402, fault("INSUFFICIENT_FUNDS")))),
        "refused InsufficientFunds INSUFFICIENT_FUNDS"
    );
    assert_eq!(second(Err(HttpError::TimedOut)), "unknown -");
}

#[test]
fn fates() {
    let credentials = ours();
    let id = OrderId::parse("a-1").unwrap();
    let fate = |answer: Result<HttpResponse, HttpError>| {
        let mut fate = Fate::new(&credentials, &id);
        let request = sent(fate.next(&START, None));
        assert_eq!(request.url, "https://cps.example/cps/operaciones/a-1");
        let signature = credentials.sign("/operaciones/a-1", "1670525711124", "");
        assert_eq!(request.header("api-signature"), Some(signature.as_str()));
        match fate.next(&START, Some(&answer)) {
            Step::Done(outcome) => line(outcome),
            other => panic!("{other:?}"),
        }
    };
    for (estado, expected) in [
        ("succeeded", "delivered a-1 -"),
        ("failed", "refused Other failed"),
        ("reversed", "refused Reversed reversed"),
        ("created", "pending a-1"),
        ("submitted", "pending a-1"),
        ("unknown", "unknown a-1"),
        ("approved", "unknown a-1"),
        ("SUCCEEDED", "unknown a-1"),
        ("", "unknown a-1"),
    ] {
        let body = format!(r#"{{"id":"a-1","tipo":"x","estado":"{estado}"}}"#);
        if !estado.is_empty() {
            assert_eq!(fate(Ok(answer(200, body.as_str()))), expected, "{estado}");
        }
        for status in [302, 400, 401, 404, 429, 500] {
            assert_eq!(
                fate(Ok(answer(status, body.as_str()))),
                "unknown a-1",
                "{status}"
            );
        }
    }
    // What a look-up refuses is the look-up.
    for (status, code) in [
        (401, "UNAUTHORIZED"),
        (404, "ACCOUNT_NOT_FOUND"),
        (402, "INSUFFICIENT_FUNDS"),
    ] {
        let body = format!(r#"{{"success":false,"error":{{"code":"{code}"}}}}"#);
        assert_eq!(fate(Ok(answer(status, body))), "unknown a-1");
    }
    for body in [
        "",
        "{}",
        r#"{"id":"a-1"}"#,
        r#"{"estado":"succeeded"}"#,
        r#"{"id":"a-2","estado":"succeeded"}"#,
        r#"{"id":"a-1","estado":true}"#,
        r#"{"id":"a-1","estado":"failed","estado":"succeeded"}"#,
        r#"[{"id":"a-1","estado":"succeeded"}]"#,
        r#"{"id":"a-1","estado":"succeeded""#,
        "<html>",
    ] {
        assert_eq!(fate(Ok(answer(200, body))), "unknown a-1", "{body}");
    }
    assert_eq!(fate(Err(HttpError::TimedOut)), "unknown a-1");
}

#[test]
fn balances() {
    let credentials = ours();
    let ask = |answer: Result<HttpResponse, HttpError>| {
        let mut balance = Balance::new(&credentials, 63, "02123457654");
        sent(balance.next(&START, None));
        match balance.next(&START, Some(&answer)) {
            Step::Done(Inquiry::Answered(told)) => told.balance.to_text(told.currency),
            Step::Done(Inquiry::Refused(refusal)) => format!("{:?}", refusal.kind),
            Step::Done(Inquiry::Unanswered(_)) => "unanswered".to_owned(),
            other => panic!("{other:?}"),
        }
    };
    for (members, expected) in [
        (
            r#""idTypeService":63,"numberService":"02123457654","balance":125.50,"currency":"VES""#,
            "125.50",
        ),
        (r#""balance":0,"currency":"VES""#, "0.00"),
        (r#""balance":-3.1,"currency":"USD""#, "-3.10"),
        (r#""balance":125.505,"currency":"VES""#, "unanswered"),
        (r#""balance":"125.50","currency":"VES""#, "unanswered"),
        (r#""balance":null,"currency":"VES""#, "unanswered"),
        (r#""balance":1e3,"currency":"VES""#, "unanswered"),
        (r#""balance":1,"currency":"XXX""#, "unanswered"),
        (r#""balance":1"#, "unanswered"),
        (r#""currency":"VES""#, "unanswered"),
        (
            r#""balance":1,"currency":"VES","idTypeService":62"#,
            "unanswered",
        ),
        (
            r#""balance":1,"currency":"VES","numberService":"02123457655""#,
            "unanswered",
        ),
    ] {
        assert_eq!(ask(Ok(answer(200, data(members)))), expected, "{members}");
        assert_eq!(ask(Ok(answer(500, data(members)))), "unanswered");
    }
    let fault = |code: &str| format!(r#"{{"success":false,"error":{{"code":"{code}"}}}}"#);
    assert_eq!(
        ask(Ok(answer(422, fault("BALANCE_NOT_SUPPORTED")))),
        "Other"
    );
    assert_eq!(
        ask(Ok(answer(404, fault("ACCOUNT_NOT_FOUND")))),
        "UnknownNumber"
    );
    assert_eq!(ask(Ok(answer(502, fault("OPERATOR_ERROR")))), "unanswered");
    assert_eq!(ask(too_many(None)), "Unavailable");
    assert_eq!(ask(Err(HttpError::TooLarge)), "unanswered");
}

#[test]
fn lists() {
    let credentials = ours();
    let ask = |body: &str| {
        let mut services = Services::new(&credentials, true);
        sent(services.next(&START, None));
        match services.next(&START, Some(&Ok(answer(200, body)))) {
            Step::Done(Inquiry::Answered(services)) => Some(
                services
                    .into_iter()
                    .map(|service| service.id)
                    .collect::<Vec<_>>(),
            ),
            Step::Done(Inquiry::Unanswered(_)) => None,
            other => panic!("{other:?}"),
        }
    };
    let one = r#"{"idTypeService":57,"name":"MOVISTAR_PREPAGO","canGetBalance":false}"#;
    assert_eq!(ask(&format!("[{one}]")), Some(vec![57]));
    assert_eq!(
        ask(r#"[{"idTypeService":63},{"idTypeService":64,"x":1}]"#),
        Some(vec![63, 64])
    );
    assert_eq!(ask("[]"), Some(vec![]));
    for body in [
        "",
        "{}",
        one,
        r#"[{"name":"x"}]"#,
        r#"[{"idTypeService":"57"}]"#,
        "[57]",
        "[{",
    ] {
        assert_eq!(ask(body), None, "{body}");
    }
}

#[test]
fn nothing_secret_is_shown() {
    let (credentials, order) = (ours(), order("10"));
    let request = sent(Pay::new(&credentials, &order).next(&START, None));
    let signature = request.header("api-signature").unwrap().to_owned();
    for text in [
        format!("{request:?}"),
        format!("{:?}", Step::<()>::Send(request.clone())),
        format!("{credentials:?}"),
    ] {
        for secret in [API_KEY, PRIVATE_KEY, &signature] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}
