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
