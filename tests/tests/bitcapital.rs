//! Conversations with Bit Capital, driven: the sandbox by the last two digits of the phone, what the history tells afterwards, and what is
//! written down.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures::executor::block_on;
use serde_json::{Value, json};
use ventanilla_core::Amount;
use ventanilla_core::dealer::Dealer;
use ventanilla_core::wire::answer;
use ventanilla_core::wire::phone_credits::error::PlatformError;
use ventanilla_core::wire::phone_credits::orders::{CreateOrderRequest, Order, Transaction};
use ventanilla_tests::doubles::{ClockTimer, FakeHttp, StillClock, Tally, http_answer};
use ventanilla_tests::sqlite::Sqlite;
use ventanilla_worker::auth::platform_signature::PlatformKey;
use ventanilla_worker::http::Method;
use ventanilla_worker::operations::sandbox_memory::StoredMemory;
use ventanilla_worker::ports::{Clock, Http, HttpError, HttpRequest, HttpResponse};
use ventanilla_worker::providers::bitcapital::Credentials;
use ventanilla_worker::providers::bitcapital::complete::Complete;
use ventanilla_worker::providers::bitcapital::create::{Create, Preview};
use ventanilla_worker::providers::bitcapital::dealers::Dealers;
use ventanilla_worker::providers::bitcapital::fate::Fate;
use ventanilla_worker::providers::bitcapital::sign_in::SignIn;
use ventanilla_worker::providers::exchange::{Call, Transcript, converse, open};
use ventanilla_worker::providers::sandbox::{self, NAMES_MAX, Sandbox, SandboxMemory, WithSandbox};
use ventanilla_worker::providers::{BUDGET_MS, Conversation, Inquiry, OrderId, Outcome};

/// Four hours after midnight, UTC, on 2026-06-01.
const START_MS: i64 = 1_780_286_400_000;
const WALLET: &str = "0198c0de-0000-7000-8000-00000000abcd";
/// The first amount that the sandbox offers of Vivo: fifteen reais.
const CENTAVOS: i32 = 1_500;

/// The sandbox and what it stands on.
struct Stage {
    clock: StillClock,
    tally: Tally,
    http: Box<dyn Http>,
    ours: Credentials,
}

impl Stage {
    fn new() -> Self {
        let tally = Tally::default();
        Self::remembering(tally.clone(), tally)
    }

    fn remembering(tally: Tally, memory: impl SandboxMemory + 'static) -> Self {
        let clock = StillClock::at(START_MS);
        let sandbox = Sandbox::new(
            Box::new(clock.clone()),
            Box::new(ClockTimer(clock.clone())),
            Box::new(memory),
        );
        let http = Box::new(WithSandbox {
            sandbox,
            outside: Box::new(FakeHttp::unreachable()),
        });
        Self {
            clock,
            tally,
            http,
            ours: ours(),
        }
    }

    fn run<C: Conversation>(&self, conversation: C) -> Transcript<C::Outcome> {
        let timer = ClockTimer(self.clock.clone());
        let opening = open(conversation, self.clock.now_ms(), BUDGET_MS);
        block_on(converse(self.http.as_ref(), &timer, &self.clock, opening))
    }

    /// An order of a Vivo phone.
    fn create(&self, number: &str) -> Preview {
        let request = phone("19", number, Dealer::Vivo);
        match self.run(Create::new(&self.ours, &request)).outcome {
            Inquiry::Answered(preview) => preview,
            other => panic!("{other:?}"),
        }
    }

    fn complete(&self, id: &OrderId) -> Transcript<Outcome> {
        self.complete_as(&self.ours, id, WALLET, amount(CENTAVOS))
    }

    /// Signs in and completes; what was said in both.
    fn complete_as(
        &self,
        ours: &Credentials,
        id: &OrderId,
        wallet: &str,
        centavos: Amount,
    ) -> Transcript<Outcome> {
        let begun = self.run(SignIn::new(ours));
        let mut calls = begun.calls;
        let outcome = match begun.outcome {
            Inquiry::Answered(token) => {
                let done = self.run(Complete::new(ours, token, id, wallet, centavos));
                calls.extend(done.calls);
                done.outcome
            }
            Inquiry::Refused(refusal) => Outcome::Refused(refusal),
            other @ Inquiry::Unanswered(_) => panic!("{other:?}"),
        };
        Transcript { outcome, calls }
    }

    fn fate(&self, id: &OrderId) -> String {
        let fate = Fate::new(&self.ours, id, WALLET, amount(CENTAVOS));
        word(&self.run(fate).outcome, id)
    }

    /// What comes of a completion by that wallet and with that amount.
    fn bought(&self, id: &OrderId, wallet: &str, centavos: Amount) -> String {
        word(
            &self.complete_as(&self.ours, id, wallet, centavos).outcome,
            id,
        )
    }

    fn effects(&self) -> i64 {
        self.tally.count_of("bitcapital effect")
    }
}

fn ours() -> Credentials {
    sandbox::bitcapital_credentials().unwrap()
}

fn amount(centavos: i32) -> Amount {
    Amount::from_small_minor(centavos)
}

fn phone(area_code: &str, number: &str, dealer: Dealer) -> CreateOrderRequest {
    let body =
        json!({"phoneCode": area_code, "phoneNumber": number, "providerCode": dealer.code()});
    CreateOrderRequest::parse(body.to_string().as_bytes()).unwrap()
}

/// An outcome; what is open or was delivered says which order it is.
fn word(outcome: &Outcome, id: &OrderId) -> String {
    match outcome {
        Outcome::Delivered(delivery) => {
            assert_eq!(delivery.id.as_ref(), Some(id));
            "delivered".to_owned()
        }
        Outcome::Refused(refusal) => format!("refused-{:?}", refusal.kind),
        Outcome::Pending(evidence) => {
            assert_eq!(evidence.id.as_ref(), Some(id));
            "pending".to_owned()
        }
        Outcome::Unknown(evidence) => {
            assert_eq!(evidence.id.as_ref(), Some(id));
            "unknown".to_owned()
        }
    }
}

#[test]
fn every_ending_of_a_phone() {
    // Ending, outcome, effects, calls, milliseconds, status of the last call, what the history tells at once and later, the second time.
    let table = "
        00 delivered                 1 2     0 200 delivered     delivered     unknown
        25 delivered                 1 2     0 200 delivered     delivered     unknown
        99 delivered                 1 2     0 200 delivered     delivered     unknown
        01 refused-InsufficientFunds 0 2     0 400 unknown       unknown       refused-InsufficientFunds
        02 refused-UnknownNumber     0 2     0 404 unknown       unknown       refused-UnknownNumber
        03 refused-Unavailable       0 2     0 200 refused-Other refused-Other unknown
        04 refused-Other             0 2     0 400 unknown       unknown       refused-Other
        11 unknown                   0 2 15000 -   unknown       unknown       unknown
        12 unknown                   1 2 15000 -   delivered     delivered     unknown
        13 unknown                   0 2     0 500 unknown       unknown       unknown
        14 unknown                   1 2     0 500 delivered     delivered     unknown
        16 unknown                   1 2     0 200 delivered     delivered     unknown
        17 unknown                   0 2     0 200 unknown       unknown       unknown
        18 unknown                   1 2     0 200 unknown       unknown       unknown
        20 delivered                 1 2  3000 200 delivered     delivered     unknown
        21 pending                   1 2     0 200 pending       delivered     unknown
        22 pending                   0 2     0 200 pending       refused-Other unknown
        23 delivered                 1 2     0 200 delivered     refused-Other unknown
        24 delivered                 1 3  2000 200 delivered     delivered     unknown
    ";
    for line in table.trim().lines() {
        let [
            ending,
            outcome,
            effects,
            calls,
            span_ms,
            status,
            at_once,
            later,
            again,
        ] = line
            .split_whitespace()
            .collect::<Vec<_>>()
            .try_into()
            .unwrap();
        let stage = Stage::new();
        let id = stage.create(&format!("9964162{ending}")).id;
        let transcript = stage.complete(&id);
        let span = stage.clock.now_ms() - START_MS;
        let last = transcript.calls.last().unwrap();
        assert_eq!(
            (
                word(&transcript.outcome, &id).as_str(),
                stage.effects().to_string().as_str(),
                transcript.calls.len().to_string().as_str(),
                span.to_string().as_str(),
                last.status
                    .map_or("-".to_owned(), |status| status.to_string())
                    .as_str(),
            ),
            (outcome, effects, calls, span_ms, status),
            "{ending}: {transcript:?}"
        );
        assert!(span <= BUDGET_MS, "{ending}");
        for call in &transcript.calls {
            assert!(START_MS <= call.started_at_ms && call.started_at_ms <= call.finished_at_ms);
            assert_shows_no_secret(call);
        }
        stage.clock.advance_ms(4_999);
        assert_eq!(stage.fate(&id), at_once, "{ending}");
        stage.clock.advance_ms(5_000);
        assert_eq!(stage.fate(&id), later, "{ending}");
        // However often it is completed, a phone is recharged once.
        let second = stage.complete(&id);
        assert_eq!(word(&second.outcome, &id), again, "{ending}");
        assert_eq!(stage.effects().to_string(), effects, "{ending}");
        stage.clock.advance_ms(86_400_000);
        assert_eq!(stage.fate(&id), later, "{ending}");
    }
}

#[track_caller]
fn assert_shows_no_secret(call: &Call) {
    let text = format!("{call:?}");
    let basic = STANDARD.encode(format!(
        "{}:{}",
        sandbox::BITCAPITAL_CLIENT_ID,
        sandbox::BITCAPITAL_CLIENT_SECRET
    ));
    for secret in [sandbox::BITCAPITAL_CLIENT_SECRET, &basic, "access_token"] {
        assert!(!text.contains(secret), "{text}");
    }
    // Neither a signature nor a token, which has one in it.
    let signature = |run: &str| run.len() == 64 && run.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut runs = text.split(|character: char| !character.is_ascii_hexdigit());
    assert!(!runs.any(signature), "{text}");
    assert!(text.contains("authorization: ***"), "{text}");
}

#[test]
fn what_is_written_down_of_a_completion() {
    let stage = Stage::new();
    let id = stage.create("996416225").id;
    let [session, completion] = stage.complete(&id).calls.try_into().unwrap();
    assert_eq!(
        session.request,
        "POST https://sandbox.ventanilla.invalid/bitcapital/oauth/token\naccept: application/json, text/plain, */*\n\
         authorization: ***\ncontent-type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials"
    );
    assert_eq!(session.answer, "HTTP 200\n\n***");
    assert_eq!(
        completion.request,
        format!(
            "POST https://sandbox.ventanilla.invalid/bitcapital/phone-credits/order/{id}/complete\n\
             accept: application/json, text/plain, */*\nauthorization: ***\nx-request-signature: ***\n\
             x-request-timestamp: {START_MS}\ncontent-type: application/json;charset=utf-8\n\n\
             {{\"amount\":\"15.00\",\"source\":\"{WALLET}\"}}"
        )
    );
    assert!(
        completion
            .answer
            .starts_with("HTTP 200\ncontent-type: application/json\n\n{")
    );
    let (_, body) = completion.answer.split_once("\n\n").unwrap();
    let transaction: Transaction = answer::read(body).unwrap();
    assert_eq!(
        transaction.additional_data.phone_credit_order_id,
        id.as_str()
    );
    assert_eq!(transaction.payments.len(), 1);
}

#[test]
fn what_the_sandbox_offers() {
    let stage = Stage::new();
    let Inquiry::Answered(dealers) = stage.run(Dealers::new(&stage.ours)).outcome else {
        panic!("no list");
    };
    assert_eq!(dealers, Dealer::ALL);
    for (dealer, count, first, key) in [
        (Dealer::Vivo, 6, "1500", ""),
        (Dealer::Claro, 6, "1000", ""),
        (Dealer::Oi, 5, "1000", ""),
        (Dealer::Tim, 6, "1500", "TIM-1500"),
    ] {
        let request = phone("11", "987654325", dealer);
        let Inquiry::Answered(preview) = stage.run(Create::new(&stage.ours, &request)).outcome
        else {
            panic!("no order");
        };
        let offers = &preview.amounts;
        assert_eq!(offers.len(), count);
        assert_eq!(
            (offers[0].amount.to_text().as_str(), offers[0].key.as_str()),
            (first, key)
        );
        let sold: Vec<_> = offers.iter().map(|offer| offer.amount).collect();
        assert!(sold.is_sorted());
        // Each of them can be sold, and what another dealer offers cannot.
        for offer in offers {
            stage.clock.advance_ms(1);
            let Inquiry::Answered(preview) = stage.run(Create::new(&stage.ours, &request)).outcome
            else {
                panic!("no order");
            };
            let complete = |centavos| stage.bought(&preview.id, WALLET, centavos);
            assert_eq!(complete(amount(1_234)), "refused-Other");
            assert_eq!(complete(amount(150_000)), "refused-Other");
            assert_eq!(complete(offer.amount.amount()), "delivered");
        }
    }
    assert_eq!(stage.effects(), 23);
    assert_eq!(
        stage
            .tally
            .count_of("bitcapital effect 004 11 987654325 1500"),
        1
    );
    assert_eq!(stage.tally.count_of("bitcapital effect 003 "), 5);
}

#[test]
fn orders_have_identifiers_of_their_own_and_end() {
    let stage = Stage::new();
    let first = stage.create("996416225").id;
    assert_ne!(stage.create("996416226").id, first);
    stage.clock.advance_ms(1);
    assert_ne!(stage.create("996416225").id, first);
    stage.clock.advance_ms(30 * 60 * 1000 - 2);
    assert_eq!(word(&stage.complete(&first).outcome, &first), "delivered");
    let second = stage.create("996416225").id;
    stage.clock.advance_ms(30 * 60 * 1000);
    let transcript = stage.complete(&second);
    assert_eq!(word(&transcript.outcome, &second), "unknown");
    assert_eq!(transcript.calls[1].status, Some(409));
    assert_eq!(stage.effects(), 1);
}

#[test]
fn an_order_that_the_sandbox_never_had_is_refused_and_stays_open() {
    let stage = Stage::new();
    let created = stage.create("996416225").id;
    for id in [
        "o1",
        "0198c0de-0000-7000-8000-00000000abcd",
        "0198c0de-0000-8019-8000-00000000abcd",
    ] {
        let id = OrderId::parse(id).unwrap();
        let transcript = stage.complete(&id);
        assert_eq!(word(&transcript.outcome, &id), "refused-Other");
        assert_eq!(transcript.calls[1].status, Some(404));
        assert_eq!(stage.fate(&id), "unknown");
    }
    // Nor is one that was not completed there.
    assert_eq!(stage.fate(&created), "unknown");
    assert_eq!(stage.effects(), 0);
}

#[test]
fn a_history_is_one_wallet_s_and_the_newest_is_first() {
    let stage = Stage::new();
    let buy = |wallet: &str, number: &str, centavos: i32| {
        stage.clock.advance_ms(1_000);
        let id = stage.create(number).id;
        stage.complete_as(&stage.ours, &id, wallet, amount(centavos));
        id
    };
    let first = buy("w1", "996416225", 1_500);
    let second = buy("w1", "996416226", 2_000);
    let others = buy("w1-b", "996416227", 2_500);
    let history = |wallet: &str| {
        let fate = Fate::new(&stage.ours, &first, wallet, amount(1_500));
        let transcript = stage.run(fate);
        let (_, body) = transcript.calls[1].answer.split_once("\n\n").unwrap();
        let orders: Vec<Order> = answer::read(body).unwrap_or_else(|| panic!("{body}"));
        (orders, word(&transcript.outcome, &first))
    };
    let (orders, outcome) = history("w1");
    assert_eq!(outcome, "delivered");
    let told: Vec<_> = orders
        .iter()
        .map(|order| {
            assert_eq!(order.wallet_id.as_deref(), Some("w1"));
            assert_eq!(order.amounts.len(), 6);
            (order.id.as_str(), order.chosen_amount.unwrap().to_text())
        })
        .collect();
    assert_eq!(
        told,
        [
            (second.as_str(), "2000".to_owned()),
            (first.as_str(), "1500".to_owned())
        ]
    );
    let (orders, outcome) = history("w1-b");
    assert_eq!((orders.len(), outcome.as_str()), (1, "unknown"));
    assert_eq!(orders[0].id, others.as_str());
    assert_eq!(history("w").0.len(), 0);
}

/// A request of a client that is not ours, its token from the sandbox.
struct Thin<'a> {
    stage: &'a Stage,
    token: String,
}

impl<'a> Thin<'a> {
    fn new(stage: &'a Stage) -> Self {
        let answer = block_on(stage.http.send(token_request())).unwrap();
        assert_eq!(answer.status, 200);
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(
            (&body["token_type"], &body["expires_in"], &body["virtual"]),
            (&json!("bearer"), &json!(1_800), &json!(true))
        );
        assert_eq!(body["scope"].as_array().unwrap().len(), 3);
        let token = body["access_token"].as_str().unwrap().to_owned();
        Self { stage, token }
    }

    /// A request that is good, signed without the prefix.
    fn request(&self, method: Method, path: &str, body: Option<&str>) -> HttpRequest {
        self.signed(
            method,
            path,
            path,
            body,
            &self.stage.clock.now_ms().to_string(),
        )
    }

    fn signed(
        &self,
        method: Method,
        path: &str,
        signed_path: &str,
        body: Option<&str>,
        timestamp: &str,
    ) -> HttpRequest {
        let key = PlatformKey::new(sandbox::BITCAPITAL_CLIENT_SECRET).unwrap();
        HttpRequest {
            method,
            url: format!("{}{path}", sandbox::BITCAPITAL_BASE_URL),
            headers: vec![
                ("authorization", format!("Bearer {}", self.token)),
                (
                    "x-request-signature",
                    key.sign(method, signed_path, timestamp, body),
                ),
                ("x-request-timestamp", timestamp.to_owned()),
            ],
            body: body.map(str::to_owned),
            timeout_ms: 15_000,
            response_bytes_max: 65_536,
        }
    }

    /// Status, and the code of an error.
    fn send(&self, request: HttpRequest) -> (u16, String) {
        let answer = block_on(self.stage.http.send(request)).unwrap();
        read(&answer)
    }
}

fn token_request() -> HttpRequest {
    let basic = STANDARD.encode(format!(
        "{}:{}",
        sandbox::BITCAPITAL_CLIENT_ID,
        sandbox::BITCAPITAL_CLIENT_SECRET
    ));
    HttpRequest {
        method: Method::Post,
        url: format!("{}/oauth/token", sandbox::BITCAPITAL_BASE_URL),
        headers: vec![("authorization", format!("Basic {basic}"))],
        body: Some("grant_type=client_credentials".to_owned()),
        timeout_ms: 15_000,
        response_bytes_max: 65_536,
    }
}

/// Status, and the code of an error in the platform's shape.
fn read(response: &HttpResponse) -> (u16, String) {
    let text = std::str::from_utf8(&response.body).unwrap();
    if response.status == 200 {
        return (200, String::new());
    }
    let error: PlatformError = answer::read(text).unwrap_or_else(|| panic!("{text}"));
    assert_eq!(error.status, response.status);
    assert!(error.message.starts_with(&format!("[{}] ", error.status)));
    (error.status, error.details.code.as_str().to_owned())
}

const CREATE: &str = "/phone-credits/order/create";
const CREATE_BODY: &str = r#"{"phoneCode":"19","phoneNumber":"996416288","providerCode":"001"}"#;

/// What the sandbox answers to a request that our connector would never make.
#[test]
fn the_sandbox_checks_what_a_server_checks() {
    let stage = Stage::new();
    let thin = Thin::new(&stage);
    let good = || thin.request(Method::Post, CREATE, Some(CREATE_BODY));
    let with = |change: &dyn Fn(&mut HttpRequest)| {
        let mut request = good();
        change(&mut request);
        let (status, code) = thin.send(request);
        format!("{status} {code}")
    };
    let header = |name: &'static str, value: &str| {
        with(&|request| {
            request.headers.retain(|(known, _)| *known != name);
            if !value.is_empty() {
                request.headers.push((name, value.to_owned()));
            }
        })
    };
    assert_eq!(with(&|_| {}), "200 ");
    // The token comes first.
    let forged = format!("Bearer {}.{}", START_MS + 1_800_000, "0".repeat(64));
    let expired = thin.token.replace("1780288200000", "1780288200001");
    for authorization in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer 1780288200000",
        "Bearer 1780288200000.",
        &forged,
        &format!("Bearer {expired}"),
        &format!("bearer {}", thin.token),
        &format!("Basic {}", thin.token),
        &format!("Bearer {}x", thin.token),
    ] {
        assert_eq!(
            header("authorization", authorization),
            "401 unauthorized",
            "{authorization}"
        );
    }
    let nothing = with(&|request| request.headers.clear());
    assert_eq!(nothing, "401 unauthorized");
    // Then the signature, and its time before it.
    for timestamp in ["", "x", "1780286400.000", "1780286369999", "1780286430001"] {
        assert_eq!(
            header("x-request-timestamp", timestamp),
            "400 signature_expired",
            "{timestamp}"
        );
    }
    for (name, value) in [
        ("x-request-signature", ""),
        ("x-request-signature", "x"),
        ("x-request-timestamp", "1780286400001"),
        ("x-request-timestamp", "1780286400"),
    ] {
        assert_eq!(
            header(name, value),
            "400 signature_invalid",
            "{name} {value}"
        );
    }
    let changed = with(&|request| request.body = Some(CREATE_BODY.replace("001", "002")));
    assert_eq!(changed, "400 signature_invalid");
    assert_eq!(
        with(&|request| request.body = None),
        "400 signature_invalid"
    );
    assert_eq!(
        with(&|request| request.url.push_str("?x=1")),
        "400 signature_invalid"
    );
    for change in [
        (|request: &mut HttpRequest| request.method = Method::Get) as fn(&mut HttpRequest),
        |request| request.method = Method::Put,
        |request| request.url.push_str("/x"),
        |request| request.url = format!("{}/", sandbox::BITCAPITAL_BASE_URL),
        |request| request.url = format!("{}/phone-credits", sandbox::BITCAPITAL_BASE_URL),
        |request| {
            request.method = Method::Get;
            request.url = format!(
                "{}/phone-credits/order/history/",
                sandbox::BITCAPITAL_BASE_URL
            );
        },
    ] {
        assert_eq!(with(&change), "404 route_not_found");
    }
    // Everything that a client may sign is believed.
    let at = |path: &str, signed_path: &str, timestamp: &str| {
        thin.send(thin.signed(Method::Get, path, signed_path, None, timestamp))
    };
    let now = START_MS.to_string();
    for (path, signed_path, timestamp) in [
        (
            "/phone-credits/providers",
            "/phone-credits/providers",
            now.as_str(),
        ),
        (
            "/phone-credits/providers",
            "/bitcapital/phone-credits/providers",
            &now,
        ),
        (
            "/phone-credits/providers?x=%20",
            "/phone-credits/providers?x=%20",
            &now,
        ),
        (
            "/phone-credits/providers",
            "/phone-credits/providers",
            "1780286400",
        ),
        (
            "/phone-credits/providers",
            "/phone-credits/providers",
            "1780286370000",
        ),
    ] {
        assert_eq!(
            at(path, signed_path, timestamp).0,
            200,
            "{path} {signed_path} {timestamp}"
        );
    }
    // A token is good for half an hour.
    stage.clock.advance_ms(1_799_999);
    assert_eq!(thin.send(good()).0, 200);
    stage.clock.advance_ms(1);
    assert_eq!(thin.send(good()), (401, "unauthorized".to_owned()));
}

#[test]
fn sessions_are_for_who_shows_the_secret() {
    let stage = Stage::new();
    let with = |change: &dyn Fn(&mut HttpRequest)| {
        let mut request = token_request();
        change(&mut request);
        read(&block_on(stage.http.send(request)).unwrap())
    };
    let basic = |pair: &str| {
        let value = format!("Basic {}", STANDARD.encode(pair));
        with(&|request| request.headers = vec![("authorization", value.clone())])
    };
    let secret = sandbox::BITCAPITAL_CLIENT_SECRET;
    assert_eq!(with(&|_| {}).0, 200);
    for pair in [
        "",
        ":",
        "x:y",
        &format!("x:{secret}"),
        sandbox::BITCAPITAL_CLIENT_ID,
    ] {
        assert_eq!(basic(pair), (401, "client_invalid".to_owned()), "{pair}");
    }
    assert_eq!(with(&|request| request.headers.clear()).0, 401);
    for body in [
        "",
        "grant_type=password&username=a%40b.c&password=pw",
        "client_credentials",
    ] {
        let (status, code) = with(&|request| request.body = Some(body.to_owned()));
        assert_eq!(
            (status, code.as_str()),
            (400, "grant_unsupported"),
            "{body}"
        );
    }
    // Another secret than the sandbox's comes to nothing.
    let other = Credentials::new(
        sandbox::BITCAPITAL_BASE_URL,
        sandbox::BITCAPITAL_CLIENT_ID,
        "another secret",
    )
    .unwrap();
    let id = stage.create("996416225").id;
    let transcript = stage.complete_as(&other, &id, WALLET, amount(CENTAVOS));
    assert_eq!(word(&transcript.outcome, &id), "refused-Other");
    assert_eq!((transcript.calls.len(), stage.effects()), (1, 0));
    let fate = stage.run(Fate::new(&other, &id, WALLET, amount(CENTAVOS)));
    assert_eq!(word(&fate.outcome, &id), "unknown");
}

#[test]
fn orders_and_completions_are_read_as_the_contract_has_it() {
    let stage = Stage::new();
    let thin = Thin::new(&stage);
    for (body, code) in [
        ("", "body_empty"),
        ("{", "body_not_json"),
        ("{}", "validation_failed"),
        (
            r#"{"phoneCode":"20","phoneNumber":"996416288","providerCode":"001"}"#,
            "validation_failed",
        ),
        (
            r#"{"phoneCode":"19","phoneNumber":"96416288","providerCode":"001"}"#,
            "validation_failed",
        ),
        (
            r#"{"phoneCode":"19","phoneNumber":"996416288","providerCode":"005"}"#,
            "validation_failed",
        ),
        (
            r#"{"phoneCode":19,"phoneNumber":"996416288","providerCode":"001"}"#,
            "validation_failed",
        ),
    ] {
        let body = Some(body).filter(|body| !body.is_empty());
        let request = thin.request(Method::Post, CREATE, body);
        assert_eq!(thin.send(request), (400, code.to_owned()), "{body:?}");
    }
    let id = stage.create("996416225").id;
    let path = format!("/phone-credits/order/{id}/complete");
    let complete = |body: &str| {
        let (status, code) = thin.send(thin.request(Method::Post, &path, Some(body)));
        format!("{status} {code}")
    };
    let bad = "400 validation_failed";
    for (body, expected) in [
        ("x", "400 body_not_json"),
        ("{}", bad),
        (r#"{"amount":"1500","source":"w"}"#, bad),
        (r#"{"amount":"15.01","source":"w"}"#, bad),
        (r#"{"amount":"-15.00","source":"w"}"#, bad),
        (r#"{"amount":"1.5e1","source":"w"}"#, bad),
        (r#"{"amount":"15,00","source":"w"}"#, bad),
        (r#"{"amount":"15.00"}"#, bad),
        (r#"{"amount":"15.00","source":""}"#, bad),
        (
            r#"{"amount":"15.00","source":"a b"}"#,
            "404 wallet_not_found",
        ),
        (
            r#"{"amount":"15.00","source":"../w"}"#,
            "404 wallet_not_found",
        ),
    ] {
        assert_eq!(complete(body), expected, "{body}");
    }
    assert_eq!(stage.effects(), 0);
    // The other ways to write an amount; and once.
    let wallet = "w".repeat(100);
    assert_eq!(
        complete(&format!(r#"{{"amount":15,"source":"{wallet}"}}"#)),
        "200 "
    );
    assert_eq!(
        complete(r#"{"amount":"15.0","source":"w"}"#),
        "409 order_completed"
    );
    assert_eq!(stage.effects(), 1);
}

/// The longest names there are fit into the memory that the platform keeps, and are listed alike.
#[test]
fn the_stored_memory_remembers_as_the_tests_one_does() {
    let db = Sqlite::migrated();
    let memory = StoredMemory::new(Box::new(db.clone()));
    let stage = Stage::remembering(Tally::default(), StoredMemory::new(Box::new(db)));
    let wallet = "w".repeat(100);
    let mut ids = Vec::new();
    for number in ["996416225", "996416226"] {
        let id = stage.create(number).id;
        assert_eq!(stage.bought(&id, &wallet, amount(10_000)), "delivered");
        let fate = stage.run(Fate::new(&stage.ours, &id, &wallet, amount(10_000)));
        assert_eq!(word(&fate.outcome, &id), "delivered");
        stage.clock.advance_ms(1);
        ids.push(id);
    }
    assert_ne!(ids[0], ids[1]);

    let tally = Tally::default();
    let both: [&dyn SandboxMemory; 2] = [&memory, &tally];
    for memory in both {
        let count = |name: &str| block_on(memory.count(name)).unwrap();
        let names = |start: &str| block_on(memory.names(start)).unwrap();
        for name in ["a", "a b", "a%", "a_", "aá", "a\u{10fffd}", "b", "A"] {
            assert_eq!(count(name), 1, "{name}");
        }
        assert_eq!(count("a b"), 2);
        assert_eq!(names("a"), ["a\u{10fffd}", "aá", "a_", "a%", "a b", "a"]);
        assert_eq!(names("a "), ["a b"]);
        assert_eq!(names("a%"), ["a%"]);
        assert_eq!(names("ab"), [""; 0]);
        for number in 0..=NAMES_MAX {
            count(&format!("many {number:03}"));
        }
        let many = names("many ");
        assert_eq!(many.len(), 100);
        assert_eq!(
            (many[0].as_str(), many[99].as_str()),
            ("many 100", "many 001")
        );
    }
}

/// Whatever a session's answer has in it, nothing of a token is written down.
#[test]
fn a_token_is_never_written_down() {
    let token = "0123456789-token-0123456789";
    let id = OrderId::parse("o1").unwrap();
    let bodies = [
        (
            200,
            format!(r#"{{"access_token":"{token}","refresh_token":"{token}"}}"#),
        ),
        (200, format!(r#"{{"access_token":"{token}"#)),
        (201, format!(r#"{{"access_token":"{token}"}}"#)),
        (302, format!(r#"{{"access_token":"{token}"}}"#)),
    ];
    for (status, body) in bodies {
        let shown = body.clone();
        let http = FakeHttp::answering(move |request| {
            let is_session = request.url.ends_with("/oauth/token");
            Ok(if is_session {
                HttpResponse {
                    headers: vec![("location".to_owned(), format!("/?{token}"))],
                    ..http_answer(status, &body)
                }
            } else {
                // A server that repeats what it was sent.
                http_answer(500, &format!("{:?} {token}", request.headers))
            })
        });
        let clock = StillClock::at(START_MS);
        let credentials = ours();
        let stage = Stage {
            clock,
            tally: Tally::default(),
            http: Box::new(http.clone()),
            ours: ours(),
        };
        let transcript = stage.complete_as(&credentials, &id, WALLET, amount(CENTAVOS));
        let text = format!("{transcript:?}");
        assert!(!text.contains(token), "{text}");
        assert_eq!(transcript.calls[0].answer, format!("HTTP {status}\n\n***"));
        let requests = http.requests();
        let is_begun = status == 200 && shown.ends_with('}');
        assert_eq!(requests.len(), if is_begun { 2 } else { 1 });
        if is_begun {
            let signature = requests[1].header("x-request-signature").unwrap();
            assert!(!text.contains(signature), "{text}");
            assert!(matches!(transcript.outcome, Outcome::Unknown(_)));
        } else {
            assert_eq!(word(&transcript.outcome, &id), "refused-Unavailable");
        }
    }
}

#[test]
fn all_steps_together_keep_the_budget() {
    // How long the first attempt at the completion takes, which is turned away; how many calls, and what comes of it.
    for (first_ms, calls, expected) in [
        (0, 2, "unknown"),
        (10_000, 2, "unknown"),
        (10_001, 1, "refused-Unavailable"),
    ] {
        let clock = StillClock::at(START_MS);
        let moved = clock.clone();
        let http = FakeHttp::answering(move |request| {
            let now_ms = moved.now_ms();
            if request.url.ends_with("/oauth/token") {
                return Ok(http_answer(200, r#"{"access_token":"t"}"#));
            }
            if now_ms == START_MS {
                moved.advance_ms(first_ms);
                return Ok(HttpResponse {
                    headers: vec![("retry-after".to_owned(), "5".to_owned())],
                    ..http_answer(429, "")
                });
            }
            moved.advance_ms(request.timeout_ms);
            Err(HttpError::TimedOut)
        });
        let (credentials, id) = (ours(), OrderId::parse("o1").unwrap());
        let timer = ClockTimer(clock.clone());
        let sign_in = open(SignIn::new(&credentials), START_MS, BUDGET_MS);
        let Inquiry::Answered(token) = block_on(converse(&http, &timer, &clock, sign_in)).outcome
        else {
            panic!("no session");
        };
        let complete = Complete::new(&credentials, token, &id, WALLET, amount(CENTAVOS));
        let opening = open(complete, START_MS, BUDGET_MS);
        let transcript = block_on(converse(&http, &timer, &clock, opening));
        assert_eq!(
            (
                transcript.calls.len(),
                word(&transcript.outcome, &id).as_str()
            ),
            (calls, expected),
            "{first_ms}"
        );
        assert!(clock.now_ms() - START_MS <= BUDGET_MS, "{first_ms}");
    }
}
