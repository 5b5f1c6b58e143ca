//! The printable report of a cash session: who may read it when, what it lists, and that it ties.

use serde_json::{Value, json};
use ventanilla_tests::shop::{Shop, demo};

const ADMIN: &str = "admin@kiosco.demo";
const GERENTE: &str = "gerente@kiosco.demo";
const ANA: &str = "ana@kiosco.demo";
const LUIS: &str = "luis@kiosco.demo";
const USUARIO: &str = "usuario@kiosco.demo";

fn shop() -> Shop {
    let mut shop = Shop::empty(31);
    let mut tenant = demo()["tenants"][0].clone();
    tenant["users"]
        .as_array_mut()
        .expect("users")
        .push(json!({"email": USUARIO, "password": "demo-Usuario-2026", "role": "Usuario"}));
    shop.set_up(&tenant).expect(201);
    for email in [ADMIN, GERENTE, ANA, LUIS] {
        shop.log_in(email);
    }
    shop.log_in_with(USUARIO, "demo-Usuario-2026");
    shop
}

fn open(shop: &Shop) -> i64 {
    let body = json!({"id_caja": 3, "conteo": {"100.00": 5}});
    shop.post(ANA, "/cajas/abrir", &body).expect(201).id()
}

fn close(shop: &Shop, session: i64, body: &Value) {
    shop.patch(ANA, &format!("/cajas/sesion/{session}/cerrar"), body)
        .expect(200);
}

fn report(shop: &Shop, session: i64) -> Value {
    shop.get(GERENTE, &format!("/sesiones/{session}/informe"))
        .expect(200)
        .body
}

#[test]
fn a_day_as_it_is_printed() {
    let shop = shop();
    shop.patch(ADMIN, "/sucursales/2", &json!({"zona_utc_minutos": -300}))
        .expect(200);
    let session = open(&shop);
    let minute = || shop.clock.advance_ms(60_000);
    let sell = |operator: &str, amount: Value| {
        minute();
        shop.post(
            ANA,
            "/recargas/cliente",
            &json!({"operadora": operator, "numero_cliente": "76543210", "monto": amount, "id_caja_sesion": session}),
        )
        .expect(201)
        .body
    };
    let wrong = sell("Tigo", json!(30));
    sell("Tigo", json!(12.5));
    sell("Entel", json!(5));
    minute();
    shop.post(
        ANA,
        "/recargas/inyeccion",
        &json!({"operadora_destino": "Viva", "monto": 100, "id_caja_sesion": session, "motivo": "Se acababa"}),
    )
    .expect(201);
    minute();
    let moved = shop
        .post(
            ANA,
            "/cajas/movimiento",
            &json!({"tipo": "EGRESO", "monto": 2.5, "motivo": "Taxi", "id_sesion_caja": session}),
        )
        .expect(201)
        .id();
    minute();
    let operation = wrong["id_operacion"].as_str().expect("an id");
    shop.post(
        GERENTE,
        &format!("/operaciones/{operation}/reversar"),
        &json!({"motivo": "Número equivocado"}),
    )
    .expect(201);

    let opened = report(&shop, session);
    for name in [
        "cerrada_por",
        "fecha_cierre",
        "monto_final_teorico",
        "monto_final_real",
        "diferencia",
        "conteo_cierre",
    ] {
        assert_eq!(opened["sesion"][name], Value::Null, "{name}");
    }
    minute();
    close(
        &shop,
        session,
        &json!({"conteo": {"200.00": 2, "10.00": 1, "2.00": 1, "0.50": 1}, "motivo": "Vuelto mal dado"}),
    );
    let printed = report(&shop, session);
    assert_eq!(
        printed["sesion"],
        json!({"id": session, "id_caja": 3, "caja": "Caja Norte", "sucursal": "Sucursal Norte", "zona_utc_minutos": -300,
            "id_usuario": 3, "usuario": "ana", "abierta_por": "ana", "cerrada_por": "ana",
            "fecha_apertura": "2026-06-01T12:00:00.000Z", "fecha_cierre": "2026-06-01T12:07:00.000Z",
            "monto_inicial": "500.00", "diferencia_apertura": "500.00", "monto_final_teorico": "415.00", "monto_final_real": "412.50",
            "diferencia": "-2.50", "motivo_diferencia": "Vuelto mal dado", "conteo_apertura": {"100.00": 5},
            "conteo_cierre": {"0.50": 1, "10.00": 1, "2.00": 1, "200.00": 2}})
    );
    let entries: Vec<Value> = printed["movimientos"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|row| {
            json!([
                row["tipo"],
                row["sentido"],
                row["detalle"],
                row["operadora"],
                row["numero"],
                row["monto"],
                row["estado"]
            ])
        })
        .collect();
    let done = "succeeded";
    assert_eq!(
        entries,
        [
            json!([
                "cash_session_open",
                "INGRESO",
                null,
                null,
                null,
                "500.00",
                done
            ]),
            json!([
                "top_up", "INGRESO", "76543210", "Tigo", 1, "30.00", "reversed"
            ]),
            json!(["top_up", "INGRESO", "76543210", "Tigo", 2, "12.50", done]),
            json!(["top_up", "INGRESO", "76543210", "Entel", 3, "5.00", done]),
            json!(["injection", "EGRESO", "Viva", "Viva", 1, "100.00", done]),
            json!(["cash_movement", "EGRESO", "Taxi", null, moved, "2.50", done]),
            json!([
                "reversal",
                "EGRESO",
                "Número equivocado",
                null,
                null,
                "30.00",
                done
            ]),
            json!([
                "cash_session_close",
                "EGRESO",
                null,
                null,
                null,
                "2.50",
                done
            ]),
        ]
    );
    assert_eq!(
        printed["movimientos"][1]["fecha"],
        json!("2026-06-01T12:01:00.000Z")
    );
    let total = |kind: &str, direction: &str, count: i64, sum: &str| json!({"tipo": kind, "sentido": direction, "cantidad": count, "monto": sum});
    assert_eq!(
        printed["totales"],
        json!([
            total("cash_movement", "EGRESO", 1, "2.50"),
            total("cash_session_close", "EGRESO", 1, "2.50"),
            total("cash_session_open", "INGRESO", 1, "500.00"),
            total("injection", "EGRESO", 1, "100.00"),
            total("reversal", "EGRESO", 1, "30.00"),
            total("top_up", "INGRESO", 3, "47.50"),
        ])
    );
    assert_eq!(
        printed["recargas"],
        json!([{"operadora": "Tigo", "cantidad": 1, "monto": "12.50"}, {"operadora": "Entel", "cantidad": 1, "monto": "5.00"}])
    );
    assert_eq!(printed["completo"], json!(true));
    // 500.00 + 47.50 - 100.00 - 2.50 - 30.00 is what should have been there.
    assert_eq!(printed["sesion"]["monto_final_teorico"], json!("415.00"));
    shop.assert_sound();
}

#[test]
fn who_may_read_it_when() {
    // Whether drawers are counted blind, whether the session is open, who asks, and what is answered.
    let everybody = [ADMIN, GERENTE, ANA, LUIS, USUARIO];
    let shop = shop();
    let session = open(&shop);
    let target = format!("/sesiones/{session}/informe");
    let assert_all = |context: &str, refused: &[&str]| {
        for email in everybody {
            let before = shop.db.round_trips();
            let reply = shop.get(email, &target);
            assert_eq!(shop.db.round_trips() - before, 1);
            let expected = if refused.contains(&email) {
                (403, "report_of_open_session")
            } else {
                (200, "")
            };
            assert_eq!(
                (reply.status, reply.code()),
                expected,
                "{context}, {email}: {}",
                reply.body
            );
            if reply.status == 403 {
                assert_eq!(
                    reply.body["detail"],
                    json!(
                        "La sesión de caja sigue abierta y se cuenta a ciegas; su informe se imprime después de cerrarla."
                    )
                );
                assert!(reply.body.get("sesion").is_none() && reply.body.get("totales").is_none());
            }
        }
    };
    let blind = |is_blind: bool| {
        shop.patch(ADMIN, "/configuracion", &json!({"cierre_ciego": is_blind}))
            .expect(200);
    };
    assert_all("blind and open", &[ANA, LUIS, USUARIO]);
    blind(false);
    assert_all("open", &[]);
    blind(true);
    assert_all("blind and open again", &[ANA, LUIS, USUARIO]);
    close(&shop, session, &json!({"monto_final_real": 500}));
    assert_all("blind and closed", &[]);
    blind(false);
    assert_all("closed", &[]);
}

#[test]
fn sessions_that_are_none() {
    let shop = shop();
    open(&shop);
    let cases = [
        ("999", 404, "session_not_found"),
        ("9007199254740991", 404, "session_not_found"),
        ("0", 400, "id_invalid"),
        ("-1", 400, "id_invalid"),
        ("1.5", 400, "id_invalid"),
        ("abc", 400, "id_invalid"),
        ("%31", 400, "id_invalid"),
        ("9007199254740992", 400, "id_invalid"),
        ("99999999999999999999", 400, "id_invalid"),
    ];
    for (id, status, code) in cases {
        for email in [ADMIN, ANA] {
            let reply = shop.get(email, &format!("/sesiones/{id}/informe"));
            assert_eq!((reply.status, reply.code()), (status, code), "{id}");
            assert_eq!(reply.body["status"], json!(status), "{id}");
        }
    }
    for target in ["/sesiones/1", "/sesiones//informe", "/sesiones/1/informe/"] {
        assert_eq!(shop.get(ADMIN, target).status, 404, "{target}");
    }
}

#[test]
fn what_nobody_counted_and_nothing_moved() {
    let shop = shop();
    let session = shop
        .post(ANA, "/cajas/abrir", &json!({"id_caja": 1}))
        .expect(201)
        .id();
    close(&shop, session, &json!({"monto_final_real": 0}));
    let printed = report(&shop, session);
    let head = &printed["sesion"];
    assert_eq!(
        (
            &head["conteo_apertura"],
            &head["conteo_cierre"],
            &head["diferencia"],
            &head["diferencia_apertura"]
        ),
        (&Value::Null, &Value::Null, &json!("0.00"), &json!("0.00"))
    );
    for list in ["movimientos", "totales", "recargas"] {
        assert_eq!(printed[list], json!([]), "{list}");
    }
    assert_eq!(printed["completo"], json!(true));
}

#[test]
fn who_opened_and_closed_it_for_another() {
    let shop = shop();
    let ana = shop
        .db
        .query("SELECT id FROM user_account WHERE login = 'ana@kiosco.demo'")
        .remove(0)
        .parse::<i64>()
        .expect("an id");
    let session = shop
        .post(
            ADMIN,
            "/cajas/abrir",
            &json!({"id_caja": 1, "id_usuario": ana, "monto_inicial": 20}),
        )
        .expect(201)
        .id();
    shop.patch(
        ADMIN,
        &format!("/cajas/sesion/{session}/cerrar"),
        &json!({"monto_final_real": 20}),
    )
    .expect(200);
    let head = report(&shop, session)["sesion"].clone();
    assert_eq!(
        (&head["usuario"], &head["abierta_por"], &head["cerrada_por"]),
        (&json!("ana"), &json!("admin"), &json!("admin"))
    );
}

#[test]
fn more_than_is_listed_is_still_added_up() {
    let shop = shop();
    let session = open(&shop);
    let fill = |count: i64| {
        shop.db
            .execute(&format!(
                "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {count}) \
                 INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, cash_session_id, created_at_ms) \
                 SELECT 1, (SELECT opening_operation_id FROM cash_session), 'posted', 'BOB', \
                   (SELECT id FROM account WHERE kind = 'outside'), (SELECT id FROM account WHERE kind = 'register_cash' AND owner_id = 3), 7, {session}, n FROM number"
            ))
            .expect("transfers");
        let printed = report(&shop, session);
        (
            printed["movimientos"].as_array().expect("entries").len(),
            printed["completo"].clone(),
            printed["totales"][0]["cantidad"].clone(),
            printed["totales"][0]["monto"].clone(),
        )
    };
    assert_eq!(
        fill(4_999),
        (5_000, json!(true), json!(5_000), json!("849.93"))
    );
    assert_eq!(
        fill(1),
        (5_000, json!(false), json!(5_001), json!("850.00"))
    );
}

#[test]
fn a_report_that_was_filed_stays_true() {
    let shop = shop();
    let session = open(&shop);
    let sale = shop
        .post(
            ANA,
            "/recargas/cliente",
            &json!({"operadora": "Tigo", "numero_cliente": "76543210", "monto": 30, "id_caja_sesion": session}),
        )
        .expect(201)
        .body;
    close(&shop, session, &json!({"monto_final_real": 530}));
    let filed = report(&shop, session);
    assert_eq!(filed["recargas"][0]["monto"], json!("30.00"));
    // Undone later, from another drawer.
    let later = shop
        .post(
            GERENTE,
            "/cajas/abrir",
            &json!({"id_caja": 1, "conteo": {"100.00": 1}}),
        )
        .expect(201)
        .id();
    let operation = sale["id_operacion"].as_str().expect("an id");
    shop.post(
        GERENTE,
        &format!("/operaciones/{operation}/reversar"),
        &json!({"motivo": "Número equivocado"}),
    )
    .expect(201);
    assert_eq!(report(&shop, session), filed);
    let paid = report(&shop, later);
    assert_eq!(paid["recargas"], json!([]));
    assert_eq!(
        (
            &paid["movimientos"][1]["tipo"],
            &paid["movimientos"][1]["monto"]
        ),
        (&json!("reversal"), &json!("30.00"))
    );
}
