//! Random days against the pure model: every answer, every balance, every invariant. `MODEL_SEED` repeats a day.

use serde_json::Value;
use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hasher};
use ventanilla_tests::generator::{Generator, Step};
use ventanilla_tests::model::Actor;
use ventanilla_tests::shop::{Reply, Shop};
use ventanilla_worker::http::Method;

const DAYS: usize = 8;
const STEPS_PER_DAY: usize = 3000;

#[test]
fn random_days_go_as_the_model_says() {
    let seed = std::env::var("MODEL_SEED")
        .ok()
        .map_or_else(fresh_seed, |text| {
            text.parse().expect("MODEL_SEED is a number")
        });
    for day in 0..DAYS {
        let seed = seed.wrapping_add(day as u64);
        println!("MODEL_SEED={seed}");
        run_day(seed);
    }
}

fn fresh_seed() -> u64 {
    RandomState::new().build_hasher().finish()
}

fn run_day(seed: u64) {
    let mut shop = Shop::demo(seed);
    for actor in Actor::ALL {
        shop.log_in(actor.email());
    }
    let mut names = HashMap::new();
    for register in shop
        .get(Actor::Ana.email(), "/cajas")
        .expect(200)
        .body
        .as_array()
        .expect("registers")
    {
        names.insert(
            format!("register:{}", register["nombre"].as_str().expect("a name")),
            register["id"].clone(),
        );
    }
    for (number, step) in Generator::new(seed).take(STEPS_PER_DAY).enumerate() {
        let context = || format!("MODEL_SEED={seed}, step {number}: {step:?}");
        shop.clock.advance_ms(1000);
        let reply = send(&shop, &step, &names);
        assert_eq!(
            (reply.status, step.code.unwrap_or_default()),
            (step.status, reply.code()),
            "{}\n{}",
            reply.body,
            context()
        );
        if let Some(name) = &step.saves {
            let field = if name.starts_with("session") {
                "id"
            } else {
                "id_operacion"
            };
            names.insert(name.clone(), reply.body[field].clone());
        }
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
                step.code.is_none(),
                "a refusal is not stored, an answer is: {}",
                context()
            );
        }
        assert_eq!(balances(&shop), step.balances, "{}", context());
    }
    shop.assert_sound();
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
        "SELECT json_array(trim(account.kind || ' ' || coalesce(cash_register.name, operator.name, '')), account.posted) FROM account \
         LEFT JOIN cash_register ON account.kind = 'register_cash' AND cash_register.id = account.owner_id \
         LEFT JOIN operator ON account.kind = 'operator_float' AND operator.id = account.owner_id",
    );
    rows.iter()
        .map(|row| serde_json::from_str::<(String, i64)>(row).expect("a balance"))
        .collect()
}
