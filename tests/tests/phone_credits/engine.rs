//! Against a server of the deployment's or the tenant's own: what is sent, a list that has changed, an account that has changed, and faults
//! between the steps.

use super::*;
use std::cell::RefCell;
use std::rc::Rc;
use ventanilla_tests::doubles::{FakeHttp, http_answer};
use ventanilla_tests::sqlite::Fault;
use ventanilla_worker::ports::{HttpError, HttpRequest};
use ventanilla_worker::providers::bitcapital::Credentials;

const SERVER: &str = "https://upstream.example/v9";
const UPSTREAM_ORDER: &str = "98291601-80aa-4082-ba6d-bf92621fe9c7";

/// A shop whose orders go to a server of the deployment's. What it answers to a completion and to the history can be changed.
struct Beside {
    loja: Loja,
    http: FakeHttp,
    answers: Rc<RefCell<Answers>>,
}

struct Answers {
    token: u16,
    complete: Result<(u16, String), HttpError>,
    history: Result<(u16, String), HttpError>,
}

fn transaction(status: &str, amount: &str) -> String {
    format!(
        r#"{{"id":"t-1","type":"payment","status":"{status}","createdAt":"2026-06-01T12:00:00.000Z","updatedAt":"2026-06-01T12:00:00.000Z","banking":null,"payments":[{{"id":"p-1","type":"withdrawal","status":"settled","scheduleFor":null,"amount":"{amount}"}}],"additionalData":{{"phoneCreditOrderId":"{UPSTREAM_ORDER}","providerCode":"001","phoneCode":"19","phoneNumber":"996416288"}}}}"#
    )
}

fn order(status: &str, wallet: &str, chosen: &str) -> String {
    format!(
        r#"{{"id":"{UPSTREAM_ORDER}","providerCode":"001","phoneNumber":"996416288","phoneCode":"19","providerOrderId":"4c023bf5-0ffe-40c8-a99d-e5feeb47de65","status":"{status}","walletId":{wallet},"chosenAmount":{chosen},"amounts":[{{"id":"0a1b2c3d-9a41-4c5e-8d9d-0a1b2c3d4e5f","amount":"500","amountKey":"","deletedAt":null,"createdAt":"2026-06-01T12:00:00.000Z","updatedAt":"2026-06-01T12:00:00.000Z"}}],"deletedAt":null,"createdAt":"2026-06-01T12:00:00.000Z","updatedAt":"2026-06-01T12:00:00.000Z"}}"#
    )
}

fn beside() -> Beside {
    let answers = Rc::new(RefCell::new(Answers {
        token: 200,
        complete: Ok((200, transaction("executed", "5.00"))),
        history: Ok((200, "[]".to_owned())),
    }));
    let given = Rc::clone(&answers);
    let http = FakeHttp::answering(move |request: &HttpRequest| {
        let path = request.url.strip_prefix(SERVER).expect("its own server");
        let answer = match path {
            "/oauth/token" => Ok((
                given.borrow().token,
                r#"{"access_token":"AT","refresh_token":null,"token_type":"bearer","expires_in":1800,"user_id":"u","virtual":true,"scope":[]}"#.to_owned(),
            )),
            "/phone-credits/order/create" => Ok((200, order("created", "null", "null"))),
            path if path.ends_with("/complete") => given.borrow().complete.clone(),
            _ => given.borrow().history.clone(),
        };
        answer.map(|(status, body)| http_answer(status, &body))
    });
    let mut shop = Shop::empty_beside(17, http.clone());
    shop.set_up(&demo_tenant("Loja Demo")).expect(201);
    shop.app.settings.bitcapital = Credentials::new(SERVER, "cid", "root").ok();
    Beside {
        loja: with_session(shop),
        http,
        answers,
    }
}

impl Beside {
    fn create(&self) -> String {
        text(&self.loja.create("88")["id"])
    }

    /// Requests to a path that ends like this.
    fn sent(&self, end: &str) -> Vec<HttpRequest> {
        let requests = self.http.requests().into_iter();
        requests
            .filter(|request| request.url.ends_with(end))
            .collect()
    }
}

#[test]
fn what_is_sent_to_the_deployment_s_server() {
    let beside = beside();
    let id = beside.create();
    let done = beside.loja.complete(None, &id, "5.00").expect(200);
    assert_eq!(done.body["status"], "executed");
    let create = &beside.sent("/order/create")[0];
    assert_eq!(create.url, format!("{SERVER}/phone-credits/order/create"));
    assert_eq!(
        create.body.as_deref(),
        Some(r#"{"phoneCode":"19","phoneNumber":"996416288","providerCode":"001"}"#)
    );
    let complete = &beside.sent("/complete")[0];
    assert_eq!(
        complete.url,
        format!("{SERVER}/phone-credits/order/{UPSTREAM_ORDER}/complete")
    );
    let body = format!(r#"{{"amount":"5.00","source":"{WALLET}"}}"#);
    assert_eq!(complete.body.as_deref(), Some(body.as_str()));
    let timestamp = complete.header("x-request-timestamp").unwrap();
    let path = format!("/phone-credits/order/{UPSTREAM_ORDER}/complete");
    let expected =
        PlatformKey::new("root")
            .unwrap()
            .sign(Method::Post, &path, timestamp, Some(&body));
    assert_eq!(
        complete.header("x-request-signature"),
        Some(expected.as_str())
    );
    assert_eq!(complete.header("authorization"), Some("Bearer AT"));
    let payment = beside
        .loja
        .shop
        .get(BRUNA, &format!("/pagos/{}", text(&done.body["id"])));
    assert_eq!(payment.expect(200).body["es_simulado"], false);
    beside.loja.shop.assert_sound();
}

#[test]
fn without_a_session_at_the_provider_nothing_is_taken_in() {
    let beside = beside();
    let id = beside.create();
    beside.answers.borrow_mut().token = 503;
    let refused = beside.loja.complete(Some("k"), &id, "5.00").expect(502);
    assert_eq!(code(&refused), "provider_unavailable");
    assert_eq!(beside.loja.drawer(), 100_000);
    assert_eq!(beside.loja.wallet(), (FUNDS, 0));
    assert_eq!(beside.loja.status(&id), "created");
    // The same key is good once there is one.
    beside.answers.borrow_mut().token = 200;
    let done = beside.loja.complete(Some("k"), &id, "5.00").expect(200);
    assert_eq!(done.body["status"], "executed");
    // What was stored before it was sent is the completion itself.
    let calls = format!("/pagos/{}/llamadas", text(&done.body["id"]));
    let calls = beside.loja.shop.get(GERENTE, &calls).expect(200).body;
    assert_eq!(calls.as_array().unwrap().len(), 1);
    assert!(
        text(&calls[0]["enviado"]).contains("/complete\n"),
        "{calls}"
    );
    beside.loja.shop.assert_sound();
}

#[test]
fn a_list_that_changed_since_is_the_provider_s_to_refuse() {
    let beside = beside();
    let id = beside.create();
    beside.answers.borrow_mut().complete = Ok((
        400,
        r#"{"status":400,"message":"[400] amount not offered (stackId: x)","stackId":"x"}"#
            .to_owned(),
    ));
    let refused = beside.loja.complete(Some("k"), &id, "5.00").expect(502);
    assert_eq!(code(&refused), "provider_refused");
    assert_eq!(beside.loja.wallet(), (FUNDS, 0));
    assert_eq!(beside.loja.status(&id), "failed");
    let operation = text(&refused.body["details"]["transactionId"]);
    let payment = beside
        .loja
        .shop
        .get(BRUNA, &format!("/pagos/{operation}"))
        .expect(200)
        .body;
    assert_eq!(
        (&payment["estado"], &payment["devolucion"]),
        (&json!("refused"), &json!("pendiente"))
    );
    let refund = format!("/pagos/{operation}/devolver");
    beside
        .loja
        .shop
        .post_with_key(BRUNA, "r", &refund, &Value::Null)
        .expect(201);
    assert_eq!((beside.loja.drawer(), beside.loja.deposit()), (100_000, 0));
    beside.loja.shop.assert_sound();
}

/// What the provider answers, then what its history says, and where the order ends.
#[test]
fn what_the_history_says_settles_what_was_unknown() {
    let wallet = format!("\"{WALLET}\"");
    for (complete, history, status) in [
        (
            Err(HttpError::TimedOut),
            order("completed", &wallet, "\"500\""),
            "completed",
        ),
        (
            Ok((500, "x".to_owned())),
            order("failed", &wallet, "\"500\""),
            "failed",
        ),
        (
            Ok((200, "{".to_owned())),
            order("processing", &wallet, "\"500\""),
            "processing",
        ),
        (
            Ok((200, transaction("executed", "50.00"))),
            order("completed", &wallet, "\"5000\""),
            "processing",
        ),
        (
            Ok((200, transaction("pending", "5.00"))),
            order("completed", &wallet, "\"500\""),
            "completed",
        ),
        (
            Ok((
                409,
                r#"{"status":409,"message":"[409] x (stackId: y)","stackId":"y"}"#.to_owned(),
            )),
            order("completed", &wallet, "\"500\""),
            "completed",
        ),
        (
            Err(HttpError::Connection("reset".to_owned())),
            String::new(),
            "processing",
        ),
    ] {
        let beside = beside();
        let id = beside.create();
        beside.answers.borrow_mut().complete = complete.clone();
        let first = beside.loja.complete(Some("k"), &id, "5.00").expect(200);
        assert_eq!(first.body["status"], "pending", "{complete:?}");
        assert_eq!(beside.loja.status(&id), "processing", "{complete:?}");
        assert_eq!(beside.loja.wallet(), (FUNDS, 500));
        beside.answers.borrow_mut().history = Ok((200, format!("[{history}]")));
        beside.loja.let_time_pass();
        assert_eq!(beside.loja.status(&id), status, "{complete:?} {history}");
        // Whatever came of it, it was sent once.
        assert_eq!(beside.sent("/complete").len(), 1);
        assert!(beside.sent(&format!("/history/{WALLET}")).len() >= 1);
        beside.loja.shop.assert_sound();
    }
}

#[test]
fn a_provider_that_does_not_answer_creates_nothing() {
    let http = FakeHttp::unreachable();
    let mut shop = Shop::empty_beside(17, http);
    shop.set_up(&demo_tenant("Loja Demo")).expect(201);
    shop.app.settings.bitcapital = Credentials::new(SERVER, "cid", "root").ok();
    let loja = with_session(shop);
    let body = json!({"phoneCode": "19", "phoneNumber": number("99"), "providerCode": "001"});
    let refused = loja.shop.post(BRUNA, CREATE, &body);
    assert!([502, 504].contains(&refused.status), "{}", refused.body);
    let refused = loja.shop.get(BRUNA, "/phone-credits/providers");
    assert!([502, 504].contains(&refused.status), "{}", refused.body);
    assert_eq!(
        loja.shop
            .db
            .query("SELECT count(*) FROM phone_credit_order"),
        ["0"]
    );
}

#[test]
fn an_order_is_completed_where_it_was_created() {
    let mut beside = beside();
    let id = beside.create();
    let shop = &mut beside.loja.shop;
    shop.app.settings.provider_base_urls = vec![SERVER.to_owned()];
    let account = json!({"base_url": SERVER, "api_key": "own-client", "private_key": "own-secret"});
    let path = "/proveedores/bitcapital/cuenta";
    let set = shop
        .request(ADMIN, Method::Put, path, &[], &account)
        .expect(200);
    assert_eq!(set.body["base_url"], SERVER);
    let refused = beside.loja.complete(None, &id, "5.00").expect(409);
    assert_eq!(code(&refused), "order_expired");
    assert_eq!(beside.sent("/complete").len(), 0);
    let id = beside.create();
    beside.loja.complete(None, &id, "5.00").expect(200);
    use base64::Engine;
    let basic = base64::engine::general_purpose::STANDARD.encode("own-client:own-secret");
    let tokens = beside.sent("/oauth/token");
    assert_eq!(
        tokens.last().unwrap().header("authorization"),
        Some(format!("Basic {basic}").as_str())
    );
    let rows = beside
        .loja
        .shop
        .db
        .query("SELECT sealed FROM provider_account");
    assert!(!rows[0].contains("own-secret"));
    beside.loja.shop.assert_sound();
}

#[test]
fn a_live_shop_without_an_account_is_refused_in_words() {
    let mut shop = Shop::empty(17);
    let mut tenant = demo_tenant("Loja Demo");
    tenant["mode"] = json!("live");
    shop.set_up(&tenant).expect(201);
    shop.log_in(BRUNA);
    let body = json!({"phoneCode": "19", "phoneNumber": number("99"), "providerCode": "001"});
    let refused = shop.post(BRUNA, CREATE, &body).expect(409);
    assert_eq!(code(&refused), "provider_account_missing");
}

/// The database fails at each step of a completion: whatever is answered, the phone is recharged once at most, and asking again with the same
/// key tells how it stands.
#[test]
fn faults_between_the_steps() {
    for passing in 0..5 {
        for (name, fault) in [
            ("after", Fault::LostAfterCommit),
            ("before", Fault::LostBeforeCommit),
        ] {
            for suffering in [1, 6] {
                let beside = beside();
                let id = beside.create();
                let named = format!("{passing} {name} {suffering}");
                beside
                    .loja
                    .shop
                    .db
                    .fail_after(passing, fault.clone(), suffering);
                let first = beside.loja.complete(Some("k"), &id, "5.00");
                beside.loja.shop.db.fail_after(0, fault.clone(), 0);
                assert!(
                    [200, 500, 503].contains(&first.status),
                    "{named}: {}",
                    first.body
                );
                beside.loja.shop.clock.advance_ms(61_000);
                let wallet = format!("\"{WALLET}\"");
                if !beside.sent("/complete").is_empty() {
                    beside.answers.borrow_mut().history =
                        Ok((200, format!("[{}]", order("completed", &wallet, "\"500\""))));
                }
                beside.loja.let_time_pass();
                let again = beside.loja.complete(Some("k"), &id, "5.00");
                let sent = beside.sent("/complete").len();
                assert!(sent <= 1, "{named}: sent {sent} times");
                let expected = if sent == 1 {
                    (FUNDS - 500, 0)
                } else {
                    (FUNDS, 500)
                };
                assert_eq!(again.status, 200, "{named}: {}", again.body);
                assert_eq!(beside.loja.wallet(), expected, "{named}");
                beside.loja.shop.assert_sound();
            }
        }
    }
}
