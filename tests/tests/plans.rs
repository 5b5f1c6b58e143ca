//! No statement of a request reads a table from end to end or sorts what it read: what it costs does not grow with the history.

use serde_json::json;
use ventanilla_core::Amount;
use ventanilla_core::barcode::{BranchNumber, CouponCode, CustomerNumber};
use ventanilla_core::loyalty::{MovementKind, Percentage, Points};
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::operator::Operator;
use ventanilla_core::provider::Provider;
use ventanilla_core::role::Role;
use ventanilla_core::wire::portal::coupons::{CouponState, PaymentMethod};
use ventanilla_core::wire::portal::invoices::InvoiceState;
use ventanilla_core::wire::resources::loyalty_orders::LoyaltyOrderKind;
use ventanilla_core::wire::resources::payments::OrderState;
use ventanilla_core::wire::time::Date;
use ventanilla_tests::shop::{Shop, demo_tenant};
use ventanilla_tests::sqlite::Sqlite;
use ventanilla_worker::ports::Statement;
use ventanilla_worker::providers::Balance;
use ventanilla_worker::store::api_key::NewApiKey;
use ventanilla_worker::store::client::ClientRow;
use ventanilla_worker::store::coupon::{IssuingBranchRow, NewCoupon};
use ventanilla_worker::store::coupon_end::Tender;
use ventanilla_worker::store::customer::NewCustomer;
use ventanilla_worker::store::history::HistoryQuery;
use ventanilla_worker::store::invoice::NewInvoice;
use ventanilla_worker::store::loyalty::{NewContact, NewMovement, WalletContext};
use ventanilla_worker::store::loyalty_order::NewLoyaltyOrder;
use ventanilla_worker::store::loyalty_wallet::WalletSettings;
use ventanilla_worker::store::operation::{Idempotency, OperationRef};
use ventanilla_worker::store::operation_list::{OperationQuery, OperationScope};
use ventanilla_worker::store::phone_credit::{NewAmount, NewCompletion, NewOrder};
use ventanilla_worker::store::provider::{AnsweredCall, RouteRow, SentCall};
use ventanilla_worker::store::provider_order::{Finding, OrderOf, Target};
use ventanilla_worker::store::service_payment::{NewPayment, PaidBy, Source};
use ventanilla_worker::store::span::Span;
use ventanilla_worker::store::user::{NewPerson, NewUser};
use ventanilla_worker::store::{
    api_key, cash_session, client, closing_report, collaborator, coupon, coupon_end, customer,
    injection, integrator, invoice, ledger, loyalty, loyalty_order, loyalty_wallet, movement,
    operation, operation_list, operator, phone_credit, phone_wallet, portal, provider,
    provider_order, register, report, sandbox, service_payment, top_up, user,
};

fn reference() -> OperationRef {
    OperationRef {
        tenant_id: 1,
        id: "00000000-0000-7000-8000-000000000000".into(),
        actor: "user:1".into(),
        idempotency: None,
    }
}

fn history(operator: Option<Operator>, cash_session_id: Option<i64>) -> HistoryQuery {
    HistoryQuery {
        operator,
        cash_session_id,
        span: Span::default(),
        cursor: None,
        limit: 50,
    }
}

fn query(scope: OperationScope) -> OperationQuery {
    OperationQuery {
        scope,
        kind: None,
        state: None,
        cash_session_id: None,
        user_id: None,
        amount: None,
        operator: None,
        span: Span::default(),
        cursor: None,
        limit: 50,
    }
}

fn customer_number() -> CustomerNumber {
    CustomerNumber::new(1).expect("a number")
}

fn code() -> CouponCode {
    CouponCode::build(
        BranchNumber::new(1).expect("a number"),
        customer_number(),
        Date::from_days(20_000),
    )
}

/// Every statement of coupons, customers and invoices that reads.
fn of_coupons() -> Vec<Statement> {
    let (number, code, reference) = (customer_number(), code(), reference());
    let branch = IssuingBranchRow {
        id: 1,
        number: 1,
        utc_offset_min: 0,
    };
    let new_coupon = NewCoupon {
        branch: &branch,
        code,
        invoices: &[],
        total: ventanilla_core::Amount::ZERO,
        due_day: 20_030,
    };
    let tender = Tender {
        coupon: None,
        method: PaymentMethod::Efectivo,
        amount: None,
    };
    let customers = [NewCustomer::new(Some(number), "Ana", None).at_line(1)];
    let invoices = [NewInvoice::new("x", number, "x", 1, ventanilla_core::Amount::ZERO).at_line(1)];
    let mut statements = vec![
        coupon::find(1, &code, 0),
        coupon::issued_by(&reference),
        coupon::page(1, number, None, 50, 0),
        coupon::page(1, number, Some(CouponState::Used), 50, 0),
        coupon::count(1, number, None),
        coupon::count(1, number, Some(CouponState::Used)),
        coupon::issuing_branch(1, Some(1)),
        coupon::expire_of_customer(1, number, 0),
        coupon::expire_of_code(1, &code, 0),
        coupon::expire_all(0),
        coupon_end::ended_by(&reference),
        customer::find(1, number),
        customer::assert_free(1, Some(number)),
        customer::newest(1),
        customer::list(1, &[], 50, 0),
        customer::list(1, &["ana".into(), "perez".into()], 50, 0),
        customer::preview(1, &customers),
        invoice::of_customer(1, number, None, 0, 50, 0),
        invoice::of_customer(1, number, Some(InvoiceState::Open), 0, 50, 0),
        invoice::assert_free(1, "x"),
        invoice::made_by(&reference),
        invoice::insert(&reference, &invoices, 0),
        invoice::imported(&reference, &invoices),
        portal::find(1, "x", 1),
        portal::assert_host(1, "x"),
        portal::assert_secret(1, 1),
        portal::branch_balances(1),
    ];
    statements.extend(coupon::issue(&reference, &new_coupon, 0));
    statements.extend(coupon_end::collect(&reference, &code, &tender, 1, 1, 0));
    statements.extend(coupon_end::cancel(&reference, &code, None, 1, "x", 0));
    statements.extend(customer::insert(1, &customers, 0));
    statements.extend(customer::update(
        1,
        number,
        ("Ana", None),
        ("Ana", Some("1")),
        0,
    ));
    statements
}

/// Every statement of service payments, providers and integrators that reads.
fn of_providers() -> Vec<Statement> {
    let reference = reference();
    let route = RouteRow {
        mode: "demo".into(),
        account: None,
    };
    let sent = SentCall {
        sent: "x",
        sent_at_ms: 0,
    };
    let answered = AnsweredCall {
        answered: "x",
        answered_at_ms: 0,
    };
    let finding = Finding {
        state: OrderState::Delivered,
        reference: None,
        refusal: None,
        reason: None,
        evidence: "",
        next_attempt_at_ms: None,
        settled_by_user_id: None,
    };
    let amount = ventanilla_core::Amount::from_small_minor(1);
    let payment = |paid_by| NewPayment {
        provider: Provider::Cps,
        service_id: 57,
        description: "x",
        number: "x",
        amount,
        paid_by,
    };
    let (in_cash, on_credit) = (
        payment(PaidBy::SessionOf(1)),
        payment(PaidBy::Integrator(1)),
    );
    let mut statements = vec![
        provider::route(1, Provider::Cps),
        provider::assert_route(1, Provider::Cps, &route),
        provider::insert_call(1, Provider::Cps, Some("x"), &sent, Some(&answered)),
        provider::answer_call("x", &answered),
        provider::calls(1, "x"),
        provider::list(1),
        provider::find(1, Provider::Cps),
        provider::funded_by(&reference),
        provider::fund(&reference, Provider::Cps, amount, 0),
        provider::set_account(1, Provider::Cps, "x", "x", 0),
        provider::retire_account(1, Provider::Cps, 0),
        provider_order::insert(&reference, Provider::Cps, Target::Sandbox, None, 0),
        provider_order::lease_due(1, 0),
        service_payment::claim(&reference, Some(1), &in_cash, 0),
        service_payment::by_reference(&reference),
        service_payment::find(1, "x"),
        service_payment::open(1, 100),
        service_payment::recent(1, 100),
        service_payment::claim_refund(&reference, 1, "x", 0),
        service_payment::refunded_by(&reference),
        integrator::signer("x"),
        integrator::assert(1, 1),
        integrator::check(1, 1),
        integrator::use_nonce(1, 0),
        integrator::forget_nonces(0),
        integrator::list(1),
        integrator::find(1, 1),
        integrator::find_named(1, "x"),
        integrator::assert_key_free("x"),
        integrator::assert_known(1, 1),
        integrator::pay(&reference, 1, amount, 0),
        sandbox::count("x"),
        sandbox::names("x", 100),
    ];
    statements.extend(provider_order::record(1, "x", 0, &finding, 0));
    for of in [OrderOf::Payment, OrderOf::Points] {
        statements.extend(provider_order::decide(1, of, "x", &finding, 0));
    }
    for payment in [&in_cash, &on_credit] {
        statements.extend(service_payment::pay(
            &reference,
            payment,
            Source::Prefund,
            0,
        ));
    }
    statements.extend(service_payment::refund(&reference, 1, "x", 0));
    statements.extend(integrator::update(1, 1, Some("x"), None, None, 0));
    statements.extend(integrator::set_keys(1, 1, "x", "x", 0));
    statements
}

fn client_row() -> ClientRow {
    ClientRow {
        id: 1,
        tenant_id: 1,
        name: "x".into(),
        version: 1,
        sealed: "x".into(),
    }
}

/// Every statement of phone credits, their wallets and their clients.
fn of_phone_credits() -> Vec<Statement> {
    let reference = reference();
    let amount = ventanilla_core::Amount::from_small_minor(1);
    let order = NewOrder {
        id: "x",
        dealer_id: 1,
        number: "19996416288",
        target: "sandbox",
        account_version: None,
        reference: "x",
        expires_at_ms: 1,
    };
    let amounts = [NewAmount {
        id: "x".into(),
        amount: "1".into(),
        amount_key: "",
    }];
    let completion = NewCompletion {
        order_id: "x",
        wallet_id: 1,
        source: "x",
        amount,
    };
    let known_as = Some("x");
    let mut statements = vec![
        phone_credit::find(1, "x"),
        phone_credit::history(1, "x", 100),
        phone_credit::by_reference(&reference),
        phone_credit::by_operation(1, "x"),
        phone_wallet::list(1),
        phone_wallet::find(1, "x"),
        phone_wallet::funded_by(&reference),
        phone_wallet::owner("x"),
        phone_wallet::insert(1, "x", "x", None, 0),
        phone_wallet::assert_known(1, "x"),
        phone_wallet::assert_free("x"),
        phone_wallet::fund(&reference, "x", amount, 0),
        client::of_key("x"),
        client::find(1, 1),
        client::assert_session("x", 1, 1),
        client::check_session("x", 1, 1),
        client::revoke_session("x", 0),
        client::use_signature(1, "x", 0),
        client::forget_signatures(0),
        provider::route(1, Provider::BitCapital),
        provider::find(1, Provider::BitCapital),
        provider_order::insert(
            &reference,
            Provider::BitCapital,
            Target::Sandbox,
            known_as,
            0,
        ),
    ];
    statements.extend(phone_credit::insert(1, &order, &amounts, 0));
    statements.extend(phone_wallet::update(1, "x", Some("x"), None, 0));
    statements.extend(client::start_session("x", &client_row(), 0, 1));
    for paid_by in [PaidBy::SessionOf(1), PaidBy::Integrator(1)] {
        let payment = NewPayment {
            provider: Provider::BitCapital,
            service_id: 1,
            description: "x",
            number: "x",
            amount,
            paid_by,
        };
        let source = Source::Wallet(&completion);
        statements.extend(service_payment::pay(&reference, &payment, source, 0));
    }
    statements
}

fn wallet() -> WalletContext {
    WalletContext {
        id: 1,
        percentage: Percentage::MAX,
        is_ticket_required: false,
        is_birth_date_required: false,
        pin_threshold: None,
        upstream_key: None,
        settings: "[10000,0,0,null,null]".into(),
    }
}

fn new_contact(phone: &str) -> NewContact<'_> {
    NewContact {
        phone,
        name: "x",
        birth_date: None,
        user_id: Some(1),
    }
}

fn new_movement(kind: MovementKind, ticket: &str) -> NewMovement<'_> {
    NewMovement {
        kind,
        phone: "4771234567",
        points: Points::new(Amount::from_small_minor(1)).expect("points"),
        purchase: Some(Amount::from_small_minor(1)),
        percentage: (kind == MovementKind::Earning)
            .then(|| Percentage::new(Percentage::MAX).expect("a percentage")),
        ticket: Some(ticket),
        reason: None,
        user_id: Some(1),
        authorised_by_user_id: Some(1),
    }
}

fn new_order() -> NewLoyaltyOrder<'static> {
    NewLoyaltyOrder {
        operation_kind: OperationKind::LoyaltyEarning,
        kind: LoyaltyOrderKind::Movement(MovementKind::Earning),
        phone: "4771234567",
        name: None,
        amount: Some(Amount::from_small_minor(1)),
        ticket: Some("x"),
        reason: None,
        user_id: 1,
        authorised_by_user_id: None,
    }
}

/// Every statement of loyalty wallets, their collaborators and the keys of their door.
fn of_loyalty() -> Vec<Statement> {
    let (reference, wallet) = (reference(), wallet());
    let settings = WalletSettings::default();
    let new_user = NewUser {
        login: "4771000009",
        name: "x",
        password_hash: "x",
        role: Role::Operador,
        active: true,
        person: NewPerson {
            given_names: "x",
            first_surname: "",
            second_surname: "",
            birth_date: None,
            gender: None,
        },
    };
    let new_key = NewApiKey {
        name: "x",
        key_hash: "x",
        hint: "x",
        doors: &["wallet"],
    };
    let phone = Some("4771234567");
    let idempotency = Idempotency {
        key: "x".to_owned(),
        request_hash: "x".to_owned(),
    };
    let mut statements = vec![
        loyalty::context(1, "x", Some(1), "4771234567"),
        loyalty::list_contacts(1, "x", 0),
        loyalty::find_contact(1, "x", "4771234567"),
        loyalty::balance_of(&reference),
        loyalty::claim_order(&reference, &new_order(), 0),
        loyalty::claim(
            &reference,
            OperationKind::LoyaltyEarning,
            Some(1),
            "x",
            "x",
            0,
        ),
        loyalty_order::find(1, "x"),
        loyalty_order::by_reference(&reference),
        loyalty_order::waiting(1),
        loyalty_order::latest(1),
        loyalty_order::assert_usable(1, 1, "x", 1, 1),
        loyalty_order::insert(&reference, 1, "x", &new_order(), 0),
        loyalty_order::tell_before("x", None, 0),
        provider_order::assert_leased(1, "x", 0, false),
        loyalty_order::tell_after("x", Balance::NoContact),
        loyalty_order::sent(1, "x"),
        loyalty_order::list_collaborators(1),
        loyalty_order::forget_collaborator(1, 1),
        provider_order::insert_without_hold(&reference, Provider::SmsMasivos, Target::Sandbox, 0),
        loyalty::page(1, 1, None, None, 50),
        loyalty::page(1, 1, None, Some(9), 50),
        loyalty::page(1, 1, phone, None, 50),
        loyalty::page(1, 1, phone, Some(9), 50),
        loyalty_wallet::list(1),
        loyalty_wallet::find(1, 1),
        loyalty_wallet::find_by_key(1, "x"),
        loyalty_wallet::insert(1, "x", &settings, 0),
        loyalty_wallet::assert_known(1, 1),
        loyalty_wallet::list_marks(1),
        loyalty_wallet::mark(1, "4771234567", "blocked", Some(1), 0),
        loyalty_wallet::unmark(1, "4771234567"),
        collaborator::list(1),
        collaborator::find_by_login(1, "x"),
        collaborator::supervisors(1),
        collaborator::assert_name_free(1, "x"),
        collaborator::insert_business(1, "x", "x", "user:1"),
        collaborator::find_request(1, "user:1", "x"),
        collaborator::insert_request(1, "user:1", &idempotency, "x", 0),
        collaborator::find_pin(1, 1),
        collaborator::set_pin(1, 1, "x", 0),
        user::insert(1, &new_user, Some(1), 0),
        api_key::presented("x"),
        api_key::note_use("x", 0),
        api_key::assert(1),
        api_key::check(1),
        api_key::list(1),
        api_key::find(1, 1),
        api_key::find_by_hash(1, "x"),
        api_key::insert(1, &new_key, Some(1), 0),
    ];
    statements.extend(loyalty::add_contact(
        &reference,
        &wallet,
        &new_contact("4771234567"),
        0,
    ));
    for kind in MovementKind::ALL {
        let movement = new_movement(kind, "x");
        statements.extend(loyalty::move_points(&reference, &wallet, &movement, 0));
    }
    statements.extend(loyalty_wallet::update(1, 1, &settings, 0));
    statements.extend(loyalty_order::set_collaborator(1, 1, 1, 0));
    statements.extend(loyalty_wallet::set_permissions(1, 1, &[1, 2]));
    statements.extend(collaborator::archive(1, "x", Some(1), 0));
    statements.extend(api_key::revoke(1, 1, 0));
    statements
}

/// Every scope, and the index it starts from; of an operator, both.
fn scopes() -> Vec<(&'static str, OperationScope)> {
    vec![
        ("operation_by_time", OperationScope::All),
        ("operation_by_session", OperationScope::Session(1)),
        (
            "operation_by_amount",
            OperationScope::Amount(ventanilla_core::Amount::ZERO),
        ),
        ("operation_by_user", OperationScope::User(1)),
        (
            "top_up_by_operator",
            OperationScope::Operator(Operator::Tigo),
        ),
        (
            "injection_by_operator",
            OperationScope::Operator(Operator::Tigo),
        ),
        (
            "operation_by_kind",
            OperationScope::Kind(OperationKind::TopUp),
        ),
        (
            "operation_by_state",
            OperationScope::State(OperationState::Unknown),
        ),
        (
            "operation_by_subject",
            OperationScope::Subject("76543210".into()),
        ),
        (
            "operation_by_key",
            OperationScope::Key {
                key: "k".into(),
                actor: "user:1".into(),
            },
        ),
    ]
}

/// What is looked for is found in the order of its index: nothing is sorted but what was found, and what one millisecond has.
#[test]
fn nothing_is_sorted_before_it_is_cut() {
    let db = Sqlite::migrated();
    for (index, scope) in scopes() {
        let query = query(scope);
        for statement in [
            operation_list::page(1, &query),
            operation_list::totals(1, &query),
        ] {
            let plan = db.plan(&statement);
            let mut is_looking = false;
            for step in &plan {
                if step.starts_with("CO-ROUTINE") {
                    is_looking = true;
                } else if step.starts_with("SCAN (subquery") {
                    is_looking = false;
                }
                assert!(
                    !is_looking || step != "USE TEMP B-TREE FOR ORDER BY",
                    "{index}: {plan:#?}"
                );
            }
        }
    }
}

/// However far back a page is, it costs what the first one costs.
#[test]
fn a_page_far_back_costs_no_more() {
    let shop = Shop::demo(5);
    shop.db
        .execute(
            "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000) \
             INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, amount, subject, created_at_ms, updated_at_ms) \
             SELECT printf('00000000-0000-7000-8000-%012d', n), 1, 'cash_movement', 'succeeded', 'user:1', 1, 3000, 'x', n, n FROM number",
        )
        .expect("operations");
    let scopes = [
        OperationScope::All,
        OperationScope::Amount(ventanilla_core::Amount::from_small_minor(3_000)),
        OperationScope::User(1),
        OperationScope::Kind(OperationKind::CashMovement),
        OperationScope::Subject("x".into()),
    ];
    for scope in scopes {
        let at = |cursor_ms| {
            let cursor = Some((cursor_ms, "~".to_owned()));
            let query = OperationQuery {
                cursor,
                ..query(scope.clone())
            };
            shop.db.steps(&operation_list::page(1, &query))
        };
        let (first, last) = (at(5_000), at(60));
        assert!(last <= first * 2, "{scope:?}: {first} steps, then {last}");
    }
}

/// What the triggers of a payment, its end and its refund do, too, costs no more than at first.
#[test]
fn a_payment_costs_no_more_after_many() {
    let mut shop = Shop::bodega(5);
    shop.log_in("carmen@bodega.demo");
    shop.post(
        "carmen@bodega.demo",
        "/cajas/abrir",
        &json!({"id_caja": 1, "conteo": {"100.00": 10}}),
    )
    .expect(201);
    let steps = |number: i64| {
        let id = |kind: i64| format!("00000000-0000-7000-{kind:04}-{number:012}");
        let reference = OperationRef {
            id: id(8_000),
            ..reference()
        };
        for kind in [8_000, 9_000] {
            shop.db
                .execute(&format!(
                    "INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, cash_session_id, amount, subject, created_at_ms, updated_at_ms) \
                     VALUES ('{}', 1, 'service_payment', 'submitted', 'user:3', 3, 1, 1, 'x', 0, 0)",
                    id(kind)
                ))
                .expect("an operation");
        }
        let statements = [
            Statement::new(
                "INSERT INTO service_payment (tenant_id, operation_id, provider_id, service_id, number, amount, branch_id, receipt_number, \
                   cash_session_id, local_day, created_at_ms) VALUES (1, ?1, 1, 57, 'x', 1, 1, CAST(?2 AS INTEGER), 1, 0, 0)",
            )
            .text(id(8_000))
            .integer(number),
            provider_order::insert(&reference, Provider::Cps, Target::Sandbox, None, 0),
            Statement::new("UPDATE provider_order SET state = 'refused', settled_at_ms = 1 WHERE operation_id = ?1").text(id(8_000)),
            Statement::new(
                "INSERT INTO service_refund (operation_id, tenant_id, refunds_operation_id, cash_session_id, user_id, amount, created_at_ms) \
                 VALUES (?2, 1, ?1, 1, 3, 1, 0)",
            )
            .text(id(8_000))
            .text(id(9_000)),
        ];
        statements.map(|statement| shop.db.steps(&statement))
    };
    let first = steps(1);
    for number in 2..1_000 {
        steps(number);
    }
    let last = steps(1_000);
    for (first, last) in first.iter().zip(last) {
        assert!(last <= first * 2, "{first} steps, then {last}");
    }
    shop.assert_sound();
}

/// So does a completion cost no more after many, with the triggers of wallets.
#[test]
fn a_completion_costs_no_more_after_many() {
    let shop = Shop::empty(5);
    shop.set_up(&demo_tenant("Loja Demo")).expect(201);
    let steps = |number: i64| {
        let id = |kind: i64| format!("00000000-0000-7000-{kind:04}-{number:012}");
        let reference = OperationRef {
            id: id(8_000),
            ..reference()
        };
        let order_id = id(9_000);
        let order = NewOrder {
            id: &order_id,
            dealer_id: 1,
            number: "19996416288",
            target: "sandbox",
            account_version: None,
            reference: &order_id,
            expires_at_ms: 1,
        };
        let amounts = [NewAmount {
            id: id(9_500),
            amount: "1".into(),
            amount_key: "",
        }];
        let amount = ventanilla_core::Amount::from_small_minor(1);
        let payment = NewPayment {
            provider: Provider::BitCapital,
            service_id: 1,
            description: "x",
            number: "19996416288",
            amount,
            paid_by: PaidBy::Integrator(1),
        };
        let completion = NewCompletion {
            order_id: &order_id,
            wallet_id: 1,
            source: "x",
            amount,
        };
        let mut statements = phone_credit::insert(1, &order, &amounts, 0);
        statements.push(service_payment::claim(&reference, None, &payment, 0));
        let source = Source::Wallet(&completion);
        statements.extend(service_payment::pay(&reference, &payment, source, 0));
        statements.push(provider_order::insert(
            &reference,
            Provider::BitCapital,
            Target::Sandbox,
            Some("x"),
            0,
        ));
        statements.push(
            Statement::new("UPDATE provider_order SET state = 'delivered', settled_at_ms = 1 WHERE operation_id = ?1")
                .text(id(8_000)),
        );
        let steps: Vec<_> = statements
            .iter()
            .map(|statement| shop.db.steps(statement))
            .collect();
        steps
    };
    let first = steps(1);
    for number in 2..1_000 {
        steps(number);
    }
    let last = steps(1_000);
    for (first, last) in first.iter().zip(last) {
        assert!(last <= first * 2, "{first} steps, then {last}");
    }
    shop.assert_sound();
}

/// Nor does a sale that earns points, with the triggers of contacts and movements, and tickets that are good once.
#[test]
fn a_sale_with_points_costs_no_more_after_many() {
    let mut shop = Shop::tienda(5);
    shop.log_in("admin@tienda.demo");
    let change = json!({"ticket_unico": true, "porcentaje": "100.00", "pin_desde": null});
    shop.patch("admin@tienda.demo", "/monederos/1", &change)
        .expect(200);
    let steps = |number: i64| {
        let with_id = |kind: i64| OperationRef {
            id: format!("00000000-0000-7000-{kind:04}-{number:012}"),
            ..reference()
        };
        let (added, earned) = (with_id(8_000), with_id(9_000));
        let phone = format!("477{number:07}");
        let ticket = format!("T-{number}");
        let movement = new_movement(MovementKind::Earning, &ticket);
        let claim = |reference: &OperationRef, kind| {
            loyalty::claim(reference, kind, Some(1), &phone, "x", 0)
        };
        let mut statements = vec![claim(&added, OperationKind::LoyaltyContact)];
        let contact = new_contact(&phone);
        statements.extend(loyalty::add_contact(&added, &wallet(), &contact, 0));
        statements.push(claim(&earned, OperationKind::LoyaltyEarning));
        statements.extend(loyalty::move_points(&earned, &wallet(), &movement, 0));
        statements.push(loyalty::context(1, "x", Some(1), &phone));
        statements.push(loyalty::page(1, 1, None, None, 10));
        let steps: Vec<_> = statements
            .iter()
            .map(|statement| shop.db.steps(statement))
            .collect();
        steps
    };
    for number in 1..20 {
        steps(number);
    }
    let first = steps(20);
    for number in 21..1_000 {
        steps(number);
    }
    let last = steps(1_000);
    for (first, last) in first.iter().zip(last) {
        assert!(last <= first * 2, "{first} steps, then {last}");
    }
    shop.assert_sound();
}

#[test]
fn lists_are_read_along_an_index() {
    let db = Sqlite::migrated();
    let mut cases: Vec<(&str, Statement)> = scopes()
        .into_iter()
        .flat_map(|(index, scope)| {
            let query = query(scope);
            [
                (index, operation_list::page(1, &query)),
                (index, operation_list::totals(1, &query)),
            ]
        })
        .collect();
    cases.extend([
        ("top_up_by_time", top_up::history(1, &history(None, None))),
        (
            "top_up_by_session",
            top_up::history(1, &history(None, Some(1))),
        ),
        (
            "top_up_by_session",
            top_up::history(1, &history(Some(Operator::Tigo), Some(1))),
        ),
        (
            "top_up_by_operator",
            top_up::history(1, &history(Some(Operator::Tigo), None)),
        ),
        (
            "injection_by_time",
            injection::history(1, &history(None, None)),
        ),
        (
            "injection_by_session",
            injection::history(1, &history(None, Some(1))),
        ),
        (
            "injection_by_operator",
            injection::history(1, &history(Some(Operator::Tigo), None)),
        ),
        ("transfer_by_session", movement::of_session(1, 1, 10)),
        ("transfer_by_from_account", movement::of_register(1, 1, 10)),
        ("transfer_by_operation", movement::made_by(&reference())),
        (
            "cash_session_by_register",
            cash_session::of_register(1, 1, 10),
        ),
        ("transfer_by_session", closing_report::entries(1, 1, 10)),
        ("transfer_by_session", closing_report::totals(1, 1)),
        ("top_up_by_session", closing_report::sold(1, 1)),
        ("service_payment_by_time", service_payment::recent(1, 100)),
        ("provider_order_open", service_payment::open(1, 100)),
        ("refund_due_by_time", service_payment::open(1, 100)),
        ("provider_order_by_attempt", provider_order::lease_due(1, 0)),
        ("integrator_nonce_by_time", integrator::forget_nonces(0)),
        (
            "phone_credit_completion_by_wallet",
            phone_credit::history(1, "x", 100),
        ),
        ("client_signature_by_time", client::forget_signatures(0)),
        (
            "loyalty_movement_of_wallet (wallet_id=? AND id<?)",
            loyalty::page(1, 1, None, Some(9), 50),
        ),
        (
            "loyalty_movement_of_contact (contact_id=? AND id<?)",
            loyalty::page(1, 1, Some("4771234567"), Some(9), 50),
        ),
        ("provider_order_open", loyalty_order::waiting(1)),
        ("loyalty_order_by_time", loyalty_order::latest(1)),
        (
            "loyalty_contact_of_wallet (wallet_id=? AND id>?)",
            loyalty::list_contacts(1, "x", 0),
        ),
        ("api_key_of_tenant", api_key::list(1)),
    ]);
    // Whether a ticket was used is asked along an index of its own.
    let sale = new_movement(MovementKind::Earning, "x");
    let guard = loyalty::move_points(&reference(), &wallet(), &sale, 0);
    cases.extend(
        guard
            .into_iter()
            .take(1)
            .map(|guard| ("loyalty_movement_by_ticket", guard)),
    );
    // Some expired sessions are deleted before one is begun.
    let sessions = client::start_session("x", &client_row(), 0, 1);
    cases.extend(
        sessions
            .into_iter()
            .take(1)
            .map(|purge| ("client_session_by_expiry", purge)),
    );
    for (index, statement) in cases {
        let plan = db.plan(&statement);
        assert!(
            plan.iter().any(|step| step.contains(index)),
            "{index}: {plan:#?}"
        );
        assert_no_scan(&statement, &plan);
    }
}

#[test]
fn everything_else_finds_its_rows_by_key() {
    let db = Sqlite::migrated();
    let reference = reference();
    let mut statements = vec![
        operation::find(1, "x", None),
        operation::find_claim(&reference),
        operation::by_reference(&reference),
        top_up::made_by(&reference),
        top_up::find(1, 1),
        injection::made_by(&reference),
        closing_report::head(1, 1),
        cash_session::find(1, 1),
        cash_session::opened_by(&reference),
        cash_session::closed_by(&reference),
        cash_session::active_of_user(1, 1),
        cash_session::drawer_balance(1, 1),
        cash_session::assert_may_open(1, 1, 1),
        cash_session::assert_sells_top_ups(1, 1),
        ledger::assert_float(1, Operator::Tigo, ventanilla_core::Amount::ZERO),
        ledger::assert_cash(1, 1, ventanilla_core::Amount::ZERO),
        operator::list_active(1),
        register::list(1),
        register::find(1, 1),
        register::created_by(&reference),
        report::top_up_totals(1, 0),
    ];
    statements.extend(ledger::reverse(&reference, "x", 0));
    statements.extend(of_coupons());
    statements.extend(of_providers());
    statements.extend(of_phone_credits());
    statements.extend(of_loyalty());
    for statement in statements {
        let plan = db.plan(&statement);
        let kept: Vec<String> = plan
            .into_iter()
            // A few rows by their nature: the operators' totals, the roles and kinds bound as a list, the one row of nothing, the providers
            // that this program knows.
            .filter(|step| {
                !step.contains("GROUP BY")
                    && !step.contains("json_each")
                    && !step.contains("CONSTANT ROW")
                    && step != "SCAN provider"
            })
            .collect();
        assert_no_scan(&statement, &kept);
    }
}

/// `SCAN` is a table read from end to end; a scan of a subquery is of what that has already found.
#[track_caller]
fn assert_no_scan(statement: &Statement, plan: &[String]) {
    let is_bad = |step: &&String| {
        let scan = step.starts_with("SCAN ")
            && !step.contains("(subquery")
            && !step.contains("VIRTUAL TABLE")
            && !step.contains("CONSTANT ROW");
        let subquery = ["SCAN span", "SCAN clock", "SCAN must", "SCAN found"]
            .iter()
            .any(|name| step.starts_with(name));
        scan && !subquery
    };
    let bad: Vec<&String> = plan.iter().filter(is_bad).collect();
    assert!(
        bad.is_empty(),
        "{bad:?} of {plan:#?} for {}",
        statement.sql()
    );
}
