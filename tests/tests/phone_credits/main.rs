//! Phone credits: the three steps as staff and as a client, every outcome of the provider, signatures and sessions, wallets.

mod clients;
mod engine;
mod orders;
mod outcomes;
mod schema;
mod sessions;
mod wallets;

use serde_json::{Value, json};
use ventanilla_tests::shop::{Reply, Shop, demo_tenant};
use ventanilla_worker::auth::platform_signature::PlatformKey;
use ventanilla_worker::http::Method;
use ventanilla_worker::ports::Clock;

const ADMIN: &str = "admin@loja.demo";
const GERENTE: &str = "gerente@loja.demo";
const BRUNA: &str = "bruna@loja.demo";

const WALLET: &str = "2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f";
const CREATE: &str = "/phone-credits/order/create";
/// What the wallet holds at first, in centavos.
const FUNDS: i64 = 500_000;

/// The shop with one open register that has 1,000 in its drawer.
struct Loja {
    shop: Shop,
}

fn loja() -> Loja {
    with_session(Shop::loja(17))
}

fn with_session(mut shop: Shop) -> Loja {
    for email in [ADMIN, GERENTE, BRUNA] {
        shop.log_in(email);
    }
    shop.post(
        BRUNA,
        "/cajas/abrir",
        &json!({"id_caja": 1, "conteo": {"100.00": 10}}),
    )
    .expect(201);
    Loja { shop }
}

/// A number whose last two digits say what the sandbox does.
fn number(digits: &str) -> String {
    format!("9964162{digits}")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The stable code of an error at this door.
fn code(reply: &Reply) -> String {
    text(&reply.body["details"]["code"])
}

fn complete_path(order: &str) -> String {
    format!("/phone-credits/order/{order}/complete")
}

fn completion(amount: &str) -> Value {
    json!({"amount": amount, "source": WALLET})
}

impl Loja {
    /// Creates an order as Bruna.
    fn create(&self, digits: &str) -> Value {
        let body = json!({"phoneCode": "19", "phoneNumber": number(digits), "providerCode": "001"});
        self.shop.post(BRUNA, CREATE, &body).expect(200).body
    }

    /// Completes one as Bruna, with its smallest amount.
    fn complete(&self, key: Option<&str>, order: &str, amount: &str) -> Reply {
        let path = complete_path(order);
        match key {
            Some(key) => self
                .shop
                .post_with_key(BRUNA, key, &path, &completion(amount)),
            None => self.shop.post(BRUNA, &path, &completion(amount)),
        }
    }

    fn history(&self) -> Vec<Value> {
        let path = format!("/phone-credits/order/history/{WALLET}");
        let list = self.shop.get(BRUNA, &path).expect(200).body;
        list.as_array().expect("a bare array").clone()
    }

    /// Where an order stands, as the history says.
    fn status(&self, order: &str) -> String {
        let found = self
            .history()
            .into_iter()
            .find(|found| found["id"] == json!(order));
        found.map_or("created".to_owned(), |found| text(&found["status"]))
    }

    /// How often the sandbox has recharged the phone of an order.
    fn effects(&self, order: &Value) -> i64 {
        let rows = self
            .shop
            .db
            .query("SELECT json_object('key', key, 'count', count) FROM sandbox_memory");
        let number = text(&order["phoneNumber"]);
        rows.iter()
            .map(|row| serde_json::from_str::<Value>(row).expect("JSON"))
            .filter(|row| {
                let key = row["key"].as_str().unwrap_or_default();
                key.starts_with("bitcapital effect") && key.contains(&number)
            })
            .map(|row| row["count"].as_i64().unwrap_or_default())
            .sum()
    }

    /// Posted and held of the account of a kind.
    fn account(&self, kind: &str) -> (i64, i64) {
        let rows = self.shop.db.query(&format!(
            "SELECT json_array(posted, held) FROM account WHERE kind = '{kind}' ORDER BY id LIMIT 1"
        ));
        serde_json::from_str(&rows[0]).expect("two figures")
    }

    fn wallet(&self) -> (i64, i64) {
        self.account("phone_wallet")
    }

    fn drawer(&self) -> i64 {
        self.account("register_cash").0
    }

    fn deposit(&self) -> i64 {
        self.account("customer_deposit").0
    }

    /// Runs the job that asks again.
    fn reconcile(&self) -> u32 {
        futures::executor::block_on(ventanilla_worker::operations::order::reconcile(
            &self.shop.app,
        ))
        .expect("the job runs")
    }

    /// Runs the job until what can be told is told.
    fn let_time_pass(&self) {
        for _ in 0..3 {
            self.shop.clock.advance_ms(120_000);
            self.reconcile();
        }
    }
}

/// The keys of the demo client.
fn keys() -> (String, String) {
    let keys = demo_tenant("Loja Demo")["keys"]["phone_credits"].clone();
    (text(&keys["client_id"]), text(&keys["client_secret"]))
}

/// What the client's own library sends for a token.
fn ask_for_token(shop: &Shop, form: &str) -> Reply {
    let (id, secret) = keys();
    ask_for_token_as(shop, &id, &secret, form)
}

fn ask_for_token_as(shop: &Shop, id: &str, secret: &str, form: &str) -> Reply {
    use base64::Engine;
    let basic = base64::engine::general_purpose::STANDARD.encode(format!("{id}:{secret}"));
    shop.send(
        Method::Post,
        "/oauth/token",
        &[
            ("authorization", &format!("Basic {basic}")),
            ("content-type", "application/x-www-form-urlencoded"),
            ("user-agent", "axios/0.17.1"),
        ],
        form.as_bytes(),
    )
}

/// A client's token and secret.
struct Client {
    token: String,
    secret: String,
}

impl Client {
    fn of(shop: &Shop, form: &str) -> Self {
        let reply = ask_for_token(shop, form).expect(200);
        Self {
            token: text(&reply.body["access_token"]),
            secret: keys().1,
        }
    }

    fn machine(shop: &Shop) -> Self {
        Self::of(shop, "grant_type=client_credentials")
    }

    /// Sends a signed request, as the client's own library writes it, at a time of its own so that no two have one signature.
    fn send(&self, shop: &Shop, method: Method, target: &str, body: &str) -> Reply {
        shop.clock.advance_ms(1);
        let timestamp = shop.clock.now_ms().to_string();
        let signature = self.sign(method, target, &timestamp, body);
        self.send_with(shop, method, target, body, &timestamp, &signature)
    }

    fn sign(&self, method: Method, target: &str, timestamp: &str, body: &str) -> String {
        let body = (!body.is_empty()).then_some(body);
        PlatformKey::new(&self.secret)
            .expect("a secret")
            .sign(method, target, timestamp, body)
    }

    fn send_with(
        &self,
        shop: &Shop,
        method: Method,
        target: &str,
        body: &str,
        timestamp: &str,
        signature: &str,
    ) -> Reply {
        let bearer = format!("Bearer {}", self.token);
        shop.send(
            method,
            target,
            &[
                ("accept", "application/json, text/plain, */*"),
                ("user-agent", "@bitcapital/core-sdk/1.6.1"),
                ("content-type", "application/json;charset=utf-8"),
                ("authorization", &bearer),
                ("x-request-timestamp", timestamp),
                ("x-request-signature", signature),
            ],
            body.as_bytes(),
        )
    }

    fn create(&self, shop: &Shop, digits: &str) -> Value {
        let body = format!(
            r#"{{"phoneCode":"19","phoneNumber":"{}","providerCode":"001"}}"#,
            number(digits)
        );
        self.send(shop, Method::Post, CREATE, &body)
            .expect(200)
            .body
    }

    fn complete(&self, shop: &Shop, order: &str, amount: &str) -> Reply {
        let body = format!(r#"{{"amount":"{amount}","source":"{WALLET}"}}"#);
        self.send(shop, Method::Post, &complete_path(order), &body)
    }
}
