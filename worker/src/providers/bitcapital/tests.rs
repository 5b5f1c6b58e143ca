//! What is sent, and what each answer comes to. An answer's outcome is written as one line: `delivered ID`, `refused KIND WORDS`, `pending ID`,
//! `unknown ID`.

use super::complete::Complete;
use super::create::{Create, Preview};
use super::dealers::Dealers;
use super::fate::Fate;
use super::sign_in::SignIn;
use super::*;
use crate::http::Method;
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::{BUDGET_MS, Conversation, Inquiry, Moment, OrderId, Outcome, Step};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use ventanilla_core::Amount;
use ventanilla_core::dealer::Dealer;
use ventanilla_core::wire::phone_credits::money::Centavos;
use ventanilla_core::wire::phone_credits::orders::CreateOrderRequest;

/// The time of the contract's vectors.
const NOW_MS: i64 = 1_573_264_495_581;
const START: Moment = Moment {
    now_ms: NOW_MS,
    remaining_ms: BUDGET_MS,
};
const ID: &str = "98291601-80aa-4082-ba6d-bf92621fe9c7";
const WALLET: &str = "2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f";
const SECRET: &str = "a client's secret";
const TOKEN: &str = "eyJ0b2tlbiI6MX0.fresh";
const CREATE_BODY: &str = r#"{"phoneCode":"19","phoneNumber":"996416288","providerCode":"001"}"#;

type Answer = Result<HttpResponse, HttpError>;

fn client(base_url: &str, secret: &str) -> Credentials {
    Credentials::new(base_url, "cid", secret).unwrap()
}

fn ours() -> Credentials {
    client("https://bit.example/api", SECRET)
}

fn id() -> OrderId {
    OrderId::parse(ID).unwrap()
}

/// Five reais.
fn amount() -> Amount {
    Amount::from_small_minor(500)
}

fn phone() -> CreateOrderRequest {
    CreateOrderRequest::parse(CREATE_BODY.as_bytes()).unwrap()
}

fn sent<T: std::fmt::Debug>(step: Step<T>) -> HttpRequest {
    match step {
        Step::Send(request) => request,
        other => panic!("{other:?}"),
    }
}

fn done<T: std::fmt::Debug>(step: Step<T>) -> T {
    match step {
        Step::Done(outcome) => outcome,
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

fn session() -> Answer {
    let body = format!(
        r#"{{"access_token":"{TOKEN}","refresh_token":"RT-0123456789","token_type":"bearer","expires_in":1800,"user_id":"u1","virtual":true,"scope":[]}}"#
    );
    Ok(answer(200, body))
}

/// A completion under a session of its own.
fn complete_of<'a>(
    credentials: &'a Credentials,
    id: &'a OrderId,
    phone: &'a CreateOrderRequest,
    source: &'a str,
    amount: Amount,
) -> Complete<'a> {
    let mut sign_in = SignIn::new(credentials);
    sent(sign_in.next(&START, None));
    match done(sign_in.next(&START, Some(&session()))) {
        Inquiry::Answered(token) => Complete::new(credentials, token, id, phone, source, amount),
        other => panic!("{other:?}"),
    }
}

/// The request that a conversation is about, after its session.
fn begun<C: Conversation>(conversation: &mut C) -> HttpRequest
where
    C::Outcome: std::fmt::Debug,
{
    if !conversation.awaits_secret() {
        return sent(conversation.next(&START, None));
    }
    sent(conversation.next(&START, None));
    sent(conversation.next(&START, Some(&session())))
}

/// What it comes to when that is answered.
fn asked<C: Conversation>(mut conversation: C, answer: Answer) -> C::Outcome
where
    C::Outcome: std::fmt::Debug,
{
    begun(&mut conversation);
    done(conversation.next(&START, Some(&answer)))
}

fn line(outcome: Outcome) -> String {
    let id = |id: Option<OrderId>| id.map_or("-".to_owned(), |id| id.to_string());
    let text = match outcome {
        Outcome::Delivered(delivery) => {
            assert_eq!(delivery.reference, None);
            format!("delivered {}", id(delivery.id))
        }
        Outcome::Refused(refusal) => format!("refused {:?} {}", refusal.kind, refusal.remark),
        Outcome::Pending(evidence) => format!("pending {}", id(evidence.id)),
        Outcome::Unknown(evidence) => {
            assert!(!evidence.remark.to_string().is_empty());
            format!("unknown {}", id(evidence.id))
        }
    };
    // Whatever is open can be looked up.
    text.replace(ID, "ID")
}

fn inquired<T>(inquiry: Inquiry<T>, show: impl FnOnce(T) -> String) -> String {
    match inquiry {
        Inquiry::Answered(told) => show(told),
        Inquiry::Refused(refusal) => format!("refused {:?} {}", refusal.kind, refusal.remark),
        Inquiry::Unanswered(remark) => {
            assert!(!remark.to_string().is_empty());
            "unanswered".to_owned()
        }
    }
}

fn completed(answer: Answer) -> String {
    let (credentials, id, phone) = (ours(), id(), phone());
    let complete = complete_of(&credentials, &id, &phone, WALLET, amount());
    line(asked(complete, answer))
}

fn fate(answer: Answer) -> String {
    let (credentials, id, phone) = (ours(), id(), phone());
    line(asked(
        Fate::new(&credentials, &id, &phone, WALLET, amount()),
        answer,
    ))
}

fn created(answer: Answer) -> String {
    let (credentials, phone) = (ours(), phone());
    let show = |preview: Preview| {
        let offers = preview.amounts.iter().map(|offer| {
            let amount = offer.amount.to_text();
            format!(" {amount}={}", offer.key)
        });
        format!("{}{}", preview.id, offers.collect::<String>()).replace(ID, "ID")
    };
    inquired(asked(Create::new(&credentials, &phone), answer), show)
}

fn dealers(answer: Answer) -> String {
    let show = |dealers: Vec<Dealer>| {
        let names: Vec<&str> = dealers.into_iter().map(Dealer::name).collect();
        format!("[{}]", names.join(" "))
    };
    inquired(asked(Dealers::new(&ours()), answer), show)
}

/// An error in the platform's shape.
fn fault(status: u16, details: &str) -> String {
    format!(r#"{{"status":{status},"message":"[{status}] m","stackId":"s-1"{details}}}"#)
}

/// The signature of a message, computed without anything of the worker's.
fn code(secret: &str, message: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(message.as_bytes());
    let bytes = mac.finalize().into_bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_session_is_asked_for_as_the_contract_has_it() {
    let credentials = client("https://bit.example/api/v9/", "root");
    let request = sent(Dealers::new(&credentials).next(&START, None));
    assert_eq!(
        request,
        HttpRequest {
            method: Method::Post,
            url: "https://bit.example/api/v9/oauth/token".into(),
            headers: [
                ("accept", "application/json, text/plain, */*"),
                ("authorization", "Basic Y2lkOnJvb3Q="),
                ("content-type", "application/x-www-form-urlencoded"),
            ]
            .map(|(name, value)| (name, value.to_owned()))
            .to_vec(),
            body: Some("grant_type=client_credentials".into()),
            timeout_ms: 10_000,
            response_bytes_max: 65_536,
        }
    );
    // Every conversation begins with the same, but the completion, which has its session.
    let (id, phone) = (id(), phone());
    let requests = [
        sent(Create::new(&credentials, &phone).next(&START, None)),
        sent(SignIn::new(&credentials).next(&START, None)),
        sent(Fate::new(&credentials, &id, &phone, WALLET, amount()).next(&START, None)),
    ];
    assert!(requests.iter().all(|other| *other == request));
}

/// Section 8, byte for byte, with the signatures of section 7.1: a prefix in the base URL is not signed.
#[test]
fn what_is_sent_is_what_the_documented_client_sends() {
    let (id, phone) = (id(), phone());
    for base_url in ["https://bit.example", "https://bit.example/api/v9"] {
        let credentials = client(base_url, "root");
        let complete_path = format!("/phone-credits/order/{ID}/complete");
        let complete_body = format!(r#"{{"amount":"5.00","source":"{WALLET}"}}"#);
        let history_path = format!("/phone-credits/order/history/{WALLET}");
        let requests = [
            (
                begun(&mut Dealers::new(&credentials)),
                "/phone-credits/providers",
                None,
                (10_000, 65_536),
                "450d5eb619a8642b06bdf69ee227ff4289bcf636a420b0be57c7a9064057a9ed",
            ),
            (
                begun(&mut Create::new(&credentials, &phone)),
                "/phone-credits/order/create",
                Some(CREATE_BODY),
                (10_000, 65_536),
                "0fa7932769ae7d9c5e549aba51bcf9df817f38645ac637d1debd655212d9b8bd",
            ),
            (
                begun(&mut complete_of(
                    &credentials,
                    &id,
                    &phone,
                    WALLET,
                    amount(),
                )),
                &complete_path,
                Some(complete_body.as_str()),
                (15_000, 65_536),
                "f79300768d677295a9ae7a29d5fd28932a1de218868d14f5667bb2cf0c5b0aaa",
            ),
            (
                begun(&mut Fate::new(&credentials, &id, &phone, WALLET, amount())),
                &history_path,
                None,
                (10_000, 1_048_576),
                "92c0a423cacd279796ca5c3e3c16548a3cfe4a7c9ec1a96f6b005f18d827800b",
            ),
        ];
        for (request, path, body, (timeout_ms, response_bytes_max), signature) in requests {
            let mut headers = vec![
                ("accept", "application/json, text/plain, */*".to_owned()),
                ("authorization", format!("Bearer {TOKEN}")),
                ("x-request-signature", signature.to_owned()),
                ("x-request-timestamp", NOW_MS.to_string()),
            ];
            if body.is_some() {
                headers.push(("content-type", "application/json;charset=utf-8".to_owned()));
            }
            let method = match body {
                Some(_) => Method::Post,
                None => Method::Get,
            };
            let message = [method.name(), path, &NOW_MS.to_string()].join(",");
            let message = match body {
                Some(body) => format!("{message},{body}"),
                None => message,
            };
            assert_eq!(code("root", &message), signature, "{message}");
            assert_eq!(
                request,
                HttpRequest {
                    method,
                    url: format!("{base_url}{path}"),
                    headers,
                    body: body.map(str::to_owned),
                    timeout_ms,
                    response_bytes_max,
                }
            );
        }
    }
}

#[test]
fn amounts_are_sent_in_reais() {
    let (credentials, id, phone) = (ours(), id(), phone());
    for (centavos, reais) in [
        ("5", "0.05"),
        ("50", "0.50"),
        ("500", "5.00"),
        ("1550", "15.50"),
        ("3000", "30.00"),
        ("9007199254740991", "90071992547409.91"),
    ] {
        let amount = Centavos::parse(centavos).unwrap().amount();
        let request = begun(&mut complete_of(
            &credentials,
            &id,
            &phone,
            "w \"1\"",
            amount,
        ));
        let body = format!(r#"{{"amount":"{reais}","source":"w \"1\""}}"#);
        assert_eq!(request.body.as_deref(), Some(body.as_str()));
        let message = format!("POST,/phone-credits/order/{ID}/complete,{NOW_MS},{body}");
        assert_eq!(
            request.header("x-request-signature"),
            Some(code(SECRET, &message).as_str())
        );
    }
}

/// What a session that is answered with this leaves of a sign-in, and of the other conversations.
fn session_answered(answer: Answer) -> [String; 4] {
    let (credentials, id, phone) = (ours(), id(), phone());
    fn first<C: Conversation>(mut conversation: C, answer: &Answer) -> Result<C::Outcome, String>
    where
        C::Outcome: std::fmt::Debug,
    {
        sent(conversation.next(&START, None));
        assert!(conversation.awaits_secret());
        match conversation.next(&START, Some(answer)) {
            Step::Done(outcome) => Ok(outcome),
            Step::Send(request) => {
                assert!(!conversation.awaits_secret());
                Err(request.header("authorization").unwrap().to_owned())
            }
            Step::SendAfter { .. } => panic!("without need"),
        }
    }
    let either = |result: Result<String, String>| result.unwrap_or_else(|begun| begun);
    let unexpected = |_| "answered".to_owned();
    [
        either(first(SignIn::new(&credentials), &answer).map(|inquiry| {
            inquired(inquiry, |token| {
                let mut complete =
                    Complete::new(&credentials, token, &id, &phone, WALLET, amount());
                let request = begun(&mut complete);
                request.header("authorization").unwrap().to_owned()
            })
        })),
        either(
            first(Dealers::new(&credentials), &answer)
                .map(|inquiry| inquired(inquiry, |dealers: Vec<_>| unexpected(dealers.len()))),
        ),
        either(
            first(Create::new(&credentials, &phone), &answer)
                .map(|inquiry| inquired(inquiry, |preview| unexpected(preview.amounts.len()))),
        ),
        either(
            first(
                Fate::new(&credentials, &id, &phone, WALLET, amount()),
                &answer,
            )
            .map(line),
        ),
    ]
}

#[test]
fn nothing_is_sent_without_a_session() {
    let long = format!(r#"{{"access_token":"{}"}}"#, "x".repeat(4097));
    let given = format!(r#"{{"access_token":"{TOKEN}"}}"#);
    let denied = fault(401, "");
    for (answer, expected) in [
        (Err(HttpError::TimedOut), "Unavailable order_not_sent"),
        (Err(HttpError::TooLarge), "Unavailable order_not_sent"),
        (
            Err(HttpError::Connection(format!("to {SECRET}"))),
            "Unavailable order_not_sent",
        ),
        (Ok(answer(200, "")), "Unavailable order_not_sent HTTP 200"),
        (
            Ok(answer(200, "<html>")),
            "Unavailable order_not_sent HTTP 200",
        ),
        (Ok(answer(200, "{}")), "Unavailable order_not_sent HTTP 200"),
        (
            Ok(answer(200, "null")),
            "Unavailable order_not_sent HTTP 200",
        ),
        (
            Ok(answer(200, format!("{given}x"))),
            "Unavailable order_not_sent HTTP 200",
        ),
        (
            Ok(answer(200, format!("[{given}]"))),
            "Unavailable order_not_sent HTTP 200",
        ),
        (
            Ok(answer(200, r#"{"access_token":""}"#)),
            "Unavailable order_not_sent HTTP 200",
        ),
        (
            Ok(answer(200, r#"{"access_token":null}"#)),
            "Unavailable order_not_sent HTTP 200",
        ),
        (
            Ok(answer(200, r#"{"access_token":7}"#)),
            "Unavailable order_not_sent HTTP 200",
        ),
        (
            Ok(answer(200, r#"{"access_token":"a b"}"#)),
            "Unavailable order_not_sent HTTP 200",
        ),
        (
            Ok(answer(200, "{\"access_token\":\"a\\r\\nx: y\"}")),
            "Unavailable order_not_sent HTTP 200",
        ),
        (
            Ok(answer(200, r#"{"access_token":"ñ"}"#)),
            "Unavailable order_not_sent HTTP 200",
        ),
        (
            Ok(answer(200, r#"{"access_token":"a","access_token":"b"}"#)),
            "Unavailable order_not_sent HTTP 200",
        ),
        (Ok(answer(200, long)), "Unavailable order_not_sent HTTP 200"),
        (
            Ok(answer(200, vec![0xff])),
            "Unavailable order_not_sent HTTP 200",
        ),
        // A token with any other status is none, and is not repeated.
        (
            Ok(answer(201, given.as_str())),
            "Unavailable order_not_sent HTTP 201",
        ),
        (
            Ok(answer(204, given.as_str())),
            "Unavailable order_not_sent HTTP 204",
        ),
        (
            Ok(answer(302, given.as_str())),
            "Unavailable order_not_sent HTTP 302",
        ),
        (Ok(answer(400, "x")), "Other order_not_sent HTTP 400: x"),
        (
            Ok(answer(401, denied)),
            r#"Other order_not_sent HTTP 401: {"status":401,"message":"[401] m","stackId":"s-1"}"#,
        ),
        (
            Ok(answer(403, format!("no {SECRET}"))),
            "Other order_not_sent HTTP 403: no ***",
        ),
        (
            Ok(answer(404, "x")),
            "Unavailable order_not_sent HTTP 404: x",
        ),
        (
            Ok(answer(409, "x")),
            "Unavailable order_not_sent HTTP 409: x",
        ),
        (
            Ok(answer(429, "x")),
            "Unavailable order_not_sent HTTP 429: x",
        ),
        (
            Ok(answer(500, "x")),
            "Unavailable order_not_sent HTTP 500: x",
        ),
        (
            Ok(answer(503, vec![0xff])),
            "Unavailable order_not_sent HTTP 503",
        ),
    ] {
        let [complete, dealers, create, fate] = session_answered(answer);
        let expected = format!("refused {expected}");
        assert_eq!([&complete, &dealers, &create], [&expected; 3]);
        // The look-up is what was refused, not the order.
        assert_eq!(fate, "unknown ID", "{expected}");
    }
    for body in [
        given.as_str(),
        r#"{"access_token":"a","scope":["x"],"y":{}}"#,
    ] {
        let token = if body == given { TOKEN } else { "a" };
        let begun = session_answered(Ok(answer(200, body)));
        assert_eq!(begun, [(); 4].map(|()| format!("Bearer {token}")));
    }
}

#[test]
fn dealers_are_those_that_are_known() {
    let list = |codes: &str| format!(r#"{{"dealers":[{codes}]}}"#);
    let vivo = r#"{"code":"001","name":"Vivo"}"#;
    for (body, expected) in [
        (
            // Section 2.1.
            r#"{"dealers":[{"code":"001","name":"Vivo"},{"code":"002","name":"Claro"},{"code":"003","name":"Oi"},{"code":"004","name":"Tim"}]}"#.to_owned(),
            "[Vivo Claro Oi Tim]",
        ),
        (list(""), "[]"),
        (list(r#"{"code":"004"},{"code":"001","x":1}"#), "[Tim Vivo]"),
        // Passed over: unknown, told twice.
        (list(&format!(r#"{{"code":"005","name":"Nextel"}},{vivo},{vivo}"#)), "[Vivo]"),
        (list(r#"{"code":"1"},{"code":""},{"code":"Vivo"}"#), "[]"),
        (list(r#"{"code":1}"#), "unanswered"),
        (list(r#"{"name":"Vivo"}"#), "unanswered"),
        (list(r#"{"code":null}"#), "unanswered"),
        (list("\"001\""), "unanswered"),
        (format!("[{vivo}]"), "unanswered"),
        (r#"{"dealers":null}"#.to_owned(), "unanswered"),
        (r#"{"dealers":{}}"#.to_owned(), "unanswered"),
        (format!("{}x", list(vivo)), "unanswered"),
        ("{}".to_owned(), "unanswered"),
        ("<html>".to_owned(), "unanswered"),
        (String::new(), "unanswered"),
    ] {
        assert_eq!(dealers(Ok(answer(200, body.as_str()))), expected, "{body}");
        for status in [201, 204, 302, 500, 502] {
            let told = dealers(Ok(answer(status, body.as_str())));
            assert_eq!(told, "unanswered", "{status} {body}");
        }
    }
    assert_eq!(
        dealers(Ok(answer(400, fault(400, "")))),
        "refused Other [400] m"
    );
    assert_eq!(
        dealers(Ok(answer(403, fault(403, "")))),
        "refused Other [403] m"
    );
    assert_eq!(dealers(Ok(answer(409, fault(409, "")))), "unanswered");
    assert_eq!(dealers(Ok(answer(502, fault(502, "")))), "unanswered");
    assert_eq!(
        dealers(Ok(answer(429, ""))),
        "refused Unavailable order_turned_away HTTP 429"
    );
    assert_eq!(dealers(Err(HttpError::TimedOut)), "unanswered");
}

/// The order of section 2.2, made valid, with two amounts.
fn preview() -> String {
    format!(
        r#"{{"id":"{ID}","providerCode":"001","phoneNumber":"996416288","phoneCode":"19","providerOrderId":"4c023bf5-0ffe-40c8-a99d-e5feeb47de65","status":"created","amounts":[{{"id":"a","deletedAt":null,"createdAt":"2019-07-17T12:42:09.158Z","updatedAt":"2019-07-17T12:42:09.158Z","amount":"500","amountKey":""}},{{"id":"b","amount":"3000","amountKey":"K 1"}}],"deletedAt":null,"createdAt":"2019-07-17T12:42:09.158Z","updatedAt":"2019-07-17T12:42:09.158Z","walletId":null,"chosenAmount":null}}"#
    )
}

#[test]
fn a_preview_is_of_the_number_and_offers_amounts() {
    let told = |body: &str| created(Ok(answer(200, body)));
    let good = preview();
    assert_eq!(told(&good), "ID 500= 3000=K 1");
    let amounts_start = good.find("\"amounts\":").unwrap();
    let amounts_end = good.find(",\"deletedAt\":null,\"createdAt\":\"2019-07-17T12:42:09.158Z\",\"updatedAt\":\"2019-07-17T12:42:09.158Z\",\"walletId\"").unwrap();
    let amounts = good.get(amounts_start..amounts_end).unwrap();
    let offering = |list: &str| good.replace(amounts, &format!("\"amounts\":{list}"));
    let offer = |minor: usize, key: &str| format!(r#"{{"amount":"{minor}","amountKey":"{key}"}}"#);
    let offers = |count: usize| {
        let list: Vec<String> = (1..=count).map(|minor| offer(minor, "")).collect();
        offering(&format!("[{}]", list.join(",")))
    };
    for (body, expected) in [
        (offering(&format!("[{}]", offer(1, ""))), "ID 1="),
        (
            offering(&format!("[{},{}]", offer(2, ""), offer(1, ""))),
            "ID 2= 1=",
        ),
        (
            offering(&format!("[{}]", offer(1, &"ñ".repeat(200)))),
            &format!("ID 1={}", "ñ".repeat(200)),
        ),
        // What is of no use here may be missing.
        (
            good.replace(r#""walletId":null,"chosenAmount":null"#, r#""x":[1]"#),
            "ID 500= 3000=K 1",
        ),
    ] {
        assert_eq!(told(&body), expected, "{body}");
    }
    assert!(told(&offers(100)).ends_with(" 99= 100="));
    for body in [
        // Of another number, or in another state.
        good.replace("\"phoneCode\":\"19\"", "\"phoneCode\":\"11\""),
        good.replace("\"phoneCode\":\"19\"", "\"phoneCode\":19"),
        good.replace("\"phoneCode\":\"19\",", ""),
        good.replace("996416288", "996416289"),
        good.replace("\"phoneNumber\":\"996416288\",", ""),
        good.replace("\"providerCode\":\"001\"", "\"providerCode\":\"002\""),
        good.replace("\"providerCode\":\"001\",", ""),
        good.replace("\"created\"", "\"completed\""),
        good.replace("\"created\"", "\"CREATED\""),
        good.replace("\"created\"", "null"),
        good.replace("\"status\":\"created\",", ""),
        good.replace("\"status\":", "\"status\":\"created\",\"status\":"),
        // An identifier that cannot stand in a path.
        good.replace(&format!("\"id\":\"{ID}\","), ""),
        good.replace(ID, ""),
        good.replace(ID, "../x"),
        good.replace(ID, &"x".repeat(65)),
        good.replace(&format!("\"{ID}\""), "17"),
        // Nothing to choose from, or nothing that could be told apart.
        good.replace(&format!("{amounts},"), ""),
        offering("null"),
        offering("[]"),
        offering("{}"),
        offering("[\"500\"]"),
        offers(101),
        offering(&format!("[{},{}]", offer(500, "a"), offer(500, "b"))),
        offering(r#"[{"amount":"500"}]"#),
        offering(r#"[{"amountKey":""}]"#),
        offering(r#"[{"amount":"500","amountKey":null}]"#),
        offering(&format!("[{}]", offer(500, &"ñ".repeat(201)))),
        // Not centavos.
        offering(&format!("[{}]", offer(0, ""))),
        offering(r#"[{"amount":500,"amountKey":""}]"#),
        offering(r#"[{"amount":"5.00","amountKey":""}]"#),
        offering(r#"[{"amount":"-500","amountKey":""}]"#),
        offering(r#"[{"amount":"0500","amountKey":""}]"#),
        offering(r#"[{"amount":"5e2","amountKey":""}]"#),
        offering(r#"[{"amount":"","amountKey":""}]"#),
        offering(r#"[{"amount":"500","amount":"600","amountKey":""}]"#),
        // Not an order.
        format!("[{good}]"),
        format!("{good}}}"),
        good.replace("null}", "null,}"),
        good.get(..good.len() / 2).unwrap().to_owned(),
        "<html>".to_owned(),
        String::new(),
    ] {
        assert_eq!(told(&body), "unanswered", "{body}");
    }
    // As the contract's page prints it, with its stray comma.
    assert_eq!(
        told(&good.replace("\"amountKey\":\"\"}", "\"amountKey\":\"\",}")),
        "unanswered"
    );
    for status in [201, 202, 204, 302, 500, 502] {
        assert_eq!(
            created(Ok(answer(status, good.as_str()))),
            "unanswered",
            "{status}"
        );
    }
    assert_eq!(
        created(Ok(answer(
            400,
            fault(400, r#","details":{"code":"validation_failed"}"#)
        ))),
        "refused Other [400] m"
    );
    assert_eq!(created(Ok(answer(502, fault(502, "")))), "unanswered");
    assert_eq!(created(Err(HttpError::TooLarge)), "unanswered");
}

/// The transaction of section 2.3 in a status, with its members replaced.
fn transaction(status: &str) -> String {
    format!(
        r#"{{"id":"t-1","type":"payment","status":"{status}","createdAt":"2019-07-17T12:42:09.158Z","updatedAt":"2019-07-17T12:42:09.158Z","banking":null,"payments":[{{"id":"p-1","type":"withdrawal","status":"settled","scheduleFor":null,"amount":"5.00"}}],"additionalData":{{"phoneCreditOrderId":"{ID}","providerCode":"001","phoneCode":"19","phoneNumber":"996416288"}}}}"#
    )
}

/// An order in a status, paid by the wallet.
fn paid_order(status: &str) -> String {
    preview()
        .replace("\"created\"", &format!("\"{status}\""))
        .replace("\"walletId\":null", &format!("\"walletId\":\"{WALLET}\""))
        .replace("\"chosenAmount\":null", "\"chosenAmount\":\"500\"")
}

#[test]
fn completions_by_their_status() {
    let of_payment = |status: &str, payment: &str| transaction(status).replace("settled", payment);
    for (body, expected) in [
        (transaction("executed"), "delivered ID"),
        (transaction("notified"), "delivered ID"),
        (transaction("pending"), "pending ID"),
        (transaction("AUTHORIZED"), "pending ID"),
        (of_payment("failed", "failed"), "refused Other failed"),
        (of_payment("failed", "pending"), "refused Other failed"),
        (paid_order("completed"), "delivered ID"),
        (paid_order("processing"), "pending ID"),
        (paid_order("failed"), "refused Other failed"),
        // The little that is documented of a transaction.
        (
            r#"{"type":"payment","status":"executed"}"#.into(),
            "delivered ID",
        ),
        (
            r#"{"type":"payment","status":"executed","payments":null,"additionalData":null}"#
                .into(),
            "delivered ID",
        ),
        (
            r#"{"type":"payment","status":"executed","payments":[],"additionalData":{"x":1}}"#
                .into(),
            "delivered ID",
        ),
        (
            format!(r#"{{"id":"{ID}","status":"completed"}}"#),
            "delivered ID",
        ),
        // Amounts as the platform writes them, and fees beside them.
        (transaction("executed").replace("5.00", "5"), "delivered ID"),
        (
            transaction("executed").replace("5.00", "5.000000"),
            "delivered ID",
        ),
        (
            transaction("executed").replace("[{", r#"[{"type":"service_fee","amount":"0.10"},{"#),
            "delivered ID",
        ),
        // Why it failed, where it is said.
        (
            paid_order("failed").replace(
                "{\"id\"",
                r#"{"details":{"code":"provider_unavailable"},"id""#,
            ),
            "refused Unavailable failed",
        ),
        (
            paid_order("failed").replace("{\"id\"", r#"{"details":"x","id""#),
            "refused Other failed",
        ),
    ] {
        assert_eq!(
            completed(Ok(answer(200, body.as_str()))),
            expected,
            "{body}"
        );
        // Exactly 200 is a success.
        for status in [100, 201, 202, 204, 206, 301, 302, 400, 409, 500, 502] {
            let told = completed(Ok(answer(status, body.as_str())));
            assert_eq!(told, "unknown ID", "{status} {body}");
        }
    }
}

#[test]
fn completions_that_nobody_can_tell_anything_from() {
    let executed = transaction("executed");
    let order = paid_order("completed");
    let with_payments = |payments: &str| {
        let start = executed.find("\"payments\":[").unwrap();
        let end = executed.find("],\"additional").unwrap();
        executed.replace(
            executed.get(start..end).unwrap(),
            &format!("\"payments\":[{payments}"),
        )
    };
    let payment = r#"{"type":"withdrawal","status":"settled","amount":"5.00"}"#;
    for body in [
        // Another amount: a hundred times too much, too little, not to be read.
        executed.replace("5.00", "500"),
        executed.replace("5.00", "500.00"),
        executed.replace("5.00", "0.05"),
        executed.replace("5.00", "5.01"),
        executed.replace("5.00", "5.001"),
        executed.replace("5.00", "-5.00"),
        executed.replace("5.00", "5,00"),
        executed.replace("\"5.00\"", "5.00"),
        executed.replace("\"5.00\"", "{}"),
        order.replace("\"chosenAmount\":\"500\"", "\"chosenAmount\":\"50000\""),
        order.replace("\"chosenAmount\":\"500\"", "\"chosenAmount\":\"5\""),
        order.replace("\"chosenAmount\":\"500\"", "\"chosenAmount\":\"5.00\""),
        order.replace("\"chosenAmount\":\"500\"", "\"chosenAmount\":500"),
        // Another order's, or another wallet's.
        executed.replace(ID, "98291601-80aa-4082-ba6d-bf92621fe9c8"),
        executed.replace(ID, ""),
        executed.replace(&format!("\"{ID}\""), "17"),
        order.replace(ID, "98291601-80aa-4082-ba6d-bf92621fe9c8"),
        order.replace(&format!("\"id\":\"{ID}\","), ""),
        order.replace(WALLET, "another"),
        // Another phone's.
        executed.replace("996416288", "911111111"),
        executed.replace("\"phoneCode\":\"19\"", "\"phoneCode\":\"11\""),
        executed.replace("\"providerCode\":\"001\"", "\"providerCode\":\"004\""),
        order.replace("996416288", "911111111"),
        order.replace("\"phoneCode\":\"19\"", "\"phoneCode\":\"11\""),
        order.replace("\"providerCode\":\"001\"", "\"providerCode\":\"004\""),
        // Another kind of transaction.
        executed.replace("\"type\":\"payment\"", "\"type\":\"create_account\""),
        executed.replace("\"type\":\"payment\"", "\"type\":\"PAYMENT\""),
        executed.replace("\"type\":\"payment\"", "\"type\":7"),
        // Without its type it is an order, and not ours.
        executed.replace("\"type\":\"payment\",", ""),
        format!(r#"{{"id":"{ID}","status":"executed"}}"#),
        // Payments that say something else.
        executed.replace("settled", "failed"),
        executed.replace("withdrawal", "transaction_reversal"),
        transaction("failed"),
        with_payments(&format!("{payment},{payment}")),
        with_payments(&format!(
            r#"{payment},{{"type":"deposit","amount":"5.00"}}"#
        )),
        with_payments("7"),
        // Not a state that is documented, or not of that shape.
        transaction("completed"),
        transaction("processing"),
        transaction("created"),
        transaction("EXECUTED"),
        transaction("authorized"),
        transaction("Executed "),
        transaction("ok"),
        transaction(""),
        paid_order("executed"),
        paid_order("pending"),
        paid_order("created"),
        paid_order("expired"),
        paid_order("COMPLETED"),
        executed.replace("\"executed\"", "null"),
        executed.replace("\"executed\"", "true"),
        executed.replace("\"status\":\"executed\",", ""),
        executed.replace(
            "\"status\":\"executed\"",
            "\"status\":\"failed\",\"status\":\"executed\"",
        ),
        executed.replace(
            "\"additionalData\":{",
            "\"additionalData\":{\"phoneCreditOrderId\":\"x\",",
        ),
        executed.replace(
            "\"additionalData\":",
            "\"additionalData\":null,\"additionalData\":",
        ),
        // Not what is documented at all.
        format!("[{executed}]"),
        format!(r#"{{"data":{executed}}}"#),
        format!("{executed} {executed}"),
        executed.get(..executed.len() / 2).unwrap().to_owned(),
        executed.get(..executed.len() - 1).unwrap().to_owned(),
        format!("\u{feff}{executed}"),
        "{}".to_owned(),
        "null".to_owned(),
        "\"executed\"".to_owned(),
        "<!doctype html><title>executed</title>".to_owned(),
        String::new(),
        fault(400, ""),
    ] {
        assert_eq!(
            completed(Ok(answer(200, body.as_str()))),
            "unknown ID",
            "{body}"
        );
    }
    assert_eq!(
        completed(Ok(answer(200, vec![b'{', 0xff, b'}']))),
        "unknown ID"
    );
    for error in [
        HttpError::TimedOut,
        HttpError::TooLarge,
        HttpError::Connection("reset".into()),
    ] {
        assert_eq!(completed(Err(error)), "unknown ID");
    }
}

#[test]
fn what_is_kept_of_an_answer_has_no_secret() {
    let (credentials, id, phone) = (ours(), id(), phone());
    let mut complete = complete_of(&credentials, &id, &phone, WALLET, amount());
    let request = begun(&mut complete);
    let signature = request.header("x-request-signature").unwrap().to_owned();
    let echo = format!("{TOKEN} {signature} {SECRET} end");
    let answer = Ok(answer(500, echo));
    let Outcome::Unknown(evidence) = done(complete.next(&START, Some(&answer))) else {
        panic!("clear");
    };
    assert_eq!(evidence.remark.words.as_str(), "HTTP 500: *** *** *** end");
    assert_eq!(complete.secrets().len(), 4);
    for text in [format!("{request:?}"), format!("{credentials:?}")] {
        for secret in [TOKEN, &signature, SECRET] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

/// This very request was there before; and a 409 is clear only where it says that nobody has completed the order.
#[test]
fn refusals_that_are_none_and_one_that_is() {
    let told = |status, code: &str| {
        let details = format!(r#","details":{{"code":"{code}"}}"#);
        completed(Ok(answer(status, fault(status, &details))))
    };
    assert_eq!(told(400, "signature_replayed"), "unknown ID");
    assert_eq!(told(400, "signature_expired"), "refused Other [400] m");
    assert_eq!(told(409, "order_expired"), "refused Other [409] m");
    for code in ["order_completed", "order_in_progress", "order_failed", "x"] {
        assert_eq!(told(409, code), "unknown ID", "{code}");
    }
}

#[test]
fn refusals_are_what_is_found_out_before_anything_is_done() {
    for (status, details, expected) in [
        (400, "", "refused Other [400] m"),
        (401, "", "refused Other [401] m"),
        (403, "", "refused Other [403] m"),
        (404, "", "refused Other [404] m"),
        (400, r#","details":null"#, "refused Other [400] m"),
        (
            400,
            r#","details":"saldo","stack":"x""#,
            "refused Other [400] m",
        ),
        (400, r#","details":{"code":7}"#, "refused Other [400] m"),
        (
            400,
            r#","details":{"code":"amount_not_offered"}"#,
            "refused Other [400] m",
        ),
        (
            400,
            r#","details":{"code":"wallet_insufficient","message":"x"}"#,
            "refused InsufficientFunds [400] m",
        ),
        (
            404,
            r#","details":{"code":"account_not_found"}"#,
            "refused UnknownNumber [404] m",
        ),
        (
            404,
            r#","details":{"code":"wallet_not_found"}"#,
            "refused Other [404] m",
        ),
    ] {
        let body = fault(status, details);
        assert_eq!(
            completed(Ok(answer(status, body.as_str()))),
            expected,
            "{body}"
        );
        // The same with another status says nothing, whatever it says itself.
        for other in [200, 302, 405, 409, 410, 422, 500, 502, 503, 504] {
            for body in [&body, &fault(other, details)] {
                let told = completed(Ok(answer(other, body.as_str())));
                assert_eq!(told, "unknown ID", "{other} {body}");
            }
        }
        // Whatever is not in the platform's shape is somebody else's.
        for body in [
            body.replace(&format!("\"status\":{status},"), ""),
            body.replace(&format!("\"status\":{status}"), "\"status\":409"),
            body.replace(
                &format!("\"status\":{status}"),
                &format!("\"status\":\"{status}\""),
            ),
            body.replace("\"message\":", "\"error\":"),
            body.replace(&format!("\"[{status}] m\""), "7"),
            body.replace(",\"stackId\":\"s-1\"", ""),
            body.replace("\"s-1\"", "null"),
            body.replace("{\"status\"", "{\"status\":400,\"status\""),
            format!("{body}x"),
            format!("[{body}]"),
            "Bad Request".to_owned(),
            "<html>".to_owned(),
            "{}".to_owned(),
            String::new(),
        ] {
            let told = completed(Ok(answer(status, body.as_str())));
            assert_eq!(told, "unknown ID", "{status} {body}");
        }
    }
}

fn too_many(retry_after: Option<&str>) -> Answer {
    let headers = retry_after.map(|text| ("retry-after".to_owned(), text.to_owned()));
    Ok(HttpResponse {
        headers: headers.into_iter().collect(),
        ..answer(429, "Too Many Requests")
    })
}

#[test]
fn after_too_many_requests_once_more_if_that_is_soon() {
    let (credentials, id, phone) = (ours(), id(), phone());
    for (retry_after, remaining_ms, expected_ms) in [
        (Some("0"), 20_000, Some(0)),
        (Some("2"), 20_000, Some(2_000)),
        (Some("5"), 10_000, Some(5_000)),
        (Some("5"), 9_999, None),
        (Some("6"), 20_000, None),
        (Some("x"), 20_000, None),
        (None, 20_000, None),
    ] {
        let mut complete = complete_of(&credentials, &id, &phone, WALLET, amount());
        let first = begun(&mut complete);
        let moment = Moment {
            now_ms: NOW_MS,
            remaining_ms,
        };
        match complete.next(&moment, Some(&too_many(retry_after))) {
            Step::SendAfter { delay_ms, request } => {
                assert_eq!(Some(delay_ms), expected_ms, "{retry_after:?}");
                let times = [&first, &request]
                    .map(|request| request.header("x-request-timestamp").unwrap().to_owned());
                assert!(times[0] < times[1], "{times:?}");
                let message = format!(
                    "POST,/phone-credits/order/{ID}/complete,{},{}",
                    times[1],
                    request.body.as_deref().unwrap()
                );
                assert_eq!(
                    request.header("x-request-signature"),
                    Some(code(SECRET, &message).as_str())
                );
                assert_eq!((&first.body, &first.url), (&request.body, &request.url));
                // The second is the last.
                let again = complete.next(&START, Some(&too_many(Some("1"))));
                assert!(
                    line(done(again)).starts_with("refused Unavailable order_turned_away HTTP 429")
                );
            }
            step => {
                assert_eq!(expected_ms, None, "{retry_after:?}");
                assert!(
                    line(done(step)).starts_with("refused Unavailable order_turned_away HTTP 429")
                );
            }
        }
    }
}

#[test]
fn what_a_second_attempt_is_answered_counts() {
    let (credentials, id, phone) = (ours(), id(), phone());
    for (second, expected) in [
        (Ok(answer(200, transaction("executed"))), "delivered ID"),
        (Ok(answer(400, fault(400, ""))), "refused Other [400] m"),
        // Who has completed it may be our first attempt.
        (Ok(answer(409, fault(409, ""))), "unknown ID"),
        (Ok(answer(502, fault(502, ""))), "unknown ID"),
        (Err(HttpError::TimedOut), "unknown ID"),
    ] {
        let mut complete = complete_of(&credentials, &id, &phone, WALLET, amount());
        begun(&mut complete);
        let step = complete.next(&START, Some(&too_many(Some("1"))));
        assert!(matches!(step, Step::SendAfter { .. }));
        let outcome = done(complete.next(&START, Some(&second)));
        assert_eq!(line(outcome), expected);
    }
}

#[test]
fn what_is_cut_short_before_it_is_sent_was_not_done() {
    let (credentials, id, phone) = (ours(), id(), phone());
    let mut complete = complete_of(&credentials, &id, &phone, WALLET, amount());
    let unavailable = "refused Unavailable order_not_sent";
    assert_eq!(line(complete.cut_short()), unavailable);
    sent(complete.next(&START, None));
    assert_eq!(line(complete.cut_short()), "unknown ID");
    complete.next(&START, Some(&too_many(Some("1"))));
    assert_eq!(line(complete.cut_short()), unavailable);
    // With too little left, it is not sent at all.
    for (remaining_ms, is_sent) in [(5_000, true), (4_999, false), (0, false), (-1, false)] {
        let mut complete = complete_of(&credentials, &id, &phone, WALLET, amount());
        let moment = Moment {
            now_ms: NOW_MS,
            remaining_ms,
        };
        match complete.next(&moment, None) {
            Step::Send(_) => assert!(is_sent, "{remaining_ms}"),
            step => assert_eq!((line(done(step)).as_str(), is_sent), (unavailable, false)),
        }
    }
    let fate = Fate::new(&credentials, &id, &phone, WALLET, amount());
    assert_eq!(line(fate.cut_short()), "unknown ID");
    let cut = Create::new(&credentials, &phone).cut_short();
    assert!(matches!(cut, Inquiry::Unanswered(_)));
    let cut = SignIn::new(&credentials).cut_short();
    assert!(matches!(cut, Inquiry::Unanswered(_)));
    let cut = Dealers::new(&credentials).cut_short();
    assert!(matches!(cut, Inquiry::Unanswered(_)));
}

#[test]
fn fates() {
    let other = paid_order("failed").replace(ID, "another");
    let list = |order: &str| format!("[{other},7,{order},{{\"status\":\"x\"}}]");
    let completed = paid_order("completed");
    let expired = preview().replace("\"created\"", "\"expired\"");
    for (order, expected) in [
        (completed.clone(), "delivered ID"),
        (paid_order("failed"), "refused Other failed"),
        (
            paid_order("failed").replace("\"chosenAmount\":\"500\"", "\"chosenAmount\":null"),
            "refused Other failed",
        ),
        (paid_order("processing"), "pending ID"),
        (expired.clone(), "refused Other expired"),
        (
            completed.replace(&format!("\"walletId\":\"{WALLET}\""), "\"walletId\":null"),
            "delivered ID",
        ),
        // Still in preview, or one that a wallet has paid.
        (preview(), "unknown ID"),
        (paid_order("created"), "unknown ID"),
        (paid_order("expired"), "unknown ID"),
        (
            expired.replace("\"walletId\":null", &format!("\"walletId\":\"{WALLET}\"")),
            "unknown ID",
        ),
        (
            expired.replace("\"chosenAmount\":null", "\"chosenAmount\":\"500\""),
            "unknown ID",
        ),
        // Another amount, none, or another wallet.
        (
            completed.replace("\"chosenAmount\":\"500\"", "\"chosenAmount\":\"600\""),
            "unknown ID",
        ),
        (
            completed.replace("\"chosenAmount\":\"500\"", "\"chosenAmount\":null"),
            "unknown ID",
        ),
        (
            completed.replace("\"chosenAmount\":\"500\"", "\"chosenAmount\":\"5.00\""),
            "unknown ID",
        ),
        (completed.replace(WALLET, "another"), "unknown ID"),
        (
            paid_order("failed").replace("\"chosenAmount\":\"500\"", "\"chosenAmount\":\"600\""),
            "unknown ID",
        ),
        (
            paid_order("failed").replace(WALLET, "another"),
            "unknown ID",
        ),
        (
            paid_order("processing")
                .replace("\"chosenAmount\":\"500\"", "\"chosenAmount\":\"600\""),
            "unknown ID",
        ),
        // Not a state that is documented.
        (paid_order("COMPLETED"), "unknown ID"),
        (paid_order("executed"), "unknown ID"),
        (paid_order("done"), "unknown ID"),
        (transaction("executed").replace("t-1", ID), "unknown ID"),
        (completed.replace("\"completed\"", "null"), "unknown ID"),
        (
            completed.replace("\"status\"", "\"status\":\"failed\",\"status\""),
            "unknown ID",
        ),
        // Not one thing.
        (
            format!("{completed},{}", paid_order("failed")),
            "unknown ID",
        ),
        (format!("{completed},{completed}"), "unknown ID"),
        // Not there.
        (other.clone(), "unknown ID"),
        (completed.replace(ID, &ID.to_uppercase()), "unknown ID"),
    ] {
        let body = list(&order);
        assert_eq!(fate(Ok(answer(200, body.as_str()))), expected, "{order}");
        for status in [201, 302, 400, 401, 403, 404, 409, 429, 500, 502] {
            let told = fate(Ok(answer(status, body.as_str())));
            assert_eq!(told, "unknown ID", "{status}");
        }
    }
    for body in [
        "[]".to_owned(),
        "{}".to_owned(),
        "null".to_owned(),
        "<html>".to_owned(),
        String::new(),
        completed.clone(),
        format!(r#"{{"data":[{completed}]}}"#),
        format!("[{completed}"),
        format!("[{completed}]]"),
        fault(404, ""),
    ] {
        assert_eq!(fate(Ok(answer(200, body.as_str()))), "unknown ID", "{body}");
    }
    // What a look-up is refused is the look-up.
    for status in [400, 401, 403, 404] {
        assert_eq!(fate(Ok(answer(status, fault(status, "")))), "unknown ID");
    }
    assert_eq!(fate(too_many(Some("1"))), "unknown ID");
    assert_eq!(fate(Err(HttpError::TimedOut)), "unknown ID");
    // As many as there may be.
    let many = vec![other.as_str(); 1_000].join(",");
    let body = format!("[{many},{completed}]");
    assert_eq!(fate(Ok(answer(200, body))), "delivered ID");
}

#[test]
fn a_wallet_that_cannot_stand_in_a_path_is_not_asked_about() {
    let (credentials, id, phone) = (ours(), id(), phone());
    for wallet in ["", ".", "..", "a/b", "a?b", "a b", "%2e", "ñ"] {
        let mut fate = Fate::new(&credentials, &id, &phone, wallet, amount());
        assert_eq!(
            line(done(fate.next(&START, None))),
            "unknown ID",
            "{wallet}"
        );
    }
    for wallet in ["w1", "a.b", "A-1_~"] {
        let mut fate = Fate::new(&credentials, &id, &phone, wallet, amount());
        let request = begun(&mut fate);
        let path = format!("/phone-credits/order/history/{wallet}");
        assert_eq!(request.url, format!("https://bit.example/api{path}"));
        assert_eq!(
            request.header("x-request-signature"),
            Some(code(SECRET, &format!("GET,{path},{NOW_MS}")).as_str())
        );
    }
}
