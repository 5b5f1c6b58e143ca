//! POST `/portal/cupones/generar` and the two lists.

use super::*;

#[test]
fn a_coupon_has_the_documented_answer() {
    let coop = coop();
    let reply = coop
        .issue(&["uuid-1234", "uuid-1235"], "12500.50")
        .expect(200);
    let data = &reply.body["data"];
    assert_eq!(reply.body["success"], json!(true));
    assert_eq!(data["codigo_barras"], json!("0001000123202606014"));
    assert_eq!(data["fecha_vencimiento"], json!("2026-07-01"));
    assert_eq!(
        data["facturas"],
        json!([invoice("uuid-1234"), invoice("uuid-1235")])
    );
    assert!(data.get("estado").is_none() && data.get("fecha_generacion").is_none());
    assert!(data["cupon_id"].as_str().is_some_and(|id| id.len() == 36));
    // Two decimals on the wire, whatever reads them.
    let raw = coop
        .shop
        .db
        .query("SELECT amount || ' ' || state || ' ' || barcode FROM coupon");
    assert_eq!(raw, ["1250050 pending 0001000123202606014"]);
}

#[test]
fn the_branch_is_that_of_the_open_session_else_the_default() {
    let coop = coop();
    let body = request(&["uuid-1234"], "10000");
    let at_estacion = coop
        .send(DIEGO, Method::Post, "/portal/cupones/generar", &body)
        .expect(200);
    assert_eq!(
        at_estacion.body["data"]["codigo_barras"],
        json!("0002000123202606013")
    );
    let without_session = coop
        .send(
            GERENTE,
            Method::Post,
            "/portal/cupones/generar",
            &request(&["uuid-1235"], "2500.50"),
        )
        .expect(200);
    assert_eq!(
        without_session.body["data"]["codigo_barras"],
        json!("0001000123202606014")
    );
}

#[test]
fn requests_that_are_wrong() {
    let coop = coop();
    let good = request(&["uuid-1234"], "10000.00");
    let with = |from: &str, to: &str| good.replace(from, to);
    let many: Vec<String> = (0..101)
        .map(|index| format!(r#"{{"id":"x{index}","monto":1}}"#))
        .collect();
    let two_thousand: Vec<String> = (0..2_000)
        .map(|index| format!(r#"{{"id":"x{index}","monto":1}}"#))
        .collect();
    let of_many = |list: &[String]| {
        format!(
            r#"{{"cliente_id":123,"facturas":[{}],"total":101}}"#,
            list.join(",")
        )
    };
    let cases = [
        (with(r#""cliente_id":123"#, r#""cliente_id":"abc""#), "cliente_id", "not_an_integer"),
        (with(r#""cliente_id":123"#, r#""cliente_id":12.5"#), "cliente_id", "not_an_integer"),
        (with(r#""cliente_id":123"#, r#""cliente_id":true"#), "cliente_id", "not_an_integer"),
        (with(r#""cliente_id":123"#, r#""cliente_id":null"#), "cliente_id", "required"),
        (with(r#""cliente_id":123"#, r#""cliente_id":1000000"#), "cliente_id", "too_large"),
        (with(r#""cliente_id":123"#, r#""cliente_id":0"#), "cliente_id", "too_small"),
        (r#"{"cliente_id":123,"facturas":{},"total":1}"#.into(), "facturas", "not_an_array"),
        (r#"{"cliente_id":123,"facturas":[],"total":1}"#.into(), "facturas", "required"),
        (r#"{"cliente_id":123,"total":1}"#.into(), "facturas", "required"),
        (r#"{"cliente_id":123,"facturas":[1],"total":1}"#.into(), "facturas.0", "not_an_object"),
        (of_many(&many), "facturas", "too_many_items"),
        (of_many(&two_thousand), "facturas", "too_many_items"),
        (with(r#""total":10000.00"#, r#""total":"abc""#), "total", "not_a_number"),
        (with(r#""total":10000.00"#, r#""total":"10000.00""#), "total", "not_a_number"),
        (with(r#""total":10000.00"#, r#""total":10000.001"#), "total", "too_many_decimals"),
        (with(r#""total":10000.00"#, r#""total":0"#), "total", "too_small"),
        (with(r#""total":10000.00"#, r#""total":-1"#), "total", "too_small"),
        (with(r#""total":10000.00"#, r#""total":1e4"#), "total", "not_a_number"),
        (with(r#""total":10000.00"#, r#""total":9999.99"#), "total", "total_mismatch"),
        (with(r#""total":10000.00"#, r#""total":10000,"dias_vencimiento":0"#), "dias_vencimiento", "too_small"),
        (with(r#""total":10000.00"#, r#""total":10000,"dias_vencimiento":366"#), "dias_vencimiento", "too_large"),
        (with(r#""total":10000.00"#, r#""total":10000,"dias_vencimiento":1.5"#), "dias_vencimiento", "not_an_integer"),
        (with(r#""monto":10000.0"#, r#""monto":0"#), "facturas.0.monto", "too_small"),
        (with(r#""monto":10000.0"#, r#""x":1"#), "facturas.0.monto", "required"),
        (
            r#"{"cliente_id":123,"facturas":[{"id":"a","monto":1},{"id":"a","monto":1}],"total":2}"#.into(),
            "facturas.1.id",
            "repeated_value",
        ),
        ("".into(), "", "body_empty"),
        ("[]".into(), "", "body_not_object"),
        ("{".into(), "", "body_not_json"),
    ];
    for (body, field, code) in cases {
        let reply = coop
            .send(MARTA, Method::Post, "/portal/cupones/generar", &body)
            .expect(400);
        assert_eq!(reply.body["success"], json!(false));
        assert_eq!(reply.body["error"], json!("Invalid request"));
        let details = reply.body["details"].as_array().expect("details");
        assert!(
            details
                .iter()
                .any(|detail| detail["field"] == field && detail["code"] == code),
            "{body}: {details:?}"
        );
    }
    let ten_thousand: Vec<String> = (0..10_000)
        .map(|index| format!(r#"{{"id":"x{index}","monto":1}}"#))
        .collect();
    let reply = coop
        .send(
            MARTA,
            Method::Post,
            "/portal/cupones/generar",
            &of_many(&ten_thousand),
        )
        .expect(413);
    assert_eq!(reply.code(), "body_too_large");
    assert_eq!(coop.count("coupon"), "0");
}

#[test]
fn a_customer_in_digits_and_fields_of_other_systems_are_taken() {
    let coop = coop();
    let body = request(&["uuid-1234"], "10000").replace(
        r#""cliente_id":123"#,
        r#""cliente_id":"123","origen":"web""#,
    );
    coop.send(MARTA, Method::Post, "/portal/cupones/generar", &body)
        .expect(200);
}

#[test]
fn what_is_named_has_to_be_the_customer_s_and_open() {
    let coop = coop();
    let body = |cliente: i64, id: &str, monto: &str| {
        format!(
            r#"{{"cliente_id":{cliente},"facturas":[{{"id":"{id}","monto":{monto}}}],"total":{monto}}}"#
        )
    };
    let cases = [
        (
            body(124, "uuid-1234", "10000"),
            404,
            "customer_not_found",
            "Cliente no encontrado",
        ),
        (
            body(123, "nada", "10000"),
            404,
            "invoice_not_found",
            "La factura nada no existe o es de otro cliente.",
        ),
        (
            body(7, "uuid-1234", "10000"),
            404,
            "invoice_not_found",
            "La factura uuid-1234 no existe o es de otro cliente.",
        ),
        (
            body(123, "uuid-1234", "9999.99"),
            400,
            "invoice_mismatch",
            "La factura uuid-1234 no coincide con la registrada; revise tipo, número y monto.",
        ),
    ];
    for (body, status, code, words) in cases {
        let reply = coop
            .send(MARTA, Method::Post, "/portal/cupones/generar", &body)
            .expect(status);
        assert_eq!((reply.code(), &reply.body["error"]), (code, &json!(words)));
    }
    for (from, to) in [
        ("Factura A", "Factura B"),
        ("\"numero\":123", "\"numero\":124"),
    ] {
        let body = request(&["uuid-1234"], "10000").replace(from, to);
        assert!(body.contains(to), "{body}");
        let reply = coop.send(MARTA, Method::Post, "/portal/cupones/generar", &body);
        assert_eq!(reply.expect(400).code(), "invoice_mismatch");
    }
    let code = coop.issued();
    coop.collect(MARTA, &code, &json!({"id_caja_sesion": coop.central}))
        .expect(200);
    let paid = coop.issue(&["uuid-1234"], "10000").expect(409);
    assert_eq!(paid.code(), "invoice_paid");
}

#[test]
fn the_same_coupon_again_is_the_same_and_another_collides() {
    let coop = coop();
    let first = coop.issue(&["uuid-1234"], "10000.00").expect(200);
    let again = coop.issue(&["uuid-1234"], "10000.00").expect(200);
    assert_eq!(first.body, again.body);
    assert_eq!(coop.count("coupon"), "1");
    let other = coop.issue(&["uuid-1235"], "2500.50").expect(409);
    assert_eq!(
        other.body["error"],
        json!("Ya existe un cupón pendiente para este cliente en la fecha")
    );
    // In another branch the code is another, and an invoice is in one pending coupon at most.
    let elsewhere = coop
        .send(
            DIEGO,
            Method::Post,
            "/portal/cupones/generar",
            &request(&["uuid-1235", "uuid-1234"], "12500.50"),
        )
        .expect(409);
    assert_eq!(elsewhere.code(), "invoice_reserved");
    assert_eq!(coop.count("operation WHERE kind = 'coupon_issue'"), "1");
    // The same code may be given again once the former coupon is no longer pending.
    coop.collect(
        MARTA,
        "0001000123202606014",
        &json!({"id_caja_sesion": coop.central}),
    )
    .expect(200);
    let next = coop.issue(&["uuid-1235"], "2500.50").expect(200);
    assert_eq!(
        next.body["data"]["codigo_barras"],
        first.body["data"]["codigo_barras"]
    );
    let found = coop.lookup("0001000123202606014").expect(200);
    assert_eq!(found.body["data"]["estado"], json!("pending"));
    assert_eq!(
        found.body["data"]["cupon_id"],
        next.body["data"]["cupon_id"]
    );
}

#[test]
fn a_key_gives_the_same_answer_again() {
    let coop = coop();
    let bearer = format!("Bearer {}", coop.shop.token(MARTA));
    let send = |body: &str| {
        coop.shop.send(
            Method::Post,
            "/portal/cupones/generar",
            &[("authorization", &bearer), ("idempotency-key", "k1")],
            body.as_bytes(),
        )
    };
    let first = send(&request(&["uuid-1234"], "10000")).expect(200);
    let again = send(&request(&["uuid-1234"], "10000")).expect(200);
    assert_eq!(first.body, again.body);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(
        send(&request(&["uuid-1235"], "2500.50")).expect(422).code(),
        "idempotency_conflict"
    );
}

#[test]
fn lists_by_state_and_page() {
    let coop = coop();
    let list = |query: &str| {
        coop.shop
            .get(MARTA, &format!("/portal/cupones/cliente/123{query}"))
    };
    let empty = list("").expect(200);
    assert_eq!(
        empty.body,
        json!({"success": true, "data": {"cupones": [], "total": 0, "has_more": false}})
    );
    let first = coop.issued();
    coop.collect(MARTA, &first, &json!({"id_caja_sesion": coop.central}))
        .expect(200);
    coop.issue(&["uuid-1235"], "2500.50").expect(200);
    coop.shop
        .post(
            MARTA,
            &format!("/portal/cupones/{first}/cancelar"),
            &json!({"motivo": "Se equivocó de factura"}),
        )
        .expect(200);
    coop.issue(&["uuid-1236"], "799.99").expect(200);
    let all = list("").expect(200).body;
    let states: Vec<&Value> = all["data"]["cupones"]
        .as_array()
        .unwrap()
        .iter()
        .map(|coupon| &coupon["estado"])
        .collect();
    assert_eq!(states.len(), 3);
    assert_eq!(all["data"]["total"], json!(3));
    for (state, expected) in [
        ("pending", 1),
        ("used", 1),
        ("cancelled", 1),
        ("expired", 0),
    ] {
        let page = list(&format!("?estado={state}")).expect(200).body;
        assert_eq!(page["data"]["total"], json!(expected), "{state}");
    }
    let page = list("?limit=2&offset=0").expect(200).body;
    assert_eq!(page["data"]["has_more"], json!(true));
    let page = list("?limit=2&offset=2").expect(200).body;
    assert_eq!(page["data"]["cupones"].as_array().unwrap().len(), 1);
    assert_eq!(page["data"]["has_more"], json!(false));
    list("?limit=100").expect(200);
    // More than a hundred are not given, but not refused either.
    list("?limit=101").expect(200);
    for bad in [
        "limit=0",
        "limit=-1",
        "limit=x",
        "offset=-1",
        "offset=x",
        "estado=paid",
    ] {
        assert_eq!(
            list(&format!("?{bad}")).expect(400).body["error"],
            json!("Invalid request")
        );
    }
    for bad in ["abc", "0", "1000000", "1.5"] {
        coop.shop
            .get(MARTA, &format!("/portal/cupones/cliente/{bad}"))
            .expect(400);
    }
}

#[test]
fn what_is_overdue_expires_by_the_branch_s_own_day() {
    let mut coop = coop();
    let body = request(&["uuid-1234"], "10000")
        .replace(r#""total":10000"#, r#""total":10000,"dias_vencimiento":1"#);
    coop.send(MARTA, Method::Post, "/portal/cupones/generar", &body)
        .expect(200);
    let code = "0001000123202606014";
    // Due on 2 June in Argentina, which is over at 03:00 UTC of the 3rd.
    coop.shop.clock.advance_ms(DAY_MS + 15 * 3_600_000 - 1);
    coop.shop.log_in(MARTA);
    assert_eq!(
        coop.lookup(code).expect(200).body["data"]["estado"],
        json!("pending")
    );
    coop.shop.clock.advance_ms(1);
    let expired = coop.lookup(code).expect(404);
    assert_eq!(
        (
            expired.code(),
            &expired.body["error"],
            &expired.body["estado"],
            &expired.body["fecha_vencimiento"]
        ),
        (
            "coupon_expired",
            &json!("Cupón no encontrado o vencido"),
            &json!("expired"),
            &json!("2026-06-02")
        )
    );
    assert_eq!(coop.shop.db.query("SELECT state FROM coupon"), ["expired"]);
    let refused = coop
        .collect(MARTA, code, &json!({"id_caja_sesion": coop.central}))
        .expect(404);
    assert_eq!(refused.code(), "coupon_expired");
    let path = format!("/portal/cupones/{code}/cancelar");
    let refused = coop.shop.post(MARTA, &path, &json!({"motivo": "tarde"}));
    let refused = refused.expect(409);
    assert_eq!(
        (refused.code(), &refused.body["fecha_vencimiento"]),
        ("coupon_already_expired", &json!("2026-06-02"))
    );
    // Its invoice is open again.
    coop.issue(&["uuid-1234"], "10000").expect(200);
}

#[test]
fn an_overdue_coupon_holds_nothing_though_nobody_has_looked() {
    let mut coop = coop();
    coop.issued();
    coop.shop.clock.advance_ms(31 * DAY_MS);
    coop.shop.log_in(MARTA);
    let page = coop
        .shop
        .get(MARTA, "/portal/clientes/123/facturas?estado=open")
        .expect(200);
    assert_eq!(page.body["data"]["facturas"].as_array().unwrap().len(), 3);
    coop.issue(&["uuid-1234"], "10000").expect(200);
    let page = coop
        .shop
        .get(MARTA, "/portal/cupones/cliente/123?estado=expired")
        .expect(200);
    assert_eq!(page.body["data"]["total"], json!(1));
}
