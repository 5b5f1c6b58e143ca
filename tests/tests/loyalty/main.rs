//! Loyalty wallets: the documented door code by code, keys, collaborators, points under every kind of request, our own resources.

mod codes;
mod collaborators;
mod keys;
mod lost;
mod points;
mod schema;
mod settings;
mod supervisors;
mod upstream;

use serde_json::{Value, json};
use ventanilla_tests::shop::{Reply, Shop, demo_tenant};
use ventanilla_worker::http::Method;

const ADMIN: &str = "admin@tienda.demo";
const GERENTE: &str = "gerente@tienda.demo";
const LUPITA: &str = "4771000001";
const PACO: &str = "paco@tienda.demo";

/// A customer of both wallets, with 120 and 50 points.
const MARIA: &str = "4771234567";
/// A customer with 1,500 points.
const JORGE: &str = "5512345678";
/// A customer without points.
const XIMENA: &str = "3312345678";
/// A customer with 80.50 points whose number is blocked.
const RAUL: &str = "8112345678";
/// A number that is marked as a landline.
const LANDLINE: &str = "4777777777";

/// The shop, its API key, and the keys of its two wallets.
struct Tienda {
    shop: Shop,
    apikey: String,
    /// Gives 10 %, and asks for nothing.
    open: String,
    /// Asks for everything, and has nothing left.
    strict: String,
}

fn tienda() -> Tienda {
    let tenant = demo_tenant("Tienda Demo");
    let apikey = text(&tenant["keys"]["wallet_apikey"]);
    let mut shop = Shop::tienda(7);
    for email in [ADMIN, GERENTE, LUPITA, PACO] {
        shop.log_in(email);
    }
    let wallets = shop.get(ADMIN, "/monederos").expect(200).body;
    Tienda {
        open: text(&wallets[0]["clave"]),
        strict: text(&wallets[1]["clave"]),
        shop,
        apikey,
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What a form's body is.
fn form(pairs: &[(&str, &str)]) -> String {
    let encoded = pairs.iter().map(|(name, value)| {
        let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
        format!("{name}={value}")
    });
    encoded.collect::<Vec<String>>().join("&")
}

impl Tienda {
    /// A form, as an integrator sends it.
    fn call(&self, path: &str, pairs: &[(&str, &str)]) -> Reply {
        self.call_as(&self.apikey, path, pairs)
    }

    fn call_as(&self, apikey: &str, path: &str, pairs: &[(&str, &str)]) -> Reply {
        self.call_with(&[("apikey", apikey)], path, pairs)
    }

    /// The same with an idempotency key.
    fn call_with_key(&self, key: &str, path: &str, pairs: &[(&str, &str)]) -> Reply {
        let headers = [("apikey", self.apikey.as_str()), ("idempotency-key", key)];
        self.call_with(&headers, path, pairs)
    }

    fn call_with(&self, headers: &[(&str, &str)], path: &str, pairs: &[(&str, &str)]) -> Reply {
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend_from_slice(headers);
        self.shop
            .send(Method::Post, path, &all, form(pairs).as_bytes())
    }

    /// The number of a user by the name it logs in with.
    fn user(&self, login: &str) -> String {
        self.shop
            .db
            .query(&format!(
                "SELECT id FROM user_account WHERE login = '{login}'"
            ))
            .remove(0)
    }

    /// A contact's points, in hundredths.
    fn points(&self, wallet: &str, phone: &str) -> i64 {
        self.shop
            .db
            .query(&format!(
                "SELECT account.posted FROM loyalty_contact AS contact JOIN loyalty_wallet AS wallet ON wallet.id = contact.wallet_id \
                 JOIN account ON account.kind = 'loyalty_points' AND account.owner_id = contact.id \
                 WHERE wallet.public_key = '{wallet}' AND contact.phone = '{phone}'"
            ))
            .remove(0)
            .parse()
            .expect("a number")
    }

    /// The settings of a wallet as an Administrador sees them.
    fn wallet(&self, key: &str) -> Value {
        let wallets = self.shop.get(ADMIN, "/monederos").expect(200).body;
        let wallets = wallets.as_array().expect("a list");
        wallets
            .iter()
            .find(|wallet| wallet["clave"] == key)
            .expect("the wallet")
            .clone()
    }

    /// Changes a wallet.
    fn change(&self, key: &str, change: &Value) -> Value {
        let id = self.wallet(key)["id"].clone();
        self.shop
            .patch(ADMIN, &format!("/monederos/{id}"), change)
            .expect(200)
            .body
    }

    /// Sells something that earns points.
    fn earn(&self, phone: &str, amount: &str) -> Reply {
        let user = self.user(LUPITA);
        self.call(
            "/wallet/sale",
            &[
                ("wallet_key", &self.open),
                ("phone", phone),
                ("usertool_id", &user),
                ("transaction_type", "0"),
                ("transaction_amount", amount),
            ],
        )
    }

    /// Sells something for points.
    fn redeem(&self, phone: &str, points: &str) -> Reply {
        let user = self.user(LUPITA);
        self.call(
            "/wallet/sale",
            &[
                ("wallet_key", &self.open),
                ("phone", phone),
                ("usertool_id", &user),
                ("transaction_type", "1"),
                ("points_used", points),
            ],
        )
    }
}

#[test]
fn documented_answers_are_answered_member_by_member() {
    let tienda = tienda();
    let user = tienda.user(LUPITA);
    let raw = |path: &str, pairs: &[(&str, &str)]| tienda.call(path, pairs).expect(200).text;
    let listed = raw("/wallet/get", &[]);
    assert!(
        listed.starts_with(&format!(
            r#"{{"success":true,"result":[{{"wallet_name":"Puntos Tienda","wallet_key":"{}","wallet_app_client":"","wallet_app_redeem":"#,
            tienda.open
        )),
        "{listed}"
    );
    assert!(
        listed.ends_with(r#"],"status":200,"code":"wallets_get_01"}"#),
        "{listed}"
    );
    let users = raw("/toolusers/get", &[]);
    let expected = format!(
        r#"{{"usertool_id":{user},"usertool_name":"Lupita Hernández","usertool_number":"4771000001","usertool_branch":"Tienda Centro","usertool_type":"cajero","usertool_status":1}}"#
    );
    assert!(
        users.starts_with(r#"{"success":true,"result":[{"usertool_id":"#),
        "{users}"
    );
    assert!(users.contains(&expected), "{users}");
    assert!(users.ends_with(r#"],"code":"tool_users_01"}"#), "{users}");
    let contact = [
        ("wallet_key", tienda.open.as_str()),
        ("phone", "4770000077"),
        ("customer_name", "Ana Ruiz"),
        ("usertool_id", &user),
        ("customer_birthdate", "1990-05-01 10:00:00"),
    ];
    assert_eq!(
        raw("/wallet/contact/add", &contact),
        r#"{"success":true,"message":"Contacto creado correctamente.","status":200,"code":"contact_add_01"}"#
    );
    assert_eq!(
        raw("/wallet/contact/get", &contact[..2]),
        r#"{"success":true,"result":{"contact_name":"Ana Ruiz","contact_phone":"4770000077","contact_birthdate":"1990-05-01","contact_balance":0},"status":200,"code":"balance_get_01"}"#
    );
    let all = raw("/wallet/contact/get", &contact[..1]);
    assert!(
        all.starts_with(r#"{"success":true,"result":[{"contact_name":"María Fernanda López","contact_phone":"4771234567","contact_birthdate":null,"contact_balance":120}"#),
        "{all}"
    );
    assert!(
        all.ends_with(r#"],"status":200,"code":"balance_get_01"}"#),
        "{all}"
    );
    assert_eq!(
        tienda.earn("4770000077", "1000.05").expect(200).text,
        r#"{"success":true,"message":"Venta creada correctamente.","newBalance":100.01,"code":"new_sale_01","status":200}"#
    );
    assert_eq!(
        tienda.redeem("4770000077", "0.01").expect(200).text,
        r#"{"success":true,"message":"Venta creada correctamente.","newBalance":100,"code":"new_sale_01","status":200}"#
    );
    let update = [
        ("wallet_key", tienda.open.as_str()),
        ("phone", "4770000077"),
        ("transaction_type", "1"),
        ("transaction_amount", "100"),
        ("usertool_id", &user),
    ];
    assert_eq!(
        raw("/wallet/balance/update", &update),
        r#"{"success":true,"message":"Saldo actualizado correctamente","newBalance":0,"code":"balance_update_01","status":200}"#
    );
    let employee = [
        ("type", "cajero"),
        ("number", "4771000009"),
        ("employee_name", "Beto Luna"),
        ("business_name", "Tienda Sur"),
        ("password", "clave-de-beto"),
    ];
    let added = raw("/employee/add", &employee);
    let id = tienda.user("4771000009");
    assert_eq!(
        added,
        format!(
            r#"{{"success":true,"message":"Usuario creado con éxito.","collaboratorId":{id},"status":200,"code":"toolusers_01"}}"#
        )
    );
    assert_eq!(
        raw("/employee/disable", &employee),
        r#"{"success":true,"message":"Se archivó correctamente el usuario.","status":200,"code":"toolusers_01"}"#
    );
    tienda.shop.assert_sound();
}

#[test]
fn a_json_body_says_what_a_form_says() {
    let tienda = tienda();
    let user: i64 = tienda.user(LUPITA).parse().expect("a number");
    let body = json!({"wallet_key": tienda.open, "phone": MARIA, "transaction_type": 0, "transaction_amount": 10, "usertool_id": user, "source": "mcp"});
    let send = |content_type: &str, body: &str| {
        let headers = [
            ("apikey", tienda.apikey.as_str()),
            ("content-type", content_type),
        ];
        tienda
            .shop
            .send(Method::Post, "/wallet/sale", &headers, body.as_bytes())
    };
    for content_type in [
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON",
    ] {
        let reply = send(content_type, &body.to_string()).expect(200);
        assert_eq!(
            reply.body["success"], true,
            "{content_type}: {}",
            reply.body
        );
    }
    assert_eq!(tienda.points(&tienda.open, MARIA), 12_300);
    let without_type = tienda.shop.send(
        Method::Post,
        "/wallet/sale",
        &[("apikey", &tienda.apikey)],
        body.to_string().as_bytes(),
    );
    assert_eq!(without_type.body["newBalance"], 124);
    for (content_type, body, status, code) in [
        ("text/plain", "wallet_key=1", 415, "media_type_unsupported"),
        (
            "multipart/form-data; boundary=x",
            "--x",
            415,
            "media_type_unsupported",
        ),
        ("application/json", "[", 200, "body_not_json"),
        ("application/json", "[]", 200, "body_not_object"),
        ("application/json", "", 200, "new_sale_02"),
        (
            "application/x-www-form-urlencoded",
            "{\"wallet_key\":\"x\"}",
            200,
            "new_sale_02",
        ),
    ] {
        let reply = send(content_type, body).expect(status);
        assert_eq!(
            (reply.code(), &reply.body["success"]),
            (code, &json!(false)),
            "{content_type} {body}"
        );
    }
    let unreadable = tienda.shop.send(
        Method::Post,
        "/employee/add",
        &[
            ("apikey", &tienda.apikey),
            ("content-type", "application/json"),
        ],
        b"{\"type\":",
    );
    assert_eq!(unreadable.expect(200).code(), "err_toolusers_01");
}

#[test]
fn paths_and_methods_that_are_none() {
    let tienda = tienda();
    let reply = tienda
        .shop
        .send(
            Method::Get,
            "/wallet/get",
            &[("apikey", &tienda.apikey)],
            b"",
        )
        .expect(405);
    assert_eq!(
        (reply.code(), reply.header("allow")),
        ("method_not_allowed", Some("POST"))
    );
    let reply = tienda.call("/wallet/nothing", &[]).expect(404);
    assert_eq!(
        (reply.code(), &reply.body["status"]),
        ("route_not_found", &json!(404))
    );
    let big = "x".repeat(70_000);
    assert_eq!(
        tienda
            .call("/wallet/sale", &[("wallet_key", &big)])
            .expect(413)
            .code(),
        "body_too_large"
    );
}

#[test]
fn the_status_in_the_body_can_be_the_answer_s_own() {
    let mut tienda = tienda();
    let unknown = [("wallet_key", "nothing"), ("phone", MARIA)];
    let reply = tienda.call("/wallet/contact/get", &unknown).expect(200);
    assert_eq!(
        (reply.code(), &reply.body["status"]),
        ("balance_get_02", &json!(404))
    );
    tienda.shop.app.settings.mirrors_loyalty_status = true;
    tienda.call("/wallet/contact/get", &unknown).expect(404);
    tienda.call_as("wrong", "/wallet/get", &[]).expect(401);
    // Staff's pages go by the status in any case.
    tienda.shop.app.settings.mirrors_loyalty_status = false;
    let body = json!({"wallet_key": "nothing", "phone": MARIA});
    tienda
        .shop
        .post(PACO, "/wallet/contact/get", &body)
        .expect(404);
}
