//! API keys: told once, good for their doors, revoked at once.

use super::*;

/// Documented clients go by the body, with a wrong key and with none; pages go by the status.
#[test]
fn without_a_key_the_body_says_so() {
    let tienda = tienda();
    for (headers, status) in [
        (vec![], 200),
        (vec![("apikey", "")], 200),
        (vec![("apikey", "x")], 200),
        (vec![("authorization", "Bearer x")], 401),
    ] {
        let reply = tienda.shop.send(Method::Post, "/wallet/get", &headers, b"");
        assert_eq!(reply.status, status, "{headers:?}");
        assert_eq!(
            (reply.code(), &reply.body["status"]),
            ("auth_01", &json!(401))
        );
    }
}

#[test]
fn a_key_from_its_making_to_its_end() {
    let tienda = tienda();
    let shop = &tienda.shop;
    let wanted = json!({"nombre": "ERP", "puertas": ["wallet"]});
    for email in [GERENTE, LUPITA] {
        shop.post(email, "/claves-api", &wanted).expect(403);
        shop.get(email, "/claves-api").expect(403);
    }
    let made = shop.post(ADMIN, "/claves-api", &wanted).expect(201).body;
    let key = text(&made["apikey"]);
    assert_eq!(key.len(), 64);
    assert_eq!(
        (&made["comienzo"], &made["puertas"], &made["ultimo_uso"]),
        (&json!(key.get(..6)), &json!(["wallet"]), &Value::Null)
    );
    let listed = shop.get(ADMIN, "/claves-api").expect(200);
    assert!(!listed.text.contains(&key), "a key is told once");
    assert!(
        shop.db
            .query("SELECT key_hash FROM api_key")
            .iter()
            .all(|hash| *hash != key)
    );

    assert_eq!(
        tienda.call_as(&key, "/wallet/get", &[]).body["success"],
        true
    );
    let used = shop.get(ADMIN, "/claves-api").expect(200).body;
    assert_eq!(used[0]["ultimo_uso"], made["creada"]);
    // To the minute, so that reading does not always write.
    shop.clock.advance_ms(59_999);
    tienda.call_as(&key, "/wallet/get", &[]);
    assert_eq!(
        shop.get(ADMIN, "/claves-api").expect(200).body[0]["ultimo_uso"],
        made["creada"]
    );
    shop.clock.advance_ms(1);
    tienda.call_as(&key, "/wallet/get", &[]);
    assert_ne!(
        shop.get(ADMIN, "/claves-api").expect(200).body[0]["ultimo_uso"],
        made["creada"]
    );

    for (path, code, status) in [
        ("/toolusers/get", "auth_01", 403),
        ("/employee/disable", "auth_01", 403),
        ("/wallet/contact/add", "contact_add_02", 400),
    ] {
        let reply = tienda.call_as(&key, path, &[]);
        assert_eq!(
            (reply.code(), &reply.body["status"]),
            (code, &json!(status)),
            "{path}"
        );
    }
    let id = made["id"].clone();
    let revoke = || {
        shop.request(
            ADMIN,
            Method::Delete,
            &format!("/claves-api/{id}"),
            &[],
            &Value::Null,
        )
    };
    let revoked = revoke().expect(200).body;
    assert_ne!(revoked["revocada"], Value::Null);
    let reply = tienda.call_as(&key, "/wallet/get", &[]);
    assert_eq!(
        (reply.code(), &reply.body["status"]),
        ("auth_01", &json!(401))
    );
    shop.clock.advance_ms(1_000);
    assert_eq!(revoke().expect(200).body, revoked, "revoked once");
    let unknown = shop.request(ADMIN, Method::Delete, "/claves-api/999", &[], &Value::Null);
    assert_eq!(unknown.expect(404).code(), "api_key_not_found");
}

#[test]
fn keys_that_cannot_be_made() {
    let tienda = tienda();
    for (body, field, code) in [
        (json!({"puertas": ["wallet"]}), "nombre", "required"),
        (json!({"nombre": "x"}), "puertas", "required"),
        (json!({"nombre": "x", "puertas": []}), "puertas", "required"),
        (
            json!({"nombre": "x", "puertas": ["wallets"]}),
            "puertas",
            "not_one_of",
        ),
        (
            json!({"nombre": "x", "puertas": ["wallet", "wallet"]}),
            "puertas",
            "repeated_value",
        ),
        (
            json!({"nombre": "x", "puertas": "wallet"}),
            "puertas",
            "not_an_array",
        ),
        (
            json!({"nombre": "x", "puertas": [null]}),
            "puertas",
            "not_a_string",
        ),
    ] {
        let refused = tienda.shop.post(ADMIN, "/claves-api", &body).expect(400);
        let error = &refused.body["errors"][0];
        assert_eq!(
            (&error["field"], &error["code"]),
            (&json!(field), &json!(code)),
            "{body}"
        );
    }
}

#[test]
fn a_key_that_somebody_has_already_sets_nothing_up() {
    let tienda = tienda();
    let shop = &tienda.shop;
    let counts = || {
        [
            "tenant",
            "user_account",
            "api_key",
            "loyalty_wallet",
            "operation",
        ]
        .map(|table| shop.db.query(&format!("SELECT count(*) FROM {table}")))
    };
    let before = counts();
    let mut other = demo_tenant("Tienda Demo");
    other["name"] = json!("Otra Tienda");
    for (index, user) in other["users"]
        .as_array_mut()
        .expect("users")
        .iter_mut()
        .enumerate()
    {
        user["email"] = json!(format!("u{index}@otra.demo"));
    }
    other["loyalty"] = Value::Null;
    assert_eq!(shop.set_up(&other).expect(409).code(), "integrator_exists");
    // One that was revoked is somebody's all the same.
    let keys = shop.get(ADMIN, "/claves-api").expect(200).body;
    let path = format!("/claves-api/{}", keys[0]["id"]);
    shop.request(ADMIN, Method::Delete, &path, &[], &Value::Null)
        .expect(200);
    assert_eq!(shop.set_up(&other).expect(409).code(), "integrator_exists");
    assert_eq!(counts(), before);
    other["keys"]["wallet_apikey"] = json!("0".repeat(32));
    shop.set_up(&other).expect(201);
    shop.assert_sound();
}

#[test]
fn a_key_opens_its_own_shop_only() {
    let tienda = tienda();
    let other = json!({
        "name": "Otra Tienda", "country": "MX", "currency": "MXN", "mode": "demo",
        "users": [{"email": "jefa@otra.demo", "password": "clave-de-jefa", "role": "Administrador"}],
        "branches": [{"code": "C", "name": "Otra"}], "registers": [], "operators": [],
        "loyalty": {"monederos": [{"monedero": {"nombre": "Puntos", "porcentaje": "5.00", "clientes_disponibles": 5, "canjes_disponibles": 5, "creditos_disponibles": 50}, "clientes": [{"telefono": MARIA, "nombre": "M", "puntos": "7.00"}]}]},
        "keys": {"wallet_apikey": "0".repeat(64)}
    });
    tienda.shop.set_up(&other).expect(201);
    let key = "0".repeat(64);
    let theirs = tienda.call_as(&key, "/wallet/get", &[]).body;
    let wallet = text(&theirs["result"][0]["wallet_key"]);
    assert_eq!(theirs["result"].as_array().map(Vec::len), Some(1));
    let find = |key: &str, wallet: &str| {
        tienda.call_as(
            key,
            "/wallet/contact/get",
            &[("wallet_key", wallet), ("phone", MARIA)],
        )
    };
    assert_eq!(find(&key, &wallet).body["result"]["contact_balance"], 7);
    assert_eq!(find(&tienda.apikey, &wallet).code(), "balance_get_02");
    assert_eq!(find(&key, &tienda.open).code(), "balance_get_02");
    // Nor may one sign with the other's people.
    let boss = tienda.user("jefa@otra.demo");
    let sale = [
        ("wallet_key", tienda.open.as_str()),
        ("phone", MARIA),
        ("usertool_id", &boss),
        ("transaction_type", "0"),
        ("transaction_amount", "1"),
    ];
    assert_eq!(tienda.call("/wallet/sale", &sale).code(), "new_sale_13");
    // One key cannot be two shops'.
    let mut third = other.clone();
    third["name"] = json!("Tercera");
    third["users"][0]["email"] = json!("jefa@tercera.demo");
    assert_ne!(tienda.shop.set_up(&third).status, 201);
    tienda.shop.assert_sound();
}
