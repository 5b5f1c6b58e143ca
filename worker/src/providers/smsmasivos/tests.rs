//! Conversations against a script: what is sent, and what each answer comes to.

use super::contacts::{Contact, Contacts, Look};
use super::directory::{List, UpstreamUser, UpstreamWallet};
use super::employees::Employee;
use super::fate::Fate;
use super::points::{Move, Transaction};
use super::registration::{Add, Registration};
use super::{Credentials, CredentialsFlaw};
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::providers::{
    BUDGET_MS, Balance, Conversation, Inquiry, Moment, Outcome, RefusalKind, Step,
};
use ventanilla_core::Amount;
use ventanilla_core::loyalty::{MovementKind, Points, TenDigits};
use ventanilla_core::role::Role;
use ventanilla_core::wire::loyalty::requests::AddEmployeeRequest;

type Answer = Result<HttpResponse, HttpError>;

fn account() -> Credentials {
    Credentials::new("https://masivos.example/api/", "a-key-of-the-tests").expect("an account")
}

fn said(status: u16, body: &str) -> Answer {
    Ok(HttpResponse {
        status,
        headers: Vec::new(),
        body: body.as_bytes().to_vec(),
    })
}

fn too_many(seconds: &str) -> Answer {
    Ok(HttpResponse {
        status: 429,
        headers: vec![("retry-after".to_owned(), seconds.to_owned())],
        body: Vec::new(),
    })
}

fn balance(points: &str) -> Answer {
    said(
        200,
        &format!(
            r#"{{"success":true,"result":{{"contact_name":"Ana","contact_phone":"4771234567","contact_birthdate":null,"contact_balance":{points}}},"status":200,"code":"balance_get_01"}}"#
        ),
    )
}

fn no_contact() -> Answer {
    said(
        200,
        r#"{"success":false,"message":"x","status":404,"code":"balance_get_04"}"#,
    )
}

fn done(balance: &str) -> Answer {
    said(
        200,
        &format!(
            r#"{{"success":true,"message":"x","newBalance":{balance},"code":"new_sale_01","status":200}}"#
        ),
    )
}

/// Holds a conversation with a script; what was sent, and what it came to. Each answer takes `span_ms`.
fn held<C: Conversation>(
    mut conversation: C,
    answers: Vec<Answer>,
    span_ms: i64,
) -> (Vec<HttpRequest>, C::Outcome) {
    let mut moment = Moment {
        now_ms: 1_000,
        remaining_ms: BUDGET_MS,
    };
    let mut sent = Vec::new();
    let mut answers = answers.into_iter();
    let mut step = conversation.next(&moment, None);
    loop {
        let request = match step {
            Step::Done(outcome) => {
                assert_eq!(answers.next(), None, "the script goes on");
                return (sent, outcome);
            }
            Step::Send(request) => request,
            Step::SendAfter { delay_ms, request } => {
                moment.remaining_ms = moment.remaining_ms.saturating_sub(delay_ms);
                request
            }
        };
        sent.push(request);
        let Some(answer) = answers.next() else {
            return (sent, conversation.cut_short());
        };
        moment.remaining_ms = moment.remaining_ms.saturating_sub(span_ms);
        step = conversation.next(&moment, Some(&answer));
    }
}

fn transaction(kind: MovementKind, minor: i32) -> Transaction<'static> {
    Transaction {
        wallet_key: "w1",
        phone: "4771234567",
        user_id: 8_141,
        kind,
        amount: Amount::from_small_minor(minor),
        purchase: None,
        ticket: None,
    }
}

/// So many points, as the service shows them.
fn points(text: &str) -> Option<Balance> {
    Some(Balance::Points(Points::parse(text).expect("points")))
}

/// In a word what became of an order.
fn word(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Delivered(delivery) => {
            let told = delivery.reference.as_ref().map(|words| words.as_str());
            format!("delivered {}", told.unwrap_or("-"))
        }
        Outcome::Refused(refusal) => match refusal.kind {
            RefusalKind::Documented(said) => format!("refused {}", said.code),
            kind => format!("refused {kind:?}"),
        },
        Outcome::Pending(_) => "pending".to_owned(),
        Outcome::Unknown(evidence) => match evidence.balance {
            Some(Balance::Points(points)) => format!("unknown, after {}", points.to_text()),
            Some(Balance::NoContact) => "unknown, no contact".to_owned(),
            None => "unknown".to_owned(),
        },
    }
}

#[test]
fn accounts() {
    for (base_url, apikey, flaw) in [
        ("http://masivos.example", "k", CredentialsFlaw::BaseUrl),
        ("https://masivos.example?x", "k", CredentialsFlaw::BaseUrl),
        ("https://masivos.example", "", CredentialsFlaw::ApiKey),
        ("https://masivos.example", "a b", CredentialsFlaw::ApiKey),
        ("https://masivos.example", "ñ", CredentialsFlaw::ApiKey),
    ] {
        assert_eq!(
            Credentials::new(base_url, apikey).unwrap_err(),
            flaw,
            "{base_url} {apikey}"
        );
    }
    assert!(!format!("{:?}", account()).contains("a-key-of-the-tests"));
}

#[test]
fn what_is_sent() {
    let account = account();
    let (sent, _) = held(
        Move::new(
            &account,
            Transaction {
                ticket: Some("A 1&b=2"),
                purchase: Some(Amount::from_small_minor(2_000)),
                ..transaction(MovementKind::Redemption, 1_050)
            },
            points("100"),
        ),
        vec![done("89.00"), balance("89.5")],
        0,
    );
    let bodies: Vec<&str> = sent
        .iter()
        .filter_map(|request| request.body.as_deref())
        .collect();
    assert_eq!(
        bodies,
        [
            "wallet_key=w1&phone=4771234567&transaction_type=1&points_used=10.50&usertool_id=8141&transaction_amount=20.00&ticket=A+1%26b%3D2",
            "wallet_key=w1&phone=4771234567",
        ]
    );
    assert_eq!(sent[0].url, "https://masivos.example/api/wallet/sale");
    assert_eq!(sent[0].header("apikey"), Some("a-key-of-the-tests"));
    assert_eq!(
        sent[0].header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert!(!format!("{:?}", sent[0]).contains("a-key-of-the-tests"));
    // The balance before, the transaction, the balance afterwards.
    let (question, _) = held(
        Look::new(&account, "w1", "4771234567"),
        vec![balance("1")],
        0,
    );
    let all = question.iter().chain(&sent);
    let spent: i64 = all.map(|request| request.timeout_ms).sum();
    assert!(spent < BUDGET_MS);

    let (sent, _) = held(
        Move::new(
            &account,
            transaction(MovementKind::Removal, 500),
            points("100"),
        ),
        vec![said(200, ""), balance("95")],
        0,
    );
    assert_eq!(
        sent[0].url,
        "https://masivos.example/api/wallet/balance/update"
    );
    assert_eq!(
        sent[0].body.as_deref(),
        Some(
            "wallet_key=w1&phone=4771234567&transaction_type=1&transaction_amount=5.00&usertool_id=8141"
        )
    );
    let (sent, _) = held(
        Move::new(
            &account,
            transaction(MovementKind::Earning, 500),
            points("100"),
        ),
        vec![done("100.5")],
        0,
    );
    assert_eq!(
        sent[0].body.as_deref(),
        Some(
            "wallet_key=w1&phone=4771234567&transaction_type=0&transaction_amount=5.00&usertool_id=8141"
        )
    );
}

#[test]
fn what_becomes_of_a_transaction() {
    let refused = |code: &str| {
        said(
            200,
            &format!(r#"{{"success":false,"message":"m","status":402,"code":"{code}"}}"#),
        )
    };
    let time_out = || -> Answer { Err(HttpError::TimedOut) };
    let (some, none) = (points("100"), Some(Balance::NoContact));
    // What the service showed before, what it answers then, and what it comes to.
    let cases: Vec<(Option<Balance>, Vec<Answer>, &str)> = vec![
        (some, vec![done("90")], "delivered 90.00"),
        (some, vec![done("\"90.00\"")], "delivered 90.00"),
        (
            some,
            vec![refused("wallet_redeem_10")],
            "refused wallet_redeem_10",
        ),
        (
            some,
            vec![refused("wallet_redeem_02")],
            "refused wallet_redeem_02",
        ),
        (none, vec![refused("new_sale_12")], "refused new_sale_12"),
        (None, vec![refused("new_sale_10")], "refused new_sale_10"),
        // Our own key is not good there.
        (some, vec![refused("auth_01")], "refused Other"),
        // Nobody can tell.
        (
            some,
            vec![time_out(), balance("90")],
            "unknown, after 90.00",
        ),
        (
            some,
            vec![time_out(), balance("100")],
            "unknown, after 100.00",
        ),
        (some, vec![said(500, "x"), time_out()], "unknown"),
        (
            some,
            vec![said(200, "<html>"), no_contact()],
            "unknown, no contact",
        ),
        (
            some,
            vec![done("89.99"), balance("90")],
            "unknown, after 90.00",
        ),
        (some, vec![done("89.99"), time_out()], "unknown"),
        // Others have moved the points in between: it is the balance that the service has.
        (
            some,
            vec![done("89.99"), balance("89.99")],
            "delivered 89.99",
        ),
        (
            some,
            vec![refused("wallet_redeem_99"), balance("100")],
            "unknown, after 100.00",
        ),
        (none, vec![done("5"), balance("5")], "delivered 5.00"),
        (None, vec![done("5"), balance("5")], "delivered 5.00"),
        // A status says nothing where the body does; a server's own failure does.
        (
            some,
            vec![said(402, r#"{"success":false,"code":"wallet_redeem_10"}"#)],
            "refused wallet_redeem_10",
        ),
        (
            some,
            vec![
                said(502, r#"{"success":false,"code":"wallet_redeem_10"}"#),
                balance("100"),
            ],
            "unknown, after 100.00",
        ),
        // Too many: once more where that is soon.
        (some, vec![too_many("2"), done("90")], "delivered 90.00"),
        (
            some,
            vec![too_many("2"), too_many("2")],
            "refused Unavailable",
        ),
        (some, vec![too_many("60")], "refused Unavailable"),
        (some, vec![too_many("")], "refused Unavailable"),
        (
            some,
            vec![too_many("2"), time_out(), balance("90")],
            "unknown, after 90.00",
        ),
    ];
    let account = account();
    let redemption = |before| {
        Move::new(
            &account,
            transaction(MovementKind::Redemption, 1_000),
            before,
        )
    };
    for (before, answers, expected) in cases {
        let shown = format!("{before:?} {answers:?}");
        let (sent, outcome) = held(redemption(before), answers, 0);
        assert_eq!(word(&outcome), expected, "{shown}");
        let transactions = sent
            .iter()
            .filter(|request| request.url.ends_with("/wallet/sale"))
            .count();
        assert!(transactions <= 2, "{shown}");
    }
    // Cut short: what was sent is not known, what was not is refused.
    for (answers, expected) in [
        (vec![], "unknown"),
        (vec![said(500, "x")], "unknown"),
        (vec![too_many("2")], "refused Unavailable"),
    ] {
        assert_eq!(word(&held(redemption(some), answers, 0).1), expected);
    }
    // Where there is no time left, nothing is asked afterwards.
    let (sent, outcome) = held(redemption(some), vec![time_out()], BUDGET_MS);
    assert_eq!((sent.len(), word(&outcome).as_str()), (1, "unknown"));
}

#[test]
fn what_becomes_of_a_registration() {
    let account = account();
    let registration = || Registration {
        wallet_key: "w1",
        phone: "4771234567",
        name: "Ana Ruiz",
        user_id: 8_141,
        birth_date: Some("1990-05-01"),
    };
    let added = || {
        said(
            200,
            r#"{"success":true,"message":"x","status":200,"code":"contact_add_01"}"#,
        )
    };
    let refused = |code: &str| {
        said(
            200,
            &format!(r#"{{"success":false,"message":"m","status":409,"code":"{code}"}}"#),
        )
    };
    let time_out = || -> Answer { Err(HttpError::TimedOut) };
    let none = Some(Balance::NoContact);
    let cases: Vec<(Option<Balance>, Vec<Answer>, &str)> = vec![
        (none, vec![added()], "delivered -"),
        (None, vec![added()], "delivered -"),
        (
            none,
            vec![refused("wallet_manager_13")],
            "refused wallet_manager_13",
        ),
        (
            points("5"),
            vec![refused("wallet_manager_08")],
            "refused wallet_manager_08",
        ),
        (none, vec![time_out(), balance("0")], "delivered -"),
        (none, vec![time_out(), no_contact()], "unknown, no contact"),
        (
            none,
            vec![refused("wallet_manager_10"), no_contact()],
            "refused wallet_manager_10",
        ),
        (
            none,
            vec![refused("wallet_manager_12"), balance("0")],
            "delivered -",
        ),
        (
            none,
            vec![refused("wallet_manager_12"), said(500, "x")],
            "unknown",
        ),
        (none, vec![too_many("1")], "refused Unavailable"),
        // It was there before, or may have been: that it is now says nothing.
        (points("5"), vec![time_out()], "unknown"),
        (None, vec![said(200, "x")], "unknown"),
    ];
    for (before, answers, expected) in cases {
        let shown = format!("{before:?} {answers:?}");
        let (sent, outcome) = held(Add::new(&account, registration(), before), answers, 0);
        assert_eq!(word(&outcome), expected, "{shown}");
        assert_eq!(
            sent[0].body.as_deref(),
            Some(
                "wallet_key=w1&phone=4771234567&customer_name=Ana+Ruiz&usertool_id=8141&customer_birthdate=1990-05-01"
            )
        );
    }
}

#[test]
fn what_is_shown_of_a_contact() {
    let account = account();
    let refused = |code: &str| {
        said(
            200,
            &format!(r#"{{"success":false,"message":"m","status":404,"code":"{code}"}}"#),
        )
    };
    let found = |answers| held(Look::new(&account, "w1", "4771234567"), answers, 0).1;
    for (answer, expected) in [
        (balance("100"), points("100")),
        (balance("\"100.00\""), points("100")),
        (no_contact(), Some(Balance::NoContact)),
        // It says why in a code that has no contact in it.
        (refused("balance_get_03"), None),
    ] {
        let shown = format!("{answer:?}");
        assert_eq!(found(vec![answer]), Inquiry::Answered(expected), "{shown}");
    }
    for (answer, is_refused) in [
        (refused("auth_01"), true),
        (too_many("1"), true),
        (Err(HttpError::TimedOut), false),
        (said(500, "x"), false),
        (said(200, "x"), false),
        (balance("1.005"), false),
        (refused("balance_get_99"), false),
    ] {
        let shown = format!("{answer:?}");
        let found = found(vec![answer]);
        let expected = if is_refused {
            matches!(found, Inquiry::Refused(_))
        } else {
            matches!(found, Inquiry::Unanswered(_))
        };
        assert!(expected, "{shown}: {found:?}");
    }
    assert!(matches!(found(vec![]), Inquiry::Unanswered(_)));
}

#[test]
fn what_has_become_of_an_order() {
    let account = account();
    let time_out = || -> Answer { Err(HttpError::TimedOut) };
    for (adds, answers, expected) in [
        (true, vec![balance("0")], "delivered -"),
        (true, vec![no_contact()], "unknown, no contact"),
        (true, vec![time_out()], "unknown"),
        (false, vec![balance("90")], "unknown, after 90.00"),
        (false, vec![no_contact()], "unknown, no contact"),
        (false, vec![said(500, "x")], "unknown"),
        (false, vec![too_many("1")], "unknown"),
        (false, vec![], "unknown"),
    ] {
        let shown = format!("{adds} {answers:?}");
        let (sent, outcome) = held(Fate::new(&account, "w1", "4771234567", adds), answers, 0);
        assert_eq!(word(&outcome), expected, "{shown}");
        assert_eq!(
            sent[0].body.as_deref(),
            Some("wallet_key=w1&phone=4771234567")
        );
        if let Outcome::Unknown(evidence) = outcome {
            assert_eq!(evidence.remark.to_string().as_str(), "", "{shown}");
        }
    }
}

#[test]
fn questions() {
    let account = account();
    let (sent, found) = held(
        Contacts::new(&account, "w1", Some("4771234567")),
        vec![balance("12.5")],
        0,
    );
    assert_eq!(sent.len(), 1);
    let contact = Contact {
        name: "Ana".to_owned(),
        phone: "4771234567".to_owned(),
        birth_date: None,
        points: Points::parse("12.5").expect("points"),
    };
    assert_eq!(found, Inquiry::Answered(vec![contact.clone()]));
    let list = r#"{"success":true,"result":[{"contact_name":"Ana","contact_phone":4771234567,"contact_birthdate":"","contact_balance":"12.50"}],"status":200,"code":"balance_get_01"}"#;
    let (_, found) = held(
        Contacts::new(&account, "w1", None),
        vec![said(200, list)],
        0,
    );
    assert_eq!(found, Inquiry::Answered(vec![contact]));
    // Another's balance is no answer.
    let (_, found) = held(
        Contacts::new(&account, "w1", Some("4771234568")),
        vec![balance("12.5")],
        0,
    );
    assert!(matches!(found, Inquiry::Unanswered(_)));
    for (answer, is_refused) in [
        (no_contact(), true),
        (too_many("1"), true),
        (said(500, "x"), false),
        (Err(HttpError::TimedOut), false),
    ] {
        let (_, found) = held(
            Contacts::new(&account, "w1", Some("4771234567")),
            vec![answer],
            0,
        );
        assert_eq!(
            matches!(found, Inquiry::Refused(_)),
            is_refused,
            "{found:?}"
        );
    }
    let users = r#"{"success":true,"result":[{"usertool_id":"8141","usertool_name":"Caja","usertool_number":null}],"code":"tool_users_01"}"#;
    let (sent, found) = held(
        List::<UpstreamUser>::new(&account),
        vec![said(200, users)],
        0,
    );
    assert_eq!(
        (sent[0].url.as_str(), sent[0].body.as_deref()),
        ("https://masivos.example/api/toolusers/get", Some(""))
    );
    assert_eq!(
        found,
        Inquiry::Answered(vec![UpstreamUser {
            id: 8_141,
            name: "Caja".to_owned(),
            number: String::new(),
        }])
    );
    let wallets = r#"{"success":true,"result":[{"wallet_name":"W","wallet_key":"w1","wallet_app_client":"x"}],"status":200,"code":"wallets_get_01"}"#;
    let (_, found) = held(
        List::<UpstreamWallet>::new(&account),
        vec![said(200, wallets)],
        0,
    );
    assert_eq!(
        found,
        Inquiry::Answered(vec![UpstreamWallet {
            key: "w1".to_owned(),
            name: "W".to_owned()
        }])
    );
    let (_, found) = held(
        List::<UpstreamWallet>::new(&account),
        vec![said(
            200,
            r#"{"success":false,"code":"auth_01","status":401}"#,
        )],
        0,
    );
    assert!(matches!(found, Inquiry::Refused(refusal) if refusal.kind == RefusalKind::Other));
}

#[test]
fn collaborators() {
    let account = account();
    let request = AddEmployeeRequest {
        role: Role::Gerente,
        employee_name: "Beto Luna".to_owned(),
        business_name: "Sur".to_owned(),
        number: TenDigits::parse("4771000009").expect("ten digits"),
        password: "una clave & otra".to_owned(),
    };
    let added = r#"{"success":true,"message":"x","collaboratorId":8141,"status":200,"code":"toolusers_01"}"#;
    let (sent, outcome) = held(Employee::add(&account, &request), vec![said(200, added)], 0);
    assert_eq!(outcome, Inquiry::Answered(Some(8_141)));
    let body = sent[0].body.clone().expect("a body");
    assert!(
        body.starts_with(
            "type=gerente&employee_name=Beto+Luna&business_name=Sur&number=4771000009&password="
        ),
        "{body}"
    );
    // Wherever the password stands, it can be masked.
    let conversation = Employee::add(&account, &request);
    let masked = conversation
        .secrets()
        .into_iter()
        .fold(body, |body, secret| body.replace(secret, "***"));
    assert!(masked.ends_with("password=***"), "{masked}");
    let (_, outcome) = held(
        Employee::disable(&account, "4771000009"),
        vec![said(200, added)],
        0,
    );
    assert_eq!(outcome, Inquiry::Answered(None));
    for (body, is_refused) in [
        (r#"{"success":false,"code":"err_toolusers_03"}"#, true),
        (r#"{"success":true,"code":"toolusers_01"}"#, false),
        (r#"{"success":false,"code":"err_toolusers_99"}"#, false),
    ] {
        let (_, outcome) = held(Employee::add(&account, &request), vec![said(200, body)], 0);
        assert_eq!(matches!(outcome, Inquiry::Refused(_)), is_refused, "{body}");
    }
}
