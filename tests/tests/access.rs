//! Who may do what, and that nobody reaches into another tenant.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use ventanilla_tests::shop::{Reply, Shop, demo, demo_tenant};
use ventanilla_worker::http::Method::{self, Delete, Get, Patch, Post, Put};
use ventanilla_worker::ports::Clock;
use ventanilla_worker::router::{Door, ROUTES};

const ADMINISTRADOR: &str = "admin@kiosco.demo";
const GERENTE: &str = "gerente@kiosco.demo";
const OPERADOR: &str = "ana@kiosco.demo";
const USUARIO: &str = "usuario@kiosco.demo";

/// Method, pattern, a body that would be understood, and the roles that may: A, G, O, U. A dash means that nobody has to be logged in.
const RIGHTS: &[(Method, &str, &str, &str)] = &[
    (Post, "/auth/login", "{}", "-"),
    (Post, "/auth/refresh_token", "", "-"),
    (Post, "/auth/logout", "", "AGOU"),
    (Post, "/auth/reset/code", "{}", "-"),
    (Post, "/auth/confirm-code", "{}", "-"),
    (Post, "/auth/reset-confirm", "{}", "-"),
    (Get, "/auth/roles/list", "", "AGOU"),
    (Get, "/usuario", "", "A"),
    (Get, "/usuario/:id", "", "A"),
    (Post, "/usuario/register", "{}", "A"),
    (Patch, "/usuario/:id", r#"{"name":"Otra Persona"}"#, "A"),
    (
        Put,
        "/persona",
        r#"{"id":1,"nombres":"Otra","p_apellido":"Persona"}"#,
        "A",
    ),
    (Get, "/cajas", "", "AGOU"),
    (Post, "/cajas", "{}", "A"),
    (Post, "/cajas/abrir", "{}", "AGO"),
    (Post, "/cajas/movimiento", "{}", "AGO"),
    (Get, "/cajas/sesion-activa/:id_usuario", "", "AG"),
    (Get, "/cajas/sesion/:id/balance", "", "AGOU"),
    (Patch, "/cajas/sesion/:id/cerrar", "{}", "AGO"),
    (Patch, "/cajas/sesion/:id/motivo", "{}", "AGO"),
    (Get, "/cajas/:id", "", "AGOU"),
    (Patch, "/cajas/:id", "{}", "A"),
    (Delete, "/cajas/:id", "", "A"),
    (Get, "/recargas/operadoras/saldos", "", "AGOU"),
    (Post, "/recargas/cliente", "{}", "AGO"),
    (Patch, "/recargas/cliente/:id/referencia", "{}", "AGO"),
    (Post, "/recargas/inyeccion", "{}", "AGO"),
    (Get, "/recargas/historial/clientes", "", "AGOU"),
    (Get, "/recargas/historial/inyecciones", "", "AGOU"),
    (
        Get,
        "/reportes/data/movimientos-caja/:id_sesion",
        "",
        "AGOU",
    ),
    (Get, "/reportes/data/caja-historial/:id_caja", "", "AGOU"),
    (Get, "/reportes/dashboard-stats", "", "AGOU"),
    (Get, "/operaciones", "", "AGOU"),
    (Get, "/operaciones/totales", "", "AGOU"),
    (Get, "/operaciones/:id", "", "AGOU"),
    (Get, "/cps/operaciones/:id", "", "AGOU"),
    (Post, "/operaciones/:id/reversar", "{}", "AG"),
    (Post, "/cps/v2/operation/use/pay", "{}", "AGO"),
    (Post, "/v2/operation/use/pay", "{}", "AGO"),
    (Get, "/cps/v2/operation/get/balance", "", "AGO"),
    (Get, "/v2/operation/get/balance", "", "AGO"),
    (Get, "/cps/v2/list/basic_services", "", "AGOU"),
    (Get, "/v2/list/basic_services", "", "AGOU"),
    (Post, "/oauth/token", "", "-"),
    (Post, "/oauth/revoke", "", "-"),
    // Any token will do, a user's or a client's.
    (Get, "/users/me", "", "AGOU"),
    (Get, "/phone-credits/providers", "", "AGOU"),
    (Post, "/phone-credits/order/create", "{}", "AGO"),
    (Post, "/phone-credits/order/:order_id/complete", "{}", "AGO"),
    (Get, "/phone-credits/order/history/:wallet_id", "", "AGOU"),
    (Get, "/pagos", "", "AGOU"),
    (Get, "/pagos/pendientes", "", "AGOU"),
    (Get, "/pagos/:id", "", "AGOU"),
    (Get, "/pagos/:id/llamadas", "", "AG"),
    (
        Post,
        "/pagos/:id/resolver",
        r#"{"resultado":"entregado","evidencia":"x"}"#,
        "AG",
    ),
    (Post, "/pagos/:id/devolver", "", "AGO"),
    (Get, "/proveedores", "", "AG"),
    (Post, "/proveedores/:nombre/fondos", "{}", "AG"),
    (Put, "/proveedores/:nombre/cuenta", "{}", "A"),
    (Delete, "/proveedores/:nombre/cuenta", "", "A"),
    (Get, "/carteras", "", "AGOU"),
    (Post, "/carteras", "{}", "A"),
    (Patch, "/carteras/:id", "{}", "A"),
    (
        Post,
        "/carteras/:id/fondos",
        r#"{"monto":"1.00","motivo":"x"}"#,
        "AG",
    ),
    (Post, "/toolusers/get", "", "AGOU"),
    (Post, "/wallet/get", "", "AGOU"),
    (Post, "/wallet/contact/add", "{}", "AGO"),
    (Post, "/wallet/contact/get", "{}", "AGOU"),
    (Post, "/wallet/sale", "{}", "AGO"),
    (Post, "/wallet/balance/update", "{}", "AG"),
    (Post, "/employee/add", "{}", "A"),
    (Post, "/employee/disable", "{}", "A"),
    (Get, "/monederos", "", "AGOU"),
    (Post, "/monederos", "{}", "A"),
    (Get, "/monederos/telefonos", "", "AGOU"),
    (Put, "/monederos/telefonos/:telefono", "{}", "AG"),
    (Delete, "/monederos/telefonos/:telefono", "", "AG"),
    (Get, "/monederos/pedidos", "", "AGOU"),
    (
        Post,
        "/monederos/pedidos/:id/resolver",
        r#"{"resultado":"entregado","evidencia":"x"}"#,
        "AG",
    ),
    (Get, "/monederos/proveedor", "", "A"),
    (
        Put,
        "/monederos/proveedor/colaboradores/:id",
        r#"{"id_proveedor":1}"#,
        "A",
    ),
    (Post, "/monederos/proveedor/colaboradores/:id", "{}", "A"),
    (Delete, "/monederos/proveedor/colaboradores/:id", "", "A"),
    (Get, "/monederos/autorizan", "", "AGOU"),
    (Put, "/monederos/pin", "{}", "AG"),
    (Patch, "/monederos/:id", "{}", "A"),
    (Get, "/monederos/:id/movimientos", "", "AGOU"),
    (Get, "/claves-api", "", "A"),
    (Post, "/claves-api", "{}", "A"),
    (Delete, "/claves-api/:id", "", "A"),
    (Get, "/integradores", "", "AG"),
    (Post, "/integradores", "{}", "A"),
    (Patch, "/integradores/:id", "{}", "A"),
    (Post, "/integradores/:id/clave", "", "A"),
    (
        Post,
        "/integradores/:id/pagos",
        r#"{"monto":"1.00","motivo":"x"}"#,
        "AG",
    ),
    (Get, "/sesiones/:id/informe", "", "AGOU"),
    (Get, "/sucursales", "", "AGOU"),
    (Post, "/sucursales", "{}", "A"),
    (Patch, "/sucursales/:id", "{}", "A"),
    (Get, "/operadoras", "", "AGOU"),
    (Patch, "/operadoras/:id", "{}", "A"),
    (Get, "/configuracion", "", "AGOU"),
    (Patch, "/configuracion", "{}", "A"),
    (Post, "/portal/cupones/generar", "{}", "AGO"),
    (Get, "/portal/cupones/cliente/:cliente_id", "", "AGOU"),
    (Get, "/portal/cupones/:codigo_barras", "", "AGOU"),
    (Post, "/portal/cupones/:codigo_barras/cobrar", "{}", "AGO"),
    (Post, "/portal/cupones/:codigo_barras/cancelar", "{}", "AGO"),
    (Get, "/portal/clientes", "", "AGOU"),
    (Post, "/portal/clientes", "{}", "AGO"),
    (Post, "/portal/clientes/importar", "{}", "AG"),
    (Get, "/portal/clientes/:cliente_id", "", "AGOU"),
    (Patch, "/portal/clientes/:cliente_id", "{}", "AGO"),
    (Get, "/portal/clientes/:cliente_id/facturas", "", "AGOU"),
    (Post, "/portal/facturas", "{}", "AG"),
    (Post, "/portal/facturas/importar", "{}", "AG"),
    (Get, "/portal/liquidacion", "", "AG"),
    (Post, "/portal/secreto", "", "A"),
    (Post, "/instalacion/tenants", "{}", "-"),
    (Put, "/instalacion/dominios/:dominio", "{}", "-"),
    (Get, "/salud", "", "-"),
    (Get, "/", "", "-"),
];

const NO_OPERATION: &str = "00000000-0000-7000-8000-000000000000";

fn shop() -> Shop {
    let mut shop = Shop::empty(3);
    let mut tenant = demo()["tenants"][0].clone();
    tenant["users"]
        .as_array_mut()
        .expect("users")
        .push(json!({"email": USUARIO, "password": "demo-Usuario-2026", "role": "Usuario"}));
    shop.set_up(&tenant).expect(201);
    for email in [ADMINISTRADOR, GERENTE, OPERADOR] {
        shop.log_in(email);
    }
    shop.log_in_with(USUARIO, "demo-Usuario-2026");
    shop
}

/// A path with ids that are somebody else's, or nobody's: what is asked is whether one may ask at all.
fn path(pattern: &str) -> String {
    let fill = |segment: &str| match segment {
        ":id"
            if [
                "/operaciones",
                "/cps/operaciones",
                "/pagos",
                "/monederos/pedidos",
            ]
            .iter()
            .any(|start| pattern.starts_with(start)) =>
        {
            NO_OPERATION.to_owned()
        }
        ":nombre" => "cps".to_owned(),
        segment if segment.starts_with(':') => "999999".to_owned(),
        segment => segment.to_owned(),
    };
    pattern.split('/').map(fill).collect::<Vec<_>>().join("/")
}

#[test]
fn the_table_is_the_route_table() {
    let listed: BTreeSet<(&str, &str)> = RIGHTS
        .iter()
        .map(|(method, pattern, _, _)| (method.name(), *pattern))
        .collect();
    let routed: BTreeSet<(&str, &str)> = ROUTES
        .iter()
        .map(|route| (route.method.name(), route.pattern))
        .collect();
    assert_eq!(listed, routed);
}

#[test]
fn every_role_may_what_the_table_says() {
    let shop = shop();
    for (method, pattern, body, roles) in RIGHTS {
        if *pattern == "/auth/logout" || *roles == "-" {
            continue;
        }
        for (email, letter) in [
            (ADMINISTRADOR, 'A'),
            (GERENTE, 'G'),
            (OPERADOR, 'O'),
            (USUARIO, 'U'),
        ] {
            let body: Value = if body.is_empty() {
                Value::Null
            } else {
                serde_json::from_str(body).expect("JSON")
            };
            let reply = shop.request(email, *method, &path(pattern), &[], &body);
            let refused = reply.status == 403;
            assert_eq!(
                refused,
                !roles.contains(letter),
                "{method} {pattern} as {email}: {} {}",
                reply.status,
                reply.body
            );
            assert_ne!(reply.status, 500, "{method} {pattern}");
        }
    }
    shop.assert_sound();
}

#[test]
fn nothing_is_answered_without_a_good_token() {
    let shop = shop();
    let good = shop.token(OPERADOR).to_owned();
    let cut = &good[..good.len() - 2];
    let bearer = |token: &str| format!("Bearer {token}");
    let headers = [
        "".to_owned(),
        "Bearer null".into(),
        "Bearer ".into(),
        good.clone(),
        format!("bearer {good}"),
        format!("Token {good}"),
        bearer(cut),
        bearer(&format!("{good}x")),
        bearer("a.b.c"),
    ];
    for (method, pattern, _, roles) in RIGHTS {
        if *roles == "-" {
            continue;
        }
        for header in &headers {
            // A body that is no body at all: the token comes first.
            let reply = shop.send(
                *method,
                &path(pattern),
                &[("authorization", header)],
                &[0xff, 0xfe],
            );
            assert_unauthorized(&reply, pattern, &format!("{method} with {header:?}"));
        }
    }
    shop.clock.advance_ms(10 * 60 * 60 * 1000);
    assert_eq!(
        shop.get(OPERADOR, "/cajas").expect(401).code(),
        "unauthorized",
        "expired"
    );
}

/// It is a 401, in the shape of the route's door.
#[track_caller]
fn assert_unauthorized(reply: &Reply, pattern: &str, what: &str) {
    let route = ROUTES.iter().find(|route| route.pattern == pattern);
    // To other systems, the door of loyalty wallets says it in the body.
    let status = match route.expect("a route").door {
        Door::Loyalty if reply.status == 200 => &reply.body["status"],
        _ => &json!(reply.status),
    };
    assert_eq!(*status, json!(401), "{pattern} {what}: {}", reply.body);
    let said = |message: &Value| message.as_str().is_some_and(|message| !message.is_empty());
    match route.expect("a route").door {
        Door::Cps => {
            let message = &reply.body["error"]["message"];
            assert!(said(message), "{pattern} {what}");
            let expected = json!({"success": false, "error": {"code": "UNAUTHORIZED", "message": message, "reason": "unauthorized"}});
            assert_eq!(reply.body, expected, "{pattern} {what}");
        }
        Door::PhoneCredits => {
            let (shown, message) = (&reply.body["message"], &reply.body["details"]["message"]);
            assert!(said(shown) && said(message), "{pattern} {what}");
            let expected = json!({
                "status": 401, "message": shown, "stackId": "test", "details": {"code": "unauthorized", "message": message}
            });
            assert_eq!(reply.body, expected, "{pattern} {what}");
        }
        Door::Loyalty => {
            let expected = json!({"success": false, "message": "Usuario no autorizado", "status": 401, "code": "auth_01"});
            let mut body = reply.body.clone();
            // Whoever comes with a token is told our own code besides.
            let reason = body.as_object_mut().and_then(|body| body.remove("reason"));
            assert!(
                reason.is_none_or(|reason| reason == "unauthorized"),
                "{pattern} {what}"
            );
            assert_eq!(body, expected, "{pattern} {what}");
        }
        Door::Kantuta | Door::Portal | Door::Resources => {
            assert_eq!(reply.code(), "unauthorized", "{pattern} {what}");
        }
    }
}

/// Whoever signs is asked for the signature, whatever token comes with it; where none is taken, it opens nothing.
#[test]
fn nothing_is_answered_to_a_signature_of_nobody() {
    let shop = shop();
    let bearer = format!("Bearer {}", shop.token(ADMINISTRADOR));
    let nonce = shop.clock.now_ms().to_string();
    let (key, signature) = ("b0de6a".repeat(11)[..64].to_owned(), "0".repeat(96));
    let all = [
        ("api-key", key.as_str()),
        ("api-nonce", nonce.as_str()),
        ("api-signature", signature.as_str()),
    ];
    let mut taking = 0;
    for route in ROUTES {
        let target = path(route.pattern);
        if route.takes_signatures() {
            taking += 1;
            let several: [&[(&str, &str)]; 4] = [&all, &all[..1], &all[1..], &all[2..]];
            for headers in several {
                let with_token = [headers, &[("authorization", bearer.as_str())]].concat();
                for headers in [headers, with_token.as_slice()] {
                    let reply = shop.send(route.method, &target, headers, b"{}");
                    assert_unauthorized(&reply, route.pattern, &format!("with {headers:?}"));
                }
            }
        } else if route.permission().is_some() {
            let reply = shop.send(route.method, &target, &all, b"{}");
            assert_unauthorized(&reply, route.pattern, "signed");
        }
    }
    assert_eq!(taking, 8);
    assert_eq!(
        shop.db.query("SELECT count(*) FROM integrator_nonce"),
        ["0"]
    );
}

/// A client's token opens the door of phone credits, with a signature, and tells whose it is; it opens nothing else.
#[test]
fn a_client_s_token_is_no_user_s() {
    let shop = Shop::empty(3);
    let loja = demo_tenant("Loja Demo");
    shop.set_up(&loja).expect(201);
    let keys = &loja["keys"]["phone_credits"];
    let word = |name: &str| keys[name].as_str().expect("a text");
    let basic = STANDARD.encode(format!("{}:{}", word("client_id"), word("client_secret")));
    let basic = format!("Basic {basic}");
    let given = shop
        .send(
            Post,
            "/oauth/token",
            &[("authorization", &basic)],
            b"grant_type=client_credentials",
        )
        .expect(200)
        .body;
    let bearer = format!(
        "Bearer {}",
        given["access_token"].as_str().expect("a token")
    );
    let headers = [("authorization", bearer.as_str())];
    let mut taking = 0;
    for route in ROUTES {
        let send = |headers: &[(&str, &str)]| {
            let target = path(route.pattern);
            shop.send(route.method, &target, headers, b"{}")
        };
        if route.pattern == "/users/me" {
            assert_eq!(send(&headers).expect(200).body["virtual"], true);
        } else if !route.scopes().is_empty() {
            taking += 1;
            let refused = send(&headers).expect(400).body;
            assert_eq!(refused["details"]["code"], "signature_invalid");
            // The client's own secret is not what opens it.
            let reply = send(&[("authorization", basic.as_str())]);
            assert_unauthorized(&reply, route.pattern, "with the secret");
        } else if route.permission().is_some() {
            assert_unauthorized(&send(&headers), route.pattern, "as a client");
        }
    }
    assert_eq!(taking, 4);
    let used = shop.db.query("SELECT count(*) FROM client_signature");
    assert_eq!(used, ["0"]);
}

#[test]
fn a_log_out_a_new_role_and_a_deactivation_end_a_token_at_once() {
    let mut shop = shop();
    let ana = shop.log_in(OPERADOR).body["user"]["id"]
        .as_i64()
        .expect("an id");
    let sale =
        json!({"operadora": "Tigo", "numero_cliente": "76543210", "monto": 1, "id_caja_sesion": 1});
    for (what, change) in [
        ("role", json!({"id_role": 4})),
        ("password", json!({"password": "otra-Clave-2026"})),
        ("state", json!({"estado": false})),
    ] {
        let token = shop.token(OPERADOR).to_owned();
        shop.patch(ADMINISTRADOR, &format!("/usuario/{ana}"), &change)
            .expect(200);
        let headers = [("authorization", format!("Bearer {token}"))];
        let headers: Vec<(&str, &str)> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        assert_eq!(
            shop.send(Get, "/cajas", &headers, b"").expect(401).code(),
            "token_revoked",
            "{what}: reading"
        );
        let selling = shop.send(
            Post,
            "/recargas/cliente",
            &headers,
            sale.to_string().as_bytes(),
        );
        assert_eq!(
            selling.expect(401).code(),
            "token_revoked",
            "{what}: selling"
        );
        shop.patch(
            ADMINISTRADOR,
            &format!("/usuario/{ana}"),
            &json!({"estado": true, "id_role": 2, "password": "demo-Ana-2026"}),
        )
        .expect(200);
        shop.log_in(OPERADOR);
    }
    shop.post(OPERADOR, "/auth/logout", &Value::Null)
        .expect(204);
    assert_eq!(
        shop.get(OPERADOR, "/cajas").expect(401).code(),
        "token_revoked"
    );
    shop.assert_sound();
}

#[test]
fn another_tenant_is_as_if_it_were_not_there() {
    let mut shop = shop();
    let mut other = demo()["tenants"][0].clone();
    other["name"] = json!("Otro Kiosco");
    other["users"] = json!([{"email": "admin@otro.demo", "password": "demo-Otro-2026", "role": "Administrador"}]);
    shop.set_up(&other).expect(201);
    shop.log_in_with("admin@otro.demo", "demo-Otro-2026");
    let stranger = "admin@otro.demo";

    let session = shop
        .post(
            OPERADOR,
            "/cajas/abrir",
            &json!({"id_caja": 1, "conteo": {"100.00": 1}}),
        )
        .expect(201)
        .id();
    let ana = shop
        .get(GERENTE, "/operaciones?tipo=cash_session_open")
        .expect(200)
        .body["operaciones"][0]["id_usuario"]
        .as_i64()
        .expect("an id");
    let sale = shop.post_with_key(OPERADOR, "k", "/recargas/cliente", &json!({"operadora": "Tigo", "numero_cliente": "76543210", "monto": 30, "id_caja_sesion": session})).expect(201);
    let operation = sale.body["id_operacion"].as_str().expect("an id");
    let before = shop
        .db
        .query("SELECT json_group_array(json_array(id, posted)) FROM account");

    let cases = [
        (Get, format!("/usuario/{ana}"), Value::Null, 200, ""),
        (
            Patch,
            format!("/usuario/{ana}"),
            json!({"estado": false}),
            404,
            "user_not_found",
        ),
        (
            Put,
            "/persona".into(),
            json!({"id": ana, "nombres": "X", "p_apellido": "Y"}),
            404,
            "person_not_found",
        ),
        (
            Get,
            "/cajas/1".into(),
            Value::Null,
            404,
            "register_not_found",
        ),
        (
            Patch,
            "/cajas/1".into(),
            json!({"nombre": "Mía"}),
            404,
            "register_not_found",
        ),
        (
            Delete,
            "/cajas/2".into(),
            Value::Null,
            404,
            "register_not_found",
        ),
        (
            Post,
            "/cajas/abrir".into(),
            json!({"id_caja": 2}),
            404,
            "register_not_found",
        ),
        (
            Post,
            "/cajas".into(),
            json!({"nombre": "Caja X", "saldo": 0, "id_sucursal": 1}),
            404,
            "branch_not_found",
        ),
        (
            Post,
            "/cajas/abrir".into(),
            json!({"id_caja": 4, "id_usuario": ana}),
            404,
            "user_not_found",
        ),
        (
            Get,
            format!("/cajas/sesion-activa/{ana}"),
            Value::Null,
            404,
            "no_active_session",
        ),
        (
            Get,
            format!("/cajas/sesion/{session}/balance"),
            Value::Null,
            404,
            "session_not_found",
        ),
        (
            Patch,
            format!("/cajas/sesion/{session}/cerrar"),
            json!({"monto_final_real": 0}),
            404,
            "session_not_found",
        ),
        (
            Patch,
            format!("/cajas/sesion/{session}/motivo"),
            json!({"motivo": "x"}),
            404,
            "session_not_found",
        ),
        (
            Post,
            "/cajas/movimiento".into(),
            json!({"tipo": "EGRESO", "monto": 10, "motivo": "x", "id_sesion_caja": session}),
            404,
            "session_not_found",
        ),
        (
            Post,
            "/recargas/cliente".into(),
            json!({"operadora": "Tigo", "numero_cliente": "76543210", "monto": 1, "id_caja_sesion": session}),
            400,
            "session_not_open",
        ),
        (
            Post,
            "/recargas/inyeccion".into(),
            json!({"operadora_destino": "Tigo", "monto": 1, "id_caja_sesion": session}),
            400,
            "session_not_open",
        ),
        (
            Patch,
            format!("/recargas/cliente/{}/referencia", sale.id()),
            json!({"referencia_operadora": "R"}),
            404,
            "top_up_not_found",
        ),
        (
            Get,
            format!("/reportes/data/movimientos-caja/{session}"),
            Value::Null,
            404,
            "session_not_found",
        ),
        (
            Get,
            "/reportes/data/caja-historial/1".into(),
            Value::Null,
            404,
            "register_without_movements",
        ),
        (
            Get,
            format!("/operaciones/{operation}"),
            Value::Null,
            404,
            "operation_not_found",
        ),
        (
            Get,
            format!("/sesiones/{session}/informe"),
            Value::Null,
            404,
            "session_not_found",
        ),
        (
            Post,
            format!("/operaciones/{operation}/reversar"),
            json!({"motivo": "x"}),
            404,
            "operation_not_found",
        ),
        (
            Patch,
            "/sucursales/1".into(),
            json!({"nombre": "Mía"}),
            404,
            "branch_not_found",
        ),
        (
            Patch,
            "/operadoras/1".into(),
            json!({"activa": false}),
            404,
            "operator_not_found",
        ),
    ];
    for (method, target, body, status, code) in cases {
        let reply = shop.request(stranger, method, &target, &[], &body);
        assert_eq!(
            (reply.status, reply.code()),
            (status, code),
            "{method} {target}: {}",
            reply.body
        );
    }
    assert_eq!(
        shop.get(stranger, &format!("/usuario/{ana}")).body["data"],
        Value::Null
    );
    for (target, empty) in [
        ("/recargas/historial/clientes", json!([])),
        ("/recargas/historial/inyecciones", json!([])),
        (
            &format!("/recargas/historial/clientes?id_caja_sesion={session}"),
            json!([]),
        ),
    ] {
        assert_eq!(
            shop.get(stranger, target).expect(200).body,
            empty,
            "{target}"
        );
    }
    assert_eq!(
        shop.get(stranger, "/operaciones?idempotency_key=k")
            .expect(200)
            .body["operaciones"],
        json!([])
    );
    assert_eq!(
        shop.get(stranger, "/operaciones?buscar=76543210")
            .expect(200)
            .body["operaciones"],
        json!([])
    );
    for filter in ["monto=30", "operadora=Tigo", "tipo=top_up"] {
        let page = shop
            .get(stranger, &format!("/operaciones?{filter}"))
            .expect(200)
            .body;
        assert_eq!(
            (&page["operaciones"], &page["usuarios"]),
            (&json!([]), &json!([])),
            "{filter}"
        );
        let sums = shop
            .get(stranger, &format!("/operaciones/totales?{filter}"))
            .expect(200)
            .body;
        assert_eq!(sums["totales"], json!([]), "{filter}");
    }
    let after = shop
        .db
        .query("SELECT json_group_array(json_array(id, posted)) FROM account");
    assert_eq!(before, after);
    shop.assert_sound();
}

#[test]
fn another_tenant_s_payments_are_as_if_they_were_not_there() {
    const CARMEN: &str = "carmen@bodega.demo";
    const STRANGER: &str = "admin@otra.demo";
    let mut shop = Shop::bodega(3);
    let mut other = demo_tenant("Bodega Demo");
    other["name"] = json!("Otra Bodega");
    other["users"] =
        json!([{"email": STRANGER, "password": "demo-Otra-2026", "role": "Administrador"}]);
    other["keys"] = json!({});
    shop.set_up(&other).expect(201);
    shop.log_in(CARMEN);
    shop.log_in_with(STRANGER, "demo-Otra-2026");
    let open = json!({"id_caja": 1, "conteo": {"100.00": 1}});
    shop.post(CARMEN, "/cajas/abrir", &open).expect(201);
    let open = json!({"id_caja": 4, "conteo": {"100.00": 1}});
    shop.post(STRANGER, "/cajas/abrir", &open).expect(201);
    let pay = |number: &str| {
        let body = json!({"numberService": number, "idTypeService": 57, "amount": 10});
        shop.post(CARMEN, "/cps/v2/operation/use/pay", &body).body
    };
    let (unknown, refused) = (pay("04145550011"), pay("04145550002"));
    let unknown = unknown["data"]["idOperation"].as_str().expect("an id");
    let refused = refused["error"]["idOperation"].as_str().expect("an id");
    let before = shop
        .db
        .query("SELECT json_group_array(json_array(id, posted, held)) FROM account");

    let resolution = json!({"resultado": "entregado", "evidencia": "x"});
    let money = json!({"monto": "1.00", "motivo": "x"});
    for (method, target, body, code) in [
        (
            Get,
            format!("/pagos/{unknown}"),
            Value::Null,
            "operation_not_found",
        ),
        (
            Post,
            format!("/pagos/{unknown}/resolver"),
            resolution,
            "operation_not_found",
        ),
        (
            Post,
            format!("/pagos/{refused}/devolver"),
            Value::Null,
            "operation_not_found",
        ),
        (
            Get,
            format!("/operaciones/{unknown}"),
            Value::Null,
            "operation_not_found",
        ),
        (
            Get,
            format!("/cps/operaciones/{unknown}"),
            Value::Null,
            "operation_not_found",
        ),
        (
            Patch,
            "/integradores/1".to_owned(),
            json!({"activo": false}),
            "integrator_not_found",
        ),
        (
            Post,
            "/integradores/1/clave".to_owned(),
            Value::Null,
            "integrator_not_found",
        ),
        (
            Post,
            "/integradores/1/pagos".to_owned(),
            money,
            "integrator_not_found",
        ),
    ] {
        let reply = shop.request(STRANGER, method, &target, &[], &body);
        assert_eq!(
            (reply.status, reply.code()),
            (404, code),
            "{method} {target}: {}",
            reply.body
        );
    }
    for (target, empty) in [
        ("/pagos".to_owned(), json!({"pagos": []})),
        ("/pagos/pendientes".to_owned(), json!({"pagos": []})),
        (format!("/pagos/{unknown}/llamadas"), json!([])),
        ("/integradores".to_owned(), json!([])),
    ] {
        assert_eq!(
            shop.get(STRANGER, &target).expect(200).body,
            empty,
            "{target}"
        );
    }
    let providers = shop.get(STRANGER, "/proveedores").expect(200).body;
    assert_eq!(
        providers,
        json!([
            {"nombre": "cps", "fondo": "50000.00", "retenido": "0.00", "base_url": null},
            {"nombre": "bitcapital", "fondo": "0.00", "retenido": "0.00", "base_url": null},
            {"nombre": "smsmasivos", "fondo": "0.00", "retenido": "0.00", "base_url": null}
        ])
    );
    let after = shop
        .db
        .query("SELECT json_group_array(json_array(id, posted, held)) FROM account");
    assert_eq!(before, after);
    shop.assert_sound();
}

#[test]
fn another_tenant_s_wallets_are_as_if_they_were_not_there() {
    const OWNER: &str = "admin@loja.demo";
    const STRANGER: &str = "admin@outra.demo";
    let mut shop = Shop::empty(3);
    let loja = demo_tenant("Loja Demo");
    shop.set_up(&loja).expect(201);
    let mut other = loja.clone();
    other["name"] = json!("Outra Loja");
    other["users"] =
        json!([{"email": STRANGER, "password": "demo-Outra-2026", "role": "Administrador"}]);
    other["phone_credits"] = Value::Null;
    other["keys"] = json!({});
    shop.set_up(&other).expect(201);
    shop.log_in(OWNER);
    shop.log_in_with(STRANGER, "demo-Outra-2026");
    let before = shop.get(OWNER, "/carteras").expect(200).body;
    let wallet = before[0]["id"].as_str().expect("an id");

    assert_eq!(shop.get(STRANGER, "/carteras").expect(200).body, json!([]));
    let money = json!({"monto": "1.00", "motivo": "x"});
    for (method, target, body) in [
        (
            Patch,
            format!("/carteras/{wallet}"),
            json!({"nombre": "Minha"}),
        ),
        (Post, format!("/carteras/{wallet}/fondos"), money),
    ] {
        let reply = shop.request(STRANGER, method, &target, &[], &body);
        assert_eq!(
            (reply.status, reply.code()),
            (404, "wallet_not_found"),
            "{method} {target}: {}",
            reply.body
        );
    }
    // The door of phone credits tells a wallet of somebody else from one that is not there (its contract, section 2.4).
    let history = format!("/phone-credits/order/history/{wallet}");
    let refused = shop.get(STRANGER, &history).expect(403).body;
    assert_eq!(refused["details"]["code"], "wallet_foreign");
    // A name is another tenant's as well; an id is not.
    let named = json!({"nombre": "Carteira principal"});
    shop.post(STRANGER, "/carteras", &named).expect(201);
    other["name"] = json!("Terceira Loja");
    other["users"][0]["email"] = json!("admin@terceira.demo");
    other["phone_credits"] = loja["phone_credits"].clone();
    assert_eq!(shop.set_up(&other).expect(409).code(), "wallet_exists");
    assert_eq!(shop.get(OWNER, "/carteras").expect(200).body, before);
    shop.assert_sound();
}
