//! Random days against the pure model: every answer, every balance, every invariant. `MODEL_SEED` repeats a day.

use serde_json::Value;
use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hasher};
use ventanilla_tests::generator::{Generator, Step};
use ventanilla_tests::model::{Actor, Model, OPERATORS, Report, Sums};
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
    let mut generator = Generator::new(seed);
    for (number, step) in generator.by_ref().take(STEPS_PER_DAY).enumerate() {
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
    assert_reports(&shop, generator.model(), &names, seed);
    shop.assert_sound();
}

/// Every session's report, and what the operations come to, as the model knows them.
fn assert_reports(shop: &Shop, model: &Model, names: &HashMap<String, Value>, seed: u64) {
    let reader = Actor::Gerente.email();
    for session in 0..model.sessions() {
        let context = format!("MODEL_SEED={seed}, session {session}");
        let target = format!("/sesiones/{}/informe", names[&format!("session:{session}")]);
        let body = shop.get(reader, &target).expect(200).body;
        let head = &body["sesion"];
        let report = Report {
            opening: minor(&head["monto_inicial"]),
            expected: optional_minor(&head["monto_final_teorico"]),
            counted: optional_minor(&head["monto_final_real"]),
            moved: sums(&body["totales"], |row| (named(&row["tipo"]), came_in(row))),
            sold: sums(&body["recargas"], |row| named(&row["operadora"])),
        };
        assert_eq!(report, model.report(session), "{context}");
        assert_eq!(body["completo"], true, "{context}");
        // What is listed is what is summed, and the sums tie.
        let listed = sums_of_each(&body["movimientos"], |row| {
            (named(&row["tipo"]), came_in(row))
        });
        assert_eq!(listed, report.moved, "{context}");
        if let Some(expected) = report.expected {
            let between = report.moved.iter().filter(|((kind, _), _)| {
                !["cash_session_open", "cash_session_close"].contains(kind)
            });
            let net: i64 = between
                .map(|((_, came_in), (_, sum))| if *came_in { *sum } else { -sum })
                .sum();
            assert_eq!(report.opening + net, expected, "{context}");
        }
    }
    let body = shop.get(reader, "/operaciones/totales").expect(200).body;
    let mut rows = body["totales"].clone();
    rows.as_array_mut()
        .expect("rows")
        .retain(|row| ["top_up", "injection", "cash_movement"].contains(&named(&row["tipo"])));
    let totals = sums(&rows, |row| {
        (named(&row["tipo"]), named(&row["estado"]), came_in(row))
    });
    assert_eq!(totals, model.totals(), "MODEL_SEED={seed}");
    assert_eq!(body["completo"], true, "MODEL_SEED={seed}");
}

/// The wire's names as the model has them.
fn named(value: &Value) -> &'static str {
    let all = [
        "top_up",
        "injection",
        "cash_movement",
        "reversal",
        "cash_session_open",
        "cash_session_close",
        "register_create",
        "tenant_setup",
        "succeeded",
        "reversed",
    ];
    all.into_iter()
        .chain(OPERATORS)
        .find(|name| value == name)
        .unwrap_or_else(|| panic!("{value} is no name"))
}

fn came_in(row: &Value) -> bool {
    row["sentido"] == "INGRESO"
}

/// Minor units of `"12.50"`.
fn minor(value: &Value) -> i64 {
    let text = value.as_str().expect("a decimal text").replace('.', "");
    text.parse().expect("minor units")
}

fn optional_minor(value: &Value) -> Option<i64> {
    (!value.is_null()).then(|| minor(value))
}

fn sums<K: Ord>(rows: &Value, key: impl Fn(&Value) -> K) -> Sums<K> {
    let rows = rows.as_array().expect("rows");
    let pair = |row: &Value| {
        let count = row["cantidad"].as_i64().expect("a count");
        (key(row), (count, minor(&row["monto"])))
    };
    let sums: Sums<K> = rows.iter().map(pair).collect();
    assert_eq!(sums.len(), rows.len(), "each once");
    sums
}

fn sums_of_each<K: Ord>(rows: &Value, key: impl Fn(&Value) -> K) -> Sums<K> {
    let mut sums = Sums::new();
    for row in rows.as_array().expect("rows") {
        let (count, sum) = sums.entry(key(row)).or_default();
        *count += 1;
        *sum += minor(&row["monto"]);
    }
    sums
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
