//! Logging in, and how guessing is slowed down.

use crate::{ADMINISTRATOR, ANA, LUIS, MINUTE_MS, Sent, at_once, attempt, busy_shop, id_of};
use serde_json::{Value, json};
use ventanilla_tests::shop::{Reply, Shop, password_of};

/// What a client can see of an answer, but for the time it was given.
fn seen(reply: &Reply) -> (u16, Value) {
    let mut body = reply.body.clone();
    body["timestamp"] = Value::Null;
    (reply.status, body)
}

#[test]
fn who_logs_in_gets_tokens_and_themselves() {
    let shop = Shop::demo(1);
    let reply = attempt(ANA, &password_of(ANA)).to(&shop).expect(201);
    let user = &reply.body["user"];
    assert_eq!(user["id"], id_of(&shop, ANA));
    assert_eq!(
        (&user["email"], &user["name"], &user["estado"]),
        (&json!(ANA), &json!("ana"), &json!(true))
    );
    assert_eq!(
        user["role"],
        json!({"id": 2, "nombre": "Operador", "descripcion": user["role"]["descripcion"]})
    );
    assert_eq!(user["persona"]["id"], user["id"]);
    assert_eq!(user["created_at"], "2026-06-01T12:00:00.000Z");
    assert!(user["id_user_create"].is_null());
    for field in ["access_token", "refresh_token"] {
        assert_eq!(
            reply.body[field].as_str().unwrap().split('.').count(),
            3,
            "{field} is a JWT"
        );
    }
    let text = reply.body.to_string();
    assert!(
        !text.contains("password") && !text.contains("argon2"),
        "{text}"
    );
}

#[test]
fn an_email_is_known_in_any_case() {
    let shop = Shop::demo(1);
    attempt(" Ana@Kiosco.DEMO ", &password_of(ANA))
        .to(&shop)
        .expect(201);
}

#[test]
fn every_failure_looks_the_same_and_costs_the_same() {
    let shop = Shop::demo(1);
    shop.db
        .execute(&format!(
            "UPDATE user_account SET active = 0, token_version = 2 WHERE login = '{LUIS}'"
        ))
        .unwrap();
    let round_trips = |sent: Sent<'_>| {
        let before = shop.db.round_trips();
        let reply = sent.to(&shop);
        (seen(&reply), shop.db.round_trips() - before)
    };
    let wrong_password = round_trips(attempt(ANA, "no es esta"));
    assert_eq!((wrong_password.0.0, wrong_password.1), (401, 1));
    assert_eq!(wrong_password.0.1["code"], "login_failed");
    assert_eq!(
        round_trips(attempt("nadie@kiosco.demo", "no es esta")),
        wrong_password
    );
    assert_eq!(
        round_trips(attempt(LUIS, &password_of(LUIS))),
        wrong_password
    );
    assert_eq!(
        round_trips(attempt("0123456789", "no es esta")),
        wrong_password
    );
}

#[test]
fn what_is_no_attempt_is_not_counted() {
    let shop = Shop::demo(1);
    for body in [
        "",
        "null",
        "[]",
        "{",
        "\u{0}",
        "{}",
        r#"{"email":"ana@kiosco.demo"}"#,
        r#"{"email":"","password":""}"#,
        r#"{"email":"ana","password":"x"}"#,
        r#"{"email":1,"password":"x"}"#,
        r#"{"email":"ana@kiosco.demo","password":null}"#,
        r#"{"email":"ana@kiosco.demo","password":"x","role":1}"#,
        r#"{"email":"a@b.co","email":"ana@kiosco.demo","password":"x"}"#,
    ] {
        let reply = Sent {
            body: body.to_owned(),
            ..Sent::post("/auth/login", &Value::Null)
        }
        .to(&shop)
        .expect(400);
        assert!(
            reply.body["message"].is_array() || reply.body["message"].is_string(),
            "{body}"
        );
    }
    assert_eq!(shop.db.query("SELECT count(*) FROM attempt"), ["0"]);
    let too_long = json!({"email": ANA, "password": "x".repeat(201)});
    Sent::post("/auth/login", &too_long).to(&shop).expect(400);
}

#[test]
fn five_failures_lock_a_name_at_an_address_until_the_window_ends() {
    let shop = Shop::demo(1);
    for email in [ANA, "nadie@kiosco.demo"] {
        for _ in 0..5 {
            attempt(email, "no es esta").to(&shop).expect(401);
        }
    }
    shop.clock.advance_ms(MINUTE_MS);
    let locked = attempt(ANA, &password_of(ANA)).to(&shop).expect(429);
    assert_eq!(
        (locked.code(), locked.header("retry-after")),
        ("login_locked", Some("840"))
    );
    assert!(
        locked.body["message"]
            .as_str()
            .unwrap()
            .contains("14 minutos"),
        "{}",
        locked.body
    );
    // An unknown name is locked in the same words.
    assert_eq!(
        seen(&attempt("nadie@kiosco.demo", "x").to(&shop)),
        seen(&locked)
    );
    // Another person at the till, and the same person elsewhere, are not.
    attempt(LUIS, &password_of(LUIS)).to(&shop).expect(201);
    attempt(ANA, &password_of(ANA))
        .from("198.51.100.7")
        .to(&shop)
        .expect(201);
    shop.clock.advance_ms(14 * MINUTE_MS - 1);
    attempt(ANA, &password_of(ANA)).to(&shop).expect(429);
    shop.clock.advance_ms(1);
    attempt(ANA, &password_of(ANA)).to(&shop).expect(201);
}

#[test]
fn a_window_that_is_over_starts_again() {
    let shop = Shop::demo(1);
    for _ in 0..4 {
        attempt(ANA, "no es esta").to(&shop).expect(401);
    }
    shop.clock.advance_ms(15 * MINUTE_MS);
    for _ in 0..5 {
        attempt(ANA, "no es esta").to(&shop).expect(401);
    }
    attempt(ANA, "no es esta").to(&shop).expect(429);
}

#[test]
fn a_success_forgets_the_failures_before_it() {
    let shop = Shop::demo(1);
    for _ in 0..3 {
        for _ in 0..4 {
            attempt(ANA, "no es esta").to(&shop).expect(401);
        }
        attempt(ANA, &password_of(ANA)).to(&shop).expect(201);
    }
    // Only what failed stays on the wider buckets.
    let counts = shop
        .db
        .query("SELECT bucket || ' ' || failures FROM attempt ORDER BY bucket");
    assert_eq!(counts, ["address:192.0.2.1 12", "login:ana@kiosco.demo 12"]);
}

#[test]
fn many_addresses_together_lock_a_name() {
    let shop = Shop::demo(1);
    for host in 0..20 {
        attempt(ANA, "no es esta")
            .from(&format!("198.51.100.{host}"))
            .to(&shop)
            .expect(401);
    }
    attempt(ANA, &password_of(ANA))
        .from("203.0.113.1")
        .to(&shop)
        .expect(429);
    attempt(LUIS, &password_of(LUIS))
        .from("203.0.113.1")
        .to(&shop)
        .expect(201);
}

#[test]
fn one_address_cannot_lock_a_name_everywhere() {
    let shop = Shop::demo(1);
    for _ in 0..40 {
        attempt(ANA, "no es esta").from("203.0.113.66").to(&shop);
    }
    attempt(ANA, &password_of(ANA)).to(&shop).expect(201);
}

#[test]
fn an_ipv6_host_is_its_network() {
    let shop = Shop::demo(1);
    for host in 1..=5 {
        attempt(ANA, "no es esta")
            .from(&format!("2001:db8::{host}"))
            .to(&shop)
            .expect(401);
    }
    attempt(ANA, &password_of(ANA))
        .from("2001:db8::ffff")
        .to(&shop)
        .expect(429);
    attempt(ANA, &password_of(ANA))
        .from("2001:db8:0:1::1")
        .to(&shop)
        .expect(201);
}

#[test]
fn an_address_guesses_at_few_names() {
    let shop = Shop::demo(1);
    for name in 0..100 {
        attempt(&format!("nombre{name}@kiosco.demo"), "no es esta")
            .to(&shop)
            .expect(401);
    }
    attempt(ANA, &password_of(ANA)).to(&shop).expect(429);
    attempt(ANA, &password_of(ANA))
        .from("198.51.100.7")
        .to(&shop)
        .expect(201);
}

#[test]
fn parallel_guesses_do_not_slip_through() {
    let shop = busy_shop(1);
    let statuses: Vec<u16> = at_once(&shop, (0..30).map(|_| attempt(ANA, "no es esta")).collect())
        .iter()
        .map(|reply| reply.status)
        .collect();
    assert_eq!(
        statuses.iter().filter(|status| **status == 401).count(),
        5,
        "{statuses:?}"
    );
    assert_eq!(
        statuses.iter().filter(|status| **status == 429).count(),
        25,
        "{statuses:?}"
    );
    attempt(ANA, &password_of(ANA)).to(&shop).expect(429);
}

#[test]
fn a_password_changed_while_it_was_checked_does_not_log_in() {
    let shop = busy_shop(1);
    let administrator = crate::tokens(&shop, ADMINISTRATOR).0;
    let path = format!("/usuario/{}", id_of(&shop, ANA));
    let change = Sent {
        method: ventanilla_worker::http::Method::Patch,
        ..Sent::post(&path, &json!({"password": "otra-clave-nueva"}))
    };
    let replies = at_once(
        &shop,
        vec![
            attempt(ANA, &password_of(ANA)),
            change.with_bearer(&administrator),
        ],
    );
    assert_eq!(
        (replies[0].status, replies[1].status),
        (401, 200),
        "{replies:?}"
    );
}

#[test]
fn what_is_over_is_deleted_bit_by_bit() {
    let shop = Shop::demo(1);
    for name in 0..50 {
        attempt(&format!("nombre{name}@kiosco.demo"), "no es esta")
            .to(&shop)
            .expect(401);
    }
    for _ in 0..30 {
        crate::tokens(&shop, ANA);
    }
    // A week, so that the log-ins are over as well.
    shop.clock.advance_ms(8 * 24 * 60 * MINUTE_MS);
    for _ in 0..10 {
        crate::tokens(&shop, LUIS);
    }
    let old = |table: &str, column: &str| {
        shop.db.query(&format!(
            "SELECT count(*) FROM {table} WHERE {column} <= {}",
            now_ms(&shop)
        ))
    };
    assert_eq!(old("attempt", "window_ends_at_ms"), ["0"]);
    assert_eq!(old("login_session", "expires_at_ms"), ["0"]);
    assert_eq!(old("refresh_token", "expires_at_ms"), ["0"]);
    assert_eq!(shop.db.query("SELECT count(*) FROM login_session"), ["10"]);
}

fn now_ms(shop: &Shop) -> i64 {
    shop.app.ports.clock.now_ms()
}
