//! What the schema itself refuses, whoever asks.

use super::*;
use ventanilla_worker::ports::DbError;

#[track_caller]
fn assert_raised(result: Result<impl std::fmt::Debug, DbError>, expected: &str) {
    match result {
        Err(DbError::Raised { code, .. }) => assert_eq!(code, expected),
        other => panic!("{expected} was expected: {other:?}"),
    }
}

#[test]
fn statements_no_operation_would_make() {
    let tienda = tienda();
    tienda.earn(MARIA, "100").expect(200);
    let db = &tienda.shop.db;
    let movement = |values: &str| {
        format!(
            "INSERT INTO loyalty_movement (tenant_id, operation_id, wallet_id, contact_id, kind, points, purchase_amount, percentage, user_id, balance_after, created_at_ms) \
             VALUES (1, '00000000-0000-7000-8000-000000000001', {values})"
        )
    };
    db.execute(
        "INSERT INTO operation (id, tenant_id, kind, state, actor, created_at_ms, updated_at_ms) \
         VALUES ('00000000-0000-7000-8000-000000000001', 1, 'loyalty_adjustment', 'succeeded', 'test', 0, 0)",
    )
    .expect("an operation");
    for (sql, code) in [
        (
            "UPDATE loyalty_movement SET points = 1".to_owned(),
            "loyalty_movement_immutable",
        ),
        (
            "DELETE FROM loyalty_movement".to_owned(),
            "loyalty_movement_immutable",
        ),
        (
            "UPDATE loyalty_contact SET phone = '4770000099'".to_owned(),
            "loyalty_contact_immutable",
        ),
        (
            "DELETE FROM loyalty_contact".to_owned(),
            "loyalty_contact_immutable",
        ),
        (
            "DELETE FROM loyalty_wallet".to_owned(),
            "loyalty_wallet_immutable",
        ),
        (
            "UPDATE loyalty_wallet SET public_key = lower(hex(randomblob(16)))".to_owned(),
            "loyalty_wallet_identity_immutable",
        ),
        (
            "UPDATE loyalty_wallet SET credits_left = -1".to_owned(),
            "messaging_credits_insufficient",
        ),
        (
            "UPDATE loyalty_wallet SET redemptions_left = -1".to_owned(),
            "redemption_quota_reached",
        ),
        (
            "UPDATE loyalty_wallet SET contacts_left = -1".to_owned(),
            "contact_quota_reached",
        ),
        (
            "UPDATE api_key SET doors = '[]'".to_owned(),
            "api_key_immutable",
        ),
        ("DELETE FROM api_key".to_owned(), "api_key_immutable"),
        (
            "DELETE FROM ledger_currency".to_owned(),
            "ledger_currency_immutable",
        ),
        // Of another wallet's contact; more than there is; a balance that is not so.
        (
            movement("2, 1, 'addition', 5, NULL, NULL, 1, 5, 0"),
            "loyalty_movement_mismatch",
        ),
        (
            movement("1, 1, 'removal', 99999999, NULL, NULL, 1, 0, 0"),
            "account_floor",
        ),
        (
            movement("1, 1, 'addition', 5, NULL, NULL, 1, 6, 0"),
            "loyalty_movement_balance",
        ),
        (
            movement("1, 1, 'addition', 0, NULL, NULL, 1, 13000, 0"),
            "loyalty_movement_points",
        ),
        (
            movement("1, 1, 'addition', 5, NULL, 1000, 1, 13005, 0"),
            "loyalty_movement_percentage",
        ),
        (
            movement("1, 1, 'earning', 5, NULL, 1000, 1, 13005, 0"),
            "loyalty_movement_purchase",
        ),
    ] {
        assert_raised(db.execute(&sql), code);
    }
    // An account's currency is its tenant's or one of its wallets'.
    let stray = "INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms) VALUES (1, 'PTS-77', 'loyalty_points', 77, 0, 0)";
    assert!(db.execute(stray).is_err());
    // Points do not become another wallet's, nor money.
    let across = "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
        SELECT 1, '00000000-0000-7000-8000-000000000001', 'posted', 'MXN', (SELECT id FROM account WHERE kind = 'outside'), \
          (SELECT min(id) FROM account WHERE kind = 'loyalty_points'), 5, 0";
    assert!(db.execute(across).is_err());
    tienda.shop.assert_sound();
}
