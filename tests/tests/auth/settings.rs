//! Branches, operators, the tenant's settings, and what the address itself answers.

use crate::{ADMINISTRATOR, ANA, MANAGER, Sent, neighbour, neighbour_token, tokens};
use serde_json::{Value, json};
use ventanilla_tests::shop::{Reply, Shop};
use ventanilla_worker::http::Method;

fn patch(shop: &Shop, access: &str, path: &str, body: &Value) -> Reply {
    Sent {
        method: Method::Patch,
        ..Sent::post(path, body)
    }
    .with_bearer(access)
    .to(shop)
}

fn post(shop: &Shop, access: &str, path: &str, body: &Value) -> Reply {
    Sent::post(path, body).with_bearer(access).to(shop)
}

#[test]
fn branches_are_listed_created_and_changed() {
    let shop = Shop::demo(1);
    let access = tokens(&shop, ADMINISTRATOR).0;
    let list = Sent::get("/sucursales", &tokens(&shop, ANA).0)
        .to(&shop)
        .expect(200)
        .body;
    assert_eq!(
        list[1],
        json!({"id": 2, "codigo": "NORTE", "nombre": "Sucursal Norte", "zona_utc_minutos": -240, "estado": true})
    );
    let created = post(
        &shop,
        &access,
        "/sucursales",
        &json!({"codigo": "sur-1", "nombre": "Sur"}),
    )
    .expect(201)
    .body;
    assert_eq!(
        created,
        json!({"id": 3, "codigo": "SUR-1", "nombre": "Sur", "zona_utc_minutos": -240, "estado": true})
    );
    let changed = patch(
        &shop,
        &access,
        "/sucursales/3",
        &json!({"nombre": "Zona Sur", "zona_utc_minutos": -180}),
    )
    .expect(200)
    .body;
    assert_eq!(
        (
            &changed["codigo"],
            &changed["nombre"],
            &changed["zona_utc_minutos"]
        ),
        (&json!("SUR-1"), &json!("Zona Sur"), &json!(-180))
    );
    for offset in [-840, 840] {
        patch(
            &shop,
            &access,
            "/sucursales/3",
            &json!({"zona_utc_minutos": offset}),
        )
        .expect(200);
    }
    assert_eq!(
        patch(&shop, &access, "/sucursales/3", &json!({"estado": false}))
            .expect(200)
            .body["estado"],
        false
    );
}

#[test]
fn branches_refuse() {
    let shop = Shop::demo(1);
    shop.set_up(&neighbour()).expect(201);
    let access = tokens(&shop, ADMINISTRATOR).0;
    let taken = json!({"codigo": "norte", "nombre": "Otra"});
    assert_eq!(
        post(&shop, &access, "/sucursales", &taken)
            .expect(409)
            .code(),
        "branch_code_taken"
    );
    assert_eq!(
        patch(&shop, &access, "/sucursales/1", &json!({"codigo": "NORTE"}))
            .expect(409)
            .code(),
        "branch_code_taken"
    );
    for body in [
        json!({}),
        json!({"codigo": "A B", "nombre": "x"}),
        json!({"codigo": "A", "nombre": ""}),
        json!({"codigo": "A", "nombre": "x", "id": 1}),
        json!([]),
    ] {
        assert_eq!(
            post(&shop, &access, "/sucursales", &body)
                .expect(400)
                .code(),
            "validation_failed",
            "{body}"
        );
    }
    for body in [
        json!({"zona_utc_minutos": 841}),
        json!({"zona_utc_minutos": 1.5}),
        json!({"estado": 1}),
    ] {
        patch(&shop, &access, "/sucursales/1", &body).expect(400);
    }
    // The second has registers; the default is everybody's, even without any.
    assert_eq!(
        patch(&shop, &access, "/sucursales/2", &json!({"estado": false}))
            .expect(409)
            .code(),
        "branch_in_use"
    );
    shop.db
        .execute("UPDATE cash_register SET active = 0 WHERE tenant_id = 1")
        .unwrap();
    patch(&shop, &access, "/sucursales/2", &json!({"estado": false})).expect(200);
    assert_eq!(
        patch(&shop, &access, "/sucursales/1", &json!({"estado": false}))
            .expect(409)
            .code(),
        "branch_is_default"
    );
    assert_eq!(
        patch(&shop, &access, "/sucursales/999", &json!({"nombre": "x"}))
            .expect(404)
            .code(),
        "branch_not_found"
    );
    // The neighbour's is unknown here.
    assert_eq!(
        patch(&shop, &access, "/sucursales/3", &json!({"nombre": "x"}))
            .expect(404)
            .code(),
        "branch_not_found"
    );
    post(&shop, &neighbour_token(&shop), "/sucursales", &taken).expect(201);
    for email in [MANAGER, ANA] {
        let token = tokens(&shop, email).0;
        post(&shop, &token, "/sucursales", &taken).expect(403);
        patch(&shop, &token, "/sucursales/1", &taken).expect(403);
    }
}

#[test]
fn operators_are_switched_off_and_watched() {
    let shop = Shop::demo(1);
    shop.set_up(&neighbour()).expect(201);
    let access = tokens(&shop, ADMINISTRATOR).0;
    let list = || Sent::get("/operadoras", &access).to(&shop).expect(200).body;
    assert_eq!(
        list()[0],
        json!({"id": 1, "nombre": "Tigo", "activa": true, "umbral_saldo_bajo": null})
    );
    let changed = patch(
        &shop,
        &access,
        "/operadoras/1",
        &json!({"activa": false, "umbral_saldo_bajo": "150.50"}),
    )
    .expect(200)
    .body;
    assert_eq!(
        changed,
        json!({"id": 1, "nombre": "Tigo", "activa": false, "umbral_saldo_bajo": "150.50"})
    );
    assert_eq!(list().as_array().unwrap().len(), 3);
    let sold = Sent::get("/recargas/operadoras/saldos", &access)
        .to(&shop)
        .expect(200)
        .body;
    assert_eq!(sold.as_array().unwrap().len(), 2);
    // What is absent stays, null clears.
    assert_eq!(
        patch(&shop, &access, "/operadoras/1", &json!({"activa": true}))
            .expect(200)
            .body["umbral_saldo_bajo"],
        "150.50"
    );
    assert_eq!(
        patch(
            &shop,
            &access,
            "/operadoras/1",
            &json!({"umbral_saldo_bajo": null})
        )
        .expect(200)
        .body["umbral_saldo_bajo"],
        Value::Null
    );
    for bad in [
        json!({"umbral_saldo_bajo": "-1"}),
        json!({"umbral_saldo_bajo": 5}),
        json!({"umbral_saldo_bajo": "0.001"}),
        json!({"activa": "si"}),
        json!({"nombre": "x"}),
    ] {
        patch(&shop, &access, "/operadoras/1", &bad).expect(400);
    }
    for unknown in ["/operadoras/999", "/operadoras/4"] {
        assert_eq!(
            patch(&shop, &access, unknown, &json!({"activa": false}))
                .expect(404)
                .code(),
            "operator_not_found",
            "{unknown}"
        );
    }
    patch(
        &shop,
        &tokens(&shop, MANAGER).0,
        "/operadoras/1",
        &json!({"activa": false}),
    )
    .expect(403);
}

#[test]
fn a_tenant_has_settings() {
    let shop = Shop::demo(1);
    shop.set_up(&neighbour()).expect(201);
    let access = tokens(&shop, ADMINISTRATOR).0;
    let settings = Sent::get("/configuracion", &tokens(&shop, ANA).0)
        .to(&shop)
        .expect(200)
        .body;
    assert_eq!(
        settings,
        json!({"nombre": "Kiosco Demo", "pais": "BO", "moneda": "BOB", "modo": "demo", "zona_utc_minutos": -240, "cierre_ciego": true, "encabezado_recibo": null})
    );
    let change = json!({"nombre": "Kiosco Ana", "cierre_ciego": false, "encabezado_recibo": "Kiosco Ana\nNIT 123"});
    let changed = patch(&shop, &access, "/configuracion", &change)
        .expect(200)
        .body;
    assert_eq!(
        (
            &changed["nombre"],
            &changed["cierre_ciego"],
            &changed["encabezado_recibo"]
        ),
        (
            &json!("Kiosco Ana"),
            &json!(false),
            &json!("Kiosco Ana\nNIT 123")
        )
    );
    assert_eq!(
        patch(&shop, &access, "/configuracion", &json!({}))
            .expect(200)
            .body,
        changed
    );
    assert_eq!(
        patch(
            &shop,
            &access,
            "/configuracion",
            &json!({"encabezado_recibo": null})
        )
        .expect(200)
        .body["encabezado_recibo"],
        Value::Null
    );
    assert_eq!(
        patch(
            &shop,
            &access,
            "/configuracion",
            &json!({"nombre": "Tienda Vecina"})
        )
        .expect(409)
        .code(),
        "tenant_exists"
    );
    for bad in [
        json!({"nombre": ""}),
        json!({"moneda": "USD"}),
        json!({"modo": "live"}),
        json!({"zona_utc_minutos": -841}),
        json!({"encabezado_recibo": "x".repeat(401)}),
    ] {
        patch(&shop, &access, "/configuracion", &bad).expect(400);
    }
    patch(&shop, &tokens(&shop, MANAGER).0, "/configuracion", &change).expect(403);
    assert_eq!(
        Sent::get("/configuracion", &neighbour_token(&shop))
            .to(&shop)
            .expect(200)
            .body["nombre"],
        "Tienda Vecina"
    );
}

#[test]
fn a_read_and_a_write_are_one_round_trip_each() {
    let shop = Shop::demo(1);
    let access = tokens(&shop, ADMINISTRATOR).0;
    let trips = |sent: Sent<'_>| {
        let before = shop.db.round_trips();
        sent.to(&shop).expect(200);
        shop.db.round_trips() - before
    };
    for path in [
        "/auth/roles/list",
        "/usuario",
        "/usuario/1",
        "/sucursales",
        "/operadoras",
        "/configuracion",
        "/salud",
    ] {
        assert_eq!(trips(Sent::get(path, &access)), 1, "{path}");
    }
    for (path, body) in [
        ("/usuario/2", json!({"name": "x"})),
        ("/sucursales/1", json!({"nombre": "x"})),
        ("/operadoras/1", json!({"activa": true})),
        ("/configuracion", json!({"nombre": "x"})),
    ] {
        assert_eq!(
            trips(
                Sent {
                    method: Method::Patch,
                    ..Sent::post(path, &body)
                }
                .with_bearer(&access)
            ),
            1,
            "{path}"
        );
    }
}

#[test]
fn the_address_tells_programs_and_browsers_apart() {
    let shop = Shop::empty(1);
    let health = Sent::get("/salud", "").to(&shop).expect(200).body;
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    let newest = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .max();
    assert_eq!(
        format!("{}.sql", health["esquema"].as_str().unwrap()),
        newest.unwrap(),
        "every migration notes itself in schema_migration"
    );
    let root = |accept: &str| shop.send(Method::Get, "/", &[("accept", accept)], b"");
    let reply = root("text/html,application/xhtml+xml,*/*;q=0.8").expect(302);
    assert_eq!(reply.header("location"), Some("/app/"));
    for accept in ["", "*/*", "application/json, text/plain, */*"] {
        assert_eq!(
            root(accept).expect(200).body["version"],
            env!("CARGO_PKG_VERSION"),
            "{accept}"
        );
    }
}
