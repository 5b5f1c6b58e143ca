//! What a random day is made of, whatever shop it is at: requests, each with what should come of it.
//!
//! Ids that only the server knows are written as `{session:3}`, `{operation:7}`, `{coupon:2}`, `{register:Caja 1}`, `{key:Puntos Tienda}`; whoever
//! runs the steps puts in what was saved under that name.

use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// What has to be known of a shop before the first step.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The demo tenant, by name; nobody else is there, and an account's name is its own within one tenant.
    pub tenant: &'static str,
    /// Who logs in; the first one may read everything.
    pub staff: &'static [&'static str],
    /// The lists whose items' ids have names.
    pub ids: &'static [Ids],
    /// A query for every balance: its `name` and its `value`.
    pub balances: &'static str,
}

/// A list whose items' ids have names: `{KIND:BY}`.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Ids {
    /// The kind.
    pub kind: &'static str,
    /// The path of the list.
    pub path: &'static str,
    /// The list within the body, by its JSON pointer.
    pub within: &'static str,
    /// The member that tells the items apart.
    pub by: &'static str,
    /// The member that is the id.
    pub id: &'static str,
}

/// One request and what should come of it.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// How much time passes before it.
    pub passes_ms: i64,
    /// Who asks: somebody who is logged in, by what they log in with, or another system, by its API key behind `apikey:`.
    pub actor: String,
    /// The method.
    pub method: &'static str,
    /// The path.
    pub path: String,
    /// The body.
    pub body: Value,
    /// Whether the body is sent as a form, and not as JSON.
    pub is_form: bool,
    /// The idempotency key.
    pub idempotency_key: Option<String>,
    /// The status that should be answered.
    pub status: u16,
    /// The code that should be answered; none where the body has none.
    pub code: Option<&'static str>,
    /// What the body has to contain; null where nothing is asked of it.
    pub answer: Value,
    /// What is to be kept of the answer.
    pub saves: Vec<Saved>,
    /// Whether the very same request is to be sent a second time, and answered the same.
    pub is_sent_twice: bool,
    /// Whether it repeats an earlier request, and is answered as that was.
    pub is_replay: bool,
    /// Whether it is stored afterwards, so that the second time is a replay.
    pub is_stored: bool,
    /// Every balance afterwards, in minor units.
    pub balances: BTreeMap<String, i64>,
}

/// An id of an answer, to be kept under a name.
#[derive(Debug, Clone, Serialize)]
pub struct Saved {
    /// The name.
    pub name: String,
    /// The member of the body, by its JSON pointer.
    pub at: String,
}

/// How often each command came to each outcome, by its status and code.
pub type Coverage = BTreeMap<(&'static str, u16, &'static str), u32>;

/// Whether time passes between steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// A second a step, now and then far more.
    Moving,
    /// None, for a server whose clock nobody can move.
    Still,
}
