//! Conversations with providers, driven: the sandbox by the last two digits of the customer's number, budgets, and what is written down.

use futures::executor::block_on;
use futures::future::LocalBoxFuture;
use ventanilla_core::{Amount, Currency};
use ventanilla_tests::doubles::{ClockTimer, FakeHttp, StillClock, Tally, http_answer};
use ventanilla_worker::http::Method;
use ventanilla_worker::ports::{Clock, Http, HttpError, HttpRequest, HttpResponse, Timer};
use ventanilla_worker::providers::cps::balance::Balance;
use ventanilla_worker::providers::cps::fate::Fate;
use ventanilla_worker::providers::cps::pay::{Order, Pay};
use ventanilla_worker::providers::cps::services::Services;
use ventanilla_worker::providers::cps::{Credentials, Dialect};
use ventanilla_worker::providers::exchange::{Call, Transcript, converse, open};
use ventanilla_worker::providers::sandbox::{self, Sandbox, Script, WithSandbox};
use ventanilla_worker::providers::{
    BUDGET_MS, Conversation, Inquiry, Moment, OrderId, Outcome, RefusalKind, Step,
};

/// Four hours after midnight, UTC, on 2026-06-01.
const START_MS: i64 = 1_780_286_400_000;

/// The sandbox and what it stands on.
struct Stage {
    clock: StillClock,
    tally: Tally,
    http: Box<dyn Http>,
}

impl Stage {
    fn new() -> Self {
        let (clock, tally) = (StillClock::at(START_MS), Tally::default());
        let sandbox = Sandbox::new(
            Box::new(clock.clone()),
            Box::new(ClockTimer(clock.clone())),
            Box::new(tally.clone()),
        );
        let http = Box::new(WithSandbox {
            sandbox,
            outside: Box::new(FakeHttp::unreachable()),
        });
        Self { clock, tally, http }
    }

    fn run<C: Conversation>(&self, conversation: C) -> Transcript<C::Outcome> {
        let timer = ClockTimer(self.clock.clone());
        let opening = open(conversation, self.clock.now_ms(), BUDGET_MS);
        block_on(converse(self.http.as_ref(), &timer, &self.clock, opening))
    }

    fn pay(&self, number: &str) -> Transcript<Outcome> {
        self.run(Pay::new(&ours(), &order(number)))
    }

    fn fate(&self, id: &OrderId) -> Outcome {
        self.run(Fate::new(&ours(), id)).outcome
    }

    fn effects(&self) -> i64 {
        self.tally.count_of("cps effect")
    }
}

fn ours() -> Credentials {
    sandbox::cps_credentials().unwrap()
}

fn order(number: &str) -> Order {
    Order {
        service: 57,
        number: number.to_owned(),
        amount: Amount::parse("10.50", Currency::Ves).unwrap(),
        currency: Currency::Ves,
    }
}

fn word(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Delivered(delivery) => {
            assert!(delivery.reference.is_some(), "the sandbox always has one");
            "delivered".to_owned()
        }
        Outcome::Refused(refusal) => format!("refused {:?}", refusal.kind),
        Outcome::Pending(evidence) => {
            assert!(evidence.id.is_some(), "the sandbox always has one");
            "pending".to_owned()
        }
        Outcome::Unknown(_) => "unknown".to_owned(),
    }
}

#[test]
fn every_ending_of_a_number() {
    // Ending, outcome, effects, calls, milliseconds, status of the last call.
    let table = "
        25 delivered                 1 1     0 200
        00 delivered                 1 1     0 200
        15 delivered                 1 1     0 200
        99 delivered                 1 1     0 200
        01 refused-InsufficientFunds 0 1     0 402
        02 refused-UnknownNumber     0 1     0 404
        03 refused-Unavailable       0 1     0 200
        04 refused-Other             0 1     0 400
        11 unknown                   0 1 15000 -
        12 unknown                   1 1 15000 -
        13 unknown                   0 1     0 500
        14 unknown                   1 1     0 500
        16 unknown                   1 1     0 200
        17 unknown                   0 1     0 200
        18 unknown                   1 1     0 200
        20 delivered                 1 1  3000 200
        21 pending                   1 1     0 200
        22 pending                   0 1     0 200
        23 delivered                 1 1     0 200
        24 delivered                 1 2  2000 200
    ";
    for line in table.trim().lines() {
        let [ending, outcome, effects, calls, span_ms, status] = line
            .split_whitespace()
            .collect::<Vec<_>>()
            .try_into()
            .unwrap();
        let stage = Stage::new();
        let transcript = stage.pay(&format!("042436755{ending}"));
        let span = stage.clock.now_ms() - START_MS;
        let last = transcript.calls.last().unwrap();
        assert_eq!(
            (
                word(&transcript.outcome).replace(' ', "-").as_str(),
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
        assert!(stage.effects() <= 1 && span <= BUDGET_MS, "{ending}");
        for call in &transcript.calls {
            assert!(START_MS <= call.started_at_ms && call.started_at_ms <= call.finished_at_ms);
            assert_shows_no_secret(call);
        }
    }
}

#[track_caller]
fn assert_shows_no_secret(call: &Call) {
    let text = format!("{call:?}");
    for secret in [sandbox::CPS_API_KEY, sandbox::CPS_PRIVATE_KEY] {
        assert!(!text.contains(secret), "{text}");
    }
    let signature = |run: &str| run.len() == 96 && run.bytes().all(|byte| byte.is_ascii_hexdigit());
    assert!(
        !text
            .split(|character: char| !character.is_ascii_hexdigit())
            .any(signature),
        "{text}"
    );
    assert!(
        text.contains("api-key: ***") && text.contains("api-signature: ***"),
        "{text}"
    );
}

#[test]
fn what_becomes_of_an_order() {
    for (ending, at_first, later) in [
        ("21", "pending", "delivered"),
        ("22", "pending", "refused Other"),
        ("23", "delivered", "refused Reversed"),
        ("25", "delivered", "delivered"),
        ("20", "delivered", "delivered"),
    ] {
        let stage = Stage::new();
        let id = match stage.pay(&format!("042436755{ending}")).outcome {
            Outcome::Delivered(delivery) => delivery.id.unwrap(),
            Outcome::Pending(evidence) => evidence.id.unwrap(),
            other => panic!("{other:?}"),
        };
        // The look-up has no reference, so that it is compared without.
        let ask = || match stage.fate(&id) {
            Outcome::Delivered(delivery) => {
                assert_eq!(delivery.id.as_ref(), Some(&id));
                "delivered".to_owned()
            }
            other => word(&other),
        };
        assert_eq!(ask(), at_first, "{ending}");
        stage
            .clock
            .advance_ms(4_999 - (stage.clock.now_ms() - START_MS));
        assert_eq!(ask(), at_first, "{ending}");
        stage.clock.advance_ms(5_001);
        assert_eq!(ask(), later, "{ending}");
        stage.clock.advance_ms(86_400_000);
        assert_eq!(ask(), later, "{ending}");
        assert!(stage.effects() <= 1);
    }
}

#[test]
fn an_order_that_the_sandbox_never_had_stays_open() {
    let stage = Stage::new();
    for id in ["a-1", "0198c0de-0000-7000-8000-00000000abcd"] {
        let outcome = stage.fate(&OrderId::parse(id).unwrap());
        assert!(matches!(outcome, Outcome::Unknown(_)), "{outcome:?}");
    }
}

#[test]
fn orders_have_identifiers_of_their_own() {
    let stage = Stage::new();
    let id = |number: &str| match stage.pay(number).outcome {
        Outcome::Delivered(delivery) => delivery.id.unwrap(),
        other => panic!("{other:?}"),
    };
    let first = id("04243675525");
    assert_ne!(id("04243675526"), first);
    stage.clock.advance_ms(1);
    assert_ne!(id("04243675525"), first);
}

#[test]
fn a_number_that_is_turned_away_first_can_be_used_again() {
    let stage = Stage::new();
    for round in 1..=3 {
        let transcript = stage.pay("04243675524");
        let statuses: Vec<_> = transcript.calls.iter().map(|call| call.status).collect();
        assert_eq!(statuses, [Some(429), Some(200)]);
        assert_eq!(word(&transcript.outcome), "delivered");
        assert_eq!(stage.effects(), round);
        stage.clock.advance_ms(1_000);
    }
}

#[test]
fn the_sandbox_tells_balances_and_services() {
    let stage = Stage::new();
    let credentials = ours();
    let balance = |service, number| match stage
        .run(Balance::new(&credentials, service, number))
        .outcome
    {
        Inquiry::Answered(told) => told.balance.to_text(told.currency),
        Inquiry::Refused(refusal) => format!("{:?}", refusal.kind),
        Inquiry::Unanswered(_) => "unanswered".to_owned(),
    };
    for (service, number, expected) in [
        (63, "02123457654", "176.54"),
        (216, "100000000000", "100.00"),
        (63, "02123457602", "UnknownNumber"),
        (63, "02123457603", "unanswered"),
        (63, "02123457611", "unanswered"),
        (63, "02123457613", "unanswered"),
        (63, "02123457617", "unanswered"),
        (57, "04243675525", "Other"),
        (65, "04243675525", "Other"),
        (63, "0212", "UnknownNumber"),
    ] {
        assert_eq!(balance(service, number), expected, "{service} {number}");
    }
    for (can_get_balance, count) in [(false, 20), (true, 11)] {
        let Inquiry::Answered(services) = stage
            .run(Services::new(&credentials, can_get_balance))
            .outcome
        else {
            panic!("no list");
        };
        assert_eq!(services.len(), count);
        assert!(services.is_sorted_by_key(|service| service.id));
        assert!(services.iter().all(|service| service.name.is_some()));
    }
    assert_eq!(stage.effects(), 0);
}

/// What the sandbox answers to a request that our connector would never make.
#[test]
fn the_sandbox_checks_what_a_server_checks() {
    let good = {
        let step = Pay::new(&ours(), &order("04243675525")).next(
            &Moment {
                now_ms: START_MS,
                remaining_ms: BUDGET_MS,
            },
            None,
        );
        let Step::Send(request) = step else { panic!() };
        request
    };
    let with = |change: &dyn Fn(&mut HttpRequest)| {
        let mut request = good.clone();
        change(&mut request);
        let stage = Stage::new();
        let answer = block_on(stage.http.send(request));
        assert!(stage.effects() <= 1);
        if !matches!(&answer, Ok(response) if response.status == 200) {
            assert_eq!(stage.effects(), 0);
        }
        answer.map(|response| response.status)
    };
    let header = |name: &'static str, value: &'static str| {
        with(&|request| {
            request.headers.retain(|(known, _)| *known != name);
            if !value.is_empty() {
                request.headers.push((name, value.to_owned()));
            }
        })
    };
    assert_eq!(with(&|_| {}), Ok(200));
    for name in ["api-key", "api-nonce", "api-signature"] {
        assert_eq!(header(name, ""), Ok(401));
        assert_eq!(header(name, "x"), Ok(401));
    }
    assert_eq!(header("api-nonce", "1780286400001"), Ok(401));
    assert_eq!(with(&|request| request.method = Method::Get), Ok(405));
    assert_eq!(with(&|request| request.url.push_str("/x")), Ok(404));
    assert_eq!(
        with(&|request| request.body = request
            .body
            .as_ref()
            .map(|body| body.replace("10.5", "10.6"))),
        Ok(401)
    );
    assert_eq!(with(&|request| request.body = None), Ok(401));
    // Another host is another one's, however alike.
    for url in [
        "https://sandbox.ventanilla.invalid.example/cps/v2/operation/use/pay",
        "http://sandbox.ventanilla.invalid/cps/v2/operation/use/pay",
        "https://cps.example/cps/v2/operation/use/pay",
    ] {
        assert!(matches!(
            with(&|request| request.url = url.to_owned()),
            Err(HttpError::Connection(_))
        ));
    }
    // Signed, and yet not good: in the order in which a server looks.
    let signed = |service, number: &str, amount| {
        let order = Order {
            service,
            amount: Amount::from_small_minor(amount),
            ..order(number)
        };
        Stage::new().run(Pay::new(&ours(), &order)).calls[0]
            .answer
            .clone()
    };
    for (service, number, amount, code) in [
        (65, "04243675525", 10, "UNKNOWN_SERVICE"),
        (65, "x", 10, "UNKNOWN_SERVICE"),
        (57, "x4243675525", 10, "INVALID_NUMBER"),
        (57, "0424", 10, "INVALID_NUMBER"),
        (57, "04243675525", 0, "INVALID_FIELD"),
        (65, "04243675525", -1, "INVALID_FIELD"),
    ] {
        let answer = signed(service, number, amount);
        assert!(
            answer.starts_with("HTTP 400\n") && answer.contains(code),
            "{answer}"
        );
    }
}

#[test]
fn scripts_of_numbers() {
    for (number, script) in [
        ("04243675501", Script::InsufficientFunds),
        ("01", Script::InsufficientFunds),
        ("04243675504", Script::ListChanged),
        ("1", Script::Delivered),
        ("", Script::Delivered),
        ("0424367550１", Script::Delivered),
        ("04243675510", Script::Delivered),
        ("04243675519", Script::Delivered),
    ] {
        assert_eq!(Script::of(number), script, "{number}");
    }
}

/// Runs a payment against a server that is a function, whose clock it may move.
fn against(
    answer: impl Fn(&StillClock, &HttpRequest) -> Result<HttpResponse, HttpError> + 'static,
) -> (Transcript<Outcome>, Vec<HttpRequest>, i64) {
    let clock = StillClock::at(START_MS);
    let moved = clock.clone();
    let http = FakeHttp::answering(move |request| answer(&moved, request));
    let (credentials, order) = (ours(), order("04243675525"));
    let opening = open(Pay::new(&credentials, &order), clock.now_ms(), BUDGET_MS);
    let timer = ClockTimer(clock.clone());
    let transcript = block_on(converse(&http, &timer, &clock, opening));
    (transcript, http.requests(), clock.now_ms() - START_MS)
}

fn too_many(seconds: &str) -> HttpResponse {
    HttpResponse {
        headers: vec![("retry-after".to_owned(), seconds.to_owned())],
        ..http_answer(429, "")
    }
}

#[test]
fn all_steps_together_keep_the_budget() {
    // A server that takes as long as it may: what is left for the second attempt is what the first has not used.
    for (first_ms, calls) in [(0, 2), (9_000, 2), (10_000, 2), (10_001, 1), (15_000, 1)] {
        let (transcript, requests, span_ms) = against(move |clock, request| {
            if clock.now_ms() == START_MS {
                clock.advance_ms(first_ms);
                Ok(too_many("5"))
            } else {
                clock.advance_ms(request.timeout_ms);
                Err(HttpError::TimedOut)
            }
        });
        assert_eq!(
            (transcript.calls.len(), requests.len()),
            (calls, calls),
            "{first_ms}"
        );
        assert!(span_ms <= BUDGET_MS, "{first_ms}: {span_ms}");
        match transcript.outcome {
            Outcome::Unknown(_) => assert_eq!(calls, 2),
            Outcome::Refused(refusal) => {
                assert_eq!((refusal.kind, calls), (RefusalKind::Unavailable, 1));
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Comes back when everything is over.
struct LateTimer(StillClock);

impl Timer for LateTimer {
    fn sleep_ms(&self, span_ms: i64) -> LocalBoxFuture<'_, ()> {
        self.0.advance_ms(span_ms + BUDGET_MS);
        Box::pin(async {})
    }
}

#[test]
fn a_timer_that_comes_back_late_leaves_no_time_to_send() {
    let clock = StillClock::at(START_MS);
    let http = FakeHttp::scripted([Ok(too_many("1"))]);
    let (credentials, order) = (ours(), order("04243675525"));
    let opening = open(Pay::new(&credentials, &order), START_MS, BUDGET_MS);
    let timer = LateTimer(clock.clone());
    let transcript = block_on(converse(&http, &timer, &clock, opening));
    assert_eq!(http.requests().len(), 1);
    assert_eq!(word(&transcript.outcome), "refused Unavailable");
}

#[test]
fn nothing_is_sent_again_but_after_a_429() {
    let answers: [fn() -> Result<HttpResponse, HttpError>; 6] = [
        || Err(HttpError::TimedOut),
        || Err(HttpError::TooLarge),
        || Err(HttpError::Connection("reset".to_owned())),
        || Ok(http_answer(503, "")),
        || Ok(http_answer(302, "")),
        || Ok(http_answer(200, "<html>")),
    ];
    for answer in answers {
        let (transcript, requests, _) = against(move |_, _| answer());
        assert_eq!(requests.len(), 1);
        assert!(
            matches!(transcript.outcome, Outcome::Unknown(_)),
            "{transcript:?}"
        );
    }
}

#[test]
fn the_second_attempt_has_a_nonce_of_its_own_time() {
    let (_, requests, _) = against(|clock, _| {
        clock.advance_ms(100);
        Ok(too_many("1"))
    });
    let nonces: Vec<&str> = requests
        .iter()
        .map(|request| request.header("api-nonce").unwrap())
        .collect();
    assert_eq!(nonces, ["1780286400000", "1780286401100"]);
}

#[test]
fn what_is_going_to_be_sent_is_known_before() {
    let (credentials, order) = (ours(), order("04243675525"));
    let opening = open(Pay::new(&credentials, &order), START_MS, BUDGET_MS);
    let before = opening.request_text().unwrap();
    let (transcript, _, _) = against(|_, _| Err(HttpError::TimedOut));
    assert_eq!(transcript.calls[0].request, before);
    assert_eq!(
        before,
        "POST https://sandbox.ventanilla.invalid/cps/v2/operation/use/pay\naccept: application/json\napi-key: ***\n\
         api-nonce: 1780286400000\napi-signature: ***\ncontent-type: application/json\n\n\
         {\"numberService\":\"04243675525\",\"idTypeService\":57,\"amount\":10.5}"
    );
}

#[test]
fn a_server_that_repeats_what_it_was_sent_tells_no_secret() {
    let (transcript, requests, _) = against(|_, request| {
        let echo = format!("{:?} {}", request.headers, sandbox::CPS_PRIVATE_KEY);
        Ok(HttpResponse {
            headers: vec![("location".to_owned(), sandbox::CPS_API_KEY.to_owned())],
            ..http_answer(500, &format!("{echo}{}{echo}", "x".repeat(3_500)))
        })
    });
    let signature = requests[0].header("api-signature").unwrap();
    let text = format!("{transcript:?}");
    for secret in [sandbox::CPS_API_KEY, sandbox::CPS_PRIVATE_KEY, signature] {
        assert!(!text.contains(&secret[..24]), "{text}");
    }
    assert!(transcript.calls[0].answer.len() < 4_400);
}

/// A conversation that goes on for ever.
struct Endless {
    delay_ms: i64,
}

impl Conversation for Endless {
    type Outcome = &'static str;

    fn next(
        &mut self,
        _moment: &Moment,
        _last: Option<&Result<HttpResponse, HttpError>>,
    ) -> Step<&'static str> {
        Step::SendAfter {
            delay_ms: self.delay_ms,
            request: HttpRequest {
                method: Method::Get,
                url: "https://cps.example".to_owned(),
                headers: vec![],
                body: None,
                timeout_ms: 60_000,
                response_bytes_max: 1,
            },
        }
    }

    fn cut_short(&self) -> &'static str {
        "cut short"
    }

    fn secrets(&self) -> Vec<&str> {
        vec![]
    }
}

#[test]
fn an_endless_conversation_ends() {
    // Milliseconds of each wait and each answer, budget, calls.
    for (delay_ms, answer_ms, budget_ms, calls) in [
        (0, 0, BUDGET_MS, 8),
        (0, 9_000, BUDGET_MS, 3),
        (9_999, 0, BUDGET_MS, 2),
        (20_000, 0, BUDGET_MS, 0),
        (i64::MAX, 0, BUDGET_MS, 0),
        (i64::MIN, 0, BUDGET_MS, 8),
        (0, 0, 0, 0),
        (0, 0, -1, 0),
        // A clock that is set back.
        (0, -3_600_000, BUDGET_MS, 8),
    ] {
        let clock = StillClock::at(START_MS);
        let moved = clock.clone();
        let http = FakeHttp::answering(move |request| {
            moved.advance_ms(request.timeout_ms.min(answer_ms));
            Ok(http_answer(200, ""))
        });
        let timer = ClockTimer(clock.clone());
        let opening = open(Endless { delay_ms }, clock.now_ms(), budget_ms);
        let transcript = block_on(converse(&http, &timer, &clock, opening));
        assert_eq!(
            (transcript.outcome, transcript.calls.len()),
            ("cut short", calls),
            "{delay_ms} {answer_ms}"
        );
        assert!(clock.now_ms() - START_MS <= BUDGET_MS);
        assert!(
            http.requests()
                .iter()
                .all(|request| request.timeout_ms <= budget_ms)
        );
    }
}

#[test]
fn an_account_of_another_key_is_refused_by_the_sandbox() {
    let other = Credentials::new(
        sandbox::CPS_BASE_URL,
        sandbox::CPS_API_KEY,
        "another private key",
        Dialect::default(),
    )
    .unwrap();
    let transcript = Stage::new().run(Pay::new(&other, &order("04243675525")));
    assert_eq!(word(&transcript.outcome), "refused Other");
    for dialect in [
        Dialect {
            text_values: true,
            without_prefix: false,
        },
        Dialect {
            text_values: false,
            without_prefix: true,
        },
    ] {
        let same = Credentials::new(
            sandbox::CPS_BASE_URL,
            sandbox::CPS_API_KEY,
            sandbox::CPS_PRIVATE_KEY,
            dialect,
        )
        .unwrap();
        let stage = Stage::new();
        assert_eq!(
            word(&stage.run(Pay::new(&same, &order("04243675525"))).outcome),
            "delivered"
        );
        let balance = stage.run(Balance::new(&same, 63, "02123457654")).outcome;
        assert!(matches!(balance, Inquiry::Answered(_)), "{balance:?}");
    }
}
