//! What is at the address itself.

use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use serde::Serialize;

/// What another program is told (contract of the phone credits, 6.1).
#[derive(Serialize)]
struct Server {
    name: &'static str,
    version: &'static str,
    env: &'static str,
    /// Nothing runs between two requests, so there is nothing to measure.
    uptime: u8,
}

/// GET `/`: browsers go to the pages.
pub async fn find(call: &Call<'_>) -> Result<Response, Failure> {
    let is_browser = call
        .request
        .header("accept")
        .is_some_and(|accept| accept.to_ascii_lowercase().contains("text/html"));
    if is_browser {
        return Ok(Response::empty(302)
            .with_header("location", "/app/")
            .with_header("vary", "accept"));
    }
    ok(&Server {
        name: "ventanilla",
        version: env!("CARGO_PKG_VERSION"),
        env: "production",
        uptime: 0,
    })
}
