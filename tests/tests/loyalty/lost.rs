//! Answers that are lost, wallets that are changed between a reading and its batch, and a database that fails.

use super::*;
use ventanilla_tests::sqlite::Fault;

impl Tienda {
    /// Somebody else runs this between a request's reading and its batch.
    fn meddle(&self, sql: &str) {
        let between = Fault::Preceded(sql.to_owned());
        self.shop.db.fail_after(BEFORE_THE_BATCH, between, 1);
    }

    /// What moves points or adds a contact, by path.
    fn requests<'a>(&'a self, user: &'a str) -> [(&'static str, Vec<(&'static str, &'a str)>); 4] {
        let about = [
            ("wallet_key", self.open.as_str()),
            ("phone", MARIA),
            ("usertool_id", user),
        ];
        let with = |more: &[(&'static str, &'a str)]| [&about[..], more].concat();
        [
            (
                "/wallet/sale",
                with(&[("transaction_type", "0"), ("transaction_amount", "100")]),
            ),
            (
                "/wallet/sale",
                with(&[("transaction_type", "1"), ("points_used", "7.5")]),
            ),
            (
                "/wallet/balance/update",
                with(&[("transaction_type", "1"), ("transaction_amount", "2")]),
            ),
            (
                "/wallet/contact/add",
                vec![
                    about[0],
                    ("phone", "4770000001"),
                    about[2],
                    ("customer_name", "Ana"),
                ],
            ),
        ]
    }

    fn operations(&self) -> String {
        self.shop
            .db
            .query("SELECT count(*) FROM operation WHERE kind LIKE 'loyalty%'")
            .remove(0)
    }
}

/// The batches of a request with an API key: the key, what it is judged by, what is done.
const BEFORE_THE_BATCH: usize = 2;

#[test]
fn an_answer_that_was_lost_is_found_again() {
    let tienda = tienda();
    let user = tienda.user(LUPITA);
    let mut expected: i64 = tienda.operations().parse().expect("a number");
    for (number, (path, pairs)) in tienda.requests(&user).into_iter().enumerate() {
        let key = format!("lost-{number}");
        tienda
            .shop
            .db
            .fail_after(BEFORE_THE_BATCH, Fault::LostAfterCommit, 1);
        let first = tienda.call_with_key(&key, path, &pairs).expect(200);
        expected += 1;
        assert_eq!(first.body["success"], true, "{path}: {}", first.body);
        assert_eq!(
            first.header("idempotency-replayed"),
            None,
            "it is this request's own"
        );
        let again = tienda.call_with_key(&key, path, &pairs).expect(200);
        assert_eq!(
            (again.text.as_str(), again.header("idempotency-replayed")),
            (first.text.as_str(), Some("true")),
            "{path}"
        );
        assert_eq!(tienda.operations(), expected.to_string(), "{path}");
    }
    tienda.shop.assert_sound();
}

#[test]
fn one_without_a_key_is_found_by_its_own_id() {
    let tienda = tienda();
    let user = tienda.user(LUPITA);
    let (path, pairs) = &tienda.requests(&user)[0];
    tienda
        .shop
        .db
        .fail_after(BEFORE_THE_BATCH, Fault::LostAfterCommit, 1);
    assert_eq!(tienda.call(path, pairs).body["newBalance"], 130);
    assert_eq!(tienda.points(&tienda.open, MARIA), 13_000);
}

#[test]
fn what_never_arrived_is_open_until_its_key_is_sent_again() {
    let tienda = tienda();
    let user = tienda.user(LUPITA);
    let before = tienda.operations();
    for (number, (path, pairs)) in tienda.requests(&user).into_iter().enumerate() {
        let lose = || {
            tienda
                .shop
                .db
                .fail_after(BEFORE_THE_BATCH, Fault::LostBeforeCommit, 1);
        };
        lose();
        let lost = tienda.call(path, &pairs);
        assert_eq!(
            (lost.code(), &lost.body["status"]),
            ("result_unknown_without_key", &json!(503)),
            "{path}"
        );
        lose();
        let key = format!("open-{number}");
        let open = tienda.call_with_key(&key, path, &pairs);
        assert_eq!(open.code(), "result_unknown", "{path}");
    }
    assert_eq!(tienda.operations(), before, "nothing was done");
    for (number, (path, pairs)) in tienda.requests(&user).into_iter().enumerate() {
        let key = format!("open-{number}");
        let done = tienda.call_with_key(&key, path, &pairs).expect(200);
        assert_eq!(
            (&done.body["success"], done.header("idempotency-replayed")),
            (&json!(true), None),
            "{path}"
        );
    }
    tienda.shop.assert_sound();
}

#[test]
fn what_is_done_to_collaborators_is_found_again_by_its_key() {
    let tienda = tienda();
    let employee = [
        ("type", "cajero"),
        ("employee_name", "Diana Ortega"),
        ("business_name", "Tienda Norte"),
        ("number", "4771000002"),
        ("password", "demo-Diana-2026"),
    ];
    for path in ["/employee/add", "/employee/disable"] {
        let lose = |passing: usize, fault: Fault| tienda.shop.db.fail_after(passing, fault, 1);
        // Without a key, nothing is read before but the API's; with one, what was done under it as well.
        lose(BEFORE_THE_BATCH - 1, Fault::LostBeforeCommit);
        let lost = tienda.call(path, &employee);
        assert_eq!(
            (lost.code(), &lost.body["status"]),
            ("result_unknown_without_key", &json!(503)),
            "{path}"
        );
        lose(BEFORE_THE_BATCH, Fault::LostBeforeCommit);
        let open = tienda.call_with_key(path, path, &employee);
        assert_eq!(
            (open.code(), &open.body["status"]),
            ("result_unknown", &json!(503)),
            "{path}"
        );
        lose(BEFORE_THE_BATCH, Fault::LostAfterCommit);
        let done = tienda.call_with_key(path, path, &employee);
        assert_eq!(done.body["success"], true, "{path}: {}", done.body);
        let again = tienda.call_with_key(path, path, &employee);
        assert_eq!(
            (again.text.as_str(), again.header("idempotency-replayed")),
            (done.text.as_str(), Some("true")),
            "{path}"
        );
    }
    tienda.shop.assert_sound();
}

#[test]
fn a_wallet_that_was_changed_meanwhile_is_read_again() {
    let table: [(&str, &str, Value); 4] = [
        ("percentage = 5000", "new_sale_01", json!(170)),
        ("is_ticket_required = 1", "new_sale_11", Value::Null),
        // What nothing is decided by may change at any time.
        ("name = 'Otro nombre'", "new_sale_01", json!(130)),
        ("credits_left = 0", "wallet_redeem_13", Value::Null),
    ];
    for (change, code, balance) in table {
        let tienda = tienda();
        tienda.meddle(&format!(
            "UPDATE loyalty_wallet SET {change} WHERE public_key = '{}'",
            tienda.open
        ));
        let reply = tienda.earn(MARIA, "100").expect(200);
        assert_eq!(
            (reply.code(), &reply.body["newBalance"]),
            (code, &balance),
            "{change}"
        );
        let percentages = tienda
            .shop
            .db
            .query("SELECT percentage FROM loyalty_movement WHERE kind = 'earning'");
        let expected: &[&str] = match balance.as_i64() {
            Some(170) => &["5000"],
            Some(_) => &["1000"],
            None => &[],
        };
        assert_eq!(percentages, expected, "{change}");
        tienda.shop.assert_sound();
    }
}

#[test]
fn a_wallet_that_never_stands_still_is_given_up() {
    let tienda = tienda();
    let sql = format!(
        "UPDATE loyalty_wallet SET percentage = percentage + 1 WHERE public_key = '{}'",
        tienda.open
    );
    let always = Fault::Preceded(sql);
    tienda.shop.db.fail_after(BEFORE_THE_BATCH, always, 20);
    let before = tienda.shop.db.round_trips();
    let reply = tienda.earn(MARIA, "100");
    assert_eq!(
        (reply.code(), &reply.body["status"]),
        ("loyalty_wallet_changed", &json!(409))
    );
    let trips = tienda.shop.db.round_trips() - before;
    assert_eq!(trips, 1 + 3 * 2, "the key, three readings, three batches");
    tienda.shop.db.fail_after(0, Fault::Broken, 0);
    assert_eq!(tienda.points(&tienda.open, MARIA), 12_000);
    tienda.shop.assert_sound();
}

#[test]
fn a_collaborator_or_a_key_that_goes_meanwhile_is_refused() {
    let archived = "UPDATE user_account SET active = 0, token_version = token_version + 1 WHERE login = '4771000001'";
    let revoked = "UPDATE api_key SET revoked_at_ms = 1";
    for (sql, code) in [(archived, "new_sale_13"), (revoked, "auth_01")] {
        let tienda = tienda();
        tienda.meddle(sql);
        assert_eq!(tienda.earn(MARIA, "100").code(), code, "{sql}");
        assert_eq!(tienda.points(&tienda.open, MARIA), 12_000, "{sql}");
    }
}

/// A path, its attributes but the wallet, the code that is told, and its words where the contract has them.
type Row<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, Option<&'a str>);

#[test]
fn a_fault_of_the_database_is_told_in_each_method_s_words() {
    let employee = [
        ("type", "cajero"),
        ("number", "4771000009"),
        ("employee_name", "Beto Luna"),
        ("business_name", "Tienda Sur"),
        ("password", "clave-de-beto"),
    ];
    let user = tienda().user(LUPITA);
    let contact = [
        ("phone", "4770000001"),
        ("customer_name", "Ana"),
        ("usertool_id", user.as_str()),
    ];
    let sale = [
        ("phone", MARIA),
        ("usertool_id", user.as_str()),
        ("transaction_type", "0"),
        ("transaction_amount", "100"),
    ];
    let table: [Row<'_>; 4] = [
        (
            "/wallet/contact/add",
            &contact,
            "wallet_manager_10",
            Some("Error generar el contacto nuevo"),
        ),
        (
            "/employee/add",
            &employee,
            "err_toolusers_04",
            Some("Error al crear el usuario."),
        ),
        (
            "/employee/disable",
            &[("number", LUPITA)],
            "err_toolusers_04",
            Some("Error al archivar el usuario."),
        ),
        ("/wallet/sale", &sale, "internal", None),
    ];
    for (path, pairs, code, message) in table {
        let tienda = tienda();
        let mut all = vec![("wallet_key", tienda.open.as_str())];
        all.extend_from_slice(pairs);
        let before = tienda.operations();
        // The employees' methods make two round trips, the others three.
        let trips = if path.starts_with("/employee") { 2 } else { 3 };
        for passing in 0..trips {
            tienda.shop.db.fail_after(passing, Fault::Broken, 1);
            // What is wrong inside is none of the business's.
            let reply = tienda.call(path, &all);
            assert_eq!(
                (reply.code(), &reply.body["status"]),
                (code, &json!(500)),
                "{path} after {passing}"
            );
            if let Some(message) = message {
                assert_eq!(reply.body["message"], message, "{path}");
            }
        }
        assert_eq!(tienda.operations(), before, "{path}");
        assert_eq!(tienda.call(path, &all).body["success"], true, "{path}");
        tienda.shop.assert_sound();
    }
}
