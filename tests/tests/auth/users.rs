//! Users and the persons behind them.

use crate::{
    ADMINISTRATOR, ANA, LUIS, MANAGER, Sent, attempt, id_of, neighbour, neighbour_token, tokens,
};
use serde_json::{Value, json};
use ventanilla_tests::shop::{Reply, Shop};
use ventanilla_worker::http::Method;

fn patch(shop: &Shop, access: &str, id: i64, body: &Value) -> Reply {
    let path = format!("/usuario/{id}");
    Sent {
        method: Method::Patch,
        ..Sent::post(&path, body)
    }
    .with_bearer(access)
    .to(shop)
}

fn put_person(shop: &Shop, access: &str, body: &Value) -> Reply {
    Sent {
        method: Method::Put,
        ..Sent::post("/persona", body)
    }
    .with_bearer(access)
    .to(shop)
}

fn register(shop: &Shop, access: &str, body: &Value) -> Reply {
    Sent::post("/usuario/register", body)
        .with_bearer(access)
        .to(shop)
}

/// As the existing front end sends it.
fn newcomer() -> Value {
    json!({"email": "Eva@Kiosco.demo", "password": "eva-2026-clave", "nombres": "Eva", "p_apellido": "Rojas", "s_apellido": "",
           "fecha_nacimiento": "", "genero": "F", "name": "", "estado": true, "id_role": 2})
}

#[test]
fn an_administrator_registers_a_user_who_then_logs_in() {
    let shop = Shop::demo(1);
    let access = tokens(&shop, ADMINISTRATOR).0;
    let created = register(&shop, &access, &newcomer()).expect(201).body;
    assert_eq!(
        (&created["email"], &created["name"]),
        (&json!("eva@kiosco.demo"), &json!("Eva Rojas"))
    );
    assert_eq!(created["role"]["nombre"], "Operador");
    assert_eq!(created["id_user_create"], id_of(&shop, ADMINISTRATOR));
    assert_eq!(
        (
            &created["persona"]["nombres"],
            &created["persona"]["fecha_nacimiento"]
        ),
        (&json!("Eva"), &Value::Null)
    );
    let stored = shop
        .db
        .query("SELECT password_hash FROM user_account WHERE login = 'eva@kiosco.demo'");
    assert!(stored[0].starts_with("$argon2id$"), "{stored:?}");
    attempt("eva@kiosco.demo", "eva-2026-clave")
        .to(&shop)
        .expect(201);
}

#[test]
fn without_a_role_a_user_only_reads() {
    let shop = Shop::demo(1);
    let access = tokens(&shop, ADMINISTRATOR).0;
    let mut body = newcomer();
    body.as_object_mut().unwrap().remove("id_role");
    body["estado"] = json!(false);
    let created = register(&shop, &access, &body).expect(201).body;
    assert_eq!(
        (&created["role"]["id"], &created["estado"]),
        (&json!(3), &json!(false))
    );
    attempt("eva@kiosco.demo", "eva-2026-clave")
        .to(&shop)
        .expect(401);
}

#[test]
fn bad_registrations_create_nobody() {
    let shop = Shop::demo(1);
    let access = tokens(&shop, ADMINISTRATOR).0;
    let users = || shop.db.query("SELECT count(*) FROM user_account");
    let before = users();
    let cases: [(&str, Value, u16, &str); 9] = [
        ("email", json!("eva"), 400, "validation_failed"),
        ("email", json!(ANA), 409, "email_taken"),
        ("password", json!("corta"), 400, "validation_failed"),
        ("password", json!(12345678), 400, "validation_failed"),
        ("nombres", json!(""), 400, "validation_failed"),
        ("genero", json!("X"), 400, "validation_failed"),
        (
            "fecha_nacimiento",
            json!("1990-02-30"),
            400,
            "validation_failed",
        ),
        ("id_role", json!(9), 400, "validation_failed"),
        ("token_version", json!(1), 400, "validation_failed"),
    ];
    for (field, value, status, code) in cases {
        let mut body = newcomer();
        body[field] = value.clone();
        assert_eq!(
            register(&shop, &access, &body).expect(status).code(),
            code,
            "{field} {value}"
        );
    }
    for email in [MANAGER, ANA] {
        let token = tokens(&shop, email).0;
        register(&shop, &token, &newcomer()).expect(403);
    }
    Sent::post("/usuario/register", &newcomer())
        .to(&shop)
        .expect(401);
    assert_eq!(users(), before);
}

#[test]
fn users_are_listed_and_found_by_those_who_may() {
    let shop = Shop::demo(1);
    let administrator = tokens(&shop, ADMINISTRATOR).0;
    let ana = tokens(&shop, ANA).0;
    let list = Sent::get("/usuario", &administrator)
        .to(&shop)
        .expect(200)
        .body;
    assert_eq!(
        (&list["status"], list["data"].as_array().unwrap().len()),
        (&json!(200), 4)
    );
    assert_eq!(list["data"][0]["role"]["nombre"], "Administrador");
    assert!(!list.to_string().contains("password"));
    Sent::get("/usuario", &ana).to(&shop).expect(403);
    let own = format!("/usuario/{}", id_of(&shop, ANA));
    assert_eq!(
        Sent::get(&own, &ana).to(&shop).expect(200).body["data"]["email"],
        ANA
    );
    assert_eq!(
        Sent::get(&own, &administrator).to(&shop).expect(200).body["message"],
        "Usuario encontrado!"
    );
    Sent::get(&format!("/usuario/{}", id_of(&shop, LUIS)), &ana)
        .to(&shop)
        .expect(403);
    assert_eq!(
        Sent::get("/usuario/999", &administrator)
            .to(&shop)
            .expect(200)
            .body["data"],
        Value::Null
    );
    for bad in ["0", "-1", "abc", "1.5", "9007199254740992"] {
        assert_eq!(
            Sent::get(&format!("/usuario/{bad}"), &administrator)
                .to(&shop)
                .expect(400)
                .code(),
            "id_invalid"
        );
    }
}

#[test]
fn an_administrator_changes_a_user_as_the_front_end_does() {
    let shop = Shop::demo(1);
    let access = tokens(&shop, ADMINISTRATOR).0;
    let ana = id_of(&shop, ANA);
    let token = tokens(&shop, ANA).0;
    // Nothing that matters to tokens: the log-in goes on.
    let same = json!({"email": ANA, "name": "Ana P.", "estado": true, "id_role": 2});
    let changed = patch(&shop, &access, ana, &same).expect(200).body;
    assert_eq!(
        (&changed["name"], &changed["id_user_update"]),
        (&json!("Ana P."), &json!(id_of(&shop, ADMINISTRATOR)))
    );
    Sent::get("/cajas", &token).to(&shop).expect(200);
    patch(
        &shop,
        &access,
        ana,
        &json!({"email": "ana.nueva@kiosco.demo"}),
    )
    .expect(200);
    assert_eq!(
        patch(&shop, &access, ana, &json!({"email": LUIS}))
            .expect(409)
            .code(),
        "email_taken"
    );
    assert_eq!(
        patch(&shop, &access, 999, &same).expect(404).code(),
        "user_not_found"
    );
    for bad in [
        json!({"estado": "si"}),
        json!({"id_role": 0}),
        json!({"name": ""}),
        json!({"password": ""}),
        json!({"id": 1}),
        json!([]),
    ] {
        patch(&shop, &access, ana, &bad).expect(400);
    }
}

#[test]
fn everybody_else_changes_their_own_password_only() {
    let shop = Shop::demo(1);
    let (access, refresh) = tokens(&shop, ANA);
    let (ana, luis) = (id_of(&shop, ANA), id_of(&shop, LUIS));
    for body in [
        json!({"id_role": 1}),
        json!({"name": "Jefa"}),
        json!({"email": "x@y.bo"}),
        json!({"estado": true}),
        json!({"password": "otra-clave-2026", "id_role": 1}),
    ] {
        patch(&shop, &access, ana, &body).expect(403);
    }
    patch(
        &shop,
        &access,
        luis,
        &json!({"password": "otra-clave-2026"}),
    )
    .expect(403);
    // A stranger's body is not even looked at.
    patch(&shop, &access, luis, &json!({"x": 1})).expect(403);
    patch(&shop, &access, ana, &json!({"password": "otra-clave-2026"})).expect(200);
    // Everything that was open under the old password is closed.
    assert_eq!(
        Sent::get("/cajas", &access).to(&shop).expect(401).code(),
        "token_revoked"
    );
    Sent::post("/auth/refresh_token", &json!({}))
        .with_bearer(&refresh)
        .to(&shop)
        .expect(401);
    attempt(ANA, "demo-Ana-2026").to(&shop).expect(401);
    attempt(ANA, "otra-clave-2026").to(&shop).expect(201);
}

#[test]
fn a_tenant_keeps_an_administrator() {
    let shop = Shop::demo(1);
    let access = tokens(&shop, ADMINISTRATOR).0;
    let own = id_of(&shop, ADMINISTRATOR);
    for body in [
        json!({"estado": false}),
        json!({"id_role": 2}),
        json!({"id_role": 4, "estado": false}),
    ] {
        assert_eq!(
            patch(&shop, &access, own, &body).expect(409).code(),
            "last_administrator",
            "{body}"
        );
    }
    // Nothing of a refused change stays: the log-in goes on.
    patch(
        &shop,
        &access,
        id_of(&shop, MANAGER),
        &json!({"id_role": 1}),
    )
    .expect(200);
    patch(&shop, &access, own, &json!({"id_role": 4})).expect(200);
    let manager = tokens(&shop, MANAGER).0;
    assert_eq!(
        patch(
            &shop,
            &manager,
            id_of(&shop, MANAGER),
            &json!({"estado": false})
        )
        .expect(409)
        .code(),
        "last_administrator"
    );
}

#[test]
fn a_person_is_corrected_by_themselves_or_an_administrator() {
    let shop = Shop::demo(1);
    let (ana, luis) = (id_of(&shop, ANA), id_of(&shop, LUIS));
    let body = |id: i64, by: i64| json!({"id": id, "id_user_update": by, "nombres": "Ana", "p_apellido": "Pérez", "s_apellido": "Roca", "fecha_nacimiento": "1990-05-01", "genero": "F"});
    let access = tokens(&shop, ANA).0;
    let person = put_person(&shop, &access, &body(ana, ana)).expect(200).body;
    assert_eq!(
        (
            &person["id"],
            &person["p_apellido"],
            &person["fecha_nacimiento"]
        ),
        (&json!(ana), &json!("Pérez"), &json!("1990-05-01"))
    );
    assert!(person.get("email").is_none());
    put_person(&shop, &access, &body(luis, ana)).expect(403);
    put_person(&shop, &access, &body(ana, luis)).expect(403);
    let administrator = tokens(&shop, ADMINISTRATOR).0;
    put_person(
        &shop,
        &administrator,
        &body(luis, id_of(&shop, ADMINISTRATOR)),
    )
    .expect(200);
    let unknown = put_person(
        &shop,
        &administrator,
        &body(999, id_of(&shop, ADMINISTRATOR)),
    )
    .expect(404);
    assert_eq!(unknown.body["message"], "La persona con ID 999 no existe");
    put_person(&shop, &administrator, &json!({"nombres": "Ana"})).expect(400);
}

#[test]
fn another_tenants_users_are_unknown() {
    let shop = Shop::demo(1);
    shop.set_up(&neighbour()).expect(201);
    let (own, other) = (neighbour_token(&shop), id_of(&shop, ANA));
    assert_eq!(
        Sent::get("/usuario", &own).to(&shop).expect(200).body["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        Sent::get(&format!("/usuario/{other}"), &own)
            .to(&shop)
            .expect(200)
            .body["data"],
        Value::Null
    );
    assert_eq!(
        patch(&shop, &own, other, &json!({"password": "robada-2026"}))
            .expect(404)
            .code(),
        "user_not_found"
    );
    let person = json!({"id": other, "nombres": "X", "p_apellido": "Y", "s_apellido": "", "fecha_nacimiento": "", "genero": ""});
    assert_eq!(
        put_person(&shop, &own, &person).expect(404).code(),
        "person_not_found"
    );
    // An e-mail is one person's, whatever the tenant.
    let mut body = newcomer();
    body["email"] = json!(ANA);
    assert_eq!(
        register(&shop, &own, &body).expect(409).code(),
        "email_taken"
    );
    tokens(&shop, ANA);
}
