//! Points: earned, used, given, taken, once for each key, undone, and never below nothing.

use super::*;

#[test]
fn a_key_is_good_for_one_sale() {
    let tienda = tienda();
    let user = tienda.user(LUPITA);
    let sale = |amount: &'static str| {
        [
            ("wallet_key", tienda.open.clone()),
            ("phone", MARIA.to_owned()),
            ("usertool_id", user.clone()),
            ("transaction_type", "0".to_owned()),
            ("transaction_amount", amount.to_owned()),
        ]
    };
    let send = |key: &str, amount: &'static str| {
        let sale = sale(amount);
        let pairs: Vec<(&str, &str)> = sale
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        tienda.call_with_key(key, "/wallet/sale", &pairs)
    };
    let first = send("k-1", "100").expect(200);
    assert_eq!(
        (
            first.body["newBalance"].clone(),
            first.header("idempotency-replayed")
        ),
        (json!(130), None)
    );
    assert_eq!(tienda.earn(MARIA, "50").body["newBalance"], 135);
    let again = send("k-1", "100").expect(200);
    assert_eq!(
        (
            again.text,
            again
                .headers
                .iter()
                .any(|(name, _)| *name == "idempotency-replayed")
        ),
        (first.text, true)
    );
    let conflict = send("k-1", "101").expect(422);
    assert_eq!(conflict.code(), "idempotency_conflict");
    // Without a key, nothing is the same as anything.
    tienda.earn(MARIA, "50");
    assert_eq!(tienda.points(&tienda.open, MARIA), 14_000);
    // What was stored is answered, whatever is so by now.
    tienda.change(&tienda.open, &json!({"exige_ticket": true}));
    assert_eq!(send("k-1", "100").expect(200).body["newBalance"], 130);
    assert_eq!(send("k-2", "100").code(), "new_sale_11");
    let contact = [
        ("wallet_key", tienda.open.as_str()),
        ("phone", "4770000001"),
        ("customer_name", "Ana"),
        ("usertool_id", &user),
    ];
    for replayed in [None, Some("true")] {
        let added = tienda
            .call_with_key("k-3", "/wallet/contact/add", &contact)
            .expect(200);
        assert_eq!(
            (added.code(), added.header("idempotency-replayed")),
            ("contact_add_01", replayed)
        );
    }
    tienda.shop.assert_sound();
}

#[test]
fn points_are_used_to_the_last_hundredth_and_no_further() {
    let tienda = tienda();
    assert_eq!(tienda.redeem(MARIA, "120.01").code(), "wallet_redeem_10");
    assert_eq!(tienda.redeem(MARIA, "120").body["newBalance"], 0);
    assert_eq!(tienda.redeem(MARIA, "0.01").code(), "wallet_redeem_10");
    assert_eq!(tienda.points(&tienda.open, MARIA), 0);
    // A sale so small that it earns nothing is a sale all the same.
    let before = tienda.wallet(&tienda.open)["creditos_disponibles"].as_i64();
    assert_eq!(tienda.earn(MARIA, "0.04").body["newBalance"], 0);
    assert_eq!(tienda.earn(MARIA, "0.05").body["newBalance"], 0.01);
    let after = tienda.wallet(&tienda.open)["creditos_disponibles"].as_i64();
    assert_eq!(after, before.map(|credits| credits - 2));
    tienda.shop.assert_sound();
}

#[test]
fn what_moved_points_is_undone_once() {
    let tienda = tienda();
    let shop = &tienda.shop;
    let movements = || {
        shop.get(GERENTE, "/monederos/1/movimientos")
            .expect(200)
            .body
    };
    let reverse = |id: &Value| {
        shop.post(
            GERENTE,
            &format!("/operaciones/{}/reversar", text(id)),
            &json!({"motivo": "Se equivocó"}),
        )
    };
    tienda.earn(MARIA, "1000").expect(200);
    let earning = movements()[0]["id"].clone();
    tienda.redeem(MARIA, "200").expect(200);
    let redemption = movements()[0]["id"].clone();
    assert_eq!(tienda.points(&tienda.open, MARIA), 2_000);
    let refused = reverse(&earning).expect(402);
    assert_eq!(
        (
            refused.code(),
            refused.body["detail"]
                .as_str()
                .map(|text| text.contains("20.00"))
        ),
        ("points_insufficient", Some(true))
    );
    let left = || tienda.wallet(&tienda.open)["canjes_disponibles"].as_i64();
    let before = left();
    reverse(&redemption).expect(201);
    assert_eq!(
        (tienda.points(&tienda.open, MARIA), left()),
        (22_000, before.map(|left| left + 1))
    );
    reverse(&earning).expect(201);
    assert_eq!(tienda.points(&tienda.open, MARIA), 12_000);
    assert_eq!(
        reverse(&earning).expect(409).code(),
        "operation_already_reversed"
    );
    assert_eq!(movements()[0]["estado"], "reversed");
    shop.post(
        LUPITA,
        &format!("/operaciones/{}/reversar", text(&earning)),
        &json!({"motivo": "x"}),
    )
    .expect(403);
    // A sale that earned nothing is undone as well, once.
    tienda.earn(MARIA, "0.01").expect(200);
    let nothing = movements()[0]["id"].clone();
    reverse(&nothing).expect(201);
    assert_eq!(movements()[0]["estado"], "reversed");
    assert_eq!(
        reverse(&nothing).expect(409).code(),
        "operation_already_reversed"
    );
    // A registration moves nothing at all.
    let contact = [
        ("wallet_key", tienda.open.as_str()),
        ("phone", "4770000001"),
        ("customer_name", "Ana"),
        ("usertool_id", &tienda.user(LUPITA)),
    ];
    assert_eq!(
        tienda.call("/wallet/contact/add", &contact).code(),
        "contact_add_01"
    );
    let contact = shop
        .db
        .query("SELECT operation_id FROM loyalty_contact WHERE phone = '4770000001'");
    let id = json!(contact.first());
    assert_eq!(reverse(&id).expect(400).code(), "operation_not_reversible");
    let said = shop
        .get(GERENTE, &format!("/operaciones/{}", text(&id)))
        .expect(200)
        .body;
    assert_eq!(said["reversible"], false, "{said}");
    let said = shop
        .get(GERENTE, &format!("/operaciones/{}", text(&earning)))
        .expect(200)
        .body;
    assert_eq!(
        (&said["reversible"], &said["estado"]),
        (&json!(false), &json!("reversed"))
    );
    shop.assert_sound();
}

/// The cashier typed 0.40 for 400: the ticket is not lost with it.
#[test]
fn a_ticket_whose_sale_earned_nothing_is_good_again_once_it_is_undone() {
    let tienda = tienda();
    tienda.change(
        &tienda.open,
        &json!({"ticket_unico": true, "porcentaje": "1.00"}),
    );
    let user = tienda.user(LUPITA);
    let sale = |amount: &str| {
        tienda.call(
            "/wallet/sale",
            &[
                ("wallet_key", &tienda.open),
                ("phone", MARIA),
                ("usertool_id", &user),
                ("transaction_type", "0"),
                ("transaction_amount", amount),
                ("ticket", "A-1"),
            ],
        )
    };
    assert_eq!(sale("0.40").body["newBalance"], 120);
    assert_eq!(sale("400").code(), "new_sale_15");
    let movements = tienda.shop.get(GERENTE, "/monederos/1/movimientos");
    let id = text(&movements.expect(200).body[0]["id"]);
    let said = tienda
        .shop
        .get(GERENTE, &format!("/operaciones/{id}"))
        .expect(200);
    assert_eq!(said.body["reversible"], true);
    tienda
        .shop
        .post(
            GERENTE,
            &format!("/operaciones/{id}/reversar"),
            &json!({"motivo": "Era 400"}),
        )
        .expect(201);
    assert_eq!(sale("400").body["newBalance"], 124);
    tienda.shop.assert_sound();
}

/// What is wrong with a ticket is said after what is wrong with the wallet (contract, section 7).
#[test]
fn a_ticket_is_looked_at_after_the_wallet() {
    let tienda = tienda();
    let user = tienda.user(LUPITA);
    let too_long = "x".repeat(101);
    for (wallet, ticket, code) in [
        ("nobody-s", too_long.as_str(), "new_sale_10"),
        (&tienda.open, &too_long, "new_sale_11"),
        (&tienda.open, "a\u{7}b", "new_sale_11"),
        (&tienda.open, &too_long[1..], "new_sale_01"),
    ] {
        let reply = tienda.call(
            "/wallet/sale",
            &[
                ("wallet_key", wallet),
                ("phone", MARIA),
                ("usertool_id", &user),
                ("transaction_type", "0"),
                ("transaction_amount", "1"),
                ("ticket", ticket),
            ],
        );
        assert_eq!(reply.code(), code, "{wallet} {ticket}");
    }
}

#[test]
fn a_ticket_whose_sale_was_undone_is_good_again() {
    let tienda = tienda();
    tienda.change(&tienda.open, &json!({"ticket_unico": true}));
    let user = tienda.user(LUPITA);
    let sale = || {
        tienda.call(
            "/wallet/sale",
            &[
                ("wallet_key", &tienda.open),
                ("phone", MARIA),
                ("usertool_id", &user),
                ("transaction_type", "0"),
                ("transaction_amount", "100"),
                ("ticket", " F-77 "),
            ],
        )
    };
    assert_eq!(sale().code(), "new_sale_01");
    assert_eq!(sale().code(), "new_sale_15");
    let movements = tienda
        .shop
        .get(
            GERENTE,
            &format!("/monederos/1/movimientos?telefono={MARIA}"),
        )
        .expect(200)
        .body;
    assert_eq!(movements[0]["ticket"], "F-77");
    let path = format!("/operaciones/{}/reversar", text(&movements[0]["id"]));
    tienda
        .shop
        .post(GERENTE, &path, &json!({"motivo": "Otro cliente"}))
        .expect(201);
    assert_eq!(sale().code(), "new_sale_01");
    assert_eq!(sale().code(), "new_sale_15");
    tienda.shop.assert_sound();
}

#[test]
fn movements_are_listed_page_by_page() {
    let tienda = tienda();
    for amount in ["10", "20", "30"] {
        tienda.earn(MARIA, amount).expect(200);
    }
    tienda.earn(JORGE, "40").expect(200);
    let page = |query: &str| {
        tienda
            .shop
            .get(PACO, &format!("/monederos/1/movimientos?{query}"))
            .expect(200)
    };
    let first = page(&format!("telefono={MARIA}&limit=2"));
    let amounts = |reply: &Reply| -> Vec<Value> {
        reply
            .body
            .as_array()
            .expect("a list")
            .iter()
            .map(|movement| movement["monto"].clone())
            .collect()
    };
    assert_eq!(amounts(&first), [json!("30.00"), json!("20.00")]);
    let cursor = first.header("x-next-cursor").expect("a cursor").to_owned();
    let second = page(&format!("telefono={MARIA}&limit=2&cursor={cursor}"));
    assert_eq!(amounts(&second), [json!("10.00"), Value::Null]);
    let last = page(&format!(
        "telefono={MARIA}&limit=2&cursor={}",
        second.header("x-next-cursor").expect("a full page")
    ));
    assert_eq!(
        (amounts(&last).len(), last.header("x-next-cursor")),
        (0, None)
    );
    let newest = &page("limit=1").body[0];
    assert_eq!(
        (
            &newest["tipo"],
            &newest["puntos"],
            &newest["saldo"],
            &newest["cliente"],
            &newest["colaborador"],
            &newest["autorizo"]
        ),
        (
            &json!("earning"),
            &json!("4.00"),
            &json!("1504.00"),
            &json!("Jorge Ibarra Núñez"),
            &json!("Lupita Hernández"),
            &Value::Null
        )
    );
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("telefono=1", "telefono"),
        ("cursor=x", "cursor"),
        ("telefon=1", "telefon"),
    ] {
        let refused = tienda
            .shop
            .get(PACO, &format!("/monederos/1/movimientos?{query}"))
            .expect(400);
        assert_eq!(refused.body["errors"][0]["field"], field, "{query}");
    }
    assert_eq!(
        tienda
            .shop
            .get(PACO, "/monederos/99/movimientos")
            .expect(404)
            .code(),
        "loyalty_wallet_not_found"
    );
    // They are operations like any other.
    let operations = tienda
        .shop
        .get(GERENTE, "/operaciones?tipo=loyalty_earning")
        .expect(200)
        .body;
    assert_eq!(operations["operaciones"].as_array().map(Vec::len), Some(4));
}
