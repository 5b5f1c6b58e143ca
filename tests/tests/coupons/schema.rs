//! What the schema itself refuses, whoever asks.

use super::*;
use ventanilla_worker::ports::DbError;

#[track_caller]
fn assert_refused(coop: &Coop, sql: &str, expected: &str) {
    match coop.shop.db.execute(sql) {
        Err(DbError::Raised { code, .. }) => assert_eq!(code, expected, "{sql}"),
        Err(DbError::Unique(columns)) => assert_eq!(columns, expected, "{sql}"),
        other => panic!("{expected} was expected of {sql}: {other:?}"),
    }
}

#[test]
fn an_invoice_is_paid_once_even_when_two_coupons_name_it() {
    let coop = coop();
    let first = coop.issued();
    // As if nothing reserved it.
    coop.shop
        .db
        .execute("DELETE FROM invoice_reservation")
        .expect("no trigger of its own");
    let second = coop
        .send(
            DIEGO,
            Method::Post,
            "/portal/cupones/generar",
            &request(&["uuid-1234"], "10000"),
        )
        .expect(200);
    let second = text(&second.body["data"]["codigo_barras"]);
    coop.collect(DIEGO, &second, &json!({"id_caja_sesion": coop.estacion}))
        .expect(200);
    let refused = coop.collect(MARTA, &first, &json!({"id_caja_sesion": coop.central}));
    assert_eq!(refused.expect(409).code(), "invoice_paid");
    coop.shop
        .post(
            MARTA,
            &format!("/portal/cupones/{first}/cancelar"),
            &json!({"motivo": "x"}),
        )
        .expect(200);
    assert_eq!(coop.count("coupon_collection"), "1");
}

#[test]
fn statements_no_operation_would_make() {
    let coop = coop();
    let code = coop.issued();
    let used = coop.issue(&["uuid-1235"], "1").status;
    assert_eq!(used, 400);
    for (sql, expected) in [
        (
            "UPDATE coupon SET state = 'used', ended_at_ms = 1",
            "coupon_state_transition",
        ),
        (
            "UPDATE coupon SET state = 'cancelled', ended_at_ms = 1",
            "coupon_state_transition",
        ),
        (
            "UPDATE coupon SET state = 'expired', ended_at_ms = created_at_ms",
            "coupon_state_transition",
        ),
        ("UPDATE coupon SET state = 'expired'", "coupon_ended"),
        ("UPDATE coupon SET amount = amount + 1", "coupon_immutable"),
        (
            "UPDATE coupon SET due_day = due_day + 1",
            "coupon_immutable",
        ),
        ("DELETE FROM coupon", "coupon_immutable"),
        ("DELETE FROM coupon_invoice", "coupon_immutable"),
        ("UPDATE invoice SET amount = 1", "invoice_immutable"),
        ("DELETE FROM invoice", "invoice_immutable"),
        ("DELETE FROM customer", "customer_immutable"),
        (
            "UPDATE customer SET number = 5 WHERE number = 7",
            "customer_identity_immutable",
        ),
        (
            "UPDATE branch SET number = 9 WHERE id = 1",
            "branch_identity_immutable",
        ),
        (
            "UPDATE portal_secret SET sealed = 'x'",
            "portal_secret_version_must_rise",
        ),
        (
            "INSERT INTO coupon (tenant_id, operation_id, branch_id, customer_id, barcode, amount, state, issued_day, due_day, created_at_ms) \
             SELECT tenant_id, '00000000-0000-7000-8000-000000000001', branch_id, customer_id, barcode, amount, 'pending', issued_day, due_day, 0 FROM coupon",
            "coupon.tenant_id, coupon.barcode",
        ),
        (
            "INSERT INTO coupon_invoice (coupon_id, position, tenant_id, invoice_id) \
             SELECT id, 2, tenant_id, (SELECT id FROM invoice WHERE reference = 'uuid-3001') FROM coupon",
            "coupon_invoice_mismatch",
        ),
        (
            "INSERT INTO coupon_invoice (coupon_id, position, tenant_id, invoice_id) \
             SELECT id, 101, tenant_id, (SELECT id FROM invoice WHERE reference = 'uuid-1235') FROM coupon",
            "coupon_invoice_position",
        ),
        (
            "INSERT INTO account (tenant_id, currency, kind, floor, created_at_ms) VALUES (1, 'ARS', 'customer_receivable', NULL, 0)",
            "account_floor_of_kind",
        ),
    ] {
        assert_refused(&coop, sql, expected);
    }
    let collection = |amount: i64, tendered: i64, change: i64, method: &str| {
        format!(
            "INSERT INTO coupon_collection (tenant_id, operation_id, coupon_id, branch_id, receipt_number, cash_session_id, user_id, method, amount, \
               tendered, change, local_day, created_at_ms) \
             SELECT tenant_id, operation_id, id, branch_id, 1, 1, 3, '{method}', {amount}, {tendered}, {change}, 0, 0 FROM coupon"
        )
    };
    for (sql, expected) in [
        (
            collection(999_999, 999_999, 0, "EFECTIVO"),
            "coupon_not_pending",
        ),
        (
            collection(1_000_000, 999_999, 0, "EFECTIVO"),
            "coupon_collection_change",
        ),
        (
            collection(1_000_000, 999_999, -1, "EFECTIVO"),
            "coupon_collection_change",
        ),
        (
            collection(1_000_000, 1_000_001, 1, "QR"),
            "coupon_collection_change",
        ),
    ] {
        assert_refused(&coop, &sql, expected);
    }
    coop.collect(MARTA, &code, &json!({"id_caja_sesion": coop.central}))
        .expect(200);
    for (sql, expected) in [
        (
            "UPDATE coupon SET state = 'pending', ended_at_ms = NULL",
            "coupon_immutable",
        ),
        (
            "UPDATE coupon_collection SET method = 'QR'",
            "coupon_immutable",
        ),
        ("DELETE FROM coupon_collection", "coupon_immutable"),
        ("DELETE FROM invoice_payment", "invoice_payment_immutable"),
        (
            "INSERT INTO coupon_cancellation (coupon_id, tenant_id, operation_id, user_id, reason, local_day, created_at_ms) \
             SELECT id, tenant_id, operation_id, 1, 'x', 0, 0 FROM coupon",
            "coupon_not_pending",
        ),
        (
            "INSERT INTO coupon_cancellation (coupon_id, tenant_id, operation_id, user_id, reason, created_at_ms) \
             SELECT id, tenant_id, operation_id, 1, 'x', 0 FROM coupon",
            "coupon_cancellation_day",
        ),
    ] {
        assert_refused(&coop, sql, expected);
    }
}
