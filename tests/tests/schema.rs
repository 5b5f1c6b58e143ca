//! What the schema itself refuses, whoever asks: the invariants hold even against a statement that no operation would make.

use ventanilla_core::operation::OperationState;
use ventanilla_tests::shop::Shop;
use ventanilla_worker::ports::DbError;

/// A tenant, and an operation for transfers to belong to.
fn shop() -> Shop {
    let shop = Shop::demo(1);
    shop.db
        .execute(
            "INSERT INTO operation (id, tenant_id, kind, state, actor, created_at_ms, updated_at_ms) \
             VALUES ('00000000-0000-7000-8000-000000000001', 1, 'tenant_setup', 'created', 'test', 0, 0)",
        )
        .expect("an operation");
    shop
}

/// Inserts a transfer between the tenant's only accounts of two kinds (an operator's float is Tigo's).
fn transfer(
    shop: &Shop,
    kind: &str,
    from: &str,
    to: &str,
    amount: i64,
    resolves: &str,
) -> Result<(), DbError> {
    let account = |kind: &str| {
        format!(
            "(SELECT id FROM account WHERE tenant_id = 1 AND kind = '{kind}' ORDER BY id LIMIT 1)"
        )
    };
    shop.db
        .execute(&format!(
            "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, resolves_transfer_id, created_at_ms) \
             VALUES (1, '00000000-0000-7000-8000-000000000001', '{kind}', 'BOB', {}, {}, {amount}, {resolves}, 0)",
            account(from),
            account(to)
        ))
        .map(|_| ())
}

fn balance(shop: &Shop, kind: &str) -> (String, String) {
    let one = |column: &str| {
        let sql = format!(
            "SELECT {column} FROM account WHERE tenant_id = 1 AND kind = '{kind}' ORDER BY id LIMIT 1"
        );
        shop.db.query(&sql).remove(0)
    };
    (one("posted"), one("held"))
}

#[track_caller]
fn assert_raised(result: Result<impl std::fmt::Debug, DbError>, expected: &str) {
    match result {
        Err(DbError::Raised { code, .. }) => assert_eq!(code, expected),
        other => panic!("{expected} was expected: {other:?}"),
    }
}

const LAST: &str = "(SELECT max(id) FROM transfer WHERE kind = 'held')";

#[test]
fn a_hold_is_set_aside_then_posted_once() {
    let shop = shop();
    transfer(&shop, "held", "operator_float", "outside", 30_000, "NULL").expect("a hold");
    assert_eq!(
        balance(&shop, "operator_float"),
        ("100000".into(), "30000".into())
    );
    shop.assert_sound();
    assert_raised(
        transfer(&shop, "posted", "operator_float", "outside", 70_001, "NULL"),
        "account_floor",
    );
    transfer(&shop, "posted", "operator_float", "outside", 70_000, "NULL").expect("the rest");
    transfer(&shop, "post", "operator_float", "outside", 30_000, LAST).expect("its resolution");
    assert_eq!(balance(&shop, "operator_float"), ("0".into(), "0".into()));
    assert_raised(
        transfer(&shop, "post", "operator_float", "outside", 30_000, LAST),
        "transfer_already_resolved",
    );
    assert_raised(
        transfer(&shop, "void", "operator_float", "outside", 30_000, LAST),
        "transfer_already_resolved",
    );
    shop.assert_sound();
}

#[test]
fn a_hold_is_voided_whole() {
    let shop = shop();
    transfer(&shop, "held", "operator_float", "outside", 30_000, "NULL").expect("a hold");
    for (kind, from, to, amount) in [
        ("void", "operator_float", "outside", 29_999),
        ("post", "operator_float", "capital", 30_000),
        ("post", "outside", "operator_float", 30_000),
    ] {
        assert_raised(
            transfer(&shop, kind, from, to, amount, LAST),
            "transfer_resolution_mismatch",
        );
    }
    transfer(&shop, "void", "operator_float", "outside", 30_000, LAST).expect("its resolution");
    assert_eq!(
        balance(&shop, "operator_float"),
        ("100000".into(), "0".into())
    );
    shop.assert_sound();
}

#[test]
fn statements_no_operation_would_make() {
    let posted = "(SELECT min(id) FROM transfer)";
    let cases = [
        (
            "UPDATE account SET posted = posted + 1",
            "account_moves_by_transfer",
        ),
        (
            "UPDATE account SET held = 1 WHERE kind = 'outside'",
            "account_moves_by_transfer",
        ),
        (
            "UPDATE account SET posted = posted + 1, last_transfer_id = last_transfer_id + 1",
            "account_moves_by_transfer",
        ),
        (
            "UPDATE account SET kind = 'outside' WHERE kind = 'operator_float'",
            "account_identity_immutable",
        ),
        (
            "UPDATE account SET floor = NULL WHERE kind = 'operator_float'",
            "account_identity_immutable",
        ),
        (
            "UPDATE account SET floor = 1 WHERE kind = 'capital'",
            "account_identity_immutable",
        ),
        ("DELETE FROM account", "account_immutable"),
        (
            "INSERT INTO account (tenant_id, currency, kind, owner_id, posted, created_at_ms) VALUES (1, 'BOB', 'capital', 9, 5, 0)",
            "account_starts_empty",
        ),
        (
            "INSERT INTO account (tenant_id, currency, kind, owner_id, created_at_ms) VALUES (1, 'BOB', 'register_cash', 9, 0)",
            "account_floor_of_kind",
        ),
        (
            "UPDATE transfer SET amount = amount + 1",
            "transfer_immutable",
        ),
        ("DELETE FROM transfer", "transfer_immutable"),
        ("DELETE FROM operation", "operation_immutable"),
        ("UPDATE operation SET amount = 1", "operation_immutable"),
        ("UPDATE operation SET actor = 'x'", "operation_immutable"),
        (
            "UPDATE operation SET state = 'unknown' WHERE state = 'succeeded'",
            "operation_state_transition",
        ),
        (
            "UPDATE user_account SET role_id = 1 WHERE role_id = 2",
            "token_version_must_rise",
        ),
        (
            "UPDATE user_account SET password_hash = 'x'",
            "token_version_must_rise",
        ),
        (
            "UPDATE user_account SET active = 0, token_version = token_version + 1 WHERE role_id = 1",
            "last_administrator",
        ),
        (
            "UPDATE user_account SET tenant_id = 2",
            "user_account_identity_immutable",
        ),
        ("INSERT INTO must (ok, code) SELECT NULL, 'x'", "x"),
        ("INSERT INTO must (ok, code) SELECT 0, 'x'", "x"),
    ];
    let shop = shop();
    for (sql, code) in cases {
        println!("{sql}");
        assert_raised(shop.db.execute(sql), code);
    }
    for (kind, from, to, amount, resolves, code) in [
        (
            "posted",
            "operator_float",
            "outside",
            0,
            "NULL",
            "transfer_amount",
        ),
        (
            "posted",
            "operator_float",
            "outside",
            -1,
            "NULL",
            "transfer_amount",
        ),
        (
            "posted",
            "outside",
            "operator_float",
            9_007_199_254_740_991,
            "NULL",
            "account_range",
        ),
        (
            "posted",
            "outside",
            "outside",
            1,
            "NULL",
            "transfer_two_accounts",
        ),
        (
            "posted",
            "operator_float",
            "outside",
            100_001,
            "NULL",
            "account_floor",
        ),
        (
            "held",
            "operator_float",
            "outside",
            100_001,
            "NULL",
            "account_floor",
        ),
        (
            "post",
            "operator_float",
            "outside",
            1,
            "NULL",
            "transfer_resolves",
        ),
        (
            "posted",
            "operator_float",
            "outside",
            1,
            posted,
            "transfer_resolution_mismatch",
        ),
        ("posted", "outside", "register_cash", 1, "NULL", "none"),
    ] {
        println!("{kind} {from} {to} {amount} {resolves}");
        let result = transfer(&shop, kind, from, to, amount, resolves);
        if code == "none" {
            result.expect("the set-up may fund a drawer");
        } else {
            assert_raised(result, code);
        }
    }
    shop.assert_sound();
}

#[test]
fn a_drawer_moves_only_in_its_own_open_session() {
    let mut shop = Shop::demo(1);
    shop.log_in("ana@kiosco.demo");
    shop.post(
        "ana@kiosco.demo",
        "/cajas/abrir",
        &serde_json::json!({"id_caja": 1, "conteo": {"10.00": 1}}),
    )
    .expect(201);
    let insert = |session: &str, drawer: i64| {
        shop.db.execute(&format!(
            "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, cash_session_id, created_at_ms) \
             SELECT 1, (SELECT id FROM operation WHERE kind = 'cash_session_open'), 'posted', 'BOB', (SELECT id FROM account WHERE kind = 'outside'), \
               (SELECT id FROM account WHERE kind = 'register_cash' AND owner_id = {drawer}), 1, {session}, 0"
        ))
    };
    assert_raised(insert("NULL", 1), "transfer_of_cash_without_session");
    assert_raised(insert("1", 2), "session_not_open");
    insert("1", 1).expect("its own");
    for sql in [
        "UPDATE cash_session SET opening_amount = 0",
        "DELETE FROM cash_session",
        "UPDATE cash_session SET opened_at_ms = 0",
    ] {
        assert_raised(shop.db.execute(sql), "cash_session_immutable");
    }
    assert_raised(
        shop.db.execute("UPDATE cash_session SET closed_at_ms = 1"),
        "cash_session_closed_whole",
    );
}

#[test]
fn why_float_was_bought_is_some_text_or_nothing_and_stays() {
    let mut shop = Shop::demo(1);
    shop.log_in("ana@kiosco.demo");
    let post = |target: &str, body: serde_json::Value| {
        shop.post("ana@kiosco.demo", target, &body).expect(201)
    };
    post(
        "/cajas/abrir",
        serde_json::json!({"id_caja": 1, "conteo": {"10.00": 1}}),
    );
    post(
        "/recargas/inyeccion",
        serde_json::json!({"operadora_destino": "Tigo", "monto": 1, "id_caja_sesion": 1}),
    );
    for value in ["'x'", "NULL"] {
        assert_raised(
            shop.db
                .execute(&format!("UPDATE injection SET reason = {value}")),
            "injection_immutable",
        );
    }
    let insert = |reason: &str| {
        shop.db.execute(&format!(
            "INSERT INTO injection (tenant_id, operation_id, operator_id, amount, cash_session_id, user_id, created_at_ms, reason) \
             SELECT tenant_id, (SELECT opening_operation_id FROM cash_session), operator_id, amount, cash_session_id, user_id, 0, {reason} FROM injection"
        ))
    };
    for reason in ["''", "printf('%201s', 'x')"] {
        insert(reason).expect_err(reason);
    }
    insert("printf('%200s', 'x')").expect("200 characters");
}

#[test]
fn the_database_and_the_core_agree_on_states() {
    for from in OperationState::ALL {
        for to in OperationState::ALL {
            let shop = Shop::demo(1);
            let insert = |state: &str| {
                shop.db.execute(&format!(
                    "INSERT INTO operation (id, tenant_id, kind, state, actor, created_at_ms, updated_at_ms) \
                     VALUES ('00000000-0000-7000-8000-000000000001', 1, 'top_up', '{state}', 'test', 0, 0)"
                ))
            };
            // Every state is reached from the beginning along legal steps.
            let way: &[&str] = match from {
                OperationState::Created => &["created"],
                OperationState::Submitted => &["submitted"],
                OperationState::Succeeded => &["succeeded"],
                OperationState::Failed => &["created", "failed"],
                OperationState::Unknown => &["submitted", "unknown"],
                OperationState::Reversed => &["succeeded", "reversed"],
            };
            let update = |state: &str| {
                shop.db.execute(&format!(
                    "UPDATE operation SET state = '{state}' WHERE actor = 'test'"
                ))
            };
            insert(way[0]).expect("a first state");
            if let Some(second) = way.get(1) {
                update(second).expect("a second state");
            }
            let moved = update(to.as_str());
            if from == to || from.may_become(to) {
                moved.unwrap_or_else(|error| panic!("{from:?} to {to:?}: {error:?}"));
            } else {
                assert_raised(moved, "operation_state_transition");
            }
        }
    }
    let shop = Shop::demo(1);
    for state in [
        OperationState::Failed,
        OperationState::Unknown,
        OperationState::Reversed,
    ] {
        let sql = format!(
            "INSERT INTO operation (id, tenant_id, kind, state, actor, created_at_ms, updated_at_ms) \
             VALUES ('00000000-0000-7000-8000-000000000001', 1, 'top_up', '{}', 'test', 0, 0)",
            state.as_str()
        );
        assert_raised(shop.db.execute(&sql), "operation_state_transition");
    }
}
