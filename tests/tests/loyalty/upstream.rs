//! Wallets whose points an upstream service keeps: every outcome of the sandbox, the service's own codes, balances as evidence, people who decide.

use super::*;
use futures::executor::block_on;
use std::cell::RefCell;
use std::rc::Rc;
use ventanilla_core::code::{Code, Language};
use ventanilla_tests::doubles::{FakeHttp, http_answer};
use ventanilla_tests::sqlite::Fault;
use ventanilla_worker::app::TenantAccount;
use ventanilla_worker::operations::order;
use ventanilla_worker::ports::{HttpError, HttpRequest, HttpResponse};
use ventanilla_worker::providers::smsmasivos::Credentials;

/// What the sandbox calls its only wallet, and who may sign there.
const WALLET: &str = "monedero-simulado";
const USER: i64 = 8_141;

/// The shop with a wallet that the service keeps, and Lupita known there.
struct Upstream {
    tienda: Tienda,
    key: String,
    lupita: String,
}

fn upstream(tienda: Tienda) -> Upstream {
    let wallet = json!({
        "nombre": "De fuera", "porcentaje": "10.00", "clientes_disponibles": 0, "canjes_disponibles": 0, "creditos_disponibles": 0,
        "clave_proveedor": WALLET
    });
    let made = tienda
        .shop
        .post(ADMIN, "/monederos", &wallet)
        .expect(201)
        .body;
    let lupita = tienda.user(LUPITA);
    let path = format!("/monederos/proveedor/colaboradores/{lupita}");
    tienda
        .shop
        .request(
            ADMIN,
            Method::Put,
            &path,
            &[],
            &json!({"id_proveedor": USER}),
        )
        .expect(204);
    Upstream {
        key: text(&made["clave"]),
        lupita,
        tienda,
    }
}

/// A contact of the sandbox whose last digits say what happens.
fn number(digits: &str) -> String {
    format!("47712345{digits}")
}

impl Upstream {
    fn sale(&self, key: Option<&str>, phone: &str, change: &[(&str, &str)]) -> Reply {
        let good = [
            ("wallet_key", self.key.as_str()),
            ("phone", phone),
            ("usertool_id", &self.lupita),
            ("transaction_type", "1"),
            ("points_used", "100"),
        ];
        let mut pairs: Vec<(&str, &str)> = good.to_vec();
        for (name, value) in change {
            pairs.retain(|(known, _)| known != name);
            pairs.push((name, value));
        }
        match key {
            Some(key) => self.tienda.call_with_key(key, "/wallet/sale", &pairs),
            None => self.tienda.call("/wallet/sale", &pairs),
        }
    }

    fn add(&self, phone: &str) -> Reply {
        let contact = [
            ("wallet_key", self.key.as_str()),
            ("phone", phone),
            ("customer_name", "Ana"),
            ("usertool_id", &self.lupita),
        ];
        self.tienda.call("/wallet/contact/add", &contact)
    }

    fn orders(&self) -> Vec<Value> {
        let orders = self
            .tienda
            .shop
            .get(GERENTE, "/monederos/pedidos")
            .expect(200);
        orders.body.as_array().expect("a list").clone()
    }

    fn order_of(&self, phone: &str) -> Value {
        let orders = self.orders();
        orders
            .into_iter()
            .find(|order| order["telefono"] == phone)
            .expect("the order")
    }

    /// How often the sandbox has done something to a number's points.
    fn effects(&self, phone: &str) -> i64 {
        let rows = self.tienda.shop.db.query(&format!(
            "SELECT coalesce(sum(count), 0) FROM sandbox_memory WHERE key LIKE 'smsmasivos effect {phone} %'"
        ));
        rows[0].parse().expect("a count")
    }

    fn reconcile(&self) {
        block_on(order::reconcile(&self.tienda.shop.app)).expect("the job runs");
    }
}

#[test]
fn each_outcome_has_one_effect_at_most() {
    // What is said, where the order stands then, how often it was done.
    let cases = [
        ("99", "new_sale_01", "delivered", 1),
        ("01", "wallet_redeem_13", "refused", 0),
        ("02", "new_sale_12", "refused", 0),
        ("03", "provider_unavailable", "refused", 0),
        ("04", "wallet_redeem_14", "refused", 0),
        ("11", "result_unknown", "unknown", 0),
        ("12", "result_unknown", "unknown", 1),
        ("13", "result_unknown", "unknown", 0),
        ("14", "result_unknown", "unknown", 1),
        ("16", "result_unknown", "unknown", 1),
        ("17", "result_unknown", "unknown", 0),
        ("18", "result_unknown", "unknown", 1),
        ("20", "new_sale_01", "delivered", 1),
        ("24", "new_sale_01", "delivered", 1),
    ];
    let upstream = upstream(tienda());
    for (digits, said, state, effects) in cases {
        let (phone, key) = (number(digits), format!("key-{digits}"));
        let first = upstream.sale(Some(&key), &phone, &[]).expect(200);
        assert_eq!(first.code(), said, "{digits}: {}", first.body);
        assert_eq!(first.body["success"], said == "new_sale_01", "{digits}");
        if said == "new_sale_01" {
            assert_eq!(first.body["newBalance"], 900, "{digits}");
        }
        // Again with the same key: nothing is sent.
        let again = upstream.sale(Some(&key), &phone, &[]).expect(200);
        assert_eq!(again.body, first.body, "{digits}");
        let other = upstream.sale(Some(&key), &phone, &[("points_used", "101")]);
        assert_eq!(other.expect(422).code(), "idempotency_conflict", "{digits}");
        for _ in 0..3 {
            upstream.tienda.shop.clock.advance_ms(120_000);
            upstream.reconcile();
        }
        assert_eq!(upstream.effects(&phone), effects, "{digits}");
        let order = upstream.order_of(&phone);
        assert_eq!(order["estado"], state, "{digits}: {order}");
        if state == "unknown" {
            // What there was before, and what there was afterwards.
            let after = if effects == 1 { "900.00" } else { "1000.00" };
            assert_eq!(
                (&order["antes"], &order["despues"]),
                (&json!({"saldo": "1000.00"}), &json!({"saldo": after})),
                "{digits}: {order}"
            );
            // We say why nobody can tell in a code of ours; only what the service said is in its words.
            let (reason, is_answered) = match digits {
                "11" | "12" => ("order_unanswered", false),
                _ => ("order_answer_unclear", true),
            };
            assert_eq!(order["causa"], reason, "{digits}: {order}");
            let code = Code::parse(reason).expect("a code");
            let spanish = code.text(Language::Es, &[]);
            assert!(spanish.contains(" proveedor "), "{spanish}");
            let words = order["detalle"].as_str();
            assert_eq!(
                words.map(|words| words.starts_with("HTTP ")),
                is_answered.then_some(true),
                "{digits}: {order}"
            );
        }
        upstream.tienda.shop.assert_sound();
    }
}

#[test]
fn points_are_earned_given_and_taken_there() {
    let upstream = upstream(tienda());
    let phone = number("90");
    let earned = upstream.sale(
        None,
        &phone,
        &[("transaction_type", "0"), ("transaction_amount", "123.45")],
    );
    assert_eq!(earned.body["newBalance"], 1012.35);
    let update = |kind: &str, points: &str| {
        upstream.tienda.call(
            "/wallet/balance/update",
            &[
                ("wallet_key", &upstream.key),
                ("phone", &phone),
                ("usertool_id", &upstream.lupita),
                ("transaction_type", kind),
                ("transaction_amount", points),
            ],
        )
    };
    assert_eq!(update("0", "0.65").body["newBalance"], 1013);
    assert_eq!(update("1", "1013").body["newBalance"], 0);
    assert_eq!(update("1", "0.01").code(), "wallet_balance_update_07");
    assert_eq!(
        upstream.sale(None, &phone, &[("points_used", "1")]).code(),
        "wallet_redeem_10"
    );
    let find = |phone: &str| {
        upstream.tienda.call(
            "/wallet/contact/get",
            &[("wallet_key", &upstream.key), ("phone", phone)],
        )
    };
    assert_eq!(find(&phone).body["result"]["contact_balance"], 0);
    assert_eq!(find(&number("02")).code(), "balance_get_04");
    // Nothing of it is in our own books.
    assert_eq!(upstream.tienda.shop.db.query("SELECT count(*) FROM loyalty_contact WHERE phone LIKE '47712345%' AND phone <> '4771234567'"), ["0"]);
    // Nor is it undone here.
    let id = text(&upstream.orders()[0]["id"]);
    let refused = upstream.tienda.shop.post(
        GERENTE,
        &format!("/operaciones/{id}/reversar"),
        &json!({"motivo": "x"}),
    );
    assert_eq!(refused.expect(400).code(), "operation_not_reversible");
    let said = upstream
        .tienda
        .shop
        .get(GERENTE, &format!("/operaciones/{id}"));
    assert_eq!(said.expect(200).body["reversible"], false);
    upstream.tienda.shop.assert_sound();
}

/// Before reasons were codes, they were English sentences in the place of the service's words.
#[test]
fn what_was_recorded_in_english_is_told_in_a_code() {
    let upstream = upstream(tienda());
    let phone = number("14");
    upstream.sale(Some("k"), &phone, &[]).expect(200);
    let db = &upstream.tienda.shop.db;
    for (evidence, reason, words) in [
        (
            "there was no answer in time",
            json!("order_unanswered"),
            Value::Null,
        ),
        (
            "the connection failed: Network connection lost.",
            json!("order_connection_lost"),
            Value::Null,
        ),
        ("HTTP 502: late", Value::Null, json!("HTTP 502: late")),
    ] {
        db.execute(&format!(
            "UPDATE provider_order SET reason = NULL, evidence = '{evidence}'"
        ))
        .expect("a step");
        let order = upstream.order_of(&phone);
        assert_eq!(
            (&order["causa"], &order["detalle"]),
            (&reason, &words),
            "{order}"
        );
    }
    // Whatever a person writes is theirs.
    let id = text(&upstream.order_of(&phone)["id"]);
    let path = format!("/monederos/pedidos/{id}/resolver");
    let decision = json!({"resultado": "no_entregado", "evidencia": "it was not sent"});
    let resolved = upstream.tienda.shop.post(GERENTE, &path, &decision);
    let resolved = resolved.expect(200).body;
    assert_eq!(
        (&resolved["causa"], &resolved["detalle"]),
        (&Value::Null, &json!("it was not sent"))
    );
    upstream.tienda.shop.assert_sound();
}

#[test]
fn a_contact_that_is_there_was_added() {
    let upstream = upstream(tienda());
    // A registration can be seen: what nobody heard of is looked for.
    for (phone, code) in [
        ("5512345699", "contact_add_01"),
        ("5512345612", "contact_add_01"),
        ("5512345614", "contact_add_01"),
        ("5512345616", "contact_add_01"),
        ("5512345611", "result_unknown_without_key"),
        ("5512345613", "result_unknown_without_key"),
        ("5512345601", "wallet_manager_11"),
        ("5512345604", "wallet_manager_14"),
        ("4771234590", "wallet_manager_08"),
    ] {
        assert_eq!(upstream.add(phone).code(), code, "{phone}");
    }
    assert_eq!(upstream.add("5512345699").code(), "wallet_manager_08");
    upstream.tienda.shop.assert_sound();
}

#[test]
fn a_person_decides_with_evidence() {
    let upstream = upstream(tienda());
    let shop = &upstream.tienda.shop;
    let resolve = |email: &str, id: &str, body: &Value| {
        shop.post(email, &format!("/monederos/pedidos/{id}/resolver"), body)
    };
    let phone = number("12");
    upstream.sale(Some("k"), &phone, &[]).expect(200);
    let id = text(&upstream.order_of(&phone)["id"]);
    let done = json!({"resultado": "entregado", "evidencia": "El panel muestra la venta", "saldo": "900.00"});
    resolve(LUPITA, &id, &done).expect(403);
    // Whoever asks again is to hear a balance.
    let silent = json!({"resultado": "entregado", "evidencia": "El panel muestra la venta"});
    let refused = resolve(GERENTE, &id, &silent).expect(400);
    assert_eq!(
        refused.body["errors"][0]["field"], "saldo",
        "{}",
        refused.body
    );
    let resolved = resolve(GERENTE, &id, &done).expect(200).body;
    assert_eq!(
        (
            &resolved["estado"],
            &resolved["saldo"],
            &resolved["resuelto_por"]
        ),
        (
            &json!("delivered"),
            &json!("900.00"),
            &json!("Rodrigo Salas")
        )
    );
    resolve(GERENTE, &id, &done).expect(200);
    let other = json!({"resultado": "no_entregado", "evidencia": "Otra cosa"});
    assert_eq!(
        resolve(GERENTE, &id, &other).expect(409).code(),
        "payment_already_resolved"
    );
    // Whoever asks again hears it.
    assert_eq!(
        upstream.sale(Some("k"), &phone, &[]).body["newBalance"],
        900
    );

    let phone = number("11");
    upstream.sale(Some("l"), &phone, &[]).expect(200);
    let id = text(&upstream.order_of(&phone)["id"]);
    resolve(GERENTE, &id, &other).expect(200);
    assert_eq!(
        upstream.sale(Some("l"), &phone, &[]).code(),
        "provider_refused"
    );
    let nobody = "00000000-0000-7000-8000-000000000000";
    assert_eq!(
        resolve(GERENTE, nobody, &other).expect(404).code(),
        "operation_not_found"
    );
    // One of points is no payment.
    let payment = shop.post(GERENTE, &format!("/pagos/{id}/resolver"), &other);
    assert_eq!(payment.expect(404).code(), "operation_not_found");
    shop.assert_sound();
}

#[test]
fn who_may_use_it_is_asked_here_and_there() {
    let upstream = upstream(tienda());
    let shop = &upstream.tienda.shop;
    let paco = upstream.tienda.user(PACO);
    let phone = number("91");
    // Nobody there knows him.
    assert_eq!(
        upstream
            .sale(None, &phone, &[("usertool_id", &paco)])
            .code(),
        "new_sale_14"
    );
    assert_eq!(
        upstream
            .sale(None, &phone, &[("usertool_id", "9999")])
            .code(),
        "new_sale_13"
    );
    let path = |user: &str| format!("/monederos/proveedor/colaboradores/{user}");
    let put = |user: &str, id: i64| {
        shop.request(
            ADMIN,
            Method::Put,
            &path(user),
            &[],
            &json!({"id_proveedor": id}),
        )
    };
    put(&paco, 9).expect(204);
    assert_eq!(
        upstream
            .sale(None, &phone, &[("usertool_id", &paco)])
            .code(),
        "new_sale_13"
    );
    put(&paco, 8_142).expect(204);
    assert_eq!(
        upstream
            .sale(None, &phone, &[("usertool_id", &paco)])
            .code(),
        "new_sale_01"
    );
    assert_eq!(
        put("999999", 1).expect(404).code(),
        "collaborator_not_found"
    );
    upstream
        .tienda
        .change(&upstream.key, &json!({"colaboradores": []}));
    assert_eq!(upstream.sale(None, &phone, &[]).code(), "new_sale_14");
    upstream
        .tienda
        .change(&upstream.key, &json!({"colaboradores": null}));

    let directory = shop.get(ADMIN, "/monederos/proveedor").expect(200).body;
    assert_eq!(
        directory["monederos"],
        json!([{"clave": WALLET, "nombre": "Monedero simulado"}])
    );
    assert_eq!(
        directory["usuarios"][0],
        json!({"id": USER, "nombre": "Caja simulada"})
    );
    assert_eq!(directory["colaboradores"].as_array().map(Vec::len), Some(2));
    let employee = json!({"type": "cajero", "employee_name": "Paco", "business_name": "Norte", "number": "4770000009", "password": "clave-de-paco"});
    let registered = shop.post(ADMIN, &path(&paco), &employee).expect(201).body;
    // Who signs in here with a number has the same there: by it they are archived.
    let refused = shop
        .post(ADMIN, &path(&upstream.lupita), &employee)
        .expect(400);
    assert_eq!(
        refused.body["errors"][0]["field"], "number",
        "{}",
        refused.body
    );
    assert_eq!(registered["id_proveedor"], 8_201);
    shop.request(
        ADMIN,
        Method::Delete,
        &path(&upstream.lupita),
        &[],
        &Value::Null,
    )
    .expect(204);
    assert_eq!(upstream.sale(None, &phone, &[]).code(), "new_sale_14");
    // Calls that went wrong are kept, without passwords and keys.
    let calls = shop
        .db
        .query("SELECT coalesce(group_concat(sent || answered), '') FROM provider_call");
    assert!(
        !calls[0].contains("clave-de-paco") && !calls[0].contains("SMS-Masivos-and-nothing"),
        "{calls:?}"
    );
    shop.assert_sound();
}

#[test]
fn where_points_are_kept_does_not_change_once_there_are_some() {
    let upstream = upstream(tienda());
    let shop = &upstream.tienda.shop;
    let path = |key: &str| format!("/monederos/{}", upstream.tienda.wallet(key)["id"]);
    let native = path(&upstream.tienda.open);
    assert_eq!(
        shop.patch(ADMIN, &native, &json!({"clave_proveedor": "x"}))
            .expect(409)
            .code(),
        "loyalty_wallet_in_use"
    );
    shop.patch(
        ADMIN,
        &path(&upstream.key),
        &json!({"clave_proveedor": null}),
    )
    .expect(200);
    shop.patch(
        ADMIN,
        &path(&upstream.key),
        &json!({"clave_proveedor": WALLET}),
    )
    .expect(200);
    upstream.sale(None, &number("92"), &[]).expect(200);
    assert_eq!(
        shop.patch(
            ADMIN,
            &path(&upstream.key),
            &json!({"clave_proveedor": null})
        )
        .expect(409)
        .code(),
        "loyalty_wallet_in_use"
    );
    // It may be called otherwise there.
    shop.patch(
        ADMIN,
        &path(&upstream.key),
        &json!({"clave_proveedor": "otro"}),
    )
    .expect(200);
    assert_eq!(
        upstream.sale(None, &number("92"), &[]).code(),
        "new_sale_10"
    );
}

/// A shop whose wallets are at a server that answers by a function.
fn beside(answer: impl Fn(&HttpRequest) -> Result<HttpResponse, HttpError> + 'static) -> Upstream {
    let mut shop = Shop::empty_beside(7, FakeHttp::answering(answer));
    shop.app.settings.smsmasivos = Some(TenantAccount {
        tenant_id: 1,
        credentials: Credentials::new("https://masivos.example", "a-key-of-the-tests")
            .expect("an account"),
    });
    let tenant = demo_tenant("Tienda Demo");
    shop.set_up(&tenant).expect(201);
    for email in [ADMIN, GERENTE, LUPITA] {
        shop.log_in(email);
    }
    let wallets = shop.get(ADMIN, "/monederos").expect(200).body;
    upstream(Tienda {
        open: text(&wallets[0]["clave"]),
        strict: text(&wallets[1]["clave"]),
        apikey: text(&tenant["keys"]["wallet_apikey"]),
        shop,
    })
}

fn contact(balance: &str) -> String {
    format!(
        r#"{{"success":true,"result":{{"contact_name":"A","contact_phone":"4771234599","contact_birthdate":null,"contact_balance":{balance}}},"status":200,"code":"balance_get_01"}}"#
    )
}

const NO_CONTACT: &str = r#"{"success":false,"message":"El contacto no se encuentra registrado en el monedero.","status":404,"code":"balance_get_04"}"#;

#[test]
fn the_service_s_own_codes_are_told_on() {
    use ventanilla_core::code::Language;
    use ventanilla_core::wire::loyalty::documented::{Documented, Method as WalletMethod};
    let saying: Rc<RefCell<(&str, &str)>> = Rc::default();
    let told = Rc::clone(&saying);
    let upstream = beside(move |request| {
        let (path, code) = *told.borrow();
        let body = format!(r#"{{"success":false,"message":"x","status":400,"code":"{code}"}}"#);
        Ok(if request.url.ends_with(path) {
            http_answer(200, &body)
        } else if path.ends_with("/add") {
            http_answer(200, NO_CONTACT)
        } else {
            http_answer(200, &contact("1000"))
        })
    });
    for row in Documented::ALL {
        let path = row.method.path();
        let is_transaction = matches!(
            row.method,
            WalletMethod::AddContact | WalletMethod::Sale | WalletMethod::UpdateBalance
        );
        for code in row
            .codes
            .iter()
            .filter(|code| is_transaction && **code != "auth_01")
        {
            *saying.borrow_mut() = (path, *code);
            let reply = match row.method {
                WalletMethod::AddContact => upstream.add("4771234599"),
                WalletMethod::Sale => upstream.sale(None, "4771234599", &[]),
                _ => upstream.tienda.call(
                    path,
                    &[
                        ("wallet_key", &upstream.key),
                        ("phone", "4771234599"),
                        ("usertool_id", &upstream.lupita),
                        ("transaction_type", "0"),
                        ("transaction_amount", "1"),
                    ],
                ),
            };
            let told = (reply.code().to_owned(), text(&reply.body["message"]));
            assert_eq!(
                told,
                ((*code).to_owned(), row.text(Language::Es).to_owned()),
                "{code}"
            );
        }
    }
    upstream.tienda.shop.assert_sound();
}

#[test]
fn what_is_not_documented_is_not_believed() {
    for (answer, code) in [
        (
            r#"{"success":false,"message":"?","status":400,"code":"wallet_redeem_99"}"#,
            "result_unknown_without_key",
        ),
        (
            r#"{"success":true,"message":"ok","code":"other_01","newBalance":900,"status":200}"#,
            "result_unknown_without_key",
        ),
        (
            r#"{"success":true,"message":"ok","code":"new_sale_01","status":200}"#,
            "result_unknown_without_key",
        ),
        (
            r#"{"success":true,"message":"ok","code":"new_sale_01","newBalance":"900.001","status":200}"#,
            "result_unknown_without_key",
        ),
        (
            r#"{"success":true,"message":"ok","code":"new_sale_01","newBalance":899.99,"status":200}"#,
            "result_unknown_without_key",
        ),
        (
            r#"{"success":true,"message":"ok","code":"new_sale_01","newBalance":"900.00","status":200}"#,
            "new_sale_01",
        ),
        (
            r#"{"success":true,"message":"ok","code":"new_sale_01","newBalance":900,"status":200}"#,
            "new_sale_01",
        ),
        // Its own key is not good there: that is nothing to tell whoever has a good one here.
        (
            r#"{"success":false,"status":401,"code":"auth_01"}"#,
            "provider_refused",
        ),
        ("not json", "result_unknown_without_key"),
        ("", "result_unknown_without_key"),
    ] {
        let upstream = beside(move |request| {
            Ok(if request.url.ends_with("/wallet/sale") {
                http_answer(200, answer)
            } else {
                http_answer(200, &contact("1000"))
            })
        });
        let reply = upstream.sale(None, "4771234599", &[]);
        assert_eq!(reply.code(), code, "{answer}");
        assert_eq!(reply.body["success"], code == "new_sale_01", "{answer}");
    }
}

#[test]
fn without_the_balance_before_nothing_is_sent() {
    for before in [
        Err(HttpError::TimedOut),
        Ok(http_answer(500, "x")),
        Ok(http_answer(200, "x")),
        Ok(http_answer(429, "")),
    ] {
        let upstream = beside(move |request| {
            assert!(
                request.url.ends_with("/wallet/contact/get"),
                "{}",
                request.url
            );
            before.clone()
        });
        assert_eq!(
            upstream.sale(Some("k"), "4771234599", &[]).code(),
            "provider_unavailable"
        );
        // The same key is answered alike for good.
        assert_eq!(
            upstream.sale(Some("k"), "4771234599", &[]).code(),
            "provider_unavailable"
        );
        assert_eq!(upstream.order_of("4771234599")["estado"], "refused");
        upstream.tienda.shop.assert_sound();
    }
}

/// What is said to whoever asks what a contact of a wallet has, and to whoever asks for something to be done.
struct Script {
    shown: Result<HttpResponse, HttpError>,
    done: Result<HttpResponse, HttpError>,
}

/// Nobody comes back from an order: what was answered is recorded nowhere, as where the server was killed.
fn nobody_comes_back(
    upstream: &Upstream,
    script: &RefCell<Script>,
    ask: impl Fn(&str) -> Reply,
) -> Value {
    let phone = "4771234599";
    // The key, what it is judged by, the route, the order, the balance before; what came of it is stored no more.
    upstream.tienda.shop.db.fail_after(5, Fault::Broken, 1);
    let first = ask(phone);
    assert_eq!(first.code(), "result_unknown", "{}", first.body);
    upstream.tienda.shop.db.fail_after(0, Fault::Broken, 0);
    let open = upstream.order_of(phone);
    assert_eq!(open["estado"], "submitted", "{open}");
    assert_eq!(open["antes"], json!({"saldo": "1000.00"}), "{open}");
    // The service does not answer at first: it is asked again later.
    script.borrow_mut().shown = Err(HttpError::TimedOut);
    upstream.tienda.shop.clock.advance_ms(120_000);
    upstream.reconcile();
    let order = upstream.order_of(phone);
    assert_eq!(
        (&order["estado"], &order["despues"]),
        (&json!("unknown"), &Value::Null)
    );
    script.borrow_mut().shown = Ok(http_answer(200, &contact("900")));
    upstream.tienda.shop.clock.advance_ms(120_000);
    upstream.reconcile();
    let order = upstream.order_of(phone);
    assert_eq!(order["despues"], json!({"saldo": "900.00"}), "{order}");
    // What it shows then is the answer.
    script.borrow_mut().shown = Ok(http_answer(200, &contact("800")));
    for _ in 0..2 {
        upstream.tienda.shop.clock.advance_ms(4_000_000);
        upstream.reconcile();
    }
    assert_eq!(upstream.order_of(phone), order);
    assert_eq!(ask(phone).code(), "result_unknown");
    upstream.tienda.shop.assert_sound();
    order
}

#[test]
fn a_transaction_nobody_came_back_from_keeps_the_balances() {
    let script = Rc::new(RefCell::new(Script {
        shown: Ok(http_answer(200, &contact("1000"))),
        done: Ok(http_answer(
            200,
            r#"{"success":true,"message":"ok","code":"new_sale_01","newBalance":900,"status":200}"#,
        )),
    }));
    let said = Rc::clone(&script);
    let sales = Rc::new(RefCell::new(0));
    let sold = Rc::clone(&sales);
    let upstream = beside(move |request| {
        if request.url.ends_with("/wallet/sale") {
            *sold.borrow_mut() += 1;
            return said.borrow().done.clone();
        }
        said.borrow().shown.clone()
    });
    let order = nobody_comes_back(&upstream, &script, |phone| {
        upstream.sale(Some("k"), phone, &[])
    });
    assert_eq!(order["estado"], "unknown");
    assert_eq!(
        (&order["causa"], &order["detalle"]),
        (&json!("order_answer_lost"), &Value::Null)
    );
    assert_eq!(*sales.borrow(), 1, "it is never sent again");
    // It is of the wallet as the service called it then.
    let calls = upstream.tienda.shop.db.query(
        "SELECT sent FROM provider_call WHERE operation_id IS NOT NULL ORDER BY number DESC LIMIT 1",
    );
    assert!(
        calls[0].contains(&format!("wallet_key={WALLET}&phone=4771234599")),
        "{calls:?}"
    );
}

/// Whether the server was killed, or the database failed, before it was sent: then it never is.
#[test]
fn what_was_never_sent_is_refused() {
    let sales = Rc::new(RefCell::new(0));
    let sold = Rc::clone(&sales);
    let upstream = beside(move |request| {
        if request.url.ends_with("/wallet/sale") {
            *sold.borrow_mut() += 1;
        }
        Ok(http_answer(200, &contact("1000")))
    });
    let shop = &upstream.tienda.shop;
    let phone = "4771234599";
    // The balance before cannot be stored, once and for good.
    for (faults, at_once) in [(1, "refused"), (2, "submitted")] {
        let key = format!("key-{faults}");
        shop.db.fail_after(4, Fault::Broken, faults);
        let said = upstream.sale(Some(&key), phone, &[]);
        shop.db.fail_after(0, Fault::Broken, 0);
        let order = upstream.order_of(phone);
        assert_eq!(order["estado"], at_once, "{}: {order}", said.body);
        shop.clock.advance_ms(120_000);
        upstream.reconcile();
        let order = upstream.order_of(phone);
        assert_eq!(order["estado"], "refused");
        assert_eq!(
            (&order["causa"], &order["detalle"]),
            (&json!("order_not_sent"), &Value::Null)
        );
        assert_eq!(
            upstream.sale(Some(&key), phone, &[]).code(),
            "provider_unavailable"
        );
        shop.clock.advance_ms(1);
    }
    assert_eq!(*sales.borrow(), 0);
    shop.assert_sound();
}

#[test]
fn a_registration_nobody_came_back_from_is_seen() {
    for (before, state) in [
        (NO_CONTACT.to_owned(), "delivered"),
        (contact("5"), "unknown"),
    ] {
        let shown = Rc::new(RefCell::new(before.clone()));
        let said = Rc::clone(&shown);
        let upstream = beside(move |request| {
            let text = said.borrow().clone();
            if request.url.ends_with("/contact/add") {
                *said.borrow_mut() = contact("0");
            }
            Ok(http_answer(200, &text))
        });
        upstream.tienda.shop.db.fail_after(5, Fault::Broken, 1);
        let phone = "4771234599";
        assert_eq!(upstream.add(phone).code(), "result_unknown_without_key");
        upstream.tienda.shop.db.fail_after(0, Fault::Broken, 0);
        upstream.tienda.shop.clock.advance_ms(120_000);
        upstream.reconcile();
        let order = upstream.order_of(phone);
        assert_eq!(order["estado"], state, "{before}: {order}");
        upstream.tienda.shop.assert_sound();
    }
}

#[test]
fn a_live_shop_without_an_account_is_refused() {
    let upstream = upstream(tienda());
    upstream
        .tienda
        .shop
        .db
        .execute("UPDATE tenant SET mode = 'live'")
        .expect("live");
    assert_eq!(
        upstream.sale(None, &number("99"), &[]).code(),
        "provider_account_missing"
    );
    assert_eq!(upstream.orders(), Vec::<Value>::new());
}

/// The deployment's account has one shop's customers.
#[test]
fn the_deployment_s_account_serves_one_tenant() {
    let mut upstream = beside(|_| Err(HttpError::TimedOut));
    let settings = &mut upstream.tienda.shop.app.settings;
    if let Some(account) = &mut settings.smsmasivos {
        account.tenant_id = 2;
    }
    let shop = &upstream.tienda.shop;
    shop.db
        .execute("UPDATE tenant SET mode = 'live'")
        .expect("live");
    assert_eq!(
        upstream.sale(None, &number("99"), &[]).code(),
        "provider_account_missing"
    );
    let directory = shop.get(ADMIN, "/monederos/proveedor").expect(409);
    assert_eq!(directory.code(), "provider_account_missing");
}

#[test]
fn an_account_of_its_own_needs_no_public_key() {
    let mut tienda = tienda();
    tienda.shop.app.settings.provider_base_urls = vec!["https://masivos.example".to_owned()];
    let account = json!({"base_url": "https://masivos.example", "private_key": "una-clave"});
    let path = "/proveedores/smsmasivos/cuenta";
    let set = tienda
        .shop
        .request(ADMIN, Method::Put, path, &[], &account)
        .expect(200)
        .body;
    assert_eq!(
        (&set["base_url"], &set["fondo"]),
        (&json!("https://masivos.example"), &json!("0.00"))
    );
    let fund = json!({"monto": "1.00", "motivo": "x"});
    assert_eq!(
        tienda
            .shop
            .post(GERENTE, "/proveedores/smsmasivos/fondos", &fund)
            .expect(404)
            .code(),
        "not_available"
    );
    for (bad, status) in [
        (json!({"base_url": "https://masivos.example"}), 400),
        (
            json!({"base_url": "https://other.example", "private_key": "k"}),
            400,
        ),
    ] {
        tienda
            .shop
            .request(ADMIN, Method::Put, path, &[], &bad)
            .expect(status);
    }
}
