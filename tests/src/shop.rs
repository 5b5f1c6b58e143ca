//! A shop to test in: the worker on in-memory SQLite, the demo tenant set up through the front door, requests as a client sends them.

use crate::doubles::{ClockTimer, FakeHttp, Mailbox, SeededEntropy, Stderr, StillClock};
use crate::sqlite::Sqlite;
use futures::executor::block_on;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::rc::Rc;
use ventanilla_worker::app::{App, Settings};
use ventanilla_worker::auth::seal::SealingKey;
use ventanilla_worker::auth::token::TokenKey;
use ventanilla_worker::http::{BodyTooLarge, Method, Request, Response};
use ventanilla_worker::operations::audit;
use ventanilla_worker::operations::sandbox_memory::StoredMemory;
use ventanilla_worker::ports::Ports;
use ventanilla_worker::providers::sandbox::{Sandbox, WithSandbox};
use ventanilla_worker::router;

/// A Monday morning in Bolivia: 2026-06-01 12:00 UTC.
pub const MORNING_MS: i64 = 1_780_315_200_000;

const SETUP_TOKEN: &str = "setup-token-of-the-tests";

/// The worker and everything around it.
pub struct Shop {
    /// The worker.
    pub app: App,
    /// Its database.
    pub db: Sqlite,
    /// Its clock.
    pub clock: StillClock,
    /// Its mail.
    pub mailbox: Mailbox,
    tokens: HashMap<String, String>,
}

/// An answer, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body; null where there is none.
    pub body: Value,
    /// The body as it was written.
    pub text: String,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
}

impl Reply {
    /// The stable code of an error.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The id of what was created.
    pub fn id(&self) -> i64 {
        self.body["id"]
            .as_i64()
            .unwrap_or_else(|| panic!("no id in {self:?}"))
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Stops the test unless the status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }
}

/// The file of demo data.
pub fn demo() -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("demo.json");
    serde_json::from_str(&fs::read_to_string(path).expect("demo.json")).expect("JSON")
}

/// A tenant of the demo data.
pub fn demo_tenant(name: &str) -> Value {
    let demo = demo();
    let tenants = demo["tenants"].as_array().expect("tenants");
    tenants
        .iter()
        .find(|tenant| tenant["name"] == name)
        .unwrap_or_else(|| panic!("no tenant {name}"))
        .clone()
}

impl Shop {
    /// An empty house: no tenant yet, and nobody outside who answers.
    pub fn empty(seed: u64) -> Self {
        Self::empty_beside(seed, FakeHttp::unreachable())
    }

    /// An empty house beside these servers.
    pub fn empty_beside(seed: u64, outside: FakeHttp) -> Self {
        let (db, clock, mailbox) = (
            Sqlite::migrated(),
            StillClock::at(MORNING_MS),
            Mailbox::default(),
        );
        let ports = Ports {
            db: Box::new(db.clone()),
            clock: Box::new(clock.clone()),
            entropy: Box::new(SeededEntropy::new(seed)),
            mail: Box::new(mailbox.clone()),
            http: Box::new(WithSandbox {
                sandbox: Sandbox::new(
                    Box::new(clock.clone()),
                    Box::new(ClockTimer(clock.clone())),
                    Box::new(StoredMemory::new(Box::new(db.clone()))),
                ),
                outside: Box::new(outside),
            }),
            timer: Box::new(ClockTimer(clock.clone())),
            nonces: Rc::default(),
            log: Box::new(Stderr),
        };
        let app = App {
            ports,
            token_key: TokenKey::new("a-secret-that-only-these-tests-have").expect("long enough"),
            sealing_key: SealingKey::new("another-secret-that-only-tests-have")
                .expect("long enough"),
            settings: Settings {
                setup_token: Some(SETUP_TOKEN.to_owned()),
                ..Settings::default()
            },
        };
        Self {
            app,
            db,
            clock,
            mailbox,
            tokens: HashMap::new(),
        }
    }

    /// The demo tenant of Bolivia.
    pub fn demo(seed: u64) -> Self {
        let shop = Self::empty(seed);
        shop.set_up(&demo_tenant("Kiosco Demo")).expect(201);
        shop
    }

    /// The demo tenant of Argentina, which issues and collects coupons in three branches.
    pub fn cooperative(seed: u64) -> Self {
        let shop = Self::empty(seed);
        shop.set_up(&demo_tenant("Cooperativa Demo")).expect(201);
        shop
    }

    /// The demo tenant of Venezuela, which pays services.
    pub fn bodega(seed: u64) -> Self {
        let shop = Self::empty(seed);
        shop.set_up(&demo_tenant("Bodega Demo")).expect(201);
        shop
    }

    /// The demo tenant of Brazil, which sells phone credits.
    pub fn loja(seed: u64) -> Self {
        let shop = Self::empty(seed);
        shop.set_up(&demo_tenant("Loja Demo")).expect(201);
        shop
    }

    /// The demo tenant of Mexico, which keeps loyalty wallets.
    pub fn tienda(seed: u64) -> Self {
        let shop = Self::empty(seed);
        shop.set_up(&demo_tenant("Tienda Demo")).expect(201);
        shop
    }

    /// Sets a tenant up.
    pub fn set_up(&self, tenant: &Value) -> Reply {
        self.send(
            Method::Post,
            "/instalacion/tenants",
            &[("authorization", &format!("Bearer {SETUP_TOKEN}"))],
            tenant.to_string().as_bytes(),
        )
    }

    /// Sends a request as it is.
    pub fn send(
        &self,
        method: Method,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Reply {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let request = Request {
            id: "test".to_owned(),
            method: Some(method),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            body: if body.len() > router::body_bytes_max(path) {
                Err(BodyTooLarge)
            } else {
                Ok(body.to_vec())
            },
            client_address: "192.0.2.1".to_owned(),
        };
        block_on(router::handle(&self.app, &request)).into()
    }

    /// Logs in as a user of demo.json, who is remembered by e-mail.
    pub fn log_in(&mut self, email: &str) -> Reply {
        self.log_in_with(email, &password_of(email))
    }

    /// Logs in with a password that demo.json does not have.
    pub fn log_in_with(&mut self, email: &str, password: &str) -> Reply {
        let reply = self
            .send(
                Method::Post,
                "/auth/login",
                &[],
                json!({"email": email, "password": password})
                    .to_string()
                    .as_bytes(),
            )
            .expect(201);
        self.tokens.insert(
            email.to_owned(),
            reply.body["access_token"]
                .as_str()
                .expect("a token")
                .to_owned(),
        );
        reply
    }

    /// The access token of somebody logged in.
    pub fn token(&self, email: &str) -> &str {
        self.tokens
            .get(email)
            .unwrap_or_else(|| panic!("{email} is not logged in"))
    }

    /// Sends a request as somebody logged in.
    pub fn request(
        &self,
        email: &str,
        method: Method,
        target: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Reply {
        let bearer = format!("Bearer {}", self.token(email));
        let mut all = vec![("authorization", bearer.as_str())];
        all.extend_from_slice(headers);
        let text = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.send(method, target, &all, text.as_bytes())
    }

    /// GET as somebody logged in.
    pub fn get(&self, email: &str, target: &str) -> Reply {
        self.request(email, Method::Get, target, &[], &Value::Null)
    }

    /// POST as somebody logged in.
    pub fn post(&self, email: &str, target: &str, body: &Value) -> Reply {
        self.request(email, Method::Post, target, &[], body)
    }

    /// POST with an idempotency key as somebody logged in.
    pub fn post_with_key(&self, email: &str, key: &str, target: &str, body: &Value) -> Reply {
        self.request(
            email,
            Method::Post,
            target,
            &[("idempotency-key", key)],
            body,
        )
    }

    /// PATCH as somebody logged in.
    pub fn patch(&self, email: &str, target: &str, body: &Value) -> Reply {
        self.request(email, Method::Patch, target, &[], body)
    }

    /// Stops the test if an invariant of the ledger is broken.
    #[track_caller]
    pub fn assert_sound(&self) {
        let violations = block_on(audit::violations(&self.app)).expect("the audit runs");
        assert_eq!(violations, vec![], "the ledger is broken");
    }
}

/// The password of a user of demo.json.
pub fn password_of(email: &str) -> String {
    let demo = demo();
    let users = demo["tenants"]
        .as_array()
        .expect("tenants")
        .iter()
        .flat_map(|tenant| tenant["users"].as_array().expect("users"));
    users
        .into_iter()
        .find(|user| user["email"] == email)
        .and_then(|user| user["password"].as_str())
        .unwrap_or_else(|| panic!("{email} is not in demo.json"))
        .to_owned()
}

/// The e-mails of the demo users of a role, in their order.
pub fn emails_of(role: &str) -> Vec<String> {
    let demo = demo();
    let users = demo["tenants"]
        .as_array()
        .expect("tenants")
        .iter()
        .flat_map(|tenant| tenant["users"].as_array().expect("users"));
    users
        .filter(|user| user["role"] == role)
        .map(|user| user["email"].as_str().expect("an e-mail").to_owned())
        .collect()
}

impl From<Response> for Reply {
    fn from(response: Response) -> Self {
        let body = if response.body.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&response.body).expect("a JSON body")
        };
        Self {
            status: response.status,
            body,
            text: String::from_utf8(response.body).expect("a text"),
            headers: response.headers,
        }
    }
}
