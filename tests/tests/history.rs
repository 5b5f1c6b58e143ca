//! The history of a till: what every operation says of itself, how it is searched, what it comes to.

use serde_json::{Value, json};
use ventanilla_tests::shop::{Reply, Shop};
use ventanilla_worker::http::Method::{Get, Put};

const ADMIN: &str = "admin@kiosco.demo";
const GERENTE: &str = "gerente@kiosco.demo";
const ANA: &str = "ana@kiosco.demo";
const LUIS: &str = "luis@kiosco.demo";

/// A day of two cashiers, each thing a minute after the one before.
struct Day {
    shop: Shop,
    ana: i64,
    luis: i64,
    sale: Value,
    reversal: Reply,
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn day() -> Day {
    let mut shop = Shop::demo(21);
    for email in [ADMIN, GERENTE, ANA, LUIS] {
        shop.log_in(email);
    }
    let post = |email, target: &str, body: Value| {
        shop.clock.advance_ms(60_000);
        shop.post(email, target, &body).expect(201)
    };
    let ana = post(
        ANA,
        "/cajas/abrir",
        json!({"id_caja": 1, "conteo": {"100.00": 5}}),
    )
    .id();
    let luis = post(
        LUIS,
        "/cajas/abrir",
        json!({"id_caja": 2, "conteo": {"100.00": 2}}),
    )
    .id();
    post(
        ADMIN,
        "/cajas",
        json!({"nombre": "Caja 4", "especialidad": "MIXTA", "saldo": 30}),
    );
    let sale = |operator: &str, amount: Value, session: i64| json!({"operadora": operator, "numero_cliente": "76543210", "monto": amount, "id_caja_sesion": session});
    let first = post(ANA, "/recargas/cliente", sale("Tigo", json!(30), ana)).body;
    post(ANA, "/recargas/cliente", sale("Entel", json!(30), ana));
    post(LUIS, "/recargas/cliente", sale("Tigo", json!(12.5), luis));
    post(
        ANA,
        "/recargas/inyeccion",
        json!({"operadora_destino": "Tigo", "monto": 30, "id_caja_sesion": ana, "motivo": " Se acababa "}),
    );
    post(
        LUIS,
        "/recargas/inyeccion",
        json!({"operadora_destino": "Viva", "monto": 100, "id_caja_sesion": luis}),
    );
    for (kind, amount) in [("INGRESO", 30), ("EGRESO", 7)] {
        post(
            ANA,
            "/cajas/movimiento",
            json!({"tipo": kind, "monto": amount, "motivo": "Cambio", "id_sesion_caja": ana}),
        );
    }
    shop.clock.advance_ms(60_000);
    let reversal = shop
        .post_with_key(
            GERENTE,
            "reversal",
            &format!("/operaciones/{}/reversar", text(&first["id_operacion"])),
            &json!({"motivo": "Número equivocado"}),
        )
        .expect(201);
    shop.clock.advance_ms(60_000);
    shop.patch(
        LUIS,
        &format!("/cajas/sesion/{luis}/cerrar"),
        &json!({"monto_final_real": 110}),
    )
    .expect(200);
    Day {
        shop,
        ana,
        luis,
        sale: first,
        reversal,
    }
}

fn operations(shop: &Shop, query: &str) -> Vec<Value> {
    let page = shop.get(ANA, &format!("/operaciones?{query}")).expect(200);
    page.body["operaciones"].as_array().expect("rows").clone()
}

#[test]
fn what_an_operation_says_of_itself() {
    let Day {
        shop, ana, luis, ..
    } = day();
    let said: Vec<Value> = operations(&shop, "limit=200")
        .into_iter()
        .rev()
        .map(|row| {
            json!([
                row["tipo"],
                row["numero"],
                row["sentido"],
                row["operadora"],
                row["id_caja"],
                row["id_caja_sesion"]
            ])
        })
        .collect();
    let transfers = shop.db.query(
        "SELECT transfer.id FROM transfer JOIN operation ON operation.id = operation_id WHERE operation.kind = 'cash_movement' ORDER BY transfer.id",
    );
    let number = |index: usize| transfers[index].parse::<i64>().expect("an id");
    assert_eq!(
        said,
        [
            json!(["tenant_setup", null, null, null, null, null]),
            json!(["cash_session_open", null, "INGRESO", null, 1, null]),
            json!(["cash_session_open", null, "INGRESO", null, 2, null]),
            json!(["register_create", null, "INGRESO", null, 4, null]),
            json!(["top_up", 1, "INGRESO", "Tigo", 1, ana]),
            json!(["top_up", 2, "INGRESO", "Entel", 1, ana]),
            json!(["top_up", 3, "INGRESO", "Tigo", 2, luis]),
            json!(["injection", 1, "EGRESO", "Tigo", 1, ana]),
            json!(["injection", 2, "EGRESO", "Viva", 2, luis]),
            json!(["cash_movement", number(0), "INGRESO", null, 1, ana]),
            json!(["cash_movement", number(1), "EGRESO", null, 1, ana]),
            json!(["reversal", null, "EGRESO", null, 1, ana]),
            json!(["cash_session_close", null, "EGRESO", null, 2, luis]),
        ]
    );
    // The number of a movement is the one that recording it answered, and one operation says what the list says.
    let movement = json!({"tipo": "EGRESO", "monto": 1, "motivo": "Taxi", "id_sesion_caja": ana});
    shop.clock.advance_ms(60_000);
    let moved = shop
        .post(ANA, "/cajas/movimiento", &movement)
        .expect(201)
        .body;
    let target = format!("/operaciones/{}", text(&moved["id_operacion"]));
    let found = shop.get(ANA, &target).expect(200).body;
    assert_eq!(found["numero"], moved["id"]);
    assert_eq!(found, operations(&shop, "limit=1")[0]);
    // An opening that moved nothing has its register, and no direction.
    shop.clock.advance_ms(60_000);
    shop.post(GERENTE, "/cajas/abrir", &json!({"id_caja": 3}))
        .expect(201);
    let opened = &operations(&shop, "limit=1")[0];
    assert_eq!(
        (&opened["id_caja"], &opened["sentido"]),
        (&json!(3), &Value::Null)
    );
    shop.assert_sound();
}

#[test]
fn who_asked_has_a_name_once() {
    let Day { shop, .. } = day();
    let users = |query: &str| {
        let page = shop
            .get(ANA, &format!("/operaciones?{query}"))
            .expect(200)
            .body;
        page["usuarios"].clone()
    };
    let named = users("limit=200");
    let ids: Vec<i64> = named
        .as_array()
        .expect("users")
        .iter()
        .map(|user| user["id"].as_i64().expect("an id"))
        .collect();
    assert_eq!(ids, [4, 2, 3, 1], "newest first, each once");
    for user in named.as_array().expect("users") {
        let stored = shop
            .db
            .query(&format!(
                "SELECT name FROM user_account WHERE id = {}",
                user["id"]
            ))
            .remove(0);
        assert_eq!(text(&user["nombre"]), stored);
    }
    assert_eq!(
        users("tipo=tenant_setup"),
        json!([]),
        "nobody asked for the set-up"
    );
    assert_eq!(users("buscar=nadie"), json!([]));
}

#[test]
fn the_reference_is_shown_and_a_reversal_is_replayed_as_it_was() {
    let Day {
        shop,
        sale,
        reversal,
        ..
    } = day();
    let target = format!("/operaciones/{}", text(&sale["id_operacion"]));
    let found = || shop.get(ANA, &target).expect(200).body;
    assert_eq!(found()["referencia_operadora"], Value::Null);
    shop.patch(
        ANA,
        &format!("/recargas/cliente/{}/referencia", sale["id"]),
        &json!({"referencia_operadora": "TG-1"}),
    )
    .expect(200);
    assert_eq!(found()["referencia_operadora"], json!("TG-1"));
    assert_eq!(found()["estado"], json!("reversed"));
    shop.patch(ADMIN, "/usuario/2", &json!({"name": "Otro Nombre"}))
        .expect(200);
    shop.patch(ADMIN, "/cajas/1", &json!({"nombre": "Otra Caja"}))
        .expect(200);
    let again = shop.post_with_key(
        GERENTE,
        "reversal",
        &format!("{target}/reversar"),
        &json!({"motivo": "Número equivocado"}),
    );
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(
        (again.status, again.body.to_string()),
        (201, reversal.body.to_string())
    );
    assert_eq!(
        (
            &again.body["numero"],
            &again.body["operadora"],
            &again.body["referencia_operadora"],
            &again.body["sentido"]
        ),
        (&Value::Null, &Value::Null, &Value::Null, &json!("EGRESO"))
    );
}

/// Every pair of filters against the whole list, filtered here; and what they come to against what they list.
#[test]
fn filters_leave_what_they_say() {
    let Day {
        shop, ana, luis, ..
    } = day();
    let all = operations(&shop, "limit=200");
    type Filter = (String, Box<dyn Fn(&Value) -> bool>);
    let is = |field: &'static str, value: Value| -> Box<dyn Fn(&Value) -> bool> {
        Box::new(move |row: &Value| row[field] == value)
    };
    let filters: Vec<Filter> = vec![
        ("tipo=top_up".into(), is("tipo", json!("top_up"))),
        ("tipo=injection".into(), is("tipo", json!("injection"))),
        (
            "tipo=cash_movement".into(),
            is("tipo", json!("cash_movement")),
        ),
        ("estado=succeeded".into(), is("estado", json!("succeeded"))),
        ("estado=reversed".into(), is("estado", json!("reversed"))),
        (
            format!("id_caja_sesion={ana}"),
            is("id_caja_sesion", json!(ana)),
        ),
        (
            format!("id_caja_sesion={luis}"),
            is("id_caja_sesion", json!(luis)),
        ),
        ("id_usuario=3".into(), is("id_usuario", json!(3))),
        ("monto=30".into(), is("monto", json!("30.00"))),
        ("monto=12.5".into(), is("monto", json!("12.50"))),
        ("monto=0.00".into(), is("monto", json!("0.00"))),
        ("operadora=Tigo".into(), is("operadora", json!("Tigo"))),
        ("operadora=Viva".into(), is("operadora", json!("Viva"))),
        ("buscar=76543210".into(), is("detalle", json!("76543210"))),
        ("desde=2026-06-01T12:04:00Z".into(), {
            Box::new(|row: &Value| text(&row["fecha_hora"]) >= "2026-06-01T12:04:00.000Z")
        }),
        ("hasta=2026-06-01T12:09:00Z".into(), {
            Box::new(|row: &Value| text(&row["fecha_hora"]) <= "2026-06-01T12:09:00.000Z")
        }),
    ];
    let mut nonempty = 0;
    for (index, (one, keeps_one)) in filters.iter().enumerate() {
        for (other, keeps_other) in &filters[index..] {
            let name = |filter: &str| filter.split('=').next().expect("a name").to_owned();
            let query = match one == other {
                true => one.clone(),
                false if name(one) == name(other) => continue,
                false => format!("{one}&{other}"),
            };
            let expected: Vec<&Value> = all
                .iter()
                .filter(|row| keeps_one(row) && keeps_other(row))
                .collect();
            let found = operations(&shop, &query);
            assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{query}");
            assert_eq!(paged(&shop, &query), found, "{query} by pages");
            let totals = shop
                .get(ANA, &format!("/operaciones/totales?{query}"))
                .expect(200)
                .body;
            assert_eq!(totals["completo"], json!(true), "{query}");
            assert_eq!(totals["moneda"], json!("BOB"), "{query}");
            assert_eq!(totals["totales"], Value::from(added_up(&found)), "{query}");
            nonempty += usize::from(!found.is_empty());
        }
    }
    assert!(nonempty > 50, "{nonempty} of the pairs leave something");
}

/// The same list, two at a time.
fn paged(shop: &Shop, query: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut cursor = String::new();
    loop {
        let target = format!("/operaciones?{query}&limit=2&cursor={cursor}");
        let page = shop.get(ANA, &target).expect(200).body;
        rows.extend(page["operaciones"].as_array().expect("rows").clone());
        match page["cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return rows,
        }
    }
}

/// What a list comes to, in the order of the answer.
fn added_up(rows: &[Value]) -> Vec<Value> {
    let mut sums = std::collections::BTreeMap::<(String, String, u8), (i64, i64)>::new();
    for row in rows {
        let direction = match row["sentido"].as_str() {
            None => 0,
            Some("EGRESO") => 1,
            Some(_) => 2,
        };
        let key = (
            text(&row["tipo"]).to_owned(),
            text(&row["estado"]).to_owned(),
            direction,
        );
        let (count, sum) = sums.entry(key).or_default();
        *count += 1;
        *sum += row["monto"].as_str().map_or(0, |text| {
            text.replace('.', "").parse::<i64>().expect("minor units")
        });
    }
    sums.into_iter()
        .map(|((kind, state, direction), (count, sum))| {
            let direction = [Value::Null, json!("EGRESO"), json!("INGRESO")][usize::from(direction)].clone();
            json!({"tipo": kind, "estado": state, "sentido": direction, "cantidad": count, "monto": format!("{}.{:02}", sum / 100, sum % 100)})
        })
        .collect()
}

#[test]
fn filters_that_are_none() {
    let Day { shop, .. } = day();
    let cases = [
        ("monto=30.005", "monto", "too_many_decimals"),
        ("monto=abc", "monto", "not_decimal_text"),
        ("monto=-1", "monto", "too_small"),
        ("monto=10000000000", "monto", "too_large"),
        ("monto=1e2", "monto", "not_decimal_text"),
        ("monto=30&monto=31", "monto", "duplicate_property"),
        ("operadora=Claro", "operadora", "not_one_of"),
        ("operadora=tigo", "operadora", "not_one_of"),
        ("tipo=venta", "tipo", "not_one_of"),
        ("estado=hecho", "estado", "not_one_of"),
        ("id_usuario=0", "id_usuario", "too_small"),
        ("id_caja_sesion=x", "id_caja_sesion", "not_an_integer"),
        (
            "desde=2026-06-02&hasta=2026-06-01",
            "hasta",
            "time_range_inverted",
        ),
        ("desde=ayer", "desde", "instant_invalid"),
        ("monto_minimo=3", "monto_minimo", "unknown_property"),
    ];
    for path in ["/operaciones", "/operaciones/totales"] {
        for (query, field, code) in cases {
            let reply = shop.get(ANA, &format!("{path}?{query}")).expect(400);
            assert_eq!(
                (
                    reply.code(),
                    &reply.body["errors"][0]["field"],
                    &reply.body["errors"][0]["code"]
                ),
                ("validation_failed", &json!(field), &json!(code)),
                "{path}?{query}"
            );
        }
    }
    for query in ["limit=5", "cursor=1.x", "limit="] {
        let reply = shop
            .get(ANA, &format!("/operaciones/totales?{query}"))
            .expect(400);
        assert_eq!(
            reply.body["errors"][0]["code"],
            json!("unknown_property"),
            "{query}"
        );
    }
    let reply = shop.request(ANA, Put, "/operaciones/totales", &[], &json!({}));
    assert_eq!(
        (reply.status, reply.header("allow")),
        (405, Some("GET")),
        "{}",
        reply.body
    );
    assert_eq!(shop.send(Get, "/operaciones/totales", &[], b"").status, 401);
}

fn fill(shop: &Shop, from: i64, until: i64, amount: i64) {
    shop.db
        .execute(&format!(
            "WITH RECURSIVE number (n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM number WHERE n < {until}) \
             INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, amount, created_at_ms, updated_at_ms) \
             SELECT printf('00000000-0000-7000-8000-%012d', n), 1, 'cash_session_open', 'succeeded', 'user:1', 1, {amount}, n, n FROM number"
        ))
        .expect("operations");
}

#[test]
fn no_more_is_added_up_than_is_promised() {
    let mut shop = Shop::demo(22);
    shop.log_in(ANA);
    let totals = |query: &str| {
        shop.get(ANA, &format!("/operaciones/totales?{query}"))
            .expect(200)
            .body
    };
    fill(&shop, 1, 10_000, 5);
    let row = |count: i64, sum: &str| json!([{"tipo": "cash_session_open", "estado": "succeeded", "sentido": null, "cantidad": count, "monto": sum}]);
    let all = totals("tipo=cash_session_open");
    assert_eq!(
        (&all["totales"], &all["completo"]),
        (&row(10_000, "500.00"), &json!(true))
    );
    // One older than all of those is one too many; a span that leaves it out is whole again.
    fill(&shop, 0, 0, 99_999);
    let cut = totals("tipo=cash_session_open");
    assert_eq!(
        (&cut["totales"], &cut["completo"]),
        (&row(10_000, "500.00"), &json!(false))
    );
    let whole = totals("tipo=cash_session_open&desde=1970-01-01T00:00:00.001Z");
    assert_eq!(
        (&whole["totales"], &whole["completo"]),
        (&row(10_000, "500.00"), &json!(true))
    );
    // The one too many may be alone of its kind.
    let everything = totals("");
    assert_eq!(everything["completo"], json!(false));
    assert_eq!(everything["totales"].as_array().expect("rows").len(), 2);
}

#[test]
fn a_sum_beyond_every_amount_is_no_fault() {
    let mut shop = Shop::demo(23);
    shop.log_in(ANA);
    fill(&shop, 1, 3_000, 9_007_199_254_740_991);
    let sums = shop
        .get(ANA, "/operaciones/totales?tipo=cash_session_open")
        .expect(200)
        .body;
    assert_eq!(
        (
            &sums["totales"][0]["cantidad"],
            &sums["totales"][0]["monto"],
            &sums["completo"]
        ),
        (&json!(3_000), &json!("90071992547409.91"), &json!(false))
    );
}

#[test]
fn why_float_was_bought() {
    let Day { shop, ana, .. } = day();
    let history = shop
        .get(ANA, "/recargas/historial/inyecciones")
        .expect(200)
        .body;
    assert_eq!(
        (&history[0]["motivo"], &history[1]["motivo"]),
        (&Value::Null, &json!("Se acababa"))
    );
    let reasons: Vec<Value> = operations(&shop, "tipo=injection")
        .into_iter()
        .map(|row| row["motivo"].clone())
        .collect();
    assert_eq!(reasons, [Value::Null, json!("Se acababa")]);
    // The documented report has its own words for it.
    let report = shop
        .get(ADMIN, "/reportes/data/caja-historial/1")
        .expect(200)
        .body;
    let said = |wanted: &str| {
        report["movimientos"]
            .as_array()
            .expect("movements")
            .iter()
            .any(|row| row["motivo"] == wanted)
    };
    assert!(said("Fondeo de saldo a operadora Tigo") && !said("Se acababa"));
    let inject = |reason: Value| {
        shop.post(
            ANA,
            "/recargas/inyeccion",
            &json!({"operadora_destino": "Viva", "monto": 1, "id_caja_sesion": ana, "motivo": reason}),
        )
    };
    let cases = [
        (Value::Null, 201, Value::Null),
        (json!("  "), 201, Value::Null),
        (json!("a"), 201, json!("a")),
        (json!("ñ".repeat(200)), 201, json!("ñ".repeat(200))),
        (json!("x".repeat(201)), 400, json!("too_long")),
        (json!(5), 400, json!("not_a_string")),
        (json!("a\u{7}b"), 400, json!("control_character")),
    ];
    for (reason, status, expected) in cases {
        let reply = inject(reason.clone()).expect(status);
        let actual = if status == 201 {
            &reply.body["motivo"]
        } else {
            &reply.body["errors"][0]["code"]
        };
        assert_eq!(actual, &expected, "{reason}");
    }
    shop.assert_sound();
}

#[test]
fn every_answer_says_what_time_it_is() {
    let Day { shop, .. } = day();
    for (reply, status) in [
        (shop.get(ANA, "/operaciones"), 200),
        (shop.get(ANA, "/nada"), 404),
        (shop.send(Get, "/cajas", &[], b""), 401),
        (shop.send(Get, "/salud", &[], b""), 200),
    ] {
        assert_eq!(reply.status, status);
        assert_eq!(
            reply.header("x-server-time"),
            Some("2026-06-01T12:12:00.000Z")
        );
        let exposed = reply
            .header("access-control-expose-headers")
            .expect("a list");
        assert!(exposed.split(", ").any(|name| name == "X-Server-Time"));
    }
}
