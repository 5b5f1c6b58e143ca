//! Outgoing requests on the platform: mail, through an HTTP mail API or, where there is none, the log.

use crate::mail::{LogMail, MailRequest, MailService};
use crate::ports::{Letter, Mail};
use futures::future::{Either, LocalBoxFuture, select};
use std::pin::pin;
use std::time::Duration;
use wasm_bindgen::JsValue;
use worker::{AbortController, Delay, Fetch, Headers, Method, Request, RequestInit, console_log};

/// How long the mail API may take.
const TIMEOUT_MS: u64 = 10_000;

/// Mail as this deployment sends it: letters of demo tenants into the log, the others through the API, if there is one.
pub struct PlatformMail {
    service: Option<MailService>,
    log: LogMail,
}

impl PlatformMail {
    /// With this service, or none.
    pub fn new(service: Option<MailService>) -> Self {
        Self {
            service,
            log: LogMail::new(|text| console_log!("{text}")),
        }
    }
}

impl Mail for PlatformMail {
    fn send(&self, letter: Letter) -> LocalBoxFuture<'_, Result<(), String>> {
        match &self.service {
            Some(service) if !letter.demo => Box::pin(async move {
                let request = service.request(&letter)?;
                let status = post(request).await?;
                MailService::read_response(status)
            }),
            Some(_) | None => self.log.send(letter),
        }
    }
}

/// Sends a POST and answers its status; an error if that takes longer than [`TIMEOUT_MS`].
async fn post(request: MailRequest) -> Result<u16, String> {
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers
            .set(name, value)
            .map_err(|error| error.to_string())?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(JsValue::from_str(&request.body)));
    let outgoing =
        Request::new_with_init(&request.url, &init).map_err(|error| error.to_string())?;
    let controller = AbortController::default();
    let signal = controller.signal();
    let fetch = Fetch::Request(outgoing);
    let answered = fetch.send_with_signal(&signal);
    match select(
        pin!(answered),
        pin!(Delay::from(Duration::from_millis(TIMEOUT_MS))),
    )
    .await
    {
        Either::Left((Ok(response), _)) => Ok(response.status_code()),
        Either::Left((Err(error), _)) => Err(error.to_string()),
        Either::Right(_) => {
            controller.abort();
            Err("the mail API did not answer in time".into())
        }
    }
}
