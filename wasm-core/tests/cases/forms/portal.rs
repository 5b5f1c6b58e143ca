//! Bodies of the requests of payment coupons. Fields that are not asked for are passed over here, at any depth.

use super::Case;

/// Bodies that are refused.
pub(crate) const BAD: &[Case] = &[
    ("portal/issue-coupon", "[]", &[("", "body_not_object")]),
    (
        "portal/issue-coupon",
        r#"{"otro":1}"#,
        &[
            ("cliente_id", "required"),
            ("facturas", "required"),
            ("total", "required"),
        ],
    ),
    (
        "portal/issue-coupon",
        r#"{"cliente_id":1.5,"facturas":{},"total":"10000.00","dias_vencimiento":366}"#,
        &[
            ("cliente_id", "not_an_integer"),
            ("facturas", "not_an_array"),
            ("total", "not_a_number"),
            ("dias_vencimiento", "too_large"),
        ],
    ),
    (
        "portal/issue-coupon",
        r#"{"cliente_id":1000000,"facturas":[],"total":0,"dias_vencimiento":0}"#,
        &[
            ("cliente_id", "too_large"),
            ("total", "too_small"),
            ("dias_vencimiento", "too_small"),
            ("facturas", "required"),
        ],
    ),
    (
        "portal/issue-coupon",
        r#"{"cliente_id":"abc","facturas":[{"monto":"1.00"},{"id":"a","tipo":1,"numero":0,"monto":0.001}],"total":1.005}"#,
        &[
            ("cliente_id", "not_an_integer"),
            ("facturas.0.id", "required"),
            ("facturas.0.monto", "not_a_number"),
            ("facturas.1.tipo", "not_a_string"),
            ("facturas.1.numero", "too_small"),
            ("facturas.1.monto", "too_many_decimals"),
            ("total", "too_many_decimals"),
        ],
    ),
    (
        "portal/issue-coupon",
        r#"{"cliente_id":true,"facturas":[{"id":"a","monto":1},{"id":"a","monto":2.5}],"total":3.51,"dias_vencimiento":"30"}"#,
        &[
            ("cliente_id", "not_an_integer"),
            ("dias_vencimiento", "not_an_integer"),
            ("facturas.1.id", "repeated_value"),
            ("total", "total_mismatch"),
        ],
    ),
    (
        "portal/issue-coupon",
        r#"{"cliente_id":123,"cliente_id":124,"facturas":[{"id":"a","monto":1}],"total":1}"#,
        &[("cliente_id", "duplicate_property")],
    ),
    (
        "portal/collect-coupon",
        r#"{"monto_entregado":"10,5","metodo_pago":"TARJETA"}"#,
        &[
            ("id_caja_sesion", "required"),
            ("monto_entregado", "not_decimal_text"),
            ("metodo_pago", "not_one_of"),
        ],
    ),
    (
        "portal/collect-coupon",
        r#"{"id_caja_sesion":"12","monto_entregado":-0.01,"metodo_pago":1}"#,
        &[
            ("id_caja_sesion", "not_an_integer"),
            ("monto_entregado", "too_small"),
            ("metodo_pago", "not_one_of"),
        ],
    ),
    (
        "portal/customer",
        r#"{"cliente_id":0,"documento":"123456789012345678901"}"#,
        &[
            ("cliente_id", "too_small"),
            ("nombre", "required"),
            ("documento", "too_long"),
        ],
    ),
    (
        "portal/customer-update",
        r#"{"nombre":"","documento":7}"#,
        &[("nombre", "required"), ("documento", "not_a_string")],
    ),
    (
        "portal/invoice",
        "{}",
        &[
            ("cliente_id", "required"),
            ("tipo", "required"),
            ("numero", "required"),
            ("monto", "required"),
        ],
    ),
    (
        "portal/invoice",
        r#"{"id":"12345678901234567890123456789012345678901234567890123456789012345","cliente_id":[],"tipo":"","numero":"123","monto":0}"#,
        &[
            ("id", "too_long"),
            ("cliente_id", "not_an_integer"),
            ("tipo", "required"),
            ("numero", "not_an_integer"),
            ("monto", "too_small"),
        ],
    ),
    (
        "portal/issue-coupon",
        r#"{"cliente_id":1000000,"facturas":[],"dias_vencimiento":0}"#,
        &[
            ("cliente_id", "too_large"),
            ("total", "required"),
            ("dias_vencimiento", "too_small"),
            ("facturas", "required"),
        ],
    ),
    (
        "portal/issue-coupon",
        r#"{"cliente_id":101,"facturas":[{"id":"a","monto":1},{"id":"a","monto":2}],"total":4}"#,
        &[
            ("facturas.1.id", "repeated_value"),
            ("total", "total_mismatch"),
        ],
    ),
    (
        "portal/collect-coupon",
        r#"{"metodo_pago":"CHEQUE"}"#,
        &[
            ("id_caja_sesion", "required"),
            ("metodo_pago", "not_one_of"),
        ],
    ),
    (
        "portal/cancel-coupon",
        r#"{"motivo":" "}"#,
        &[("motivo", "required")],
    ),
    (
        "portal/customer",
        r#"{"cliente_id":0}"#,
        &[("cliente_id", "too_small"), ("nombre", "required")],
    ),
    (
        "portal/customer-update",
        r#"{"nombre":""}"#,
        &[("nombre", "required")],
    ),
    (
        "portal/invoice",
        r#"{"cliente_id":101,"tipo":"Factura A","numero":0,"monto":"1.234"}"#,
        &[("numero", "too_small"), ("monto", "too_many_decimals")],
    ),
    (
        "portal/collect-coupon",
        r#"{"id_caja_sesion":12,"cupon_id":"5b0e6a52-7d0a-4c1e-9a3f-8f1d2c6b4e901"}"#,
        &[("cupon_id", "too_long")],
    ),
    (
        "portal/cancel-coupon",
        r#"{"cupon_id":"","motivo":"x"}"#,
        &[("cupon_id", "required")],
    ),
    ("portal/secret", "[]", &[("", "body_not_object")]),
];

/// Bodies that are accepted, and what they are normalised to.
pub(crate) const GOOD: &[(&str, &str, &str)] = &[
    (
        "portal/issue-coupon",
        r#"{"cliente_id":123,"facturas":[{"id":"uuid-1234","tipo":"Factura A","numero":123,"monto":10000.00}],"total":10000.00,"dias_vencimiento":30}"#,
        r#"{"cliente_id":123,"facturas":[{"id":"uuid-1234","tipo":"Factura A","numero":123,"monto":10000}],"total":10000,"dias_vencimiento":30}"#,
    ),
    (
        "portal/issue-coupon",
        r#"{"cliente_id":"000123","facturas":[{"id":" a ","monto":0.01,"otro":{}},{"id":"b","tipo":null,"monto":2.5}],"total":2.51,"otro":1}"#,
        r#"{"cliente_id":123,"facturas":[{"id":"a","monto":0.01},{"id":"b","monto":2.5}],"total":2.51,"dias_vencimiento":30}"#,
    ),
    (
        "portal/collect-coupon",
        r#"{"id_caja_sesion":12,"monto_entregado":"10000.00","metodo_pago":"EFECTIVO"}"#,
        r#"{"id_caja_sesion":12,"monto_entregado":"10000.00","metodo_pago":"EFECTIVO"}"#,
    ),
    (
        "portal/collect-coupon",
        r#"{"id_caja_sesion":12,"monto_entregado":30.5,"otro":1}"#,
        r#"{"id_caja_sesion":12,"monto_entregado":"30.50","metodo_pago":"EFECTIVO"}"#,
    ),
    (
        "portal/collect-coupon",
        r#"{"metodo_pago":"QR","cupon_id":"5b0e6a52-7d0a-4c1e-9a3f-8f1d2c6b4e90","id_caja_sesion":12}"#,
        r#"{"id_caja_sesion":12,"cupon_id":"5b0e6a52-7d0a-4c1e-9a3f-8f1d2c6b4e90","metodo_pago":"QR"}"#,
    ),
    (
        "portal/cancel-coupon",
        r#"{"motivo":" Se emitió por error ","otro":1}"#,
        r#"{"motivo":"Se emitió por error"}"#,
    ),
    (
        "portal/customer",
        r#"{"nombre":" Juan Pérez ","documento":"","otro":1}"#,
        r#"{"nombre":"Juan Pérez"}"#,
    ),
    (
        "portal/customer",
        r#"{"cliente_id":"123","nombre":"Juan Pérez","documento":"20-12345678-3"}"#,
        r#"{"cliente_id":123,"nombre":"Juan Pérez","documento":"20-12345678-3"}"#,
    ),
    ("portal/customer-update", r#"{"otro":1}"#, "{}"),
    (
        "portal/customer-update",
        r#"{"documento":" "}"#,
        r#"{"documento":null}"#,
    ),
    ("portal/secret", " ", "{}"),
    (
        "portal/secret",
        r#"{"secreto":" con espacios en ","otro":1}"#,
        r#"{"secreto":" con espacios en "}"#,
    ),
    (
        "portal/customer-update",
        r#"{"nombre":null,"documento":null}"#,
        r#"{"documento":null}"#,
    ),
    (
        "portal/invoice",
        r#"{"cliente_id":123,"tipo":"Factura A","numero":123,"monto":"10000.00"}"#,
        r#"{"cliente_id":123,"tipo":"Factura A","numero":123,"monto":10000}"#,
    ),
    (
        "portal/invoice",
        r#"{"id":"uuid-1234","cliente_id":"123","tipo":"Factura A","numero":123,"monto":10000.5,"otro":1}"#,
        r#"{"id":"uuid-1234","cliente_id":123,"tipo":"Factura A","numero":123,"monto":10000.5}"#,
    ),
];
