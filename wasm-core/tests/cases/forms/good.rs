//! Bodies of every request that are right.

/// Bodies that are accepted, and what they are normalised to.
pub(crate) const GOOD: &[(&str, &str, &str)] = &[
    (
        "kantuta/top-up",
        r#" {"monto": 30.50, "operadora":"Tigo", "numero_cliente":"+591 765-43210", "id_caja_sesion":12} "#,
        r#"{"operadora":"Tigo","numero_cliente":"76543210","monto":30.5,"id_caja_sesion":12}"#,
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"Viva","numero_cliente":"60000000","monto":0.1,"id_caja_sesion":1,"referencia_operadora":""}"#,
        r#"{"operadora":"Viva","numero_cliente":"60000000","monto":0.1,"id_caja_sesion":1}"#,
    ),
    (
        "kantuta/top-up",
        r#"{"operadora":"Entel","numero_cliente":"71234567","monto":9999999999.99,"id_caja_sesion":9007199254740991,"referencia_operadora":" R-1 "}"#,
        r#"{"operadora":"Entel","numero_cliente":"71234567","monto":9999999999.99,"id_caja_sesion":9007199254740991,"referencia_operadora":"R-1"}"#,
    ),
    (
        "kantuta/injection",
        r#"{"operadora_destino":"Entel","monto":1,"id_caja_sesion":12}"#,
        r#"{"operadora_destino":"Entel","monto":1,"id_caja_sesion":12}"#,
    ),
    (
        "kantuta/injection",
        r#"{"operadora_destino":"Entel","monto":1,"id_caja_sesion":12,"motivo":" \n"}"#,
        r#"{"operadora_destino":"Entel","monto":1,"id_caja_sesion":12}"#,
    ),
    (
        "kantuta/injection",
        r#"{"operadora_destino":"Viva","monto":500,"id_caja_sesion":12,"motivo":" Se acababa el saldo "}"#,
        r#"{"operadora_destino":"Viva","monto":500,"id_caja_sesion":12,"motivo":"Se acababa el saldo"}"#,
    ),
    (
        "kantuta/login",
        r#"{"email":" Ana@X.bo ","password":" con espacios "}"#,
        r#"{"email":"ana@x.bo","password":" con espacios "}"#,
    ),
    (
        "kantuta/login",
        r#"{"email":"0123456789","password":"x"}"#,
        r#"{"email":"0123456789","password":"x"}"#,
    ),
    (
        "kantuta/confirm-code",
        r#"{"email":"ana@x.bo","code":" a1b2c3 "}"#,
        r#"{"email":"ana@x.bo","code":"A1B2C3"}"#,
    ),
    (
        "kantuta/reset-confirm",
        r#"{"email":"ana@x.bo","newPassword":"12345678"}"#,
        r#"{"email":"ana@x.bo","newPassword":"12345678"}"#,
    ),
    (
        "kantuta/register-user",
        r#"{"email":"ana@x.bo","password":"12345678","nombres":"Ana","p_apellido":"Pérez","s_apellido":"","fecha_nacimiento":"","genero":"F","name":"","estado":true,"id_role":2}"#,
        r#"{"email":"ana@x.bo","password":"12345678","nombres":"Ana","p_apellido":"Pérez","s_apellido":"","fecha_nacimiento":null,"genero":"F","estado":true,"id_role":2}"#,
    ),
    ("kantuta/update-user", "{}", "{}"),
    (
        "kantuta/update-user",
        r#"{"password":"12345678"}"#,
        r#"{"password":"12345678"}"#,
    ),
    (
        "kantuta/update-person",
        r#"{"id":1,"id_user_update":2,"nombres":"Ana","p_apellido":"P","s_apellido":"R","fecha_nacimiento":"2000-02-29","genero":"O"}"#,
        r#"{"id":1,"nombres":"Ana","p_apellido":"P","s_apellido":"R","fecha_nacimiento":"2000-02-29","genero":"O","id_user_update":2}"#,
    ),
    (
        "kantuta/create-register",
        r#"{"nombre":"  Caja 1 ","especialidad":"SOLO_VENTAS","saldo":0,"id_user_create":1}"#,
        r#"{"nombre":"Caja 1","especialidad":"SOLO_VENTAS","saldo":0,"id_user_create":1}"#,
    ),
    (
        "kantuta/create-register",
        r#"{"nombre":"Caja","saldo":99999999.99}"#,
        r#"{"nombre":"Caja","especialidad":"MIXTA","saldo":99999999.99}"#,
    ),
    (
        "kantuta/update-register",
        r#"{"nombre":"Caja 2","saldo":null}"#,
        r#"{"nombre":"Caja 2"}"#,
    ),
    (
        "kantuta/open-session",
        r#"{"id_caja":1,"monto_inicial":60.5,"id_usuario":1,"id_user_create":1,"conteo":{"0.50":1,"20":3}}"#,
        r#"{"id_caja":1,"monto_inicial":60.5,"id_usuario":1,"id_user_create":1,"conteo":{"20.00":3,"0.50":1}}"#,
    ),
    (
        "kantuta/open-session",
        r#"{"id_caja":1}"#,
        r#"{"id_caja":1}"#,
    ),
    (
        "kantuta/close-session",
        r#"{"conteo":{"20":3}}"#,
        r#"{"monto_final_real":60,"conteo":{"20.00":3}}"#,
    ),
    (
        "kantuta/close-session",
        r#"{"monto_final_real":0,"id_user_update":1,"motivo":" "}"#,
        r#"{"monto_final_real":0,"id_user_update":1}"#,
    ),
    (
        "kantuta/movement",
        r#"{"tipo":"EGRESO","monto":0.1,"motivo":"Taxi","id_sesion_caja":3,"id_user_create":1}"#,
        r#"{"tipo":"EGRESO","monto":0.1,"motivo":"Taxi","id_sesion_caja":3,"id_user_create":1}"#,
    ),
    (
        "resources/branch",
        r#"{"codigo":"norte-1","nombre":"Norte"}"#,
        r#"{"codigo":"NORTE-1","nombre":"Norte"}"#,
    ),
    (
        "resources/operator-update",
        r#"{"umbral_saldo_bajo":null}"#,
        r#"{"umbral_saldo_bajo":null}"#,
    ),
    (
        "resources/operator-update",
        r#"{"umbral_saldo_bajo":"50"}"#,
        r#"{"umbral_saldo_bajo":"50.00"}"#,
    ),
    (
        "resources/tenant-update",
        r#"{"encabezado_recibo":"A\r\nB"}"#,
        r#"{"encabezado_recibo":"A\nB"}"#,
    ),
    (
        "portal/secret",
        r#"{"secreto":"portal-test-secret"}"#,
        r#"{"secreto":"portal-test-secret"}"#,
    ),
    ("portal/secret", "", "{}"),
    (
        "resources/set-domain",
        r#"{"tenant_id":1}"#,
        r#"{"tenant_id":1,"activo":true}"#,
    ),
    (
        "resources/resolve",
        r#"{"resultado":"no_entregado","evidencia":" Hablé con CPS, caso 4411 "}"#,
        r#"{"resultado":"no_entregado","evidencia":"Hablé con CPS, caso 4411"}"#,
    ),
    (
        "resources/resolve",
        r#"{"evidencia":"Ref. 000123","resultado":"entregado"}"#,
        r#"{"resultado":"entregado","evidencia":"Ref. 000123"}"#,
    ),
    (
        "resources/funding",
        r#"{"monto":"500.5","motivo":" Transferencia 551 "}"#,
        r#"{"monto":"500.50","motivo":"Transferencia 551"}"#,
    ),
    (
        "resources/funding",
        r#"{"motivo":"x","monto":"9999999999.99"}"#,
        r#"{"monto":"9999999999.99","motivo":"x"}"#,
    ),
    (
        "resources/provider-account",
        r#"{"base_url":" https://cps.example/cps ","api_key":" k ","private_key":" con espacios "}"#,
        r#"{"base_url":"https://cps.example/cps","api_key":" k ","private_key":" con espacios "}"#,
    ),
    (
        "resources/integrator",
        r#"{"nombre":" Pagos Ya ","limite_credito":"0"}"#,
        r#"{"nombre":"Pagos Ya","limite_credito":"0.00"}"#,
    ),
    ("resources/integrator-update", "{}", "{}"),
    (
        "resources/integrator-update",
        r#"{"nombre":null,"activo":false,"limite_credito":"10000"}"#,
        r#"{"limite_credito":"10000.00","activo":false}"#,
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"VE","currency":"VES","mode":"demo","users":[{"email":"a@x.ve","password":"12345678","role":"Administrador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"prefunds":[{"provider":"cps","amount":"500"}],"keys":{"otra":1,"cps":{"api_key":"0123456789abcdef0123456789ABCDEF","private_key":"sixteen chars...","credit_limit":"0"}}}"#,
        r#"{"name":"K","country":"VE","currency":"VES","mode":"demo","users":[{"email":"a@x.ve","password":"12345678","role":"Administrador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"customers":[],"prefunds":[{"provider":"cps","amount":"500.00"}],"keys":{"cps":{"api_key":"0123456789abcdef0123456789ABCDEF","private_key":"sixteen chars...","credit_limit":"0.00"}}}"#,
    ),
];
