//! Setting up a tenant.

use crate::{ANA, Sent, neighbour, neighbour_token, tokens};
use serde_json::{Value, json};
use ventanilla_tests::shop::{Shop, demo, demo_tenant};

fn posting<'a>(body: &Value) -> Sent<'a> {
    Sent::post("/instalacion/tenants", body)
}

fn counts(shop: &Shop) -> Vec<String> {
    [
        "tenant",
        "branch",
        "user_account",
        "cash_register",
        "operator",
        "account",
        "operation",
        "transfer",
    ]
    .iter()
    .map(|table| {
        format!(
            "{table} {}",
            shop.db.query(&format!("SELECT count(*) FROM {table}"))[0]
        )
    })
    .collect()
}

#[test]
fn a_tenant_is_there_at_once_and_whole() {
    let shop = Shop::empty(1);
    let created = shop.set_up(&demo()["tenants"][0]).expect(201).body;
    assert_eq!(created, json!({"tenant_id": 1, "name": "Kiosco Demo"}));
    assert_eq!(
        counts(&shop),
        [
            "tenant 1",
            "branch 2",
            "user_account 4",
            "cash_register 3",
            "operator 3",
            "account 19",
            "operation 1",
            "transfer 11"
        ]
    );
    shop.assert_sound();
    let accounts = shop.db.query(
        "SELECT kind || ' ' || posted || ' ' || ifnull(floor, '-') FROM account ORDER BY id",
    );
    assert_eq!(
        accounts,
        [
            "customer_deposit 0 -",
            "provider_prefund 0 0",
            "bank_clearing 0 0",
            "capital 0 -",
            "cash_over_short 0 -",
            "income -204475 -",
            "outside -300000 -",
            "between_branches 0 -",
            "between_branches 0 -",
            "register_cash 0 0",
            "register_cash 0 0",
            "register_cash 0 0",
            "operator_float 100000 0",
            "operator_float 100000 0",
            "operator_float 100000 0",
            "customer_receivable 27950 0",
            "customer_receivable 39525 0",
            "customer_receivable 125000 0",
            "customer_receivable 12000 0"
        ]
    );
    assert_eq!(shop.db.query("SELECT kind || ' ' || state || ' ' || actor || ' ' || ifnull(user_id, '-') FROM operation"), ["tenant_setup succeeded setup -"]);
    assert_eq!(
        shop.db
            .query("SELECT branch.code FROM tenant JOIN branch ON branch.id = default_branch_id"),
        ["CENTRO"]
    );
    assert_eq!(
        shop.db.query("SELECT DISTINCT utc_offset_min FROM branch"),
        ["-240"]
    );
    assert_eq!(
        shop.db.query("SELECT cash_register.name || ' ' || branch.code FROM cash_register JOIN branch ON branch.id = branch_id ORDER BY cash_register.id"),
        ["Caja 1 CENTRO", "Caja 2 CENTRO", "Caja Norte NORTE"]
    );
    let hashes = shop
        .db
        .query("SELECT DISTINCT password_hash FROM user_account");
    assert!(
        hashes.len() == 4
            && hashes
                .iter()
                .all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")),
        "{hashes:?}"
    );
    tokens(&shop, ANA);
}

#[test]
fn two_tenants_have_nothing_in_common() {
    let shop = Shop::demo(1);
    shop.set_up(&neighbour()).expect(201);
    shop.assert_sound();
    assert_eq!(shop.db.query("SELECT posted FROM account WHERE tenant_id = 2 AND kind IN ('outside', 'operator_float') ORDER BY id"), ["-1234", "1234"]);
    let token = neighbour_token(&shop);
    let balances = Sent::get("/recargas/operadoras/saldos", &token)
        .to(&shop)
        .expect(200)
        .body;
    assert_eq!(
        (
            balances.as_array().unwrap().len(),
            &balances[0]["saldo_actual"]
        ),
        (1, &json!("12.34"))
    );
    assert_eq!(
        Sent::get("/cajas", &token)
            .to(&shop)
            .expect(200)
            .body
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn what_exists_already_is_refused_and_leaves_nothing_behind() {
    let shop = Shop::demo(1);
    let before = counts(&shop);
    let refused = shop.set_up(&demo()["tenants"][0]).expect(409);
    assert_eq!(
        (refused.code(), refused.header("content-type")),
        ("tenant_exists", Some("application/problem+json"))
    );
    let mut same_email = neighbour();
    same_email["users"] = json!([{"email": "nueva@vecina.bo", "password": "vecina-2026-x", "role": "Administrador"},
                                 {"email": "ANA@kiosco.demo", "password": "vecina-2026-x", "role": "Operador"}]);
    assert_eq!(shop.set_up(&same_email).expect(409).code(), "email_taken");
    assert_eq!(counts(&shop), before);
}

#[test]
fn only_the_token_of_the_deployment_sets_up() {
    let mut shop = Shop::empty(1);
    for token in [
        "",
        "null",
        "setup-token-of-the-test",
        "setup-token-of-the-testsx",
        "Setup-token-of-the-tests",
    ] {
        assert_eq!(
            posting(&neighbour())
                .with_bearer(token)
                .to(&shop)
                .expect(401)
                .code(),
            "unauthorized",
            "{token}"
        );
    }
    posting(&neighbour()).to(&shop).expect(401);
    for disabled in [None, Some(String::new())] {
        shop.app.settings.setup_token = disabled;
        for token in ["", "setup-token-of-the-tests"] {
            let reply = posting(&neighbour()).with_bearer(token).to(&shop);
            assert_eq!(reply.expect(404).code(), "setup_disabled");
        }
    }
    assert_eq!(shop.db.query("SELECT count(*) FROM tenant"), ["0"]);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let shop = Shop::empty(1);
    let cases = [
        ("name", json!("")),
        ("country", json!("XX")),
        ("currency", json!("EUR")),
        ("mode", json!("test")),
        ("users", json!([])),
        (
            "users",
            json!([{"email": "a@b.co", "password": "vecina-2026-x", "role": "Operador"}]),
        ),
        (
            "users",
            json!([{"email": "a@b.co", "password": "corta", "role": "Administrador"}]),
        ),
        (
            "users",
            json!([{"email": "a@b.co", "password": "vecina-2026-x", "role": "Administrador"}, {"email": "A@b.co", "password": "vecina-2026-x", "role": "Operador"}]),
        ),
        ("branches", json!([])),
        (
            "branches",
            json!([{"code": "V1", "name": "a"}, {"code": "v1", "name": "b"}]),
        ),
        ("registers", json!([{"name": "Caja V", "branch": "V2"}])),
        ("registers", json!([{"name": "C", "branch": "V1"}])),
        ("operators", json!([{"name": "Movistar", "float": "0.00"}])),
        ("operators", json!([{"name": "Viva", "float": "-1"}])),
        ("operators", json!([{"name": "Viva", "float": "0.001"}])),
        (
            "operators",
            json!([{"name": "Viva", "float": "99999999999999999999"}]),
        ),
        ("operators", json!([{"name": "Viva", "float": 12}])),
        (
            "operators",
            json!([{"name": "Viva", "float": "1"}, {"name": "Viva", "float": "1"}]),
        ),
        ("surprise", json!(1)),
    ];
    for (field, value) in cases {
        let mut body = neighbour();
        body[field] = value.clone();
        assert_eq!(
            shop.set_up(&body).expect(400).code(),
            "validation_failed",
            "{field} {value}"
        );
    }
    for country in ["VE", "BR", "MX", "AR"] {
        let mut body = neighbour();
        body["country"] = json!(country);
        // Airtime of an operator that the country does not have.
        shop.set_up(&body).expect(400);
    }
    assert_eq!(shop.db.query("SELECT count(*) FROM tenant"), ["0"]);
}

#[test]
fn a_tenant_may_start_without_registers_and_operators() {
    let shop = Shop::empty(1);
    let mut body = neighbour();
    body["country"] = json!("BR");
    body["currency"] = json!("BRL");
    body["registers"] = json!([]);
    body["operators"] = json!([]);
    shop.set_up(&body).expect(201);
    shop.assert_sound();
    assert_eq!(shop.db.query("SELECT utc_offset_min FROM tenant"), ["-180"]);
    neighbour_token(&shop);
}

#[test]
fn a_float_of_nothing_moves_nothing() {
    let shop = Shop::empty(1);
    let mut body = neighbour();
    body["operators"] =
        json!([{"name": "Tigo", "float": "0.00"}, {"name": "Viva", "float": "9999999999.99"}]);
    shop.set_up(&body).expect(201);
    shop.assert_sound();
    assert_eq!(
        shop.db.query("SELECT amount FROM transfer"),
        ["999999999999"]
    );
}

#[test]
fn a_key_that_somebody_has_already_sets_nothing_up() {
    let shop = Shop::bodega(1);
    let before = counts(&shop);
    let mut other = demo_tenant("Bodega Demo");
    other["name"] = json!("Otra Bodega");
    other["users"] = json!([{"email": "admin@otra.demo", "password": "demo-Otra-2026", "role": "Administrador"}]);
    assert_eq!(shop.set_up(&other).expect(409).code(), "integrator_exists");
    assert_eq!(counts(&shop), before);
    other["keys"]["cps"]["api_key"] = json!("0".repeat(32));
    shop.set_up(&other).expect(201);
    assert_eq!(shop.db.query("SELECT count(*) FROM integrator"), ["2"]);
    shop.assert_sound();
}
