//! Random days against the pure model: every answer, every balance, every invariant. `MODEL_SEED` repeats a day.

mod reports;

use serde_json::Value;
use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hasher};
use ventanilla_tests::generator::{Coverage, Generator, Pace, Step};
use ventanilla_tests::model::Actor;
use ventanilla_tests::shop::{MORNING_MS, Reply, Shop};
use ventanilla_worker::http::Method;

const DAYS: usize = 8;
const STEPS_PER_DAY: usize = 3000;
/// As many as the run against the real runtime has.
const STILL_STEPS: usize = 600;
/// Longer than any of the days with the nights between them: nobody has to log in again.
const ACCESS_TOKEN_LIFETIME_S: i64 = 10 * 365 * 24 * 60 * 60;

/// What has to occur at least once in all the days.
const OUTCOMES: [(&str, u16, &str); 66] = [
    ("cancel coupon", 200, "done"),
    ("cancel coupon", 404, "coupon_not_found"),
    ("cancel coupon", 409, "coupon_already_expired"),
    ("cancel coupon", 409, "coupon_cancelled"),
    ("cancel coupon", 409, "coupon_used"),
    ("close", 200, "done"),
    ("close", 400, "session_already_closed"),
    ("close", 403, "session_not_yours"),
    ("close", 404, "session_not_found"),
    ("collect coupon", 200, "EFECTIVO"),
    ("collect coupon", 200, "EFECTIVO in another branch"),
    ("collect coupon", 200, "QR"),
    ("collect coupon", 200, "QR in another branch"),
    ("collect coupon", 200, "TRANSFERENCIA"),
    ("collect coupon", 200, "TRANSFERENCIA in another branch"),
    ("collect coupon", 200, "done"),
    ("collect coupon", 400, "change_not_in_cash"),
    ("collect coupon", 400, "session_not_open"),
    ("collect coupon", 400, "tendered_too_little"),
    ("collect coupon", 403, "session_not_yours"),
    ("collect coupon", 404, "coupon_expired"),
    ("collect coupon", 404, "coupon_not_found"),
    ("collect coupon", 409, "coupon_cancelled"),
    ("collect coupon", 409, "coupon_used"),
    ("find coupon", 200, "known"),
    ("find coupon", 404, "coupon_expired"),
    ("find coupon", 404, "coupon_not_found"),
    ("inject", 201, "done"),
    ("inject", 400, "cash_insufficient"),
    ("inject", 400, "session_not_open"),
    ("inject", 403, "session_not_yours"),
    ("issue coupon", 200, "done"),
    ("issue coupon", 200, "known"),
    ("issue coupon", 400, "invoice_mismatch"),
    ("issue coupon", 400, "validation_failed"),
    ("issue coupon", 404, "customer_not_found"),
    ("issue coupon", 404, "invoice_not_found"),
    ("issue coupon", 409, "coupon_pending_exists"),
    ("issue coupon", 409, "invoice_paid"),
    ("issue coupon", 409, "invoice_reserved"),
    ("move", 201, "done"),
    ("move", 400, "cash_insufficient"),
    ("move", 400, "session_not_open"),
    ("move", 403, "session_not_yours"),
    ("move", 404, "session_not_found"),
    ("nonsense", 400, "validation_failed"),
    ("open", 201, "done"),
    ("open", 400, "register_has_open_session"),
    ("open", 400, "user_has_open_session"),
    ("record invoice", 201, "done"),
    ("record invoice", 403, "forbidden"),
    ("record invoice", 404, "customer_not_found"),
    ("record invoice", 409, "invoice_taken"),
    ("reverse", 201, "done"),
    ("reverse", 400, "cash_insufficient"),
    ("reverse", 400, "cash_session_required"),
    ("reverse", 400, "float_insufficient"),
    ("reverse", 403, "forbidden"),
    ("reverse", 404, "operation_not_found"),
    ("reverse", 409, "operation_already_reversed"),
    ("reverse collection", 400, "operation_not_reversible"),
    ("reverse collection", 403, "forbidden"),
    ("top-up", 201, "done"),
    ("top-up", 400, "float_insufficient"),
    ("top-up", 400, "session_not_open"),
    ("top-up", 403, "session_not_yours"),
];

#[test]
fn random_days_go_as_the_model_says() {
    let seed = chosen_seed();
    let mut coverage = Coverage::new();
    for day in 0..DAYS {
        let seed = seed.wrapping_add(day as u64);
        println!("MODEL_SEED={seed}");
        for (outcome, count) in run_day(seed, Pace::Moving, STEPS_PER_DAY) {
            *coverage.entry(outcome).or_default() += count;
        }
    }
    for ((name, status, told), count) in &coverage {
        println!("{count:6} {name}: {status} {told}");
    }
    let missing: Vec<_> = OUTCOMES
        .into_iter()
        .filter(|outcome| !coverage.contains_key(outcome))
        .collect();
    assert_eq!(missing, [], "these have not occurred, MODEL_SEED={seed}");
}

/// The steps for a server whose clock nobody can move.
#[test]
fn a_day_without_time_goes_as_the_model_says() {
    let seed = chosen_seed();
    println!("MODEL_SEED={seed}");
    run_day(seed, Pace::Still, STILL_STEPS);
}

fn chosen_seed() -> u64 {
    std::env::var("MODEL_SEED").map_or_else(
        |_| RandomState::new().build_hasher().finish(),
        |text| text.parse().expect("MODEL_SEED is a number"),
    )
}

fn run_day(seed: u64, pace: Pace, steps: usize) -> Coverage {
    let mut shop = Shop::demo(seed);
    shop.app.settings.access_token_lifetime_s = ACCESS_TOKEN_LIFETIME_S;
    for actor in Actor::ALL {
        shop.log_in(actor.email());
    }
    let mut names = HashMap::new();
    for (target, kind, field) in [
        ("/cajas", "register", "nombre"),
        ("/sucursales", "branch", "codigo"),
    ] {
        let list = shop
            .get(Actor::Administrador.email(), target)
            .expect(200)
            .body;
        for item in list.as_array().expect("a list") {
            let name = item[field].as_str().expect("a name");
            names.insert(format!("{kind}:{name}"), item["id"].clone());
        }
    }
    let mut stored: Vec<(Step, Reply)> = vec![];
    let mut generator = Generator::new(seed, MORNING_MS, pace);
    for (number, step) in generator.by_ref().take(steps).enumerate() {
        let context = || format!("MODEL_SEED={seed}, step {number}: {step:?}");
        shop.clock.advance_ms(step.passes_ms);
        let reply = send(&shop, &step, &names);
        assert_eq!(
            (reply.status, step.code.unwrap_or_default()),
            (step.status, reply.code()),
            "{}\n{}",
            reply.body,
            context()
        );
        if let Some(saved) = &step.saves {
            let id = reply.body.pointer(saved.at).expect("an id").clone();
            names.insert(saved.name.clone(), id);
        }
        assert!(
            contains(&reply.body, &fill(&step.answer, &names)),
            "{}\n{}",
            reply.body,
            context()
        );
        if step.is_sent_twice {
            let again = send(&shop, &step, &names);
            assert_eq!(
                again.body_but_time(),
                reply.body_but_time(),
                "{}",
                context()
            );
            let replayed = again.header("idempotency-replayed").is_some();
            assert_eq!(
                replayed,
                step.is_stored,
                "what was done is stored, and nothing else: {}",
                context()
            );
        }
        assert_eq!(balances(&shop), step.balances, "{}", context());
        // Whatever became of a coupon since, its key gives the answer that it gave first, and moves nothing.
        if let Some((earlier, first)) = stored.get(number * 31 % stored.len().max(1))
            && number % 20 == 0
        {
            let again = send(&shop, earlier, &names);
            assert_eq!(again.body, first.body, "{earlier:?}\n{}", context());
            assert_eq!(again.header("idempotency-replayed"), Some("true"));
            assert_eq!(balances(&shop), step.balances, "{}", context());
        }
        if step.is_stored && step.path.starts_with("/portal") {
            stored.push((step, reply));
        }
    }
    let context = format!("MODEL_SEED={seed}");
    reports::assert_sessions(&shop, generator.model(), &names, &context);
    reports::assert_totals(&shop, generator.model(), &context);
    reports::assert_coupons(&shop, generator.model(), &names, &context);
    shop.assert_sound();
    generator.coverage().clone()
}

trait Comparable {
    fn body_but_time(&self) -> Value;
}

impl Comparable for Reply {
    fn body_but_time(&self) -> Value {
        let mut body = self.body.clone();
        if let Some(object) = body.as_object_mut() {
            object.remove("timestamp");
        }
        body
    }
}

fn send(shop: &Shop, step: &Step, names: &HashMap<String, Value>) -> Reply {
    let method = Method::parse(step.method).expect("a method");
    let path = fill_text(&step.path, names);
    let body = fill(&step.body, names);
    shop.request(
        step.actor,
        method,
        &path,
        &[("idempotency-key", &step.idempotency_key)],
        &body,
    )
}

/// Puts ids in place of names: a string that is nothing but a name becomes the id itself.
fn fill(value: &Value, names: &HashMap<String, Value>) -> Value {
    match value {
        Value::String(text) => {
            let name = text
                .strip_prefix('{')
                .and_then(|rest| rest.strip_suffix('}'));
            name.map_or_else(|| value.clone(), |name| names[name].clone())
        }
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (key.clone(), fill(value, names)))
            .collect(),
        other => other.clone(),
    }
}

fn fill_text(text: &str, names: &HashMap<String, Value>) -> String {
    let Some((before, rest)) = text.split_once('{') else {
        return text.to_owned();
    };
    let (name, after) = rest.split_once('}').expect("a closing brace");
    let id = &names[name];
    format!(
        "{before}{}{after}",
        id.as_str().map_or_else(|| id.to_string(), str::to_owned)
    )
}

fn balances(shop: &Shop) -> BTreeMap<String, i64> {
    let rows = shop.db.query(
        "SELECT json_array(trim(account.kind || ' ' || coalesce(cash_register.name, operator.name, customer.number, branch.code, '')), account.posted) \
         FROM account \
         LEFT JOIN customer ON account.kind = 'customer_receivable' AND customer.id = account.owner_id \
         LEFT JOIN branch ON account.kind = 'between_branches' AND branch.id = account.owner_id \
         LEFT JOIN cash_register ON account.kind = 'register_cash' AND cash_register.id = account.owner_id \
         LEFT JOIN operator ON account.kind = 'operator_float' AND operator.id = account.owner_id",
    );
    rows.iter()
        .map(|row| serde_json::from_str::<(String, i64)>(row).expect("a balance"))
        .collect()
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
