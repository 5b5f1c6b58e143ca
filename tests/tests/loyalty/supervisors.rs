//! More points than a threshold are used at our pages with a supervisor's PIN.

use super::*;

fn redeem(tienda: &Tienda, email: &str, points: &str, more: &Value) -> Reply {
    let mut body = json!({"wallet_key": tienda.open, "phone": JORGE, "transaction_type": 1, "points_used": points});
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    tienda.shop.post(email, "/wallet/sale", &body)
}

#[test]
fn above_the_threshold_a_supervisor_s_pin_is_asked_for() {
    let tienda = tienda();
    let supervisors = tienda
        .shop
        .get(LUPITA, "/monederos/autorizan")
        .expect(200)
        .body;
    let gerente: i64 = tienda.user(GERENTE).parse().expect("a number");
    assert_eq!(
        supervisors,
        json!([{"id": gerente, "nombre": "Rodrigo Salas"}])
    );
    let none = json!({});
    redeem(&tienda, LUPITA, "500", &none).expect(200);
    let refused = redeem(&tienda, LUPITA, "500.01", &none).expect(403);
    assert_eq!(refused.code(), "authorization_required");
    assert!(
        text(&refused.body["message"]).contains("500.00"),
        "{}",
        refused.body
    );
    for (more, code) in [
        (
            json!({"authorized_by": gerente, "authorized_pin": "1111"}),
            "pin_invalid",
        ),
        (
            json!({"authorized_by": tienda.user(LUPITA), "authorized_pin": "2468"}),
            "pin_invalid",
        ),
        (
            json!({"authorized_by": 9999, "authorized_pin": "2468"}),
            "pin_invalid",
        ),
        (json!({"authorized_pin": "2468"}), "authorization_required"),
        (
            json!({"authorized_by": gerente, "authorized_pin": "abc"}),
            "pin_format",
        ),
    ] {
        assert_eq!(
            redeem(&tienda, LUPITA, "500.01", &more).code(),
            code,
            "{more}"
        );
    }
    let pin = json!({"authorized_by": gerente, "authorized_pin": "2468"});
    assert_eq!(
        redeem(&tienda, LUPITA, "500.01", &pin).expect(200).body["newBalance"],
        499.99
    );
    let newest = tienda
        .shop
        .get(LUPITA, "/monederos/1/movimientos?limit=1")
        .expect(200)
        .body;
    assert_eq!(
        (&newest[0]["autorizo"], &newest[0]["colaborador"]),
        (&json!("Rodrigo Salas"), &json!("Lupita Hernández"))
    );
    tienda.shop.assert_sound();
}

#[test]
fn who_supervises_and_other_systems_need_no_pin() {
    let tienda = tienda();
    redeem(&tienda, GERENTE, "600", &json!({})).expect(200);
    assert_eq!(tienda.redeem(JORGE, "600").code(), "new_sale_01");
    assert_eq!(tienda.points(&tienda.open, JORGE), 30_000);
}

#[test]
fn guessing_is_slowed_down() {
    let tienda = tienda();
    let gerente = tienda.user(GERENTE);
    let guess = |pin: &str| {
        redeem(
            &tienda,
            LUPITA,
            "600",
            &json!({"authorized_by": gerente, "authorized_pin": pin}),
        )
    };
    for _ in 0..5 {
        assert_eq!(guess("0000").code(), "pin_invalid");
    }
    let locked = guess("2468").expect(429);
    assert_eq!(
        (locked.code(), locked.header("retry-after").is_some()),
        ("login_locked", true)
    );
    // Somebody else at another till still can.
    let body = json!({"authorized_by": gerente, "authorized_pin": "2468"});
    redeem(&tienda, PACO, "600", &body).expect(200);
    tienda.shop.clock.advance_ms(15 * 60 * 1000);
    assert_eq!(guess("2468").expect(200).body["newBalance"], 300);
}

#[test]
fn a_pin_is_one_s_own() {
    let tienda = tienda();
    let shop = &tienda.shop;
    let put =
        |email: &str, body: &Value| shop.request(email, Method::Put, "/monederos/pin", &[], body);
    for email in [LUPITA, PACO] {
        put(email, &json!({"pin": "1234"})).expect(403);
    }
    for pin in ["123", "123456789", "12a4", ""] {
        let refused = put(GERENTE, &json!({"pin": pin})).expect(400);
        assert_eq!(refused.body["errors"][0]["field"], "pin", "{pin}");
    }
    put(GERENTE, &json!({"pin": "13579"})).expect(204);
    let gerente = tienda.user(GERENTE);
    let with = |pin: &str| {
        redeem(
            &tienda,
            LUPITA,
            "501",
            &json!({"authorized_by": gerente, "authorized_pin": pin}),
        )
    };
    assert_eq!(with("2468").code(), "pin_invalid");
    with("13579").expect(200);
    assert!(
        shop.db
            .query("SELECT pin_hash FROM user_pin")
            .iter()
            .all(|hash| hash.starts_with("$argon2id$"))
    );
    // Whoever is archived authorises nothing.
    shop.patch(
        ADMIN,
        &format!("/usuario/{gerente}"),
        &json!({"estado": false}),
    )
    .expect(200);
    assert_eq!(with("13579").code(), "pin_invalid");
    assert_eq!(
        shop.get(LUPITA, "/monederos/autorizan").expect(200).body,
        json!([])
    );
}
