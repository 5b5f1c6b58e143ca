//! A fake server behind the HTTP port, so that signing, sending and reading are all used where no money is. It speaks the providers' own
//! wire formats, and the last two digits of the customer's number say what happens ([`Script`]).
//!
//! It remembers as little as it can: what becomes of an order is in the identifier that it gives the order ([`Ticket`]).

mod answers;
mod bitcapital;
mod cps;
mod script;
pub mod smsmasivos;
mod ticket;

pub use script::Script;
pub use ticket::Ticket;

use crate::ports::{Clock, Http, HttpError, HttpRequest, HttpResponse, Timer};
use crate::providers::{
    bitcapital as bitcapital_client, cps as cps_client, smsmasivos as smsmasivos_client,
};
use futures::future::LocalBoxFuture;

/// Where the sandbox is, for the platform: nowhere. The name can never be one of the network's (RFC 6761, section 6.4).
const ORIGIN: &str = "https://sandbox.ventanilla.invalid";

/// The base URL of the sandbox's CPS.
pub const CPS_BASE_URL: &str = "https://sandbox.ventanilla.invalid/cps";
/// The public client id at the sandbox's CPS.
pub const CPS_API_KEY: &str = "5a4d0b0c5a4d0b0c5a4d0b0c5a4d0b0c5a4d0b0c5a4d0b0c5a4d0b0c5a4d0b0c";
/// The private key at the sandbox's CPS. It opens nothing but the sandbox, and is no secret.
pub const CPS_PRIVATE_KEY: &str = "the sandbox opens with this and nothing else does";

/// An account at the sandbox's CPS.
pub fn cps_credentials() -> Result<cps_client::Credentials, cps_client::CredentialsFlaw> {
    cps_client::Credentials::new(
        CPS_BASE_URL,
        CPS_API_KEY,
        CPS_PRIVATE_KEY,
        cps_client::Dialect::default(),
    )
}

/// The base URL of the sandbox's Bit Capital.
pub const BITCAPITAL_BASE_URL: &str = "https://sandbox.ventanilla.invalid/bitcapital";
/// The client id at the sandbox's Bit Capital.
pub const BITCAPITAL_CLIENT_ID: &str = "6b1f6b0a-5a4d-4b0c-8d0b-0c5a4d0b0c5a";
/// The client's secret at the sandbox's Bit Capital. It opens nothing but the sandbox, and is no secret.
pub const BITCAPITAL_CLIENT_SECRET: &str = "this opens the sandbox of Bit Capital and nothing else";

/// A client at the sandbox's Bit Capital.
pub fn bitcapital_credentials()
-> Result<bitcapital_client::Credentials, bitcapital_client::CredentialsFlaw> {
    bitcapital_client::Credentials::new(
        BITCAPITAL_BASE_URL,
        BITCAPITAL_CLIENT_ID,
        BITCAPITAL_CLIENT_SECRET,
    )
}

/// The base URL of the sandbox's SMS Masivos.
pub const SMSMASIVOS_BASE_URL: &str = "https://sandbox.ventanilla.invalid/smsmasivos";
/// The key at the sandbox's SMS Masivos. It opens nothing but the sandbox, and is no secret.
pub const SMSMASIVOS_APIKEY: &str = "the-sandbox-of-SMS-Masivos-and-nothing-else";

/// An account at the sandbox's SMS Masivos.
pub fn smsmasivos_credentials()
-> Result<smsmasivos_client::Credentials, smsmasivos_client::CredentialsFlaw> {
    smsmasivos_client::Credentials::new(SMSMASIVOS_BASE_URL, SMSMASIVOS_APIKEY)
}

/// What the sandbox remembers: names, and how often something of each has happened. A name has 200 characters at most.
pub trait SandboxMemory {
    /// Counts one more of that name and answers how many there are now.
    fn count(&self, name: &str) -> LocalBoxFuture<'_, Result<i64, String>>;

    /// The names that begin so, [`NAMES_MAX`] at most, in the opposite order of their bytes: those that have the time after it come the newest
    /// first.
    fn names(&self, start: &str) -> LocalBoxFuture<'_, Result<Vec<String>, String>>;
}

/// The most names that a memory lists.
pub const NAMES_MAX: i64 = 100;

/// The fake server. It answers for its own host and knows no other.
pub struct Sandbox {
    clock: Box<dyn Clock>,
    timer: Box<dyn Timer>,
    memory: Box<dyn SandboxMemory>,
}

impl Sandbox {
    /// With a clock and a timer of the platform, and a memory.
    pub fn new(
        clock: Box<dyn Clock>,
        timer: Box<dyn Timer>,
        memory: Box<dyn SandboxMemory>,
    ) -> Self {
        Self {
            clock,
            timer,
            memory,
        }
    }
}

impl Http for Sandbox {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'_, Result<HttpResponse, HttpError>> {
        Box::pin(async move {
            match path_and_query(&request.url) {
                Some(target) if is_below(target.0, bitcapital::PREFIX) => {
                    bitcapital::answer(self, &request, target).await
                }
                Some((path, _)) if is_below(path, smsmasivos::PREFIX) => {
                    smsmasivos::answer(self, &request, path).await
                }
                Some(target) => cps::answer(self, &request, target).await,
                None => Err(HttpError::Connection("this is not the sandbox".to_owned())),
            }
        })
    }
}

/// HTTP where the sandbox's host is the sandbox, and everything else is outside.
pub struct WithSandbox {
    /// The sandbox.
    pub sandbox: Sandbox,
    /// The network.
    pub outside: Box<dyn Http>,
}

impl Http for WithSandbox {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'_, Result<HttpResponse, HttpError>> {
        if path_and_query(&request.url).is_some() {
            self.sandbox.send(request)
        } else {
            self.outside.send(request)
        }
    }
}

/// What follows the sandbox's host; `None` for another host.
fn path_and_query(url: &str) -> Option<(&str, &str)> {
    let target = url
        .strip_prefix(ORIGIN)
        .filter(|target| target.starts_with('/'))?;
    Some(target.split_once('?').unwrap_or((target, "")))
}

fn is_below(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix)
        .is_some_and(|rest| rest.starts_with('/'))
}
