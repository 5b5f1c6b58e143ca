//! Every outcome of the sandbox, asked for once, again with the same key, and again with another body: state, money, refund, and at most one
//! effect at the provider.

use super::*;

/// What is expected of an outcome.
struct Case {
    digits: &'static str,
    /// The status of the answer.
    status: u16,
    /// `data.status`, or `error.code`.
    said: &'static str,
    /// Where the order stands after the job has run, and the operation with it.
    order: &'static str,
    operation: &'static str,
    effects: i64,
}

const fn case(
    digits: &'static str,
    status: u16,
    said: &'static str,
    order: &'static str,
    operation: &'static str,
    effects: i64,
) -> Case {
    Case {
        digits,
        status,
        said,
        order,
        operation,
        effects,
    }
}

const CASES: [Case; 17] = [
    case("99", 200, "approved", "delivered", "succeeded", 1),
    case("01", 402, "INSUFFICIENT_FUNDS", "refused", "failed", 0),
    case("02", 404, "ACCOUNT_NOT_FOUND", "refused", "failed", 0),
    case("03", 502, "OPERATOR_ERROR", "refused", "failed", 0),
    case("11", 200, "pending", "unknown", "unknown", 0),
    case("12", 200, "pending", "unknown", "unknown", 1),
    case("13", 200, "pending", "unknown", "unknown", 0),
    case("14", 200, "pending", "unknown", "unknown", 1),
    case("16", 200, "pending", "unknown", "unknown", 1),
    case("17", 200, "pending", "unknown", "unknown", 0),
    case("18", 200, "pending", "unknown", "unknown", 1),
    case("20", 200, "approved", "delivered", "succeeded", 1),
    case("21", 200, "pending", "delivered", "succeeded", 1),
    case("22", 200, "pending", "refused", "failed", 0),
    case("23", 200, "approved", "delivered", "succeeded", 1),
    case("24", 200, "approved", "delivered", "succeeded", 1),
    case("00", 200, "approved", "delivered", "succeeded", 1),
];

const AMOUNT: i64 = 2_550;

#[test]
fn each_outcome_moves_its_money_once() {
    let bodega = bodega();
    for case in CASES {
        let digits = case.digits;
        let key = format!("key-{digits}");
        let number = number(digits);
        let body = order(&number, "25.50");
        let (drawer, deposit, (prefund, held)) =
            (bodega.drawer(), bodega.deposit(), bodega.prefund());
        let waiting = bodega.waiting();
        let first = bodega.pay(Some(&key), &body);
        assert_eq!(first.status, case.status, "{digits}: {}", first.body);
        let said = if case.status == 200 {
            &first.body["data"]["status"]
        } else {
            &first.body["error"]["code"]
        };
        assert_eq!(said, case.said, "{digits}");
        let id = id_of(&first);
        assert_eq!(id.len(), 36, "{digits}: {}", first.body);
        // The cash is in the drawer whatever comes of it: it can be counted.
        assert_eq!(bodega.drawer(), drawer + AMOUNT, "{digits}");
        bodega.shop.assert_sound();

        // Again with the same key: nothing is sent, and the answer is how it stands.
        let again = bodega.pay(Some(&key), &body);
        assert_eq!(again.status, first.status, "{digits}");
        assert_eq!(again.body, first.body, "{digits}");
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        // With another body it is refused.
        let other = bodega.pay(Some(&key), &order(&number, "25.51"));
        assert_eq!(
            (other.status, &other.body["error"]["reason"]),
            (422, &json!("idempotency_conflict"))
        );

        // Time goes by, and the job asks where it can.
        for _ in 0..3 {
            bodega.shop.clock.advance_ms(120_000);
            bodega.reconcile();
        }
        bodega.shop.assert_sound();
        let payment = bodega.payment(&id);
        assert_eq!(payment["estado"], case.order, "{digits}: {payment}");
        assert_eq!(bodega.operation_state(&id), case.operation, "{digits}");
        assert_eq!(bodega.effects(&number), case.effects, "{digits}");
        assert_eq!(payment["es_simulado"], json!(true));

        let (spent, is_held, deposited, refund) = match case.order {
            "delivered" => (AMOUNT, 0, 0, "ninguna"),
            "refused" => (0, 0, -AMOUNT, "pendiente"),
            _ => (0, AMOUNT, -AMOUNT, "ninguna"),
        };
        assert_eq!(
            bodega.prefund(),
            (prefund - spent, held + is_held),
            "{digits}"
        );
        assert_eq!(bodega.deposit(), deposit + deposited, "{digits}");
        assert_eq!(payment["devolucion"], refund, "{digits}");
        assert_eq!(
            bodega.waiting(),
            waiting + usize::from(case.order != "delivered"),
            "{digits}"
        );
        // The replay says what is so by now.
        let replay = bodega.pay(Some(&key), &body);
        match case.order {
            "delivered" => assert_eq!(replay.body["data"]["status"], "approved", "{digits}"),
            "refused" => assert!(replay.status >= 400, "{digits}: {}", replay.body),
            _ => assert_eq!(replay.body["data"]["status"], "pending", "{digits}"),
        }
        assert_eq!(bodega.effects(&number), case.effects, "{digits}");
    }
}

#[test]
fn what_was_sent_and_what_came_back_is_kept_without_secrets() {
    let bodega = bodega();
    let id = id_of(&bodega.pay(None, &order(&number("21"), "10")).expect(200));
    bodega.shop.clock.advance_ms(120_000);
    bodega.reconcile();
    let calls = bodega
        .shop
        .get(GERENTE, &format!("/pagos/{id}/llamadas"))
        .expect(200);
    let calls = calls.body.as_array().unwrap();
    assert_eq!(calls.len(), 2);
    let (pay, fate) = (text(&calls[0]["enviado"]), text(&calls[1]["enviado"]));
    assert!(pay.contains("/cps/v2/operation/use/pay") && pay.contains(&number("21")));
    assert!(fate.contains("/operaciones/"), "{fate}");
    assert!(text(&calls[0]["respuesta"]).contains("pending"));
    assert!(text(&calls[1]["respuesta"]).contains("succeeded"));
    let all = serde_json::to_string(&calls).unwrap();
    let secrets = [
        ventanilla_worker::providers::sandbox::CPS_API_KEY,
        ventanilla_worker::providers::sandbox::CPS_PRIVATE_KEY,
    ];
    for secret in secrets {
        assert!(!all.contains(secret), "{all}");
    }
    assert_eq!(
        bodega
            .shop
            .get(CARMEN, &format!("/pagos/{id}/llamadas"))
            .status,
        403
    );
}

#[test]
fn a_person_resolves_what_nobody_can_tell() {
    let bodega = bodega();
    let resolve = |email: &str, id: &str, body: &Value| {
        bodega
            .shop
            .post(email, &format!("/pagos/{id}/resolver"), body)
    };
    let found = |resultado: &str| json!({"resultado": resultado, "evidencia": "Llamé al proveedor: ref. 7781"});
    let done = id_of(&bodega.pay(None, &order(&number("12"), "10")).expect(200));
    let not_done = id_of(&bodega.pay(None, &order(&number("11"), "20")).expect(200));
    // Somebody is waiting for the answer still, as far as anybody knows.
    assert_eq!(resolve(CARMEN, &done, &found("entregado")).status, 403);
    for (body, field) in [
        (json!({"resultado": "si", "evidencia": "x"}), "resultado"),
        (json!({"resultado": "entregado"}), "evidencia"),
        (
            json!({"resultado": "entregado", "evidencia": " "}),
            "evidencia",
        ),
    ] {
        let refused = resolve(GERENTE, &done, &body).expect(400);
        assert_eq!(refused.body["errors"][0]["field"], json!(field));
    }
    let resolved = resolve(GERENTE, &done, &found("entregado")).expect(200);
    assert_eq!(resolved.body["estado"], "delivered");
    assert_eq!(resolved.body["resuelto_por"], "gerente");
    assert_eq!(resolved.body["detalle"], "Llamé al proveedor: ref. 7781");
    let resolved = resolve(GERENTE, &not_done, &found("no_entregado")).expect(200);
    assert_eq!(resolved.body["estado"], "refused");
    assert_eq!(resolved.body["devolucion"], "pendiente");
    // The same once more is the same; another decision, or another's, comes too late.
    let again = resolve(GERENTE, &done, &found("entregado")).expect(200);
    assert_eq!(again.body["estado"], "delivered");
    for (email, id, resultado) in [
        (GERENTE, &done, "no_entregado"),
        (GERENTE, &not_done, "entregado"),
        (ADMIN, &done, "entregado"),
    ] {
        let again = resolve(email, id, &found(resultado)).expect(409);
        assert_eq!(again.code(), "payment_already_resolved");
    }
    let unknown = "8e03978e-40d5-43dd-bc93-6894a57f9324";
    assert_eq!(
        resolve(GERENTE, unknown, &found("entregado"))
            .expect(404)
            .code(),
        "operation_not_found"
    );
    assert_eq!(bodega.prefund(), (5_000_000 - 1_000, 0));
    assert_eq!(bodega.deposit(), -2_000);
    bodega.shop.assert_sound();
}

#[test]
fn a_refund_is_paid_out_once_from_the_drawer_of_who_pays_it() {
    let bodega = bodega();
    let id = id_of(&bodega.pay(None, &order(&number("02"), "10")).expect(404));
    let refund = |email: &str, key: &str, id: &str| {
        bodega
            .shop
            .post_with_key(email, key, &format!("/pagos/{id}/devolver"), &Value::Null)
    };
    assert_eq!(
        refund(GERENTE, "r-1", &id).expect(400).code(),
        "session_not_open"
    );
    let paid = refund(CARMEN, "r-2", &id).expect(201);
    assert_eq!(paid.body["devolucion"], "pagada");
    let replayed = refund(CARMEN, "r-2", &id).expect(201);
    assert_eq!(replayed.header("idempotency-replayed"), Some("true"));
    assert_eq!(
        refund(CARMEN, "r-3", &id).expect(409).code(),
        "refund_already_paid"
    );
    assert_eq!((bodega.drawer(), bodega.deposit()), (100_000, 0));
    let delivered = id_of(&bodega.pay(None, &order(&number("99"), "10")).expect(200));
    assert_eq!(
        refund(CARMEN, "r-4", &delivered).expect(409).code(),
        "refund_not_due"
    );
    bodega.shop.assert_sound();
}

#[test]
fn the_reports_of_a_drawer_say_what_was_paid_and_given_back() {
    let bodega = bodega();
    let id = id_of(&bodega.pay(None, &order(&number("02"), "10")).expect(404));
    bodega.pay(None, &order(&number("99"), "5")).expect(200);
    bodega
        .shop
        .post(CARMEN, &format!("/pagos/{id}/devolver"), &Value::Null)
        .expect(201);
    let session = bodega.session;
    let report = bodega
        .shop
        .get(GERENTE, &format!("/sesiones/{session}/informe"))
        .expect(200);
    let entries = report.body["movimientos"].as_array().expect("entries");
    let said: Vec<Value> = entries
        .iter()
        .map(|entry| {
            json!([
                entry["tipo"],
                entry["detalle"],
                entry["monto"],
                entry["estado"]
            ])
        })
        .collect();
    for expected in [
        json!(["service_payment", number("02"), "10.00", "succeeded"]),
        json!(["service_payment", number("99"), "5.00", "succeeded"]),
        json!(["service_refund", number("02"), "10.00", "succeeded"]),
    ] {
        assert!(said.contains(&expected), "{expected} in {said:?}");
    }
    let documented = bodega
        .shop
        .get(
            CARMEN,
            &format!("/reportes/data/movimientos-caja/{session}"),
        )
        .expect(200);
    let words = format!("Pago de servicio Movistar prepago {}", number("99"));
    assert!(
        documented.body.to_string().contains(&words),
        "{}",
        documented.body
    );
}

#[test]
fn a_drawer_is_counted_and_closed_while_an_outcome_is_open() {
    let bodega = bodega();
    let id = id_of(&bodega.pay(None, &order(&number("12"), "10")).expect(200));
    let closed = bodega.shop.patch(
        CARMEN,
        &format!("/cajas/sesion/{}/cerrar", bodega.session),
        &json!({"monto_final_real": 1010}),
    );
    assert_eq!(closed.status, 200, "{}", closed.body);
    bodega.shop.assert_sound();
    // What is found out afterwards moves nothing in the drawer.
    let body = json!({"resultado": "no_entregado", "evidencia": "No figura"});
    bodega
        .shop
        .post(GERENTE, &format!("/pagos/{id}/resolver"), &body)
        .expect(200);
    assert_eq!(bodega.drawer(), 101_000);
    // The refund waits for a drawer that is open.
    let refund = |key: &str| {
        bodega
            .shop
            .post_with_key(CARMEN, key, &format!("/pagos/{id}/devolver"), &Value::Null)
    };
    assert_eq!(refund("r-1").expect(400).code(), "session_not_open");
    bodega
        .shop
        .post(
            CARMEN,
            "/cajas/abrir",
            &json!({"id_caja": 1, "conteo": {"100.00": 10, "10.00": 1}}),
        )
        .expect(201);
    refund("r-2").expect(201);
    assert_eq!((bodega.drawer(), bodega.deposit()), (100_000, 0));
    bodega.shop.assert_sound();
}
