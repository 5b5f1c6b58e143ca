//! The Worker's entry points: events in, ports wired, answers out. Wiring only.

use crate::app::{App, Settings, TenantAccount};
use crate::auth::seal::SealingKey;
use crate::auth::token::TokenKey;
use crate::auth::{buyer, payer};
use crate::d1::D1;
use crate::fetch::{PlatformHttp, PlatformTimer};
use crate::http::{BodyTooLarge, Method, Request, Response};
use crate::identifier;
use crate::mail::{DeploymentMail, LogMail, MailService};
use crate::operations::sandbox_memory::StoredMemory;
use crate::operations::{audit, coupon, order};
use crate::ports::{Clock, Db, DbError, Entropy, Log, Ports, Rows, Statement};
use crate::providers::Nonces;
use crate::providers::bitcapital;
use crate::providers::cps::{Credentials, Dialect};
use crate::providers::sandbox::{Sandbox, WithSandbox};
use crate::providers::smsmasivos;
use crate::router;
use futures::StreamExt;
use futures::channel::oneshot;
use futures::future::LocalBoxFuture;
use std::cell::Cell;
use std::rc::Rc;
use ventanilla_core::code::Code;
use ventanilla_core::wire::kantuta::error::{ErrorBody, MessageText};
use ventanilla_core::wire::time::Iso;
use wasm_bindgen::prelude::wasm_bindgen;
use worker::{Context, Env, ScheduleContext, ScheduledEvent, console_error, console_log, event};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn get_random_values(buffer: &mut [u8])
    -> Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>;
}

/// `crypto.getRandomValues`.
struct PlatformEntropy;

impl Entropy for PlatformEntropy {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), String> {
        get_random_values(buffer)
            .map(drop)
            .map_err(|error| format!("getRandomValues: {error:?}"))
    }
}

/// `Date.now()`.
struct PlatformClock;

impl Clock for PlatformClock {
    fn now_ms(&self) -> i64 {
        i64::try_from(worker::Date::now().as_millis()).unwrap_or(i64::MAX)
    }
}

/// `console.error`.
struct PlatformLog;

impl Log for PlatformLog {
    fn error(&self, line: &str) {
        console_error!("{line}");
    }
}

/// A database that counts its round trips, for the tests that hold them to their number.
struct Counted {
    inner: D1,
    count: Rc<Cell<u32>>,
}

impl Db for Counted {
    fn batch(&self, statements: Vec<Statement>) -> LocalBoxFuture<'_, Result<Vec<Rows>, DbError>> {
        self.count.set(self.count.get().saturating_add(1));
        self.inner.batch(statements)
    }
}

fn variable(env: &Env, name: &str) -> Option<String> {
    env.var(name)
        .ok()
        .map(|value| value.to_string())
        .filter(|value| !value.is_empty())
}

fn seconds(env: &Env, name: &str, default: i64) -> Result<i64, String> {
    match variable(env, name) {
        None => Ok(default),
        Some(text) => text
            .parse()
            .ok()
            .filter(|seconds| *seconds > 0)
            .ok_or_else(|| format!("{name} must be a number of seconds")),
    }
}

thread_local! {
    // Of the whole instance, whatever request asks.
    static NONCES: Rc<Nonces> = Rc::default();
}

fn database(env: &Env) -> Result<D1, String> {
    env.d1("DB").map(D1::new).map_err(|error| error.to_string())
}

/// The CPS server of tenants without an account of their own: all three variables, or none.
fn cps_server(env: &Env) -> Result<Option<Credentials>, String> {
    let names = ["CPS_BASE_URL", "CPS_API_KEY", "CPS_PRIVATE_KEY"];
    match names.map(|name| variable(env, name)) {
        [None, None, None] => Ok(None),
        [Some(base_url), Some(api_key), Some(private_key)] => {
            Credentials::new(&base_url, &api_key, &private_key, Dialect::default())
                .map(Some)
                .map_err(|flaw| format!("the CPS server's variables: {flaw:?}"))
        }
        _ => Err(format!("{} have to be set together", names.join(", "))),
    }
}

/// The Bit Capital server of tenants without an account of their own: all three variables, or none.
fn bitcapital_server(env: &Env) -> Result<Option<bitcapital::Credentials>, String> {
    let names = [
        "BITCAPITAL_BASE_URL",
        "BITCAPITAL_CLIENT_ID",
        "BITCAPITAL_CLIENT_SECRET",
    ];
    match names.map(|name| variable(env, name)) {
        [None, None, None] => Ok(None),
        [Some(base_url), Some(client_id), Some(client_secret)] => {
            bitcapital::Credentials::new(&base_url, &client_id, &client_secret)
                .map(Some)
                .map_err(|flaw| format!("the Bit Capital server's variables: {flaw:?}"))
        }
        _ => Err(format!("{} have to be set together", names.join(", "))),
    }
}

/// The SMS Masivos server of one tenant: all three variables, or none.
fn smsmasivos_server(env: &Env) -> Result<Option<TenantAccount>, String> {
    let names = [
        "SMSMASIVOS_BASE_URL",
        "SMSMASIVOS_APIKEY",
        "SMSMASIVOS_TENANT",
    ];
    match names.map(|name| variable(env, name)) {
        [None, None, None] => Ok(None),
        [Some(base_url), Some(apikey), Some(tenant)] => {
            let credentials = smsmasivos::Credentials::new(&base_url, &apikey)
                .map_err(|flaw| format!("the SMS Masivos server's variables: {flaw:?}"))?;
            let tenant_id = tenant
                .parse()
                .map_err(|_| "SMSMASIVOS_TENANT must be the id of a tenant".to_owned())?;
            Ok(Some(TenantAccount {
                tenant_id,
                credentials,
            }))
        }
        _ => Err(format!("{} have to be set together", names.join(", "))),
    }
}

/// The path below which the API is mounted.
fn mount_prefix(env: &Env) -> Result<String, String> {
    let prefix = variable(env, "MOUNT_PREFIX").unwrap_or_default();
    let is_path = prefix.is_empty() || (prefix.starts_with('/') && !prefix.ends_with('/'));
    if is_path {
        Ok(prefix)
    } else {
        Err("MOUNT_PREFIX must start with a slash and not end with one".to_owned())
    }
}

fn assemble(env: &Env, round_trips: &Rc<Cell<u32>>) -> Result<App, String> {
    let defaults = Settings::default();
    let secret = variable(env, "JWT_SECRET").ok_or("JWT_SECRET is not set")?;
    let sealing = variable(env, "SEALING_SECRET").ok_or("SEALING_SECRET is not set")?;
    Ok(App {
        ports: Ports {
            db: Box::new(Counted {
                inner: database(env)?,
                count: Rc::clone(round_trips),
            }),
            clock: Box::new(PlatformClock),
            entropy: Box::new(PlatformEntropy),
            log: Box::new(PlatformLog),
            mail: Box::new(DeploymentMail::new(
                MailService::new(
                    variable(env, "MAIL_API_URL"),
                    variable(env, "MAIL_API_KEY"),
                    variable(env, "MAIL_FROM"),
                )?,
                Box::new(PlatformHttp),
                LogMail::new(|text| console_log!("{text}")),
            )),
            http: Box::new(WithSandbox {
                sandbox: Sandbox::new(
                    Box::new(PlatformClock),
                    Box::new(PlatformTimer),
                    Box::new(StoredMemory::new(Box::new(database(env)?))),
                ),
                outside: Box::new(PlatformHttp),
            }),
            timer: Box::new(PlatformTimer),
            nonces: NONCES.with(Rc::clone),
        },
        token_key: TokenKey::new(&secret).ok_or("JWT_SECRET must have at least 32 bytes")?,
        sealing_key: SealingKey::new(&sealing)
            .ok_or("SEALING_SECRET must have at least 32 bytes")?,
        settings: Settings {
            access_token_lifetime_s: seconds(
                env,
                "ACCESS_TOKEN_LIFETIME_S",
                defaults.access_token_lifetime_s,
            )?,
            refresh_token_lifetime_s: seconds(
                env,
                "REFRESH_TOKEN_LIFETIME_S",
                defaults.refresh_token_lifetime_s,
            )?,
            setup_token: variable(env, "SETUP_TOKEN"),
            cps: cps_server(env)?,
            bitcapital: bitcapital_server(env)?,
            smsmasivos: smsmasivos_server(env)?,
            mount_prefix: mount_prefix(env)?,
            mirrors_loyalty_status: variable(env, "LOYALTY_HTTP_STATUS").as_deref()
                == Some("mirrored"),
            provider_base_urls: variable(env, "PROVIDER_BASE_URLS")
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
        },
    })
}

/// Answers an HTTP request.
#[event(fetch)]
async fn fetch(
    request: worker::Request,
    env: Env,
    context: Context,
) -> worker::Result<worker::Response> {
    let round_trips = Rc::new(Cell::new(0));
    let app = match assemble(&env, &round_trips) {
        Ok(app) => app,
        Err(cause) => {
            console_error!("configuration: {cause}");
            return write_response(not_configured());
        }
    };
    let request = read_request(request, &app.settings).await?;
    let (sender, receiver) = oneshot::channel();
    // What was begun is done to its end, whether or not the client waits for it: a payment that was sent has to be settled.
    context.wait_until(async move {
        let response = router::handle(&app, &request).await;
        // Nobody hears it where the client has hung up.
        let _ = sender.send(response);
    });
    let mut response = receiver
        .await
        .map_err(|_| worker::Error::RustError("the request was not answered".to_owned()))?;
    if variable(&env, "COUNT_ROUND_TRIPS").is_some() {
        response = response.with_header(
            "server-timing",
            format!("d1;desc=\"{}\"", round_trips.get()),
        );
    }
    write_response(response)
}

/// What every request is answered until the deployment is configured: readable for a page of another origin too.
fn not_configured() -> Response {
    let body = ErrorBody {
        status_code: 500,
        timestamp: Iso::from_ms(PlatformClock.now_ms()),
        path: String::new(),
        message: MessageText::One(
            "Ventanilla no está configurada; el registro del servidor dice qué falta.".to_owned(),
        ),
        error_detail: Some("Internal Server Error".to_owned()),
        code: Code::Internal,
        errors: Vec::new(),
    };
    Response::json(500, &body).with_header("access-control-allow-origin", "*")
}

/// When the job runs that asks again about open orders, as wrangler.toml has it; every other time is the daily job's.
const EVERY_MINUTE: &str = "* * * * *";

/// The jobs: every minute open orders are asked about; once a day what is over is put away, and the ledger is checked.
#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    let app = match assemble(&env, &Rc::new(Cell::new(0))) {
        Ok(app) => app,
        Err(cause) => return console_error!("configuration: {cause}"),
    };
    if event.cron() == EVERY_MINUTE {
        if let Err(failure) = order::reconcile(&app).await {
            console_error!("orders: they were not asked about: {failure:?}");
        }
    } else {
        daily(&app).await;
    }
}

/// Coupons whose last day is over are stored as expired, nonces and signatures whose window is over are forgotten, and the ledger is checked.
async fn daily(app: &App) {
    if let Err(failure) = payer::forget_nonces(app).await {
        console_error!("nonces: the old ones were not forgotten: {failure:?}");
    }
    if let Err(failure) = buyer::forget_signatures(app).await {
        console_error!("signatures: the old ones were not forgotten: {failure:?}");
    }
    if let Err(failure) = coupon::expire_overdue(app).await {
        console_error!("coupons: the overdue ones were not stored as expired: {failure:?}");
    }
    match audit::violations(app).await {
        Ok(violations) if violations.is_empty() => {
            console_log!("ledger: every invariant holds")
        }
        Ok(violations) => {
            for violation in violations {
                console_error!(
                    "ledger: {} broken in tenant {} at {}",
                    violation.rule,
                    violation.tenant_id,
                    violation.place
                );
            }
        }
        Err(failure) => console_error!("ledger: the daily check failed: {failure:?}"),
    }
}

/// A name for a request that the platform has none for, in the shape that the door of phone credits documents for it.
fn random_id() -> String {
    let mut random = [0_u8; 16];
    match PlatformEntropy.fill(&mut random) {
        Ok(()) => identifier::hyphenated(&random),
        Err(_) => String::from("-"),
    }
}

async fn read_request(
    mut request: worker::Request,
    settings: &Settings,
) -> worker::Result<Request> {
    // The platform's own reader of URLs: one of ours would bring the tables of every script that host names are written in.
    let url = web_sys::Url::new(&request.inner().url())?;
    let path = url.pathname();
    let headers: Vec<(String, String)> = request.headers().entries().collect();
    let client_address = request
        .headers()
        .get("cf-connecting-ip")?
        .unwrap_or_default();
    let method = Method::parse(request.method().as_ref());
    let body = match method {
        Some(Method::Post | Method::Put | Method::Patch | Method::Delete) => {
            let bytes_max = router::body_bytes_max(settings.path_below(&path));
            read_body(&mut request, bytes_max).await?
        }
        Some(Method::Get | Method::Head | Method::Options) | None => Ok(Vec::new()),
    };
    // The platform's own name for the request, where it has one.
    let id = match request.headers().get("cf-ray")? {
        Some(ray) => ray,
        None => random_id(),
    };
    Ok(Request {
        id,
        method,
        path,
        query: url
            .search()
            .strip_prefix('?')
            .unwrap_or_default()
            .to_owned(),
        headers,
        body,
        client_address,
    })
}

/// Keeps at most `bytes_max` of a body, whatever its announced length was. What is longer is read to its end and thrown away:
/// a client that is still writing would not hear the answer.
async fn read_body(
    request: &mut worker::Request,
    bytes_max: usize,
) -> worker::Result<Result<Vec<u8>, BodyTooLarge>> {
    let mut body = Ok(Vec::new());
    // A request without a body has no stream.
    let Ok(mut stream) = request.stream() else {
        return Ok(body);
    };
    while let Some(chunk) = stream.next().await {
        let chunk = chunk?;
        body = match body {
            Ok(read) if read.len().saturating_add(chunk.len()) > bytes_max => Err(BodyTooLarge),
            Ok(mut read) => {
                read.extend(chunk);
                Ok(read)
            }
            Err(BodyTooLarge) => Err(BodyTooLarge),
        };
    }
    Ok(body)
}

fn write_response(response: Response) -> worker::Result<worker::Response> {
    let headers = worker::Headers::new();
    for (name, value) in &response.headers {
        headers.set(name, value)?;
    }
    // 204 and 302 have no body at all, not an empty one.
    let body = if response.body.is_empty() {
        worker::ResponseBody::Empty
    } else {
        worker::ResponseBody::Body(response.body)
    };
    Ok(worker::Response::from_body(body)?
        .with_status(response.status)
        .with_headers(headers))
}
