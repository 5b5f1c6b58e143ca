//! Customers and invoices, one by one.

use super::*;

#[test]
fn customers_are_created_changed_and_found() {
    let coop = coop();
    let create = |body: Value| coop.shop.post(MARTA, "/portal/clientes", &body);
    let made =
        create(json!({"cliente_id": 500, "nombre": "Ñandú & Hijos", "documento": "30-71234567-8"}))
            .expect(201);
    assert_eq!(
        made.body["data"],
        json!({"cliente_id": 500, "nombre": "Ñandú & Hijos", "documento": "30-71234567-8", "deuda": 0.0, "facturas_abiertas": 0})
    );
    assert_eq!(
        create(json!({"cliente_id": 500, "nombre": "Otro"}))
            .expect(409)
            .code(),
        "customer_number_taken"
    );
    // 999999 is taken by the demo data, so there is no next number.
    assert_eq!(
        create(json!({"nombre": "Otro"})).expect(409).code(),
        "customer_numbers_exhausted"
    );
    for (body, field) in [
        (json!({"nombre": ""}), "nombre"),
        (json!({}), "nombre"),
        (json!({"nombre": "x".repeat(121)}), "nombre"),
        (
            json!({"nombre": "x", "cliente_id": 1_000_000}),
            "cliente_id",
        ),
        (
            json!({"nombre": "x", "documento": "1".repeat(21)}),
            "documento",
        ),
    ] {
        let reply = create(body).expect(400);
        assert_eq!(reply.body["details"][0]["field"], json!(field));
    }
    let search = |words: &str| {
        let reply = coop
            .shop
            .get(MARTA, &format!("/portal/clientes?buscar={words}"))
            .expect(200);
        reply.body["data"]["clientes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|customer| customer["cliente_id"].as_i64().unwrap())
            .collect::<Vec<i64>>()
    };
    assert_eq!(search("nandu"), [500]);
    assert_eq!(search("hijos%20%C3%91an"), [500]);
    assert_eq!(search("71234567"), [500]);
    assert_eq!(search("500"), [500]);
    assert_eq!(search("jua"), [123]);
    assert!(search("juan%20ibanez").is_empty());
    assert_eq!(search("maria"), [56789]);
    let changed = coop
        .shop
        .request(
            MARTA,
            Method::Patch,
            "/portal/clientes/500",
            &[],
            &json!({"nombre": "Avestruz S.A."}),
        )
        .expect(200);
    assert_eq!(changed.body["data"]["documento"], json!("30-71234567-8"));
    assert!(search("nandu").is_empty());
    assert_eq!(search("avestruz"), [500]);
    coop.shop.get(MARTA, "/portal/clientes/501").expect(404);
    coop.shop.get(MARTA, "/portal/clientes/x").expect(400);
    let page = coop
        .shop
        .get(MARTA, "/portal/clientes?limit=2&offset=1")
        .expect(200);
    let numbers: Vec<&Value> = page.body["data"]["clientes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|customer| &customer["cliente_id"])
        .collect();
    assert_eq!(numbers, [&json!(42), &json!(123)]);
    assert_eq!(page.body["data"]["has_more"], json!(true));
    coop.shop.get(MARTA, "/portal/clientes?limit=0").expect(400);
}

#[test]
fn invoices_are_recorded_once_and_owed() {
    let coop = coop();
    let record = |email: &str, body: &Value| coop.shop.post(email, "/portal/facturas", body);
    let body =
        json!({"id": "f-1", "cliente_id": 7, "tipo": "Factura C", "numero": 9, "monto": 12.5});
    assert_eq!(record(MARTA, &body).expect(403).code(), "forbidden");
    let before = coop.balance("customer_receivable", 3);
    let made = record(GERENTE, &body).expect(201);
    assert_eq!(made.body["data"]["estado"], json!("open"));
    assert_eq!(coop.balance("customer_receivable", 3), before + 1250);
    assert_eq!(record(GERENTE, &body).expect(409).code(), "invoice_taken");
    let mut other = body.clone();
    other["cliente_id"] = json!(8);
    assert_eq!(
        record(GERENTE, &other).expect(404).code(),
        "customer_not_found"
    );
    let mut unnamed = body.clone();
    unnamed.as_object_mut().unwrap().remove("id");
    let first = coop
        .shop
        .post_with_key(GERENTE, "k", "/portal/facturas", &unnamed)
        .expect(201);
    let again = coop
        .shop
        .post_with_key(GERENTE, "k", "/portal/facturas", &unnamed)
        .expect(201);
    assert_eq!(first.body, again.body);
    for (name, value) in [
        ("monto", json!(0)),
        ("monto", json!(-5)),
        ("monto", json!("12.345")),
        ("numero", json!(0)),
        ("numero", json!("9")),
        ("tipo", json!("")),
        ("cliente_id", json!(1.5)),
    ] {
        let mut bad = body.clone();
        bad[name] = value;
        let reply = record(GERENTE, &bad).expect(400);
        assert_eq!(reply.body["details"][0]["field"], json!(name));
    }
}

#[test]
fn without_a_number_the_next_one_is_given() {
    let mut shop = Shop::demo(3);
    shop.log_in("ana@kiosco.demo");
    for expected in [105, 106] {
        let made = shop
            .post(
                "ana@kiosco.demo",
                "/portal/clientes",
                &json!({"nombre": "Nueva Clienta"}),
            )
            .expect(201);
        assert_eq!(made.body["data"]["cliente_id"], json!(expected));
        let found = shop
            .get(
                "ana@kiosco.demo",
                &format!("/portal/clientes?buscar={expected}"),
            )
            .expect(200);
        assert_eq!(
            found.body["data"]["clientes"][0]["cliente_id"],
            json!(expected)
        );
    }
    let found = shop
        .get("ana@kiosco.demo", "/portal/clientes?buscar=nueva")
        .expect(200);
    assert_eq!(found.body["data"]["clientes"].as_array().unwrap().len(), 2);
    shop.assert_sound();
}

#[test]
fn a_path_that_is_none_is_answered_in_this_door_s_shape() {
    let coop = coop();
    for (method, target, status) in [
        (Method::Get, "/portal/nada", 404),
        (Method::Get, "/portal/cupones/cliente/", 404),
        (Method::Delete, "/portal/clientes/123", 405),
    ] {
        let reply = coop.send(MARTA, method, target, "");
        assert_eq!(reply.status, status, "{target}");
        assert_eq!(reply.body["success"], json!(false), "{target}");
    }
}
