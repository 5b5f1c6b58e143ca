//! One row for every documented code, and the order in which they are looked for.

use super::*;

/// What a request changes of a good one; an empty value leaves the attribute out.
type Change<'a> = &'a [(&'a str, &'a str)];

/// A path, what is changed of its good request, and what comes of it: the code, the message, the body's status.
type Row<'a> = (&'a str, Change<'a>, &'a str, &'a str, u16);

#[test]
fn every_documented_code_is_reached() {
    let tienda = tienda();
    let shop = &tienda.shop;
    let lupita = tienda.user(LUPITA);
    let paco = tienda.user(PACO);
    let foreign = {
        shop.set_up(&demo_tenant("Kiosco Demo")).expect(201);
        tienda.user("ana@kiosco.demo")
    };
    let reader = shop
        .post(ADMIN, "/usuario/register", &json!({"nombres": "Rita", "p_apellido": "Sol", "email": "rita@tienda.demo", "password": "clave-de-rita"}))
        .expect(201)
        .body["id"]
        .to_string();
    // A wallet that asks for a ticket once, with everything left.
    let tickets = tienda.change(&tienda.strict, &json!({"clientes_disponibles": 1, "canjes_disponibles": 5, "creditos_disponibles": 5, "exige_nacimiento": true}));
    assert_eq!(tickets["clientes_disponibles"], 1);
    let strict = tienda.strict.as_str();
    tienda
        .call(
            "/wallet/sale",
            &[
                ("wallet_key", strict),
                ("phone", MARIA),
                ("usertool_id", &lupita),
                ("transaction_type", "0"),
                ("transaction_amount", "100"),
                ("ticket", "A-1"),
            ],
        )
        .expect(200);
    // Wallets with one thing missing each.
    let made = |name: &str, contacts: i64, redemptions: i64, credits: i64| {
        let wallet = json!({"nombre": name, "porcentaje": "1.00", "clientes_disponibles": contacts, "canjes_disponibles": redemptions, "creditos_disponibles": credits});
        let made = shop.post(ADMIN, "/monederos", &wallet).expect(201).body;
        text(&made["clave"])
    };
    let without_contacts = made("Sin clientes", 0, 5, 5);
    let without_credits = made("Sin créditos", 5, 5, 2);
    let add = |wallet: &str, points: &str| {
        let contact = [
            ("wallet_key", wallet),
            ("phone", XIMENA),
            ("customer_name", "X"),
            ("usertool_id", &lupita),
        ];
        assert_eq!(
            tienda.call("/wallet/contact/add", &contact).code(),
            "contact_add_01"
        );
        let update = [
            ("wallet_key", wallet),
            ("phone", XIMENA),
            ("usertool_id", &lupita),
            ("transaction_type", "0"),
            ("transaction_amount", points),
        ];
        assert_eq!(
            tienda.call("/wallet/balance/update", &update).code(),
            "balance_update_01"
        );
    };
    add(&without_credits, "10");
    let without_redemptions = made("Sin canjes", 5, 0, 5);
    add(&without_redemptions, "10");

    let good = |path: &str| -> Vec<(&str, &str)> {
        match path {
            "/wallet/contact/add" => vec![
                ("wallet_key", &tienda.open),
                ("phone", "4770000001"),
                ("customer_name", "Ana"),
                ("usertool_id", &lupita),
            ],
            "/wallet/contact/get" => vec![("wallet_key", &tienda.open), ("phone", MARIA)],
            "/wallet/sale" => vec![
                ("wallet_key", &tienda.open),
                ("phone", MARIA),
                ("usertool_id", &lupita),
                ("transaction_type", "0"),
                ("transaction_amount", "100"),
            ],
            "/wallet/balance/update" => vec![
                ("wallet_key", &tienda.open),
                ("phone", MARIA),
                ("transaction_type", "0"),
                ("transaction_amount", "5"),
                ("usertool_id", &lupita),
            ],
            "/employee/add" => vec![
                ("type", "cajero"),
                ("employee_name", "Beto Luna"),
                ("business_name", "Tienda Sur"),
                ("number", "4771000009"),
                ("password", "clave-de-beto"),
            ],
            _ => vec![("number", "4771000009")],
        }
    };
    let (contact, get, sale, update) = (
        "/wallet/contact/add",
        "/wallet/contact/get",
        "/wallet/sale",
        "/wallet/balance/update",
    );
    let (employ, archive) = ("/employee/add", "/employee/disable");
    let no_key = "Llave de monedero indefinido.";
    let malformed = "Teléfono con formato incorrecto.";
    let unregistered = "El contacto no se encuentra registrado en el monedero.";
    let foreign_user = "El usuario de la herramienta no pertenece al usuario de la apikey.";
    let not_allowed = "El usuario de la herramienta no tiene permisos sobre el monedero.";
    let kind = "Tipo de transacción indefinido.";
    let bad_amount = "Monto de transacción con formato incorrecto.";
    let rows: &[Row<'_>] = &[
        (
            contact,
            &[("wallet_key", "")],
            "contact_add_02",
            no_key,
            400,
        ),
        (
            contact,
            &[("phone", "")],
            "contact_add_03",
            "Teléfono indefinido.",
            400,
        ),
        (
            contact,
            &[("phone", "477123456")],
            "contact_add_04",
            malformed,
            400,
        ),
        (
            contact,
            &[("phone", "47712345678")],
            "contact_add_04",
            malformed,
            400,
        ),
        (
            contact,
            &[("phone", "+524771234567")],
            "contact_add_04",
            malformed,
            400,
        ),
        (
            contact,
            &[("phone", "47712345ab")],
            "contact_add_04",
            malformed,
            400,
        ),
        (
            contact,
            &[("customer_name", "")],
            "contact_add_05",
            "Nombre indefinido.",
            400,
        ),
        (
            contact,
            &[("usertool_id", "")],
            "contact_add_06",
            "Usuario indefinido.",
            400,
        ),
        (
            contact,
            &[("usertool_id", "999999")],
            "contact_add_06",
            "Usuario indefinido.",
            403,
        ),
        (
            contact,
            &[("usertool_id", &foreign)],
            "contact_add_06",
            "Usuario indefinido.",
            403,
        ),
        (
            contact,
            &[("usertool_id", "abc")],
            "contact_add_06",
            "Usuario indefinido.",
            403,
        ),
        (
            contact,
            &[("wallet_key", "x")],
            "contact_add_07",
            "Monedero no existe",
            404,
        ),
        (
            contact,
            &[("phone", MARIA)],
            "wallet_manager_08",
            "El usuario ya se encuentra registrado",
            409,
        ),
        (
            contact,
            &[("phone", "0771234567")],
            "wallet_manager_15",
            "Lada no soportada",
            400,
        ),
        (
            contact,
            &[("phone", "2021234567")],
            "wallet_manager_15",
            "Lada no soportada",
            400,
        ),
        (
            contact,
            &[("phone", LANDLINE)],
            "wallet_manager_14",
            "Teléfono es de casa o fijo",
            400,
        ),
        (
            contact,
            &[("customer_birthdate", "2001-02-30")],
            "wallet_manager_09",
            "Error en formato de fecha de cumpleaños",
            400,
        ),
        (
            contact,
            &[("customer_birthdate", "2027-01-01")],
            "wallet_manager_09",
            "Error en formato de fecha de cumpleaños",
            400,
        ),
        (
            contact,
            &[("wallet_key", strict)],
            "wallet_manager_09",
            "Error en formato de fecha de cumpleaños",
            400,
        ),
        (
            contact,
            &[("wallet_key", &without_contacts)],
            "wallet_manager_18",
            "No cuentas con clientes disponibles.",
            402,
        ),
        (
            contact,
            &[("wallet_key", &without_credits)],
            "wallet_manager_11",
            "Saldo insuficiente",
            402,
        ),
        (get, &[("wallet_key", "")], "balance_get_02", no_key, 400),
        (get, &[("wallet_key", "x")], "balance_get_02", no_key, 404),
        (get, &[("phone", "12")], "balance_get_03", malformed, 400),
        (
            get,
            &[("phone", "4770000001")],
            "balance_get_04",
            unregistered,
            404,
        ),
        (sale, &[("wallet_key", "")], "new_sale_02", no_key, 400),
        (
            sale,
            &[("phone", "")],
            "new_sale_03",
            "Teléfono indefinido.",
            400,
        ),
        (sale, &[("phone", "x")], "new_sale_04", malformed, 400),
        (sale, &[("transaction_type", "")], "new_sale_05", kind, 400),
        (sale, &[("transaction_type", "2")], "new_sale_05", kind, 400),
        (
            sale,
            &[("transaction_type", "0x")],
            "new_sale_05",
            kind,
            400,
        ),
        (
            sale,
            &[("transaction_amount", "")],
            "new_sale_06",
            "Monto de transacción indefinido.",
            400,
        ),
        (
            sale,
            &[("transaction_amount", "1e2")],
            "new_sale_07",
            bad_amount,
            400,
        ),
        (
            sale,
            &[("transaction_amount", "-5")],
            "new_sale_07",
            bad_amount,
            400,
        ),
        (
            sale,
            &[("transaction_amount", "NaN")],
            "new_sale_07",
            bad_amount,
            400,
        ),
        (
            sale,
            &[("transaction_amount", "1.005")],
            "new_sale_07",
            bad_amount,
            400,
        ),
        (
            sale,
            &[("transaction_type", "1")],
            "new_sale_08",
            "Puntos a utilizar con formato incorrecto.",
            400,
        ),
        (
            sale,
            &[("transaction_type", "1"), ("points_used", "1.005")],
            "new_sale_08",
            "Puntos a utilizar con formato incorrecto.",
            400,
        ),
        (
            sale,
            &[("usertool_id", "")],
            "new_sale_09",
            "Id del usuario indefinido.",
            400,
        ),
        (
            sale,
            &[("wallet_key", "x")],
            "new_sale_10",
            "Monedero no existe.",
            404,
        ),
        (
            sale,
            &[("wallet_key", strict)],
            "new_sale_11",
            "Ticket indefinido.",
            400,
        ),
        (
            sale,
            &[("phone", "4770000001")],
            "new_sale_12",
            unregistered,
            404,
        ),
        (
            sale,
            &[("usertool_id", &foreign)],
            "new_sale_13",
            foreign_user,
            403,
        ),
        (
            sale,
            &[("usertool_id", &reader)],
            "new_sale_13",
            foreign_user,
            403,
        ),
        (
            sale,
            &[("usertool_id", "abc")],
            "new_sale_13",
            foreign_user,
            403,
        ),
        (
            sale,
            &[
                ("wallet_key", strict),
                ("ticket", "A-2"),
                ("usertool_id", &paco),
            ],
            "new_sale_14",
            not_allowed,
            403,
        ),
        (
            sale,
            &[("wallet_key", strict), ("ticket", "A-1")],
            "new_sale_15",
            "El ticket ya fue registrado.",
            409,
        ),
        (
            sale,
            &[("phone", RAUL)],
            "wallet_redeem_14",
            "Número de teléfono se encuentra en tu blacklist.",
            403,
        ),
        (
            sale,
            &[("transaction_type", "1"), ("points_used", "120.01")],
            "wallet_redeem_10",
            "Los puntos a utilizar son mayores a los disponibles.",
            402,
        ),
        (
            sale,
            &[
                ("wallet_key", &without_redemptions),
                ("phone", XIMENA),
                ("transaction_type", "1"),
                ("points_used", "1"),
            ],
            "wallet_redeem_18",
            "No cuentas con canjes disponibles.",
            402,
        ),
        (
            sale,
            &[("wallet_key", &without_credits), ("phone", XIMENA)],
            "wallet_redeem_13",
            "Saldo insuficiente",
            402,
        ),
        (
            update,
            &[("wallet_key", "")],
            "balance_update_02",
            no_key,
            400,
        ),
        (
            update,
            &[("phone", "")],
            "balance_update_03",
            "Teléfono indefinido.",
            400,
        ),
        (
            update,
            &[("phone", "477123456x")],
            "balance_update_04",
            malformed,
            400,
        ),
        (
            update,
            &[("transaction_type", "")],
            "balance_update_05",
            kind,
            400,
        ),
        (
            update,
            &[("transaction_type", "2")],
            "balance_update_05",
            kind,
            400,
        ),
        (
            update,
            &[("transaction_amount", "")],
            "balance_update_06",
            "Monto de transacción indefinido.",
            400,
        ),
        (
            update,
            &[("transaction_amount", "1,5")],
            "balance_update_07",
            bad_amount,
            400,
        ),
        (
            update,
            &[("usertool_id", "")],
            "balance_update_08",
            "Id del usuario indefinido.",
            400,
        ),
        (
            update,
            &[("wallet_key", "x")],
            "balance_update_09",
            "Monedero no existe.",
            404,
        ),
        (
            update,
            &[("phone", "4770000001")],
            "balance_update_10",
            unregistered,
            404,
        ),
        (
            update,
            &[("usertool_id", &foreign)],
            "balance_update_11",
            foreign_user,
            403,
        ),
        (
            update,
            &[("wallet_key", strict), ("usertool_id", &paco)],
            "balance_update_12",
            not_allowed,
            403,
        ),
        (
            update,
            &[("transaction_type", "1"), ("transaction_amount", "120.01")],
            "wallet_balance_update_07",
            "Los puntos a remover son mayores a los disponibles.",
            402,
        ),
        (
            update,
            &[("wallet_key", &without_credits), ("phone", XIMENA)],
            "wallet_balance_update_09",
            "Saldo insuficiente",
            402,
        ),
        (
            update,
            &[("phone", RAUL)],
            "wallet_balance_update_10",
            "Número de teléfono se encuentra en tu blacklist.",
            403,
        ),
        (
            employ,
            &[("type", "jefe")],
            "err_toolusers_02",
            "Parámetro inválido.",
            400,
        ),
        (
            employ,
            &[("employee_name", "")],
            "err_toolusers_02",
            "Parámetro inválido.",
            400,
        ),
        (
            employ,
            &[("business_name", "")],
            "err_toolusers_02",
            "Parámetro inválido.",
            400,
        ),
        (
            employ,
            &[("number", "477")],
            "err_toolusers_02",
            "Parámetro inválido.",
            400,
        ),
        (
            employ,
            &[("password", "corta")],
            "err_toolusers_02",
            "Parámetro inválido.",
            400,
        ),
        (
            employ,
            &[("employee_name", "LUPITA Hernández")],
            "err_toolusers_03",
            "Ya existe un usuario con el mismo nombre o password",
            409,
        ),
        (
            employ,
            &[("number", LUPITA)],
            "err_toolusers_03",
            "Ya existe un usuario con el mismo nombre o password",
            409,
        ),
        (
            archive,
            &[("number", "")],
            "err_toolusers_02",
            "Parámetro inválido.",
            400,
        ),
        (
            archive,
            &[("number", "4779999999")],
            "err_toolusers_04",
            "Error al archivar el usuario.",
            404,
        ),
    ];
    for (path, change, code, message, status) in rows {
        let mut pairs = good(path);
        pairs.retain(|(name, _)| !change.iter().any(|(changed, _)| changed == name));
        pairs.extend(change.iter().filter(|(_, value)| !value.is_empty()));
        let reply = tienda.call(path, &pairs).expect(200);
        let expected =
            json!({"success": false, "message": message, "status": status, "code": code});
        assert_eq!(reply.body, expected, "{path} {change:?}");
    }
    for path in [
        contact,
        get,
        sale,
        update,
        employ,
        archive,
        "/toolusers/get",
        "/wallet/get",
    ] {
        for key in ["", "wrong", &tienda.apikey.to_uppercase()] {
            let reply = tienda.call_as(key, path, &[]).expect(200);
            let expected = json!({"success": false, "message": "Usuario no autorizado", "status": 401, "code": "auth_01"});
            assert_eq!(reply.body, expected, "{path} {key:?}");
        }
    }
    shop.assert_sound();
}

#[test]
fn of_several_errors_the_contract_s_first_is_told() {
    let tienda = tienda();
    let [lupita, paco, strict] = [
        tienda.user(LUPITA),
        tienda.user(PACO),
        tienda.strict.clone(),
    ]
    .map(|text| -> &'static str { text.leak() });
    let sale = |pairs: &[(&str, &str)]| tienda.call("/wallet/sale", pairs).code().to_owned();
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    let mut step = |name: &'static str, value: &'static str, code: &str| {
        pairs.retain(|(known, _)| *known != name);
        pairs.push((name, value));
        assert_eq!(sale(&pairs), code, "{pairs:?}");
    };
    // Each adds what was missing; what is still wrong is told, in its order.
    step("source", "mcp", "new_sale_02");
    step("wallet_key", "x", "new_sale_03");
    step("phone", "4770000001", "new_sale_05");
    step("transaction_type", "0", "new_sale_06");
    step("transaction_amount", "10", "new_sale_09");
    step("usertool_id", "nobody", "new_sale_10");
    step("wallet_key", strict, "new_sale_11");
    step("ticket", "T", "new_sale_12");
    step("phone", MARIA, "new_sale_13");
    step("usertool_id", paco, "new_sale_14");
    step("usertool_id", lupita, "wallet_redeem_13");
    step("transaction_type", "1", "new_sale_08");
    step("points_used", "50.01", "wallet_redeem_10");
    step("points_used", "50", "wallet_redeem_18");
    tienda
        .shop
        .request(
            GERENTE,
            Method::Put,
            &format!("/monederos/telefonos/{MARIA}"),
            &[],
            &json!({"marca": "bloqueado"}),
        )
        .expect(200);
    step("points_used", "50.01", "wallet_redeem_14");

    let contact =
        |pairs: &[(&str, &str)]| tienda.call("/wallet/contact/add", pairs).code().to_owned();
    let all = [
        ("wallet_key", "x"),
        ("phone", "0771234567"),
        ("customer_name", "Ana"),
        ("usertool_id", "9999"),
        ("customer_birthdate", "no"),
    ];
    assert_eq!(contact(&all), "contact_add_06");
    let with = |changes: &[(&'static str, &str)]| {
        let mut pairs: Vec<(&str, &str)> = all.to_vec();
        for (name, value) in changes {
            pairs.retain(|(known, _)| known != name);
            pairs.push((name, value));
        }
        contact(&pairs)
    };
    assert_eq!(with(&[("usertool_id", lupita)]), "contact_add_07");
    let of_strict = [("usertool_id", lupita), ("wallet_key", strict)];
    assert_eq!(with(&of_strict), "wallet_manager_15");
    assert_eq!(
        with(&[of_strict[0], of_strict[1], ("phone", LANDLINE)]),
        "wallet_manager_14"
    );
    assert_eq!(
        with(&[of_strict[0], of_strict[1], ("phone", MARIA)]),
        "wallet_manager_09"
    );
    let born = ("customer_birthdate", "1990-01-01");
    assert_eq!(
        with(&[of_strict[0], of_strict[1], ("phone", MARIA), born]),
        "wallet_manager_08"
    );
    assert_eq!(
        with(&[of_strict[0], of_strict[1], ("phone", JORGE), born]),
        "wallet_manager_18"
    );
    tienda.shop.assert_sound();
}
