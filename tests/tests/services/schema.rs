//! What the schema itself refuses, whoever asks.

use super::engine::{approved, beside};
use super::*;
use ventanilla_core::wire::resources::payments::OrderState;
use ventanilla_tests::sqlite::Fault;
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

/// What a foreign key says.
const FOREIGN: &str = "FOREIGN KEY constraint failed";

/// A shop with an order of each end: delivered, refused and open, of a customer in cash; and a refused one of an integrator.
struct Ends {
    bodega: Bodega,
    delivered: String,
    refused: String,
    open: String,
    lent: String,
    /// Of Jose's, in the other branch.
    este: i64,
    /// A session that is closed.
    closed: i64,
}

fn ends() -> Ends {
    let mut shop = Shop::bodega(11);
    let mut other = demo_tenant("Bodega Demo");
    other["name"] = json!("Otra Bodega");
    other["users"] = json!([{"email": "admin@otra.demo", "password": "demo-Otra-2026", "role": "Administrador"}]);
    other["keys"]["cps"]["api_key"] = json!("0".repeat(32));
    shop.set_up(&other).expect(201);
    shop.log_in(JOSE);
    shop.log_in_with("admin@otra.demo", "demo-Otra-2026");
    let open = |email: &str, register: i64| {
        let body = json!({"id_caja": register, "conteo": {"100.00": 10}});
        shop.post(email, "/cajas/abrir", &body).expect(201).id()
    };
    open("admin@otra.demo", 4);
    let closed = open(JOSE, 2);
    let body = json!({"conteo": {"100.00": 10}});
    shop.patch(JOSE, &format!("/cajas/sesion/{closed}/cerrar"), &body)
        .expect(200);
    let este = open(JOSE, 3);
    let bodega = with_session(shop);
    let pay = |digits: &str| id_of(&bodega.pay(None, &order(&number(digits), "10")));
    let (delivered, refused, open) = (pay("99"), pay("02"), pay("11"));
    let body = order(&number("02"), "10");
    let headers = signed_headers(&bodega.shop, PAY, &body);
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let lent = id_of(
        &bodega
            .shop
            .send(Method::Post, PAY, &headers, body.as_bytes()),
    );
    Ends {
        delivered,
        refused,
        open,
        lent,
        este,
        closed,
        bodega,
    }
}

const JOSE: &str = "jose@bodega.demo";

/// Legal steps of an order, beside staying where it is.
const STEPS: [(OrderState, OrderState); 9] = [
    (OrderState::Submitted, OrderState::Pending),
    (OrderState::Submitted, OrderState::Unknown),
    (OrderState::Submitted, OrderState::Delivered),
    (OrderState::Submitted, OrderState::Refused),
    (OrderState::Pending, OrderState::Unknown),
    (OrderState::Pending, OrderState::Delivered),
    (OrderState::Pending, OrderState::Refused),
    (OrderState::Unknown, OrderState::Delivered),
    (OrderState::Unknown, OrderState::Refused),
];

#[test]
fn an_order_goes_along_its_steps_and_is_settled_once() {
    let (bodega, _) = beside(|_| Ok((200, approved())));
    let shop = &bodega.shop;
    for from in OrderState::ALL {
        for to in OrderState::ALL {
            // Nobody comes back for it, so that it stays as it was stored.
            shop.db.fail_after(2, Fault::LostBeforeCommit, 4);
            bodega.pay(None, &order(&number("99"), "0.01")).expect(200);
            let become_state = |state: OrderState| {
                let settled = if state.is_open() { "NULL" } else { "1" };
                shop.db.execute(&format!(
                    "UPDATE provider_order SET state = '{}', settled_at_ms = {settled}, updated_at_ms = 1 \
                     WHERE operation_id = (SELECT operation_id FROM service_payment ORDER BY id DESC LIMIT 1)",
                    state.as_str()
                ))
            };
            if from != OrderState::Submitted {
                become_state(from).expect("a step");
            }
            let expected = if !from.is_open() {
                Some("payment_already_resolved")
            } else if from == to || STEPS.contains(&(from, to)) {
                None
            } else {
                Some("provider_order_state_transition")
            };
            match (become_state(to), expected) {
                (Ok(_), None) => {}
                (Err(DbError::Raised { code, .. }), Some(expected)) => {
                    assert_eq!(code, expected, "{from:?} to {to:?}");
                }
                (other, _) => panic!("{from:?} to {to:?}: {other:?}"),
            }
            shop.assert_sound();
        }
    }
}

#[test]
fn orders_that_no_operation_would_make() {
    let Ends {
        bodega,
        delivered,
        refused,
        open,
        ..
    } = ends();
    let update = |what: &str, id: &str| {
        format!("UPDATE provider_order SET {what} WHERE operation_id = '{id}'")
    };
    let insert = |id: &str, state: &str, hold: &str| {
        format!(
            "INSERT INTO provider_order (operation_id, tenant_id, provider_id, target, state, hold_transfer_id, lease_until_ms, created_at_ms, updated_at_ms) \
             SELECT '{id}', 1, 1, 'sandbox', '{state}', id, 0, 0, 0 FROM transfer WHERE {hold}"
        )
    };
    let hold_of = |id: &str| format!("operation_id = '{id}' AND kind = 'held'");
    let stranger = "(SELECT id FROM user_account WHERE tenant_id = 2)";
    let cases = [
        (
            update("state = 'refused', settled_at_ms = 2", &delivered),
            "payment_already_resolved",
        ),
        (
            update(
                "state = 'delivered', refusal = NULL, settled_at_ms = 2",
                &refused,
            ),
            "payment_already_resolved",
        ),
        (
            update("evidence = 'x'", &delivered),
            "payment_already_resolved",
        ),
        (
            update("lease_until_ms = 2", &refused),
            "payment_already_resolved",
        ),
        (
            update("target = 'account'", &open),
            "provider_order_immutable",
        ),
        (
            update("hold_transfer_id = hold_transfer_id + 1", &open),
            "provider_order_immutable",
        ),
        (
            update("created_at_ms = 0", &open),
            "provider_order_immutable",
        ),
        (
            update("state = 'delivered'", &open),
            "provider_order_settled",
        ),
        (update("settled_at_ms = 2", &open), "provider_order_settled"),
        (update("refusal = 'other'", &open), "provider_order_refusal"),
        (
            update(&format!("settled_by_user_id = {stranger}"), &open),
            FOREIGN,
        ),
        (
            "DELETE FROM provider_order".to_owned(),
            "provider_order_immutable",
        ),
        (
            insert(&open, "pending", &hold_of(&open)),
            "provider_order_starts_submitted",
        ),
        (
            insert(&open, "submitted", &hold_of(&open)),
            "provider_order.hold_transfer_id",
        ),
        (
            insert(&open, "submitted", &hold_of(&delivered)),
            "provider_order_without_its_hold",
        ),
        (
            insert(
                &open,
                "submitted",
                &format!("operation_id = '{open}' AND kind = 'posted'"),
            ),
            "provider_order_without_its_hold",
        ),
        (
            insert(&open, "submitted", &hold_of(&open))
                .replace(", 1, 1, 'sandbox'", ", 2, 1, 'sandbox'"),
            "provider_order_without_its_hold",
        ),
    ];
    for (sql, expected) in cases {
        assert_refused(&bodega.shop, &sql, expected);
    }
    // A hold is resolved once, by its order, whole.
    let resolve = |id: &str, kind: &str, amount: &str| {
        format!(
            "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, resolves_transfer_id, created_at_ms) \
             SELECT tenant_id, operation_id, '{kind}', currency, from_account_id, to_account_id, {amount}, id, 0 FROM transfer WHERE {}",
            hold_of(id)
        )
    };
    for (sql, expected) in [
        (
            resolve(&delivered, "void", "amount"),
            "transfer_already_resolved",
        ),
        (
            resolve(&delivered, "post", "amount"),
            "transfer_already_resolved",
        ),
        (
            resolve(&refused, "post", "amount"),
            "transfer_already_resolved",
        ),
        (
            resolve(&open, "post", "amount - 1"),
            "transfer_resolution_mismatch",
        ),
        (
            format!("UPDATE operation SET state = 'succeeded' WHERE id = '{refused}'"),
            "operation_state_transition",
        ),
        (
            format!("UPDATE operation SET state = 'unknown' WHERE id = '{delivered}'"),
            "operation_state_transition",
        ),
    ] {
        assert_refused(&bodega.shop, &sql, expected);
    }
    bodega.shop.assert_sound();
}

#[test]
fn payments_that_no_operation_would_make() {
    let Ends {
        bodega,
        este,
        closed,
        ..
    } = ends();
    let session = bodega.session;
    // The operation of a payment that is there already: what is refused is refused before it is looked at.
    let insert = |tenant: i64, branch: i64, amount: i64, session: &str, integrator: &str| {
        format!(
            "INSERT INTO service_payment (tenant_id, operation_id, provider_id, service_id, number, amount, branch_id, receipt_number, cash_session_id, \
               integrator_id, local_day, created_at_ms) \
             SELECT {tenant}, opening_operation_id, 1, 57, 'x', {amount}, {branch}, 99, {session}, {integrator}, 0, 0 FROM cash_session \
             WHERE tenant_id = {tenant} AND closed_at_ms IS NULL LIMIT 1"
        )
    };
    let (mine, theirs) = (
        session.to_string(),
        "(SELECT max(id) FROM cash_session WHERE tenant_id = 2)",
    );
    for (sql, expected) in [
        (
            insert(1, 2, 1, &mine, "NULL"),
            "service_payment_branch_mismatch",
        ),
        (
            insert(1, 1, 1, &este.to_string(), "NULL"),
            "service_payment_branch_mismatch",
        ),
        (
            insert(1, 1, 1, &closed.to_string(), "NULL"),
            "service_payment_branch_mismatch",
        ),
        (
            insert(1, 1, 1, theirs, "NULL"),
            "service_payment_branch_mismatch",
        ),
        // Neither payer nor money is there.
        (
            insert(1, 3, 1, theirs, "NULL"),
            "service_payment_moved_nothing",
        ),
        (
            insert(1, 1, 1, "NULL", "2"),
            "service_payment_moved_nothing",
        ),
        (
            insert(2, 3, 1, "NULL", "1"),
            "service_payment_moved_nothing",
        ),
        (
            insert(1, 1, 1, &mine, "NULL").replace(", 1, 57,", ", 2, 57,"),
            "phone_credit_completion_mismatch",
        ),
        (insert(1, 1, 1, "NULL", "NULL"), "service_payment_payer"),
        (insert(1, 1, 1, &mine, "1"), "service_payment_payer"),
        // More than the prefund has left, and more than is lent.
        (insert(1, 1, 4_998_001, &mine, "NULL"), "account_floor"),
        (insert(1, 1, 1_000_001, "NULL", "1"), "credit_limit_reached"),
        (insert(1, 1, 0, &mine, "NULL"), "amount > 0"),
        (insert(1, 3, 1, "NULL", "1"), FOREIGN),
        (
            insert(1, 1, 1, &mine, "NULL").replace(", 99,", ", 1,"),
            "service_payment.tenant_id, service_payment.branch_id, service_payment.receipt_number",
        ),
        (
            "UPDATE service_payment SET number = 'x'".to_owned(),
            "service_payment_immutable",
        ),
        (
            "DELETE FROM service_payment".to_owned(),
            "service_payment_immutable",
        ),
    ] {
        assert_refused(&bodega.shop, &sql, expected);
    }
    bodega.shop.assert_sound();
}

#[test]
fn refunds_that_no_operation_would_make() {
    let Ends {
        bodega,
        delivered,
        refused,
        open,
        lent,
        closed,
        ..
    } = ends();
    let session = bodega.session;
    let refund = |of: &str, amount: i64, session: i64, user: &str| {
        format!(
            "INSERT INTO service_refund (operation_id, tenant_id, refunds_operation_id, cash_session_id, user_id, amount, created_at_ms) \
             SELECT opening_operation_id, 1, '{of}', {session}, {user}, {amount}, 0 FROM cash_session WHERE id = {}",
            bodega.session
        )
    };
    let due = |of: &str, tenant: i64, amount: i64| {
        format!(
            "INSERT INTO refund_due (operation_id, tenant_id, amount, since_ms) VALUES ('{of}', {tenant}, {amount}, 0)"
        )
    };
    let me = "(SELECT user_id FROM cash_session WHERE id = 3)";
    let stranger = "(SELECT id FROM user_account WHERE tenant_id = 2)";
    for (sql, expected) in [
        (refund(&delivered, 1_000, session, me), "refund_not_due"),
        (refund(&open, 1_000, session, me), "refund_not_due"),
        (refund(&lent, 1_000, session, me), "refund_not_due"),
        (refund(&refused, 999, session, me), "refund_not_due"),
        (refund(&refused, 1_001, session, me), "refund_not_due"),
        (
            refund(&refused, 1_000, closed, me),
            "service_refund_moved_nothing",
        ),
        (
            refund(&refused, 1_000, 1, me),
            "service_refund_moved_nothing",
        ),
        (refund(&refused, 1_000, session, stranger), FOREIGN),
        // Nothing is due but what was refused and has not been given back.
        (due(&delivered, 1, 1_000), "refund_not_due"),
        (due(&open, 1, 1_000), "refund_not_due"),
        (due(&lent, 1, 1_000), "refund_not_due"),
        (due(&refused, 1, 999), "refund_not_due"),
        (due(&refused, 2, 1_000), "refund_not_due"),
        (due(&refused, 1, 1_000), "refund_due.operation_id"),
        (
            "UPDATE refund_due SET amount = 1".to_owned(),
            "refund_due_immutable",
        ),
        ("DELETE FROM refund_due".to_owned(), "refund_due_immutable"),
    ] {
        assert_refused(&bodega.shop, &sql, expected);
    }
    bodega.shop.assert_sound();
    let paid = bodega
        .shop
        .post(CARMEN, &format!("/pagos/{refused}/devolver"), &Value::Null);
    assert_eq!(paid.expect(201).body["devolucion"], "pagada");
    for (sql, expected) in [
        (
            refund(&refused, 1_000, session, me),
            "service_refund.refunds_operation_id",
        ),
        (due(&refused, 1, 1_000), "refund_not_due"),
        (
            "UPDATE service_refund SET amount = 1".to_owned(),
            "service_refund_immutable",
        ),
        (
            "DELETE FROM service_refund".to_owned(),
            "service_refund_immutable",
        ),
    ] {
        assert_refused(&bodega.shop, &sql, expected);
    }
    bodega.shop.assert_sound();
}

#[test]
fn integrators_accounts_and_calls_that_no_operation_would_make() {
    let Ends {
        bodega, delivered, ..
    } = ends();
    let shop = &bodega.shop;
    shop.db
        .execute(
            "INSERT INTO provider_account (tenant_id, provider_id, version, base_url, sealed, created_at_ms, updated_at_ms) \
             VALUES (1, 1, 1, 'https://cps.example', 'x', 0, 0)",
        )
        .expect("an account");
    let transfer = |from: &str, to: &str, amount: i64| {
        let account = |kind: &str| {
            format!("(SELECT id FROM account WHERE tenant_id = 1 AND kind = '{kind}')")
        };
        format!(
            "INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms) \
             SELECT 1, id, 'posted', 'VES', {}, {}, {amount}, 0 FROM operation WHERE tenant_id = 1 AND kind = 'tenant_setup'",
            account(from),
            account(to)
        )
    };
    let call = |number: &str, operation: &str, answered: &str, answered_at_ms: &str| {
        format!(
            "INSERT INTO provider_call (tenant_id, provider_id, operation_id, number, sent, sent_at_ms, answered, answered_at_ms) \
             VALUES (1, 1, {operation}, {number}, 'x', 0, {answered}, {answered_at_ms})"
        )
    };
    let (of_order, of_stranger) = (
        format!("'{delivered}'"),
        "(SELECT id FROM operation WHERE tenant_id = 2 LIMIT 1)",
    );
    for (sql, expected) in [
        (
            "UPDATE integrator SET sealed = 'x' WHERE id = 1".to_owned(),
            "integrator_version_must_rise",
        ),
        (
            "UPDATE integrator SET api_key = printf('%032d', 7) WHERE id = 1".to_owned(),
            "integrator_version_must_rise",
        ),
        (
            "UPDATE integrator SET active = 0, version = version - 0 WHERE id = 1".to_owned(),
            "integrator_version_must_rise",
        ),
        (
            "UPDATE integrator SET tenant_id = 2 WHERE id = 1".to_owned(),
            "integrator_identity_immutable",
        ),
        ("DELETE FROM integrator".to_owned(), "integrator_immutable"),
        (
            "INSERT INTO integrator (tenant_id, name, api_key, sealed, credit_limit, created_at_ms, updated_at_ms) \
             SELECT tenant_id, name, printf('%032d', 7), 'x', 0, 0, 0 FROM integrator WHERE id = 1"
                .to_owned(),
            "integrator.tenant_id, integrator.name",
        ),
        (
            "INSERT INTO integrator (tenant_id, name, api_key, sealed, credit_limit, created_at_ms, updated_at_ms) \
             SELECT 1, 'otro', api_key, 'x', 0, 0, 0 FROM integrator WHERE id = 2"
                .to_owned(),
            "integrator.api_key",
        ),
        (
            "INSERT INTO integrator (tenant_id, name, api_key, sealed, credit_limit, created_at_ms, updated_at_ms) \
             VALUES (1, 'otro', printf('%032d', 7), 'x', -1, 0, 0)"
                .to_owned(),
            "credit_limit BETWEEN 0 AND 9007199254740991",
        ),
        (
            "INSERT INTO integrator_nonce SELECT * FROM integrator_nonce".to_owned(),
            "integrator_nonce.integrator_id, integrator_nonce.nonce_ms",
        ),
        (
            "UPDATE provider_account SET base_url = 'https://other.example'".to_owned(),
            "provider_account_version_must_rise",
        ),
        (
            "UPDATE provider_account SET active = 0".to_owned(),
            "provider_account_version_must_rise",
        ),
        (
            "UPDATE provider_account SET version = version + 1, tenant_id = 2".to_owned(),
            "provider_account_version_must_rise",
        ),
        (
            "DELETE FROM provider_account".to_owned(),
            "provider_account_immutable",
        ),
        // What is held is not there to be moved; nor is more than there is.
        (
            transfer("provider_prefund", "outside", 4_998_001),
            "account_floor",
        ),
        (
            transfer("bank_clearing", "integrator_receivable", 1),
            "account_floor",
        ),
        (
            transfer("outside", "integrator_receivable", 1_000_001),
            "credit_limit_reached",
        ),
        (
            "INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms) VALUES (1, 'VES', 'provider_prefund', 9, NULL, 0)"
                .to_owned(),
            "account_floor_of_kind",
        ),
        (
            "UPDATE provider_call SET answered = 'y'".to_owned(),
            "provider_call_immutable",
        ),
        (
            "UPDATE provider_call SET sent = 'y'".to_owned(),
            "provider_call_immutable",
        ),
        ("DELETE FROM provider_call".to_owned(), "provider_call_immutable"),
        (call("9", &of_order, "'x'", "NULL"), "provider_call_answered"),
        (call("9", &of_order, "NULL", "0"), "provider_call_answered"),
        (call("9", "NULL", "NULL", "NULL"), "provider_call_numbered"),
        (
            call("NULL", &of_order, "NULL", "NULL"),
            "provider_call_numbered",
        ),
        (
            call("1", &of_order, "NULL", "NULL"),
            "provider_call.operation_id, provider_call.number",
        ),
        (call("1", of_stranger, "NULL", "NULL"), FOREIGN),
    ] {
        assert_refused(shop, &sql, expected);
    }
    shop.assert_sound();
}
