//! The till through its door: answers in the contract's shapes, refusals in its words, and how many round trips each costs.

use serde_json::{Value, json};
use ventanilla_tests::shop::Shop;
use ventanilla_worker::http::Method::{Delete, Patch};

const ADMIN: &str = "admin@kiosco.demo";
const GERENTE: &str = "gerente@kiosco.demo";
const ANA: &str = "ana@kiosco.demo";
const LUIS: &str = "luis@kiosco.demo";

fn shop() -> Shop {
    let mut shop = Shop::demo(11);
    for email in [ADMIN, GERENTE, ANA, LUIS] {
        shop.log_in(email);
    }
    shop
}

fn open(shop: &Shop, email: &str, register: i64) -> i64 {
    shop.post(
        email,
        "/cajas/abrir",
        &json!({"id_caja": register, "conteo": {"100.00": 5}}),
    )
    .expect(201)
    .id()
}

fn sale(session: i64, operator: &str, amount: Value) -> Value {
    json!({"operadora": operator, "numero_cliente": "+591 7 654-3210", "monto": amount, "id_caja_sesion": session})
}

fn movement(kind: &str, session: i64, amount: Value) -> Value {
    json!({"tipo": kind, "monto": amount, "motivo": "Cambio", "id_sesion_caja": session})
}

#[test]
fn a_sale_answers_as_documented() {
    let shop = shop();
    let session = open(&shop, ANA, 1);
    let reply = shop
        .post(ANA, "/recargas/cliente", &sale(session, "Tigo", json!(30)))
        .expect(201);
    let operation = reply.body["id_operacion"].clone();
    let user = reply.body["id_user_create"].clone();
    assert_eq!(
        reply.body,
        json!({"id": 1, "operadora": "Tigo", "numero_cliente": "76543210", "monto": 30, "fecha_hora": "2026-06-01T12:00:00.000Z",
            "id_caja_sesion": session, "id_operacion": operation, "referencia_operadora": null, "estado": true, "id_user_create": user,
            "id_user_update": null, "created_at": "2026-06-01T12:00:00.000Z", "updated_at": "2026-06-01T12:00:00.000Z"})
    );
    let history = shop
        .get(ANA, "/recargas/historial/clientes")
        .expect(200)
        .body;
    assert_eq!(
        (&history[0]["monto"], &history[0]["caja_sesion"]["id"]),
        (&json!("30.00"), &json!(session))
    );
    assert_eq!(
        shop.get(ANA, &format!("/cajas/sesion/{session}/balance"))
            .expect(200)
            .body,
        json!("530.00")
    );
    let balances = shop
        .get(ANA, "/recargas/operadoras/saldos")
        .expect(200)
        .body;
    let floats: Vec<&Value> = balances
        .as_array()
        .expect("operators")
        .iter()
        .map(|row| &row["saldo_actual"])
        .collect();
    assert_eq!(floats, ["970.00", "1000.00", "1000.00"]);
    shop.assert_sound();
}

#[test]
fn refusals_have_the_contracts_words() {
    let shop = shop();
    let session = open(&shop, ANA, 1);
    let closed = open(&shop, LUIS, 2);
    shop.patch(
        LUIS,
        &format!("/cajas/sesion/{closed}/cerrar"),
        &json!({"monto_final_real": 500}),
    )
    .expect(200);
    shop.patch(ADMIN, "/cajas/3", &json!({"especialidad": "SOLO_AGENTES"}))
        .expect(200);
    let agents = open(&shop, LUIS, 3);
    shop.patch(ADMIN, "/operadoras/3", &json!({"activa": false}))
        .expect(200);
    let cases = [
        (
            ANA,
            "/recargas/cliente",
            sale(closed, "Tigo", json!(1)),
            403,
            "session_not_yours",
            "La sesión de caja es de otro usuario; use la suya o pídalo a un Administrador.",
        ),
        (
            LUIS,
            "/recargas/cliente",
            sale(closed, "Tigo", json!(1)),
            400,
            "session_not_open",
            "La sesión de caja no existe o no está ABIERTA.",
        ),
        (
            ANA,
            "/recargas/cliente",
            sale(999, "Tigo", json!(1)),
            400,
            "session_not_open",
            "La sesión de caja no existe o no está ABIERTA.",
        ),
        (
            LUIS,
            "/recargas/cliente",
            sale(agents, "Tigo", json!(1)),
            400,
            "register_agents_only",
            "La caja es SOLO_AGENTES y no vende recargas; use una caja MIXTA o SOLO_VENTAS.",
        ),
        (
            ANA,
            "/recargas/cliente",
            sale(session, "Viva", json!(1)),
            404,
            "operator_not_found",
            "La operadora Viva no está registrada.",
        ),
        (
            ANA,
            "/recargas/cliente",
            sale(session, "Entel", json!(1000.01)),
            400,
            "float_insufficient",
            "Saldo insuficiente para la operadora Entel. Saldo actual: 1000.00",
        ),
        (
            ANA,
            "/recargas/inyeccion",
            json!({"operadora_destino": "Tigo", "monto": 500.01, "id_caja_sesion": session}),
            400,
            "cash_insufficient",
            "Fondos insuficientes en el saldo de la caja para realizar el fondeo. Saldo disponible: Bs. 500.00",
        ),
        (
            ANA,
            "/recargas/inyeccion",
            json!({"operadora_destino": "Viva", "monto": 1, "id_caja_sesion": session}),
            404,
            "operator_not_found",
            "La operadora Viva no está registrada.",
        ),
        (
            ANA,
            "/cajas/movimiento",
            movement("EGRESO", session, json!(500.01)),
            400,
            "cash_insufficient",
            "Fondos insuficientes en el saldo de la caja. Saldo disponible: 500.00",
        ),
        (
            ANA,
            "/cajas/movimiento",
            movement("INGRESO", 999, json!(1)),
            404,
            "session_not_found",
            "Sesión de caja con ID 999 no encontrada o inactiva",
        ),
        (
            LUIS,
            "/cajas/movimiento",
            movement("INGRESO", closed, json!(1)),
            400,
            "session_not_open",
            "No se pueden registrar movimientos en una sesión cerrada",
        ),
        (
            ANA,
            "/cajas/abrir",
            json!({"id_caja": 999}),
            404,
            "register_not_found",
            "Caja con id 999 no encontrada o inactiva",
        ),
        (
            ANA,
            "/cajas/abrir",
            json!({"id_caja": 2}),
            400,
            "user_has_open_session",
            "El usuario ya cuenta con una caja abierta",
        ),
        (
            GERENTE,
            "/cajas/abrir",
            json!({"id_caja": 1}),
            400,
            "register_has_open_session",
            "La caja ya tiene una sesión abierta",
        ),
        (
            GERENTE,
            "/cajas/abrir",
            json!({"id_caja": 2, "id_usuario": 1}),
            403,
            "forbidden",
            "Su usuario no tiene permiso para esto; pídalo a un Administrador.",
        ),
    ];
    let before = shop
        .db
        .query("SELECT json_group_array(json_array(id, posted)) FROM account");
    for (email, target, body, status, code, message) in cases {
        let reply = shop.post(email, target, &body);
        assert_eq!(
            (reply.status, reply.code(), &reply.body["message"]),
            (status, code, &json!(message)),
            "{target} {body}"
        );
        assert_eq!(reply.body["statusCode"], json!(status));
        assert_eq!(reply.body["path"], json!(target));
    }
    let close = |email, id: i64| {
        shop.patch(
            email,
            &format!("/cajas/sesion/{id}/cerrar"),
            &json!({"monto_final_real": 1}),
        )
    };
    assert_eq!(
        close(LUIS, closed).expect(400).body["message"],
        json!("La sesión ya está cerrada")
    );
    assert_eq!(
        close(LUIS, 999).expect(404).body["message"],
        json!("Sesión con ID 999 no encontrada o inactiva")
    );
    assert_eq!(close(LUIS, session).expect(403).code(), "session_not_yours");
    assert_eq!(
        shop.db
            .query("SELECT json_group_array(json_array(id, posted)) FROM account"),
        before
    );
    shop.assert_sound();
}

#[test]
fn what_a_drawer_is_opened_with() {
    // Who, what is sent, the opening amount, and where the difference went (capital, over/short).
    let cases = [
        (ANA, json!({"id_caja": 1}), "0.00", "0", "0"),
        (
            ANA,
            json!({"id_caja": 1, "monto_inicial": 77}),
            "0.00",
            "0",
            "0",
        ),
        (
            GERENTE,
            json!({"id_caja": 1, "monto_inicial": 77}),
            "0.00",
            "0",
            "0",
        ),
        (
            ADMIN,
            json!({"id_caja": 1, "monto_inicial": 77.5}),
            "77.50",
            "-7750",
            "0",
        ),
        (
            ANA,
            json!({"id_caja": 1, "conteo": {"20.00": 2, "0.50": 1}}),
            "40.50",
            "0",
            "-4050",
        ),
        (
            ADMIN,
            json!({"id_caja": 1, "conteo": {"20.00": 2}, "monto_inicial": 40}),
            "40.00",
            "0",
            "-4000",
        ),
    ];
    for (email, body, amount, capital, over_short) in cases {
        let shop = shop();
        let opened = shop.post(email, "/cajas/abrir", &body).expect(201);
        let id = opened.id();
        assert_eq!(
            (&opened.body["estado_sesion"], &opened.body["fecha_cierre"]),
            (&json!("ABIERTA"), &Value::Null)
        );
        let active = shop
            .get(
                email,
                &format!("/cajas/sesion-activa/{}", opened.body["id_usuario"]),
            )
            .expect(200)
            .body;
        assert_eq!(
            (&active["id"], &active["monto_inicial"]),
            (&json!(id), &json!(amount)),
            "{body}"
        );
        let posted = |kind: &str| {
            shop.db
                .query(&format!("SELECT posted FROM account WHERE kind = '{kind}'"))
                .remove(0)
        };
        assert_eq!(
            (
                posted("capital").as_str(),
                posted("cash_over_short").as_str()
            ),
            (capital, over_short),
            "{body}"
        );
        shop.assert_sound();
    }
    let shop = shop();
    let mismatch = json!({"id_caja": 1, "conteo": {"20.00": 2}, "monto_inicial": 41});
    assert_eq!(
        shop.post(ANA, "/cajas/abrir", &mismatch).expect(400).body["errors"][0]["code"],
        json!("count_mismatch")
    );
}

#[test]
fn a_close_explains_every_cent() {
    let shop = shop();
    let session = open(&shop, ANA, 1);
    shop.post(ANA, "/recargas/cliente", &sale(session, "Tigo", json!(30)))
        .expect(201);
    shop.post(
        ANA,
        "/recargas/inyeccion",
        &json!({"operadora_destino": "Entel", "monto": 100, "id_caja_sesion": session}),
    )
    .expect(201);
    shop.post(
        ANA,
        "/cajas/movimiento",
        &movement("INGRESO", session, json!(12.5)),
    )
    .expect(201);
    shop.post(
        ANA,
        "/cajas/movimiento",
        &movement("EGRESO", session, json!(2.5)),
    )
    .expect(201);
    let report = shop
        .get(ANA, &format!("/reportes/data/movimientos-caja/{session}"))
        .expect(200)
        .body;
    assert_eq!(
        report["totales"],
        json!({"ingresos": 12.5, "egresos": 2.5, "neto": 10})
    );
    assert_eq!(
        (
            &report["sesion"]["saldoActualTeorico"],
            &report["sesion"]["cajaNombre"]
        ),
        (&json!(440), &json!("Caja 1"))
    );
    let closed = shop
        .patch(
            ANA,
            &format!("/cajas/sesion/{session}/cerrar"),
            &json!({"monto_final_real": 437.2, "id_user_update": null}),
        )
        .expect(200)
        .body;
    assert_eq!(
        (
            &closed["monto_inicial"],
            &closed["monto_final_teorico"],
            &closed["monto_final_real"],
            &closed["diferencia"],
            &closed["estado_sesion"]
        ),
        (
            &json!("500.00"),
            &json!(440),
            &json!(437.2),
            &json!(-2.8),
            &json!("CERRADA")
        )
    );
    let reason = format!("/cajas/sesion/{session}/motivo");
    assert_eq!(
        shop.patch(ANA, &reason, &json!({"motivo": "Vuelto mal dado"}))
            .expect(200)
            .body["motivo_diferencia"],
        json!("Vuelto mal dado")
    );
    assert_eq!(
        shop.patch(ANA, &reason, &json!({"motivo": "Otro"}))
            .expect(409)
            .code(),
        "difference_reason_already_set"
    );
    // The next opening starts from what was counted.
    let next = shop
        .post(ANA, "/cajas/abrir", &json!({"id_caja": 1}))
        .expect(201)
        .body;
    assert_eq!(next["monto_inicial"], json!(437.2));
    let history = shop
        .get(ADMIN, "/reportes/data/caja-historial/1")
        .expect(200)
        .body;
    let amounts: Vec<(&Value, &Value)> = history["movimientos"]
        .as_array()
        .expect("movements")
        .iter()
        .map(|row| (&row["tipo"], &row["monto"]))
        .collect();
    let expected = [
        ("INGRESO", json!(500)),
        ("INGRESO", json!(30)),
        ("EGRESO", json!(100)),
        ("INGRESO", json!(12.5)),
        ("EGRESO", json!(2.5)),
        ("EGRESO", json!(2.8)),
    ];
    assert_eq!(
        amounts,
        expected
            .iter()
            .map(|(kind, amount)| (json!(kind), amount))
            .collect::<Vec<_>>()
            .iter()
            .map(|(kind, amount)| (kind, *amount))
            .collect::<Vec<_>>()
    );
    assert_eq!(history["totales"]["neto"], json!(437.2));
    shop.assert_sound();
}

#[test]
fn reversing() {
    let shop = shop();
    let session = open(&shop, ANA, 1);
    let sold = shop
        .post(ANA, "/recargas/cliente", &sale(session, "Tigo", json!(30)))
        .expect(201)
        .body["id_operacion"]
        .clone();
    let reverse = |email, id: &Value| {
        shop.post(
            email,
            &format!("/operaciones/{}/reversar", id.as_str().expect("an id")),
            &json!({"motivo": "Número equivocado"}),
        )
    };
    assert_eq!(reverse(ANA, &sold).expect(403).code(), "forbidden");
    let reversal = reverse(GERENTE, &sold).expect(201).body;
    assert_eq!(
        (
            &reversal["tipo"],
            &reversal["revierte_a"],
            &reversal["monto"],
            &reversal["motivo"]
        ),
        (
            &json!("reversal"),
            &sold,
            &json!("30.00"),
            &json!("Número equivocado")
        )
    );
    assert_eq!(
        reverse(GERENTE, &sold).expect(409).code(),
        "operation_already_reversed"
    );
    assert_eq!(
        reverse(GERENTE, &reversal["id"]).expect(400).code(),
        "operation_not_reversible"
    );
    assert_eq!(
        shop.get(ANA, "/recargas/historial/clientes")
            .expect(200)
            .body,
        json!([])
    );
    assert_eq!(
        shop.get(
            ANA,
            &format!("/operaciones/{}", sold.as_str().expect("an id"))
        )
        .expect(200)
        .body["estado"],
        json!("reversed")
    );
    assert_eq!(
        shop.get(ANA, &format!("/cajas/sesion/{session}/balance"))
            .expect(200)
            .body,
        json!("500.00")
    );
    // Once its session is closed, the reverser's own drawer pays, or nobody's.
    let late = shop
        .post(ANA, "/recargas/cliente", &sale(session, "Tigo", json!(40)))
        .expect(201)
        .body["id_operacion"]
        .clone();
    shop.patch(
        ANA,
        &format!("/cajas/sesion/{session}/cerrar"),
        &json!({"monto_final_real": 540}),
    )
    .expect(200);
    assert_eq!(
        reverse(GERENTE, &late).expect(400).code(),
        "cash_session_required"
    );
    let own = shop
        .post(
            GERENTE,
            "/cajas/abrir",
            &json!({"id_caja": 2, "conteo": {"10.00": 3}}),
        )
        .expect(201)
        .id();
    assert_eq!(
        reverse(GERENTE, &late).expect(400).code(),
        "cash_insufficient"
    );
    shop.post(
        GERENTE,
        "/cajas/movimiento",
        &movement("INGRESO", own, json!(10)),
    )
    .expect(201);
    reverse(GERENTE, &late).expect(201);
    assert_eq!(
        shop.get(GERENTE, &format!("/cajas/sesion/{own}/balance"))
            .expect(200)
            .body,
        json!("0.00")
    );
    shop.assert_sound();
}

#[test]
fn registers() {
    let shop = shop();
    let created = shop.post(ADMIN, "/cajas", &json!({"nombre": "Caja 4", "especialidad": "MIXTA", "saldo": 50.5, "id_user_create": 1})).expect(201);
    let target = format!("/cajas/{}", created.id());
    assert_eq!(created.body["saldo"], json!(50.5));
    assert_eq!(
        shop.get(ANA, &target).expect(200).body["saldo"],
        json!("50.50")
    );
    assert_eq!(
        shop.post(ADMIN, "/cajas", &json!({"nombre": "Caja 4", "saldo": 0}))
            .expect(409)
            .code(),
        "register_name_taken"
    );
    assert_eq!(
        shop.patch(ADMIN, &target, &json!({"saldo": 9}))
            .expect(400)
            .body["errors"][0]["code"],
        json!("balance_not_editable")
    );
    let renamed = shop
        .patch(
            ADMIN,
            &target,
            &json!({"nombre": "Caja Grande", "especialidad": "SOLO_VENTAS"}),
        )
        .expect(200)
        .body;
    assert_eq!(
        (&renamed["nombre"], &renamed["especialidad"]),
        (&json!("Caja Grande"), &json!("SOLO_VENTAS"))
    );
    let retire = |target: &str| shop.request(ADMIN, Delete, target, &[], &Value::Null);
    let refused = retire(&format!("{target}?id_user_update=1")).expect(409);
    assert_eq!(
        (refused.code(), &refused.body["message"]),
        (
            "register_has_cash",
            &json!(
                "La caja todavía tiene 50.50 en efectivo; retírelo con un egreso antes de eliminarla."
            )
        )
    );
    open(&shop, ANA, 1);
    assert_eq!(
        retire("/cajas/1").expect(400).code(),
        "register_has_open_session"
    );
    assert_eq!(retire("/cajas/2").expect(200).body, Value::Null);
    assert_eq!(
        shop.get(ANA, "/cajas/2").expect(404).body["message"],
        json!("Caja con ID 2 no encontrada o inactiva")
    );
    assert_eq!(retire("/cajas/2").expect(404).code(), "register_not_found");
    for bad in [
        "/cajas/abc",
        "/cajas/0",
        "/cajas/-1",
        "/cajas/1.5",
        "/cajas/9007199254740992",
        "/cajas/99999999999999999999",
    ] {
        assert_eq!(shop.get(ANA, bad).expect(400).code(), "id_invalid", "{bad}");
    }
    shop.assert_sound();
}

#[test]
fn pages_of_the_history() {
    let shop = shop();
    let session = open(&shop, ANA, 1);
    for minute in 0..25 {
        shop.clock.advance_ms(60_000);
        let operator = if minute % 5 == 0 { "Entel" } else { "Tigo" };
        shop.post(
            ANA,
            "/recargas/cliente",
            &sale(session, operator, json!(minute + 1)),
        )
        .expect(201);
    }
    let mut seen = Vec::new();
    let mut target = "/recargas/historial/clientes?limit=10".to_owned();
    loop {
        let page = shop.get(ANA, &target).expect(200);
        seen.extend(
            page.body
                .as_array()
                .expect("rows")
                .iter()
                .map(|row| row["monto"].clone()),
        );
        match page.header("x-next-cursor") {
            Some(cursor) => {
                target = format!("/recargas/historial/clientes?limit=10&cursor={cursor}")
            }
            None => break,
        }
    }
    assert_eq!(
        seen,
        (1..=25)
            .rev()
            .map(|amount| json!(format!("{amount}.00")))
            .collect::<Vec<_>>()
    );
    let count = |target: &str| {
        shop.get(ANA, target)
            .expect(200)
            .body
            .as_array()
            .expect("rows")
            .len()
    };
    assert_eq!(count("/recargas/historial/clientes?operadora=Entel"), 5);
    assert_eq!(
        count(&format!(
            "/recargas/historial/clientes?id_caja_sesion={session}"
        )),
        25
    );
    assert_eq!(
        count("/recargas/historial/clientes?desde=2026-06-01T12:10:00Z&hasta=2026-06-01T12:12:00Z"),
        3
    );
    // 2026-06-01 of Bolivia is 04:00 UTC to 04:00 UTC.
    assert_eq!(
        count("/recargas/historial/clientes?desde=2026-06-01&hasta=2026-06-01"),
        25
    );
    assert_eq!(count("/recargas/historial/clientes?desde=2026-06-02"), 0);
    for bad in [
        "limit=0",
        "limit=1001",
        "limit=x",
        "operadora=Claro",
        "desde=ayer",
        "cursor=%00",
        "id_caja_sesion=0",
    ] {
        shop.get(ANA, &format!("/recargas/historial/clientes?{bad}"))
            .expect(400);
    }
    assert_eq!(
        shop.get(ANA, "/recargas/historial/clientes?cursor=abc")
            .expect(400)
            .code(),
        "cursor_invalid"
    );
    let found = shop
        .get(ANA, "/operaciones?buscar=%2B591%2076543210&limit=7")
        .expect(200)
        .body;
    assert_eq!(found["operaciones"].as_array().expect("rows").len(), 7);
    let rest = shop
        .get(
            ANA,
            &format!(
                "/operaciones?buscar=76543210&cursor={}",
                found["cursor"].as_str().expect("a cursor")
            ),
        )
        .expect(200)
        .body;
    assert_eq!(
        (
            rest["operaciones"].as_array().expect("rows").len(),
            &rest["cursor"]
        ),
        (18, &Value::Null)
    );
    let stats = shop
        .get(ANA, "/reportes/dashboard-stats?anio=2026")
        .expect(200)
        .body;
    assert_eq!(stats["kpis"]["recargas_hoy"], json!(325));
    assert_eq!(
        stats["recargas_distribucion"],
        json!([{"proveedor": "Entel", "total": 55}, {"proveedor": "Viva", "total": 0}, {"proveedor": "Tigo", "total": 270}])
    );
}

#[test]
fn the_operators_reference_is_written_once() {
    let shop = shop();
    let session = open(&shop, ANA, 1);
    let mut with = sale(session, "Tigo", json!(5));
    with["referencia_operadora"] = json!("T-100");
    assert_eq!(
        shop.post(ANA, "/recargas/cliente", &with).expect(201).body["referencia_operadora"],
        json!("T-100")
    );
    let id = shop
        .post(ANA, "/recargas/cliente", &sale(session, "Tigo", json!(6)))
        .expect(201)
        .id();
    let target = format!("/recargas/cliente/{id}/referencia");
    let body = json!({"referencia_operadora": "T-101"});
    assert_eq!(
        shop.patch(LUIS, &target, &body).expect(403).code(),
        "session_not_yours"
    );
    assert_eq!(
        shop.patch(ANA, &target, &body).expect(200).body["referencia_operadora"],
        json!("T-101")
    );
    assert_eq!(
        shop.patch(GERENTE, &target, &json!({"referencia_operadora": "T-102"}))
            .expect(409)
            .code(),
        "reference_already_set"
    );
    assert_eq!(
        shop.patch(ANA, "/recargas/cliente/999/referencia", &body)
            .expect(404)
            .code(),
        "top_up_not_found"
    );
}

#[test]
fn a_sale_reversed_in_its_session_is_in_neither_list() {
    let shop = shop();
    let session = open(&shop, ANA, 1);
    let sold = shop
        .post(ANA, "/recargas/cliente", &sale(session, "Tigo", json!(30)))
        .expect(201);
    shop.post(
        ANA,
        "/cajas/movimiento",
        &movement("INGRESO", session, json!(20)),
    )
    .expect(201);
    let operation = sold.body["id_operacion"].as_str().expect("an id");
    let target = format!("/operaciones/{operation}/reversar");
    shop.post(GERENTE, &target, &json!({"motivo": "Error"}))
        .expect(201);
    let report = shop
        .get(ANA, &format!("/reportes/data/movimientos-caja/{session}"))
        .expect(200)
        .body;
    assert_eq!(
        report["totales"],
        json!({"ingresos": 20, "egresos": 0, "neto": 20})
    );
    assert_eq!(report["sesion"]["saldoActualTeorico"], json!(520));
}

#[test]
fn a_changed_register_is_answered_with_its_sessions() {
    let shop = shop();
    let session = open(&shop, ANA, 1);
    let changed = shop
        .patch(ADMIN, "/cajas/1", &json!({"nombre": "Caja Uno"}))
        .expect(200)
        .body;
    assert_eq!(changed["sesiones"][0]["id"], json!(session));
}

#[test]
fn every_branch_has_its_own_day() {
    let mut shop = shop();
    // Three hours ahead of the tenant's clock it is tomorrow already.
    shop.patch(ADMIN, "/sucursales/1", &json!({"zona_utc_minutos": 840}))
        .expect(200);
    let session = open(&shop, ANA, 1);
    shop.post(ANA, "/recargas/cliente", &sale(session, "Tigo", json!(7)))
        .expect(201);
    let stats = shop.get(ANA, "/reportes/dashboard-stats").expect(200).body;
    assert_eq!(stats["kpis"]["recargas_hoy"], json!(7));
    shop.clock.advance_ms(24 * 60 * 60 * 1000);
    shop.log_in(ANA);
    let stats = shop.get(ANA, "/reportes/dashboard-stats").expect(200).body;
    assert_eq!(stats["kpis"]["recargas_hoy"], json!(0));
    assert_eq!(stats["recargas_distribucion"][2]["total"], json!(7));
    shop.assert_sound();
}

#[test]
fn a_form_that_was_not_filled_in_counts_nothing() {
    let shop = shop();
    let session = open(&shop, ANA, 1);
    let close = |body: &Value| shop.patch(ANA, &format!("/cajas/sesion/{session}/cerrar"), body);
    assert_eq!(
        close(&json!({"conteo": {}})).expect(400).body["errors"][0]["code"],
        json!("required")
    );
    assert_eq!(
        close(&json!({"conteo": {}, "monto_final_real": 0}))
            .expect(200)
            .body["diferencia"],
        json!(-500)
    );
    shop.assert_sound();
}

#[test]
fn round_trips() {
    let shop = shop();
    let trips = |act: &dyn Fn()| {
        let before = shop.db.round_trips();
        act();
        shop.db.round_trips() - before
    };
    assert_eq!(trips(&|| assert_eq!(open(&shop, ANA, 1), 1)), 1);
    assert_eq!(
        trips(&|| drop(
            shop.post_with_key(ANA, "a", "/recargas/cliente", &sale(1, "Tigo", json!(1)))
                .expect(201)
        )),
        1
    );
    assert_eq!(
        trips(&|| drop(
            shop.post_with_key(ANA, "a", "/recargas/cliente", &sale(1, "Tigo", json!(1)))
                .expect(201)
        )),
        2,
        "a replay"
    );
    assert_eq!(
        trips(&|| drop(
            shop.post(ANA, "/recargas/cliente", &sale(1, "Tigo", json!(9999)))
                .expect(400)
        )),
        1,
        "a refusal"
    );
    assert_eq!(
        trips(&|| drop(shop.post(ANA, "/recargas/cliente", &json!({})).expect(400))),
        0,
        "nonsense"
    );
    assert_eq!(
        trips(&|| drop(shop.post(ANA, "/usuario/register", &json!({})).expect(403))),
        0,
        "another role's"
    );
    for target in [
        "/cajas",
        "/cajas/1",
        "/cajas/sesion/1/balance",
        "/recargas/operadoras/saldos",
        "/recargas/historial/clientes",
        "/reportes/data/movimientos-caja/1",
        "/reportes/dashboard-stats",
        "/operaciones",
        "/configuracion",
    ] {
        assert_eq!(
            trips(&|| drop(shop.get(ANA, target).expect(200))),
            1,
            "{target}"
        );
    }
    assert_eq!(
        trips(&|| drop(
            shop.request(
                ANA,
                Patch,
                "/cajas/sesion/1/cerrar",
                &[],
                &json!({"monto_final_real": 501})
            )
            .expect(200)
        )),
        1
    );
}
