//! Signed requests of CPS for a verifier that is not ours, one JSON object a line. `cps_signatures sign` prints requests of the connector,
//! each with the key that signed it; `cps_signatures verify` reads requests that somebody else signed and prints whether each is believed.

use serde::Deserialize;
use serde_json::json;
use std::io::{BufRead, stdin};
use ventanilla_core::{Amount, Currency};
use ventanilla_worker::auth::signature::{Presented, SigningKey, verify};
use ventanilla_worker::http::Method;
use ventanilla_worker::ports::HttpRequest;
use ventanilla_worker::providers::cps::balance::Balance;
use ventanilla_worker::providers::cps::fate::Fate;
use ventanilla_worker::providers::cps::pay::{Order, Pay};
use ventanilla_worker::providers::cps::services::Services;
use ventanilla_worker::providers::cps::{Credentials, Dialect};
use ventanilla_worker::providers::{BUDGET_MS, Conversation, Moment, OrderId, Step};

const NOW_MS: i64 = 1_780_315_200_000;

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("sign") => sign(),
        Some("verify") => verify_lines(),
        _ => panic!("sign or verify"),
    }
}

fn sign() {
    for base_url in [
        "https://cps.example",
        "https://cps.example/cps",
        "http://localhost:4004/a/b",
    ] {
        for private_key in [
            "asd",
            "una clave con ñ y 漢字",
            "f0".repeat(32).as_str(),
            &"k".repeat(200),
        ] {
            for (text_values, without_prefix) in
                [(false, false), (true, false), (false, true), (true, true)]
            {
                let dialect = Dialect {
                    text_values,
                    without_prefix,
                };
                let credentials =
                    Credentials::new(base_url, &"ab".repeat(32), private_key, dialect)
                        .expect("an account");
                for request in requests(&credentials) {
                    println!(
                        "{}",
                        json!({
                            "method": request.method.name(),
                            "url": request.url,
                            "headers": request.headers.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
                            "body": request.body,
                            "private_key": private_key,
                            "text_values": text_values,
                            "without_prefix": without_prefix,
                        })
                    );
                }
            }
        }
    }
}

fn requests(credentials: &Credentials) -> Vec<HttpRequest> {
    let mut requests = Vec::new();
    for (service, number, minor) in [
        (57, "04243675525", 1_000),
        (216, "00000", 1_050),
        (229, "04121234567", 1),
        (212, "12345678901234567890", 9_007_199_254_740_991),
        // What a number never is, and a text may be.
        (215, "a\"b\\c/d\u{1}ñ &=+%漢", 12_345),
    ] {
        let order = Order {
            service,
            number: number.to_owned(),
            amount: Amount::from_minor(minor).expect("an amount"),
            currency: Currency::Ves,
        };
        requests.push(first(Pay::new(credentials, &order)));
        requests.push(first(Balance::new(credentials, service, number)));
    }
    for can_get_balance in [false, true] {
        requests.push(first(Services::new(credentials, can_get_balance)));
    }
    let id = OrderId::parse("0198c0de-0000-7000-8000-00000000abcd").expect("an identifier");
    requests.push(first(Fate::new(credentials, &id)));
    requests
}

fn first(mut conversation: impl Conversation) -> HttpRequest {
    let moment = Moment {
        now_ms: NOW_MS,
        remaining_ms: BUDGET_MS,
    };
    match conversation.next(&moment, None) {
        Step::Send(request) => request,
        Step::SendAfter { .. } | Step::Done(_) => panic!("it begins with a request"),
    }
}

/// A request that somebody else signed.
#[derive(Deserialize)]
struct Signed {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    body: String,
    nonce: String,
    signature: String,
    private_key: String,
    now_ms: i64,
}

fn verify_lines() {
    for line in stdin().lock().lines() {
        let signed: Signed = serde_json::from_str(&line.expect("a line")).expect("a request");
        let presented = Presented {
            method: Method::parse(&signed.method).expect("a method"),
            path: &signed.path,
            query: &signed.query,
            body: signed.body.as_bytes(),
            nonce: &signed.nonce,
            signature: &signed.signature,
        };
        let key = SigningKey::new(&signed.private_key).expect("a key");
        println!("{}", verify(&presented, &key, signed.now_ms).is_ok());
    }
}
