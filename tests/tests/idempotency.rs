//! One key, one operation: replays, conflicts, answers that were lost.

use serde_json::{Value, json};
use ventanilla_tests::shop::{Reply, Shop};
use ventanilla_tests::sqlite::Fault;

const ADMIN: &str = "admin@kiosco.demo";
const ANA: &str = "ana@kiosco.demo";
const LUIS: &str = "luis@kiosco.demo";

fn open_shop() -> (Shop, i64) {
    let mut shop = Shop::demo(7);
    for email in [ADMIN, ANA, LUIS] {
        shop.log_in(email);
    }
    let session = shop
        .post(
            ANA,
            "/cajas/abrir",
            &json!({"id_caja": 1, "conteo": {"100.00": 5}}),
        )
        .expect(201)
        .id();
    (shop, session)
}

fn top_up(session: i64, amount: i64) -> Value {
    json!({"operadora": "Tigo", "numero_cliente": "76543210", "monto": amount, "id_caja_sesion": session})
}

fn sales(shop: &Shop) -> String {
    shop.db.query("SELECT count(*) FROM top_up").remove(0)
}

#[track_caller]
fn assert_replay(again: &Reply, first: &Reply) {
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(first.header("idempotency-replayed"), None);
}

#[test]
fn every_kind_of_operation_is_replayed_word_for_word() {
    let (shop, session) = open_shop();
    let mut sale = top_up(session, 30);
    sale["referencia_operadora"] = json!("T-1");
    let first = shop
        .post_with_key(ANA, "sale", "/recargas/cliente", &sale)
        .expect(201);
    let injection = json!({"operadora_destino": "Viva", "monto": 20, "id_caja_sesion": session});
    let movement =
        json!({"tipo": "EGRESO", "monto": 5.5, "motivo": "Taxi", "id_sesion_caja": session});
    let register = json!({"nombre": "Caja 9", "especialidad": "MIXTA", "saldo": 12.5});
    let opening = json!({"id_caja": 2});
    let close = json!({"monto_final_real": 500});
    let injected = shop
        .post_with_key(ANA, "injection", "/recargas/inyeccion", &injection)
        .expect(201);
    let moved = shop
        .post_with_key(ANA, "movement", "/cajas/movimiento", &movement)
        .expect(201);
    let created = shop
        .post_with_key(ADMIN, "register", "/cajas", &register)
        .expect(201);
    let opened = shop
        .post_with_key(LUIS, "opening", "/cajas/abrir", &opening)
        .expect(201);
    let reversal = format!(
        "/operaciones/{}/reversar",
        first.body["id_operacion"].as_str().expect("an id")
    );
    let reversed = shop
        .post_with_key(ADMIN, "reversal", &reversal, &json!({"motivo": "Error"}))
        .expect(201);
    let closing = format!("/cajas/sesion/{session}/cerrar");
    let patch = |key| {
        shop.request(
            ANA,
            ventanilla_worker::http::Method::Patch,
            &closing,
            &[("idempotency-key", key)],
            &close,
        )
    };
    let closed = patch("close").expect(200);
    shop.patch(
        ANA,
        &format!("/cajas/sesion/{session}/motivo"),
        &json!({"motivo": "Vuelto mal dado"}),
    )
    .expect(200);
    // Whatever has changed since, each first answer comes again.
    shop.clock.advance_ms(3_600_000);
    shop.patch(
        ADMIN,
        &format!("/cajas/{}", created.id()),
        &json!({"nombre": "Caja 10", "id_sucursal": 2}),
    )
    .expect(200);
    assert_replay(
        &shop.post_with_key(ANA, "sale", "/recargas/cliente", &sale),
        &first,
    );
    assert_replay(
        &shop.post_with_key(ANA, "injection", "/recargas/inyeccion", &injection),
        &injected,
    );
    assert_replay(
        &shop.post_with_key(ANA, "movement", "/cajas/movimiento", &movement),
        &moved,
    );
    assert_replay(
        &shop.post_with_key(ADMIN, "register", "/cajas", &register),
        &created,
    );
    assert_replay(
        &shop.post_with_key(LUIS, "opening", "/cajas/abrir", &opening),
        &opened,
    );
    assert_replay(
        &shop.post_with_key(ADMIN, "reversal", &reversal, &json!({"motivo": "Error"})),
        &reversed,
    );
    assert_replay(&patch("close"), &closed);
    assert_eq!(sales(&shop), "1");
    shop.assert_sound();
}

#[test]
fn a_key_used_for_something_else_is_refused() {
    let (shop, session) = open_shop();
    shop.post_with_key(ANA, "k", "/recargas/cliente", &top_up(session, 30))
        .expect(201);
    for (path, body) in [
        ("/recargas/cliente", top_up(session, 31)),
        (
            "/recargas/inyeccion",
            json!({"operadora_destino": "Tigo", "monto": 30, "id_caja_sesion": session}),
        ),
        (
            "/cajas/movimiento",
            json!({"tipo": "INGRESO", "monto": 30, "motivo": "x", "id_sesion_caja": session}),
        ),
    ] {
        assert_eq!(
            shop.post_with_key(ANA, "k", path, &body).expect(422).code(),
            "idempotency_conflict"
        );
    }
    // Somebody else's key of the same name is another key.
    let other = shop
        .post(LUIS, "/cajas/abrir", &json!({"id_caja": 2}))
        .expect(201)
        .id();
    shop.post_with_key(LUIS, "k", "/recargas/cliente", &top_up(other, 30))
        .expect(201);
    assert_eq!(sales(&shop), "2");
    shop.assert_sound();
}

#[test]
fn a_refusal_is_neither_stored_nor_replayed() {
    let (shop, session) = open_shop();
    let body = top_up(session, 1001);
    for _ in 0..2 {
        let refused = shop
            .post_with_key(ANA, "k", "/recargas/cliente", &body)
            .expect(400);
        assert_eq!(
            (refused.code(), &refused.body["message"]),
            (
                "float_insufficient",
                &json!("Saldo insuficiente para la operadora Tigo. Saldo actual: 1000.00")
            )
        );
    }
    shop.post(
        ANA,
        "/recargas/inyeccion",
        &json!({"operadora_destino": "Tigo", "monto": 1, "id_caja_sesion": session}),
    )
    .expect(201);
    assert_eq!(
        shop.post_with_key(ANA, "k", "/recargas/cliente", &body)
            .expect(201)
            .header("idempotency-replayed"),
        None
    );
    shop.assert_sound();
}

#[test]
fn an_answer_that_was_lost_is_read_again() {
    let (shop, session) = open_shop();
    // Committed, with and without a key: the caller never notices.
    shop.db.fail_next(Fault::LostAfterCommit);
    shop.post(ANA, "/recargas/cliente", &top_up(session, 1))
        .expect(201);
    shop.db.fail_next(Fault::LostAfterCommit);
    let answered = shop
        .post_with_key(ANA, "k", "/recargas/cliente", &top_up(session, 2))
        .expect(201);
    assert_eq!(
        answered.header("idempotency-replayed"),
        None,
        "it is this request's own"
    );
    assert_replay(
        &shop.post_with_key(ANA, "k", "/recargas/cliente", &top_up(session, 2)),
        &answered,
    );
    assert_eq!(sales(&shop), "2");
    // Never arrived, and there is no key to ask with.
    shop.db.fail_next(Fault::LostBeforeCommit);
    let lost = shop
        .post(ANA, "/recargas/cliente", &top_up(session, 9))
        .expect(503);
    assert_eq!(lost.code(), "result_unknown_without_key");
    // Never arrived: the caller is told that it is open, and the key settles it.
    shop.db.fail_next(Fault::LostBeforeCommit);
    assert_eq!(
        shop.post_with_key(ANA, "l", "/recargas/cliente", &top_up(session, 3))
            .expect(503)
            .code(),
        "result_unknown"
    );
    let fate = shop.get(ANA, "/operaciones?idempotency_key=l").expect(200);
    assert_eq!(fate.body["operaciones"], json!([]));
    shop.post_with_key(ANA, "l", "/recargas/cliente", &top_up(session, 3))
        .expect(201);
    let fate = shop.get(ANA, "/operaciones?idempotency_key=l").expect(200);
    assert_eq!(fate.body["operaciones"][0]["monto"], json!("3.00"));
    assert_eq!(sales(&shop), "3");
    shop.assert_sound();
}

#[test]
fn keys_that_are_none() {
    let (shop, session) = open_shop();
    let long = "k".repeat(129);
    for key in ["", "   ", "a b", "ñ", long.as_str()] {
        let refused = shop
            .post_with_key(ANA, key, "/recargas/cliente", &top_up(session, 1))
            .expect(400);
        assert_eq!(refused.code(), "idempotency_key_invalid", "{key:?}");
    }
    assert_eq!(sales(&shop), "0");
    let lost = shop.get(ANA, "/operaciones?idempotency_key=").expect(400);
    assert_eq!(
        lost.body["errors"][0]["code"],
        json!("idempotency_key_invalid")
    );
}
