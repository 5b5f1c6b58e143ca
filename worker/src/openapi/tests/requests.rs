//! What the document says of requests, held against their own readers.

use super::{check, object, published, text};
use crate::openapi::entry::Entry;
use crate::openapi::limits::{self, Limit};
use crate::openapi::parameters::TEN_DIGITS;
use crate::openapi::{entries, examples, parameters, requests, schemas};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use utoipa::openapi::path::Parameter;
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::cps::balances::BalanceQuery;
use ventanilla_core::wire::cps::services::ServiceListQuery;
use ventanilla_core::wire::kantuta::history::HistoryFilter;
use ventanilla_core::wire::portal::coupons::CouponFilter;
use ventanilla_core::wire::portal::customers::CustomerFilter;
use ventanilla_core::wire::portal::invoices::InvoiceFilter;
use ventanilla_core::wire::resources::loyalty::{MOVEMENTS_LIMIT_DEFAULT, MovementFilter};
use ventanilla_core::wire::resources::operations::OperationFilter;

#[test]
fn every_form_is_the_body_of_its_operations_and_accepts_its_example() {
    let entries = entries::all();
    for form in Form::ALL {
        let of_form: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.form == Some(*form))
            .collect();
        let operations = match form {
            // With and without the gateway's prefix.
            Form::Pay => 2,
            // Here, and at the service that keeps wallets.
            Form::AddEmployee => 2,
            // Of providers, of integrators and of wallets.
            Form::Funding => 3,
            _ => 1,
        };
        assert_eq!(of_form.len(), operations, "{form:?}");
        let example = requests::body(*form).example;
        assert!(
            check(*form, &example).is_ok(),
            "{form:?}: {:?}",
            check(*form, &example)
        );
    }
}

#[test]
fn what_the_schema_of_a_request_has_the_reader_knows() {
    let document = published();
    for form in Form::ALL {
        let body = requests::body(*form);
        let schema = &document["components"]["schemas"][&body.name];
        // What the clients of these doors send beside is nobody's business; everywhere else it is a mistake.
        let is_open = ["portal/", "cps/", "phone-credits/", "loyalty/"]
            .iter()
            .any(|door| form.as_str().starts_with(door));
        assert_eq!(
            schema.get("additionalProperties"),
            Some(&json!(false)).filter(|_| !is_open),
            "{form:?}"
        );
        assert_eq!(
            schemas::passes_over_unknown(*form, &body),
            is_open,
            "{form:?}"
        );
        let properties = object(&schema["properties"]);
        for name in properties.keys() {
            // Whatever is wrong with it, it is not unknown.
            let errors = check(*form, &json!({ name.as_str(): [] })).err();
            assert!(
                !errors.is_some_and(|errors| errors.contains(name, Code::UnknownProperty)),
                "{form:?}.{name}"
            );
        }
        for name in object(&body.example).keys() {
            assert!(properties.contains_key(name), "{form:?}.{name}");
        }
        let missed = check(*form, &json!({})).err();
        let missed: BTreeSet<&str> = missed
            .iter()
            .flat_map(|errors| errors.iter())
            .map(|error| error.field.as_str())
            .collect();
        let required: BTreeSet<&str> = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .map(text)
            .collect();
        match form {
            // Either of two is enough, which the schema's description says.
            Form::CloseSession => assert_eq!(
                (missed, required),
                (BTreeSet::from(["monto_final_real"]), BTreeSet::new())
            ),
            // Not every provider has a public key, which the field's description says.
            Form::ProviderAccount => assert_eq!(
                (missed.contains("api_key"), required),
                (true, BTreeSet::from(["base_url", "private_key"]))
            ),
            _ => assert_eq!(required, missed, "{form:?}"),
        }
    }
}

/// The body of a form's example with another value for one field, and without what would contradict it: a count of cash, other invoices.
fn with(form: Form, field: &str, value: Value) -> Value {
    let mut body = object(&requests::body(form).example).clone();
    body.remove("conteo");
    // The total of a coupon is that of its invoices.
    if form == Form::IssueCoupon && field == "total" {
        body.insert(
            "facturas".to_owned(),
            json!([{ "id": "uuid-1234", "monto": value }]),
        );
    }
    // Points are looked at where they are used.
    if form == Form::Sale && field == "points_used" {
        body.insert("transaction_type".to_owned(), json!(1));
    }
    body.insert(field.to_owned(), value);
    Value::Object(body)
}

/// What [`with`] makes wrong beside the field.
const BESIDE: &str = "facturas.0.monto";

#[test]
fn limits_are_those_of_the_readers() {
    let forms: Vec<(String, Form)> = Form::ALL
        .iter()
        .map(|form| (requests::body(*form).name, *form))
        .collect();
    let mut checked = 0;
    for (schema, field, limit) in limits::all() {
        // What is nested is read by the same readers as what is not.
        let Some((_, form)) = forms.iter().find(|(name, _)| name == schema) else {
            continue;
        };
        let (good, bad) = at_the_limit(*limit);
        for value in good {
            let outcome = check(*form, &with(*form, field, value.clone()));
            assert!(
                outcome.is_ok(),
                "{schema}.{field} refuses {value}: {outcome:?}"
            );
        }
        for value in bad {
            let outcome = check(*form, &with(*form, field, value.clone()));
            let blamed = outcome.is_err_and(|errors| {
                errors
                    .iter()
                    .all(|error| error.field == *field || error.field == BESIDE)
                    && errors.iter().any(|error| error.field == *field)
            });
            assert!(blamed, "{schema}.{field} accepts {value}");
        }
        checked += 1;
    }
    assert!(checked > 30);
}

/// Values just inside and just outside.
fn at_the_limit(limit: Limit) -> (Vec<Value>, Vec<Value>) {
    let number = |minor: i64| -> Value {
        let sign = if minor < 0 { "-" } else { "" };
        serde_json::from_str(&format!(
            "{sign}{}.{:02}",
            minor.abs() / 100,
            minor.abs() % 100
        ))
        .unwrap()
    };
    match limit {
        Limit::Chars(least, most) => {
            let texts = |lengths: &[usize]| {
                lengths
                    .iter()
                    .map(|length| json!("ñ".repeat(*length)))
                    .collect::<Vec<_>>()
            };
            let too_short: Vec<Value> = least
                .checked_sub(1)
                .map(|length| texts(&[length]))
                .unwrap_or_default();
            (
                texts(&[least, most]),
                [texts(&[most.saturating_add(1)]), too_short].concat(),
            )
        }
        Limit::Money(least, most) => (
            vec![number(least.minor()), number(most.minor())],
            vec![
                number(least.minor().saturating_sub(1)),
                number(most.minor().saturating_add(1)),
                json!("30.00"),
            ],
        ),
        Limit::Whole(least, most) => (
            vec![json!(least), json!(most)],
            vec![
                json!(least.saturating_sub(1)),
                json!(most.saturating_add(1)),
            ],
        ),
        Limit::Pattern(pattern) if pattern.contains("{6}") => (
            vec![json!("4f9A1c")],
            vec![json!("4F9A1"), json!("4F9A1CC"), json!("4F9A1G")],
        ),
        Limit::Pattern(limits::AREA_CODE) => (
            vec![
                json!("11"),
                json!("24"),
                json!("37"),
                json!("55"),
                json!("79"),
                json!("99"),
            ],
            vec![
                json!("10"),
                json!("20"),
                json!("56"),
                json!("019"),
                json!("1"),
                json!(19),
            ],
        ),
        Limit::Pattern(limits::AREA_NUMBER) => (
            vec![json!("900000000"), json!("999999999")],
            vec![
                json!("896416288"),
                json!("96416288"),
                json!("9964162880"),
                json!("99641-628"),
                json!(996416288),
            ],
        ),
        Limit::Pattern(TEN_DIGITS) => (
            vec![json!("4771234567"), json!("0000000000")],
            vec![
                json!("477123456"),
                json!("47712345678"),
                json!("477 123 45"),
                json!("+524771234"),
            ],
        ),
        Limit::Pattern(limits::PIN) => (
            vec![json!("0000"), json!("12345678")],
            vec![json!("123"), json!("123456789"), json!("12a4")],
        ),
        Limit::Pattern(limits::PAGE_ADDRESS) => (
            vec![
                json!(""),
                json!("https://x"),
                json!(format!("https://{}", "x".repeat(192))),
            ],
            vec![
                json!("https://"),
                json!("http://x.example"),
                json!("https://x y"),
                json!(format!("https://{}", "x".repeat(193))),
            ],
        ),
        Limit::Pattern(limits::UPSTREAM_KEY) => (
            vec![json!("k"), json!("a-B_9!~"), json!("x".repeat(100))],
            vec![json!(""), json!("x".repeat(101)), json!("a b"), json!("ñ")],
        ),
        Limit::Pattern(limits::PROVIDER_WALLET_ID) => (
            vec![json!("w"), json!("W-77"), json!("A".repeat(100))],
            vec![
                json!("A".repeat(101)),
                json!("w 77"),
                json!("../w"),
                json!("ñ"),
                json!(""),
            ],
        ),
        Limit::Pattern(_) => (
            vec![json!("a"), json!("SUR-2"), json!("A".repeat(20))],
            vec![
                json!("A".repeat(21)),
                json!("SUR 2"),
                json!("ÑU"),
                json!(""),
            ],
        ),
        Limit::Written(least, most) => (
            vec![
                number(least.minor()),
                number(most.minor()),
                json!("30.00"),
                json!("30.5"),
                json!("30"),
            ],
            vec![
                number(least.minor().saturating_sub(1)),
                number(most.minor().saturating_add(1)),
                json!("30,00"),
                json!("30.005"),
                json!("-1"),
            ],
        ),
        Limit::Items(most) => (vec![], vec![json!(vec![json!({}); most.saturating_add(1)])]),
    }
}

#[test]
fn limits_reach_the_document() {
    let document = published();
    for (schema, field, limit) in limits::all() {
        let property = &document["components"]["schemas"][schema]["properties"][field];
        let keyword = match limit {
            Limit::Chars(..) => "maxLength",
            Limit::Pattern(_) => "pattern",
            Limit::Money(..) | Limit::Whole(..) => "maximum",
            Limit::Written(..) => "oneOf",
            Limit::Items(_) => "maxItems",
        };
        assert!(
            property.get(keyword).is_some(),
            "{schema}.{field}: {property}"
        );
        assert!(
            limits::ignored(schema)
                .iter()
                .all(|ignored| ignored != field)
        );
    }
}

/// Each parameter with the example that its description gives.
fn pairs(parameters: &[Parameter]) -> Vec<(String, String)> {
    parameters
        .iter()
        .map(|parameter| {
            let description = parameter.description.as_deref().unwrap();
            let (_, example) = description.split_once("Por ejemplo, `").unwrap();
            let example = example.strip_suffix("`.").unwrap();
            (parameter.name.clone(), example.to_owned())
        })
        .collect()
}

/// A set-up may bring secrets for doors that are not here.
#[test]
fn what_is_open_inside_a_closed_request_is_so_for_its_reader() {
    let mut body = requests::body(Form::SetupTenant).example;
    body["keys"]["de_otra_puerta"] = json!("x");
    assert!(check(Form::SetupTenant, &body).is_ok());
    body["customers"][0]["otro"] = json!("x");
    let errors = check(Form::SetupTenant, &body).unwrap_err();
    assert!(errors.contains("customers.0.otro", Code::UnknownProperty));
    body["keys"]["cps"] = json!({ "otro": 1 });
    body["prefunds"] = json!([{ "otro": 1 }]);
    let errors = check(Form::SetupTenant, &body).unwrap_err();
    assert!(errors.contains("prefunds.0.otro", Code::UnknownProperty));
    assert!(!errors.contains("keys.cps.otro", Code::UnknownProperty));
    body["keys"]["phone_credits"] = json!({ "otro": 1 });
    body["phone_credits"] = json!({ "otro": 1 });
    let errors = check(Form::SetupTenant, &body).unwrap_err();
    for name in ["phone_credits", "keys.phone_credits"] {
        let other = format!("{name}.otro");
        assert!(!errors.contains(&other, Code::UnknownProperty), "{other}");
    }
    body["loyalty"] = json!({ "otro": 1, "monederos": [{ "otro": 1, "monedero": { "otro": 1 } }] });
    let errors = check(Form::SetupTenant, &body).unwrap_err();
    for name in ["", ".monederos.0", ".monederos.0.monedero"] {
        let other = format!("loyalty{name}.otro");
        assert!(!errors.contains(&other, Code::UnknownProperty), "{other}");
    }
    let schemas = &published()["components"]["schemas"];
    for name in ["SetupCustomer", "SetupPrefund"] {
        assert_eq!(schemas[name]["additionalProperties"], false, "{name}");
    }
    for name in [
        "SetupKeys",
        "SetupIntegrator",
        "SetupClient",
        "SetupWallet",
        "SetupLoyalty",
        "SetupLoyaltyWallet",
        "SetupContact",
        "SetupPhoneMark",
    ] {
        assert_eq!(schemas[name].get("additionalProperties"), None, "{name}");
    }
}

#[test]
fn filters_of_movements_are_those_of_the_reader() {
    let filter = pairs(&parameters::movement_filter());
    assert_eq!(filter.len(), 3);
    let read = MovementFilter::parse(&filter).unwrap();
    assert_eq!(
        (read.telefono.unwrap().as_str(), read.limit, read.cursor),
        (examples::CONTACT_PHONE, 20, Some(57))
    );
    let otherwise = MovementFilter::parse(&[]).unwrap();
    assert_eq!(otherwise.limit, MOVEMENTS_LIMIT_DEFAULT);
}

#[test]
fn filters_of_the_portal_are_those_of_the_readers() {
    let coupons = pairs(&parameters::coupon_filter());
    let customers = pairs(&parameters::customer_filter());
    let invoices = pairs(&parameters::invoice_filter());
    assert_eq!((coupons.len(), customers.len(), invoices.len()), (3, 3, 3));
    for pair in &coupons {
        let filter = CouponFilter::parse(std::slice::from_ref(pair)).unwrap();
        assert_ne!(filter, CouponFilter::default(), "{pair:?}");
    }
    for pair in &customers {
        let filter = CustomerFilter::parse(std::slice::from_ref(pair)).unwrap();
        assert_ne!(filter, CustomerFilter::default(), "{pair:?}");
    }
    for pair in &invoices {
        let filter = InvoiceFilter::parse(std::slice::from_ref(pair)).unwrap();
        assert_ne!(filter, InvoiceFilter::default(), "{pair:?}");
    }
}

#[test]
fn filters_of_services_are_those_of_the_readers() {
    let question = parameters::balance_question();
    assert!(BalanceQuery::parse(&pairs(&question)).is_ok());
    let missed = BalanceQuery::parse(&[]).unwrap_err();
    let required: Vec<&str> = missed.iter().map(|error| error.field.as_str()).collect();
    let named: Vec<&str> = question
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    assert_eq!(named, required);
    let filter = pairs(&parameters::service_filter());
    assert_eq!(filter.len(), 1);
    let read = ServiceListQuery::parse(&filter).unwrap();
    assert_ne!(read, ServiceListQuery::default());
}

#[test]
fn filters_are_those_of_the_readers() {
    let history = pairs(&parameters::history_filter());
    assert_eq!(history.len(), 6);
    for pair in &history {
        let filter = HistoryFilter::parse(std::slice::from_ref(pair)).unwrap();
        assert_ne!(filter, HistoryFilter::default(), "{pair:?}");
    }
    let operations = pairs(&parameters::operation_filter());
    assert_eq!(operations.len(), 12);
    for pair in &operations {
        let filter = OperationFilter::parse(std::slice::from_ref(pair), Currency::Bob).unwrap();
        assert_ne!(filter, OperationFilter::default(), "{pair:?}");
    }
    assert!(
        HistoryFilter::parse(&history).is_ok()
            && OperationFilter::parse(&operations, Currency::Bob).is_ok()
    );
    let summed = pairs(&parameters::operation_filter_without_page());
    assert_eq!(summed.len(), 10);
    assert!(OperationFilter::parse_without_page(&summed, Currency::Bob).is_ok());
}
