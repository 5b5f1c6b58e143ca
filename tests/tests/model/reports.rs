//! What reports, totals and lists say at the end of a day, against the model.

use serde_json::{Value, json};
use std::collections::HashMap;
use ventanilla_tests::model::{BRANCHES, CUSTOMERS, Model, OPERATORS, Report, Sums};
use ventanilla_tests::shop::Shop;

const READER: &str = "gerente@kiosco.demo";

/// Every session's report.
pub fn assert_sessions(shop: &Shop, model: &Model, names: &HashMap<String, Value>, context: &str) {
    for session in 0..model.sessions() {
        let context = format!("{context}, session {session}");
        let target = format!("/sesiones/{}/informe", names[&format!("session:{session}")]);
        let body = shop.get(READER, &target).expect(200).body;
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
}

/// What the operations come to.
pub fn assert_totals(shop: &Shop, model: &Model, context: &str) {
    let body = shop.get(READER, "/operaciones/totales").expect(200).body;
    let mut rows = body["totales"].clone();
    rows.as_array_mut()
        .expect("rows")
        .retain(|row| NAMED_FOR_TOTALS.contains(&named(&row["tipo"])));
    let totals = sums(&rows, |row| {
        let is_income = (!row["sentido"].is_null()).then(|| came_in(row));
        (named(&row["tipo"]), named(&row["estado"]), is_income)
    });
    assert_eq!(totals, model.totals(), "{context}");
    assert_eq!(body["completo"], true, "{context}");
}

/// The kinds that the model adds up.
const NAMED_FOR_TOTALS: [&str; 7] = [
    "top_up",
    "injection",
    "cash_movement",
    "invoice_issue",
    "coupon_issue",
    "coupon_cancellation",
    "coupon_collection",
];

/// Every customer's debt, invoices and coupons, and what the branches owe one another.
pub fn assert_coupons(shop: &Shop, model: &Model, names: &HashMap<String, Value>, context: &str) {
    for customer in CUSTOMERS {
        let context = format!("{context}, customer {customer}");
        let target = format!("/portal/clientes/{customer}");
        let found = shop.get(READER, &target).expect(200).body;
        assert_eq!(
            minor_of_number(&found["data"]["deuda"]),
            model.debt_of(customer),
            "{context}"
        );
        let invoices = (0..model.invoices().len())
            .filter(|place| model.invoices()[*place].customer == customer)
            .map(|place| {
                let (state, coupon) = model.state_of_invoice(place);
                let code = coupon.map(|coupon| model.coupons()[coupon].code.clone());
                json!([model.invoices()[place].reference, state, code])
            });
        assert_eq!(
            all_pages(shop, &format!("{target}/facturas"), "facturas")
                .iter()
                .map(|row| json!([row["id"], row["estado"], row["codigo_barras"]]))
                .collect::<Vec<Value>>(),
            invoices.collect::<Vec<Value>>(),
            "{context}"
        );
        let mut expected: Vec<Value> = (0..model.coupons().len())
            .filter(|coupon| model.coupons()[*coupon].customer == customer)
            .map(|coupon| {
                json!([
                    names[&format!("coupon:{coupon}")],
                    model.coupons()[coupon].code,
                    model.state_of_coupon(coupon),
                    model.receipt_of(coupon)
                ])
            })
            .collect();
        let mut listed: Vec<Value> = all_pages(
            shop,
            &format!("/portal/cupones/cliente/{customer}"),
            "cupones",
        )
        .iter()
        .map(|row| {
            json!([
                row["cupon_id"],
                row["codigo_barras"],
                row["estado"],
                row["recibo_id"]
            ])
        })
        .collect();
        expected.sort_by_key(Value::to_string);
        listed.sort_by_key(Value::to_string);
        assert_eq!(listed, expected, "{context}");
    }
    let claims = shop.get(READER, "/portal/liquidacion").expect(200).body;
    let claims: Vec<i64> = claims["data"]
        .as_array()
        .expect("branches")
        .iter()
        .map(|branch| minor_of_number(&branch["saldo"]))
        .collect();
    let expected: Vec<i64> = (0..BRANCHES.len())
        .map(|branch| model.claim_of(branch))
        .collect();
    assert_eq!(claims, expected, "{context}");
}

/// The rows of a list, page by page.
fn all_pages(shop: &Shop, target: &str, member: &str) -> Vec<Value> {
    let mut rows = vec![];
    loop {
        let target = format!("{target}?limit=100&offset={}", rows.len());
        let data = shop.get(READER, &target).expect(200).body["data"].take();
        rows.extend_from_slice(data[member].as_array().expect("rows"));
        if data["has_more"] == false {
            return rows;
        }
    }
}

/// Minor units of a JSON number, from its literal text.
fn minor_of_number(value: &Value) -> i64 {
    assert!(value.is_number(), "{value}");
    let amount = ventanilla_core::Amount::parse(&value.to_string(), ventanilla_core::Currency::Bob);
    amount.expect("an amount").minor()
}

/// The wire's names as the model has them.
fn named(value: &Value) -> &'static str {
    let all = [
        "top_up",
        "injection",
        "cash_movement",
        "invoice_issue",
        "coupon_issue",
        "coupon_cancellation",
        "coupon_collection",
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
