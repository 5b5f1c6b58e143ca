//! Steps, one after another, at a shop of their own.

use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use ventanilla_tests::shop::{Reply, Shop, demo_tenant};
use ventanilla_tests::step::{Frame, Step};
use ventanilla_worker::http::Method;

/// Longer than any of the days with the nights between them: nobody has to log in again.
const ACCESS_TOKEN_LIFETIME_S: i64 = 10 * 365 * 24 * 60 * 60;

/// A shop, and the ids of what is in it.
pub struct Run {
    /// The shop.
    pub shop: Shop,
    /// The ids, by name.
    pub names: HashMap<String, Value>,
    balances: String,
}

impl Run {
    /// Runs the steps to their end. The seed is the shop's, and stands in what is said where one goes otherwise.
    pub fn of(frame: &Frame, seed: u64, steps: impl Iterator<Item = Step>) -> Self {
        let mut run = Self::begun(frame, seed);
        let mut stored: Vec<(Step, Reply)> = vec![];
        for (number, step) in steps.enumerate() {
            let context = || format!("MODEL_SEED={seed}, step {number}: {step:?}");
            let reply = run.take(&step, &context);
            // Whatever became of a coupon since, its key gives the answer that it gave first, and moves nothing.
            if let Some((earlier, first)) = stored.get(number * 31 % stored.len().max(1))
                && number % 20 == 0
            {
                let again = run.send(earlier);
                assert_eq!(again.body, first.body, "{earlier:?}\n{}", context());
                assert_eq!(again.header("idempotency-replayed"), Some("true"));
                assert_eq!(run.balances(), step.balances, "{}", context());
            }
            if step.is_stored && step.path.starts_with("/portal") {
                stored.push((step, reply));
            }
        }
        run.shop.assert_sound();
        run
    }

    fn begun(frame: &Frame, seed: u64) -> Self {
        let mut shop = Shop::empty(seed);
        shop.set_up(&demo_tenant(frame.tenant)).expect(201);
        shop.app.settings.access_token_lifetime_s = ACCESS_TOKEN_LIFETIME_S;
        for login in frame.staff {
            shop.log_in(login);
        }
        let mut names = HashMap::new();
        for ids in frame.ids {
            let body = shop.get(frame.staff[0], ids.path).expect(200).body;
            let list = body.pointer(ids.within).and_then(Value::as_array);
            for item in list.expect("a list") {
                let name = item[ids.by].as_str().expect("a name");
                names.insert(format!("{}:{name}", ids.kind), item[ids.id].clone());
            }
        }
        Self {
            shop,
            names,
            balances: format!("SELECT json_array(name, value) FROM ({})", frame.balances),
        }
    }

    /// Sends a step's request, once or twice, and asserts what should come of it.
    fn take(&mut self, step: &Step, context: &dyn Fn() -> String) -> Reply {
        self.shop.clock.advance_ms(step.passes_ms);
        let reply = self.send(step);
        assert_eq!(
            (reply.status, reply.code()),
            (step.status, step.code.unwrap_or_default()),
            "{}\n{}",
            reply.body,
            context()
        );
        let is_replay = |reply: &Reply| reply.header("idempotency-replayed").is_some();
        assert_eq!(is_replay(&reply), step.is_replay, "{}", context());
        for saved in &step.saves {
            let id = reply.body.pointer(&saved.at).expect("an id").clone();
            self.names.insert(saved.name.clone(), id);
        }
        assert!(
            contains(&reply.body, &self.fill(&step.answer)),
            "{}\n{}",
            reply.body,
            context()
        );
        if step.is_sent_twice {
            let again = self.send(step);
            assert_eq!(without_time(&again), without_time(&reply), "{}", context());
            assert_eq!(
                is_replay(&again),
                step.is_stored,
                "what was done is stored, and nothing else: {}",
                context()
            );
        }
        assert_eq!(self.balances(), step.balances, "{}", context());
        reply
    }

    fn send(&self, step: &Step) -> Reply {
        let method = Method::parse(step.method).expect("a method");
        let path = self.fill_text(&step.path);
        let body = self.fill(&step.body);
        let (content_type, text) = match &body {
            Value::Null => ("application/json", String::new()),
            body if step.is_form => ("application/x-www-form-urlencoded", form(body)),
            body => ("application/json", body.to_string()),
        };
        let (name, value) = match step.actor.strip_prefix("apikey:") {
            Some(key) => ("apikey", key.to_owned()),
            None => {
                let token = self.shop.token(&step.actor);
                ("authorization", format!("Bearer {token}"))
            }
        };
        let mut headers = vec![("content-type", content_type), (name, value.as_str())];
        if let Some(key) = &step.idempotency_key {
            headers.push(("idempotency-key", key));
        }
        self.shop.send(method, &path, &headers, text.as_bytes())
    }

    /// Puts ids in place of names: a string that is nothing but a name becomes the id itself.
    fn fill(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => {
                let name = text
                    .strip_prefix('{')
                    .and_then(|rest| rest.strip_suffix('}'));
                name.map_or_else(
                    || Value::String(self.fill_text(text)),
                    |name| self.names[name].clone(),
                )
            }
            Value::Array(items) => items.iter().map(|item| self.fill(item)).collect(),
            Value::Object(members) => members
                .iter()
                .map(|(key, value)| (key.clone(), self.fill(value)))
                .collect(),
            other => other.clone(),
        }
    }

    fn fill_text(&self, text: &str) -> String {
        let Some((before, rest)) = text.split_once('{') else {
            return text.to_owned();
        };
        let (name, after) = rest.split_once('}').expect("a closing brace");
        format!("{before}{}{after}", plain(&self.names[name]))
    }

    fn balances(&self) -> BTreeMap<String, i64> {
        let rows = self.shop.db.query(&self.balances);
        rows.iter()
            .map(|row| serde_json::from_str::<(String, i64)>(row).expect("a balance"))
            .collect()
    }
}

/// A text as it is, anything else as JSON writes it.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// A body's members as a form's pairs.
fn form(body: &Value) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for (name, value) in body.as_object().expect("an object") {
        pairs.append_pair(name, &plain(value));
    }
    pairs.finish()
}

/// A body but for when it was answered.
fn without_time(reply: &Reply) -> Value {
    let mut body = reply.body.clone();
    if let Some(object) = body.as_object_mut() {
        object.remove("timestamp");
    }
    body
}

/// Whether a body has everything of a part of it, and as much in each list.
fn contains(body: &Value, part: &Value) -> bool {
    match (body, part) {
        (_, Value::Null) => true,
        (Value::Object(body), Value::Object(part)) => part.iter().all(|(name, part)| {
            body.get(name).is_some_and(|body| match part {
                Value::Null => body.is_null(),
                part => contains(body, part),
            })
        }),
        (Value::Array(body), Value::Array(part)) => {
            body.len() == part.len()
                && body
                    .iter()
                    .zip(part)
                    .all(|(body, part)| contains(body, part))
        }
        (body, part) => body == part,
    }
}
