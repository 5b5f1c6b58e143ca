//! Collaborators are the users of the till.

use super::*;

const BETO: &str = "4771000009";

fn employ(tienda: &Tienda, kind: &str, name: &str, number: &str) -> Reply {
    tienda.call(
        "/employee/add",
        &[
            ("type", kind),
            ("employee_name", name),
            ("business_name", "Tienda Sur"),
            ("number", number),
            ("password", "clave-de-beto"),
        ],
    )
}

#[test]
fn a_key_registers_and_archives_once() {
    let tienda = tienda();
    let good = [
        ("type", "cajero"),
        ("employee_name", "Beto Luna"),
        ("business_name", "Tienda Sur"),
        ("number", BETO),
        ("password", "clave-de-beto"),
    ];
    let add = |key: &str, name: &str| {
        let mut pairs = good;
        pairs[1].1 = name;
        tienda.call_with_key(key, "/employee/add", &pairs)
    };
    let first = add("k-1", "Beto Luna").expect(200);
    assert_eq!(first.code(), "toolusers_01");
    assert_eq!(first.header("idempotency-replayed"), None);
    let again = add("k-1", "Beto Luna").expect(200);
    assert_eq!(
        (again.text.as_str(), again.header("idempotency-replayed")),
        (first.text.as_str(), Some("true"))
    );
    assert_eq!(
        add("k-1", "Beto Lara").expect(422).code(),
        "idempotency_conflict"
    );
    assert_eq!(add("k-2", "Beto Luna").code(), "err_toolusers_03");
    // A key is that of whoever sends it.
    let by_staff = tienda.shop.request(
        ADMIN,
        Method::Post,
        "/employee/add",
        &[("idempotency-key", "k-1")],
        &json!({"type": "cajero", "employee_name": "Otra", "business_name": "Sur", "number": "4771000010", "password": "clave-de-otra"}),
    );
    assert_eq!(by_staff.expect(200).code(), "toolusers_01");
    let disable = |key: &str, number: &str| {
        tienda.call_with_key(key, "/employee/disable", &[("number", number)])
    };
    assert_eq!(disable("k-3", BETO).code(), "toolusers_01");
    assert_eq!(
        disable("k-3", BETO).header("idempotency-replayed"),
        Some("true")
    );
    assert_eq!(
        disable("k-3", "4771000010").expect(422).code(),
        "idempotency_conflict"
    );
    assert_eq!(
        disable("k-1", BETO).expect(422).code(),
        "idempotency_conflict"
    );
    assert_eq!(disable("k-4", "4770000000").code(), "err_toolusers_04");
    // A key is good for one request of whatever kind, whichever comes first.
    let user = tienda.user(LUPITA);
    let sale = |key: &str| {
        let pairs = [
            ("wallet_key", tienda.open.as_str()),
            ("phone", MARIA),
            ("usertool_id", &user),
            ("transaction_type", "0"),
            ("transaction_amount", "10"),
        ];
        tienda.call_with_key(key, "/wallet/sale", &pairs)
    };
    assert_eq!(sale("k-3").expect(422).code(), "idempotency_conflict");
    assert_eq!(sale("k-5").expect(200).code(), "new_sale_01");
    assert_eq!(
        disable("k-5", BETO).expect(422).code(),
        "idempotency_conflict"
    );
    // In whose name they were registered is kept.
    assert_eq!(
        tienda.shop.db.query(
            "SELECT registered_by LIKE 'apikey:%' FROM collaborator ORDER BY user_id DESC LIMIT 2"
        ),
        ["0", "1"]
    );
    // The hash of a request with a password is of no use to whoever reads it.
    let kept = tienda
        .shop
        .db
        .query("SELECT group_concat(request_hash) FROM collaborator_request");
    assert!(!kept.concat().contains("clave"), "{kept:?}");
}

#[test]
fn whoever_may_not_use_a_wallet_registers_nobody_in_it() {
    let tienda = tienda();
    let paco = tienda.user(PACO);
    let add = || {
        tienda.call(
            "/wallet/contact/add",
            &[
                ("wallet_key", &tienda.strict),
                ("phone", "4770000001"),
                ("customer_name", "Ana"),
                ("customer_birthdate", "1990-05-01"),
                ("usertool_id", &paco),
            ],
        )
    };
    assert_eq!(add().code(), "contact_add_06");
    tienda.change(
        &tienda.strict,
        &json!({"colaboradores": null, "clientes_disponibles": 1, "creditos_disponibles": 1}),
    );
    assert_eq!(add().code(), "contact_add_01");
    tienda.shop.assert_sound();
}

/// Our pages go by our own code, which a documented one may stand for several of.
#[test]
fn staff_is_told_our_own_code_as_well() {
    let tienda = tienda();
    let shop = &tienda.shop;
    let sale = json!({"wallet_key": tienda.open, "phone": MARIA, "transaction_type": 1, "points_used": 400});
    let refused = shop.post(LUPITA, "/wallet/sale", &sale).expect(402).body;
    assert_eq!(
        (&refused["code"], &refused["reason"], refused.get("field")),
        (
            &json!("wallet_redeem_10"),
            &json!("points_insufficient"),
            None
        )
    );
    let sale = json!({"wallet_key": tienda.open, "phone": MARIA, "transaction_type": 1, "points_used": "x"});
    let refused = shop.post(LUPITA, "/wallet/sale", &sale).expect(400).body;
    assert_eq!(
        (&refused["code"], &refused["reason"], &refused["field"]),
        (
            &json!("new_sale_08"),
            &json!("not_a_number"),
            &json!("points_used")
        )
    );
    // Who may not is told so, whatever word the contract has for it.
    let update = json!({"wallet_key": tienda.open, "phone": MARIA, "transaction_type": 0, "transaction_amount": 1, "reason": "x"});
    let refused = shop
        .post(LUPITA, "/wallet/balance/update", &update)
        .expect(403)
        .body;
    assert_eq!(
        (&refused["code"], &refused["reason"]),
        (&json!("auth_01"), &json!("forbidden"))
    );
    let by_key = tienda.call("/wallet/sale", &[]).body;
    assert_eq!((by_key.get("reason"), by_key.get("field")), (None, None));
}

#[test]
fn who_is_registered_signs_in_and_sells_until_archived() {
    let mut tienda = tienda();
    let added = employ(&tienda, "gerente", "Beto Luna", BETO)
        .expect(200)
        .body;
    let id = added["collaboratorId"].as_i64().expect("a number");
    assert_eq!(tienda.user(BETO), id.to_string());
    let login = tienda.shop.log_in_with(BETO, "clave-de-beto");
    assert!(
        login.body["user"].to_string().contains("Gerente"),
        "{}",
        login.body
    );
    tienda.shop.get(BETO, "/proveedores").expect(200);
    let sale = json!({"wallet_key": tienda.open, "phone": MARIA, "transaction_type": 0, "transaction_amount": 10});
    assert_eq!(
        tienda
            .shop
            .post(BETO, "/wallet/sale", &sale)
            .expect(200)
            .body["newBalance"],
        121
    );
    let by_key = || {
        let id = id.to_string();
        tienda.call(
            "/wallet/sale",
            &[
                ("wallet_key", &tienda.open),
                ("phone", MARIA),
                ("usertool_id", &id),
                ("transaction_type", "0"),
                ("transaction_amount", "10"),
            ],
        )
    };
    assert_eq!(by_key().code(), "new_sale_01");

    let archive = || {
        tienda
            .call("/employee/disable", &[("number", BETO)])
            .expect(200)
    };
    assert_eq!(archive().code(), "toolusers_01");
    assert_eq!(archive().code(), "toolusers_01", "twice is as good as once");
    // At once, tokens included.
    tienda.shop.get(BETO, "/proveedores").expect(401);
    let refused = tienda.shop.post(BETO, "/wallet/sale", &sale).expect(401);
    assert_eq!(refused.code(), "auth_01");
    assert_eq!(by_key().code(), "new_sale_13");
    let users = tienda.call("/toolusers/get", &[]).body;
    let listed = users["result"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|user| user["usertool_id"] == id)
        .expect("listed");
    assert_eq!(
        (
            &listed["usertool_status"],
            &listed["usertool_type"],
            &listed["usertool_branch"]
        ),
        (&json!(0), &json!("gerente"), &json!("Tienda Sur"))
    );
    tienda.shop.assert_sound();
}

#[test]
fn a_number_and_a_name_are_one_person_s() {
    let tienda = tienda();
    employ(&tienda, "cajero", "Beto Luna", BETO).expect(200);
    for (name, number, code) in [
        ("beto LUNA", "4771000010", "err_toolusers_03"),
        ("Otro Nombre", BETO, "err_toolusers_03"),
        ("Otro Nombre", "4771000010", "toolusers_01"),
    ] {
        assert_eq!(
            employ(&tienda, "cajero", name, number).code(),
            code,
            "{name} {number}"
        );
    }
    // A number is a log-in name, and so nobody else's anywhere.
    tienda.shop.set_up(&demo_tenant("Kiosco Demo")).expect(201);
    let count = tienda
        .shop
        .db
        .query("SELECT count(*) FROM user_account WHERE login = '4771000009'");
    assert_eq!(count, ["1"]);
}

#[test]
fn who_administers_is_not_archived_here() {
    let tienda = tienda();
    let admin = tienda.user(ADMIN);
    let renamed = format!("UPDATE user_account SET login = '4771000011' WHERE id = {admin}");
    tienda.shop.db.execute(&renamed).expect("renamed");
    let reply = tienda.call("/employee/disable", &[("number", "4771000011")]);
    assert_eq!(reply.code(), "err_toolusers_04");
}

#[test]
fn staff_may_do_what_their_role_may() {
    let tienda = tienda();
    let shop = &tienda.shop;
    let employee = json!({"type": "cajero", "employee_name": "Beto", "business_name": "Sur", "number": BETO, "password": "clave-de-beto"});
    let update = json!({"wallet_key": tienda.open, "phone": MARIA, "transaction_type": 0, "transaction_amount": 5, "reason": "Cortesía"});
    for email in [LUPITA, PACO, GERENTE] {
        let refused = shop.post(email, "/employee/add", &employee).expect(403);
        assert_eq!(refused.code(), "auth_01", "{email}");
    }
    for email in [LUPITA, PACO] {
        shop.post(email, "/wallet/balance/update", &update)
            .expect(403);
    }
    assert_eq!(
        shop.post(GERENTE, "/wallet/balance/update", &update)
            .expect(200)
            .body["newBalance"],
        125
    );
    shop.post(ADMIN, "/employee/add", &employee).expect(200);
    shop.post(ADMIN, "/employee/disable", &json!({"number": BETO}))
        .expect(200);
    // Nobody signs for somebody else.
    let other: i64 = tienda.user(LUPITA).parse().expect("a number");
    let sale = json!({"wallet_key": tienda.open, "phone": MARIA, "transaction_type": 0, "transaction_amount": 5, "usertool_id": other});
    assert_eq!(
        shop.post(PACO, "/wallet/sale", &sale).expect(403).code(),
        "new_sale_13"
    );
    assert_eq!(
        shop.post(LUPITA, "/wallet/sale", &sale).expect(200).code(),
        "new_sale_01"
    );
    shop.assert_sound();
}
