//! Orders in preview and their completion as staff: shapes, bad input, expiry, and what holds a completion back.

use super::*;

#[test]
fn the_three_steps_have_the_documented_shapes() {
    let loja = loja();
    let dealers = loja.shop.get(BRUNA, "/phone-credits/providers").expect(200);
    assert_eq!(
        dealers.body,
        json!({"dealers": [
            {"code": "001", "name": "Vivo"}, {"code": "002", "name": "Claro"},
            {"code": "003", "name": "Oi"}, {"code": "004", "name": "Tim"}
        ]})
    );
    let order = loja.create("88");
    let names: Vec<&str> = order
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let mut expected = vec![
        "id",
        "providerCode",
        "phoneCode",
        "phoneNumber",
        "providerOrderId",
        "status",
        "amounts",
        "walletId",
        "chosenAmount",
        "deletedAt",
        "createdAt",
        "updatedAt",
    ];
    expected.sort_unstable();
    let mut names = names;
    names.sort_unstable();
    assert_eq!(names, expected);
    assert_eq!(order["providerCode"], "001");
    assert_eq!(
        (&order["phoneCode"], &order["phoneNumber"]),
        (&json!("19"), &json!(number("88")))
    );
    assert_eq!(order["status"], "created");
    assert_eq!(order["createdAt"], "2026-06-01T12:00:00.000Z");
    for name in ["walletId", "chosenAmount", "deletedAt"] {
        assert_eq!(order[name], Value::Null, "{name}");
    }
    let amounts = order["amounts"].as_array().unwrap();
    assert_eq!(amounts[0]["amount"], "1500");
    assert!(amounts.iter().all(|offered| {
        offered["id"].as_str().unwrap().len() == 36
            && offered["amount"]
                .as_str()
                .unwrap()
                .bytes()
                .all(|byte| byte.is_ascii_digit())
            && offered["amountKey"].is_string()
            && offered["deletedAt"].is_null()
    }));
    assert_eq!(loja.wallet(), (FUNDS, 0));
    assert_eq!(loja.history(), Vec::<Value>::new());

    let id = text(&order["id"]);
    let done = loja.complete(None, &id, "15.00").expect(200).body;
    assert_eq!(done["type"], "payment");
    assert_eq!(done["status"], "executed");
    assert_eq!(done["banking"], Value::Null);
    assert_eq!(
        done["payments"],
        json!([{"id": done["id"], "type": "withdrawal", "status": "settled", "scheduleFor": null, "amount": "15.00"}])
    );
    assert_eq!(
        done["additionalData"],
        json!({"phoneCreditOrderId": id, "providerCode": "001", "phoneCode": "19", "phoneNumber": number("88")})
    );
    assert_ne!(done["id"], json!(id));
    let history = loja.history();
    assert_eq!(history.len(), 1);
    assert_eq!(history[0]["id"], json!(id));
    assert_eq!(history[0]["status"], "completed");
    assert_eq!(history[0]["walletId"], WALLET);
    assert_eq!(history[0]["chosenAmount"], "1500");
    assert_eq!(history[0]["amounts"], order["amounts"]);
    assert_eq!(loja.wallet(), (FUNDS - 1_500, 0));
    assert_eq!(loja.drawer(), 101_500);
    loja.shop.assert_sound();
}

#[test]
fn orders_that_are_wrong() {
    let loja = loja();
    let create = |body: &str| {
        let bearer = format!("Bearer {}", loja.shop.token(BRUNA));
        loja.shop.send(
            Method::Post,
            CREATE,
            &[("authorization", &bearer)],
            body.as_bytes(),
        )
    };
    for (body, field, expected) in [
        ("", "", "body_empty"),
        ("x", "", "body_not_json"),
        ("[]", "", "body_not_object"),
        (
            r#"{"phoneCode":"00","phoneNumber":"996416288","providerCode":"001"}"#,
            "phoneCode",
            "phone_unknown_area",
        ),
        (
            r#"{"phoneCode":"20","phoneNumber":"996416288","providerCode":"001"}"#,
            "phoneCode",
            "phone_unknown_area",
        ),
        (
            r#"{"phoneCode":19,"phoneNumber":"996416288","providerCode":"001"}"#,
            "phoneCode",
            "not_a_string",
        ),
        (
            r#"{"phoneCode":"19","phoneNumber":"96416288","providerCode":"001"}"#,
            "phoneNumber",
            "phone_too_short",
        ),
        (
            r#"{"phoneCode":"19","phoneNumber":996416288,"providerCode":"001"}"#,
            "phoneNumber",
            "not_a_string",
        ),
        (
            r#"{"phoneCode":"19","phoneNumber":"996416288","providerCode":""}"#,
            "providerCode",
            "required",
        ),
        (
            r#"{"phoneCode":"19","phoneNumber":"996416288","providerCode":"005"}"#,
            "providerCode",
            "not_one_of",
        ),
        (
            r#"{"phoneCode":"19","phoneNumber":"996416288","providerCode":1}"#,
            "providerCode",
            "not_a_string",
        ),
        (
            r#"{"phoneCode":"19","phoneNumber":"996416288"}"#,
            "providerCode",
            "required",
        ),
    ] {
        let refused = create(body).expect(400);
        assert_eq!(refused.body["status"], 400);
        let message = text(&refused.body["message"]);
        let stack = text(&refused.body["stackId"]);
        assert!(
            message.starts_with("[400] ") && message.ends_with(&format!("(stackId: {stack})")),
            "{message}"
        );
        if field.is_empty() {
            assert_eq!(code(&refused), expected, "{body}");
        } else {
            let error = &refused.body["details"]["errors"][0];
            assert_eq!(
                (&error["field"], &error["code"]),
                (&json!(field), &json!(expected)),
                "{body}"
            );
            assert!(!text(&error["message"]).is_empty());
        }
        assert_eq!(refused.body.get("stack"), None);
    }
    assert_eq!(
        loja.shop
            .db
            .query("SELECT count(*) FROM phone_credit_order"),
        ["0"]
    );
}

#[test]
fn completions_that_are_wrong() {
    let loja = loja();
    let order = text(&loja.create("99")["id"]);
    let complete = |order: &str, body: &Value| loja.shop.post(BRUNA, &complete_path(order), body);
    for (amount, expected, said) in [
        (json!("1500"), "amount_in_centavos", "15.00"),
        (json!(1500), "amount_in_centavos", "15.00"),
        (json!("15.01"), "amount_not_offered", "15.00, "),
        (json!("0"), "amount_not_offered", ""),
        (json!("15,00"), "not_decimal_text", ""),
        (json!("-15.00"), "not_decimal_text", ""),
        (json!("15.001"), "too_many_decimals", ""),
        (json!("1.5e1"), "not_decimal_text", ""),
        (json!(null), "required", ""),
        (json!(true), "not_a_number", ""),
    ] {
        let refused = complete(&order, &json!({"amount": amount, "source": WALLET})).expect(400);
        let error = &refused.body["details"]["errors"][0];
        assert_eq!(
            (&error["field"], &error["code"]),
            (&json!("amount"), &json!(expected)),
            "{amount}"
        );
        assert!(text(&error["message"]).contains(said), "{error}");
    }
    let refused = complete(&order, &json!({"amount": "15.00", "source": 7})).expect(400);
    assert_eq!(refused.body["details"]["errors"][0]["field"], "source");
    for unknown in ["8e03978e-40d5-43dd-bc93-6894a57f9324", "1", "x"] {
        assert_eq!(
            code(&complete(unknown, &completion("15.00")).expect(404)),
            "order_not_found"
        );
        let other = json!({"amount": "15.00", "source": unknown});
        assert_eq!(
            code(&complete(&order, &other).expect(404)),
            "wallet_not_found"
        );
    }
    // An order's id at the provider is not its own.
    let reference = text(&loja.create("99")["providerOrderId"]);
    assert_eq!(
        code(&complete(&reference, &completion("15.00")).expect(404)),
        "order_not_found"
    );
    assert_eq!((loja.wallet(), loja.drawer()), ((FUNDS, 0), 100_000));
    // Nothing of all that has used it up; and the amount is good in any of its forms.
    for amount in [json!("15"), json!(15)] {
        let order = text(&loja.create("99")["id"]);
        complete(
            &order,
            &json!({"amount": amount, "source": WALLET, "more": 1}),
        )
        .expect(200);
    }
    complete(&order, &completion("15.000000")).expect(200);
    loja.shop.assert_sound();
}

#[test]
fn an_order_expires_after_half_an_hour() {
    let loja = loja();
    let order = text(&loja.create("99")["id"]);
    let late = text(&loja.create("99")["id"]);
    loja.shop.clock.advance_ms(30 * 60 * 1000 - 1);
    loja.complete(None, &order, "15.00").expect(200);
    loja.shop.clock.advance_ms(1);
    let refused = loja.complete(Some("k"), &late, "15.00").expect(409);
    assert_eq!(code(&refused), "order_expired");
    assert!(
        text(&refused.body["message"]).contains("venceu"),
        "{}",
        refused.body
    );
    assert_eq!(loja.history().len(), 1);
    loja.shop.assert_sound();
}

#[test]
fn what_holds_a_completion_back() {
    let loja = loja();
    let shop = &loja.shop;
    let order = text(&loja.create("99")["id"]);
    // Whoever sells needs an open session of their own.
    let refused = shop.post(GERENTE, &complete_path(&order), &completion("15.00"));
    assert_eq!(code(&refused.expect(400)), "session_not_open");
    // The wallet holds less: the order stays as it is.
    shop.db
        .execute("INSERT INTO operation (id, tenant_id, kind, state, actor, created_at_ms, updated_at_ms) VALUES ('0198c0de-0000-7000-8000-00000000abcd', 1, 'wallet_funding', 'succeeded', 'x', 5, 5)")
        .unwrap();
    shop.db
        .execute("INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
          SELECT 1, '0198c0de-0000-7000-8000-00000000abcd', 'posted', 'BRL', wallet.id, outside.id, 499000, 5 FROM account AS wallet JOIN account AS outside \
          ON outside.tenant_id = 1 AND outside.kind = 'outside' WHERE wallet.kind = 'phone_wallet'")
        .unwrap();
    let refused = loja.complete(Some("k"), &order, "15.00").expect(400);
    assert_eq!(code(&refused), "wallet_insufficient");
    assert!(
        text(&refused.body["message"]).contains("10.00"),
        "{}",
        refused.body
    );
    assert_eq!(loja.drawer(), 100_000);
    assert_eq!(loja.status(&order), "created");
    let fund = json!({"monto": "5.00", "motivo": "Transferência 1"});
    shop.post(GERENTE, &format!("/carteras/{WALLET}/fondos"), &fund)
        .expect(201);
    loja.complete(Some("k"), &order, "15.00").expect(200);
    assert_eq!(loja.wallet(), (0, 0));
    shop.assert_sound();
}

#[test]
fn another_tenant_s_orders_and_wallets_are_not_ours() {
    let mut shop = Shop::loja(17);
    let mut other = demo_tenant("Loja Demo");
    other["name"] = json!("Outra Loja");
    for user in other["users"].as_array_mut().unwrap() {
        user["email"] = json!(text(&user["email"]).replace("loja", "outra"));
    }
    other["phone_credits"]["wallet_id"] = json!("3f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f");
    other["keys"] = json!({});
    shop.set_up(&other).expect(201);
    shop.log_in_with("bruna@outra.demo", "demo-Bruna-2026");
    let theirs = json!({"phoneCode": "19", "phoneNumber": "996416299", "providerCode": "004"});
    let theirs = shop
        .post("bruna@outra.demo", CREATE, &theirs)
        .expect(200)
        .body;
    let loja = with_session(shop);
    let path = complete_path(&text(&theirs["id"]));
    let refused = loja
        .shop
        .post(BRUNA, &path, &completion("15.00"))
        .expect(404);
    assert_eq!(code(&refused), "order_not_found");
    let ours = text(&loja.create("99")["id"]);
    let source = json!({"amount": "15.00", "source": "3f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f"});
    let refused = loja
        .shop
        .post(BRUNA, &complete_path(&ours), &source)
        .expect(403);
    assert_eq!(code(&refused), "forbidden");
    for (wallet, status) in [
        ("3f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f", 403),
        ("4f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f", 404),
        ("x", 404),
    ] {
        let path = format!("/phone-credits/order/history/{wallet}");
        assert_eq!(loja.shop.get(BRUNA, &path).status, status, "{wallet}");
    }
    loja.shop.assert_sound();
}

#[test]
fn it_is_sold_in_brazil_only() {
    let mut shop = Shop::demo(1);
    shop.log_in("ana@kiosco.demo");
    for (method, path) in [
        (Method::Get, "/phone-credits/providers".to_owned()),
        (
            Method::Get,
            format!("/phone-credits/order/history/{WALLET}"),
        ),
        (Method::Post, CREATE.to_owned()),
        (
            Method::Post,
            complete_path("8e03978e-40d5-43dd-bc93-6894a57f9324"),
        ),
    ] {
        let refused = shop
            .request("ana@kiosco.demo", method, &path, &[], &json!({}))
            .expect(404);
        assert_eq!(code(&refused), "not_available", "{path}");
    }
    let refused = shop
        .get("ana@kiosco.demo", "/phone-credits/nothing")
        .expect(404);
    assert!(
        text(&refused.body["message"])
            .contains("The resource was not found: GET /phone-credits/nothing")
    );
}
