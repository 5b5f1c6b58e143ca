//! Bodies of loyalty wallets: of the documented door, whose attributes may be texts or numbers, and of our own resources.

use super::Case;

/// Bodies that are refused.
pub(crate) const BAD: &[Case] = &[
    (
        "resources/resolve-order",
        r#"{"resultado":"entregado","evidencia":"","saldo":"-1.00"}"#,
        &[("evidencia", "required"), ("saldo", "too_small")],
    ),
    (
        "resources/resolve-order",
        r#"{"resultado":"no_entregado","evidencia":"x","saldo":"1.00"}"#,
        &[("saldo", "unknown_property")],
    ),
    (
        "resources/link-collaborator",
        r#"{"id_proveedor":"8141"}"#,
        &[("id_proveedor", "not_an_integer")],
    ),
    (
        "loyalty/add-contact",
        "{}",
        &[
            ("wallet_key", "required"),
            ("phone", "required"),
            ("customer_name", "required"),
            ("usertool_id", "required"),
        ],
    ),
    ("loyalty/add-contact", "[]", &[("", "body_not_object")]),
    (
        "loyalty/add-contact",
        r#"{"wallet_key":" ","phone":"477123456","customer_name":["x"],"usertool_id":null}"#,
        &[
            ("wallet_key", "required"),
            ("phone", "phone_too_short"),
            ("customer_name", "required"),
            ("usertool_id", "required"),
        ],
    ),
    (
        "loyalty/sale",
        r#"{"wallet_key":"k","phone":"+524771234567","transaction_type":2,"usertool_id":1}"#,
        &[
            ("phone", "phone_not_digits"),
            ("transaction_type", "not_one_of"),
        ],
    ),
    (
        "loyalty/sale",
        r#"{"wallet_key":"k","phone":"47712345678","transaction_type":0,"transaction_amount":1e2,"usertool_id":1}"#,
        &[
            ("phone", "phone_too_long"),
            ("transaction_amount", "not_a_number"),
        ],
    ),
    (
        "loyalty/sale",
        r#"{"wallet_key":"k","phone":"4771234567","transaction_type":1,"points_used":"1.005","usertool_id":1,"authorized_pin":"12"}"#,
        &[
            ("points_used", "too_many_decimals"),
            ("authorized_pin", "pin_format"),
        ],
    ),
    (
        "loyalty/sale",
        r#"{"wallet_key":"k","phone":"4771234567","transaction_type":0,"transaction_amount":"10000000000.00","usertool_id":1}"#,
        &[("transaction_amount", "too_large")],
    ),
    (
        "loyalty/update-balance",
        r#"{"wallet_key":"k","phone":"4771234567","transaction_type":"0x","transaction_amount":-5,"usertool_id":1}"#,
        &[
            ("transaction_type", "not_one_of"),
            ("transaction_amount", "too_small"),
        ],
    ),
    (
        "loyalty/add-employee",
        r#"{"type":"jefe","employee_name":"","business_name":"B","number":"477","password":"corta"}"#,
        &[
            ("type", "not_one_of"),
            ("employee_name", "required"),
            ("number", "phone_too_short"),
            ("password", "too_short"),
        ],
    ),
    ("loyalty/disable-employee", "{}", &[("number", "required")]),
    (
        "resources/loyalty-wallet",
        r#"{"nombre":"","porcentaje":"0.00","clientes_disponibles":-1,"canjes_disponibles":"5","pin_desde":"-1.00","enlace_clientes":"http://x","clave":"k"}"#,
        &[
            ("nombre", "required"),
            ("porcentaje", "too_small"),
            ("clientes_disponibles", "too_small"),
            ("canjes_disponibles", "not_an_integer"),
            ("creditos_disponibles", "required"),
            ("pin_desde", "too_small"),
            ("enlace_clientes", "base_url_not_allowed"),
            ("clave", "unknown_property"),
        ],
    ),
    (
        "resources/loyalty-wallet-update",
        r#"{"porcentaje":"100.01","exige_ticket":1,"colaboradores":[1,1]}"#,
        &[
            ("porcentaje", "too_large"),
            ("exige_ticket", "not_a_boolean"),
            ("colaboradores", "repeated_value"),
        ],
    ),
    (
        "resources/phone-mark",
        r#"{"marca":"otro"}"#,
        &[("marca", "not_one_of")],
    ),
    (
        "resources/pin",
        r#"{"pin":"12345678901"}"#,
        &[("pin", "pin_format")],
    ),
    (
        "resources/pin",
        r#"{"pin":1234}"#,
        &[("pin", "not_a_string")],
    ),
    (
        "resources/api-key",
        r#"{"nombre":"x","puertas":[]}"#,
        &[("puertas", "required")],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"BO","currency":"BOB","mode":"demo","users":[{"email":"a@x.bo","password":"12345678","role":"Administrador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"loyalty":{"monederos":[]}}"#,
        &[("loyalty", "not_available")],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"MX","currency":"MXN","mode":"demo","users":[{"email":"a@x.mx","password":"12345678","role":"Administrador","pin":"1"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"loyalty":{"monederos":[{"monedero":{"nombre":"A","porcentaje":"1.00","clientes_disponibles":1,"canjes_disponibles":1,"creditos_disponibles":1},"clientes":[{"telefono":"4771234567","nombre":"A","puntos":"1.00"},{"telefono":"4771234567","nombre":"B","puntos":"-1.00"}]}],"telefonos":[{"telefono":"1","marca":"fijo"}]},"keys":{"wallet_apikey":"short"}}"#,
        &[
            ("users.0.pin", "pin_format"),
            ("loyalty.monederos.0.clientes.1.puntos", "too_small"),
            ("loyalty.telefonos.0.telefono", "phone_not_digits"),
            ("keys.wallet_apikey", "api_key_invalid"),
        ],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"MX","currency":"MXN","mode":"demo","users":[{"email":"A@x.mx","password":"12345678","role":"Administrador"},{"email":"4771000001","password":"12345678","role":"Operador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"loyalty":{"monederos":[{"monedero":{"nombre":"Puntos","porcentaje":"1.00","clientes_disponibles":1,"canjes_disponibles":1,"creditos_disponibles":1},"colaboradores":["4771000001","a@X.mx"]},{"monedero":{"nombre":"PUNTOS","porcentaje":"1.00","clientes_disponibles":1,"canjes_disponibles":1,"creditos_disponibles":1},"colaboradores":["4771000001","4771000002","b@x.mx"]}]}}"#,
        &[("loyalty.monederos.1.nombre", "repeated_value")],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"MX","currency":"MXN","mode":"demo","users":[{"email":"a@x.mx","password":"12345678","role":"Administrador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"loyalty":{"monederos":[{"monedero":{"nombre":"A","porcentaje":"1.00","clientes_disponibles":1,"canjes_disponibles":1,"creditos_disponibles":1,"clave_proveedor":"w1"},"clientes":[{"telefono":"4771234567","nombre":"A","puntos":"1.00"}]}]}}"#,
        &[("loyalty.monederos.0.clientes", "unknown_property")],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"MX","currency":"MXN","mode":"demo","users":[{"email":"A@x.mx","password":"12345678","role":"Administrador"},{"email":"4771000001","password":"12345678","role":"Operador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"loyalty":{"monederos":[{"monedero":{"nombre":"Puntos","porcentaje":"1.00","clientes_disponibles":1,"canjes_disponibles":1,"creditos_disponibles":1},"colaboradores":["4771000001","a@X.mx"]},{"monedero":{"nombre":"Puntos 2","porcentaje":"1.00","clientes_disponibles":1,"canjes_disponibles":1,"creditos_disponibles":1},"colaboradores":["4771000001","4771000002","b@x.mx"]}]}}"#,
        &[
            ("loyalty.monederos.1.colaboradores.1", "user_not_found"),
            ("loyalty.monederos.1.colaboradores.2", "user_not_found"),
        ],
    ),
];

/// Bodies that are accepted, and what they are normalised to.
pub(crate) const GOOD: &[(&str, &str, &str)] = &[
    (
        "loyalty/add-contact",
        r#"{"usertool_id":"7","phone":4771234567,"wallet_key":"k","customer_name":" Ana ","source":"mcp"}"#,
        r#"{"wallet_key":"k","phone":"4771234567","customer_name":"Ana","usertool_id":7}"#,
    ),
    (
        "loyalty/sale",
        r#"{"wallet_key":"k","phone":"4771234567","transaction_type":"0","transaction_amount":"1000.50","points_used":"x","usertool_id":7}"#,
        r#"{"wallet_key":"k","phone":"4771234567","transaction_type":0,"transaction_amount":1000.5,"usertool_id":7}"#,
    ),
    (
        "loyalty/sale",
        r#"{"wallet_key":"k","phone":"4771234567","transaction_type":1,"points_used":0.01,"usertool_id":7,"ticket":"F-1","authorized_by":3,"authorized_pin":"1234"}"#,
        r#"{"wallet_key":"k","phone":"4771234567","transaction_type":1,"points_used":0.01,"usertool_id":7,"ticket":"F-1","authorized_by":3,"authorized_pin":"1234"}"#,
    ),
    (
        "loyalty/update-balance",
        r#"{"wallet_key":"k","phone":"4771234567","transaction_type":1,"transaction_amount":5,"usertool_id":7,"reason":" Error "}"#,
        r#"{"wallet_key":"k","phone":"4771234567","transaction_type":1,"transaction_amount":5,"usertool_id":7,"reason":"Error"}"#,
    ),
    (
        "loyalty/add-employee",
        r#"{"type":"gerente","employee_name":"Beto","business_name":"Sur","number":4771000009,"password":" con espacios "}"#,
        r#"{"type":"gerente","employee_name":"Beto","business_name":"Sur","number":"4771000009","password":" con espacios "}"#,
    ),
    (
        "loyalty/disable-employee",
        r#"{"type":"cajero","number":"4771000009"}"#,
        r#"{"number":"4771000009"}"#,
    ),
    (
        "resources/loyalty-wallet",
        r#"{"nombre":"Puntos","porcentaje":"12.5","clientes_disponibles":5,"canjes_disponibles":0,"creditos_disponibles":7,"pin_desde":"500"}"#,
        r#"{"nombre":"Puntos","porcentaje":"12.50","exige_ticket":false,"ticket_unico":false,"exige_nacimiento":false,"clientes_disponibles":5,"canjes_disponibles":0,"creditos_disponibles":7,"pin_desde":"500.00","enlace_clientes":""}"#,
    ),
    ("resources/loyalty-wallet-update", "{}", "{}"),
    (
        "resources/loyalty-wallet-update",
        r#"{"colaboradores":null,"pin_desde":null,"exige_ticket":true}"#,
        r#"{"exige_ticket":true,"colaboradores":null,"pin_desde":null}"#,
    ),
    (
        "resources/loyalty-wallet-update",
        r#"{"colaboradores":[3,1],"pin_desde":"0"}"#,
        r#"{"colaboradores":[3,1],"pin_desde":"0.00"}"#,
    ),
    (
        "resources/phone-mark",
        r#"{"marca":"fijo"}"#,
        r#"{"marca":"fijo"}"#,
    ),
    (
        "resources/resolve-order",
        r#"{"resultado":"entregado","evidencia":"Soporte","saldo":"12.5"}"#,
        r#"{"resultado":"entregado","evidencia":"Soporte","saldo":"12.50"}"#,
    ),
    (
        "resources/link-collaborator",
        r#"{"id_proveedor":8141}"#,
        r#"{"id_proveedor":8141}"#,
    ),
    ("resources/pin", r#"{"pin":"0000"}"#, r#"{"pin":"0000"}"#),
    (
        "resources/api-key",
        r#"{"puertas":["wallet","toolusers"],"nombre":" ERP "}"#,
        r#"{"nombre":"ERP","puertas":["wallet","toolusers"]}"#,
    ),
];
