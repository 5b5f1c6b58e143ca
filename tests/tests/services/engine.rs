//! Where orders go, what holds them back, and what the job does about those that nobody came back for.

use super::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use ventanilla_tests::doubles::{FakeHttp, http_answer};
use ventanilla_tests::sqlite::{Fault, Sqlite};
use ventanilla_worker::ports::HttpError;
use ventanilla_worker::providers::cps::{Credentials, Dialect};

const SERVER: &str = "https://cps.example/cps";

/// A shop whose orders go to a server of the deployment's, which answers with a function.
pub(super) fn beside(
    answer: impl Fn(&str) -> Result<(u16, String), HttpError> + 'static,
) -> (Bodega, FakeHttp) {
    let http = FakeHttp::answering(move |request| {
        answer(&request.url).map(|(status, body)| http_answer(status, &body))
    });
    let mut shop = Shop::empty_beside(11, http.clone());
    shop.set_up(&demo_tenant("Bodega Demo")).expect(201);
    shop.app.settings.cps = Credentials::new(SERVER, "k", "p", Dialect::default()).ok();
    (with_session(shop), http)
}

pub(super) fn approved() -> String {
    r#"{"success":true,"data":{"idOperation":"up-1","status":"approved","reference":"REF-77"}}"#
        .to_owned()
}

#[test]
fn a_deployment_s_server_takes_the_sandbox_s_place() {
    let (bodega, http) = beside(|_| Ok((200, approved())));
    let paid = bodega.pay(None, &order(&number("02"), "10.50")).expect(200);
    assert_eq!(paid.body["data"]["reference"], "REF-77");
    let requests = http.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].url, format!("{SERVER}/v2/operation/use/pay"));
    assert_eq!(
        requests[0].body.as_deref(),
        Some(order(&number("02"), "10.5").as_str())
    );
    assert_eq!(bodega.payment(&id_of(&paid))["es_simulado"], json!(false));
    bodega.shop.assert_sound();
}

#[test]
fn a_live_shop_without_an_account_is_refused_in_words_and_with_one_goes_there() {
    let http = FakeHttp::answering(|_| Ok(http_answer(200, &approved())));
    let mut shop = Shop::empty_beside(11, http.clone());
    let mut tenant = demo_tenant("Bodega Demo");
    tenant["mode"] = json!("live");
    shop.set_up(&tenant).expect(201);
    shop.app.settings.provider_base_urls = vec![SERVER.to_owned()];
    let bodega = with_session(shop);
    let refused = bodega.pay(None, &order(&number("99"), "10")).expect(409);
    assert_eq!(refused.body["error"]["reason"], "provider_account_missing");
    assert!(http.requests().is_empty());
    assert_eq!(bodega.drawer(), 100_000);

    let shop = &bodega.shop;
    let account = |email: &str, base_url: &str| {
        let body =
            json!({"base_url": base_url, "api_key": "shop-key", "private_key": "shop-secret"});
        shop.request(email, Method::Put, "/proveedores/cps/cuenta", &[], &body)
    };
    assert_eq!(account(GERENTE, SERVER).status, 403);
    for base_url in [
        "https://cps.example.evil/cps",
        "https://cps.example/cps/../x",
        "http://169.254.169.254/",
        "https://cps.example",
    ] {
        let refused = account(ADMIN, base_url).expect(400);
        assert_eq!(refused.code(), "base_url_not_allowed", "{base_url}");
    }
    let set = account(ADMIN, SERVER).expect(200);
    assert_eq!(set.body["base_url"], SERVER);
    assert!(!set.body.to_string().contains("shop-"));
    let body = order(&number("99"), "10");
    let paid = bodega.pay(Some("k-1"), &body).expect(200);
    assert_eq!(http.requests()[0].header("api-key"), Some("shop-key"));
    let rows = shop.db.query("SELECT sealed FROM provider_account");
    assert!(!rows[0].contains("shop-secret"));
    shop.request(
        ADMIN,
        Method::Delete,
        "/proveedores/cps/cuenta",
        &[],
        &Value::Null,
    )
    .expect(200);
    // Nothing is sent any more; what was sent before is answered all the same, to whoever did not hear it.
    bodega.pay(None, &body).expect(409);
    bodega.pay(Some("k-2"), &body).expect(409);
    assert_eq!(bodega.pay(Some("k-1"), &body).expect(200).body, paid.body);
    let other = bodega.pay(Some("k-1"), &order(&number("99"), "11"));
    assert_eq!(
        other.expect(422).body["error"]["reason"],
        "idempotency_conflict"
    );
    assert_eq!(http.requests().len(), 1);
    bodega.shop.assert_sound();
}

#[test]
fn what_holds_a_payment_back() {
    let bodega = bodega();
    let pay = |body: &str| bodega.pay(None, body);
    for (body, status, code, field) in [
        ("x", 400, "INVALID_BODY", Value::Null),
        ("[]", 400, "INVALID_BODY", Value::Null),
        ("{}", 400, "MISSING_FIELD", json!("numberService")),
        (
            r#"{"numberService":"04145550099","idTypeService":57,"amount":"10"}"#,
            400,
            "INVALID_FIELD",
            json!("amount"),
        ),
        (
            r#"{"numberService":4145550099,"idTypeService":57,"amount":10}"#,
            400,
            "INVALID_FIELD",
            json!("numberService"),
        ),
        (
            &order("04145550099", "0"),
            400,
            "INVALID_FIELD",
            json!("amount"),
        ),
        (
            &order("04145550099", "-1"),
            400,
            "INVALID_FIELD",
            json!("amount"),
        ),
        (
            &order("04145550099", "10.555"),
            400,
            "INVALID_FIELD",
            json!("amount"),
        ),
        (
            &order("04125550099", "10"),
            400,
            "INVALID_NUMBER",
            json!("numberService"),
        ),
        (
            r#"{"numberService":"04145550099","idTypeService":65,"amount":10}"#,
            400,
            "UNKNOWN_SERVICE",
            json!("idTypeService"),
        ),
    ] {
        let refused = pay(body);
        assert_eq!(refused.status, status, "{body}: {}", refused.body);
        assert_eq!(refused.body["error"]["code"], code, "{body}");
        assert_eq!(refused.body["error"]["field"], field, "{body}");
    }
    let refused = pay(&order(&number("99"), "50000.01")).expect(402);
    assert_eq!(refused.body["error"]["code"], "INSUFFICIENT_FUNDS");
    assert_eq!(refused.body["error"]["reason"], "prefund_insufficient");
    assert!(text(&refused.body["error"]["message"]).contains("50000.00"));
    let funded = bodega
        .shop
        .post_with_key(
            GERENTE,
            "f-1",
            "/proveedores/cps/fondos",
            &json!({"monto": "0.01", "motivo": "Depósito 12"}),
        )
        .expect(201);
    assert_eq!(funded.body["fondo"], "50000.01");
    pay(&order(&number("99"), "50000.01")).expect(200);
    // Without an open register there is nowhere for the cash to go.
    let bearer = format!("Bearer {}", bodega.shop.token(GERENTE));
    let refused = bodega.shop.send(
        Method::Post,
        PAY,
        &[("authorization", &bearer)],
        order(&number("99"), "1").as_bytes(),
    );
    assert_eq!(refused.body["error"]["reason"], "session_not_open");
    assert_eq!(bodega.shop.send(Method::Get, PAY, &[], b"").status, 405);
    assert_eq!(bodega.shop.send(Method::Post, PAY, &[], b"{}").status, 401);
    bodega.shop.assert_sound();
}

#[test]
fn services_are_for_venezuela() {
    let mut shop = Shop::demo(3);
    shop.log_in("ana@kiosco.demo");
    let refused = shop.get("ana@kiosco.demo", "/cps/v2/list/basic_services");
    assert_eq!(refused.body["error"]["reason"], "not_available");
}

#[test]
fn one_that_nobody_came_back_for_waits_for_a_person() {
    // The instance ends while the provider is asked.
    let asked = Rc::new(Cell::new(0));
    let counted = Rc::clone(&asked);
    let (bodega, _) = beside(move |_| {
        counted.set(counted.get() + 1);
        Ok((200, approved()))
    });
    // The second batch never happens.
    bodega.shop.db.fail_after(2, Fault::LostBeforeCommit, 4);
    let lost = bodega
        .pay(Some("k-1"), &order(&number("99"), "10"))
        .expect(200);
    assert_eq!(lost.body["data"]["status"], "pending", "{}", lost.body);
    assert_eq!(asked.get(), 1);
    // Asked again while it may be running, it says so; nothing is sent.
    let running = bodega.pay(Some("k-1"), &order(&number("99"), "10"));
    assert_eq!(running.status, 409, "{}", running.body);
    assert_eq!(bodega.reconcile(), 0, "it is leased");
    bodega.shop.clock.advance_ms(61_000);
    assert_eq!(bodega.reconcile(), 1);
    assert_eq!(bodega.reconcile(), 0);
    let unknown = bodega
        .pay(Some("k-1"), &order(&number("99"), "10"))
        .expect(200);
    assert_eq!(unknown.body["data"]["status"], "pending");
    assert_eq!(asked.get(), 1);
    assert_eq!(bodega.operation_state(&id_of(&unknown)), "unknown");
    let payment = bodega.payment(&id_of(&unknown));
    assert_eq!(
        (&payment["causa"], &payment["detalle"]),
        (&json!("order_answer_lost"), &Value::Null)
    );
    bodega.shop.assert_sound();
}

#[test]
fn under_a_lease_that_is_almost_over_nothing_is_sent() {
    // A lease lasts 60 s; sending takes up to 20 s, and recording what came of it is given 10 s.
    for (late_ms, sent, state) in [(30_000, 1, "delivered"), (30_001, 0, "refused")] {
        let (bodega, http) = beside(|_| Ok((200, approved())));
        let clock = bodega.shop.clock.clone();
        // The account is read, then the payment is stored.
        bodega.shop.db.fail_after(1, Fault::Late(clock, late_ms), 1);
        let body = order(&number("99"), "10");
        let paid = bodega.pay(Some("k-1"), &body);
        assert_eq!(http.requests().len(), sent, "{late_ms}");
        let payment = bodega.payment(&id_of(&paid));
        assert_eq!(payment["estado"], state, "{late_ms}: {payment}");
        if sent == 0 {
            assert_eq!(
                paid.expect(502).body["error"]["reason"],
                "provider_unavailable"
            );
            assert_eq!(payment["devolucion"], "pendiente");
            assert_eq!(payment["causa"], "order_not_sent");
        }
        assert_eq!(bodega.prefund().1, 0);
        bodega.shop.assert_sound();
    }
}

/// A provider that does not answer keeps few others waiting.
#[test]
fn four_orders_are_asked_about_at_once_each_with_a_nonce_of_its_own() {
    let leased_at_first: Rc<Cell<Option<usize>>> = Rc::default();
    let database: Rc<RefCell<Option<Sqlite>>> = Rc::default();
    let (seen, looked_into) = (Rc::clone(&leased_at_first), Rc::clone(&database));
    let (bodega, http) = beside(move |url| {
        if !url.contains("/operaciones/") {
            let body = r#"{"success":true,"data":{"idOperation":"up-1","status":"pending"}}"#;
            return Ok((200, body.to_owned()));
        }
        if seen.get().is_none()
            && let Some(database) = looked_into.borrow().as_ref()
        {
            let leased = database.query(
                "SELECT operation_id FROM provider_order WHERE lease_until_ms > updated_at_ms",
            );
            seen.set(Some(leased.len()));
        }
        Ok((200, r#"{"id":"up-1","estado":"succeeded"}"#.to_owned()))
    });
    for amount in 1..=9 {
        bodega
            .pay(None, &order(&number("99"), &amount.to_string()))
            .expect(200);
    }
    *database.borrow_mut() = Some(bodega.shop.db.clone());
    bodega.shop.clock.advance_ms(60_000);
    assert_eq!(bodega.reconcile(), 9);
    assert_eq!(leased_at_first.get(), Some(4));
    let nonces: BTreeSet<String> = http
        .requests()
        .iter()
        .filter_map(|request| request.header("api-nonce").map(str::to_owned))
        .collect();
    assert_eq!(nonces.len(), 18);
    assert_eq!(bodega.waiting(), 0);
    bodega.shop.assert_sound();
}

#[test]
fn an_error_that_names_its_order_is_looked_up() {
    let (bodega, http) = beside(|url| {
        Ok(if url.contains("/operaciones/") {
            (200, r#"{"id":"up-1","estado":"failed"}"#.to_owned())
        } else {
            let body = r#"{"success":false,"error":{"code":"OPERATOR_ERROR","message":"no","idOperation":"up-1"}}"#;
            (502, body.to_owned())
        })
    });
    let id = id_of(&bodega.pay(None, &order(&number("99"), "10")).expect(200));
    assert_eq!(bodega.payment(&id)["estado"], "unknown");
    bodega.shop.clock.advance_ms(60_000);
    assert_eq!(bodega.reconcile(), 1);
    assert_eq!(bodega.payment(&id)["estado"], "refused");
    assert_eq!(bodega.payment(&id)["devolucion"], "pendiente");
    assert_eq!(http.requests().len(), 2);
    bodega.shop.assert_sound();
}

/// Nobody answered in between: the provider has it all the same, and is asked until it ends.
#[test]
fn a_look_up_that_fails_is_followed_by_others() {
    let answers = Rc::new(Cell::new("created"));
    let told = Rc::clone(&answers);
    let (bodega, _) = beside(move |url| {
        if !url.contains("/operaciones/") {
            let body = r#"{"success":true,"data":{"idOperation":"up-1","status":"pending"}}"#;
            return Ok((200, body.to_owned()));
        }
        match told.get() {
            "" => Err(HttpError::TimedOut),
            state => Ok((200, format!(r#"{{"id":"up-1","estado":"{state}"}}"#))),
        }
    });
    let id = id_of(&bodega.pay(None, &order(&number("99"), "10")).expect(200));
    for (answer, state, operation) in [
        ("created", "pending", "submitted"),
        ("", "pending", "submitted"),
        ("", "pending", "submitted"),
        ("submitted", "pending", "submitted"),
        ("", "pending", "submitted"),
        ("succeeded", "delivered", "succeeded"),
    ] {
        answers.set(answer);
        bodega.shop.clock.advance_ms(3_700_000);
        assert_eq!(bodega.reconcile(), 1, "{answer:?}");
        assert_eq!(bodega.payment(&id)["estado"], state, "{answer:?}");
        assert_eq!(bodega.operation_state(&id), operation, "{answer:?}");
        bodega.shop.assert_sound();
    }
    let calls = bodega.shop.get(GERENTE, &format!("/pagos/{id}/llamadas"));
    let calls = calls.expect(200).body;
    let reasons: Vec<&Value> = calls
        .as_array()
        .unwrap()
        .iter()
        .map(|call| &call["causa"])
        .collect();
    let (answered, unanswered) = (&Value::Null, &json!("order_unanswered"));
    assert_eq!(
        reasons,
        [
            answered, answered, unanswered, unanswered, answered, unanswered, answered
        ]
    );
}

#[test]
fn a_clear_answer_is_recorded_though_the_lease_ran_out() {
    let shop_s: Rc<RefCell<Option<Sqlite>>> = Rc::default();
    let database = Rc::clone(&shop_s);
    let (bodega, _) = beside(move |_| {
        // Meanwhile the job has given the order up.
        if let Some(db) = database.borrow().as_ref() {
            db.execute(
                "UPDATE provider_order SET state = 'unknown', lease_until_ms = 0, next_attempt_at_ms = NULL, updated_at_ms = 2",
            )
            .expect("a step");
        }
        Ok((200, approved()))
    });
    *shop_s.borrow_mut() = Some(bodega.shop.db.clone());
    let paid = bodega.pay(None, &order(&number("99"), "10")).expect(200);
    assert_eq!(paid.body["data"]["status"], "approved");
    assert_eq!(bodega.payment(&id_of(&paid))["referencia"], "REF-77");
    bodega.shop.assert_sound();
}

#[test]
fn one_whose_server_is_gone_waits_and_can_be_resolved() {
    let (mut bodega, http) = beside(|_| {
        let body = r#"{"success":true,"data":{"idOperation":"up-1","status":"pending"}}"#;
        Ok((200, body.to_owned()))
    });
    let id = id_of(&bodega.pay(None, &order(&number("99"), "10")).expect(200));
    bodega.shop.app.settings.cps = None;
    for _ in 0..3 {
        bodega.shop.clock.advance_ms(3_700_000);
        assert_eq!(bodega.reconcile(), 1);
        assert_eq!(bodega.reconcile(), 0);
    }
    assert_eq!(http.requests().len(), 1);
    let payment = bodega.payment(&id);
    assert_eq!(
        (&payment["estado"], &payment["causa"], &payment["detalle"]),
        (
            &json!("pending"),
            &json!("order_lookup_failed"),
            &Value::Null
        )
    );
    let body = json!({"resultado": "entregado", "evidencia": "Figura en su lista"});
    let path = format!("/pagos/{id}/resolver");
    let resolved = bodega.shop.post(GERENTE, &path, &body).expect(200);
    assert_eq!(resolved.body["estado"], "delivered");
    bodega.shop.assert_sound();
}

#[test]
fn a_long_reference_is_no_reason_to_lose_an_answer() {
    for length in [100, 200, 300] {
        let (bodega, _) = beside(move |_| {
            let reference = "R".repeat(length);
            let body = format!(
                r#"{{"success":true,"data":{{"status":"approved","reference":"{reference}"}}}}"#
            );
            Ok((200, body))
        });
        let paid = bodega.pay(None, &order(&number("99"), "10")).expect(200);
        assert_eq!(paid.body["data"]["status"], "approved", "{length}");
    }
}

#[test]
fn a_look_up_backs_off_and_is_asked_again() {
    let answers = Rc::new(Cell::new("submitted"));
    let told = Rc::clone(&answers);
    let (bodega, http) = beside(move |url| {
        Ok((
            200,
            if url.contains("/operaciones/") {
                format!(r#"{{"id":"up-1","estado":"{}"}}"#, told.get())
            } else {
                r#"{"success":true,"data":{"idOperation":"up-1","status":"pending"}}"#.to_owned()
            },
        ))
    });
    let id = id_of(&bodega.pay(None, &order(&number("99"), "10")).expect(200));
    let mut asked = Vec::new();
    for minute in 0..60 {
        bodega.shop.clock.advance_ms(60_000);
        if bodega.reconcile() > 0 {
            asked.push(minute);
        }
    }
    assert!(asked.len() > 3 && asked.len() < 12, "{asked:?}");
    let gaps: Vec<i32> = asked.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.is_sorted(), "{gaps:?}");
    assert_eq!(bodega.payment(&id)["estado"], "pending");
    answers.set("succeeded");
    bodega.shop.clock.advance_ms(3_700_000);
    bodega.reconcile();
    assert_eq!(bodega.payment(&id)["estado"], "delivered");
    assert!(
        http.requests()
            .iter()
            .all(|request| request.timeout_ms <= 20_000)
    );
    assert!(iso(bodega.shop.clock.now_ms()) > iso(0));
    bodega.shop.assert_sound();
}
