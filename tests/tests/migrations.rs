//! A database that has been worked with is migrated: nothing is lost, and what the schema refused it still refuses.

use ventanilla_tests::sqlite::Sqlite;
use ventanilla_worker::ports::DbError;
use ventanilla_worker::store::invariant;

const TENANT: [&str; 13] = [
    "INSERT INTO tenant (id, name, country, currency, mode, utc_offset_min, created_at_ms, updated_at_ms) VALUES (1, 'A', 'BO', 'BOB', 'live', -240, 5, 5)",
    "INSERT INTO branch (id, tenant_id, code, name, utc_offset_min, created_at_ms, updated_at_ms) VALUES (7, 1, 'A', 'A', -240, 5, 5), (9, 1, 'B', 'B', -240, 5, 5)",
    "INSERT INTO user_account (id, tenant_id, login, name, password_hash, role_id, created_at_ms, updated_at_ms) VALUES (1, 1, 'a@b.bo', 'A', 'x', 1, 5, 5)",
    "INSERT INTO cash_register (id, tenant_id, branch_id, name, specialty, created_at_ms, updated_at_ms) VALUES (1, 1, 7, 'Caja', 'MIXTA', 5, 5)",
    "INSERT INTO operator (id, tenant_id, name, created_at_ms, updated_at_ms) VALUES (1, 1, 'Tigo', 5, 5)",
    "INSERT INTO account (id, tenant_id, currency, kind, owner_id, floor, created_at_ms) VALUES (1, 1, 'BOB', 'register_cash', 1, 0, 5), \
       (2, 1, 'BOB', 'outside', 0, NULL, 5), (3, 1, 'BOB', 'operator_float', 1, 0, 5)",
    "INSERT INTO operation (id, tenant_id, kind, state, actor, created_at_ms, updated_at_ms) \
       VALUES ('00000000-0000-7000-8000-000000000001', 1, 'tenant_setup', 'succeeded', 'setup', 5, 5)",
    "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
       VALUES (1, '00000000-0000-7000-8000-000000000001', 'posted', 'BOB', 2, 3, 1000, 5)",
    "INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, created_at_ms, updated_at_ms) \
       VALUES ('00000000-0000-7000-8000-000000000002', 1, 'cash_session_open', 'succeeded', 'user:1', 1, 5, 5)",
    "INSERT INTO cash_session (id, tenant_id, register_id, user_id, opening_operation_id, opening_amount, opening_difference, opened_at_ms) \
       VALUES (1, 1, 1, 1, '00000000-0000-7000-8000-000000000002', 0, 0, 5)",
    "INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, cash_session_id, amount, subject, idempotency_key, request_hash, created_at_ms, updated_at_ms) \
       VALUES ('00000000-0000-7000-8000-000000000003', 1, 'top_up', 'succeeded', 'user:1', 1, 1, 300, '76543210', 'k', 'h', 5, 5)",
    "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, cash_session_id, created_at_ms) \
       VALUES (1, '00000000-0000-7000-8000-000000000003', 'posted', 'BOB', 3, 1, 300, 1, 5)",
    "INSERT INTO top_up (tenant_id, operation_id, operator_id, phone, amount, cash_session_id, user_id, created_at_ms, branch_id, local_day) \
       VALUES (1, '00000000-0000-7000-8000-000000000003', 1, '76543210', 300, 1, 1, 5, 7, 0)",
];

fn worked_with() -> Sqlite {
    let db = Sqlite::empty();
    db.migrate(1..=4);
    for sql in TENANT {
        db.execute(sql)
            .unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
    db
}

fn rows_of(db: &Sqlite, table: &str, columns: &str) -> Vec<String> {
    db.query(&format!(
        "SELECT json_array({columns}) FROM {table} ORDER BY id"
    ))
}

const ACCOUNT: &str =
    "id, tenant_id, currency, kind, owner_id, posted, held, floor, last_transfer_id, created_at_ms";
const OPERATION: &str = "id, tenant_id, kind, state, actor, user_id, cash_session_id, amount, subject, description, reverses_operation_id, \
    idempotency_key, request_hash, created_at_ms, updated_at_ms";

#[test]
fn nothing_is_lost() {
    let db = worked_with();
    let (accounts, operations) = (
        rows_of(&db, "account", ACCOUNT),
        rows_of(&db, "operation", OPERATION),
    );
    db.migrate(5..=usize::MAX);
    let mut after = rows_of(&db, "account", ACCOUNT);
    assert_eq!(
        after.len(),
        9,
        "income, bank clearing, two branches, deposits, a prefund"
    );
    after.truncate(accounts.len());
    assert_eq!(after, accounts);
    assert_eq!(rows_of(&db, "operation", OPERATION), operations);
    assert!(
        db.query("SELECT 1 FROM pragma_foreign_key_check")
            .is_empty()
    );
    assert_eq!(
        db.query("SELECT number || ' ' || code FROM branch ORDER BY id"),
        ["1 A", "2 B"]
    );
    for statement in invariant::violations() {
        assert!(db.query(statement.sql()).is_empty(), "{}", statement.sql());
    }
}

/// Orders at providers, open and settled, come through the rebuilding of their table, with the money that they hold.
#[test]
fn orders_keep_their_holds() {
    let db = worked_with();
    db.migrate(5..=10);
    let order = |id: u8, settle: &str| {
        let operation = format!("00000000-0000-7000-8000-0000000001{id:02}");
        [
            format!(
                "INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, amount, created_at_ms, updated_at_ms) \
                 VALUES ('{operation}', 1, 'service_payment', 'submitted', 'user:1', 1, 100, 6, 6)"
            ),
            format!(
                "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
                 VALUES (1, '{operation}', 'held', 'BOB', 3, 2, 100, 6)"
            ),
            format!(
                "INSERT INTO provider_order (operation_id, tenant_id, provider_id, target, state, hold_transfer_id, lease_until_ms, created_at_ms, updated_at_ms) \
                 VALUES ('{operation}', 1, 1, 'sandbox', 'submitted', (SELECT max(id) FROM transfer), 9, 6, 6)"
            ),
            format!(
                "UPDATE provider_order SET {settle}, updated_at_ms = 7 WHERE operation_id = '{operation}'"
            ),
        ]
    };
    let orders = [
        order(1, "state = 'delivered', settled_at_ms = 7, reference = 'R'"),
        order(2, "state = 'refused', settled_at_ms = 7, refusal = 'other'"),
        order(3, "state = 'unknown', evidence = 'nobody knows'"),
    ];
    for sql in orders.concat() {
        db.execute(&sql)
            .unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
    let all = |db: &Sqlite| {
        db.query(
            "SELECT json_array(operation_id, provider_id, target, state, hold_transfer_id, reference, refusal, evidence, settled_at_ms) \
             FROM provider_order ORDER BY operation_id",
        )
    };
    let (before, accounts) = (all(&db), rows_of(&db, "account", ACCOUNT));
    db.migrate(11..=usize::MAX);
    assert_eq!(all(&db), before);
    assert_eq!(rows_of(&db, "account", ACCOUNT), accounts);
    assert!(
        db.query("SELECT 1 FROM pragma_foreign_key_check")
            .is_empty()
    );
    for (sql, expected) in [
        (
            "UPDATE provider_order SET state = 'refused'",
            "payment_already_resolved",
        ),
        (
            "UPDATE provider_order SET hold_transfer_id = NULL",
            "provider_order_immutable",
        ),
        ("DELETE FROM provider_order", "provider_order_immutable"),
    ] {
        match db.execute(sql) {
            Err(DbError::Raised { code, .. }) => assert_eq!(code, expected, "{sql}"),
            other => panic!("{sql}: {other:?}"),
        }
    }
    for statement in invariant::violations() {
        assert!(db.query(statement.sql()).is_empty(), "{}", statement.sql());
    }
}

#[test]
fn what_was_refused_still_is() {
    let db = worked_with();
    let things = |db: &Sqlite| {
        db.query(
            "SELECT type || ' ' || name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY 1",
        )
    };
    let before = things(&db);
    db.migrate(5..=usize::MAX);
    let after = things(&db);
    let lost: Vec<&String> = before
        .iter()
        .filter(|thing| !after.contains(thing))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    for (sql, expected) in [
        ("UPDATE account SET posted = 5", "account_moves_by_transfer"),
        ("UPDATE operation SET amount = 5", "operation_immutable"),
        ("DELETE FROM operation", "operation_immutable"),
        ("DELETE FROM account", "account_immutable"),
    ] {
        match db.execute(sql) {
            Err(DbError::Raised { code, .. }) => assert_eq!(code, expected, "{sql}"),
            other => panic!("{sql}: {other:?}"),
        }
    }
    // A kind that is in no list is nobody's.
    for sql in [
        "INSERT INTO operation (id, tenant_id, kind, state, actor, created_at_ms, updated_at_ms) \
           VALUES ('00000000-0000-7000-8000-000000000009', 1, 'gift', 'succeeded', 'x', 5, 5)",
        "INSERT INTO account (tenant_id, currency, kind, created_at_ms) VALUES (1, 'BOB', 'gift', 5)",
    ] {
        assert!(matches!(db.execute(sql), Err(DbError::Fault(_))), "{sql}");
    }
    // A new branch has a number and an account at once.
    db.execute(
        "INSERT INTO branch (id, tenant_id, code, name, utc_offset_min, created_at_ms, updated_at_ms) VALUES (12, 1, 'C', 'C', -240, 6, 6)",
    )
    .expect("a branch");
    assert_eq!(db.query("SELECT number FROM branch WHERE id = 12"), ["3"]);
    assert_eq!(
        db.query("SELECT count(*) FROM account WHERE kind = 'between_branches'"),
        ["3"]
    );
}
