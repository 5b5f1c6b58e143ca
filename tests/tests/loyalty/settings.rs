//! Wallets, their quotas and who may use them; what is known of numbers.

use super::*;

#[test]
fn a_wallet_from_its_creation_to_its_change() {
    let tienda = tienda();
    let shop = &tienda.shop;
    let wanted = json!({"nombre": "Lealtad", "porcentaje": "3.33", "clientes_disponibles": 1, "canjes_disponibles": 1, "creditos_disponibles": 3, "enlace_clientes": "https://tienda.example/puntos"});
    for email in [GERENTE, LUPITA] {
        shop.post(email, "/monederos", &wanted).expect(403);
    }
    let made = shop.post(ADMIN, "/monederos", &wanted).expect(201).body;
    let key = text(&made["clave"]);
    assert_eq!(key.len(), 32);
    assert_eq!(
        (
            &made["exige_ticket"],
            &made["para_todos"],
            &made["pin_desde"],
            &made["clientes"],
            &made["puntos"]
        ),
        (
            &json!(false),
            &json!(true),
            &Value::Null,
            &json!(0),
            &json!("0.00")
        )
    );
    assert_eq!(shop.post(ADMIN, "/monederos", &json!({"nombre": "LEALTAD", "porcentaje": "1.00", "clientes_disponibles": 1, "canjes_disponibles": 1, "creditos_disponibles": 1})).expect(409).code(), "loyalty_wallet_exists");
    let listed = tienda.call("/wallet/get", &[]).body;
    let mine = listed["result"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|wallet| wallet["wallet_key"] == key)
        .expect("listed");
    assert_eq!(mine["wallet_app_client"], "https://tienda.example/puntos");

    // Quotas are used up, and given.
    let user = tienda.user(LUPITA);
    let contact = |phone: &str| {
        tienda
            .call(
                "/wallet/contact/add",
                &[
                    ("wallet_key", &key),
                    ("phone", phone),
                    ("customer_name", "Ana"),
                    ("usertool_id", &user),
                ],
            )
            .code()
            .to_owned()
    };
    assert_eq!(contact("4770000001"), "contact_add_01");
    assert_eq!(contact("4770000002"), "wallet_manager_18");
    let after = tienda.wallet(&key);
    assert_eq!(
        (
            &after["clientes_disponibles"],
            &after["creditos_disponibles"],
            &after["clientes"]
        ),
        (&json!(0), &json!(2), &json!(1))
    );
    tienda.change(&key, &json!({"clientes_disponibles": 1}));
    assert_eq!(contact("4770000002"), "contact_add_01");

    // What is given of it changes, the rest stays.
    let paco: i64 = tienda.user(PACO).parse().expect("a number");
    let changed = tienda.change(&key, &json!({"porcentaje": "50.00", "colaboradores": [paco], "pin_desde": "5.00", "exige_nacimiento": true}));
    assert_eq!(
        (
            &changed["porcentaje"],
            &changed["para_todos"],
            &changed["colaboradores"],
            &changed["pin_desde"],
            &changed["exige_nacimiento"],
            &changed["nombre"]
        ),
        (
            &json!("50.00"),
            &json!(false),
            &json!([paco]),
            &json!("5.00"),
            &json!(true),
            &json!("Lealtad")
        )
    );
    let changed = tienda.change(&key, &json!({"colaboradores": null, "pin_desde": null}));
    assert_eq!(
        (
            &changed["para_todos"],
            &changed["colaboradores"],
            &changed["pin_desde"]
        ),
        (&json!(true), &json!([]), &Value::Null)
    );
    let id = &changed["id"];
    for (change, status, code) in [
        (
            json!({"colaboradores": [999_999]}),
            403,
            "collaborator_foreign",
        ),
        (
            json!({"nombre": "puntos tienda"}),
            409,
            "loyalty_wallet_exists",
        ),
        (json!({"porcentaje": "0.00"}), 400, "validation_failed"),
        (json!({"porcentaje": "100.01"}), 400, "validation_failed"),
        (json!({"porcentaje": 10}), 400, "validation_failed"),
        (json!({"porcentaje": "1.005"}), 400, "validation_failed"),
        (
            json!({"clientes_disponibles": -1}),
            400,
            "validation_failed",
        ),
        (
            json!({"colaboradores": [paco, paco]}),
            400,
            "validation_failed",
        ),
        (
            json!({"enlace_clientes": "http://x"}),
            400,
            "validation_failed",
        ),
        (json!({"clave": "x"}), 400, "validation_failed"),
    ] {
        let refused = shop
            .patch(ADMIN, &format!("/monederos/{id}"), &change)
            .expect(status);
        assert_eq!(refused.code(), code, "{change}");
    }
    assert_eq!(
        shop.patch(ADMIN, "/monederos/999", &json!({}))
            .expect(404)
            .code(),
        "loyalty_wallet_not_found"
    );
    shop.assert_sound();
}

#[test]
fn wallets_are_mexico_s() {
    let mut shop = Shop::demo(1);
    shop.log_in("admin@kiosco.demo");
    let wanted = json!({"nombre": "x", "porcentaje": "1.00", "clientes_disponibles": 1, "canjes_disponibles": 1, "creditos_disponibles": 1});
    assert_eq!(
        shop.post("admin@kiosco.demo", "/monederos", &wanted)
            .expect(404)
            .code(),
        "not_available"
    );
    assert_eq!(
        shop.get("admin@kiosco.demo", "/monederos").expect(200).body,
        json!([])
    );
}

#[test]
fn numbers_are_marked_by_supervisors() {
    let tienda = tienda();
    let shop = &tienda.shop;
    let put = |email: &str, phone: &str, mark: &str| {
        shop.request(
            email,
            Method::Put,
            &format!("/monederos/telefonos/{phone}"),
            &[],
            &json!({"marca": mark}),
        )
    };
    put(LUPITA, MARIA, "bloqueado").expect(403);
    let marks = put(GERENTE, MARIA, "bloqueado").expect(200).body;
    assert_eq!(marks.as_array().map(Vec::len), Some(3));
    assert_eq!(tienda.earn(MARIA, "10").code(), "wallet_redeem_14");
    put(GERENTE, MARIA, "fijo").expect(200);
    assert_eq!(tienda.earn(MARIA, "10").code(), "new_sale_01");
    for _ in 0..2 {
        shop.request(
            GERENTE,
            Method::Delete,
            &format!("/monederos/telefonos/{MARIA}"),
            &[],
            &Value::Null,
        )
        .expect(204);
    }
    assert_eq!(
        shop.get(PACO, "/monederos/telefonos")
            .expect(200)
            .body
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    assert_eq!(
        put(GERENTE, "123", "fijo").expect(400).code(),
        "phone_not_digits"
    );
    assert_eq!(
        put(GERENTE, MARIA, "otro").expect(400).body["errors"][0]["field"],
        "marca"
    );
}

/// More contacts than fit into one answer are read page by page, and none of them twice.
#[test]
fn all_contacts_come_a_page_at_a_time() {
    let tienda = tienda();
    let shop = &tienda.shop;
    tienda.change(
        &tienda.open,
        &json!({"clientes_disponibles": 20_000, "creditos_disponibles": 20_000}),
    );
    let known: usize = tienda.wallet(&tienda.open)["clientes"]
        .as_u64()
        .and_then(|count| count.try_into().ok())
        .expect("a count");
    let numbers = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10001)";
    shop.db
        .execute(&format!(
            "{numbers} INSERT INTO operation (id, tenant_id, kind, state, actor, subject, description, created_at_ms, updated_at_ms) \
             SELECT printf('%036d', n), 1, 'loyalty_contact', 'succeeded', 'test', '', '', 1, 1 FROM numbers"
        ))
        .expect("operations");
    shop.db
        .execute(&format!(
            "{numbers} INSERT INTO loyalty_contact (tenant_id, wallet_id, operation_id, phone, name, created_at_ms) \
             SELECT 1, 1, printf('%036d', n), printf('5500%06d', n), 'Cliente ' || n, 1 FROM numbers"
        ))
        .expect("contacts");
    let page = |cursor: Option<&str>| {
        let mut pairs = vec![("wallet_key", tienda.open.as_str())];
        pairs.extend(cursor.map(|cursor| ("cursor", cursor)));
        tienda.call("/wallet/contact/get", &pairs).expect(200)
    };
    let phones = |reply: &Reply| -> Vec<String> {
        let contacts = reply.body["result"].as_array().expect("a list");
        contacts
            .iter()
            .map(|contact| text(&contact["contact_phone"]))
            .collect()
    };
    let first = page(None);
    let cursor = first.header("x-next-cursor").expect("there is more");
    let second = page(Some(cursor));
    assert_eq!(second.header("x-next-cursor"), None);
    let (first, second) = (phones(&first), phones(&second));
    assert_eq!((first.len(), second.len()), (10_000, known + 1));
    let all: std::collections::BTreeSet<&String> = first.iter().chain(&second).collect();
    assert_eq!(all.len(), known + 10_001);
    assert_eq!(
        tienda.wallet(&tienda.open)["clientes"],
        json!(known + 10_001)
    );
    assert_eq!(
        tienda
            .call(
                "/wallet/contact/get",
                &[("wallet_key", &tienda.open), ("cursor", "x")]
            )
            .code(),
        "cursor_invalid"
    );
    shop.assert_sound();
}
