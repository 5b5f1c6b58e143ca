//! Files of customers and invoices.

use super::*;

fn send(coop: &Coop, what: &str, file: &[u8]) -> Reply {
    coop.shop.send(
        Method::Post,
        &format!("/portal/{what}/importar"),
        &[(
            "authorization",
            &format!("Bearer {}", coop.shop.token(GERENTE)),
        )],
        file,
    )
}

#[test]
fn customers_then_their_invoices() {
    let coop = coop();
    let file = "\u{feff}cliente_id;nombre;cuit\r\n200;Peña Hnos;20-1\r\n201;\"Dos; Tres\";\r\n123;Otro nombre;\r\n42;Ana Lucía Benítez;\r\n";
    let report = send(&coop, "clientes", file.as_bytes()).expect(200).body;
    let data = &report["data"];
    assert_eq!(
        (
            &data["lineas"],
            &data["creadas"],
            &data["existentes"],
            &data["rechazadas"]
        ),
        (&json!(4), &json!(2), &json!(1), &json!(1))
    );
    assert_eq!(data["rechazos"][0]["linea"], json!(4));
    assert_eq!(data["rechazos"][0]["code"], json!("customer_number_taken"));
    let again = send(&coop, "clientes", file.as_bytes()).expect(200).body;
    assert_eq!(again["data"]["existentes"], json!(3));
    // A line that was refused gives nobody another name to be found by.
    let other = coop
        .shop
        .get(MARTA, "/portal/clientes?buscar=otro")
        .expect(200);
    assert_eq!(other.body["data"]["clientes"], json!([]));
    let found = coop
        .shop
        .get(MARTA, "/portal/clientes?buscar=pena")
        .expect(200);
    assert_eq!(
        found.body["data"]["clientes"][0]["nombre"],
        json!("Peña Hnos")
    );
    let invoices = "id;cliente_id;tipo;numero;monto\n\
        i1;200;Factura;1;1.234,50\n\
        i2;201;Factura;2;99,90\n\
        i3;999;Factura;3;10\n\
        uuid-1234;123;Factura A;123;10000.00\n\
        uuid-1235;123;Factura A;124;1.00\n\
        i4;200;Factura;4;cien\n";
    let report = send(&coop, "facturas", invoices.as_bytes())
        .expect(200)
        .body;
    let data = &report["data"];
    assert_eq!(
        (
            &data["lineas"],
            &data["creadas"],
            &data["existentes"],
            &data["rechazadas"]
        ),
        (&json!(6), &json!(2), &json!(1), &json!(3))
    );
    let refusals: Vec<(i64, &str, &str)> = data["rechazos"]
        .as_array()
        .unwrap()
        .iter()
        .map(|refusal| {
            (
                refusal["linea"].as_i64().unwrap(),
                refusal["columna"].as_str().unwrap(),
                refusal["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        refusals,
        [
            (4, "cliente_id", "customer_not_found"),
            (6, "id", "invoice_taken"),
            (7, "monto", "not_a_number")
        ]
    );
    let again = send(&coop, "facturas", invoices.as_bytes())
        .expect(200)
        .body;
    assert_eq!(
        (&again["data"]["creadas"], &again["data"]["existentes"]),
        (&json!(0), &json!(3))
    );
    let debt = coop.shop.get(MARTA, "/portal/clientes/200").expect(200);
    assert_eq!(debt.body["data"]["deuda"], json!(1234.5));
}

#[test]
fn a_key_makes_a_file_count_once() {
    let coop = coop();
    let send = || {
        coop.shop.send(
            Method::Post,
            "/portal/facturas/importar",
            &[
                (
                    "authorization",
                    &format!("Bearer {}", coop.shop.token(GERENTE)),
                ),
                ("idempotency-key", "file-1"),
            ],
            b"id,cliente_id,tipo,numero,monto\na,7,Factura,1,5.00\n",
        )
    };
    let (first, again) = (send().expect(200), send().expect(200));
    assert_eq!(first.body, again.body);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(first.body["data"]["creadas"], json!(1));
}

#[test]
fn one_broken_line_in_a_thousand_is_the_only_one_refused() {
    let coop = coop();
    let mut file = String::from("id,cliente_id,tipo,numero,monto\n");
    for line in 0..1000 {
        if line == 617 {
            file.push_str("rota,7,Factura\n");
        } else {
            file.push_str(&format!("m{line},7,Factura,{},1.00\n", line + 1));
        }
    }
    assert!(file.len() < 64 * 1024);
    let report = send(&coop, "facturas", file.as_bytes()).expect(200).body;
    assert_eq!(report["data"]["creadas"], json!(999));
    assert_eq!(report["data"]["rechazos"][0]["linea"], json!(619));
    assert_eq!(
        report["data"]["rechazos"][0]["code"],
        json!("import_line_broken")
    );
}

#[test]
fn files_that_are_none_or_too_long() {
    let coop = coop();
    for (file, code) in [
        (b"".to_vec(), "import_column_missing"),
        (b"nombre\nAna\n".to_vec(), "import_column_missing"),
    ] {
        let reply = send(&coop, "clientes", &file).expect(400);
        assert_eq!(
            reply.body["details"][0]["code"],
            json!(code),
            "{}",
            reply.body
        );
    }
    let mut long = String::from("cliente_id,nombre\n");
    for line in 1..=1001 {
        long.push_str(&format!("{line},{}\n", "x".repeat(80)));
    }
    assert!(long.len() > 64 * 1024);
    let reply = send(&coop, "clientes", long.as_bytes()).expect(400);
    assert_eq!(
        reply.body["details"][0]["code"],
        json!("import_too_many_lines")
    );
    let reply = send(&coop, "clientes", &vec![b'x'; 1024 * 1024 + 1]).expect(413);
    assert_eq!(reply.code(), "body_too_large");
}

#[test]
fn windows_1252_is_read_at_the_door_too() {
    let coop = coop();
    // "Peña" as a spreadsheet of Windows writes it.
    let file = b"cliente_id;nombre\r\n300;Pe\xf1a e Hijos\r\n";
    let report = send(&coop, "clientes", file).expect(200).body;
    assert_eq!(report["data"]["creadas"], json!(1));
    let found = coop.shop.get(MARTA, "/portal/clientes/300").expect(200);
    assert_eq!(found.body["data"]["nombre"], json!("Peña e Hijos"));
}

#[test]
fn a_coupon_over_exactly_a_hundred_invoices_is_issued_and_collected() {
    let coop = coop();
    let lines: String = (1..=100)
        .map(|number| format!("c{number};42;Factura;{number};1,01\n"))
        .collect();
    let file = format!("id;cliente_id;tipo;numero;monto\n{lines}");
    let report = send(&coop, "facturas", file.as_bytes()).expect(200).body;
    assert_eq!(report["data"]["creadas"], json!(100));
    let invoices: Vec<String> = (1..=100)
        .map(|number| format!(r#"{{"id":"c{number}","monto":1.01}}"#))
        .collect();
    let body = format!(
        r#"{{"cliente_id":42,"facturas":[{}],"total":101}}"#,
        invoices.join(",")
    );
    let issued = coop
        .send(MARTA, Method::Post, "/portal/cupones/generar", &body)
        .expect(200);
    let data = &issued.body["data"];
    assert_eq!(data["facturas"].as_array().map(Vec::len), Some(100));
    let collected = coop
        .collect(
            MARTA,
            &text(&data["codigo_barras"]),
            &json!({"id_caja_sesion": coop.central}),
        )
        .expect(200);
    assert_eq!(collected.body["data"]["recibo"]["monto"], json!(101.0));
}
