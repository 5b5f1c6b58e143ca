//! Outgoing requests and waiting on the platform.

use crate::ports::{Http, HttpError, HttpRequest, HttpResponse, Timer};
use futures::StreamExt;
use futures::future::{Either, LocalBoxFuture, select};
use js_sys::{Function, Promise};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use worker::{
    AbortController, AbortSignal, Fetch, Headers, Method, Request, RequestInit, RequestRedirect,
    Response,
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, span_ms: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timeout: &JsValue);
}

/// `fetch`.
pub struct PlatformHttp;

impl Http for PlatformHttp {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'_, Result<HttpResponse, HttpError>> {
        Box::pin(async move {
            let controller = AbortController::default();
            let signal = controller.signal();
            let answer = match select(
                pin!(exchange(&request, &signal)),
                pin!(Delay::new(request.timeout_ms)),
            )
            .await
            {
                Either::Left((answer, _)) => answer,
                Either::Right(_) => Err(HttpError::TimedOut),
            };
            // Whatever is not read to its end is not to go on behind our back.
            if answer.is_err() {
                controller.abort();
            }
            answer
        })
    }
}

/// `setTimeout`.
pub struct PlatformTimer;

impl Timer for PlatformTimer {
    fn sleep_ms(&self, span_ms: i64) -> LocalBoxFuture<'_, ()> {
        Box::pin(Delay::new(span_ms))
    }
}

/// A time-out of the platform, cleared when it is dropped.
///
/// The one of the crate `worker` takes what `setTimeout` answers for a number; since the runtime has Node's timers, it is an object.
struct Delay {
    elapsed: JsFuture,
    timeout: JsValue,
}

impl Delay {
    fn new(span_ms: i64) -> Self {
        let span_ms = i32::try_from(span_ms.max(0)).unwrap_or(i32::MAX);
        let mut timeout = JsValue::UNDEFINED;
        let elapsed = Promise::new(&mut |resolve, _reject| {
            timeout = set_timeout(&resolve, span_ms);
        });
        Self {
            elapsed: JsFuture::from(elapsed),
            timeout,
        }
    }
}

impl Future for Delay {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.elapsed).poll(context).map(drop)
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        clear_timeout(&self.timeout);
    }
}

async fn exchange(request: &HttpRequest, signal: &AbortSignal) -> Result<HttpResponse, HttpError> {
    let outgoing = outgoing(request).map_err(connection)?;
    let mut response = Fetch::Request(outgoing)
        .send_with_signal(signal)
        .await
        .map_err(connection)?;
    Ok(HttpResponse {
        status: response.status_code(),
        headers: response.headers().entries().collect(),
        body: read_body(&mut response, request.response_bytes_max).await?,
    })
}

fn outgoing(request: &HttpRequest) -> worker::Result<Request> {
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers.set(name, value)?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::from(request.method.name().to_owned()))
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual)
        .with_body(request.body.as_deref().map(JsValue::from_str));
    Request::new_with_init(&request.url, &init)
}

/// Reads a body up to its end, whatever its announced length was; stops where it is too long.
async fn read_body(response: &mut Response, bytes_max: usize) -> Result<Vec<u8>, HttpError> {
    let mut body = Vec::new();
    // An answer without a body has no stream.
    let Ok(mut stream) = response.stream() else {
        return Ok(body);
    };
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(connection)?;
        if body.len().saturating_add(chunk.len()) > bytes_max {
            return Err(HttpError::TooLarge);
        }
        body.extend(chunk);
    }
    Ok(body)
}

fn connection(error: worker::Error) -> HttpError {
    HttpError::Connection(error.to_string())
}
