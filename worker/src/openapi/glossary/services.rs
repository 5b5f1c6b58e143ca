//! What the schemas of service payments, providers and integrators are, and their fields.

/// By the schema's name.
pub(super) const SCHEMAS: &[(&str, &str)] = &[
    ("Balance", "El saldo de un servicio."),
    (
        "CpsCode",
        "Qué clase de error es, con los nombres del contrato de CPS; los últimos seis son de lo que ese contrato no nombra.",
    ),
    ("CpsError", "Un error de las rutas bajo `/cps/v2` y `/v2`."),
    ("CpsErrorDetail", "Qué está mal. Es uno, aunque haya más."),
    (
        "FundingRequest",
        "Dinero que entró o se envió fuera de las cajas.",
    ),
    (
        "Integrator",
        "Un sistema que pide pagos con su firma y los paga después, o recargas de Brasil de una cartera.",
    ),
    ("IntegratorKeys", "Un integrador y sus claves."),
    ("IntegratorRequest", "Un integrador nuevo."),
    ("IntegratorUpdateRequest", "Lo que cambia de un integrador."),
    (
        "OrderState",
        "Enviado, en curso, sin saberse, hecho o rechazado: `submitted`, `pending`, `unknown`, `delivered`, `refused`. Los dos últimos no cambian más.",
    ),
    ("PayRequest", "Un servicio por pagar o recargar."),
    ("Payment", "Un pago."),
    (
        "PaymentStatus",
        "Se hizo, no se sabe todavía, o no se hizo. Lo que no se hizo se responde como error.",
    ),
    (
        "Provider",
        "Un proveedor: `cps`, de servicios de Venezuela; `bitcapital`, de recargas de Brasil, o `smsmasivos`, que lleva monederos de México.",
    ),
    (
        "ProviderAccountRequest",
        "La cuenta del negocio en un proveedor.",
    ),
    (
        "ProviderCall",
        "Un pedido al proveedor y lo que respondió, con las claves tapadas.",
    ),
    ("ProviderState", "Un proveedor y el dinero del negocio ahí."),
    (
        "RefundState",
        "Si hay efectivo por devolver: no, todavía, o ya se devolvió.",
    ),
    ("Resolution", "Si se hizo o no."),
    ("ResolveRequest", "Qué fue de un pago, y cómo se sabe."),
    ("ServiceItem", "Un servicio."),
    (
        "ServicePayment",
        "El pago de un servicio o de una recarga de Brasil, como lo ve el negocio.",
    ),
    ("ServicePayments", "Pagos de servicios."),
    (
        "SetupIntegrator",
        "Un integrador por crear, con las claves que ya usa.",
    ),
    (
        "SetupPrefund",
        "El fondo con que se empieza en un proveedor.",
    ),
];

/// By schema and field, where a field is something else than elsewhere, or more can be said of it.
pub(super) const OF_SCHEMAS: &[(&str, &str)] = &[
    ("Balance.currency", "La moneda del saldo."),
    ("CpsError.error", "Qué está mal."),
    ("CpsError.success", "Siempre `false`."),
    ("CpsErrorDetail.code", "Qué clase de error es."),
    (
        "CpsErrorDetail.field",
        "El dato que está mal; falta si no es un dato.",
    ),
    (
        "CpsErrorDetail.idOperation",
        "El pago que se anotó y no se hizo; falta si no se anotó ninguno.",
    ),
    (
        "CpsErrorDetail.message",
        "Qué está mal y qué hacer, en español.",
    ),
    (
        "FundingRequest.monto",
        "Cuánto, como texto con decimales, desde 0.01.",
    ),
    (
        "FundingRequest.motivo",
        "Con qué se prueba: el número de una transferencia.",
    ),
    ("Integrator.activo", "Si se aceptan sus pedidos."),
    (
        "Integrator.api_key",
        "Su clave pública, la de `api-key`; también su `client_id`.",
    ),
    (
        "IntegratorKeys.private_key",
        "Con qué firma, también su `client_secret`. Se muestra esta única vez.",
    ),
    (
        "IntegratorRequest.limite_credito",
        "Hasta cuánto puede deber, como texto con decimales.",
    ),
    (
        "IntegratorUpdateRequest.activo",
        "Si se aceptan sus pedidos.",
    ),
    (
        "IntegratorUpdateRequest.limite_credito",
        "Hasta cuánto puede deber, como texto con decimales; si es menos de lo que ya debe, no se le presta más.",
    ),
    (
        "PayRequest.amount",
        "Cuánto, en bolívares, desde 0.01 y con a lo más dos decimales.",
    ),
    (
        "PayRequest.numberService",
        "El número o el contrato, como texto y con su 0. Se aceptan espacios, guiones, puntos, paréntesis y +58.",
    ),
    ("Payment.status", "Qué fue de él."),
    (
        "ProviderAccountRequest.api_key",
        "La clave pública que dio el proveedor. `smsmasivos` no tiene ninguna: se deja fuera.",
    ),
    (
        "ProviderAccountRequest.base_url",
        "Dónde está el servidor: una de las direcciones que este servidor permite.",
    ),
    (
        "ProviderAccountRequest.private_key",
        "Con qué se firma ante el proveedor, tal cual; en `smsmasivos`, su `apikey`.",
    ),
    ("ProviderState.nombre", "El proveedor."),
    ("ServiceItem.name", "Su nombre en el contrato de CPS."),
    (
        "ServicePayment.caja",
        "El nombre de la caja; `null` si lo pidió un integrador.",
    ),
    (
        "ServicePayment.cajero",
        "Quién lo vendió; `null` si lo pidió un integrador.",
    ),
    (
        "ProviderCall.causa",
        "El código de por qué no respondió; `null` si respondió o no se sabe.",
    ),
    (
        "ServicePayment.causa",
        "Lo que dice el propio sistema: el código de por qué no se envió o de por qué no se sabe qué pasó; `null` si no dice nada.",
    ),
    (
        "ServicePayment.detalle",
        "Lo que dijo el proveedor, con sus palabras, o con qué lo probó quien decidió; `null` si no hay nada que decir.",
    ),
    ("ServicePayment.estado", "Dónde está."),
    ("ServicePayment.fecha_hora", "Cuándo se pidió."),
    (
        "ServicePayment.id_caja_sesion",
        "La sesión de caja; `null` si lo pidió un integrador.",
    ),
    (
        "ServicePayment.id_operacion",
        "La operación que es, un UUID.",
    ),
    (
        "ServicePayment.numero",
        "El número o el contrato; un celular de Brasil, con su código de área.",
    ),
    (
        "ServicePayment.recibo",
        "El número del recibo: cuatro cifras de la sucursal, `-S` y ocho cifras.",
    ),
    (
        "SetupIntegrator.api_key",
        "Su clave pública: 32 o 64 letras y cifras.",
    ),
    ("SetupIntegrator.private_key", "Con qué firma, tal cual."),
    ("SetupPrefund.amount", "Cuánto, como texto con decimales."),
    (
        "SetupTenantRequest.prefunds",
        "El fondo con que se empieza en cada proveedor, cada uno una vez.",
    ),
];

/// By field, wherever it occurs.
pub(super) const FIELDS: &[(&str, &str)] = &[
    ("amount", "Cuánto, en bolívares."),
    ("balance", "El saldo."),
    (
        "base_url",
        "Dónde está el servidor de la cuenta propia; `null` si no se usa ninguna.",
    ),
    ("canGetBalance", "Si se le puede consultar el saldo."),
    (
        "cps",
        "Las claves de quien pide pagos de servicios con su firma.",
    ),
    ("createdAt", "Cuándo se pidió."),
    (
        "credit_limit",
        "Hasta cuánto puede deber, como texto con decimales.",
    ),
    ("debe", "Lo que debe; negativo si pagó por adelantado."),
    ("devolucion", "Si hay efectivo por devolver."),
    ("enviado", "Lo que se envió."),
    ("enviado_en", "Cuándo se envió."),
    (
        "es_simulado",
        "Si no se pidió nada de verdad: fue al proveedor de prueba de los negocios de demostración.",
    ),
    (
        "evidencia",
        "Cómo se sabe: con quién se habló, qué referencia dio.",
    ),
    (
        "fondo",
        "El dinero del negocio ahí; donde hay carteras, lo que tienen todas juntas.",
    ),
    ("idOperation", "La operación que es, un UUID."),
    ("idTypeService", "El servicio, por su número."),
    (
        "integrador",
        "El integrador que lo pidió; `null` si fue en una caja.",
    ),
    ("limite_credito", "Hasta cuánto puede deber."),
    ("numberService", "El número o el contrato."),
    ("pagos", "Los pagos."),
    ("provider", "El proveedor."),
    ("reason", "El código estable, que dice más que la clase."),
    (
        "reference",
        "La referencia de la operadora, o el número del recibo si no dio ninguna.",
    ),
    (
        "referencia",
        "La referencia del proveedor; `null` si no dio ninguna.",
    ),
    ("respondido_en", "Cuándo respondió; `null` si no se sabe."),
    (
        "respuesta",
        "Lo que respondió, o por qué no respondió; `null` si no se sabe.",
    ),
    ("resuelto_por", "Quién lo decidió, si fue una persona."),
    ("resultado", "Qué fue de él."),
    (
        "retenido",
        "Lo que de eso está retenido por pagos en curso.",
    ),
    (
        "servicio",
        "El servicio, por su número; de una recarga de Brasil, el de la operadora: 1 Vivo, 2 Claro, 3 Oi, 4 Tim.",
    ),
];
