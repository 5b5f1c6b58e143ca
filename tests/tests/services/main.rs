//! Service payments: every outcome of the provider, asked once and again; signed requests; what a person resolves; refunds.

mod corrections;
mod engine;
mod outcomes;
mod schema;
mod signed;

use serde_json::{Value, json};
use ventanilla_core::wire::time::Iso;
use ventanilla_tests::shop::{Reply, Shop, demo_tenant};
use ventanilla_worker::auth::signature::SigningKey;
use ventanilla_worker::http::Method;
use ventanilla_worker::ports::Clock;

const ADMIN: &str = "admin@bodega.demo";
const GERENTE: &str = "gerente@bodega.demo";
const CARMEN: &str = "carmen@bodega.demo";

const PAY: &str = "/cps/v2/operation/use/pay";

/// The shop with one open register that has 1,000 in its drawer.
struct Bodega {
    shop: Shop,
    session: i64,
}

fn bodega() -> Bodega {
    with_session(Shop::bodega(11))
}

fn with_session(mut shop: Shop) -> Bodega {
    for email in [ADMIN, GERENTE, CARMEN] {
        shop.log_in(email);
    }
    let session = shop
        .post(
            CARMEN,
            "/cajas/abrir",
            &json!({"id_caja": 1, "conteo": {"100.00": 10}}),
        )
        .expect(201)
        .id();
    Bodega { shop, session }
}

/// A Movistar number whose last two digits say what the sandbox does.
fn number(digits: &str) -> String {
    format!("041455500{digits}")
}

fn order(number: &str, amount: &str) -> String {
    format!(r#"{{"numberService":"{number}","idTypeService":57,"amount":{amount}}}"#)
}

impl Bodega {
    /// Pays as Carmen.
    fn pay(&self, key: Option<&str>, body: &str) -> Reply {
        let bearer = format!("Bearer {}", self.shop.token(CARMEN));
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend(key.map(|key| ("idempotency-key", key)));
        self.shop.send(Method::Post, PAY, &headers, body.as_bytes())
    }

    /// How often the sandbox has delivered something to a number.
    fn effects(&self, number: &str) -> i64 {
        let rows = self
            .shop
            .db
            .query("SELECT json_object('key', key, 'count', count) FROM sandbox_memory");
        rows.iter()
            .map(|row| serde_json::from_str::<Value>(row).expect("JSON"))
            .filter(|row| {
                let key = row["key"].as_str().unwrap_or_default();
                key.starts_with("cps effect") && key.contains(number)
            })
            .map(|row| row["count"].as_i64().unwrap_or_default())
            .sum()
    }

    /// Posted and held of the account of a kind.
    fn account(&self, kind: &str, owner: i64) -> (i64, i64) {
        let rows = self.shop.db.query(&format!(
            "SELECT json_array(posted, held) FROM account WHERE kind = '{kind}' AND owner_id = {owner}"
        ));
        serde_json::from_str(&rows[0]).expect("two figures")
    }

    fn prefund(&self) -> (i64, i64) {
        self.account("provider_prefund", 1)
    }

    fn deposit(&self) -> i64 {
        self.account("customer_deposit", 0).0
    }

    fn drawer(&self) -> i64 {
        self.account("register_cash", 1).0
    }

    fn payment(&self, id: &str) -> Value {
        self.shop
            .get(CARMEN, &format!("/pagos/{id}"))
            .expect(200)
            .body
    }

    fn operation_state(&self, id: &str) -> String {
        let operation = self.shop.get(CARMEN, &format!("/operaciones/{id}"));
        text(&operation.expect(200).body["estado"])
    }

    /// How many payments wait for an answer, a person or a refund.
    fn waiting(&self) -> usize {
        let list = self.shop.get(CARMEN, "/pagos/pendientes").expect(200);
        list.body["pagos"].as_array().expect("a list").len()
    }

    /// Runs the job that asks again.
    fn reconcile(&self) -> u32 {
        futures::executor::block_on(ventanilla_worker::operations::order::reconcile(
            &self.shop.app,
        ))
        .expect("the job runs")
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The id of a payment, wherever an answer has it.
fn id_of(reply: &Reply) -> String {
    let id = &reply.body["data"]["idOperation"];
    text(if id.is_null() {
        &reply.body["error"]["idOperation"]
    } else {
        id
    })
}

/// The headers of a request signed with the demo integrator's key.
fn signed_headers(shop: &Shop, path: &str, data: &str) -> Vec<(&'static str, String)> {
    signed_at(path, data, shop.clock.now_ms())
}

fn signed_at(path: &str, data: &str, nonce_ms: i64) -> Vec<(&'static str, String)> {
    let keys = demo_tenant("Bodega Demo")["keys"]["cps"].clone();
    let key = SigningKey::new(keys["private_key"].as_str().unwrap()).unwrap();
    let nonce = nonce_ms.to_string();
    vec![
        ("api-key", text(&keys["api_key"])),
        ("api-signature", key.sign(path, &nonce, data.as_bytes())),
        ("api-nonce", nonce),
    ]
}

/// A day after the shop's morning, as the wire writes it.
fn iso(ms: i64) -> String {
    Iso::from_ms(ms).to_text()
}
