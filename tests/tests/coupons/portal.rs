//! Who may come in: portal tokens, host names, other tenants.

use super::*;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use ventanilla_tests::shop::demo_tenant;

const SECRET: &str = "demo-portal-cooperativa-protects-nothing";
const LATER_S: i64 = 1_893_456_000;

/// A token as another system signs it.
fn token(secret: &str, header: &str, claims: &Value) -> String {
    let signed = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(claims.to_string())
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!(
        "{signed}.{}",
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    )
}

const HEADER: &str = r#"{"typ":"JWT","alg":"HS256"}"#;

fn of_customer(cliente_id: i64, tenant_id: i64) -> String {
    token(
        SECRET,
        HEADER,
        &json!({"cliente_id": cliente_id, "tenant_id": tenant_id, "nombre": "Juan Pérez", "exp": LATER_S}),
    )
}

fn get(coop: &Coop, token: &str, target: &str, host: &str) -> Reply {
    coop.shop.send(
        Method::Get,
        target,
        &[
            ("authorization", &format!("Bearer {token}")),
            ("host", host),
        ],
        b"",
    )
}

#[test]
fn a_customer_sees_and_issues_what_is_its_own() {
    let coop = coop();
    let juan = of_customer(123, 1);
    let bearer = format!("Bearer {juan}");
    let issued = coop
        .shop
        .send(
            Method::Post,
            "/portal/cupones/generar",
            &[("authorization", &bearer), ("idempotency-key", "p1")],
            request(&["uuid-1234"], "10000").as_bytes(),
        )
        .expect(200);
    let code = text(&issued.body["data"]["codigo_barras"]);
    get(&coop, &juan, "/portal/cupones/cliente/123", "x").expect(200);
    let found = get(&coop, &juan, &format!("/portal/cupones/{code}"), "x").expect(200);
    assert_eq!(found.body["data"]["cliente_id"], json!(123));
    // Another customer's: 401 on the list, unknown by code (contract of coupons, section 1.2).
    let other = of_customer(7, 1);
    get(&coop, &other, "/portal/cupones/cliente/123", "x").expect(401);
    get(&coop, &other, "/portal/clientes/123/facturas", "x").expect(401);
    let invoices = get(
        &coop,
        &juan,
        "/portal/clientes/123/facturas?estado=open",
        "x",
    )
    .expect(200);
    assert_eq!(
        invoices.body["data"]["facturas"].as_array().unwrap().len(),
        2
    );
    let unknown = get(&coop, &other, &format!("/portal/cupones/{code}"), "x").expect(404);
    assert_eq!(unknown.code(), "coupon_not_found");
    coop.shop
        .send(
            Method::Post,
            "/portal/cupones/generar",
            &[("authorization", &format!("Bearer {other}"))],
            request(&["uuid-1235"], "2500.50").as_bytes(),
        )
        .expect(401);
    // What is the till's is not for customers.
    let collect = coop.shop.send(
        Method::Post,
        &format!("/portal/cupones/{code}/cobrar"),
        &[("authorization", &bearer)],
        b"{}",
    );
    assert_eq!(collect.expect(401).body["error"], json!("Unauthorized"));
    // Only staff hears of receipts, and of which and when.
    coop.collect(MARTA, &code, &json!({"id_caja_sesion": coop.central}))
        .expect(200);
    let used = get(&coop, &juan, &format!("/portal/cupones/{code}"), "x").expect(200);
    assert_eq!(used.body["data"]["estado"], json!("used"));
    assert!(used.body["data"].get("recibo").is_none());
}

#[test]
fn an_expired_coupon_tells_a_customer_no_more_than_an_unknown_one() {
    let coop = coop();
    let code = coop.issued();
    coop.shop.clock.advance_ms(40 * DAY_MS);
    let juan = of_customer(123, 1);
    let reply = get(&coop, &juan, &format!("/portal/cupones/{code}"), "x").expect(404);
    assert_eq!(reply.body["error"], json!("Cupón no encontrado o vencido"));
    assert!(reply.body.get("estado").is_none());
}

#[test]
fn tokens_that_are_forged_expired_or_foreign() {
    let coop = coop();
    coop.shop.set_up(&demo_tenant("Kiosco Demo")).expect(201);
    let claims = json!({"cliente_id": 123, "tenant_id": 1, "nombre": "", "exp": LATER_S});
    let with = |name: &str, value: Value| {
        let mut claims = claims.clone();
        claims[name] = value;
        token(SECRET, HEADER, &claims)
    };
    let good = token(SECRET, HEADER, &claims);
    get(&coop, &good, "/portal/cupones/cliente/123", "x").expect(200);
    for (what, bad) in [
        (
            "forged",
            token(
                "another secret, quite long enough to be one",
                HEADER,
                &claims,
            ),
        ),
        ("none", token("", r#"{"alg":"none"}"#, &claims)),
        ("RS256", token(SECRET, r#"{"alg":"RS256"}"#, &claims)),
        ("HS512", token(SECRET, r#"{"alg":"HS512"}"#, &claims)),
        ("expired", with("exp", json!(1_700_000_000))),
        ("another tenant's", with("tenant_id", json!(2))),
        ("no tenant's", with("tenant_id", json!(99))),
        ("nobody", with("cliente_id", json!(0))),
        ("no customer of the tenant", with("cliente_id", json!(124))),
        ("a text", with("exp", json!("never"))),
        (
            "signed by the other tenant",
            token("demo-portal-kiosco-protects-nothing-1", HEADER, &claims),
        ),
        ("empty", String::new()),
        ("rubbish", "a.b.c".into()),
    ] {
        let reply = get(&coop, &bad, "/portal/cupones/cliente/123", "x").expect(401);
        assert_eq!(reply.body["error"], json!("Unauthorized"), "{what}");
        assert_eq!(reply.body["success"], json!(false));
    }
    let without = coop
        .shop
        .send(Method::Get, "/portal/cupones/cliente/123", &[], b"");
    without.expect(401);
}

#[test]
fn a_new_secret_ends_the_former_one_s_tokens() {
    let coop = coop();
    let old = of_customer(123, 1);
    let made = coop
        .shop
        .post(ADMIN, "/portal/secreto", &Value::Null)
        .expect(201);
    assert_eq!(made.body["data"]["version"], json!(2));
    let secret = text(&made.body["data"]["secreto"]);
    assert_eq!(secret.len(), 64);
    get(&coop, &old, "/portal/cupones/cliente/123", "x").expect(401);
    let new = token(
        &secret,
        HEADER,
        &json!({"cliente_id": 123, "tenant_id": 1, "nombre": "", "exp": LATER_S}),
    );
    get(&coop, &new, "/portal/cupones/cliente/123", "x").expect(200);
    let stored = coop
        .shop
        .db
        .query("SELECT sealed FROM portal_secret")
        .remove(0);
    assert!(!stored.contains(&secret));
    coop.shop
        .post(GERENTE, "/portal/secreto", &Value::Null)
        .expect(403);
    // A portal that runs already brings its own: here the contract's, with its token (section 1.2).
    coop.shop
        .post(ADMIN, "/portal/secreto", &json!({"secreto": "too short"}))
        .expect(400);
    coop.shop
        .post(
            ADMIN,
            "/portal/secreto",
            &json!({"secreto": "portal-test-secret"}),
        )
        .expect(201);
    let vector = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJjbGllbnRlX2lkIjoxMjMsInRlbmFudF9pZCI6MSwibm9tYnJlIjoiSnVhbiBQw6lyZXoiLCJleHAiOjE4OTM0NTYwMDB9.1UGWCZy4I1hwSvueohZAUy5wW8dNQcjbmTh7_pBABOM";
    get(&coop, vector, "/portal/cupones/cliente/123", "x").expect(200);
    get(&coop, &new, "/portal/cupones/cliente/123", "x").expect(401);
}

#[test]
fn a_host_is_its_tenant_s_or_nobody_s() {
    let coop = coop();
    coop.shop.set_up(&demo_tenant("Kiosco Demo")).expect(201);
    let set = |domain: &str, body: &Value, token: &str| {
        coop.shop.send(
            Method::Put,
            &format!("/instalacion/dominios/{domain}"),
            &[("authorization", &format!("Bearer {token}"))],
            body.to_string().as_bytes(),
        )
    };
    const SETUP: &str = "setup-token-of-the-tests";
    set("Cupones.Coop.Example", &json!({"tenant_id": 1}), SETUP).expect(200);
    set("kiosco.example", &json!({"tenant_id": 2}), SETUP).expect(200);
    set(
        "old.coop.example",
        &json!({"tenant_id": 1, "activo": false}),
        SETUP,
    )
    .expect(200);
    set("x.example", &json!({"tenant_id": 99}), SETUP).expect(404);
    set("x.example", &json!({"tenant_id": 1}), "wrong").expect(401);
    set("-x.example", &json!({"tenant_id": 1}), SETUP).expect(400);
    let juan = of_customer(123, 1);
    let marta = coop.shop.token(MARTA).to_owned();
    let code = coop.issued();
    for (host, status) in [
        ("cupones.coop.example", 200),
        ("CUPONES.coop.example:8443", 200),
        ("cupones.coop.example.", 200),
        ("never-heard-of.example", 200),
        ("127.0.0.1:8787", 200),
        ("kiosco.example", 401),
        ("old.coop.example", 401),
    ] {
        for token in [&juan, &marta] {
            for target in [
                "/portal/cupones/cliente/123",
                &format!("/portal/cupones/{code}"),
            ] {
                let reply = get(&coop, token, target, host);
                assert_eq!(reply.status, status, "{host} {target} {}", reply.body);
                if status == 401 {
                    assert_eq!(
                        reply.body["error"],
                        json!("Tenant no encontrado o inactivo")
                    );
                }
            }
        }
    }
    let body = json!({"id_caja_sesion": coop.central}).to_string();
    let collect = coop.shop.send(
        Method::Post,
        &format!("/portal/cupones/{code}/cobrar"),
        &[
            ("authorization", &format!("Bearer {marta}")),
            ("host", "kiosco.example"),
        ],
        body.as_bytes(),
    );
    assert_eq!(collect.expect(401).code(), "tenant_unknown");
    // Before what is wrong with the request, and before the role.
    for (method, target, body) in [
        (Method::Post, format!("/portal/cupones/{code}/cobrar"), "{"),
        (Method::Get, "/portal/cupones/123".to_owned(), ""),
        (Method::Get, "/portal/clientes?limit=0".to_owned(), ""),
        (Method::Post, "/portal/secreto".to_owned(), ""),
    ] {
        let reply = coop.shop.send(
            method,
            &target,
            &[
                ("authorization", &format!("Bearer {marta}")),
                ("host", "kiosco.example"),
            ],
            body.as_bytes(),
        );
        assert_eq!(reply.expect(401).code(), "tenant_unknown", "{target}");
    }
}

#[test]
fn another_tenant_s_coupon_is_unknown() {
    let mut coop = coop();
    coop.shop.set_up(&demo_tenant("Kiosco Demo")).expect(201);
    coop.shop.log_in("ana@kiosco.demo");
    let code = coop.issued();
    let session = coop
        .shop
        .post(
            "ana@kiosco.demo",
            "/cajas/abrir",
            &json!({"id_caja": 5, "conteo": {"10.00": 1}}),
        )
        .expect(201)
        .id();
    coop.shop
        .get("ana@kiosco.demo", &format!("/portal/cupones/{code}"))
        .expect(404);
    let refused = coop.collect(
        "ana@kiosco.demo",
        &code,
        &json!({"id_caja_sesion": session}),
    );
    assert_eq!(refused.expect(404).code(), "coupon_not_found");
    coop.shop
        .get("ana@kiosco.demo", "/portal/clientes/123")
        .expect(404);
    let page = coop
        .shop
        .get("ana@kiosco.demo", "/portal/cupones/cliente/123")
        .expect(200);
    assert_eq!(page.body["data"]["total"], json!(0));
}
