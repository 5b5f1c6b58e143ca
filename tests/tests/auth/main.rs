//! Who may come in, and what a house starts with: log-ins, tokens, users, password resets, set-up and settings.

mod login;
mod password_reset;
mod settings;
mod setup;
mod tokens;
mod users;

use futures::executor::block_on;
use futures::future::{LocalBoxFuture, join_all};
use serde_json::{Value, json};
use std::future::poll_fn;
use std::task::Poll;
use ventanilla_tests::shop::{Reply, Shop};
use ventanilla_tests::sqlite::Sqlite;
use ventanilla_worker::http::{Method, Request};
use ventanilla_worker::ports::{Db, DbError, Rows, Statement};
use ventanilla_worker::router;

const ADMINISTRATOR: &str = "admin@kiosco.demo";
const MANAGER: &str = "gerente@kiosco.demo";
const ANA: &str = "ana@kiosco.demo";
const LUIS: &str = "luis@kiosco.demo";
const HOME: &str = "192.0.2.1";
const MINUTE_MS: i64 = 60 * 1000;

/// A request from anywhere.
struct Sent<'a> {
    address: &'a str,
    method: Method,
    path: &'a str,
    bearer: Option<&'a str>,
    body: String,
}

impl<'a> Sent<'a> {
    /// A POST from home.
    fn post(path: &'a str, body: &Value) -> Self {
        Self {
            address: HOME,
            method: Method::Post,
            path,
            bearer: None,
            body: body.to_string(),
        }
    }

    /// A GET from home.
    fn get(path: &'a str, bearer: &'a str) -> Self {
        Self {
            address: HOME,
            method: Method::Get,
            path,
            bearer: Some(bearer),
            body: String::new(),
        }
    }

    /// The same with a token.
    fn with_bearer(self, token: &'a str) -> Self {
        Self {
            bearer: Some(token),
            ..self
        }
    }

    /// The same from another address.
    fn from(self, address: &'a str) -> Self {
        Self { address, ..self }
    }

    /// Its answer.
    fn to(self, shop: &Shop) -> Reply {
        block_on(self.answer(shop))
    }

    async fn answer(self, shop: &Shop) -> Reply {
        let headers = self
            .bearer
            .map(|token| ("authorization".to_owned(), format!("Bearer {token}")));
        let request = Request {
            id: "test".to_owned(),
            method: Some(self.method),
            path: self.path.to_owned(),
            query: String::new(),
            headers: headers.into_iter().collect(),
            body: Ok(self.body.into_bytes()),
            client_address: self.address.to_owned(),
        };
        let response = router::handle(&shop.app, &request).await;
        Reply::from(response)
    }
}

/// All answers of requests that are under way at the same time.
fn at_once(shop: &Shop, requests: Vec<Sent<'_>>) -> Vec<Reply> {
    block_on(join_all(
        requests.into_iter().map(|request| request.answer(shop)),
    ))
}

/// The demo shop with a database that lets every other request pass before it runs a batch.
fn busy_shop(seed: u64) -> Shop {
    let mut shop = Shop::demo(seed);
    shop.app.ports.db = Box::new(Yielding(shop.db.clone()));
    shop
}

struct Yielding(Sqlite);

impl Db for Yielding {
    fn batch(&self, statements: Vec<Statement>) -> LocalBoxFuture<'_, Result<Vec<Rows>, DbError>> {
        Box::pin(async move {
            let mut yielded = false;
            poll_fn(|context| {
                if yielded {
                    return Poll::Ready(());
                }
                yielded = true;
                context.waker().wake_by_ref();
                Poll::Pending
            })
            .await;
            self.0.batch(statements).await
        })
    }
}

/// A log-in attempt from home.
fn attempt<'a>(email: &str, password: &str) -> Sent<'a> {
    Sent::post(
        "/auth/login",
        &json!({"email": email, "password": password}),
    )
}

/// Logs in and answers (access token, refresh token).
#[track_caller]
fn tokens(shop: &Shop, email: &str) -> (String, String) {
    let reply = attempt(email, &ventanilla_tests::shop::password_of(email))
        .to(shop)
        .expect(201);
    let text = |field: &str| reply.body[field].as_str().unwrap().to_owned();
    (text("access_token"), text("refresh_token"))
}

/// The id of a demo user.
fn id_of(shop: &Shop, email: &str) -> i64 {
    shop.db.query(&format!(
        "SELECT id FROM user_account WHERE login = '{email}'"
    ))[0]
        .parse()
        .unwrap()
}

/// A second tenant, with nothing in common with the first.
fn neighbour() -> Value {
    json!({
        "name": "Tienda Vecina", "country": "BO", "currency": "BOB", "mode": "live",
        "users": [{"email": "jefa@vecina.bo", "password": "vecina-2026-x", "role": "Administrador"}],
        "branches": [{"code": "V1", "name": "Vecina"}], "registers": [{"name": "Caja V", "branch": "V1"}],
        "operators": [{"name": "Viva", "float": "12.34"}], "keys": {}
    })
}

/// Logs in the neighbour's Administrador.
#[track_caller]
fn neighbour_token(shop: &Shop) -> String {
    let reply = attempt("jefa@vecina.bo", "vecina-2026-x")
        .to(shop)
        .expect(201);
    reply.body["access_token"].as_str().unwrap().to_owned()
}
