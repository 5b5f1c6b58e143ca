//! Requests as they are sent, and what spoils a good one.

use super::WALLETS;
use super::model::{Asked, Method, Request};
use serde_json::{Value, json};

/// The method and the path of a request.
pub(super) fn target(request: &Request) -> (&'static str, String) {
    match &request.asked {
        Asked::Documented(method) => ("POST", path(*method).to_owned()),
        Asked::Movements {
            wallet,
            phone,
            limit,
        } => (
            "GET",
            format!(
                "/monederos/{{wallet:{}}}/movimientos?telefono={phone}&limit={limit}",
                WALLETS[*wallet]
            ),
        ),
        Asked::Reverse(operation) => {
            let id = operation.map_or(
                "00000000-0000-7000-8000-000000000000".to_owned(),
                |operation| format!("{{operation:{operation}}}"),
            );
            ("POST", format!("/operaciones/{id}/reversar"))
        }
        Asked::Mark(phone) => ("PUT", format!("/monederos/telefonos/{phone}")),
        Asked::Unmark(phone) => ("DELETE", format!("/monederos/telefonos/{phone}")),
        Asked::Change(wallet) => {
            let id = wallet.map_or("999999999".to_owned(), |wallet| {
                format!("{{wallet:{}}}", WALLETS[wallet])
            });
            ("PATCH", format!("/monederos/{id}"))
        }
    }
}

fn path(method: Method) -> &'static str {
    match method {
        Method::ListUsers => "/toolusers/get",
        Method::ListWallets => "/wallet/get",
        Method::AddContact => "/wallet/contact/add",
        Method::GetContacts => "/wallet/contact/get",
        Method::Sale => "/wallet/sale",
        Method::UpdateBalance => "/wallet/balance/update",
        Method::AddEmployee => "/employee/add",
        Method::DisableEmployee => "/employee/disable",
    }
}

/// What a request is called where outcomes are counted.
pub(super) fn name(request: &Request) -> &'static str {
    match &request.asked {
        Asked::Documented(method) => path(*method),
        Asked::Movements { .. } => "movements",
        Asked::Reverse(_) => "reverse",
        Asked::Mark(_) => "mark",
        Asked::Unmark(_) => "unmark",
        Asked::Change(_) => "change",
    }
}

/// The attributes that a method looks at.
pub(super) fn attributes(method: Method) -> &'static [&'static str] {
    match method {
        Method::ListUsers | Method::ListWallets => &["source"],
        Method::AddContact => &[
            "wallet_key",
            "phone",
            "customer_name",
            "usertool_id",
            "customer_birthdate",
        ],
        Method::GetContacts => &["wallet_key", "phone"],
        Method::Sale => &[
            "wallet_key",
            "phone",
            "transaction_type",
            "transaction_amount",
            "points_used",
            "usertool_id",
            "ticket",
            "authorized_by",
            "authorized_pin",
        ],
        Method::UpdateBalance => &[
            "wallet_key",
            "phone",
            "transaction_type",
            "transaction_amount",
            "usertool_id",
            "reason",
        ],
        Method::AddEmployee => &[
            "type",
            "employee_name",
            "business_name",
            "number",
            "password",
        ],
        Method::DisableEmployee => &["number", "password"],
    }
}

/// What an attribute may be instead of what it should be. Some of these are good all the same.
pub(super) fn odd_values(attribute: &str) -> Vec<Value> {
    let long = "x".repeat(201);
    let mut values = vec![json!(""), json!("   "), json!(null)];
    values.extend(match attribute {
        "wallet_key" => vec![
            json!("no-such-wallet"),
            json!(format!(" {{key:{}}} ", WALLETS[0])),
            json!(long),
            json!(["x"]),
        ],
        "phone" | "number" => vec![
            json!("477123456"),
            json!("47712345678"),
            json!("+524771234567"),
            json!("47712345ab"),
            json!(" 4771234567"),
            json!("４７７１２３４５６７"),
            json!(4_771_234_567_u64),
            json!({"x": 1}),
        ],
        "transaction_type" => ["2", "00", "1.0", "-1", "true", "suma"]
            .map(|text| json!(text))
            .to_vec(),
        "transaction_amount" | "points_used" => [
            "0",
            "0.00",
            "-5",
            "1e3",
            "NaN",
            "1,5",
            "1.005",
            ".5",
            "5.",
            "abc",
            " 10",
            "10000000000",
            "0.01",
            "7",
            "0012.50",
            "3.1",
        ]
        .map(|text| json!(text))
        .to_vec(),
        "usertool_id" => vec![
            json!("999999"),
            json!("abc"),
            json!("0"),
            json!("-1"),
            json!("99999999999999999999"),
        ],
        "authorized_by" => vec![json!("999999"), json!("abc"), json!("0")],
        "authorized_pin" => vec![json!("12"), json!("123456789"), json!("12a4")],
        "customer_birthdate" => [
            "2001-02-30",
            "2999-01-01",
            "hoy",
            "1990-5-1",
            "1990-05-01 24:00:00",
            "1990-05-01T10:00:00",
            "1990-05-01",
            "2001-12-31 23:59:59",
        ]
        .map(|text| json!(text))
        .to_vec(),
        "type" => vec![json!("jefe"), json!("Cajero"), json!(1)],
        "password" => vec![json!("corta")],
        _ => vec![json!(long), json!("a\u{7}b"), json!(7)],
    });
    values
}
