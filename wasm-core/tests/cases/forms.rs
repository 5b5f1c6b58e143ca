//! Bodies of every request: those with something wrong, and what; those that are right, in `good`; both of payment coupons in `portal`, and
//! of services in `cps`, of phone credits in `phone_credits`, of loyalty
//! wallets in `loyalty`.

pub(crate) mod cps;
mod good;
pub(crate) mod loyalty;
pub(crate) mod phone_credits;
pub(crate) mod portal;

pub(crate) use good::GOOD;

/// A form, a body, and the fields and codes of its errors in their order.
pub(crate) type Case = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// Bodies that are refused.
pub(crate) const BAD: &[Case] = &[
    // Bodies as a whole.
    ("kantuta/top-up", "", &[("", "body_empty")]),
    ("kantuta/top-up", "{", &[("", "body_not_json")]),
    ("kantuta/top-up", "[]", &[("", "body_not_object")]),
    ("kantuta/top-up", "null", &[("", "body_not_object")]),
    // Top-ups.
    (
        "kantuta/top-up",
        "{}",
        &[
            ("operadora", "required"),
            ("numero_cliente", "required"),
            ("monto", "required"),
            ("id_caja_sesion", "required"),
        ],
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"Claro","numero_cliente":"22440000","monto":0.001,"id_caja_sesion":0,"x":1}"#,
        &[
            ("operadora", "not_one_of"),
            ("numero_cliente", "phone_landline"),
            ("monto", "too_many_decimals"),
            ("id_caja_sesion", "too_small"),
            ("x", "unknown_property"),
        ],
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"","numero_cliente":76543210,"monto":"30.00","id_caja_sesion":"12"}"#,
        &[
            ("operadora", "required"),
            ("numero_cliente", "not_a_string"),
            ("monto", "not_a_number"),
            ("id_caja_sesion", "not_an_integer"),
        ],
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"tigo","numero_cliente":"7654321","monto":1e3,"id_caja_sesion":1.0}"#,
        &[
            ("operadora", "not_one_of"),
            ("numero_cliente", "phone_too_short"),
            ("monto", "not_a_number"),
            ("id_caja_sesion", "not_an_integer"),
        ],
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"Tigo","numero_cliente":"76543210","monto":0,"id_caja_sesion":1}"#,
        &[("monto", "too_small")],
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"Tigo","numero_cliente":"76543210","monto":-1,"id_caja_sesion":1}"#,
        &[("monto", "too_small")],
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"Tigo","numero_cliente":"76543210","monto":0.09,"id_caja_sesion":1}"#,
        &[("monto", "too_small")],
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"Tigo","numero_cliente":"76543210","monto":99999999999999999999,"id_caja_sesion":1}"#,
        &[("monto", "too_large")],
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"Tigo","numero_cliente":"76543210","monto":10000000000,"id_caja_sesion":1}"#,
        &[("monto", "too_large")],
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"Tigo","numero_cliente":"76543210","monto":"abc","id_caja_sesion":9007199254740992}"#,
        &[("monto", "not_a_number"), ("id_caja_sesion", "too_large")],
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"Tigo","numero_cliente":"76543210","monto":30,"monto":40,"id_caja_sesion":1}"#,
        &[("monto", "duplicate_property")],
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":{},"numero_cliente":[],"monto":{},"id_caja_sesion":[]}"#,
        &[
            ("operadora", "not_one_of"),
            ("numero_cliente", "not_a_string"),
            ("monto", "not_a_number"),
            ("id_caja_sesion", "not_an_integer"),
        ],
    ),
    // Injections, references and reversals.
    (
        "kantuta/injection",
        r#"{"operadora_destino":"Entel","monto":0.99,"id_caja_sesion":-5,"operadora":"Entel"}"#,
        &[
            ("monto", "too_small"),
            ("id_caja_sesion", "too_small"),
            ("operadora", "unknown_property"),
        ],
    ),
    (
        "kantuta/injection",
        r#"{"operadora_destino":"Entel","monto":1,"id_caja_sesion":1,"motivo":7}"#,
        &[("motivo", "not_a_string")],
    ),
    (
        "kantuta/injection",
        concat!(
            r#"{"operadora_destino":"Entel","monto":1,"id_caja_sesion":1,"motivo":""#,
            "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890",
            "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890",
            r#"1"}"#
        ),
        &[("motivo", "too_long")],
    ),
    (
        "kantuta/injection",
        r#"{"operadora_destino":"Entel","monto":1,"id_caja_sesion":1,"motivo":"a\nb"}"#,
        &[("motivo", "control_character")],
    ),
    (
        "kantuta/operator-reference",
        r#"{"referencia_operadora":" "}"#,
        &[("referencia_operadora", "required")],
    ),
    (
        "kantuta/operator-reference",
        r#"{"referencia_operadora":"12345678901234567890123456789012345678901"}"#,
        &[("referencia_operadora", "too_long")],
    ),
    (
        "resources/reverse",
        r#"{"motivo":"a\u0000b"}"#,
        &[("motivo", "control_character")],
    ),
    // Signing in and passwords.
    (
        "kantuta/login",
        r#"{"email":"","password":"","remember":true}"#,
        &[
            ("email", "required"),
            ("password", "required"),
            ("remember", "unknown_property"),
        ],
    ),
    (
        "kantuta/login",
        r#"{"email":"ana","password":1}"#,
        &[("email", "email_format"), ("password", "not_a_string")],
    ),
    (
        "kantuta/login",
        r#"{"email":"123456789","password":"x"}"#,
        &[("email", "email_format")],
    ),
    (
        "kantuta/reset-code",
        r#"{"email":"1234567890"}"#,
        &[("email", "email_format")],
    ),
    (
        "kantuta/confirm-code",
        r#"{"email":"ana@x.bo","code":"XYZ"}"#,
        &[("code", "reset_code_invalid")],
    ),
    (
        "kantuta/reset-confirm",
        r#"{"email":"ana@x.bo","newPassword":"corta"}"#,
        &[("newPassword", "too_short")],
    ),
    // Users.
    (
        "kantuta/register-user",
        r#"{"email":"ana@x","password":"1234567","nombres":"","p_apellido":"P","fecha_nacimiento":"1990-02-30","genero":"X","id_role":9,"estado":1}"#,
        &[
            ("email", "email_format"),
            ("password", "too_short"),
            ("nombres", "required"),
            ("fecha_nacimiento", "date_invalid"),
            ("genero", "not_one_of"),
            ("estado", "not_a_boolean"),
            ("id_role", "not_one_of"),
        ],
    ),
    (
        "kantuta/update-user",
        r#"{"email":"","estado":"true","id_role":"1","role":1}"#,
        &[
            ("email", "required"),
            ("estado", "not_a_boolean"),
            ("id_role", "not_an_integer"),
            ("role", "unknown_property"),
        ],
    ),
    (
        "kantuta/update-person",
        r#"{"id":"1","nombres":"Ana","p_apellido":""}"#,
        &[("id", "not_an_integer"), ("p_apellido", "required")],
    ),
    // Registers.
    (
        "kantuta/create-register",
        r#"{"nombre":"ab","especialidad":"mixta","saldo":-0.01}"#,
        &[
            ("nombre", "too_short"),
            ("especialidad", "not_one_of"),
            ("saldo", "too_small"),
        ],
    ),
    (
        "kantuta/create-register",
        r#"{"nombre":"Caja","saldo":100000000}"#,
        &[("saldo", "too_large")],
    ),
    (
        "kantuta/update-register",
        r#"{"nombre":"Caja 1","saldo":5}"#,
        &[("saldo", "balance_not_editable")],
    ),
    // Sessions.
    (
        "kantuta/open-session",
        r#"{"monto_inicial":"100","id_usuario":0}"#,
        &[
            ("id_caja", "required"),
            ("monto_inicial", "not_a_number"),
            ("id_usuario", "too_small"),
        ],
    ),
    (
        "kantuta/open-session",
        r#"{"id_caja":1,"monto_inicial":100,"conteo":{"50.00":1}}"#,
        &[("monto_inicial", "count_mismatch")],
    ),
    (
        "kantuta/open-session",
        r#"{"id_caja":1,"conteo":{"3":1}}"#,
        &[("conteo", "count_unknown_denomination")],
    ),
    (
        "kantuta/open-session",
        r#"{"id_caja":1,"conteo":[]}"#,
        &[("conteo", "not_an_object")],
    ),
    (
        "kantuta/close-session",
        "{}",
        &[("monto_final_real", "required")],
    ),
    (
        "kantuta/close-session",
        r#"{"monto_final_real":-1,"motivo":5}"#,
        &[
            ("monto_final_real", "too_small"),
            ("motivo", "not_a_string"),
        ],
    ),
    (
        "kantuta/close-session",
        r#"{"monto_final_real":10.01,"conteo":{"10.00":1}}"#,
        &[("monto_final_real", "count_mismatch")],
    ),
    (
        "kantuta/difference-reason",
        r#"{"motivo":""}"#,
        &[("motivo", "required")],
    ),
    (
        "kantuta/movement",
        r#"{"tipo":"OTRO","monto":0.05,"motivo":"","id_sesion_caja":null}"#,
        &[
            ("tipo", "not_one_of"),
            ("monto", "too_small"),
            ("motivo", "required"),
            ("id_sesion_caja", "required"),
        ],
    ),
    // Our own resources.
    (
        "resources/branch",
        r#"{"codigo":"Centro Ñ","nombre":"","zona_utc_minutos":-841}"#,
        &[
            ("codigo", "code_format"),
            ("nombre", "required"),
            ("zona_utc_minutos", "too_small"),
        ],
    ),
    (
        "resources/branch-update",
        r#"{"estado":null,"id":1}"#,
        &[("id", "unknown_property")],
    ),
    (
        "resources/operator-update",
        r#"{"umbral_saldo_bajo":30}"#,
        &[("umbral_saldo_bajo", "not_decimal_text")],
    ),
    (
        "resources/operator-update",
        r#"{"umbral_saldo_bajo":"-1"}"#,
        &[("umbral_saldo_bajo", "too_small")],
    ),
    (
        "resources/tenant-update",
        r#"{"pais":"AR","encabezado_recibo":"a\tb"}"#,
        &[
            ("encabezado_recibo", "control_character"),
            ("pais", "unknown_property"),
        ],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"BO","currency":"bob","mode":"test","users":[],"branches":[],"registers":[{"name":"Caja 1","branch":"X"}],"operators":[{"name":"Claro","float":"1"}]}"#,
        &[
            ("currency", "not_one_of"),
            ("mode", "not_one_of"),
            ("operators.0.name", "not_one_of"),
            ("users", "administrator_required"),
            ("branches", "required"),
            ("registers.0.branch", "branch_not_found"),
        ],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"BO","currency":"BOB","mode":"demo","users":[{"email":"a@x.bo","password":"12345678","role":"Administrador"},{"email":"A@x.bo","password":"12345678","role":"Jefe"}],"branches":[{"code":"C","name":"C"}],"registers":[{"name":"Caja 1","branch":"C"},{"name":"Caja 1","branch":"C"}],"operators":[{"name":"Tigo","float":1000},{"name":"Tigo","float":"0.001"}]}"#,
        &[
            ("users.1.role", "not_one_of"),
            ("operators.0.float", "not_decimal_text"),
            ("operators.1.float", "too_many_decimals"),
            ("registers.1.name", "repeated_value"),
        ],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"AR","currency":"ARS","mode":"demo","users":[{"email":"a@x.bo","password":"12345678","role":"Administrador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"customers":[{"id":1,"name":"A","invoices":[{"id":"f","tipo":"F","numero":1,"monto":"1.00"}]},{"id":1,"name":"B","invoices":[{"id":"g","tipo":"F","numero":2,"monto":"1.00"},{"id":"f","tipo":"F","numero":3,"monto":"1.00"}]}]}"#,
        &[
            ("customers.1.id", "repeated_value"),
            ("customers.1.invoices.1.id", "repeated_value"),
        ],
    ),
    (
        "portal/secret",
        r#"{"secreto":"fifteen chars.."}"#,
        &[("secreto", "too_short")],
    ),
    (
        "resources/set-domain",
        r#"{"tenant_id":0,"activo":"true","dominio":"x"}"#,
        &[
            ("tenant_id", "too_small"),
            ("activo", "not_a_boolean"),
            ("dominio", "unknown_property"),
        ],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"VE","currency":"VES","mode":"demo","users":[{"email":"a@x.ve","password":"12345678","role":"Administrador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"prefunds":[{"provider":"CPS","amount":0},{"provider":"cps","amount":"0.00","x":1}],"keys":{"otra":1,"cps":{"api_key":"abc","private_key":"fifteen chars..","credit_limit":"-1"}}}"#,
        &[
            ("prefunds.0.provider", "not_one_of"),
            ("prefunds.0.amount", "not_decimal_text"),
            ("prefunds.1.amount", "too_small"),
            ("prefunds.1.x", "unknown_property"),
            ("keys.cps.api_key", "api_key_invalid"),
            ("keys.cps.private_key", "too_short"),
            ("keys.cps.credit_limit", "too_small"),
        ],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"VE","currency":"VES","mode":"demo","users":[{"email":"a@x.ve","password":"12345678","role":"Administrador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"prefunds":[{"provider":"cps","amount":"1.00"},{"provider":"cps","amount":"2.00"}]}"#,
        &[("prefunds.1.provider", "repeated_value")],
    ),
    (
        "resources/resolve",
        "{}",
        &[("resultado", "required"), ("evidencia", "required")],
    ),
    (
        "resources/resolve",
        r#"{"resultado":"delivered","evidencia":" \n","monto":1}"#,
        &[
            ("resultado", "not_one_of"),
            ("evidencia", "required"),
            ("monto", "unknown_property"),
        ],
    ),
    (
        "resources/funding",
        r#"{"monto":500,"motivo":7}"#,
        &[("monto", "not_decimal_text"), ("motivo", "not_a_string")],
    ),
    (
        "resources/funding",
        r#"{"monto":"0.00","motivo":"","proveedor":"cps"}"#,
        &[
            ("monto", "too_small"),
            ("motivo", "required"),
            ("proveedor", "unknown_property"),
        ],
    ),
    (
        "resources/funding",
        r#"{"monto":"10000000000","motivo":"x"}"#,
        &[("monto", "too_large")],
    ),
    (
        "resources/funding",
        r#"{"monto":"1.005","motivo":"a\tb"}"#,
        &[
            ("monto", "too_many_decimals"),
            ("motivo", "control_character"),
        ],
    ),
    (
        "resources/provider-account",
        r#"{"base_url":"","api_key":1,"private_key":null,"activo":true}"#,
        &[
            ("base_url", "required"),
            ("api_key", "not_a_string"),
            ("private_key", "required"),
            ("activo", "unknown_property"),
        ],
    ),
    (
        "resources/integrator",
        r#"{"nombre":" ","limite_credito":1000,"activo":true}"#,
        &[
            ("nombre", "required"),
            ("limite_credito", "not_decimal_text"),
            ("activo", "unknown_property"),
        ],
    ),
    (
        "resources/integrator",
        r#"{"nombre":"123456789012345678901234567890123456789012345678901234567890123456789012345678901","limite_credito":"-0.01"}"#,
        &[("nombre", "too_long"), ("limite_credito", "too_small")],
    ),
    (
        "resources/integrator-update",
        r#"{"nombre":"","limite_credito":"x","activo":1,"api_key":"x"}"#,
        &[
            ("nombre", "required"),
            ("limite_credito", "not_decimal_text"),
            ("activo", "not_a_boolean"),
            ("api_key", "unknown_property"),
        ],
    ),
];

/// Bodies of every door that are refused.
pub(crate) fn all_bad() -> Vec<Case> {
    [BAD, portal::BAD, cps::BAD, phone_credits::BAD, loyalty::BAD].concat()
}

/// Bodies of every door that are accepted, and what they are normalised to.
pub(crate) fn all_good() -> Vec<(&'static str, &'static str, &'static str)> {
    [
        GOOD,
        portal::GOOD,
        cps::GOOD,
        phone_credits::GOOD,
        loyalty::GOOD,
    ]
    .concat()
}
