//! POST `/portal/cupones/:codigo_barras/cobrar` and `/cancelar`.

use super::*;

#[test]
fn cash_in_the_issuing_branch() {
    let coop = coop();
    let code = coop.issued();
    let debt = coop.balance("customer_receivable", 1);
    let reply = coop
        .collect(
            MARTA,
            &code,
            &json!({"id_caja_sesion": coop.central, "monto_entregado": "10500.00"}),
        )
        .expect(200);
    let data = &reply.body["data"];
    assert_eq!(data["estado"], json!("used"));
    assert_eq!(data["fecha_uso"], json!("2026-06-01"));
    assert_eq!(data["recibo_id"], json!("0001-00000001"));
    assert_eq!(data["cliente_nombre"], json!("Juan Pérez"));
    let receipt = &data["recibo"];
    assert_eq!(
        (
            &receipt["numero"],
            &receipt["metodo_pago"],
            &receipt["vuelto"]
        ),
        (&json!("0001-00000001"), &json!("EFECTIVO"), &json!(500.0))
    );
    assert_eq!(
        (&receipt["caja"], &receipt["sucursal"], &receipt["cajero"]),
        (
            &json!("Caja Central 1"),
            &json!("Casa Central"),
            &json!("marta")
        )
    );
    assert_eq!(coop.balance("register_cash", CENTRAL), 1_100_000);
    assert_eq!(coop.balance("customer_receivable", 1), debt - 1_000_000);
    assert_eq!(coop.balance("between_branches", 1), 0);
    let found = coop.lookup(&code).expect(200);
    assert_eq!(found.body["data"], *data);
    let invoices = coop
        .shop
        .get(MARTA, "/portal/clientes/123/facturas?estado=paid")
        .expect(200);
    assert_eq!(
        invoices.body["data"]["facturas"][0]["codigo_barras"],
        json!(code)
    );
    // As a movement of the drawer, and in the history.
    let report = coop
        .shop
        .get(
            GERENTE,
            &format!("/reportes/data/movimientos-caja/{}", coop.central),
        )
        .expect(200);
    assert!(report.body.to_string().contains("Cobro de cupón"));
    let operations = coop
        .shop
        .get(GERENTE, "/operaciones?tipo=coupon_collection")
        .expect(200);
    let operation = &operations.body["operaciones"][0];
    assert_eq!(
        (
            &operation["monto"],
            &operation["sentido"],
            &operation["detalle"]
        ),
        (&json!("10000.00"), &json!("INGRESO"), &json!(code))
    );
    coop.shop
        .post(
            GERENTE,
            &format!("/operaciones/{}/reversar", text(&operation["id"])),
            &json!({"motivo": "x"}),
        )
        .expect(400);
}

#[test]
fn another_branch_collects_and_owes_the_issuing_one() {
    let coop = coop();
    let code = coop.issued();
    let reply = coop
        .collect(DIEGO, &code, &json!({"id_caja_sesion": coop.estacion}))
        .expect(200);
    let receipt = &reply.body["data"]["recibo"];
    assert_eq!(
        (
            &receipt["numero"],
            &receipt["sucursal"],
            &receipt["sucursal_emisora"]
        ),
        (
            &json!("0002-00000001"),
            &json!("Sucursal Estación"),
            &json!("Casa Central")
        )
    );
    assert_eq!(coop.balance("register_cash", ESTACION), 1_100_000);
    assert_eq!(coop.balance("register_cash", CENTRAL), 100_000);
    let balances = coop.shop.get(GERENTE, "/portal/liquidacion").expect(200);
    let saldos: Vec<&Value> = balances.body["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|branch| &branch["saldo"])
        .collect();
    assert_eq!(saldos, [&json!(10000.0), &json!(-10000.0), &json!(0.0)]);
}

#[test]
fn by_qr_or_transfer_the_money_is_at_the_bank_and_exact() {
    for method in ["QR", "TRANSFERENCIA"] {
        let coop = coop();
        let code = coop.issued();
        for (tendered, refused) in [
            ("10000.01", "change_not_in_cash"),
            ("9999.99", "tendered_too_little"),
        ] {
            let reply = coop.collect(
                DIEGO,
                &code,
                &json!({"id_caja_sesion": coop.estacion, "metodo_pago": method, "monto_entregado": tendered}),
            );
            assert_eq!(reply.expect(400).code(), refused);
        }
        let reply = coop
            .collect(
                DIEGO,
                &code,
                &json!({"id_caja_sesion": coop.estacion, "metodo_pago": method}),
            )
            .expect(200);
        assert_eq!(reply.body["data"]["recibo"]["metodo_pago"], json!(method));
        assert_eq!(coop.balance("bank_clearing", 0), 1_000_000);
        assert_eq!(coop.balance("register_cash", ESTACION), 100_000);
        assert_eq!(coop.balance("between_branches", 1), 1_000_000);
    }
}

#[test]
fn a_coupon_is_collected_once_and_each_refusal_says_which_and_when() {
    let coop = coop();
    let code = coop.issued();
    coop.collect(DIEGO, &code, &json!({"id_caja_sesion": coop.estacion}))
        .expect(200);
    for (email, session) in [(MARTA, coop.central), (DIEGO, coop.estacion)] {
        let reply = coop
            .collect(email, &code, &json!({"id_caja_sesion": session}))
            .expect(409);
        assert_eq!(
            (
                reply.code(),
                &reply.body["estado"],
                &reply.body["fecha_uso"],
                &reply.body["recibo_id"]
            ),
            (
                "coupon_used",
                &json!("used"),
                &json!("2026-06-01"),
                &json!("0002-00000001")
            )
        );
        assert_eq!(
            reply.body["error"],
            json!("Cupón ya utilizado el 2026-06-01, recibo 0002-00000001. No lo cobre de nuevo.")
        );
    }
    assert_eq!(coop.count("coupon_collection"), "1");
    assert_eq!(
        coop.count("operation WHERE kind = 'coupon_collection'"),
        "1"
    );
}

#[test]
fn a_code_that_has_become_another_coupon_s_is_not_collected_unseen() {
    let coop = coop();
    let seen = coop.issue(&["uuid-1234"], "10000.00").expect(200);
    let code = text(&seen.body["data"]["codigo_barras"]);
    coop.shop
        .post(
            MARTA,
            &format!("/portal/cupones/{code}/cancelar"),
            &json!({"motivo": "x"}),
        )
        .expect(200);
    let other = coop.issue(&["uuid-1235"], "2500.50").expect(200);
    assert_eq!(other.body["data"]["codigo_barras"], json!(code));
    let collect = |coupon: &Value| {
        coop.collect(
            MARTA,
            &code,
            &json!({"id_caja_sesion": coop.central, "cupon_id": coupon}),
        )
    };
    // The one that was seen is meant, and it says what became of it; an id that is no coupon's of that code is refused.
    assert_eq!(
        collect(&seen.body["data"]["cupon_id"]).expect(409).code(),
        "coupon_cancelled"
    );
    assert_eq!(
        collect(&json!("00000000-0000-7000-8000-000000000000"))
            .expect(409)
            .code(),
        "coupon_changed"
    );
    let cancelled = coop.shop.post(
        MARTA,
        &format!("/portal/cupones/{code}/cancelar"),
        &json!({"motivo": "x", "cupon_id": seen.body["data"]["cupon_id"]}),
    );
    assert_eq!(cancelled.expect(409).code(), "coupon_cancelled");
    collect(&other.body["data"]["cupon_id"]).expect(200);
    assert_eq!(
        collect(&other.body["data"]["cupon_id"]).expect(409).code(),
        "coupon_used"
    );
}

#[test]
fn the_same_key_gives_the_same_receipt() {
    let coop = coop();
    let code = coop.issued();
    let target = format!("/portal/cupones/{code}/cobrar");
    let body = json!({"id_caja_sesion": coop.central});
    let before = coop.shop.db.round_trips();
    let first = coop
        .shop
        .post_with_key(MARTA, "k", &target, &body)
        .expect(200);
    assert_eq!(coop.shop.db.round_trips() - before, 1);
    let again = coop
        .shop
        .post_with_key(MARTA, "k", &target, &body)
        .expect(200);
    assert_eq!(first.body, again.body);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    let other = coop.shop.post_with_key(
        MARTA,
        "k",
        &target,
        &json!({"id_caja_sesion": coop.central, "metodo_pago": "QR"}),
    );
    assert_eq!(other.expect(422).code(), "idempotency_conflict");
}

#[test]
fn what_is_wrong_with_a_collection() {
    let coop = coop();
    let code = coop.issued();
    let session = coop.central;
    let cases = [
        (json!({}), 400, "validation_failed"),
        (json!({"id_caja_sesion": "1"}), 400, "validation_failed"),
        (json!({"id_caja_sesion": 999}), 400, "session_not_open"),
        (
            json!({"id_caja_sesion": coop.estacion}),
            403,
            "session_not_yours",
        ),
        (
            json!({"id_caja_sesion": session, "metodo_pago": "CHEQUE"}),
            400,
            "validation_failed",
        ),
        (
            json!({"id_caja_sesion": session, "monto_entregado": "1e5"}),
            400,
            "validation_failed",
        ),
        (
            json!({"id_caja_sesion": session, "monto_entregado": "10000.001"}),
            400,
            "validation_failed",
        ),
        (
            json!({"id_caja_sesion": session, "monto_entregado": "-1"}),
            400,
            "validation_failed",
        ),
        (
            json!({"id_caja_sesion": session, "monto_entregado": "9999.99"}),
            400,
            "tendered_too_little",
        ),
    ];
    for (body, status, expected) in cases {
        let reply = coop.collect(MARTA, &code, &body);
        assert_eq!((reply.status, reply.code()), (status, expected), "{body}");
    }
    assert_eq!(coop.count("coupon_collection"), "0");
    // A number does as well as a text, and the figure that a refusal shows is the coupon's.
    let refused = coop.collect(
        MARTA,
        &code,
        &json!({"id_caja_sesion": session, "monto_entregado": 5}),
    );
    assert_eq!(
        refused.body["error"],
        json!("Lo entregado no alcanza: el cupón es de 10000.00.")
    );
}

#[test]
fn codes_that_are_none() {
    let coop = coop();
    let code = coop.issued();
    let mistyped = format!("{}{}", &code[..18], (code.as_bytes()[18] - b'0' + 1) % 10);
    let unknown = "0001056789202601274";
    let leading = format!("0{code}");
    for (bad, reason) in [
        (&code[..18], "barcode_length"),
        (&leading, "barcode_length"),
        (&mistyped, "barcode_check_digit"),
        ("000100012320260601X", "barcode_not_digits"),
        // 29 February 2027, and branch 0000, each with its check digit.
        ("0001000123202702293", "barcode_date_invalid"),
        ("0000000123202606015", "coupon_branch_zero"),
        ("x", "barcode_not_digits"),
    ] {
        for reply in [
            coop.lookup(bad),
            coop.collect(MARTA, bad, &json!({"id_caja_sesion": coop.central})),
        ] {
            assert_eq!(reply.status, 400, "{bad}: {}", reply.body);
            assert_eq!(reply.body["error"], json!("Invalid request"));
            assert_eq!(reply.body["details"][0]["field"], json!("codigo_barras"));
            assert_eq!(reply.body["details"][0]["code"], json!(reason), "{bad}");
        }
    }
    for reply in [
        coop.lookup(unknown),
        coop.collect(MARTA, unknown, &json!({"id_caja_sesion": coop.central})),
    ] {
        let reply = reply.expect(404);
        assert_eq!(reply.body["success"], json!(false));
        assert_eq!(reply.body["error"], json!("Cupón no encontrado o vencido"));
    }
}

#[test]
fn a_cancelled_coupon_frees_its_invoices_and_is_refused_with_when() {
    let coop = coop();
    let code = coop.issued();
    let cancel = |motivo: &str| {
        coop.shop.post(
            MARTA,
            &format!("/portal/cupones/{code}/cancelar"),
            &json!({"motivo": motivo}),
        )
    };
    assert_eq!(cancel("").expect(400).code(), "validation_failed");
    let reply = cancel("Pidió otro vencimiento").expect(200);
    assert_eq!(reply.body["data"]["estado"], json!("cancelled"));
    assert_eq!(
        reply.body["data"]["motivo_cancelacion"],
        json!("Pidió otro vencimiento")
    );
    assert_eq!(reply.body["data"]["fecha_cancelacion"], json!("2026-06-01"));
    let refused = cancel("otra vez").expect(409);
    assert_eq!(
        (
            refused.code(),
            &refused.body["estado"],
            &refused.body["error"]
        ),
        (
            "coupon_cancelled",
            &json!("cancelled"),
            &json!("Cupón cancelado el 2026-06-01; genere otro para cobrarlo.")
        )
    );
    assert_eq!(refused.body["fecha_cancelacion"], json!("2026-06-01"));
    assert_eq!(
        coop.collect(MARTA, &code, &json!({"id_caja_sesion": coop.central}))
            .expect(409)
            .code(),
        "coupon_cancelled"
    );
    assert_eq!(
        coop.lookup(&code).expect(200).body["data"]["estado"],
        json!("cancelled")
    );
    let next = coop
        .issue(&["uuid-1234", "uuid-1235"], "12500.50")
        .expect(200);
    let code = text(&next.body["data"]["codigo_barras"]);
    coop.collect(MARTA, &code, &json!({"id_caja_sesion": coop.central}))
        .expect(200);
    assert_eq!(cancel("tarde").expect(409).code(), "coupon_used");
}

#[test]
fn a_lost_answer_is_found_again() {
    use ventanilla_tests::sqlite::Fault;
    for (fault, status) in [
        (Fault::LostAfterCommit, 200),
        (Fault::LostBeforeCommit, 503),
    ] {
        let coop = coop();
        let code = coop.issued();
        coop.shop.db.fail_next(fault);
        let reply = coop.shop.post_with_key(
            MARTA,
            "k",
            &format!("/portal/cupones/{code}/cobrar"),
            &json!({"id_caja_sesion": coop.central}),
        );
        assert_eq!(reply.status, status, "{}", reply.body);
    }
}
