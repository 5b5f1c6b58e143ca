//! What the schema itself refuses, whoever asks.

use super::*;
use ventanilla_worker::ports::DbError;

#[track_caller]
fn assert_refused(shop: &Shop, sql: &str, expected: &str) {
    match shop.db.execute(sql) {
        Err(DbError::Raised { code, .. }) => assert_eq!(code, expected, "{sql}"),
        Err(DbError::Unique(columns)) => assert_eq!(columns, expected, "{sql}"),
        Err(DbError::Fault(message)) => assert!(message.contains(expected), "{sql}: {message}"),
        other => panic!("{expected} was expected of {sql}: {other:?}"),
    }
}

const FOREIGN: &str = "FOREIGN KEY constraint failed";

#[test]
fn what_no_operation_would_do() {
    let loja = loja();
    let shop = &loja.shop;
    let done = text(&loja.create("99")["id"]);
    loja.complete(None, &done, "15.00").expect(200);
    let open = text(&loja.create("99")["id"]);
    // An operation that nothing hangs on yet.
    let operation = "0198c0de-0000-7000-8000-00000000abcd";
    shop.db
        .execute(&format!(
            "INSERT INTO operation (id, tenant_id, kind, state, actor, amount, created_at_ms, updated_at_ms) VALUES ('{operation}', 1, 'service_payment', 'submitted', 'x', 1500, 5, 5)"
        ))
        .unwrap();
    let now_ms = shop.clock.now_ms();
    let complete = |order: &str, operation: &str, wallet: i64, amount: i64, at_ms: i64| {
        format!(
            "INSERT INTO phone_credit_completion (order_id, tenant_id, operation_id, wallet_id, amount, created_at_ms) VALUES ('{order}', 1, '{operation}', {wallet}, {amount}, {at_ms})"
        )
    };
    let taken = shop
        .db
        .query("SELECT operation_id FROM phone_credit_completion")[0]
        .clone();
    for (sql, expected) in [
        (complete(&open, operation, 1, 1_500, now_ms + 30 * 60 * 1000), "order_expired"),
        (complete(&open, operation, 1, 1_501, now_ms), FOREIGN),
        (complete(&open, operation, 7, 1_500, now_ms), FOREIGN),
        (complete("x", operation, 1, 1_500, now_ms), FOREIGN),
        (complete(&done, operation, 1, 1_500, now_ms), "phone_credit_completion.order_id"),
        (complete(&open, &taken, 1, 1_500, now_ms), "phone_credit_completion_too_late"),
        ("UPDATE phone_credit_completion SET amount = 2000".to_owned(), "phone_credit_completion_immutable"),
        ("DELETE FROM phone_credit_completion".to_owned(), "phone_credit_completion_immutable"),
        ("UPDATE phone_credit_order SET expires_at_ms = expires_at_ms + 1".to_owned(), "phone_credit_order_immutable"),
        ("DELETE FROM phone_credit_order".to_owned(), "phone_credit_order_immutable"),
        ("UPDATE phone_credit_amount SET amount = 1".to_owned(), "phone_credit_order_immutable"),
        ("DELETE FROM phone_credit_amount".to_owned(), "phone_credit_order_immutable"),
        ("UPDATE phone_wallet SET public_id = '8e03978e-40d5-43dd-bc93-6894a57f9324'".to_owned(), "phone_wallet_identity_immutable"),
        ("DELETE FROM phone_wallet".to_owned(), "phone_wallet_immutable"),
        ("INSERT INTO phone_wallet (tenant_id, public_id, name, created_at_ms, updated_at_ms) VALUES (1, '2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f', 'x', 5, 5)".to_owned(), "phone_wallet.public_id"),
        ("UPDATE account SET posted = posted + 1 WHERE kind = 'phone_wallet'".to_owned(), "account_moves_by_transfer"),
    ] {
        assert_refused(shop, &sql, expected);
    }
    // A payment is of what its order is of.
    shop.db
        .execute(&complete(&open, operation, 1, 1_500, now_ms))
        .unwrap();
    let pay = |dealer: i64, number: &str, amount: i64| {
        format!(
            "INSERT INTO service_payment (tenant_id, operation_id, provider_id, service_id, number, amount, branch_id, receipt_number, cash_session_id, integrator_id, local_day, created_at_ms) \
             SELECT 1, '{operation}', 2, {dealer}, '{number}', {amount}, branch_id, 99, cash_session.id, NULL, 0, {now_ms} \
             FROM cash_session JOIN cash_register ON cash_register.id = cash_session.register_id"
        )
    };
    let number = format!("19{}", number("99"));
    for (sql, expected) in [
        (pay(2, &number, 1_500), "phone_credit_completion_mismatch"),
        (
            pay(1, "19996416200", 1_500),
            "phone_credit_completion_mismatch",
        ),
        (pay(1, &number, 2_000), "phone_credit_completion_mismatch"),
    ] {
        assert_refused(shop, &sql, expected);
    }
    shop.db.execute(&pay(1, &number, 1_500)).unwrap();
    assert_eq!(loja.wallet(), (FUNDS - 1_500, 1_500));
}

#[test]
fn a_new_tenant_has_no_prefund_where_there_are_wallets() {
    let loja = loja();
    let prefunds = loja
        .shop
        .db
        .query("SELECT count(*) FROM account WHERE kind = 'provider_prefund'");
    assert_eq!(prefunds, ["1"]);
}
