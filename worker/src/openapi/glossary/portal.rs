//! What the schemas of payment coupons are, and their fields; and what a set-up says of customers and host names.

/// By the schema's name.
pub(super) const SCHEMAS: &[(&str, &str)] = &[
    ("BranchBalance", "Lo que las demás sucursales deben a una."),
    ("CancelCouponRequest", "Por qué se cancela."),
    ("CollectCouponRequest", "El cobro de un cupón."),
    (
        "Coupon",
        "Un cupón de pago. Solo uno `pending` se puede cobrar o cancelar; los demás no cambian más.",
    ),
    ("CouponDetail", "Un cupón con su cliente."),
    ("CouponInvoice", "Una factura de un cupón."),
    (
        "CouponPage",
        "Una página de cupones, del más nuevo al más viejo.",
    ),
    (
        "CouponState",
        "Pendiente, cobrado, vencido o cancelado: `pending`, `used`, `expired`, `cancelled`.",
    ),
    ("Customer", "Un cliente y lo que debe."),
    ("CustomerPage", "Una página de clientes, por número."),
    ("CustomerRequest", "Un cliente nuevo."),
    ("CustomerUpdateRequest", "Lo que cambia de un cliente."),
    ("Domain", "Un nombre de host y de qué negocio es."),
    ("DomainRequest", "De qué negocio es un nombre de host."),
    ("ErrorDetail", "Un dato y qué tiene de malo."),
    ("FixedNum", "Dinero como número, siempre con dos decimales."),
    ("ImportReport", "Qué fue de cada línea de un archivo."),
    ("Invoice", "Una factura."),
    (
        "InvoicePage",
        "Una página de facturas, de la más vieja a la más nueva.",
    ),
    ("InvoiceRequest", "Una factura nueva."),
    (
        "InvoiceState",
        "Libre, en un cupón pendiente, o pagada: `open`, `reserved`, `paid`.",
    ),
    ("InvoiceToPay", "Una factura por pagar con el cupón."),
    (
        "IssueCouponRequest",
        "Un cupón por generar: un cliente, sus facturas y lo que suman.",
    ),
    ("IssuedCoupon", "El cupón generado."),
    (
        "PaymentMethod",
        "Efectivo a la caja, o al banco por QR o por transferencia.",
    ),
    ("PortalError", "Un error de las rutas bajo `/portal`."),
    ("PortalSecret", "El secreto del portal."),
    (
        "PortalSecretRequest",
        "El secreto que el portal ya usa, si ya funciona.",
    ),
    ("Receipt", "El recibo de un cobro."),
    ("RefusedLine", "Una línea que no se anotó."),
    ("SetupCustomer", "Un cliente por crear."),
    ("SetupInvoice", "Una factura por crear."),
    (
        "SetupKeys",
        "Secretos con que firman otros sistemas. Los que no se conocen se pasan por alto.",
    ),
];

/// By schema and field, where a field is something else than elsewhere, or more can be said of it.
pub(super) const OF_SCHEMAS: &[(&str, &str)] = &[
    ("BranchBalance.nombre", "El nombre de la sucursal."),
    (
        "BranchBalance.numero",
        "Su número en los códigos de sus cupones.",
    ),
    (
        "CancelCouponRequest.cupon_id",
        "El cupón que se miró, un UUID: entretanto el código puede haber pasado a otro. Sin él, el que sea del código.",
    ),
    ("CancelCouponRequest.motivo", "Por qué."),
    (
        "PortalSecretRequest.secreto",
        "El secreto de un portal que ya funciona, tal cual; sin él se hace uno de 64 cifras hexadecimales.",
    ),
    (
        "CollectCouponRequest.id_caja_sesion",
        "La sesión de caja que cobra.",
    ),
    (
        "CollectCouponRequest.cupon_id",
        "El cupón que se miró, un UUID: entretanto el código puede haber pasado a otro. Sin él, el que sea del código.",
    ),
    (
        "CollectCouponRequest.metodo_pago",
        "Cómo se paga; sin él, `EFECTIVO`.",
    ),
    (
        "CollectCouponRequest.monto_entregado",
        "Lo que se entregó, como número o texto; sin él, justo lo del cupón. Solo en efectivo puede ser más.",
    ),
    ("Coupon.estado", "Dónde está."),
    ("Coupon.monto", "Lo que pide."),
    ("CouponInvoice.id", "El identificador de la factura."),
    ("CouponInvoice.monto", "Lo que pide."),
    ("CouponInvoice.numero", "El número del comprobante."),
    (
        "CouponInvoice.tipo",
        "Qué comprobante es, por ejemplo `Factura A`.",
    ),
    (
        "CouponPage.total",
        "Cuántos hay en todas las páginas juntas.",
    ),
    (
        "CustomerRequest.cliente_id",
        "El número, también como texto de dígitos; sin él, el que sigue al más alto.",
    ),
    (
        "CustomerRequest.documento",
        "El número de su documento o de contribuyente, si se sabe.",
    ),
    (
        "CustomerUpdateRequest.documento",
        "El número de su documento o de contribuyente; `null` para borrarlo.",
    ),
    (
        "DomainRequest.activo",
        "Si está en uso; sin enviarlo, sí. Fuera de uso no responde a nadie.",
    ),
    (
        "ErrorDetail.field",
        "El dato, con su camino si está dentro de otro (`facturas.0.id`); vacío si es el cuerpo o el archivo entero.",
    ),
    ("ErrorDetail.code", "Qué tiene de malo."),
    ("ErrorDetail.message", "Qué tiene de malo y qué hacer."),
    ("Invoice.id", "El identificador, único en el negocio."),
    ("Invoice.estado", "Dónde está."),
    ("Invoice.monto", "Lo que pide."),
    ("Invoice.numero", "El número del comprobante."),
    (
        "Invoice.tipo",
        "Qué comprobante es, por ejemplo `Factura A`.",
    ),
    ("Invoice.fecha_hora", "Cuándo se registró."),
    (
        "Invoice.codigo_barras",
        "El código del cupón que la tiene o que la pagó; `null` si está libre.",
    ),
    (
        "InvoiceRequest.id",
        "El identificador, único en el negocio; sin él, se le da uno.",
    ),
    (
        "InvoiceRequest.cliente_id",
        "De quién es; también como texto de dígitos.",
    ),
    ("InvoiceRequest.monto", "Lo que pide, como número o texto."),
    ("InvoiceRequest.numero", "El número del comprobante."),
    (
        "InvoiceRequest.tipo",
        "Qué comprobante es, por ejemplo `Factura A`.",
    ),
    ("InvoiceToPay.id", "El identificador de la factura."),
    (
        "InvoiceToPay.monto",
        "Lo que la factura pide: se paga entera.",
    ),
    (
        "InvoiceToPay.numero",
        "El número del comprobante; si va, tiene que ser el de la factura.",
    ),
    (
        "InvoiceToPay.tipo",
        "Qué comprobante es; si va, tiene que ser el de la factura.",
    ),
    (
        "IssueCouponRequest.cliente_id",
        "De quién son las facturas; también como texto de dígitos.",
    ),
    (
        "IssueCouponRequest.facturas",
        "Las facturas, cada una una vez; al menos una.",
    ),
    ("IssueCouponRequest.total", "Lo que suman las facturas."),
    ("IssuedCoupon.monto", "Lo que pide."),
    (
        "PortalError.details",
        "Los datos que están mal; falta si el pedido en sí está bien.",
    ),
    (
        "PortalError.estado",
        "Dónde está el cupón por el que se rechazó; solo a quien trabaja aquí.",
    ),
    (
        "PortalError.fecha_vencimiento",
        "El último día de ese cupón; solo a quien trabaja aquí.",
    ),
    (
        "PortalError.fecha_cancelacion",
        "El día que ese cupón se canceló; solo a quien trabaja aquí.",
    ),
    (
        "PortalError.fecha_uso",
        "El día que ese cupón se cobró; solo a quien trabaja aquí.",
    ),
    (
        "PortalError.recibo_id",
        "El recibo de ese cobro; solo a quien trabaja aquí.",
    ),
    ("PortalError.success", "Siempre `false`."),
    ("PortalSecret.version", "Cuántos hubo, este incluido."),
    ("Receipt.caja", "El nombre de la caja que cobró."),
    ("Receipt.id_caja_sesion", "La sesión de caja que cobró."),
    ("Receipt.id_operacion", "La operación que es el cobro."),
    ("Receipt.monto", "Lo que se cobró."),
    (
        "Receipt.numero",
        "El número: cuatro cifras de la sucursal, un guion y ocho cifras.",
    ),
    ("Receipt.sucursal", "El nombre de la sucursal que cobró."),
    ("SetupCustomer.id", "El número del cliente."),
    ("SetupInvoice.id", "El identificador, único en el negocio."),
    ("SetupInvoice.monto", "Lo que pide, como texto."),
    ("SetupInvoice.numero", "El número del comprobante."),
    (
        "SetupInvoice.tipo",
        "Qué comprobante es, por ejemplo `Factura A`.",
    ),
];

/// By field, wherever it occurs.
pub(super) const FIELDS: &[(&str, &str)] = &[
    ("activo", "Si está en uso."),
    ("cajero", "Quién cobró."),
    ("cliente_id", "El número del cliente."),
    ("cliente_nombre", "Cómo se llama el cliente."),
    ("clientes", "Los clientes."),
    ("codigo_barras", "Los 19 dígitos del cupón."),
    (
        "columna",
        "La columna que está mal; vacía si es la línea entera.",
    ),
    ("creadas", "Cuántas eran nuevas."),
    ("cupon_id", "El identificador del cupón, un UUID."),
    ("cupones", "Los cupones."),
    ("customers", "Los clientes y lo que deben."),
    ("deuda", "Lo que suman las facturas que no pagó."),
    (
        "dias_vencimiento",
        "Hasta cuántos días después se puede cobrar; sin él, 30.",
    ),
    (
        "documento",
        "El número de su documento o de contribuyente; `null` si no se sabe.",
    ),
    ("dominio", "El nombre de host."),
    (
        "error",
        "Un texto para las personas; `Invalid request` si hay `details`.",
    ),
    ("existentes", "Cuántas ya estaban, exactamente así."),
    ("facturas", "Las facturas."),
    ("facturas_abiertas", "Cuántas facturas no pagó."),
    (
        "fecha_cancelacion",
        "El día que se canceló; solo a quien trabaja aquí.",
    ),
    ("fecha_generacion", "El día que se generó."),
    ("fecha_uso", "El día que se cobró; `null` si no se cobró."),
    ("fecha_vencimiento", "El último día que se puede cobrar."),
    ("has_more", "Si hay más después de estos."),
    ("invoices", "Sus facturas."),
    ("keys", "Secretos con que firman otros sistemas."),
    ("linea", "La línea del archivo; el título es la primera."),
    (
        "lineas",
        "Cuántas líneas había, sin el título ni las vacías.",
    ),
    ("mensaje", "Qué está mal y qué hacer."),
    ("metodo_pago", "Cómo se pagó."),
    ("monto_entregado", "Lo que se entregó."),
    (
        "motivo_cancelacion",
        "Por qué se canceló; solo a quien trabaja aquí.",
    ),
    (
        "portal_jwt_secret",
        "Con qué firma el portal del negocio los tokens de sus clientes.",
    ),
    ("rechazadas", "Cuántas no se anotaron."),
    ("rechazos", "Esas líneas y por qué, en su orden."),
    (
        "recibo",
        "El recibo, si se cobró; solo a quien trabaja aquí.",
    ),
    ("recibo_id", "El número del recibo; `null` si no se cobró."),
    (
        "saldo",
        "Lo que las demás le deben; negativo si ella les debe.",
    ),
    ("secreto", "El secreto que vale desde ahora."),
    (
        "sucursal_emisora",
        "El nombre de la sucursal que generó el cupón.",
    ),
    ("vuelto", "Lo que se devolvió."),
];
