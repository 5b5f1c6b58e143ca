//! Signed requests: in contract's order first the token, then the signature; replays; a mount prefix.

use super::*;

const PROVIDERS: &str = "/phone-credits/providers";

#[test]
fn the_token_comes_first_and_then_the_signature() {
    let loja = loja();
    let shop = &loja.shop;
    let client = Client::machine(shop);
    let now = shop.clock.now_ms();
    let send = |headers: &[(&str, &str)]| shop.send(Method::Get, PROVIDERS, headers, b"");
    let bearer = format!("Bearer {}", client.token);
    let at = |timestamp: i64| {
        let timestamp = timestamp.to_string();
        let signature = client.sign(Method::Get, PROVIDERS, &timestamp, "");
        client.send_with(shop, Method::Get, PROVIDERS, "", &timestamp, &signature)
    };
    // No token, whatever is signed.
    let timestamp = now.to_string();
    let signature = client.sign(Method::Get, PROVIDERS, &timestamp, "");
    let signed = [
        ("x-request-timestamp", timestamp.as_str()),
        ("x-request-signature", signature.as_str()),
    ];
    for token in ["", "Bearer ", "Bearer x", "Basic eDp5"] {
        let mut headers = signed.to_vec();
        headers.push(("authorization", token));
        assert_eq!(send(&headers).status, 401, "{token}");
    }
    // A token, and no good signature.
    let wrong = client.sign(Method::Get, "/phone-credits/provider", &timestamp, "");
    let odd = signature.get(1..).unwrap().to_owned();
    for signature in ["", "x", wrong.as_str(), odd.as_str()] {
        let refused = client
            .send_with(shop, Method::Get, PROVIDERS, "", &timestamp, signature)
            .expect(400);
        assert_eq!(code(&refused), "signature_invalid", "{signature}");
        let message = text(&refused.body["message"]);
        assert!(
            message.starts_with("[400] Invalid request signature: incorrect format"),
            "{message}"
        );
    }
    let refused = send(&[
        ("authorization", &bearer),
        ("x-request-timestamp", &timestamp),
    ])
    .expect(400);
    assert_eq!(code(&refused), "signature_invalid");
    let refused = send(&[
        ("authorization", &bearer),
        ("x-request-signature", &signature),
    ])
    .expect(400);
    assert_eq!(code(&refused), "signature_expired");
    // Stale, too early, or no time at all.
    for timestamp in [now - 30_001, now + 30_001, 0, now / 1000 - 31] {
        let refused = at(timestamp).expect(400);
        assert_eq!(code(&refused), "signature_expired", "{timestamp}");
        assert!(text(&refused.body["message"]).contains("timestamp invalid or expired"));
    }
    for timestamp in [now - 30_000, now + 30_000, now / 1000, now] {
        at(timestamp).expect(200);
    }
    // The same once more is not believed, in whatever case its digits are.
    let refused = at(now).expect(400);
    assert_eq!(code(&refused), "signature_replayed");
    let upper = signature.to_uppercase();
    let refused = client
        .send_with(shop, Method::Get, PROVIDERS, "", &timestamp, &upper)
        .expect(400);
    assert_eq!(code(&refused), "signature_replayed");
}

#[test]
fn one_byte_more_or_less_is_another_request() {
    let loja = loja();
    let shop = &loja.shop;
    let client = Client::machine(shop);
    let order = text(&client.create(shop, "99")["id"]);
    let path = complete_path(&order);
    let body = format!(r#"{{"amount":"15.00","source":"{WALLET}"}}"#);
    let timestamp = shop.clock.now_ms().to_string();
    let signature = client.sign(Method::Post, &path, &timestamp, &body);
    for other in [
        body.replace("15.00", "25.00"),
        body.replace("15.00", "15.0"),
        body.replace('{', "{ \"x\":1,"),
    ] {
        let refused = client
            .send_with(shop, Method::Post, &path, &other, &timestamp, &signature)
            .expect(400);
        assert_eq!(code(&refused), "signature_invalid", "{other}");
    }
    // Blanks between the members are no other request: it is written again before it is compared.
    let spaced = body.replace(',', " , ");
    client
        .send_with(shop, Method::Post, &path, &spaced, &timestamp, &signature)
        .expect(200);
    let refused = client
        .send_with(shop, Method::Post, &path, &body, &timestamp, &signature)
        .expect(400);
    assert_eq!(code(&refused), "signature_replayed");
    assert_eq!(loja.wallet(), (FUNDS - 1_500, 0));
    shop.assert_sound();
}

#[test]
fn a_key_answers_once_more_under_a_signature_of_its_own() {
    let loja = loja();
    let shop = &loja.shop;
    let client = Client::machine(shop);
    let order = text(&client.create(shop, "12")["id"]);
    let path = complete_path(&order);
    let body = format!(r#"{{"amount":"15.00","source":"{WALLET}"}}"#);
    let send = || {
        shop.clock.advance_ms(1);
        let timestamp = shop.clock.now_ms().to_string();
        let signature = client.sign(Method::Post, &path, &timestamp, &body);
        let bearer = format!("Bearer {}", client.token);
        shop.send(
            Method::Post,
            &path,
            &[
                ("authorization", &bearer),
                ("x-request-timestamp", &timestamp),
                ("x-request-signature", &signature),
                ("idempotency-key", "k-1"),
            ],
            body.as_bytes(),
        )
    };
    let first = send().expect(200);
    assert_eq!(first.body["status"], "pending");
    let again = send().expect(200);
    assert_eq!(
        (again.header("idempotency-replayed"), &again.body),
        (Some("true"), &first.body)
    );
    loja.let_time_pass();
    let later = send().expect(200);
    assert_eq!(later.body["status"], "executed");
    shop.assert_sound();
}

#[test]
fn what_is_mounted_below_a_prefix_may_be_signed_with_it_or_without() {
    let mut loja = loja();
    loja.shop.app.settings.mount_prefix = "/v9".to_owned();
    let shop = &loja.shop;
    let client = Client::machine(shop);
    for (sent, signed, status) in [
        (
            "/v9/phone-credits/providers",
            "/phone-credits/providers",
            200,
        ),
        (
            "/v9/phone-credits/providers",
            "/v9/phone-credits/providers",
            200,
        ),
        ("/phone-credits/providers", "/phone-credits/providers", 200),
        (
            "/v9/phone-credits/providers",
            "/v8/phone-credits/providers",
            400,
        ),
        (
            "/v8/phone-credits/providers",
            "/phone-credits/providers",
            404,
        ),
    ] {
        shop.clock.advance_ms(1);
        let timestamp = shop.clock.now_ms().to_string();
        let signature = client.sign(Method::Get, signed, &timestamp, "");
        let reply = client.send_with(shop, Method::Get, sent, "", &timestamp, &signature);
        assert_eq!(reply.status, status, "{sent} {signed}: {}", reply.body);
    }
}

#[test]
fn old_signatures_are_forgotten_when_they_would_not_be_believed() {
    let loja = loja();
    let client = Client::machine(&loja.shop);
    client
        .send(&loja.shop, Method::Get, PROVIDERS, "")
        .expect(200);
    let count = || loja.shop.db.query("SELECT count(*) FROM client_signature")[0].clone();
    let forget = || {
        futures::executor::block_on(ventanilla_worker::auth::buyer::forget_signatures(
            &loja.shop.app,
        ))
        .expect("it runs");
    };
    forget();
    assert_eq!(count(), "1");
    loja.shop.clock.advance_ms(10 * 60 * 1000);
    forget();
    assert_eq!(count(), "0");
}

#[test]
fn a_role_that_may_not_sell_may_not_by_a_client_either() {
    let loja = loja();
    let shop = &loja.shop;
    let user = json!({
        "nombres": "Rita", "p_apellido": "Lima", "email": "rita@loja.demo", "password": "demo-Rita-2026", "id_role": 3
    });
    let created = shop.post(ADMIN, "/usuario/register", &user);
    if created.status == 400 {
        panic!("{}", created.body);
    }
    let client = Client::of(
        shop,
        "grant_type=password&username=rita%40loja.demo&password=demo-Rita-2026",
    );
    client.send(shop, Method::Get, PROVIDERS, "").expect(200);
    let body = r#"{"phoneCode":"19","phoneNumber":"996416299","providerCode":"001"}"#;
    assert_eq!(
        code(&client.send(shop, Method::Post, CREATE, body).expect(403)),
        "forbidden"
    );
}
