//! Wallets: created, renamed, funded, and a funding reversed.

use super::*;

#[test]
fn a_wallet_from_its_creation_to_its_use() {
    let loja = loja();
    let shop = &loja.shop;
    let list = shop.get(BRUNA, "/carteras").expect(200).body;
    assert_eq!(
        list,
        json!([{"id": WALLET, "nombre": "Carteira principal", "saldo": "5000.00", "retenido": "0.00", "id_proveedor": null}])
    );
    let body = json!({"nombre": "Praia", "id_proveedor": "w-77"});
    for email in [BRUNA, GERENTE] {
        shop.post(email, "/carteras", &body).expect(403);
    }
    let created = shop.post(ADMIN, "/carteras", &body).expect(201).body;
    let id = text(&created["id"]);
    assert_eq!(
        (&created["saldo"], &created["id_proveedor"]),
        (&json!("0.00"), &json!("w-77"))
    );
    assert_eq!(
        shop.post(ADMIN, "/carteras", &json!({"nombre": "PRAIA"}))
            .expect(409)
            .code(),
        "wallet_exists"
    );
    let path = format!("/carteras/{id}");
    let renamed = shop
        .patch(ADMIN, &path, &json!({"nombre": "Loja Praia"}))
        .expect(200)
        .body;
    assert_eq!(
        (&renamed["nombre"], &renamed["id_proveedor"]),
        (&json!("Loja Praia"), &json!("w-77"))
    );
    let taken = json!({"nombre": "Carteira principal"});
    assert_eq!(
        shop.patch(ADMIN, &path, &taken).expect(409).code(),
        "wallet_exists"
    );
    assert_eq!(
        shop.patch(ADMIN, "/carteras/x", &json!({}))
            .expect(404)
            .code(),
        "wallet_not_found"
    );

    let funds = format!("{path}/fondos");
    let fund = json!({"monto": "100.50", "motivo": "TED 551"});
    shop.post(BRUNA, &funds, &fund).expect(403);
    let funded = shop
        .post_with_key(GERENTE, "f-1", &funds, &fund)
        .expect(201);
    assert_eq!(funded.body["saldo"], "100.50");
    let again = shop
        .post_with_key(GERENTE, "f-1", &funds, &fund)
        .expect(201);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.body["saldo"], "100.50");
    let refused = shop.post(GERENTE, "/carteras/x/fondos", &fund).expect(404);
    assert_eq!(refused.code(), "wallet_not_found");
    for (body, field) in [
        (json!({"monto": "0", "motivo": "x"}), "monto"),
        (json!({"monto": 5, "motivo": "x"}), "monto"),
        (json!({"monto": "5.00"}), "motivo"),
    ] {
        let refused = shop.post(GERENTE, &funds, &body).expect(400);
        assert_eq!(refused.body["errors"][0]["field"], json!(field), "{body}");
    }

    // At a server that others use as well, the wallet is called what it is called here.
    let order = text(&loja.create("99")["id"]);
    let done = shop
        .post(
            BRUNA,
            &complete_path(&order),
            &json!({"amount": "15.00", "source": id}),
        )
        .expect(200);
    let calls = format!("/pagos/{}/llamadas", text(&done.body["id"]));
    let calls = shop.get(GERENTE, &calls).expect(200).body.to_string();
    assert!(calls.contains(&id) && !calls.contains("w-77"), "{calls}");
    // Two wallets would count the same money.
    let other = shop
        .post(ADMIN, "/carteras", &json!({"nombre": "Outra"}))
        .expect(201);
    let path = format!("/carteras/{}", text(&other.body["id"]));
    let refused = shop.patch(ADMIN, &path, &json!({"id_proveedor": "w-77"}));
    assert_eq!(refused.expect(409).code(), "wallet_id_taken");
    let list = shop.get(BRUNA, "/carteras").expect(200).body;
    assert_eq!(list[1]["saldo"], "85.50");
    shop.assert_sound();
}

#[test]
fn where_nothing_is_sold_that_a_wallet_could_pay_for_there_is_none() {
    let mut shop = Shop::demo(1);
    shop.log_in("admin@kiosco.demo");
    let refused = shop.post("admin@kiosco.demo", "/carteras", &json!({"nombre": "x"}));
    assert_eq!(refused.expect(404).code(), "not_available");
    assert_eq!(
        shop.get("admin@kiosco.demo", "/carteras").expect(200).body,
        json!([])
    );
}

#[test]
fn a_funding_is_reversed_as_far_as_it_is_there() {
    let loja = loja();
    let shop = &loja.shop;
    let fund = json!({"monto": "10.00", "motivo": "TED 552"});
    shop.post_with_key(GERENTE, "f-1", &format!("/carteras/{WALLET}/fondos"), &fund)
        .expect(201);
    assert_eq!(loja.wallet(), (FUNDS + 1_000, 0));
    let list = shop
        .get(GERENTE, "/operaciones?tipo=wallet_funding")
        .expect(200)
        .body;
    let operation = &list["operaciones"].as_array().or(list.as_array()).unwrap()[0];
    assert_eq!(operation["monto"], "10.00");
    let path = format!("/operaciones/{}/reversar", text(&operation["id"]));
    shop.post(GERENTE, &path, &json!({"motivo": "TED devolvida"}))
        .expect(201);
    assert_eq!(loja.wallet(), (FUNDS, 0));
    shop.assert_sound();
}

#[test]
fn what_is_spent_is_not_reversed() {
    let loja = loja();
    let shop = &loja.shop;
    let small = shop
        .post(ADMIN, "/carteras", &json!({"nombre": "Pequena"}))
        .expect(201);
    let id = text(&small.body["id"]);
    let fund = json!({"monto": "20.00", "motivo": "TED 554"});
    shop.post(GERENTE, &format!("/carteras/{id}/fondos"), &fund)
        .expect(201);
    let order = text(&loja.create("99")["id"]);
    let pay = json!({"amount": "15.00", "source": id});
    shop.post(BRUNA, &complete_path(&order), &pay).expect(200);
    let list = shop
        .get(GERENTE, "/operaciones?tipo=wallet_funding")
        .expect(200);
    let operation = &list.body["operaciones"]
        .as_array()
        .or(list.body.as_array())
        .unwrap()[0];
    let path = format!("/operaciones/{}/reversar", text(&operation["id"]));
    let refused = shop
        .post(GERENTE, &path, &json!({"motivo": "x"}))
        .expect(400);
    assert_eq!(refused.code(), "wallet_insufficient");
    assert!(
        refused.body["detail"].as_str().unwrap().contains("5.00"),
        "{}",
        refused.body
    );
    shop.assert_sound();
}

#[test]
fn the_provider_s_money_is_that_of_its_wallets() {
    let loja = loja();
    let shop = &loja.shop;
    let order = text(&loja.create("11")["id"]);
    loja.complete(None, &order, "15.00").expect(200);
    let providers = shop.get(GERENTE, "/proveedores").expect(200).body;
    assert_eq!(
        providers[1],
        json!({"nombre": "bitcapital", "fondo": "5000.00", "retenido": "15.00", "base_url": null})
    );
    let fund = json!({"monto": "10.00", "motivo": "TED 553"});
    let refused = shop
        .post(GERENTE, "/proveedores/bitcapital/fondos", &fund)
        .expect(400);
    assert_eq!(refused.code(), "wallets_only");
    shop.assert_sound();
}
