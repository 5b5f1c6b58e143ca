//! Sessions of clients: every grant, what is wrong with one, scopes, going on and ending.

use super::*;

const PASSWORD: &str = "grant_type=password&username=bruna%40loja.demo&password=demo-Bruna-2026";

#[test]
fn a_user_s_session_as_the_client_s_library_asks_for_it() {
    let loja = loja();
    let shop = &loja.shop;
    let reply = ask_for_token(shop, PASSWORD).expect(200);
    assert_eq!(reply.body["token_type"], "bearer");
    assert_eq!(reply.body["expires_in"], 36_000);
    assert_eq!(reply.body["virtual"], false);
    assert_eq!(
        reply.body["scope"],
        json!([
            "phone_credit:providers:read",
            "phone_credit:order:create",
            "phone_credit:order:complete"
        ])
    );
    let client = Client::of(shop, PASSWORD);
    let bearer = format!("Bearer {}", client.token);
    let me = shop
        .send(
            Method::Get,
            "/users/me",
            &[
                ("authorization", &bearer),
                ("user-agent", "@bitcapital/core-sdk/1.6.1"),
            ],
            b"",
        )
        .expect(200);
    assert_eq!(me.body["id"], reply.body["user_id"]);
    assert_eq!(
        (&me.body["name"], &me.body["role"]),
        (&json!("bruna"), &json!("Operador"))
    );
    let order = client.create(shop, "99");
    client
        .complete(shop, &text(&order["id"]), "15.00")
        .expect(200);
    // The wallet paid, no drawer.
    assert_eq!(
        (loja.wallet(), loja.drawer()),
        ((FUNDS - 1_500, 0), 100_000)
    );
    shop.assert_sound();
}

#[test]
fn a_client_s_own_session() {
    let loja = loja();
    let shop = &loja.shop;
    let reply = ask_for_token(shop, "grant_type=client_credentials").expect(200);
    assert_eq!(
        (&reply.body["virtual"], &reply.body["refresh_token"]),
        (&json!(true), &Value::Null)
    );
    let client = Client::machine(shop);
    client
        .send(shop, Method::Get, "/phone-credits/providers", "")
        .expect(200);
    let bearer = format!("Bearer {}", client.token);
    let me = shop
        .send(Method::Get, "/users/me", &[("authorization", &bearer)], b"")
        .expect(200);
    assert_eq!(
        (&me.body["virtual"], &me.body["id"]),
        (&json!(true), &reply.body["user_id"])
    );
    // It opens no other door.
    for path in ["/cajas", "/pagos", "/carteras", "/operaciones"] {
        shop.send(Method::Get, path, &[("authorization", &bearer)], b"")
            .expect(401);
    }
}

#[test]
fn what_is_wrong_with_a_request_for_a_token() {
    let loja = loja();
    let shop = &loja.shop;
    let (id, secret) = keys();
    for (id, secret) in [
        (id.as_str(), "wrong"),
        ("nobody", secret.as_str()),
        ("", ""),
        (id.as_str(), ""),
    ] {
        let refused =
            ask_for_token_as(shop, id, secret, "grant_type=client_credentials").expect(401);
        assert_eq!(code(&refused), "client_invalid");
    }
    for header in ["", "Basic", "Basic !!", "Basic bm9jb2xvbg==", "Bearer x"] {
        let refused = shop
            .send(
                Method::Post,
                "/oauth/token",
                &[("authorization", header)],
                b"grant_type=client_credentials",
            )
            .expect(401);
        assert_eq!(code(&refused), "client_invalid", "{header}");
    }
    for (form, field, expected) in [
        ("", "grant_type", "required"),
        ("grant_type=implicit", "grant_type", "grant_unsupported"),
        (
            "grant_type=password&email=a%40b.c&password=x",
            "username",
            "required",
        ),
        (
            "grant_type=client_credentials&scope=everything",
            "scope",
            "scope_unknown",
        ),
        (
            r#"{"grant_type":"client_credentials"}"#,
            "grant_type",
            "required",
        ),
    ] {
        let refused = ask_for_token(shop, form).expect(400);
        let error = &refused.body["details"]["errors"][0];
        assert_eq!(
            (&error["field"], &error["code"]),
            (&json!(field), &json!(expected)),
            "{form}"
        );
    }
    let wrong = ask_for_token(
        shop,
        "grant_type=password&username=bruna%40loja.demo&password=wrong",
    );
    assert_eq!(code(&wrong.expect(401)), "login_failed");
    let wrong = ask_for_token(shop, "grant_type=refresh_token&refresh_token=RT");
    assert_eq!(code(&wrong.expect(401)), "refresh_invalid");
}

#[test]
fn a_user_of_another_tenant_does_not_come_in_by_this_client() {
    let loja = loja();
    loja.shop.set_up(&demo_tenant("Kiosco Demo")).expect(201);
    let form = "grant_type=password&username=ana%40kiosco.demo&password=demo-Ana-2026";
    assert_eq!(
        code(&ask_for_token(&loja.shop, form).expect(401)),
        "login_failed"
    );
}

#[test]
fn many_wrong_passwords_lock_the_name() {
    let loja = loja();
    let guess = || {
        ask_for_token(
            &loja.shop,
            "grant_type=password&username=bruna%40loja.demo&password=guess-1",
        )
    };
    for _ in 0..5 {
        guess().expect(401);
    }
    let locked = guess().expect(429);
    assert_eq!(code(&locked), "login_locked");
    assert!(locked.header("retry-after").is_some());
}

#[test]
fn scopes_are_joined_by_commas_and_one_that_is_missing_is_named() {
    let loja = loja();
    let shop = &loja.shop;
    let form = "grant_type=client_credentials&scope=phone_credit%3Aproviders%3Aread%2Cphone_credit%3Aorder%3Acreate";
    let reply = ask_for_token(shop, form).expect(200);
    assert_eq!(
        reply.body["scope"],
        json!(["phone_credit:providers:read", "phone_credit:order:create"])
    );
    let client = Client::of(shop, form);
    let order = text(&client.create(shop, "99")["id"]);
    let refused = client.complete(shop, &order, "15.00").expect(403);
    assert_eq!(code(&refused), "scope_missing");
    assert!(text(&refused.body["message"]).contains("phone_credit:order:complete"));
    let history = format!("/phone-credits/order/history/{WALLET}");
    client.send(shop, Method::Get, &history, "").expect(200);
    let reader = Client::of(
        shop,
        "grant_type=client_credentials&scope=phone_credit:providers:read",
    );
    reader
        .send(shop, Method::Get, "/phone-credits/providers", "")
        .expect(200);
    reader.send(shop, Method::Get, &history, "").expect(403);
    reader.send(shop, Method::Post, CREATE, "{}").expect(403);
    assert_eq!(loja.wallet(), (FUNDS, 0));
}

#[test]
fn a_session_goes_on_and_never_with_more_than_it_had() {
    let loja = loja();
    let shop = &loja.shop;
    let form = format!("{PASSWORD}&scope=phone_credit%3Aproviders%3Aread");
    let first = ask_for_token(shop, &form).expect(200).body;
    let refresh = |token: &str, more: &str| {
        ask_for_token(
            shop,
            &format!("grant_type=refresh_token&refresh_token={token}{more}"),
        )
    };
    let second = refresh(&text(&first["refresh_token"]), "").expect(200).body;
    assert_eq!(second["scope"], json!(["phone_credit:providers:read"]));
    let more = "&scope=phone_credit%3Aproviders%3Aread%2Cphone_credit%3Aorder%3Acomplete";
    let refused = refresh(&text(&second["refresh_token"]), more).expect(403);
    assert_eq!(code(&refused), "scope_missing");
    assert!(text(&refused.body["message"]).contains("phone_credit:order:complete"));
    // What was refused has not used the token up.
    let third = refresh(&text(&second["refresh_token"]), "")
        .expect(200)
        .body;
    assert_eq!(third["scope"], json!(["phone_credit:providers:read"]));
    // Less for a while is not less for good.
    let all = ask_for_token(shop, PASSWORD).expect(200).body;
    let less = "&scope=phone_credit%3Aproviders%3Aread";
    let fewer = refresh(&text(&all["refresh_token"]), less).expect(200).body;
    assert_eq!(fewer["scope"], json!(["phone_credit:providers:read"]));
    let again = refresh(&text(&fewer["refresh_token"]), "").expect(200).body;
    assert_eq!(again["scope"], all["scope"]);
    // Used before, and half a minute over: somebody has stolen one of the two.
    shop.clock.advance_ms(60_000);
    refresh(&text(&first["refresh_token"]), "").expect(401);
    refresh(&text(&third["refresh_token"]), "").expect(401);
    // A till's own refresh token is none of a client's, nor the other way round.
    let bearer = format!("Bearer {}", text(&third["refresh_token"]));
    shop.send(
        Method::Post,
        "/auth/refresh_token",
        &[("authorization", &bearer)],
        b"",
    )
    .expect(401);
}

#[test]
fn a_session_ends_when_it_is_revoked() {
    let loja = loja();
    let shop = &loja.shop;
    for (form, with_json) in [
        (PASSWORD, true),
        ("grant_type=client_credentials", true),
        ("grant_type=client_credentials", false),
    ] {
        let client = Client::of(shop, form);
        client
            .send(shop, Method::Get, "/phone-credits/providers", "")
            .expect(200);
        let body = if with_json {
            format!(r#"{{"accessToken":"{}"}}"#, client.token)
        } else {
            format!("accessToken={}", client.token)
        };
        let revoke = || {
            shop.send(
                Method::Post,
                "/oauth/revoke",
                &[("content-type", "application/x-www-form-urlencoded")],
                body.as_bytes(),
            )
        };
        assert_eq!(revoke().expect(200).body, json!({}));
        assert_eq!(revoke().expect(200).body, json!({}));
        let refused = client
            .send(shop, Method::Get, "/phone-credits/providers", "")
            .expect(401);
        assert_eq!(code(&refused), "token_revoked");
        let bearer = format!("Bearer {}", client.token);
        shop.send(Method::Get, "/users/me", &[("authorization", &bearer)], b"")
            .expect(401);
    }
    let body = br#"{"accessToken":"nothing"}"#;
    shop.send(Method::Post, "/oauth/revoke", &[], body)
        .expect(200);
    let refused = shop
        .send(Method::Post, "/oauth/revoke", &[], b"{}")
        .expect(400);
    assert_eq!(refused.body["details"]["errors"][0]["field"], "accessToken");
}

#[test]
fn a_client_whose_keys_are_renewed_or_who_is_put_out_of_use_is_out_at_once() {
    let loja = loja();
    let shop = &loja.shop;
    let integrator = shop.get(ADMIN, "/integradores").expect(200).body[0]["id"].clone();
    let client = Client::machine(shop);
    shop.patch(
        ADMIN,
        &format!("/integradores/{integrator}"),
        &json!({"activo": false}),
    )
    .expect(200);
    assert_eq!(
        code(
            &client
                .send(shop, Method::Get, "/phone-credits/providers", "")
                .expect(401)
        ),
        "token_revoked"
    );
    ask_for_token(shop, "grant_type=client_credentials").expect(401);
    shop.patch(
        ADMIN,
        &format!("/integradores/{integrator}"),
        &json!({"activo": true}),
    )
    .expect(200);
    let client = Client::machine(shop);
    let renewed = shop
        .post(
            ADMIN,
            &format!("/integradores/{integrator}/clave"),
            &Value::Null,
        )
        .expect(201);
    client
        .send(shop, Method::Get, "/phone-credits/providers", "")
        .expect(401);
    let (id, secret) = (
        text(&renewed.body["api_key"]),
        text(&renewed.body["private_key"]),
    );
    ask_for_token_as(shop, &id, &secret, "grant_type=client_credentials").expect(200);
}
