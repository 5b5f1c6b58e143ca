//! A forgotten password.

use crate::{
    ADMINISTRATOR, ANA, HOME, LUIS, MINUTE_MS, Sent, at_once, attempt, busy_shop, id_of, neighbour,
    tokens,
};
use futures::future::LocalBoxFuture;
use serde_json::json;
use ventanilla_tests::shop::{Reply, Shop, password_of};
use ventanilla_worker::http::Method;
use ventanilla_worker::ports::{Letter, Mail};

const NEW: &str = "clave-nueva-2026";

fn asking<'a>(email: &str) -> Sent<'a> {
    Sent::post("/auth/reset/code", &json!({"email": email}))
}

fn confirming<'a>(email: &str, code: &str) -> Sent<'a> {
    Sent::post("/auth/confirm-code", &json!({"email": email, "code": code}))
}

fn setting<'a>(email: &str) -> Sent<'a> {
    Sent::post(
        "/auth/reset-confirm",
        &json!({"email": email, "newPassword": NEW}),
    )
}

fn setting_with<'a>(email: &str, code: &str) -> Sent<'a> {
    Sent::post(
        "/auth/reset-confirm",
        &json!({"email": email, "newPassword": NEW, "code": code}),
    )
}

/// Asks for a code and takes it out of the letter.
#[track_caller]
fn code(shop: &Shop, email: &str) -> String {
    let reply = asking(email).to(shop).expect(201);
    assert_eq!(
        reply.body,
        json!({"message": "Código de verificación enviado al correo"})
    );
    let letter = shop.mailbox.letters().pop().expect("a letter");
    assert_eq!(letter.to, email);
    let code: String = letter
        .body
        .split(": ")
        .nth(1)
        .expect("a code")
        .chars()
        .take(6)
        .collect();
    assert!(
        code.bytes()
            .all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte)),
        "{code}"
    );
    code
}

fn other_than(code: &str) -> &'static str {
    if code == "000000" { "111111" } else { "000000" }
}

#[track_caller]
fn refused(reply: Reply) {
    assert_eq!(reply.expect(400).code(), "reset_code_invalid");
}

#[test]
fn the_three_steps_of_the_existing_front_end() {
    let shop = Shop::demo(1);
    let (access, refresh) = tokens(&shop, ANA);
    let code = code(&shop, ANA);
    assert!(!shop.db.query("SELECT code_hash FROM password_reset")[0].contains(&code));
    assert_eq!(
        confirming(ANA, &code).to(&shop).expect(201).body,
        json!({"message": "Código de verificación correcto"})
    );
    assert_eq!(
        setting(ANA).to(&shop).expect(201).body,
        json!({"message": "Contraseña actualizada correctamente"})
    );
    Sent::get("/cajas", &access).to(&shop).expect(401);
    Sent::post("/auth/refresh_token", &json!({}))
        .with_bearer(&refresh)
        .to(&shop)
        .expect(401);
    attempt(ANA, &password_of(ANA)).to(&shop).expect(401);
    attempt(ANA, NEW).to(&shop).expect(201);
    // Once.
    refused(setting(ANA).to(&shop));
    refused(setting_with(ANA, &code).to(&shop));
    refused(confirming(ANA, &code).to(&shop));
}

#[test]
fn with_the_code_no_confirmation_is_needed() {
    let shop = Shop::demo(1);
    let code = code(&shop, ANA);
    setting_with(ANA, &code.to_lowercase())
        .from("198.51.100.7")
        .to(&shop)
        .expect(201);
    attempt(ANA, NEW).to(&shop).expect(201);
}

#[test]
fn a_confirmation_lasts_five_minutes_at_its_address() {
    let shop = Shop::demo(1);
    refused(setting(ANA).to(&shop));
    let code = code(&shop, ANA);
    refused(setting(ANA).to(&shop));
    confirming(ANA, &code).to(&shop).expect(201);
    refused(setting(ANA).from("198.51.100.7").to(&shop));
    refused(setting(LUIS).to(&shop));
    shop.clock.advance_ms(5 * MINUTE_MS);
    refused(setting(ANA).to(&shop));
    confirming(ANA, &code).to(&shop).expect(201);
    shop.clock.advance_ms(5 * MINUTE_MS - 1);
    setting(ANA).to(&shop).expect(201);
}

#[test]
fn a_code_lasts_fifteen_minutes_and_until_the_next() {
    let shop = Shop::demo(1);
    let first = code(&shop, ANA);
    let second = code(&shop, ANA);
    refused(confirming(ANA, &first).to(&shop));
    // Another's code is none.
    code(&shop, LUIS);
    refused(confirming(LUIS, &second).to(&shop));
    shop.clock.advance_ms(15 * MINUTE_MS - 1);
    confirming(ANA, &second).to(&shop).expect(201);
    shop.clock.advance_ms(1);
    refused(confirming(ANA, &second).to(&shop));
    refused(setting_with(ANA, &second).to(&shop));
    // What was confirmed in time still counts for its five minutes.
    setting(ANA).to(&shop).expect(201);
}

#[test]
fn a_new_code_takes_the_confirmation_away() {
    let shop = Shop::demo(1);
    let first = code(&shop, ANA);
    confirming(ANA, &first).to(&shop).expect(201);
    code(&shop, ANA);
    refused(setting(ANA).to(&shop));
}

#[test]
fn codes_are_guessed_at_five_times() {
    let shop = Shop::demo(1);
    let code = code(&shop, ANA);
    for _ in 0..5 {
        refused(
            confirming(ANA, other_than(&code))
                .from("203.0.113.66")
                .to(&shop),
        );
    }
    let locked = confirming(ANA, &code)
        .from("203.0.113.66")
        .to(&shop)
        .expect(429);
    assert_eq!(
        (locked.code(), locked.header("retry-after")),
        ("too_many_requests", Some("900"))
    );
    setting_with(ANA, &code)
        .from("203.0.113.66")
        .to(&shop)
        .expect(429);
    // From anywhere else there are guesses left, until strangers have made twenty of them.
    for last in 67..70 {
        let address = format!("203.0.113.{last}");
        for _ in 0..5 {
            refused(confirming(ANA, other_than(&code)).from(&address).to(&shop));
        }
    }
    confirming(ANA, &code).to(&shop).expect(429);
    shop.clock.advance_ms(15 * MINUTE_MS);
    refused(confirming(ANA, &code).to(&shop));
}

#[test]
fn parallel_guesses_do_not_slip_through() {
    let shop = busy_shop(1);
    let code = code(&shop, ANA);
    let replies = at_once(
        &shop,
        (0..20)
            .map(|_| confirming(ANA, other_than(&code)))
            .collect(),
    );
    assert_eq!(
        replies.iter().filter(|reply| reply.status == 400).count(),
        5
    );
    assert_eq!(
        replies.iter().filter(|reply| reply.status == 429).count(),
        15
    );
}

#[test]
fn of_parallel_uses_of_one_confirmation_one_succeeds() {
    let shop = busy_shop(1);
    let code = code(&shop, ANA);
    confirming(ANA, &code).to(&shop).expect(201);
    let replies = at_once(&shop, (0..4).map(|_| setting(ANA)).collect());
    assert_eq!(
        replies.iter().filter(|reply| reply.status == 201).count(),
        1,
        "{replies:?}"
    );
    assert_eq!(
        replies.iter().filter(|reply| reply.status == 400).count(),
        3,
        "{replies:?}"
    );
}

#[test]
fn a_code_replaced_while_it_was_used_sets_nothing() {
    let shop = busy_shop(1);
    let code = code(&shop, ANA);
    let replies = at_once(&shop, vec![asking(ANA), setting_with(ANA, &code)]);
    assert_eq!((replies[0].status, replies[1].status), (201, 400));
    attempt(ANA, &password_of(ANA)).to(&shop).expect(201);
}

#[test]
fn a_mailbox_is_not_flooded_and_an_address_asks_for_few() {
    let shop = Shop::demo(1);
    for host in 0..5 {
        asking(ANA)
            .from(&format!("198.51.100.{host}"))
            .to(&shop)
            .expect(201);
    }
    assert_eq!(
        asking(ANA).to(&shop).expect(429).code(),
        "too_many_requests"
    );
    assert_eq!(shop.mailbox.letters().len(), 5);
    for name in 0..20 {
        asking(&format!("nombre{name}@kiosco.demo"))
            .to(&shop)
            .expect(404);
    }
    asking(LUIS).to(&shop).expect(429);
}

#[test]
fn nobody_is_mailed_who_may_not_log_in() {
    let shop = Shop::demo(1);
    shop.db
        .execute(&format!(
            "UPDATE user_account SET active = 0, token_version = 2 WHERE login = '{LUIS}'"
        ))
        .unwrap();
    for email in [LUIS, "nadie@kiosco.demo"] {
        assert_eq!(
            asking(email).to(&shop).expect(404).body["message"],
            "Usuario no encontrado"
        );
        refused(confirming(email, "ABCDEF").to(&shop));
        setting_with(email, "ABCDEF").to(&shop).expect(404);
    }
    assert!(shop.mailbox.letters().is_empty());
}

#[test]
fn bad_bodies_change_nothing() {
    let shop = Shop::demo(1);
    let code = code(&shop, ANA);
    for (path, body) in [
        ("/auth/reset/code", json!({})),
        ("/auth/reset/code", json!({"email": "ana"})),
        ("/auth/confirm-code", json!({"email": ANA})),
        ("/auth/confirm-code", json!({"email": ANA, "code": "XYZ"})),
        ("/auth/confirm-code", json!({"email": ANA, "code": 123456})),
        (
            "/auth/reset-confirm",
            json!({"email": ANA, "newPassword": "corta", "code": code}),
        ),
        (
            "/auth/reset-confirm",
            json!({"email": ANA, "password": NEW, "code": code}),
        ),
        (
            "/auth/reset-confirm",
            json!({"email": ANA, "newPassword": NEW, "code": code, "id_role": 1}),
        ),
    ] {
        Sent::post(path, &body).to(&shop).expect(400);
    }
    attempt(ANA, &password_of(ANA)).to(&shop).expect(201);
}

#[test]
fn a_reset_opens_what_guessing_had_locked() {
    let shop = Shop::demo(1);
    for _ in 0..6 {
        attempt(ANA, "no es esta").to(&shop);
    }
    attempt(ANA, &password_of(ANA)).to(&shop).expect(429);
    let code = code(&shop, ANA);
    setting_with(ANA, &code).to(&shop).expect(201);
    attempt(ANA, NEW).to(&shop).expect(201);
}

#[test]
fn an_administrators_change_takes_a_pending_code_away() {
    let shop = Shop::demo(1);
    let administrator = tokens(&shop, ADMINISTRATOR).0;
    let path = format!("/usuario/{}", id_of(&shop, ANA));
    for change in [
        json!({"password": "puesta-por-la-jefa"}),
        json!({"email": "ana@otro.demo"}),
    ] {
        let code = code(&shop, ANA);
        Sent {
            method: Method::Patch,
            ..Sent::post(&path, &change)
        }
        .with_bearer(&administrator)
        .to(&shop)
        .expect(200);
        for email in [ANA, "ana@otro.demo"] {
            assert_ne!(setting_with(email, &code).to(&shop).status, 201, "{change}");
        }
    }
}

#[test]
fn a_letter_says_whose_it_is_and_one_that_is_not_accepted_is_our_fault() {
    struct Refusing;
    impl Mail for Refusing {
        fn send(&self, letter: Letter) -> LocalBoxFuture<'_, Result<(), String>> {
            assert!(!letter.demo);
            Box::pin(async { Err("the mail API answered 500".to_owned()) })
        }
    }
    let mut shop = Shop::demo(1);
    shop.set_up(&neighbour()).expect(201);
    code(&shop, ANA);
    assert!(shop.mailbox.letters()[0].demo);
    shop.app.ports.mail = Box::new(Refusing);
    let reply = asking("jefa@vecina.bo").from(HOME).to(&shop).expect(500);
    assert!(
        !reply.body.to_string().contains("mail API"),
        "{}",
        reply.body
    );
}
