//! Every outcome of the sandbox, asked for once, again with the same key, and again with another body: status, money, refund, and at most one
//! recharge.

use super::*;

/// What is expected of an outcome.
struct Case {
    digits: &'static str,
    /// The status of the answer.
    status: u16,
    /// The transaction's status, or the code.
    said: &'static str,
    /// Where the order stands after the job has run.
    order: &'static str,
    effects: i64,
}

const fn case(
    digits: &'static str,
    status: u16,
    said: &'static str,
    order: &'static str,
    effects: i64,
) -> Case {
    Case {
        digits,
        status,
        said,
        order,
        effects,
    }
}

// What was done and not said is found in the provider's history; what was not done is found nowhere, which proves nothing.
const CASES: [Case; 18] = [
    case("99", 200, "executed", "completed", 1),
    case("01", 402, "provider_funds_insufficient", "failed", 0),
    case("02", 404, "account_not_found", "failed", 0),
    case("03", 502, "provider_unavailable", "failed", 0),
    case("04", 502, "provider_refused", "failed", 0),
    case("11", 200, "pending", "processing", 0),
    case("12", 200, "pending", "completed", 1),
    case("13", 200, "pending", "processing", 0),
    case("14", 200, "pending", "completed", 1),
    case("16", 200, "pending", "completed", 1),
    case("17", 200, "pending", "processing", 0),
    case("18", 200, "pending", "processing", 1),
    case("20", 200, "executed", "completed", 1),
    case("21", 200, "pending", "completed", 1),
    case("22", 200, "pending", "failed", 0),
    case("23", 200, "executed", "completed", 1),
    case("24", 200, "executed", "completed", 1),
    case("00", 200, "executed", "completed", 1),
];

const AMOUNT: i64 = 1_500;

#[test]
fn each_outcome_moves_its_money_once() {
    let loja = loja();
    for case in CASES {
        let digits = case.digits;
        let key = format!("key-{digits}");
        let order = loja.create(digits);
        let id = text(&order["id"]);
        let (drawer, deposit, (wallet, held)) = (loja.drawer(), loja.deposit(), loja.wallet());
        let first = loja.complete(Some(&key), &id, "15.00");
        assert_eq!(first.status, case.status, "{digits}: {}", first.body);
        let said = if case.status == 200 {
            text(&first.body["status"])
        } else {
            code(&first)
        };
        assert_eq!(said, case.said, "{digits}: {}", first.body);
        assert_eq!(loja.drawer(), drawer + AMOUNT, "{digits}");
        loja.shop.assert_sound();
        let operation = if case.status == 200 {
            text(&first.body["id"])
        } else {
            text(&first.body["details"]["transactionId"])
        };

        // Again with the same key: nothing is sent, and the answer is how it stands.
        let again = loja.complete(Some(&key), &id, "15.00");
        assert_eq!(
            (again.status, &again.body),
            (first.status, &first.body),
            "{digits}"
        );
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        // With another body, or without the key, it is refused.
        let other = loja.complete(Some(&key), &id, "20.00");
        assert_eq!(
            (other.status, code(&other).as_str()),
            (422, "idempotency_conflict")
        );
        let expected = match case.said {
            "executed" => "order_completed",
            "pending" => "order_in_progress",
            _ => "order_failed",
        };
        let twice = loja.complete(None, &id, "15.00").expect(409);
        assert_eq!(code(&twice), expected, "{digits}");

        loja.let_time_pass();
        loja.shop.assert_sound();
        assert_eq!(loja.status(&id), case.order, "{digits}");
        assert_eq!(loja.effects(&order), case.effects, "{digits}");
        let payment = loja
            .shop
            .get(BRUNA, &format!("/pagos/{operation}"))
            .expect(200)
            .body;
        assert_eq!(payment["cartera"], "Carteira principal");
        assert_eq!(payment["servicio"], 1);
        assert_eq!(payment["numero"], json!(format!("19{}", number(digits))));
        let (spent, is_held, deposited, refund) = match case.order {
            "completed" => (AMOUNT, 0, 0, "ninguna"),
            "failed" => (0, 0, -AMOUNT, "pendiente"),
            _ => (0, AMOUNT, -AMOUNT, "ninguna"),
        };
        assert_eq!(loja.wallet(), (wallet - spent, held + is_held), "{digits}");
        assert_eq!(loja.deposit(), deposit + deposited, "{digits}");
        assert_eq!(payment["devolucion"], refund, "{digits}");
        // The replay says what is so by now.
        let replay = loja.complete(Some(&key), &id, "15.00");
        match case.order {
            "completed" => assert_eq!(replay.body["status"], "executed", "{digits}"),
            "failed" => assert!(replay.status >= 400, "{digits}: {}", replay.body),
            _ => assert_eq!(replay.body["status"], "pending", "{digits}"),
        }
        assert_eq!(loja.effects(&order), case.effects, "{digits}");
    }
}

#[test]
fn a_client_pays_with_the_wallet_alone() {
    let loja = loja();
    let shop = &loja.shop;
    let client = Client::machine(shop);
    let mut spent = 0;
    let mut held = 0;
    for case in CASES {
        let digits = case.digits;
        let order = client.create(shop, digits);
        let id = text(&order["id"]);
        let first = client.complete(shop, &id, "15.00");
        assert_eq!(first.status, case.status, "{digits}: {}", first.body);
        loja.let_time_pass();
        assert_eq!(loja.status(&id), case.order, "{digits}");
        match case.order {
            "completed" => spent += AMOUNT,
            "failed" => {}
            _ => held += AMOUNT,
        }
        assert_eq!(loja.wallet(), (FUNDS - spent, held), "{digits}");
        assert_eq!(loja.effects(&order), case.effects, "{digits}");
    }
    assert_eq!((loja.drawer(), loja.deposit()), (100_000, 0));
    shop.assert_sound();
}

#[test]
fn what_was_sent_and_what_came_back_is_kept_without_secrets() {
    let loja = loja();
    let order = loja.create("21");
    let done = loja
        .complete(None, &text(&order["id"]), "15.00")
        .expect(200);
    loja.let_time_pass();
    let path = format!("/pagos/{}/llamadas", text(&done.body["id"]));
    let calls = loja.shop.get(GERENTE, &path).expect(200).body;
    let all = calls.to_string();
    assert!(
        all.contains("/phone-credits/order/") && all.contains("/history/"),
        "{all}"
    );
    let secrets = [
        ventanilla_worker::providers::sandbox::BITCAPITAL_CLIENT_SECRET,
        "Bearer ey",
    ];
    for secret in secrets {
        assert!(!all.contains(secret), "{all}");
    }
    let sent = loja
        .shop
        .db
        .query("SELECT coalesce(answered, '') FROM provider_call");
    for text in sent {
        if let Some((_, rest)) = text.split_once("access_token") {
            assert!(rest.contains("***"), "{text}");
        }
    }
    let calls = calls.as_array().unwrap();
    assert!(
        calls.iter().all(|call| call["respuesta"].is_string()),
        "{calls:?}"
    );
}
