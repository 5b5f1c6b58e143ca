//! Signed requests of an integrator: believed once, owed within a limit.

use super::*;

fn send(
    shop: &Shop,
    method: Method,
    target: &str,
    headers: &[(&'static str, String)],
    body: &str,
) -> Reply {
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    shop.send(method, target, &headers, body.as_bytes())
}

pub(super) fn pay(shop: &Shop, body: &str) -> Reply {
    shop.clock.advance_ms(1);
    send(
        shop,
        Method::Post,
        PAY,
        &signed_headers(shop, PAY, body),
        body,
    )
}

#[test]
fn an_integrator_owes_what_was_delivered_and_nothing_else() {
    let bodega = bodega();
    let paid = pay(&bodega.shop, &order(&number("99"), "100")).expect(200);
    assert_eq!(paid.body["data"]["status"], "approved");
    assert_eq!(paid.body["data"]["numberService"], json!(number("99")));
    assert_eq!(bodega.account("integrator_receivable", 1), (10_000, 0));
    pay(&bodega.shop, &order(&number("02"), "50")).expect(404);
    assert_eq!(bodega.account("integrator_receivable", 1), (10_000, 0));
    let unknown = pay(&bodega.shop, &order(&number("11"), "30")).expect(200);
    assert_eq!(unknown.body["data"]["status"], "pending");
    assert_eq!(bodega.account("integrator_receivable", 1), (13_000, 0));
    assert_eq!(bodega.drawer(), 100_000);
    bodega.shop.assert_sound();

    // It asks what became of it, by the same signature, and sees nobody else's.
    let id = id_of(&unknown);
    let ask = |id: &str| {
        bodega.shop.clock.advance_ms(1);
        let path = format!("/operaciones/{id}");
        send(
            &bodega.shop,
            Method::Get,
            &path,
            &signed_headers(&bodega.shop, &path, ""),
            "",
        )
    };
    assert_eq!(ask(&id).expect(200).body["estado"], "unknown");
    let cash = id_of(&bodega.pay(None, &order(&number("99"), "5")).expect(200));
    assert_eq!(ask(&cash).expect(404).code(), "operation_not_found");
    let body = json!({"resultado": "no_entregado", "evidencia": "No figura"});
    bodega
        .shop
        .post(GERENTE, &format!("/pagos/{id}/resolver"), &body)
        .expect(200);
    assert_eq!(ask(&id).expect(200).body["estado"], "failed");
    assert_eq!(bodega.account("integrator_receivable", 1), (10_000, 0));
    bodega.shop.assert_sound();
}

#[test]
fn nobody_is_lent_more_than_its_limit() {
    let bodega = bodega();
    pay(&bodega.shop, &order(&number("99"), "9999.99")).expect(200);
    let refused = pay(&bodega.shop, &order(&number("99"), "0.02")).expect(402);
    assert_eq!(refused.body["error"]["code"], "INSUFFICIENT_FUNDS");
    assert_eq!(refused.body["error"]["reason"], "credit_limit_reached");
    pay(&bodega.shop, &order(&number("99"), "0.01")).expect(200);
    // A lower limit is set, and nothing more is lent until it has paid.
    bodega
        .shop
        .patch(
            ADMIN,
            "/integradores/1",
            &json!({"limite_credito": "100.00"}),
        )
        .expect(200);
    pay(&bodega.shop, &order(&number("99"), "1")).expect(402);
    let paid = bodega
        .shop
        .post_with_key(
            GERENTE,
            "d-1",
            "/integradores/1/pagos",
            &json!({"monto": "9950.00", "motivo": "Transferencia 551"}),
        )
        .expect(201);
    assert_eq!(paid.body["debe"], "50.00");
    pay(&bodega.shop, &order(&number("99"), "50")).expect(200);
    pay(&bodega.shop, &order(&number("99"), "0.01")).expect(402);
    bodega.shop.assert_sound();
}

#[test]
fn what_is_not_believed() {
    let bodega = bodega();
    let shop = &bodega.shop;
    let body = order(&number("99"), "10");
    let now_ms = shop.clock.now_ms();
    let good = signed_at(PAY, &body, now_ms);
    let without = |name: &str| -> Vec<(&'static str, String)> {
        good.iter()
            .filter(|(known, _)| *known != name)
            .cloned()
            .collect()
    };
    let with = |name: &'static str, value: &str| {
        let mut headers = without(name);
        headers.push((name, value.to_owned()));
        headers
    };
    let nonce = now_ms.to_string();
    let cases = [
        ("no key", without("api-key")),
        ("no nonce", without("api-nonce")),
        ("no signature", without("api-signature")),
        ("another key", with("api-key", &"0".repeat(64))),
        ("another signature", with("api-signature", &"0".repeat(96))),
        ("no hexadecimal", with("api-signature", "x")),
        (
            "another nonce",
            with("api-nonce", &(now_ms + 1).to_string()),
        ),
        ("a nonce in seconds", with("api-nonce", &nonce[..10])),
        (
            "a nonce with a sign",
            with("api-nonce", &format!("+{}", &nonce[1..])),
        ),
        ("too old", signed_at(PAY, &body, now_ms - 300_001)),
        ("from the future", signed_at(PAY, &body, now_ms + 300_001)),
        (
            "another body",
            signed_at(PAY, &order(&number("99"), "11"), now_ms),
        ),
        (
            "another path",
            signed_at("/cps/v2/operation/use/pagar", &body, now_ms),
        ),
    ];
    for (what, headers) in cases {
        let refused = send(shop, Method::Post, PAY, &headers, &body);
        assert_eq!(refused.status, 401, "{what}: {}", refused.body);
        assert_eq!(
            refused.body,
            json!({"success": false, "error": {"code": "UNAUTHORIZED", "message": refused.body["error"]["message"], "reason": "unauthorized"}}),
            "{what}"
        );
    }
    assert_eq!(bodega.account("integrator_receivable", 1), (0, 0));
    // Nothing of that has used the nonce up; a good request does, whatever comes of it.
    send(shop, Method::Post, PAY, &good, &body).expect(200);
    send(shop, Method::Post, PAY, &good, &body).expect(401);
    shop.clock.advance_ms(1);
    let refused = order(&number("99"), "10000");
    let headers = signed_headers(shop, PAY, &refused);
    send(shop, Method::Post, PAY, &headers, &refused).expect(402);
    send(shop, Method::Post, PAY, &headers, &refused).expect(401);
    shop.clock.advance_ms(1);
    let wrong = "{}";
    let headers = signed_headers(shop, PAY, wrong);
    send(shop, Method::Post, PAY, &headers, wrong).expect(400);
    send(shop, Method::Post, PAY, &headers, wrong).expect(401);
    // An integrator that is switched off, and one whose keys were renewed.
    let signed = |shop: &Shop| {
        shop.clock.advance_ms(1);
        send(
            shop,
            Method::Post,
            PAY,
            &signed_headers(shop, PAY, &body),
            &body,
        )
    };
    shop.patch(ADMIN, "/integradores/1", &json!({"activo": false}))
        .expect(200);
    assert_eq!(signed(shop).status, 401);
    shop.patch(ADMIN, "/integradores/1", &json!({"activo": true}))
        .expect(200);
    signed(shop).expect(200);
    let renewed = shop
        .post(ADMIN, "/integradores/1/clave", &Value::Null)
        .expect(201);
    assert_eq!(text(&renewed.body["api_key"]).len(), 64);
    assert_eq!(text(&renewed.body["private_key"]).len(), 64);
    assert_eq!(signed(shop).status, 401);
    shop.assert_sound();
}

#[test]
fn both_paths_and_every_way_to_sign() {
    let bodega = bodega();
    let shop = &bodega.shop;
    let get = |target: &str, path: &str, data: &str| {
        shop.clock.advance_ms(1);
        send(
            shop,
            Method::Get,
            target,
            &signed_headers(shop, path, data),
            "",
        )
    };
    let target = "/cps/v2/list/basic_services?canGetBalance=false";
    for (path, data) in [
        ("/cps/v2/list/basic_services", r#"{"canGetBalance":false}"#),
        (
            "/cps/v2/list/basic_services",
            r#"{"canGetBalance":"false"}"#,
        ),
        ("/v2/list/basic_services", r#"{"canGetBalance":false}"#),
    ] {
        let list = get(target, path, data).expect(200);
        assert_eq!(list.body.as_array().unwrap().len(), 20);
        assert_eq!(
            list.body[0],
            json!({"idTypeService": 57, "name": "MOVISTAR_PREPAGO", "canGetBalance": false})
        );
    }
    let all = get("/v2/list/basic_services", "/v2/list/basic_services", "").expect(200);
    assert_eq!(all.body.as_array().unwrap().len(), 20);
    let with_balance = get(
        "/v2/list/basic_services?canGetBalance=true",
        "/v2/list/basic_services",
        r#"{"canGetBalance":true}"#,
    )
    .expect(200);
    assert_eq!(with_balance.body.as_array().unwrap().len(), 11);
    let bad = get(
        "/v2/list/basic_services?canGetBalance=1",
        "/v2/list/basic_services",
        r#"{"canGetBalance":"1"}"#,
    )
    .expect(400);
    assert_eq!(bad.body["error"]["code"], "INVALID_QUERY");

    let balance = |service: &str, number: &str| {
        let path = "/cps/v2/operation/get/balance";
        let target = format!("{path}?numberService={number}&idTypeService={service}");
        let data = format!(r#"{{"numberService":"{number}","idTypeService":"{service}"}}"#);
        get(&target, path, &data)
    };
    let told = balance("63", "02123457654").expect(200);
    assert_eq!(told.body["data"]["currency"], "VES");
    assert!(told.body["data"]["balance"].is_number(), "{}", told.body);
    for (service, number, status, code) in [
        ("57", "04145550099", 422, "BALANCE_NOT_SUPPORTED"),
        ("65", "02123457654", 400, "UNKNOWN_SERVICE"),
        ("63", "04145550099", 400, "INVALID_NUMBER"),
        ("63", "02123457602", 404, "ACCOUNT_NOT_FOUND"),
        ("63", "02123457611", 504, "OPERATOR_TIMEOUT"),
        ("63", "02123457617", 502, "OPERATOR_ERROR"),
    ] {
        let refused = balance(service, number);
        assert_eq!(
            refused.status, status,
            "{service} {number}: {}",
            refused.body
        );
        assert_eq!(refused.body["error"]["code"], code);
    }
}
