//! Money with a provider or from an integrator that was recorded by mistake: moved back once, outside of the drawers.

use super::*;

/// The id of the newest operation of a kind.
fn newest(bodega: &Bodega, kind: &str) -> String {
    let list = bodega
        .shop
        .get(GERENTE, &format!("/operaciones?tipo={kind}"))
        .expect(200);
    text(&list.body["operaciones"][0]["id"])
}

fn reverse(bodega: &Bodega, user: &str, key: &str, id: &str) -> Reply {
    bodega.shop.post_with_key(
        user,
        key,
        &format!("/operaciones/{id}/reversar"),
        &json!({"motivo": "Era otro monto"}),
    )
}

#[test]
fn funds_recorded_by_mistake() {
    let bodega = bodega();
    let fund = |key: &str, amount: &str| {
        bodega
            .shop
            .post_with_key(
                GERENTE,
                key,
                "/proveedores/cps/fondos",
                &json!({"monto": amount, "motivo": "Transferencia 7"}),
            )
            .expect(201)
    };
    let before = bodega.prefund();
    fund("f-1", "1000.00");
    let id = newest(&bodega, "prefund_funding");
    assert_eq!(
        reverse(&bodega, CARMEN, "r-0", &id).expect(403).code(),
        "forbidden"
    );
    // Nobody has to have a register open for it, and none moves, not even that of whoever has one.
    let opening = json!({"id_caja": 2, "conteo": {"100.00": 1}});
    bodega
        .shop
        .post(GERENTE, "/cajas/abrir", &opening)
        .expect(201);
    let drawer = bodega.drawer();
    let reversed = reverse(&bodega, GERENTE, "r-1", &id).expect(201);
    assert_eq!(
        reverse(&bodega, GERENTE, "r-1", &id).expect(201).body,
        reversed.body
    );
    assert_eq!(bodega.prefund(), before);
    assert_eq!(bodega.drawer(), drawer);
    let reversal = text(&reversed.body["id"]);
    let transfers = bodega.shop.db.query(&format!(
        "SELECT json_array(amount, cash_session_id) FROM transfer WHERE operation_id = '{reversal}'"
    ));
    assert_eq!(transfers, ["[100000,null]"]);
    assert_eq!(
        reverse(&bodega, GERENTE, "r-2", &id).expect(409).code(),
        "operation_already_reversed"
    );
    bodega.shop.assert_sound();
    // What is spent or held already is there no more.
    fund("f-2", "10.00");
    let id = newest(&bodega, "prefund_funding");
    bodega.pay(None, &order(&number("99"), "49000")).expect(200);
    bodega.pay(None, &order(&number("11"), "1005")).expect(200);
    let refused = reverse(&bodega, GERENTE, "r-3", &id).expect(402);
    assert_eq!(refused.code(), "prefund_insufficient");
    assert!(text(&refused.body["detail"]).contains("5.00"));
    bodega.shop.assert_sound();
}

#[test]
fn a_payment_of_an_integrator_recorded_by_mistake() {
    let bodega = bodega();
    let pay = |key: &str, amount: &str| {
        bodega
            .shop
            .post_with_key(
                GERENTE,
                key,
                "/integradores/1/pagos",
                &json!({"monto": amount, "motivo": "Transferencia 8"}),
            )
            .expect(201)
    };
    assert_eq!(pay("p-1", "500.00").body["debe"], "-500.00");
    let id = newest(&bodega, "integrator_payment");
    reverse(&bodega, GERENTE, "r-1", &id).expect(201);
    assert_eq!(bodega.account("integrator_receivable", 1), (0, 0));
    assert_eq!(
        reverse(&bodega, GERENTE, "r-2", &id).expect(409).code(),
        "operation_already_reversed"
    );
    // What it has paid ahead may be taken back whatever its limit.
    pay("p-2", "1.00");
    let id = newest(&bodega, "integrator_payment");
    bodega
        .shop
        .patch(ADMIN, "/integradores/1", &json!({"limite_credito": "0.00"}))
        .expect(200);
    bodega
        .shop
        .post_with_key(
            GERENTE,
            "p-3",
            "/integradores/1/pagos",
            &json!({"monto": "0.50", "motivo": "Transferencia 9"}),
        )
        .expect(201);
    reverse(&bodega, GERENTE, "r-3", &id).expect(201);
    assert_eq!(bodega.account("integrator_receivable", 1), (-50, 0));
    bodega.shop.assert_sound();
}

#[test]
fn a_correction_lends_nobody_more_than_its_limit() {
    let bodega = bodega();
    let shop = &bodega.shop;
    shop.post_with_key(
        GERENTE,
        "p-1",
        "/integradores/1/pagos",
        &json!({"monto": "5.00", "motivo": "Transferencia 8"}),
    )
    .expect(201);
    let id = newest(&bodega, "integrator_payment");
    signed::pay(shop, &order(&number("99"), "10004.00")).expect(200);
    let refused = reverse(&bodega, GERENTE, "r-1", &id).expect(402);
    assert_eq!(refused.code(), "credit_limit_reached");
    shop.patch(
        ADMIN,
        "/integradores/1",
        &json!({"limite_credito": "10004.00"}),
    )
    .expect(200);
    reverse(&bodega, GERENTE, "r-2", &id).expect(201);
    assert_eq!(bodega.account("integrator_receivable", 1), (1_000_400, 0));
    shop.assert_sound();
}
