//! Payment coupons: issued, looked up, collected once, cancelled, expired; customers, invoices and files of them.

mod collecting;
mod customers;
mod importing;
mod issuing;
mod portal;
mod schema;

use serde_json::{Value, json};
use ventanilla_tests::shop::{Reply, Shop};
use ventanilla_worker::http::Method;

const ADMIN: &str = "admin@cooperativa.demo";
const GERENTE: &str = "gerente@cooperativa.demo";
/// At Caja Central 1.
const MARTA: &str = "marta@cooperativa.demo";
/// At Caja Estación.
const DIEGO: &str = "diego@cooperativa.demo";

const CENTRAL: i64 = 1;
const ESTACION: i64 = 3;

/// The cooperative with two open registers, in different branches, each with 1,000 in its drawer.
struct Coop {
    shop: Shop,
    central: i64,
    estacion: i64,
}

fn coop() -> Coop {
    let mut shop = Shop::cooperative(7);
    for email in [ADMIN, GERENTE, MARTA, DIEGO] {
        shop.log_in(email);
    }
    let open = |email: &str, register: i64| {
        shop.post(
            email,
            "/cajas/abrir",
            &json!({"id_caja": register, "conteo": {"1000.00": 1}}),
        )
        .expect(201)
        .id()
    };
    let (central, estacion) = (open(MARTA, CENTRAL), open(DIEGO, ESTACION));
    Coop {
        shop,
        central,
        estacion,
    }
}

/// Juan Pérez' three invoices, as the wire writes them.
fn invoice(id: &str) -> Value {
    match id {
        "uuid-1234" => {
            json!({"id": id, "tipo": "Factura A", "numero": 123, "monto": 10000.00})
        }
        "uuid-1235" => json!({"id": id, "tipo": "Factura A", "numero": 124, "monto": 2500.50}),
        "uuid-1236" => json!({"id": id, "tipo": "Factura A", "numero": 125, "monto": 799.99}),
        other => panic!("no invoice {other}"),
    }
}

/// A request for a coupon over some of Juan Pérez' invoices, with its total as literal text: no float takes part.
fn request(ids: &[&str], total: &str) -> String {
    let invoices: Vec<String> = ids.iter().map(|id| invoice(id).to_string()).collect();
    format!(
        r#"{{"cliente_id":123,"facturas":[{}],"total":{total}}}"#,
        invoices.join(",")
    )
}

impl Coop {
    fn send(&self, email: &str, method: Method, target: &str, body: &str) -> Reply {
        let bearer = format!("Bearer {}", self.shop.token(email));
        self.shop.send(
            method,
            target,
            &[("authorization", &bearer)],
            body.as_bytes(),
        )
    }

    fn issue(&self, ids: &[&str], total: &str) -> Reply {
        self.send(
            MARTA,
            Method::Post,
            "/portal/cupones/generar",
            &request(ids, total),
        )
    }

    /// The code of a coupon over the first invoice.
    fn issued(&self) -> String {
        let reply = self.issue(&["uuid-1234"], "10000.00").expect(200);
        text(&reply.body["data"]["codigo_barras"])
    }

    fn collect(&self, email: &str, code: &str, body: &Value) -> Reply {
        self.shop
            .post(email, &format!("/portal/cupones/{code}/cobrar"), body)
    }

    fn lookup(&self, code: &str) -> Reply {
        self.shop.get(MARTA, &format!("/portal/cupones/{code}"))
    }

    fn balance(&self, kind: &str, owner: i64) -> i64 {
        let rows = self.shop.db.query(&format!(
            "SELECT posted FROM account WHERE kind = '{kind}' AND owner_id = {owner}"
        ));
        rows.first().expect("an account").parse().expect("a number")
    }

    fn count(&self, table: &str) -> String {
        self.shop
            .db
            .query(&format!("SELECT count(*) FROM {table}"))
            .remove(0)
    }
}

impl Drop for Coop {
    /// After every scenario.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.shop.assert_sound();
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

const DAY_MS: i64 = 86_400_000;
